"""Conflicts across the records of one input: duplicates, shared identifiers, swapped and shifted cells.

They are findings about the input and never change the verdict of a record.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from gaba_analogs.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.structure import Structure, key_of, quiet

LABELS: Mapping[str, str] = {
    "smiles": "SMILES",
    "inchi": "InChI",
    "inchikey": "InChIKey",
    "molblock": "molfile",
    "cas": "CAS number",
    "unii": "UNII",
    "ec_number": "EC number",
    "pubchem_cid": "PubChem CID",
    "chembl_id": "ChEMBL id",
    "chebi_id": "ChEBI id",
    "drugbank_id": "DrugBank id",
    "kegg_id": "KEGG id",
    "chemspider_id": "ChemSpider id",
}
"""What a chemist calls a field."""

IDENTIFIERS: Mapping[str, re.Pattern[str]] = {
    "cas": re.compile(r"(?<![\d-])[1-9]\d{1,6}-\d\d-\d(?![\d-])"),
    "unii": re.compile(r"\b[0-9A-Z]{10}\b"),
    "ec_number": re.compile(r"(?<![\d-])[1-9]\d\d-\d{3}-\d(?![\d-])"),
    "pubchem_cid": re.compile(r"[1-9]\d*"),
    "chembl_id": re.compile(r"(?<=CHEMBL)[1-9]\d*"),
    "chebi_id": re.compile(r"[1-9]\d*"),
    "drugbank_id": re.compile(r"(?<=DB)\d{5}"),
    "kegg_id": re.compile(r"[CD]\d{5}"),
    "chemspider_id": re.compile(r"[1-9]\d*"),
}
"""Identifiers that stand for one substance each, and their form within an upper-case cell."""

PLACES = 4
"""Places [-] that a message names before it only counts."""

MANY_NAMES = 50
"""Different names [-] of one structure after which no further one is looked at."""

_STEREO_WORDS = re.compile(r"\([+\-−±]\)|(?<![^\W_])(?:rac|dl|cis|trans|[rsezdl])(?![^\W_])")
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ω": "omega"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a record: enough to compare it with the others, and no more.

    Parameters
    ----------
    place
        Where the record stands.
    name
        Name as stated; None when there is none.
    key
        InChIKey of the structure that the record as a whole describes; None when unknown.
    strays
        Field and InChIKey of each structure field that contradicts `key`.
    identifiers
        Field and value of each registry identifier, prefix removed; only where a cell holds one.
    aliases
        Hashes [-] of further names.
    """

    place: Place
    name: str | None = None
    key: str | None = None
    strays: tuple[tuple[str, str], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    aliases: frozenset[int] = frozenset()

    @classmethod
    def of(cls, report: RecordReport) -> Entry:
        """Keep of a record report what the comparison needs."""
        record = report.record
        key = _own_key(report)
        strays: tuple[tuple[str, str], ...] = ()
        if report.verdict is Verdict.INCONSISTENT and key is not None:
            fields = (f for f in ("smiles", "inchi", "inchikey", "molblock") if f in report.suspects)
            keys = ((field, _key_of_field(field, record)) for field in fields)
            strays = tuple((field, found) for field, found in keys if found is not None and found != key)
        return cls(
            place=record.place,
            name=record.name,
            key=key,
            strays=strays,
            identifiers=tuple(_identifiers(record)),
            aliases=frozenset(hash(_plain(name)) for name in _further_names(record)),
        )


def _own_key(report: RecordReport) -> str | None:
    """Give the InChIKey of the structure that the record describes."""
    if "inchikey" in report.corrections:
        return read_inchikey(report.corrections["inchikey"]).value
    trusted = [f for f in ("inchikey", "inchi", "smiles", "molblock") if f not in report.suspects]
    doubted = [f for f in ("smiles", "molblock", "inchi", "inchikey") if f in report.suspects]
    keys = (_key_of_field(field, report.record) for field in (*trusted, *doubted))
    return next((key for key in keys if key is not None), None)


def _key_of_field(field: str, record: StructureRecord) -> str | None:
    """Give the InChIKey that one field alone stands for."""
    text = getattr(record, field)
    if not text:
        return None
    if field == "inchikey":
        return read_inchikey(text).value
    if field == "inchi":
        value = read_inchi(text).value
        return key_of(value) or None if value else None
    with quiet():
        structure = Structure.from_smiles(text) if field == "smiles" else Structure.from_molblock(text)
        return structure.inchikey or None


def _identifiers(record: StructureRecord) -> Iterator[tuple[str, str]]:
    for field, form in IDENTIFIERS.items():
        values = form.findall((getattr(record, field) or "").upper())
        if len(values) == 1:
            yield field, values[0]


def _further_names(record: StructureRecord) -> Iterator[str]:
    if record.iupac_name:
        yield record.iupac_name
    yield from re.split(r"[|;\n]", (record.synonyms or "")[:10_000])


# --------------------------------------------------------------------------------------------------
# The checks
# --------------------------------------------------------------------------------------------------


def keys_swapped(entries: Sequence[Entry]) -> list[Finding]:
    """Two records state each other's structure.

    Why it matters
        Enantiomers are typed side by side, and their InChIKeys differ in a few letters of the
        second block: swapped, each key is valid and leads to the mirror image.

    Examples
        >>> r, s = "KPYSYYIEGFHWSV-QMMMGPOBSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N"
        >>> first = Entry(Place("baclofen.csv", 2), key=s, strays=(("inchikey", r),))
        >>> second = Entry(Place("baclofen.csv", 3), key=r, strays=(("inchikey", s),))
        >>> keys_swapped([first, second])[0].message
        'the InChIKeys of two stereoisomers are swapped: baclofen.csv:2 and :3'
        >>> keys_swapped([first])
        []

    Blind spots
        A record that agrees with itself is never suspected: when SMILES, InChI and InChIKey are
        swapped together, only the names could tell.
    """
    found = []
    for first, second, field in _swaps(entries):
        one, other = entries[first], entries[second]
        isomers = one.key is not None and other.key is not None and one.key[:14] == other.key[:14]
        whose = "two stereoisomers" if isomers else "two records"
        message = f"the {LABELS[field]}s of {whose} are swapped: {_places([one.place, other.place])}"
        found.append(Finding("keys-swapped", Severity.WARNING, (field,), message))
    return found


def row_shifted(entries: Sequence[Entry]) -> list[Finding]:
    """Consecutive rows state the structure of a neighbouring row.

    Why it matters
        A cell deleted or inserted in one column of a spreadsheet moves everything below it: each
        value is right, and each stands in the wrong row.

    Examples
        >>> gaba, bac, phen = (
        ...     "BTCSSZJGUNDROE-UHFFFAOYSA-N", "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "DAFOCGYVTAOKAJ-UHFFFAOYSA-N"
        ... )
        >>> rows = [
        ...     Entry(Place("drugs.csv", row=1), key=gaba, strays=(("inchikey", bac),)),
        ...     Entry(Place("drugs.csv", row=2), key=bac, strays=(("inchikey", phen),)),
        ...     Entry(Place("drugs.csv", row=3), key=phen),
        ... ]
        >>> print(row_shifted(rows)[0].message)
        2 rows seem shifted, drugs.csv row 1 to row 2: the first InChIKey belongs to row 2
        >>> row_shifted(rows[1:])
        []

    Blind spots
        At least two rows in a row must be shifted by the same distance; a single stray value is
        `identifier-two-structures`.
    """
    found = []
    for field, distance, run in _shifts(entries):
        first, last = entries[run[0]].place, entries[run[-1]].place
        target = next(e.place for e in entries if _is_row(e.place, first, distance))
        message = (
            f"{len(run)} rows seem shifted, {first} to {_short(last)}: the first {LABELS[field]} "
            f"belongs to {_short(target)}"
        )
        found.append(Finding("row-shifted", Severity.WARNING, (field,), message))
    return found


def identifier_two_structures(entries: Sequence[Entry]) -> list[Finding]:
    """One identifier is stated for two different structures.

    Why it matters
        A CAS number, a UNII or an InChIKey stands for one substance. On two, at least one of the
        records is wrong, and whoever joins tables by the identifier merges two substances.

    Examples
        >>> racemate, r = "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
        >>> first = Entry(Place("d.csv", 2), key=racemate, identifiers=(("cas", "1134-47-0"),))
        >>> second = Entry(Place("d.csv", 9), key=r, identifiers=(("cas", "1134-47-0"),))
        >>> print(identifier_two_structures([first, second])[0].message)
        CAS number 1134-47-0 is stated for 2 structures that differ in stereochemistry only: d.csv:2 and :9
        >>> identifier_two_structures([first, first])
        []

    Blind spots
        Cells that hold several identifiers are not compared, nor are ATC codes, which may cover
        several substances.
    """
    structures: dict[tuple[str, str], dict[str, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))
    misplaced = _misplaced(entries)
    by_key = _by_key(entries)
    for number, entry in enumerate(entries):
        if entry.key is None:
            continue
        for pair in entry.identifiers:
            structures[pair][entry.key][number] = None
        for field, key in entry.strays:
            if field == "inchikey" and (number, field) not in misplaced:
                structures[field, key][entry.key][number] = None
                if key in by_key:
                    structures[field, key][key] = dict.fromkeys(by_key[key])
    found = []
    for (field, value), holders in structures.items():
        if len(holders) < 2:
            continue
        skeletons = {key[:14] for key in holders}
        flat = len(skeletons) == 1 and len({key[-1] for key in holders}) == 1
        how = " that differ in stereochemistry only" if flat else ""
        places = _places([entries[n].place for n in sorted(n for ns in holders.values() for n in ns)])
        message = f"{LABELS[field]} {value} is stated for {len(holders)} structures{how}: {places}"
        found.append(Finding("identifier-two-structures", Severity.WARNING, (field,), message, stated=value))
    return found


def inchikey_two_names(entries: Sequence[Entry]) -> list[Finding]:
    """One structure stands under clearly different names.

    Why it matters
        Either the names are synonyms, and the substance is counted twice, or one record carries
        the structure of another. Names that claim different stereoisomers cannot both be right.

    Examples
        >>> key = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
        >>> first = Entry(Place("d.csv", 2), "(R)-baclofen", key)
        >>> second = Entry(Place("d.csv", 3), "(S)-baclofen", key)
        >>> print(inchikey_two_names([first, second])[0].message)
        one structure under names of different stereoisomers, (R)-baclofen and (S)-baclofen: d.csv:2 and :3
        >>> inchikey_two_names([first, Entry(Place("d.csv", 4), "R-Baclofen", key)])
        []

    Blind spots
        It knows only the synonyms that the records state: GABA and gamma-aminobutyric acid are
        reported, as information. Tautomers and zwitterions share an InChIKey.
    """
    found = []
    for key, members in _by_key(entries).items():
        named = [n for n in members if entries[n].name]
        distinct: list[int] = []
        for number in named:
            if len(distinct) < MANY_NAMES and all(
                _clearly_different(entries[number], entries[other]) for other in distinct
            ):
                distinct.append(number)
        if len(distinct) < 2:
            continue
        names = [entries[n].name or "" for n in distinct]
        opposed = any(_opposed(one, other) for one, other in combinations(names, 2))
        severity = Severity.WARNING if opposed else Severity.INFO
        what = "names of different stereoisomers" if opposed else f"{len(names)} names"
        shown = " and ".join(names) if len(names) == 2 else f"{names[0]}, {names[1]} and others"
        message = f"one structure under {what}, {shown}: {_places([entries[n].place for n in distinct])}"
        found.append(Finding("inchikey-two-names", severity, ("inchikey", "name"), message, stated=key))
    return found


def structure_two_identifiers(entries: Sequence[Entry]) -> list[Finding]:
    """One structure is stated with two identifiers of the same registry.

    Why it matters
        Registries keep superseded numbers, and numbers of salts, hydrates and stereoisomers
        travel to the parent structure: worth a look before joining tables.

    Examples
        >>> key = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
        >>> first = Entry(Place("drugs.csv", 2), key=key, identifiers=(("cas", "1134-47-0"),))
        >>> second = Entry(Place("drugs.csv", 5), key=key, identifiers=(("cas", "28311-31-1"),))
        >>> print(structure_two_identifiers([first, second])[0].message)
        one structure with 2 CAS numbers, 1134-47-0 and 28311-31-1: drugs.csv:2 and :5
        >>> structure_two_identifiers([first, first])
        []

    Blind spots
        Two numbers can both be right: tautomers share an InChIKey, and so do a compound and its
        zwitterion.
    """
    found = []
    for key, members in _by_key(entries).items():
        values: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number in members:
            for field, value in entries[number].identifiers:
                values[field][value].append(number)
        for field, holders in values.items():
            if len(holders) < 2:
                continue
            shown = list(holders)
            listed = " and ".join(shown) if len(shown) == 2 else f"{shown[0]}, {shown[1]} and others"
            places = _places([entries[n].place for n in sorted(n for ns in holders.values() for n in ns)])
            message = f"one structure with {len(holders)} {LABELS[field]}s, {listed}: {places}"
            found.append(Finding("structure-two-identifiers", Severity.INFO, (field, "inchikey"), message, stated=key))
    return found


def duplicate_structure(entries: Sequence[Entry]) -> list[Finding]:
    """A structure is repeated under the same name, or under none.

    Why it matters
        Duplicates weigh twice in statistics and models, and leak from training into test sets.

    Examples
        >>> key = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
        >>> rows = [Entry(Place("drugs.csv", line), "GABA", key) for line in (2, 8, 9)]
        >>> duplicate_structure(rows)[0].message
        'one structure in 3 records: drugs.csv:2, :8 and :9'
        >>> duplicate_structure(rows[:1])
        []

    Blind spots
        Structures are compared by InChIKey, which does not tell tautomers apart. Records whose
        structure is unknown are not compared. Under different names: `inchikey-two-names`.
    """
    found = []
    for key, members in _by_key(entries).items():
        groups: dict[str, list[int]] = defaultdict(list)
        for number in members:
            groups[_plain(entries[number].name or "")].append(number)
        nameless = groups.pop("", [])
        same = [n for group in groups.values() if len(group) > 1 or nameless for n in group]
        repeated = sorted(same + nameless)
        if len(repeated) < 2:
            continue
        places = _places([entries[n].place for n in repeated])
        message = f"one structure in {len(repeated)} records: {places}"
        found.append(Finding("duplicate-structure", Severity.INFO, ("inchikey",), message, stated=key))
    return found


CROSS_RECORD_CHECKS: tuple[tuple[str, Severity, Callable[[Sequence[Entry]], list[Finding]]], ...] = (
    ("keys-swapped", Severity.WARNING, keys_swapped),
    ("row-shifted", Severity.WARNING, row_shifted),
    ("identifier-two-structures", Severity.WARNING, identifier_two_structures),
    ("inchikey-two-names", Severity.INFO, inchikey_two_names),
    ("structure-two-identifiers", Severity.INFO, structure_two_identifiers),
    ("duplicate-structure", Severity.INFO, duplicate_structure),
)
"""Code, severity and function of every check that looks at several records."""


class CrossRecord:
    """Collects what is needed of the records of one input, and says where they conflict.

    Examples
    --------
    >>> gaba = StructureRecord(name="GABA", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> cross = CrossRecord()
    >>> for _ in range(2):
    ...     cross.add(RecordReport(gaba, Verdict.UNVERIFIED))
    >>> [finding.code for finding in cross.conflicts()]
    ['duplicate-structure']
    """

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def add(self, record_report: RecordReport) -> None:
        """Remember one record."""
        self._entries.append(Entry.of(record_report))

    def conflicts(self) -> list[Finding]:
        """Give the conflicts, worst first."""
        found = [finding for _, _, check in CROSS_RECORD_CHECKS for finding in check(self._entries)]
        return sorted(found, key=lambda finding: list(Severity).index(finding.severity))


# --------------------------------------------------------------------------------------------------
# What the checks share
# --------------------------------------------------------------------------------------------------


def _by_key(entries: Sequence[Entry]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.key is not None:
            found[entry.key].append(number)
    return found


def _swaps(entries: Sequence[Entry]) -> list[tuple[int, int, str]]:
    """Pairs of records, and the field in which each states the other's structure."""
    strays: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for field, key in entry.strays:
            strays[field, key].append(number)
    found = []
    taken: set[tuple[int, str]] = set()
    for number, entry in enumerate(entries):
        for field, key in entry.strays:
            if entry.key is None or (number, field) in taken:
                continue
            partners = [
                other
                for other in strays[field, entry.key]
                if other > number and entries[other].key == key and (other, field) not in taken
            ]
            if partners:
                taken |= {(number, field), (partners[0], field)}
                found.append((number, partners[0], field))
    return found


def _shifts(entries: Sequence[Entry]) -> list[tuple[str, int, list[int]]]:
    """Field, distance [rows] and members of each run of rows that state another row's structure."""
    rows: dict[tuple[str | None, int], int] = {}
    by_key = _by_key(entries)
    for number, entry in enumerate(entries):
        if entry.place.row is not None:
            rows[entry.place.source, entry.place.row] = number
    distances: dict[tuple[str, int], dict[int, None]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        for field, key in entry.strays:
            for other in _nearest(by_key.get(key, []), number):
                there, here = entries[other].place, entry.place
                if there.source == here.source and there.row is not None and here.row is not None:
                    distances[field, there.row - here.row][number] = None
    found = []
    for (field, distance), members in distances.items():
        run: list[int] = []
        for number in members:
            place = entries[number].place
            previous = rows.get((place.source, (place.row or 0) - 1))
            if run and previous != run[-1]:
                found.append((field, distance, run))
                run = []
            run.append(number)
        found.append((field, distance, run))
    return [shift for shift in found if len(shift[2]) > 1]


def _nearest(numbers: Sequence[int], number: int) -> Sequence[int]:
    """Give the few members of a sorted sequence around a number, so that duplicates cost nothing."""
    position = bisect_left(numbers, number)
    return numbers[max(0, position - 3) : position + 3]


def _misplaced(entries: Sequence[Entry]) -> set[tuple[int, str]]:
    """Record number and field of every value that a swap or a shift explains."""
    swapped = {(n, field) for one, other, field in _swaps(entries) for n in (one, other)}
    return swapped | {(n, field) for field, _, run in _shifts(entries) for n in run}


def _is_row(place: Place, start: Place, distance: int) -> bool:
    return place.source == start.source and place.row == (start.row or 0) + distance


def _places(places: Iterable[Place]) -> str:
    """Name places, the source once: ``drugs.csv:2, :8 and :9``."""
    shown: list[str] = []
    source: Hashable = object()
    known = list(places)
    for place in known[:PLACES]:
        shown.append(_short(place) if place.source == source else str(place))
        source = place.source
    if len(known) > PLACES:
        shown.append(f"{len(known) - PLACES} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]


def _short(place: Place) -> str:
    """Name a place within its source."""
    if place.line is not None:
        return f":{place.line}"
    return str(place) if place.row is None else f"row {place.row}"


def _plain(name: str) -> str:
    """Reduce a name to its letters and digits, so that spelling habits do not count."""
    text = unicodedata.normalize("NFKC", name).casefold()
    for letter, word in _GREEK.items():
        text = text.replace(letter, word)
    return "".join(character for character in text if character.isalnum())


def _clearly_different(one: Entry, other: Entry) -> bool:
    """Whether two names are more than spellings of each other or synonyms that a record states."""
    first, second = _plain(one.name or ""), _plain(other.name or "")
    if first == second or hash(first) in other.aliases or hash(second) in one.aliases:
        return False
    if _opposed(one.name or "", other.name or "") or re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return True
    return SequenceMatcher(None, first[:200], second[:200]).ratio() < 0.8


def _opposed(one: str, other: str) -> bool:
    """Whether both names state a stereochemistry, and not the same one."""
    first, second = (sorted(_STEREO_WORDS.findall(name.casefold())) for name in (one, other))
    return bool(first) and bool(second) and first != second
