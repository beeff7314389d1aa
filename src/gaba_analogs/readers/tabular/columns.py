"""Which column states which field: the usual spellings, ranked, as data."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from gaba_analogs.errors import InputError, NoRecordsError, did_you_mean, nearest
from gaba_analogs.notation.characters import DOTS, HYPHENS
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.number import read_mass
from gaba_analogs.readers.io.text import without_surrogates
from gaba_analogs.readers.wanted import EVERYTHING, IDENTITY, fields_in, passed_through
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.record.fields import BY_NAME, TABLE, Kind, of_kind, shape_of
from gaba_analogs.record.kinds import IDENTIFIERS as IDENTIFIER_KINDS
from gaba_analogs.regex import regex

ALL_FIELDS = f": the fields are {', '.join(FIELDS)}"
"""End of a complaint about a field that does not exist."""

MASSES = frozenset(of_kind(Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS))
"""Fields whose whole numbers may be rounded masses."""

SPELLINGS: Mapping[str, tuple[str, ...]] = {field.name: field.spellings for field in TABLE}
"""Spellings of each field without case, blanks and punctuation, the best first."""

IDENTIFIERS: tuple[str, ...] = (
    "titleline", "id", "accession", "identifier", "compoundid", "moleculeid", "molid", "sampleid",
    "broadsample",
    "broadid", "entryid", "recordid", "caseid", "databaseid", "zincid", "catalogid", "molportid", "cpd",
    "mets", "smlid",
)  # fmt: skip
"""Columns that name a row where no name is stated."""

WEAK_RANK = 90
CANONICAL_SMILES = frozenset({"canonicalsmiles", "smilescanonical", "cansmiles"})
ISOMERIC_SMILES = frozenset(
    {"isomericsmiles", "smilesisomeric", "absolutesmiles", "smilesabsolute", "isosmiles", "stereosmiles"}
)
PUBCHEM_CANONICAL = regex(r"[Cc]anonicalSMILES")
NAME_LISTS = frozenset({"names", "chname", "compoundnames"})
FIRST_OF_SEVERAL = frozenset({"iupacnames", "casregistrynumbers", "casnumbers", "formulae", "bindingdbligandname"})
DATABASE_LINKS = "databaselinks"
"""End of ChEBI's titles for the identifiers of other databases, of which there may be several."""
OPTIONAL_SUFFIXES = ("ofligand", DATABASE_LINKS)
MEASURED_IONS = frozenset(
    {
        "adduct", "adducts", "adduction", "adductions", "adducttype", "iontype", "precursormz", "precursormass",
        "precursortype", "precursorcharge", "pepmass", "masstocharge", "expmasstocharge", "calcmasstocharge",
    }
)  # fmt: skip
"""Columns that tell of measured ions: a charge beside them is the ion's, not the compound's."""
OPTIONAL_PREFIXES = (
    "pubchem", "compound", "molecule", "structure", "substance", "chemical", "ligand", "drug", "cmpd", "moldb",
)  # fmt: skip
_OF_PROGRAM = regex(
    r"(?P<what>smiles|inchi[ _-]?key|inchi)[ _(-]+(?:\d+(?:\.\d+)+[ _]+)?"
    r"(?:chemaxon|marvin|jchem|rdkit|open ?babel|obabel|cdk|openeye|oechem|knowitall|indigo|cactvs|acd|chemdraw)"
    r"(?:[ _v]*\d[\d.]*)?\)?",
    re.IGNORECASE,
)
"""A title that names the program which wrote the column, and its version: ``SMILES_CHEMAXON_19.27.0``."""

UNIT = regex(
    rf"[(\[]\s*(?:g\s*[/*{DOTS}]?\s*mol(?:\s*[-^{HYPHENS}]+\s*1)?|k?da|u|amu|e|daltons?|p\d+|ph\s*7(?:\.\d)?|"
    r"calc(?:\.|ulated)?|theor(?:\.|etical)?)\s*[)\]]\s*$",
    re.IGNORECASE,
)

_ATOM = r"\[[^\[\]\s]+\]|Br|Cl|[BCNOPSFI]|[bcnops]|\*"
_SMILES = regex(rf"(?:{_ATOM})(?:{_ATOM}|->|<-|[-=#$:~./\\()]|%\d\d|%\(\d+\)|\d)*+(?:\s+\|[^|]*\|)?")
_INCHI = regex(r"(?:InChI=)?1S?/[^\s]+")
_ADDUCT = regex(
    rf"(?:[\[(]\d?M(?:[+{HYPHENS}-]\d?[A-Za-z\d]+)*[+{HYPHENS}-]?[\])]\d?|M(?=[+{HYPHENS}-]))[+{HYPHENS}-]*"
    rf"(?:\[[+{HYPHENS}-][A-Za-z\d]+\])?"
)
_LETTER = regex(r"[^\W\d]")

_NAME = regex(rf"(?!(?:{_SMILES.pattern})$)(?!InChI=)(?=.*[^\W\d]).*", re.DOTALL)
_MOLBLOCK = regex(r".*(?:V[23]000|M  END).*", re.DOTALL)

SEVERAL_MEANINGS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "cid": (("pubchem_cid", regex(r"(?:CID[: ]*)?-?\d+(?:\.0)?", re.IGNORECASE)),),
    "mf": (("formula", regex(r"\[?(?:[A-Z][a-z]?\d*)++.*")),),
    "fw": (("molecular_weight", regex(r"\d[\d.,]*.*")),),
    "mol": (("molblock", _MOLBLOCK), ("smiles", _SMILES)),
    **dict.fromkeys(
        ("structure", "struktur", "estructura", "struttura"),
        (("smiles", _SMILES), ("inchi", _INCHI), ("molblock", _MOLBLOCK)),
    ),
    "molecule": (("name", _NAME), ("smiles", _SMILES), ("inchi", _INCHI)),
    "cpd": (("name", _NAME), ("smiles", _SMILES), ("inchi", _INCHI)),
    "drug": (("name", _NAME), ("smiles", _SMILES), ("inchi", _INCHI)),
    **dict.fromkeys(
        ("substance", "substanz", "stoff", "wirkstoff", "verbindung", "sustancia", "sostanza", "вещество"),
        (("name", _NAME), ("smiles", _SMILES), ("inchi", _INCHI)),
    ),
    "ligand": (("name", _NAME), ("smiles", _SMILES), ("inchi", _INCHI)),
    "pt": (("name", _NAME),),
    "rn": (("cas", regex(r"[1-9]\d{1,6}-\d{2}-\d")),),
    "ec": (("ec_number", regex(r"[1-9]\d{2}-\d{3}-\d")),),
    "compound": (("name", _NAME), ("smiles", _SMILES), ("inchi", _INCHI)),
    "iupac": (("iupac_name", regex(r"(?!InChI=).*", re.DOTALL)), ("inchi", _INCHI)),
}
"""Short spellings that mean this here and that there: the fields, with what their values look like.

A spelling states the first field that most values of the column look like, or none.
"""

SAID_BY_VALUES = frozenset({"ec", "pt", "rn"})
"""Spellings of several meanings that are read only where values bear them out."""

_REMARK = regex(r"\((?:[^()\s]+\s+){3,}[^()\s]+\)$")
"""A sentence in brackets behind a title; a word or two there may change what the column is."""

UNMISTAKABLE = ("inchi", "inchikey", "dtxsid", "dtxcid", "hmdb_id", "lipidmaps_id", "metanetx_id")
"""Fields whose values can be nothing else."""

_WITH_A_MASS = ("formula", "smiles", "inchi")
"""Fields that give the mass of a molecule, the quickest first."""

_PREFIX = regex(r"(?P<prefix>[A-Za-z][A-Za-z0-9]*)[_.](?P<rest>.+)")
_FEWEST_JOINED = 3
"""Fewest columns [-] with one prefix that make it the name of a table."""
_DESCRIBING = frozenset({"smiles", "inchi", "inchikey", "formula"})

_PREFIXED = 100
"""Rank [-] from which a spelling is known by a word in front or behind alone."""

_COMPARED, _FEWEST_FLAT = 10, 3
"""Most samples [-] whose keys are computed, and fewest whose SMILES leaves out the stereo beside it."""

_STEREO = {"inchi": regex(r"/[tb]\d"), "inchikey": regex(r"^\s*[A-Z]{14}-(?!UHFFFAOYSA)[A-Z]{8}S")}
"""Fields and the sign that they specify stereo, or labels."""

_WEIGHED, _LONGEST_WEIGHED = 20, 20_000
"""Most samples [-] and longest descriptions [characters] whose mass is computed."""

MOSTLY = 0.8
"""Share [-] of a column's values that show what it holds."""

_OF_ANOTHER = regex(
    r"parent|salt|base|acid|neutral|desalt|old|former|prev|new|other|alt|related|similar|near|match|quer|hit|target|"
    r"precursor|product|reactant|metabolite|racem|enantiomer|flat|first|second|[\W_][12ab]$",
    re.IGNORECASE,
)
"""Words of a title that make its compound another one than the row's."""

_BETWEEN_VALUES = regex(r"[\n|]|::|;(?=[A-Z]*\d+(?:;|$))")
_STRIPPED = " \t\r\n\f\v\0"
_NOT_WORD = regex(r"[\W_]+")
_ACCENTS = regex("[\u0300-\u036f]")


@lru_cache(maxsize=4096)
def normalised(title: str) -> str:
    """Spell a column title without unit, case, accents, blanks and punctuation.

    Examples
    --------
    >>> normalised("Molecular Weight (g/mol)"), normalised("CH$EXACT_MASS"), normalised("Numéro CAS")
    ('molecularweight', 'chexactmass', 'numerocas')
    """
    spelled = _NOT_WORD.sub("", UNIT.sub("", title.strip())).casefold()
    if spelled.isascii():
        return spelled
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", spelled))
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", bare))


_LOOKUP: Mapping[str, tuple[str, int]] = {
    **{normalised(name): (name, -1) for name in FIELDS},
    **{spelling: (name, rank) for name, known in SPELLINGS.items() for rank, spelling in enumerate(known)},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a field of a row is found.

    Parameters
    ----------
    index
        Position [-] in the row, counted from 0.
    first_only
        The column lists several values; the first is the record's.
    """

    index: int
    first_only: bool = False


@dataclass(frozen=True)
class Columns:
    """The columns of one table and the fields they state.

    Parameters
    ----------
    header
        Column titles as typed.
    cells
        For each field its columns, the best first; a later one counts where the earlier are empty.
    identity
        Position [-] of the column that tells records apart; None where none was named.
    carried
        Title and position [-] of the columns that are passed through.
    """

    header: tuple[str, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    identity: int | None = None
    carried: tuple[tuple[str, int], ...] = ()
    labels: Mapping[str, str] = field(init=False)
    _plain: Sequence[tuple[str, int]] = field(init=False)
    _special: Sequence[tuple[str, tuple[Cell, ...]]] = field(init=False)
    _variants: dict[tuple[tuple[str, int], ...], Mapping[str, str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        titles = {name: self.header[cells[0].index] for name, cells in self.cells.items()}
        plain, special = [], []
        for name, cells in self.cells.items():
            if len(cells) == 1 and not cells[0].first_only and name != "molblock":
                plain.append((name, cells[0].index))
            else:
                special.append((name, cells))
        object.__setattr__(self, "labels", {name: title for name, title in titles.items() if title != name})
        object.__setattr__(self, "_plain", plain)
        object.__setattr__(self, "_special", special)

    def __bool__(self) -> bool:
        return bool(self.cells)

    def stating(self) -> list[int]:
        """Positions [-] of the columns that state a field, ascending."""
        return sorted({cell.index for cells in self.cells.values() for cell in cells})

    def used(self) -> list[int]:
        """Positions [-] of the columns that are read: they state a field, tell records apart, or are passed through."""
        others = {index for _, index in self.carried} | ({self.identity} if self.identity is not None else set())
        return sorted({*self.stating(), *others})

    def masses(self) -> list[int]:
        """Positions [-] of the columns that state a mass."""
        return [cell.index for name in MASSES for cell in self.cells.get(name, ())]

    def field_of(self, index: int) -> str:
        """Name the field that a column states; empty when it states none."""
        return next((name for name, cells in self.cells.items() if any(c.index == index for c in cells)), "")

    def record(
        self, row: Sequence[str | None], place: Place, *, problem: str | None = None, **more: str | None
    ) -> StructureRecord:
        """Make the record that a row of texts states; an empty text states nothing.

        Parameters
        ----------
        row
            One text per column of the header.
        place
            Where the row stands.
        problem
            Why the row could not be read as a whole.
        more
            Fields known from elsewhere, for example a molblock.
        """
        values: dict[str, str | None] = more
        damaged: int | None = None
        for name, index in self._plain:
            text = row[index]
            if text and (text := text.strip(_STRIPPED)):
                if "\0" in text:
                    text, damaged = text.replace("\0", ""), index
                values[name] = text
        labels = self.labels
        if self._special:
            fallbacks: list[tuple[str, int]] = []
            for name, cells in self._special:
                found = _first_stated(row, cells)
                if found is None:
                    continue
                cell, text = found
                text = text if name == "molblock" else text.strip(_STRIPPED)
                if "\0" in text:
                    text, damaged = text.replace("\0", ""), cell.index
                values[name] = _first(text) if cell.first_only else text
                if cell is not cells[0]:
                    fallbacks.append((name, cell.index))
            labels = self._labels(tuple(fallbacks)) if fallbacks else labels
        if damaged is not None:
            problem = problem or f"{self.header[damaged]!r} contains a NUL character: damaged file?"
        if self.identity is not None or self.carried:
            return self._identified(StructureRecord.made_of(values, place, labels, problem), row)
        return StructureRecord.made_of(values, place, labels, problem)

    def _identified(self, record: StructureRecord, row: Sequence[str | None]) -> StructureRecord:
        """Add to a record its identifier and what is passed through."""
        identity = None if self.identity is None else (row[self.identity] or "").strip(_STRIPPED)
        carried = {title: row[index] or "" for title, index in self.carried}
        object.__setattr__(record, "identity", identity or None)  # a tenth of the time of `replace`
        object.__setattr__(record, "carried", carried or None)
        return record

    def _labels(self, fallbacks: tuple[tuple[str, int], ...]) -> Mapping[str, str]:
        """Labels of a row that took some fields from their second-best columns; shared between rows."""
        labels = self._variants.get(fallbacks)
        if labels is None:
            labels = {**self.labels, **{name: self.header[index] for name, index in fallbacks}}
            self._variants[fallbacks] = labels
        return labels


def _first_stated(row: Sequence[str | None], cells: tuple[Cell, ...]) -> tuple[Cell, str] | None:
    """Find the first of a field's columns that holds something in a row."""
    for cell in cells:
        text = row[cell.index]
        if text and text.strip(_STRIPPED):
            return cell, text
    return None


def _first(text: str) -> str:
    return _BETWEEN_VALUES.split(text, maxsplit=1)[0].strip(_STRIPPED)


def check_mapping(mapping: Mapping[str, str] | None) -> None:
    """Raise `InputError` for a mapping whose fields do not exist, with the nearest that does."""
    for name in fields_in(mapping):
        if name not in FIELDS:
            hint = did_you_mean(nearest(name, FIELDS, cutoff=0.5), ALL_FIELDS)
            raise InputError(f"unknown field {name!r} in the column mapping{hint}")


def missing_columns(header: Sequence[str], mapping: Mapping[str, str] | None) -> list[str]:
    """Columns that the mapping names and the header lacks."""
    return [column for column in (mapping or {}).values() if column and _position(header, column) is None]


def absent_column(missing: str, found: Sequence[str], path: str | None, kind: str = "column") -> NoRecordsError:
    """Make the error for a named column that does not exist, with the nearest that does."""
    hint = did_you_mean(nearest_title(missing, found), ": name one of these")
    return NoRecordsError(f"no {kind} {missing!r}; found {listed(found)}{hint}", path=path)


def nearest_title(missing: str, found: Iterable[str]) -> tuple[str, ...]:
    """Give the title that a mistyped one may stand for, in quotation marks."""
    return nearest(missing, found, cutoff=0.5, shown=repr)


def nothing_recognised(found: Sequence[str], path: str | None, kind: str = "column") -> NoRecordsError:
    """Make the error for a table none of whose columns states a field."""
    number = " or its number" if kind == "column" else ""
    return NoRecordsError(
        f"no {kind} recognised; found {listed(found)}: name one with --map smiles={kind.upper()}{number}", path=path
    )


def listed(titles: Iterable[str], most: int = 12, longest: int = 40) -> str:
    """List column titles in a message, shortened where they are many or long."""
    shown = [
        " ".join(title.split()) if len(title) <= longest else f"{' '.join(title[:longest].split())}..."
        for title in titles
    ]
    known = [title for title in shown if title] or ["only empty titles"]
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return without_surrogates("".join(c if c.isprintable() else "?" for c in ", ".join(known[:most]))) + more


def recognise(
    header: Sequence[str],
    mapping: Mapping[str, str] | None = None,
    *,
    samples: Sequence[Sequence[str | None]] = (),
    molblocks: Sequence[str | None] = (),
    path: str | None = None,
) -> Columns:
    """Find the columns that state a field.

    Parameters
    ----------
    header
        Column titles as typed.
    mapping
        Field to column title, or to the column's number counted from 1; these win. A field with an empty title is not
        read.
    samples
        Some rows, to tell a PubChem CID from somebody else's compound identifier.
    molblocks
        The molfiles that stand beside the samples.
    path
        The input as the user named it, for messages.

    Raises
    ------
    InputError
        A mapped column is not in the header.

    Examples
    --------
    >>> columns = recognise(["Title", "CID", "CanonicalSMILES", "IsomericSMILES"])
    >>> {name: columns.header[cells[0].index] for name, cells in columns.cells.items()}["smiles"]
    'IsomericSMILES'
    """
    check_mapping(mapping)
    for missing in missing_columns(header, mapping):
        raise absent_column(missing, header, path)
    chosen = {name: _position(header, column) for name, column in (mapping or {}).items() if column}
    unread = {name for name, column in (mapping or {}).items() if not column}
    taken = {index for name, index in chosen.items() if name in FIELDS}
    found = _automatic([None if i in taken else title for i, title in enumerate(header)], samples, molblocks)
    for name, index in chosen.items():
        if index is not None:
            found[name] = (Cell(index),)
    ordered = {name: found[name] for name in FIELDS if name in found and name not in unread}
    return with_others(Columns(tuple(header), ordered), mapping)


def with_others(columns: Columns, mapping: Mapping[str, str] | None) -> Columns:
    """Find the columns that state no field but are wanted: the identifier, and what is passed through."""
    if not mapping or fields_in(mapping).keys() == mapping.keys():
        return columns
    header = columns.header
    identity = _position(header, mapping[IDENTITY]) if IDENTITY in mapping else None
    carried = {
        title: index for title in passed_through(mapping).values() if (index := _position(header, title)) is not None
    }
    if EVERYTHING in mapping:
        carried = {title: index for index, title in enumerate(header) if title.strip()} | carried
    return replace(columns, identity=identity, carried=tuple(carried.items()))


def _position(header: Sequence[str], column: str) -> int | None:
    """Find a column by its title as typed, else loosely, else by its number counted from 1."""
    titles = [title.strip() for title in header]
    if column.strip() in titles:
        return titles.index(column.strip())
    loose = [_NOT_WORD.sub("", title).casefold() for title in titles]
    wanted = _NOT_WORD.sub("", column).casefold()
    if wanted and loose.count(wanted) == 1:
        return loose.index(wanted)
    if column.isascii() and column.isdigit() and 0 < int(column[:9]) <= len(header):
        return int(column[:9]) - 1
    return None


def _automatic(
    titles: Sequence[str | None], samples: Sequence[Sequence[str | None]], molblocks: Sequence[str | None]
) -> dict[str, tuple[Cell, ...]]:
    spelled = ["" if title is None else normalised(title) for title in titles]
    ranked: dict[str, list[tuple[int, int]]] = {}
    names: list[int] = []
    for index, spelling in enumerate(spelled):
        known = _meaning(spelling, index, samples) if spelling in SEVERAL_MEANINGS else _field_of(spelling)
        known = known or _field_of_remarked(titles[index] or "") or _field_by_program(titles[index] or "")
        if known is not None:
            ranked.setdefault(known[0], []).append((known[1], index))
        elif spelling in IDENTIFIERS or spelling == "cid":
            names.append(index)
    _settle_shared_prefix(ranked, titles)
    _settle_unmistakable(ranked, titles, samples, names)
    _settle_smiles_of_several(ranked, spelled, samples)
    _settle_canonical_smiles(ranked, spelled, titles, samples)
    _settle_plain_mass(ranked, spelled, samples, molblocks)
    _settle_charge_of_ions(ranked, spelled, samples)
    found = {
        name: tuple(Cell(index, _is_list(spelled[index])) for _, index in sorted(choices))
        for name, choices in ranked.items()
    }
    if found:
        lists = [Cell(i, first_only=True) for i, spelling in enumerate(spelled) if spelling in NAME_LISTS]
        row_names = (*found.get("name", ()), *lists, *(Cell(index) for index in names))
        if row_names:
            found["name"] = row_names
    return found


def _is_list(spelling: str) -> bool:
    return spelling in FIRST_OF_SEVERAL or spelling.endswith(DATABASE_LINKS)


def _settle_shared_prefix(ranked: dict[str, list[tuple[int, int]]], titles: Sequence[str | None]) -> None:
    """Read the columns of a table that was joined to another, where the name of the table stands before each title.

    Where two tables are joined so, or a word tells that the prefix is that of another compound, they are left aside.
    """
    taken = {index for choices in ranked.values() for _, index in choices}
    groups: dict[str, dict[str, tuple[int, int]]] = {}
    for index, title in enumerate(titles):
        prefixed = None if index in taken else _PREFIX.fullmatch((title or "").strip())
        known = None if prefixed is None else _field_of(normalised(prefixed["rest"]))
        if prefixed is not None and known is not None:
            found = groups.setdefault(prefixed["prefix"].casefold(), {})
            found[known[0]] = min(found.get(known[0], (known[1], index)), (known[1], index))
    joined = [
        found
        for prefix, found in groups.items()
        if len(found) >= _FEWEST_JOINED and not _OF_ANOTHER.search(prefix) and found.keys() & _DESCRIBING
    ]
    if len(joined) == 1 and not joined[0].keys() & ranked.keys():
        for name, (_, index) in joined[0].items():
            ranked[name] = [(WEAK_RANK, index)]


def _settle_unmistakable(
    ranked: dict[str, list[tuple[int, int]]],
    titles: Sequence[str | None],
    samples: Sequence[Sequence[str | None]],
    names: Sequence[int],
) -> None:
    """Read a column under any title whose values can be nothing else, where no title states their field.

    Two such columns, or one that is said to be of another compound (a parent, a salt, a product), are left aside.
    """
    if not ranked or not samples:
        return
    taken = {index for choices in ranked.values() for _, index in choices}
    for name in UNMISTAKABLE:
        if name in ranked:
            continue
        aside = taken if BY_NAME[name].kind in IDENTIFIER_KINDS else {*taken, *names}
        fitting = [
            index for index, title in enumerate(titles) if title and index not in aside and _holds(name, index, samples)
        ]
        if len(fitting) == 1 and not _OF_ANOTHER.search(titles[fitting[0]] or ""):
            ranked[name] = [(WEAK_RANK, fitting[0])]


def _holds(name: str, index: int, samples: Sequence[Sequence[str | None]]) -> bool:
    values = [text for row in samples if index < len(row) and (cell := row[index]) and (text := cell.strip())]
    return bool(values) and sum(shape_of(value) == name for value in values) >= MOSTLY * len(values)


def _field_of(spelling: str) -> tuple[str, int] | None:
    """Find the field and the rank of a spelling, also with a word like "compound" in front or "of ligand" behind."""
    known = _LOOKUP.get(spelling)
    if known is not None or not spelling:
        return known
    for suffix in OPTIONAL_SUFFIXES:
        bare = _LOOKUP.get(spelling.removesuffix(suffix))
        if spelling.endswith(suffix) and bare is not None:
            return bare[0], bare[1] + _PREFIXED
    for prefix in OPTIONAL_PREFIXES:
        rest = _LOOKUP.get(spelling.removeprefix(prefix))
        if spelling.startswith(prefix) and rest is not None:
            return rest[0], rest[1] + _PREFIXED
    return None


def _field_of_remarked(title: str) -> tuple[str, int] | None:
    """Find the field of a title behind which a sentence stands in brackets."""
    remark = _REMARK.search(title.rstrip())
    known = None if remark is None else _field_of(normalised(title[: remark.start()]))
    return None if known is None else (known[0], WEAK_RANK)


def _field_by_program(title: str) -> tuple[str, int] | None:
    """Find the field of a title that says which program wrote the column."""
    written = _OF_PROGRAM.fullmatch(title.strip())
    return None if written is None else (normalised(written["what"]), WEAK_RANK)


def field_headed(title: str) -> tuple[str, int] | None:
    """Find the field that a heading states, and the rank of its spelling; None where it states none.

    Examples
    --------
    >>> field_headed("Isomeric SMILES"), field_headed("Boiling Point")
    (('smiles', 0), None)
    """
    return _field_of(normalised(title))


def identifier_headed(title: str) -> str | None:
    """Name the registry's number that a heading states; None where it states something else.

    Examples
    --------
    >>> identifier_headed("ChEBI ID"), identifier_headed("Molecular Weight")
    ('chebi_id', None)
    """
    known = field_headed(title)
    return known[0] if known is not None and BY_NAME[known[0]].kind in IDENTIFIER_KINDS else None


def _meaning(spelling: str, index: int, samples: Sequence[Sequence[str | None]]) -> tuple[str, int] | None:
    """Find the field and the rank of a spelling of several meanings by the values of its column."""
    meanings = SEVERAL_MEANINGS[spelling]
    values = [text.strip() for row in samples if index < len(row) and (text := row[index]) and text.strip()]
    for name, shape in meanings:
        if (not values and spelling not in SAID_BY_VALUES) or 2 * sum(
            shape.fullmatch(value) is not None for value in values
        ) >= max(len(values), 1):
            return name, WEAK_RANK
    return None


def _settle_canonical_smiles(
    ranked: dict[str, list[tuple[int, int]]],
    spelled: Sequence[str],
    titles: Sequence[str | None],
    samples: Sequence[Sequence[str | None]],
) -> None:
    """Decide whether a "canonical" SMILES is meant to carry connectivity only.

    PubChem's is (``CanonicalSMILES``), and any that stands beside an isomeric one. ChEMBL's
    ``canonical_smiles`` carries the stereochemistry; Wikidata's has no mark where the InChIs or InChIKeys beside it
    have stereo.
    """
    bare = [_without_prefix(spelling) for spelling in spelled]
    isomeric = any(spelling in ISOMERIC_SMILES or spelling == "pubchemopeneyeisosmiles" for spelling in bare)
    for rank, index in list(ranked.get("smiles", ())):
        pubchem = PUBCHEM_CANONICAL.fullmatch((titles[index] or "").strip()) is not None
        if bare[index] in CANONICAL_SMILES and (isomeric or pubchem or _is_flat(index, ranked, samples)):
            ranked["smiles"].remove((rank, index))
            ranked.setdefault("connectivity_smiles", []).append((rank, index))
    if not ranked.get("smiles", True):
        del ranked["smiles"]


def _is_flat(
    index: int, ranked: Mapping[str, Sequence[tuple[int, int]]], samples: Sequence[Sequence[str | None]]
) -> bool:
    """Tell whether no SMILES of a column has a mark, though the InChIs or InChIKeys of several rows have stereo."""
    stereo, beside = min(
        ((pattern, min(ranked[name])[1]) for name, pattern in _STEREO.items() if name in ranked),
        key=lambda found: found[1],
        default=(None, 0),
    )
    if stereo is None:
        return False
    rows = [(row[index] or "", row[beside] or "") for row in samples if max(index, beside) < len(row)]
    if any(mark in smiles for smiles, _ in rows for mark in "@/\\"):
        return False
    return sum(bool(smiles) and stereo.search(other) is not None for smiles, other in rows) >= _FEWEST_FLAT


def _settle_smiles_of_several(
    ranked: dict[str, list[tuple[int, int]]], spelled: Sequence[str], samples: Sequence[Sequence[str | None]]
) -> None:
    """Read the SMILES that the keys are of, where a row has those of several molecules (a PROTAC and its ligands).

    Where it is none of them, the one that a prefix makes the row's ("Ligand SMILES") is left aside, too.
    """
    chosen = ranked.get("smiles", [])
    several = [index for index, spelling in enumerate(spelled) if spelling.endswith("smiles")]
    if "inchikey" not in ranked or len(several) < 2 or not chosen or min(chosen)[0] < _PREFIXED:
        return
    key = min(ranked["inchikey"])[1]
    fitting = {index: _share_of_keys(index, key, samples) for index in several}
    if max(fitting.values()) == 0 or fitting[min(chosen)[1]] == max(fitting.values()):
        return
    best = max(fitting, key=lambda index: fitting[index])
    ranked["smiles"] = [(WEAK_RANK, best)]


def _share_of_keys(index: int, key: int, samples: Sequence[Sequence[str | None]]) -> float:
    """Give the share [-] of a column's first SMILES whose compounds the keys beside them are of."""
    from gaba_analogs.chemistry.structure import Structure, quiet  # noqa: PLC0415 - loads RDKit, seldom needed

    rows = [row for row in samples[:_COMPARED] if max(index, key) < len(row) and row[index] and row[key]]
    with quiet():
        fitting = [
            Structure.from_smiles((row[index] or "").strip()).inchikey[:14] == (row[key] or "").strip()[:14]
            for row in rows
        ]
    return sum(fitting) / max(len(fitting), 1)


def _without_prefix(spelling: str) -> str:
    for prefix in OPTIONAL_PREFIXES:
        if spelling not in _LOOKUP and spelling.startswith(prefix):
            return spelling.removeprefix(prefix)
    return spelling


def _settle_plain_mass(
    ranked: dict[str, list[tuple[int, int]]],
    spelled: Sequence[str],
    samples: Sequence[Sequence[str | None]],
    molblocks: Sequence[str | None],
) -> None:
    """Read a bare ``Mass`` where a monoisotopic mass stands beside it (ChEBI), or where half fit the molecules.

    It may be the average mass, the monoisotopic one, or that of a sample, which is nobody's. A ``Nominal mass`` is
    read like it, but beside a monoisotopic one.
    """
    if "molecular_weight" in ranked or _of_measured_ions(spelled, samples):
        return
    title = "mass" if "mass" in spelled or "monoisotopic_mass" in ranked else "nominalmass"
    if spelled.count(title) != 1:
        return
    index = spelled.index(title)
    if "monoisotopic_mass" in ranked or _are_molecular(index, ranked, samples, molblocks):
        ranked["molecular_weight"] = [(0, index)]


def _are_molecular(
    index: int,
    ranked: Mapping[str, Sequence[tuple[int, int]]],
    samples: Sequence[Sequence[str | None]],
    molblocks: Sequence[str | None],
) -> bool:
    """Tell whether half the numbers of a column are near the masses of the molecules beside them."""
    near = near_molecular_masses(index, {name: min(choices)[1] for name, choices in ranked.items()}, samples, molblocks)
    return bool(near) and 2 * sum(near) >= len(near)


def near_molecular_masses(
    index: int,
    places: Mapping[str, int],
    samples: Sequence[Sequence[str | None]],
    molblocks: Sequence[str | None] = (),
) -> list[bool]:
    """Tell of each number of a column whether it is within a hundredth of the mass of the molecule beside it.

    Parameters
    ----------
    index
        Position [-] of the column.
    places
        Field to the position [-] of the column that states it.
    samples
        Some rows; those without a number, or a molecule, say nothing.
    molblocks
        The molfiles that stand beside them.

    Examples
    --------
    >>> near_molecular_masses(1, {"formula": 0}, [["C4H9NO2", "103"], ["C10H12ClNO2", "12"], ["", "5"]])
    [True, False]
    """
    described = [(name, places[name]) for name in _WITH_A_MASS if name in places]
    near = []
    for row, molblock in itertools.zip_longest(samples[:_WEIGHED], molblocks[:_WEIGHED]):
        mass = read_mass((row[index] or "").strip()) if row and index < len(row) else None
        if mass is None or not mass.readings:
            continue
        stated = [(name, (row[place] or "").strip()) for name, place in described if place < len(row)]
        stated += [("molblock", molblock)] if molblock else []
        average = next((found for name, text in stated if text and (found := _average_mass(name, text))), None)
        if average is not None:
            near.append(abs(mass.readings[0][0] - average) <= 0.01 * average)
    return near


def _average_mass(name: str, text: str) -> float | None:
    """Give the average mass [g/mol] of what a cell describes; None where it is not known."""
    if name == "formula":
        composition = next(iter(read_formula(text).readings), None)
    elif len(text) > _LONGEST_WEIGHED:
        return None
    else:
        from gaba_analogs.chemistry.structure import Structure, quiet  # noqa: PLC0415 - loads RDKit, seldom needed

        make = {"smiles": Structure.from_smiles, "inchi": Structure.from_inchi, "molblock": Structure.from_molblock}
        with quiet():
            composition = make[name](text).composition
    if composition is None or composition.r_groups or composition.unweighable:
        return None
    return composition.average_mass or None


def _settle_charge_of_ions(
    ranked: dict[str, list[tuple[int, int]]], spelled: Sequence[str], samples: Sequence[Sequence[str | None]]
) -> None:
    """Leave a bare ``Charge`` aside where the table is one of measured ions (GNPS, MZmine, MetaboLights, mzTab)."""
    if "charge" in ranked and _of_measured_ions(spelled, samples):
        ranked["charge"] = [(rank, index) for rank, index in ranked["charge"] if spelled[index] != "charge"]
        if not ranked["charge"]:
            del ranked["charge"]


def _of_measured_ions(spelled: Sequence[str], samples: Sequence[Sequence[str | None]]) -> bool:
    """Tell whether a column says which ion was measured: by its title, or by values such as ``[M+H]+``."""
    if not MEASURED_IONS.isdisjoint(spelled):
        return True
    columns = ([text.strip() for row in samples if i < len(row) and (text := row[i])] for i in range(len(spelled)))
    return any(
        values and sum(_ADDUCT.fullmatch(value) is not None for value in values) >= MOSTLY * len(values)
        for values in columns
    )


def looks_like_smiles(text: str) -> bool:
    """Tell whether a text is built like a SMILES, a ChemAxon extension included.

    Examples
    --------
    >>> looks_like_smiles("NCCCC(=O)O"), looks_like_smiles("Bicarbonate")
    (True, False)
    """
    return _SMILES.fullmatch(text) is not None and text.count("(") == text.count(")")


def field_shown_by(text: str) -> str | None:
    """Name the field that a value belongs to by its shape alone, a SMILES included; None when it could be anything.

    Examples
    --------
    >>> field_shown_by("56-12-2"), field_shown_by("NCCCC(=O)O"), field_shown_by("GABA")
    ('cas', 'smiles', None)
    """
    field = shape_of(text)
    if field == "inchi" and len(text.split()) > 1:
        return None  # an InChI and something else: no blank stands in an InChI
    return field or ("smiles" if looks_like_smiles(text) else None)


def recognise_values(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the columns of a table without header by the shapes of its values.

    The first row counts double: it must have the shapes too, otherwise it is a header in words
    that are not known. A column of words names the rows, else one that numbers them.

    Returns
    -------
    Columns or None
        None when no column holds structures.

    Examples
    --------
    >>> recognise_values([["GABA", "NCCCC(=O)O"], ["Taurine", "NCCS(=O)(=O)O"]]).header
    ('name', 'smiles')
    """
    if not rows:
        return None
    width = max(len(row) for row in rows)
    header = [""] * width
    for index in range(width):
        values = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
        shapes = [field_shown_by(value) for value in values]
        first = field_shown_by(rows[0][index].strip()) if index < len(rows[0]) else None
        if first is not None and first not in header and shapes.count(first) >= 0.8 * len(shapes):
            header[index] = first
    if not {"smiles", "inchi", "inchikey"}.intersection(header):
        return None
    untitled = [index for index, title in enumerate(header) if not title]
    texts = {index: [row[index].strip() for row in rows if index < len(row)] for index in untitled}
    worded = [index for index in untitled if any(_LETTER.search(text) for text in texts[index])]
    numbering = [index for index in untitled if all(texts[index]) and len(set(texts[index])) == len(rows)]
    for index in (worded or numbering)[:1]:
        header[index] = "name"
    return Columns(tuple(header), {title: (Cell(index),) for index, title in enumerate(header) if title})
