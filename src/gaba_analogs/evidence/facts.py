"""What a record says, read once: every field as a typed value, and the kinds of fact that checks look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, replace
from enum import Enum

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.listed_formulas import listed_formulas
from gaba_analogs.evidence.values import CompositionWitness, InorganicName, Witness
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.accurate_mass import read_accurate_mass
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.component_words import ComponentWords
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
from gaba_analogs.notation.formula import FormulaText, is_unmistakable_formula, read_formula, read_plain_formula
from gaba_analogs.notation.identifiers import CasNumber, read_cas, read_code
from gaba_analogs.notation.inchi import InChIText, read_inchi
from gaba_analogs.notation.inchikey import InChIKey, read_inchikey
from gaba_analogs.notation.isotope_words import IsotopeWords
from gaba_analogs.notation.number import NumberText, read_mass
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.stereodescriptors import NameStereo
from gaba_analogs.notation.text import clean, several_values, states_nothing
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME, OWN_ID, TABLE, Kind, of_kind, shape_of
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.record.labels import named_in, without_label, without_labels
from gaba_analogs.regex import regex
from gaba_analogs.registry.answers import Registry
from gaba_analogs.registry.reference import ReferenceAnswer

_BARE_MASS = regex(r"\s*(?:nominal[\s_-]*)?mass\s*(?:[(\[][^()\[\]]*[)\]]\s*)?", re.IGNORECASE)
"""A heading that does not say which mass it is."""
_LIGHTEST = 12.0
"""Molecular weight [g/mol] below which a number in the place of a formula may stand for anything."""


@dataclass
class Facts:
    """The typed content of one record.

    Parameters
    ----------
    texts
        Field to text, for every field that states something.
    placeholders, misplaced
        (field, text) and (field, shape, text) of values that state nothing or several things, or belong elsewhere.
    notes
        (field, repairs, text) of values whose notation was repaired.
    values
        Field to typed value.
    drawn
        Field to structure, for the fields that state one by a drawing or a name.
    described
        The structure of the stated InChI, where it was read before the witnesses are identified.
    witnesses, compositions
        The structures and compositions stated, equal ones united.
    synonyms
        (field, name) of the synonyms that OPSIN read, and of a title that looks systematic.
    titles
        (field, name) of a title that OPSIN read and that can only be a systematic name.
    name_stereo
        Field to stereodescriptors, for names that no structure was made of.
    name_components
        Field to the words for elements and components, for names that no structure was made of.
    name_isotopes
        Field to isotope labels, for names that no structure was made of.
    inorganic_names
        Field to a name that leaves bonding and often stoichiometry open (a compound without carbon): it may confirm a
        structure, and contradict a composition.
    unplaced_readings
        Structures of a name whose configuration OPSIN could not place in full, the likeliest first: what they
        leave open, the name does not.
    doubted_name
        The structure of a name that was set aside since programs number such names differently: its composition
        is beyond doubt.
    name_limit
        Why the structure of the name was set aside; None when it was not.
    ratio_uncertain
        True when the name lists its components without saying how many of each there are.
    names_unread
        Why systematic names were not read; None when they were.
    registry
        What PubChem says about the record; None when it was not asked.
    references
        What reference tables give for its identifiers; None where there are no tables.
    referenced
        The structures that they give, each as a witness apart from the stated ones.
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
    described: Structure | None = None
    witnesses: list[Witness] = field(default_factory=list)
    compositions: list[CompositionWitness] = field(default_factory=list)
    synonyms: list[tuple[str, ParsedName]] = field(default_factory=list)
    titles: list[tuple[str, ParsedName]] = field(default_factory=list)
    name_stereo: list[tuple[str, NameStereo]] = field(default_factory=list)
    name_components: list[tuple[str, ComponentWords]] = field(default_factory=list)
    name_isotopes: list[tuple[str, IsotopeWords]] = field(default_factory=list)
    inorganic_names: dict[str, InorganicName] = field(default_factory=dict)
    unplaced_readings: tuple[Structure, ...] = ()
    doubted_name: Structure | None = None
    name_limit: str | None = None
    ratio_uncertain: bool = False
    names_unread: str | None = None
    registry: Registry | None = None
    registered: Witness | None = None
    references: tuple[ReferenceAnswer, ...] | None = None
    referenced: list[Witness] = field(default_factory=list)

    @property
    def registered_anywhere(self) -> list[Witness]:
        """The structures that PubChem and reference tables give, as witnesses apart from the stated ones."""
        return [*([] if self.registered is None else [self.registered]), *self.referenced]

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

    def composition_of(self, fields: Collection[str]) -> Composition | None:
        """Give the composition that all of some fields state; None where there is none."""
        return next((c.composition for c in self.compositions if {*fields} <= {*c.fields}), None)

    def of(self, kind: FactKind) -> list[tuple[object, str]]:
        """Give every value of a kind of fact (`KINDS`), with the field that it belongs to."""
        return list(KINDS[kind](self))


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
        What registries say about it; None when none was asked.
    """
    facts = Facts()
    if registry is not None:
        facts.registry, facts.references = registry if registry.pubchem_asked else None, registry.tables
    bare_mass = _BARE_MASS.fullmatch(record.labels.get("molecular_weight", "")) is not None
    for name, text in record.stated():
        if name in _UNMISTAKABLE and _UNMISTAKABLE[name].fullmatch(text):
            facts.texts[name] = text
            _read(facts, name, text, drawn.get(name) if drawn else None)
            continue
        several = several_values(name, text) or (listed_formulas(record, text) if name == "formula" else ())
        if several and len(set(several)) == 1:
            facts.notes.append((name, (Repair.SEVERAL_EQUAL_VALUES,), text))
            facts.texts[name] = several[0]
            _read(facts, name, several[0])
        elif several or (_may_be_placeholder(name) and states_nothing(name, text)):
            facts.placeholders.append((name, text))
        elif BY_NAME[name].shape_checked and (home := _elsewhere(name, text)) is not None:
            facts.misplaced.append((name, _stated_as_mass(record) if home in _MASSES else home, text))
        else:
            facts.texts[name] = text
            _read(facts, name, text, drawn.get(name) if drawn else None)
    _find_exchanged(facts)
    weight = facts.values.get("molecular_weight") if bare_mass else None
    if isinstance(weight, NumberText) and "monoisotopic_mass" not in facts.texts:
        facts.values["molecular_weight"] = replace(weight, kind_open=True)
    return facts


_UNMISTAKABLE: Mapping[str, re.Pattern[str]] = {
    "inchi": regex(r"InChI=1S/[A-Za-z0-9(),;*+\-?./]{1,9000}"),
    "inchikey": regex(r"[A-Z]{14}-[A-Z]{10}-[A-Z]"),
    "formula": regex(r"C\d{1,3}H\d{1,3}(?:[A-Z][a-z]?\d{0,3}){0,9}"),
    "cas": regex(r"[1-9]\d{1,6}-\d{2}-\d"),
    "molecular_weight": regex(r"[1-9]\d{0,3}\.\d{1,6}"),
    "monoisotopic_mass": regex(r"[1-9]\d{0,3}\.\d{1,6}"),
}
"""What one value of a field looks like that states something and stands in the right place, by its form alone."""


def is_out_of_place(name: str, text: str) -> bool:
    """Tell whether a cell states nothing, or what belongs into another field.

    Examples
    --------
    >>> is_out_of_place("cas", "CID 2284"), is_out_of_place("cas", "H789N3FKE8"), is_out_of_place("unii", "H789N3FKE8")
    (True, True, False)
    >>> is_out_of_place("cas", "N/A"), is_out_of_place("chembl_id", "1134-47-0"), is_out_of_place("cas", "1134-47-0")
    (True, True, False)
    >>> is_out_of_place("molecular_weight", "C9H8O4"), is_out_of_place("molecular_weight", "N2")
    (True, False)
    """
    if _may_be_placeholder(name) and states_nothing(name, text):
        return True
    return BY_NAME[name].shape_checked and _elsewhere(name, text) is not None


def _may_be_placeholder(name: str) -> bool:
    return BY_NAME[name].kind not in {Kind.TITLE, Kind.MOLBLOCK}


def _elsewhere(name: str, text: str) -> str | None:
    """Name the field that a value evidently belongs to, when it is not its own."""
    shape = shape_of(text)
    if name == "inchi" and shape is None and read_inchi(text).fault and Structure.from_smiles(text).fault is None:
        return "smiles"
    if shape is None and name in _IDENTIFYING:
        return _identified_otherwise(name, text)
    if shape is None and name in _COMPOSED:
        return _composed_otherwise(name, text)
    if (
        shape is None
        or shape == name
        or (shape in {"cas", "ec_number"} and name in {"smiles", "connectivity_smiles", "iupac_name"})
    ):
        return None
    return shape


_IDENTIFYING = of_kind(Kind.CAS_NUMBER, Kind.UNII, Kind.EC_NUMBER, Kind.IDENTIFIER)
_MASSES = of_kind(*MASSES)
_COMPOSED = frozenset((*_MASSES, "formula", "inchikey"))
"""Fields that formulas, masses and CAS numbers are mistaken for, besides those of identifiers."""
_REGISTERED = tuple(name for name in _IDENTIFYING if name != OWN_ID)
_TELLING = regex(r"(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{6,}")
"""What may show by its letters and digits which identifier it is."""


def _identified_otherwise(name: str, text: str) -> str | None:
    """Name the other identifier that a value is, when it has not the form of its own field.

    Its label says so (``EC 200-258-6``, ``CID 2284``), or its letters and digits, the check character included.
    """
    if _is_in_form(name, text):
        return None
    for other, bare in named_in(text):
        if other != name and other in _REGISTERED and _is_in_form(other, bare):
            return other
        if other == "inchikey" == shape_of(bare) or (other == "formula" and is_unmistakable_formula(bare)):
            return other
    if is_unmistakable_formula(text):
        return "formula"
    value = text.strip().upper()
    if not _TELLING.fullmatch(value):
        return None
    # One formula in 36 has the check character of a UNII, and C12HF25 the form of an ATC code.
    by_chance = {name, "unii", "atc_code"} if read_plain_formula(text.strip()) is not None else {name}
    others = (other for other in _REGISTERED if other not in by_chance)
    return next((other for other in others if _is_in_form(other, value) and BY_NAME[other].is_sound(value)), None)


def _composed_otherwise(name: str, text: str) -> str | None:
    """Name what a formula, a mass or an InChIKey is instead, where its form leaves no doubt."""
    if name != "formula" and is_unmistakable_formula(text):
        return "formula"
    if any(label == "cas" == shape_of(bare) for label, bare in named_in(text)):
        return "cas"
    return "molecular_weight" if name == "formula" and _is_unmistakable_mass(text) else None


def _is_unmistakable_mass(text: str) -> bool:
    """Tell whether a text can only be a mass: it has decimals or a unit, and is no formula.

    Examples
    --------
    >>> _is_unmistakable_mass("180.16"), _is_unmistakable_mass("180 g/mol"), _is_unmistakable_mass("180")
    (True, True, False)
    """
    mass, formula = read_mass(text), read_formula(text)
    if formula.readings or formula.series or formula.uncheckable or not mass.readings:
        return False
    value, decimals = mass.readings[0]
    return value >= _LIGHTEST and (decimals > 0 or Repair.UNIT in mass.notes)


def _stated_as_mass(record: StructureRecord) -> str:
    """Name the mass that a number in another field is: the one in whose field a formula or another value stands."""
    stated = {name: text for name in _MASSES if (text := getattr(record, name))}
    return next((name for name, text in stated.items() if not read_mass(text).readings), _MASSES[0])


def _find_exchanged(facts: Facts) -> None:
    """Find the value of a field that holds another's, in a field of which the own value stands elsewhere, too."""
    holders = [name for name, *_ in facts.misplaced if name in _RECOGNISED]
    for home in dict.fromkeys(home for _, home, _ in facts.misplaced):
        text = facts.texts.get(home)
        if text is None or _is_in_form(home, facts.values[home]):
            continue
        found = {owner for _, owner, _ in facts.misplaced}
        owners = [name for name in holders if name not in found and _is_in_form(name, _READER_OF[name](text)[0])]
        if len(owners) == 1:
            facts.misplaced.append((home, owners[0], text))
            del facts.texts[home], facts.values[home]
            facts.drawn = [drawn for drawn in facts.drawn if drawn[0] != home]


Reading = tuple[object, tuple[str, ...]]
"""The typed value of a text, and the repairs that its notation needed."""


def _read_smiles(text: str) -> Reading:
    structure = Structure.from_smiles(text)
    return structure, structure.notes


def _read_inchi(text: str) -> Reading:
    inchi = read_inchi(text)
    return inchi, inchi.notes


def _read_inchikey(text: str) -> Reading:
    inchikey = read_inchikey(text)
    return inchikey, inchikey.notes


def _read_formula(text: str) -> Reading:
    formula = read_formula(text)
    return formula, formula.notes


def _read_mass(text: str) -> Reading:
    mass = read_mass(text)
    return mass, tuple(note for note in mass.notes if note is not Repair.UNIT)


def _read_cas(text: str) -> Reading:
    cas = read_cas(text)
    return cas, cas.notes


def _as_written(text: str) -> Reading:
    return text, ()


_READERS: Mapping[Kind, Callable[[str], Reading]] = {
    Kind.SMILES: _read_smiles,
    Kind.CONNECTIVITY_SMILES: _read_smiles,
    Kind.MOLBLOCK: lambda text: (Structure.from_molblock(text), ()),
    Kind.INCHI: _read_inchi,
    Kind.INCHIKEY: _read_inchikey,
    Kind.FORMULA: _read_formula,
    Kind.ELEMENT_COUNTS: _read_formula,
    Kind.AVERAGE_MASS: _read_mass,
    Kind.MONOISOTOPIC_MASS: _read_mass,
    Kind.HRMS: lambda text: (read_accurate_mass(text), ()),
    Kind.ELEMENTAL_ANALYSIS: lambda text: (read_elemental_analysis(text), ()),
    Kind.CHIRALITY: lambda text: (read_chirality(text), ()),
    Kind.CAS_NUMBER: _read_cas,
    Kind.UNII: read_code,
    Kind.EC_NUMBER: read_code,
}
_MAY_BE_LABELLED = frozenset(
    (*_IDENTIFYING, *of_kind(Kind.INCHIKEY, Kind.FORMULA, Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS))
)
"""Fields whose name may stand in the value itself."""
_RECOGNISED = _MAY_BE_LABELLED | {*of_kind(Kind.SMILES, Kind.INCHI)}
"""Fields of which it can be told whether a text is a value of theirs."""
_CODES = frozenset(of_kind(Kind.UNII, Kind.EC_NUMBER, Kind.IDENTIFIER))
"""Those among them of which a cell is compared as it stands, and may list several."""
_READER_OF = {field.name: _READERS.get(field.kind, _as_written) for field in TABLE}


def _read(facts: Facts, name: str, text: str, drawn: Structure | None = None) -> None:
    """Read one field into its typed value."""
    value, notes = _READER_OF[name](text) if drawn is None else (drawn, drawn.notes)
    if name in _MAY_BE_LABELLED and isinstance(value, str) and not _is_in_form(name, value):
        tidy, stray = clean(text)
        if stray and _is_in_form(name, tidy):
            value, notes, facts.texts[name] = tidy, tuple(stray), tidy
    if name in _MAY_BE_LABELLED and not _is_in_form(name, value):
        bare = without_label(name, text)
        found, repairs = _READER_OF[name](bare or "")
        if bare and _is_in_form(name, found):
            value, notes, facts.texts[name] = found, (Repair.LABEL, *repairs), bare
        elif name in _CODES and (each := without_labels(name, text)) and all(_is_in_form(name, one) for one in each):
            value = facts.texts[name] = "; ".join(each)
            notes = (Repair.LABEL,)
    if isinstance(value, Structure):
        facts.drawn.append((name, value))
    facts.values[name] = value
    if notes and _is_understood(value):
        facts.notes.append((name, notes, text))


def _is_in_form(name: str, value: object) -> bool:
    """Tell whether a value has the form of its field."""
    if isinstance(value, str):
        form = BY_NAME[name].form
        return form is None or form.pattern.fullmatch(value) is not None
    return _is_understood(value) or (isinstance(value, CasNumber) and value.date)


def _is_understood(value: object) -> bool:
    """Tell whether a value could be read; repairs of one that could not are nobody's concern."""
    if isinstance(value, FormulaText | NumberText):
        return bool(value.readings)
    if isinstance(value, InChIKey | InChIText | CasNumber):
        return value.value is not None
    return not isinstance(value, Structure) or value.known


class Collected(Enum):
    """A kind of fact that is gathered from several fields; its value is what one such fact is, in words."""

    __hash__ = object.__hash__  # a quarter of the time of the enumeration's own

    DRAWN_SMILES = "SMILES"
    TRAILING_TEXT = "text after a SMILES"
    NAME_DESCRIPTORS = "stereodescriptor in a name"
    NAME_ISOTOPES = "isotope label in a name"
    NAME_ELEMENTS = "element in a name"
    NAME_COMPONENTS = "salt or hydrate in a name"
    INORGANIC_NAME = "name of a compound without carbon"
    SYNONYM = "systematic synonym"
    SYSTEMATIC_TITLE = "systematic title"
    IDENTIFIER = "database identifier"
    REPAIRED_NOTATION = "notation to repair"
    PLACEHOLDER = "placeholder"
    MISPLACED_VALUE = "misplaced value"
    MASS = "mass"


FactKind = Kind | Collected
"""What a check can look at: the values of one kind of field, or what is gathered from several."""

_Values = Iterable[tuple[object, str]]


def _stated(kind: Kind) -> Callable[[Facts], _Values]:
    fields = of_kind(kind)

    def values(facts: Facts) -> _Values:
        stated = facts.values
        return [(stated[field], field) for field in fields if field in stated]

    return values


_SMILES = frozenset(of_kind(Kind.SMILES, Kind.CONNECTIVITY_SMILES))
_IDENTIFIERS = of_kind(Kind.IDENTIFIER)

KINDS: Mapping[FactKind, Callable[[Facts], _Values]] = {
    **{kind: _stated(kind) for kind in Kind},
    Collected.DRAWN_SMILES: lambda facts: ((s, f) for f, s in facts.drawn if f in _SMILES),
    Collected.TRAILING_TEXT: lambda facts: (((s.text, s.trailing), f) for f, s in facts.drawn if s.trailing),
    Collected.NAME_DESCRIPTORS: lambda facts: ((claims, f) for f, claims in facts.name_stereo),
    Collected.NAME_ELEMENTS: lambda facts: ((words, f) for f, words in facts.name_components if words.elements),
    Collected.NAME_COMPONENTS: lambda facts: (
        (words, f) for f, words in facts.name_components if words.states_components
    ),
    Collected.INORGANIC_NAME: lambda facts: ((name, f) for f, name in facts.inorganic_names.items()),
    Collected.NAME_ISOTOPES: lambda facts: ((words, f) for f, words in facts.name_isotopes),
    Collected.SYNONYM: lambda facts: ((name, f) for f, name in facts.synonyms),
    Collected.SYSTEMATIC_TITLE: lambda facts: ((name, f) for f, name in facts.titles),
    Collected.IDENTIFIER: lambda facts: (((f, facts.texts[f]), f) for f in _IDENTIFIERS if f in facts.texts),
    Collected.REPAIRED_NOTATION: lambda facts: ((note, note[0]) for note in facts.notes),
    Collected.PLACEHOLDER: lambda facts: ((item, item[0]) for item in facts.placeholders),
    Collected.MISPLACED_VALUE: lambda facts: ((item, item[0]) for item in facts.misplaced),
    Collected.MASS: lambda facts: ((facts.values[f], f) for f in _MASSES if f in facts.values),
}
"""Every kind of fact: the values of one record, each with its field."""

COLLECTED_FROM: Mapping[Collected, str] = {
    Collected.DRAWN_SMILES: "drawn",
    Collected.TRAILING_TEXT: "drawn",
    Collected.NAME_DESCRIPTORS: "name_stereo",
    Collected.NAME_ISOTOPES: "name_isotopes",
    Collected.NAME_ELEMENTS: "name_components",
    Collected.NAME_COMPONENTS: "name_components",
    Collected.INORGANIC_NAME: "inorganic_names",
    Collected.SYNONYM: "synonyms",
    Collected.SYSTEMATIC_TITLE: "titles",
    Collected.IDENTIFIER: "texts",
    Collected.REPAIRED_NOTATION: "notes",
    Collected.PLACEHOLDER: "placeholders",
    Collected.MISPLACED_VALUE: "misplaced",
    Collected.MASS: "values",
}
"""Where the values of each kind are found: there is none where that is empty."""
