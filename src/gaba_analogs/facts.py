"""What a record says, read once: every field as a typed value, every structure as one witness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gaba_analogs.checks.kit import Fault, StatedInChI
from gaba_analogs.checks.readable import inchi_not_canonical, inchi_unreadable
from gaba_analogs.composition import Composition
from gaba_analogs.key_search import explain_skeleton
from gaba_analogs.name_stereo import NameStereo, stereo_claims
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.formula import FormulaText, read_formula, with_zeros
from gaba_analogs.notation.identifiers import IDENTIFIER_FORMS, read_cas, read_code, shape_of
from gaba_analogs.notation.inchi import InChIText, read_inchi
from gaba_analogs.notation.inchikey import InChIKey, read_inchikey
from gaba_analogs.notation.number import read_mass
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.text import is_placeholder, states_nothing
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord
from gaba_analogs.relation import component_list
from gaba_analogs.structure import MAXIMUM_ATOMS, Structure, key_of

MAXIMUM_SYNONYMS = 8
"""Most synonyms [-] of a record that are read as systematic names."""

_SHAPED = frozenset(
    {
        "smiles",
        "connectivity_smiles",
        "inchi",
        "inchikey",
        "formula",
        "molecular_weight",
        "monoisotopic_mass",
        "cas",
    }
    | {"unii", "ec_number", "iupac_name"}
    | (set(IDENTIFIER_FORMS) - {"atc_code"})
)
_COMPATIBLE = {("cas", "ec_number"), ("pubchem_cid", "cas"), ("chemspider_id", "cas")}
_DIFFERENT_ELEMENTS = re.compile(r"Cl|Br|[^HCNOSFhcnos\d()\[\]@+\-=#/\\%.:~]")


@dataclass
class Witness:
    """Fields that state one and the same structure.

    Parameters
    ----------
    fields
        Canonical field names, in the order of the record.
    structure
        What they state.
    with_key
        True when the stated InChIKey is exactly that of the structure.
    """

    fields: list[str]
    structure: Structure

    with_key: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """The fields, and the stated key where it is exactly this structure's."""
        return (*self.fields, "inchikey") if self.with_key else tuple(self.fields)

    @property
    def connectivity_only(self) -> bool:
        """True when no member is meant to carry stereochemistry or isotopes."""
        return self.fields == ["connectivity_smiles"]


@dataclass
class CompositionWitness:
    """Fields that state one and the same composition."""

    fields: list[str]
    composition: Composition


@dataclass
class Facts:
    """The typed content of one record.

    Parameters
    ----------
    texts
        Field to text, for every field that states something.
    placeholders, misplaced
        (field, text) and (field, shape, text) of values that state nothing, or belong elsewhere.
    notes
        (field, repairs, text) of values whose notation was repaired.
    values
        Field to typed value.
    drawn
        Field to structure, for the fields that state one by a drawing or a name.
    witnesses, compositions
        The structures and compositions stated, equal ones united.
    name_stereo
        Field to stereodescriptors, for names that no structure was made of.
    uncertain_name
        Structure of a name that leaves bonding and stoichiometry open (a compound without carbon):
        it may confirm, not contradict.
    name_limit
        Why the structure of the name was set aside; None when it was not.
    ratio_uncertain
        True when the name lists its components without saying how many of each there are.
    registry
        What PubChem says about the record; None when it was not asked.
    registered
        The structure of the stated PubChem CID, as a witness apart from the stated ones; None where
        PubChem gives none.
    """

    texts: dict[str, str] = field(default_factory=dict)
    placeholders: list[tuple[str, str]] = field(default_factory=list)
    misplaced: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    drawn: list[tuple[str, Structure]] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)
    compositions: list[CompositionWitness] = field(default_factory=list)
    name_stereo: list[tuple[str, NameStereo]] = field(default_factory=list)
    uncertain_name: Structure | None = None
    name_limit: str | None = None
    ratio_uncertain: bool = False
    registry: Registry | None = None
    registered: Witness | None = None

    @property
    def inchikey(self) -> InChIKey | None:
        """The stated key."""
        value = self.values.get("inchikey")
        return value if isinstance(value, InChIKey) else None

    @property
    def formula(self) -> FormulaText | None:
        """The stated formula."""
        value = self.values.get("formula")
        return value if isinstance(value, FormulaText) else None


def read_facts(
    record: StructureRecord, *, drawn: Mapping[str, Structure] | None = None, registry: Registry | None = None
) -> Facts:
    """Sort a record's texts and read each of them; structures are parsed, but not compared.

    Parameters
    ----------
    record
        The record as stated.
    drawn
        Field to structure, for those that were parsed already.
    registry
        What PubChem says about it; None when it was not asked.
    """
    facts = Facts(registry=registry)
    for name, text in record.stated():
        if name not in {"name", "molblock"} and states_nothing(name, text):
            facts.placeholders.append((name, text))
        elif name in _SHAPED and (home := _elsewhere(name, text)) is not None:
            facts.misplaced.append((name, home, text))
        else:
            facts.texts[name] = text
            _read(facts, name, text, drawn.get(name) if drawn else None)
    return facts


def is_out_of_place(name: str, text: str) -> bool:
    """Tell whether a cell states nothing, or what belongs into another field.

    Examples
    --------
    >>> is_out_of_place("cas", "N/A"), is_out_of_place("chembl_id", "1134-47-0"), is_out_of_place("cas", "1134-47-0")
    (True, True, False)
    """
    if name not in {"name", "molblock"} and states_nothing(name, text):
        return True
    return name in _SHAPED and _elsewhere(name, text) is not None


def _elsewhere(name: str, text: str) -> str | None:
    """Name the field that a value evidently belongs to, when it is not its own."""
    shape = shape_of(text)
    if name == "inchi" and shape is None and read_inchi(text).fault and Structure.from_smiles(text).fault is None:
        return "smiles"
    if (
        shape is None
        or shape == name
        or (shape in {"cas", "ec_number"} and name in {"smiles", "connectivity_smiles", "iupac_name"})
    ):
        return None
    if (name, shape) in _COMPATIBLE and name != "cas":
        return None
    return shape


def _read(facts: Facts, name: str, text: str, drawn: Structure | None = None) -> None:
    """Read one field into its typed value."""
    value: object
    notes: tuple[str, ...] = ()
    if name in {"smiles", "connectivity_smiles"}:
        structure = drawn or Structure.from_smiles(text)
        facts.drawn.append((name, structure))
        value, notes = structure, structure.notes
    elif name == "molblock":
        value = drawn or Structure.from_molblock(text)
        facts.drawn.append((name, value))
    elif name == "inchi":
        read = read_inchi(text)
        value, notes = read, read.notes
    elif name == "inchikey":
        key = read_inchikey(text)
        value, notes = key, key.notes
    elif name in {"formula", "element_counts"}:
        formula = read_formula(text)
        value, notes = formula, formula.notes
    elif name in {"molecular_weight", "monoisotopic_mass"}:
        mass = read_mass(text)
        value = mass
        notes = tuple(n for n in mass.notes if n is not Repair.UNIT)
    elif name == "cas":
        cas = read_cas(text)
        value, notes = cas, cas.notes
    elif name == "chirality":
        value = read_chirality(text)
    elif name in {"unii", "ec_number"}:
        value, notes = read_code(text)
    else:
        value = text
    facts.values[name] = value
    if notes:
        facts.notes.append((name, notes, text))


def name_requests(record: StructureRecord) -> list[str]:
    """List the names of a record that OPSIN should read.

    Examples
    --------
    >>> name_requests(StructureRecord(iupac_name="4-aminobutanoic acid", synonyms="GABA; gamma-aminobutyric acid"))
    ['4-aminobutanoic acid', 'gamma-aminobutyric acid']
    """
    out = [record.iupac_name] if record.iupac_name and not is_placeholder(record.iupac_name) else []
    return list(dict.fromkeys([*out, *systematic_synonyms(record.synonyms)]))


def systematic_synonyms(synonyms: str | None) -> list[str]:
    """Pick the synonyms that look systematic: locants, Greek letters, or the endings of acids and amines."""
    if not synonyms:
        return []
    separator = r"[|\n;]|<br\s*/?>"
    parts = [p.strip() for p in re.split(separator if re.search(separator, synonyms) else r",\s+", synonyms)]
    looks = re.compile(r"\d,?\d*'?-[a-z(\[]|[αβγδω]-|\b(?:alpha|beta|gamma|delta|omega)-|\(\d|acid$", re.IGNORECASE)
    bare = [
        re.sub(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)$", "", p) if p.endswith(")") and " (" in p else p for p in parts
    ]
    return [p for p in dict.fromkeys(bare) if 8 <= len(p) <= 300 and looks.search(plain_signs(p))][:MAXIMUM_SYNONYMS]


def settle(facts: Facts, parsed: Mapping[str, ParsedName]) -> None:
    """Sort the structures into witnesses, and the compositions likewise."""
    _name_structure(facts, parsed)
    for name, structure in facts.drawn:
        if structure.known and structure.heavy_atoms <= MAXIMUM_ATOMS and name != "connectivity_smiles":
            _join(facts.witnesses, name, structure)
    _settle_inchi(facts)
    _adopt_by_key(facts)
    for name, structure in facts.drawn:
        if name == "connectivity_smiles" and structure.known:
            _join(facts.witnesses, name, structure)
    facts.witnesses.sort(key=lambda w: w.connectivity_only)
    if facts.uncertain_name is not None and facts.uncertain_name.known:
        home = next((w for w in facts.witnesses if _same(w.structure, facts.uncertain_name.inchi)), None)
        if home is not None:
            home.fields.append("iupac_name")
    _set_doubtful_name_aside(facts)
    key = facts.inchikey.value if facts.inchikey else None
    for witness in facts.witnesses:
        witness.with_key = key is not None and witness.structure.inchikey == key
    _settle_compositions(facts)
    facts.name_stereo = list(_stated_name_stereo(facts))
    facts.registered = _registered(facts)


def _registered(facts: Facts) -> Witness | None:
    """Give the structure of the stated CID, where PubChem was asked and knows it."""
    answer = facts.registry.by_cid if facts.registry is not None else None
    structure = answer.entry.structure if answer is not None and answer.entry is not None else None
    return None if structure is None or "pubchem_cid" not in facts.texts else Witness(["pubchem_cid"], structure)


def _name_structure(facts: Facts, parsed: Mapping[str, ParsedName]) -> None:
    text = facts.texts.get("iupac_name")
    name = parsed.get(text) if text else None
    if name is None:
        facts.values.pop("iupac_name", None)
        return
    facts.values["iupac_name"] = name
    if name.smiles is None or name.ambiguous:
        return
    read = Structure.from_smiles(name.smiles)
    facts.ratio_uncertain = name.ratio_uncertain
    if "C" not in read.composition.elements:
        facts.uncertain_name = read
        return
    grouped = (name.racemic or name.relative) and "@" in name.smiles
    facts.drawn.append(("iupac_name", Structure.from_smiles((name.cxsmiles if grouped else None) or name.smiles)))


_FUSED = re.compile(r"\[(?:\d[\d,']*-)?[a-z]'*(?:,[a-z]'*)*(?::(?:\d[\d,']*-)?[a-z]'*(?:,[a-z]'*)*)*\]")
_STEROID = re.compile(r"cyclopenta\[a\]phenanthr")
_LOWER_LOCANT = re.compile(r"(?:^|[\s(-])[so]-[a-z(\[]")
_MISREAD = re.compile(r"amidooxy|peroxycyanate")


def _set_doubtful_name_aside(facts: Facts) -> None:
    """Drop the structure of a name where OPSIN and other programs are known to read names differently.

    Fused rings are numbered by more than one rule, small s and o may be sulfur and oxygen, and
    PubChem names identical components once: beside a structure of the same heavy atoms such a name
    may confirm, but not contradict.
    """
    text = facts.texts.get("iupac_name", "")
    doubtful = next((w for w in facts.witnesses if w.fields == ["iupac_name"]), None)
    if doubtful is None:
        return
    plain = plain_signs(text)
    fused = _FUSED.search(plain) and not _STEROID.search(plain)
    variable = fused or _LOWER_LOCANT.search(plain) or _MISREAD.search(plain)
    for other in facts.witnesses:
        if other is doubtful or _read_alike(doubtful.structure, other.structure):
            continue
        if _is_uncounted(doubtful.structure, other.structure, ratio_uncertain=facts.ratio_uncertain):
            facts.name_limit = "the name does not say how many of each component there are"
        elif variable and _heavy_atoms(doubtful.structure) == _heavy_atoms(other.structure):
            facts.name_limit = "naming programs number and read such names differently"
        else:
            continue
        facts.witnesses.remove(doubtful)
        return


def _component_kinds(structure: Structure) -> set[str]:
    return {formula for formula, *_ in component_list(structure.layers)}


def _read_alike(named: Structure, other: Structure) -> bool:
    """Tell whether the name was evidently read as meant: skeleton and protonation agree."""
    return named.layers.skeleton == other.layers.skeleton and named.layers.protons == other.layers.protons


def _is_uncounted(named: Structure, other: Structure, *, ratio_uncertain: bool) -> bool:
    """Tell whether a name may list once what the other structure has several times."""
    if ratio_uncertain:
        return _main_component(named) == _main_component(other)
    components = component_list(other.layers)
    repeated = len(components) < sum(components.values())
    return repeated and _component_kinds(named) == _component_kinds(other)


def _main_component(structure: Structure) -> str:
    """Give the formula without hydrogen of the largest component."""
    bare = [re.sub(r"H\d*(?![a-z])", "", formula) for formula in _component_kinds(structure)]
    return max(bare, key=lambda f: (sum(int(n or 1) for n in re.findall(r"[A-Z][a-z]?(\d*)", f)), f), default="")


def _heavy_atoms(structure: Structure) -> dict[str, int]:
    return {e: n for e, n in structure.composition.elements.items() if e != "H"}


def _settle_inchi(facts: Facts) -> None:
    """Judge the stated InChI: confirmed by a drawing, readable by itself, or neither."""
    read = facts.values.get("inchi")
    if not isinstance(read, InChIText):
        return
    key = facts.inchikey.value if facts.inchikey else None
    if read.value is None:
        facts.values["inchi"] = StatedInChI(read, None, key=key)
        return
    confirmed = any(_same(w.structure, read.value) for w in facts.witnesses)
    structure = Structure.from_inchi(read.value)
    if not read.standard and structure.regenerated:
        structure = Structure(structure.mol, read.value, inchi=structure.regenerated[0], kind="inchi")
    stated = StatedInChI(read, structure, confirmed=confirmed, key=key)
    facts.values["inchi"] = stated
    readable = confirmed or bool(structure.regenerated)
    if readable and not isinstance(inchi_unreadable(stated) or inchi_not_canonical(stated), Fault):
        _join(facts.witnesses, "inchi", structure)


def _same(structure: Structure, inchi: str) -> bool:
    """Tell whether a drawing stands for an InChI, clean-up artefacts set aside."""
    if structure.inchi == inchi:
        structure.adopt(inchi)
        return True
    if structure.kind != "smiles":
        return False
    if structure.fault is None and not structure.trailing and not _DIFFERENT_ELEMENTS.search(structure.text):
        return False
    if inchi in structure.variants():
        structure.adopt(inchi)
        return True
    return False


def _join(witnesses: list[Witness], name: str, structure: Structure) -> None:
    for witness in witnesses:
        if _same(witness.structure, structure.inchi) or _same(structure, witness.structure.inchi):
            witness.fields.append(name)
            if witness.structure.kind == "inchi" and structure.kind != "inchi":
                witness.structure = structure
            return
    witnesses.append(Witness([name], structure))


def _adopt_by_key(facts: Facts) -> None:
    """Let a stated key decide between the variants of a drawing that no InChI confirms."""
    key = facts.inchikey
    if key is None or key.value is None:
        return
    for witness in facts.witnesses:
        structure = witness.structure
        if structure.kind == "smiles" and structure.inchikey == key.value:
            structure.adopt(structure.inchi)
        if len(witness.fields) > 1 or structure.kind != "smiles" or structure.inchikey == key.value:
            continue
        if structure.fault is None and not structure.trailing and not _DIFFERENT_ELEMENTS.search(structure.text):
            continue
        found = next((v for v in structure.variants() if key_of(v) == key.value), None)
        if found is not None:
            structure.adopt(found)


def _settle_compositions(facts: Facts) -> None:
    for witness in facts.witnesses:
        composition = witness.structure.composition
        if witness.connectivity_only:
            same = (c.composition for c in facts.compositions if _unlabelled(c.composition) == composition)
            composition = next(same, composition)
        for name in witness.fields:
            _add_composition(facts, name, composition)
    _add_key_composition(facts)
    formula = facts.formula
    if formula is None or not formula.readings:
        return
    fitting = [c for c in facts.compositions if formula.fits(c.composition) or with_zeros(formula.text, c.composition)]
    if fitting:
        max(fitting, key=lambda c: (not c.composition.isotopes, len(c.fields))).fields.append("formula")
        return
    if len(formula.readings) == 1:
        facts.compositions.append(CompositionWitness(["formula"], formula.readings[0]))


def _add_key_composition(facts: Facts) -> None:
    """Let the key witness the composition: that of the structure it fits, or of the relative it belongs to."""
    key = facts.inchikey.value if facts.inchikey else None
    if key is None:
        return
    for same in (key, key[:14]):
        for witness in facts.witnesses:
            own = witness.structure.inchikey
            if own and own.startswith(same) and own[-1] == key[-1]:
                _add_composition(facts, "inchikey", witness.structure.composition)
                return
    for witness in facts.witnesses:
        own = witness.structure.inchikey
        if own and own[:14] == key[:14] and "A" not in {own[-1], key[-1]}:
            protons = ord(key[-1]) - ord(own[-1])
            plain = witness.structure.composition
            elements = {**plain.elements, "H": plain.elements.get("H", 0) + protons}
            labelled = sum(n for (_, symbol), n in plain.isotopes.items() if symbol == "H")
            if elements["H"] >= labelled:
                charged = Composition({e: n for e, n in elements.items() if n}, plain.isotopes, plain.charge + protons)
                _add_composition(facts, "inchikey", charged)
            return
        explained = explain_skeleton(witness.structure, key[:14]) if own else None
        if explained is not None:
            _add_composition(facts, "inchikey", explained[1])
            return


def _unlabelled(composition: Composition) -> Composition:
    return Composition(composition.elements, {}, composition.charge)


def _add_composition(facts: Facts, name: str, composition: Composition) -> None:
    for known in facts.compositions:
        if known.composition == composition:
            known.fields.append(name)
            return
    facts.compositions.append(CompositionWitness([name], composition))


def _stated_name_stereo(facts: Facts) -> Iterator[tuple[str, NameStereo]]:
    """Give the stereodescriptors of the names that no structure was made of."""
    for name in ("iupac_name", "name"):
        text = facts.texts.get(name)
        if not text:
            continue
        claims = stereo_claims(text)
        understood = isinstance(facts.values.get("iupac_name"), ParsedName) and any(f == name for f, _ in facts.drawn)
        if understood and not claims.racemic:
            continue
        if claims.rs or claims.ez or claims.racemic:
            yield name, claims
