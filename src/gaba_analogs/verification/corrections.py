"""What a suspect field should hold, where the fields that agree determine it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.checks.kit import Fault
from gaba_analogs.checks.notation import formula_letter_for_digit
from gaba_analogs.chemistry.atoms import composition_of
from gaba_analogs.chemistry.key_search import key_of_mol
from gaba_analogs.chemistry.redrawing import redrawn_as_stated, usual_smiles
from gaba_analogs.chemistry.structure import Structure, completions
from gaba_analogs.chemistry.toolkit import atoms_of
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.values import StatedInChI, Witness
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.dotted import in_components
from gaba_analogs.notation.formula import read_formula, with_lost_superscript
from gaba_analogs.notation.number import NumberText, read_mass
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME, of_kind
from gaba_analogs.record.kinds import IDENTIFIERS, MASSES
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Safety
from gaba_analogs.verification.diagnosis import Diagnosis
from gaba_analogs.verification.run import Run
from gaba_analogs.verification.safety import Grounds, safety_of


class Correction(NamedTuple):
    """What a field should hold, and how safe it is to write that."""

    value: str
    safety: Safety


def corrections(
    record: StructureRecord,
    run: Run,
    diagnosis: Diagnosis,
) -> dict[str, Correction]:
    """Give the value of every suspect that the other fields determine, sorted by field, and how safe it is.

    A field that says less than another beside a wrong one is completed too, though it is no suspect. Nothing is
    corrected while it is open which fields are wrong, but for those that are wrong in every case.
    """
    facts, faults = run.facts, [(found.subjects, found.fault) for found in run.found]
    doubtful = set(diagnosis.doubtful)
    suspects = diagnosis.certain if diagnosis.ambiguous else doubtful
    reference = run.mended or _reference(facts, doubtful)
    composition = _composition(facts, doubtful, reference)
    is_open = diagnosis.ambiguous or run.undecided
    grounds = Grounds(record, facts, faults, doubtful, is_open, run.agreed, reference, composition)
    out: dict[str, Correction] = _exchanged(facts, suspects, composition)
    for field in sorted({*suspects} - out.keys()):
        value = _counted_back(facts) if field == "inchi" else None
        if value is None:
            value = _value(field, facts, reference, composition)
        if value is None:
            value = _from_fault(field, faults)
        if field == "smiles" and (value is None or value == getattr(record, field)):
            value = _of_key(facts)
        if value is not None and value != getattr(record, field):
            lost = _is_lost(field, facts, doubtful)
            out[field] = Correction(value, Safety.MANUAL if lost else safety_of(field, value, grounds))
    return out if is_open else dict(sorted({**out, **_mistyped(run, doubtful)}.items()))


def _exchanged(facts: Facts, suspects: Collection[str], composition: Composition | None) -> dict[str, Correction]:
    """Give back to fields that hold each other's values what is theirs, unless the composition contradicts one."""
    homes = {field: home for field, home, _ in facts.misplaced if field in suspects}
    texts = {field: text for field, _, text in facts.misplaced}
    out = {}
    for field in homes:
        circle = _circle(field, homes)
        if circle and all(_may_be(homes[one], texts[one], composition) for one in circle):
            out[field] = Correction(texts[circle[-1]], Safety.LIKELY)
    return out


def _circle(field: str, homes: Mapping[str, str]) -> list[str]:
    """Give the fields of which each holds the value of the next, and the last that of the first; none where none do.

    Examples
    --------
    >>> _circle("cas", {"cas": "formula", "formula": "cas"}), _circle("cas", {"cas": "formula"})
    (['cas', 'formula'], [])
    """
    circle = [field]
    while (home := homes.get(circle[-1])) is not None and home not in circle:
        circle.append(home)
    return circle if home == field else []


def _may_be(field: str, text: str, composition: Composition | None) -> bool:
    """Tell whether a text can be the formula or mass of a composition; of other fields a composition says nothing."""
    if composition is None or field not in _COMPOSED:
        return True
    if field == "formula":
        return read_formula(text).elements_fit(composition)
    exact = (composition.monoisotopic_mass, composition.monoisotopic_mass)
    if field == "molecular_weight" and composition.unweighable:
        return True
    return read_mass(text).fits(*(exact if field == "monoisotopic_mass" else composition.average_mass_interval))


_COMPOSED = frozenset(("formula", *of_kind(*MASSES)))


def _is_lost(field: str, facts: Facts, doubtful: Collection[str]) -> bool:
    """Tell whether a field holds what belongs elsewhere, and no other field that is right holds it too."""
    text = next((text for own, _, text in facts.misplaced if own == field), None)
    return text is not None and not any(
        stated.strip() == text.strip() for name, stated in facts.texts.items() if name not in doubtful
    )


def _mistyped(run: Run, doubtful: set[str]) -> dict[str, Correction]:
    """Give the formula that was meant where zeros and letters O were confused: that of another field shows it."""
    meant = {
        found.fault.expected
        for found in run.found
        if found.check.function is formula_letter_for_digit and not doubtful & {*found.subjects, *found.objects}
    }
    value = meant.pop() if len(meant) == 1 else None
    return {} if value is None else {"formula": Correction(value, Safety.SAFE)}


def _counted_back(facts: Facts) -> str | None:
    """Give the InChI whose last digit a spreadsheet counted up."""
    stated = facts.values.get("inchi")
    return stated.dragged if isinstance(stated, StatedInChI) else None


def _of_key(facts: Facts) -> str | None:
    """Give the SMILES that the stated key is of: the mirror image, or one with open stereo elements set; None else."""
    key = facts.inchikey.value if facts.inchikey else None
    drawn = next((s for name, s in facts.drawn if name == "smiles" and s.mol is not None), None)
    if key is None or drawn is None or drawn.mol is None or drawn.inchikey[:14] != key[:14]:
        return None
    mirrored = _MARK.sub(lambda mark: "@" if mark[0] == "@@" else "@@", drawn.text)
    if mirrored != drawn.text and Structure.from_smiles(mirrored).inchikey == key:
        return mirrored
    found = next((mol for mol in completions(drawn.mol) if key_of_mol(mol) == key), None)
    return None if found is None else str(Chem.MolToSmiles(found))


_MARK = regex("@@?")


def _reference(facts: Facts, doubtful: set[str]) -> Structure | None:
    """Give the structure that the unsuspected fields agree on, the fullest one."""
    trusted = [w for w in facts.witnesses if not w.connectivity_only and any(f not in doubtful for f in w.fields)]
    trusted = [w for w in trusted if not _has_seven_bonds(w.structure)]
    if not trusted:
        return _registered(facts, doubtful) or _inchi_of_fault(facts)
    return trusted[0].structure if len(trusted) == 1 else max(trusted, key=_fullness).structure


def _has_seven_bonds(structure: Structure) -> bool:
    """Tell whether a phosphorus has seven bonds, which RDKit accepts: such a drawing proves nothing."""
    return (
        "P" in structure.composition.elements
        and structure.mol is not None
        and any(atom.GetAtomicNum() == 15 and atom.GetTotalValence() > 6 for atom in atoms_of(structure.mol))
    )


def _registered(facts: Facts, doubtful: set[str]) -> Structure | None:
    """Give the structure of a registry, where the key or another number leads to the same compound."""
    for witness in facts.registered_anywhere:
        structure = witness.structure
        leading = set(witness.fields)
        if facts.registry is not None:
            leading |= facts.registry.leading_to(structure.inchikey)
        if facts.inchikey is not None and facts.inchikey.value == structure.inchikey:
            leading.add("inchikey")
        if not doubtful.issuperset(witness.fields) and len(leading - doubtful) > 1:
            return structure
    return None


def _own_number(field: str, facts: Facts, reference: Structure) -> str | None:
    """Give the one identifier that reference tables list for a structure; None where they list none, or several."""
    entries = (entry for answer in facts.references or () for entry in answer.entries)
    own = [dict(entry.numbers).get(field) for entry in entries if entry.is_same(reference)]
    listed = {number for number in own if number is not None}
    return f"{BY_NAME[field].prefix}{listed.pop()}" if len(listed) == 1 else None


def _fullness(witness: Witness) -> tuple[int, int, int]:
    layers = witness.structure.layers
    return (len(layers.centres) + len(layers.double_bonds), len(layers.labels), len(witness.fields))


def _inchi_of_fault(facts: Facts) -> Structure | None:
    """Give the structure of a stated InChI that is not canonical, when nothing else states one."""
    stated = facts.values.get("inchi")
    if (
        isinstance(stated, StatedInChI)
        and stated.structure is not None
        and stated.structure.regenerated
        and not facts.witnesses
    ):
        return Structure.from_inchi(stated.structure.regenerated[0])
    return None


def _composition(facts: Facts, doubtful: set[str], reference: Structure | None) -> Composition | None:
    if reference is not None:
        return reference.composition
    trusted = [c for c in facts.compositions if any(f not in doubtful for f in c.fields)]
    return trusted[0].composition if len(trusted) == 1 else None


def _value(
    field: str,
    facts: Facts,
    reference: Structure | None,
    composition: Composition | None,
) -> str | None:
    """Compute one field from the structure, or from the composition where that is enough."""
    if composition is not None and field in {"formula", "element_counts"}:
        if composition.r_groups and not _has_r_groups(facts):
            return None
        return _in_components(field, facts, composition, reference) or _formula(facts, composition)
    if composition is not None and field in {"molecular_weight", "monoisotopic_mass"}:
        return _mass(facts, field, composition)
    if composition is not None and field == "charge":
        return str(composition.charge)
    if field == "pubchem_cid" and facts.registry is not None:
        key = facts.inchikey.value if facts.inchikey and not facts.witnesses else None
        return facts.registry.cid_of(reference.inchikey if reference is not None else key or "")
    if reference is None:
        return None
    if BY_NAME[field].kind in IDENTIFIERS:
        return _own_number(field, facts, reference)
    if field == "inchikey":
        return reference.inchikey
    if field == "inchi":
        return reference.inchi
    if field == "smiles":
        return _smiles(facts, reference)
    return None


def _smiles(facts: Facts, reference: Structure) -> str | None:
    """Write a structure as a SMILES that keeps what is drawn somewhere: InChI does not say which tautomer is meant.

    The stated drawing takes the marks of the structure; else a molfile or the systematic name gives the SMILES; a bare
    InChI gives one only where the tautomer is beyond doubt.
    """
    if reference.kind == "smiles" and not any(reference is structure for _, structure in facts.drawn):
        return reference.smiles
    drawn = {name: structure for name, structure in facts.drawn if structure.is_accepted}
    stated = drawn.get("smiles") or drawn.get("connectivity_smiles")
    if stated is not None and stated.fault is None:
        text = redrawn_as_stated(stated, reference.inchi)
        if text is not None:
            return text
    beside = next((s for name, s in drawn.items() if name != "smiles" and s.inchi == reference.inchi), None)
    if beside is not None:
        return beside.smiles
    return usual_smiles(reference)


def _has_r_groups(facts: Facts) -> bool:
    """Tell whether the stated formula has R groups, as a corrected one may then have."""
    return facts.formula is not None and any(reading.r_groups for reading in facts.formula.readings)


def _in_components(field: str, facts: Facts, composition: Composition, reference: Structure | None) -> str | None:
    """Write the formula with its components between dots, where the stated one does; None where it is a plain one."""
    stated = facts.formula
    if field != "formula" or stated is None or len(stated.readings) != 1 or stated.text == stated.readings[0].hill:
        return None
    drawn = None if reference is None else [composition_of(mol) for mol in reference.components]
    return in_components(stated.text, composition, drawn)


def _formula(facts: Facts, composition: Composition) -> str:
    """Write the formula, with its isotope labels where the stated one has some."""
    stated = facts.formula
    labelled = None if stated is None else with_lost_superscript(stated.text, composition)
    if labelled is not None:
        return read_formula(labelled).readings[0].labelled_formula
    if stated is not None and stated.charge_beside:
        composition = Composition(composition.elements, composition.isotopes)
    return composition.labelled_formula if stated is not None and stated.isotopes_stated else composition.formula


def _mass(facts: Facts, field: str, composition: Composition) -> str | None:
    if composition.r_groups:
        return None
    number = facts.values.get(field)
    decimals = number.readings[0][1] if isinstance(number, NumberText) and number.readings else 2
    if isinstance(number, NumberText) and number.may_be_nominal:
        return None
    formula, weighed = facts.formula, 1
    if formula is not None and isinstance(number, NumberText) and number.readings:
        same = next((reading for reading in formula.readings if reading == composition), composition)
        weighed = same.units_weighed(number.readings[0][0])
    if field == "monoisotopic_mass":
        return f"{composition.monoisotopic_mass / weighed:.{max(decimals, 4)}f}"
    if composition.unweighable:
        return None
    return f"{composition.average_mass / weighed:.{min(max(decimals, 2), 3)}f}"


def _from_fault(field: str, faults: Sequence[tuple[tuple[str, ...], Fault]]) -> str | None:
    """Take what a check expects of a field, when all its faults expect the same."""
    values = set(_expected(field, faults))
    return values.pop() if len(values) == 1 else None


def _expected(field: str, faults: Sequence[tuple[tuple[str, ...], Fault]]) -> Iterator[str]:
    for subjects, fault in faults:
        if subjects == (field,) and fault.expected is not None:
            yield fault.expected
