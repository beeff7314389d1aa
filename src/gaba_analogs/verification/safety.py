"""How safe a correction is: who vouches for the value, besides the field that is corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rdkit import Chem

from gaba_analogs.checks.forms import form_of_mass
from gaba_analogs.checks.kit import Fault
from gaba_analogs.checks.names import name_component_missing
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.relation import component_list, is_single
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.names import is_salt_of
from gaba_analogs.evidence.sources import sources
from gaba_analogs.evidence.values import StatedInChI
from gaba_analogs.notation.characters import MINUS
from gaba_analogs.notation.component_words import component_words
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.number import NumberText, read_charge
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.record.kinds import IDENTIFIERS, MASSES
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Safety
from gaba_analogs.verification.run import Edge

_MASSES = frozenset(of_kind(*MASSES))
_COUNTS = frozenset(of_kind(Kind.FORMULA, Kind.ELEMENT_COUNTS))
_SMILES = frozenset(of_kind(Kind.SMILES, Kind.CONNECTIVITY_SMILES))
_HASHED = frozenset(of_kind(Kind.INCHI, Kind.INCHIKEY))
_COMPOSED = _MASSES | _COUNTS | {"charge"}
_REGISTERED = frozenset(of_kind(*IDENTIFIERS))
"""Numbers that no structure determines by itself."""

_ROTATION = regex(rf"\([+\-{MINUS}±]\)")
"""Signs of rotation, which nobody can compute from a structure."""

_LETTERS = 2
"""Most letters [-] of a key that a typing error changes: chance alone never brings two keys so close."""


@dataclass(frozen=True)
class Grounds:
    """What corrections rest on.

    Parameters
    ----------
    record, facts, faults
        The record, what it says, and what was found.
    doubtful
        Fields that may be wrong.
    open
        True where it is open which fields are wrong, or how two structures differ.
    agreed
        Which fields agree on what.
    reference, composition
        Structure and composition that corrected values are computed from; None where there is none.
    """

    record: StructureRecord
    facts: Facts
    faults: Sequence[tuple[tuple[str, ...], Fault]]
    doubtful: Collection[str]
    open: bool
    agreed: Collection[Edge]
    reference: Structure | None
    composition: Composition | None


def safety_of(field: str, value: str, grounds: Grounds) -> Safety:
    """Judge the correction of one field.

    It is safe where two independent fields vouch for the value, or one does and the stated value gives its own
    fault away: it is another mass of the same compound, or one or two letters away. A formula takes three, or a mass:
    structures are often looked up together, and then are wrong together. A connectivity SMILES adds nothing. A value
    that another field shares is at most likely to be wrong. A SMILES is safe only where it keeps a stated drawing.
    So is a formula, mass or charge under the title of a salt, an ester or a hydrate of which the parent is drawn, or of
    a compound that the stated one fits.
    An InChI of the uncharged compound may be meant where a drawing and its name are those of an ion.
    """
    if field in _REGISTERED:
        return Safety.LIKELY
    if grounds.open or _is_another_ion(grounds) or (field == "chirality" and _ROTATION.search(value)):
        return Safety.MANUAL
    voices = _of_composition(field, grounds) if field in _COMPOSED else _of_structure(field, value, grounds)
    if field in _COMPOSED and (
        _is_titled_as_salt(grounds)
        or _is_titled_as_stated(field, grounds.facts)
        or _is_titled_as_another_form(field, grounds)
    ):
        return Safety.LIKELY
    known = len(_units(voices, grounds.facts)) + _gives_itself_away(field, value, grounds)
    unweighed = field in _COUNTS and not voices & _MASSES
    if known < (3 if unweighed else 2) or _is_shared(field, grounds):
        return Safety.LIKELY
    if field in _SMILES and not _keeps_a_drawing(value, grounds):
        return Safety.LIKELY
    if field == "inchi" and "inchikey" not in voices and _makes_an_ion(grounds):
        return Safety.LIKELY
    return Safety.SAFE


def _is_titled_as_salt(grounds: Grounds) -> bool:
    """Tell whether the title is that of a salt or hydrate of the reference: the stated value may be its own."""
    right = grounds.reference
    if right is None:
        return False
    facts = grounds.facts
    titles = (name for field, name in (*facts.titles, *facts.synonyms) if field == "name" and name.smiles)
    return any(is_salt_of(Structure.from_smiles(name.smiles or ""), right) for name in titles) or any(
        isinstance(name_component_missing(words, right), Fault) for _, words in facts.name_components
    )


def _is_titled_as_stated(field: str, facts: Facts) -> bool:
    """Tell whether a stated formula or mass is that of the title's compound: the structure may be the wrong one."""
    value = facts.values.get(field)
    titles = [name for own, name in (*facts.titles, *facts.synonyms) if own == "name" and not name.ambiguous]
    named = [Structure.from_smiles(name.smiles or "").composition for name in titles]
    if field in _COUNTS:
        return isinstance(value, FormulaText) and any(value.elements_fit(composition) for composition in named)
    return field in _MASSES and any(_is_another_mass(value, composition) for composition in named)


def _is_titled_as_another_form(field: str, grounds: Grounds) -> bool:
    """Tell whether a title has a word for a salt, ester or hydrate that is not drawn: the stated value may be its own.

    An acid may be that of the ester that is drawn: it counts where a mass is that of another form.
    """
    right, title = grounds.reference, grounds.facts.texts.get("name", "")
    mass = grounds.facts.values.get(field)
    if right is None or not right.is_accepted or (field in _MASSES and _is_another_mass(mass, right.composition)):
        return False
    words = component_words(title)
    if words.hydrate and "H2O" not in {formula for formula, *_ in component_list(right.layers)}:
        return True
    if not is_single(right):
        return False
    if _FORM.search(title):
        return True
    return (
        bool(words.acid)
        and isinstance(mass, NumberText)
        and form_of_mass(mass, right.composition, monoisotopic=field in _EXACT) is not None
    )


_FORM = regex(
    r"(?<![A-Za-z])(?:\d?HCl|HBr|TFA|Na|salt|ester)(?![A-Za-z])"
    r"|(?i:h[iy]dro(?:ch?lor|brom|[ij]od)[iu]d|ch?lorh[iy]drat|cloridrat|bromh[iy]drat)"
)
"""What stands for a salt or an ester in a title, abbreviated or in another language than English."""
_EXACT = frozenset(of_kind(Kind.MONOISOTOPIC_MASS))


def _differs_by_hydrogen(grounds: Grounds) -> bool:
    """Tell whether the stated formula differs from the composition in hydrogens alone, as that of an ion does."""
    formula, right = grounds.facts.formula, grounds.composition
    if formula is None or right is None:
        return False
    heavy = {e: n for e, n in right.elements.items() if e != "H"}
    return any({e: n for e, n in r.elements.items() if e != "H"} == heavy for r in formula.readings)


def _makes_an_ion(grounds: Grounds) -> bool:
    """Tell whether the reference is an ion of the uncharged compound whose InChI is stated."""
    right = grounds.composition
    stated = [w.structure.composition for w in grounds.facts.witnesses if "inchi" in w.members]
    if right is None or not right.charge or not stated or stated[0].charge:
        return False
    difference = {e: right.elements.get(e, 0) - n for e, n in stated[0].elements.items()}
    return set(right.elements) <= set(difference) and {e for e, n in difference.items() if n} == {"H"}


def _is_another_ion(grounds: Grounds) -> bool:
    """Tell whether formula and charge, both doubted, are together those of an ion of the reference."""
    formula, right = grounds.facts.formula, grounds.composition
    if formula is None or right is None or not {"formula", "charge"} <= set(grounds.doubtful):
        return False
    shifts = (r.elements.get("H", 0) - right.elements.get("H", 0) for r in formula.readings)
    charge = read_charge(grounds.facts.texts.get("charge", ""))
    return _differs_by_hydrogen(grounds) and charge is not None and (charge - right.charge) in {*shifts}


def _is_shared(field: str, grounds: Grounds) -> bool:
    """Tell whether another field, independent of a wrong one, states the same composition or structure.

    A mass speaks for a wrong structure only where it does not fit the right one as well: stereoisomers weigh the same.
    """
    facts = grounds.facts
    homes = [{*c.fields} for c in facts.compositions if field in c.fields]
    if field not in _COMPOSED:
        homes += [{*w.members} for w in facts.witnesses if field in w.members and not w.connectivity_only]
        homes = [home for home in homes if home <= {*grounds.doubtful}]
    others = {name for home in homes for name in home}
    weighed = {a if b == field else b for aspect, a, b in grounds.agreed if aspect == "mass" and field in {a, b}}
    others |= weighed if field in _COMPOSED else weighed - _of_composition(field, grounds)
    return bool(_units(others - {field}, facts) - _units({field}, facts))


def _of_structure(field: str, value: str, grounds: Grounds) -> set[str]:
    """Give the undoubted fields that state the structure of the reference, the key of a corrected InChI included."""
    key = grounds.facts.inchikey.value if grounds.facts.inchikey else None
    proof = {"inchikey"} if field == "inchi" and key is not None and key_of(value) == key else set()
    inchi = value if field == "inchi" else None if grounds.reference is None else grounds.reference.inchi
    witnesses = [*grounds.facts.witnesses, *grounds.facts.registered_anywhere]
    stated = {f for w in witnesses if not w.connectivity_only and w.structure.inchi == inchi for f in w.members}
    if grounds.facts.inchikey is not None and any(w.structure.inchi == inchi for w in grounds.facts.referenced):
        proof |= {"inchikey"} if key == key_of(inchi or "") else set()
    return (stated | proof) - set(grounds.doubtful)


def _of_composition(field: str, grounds: Grounds) -> set[str]:
    """Give the undoubted fields that state the composition of the reference, or a mass of it."""
    facts = grounds.facts
    homes = (c.fields for c in facts.compositions if c.composition == grounds.composition)
    stated = {name for fields in homes for name in fields}
    if field == "charge" and facts.formula is not None and not facts.formula.charge_stated:
        stated -= _COUNTS
    weighed = {one for aspect, one, other in grounds.agreed if aspect == "mass" and one in _MASSES and other in stated}
    return (stated | (weighed if field != "charge" else set())) - set(grounds.doubtful)


def _units(fields: Iterable[str], facts: Facts) -> set[frozenset[str]]:
    """Unite the fields of which one is computed from another."""
    stated = facts.values.get("inchi")
    key = facts.inchikey.value if facts.inchikey else None
    is_hash = isinstance(stated, StatedInChI) and stated.text.value is not None and key_of(stated.text.value) == key
    families = [_MASSES, _COUNTS, _SMILES, *([_HASHED] if is_hash else []), *_of_one_source(facts)]
    voices = {*fields} - {"connectivity_smiles"}
    return {next((family for family in families if name in family), frozenset({name})) for name in voices}


def _of_one_source(facts: Facts) -> list[frozenset[str]]:
    """Give the identifiers that have their structure from the same row of a reference table, and from nowhere else."""
    known = sources(facts) if facts.referenced else []
    elsewhere = {*facts.registered.fields} if facts.registered is not None else set[str]()
    often = {name for source in known for name in source.fields if sum(name in own.fields for own in known) > 1}
    return [source.fields - often - elsewhere for source in known]


def _gives_itself_away(field: str, value: str, grounds: Grounds) -> bool:
    """Tell whether the stated value speaks for the corrected one, being a damaged form of it."""
    if field == "inchikey":
        stated = (grounds.facts.inchikey.value if grounds.facts.inchikey else None) or grounds.record.inchikey or ""
        return len(stated) == len(value) and sum(a != b for a, b in zip(stated, value, strict=True)) <= _LETTERS
    if field in _SMILES:
        return False
    if field in _MASSES:
        return _is_another_mass(grounds.facts.values.get(field), grounds.composition)
    own = [fault for subjects, fault in grounds.faults if subjects == (field,) and fault.blame == "a"]
    return field not in _COMPOSED and any(fault.expected == value for fault in own)


def _is_another_mass(stated: object, composition: Composition | None) -> bool:
    """Tell whether a mass is another one of the same composition: exact for average, or the reverse."""
    if not isinstance(stated, NumberText) or composition is None:
        return False
    exact = composition.monoisotopic_mass
    average = () if composition.unweighable else (composition.average_mass_interval,)
    spans = [(exact * (1 - 2e-7), exact * (1 + 2e-7)), (float(composition.nominal_mass),) * 2, *average]
    return any(stated.fits(*span) for span in spans)


def _keeps_a_drawing(value: str, grounds: Grounds) -> bool:
    """Tell whether a SMILES has the atoms, bonds and hydrogens of a stated SMILES or molfile."""
    mol = Chem.MolFromSmiles(value)
    drawn = (s.mol for name, s in grounds.facts.drawn if name != "iupac_name" and s.mol is not None)
    return mol is not None and _flat(mol) in {_flat(other) for other in drawn}


def _flat(mol: Chem.Mol) -> str:
    return str(Chem.MolToSmiles(flattened(mol)))
