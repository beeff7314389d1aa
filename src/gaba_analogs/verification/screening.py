"""The first look at a record: whether it agrees with itself to the letter.

Nearly every record of a good table does: the InChI of its SMILES is the stated InChI, character by
character, the stated key is its hash, the formula is written as the software writes it, the masses
fit. Such a record needs one SMILES parse, one InChI generation and a few comparisons of strings.

A screening establishes plain facts of the record, from which `gaba_analogs.verification.short_way` gives its report.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, lru_cache
from typing import ParamSpec, TypeVar

from gaba_analogs.checks import composition as masses
from gaba_analogs.checks import configuration, identifiers
from gaba_analogs.checks import names as systematic_names
from gaba_analogs.checks.kit import Agrees, Fault, Outcome
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.facts import is_out_of_place
from gaba_analogs.evidence.names import inorganic_title, systematic_title
from gaba_analogs.evidence.plain import PlainFact
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.component_words import component_words
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.notation.identifiers import is_cas_number
from gaba_analogs.notation.inchi_parts import without_stereo
from gaba_analogs.notation.isotope_words import isotope_words
from gaba_analogs.notation.number import read_mass
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.notation.text import several_values, states_nothing
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME, Kind, of_kind
from gaba_analogs.regex import regex
from gaba_analogs.registry.reference import ReferenceAnswer
from gaba_analogs.verification.settled import is_well_drawn

P = ParamSpec("P")
T = TypeVar("T")


_Answer = tuple[str, str, Outcome]
"""A field with a name, what of the name was compared with the structure, and the outcome."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What a first look at a record showed.

    Parameters
    ----------
    fields
        The fields it states, when it is plain; None when it has to take the long way.
    holds
        The plain facts that hold of it.
    flat
        True when a connectivity SMILES leaves out stereochemistry that the record states.
    notes
        (field, repairs, text) of values whose notation was repaired.
    placeholders
        (field, text) of values that state nothing.
    drawn
        Field to structure, for the fields that were parsed before the look ended.
    name, title
        The systematic name of a plain record, and a title that looks systematic, which have yet to be compared; None
        where there is none. A title that was compared stays, for what it agrees with.
    borne_out
        What the checks of names answer to their words for elements, components and configurations.
    known
        Identifiers that were looked up, in which reference, and whether it knows them; None where there is none.
    """

    fields: tuple[str, ...] | None = None
    holds: frozenset[PlainFact] = frozenset()
    flat: bool = False
    notes: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    placeholders: tuple[tuple[str, str], ...] = ()
    drawn: Mapping[str, Structure] = field(default_factory=dict)
    name: str | None = None
    title: str | None = None
    borne_out: frozenset[_Answer] = frozenset()
    known: tuple[tuple[str, str, bool], ...] | None = None

    @property
    def is_plain(self) -> bool:
        """True when the record agrees with itself to the letter, as far as this look went."""
        return self.fields is not None


def screen(records: Sequence[StructureRecord | None], asked: Sequence[Sequence[str]] = ()) -> list[Screening]:
    """Tell which records are plain, looking at the cheapest things first.

    All records take a step before any takes the next one: a processor that does the same thing many
    times over is a fifth faster than one that changes between a toolkit and texts.

    Parameters
    ----------
    records
        Records; None stands for one not to look at.
    asked
        The names of each record that OPSIN is reading; empty where it reads none.

    Examples
    --------
    >>> plain = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9NO2", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> other = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9O2N", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> [screening.fields for screening in screen([plain, other])]
    [('smiles', 'inchikey', 'formula'), None]
    """
    named = any(asked)
    names = asked or itertools.repeat(())
    looks = [_Look(record, read, named=named) for record, read in zip(records, names, strict=False)]
    plain = looks
    for step in _STEPS:
        plain = _passing(step, plain)
    return [look.screening or Screening(drawn=look.drawn) for look in looks]


class _Look:
    """A record on its way through the steps: what it states and draws, and what was seen of it so far.

    Parameters
    ----------
    record
        The record; None where there is none to look at.
    asked
        Its names that OPSIN is reading.
    named
        True where names are read.
    """

    __slots__ = (
        "asked",
        "composition",
        "drawn",
        "flat",
        "inchi",
        "named",
        "notes",
        "placeholders",
        "record",
        "screening",
        "structure",
        "texts",
        "untranslated",
    )

    structure: Structure
    inchi: str
    composition: Composition

    def __init__(self, record: StructureRecord | None, asked: Sequence[str], *, named: bool) -> None:
        self.record = record
        self.asked = asked
        self.named = named
        self.texts: dict[str, str] = {}
        self.placeholders: tuple[tuple[str, str], ...] = ()
        self.untranslated: tuple[str, ...] = ()
        self.drawn: dict[str, Structure] = {}
        self.notes: tuple[tuple[str, tuple[str, ...], str], ...] = ()
        self.flat = False
        self.screening: Screening | None = None


def _passing(step: Callable[[_Look], bool], looks: Iterable[_Look]) -> list[_Look]:
    """Give the records that pass a step; what fails unexpectedly is left to the long way, which reports it."""
    passing = []
    for look in looks:
        try:
            if step(look):
                passing.append(look)
        except Exception:  # noqa: BLE001, S112  # one record must never end the run
            continue
    return passing


def beside_references(screening: Screening, answers: Sequence[ReferenceAnswer] | None) -> Screening:
    """Compare the structure of a plain record with what reference tables give for its identifiers.

    Examples
    --------
    >>> from gaba_analogs.record import Place
    >>> from gaba_analogs.registry.reference import ReferenceEntry
    >>> record = StructureRecord(smiles="NCCCC(=O)O", cas="56-12-2")
    >>> row = ReferenceEntry(Place("keys.csv", 2), inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> (screening,) = screen([record])
    >>> beside_references(screening, [ReferenceAnswer("cas", "56-12-2", "keys.csv", (row,))]).known
    (('cas', 'keys.csv', True),)
    """
    if not screening.is_plain or answers is None:
        return screening
    structure = next(iter(screening.drawn.values()))
    for answer in answers:
        same = not answer.entries or any(_attempt(entry.is_same, structure) for entry in answer.entries)
        if not same or answer.failure is not None:
            return replace(screening, fields=None)
    return replace(screening, known=tuple((a.field, a.source, bool(a.entries)) for a in answers))


def compared_with_name(screening: Screening, parsed: Mapping[str, ParsedName]) -> Screening:
    """Compare the structure of a plain record with those of its systematic name and title, where they were read.

    Examples
    --------
    >>> record = StructureRecord(smiles="NCCCC(=O)O", iupac_name="4-aminobutanoic acid")
    >>> (screening,) = screen([record], [["4-aminobutanoic acid"]])
    >>> read = ParsedName("4-aminobutanoic acid", "4-aminobutanoic acid", smiles="NCCC(=O)O")
    >>> screening.is_plain, compared_with_name(screening, {read.name: read}).is_plain
    (True, False)
    """
    if not screening.is_plain or (screening.name is None and screening.title is None):
        return screening
    inchi = next(iter(screening.drawn.values())).inchi
    name, title = parsed.get(screening.name or ""), parsed.get(screening.title or "")
    meant: dict[str, str] = {}
    if title is None or title.smiles is None or screening.title == screening.name:
        screening = replace(screening, title=None)
    elif not _attempt(_is_titled, inchi, title, meant):
        return replace(screening, fields=None)
    same = name is None or _attempt(_is_named, inchi, name, meant)
    return screening if same else replace(screening, fields=None)


def _is_named(inchi: str, name: ParsedName, meant: dict[str, str]) -> bool:
    """Tell whether a name stands for this very structure, and for nothing else."""
    doubtful = name.racemic or name.relative or name.ambiguous or name.stereo_ignored
    if name.smiles is None or doubtful or _inchi_of(name.smiles, meant) != inchi:
        return False
    return _CARBON.search(inchi.split("/", 2)[1]) is not None


def _is_titled(inchi: str, title: ParsedName, meant: dict[str, str]) -> bool:
    """Tell whether a title without configuration, even that of a steroid, has the connections of a structure."""
    if title.ambiguous or title.smiles is None:
        return False
    own = _inchi_of(title.smiles, meant)
    return own == without_stereo(own) == without_stereo(inchi)


def _inchi_of(smiles: str, meant: dict[str, str]) -> str:
    """Give the InChI of what OPSIN makes of a name: it draws many a title as the systematic name."""
    if smiles not in meant:
        meant[smiles] = Structure.from_smiles(smiles).inchi
    return meant[smiles]


_CARBON = regex("C(?![a-z])")


def _attempt(step: Callable[P, T | None], *arguments: P.args, **options: P.kwargs) -> T | None:
    """Take a step of the look; what fails unexpectedly is left to the long way, which reports it."""
    try:
        return step(*arguments, **options)
    except Exception:  # noqa: BLE001  # one record must never end the run
        return None


def _states_nothing_doubtful(look: _Look) -> bool:
    """Tell whether a record may be plain: it has structures to compare, and nothing doubtful beside them."""
    record, asked = look.record, look.asked
    if record is None:
        return False
    texts = look.texts = record.texts()
    alone = _compared_with_nothing(tuple(texts))
    if alone is None or (asked and not _are_the_names(texts, asked)):
        return False
    for name in alone:
        text = texts[name]
        if name == "iupac_name" and text in asked:
            continue
        if name in _SOUND and _SOUND[name](text):
            if name in _NAMES:
                look.untranslated = (*look.untranslated, name)
            continue
        if name not in _MAY_BE_EMPTY or several_values(name, text) or not states_nothing(name, text):
            return False
        look.placeholders = (*look.placeholders, (name, text))
    return True


@lru_cache(maxsize=256)
def _compared_with_nothing(fields: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give those of the fields whose texts are looked at by themselves; None where none of them draws a structure."""
    return None if _DRAWN.isdisjoint(fields) else tuple(name for name in fields if name not in _COMPARED)


def _are_the_names(texts: Mapping[str, str], asked: Collection[str]) -> bool:
    """Tell whether what OPSIN reads is the name and the title of a record, and no synonym repeats the name."""
    name = texts.get("iupac_name")
    if name in asked and name is not None and name in texts.get("synonyms", ""):
        return False
    return {name, texts.get("name")}.issuperset(asked)


def _is_drawn(look: _Look) -> bool:
    """Parse what is drawn; a connectivity SMILES only where nothing else is."""
    texts, drawn = look.texts, look.drawn
    if "smiles" in texts:
        drawn["smiles"] = Structure.from_smiles(texts["smiles"])
    if "molblock" in texts:
        drawn["molblock"] = Structure.from_molblock(texts["molblock"])
    if not drawn:
        drawn["connectivity_smiles"] = Structure.from_smiles(texts["connectivity_smiles"])
    look.structure = next(iter(drawn.values()))
    return True


def _has_an_inchi(look: _Look) -> bool:
    """Make the InChI of what is drawn, which has to be one; of labelled compounds it is not looked at."""
    inchi = look.inchi = look.structure.inchi
    if not inchi or "/i" in inchi:
        return False
    return len(look.drawn) == 1 or all(other.inchi == inchi for other in look.drawn.values())


def _has_its_key(look: _Look) -> bool:
    """Compare the stated key with that of the InChI."""
    stated = look.texts.get("inchikey")
    return stated is None or stated == look.structure.inchikey


_STARTS: Mapping[str, tuple[Repair, ...]] = {
    "InChI=": (Repair.INCHI_PREFIX_MISSING,),
    "InChI=1S/": (Repair.INCHI_PREFIX_MISSING, Repair.INCHI_VERSION_MISSING),
}
"""What a table may leave out in front of its InChIs, and the repairs that this is."""


def _has_its_inchi(look: _Look) -> bool:
    """Compare the stated InChI with that of the drawing, to the letter but for how it begins."""
    stated, inchi = look.texts.get("inchi"), look.inchi
    if stated is None or stated == inchi:
        return True
    for start, repairs in _STARTS.items():
        if f"{start}{stated}" == inchi:
            look.notes = (("inchi", repairs, stated),)
            return True
    return False


def _is_drawn_well(look: _Look) -> bool:
    return all(map(is_well_drawn, look.drawn.values()))


def _has_its_flat_form(look: _Look) -> bool:
    """Compare a connectivity SMILES with the structure without its configuration."""
    connectivity = look.texts.get("connectivity_smiles")
    if connectivity is None or connectivity == look.structure.text:
        return True
    beside = Structure.from_smiles(connectivity)
    look.flat = beside.inchi != look.inchi
    return is_well_drawn(beside) and beside.inchi == without_stereo(look.inchi)


def _bears_its_names_out(look: _Look) -> bool:
    """Give what was seen of a record whose names are borne out, as far as they are not read."""
    texts = look.texts
    title = texts.get("name")
    if look.named and inorganic_title(title) is not None:
        return False
    empty = {name for name, _ in look.placeholders}
    borne_out = _borne_out(look, empty)
    if borne_out is None:
        return False
    holds = _HOLDS if not look.notes else _without(_HOLDS, PlainFact.AS_WRITTEN)
    if empty:
        holds = _without(holds, PlainFact.IN_PLACE)
    look.screening = Screening(
        tuple(texts),
        holds,
        look.flat,
        look.notes,
        look.placeholders,
        look.drawn,
        None if not look.named or "iupac_name" in empty else texts.get("iupac_name"),
        systematic_title(title) if look.named else None,
        borne_out,
    )
    return True


def _borne_out(look: _Look, empty: Collection[str]) -> frozenset[_Answer] | None:
    """Give what the checks of names answer to their words, of those that nobody translates; None where one objects."""
    texts, structure = look.texts, look.structure
    answers: set[_Answer] = set()
    for name in _NAMES:
        if name not in texts or name in empty:
            continue
        words = component_words(texts[name])
        if words.elements:
            answers.add((name, "elements", systematic_names.name_element_mismatch(words, structure.composition)))
        if words.states_components:
            answers.add((name, "components", systematic_names.name_component_missing(words, structure)))
        claims = stereo_claims(texts[name]) if name in look.untranslated else None
        if claims is not None and claims.is_comparable:
            if claims.racemic or claims.relative or structure.racemic or structure.is_relative:
                return None
            if structure.doubt_of_labels:  # the structure of a stated InChI may have none
                return None
            answers.add((name, "configuration", configuration.name_stereo_mismatch(claims, structure)))
            answers.add((name, "missing", configuration.name_stereo_missing(claims, structure)))
    return None if any(isinstance(outcome, Fault) for *_, outcome in answers) else frozenset(answers)


_NAMES = of_kind(Kind.TITLE, Kind.SYSTEMATIC_NAME)


_HOLDS = frozenset(PlainFact)
"""What holds of a record that agrees with its structure to the letter: of a field that it does not state, anything."""


@cache
def _without(facts: frozenset[PlainFact], fact: PlainFact) -> frozenset[PlainFact]:
    """Take a fact away: the same set each time, which is hashed once."""
    return facts - {fact}


_DRAWN = frozenset(of_kind(Kind.SMILES, Kind.MOLBLOCK, Kind.CONNECTIVITY_SMILES))
"""Fields that draw a structure."""

_COMPOSED = frozenset(of_kind(Kind.FORMULA, Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS, Kind.CHARGE))
"""Fields that are compared with the composition of the structure."""

_COMPARED = _DRAWN | _COMPOSED | set(of_kind(Kind.INCHI, Kind.INCHIKEY))
"""Fields that are compared with the structure."""


def _is_unlabelled(text: str) -> bool:
    """Tell whether a name states no isotope labels."""
    return isotope_words(text) is None


def _agrees(*outcomes: object) -> bool:
    return all(isinstance(outcome, Agrees) for outcome in outcomes)


def _is_plain_code(name: str, text: str) -> bool:
    """Tell whether an identifier stands in its place, with no sign in it that has to be repaired."""
    return text.isascii() and text.isprintable() and text == text.strip() and not is_out_of_place(name, text)


def _is_sound_unii(text: str) -> bool:
    return _is_plain_code("unii", text) and _agrees(
        identifiers.unii_malformed(text), identifiers.unii_check_character_wrong(text)
    )


def _is_sound_ec_number(text: str) -> bool:
    return _is_plain_code("ec_number", text) and _agrees(identifiers.ec_number_wrong(text))


def _is_sound_identifier(name: str) -> Callable[[str], bool]:
    form = BY_NAME[name].form
    if form is None or form.checked is None:
        return lambda text: _is_plain_code(name, text) and _agrees(identifiers.identifier_malformed((name, text)))
    return lambda text: (
        _is_plain_code(name, text)
        and _agrees(
            identifiers.identifier_malformed((name, text)), identifiers.identifier_check_digit_wrong((name, text))
        )
    )


_SOUND: Mapping[str, Callable[[str], bool]] = {
    **{name: _is_sound_identifier(name) for name in of_kind(Kind.IDENTIFIER)},
    "name": _is_unlabelled,
    "iupac_name": lambda text: not is_out_of_place("iupac_name", text) and _is_unlabelled(text),
    "synonyms": lambda text: not is_out_of_place("synonyms", text),
    "cas": is_cas_number,
    "unii": _is_sound_unii,
    "ec_number": _is_sound_ec_number,
}
"""Fields that nothing is compared with, names that are not translated among them."""

_MAY_BE_EMPTY = _SOUND.keys() - set(of_kind(Kind.TITLE))
"""Fields among them in which a value may state nothing."""


def _has_its_formula(look: _Look) -> bool:
    """Compare formula and charge with those of the structure, in the plainest notation."""
    texts = look.texts
    if _COMPOSED.isdisjoint(texts):
        return True
    written, look.composition = _composition(look.structure)
    composition = look.composition
    formula, charge = texts.get("formula"), texts.get("charge")
    if formula is not None and (formula != written or abs(composition.charge) > _MOST_CHARGES):
        return False
    return charge is None or charge == str(composition.charge)


def _has_its_masses(look: _Look) -> bool:
    """Compare the masses with those of the structure, in the plainest notation."""
    average, exact = look.texts.get("molecular_weight"), look.texts.get("monoisotopic_mass")
    if average is not None:
        mass, composition = read_mass(average), look.composition
        if mass.notes or not mass.fits(*composition.average_mass_interval) or composition.unweighable:
            return False
    if exact is not None:
        mass, composition = read_mass(exact), look.composition
        return not mass.notes and _agrees(*(check(mass, composition) for check in _EXACT_MASS))
    return True


def _composition(structure: Structure) -> tuple[str, Composition]:
    """Give formula and composition of a structure: those of its InChI where they are all there is to it."""
    inchi = structure.inchi
    if structure.is_as_written and "/p" not in inchi and "/q" not in inchi:
        hill = inchi[9:].partition("/")[0]
        neutral = read_plain_formula(hill)
        if neutral is not None:
            return hill, neutral
    return structure.composition.formula, structure.composition


_MOST_CHARGES = 99
"""Charges [e] that a formula states in the two digits behind its sign."""

_EXACT_MASS = (masses.monoisotopic_mass_mismatch, masses.exact_mass_most_abundant)

_STEPS = (
    _states_nothing_doubtful,
    _is_drawn,
    _has_an_inchi,
    _has_its_inchi,
    _has_its_key,
    _is_drawn_well,
    _has_its_formula,
    _has_its_masses,
    _has_its_flat_form,
    _bears_its_names_out,
)
"""What a record passes that is plain, the cheapest first, in so far as they do not need each other."""
