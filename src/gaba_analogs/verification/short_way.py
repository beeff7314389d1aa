"""The short way for records that agree with themselves to the letter.

Nearly every record of a good table does: the InChI of its SMILES is the stated InChI, character by
character, the stated key is its hash, the formula is written as the software writes it, the masses
fit. Such a record needs one SMILES parse, one InChI generation and a few comparisons of strings.

A screening establishes plain facts of the record. What they imply is not checked again: the checks
that they do not imply are called, and if these find what they found in the record of the same shape
that went the long way, the report is the same. Whatever is not plain to see at once takes the long
way through `gaba_analogs.verification.examine`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cache
from typing import ParamSpec, TypeVar

from gaba_analogs.checks import composition as masses
from gaba_analogs.checks import configuration, identifiers
from gaba_analogs.checks import names as systematic_names
from gaba_analogs.checks.kit import Agrees, Check, Fault, Outcome
from gaba_analogs.checks.scopes import Shape
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.facts import Collected, FactKind, Facts, is_out_of_place
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
from gaba_analogs.notation.systematic import is_unmistakable
from gaba_analogs.notation.text import several_values, states_nothing
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME, Kind, of_kind
from gaba_analogs.regex import regex
from gaba_analogs.registry.reference import ReferenceAnswer
from gaba_analogs.results.findings import Finding, RecordReport, Severity
from gaba_analogs.verification.conclusion import write_findings
from gaba_analogs.verification.examine import call_all
from gaba_analogs.verification.plan import Choice, plan
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


_Like = tuple[object, ...]
"""What records that have the same report have in common."""

_Repaired = tuple[tuple[str, tuple[str, ...]], ...]
"""Fields whose notation was repaired, and how."""

_SCREENED: frozenset[FactKind] = frozenset(
    {Collected.REPAIRED_NOTATION, Collected.PLACEHOLDER, Collected.MISPLACED_VALUE}
)
"""Kinds of fact of which a screening has all there are in a plain record."""


@dataclass(frozen=True, slots=True)
class _Model:
    """The report on a plain record that went the long way, and the checks that a record like it needs all the same.

    Parameters
    ----------
    report
        The report.
    not_implied
        The checks.
    codes
        Codes of what they found.
    screened
        True where they look at nothing but what a screening has.
    noted
        What they found about the same repairs of the notation before: nothing of it but the value stated differs.
    """

    report: RecordReport
    not_implied: tuple[Check, ...]
    codes: tuple[str, ...]
    screened: bool
    noted: dict[_Repaired, tuple[Finding, ...]] = field(default_factory=dict)


class PlainReports:
    """The reports on plain records: all records that state the same fields have the same one.

    Parameters
    ----------
    choice
        Which checks are to run.

    Examples
    --------
    >>> from gaba_analogs.api.verify import verify_records
    >>> gaba = StructureRecord(smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> long_way, short_way = verify_records([gaba, gaba], names=False)
    >>> long_way == short_way, short_way.passed is long_way.passed
    (True, True)
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._models: dict[_Like, _Model] = {}

    def report(self, record: StructureRecord, screening: Screening, read: Callable[[], Facts]) -> RecordReport | None:
        """Give the report on a plain record; None where it has to take the long way.

        Parameters
        ----------
        record
            The record as stated.
        screening
            What the first look at it showed.
        read
            Gives its facts, witnesses identified, where a check needs more of them than the screening has.
        """
        model = self._models.get(_like(screening)) if screening.is_plain else None
        if model is None:
            return None
        like = model.report
        if not model.not_implied:
            return _with_findings(record, like, ())
        repaired = tuple((name, repairs) for name, repairs, _ in screening.notes)
        noted = model.noted.get(repaired) if not screening.placeholders else None
        if noted is not None:
            return _with_findings(record, like, _about(noted, screening))
        run = call_all(_collected(screening) if model.screened else read(), model.not_implied)
        if run.is_broken or tuple(dict.fromkeys(f.check.code for f in run.found)) != model.codes:
            return None
        self._choice.weigh(run)
        if any(found.severity is Severity.ERROR or found.fault.less for found in run.found):
            return None
        findings = write_findings(record, run.found, (), {}, {})
        told = "".join(found.message for found in findings)
        if model.screened and findings == _about(findings, screening) and not _are_told(screening, told):
            model.noted[repaired] = findings
        return _with_findings(record, like, findings)

    def remember(self, screening: Screening, facts: Facts, report: RecordReport, choice: Choice) -> None:
        """Remember what the long way, with the checks of a choice, said of a plain record."""
        if not screening.is_plain or report.suspects or any(f.severity is Severity.ERROR for f in report.findings):
            return
        looking = (check for check, absent in plan(choice, Shape.of(facts)) if absent is None)
        not_implied = tuple(check for check in looking if not check.implied_by & screening.holds)
        codes = tuple(dict.fromkeys(finding.code for finding in report.findings))
        if set(codes) <= {check.code for check in not_implied}:
            shared = replace(report, record=StructureRecord(), findings=())
            screened = all(_kind(check) in _SCREENED for check in not_implied)
            self._models[_like(screening)] = _Model(shared, not_implied, codes, screened)


def _with_findings(record: StructureRecord, like: RecordReport, findings: tuple[Finding, ...]) -> RecordReport:
    return RecordReport(
        record,
        like.verdict,
        findings=findings,
        agreement=like.agreement,
        passed=like.passed,
        skipped=like.skipped,
    )


def _about(findings: Sequence[Finding], screening: Screening) -> tuple[Finding, ...]:
    """Say of the repaired values of a record what was said of those of a like one."""
    texts: dict[tuple[str, ...], str] = {(name,): text for name, _, text in screening.notes}
    return tuple(
        Finding(found.code, found.severity, found.fields, found.message, texts.get(found.fields)) for found in findings
    )


def _are_told(screening: Screening, messages: str) -> bool:
    """Tell whether a value that was repaired stands in the messages about it."""
    return any(text in messages for _, _, text in screening.notes)


def _collected(screening: Screening) -> Facts:
    """Give what a screening has gathered of a plain record."""
    return Facts(notes=list(screening.notes), placeholders=list(screening.placeholders))


def _like(screening: Screening) -> _Like:
    empty = tuple(name for name, _ in screening.placeholders)
    titled = None if screening.title is None else is_unmistakable(screening.title)
    return screening.fields, empty, screening.holds, screening.flat, titled, screening.borne_out, screening.known


def _kind(check: Check) -> FactKind | None:
    return getattr(check.scope, "kind", None)


def screen(records: Sequence[StructureRecord | None], asked: Sequence[Sequence[str]] = ()) -> list[Screening]:
    """Tell which records are plain, looking at the cheapest things first.

    All texts are looked at, then all structures parsed, all InChIs made, all keys, and then all
    compared: a processor that does the same thing many times over is a fifth faster than one that
    changes between a toolkit and texts.

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
    names = asked or itertools.repeat(())
    texts = [
        None if record is None else _attempt(_promising_texts, record, read)
        for record, read in zip(records, names, strict=False)
    ]
    drawn = [{} if stated is None else _attempt(_drawn, stated) or {} for stated in texts]
    _compute("inchi", itertools.chain.from_iterable(structures.values() for structures in drawn))
    _compute(
        "inchikey", (next(iter(d.values())) for t, d in zip(texts, drawn, strict=True) if d and t and "inchikey" in t)
    )
    named = any(asked)
    return [_screening(*both, named=named) for both in zip(texts, drawn, strict=True)]


def _screening(texts: _Texts | None, drawn: Mapping[str, Structure], *, named: bool) -> Screening:
    if texts is None or not drawn:
        return Screening()
    return _attempt(_compared, texts, drawn, named=named) or Screening(drawn=drawn)


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


class _Texts(dict[str, str]):
    """The texts of a record by field, (field, text) of those that state nothing, and names that nobody translates."""

    placeholders: tuple[tuple[str, str], ...] = ()
    untranslated: tuple[str, ...] = ()


def _promising_texts(record: StructureRecord, asked: Sequence[str]) -> _Texts | None:
    """Give the texts of a record that may be plain: it has structures to compare, and nothing doubtful beside them."""
    texts = _Texts(record.stated())
    if _DRAWN.isdisjoint(texts) or not {texts.get("iupac_name"), texts.get("name")}.issuperset(asked):
        return None
    if texts.get("iupac_name") in asked and texts["iupac_name"] in texts.get("synonyms", ""):
        return None
    for name, text in texts.items():
        if name in _COMPARED or (name == "iupac_name" and text in asked):
            continue
        if name in _SOUND and _SOUND[name](text):
            if name in _NAMES:
                texts.untranslated = (*texts.untranslated, name)
            continue
        if name not in _MAY_BE_EMPTY or several_values(name, text) or not states_nothing(name, text):
            return None
        texts.placeholders = (*texts.placeholders, (name, text))
    return texts


def _drawn(texts: Mapping[str, str]) -> dict[str, Structure]:
    """Parse what is drawn; a connectivity SMILES only where nothing else is."""
    found = {}
    if "smiles" in texts:
        found["smiles"] = Structure.from_smiles(texts["smiles"])
    if "molblock" in texts:
        found["molblock"] = Structure.from_molblock(texts["molblock"])
    if not found:
        found["connectivity_smiles"] = Structure.from_smiles(texts["connectivity_smiles"])
    return found


def _compute(fact: str, structures: Iterable[Structure]) -> None:
    """Compute a fact of many structures, which keep it; what fails is left to the long way, which reports it."""
    for structure in structures:
        try:
            getattr(structure, fact)
        except Exception:  # noqa: BLE001, S112  # one record must never end the run
            continue


_STARTS: Mapping[str, tuple[Repair, ...]] = {
    "InChI=": (Repair.INCHI_PREFIX_MISSING,),
    "InChI=1S/": (Repair.INCHI_PREFIX_MISSING, Repair.INCHI_VERSION_MISSING),
}
"""What a table may leave out in front of its InChIs, and the repairs that this is."""


def _compared(texts: _Texts, drawn: Mapping[str, Structure], *, named: bool) -> Screening | None:
    """Screen a record that agrees with its structure to the letter; None where it does not.

    Its name and title have yet to be compared only where names are read.
    """
    structure, *others = drawn.values()
    inchi = structure.inchi
    stated_inchi, stated_key = texts.get("inchi"), texts.get("inchikey")
    notes: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    if stated_inchi is not None and stated_inchi != inchi:
        repairs = next((repairs for start, repairs in _STARTS.items() if f"{start}{stated_inchi}" == inchi), None)
        if repairs is None:
            return None
        notes = (("inchi", repairs, stated_inchi),)
    if (
        not inchi
        or (stated_key is not None and stated_key != structure.inchikey)
        or "/i" in inchi
        or any(other.inchi != inchi for other in others)
        or not all(map(is_well_drawn, drawn.values()))
        or not _fits(texts, structure)
    ):
        return None
    connectivity = texts.get("connectivity_smiles")
    flat = False
    if connectivity is not None and connectivity != structure.text:
        beside = Structure.from_smiles(connectivity)
        if not is_well_drawn(beside) or beside.inchi != without_stereo(inchi):
            return None
        flat = beside.inchi != inchi
    holds = _HOLDS if not notes else _without(_HOLDS, PlainFact.AS_WRITTEN)
    if texts.placeholders:
        holds = _without(holds, PlainFact.IN_PLACE)
    empty = {name for name, _ in texts.placeholders}
    borne_out = _borne_out(texts, empty, structure)
    if borne_out is None:
        return None
    title = systematic_title(texts.get("name")) if named else None
    if named and inorganic_title(texts.get("name")) is not None:
        return None
    name = None if not named or "iupac_name" in empty else texts.get("iupac_name")
    return Screening(tuple(texts), holds, flat, notes, texts.placeholders, drawn, name, title, borne_out)


def _borne_out(texts: _Texts, empty: Collection[str], structure: Structure) -> frozenset[_Answer] | None:
    """Give what the checks of names answer to their words, of those that nobody translates; None where one objects."""
    answers: set[_Answer] = set()
    for name in _NAMES:
        if name not in texts or name in empty:
            continue
        words = component_words(texts[name])
        if words.elements:
            answers.add((name, "elements", systematic_names.name_element_mismatch(words, structure.composition)))
        if words.states_components:
            answers.add((name, "components", systematic_names.name_component_missing(words, structure)))
        claims = stereo_claims(texts[name]) if name in texts.untranslated else None
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

_COMPARED = _DRAWN | set(
    of_kind(Kind.INCHI, Kind.INCHIKEY, Kind.FORMULA, Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS, Kind.CHARGE)
)
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


def _fits(texts: Mapping[str, str], structure: Structure) -> bool:
    """Tell whether formula, masses and charge are those of a structure, in the plainest notation."""
    formula, average, exact = texts.get("formula"), texts.get("molecular_weight"), texts.get("monoisotopic_mass")
    charge = texts.get("charge")
    if formula is None and average is None and exact is None and charge is None:
        return True
    written, composition = _composition(structure)
    if formula is not None and (formula != written or abs(composition.charge) > _MOST_CHARGES):
        return False
    if charge is not None and charge != str(composition.charge):
        return False
    if average is not None:
        mass = read_mass(average)
        if mass.notes or not mass.fits(*composition.average_mass_interval) or composition.unweighable:
            return False
    if exact is not None:
        mass = read_mass(exact)
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
