"""What was read of an input, and what was not: no column vanishes without a word."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gaba_analogs.notation.text import states_nothing
from gaba_analogs.readers.tabular.columns import (
    MEASURED_IONS,
    MOSTLY,
    SPELLINGS,
    Columns,
    field_headed,
    field_shown_by,
    normalised,
)
from gaba_analogs.readers.tabular.fitting import BEGINNINGS
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.record.words import counted
from gaba_analogs.regex import regex

MOST_COLUMNS = 2000
"""Most titles [-] that are kept of an input whose entries each have their own."""

MOST_PROBLEMS = 100
"""Most reasons [-] that are kept of an input."""

_COLUMNS = "columns"
_TITLES = {
    **dict.fromkeys(("sdf", "rdfile"), "tags"),
    **dict.fromkeys(("json", "jsonl", "yaml"), "keys"),
    **dict.fromkeys(("msp", "mgf", "mzspeclib", "massbank", "obo", "metacyc", "kegg", "page"), "labels"),
    "xml": "elements",
}
"""Format to what its titles are called, where they are no columns."""
MOST_SHOWN = 12
"""Most titles [-] in a sentence."""

_NEAR = 0.86
_FEWEST_SWAPPED = 6
"""Letters [-] of the shortest spelling that is known with its letters in another order."""
_OTHER_NUMBERS = frozenset({"pubchemaid", "pubchemsid"})
"""Titles of other numbers that are spelt nearly like a field."""
_SAMPLES = 60
_SHORTEST_SMILES = 4
"""Characters [-] of the longest value in a column of SMILES."""
_MASS = regex(
    r"^(?!.*(?:ion|neutral|nominal|m/z)).*(?:mass|mol.?w|weight|^mw|^fw|masse|peso|gewicht|分子量)", re.IGNORECASE
)
_EXACT = regex(r"mono|exact|accurate", re.IGNORECASE)
_NUMBER = regex(r"\d{2,5}(?:[.,]\d+)?")
_FEWEST_ROWS = 3
"""Values [-] of the shortest column that is said to hold something else."""
_FEW = 10
"""One in so many [-] values may be one of the field by chance."""
_FIELDS_OF = {spelling: name for name, spellings in SPELLINGS.items() for spelling in spellings}


@dataclass
class InputNotes:
    """What was read of one input.

    Parameters
    ----------
    name
        The input as the user named it.
    format
        Short name of its format; empty while it has not been opened.
    records
        Records [-] read of it.
    fields
        Field to the title of the column, tag or key that stated it.
    not_read
        Titles that state no field, with a guess of what they hold; an empty one where there is none.
    what
        What the titles are those of: columns, which can be mapped, or parameters of an infobox, which cannot.
    problems
        Why records could not be read, with their number [-]; with 0, why the input could not be read to its end.
    mistaken
        Field of a structure to the column that states it, but holds something else, and to what that may be.
    remarks
        How a table was read where its header leaves it open, and rows that were passed over.

    Examples
    --------
    >>> from gaba_analogs.readers.tabular.columns import recognise
    >>> notes = InputNotes("drugs.csv")
    >>> notes.saw(recognise(["SMILES", "molecular_wieght", "logP"]), [["NCCCC(=O)O", "103.12", "-3.2"]])
    >>> notes.sentence()
    "columns not read: molecular_wieght (--map molecular_weight='molecular_wieght'?), logP"
    """

    name: str
    format: str = ""
    records: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    not_read: dict[str, str] = field(default_factory=dict)
    what: str = _COLUMNS
    problems: Counter[str] = field(default_factory=Counter)
    mistaken: dict[str, tuple[str, str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def saw(self, columns: Columns, samples: Iterable[Sequence[str | None]] = ()) -> None:
        """Note the columns of a table, or the tags of an entry.

        Parameters
        ----------
        columns
            The titles, and the fields that they state.
        samples
            Some rows.
        """
        used = {*columns.stating(), columns.identity}
        if len(columns.carried) < len(columns.header):
            used.update(index for _, index in columns.carried)
        for name, cells in columns.cells.items():
            title = columns.header[cells[0].index]
            self.fields.setdefault(name, title)
            self.not_read.pop(title, None)
        rows = [row for row, _ in zip(samples, range(_SAMPLES), strict=False)]
        for name, pattern in BEGINNINGS.items():
            index = columns.cells[name][0].index if name in columns.cells else None
            if index is not None and _holds_none(pattern, name, _values(rows, index)):
                title = columns.header[index]
                self.mistaken.setdefault(name, (title, _shown(_values(rows, index)) or ""))
        for index, title in enumerate(columns.header):
            if index not in used and title.strip() and len(self.not_read) < MOST_COLUMNS:
                self.not_read.setdefault(title, self._guess(title, _values(rows, index)))

    def saw_units(self, row: Sequence[str | None]) -> None:
        """Note a row of units below a header, which is no record."""
        shown = ", ".join(_short(cell) for cell in row if cell and cell.strip())
        remark = f"the row of units below the header was not read ({shown})"
        if remark not in self.remarks:
            self.remarks.append(remark)

    def saw_parameters(self, read: Mapping[str, str], not_read: Mapping[str, str]) -> None:
        """Note the parameters of an infobox: fields with those that state them, the others with their texts."""
        self.what = "parameters"
        for name, title in read.items():
            if name in BY_NAME:
                self.fields.setdefault(name, title)
        for title, text in not_read.items():
            if len(self.not_read) < MOST_COLUMNS:
                self.not_read.setdefault(title, self._guess(title, [text]))

    def saw_label(self, title: str, text: str) -> None:
        """Note a label that states no field in its format, and its value."""
        if title not in self.not_read and len(self.not_read) < MOST_COLUMNS:
            self.not_read[title] = self._guess(title, [text])

    def passed_over(self, title: str, field: str) -> None:
        """Note a nested value that was not read, and the field that it may state."""
        if len(self.not_read) < MOST_COLUMNS and title not in self.fields.values():
            self.not_read.setdefault(title, field)

    def counted(self, records: Iterable[StructureRecord]) -> Iterator[StructureRecord]:
        """Count the records of the input as they pass."""
        for record in records:
            self.records += 1
            if record.problem and (record.problem in self.problems or len(self.problems) < MOST_PROBLEMS):
                self.problems[record.problem] += 1
            yield record

    def _guess(self, title: str, values: Sequence[str]) -> str:
        """Name the field that a column may state; empty where nothing says so, or the field is stated already."""
        shown = _shown(values)
        if shown == "smiles" and max(map(len, values)) < _SHORTEST_SMILES:
            shown = None  # a letter of a code, such as a status
        spelled = normalised(title)
        if spelled in MEASURED_IONS or (spelled in _FIELDS_OF and shown != _FIELDS_OF[spelled]):
            return ""  # an ion's, or left aside for what stands beside it
        numbers = bool(values) and all(_NUMBER.fullmatch(value) for value in values)
        exact = "monoisotopic_mass" if _EXACT.search(title) else "molecular_weight"
        heavy = exact if numbers and _MASS.search(title) else None
        guess = shown or misspelt(title) or heavy
        return guess if guess is not None and guess in BY_NAME and self._is_open(guess) else ""

    def _is_open(self, name: str) -> bool:
        """Tell whether no column states a field, or one that holds something else."""
        return name not in self.fields or name in self.mistaken

    def guessed(self) -> Mapping[str, str]:
        """Titles that may state a field which nothing else states, with the field."""
        return {title: guess for title, guess in self.not_read.items() if guess and self._is_open(guess)}

    def sentence(self) -> str:
        """Say which column holds something else, how a table was read, and what was not; empty for nothing."""
        wrong = [
            f"column {_quoted(title)} holds no {BY_NAME[name].words}"
            + (f" ({self._hint(title, guess)}?)" if guess and self._is_open(guess) else "")
            for name, (title, guess) in self.mistaken.items()
        ]
        return "; ".join([*wrong, *self.remarks, *([unread] if (unread := self._unread()) else [])])

    def _unread(self) -> str:
        guessed = self.guessed()
        shown = [f"{_short(title)} ({self._hint(title, guess)}?)" for title, guess in guessed.items()]
        shown += [_short(title) for title in self.not_read if title not in guessed]
        if not shown:
            return ""
        more = f" and {counted(len(shown) - MOST_SHOWN, 'other')}" if len(shown) > MOST_SHOWN else ""
        what = _TITLES.get(self.format, self.what) if self.what == _COLUMNS else self.what
        return f"{what} not read: {', '.join(shown[:MOST_SHOWN])}{more}"

    def _hint(self, title: str, guess: str) -> str:
        """Say what a title may state: by the option that reads it, where there is one."""
        return f"--map {guess}={_quoted(title)}" if self.what == _COLUMNS else BY_NAME[guess].words

    def to_dict(self) -> dict[str, object]:
        """Give the notes in the shape of the published JSON Schema."""
        return {
            "name": self.name,
            "format": self.format,
            "records": self.records,
            "fields": self.fields,
            "not_read": [{"column": title, "may_state": guess or None} for title, guess in self.not_read.items()],
            "problems": [{"problem": reason, "records": number} for reason, number in self.problems.items()],
        }


def _values(rows: Sequence[Sequence[str | None]], index: int) -> list[str]:
    """Give what the cells of a column hold."""
    cells = (row[index] for row in rows if index < len(row))
    return [text for cell in cells if cell and (text := cell.strip())]


def _shown(values: Sequence[str]) -> str | None:
    """Name the field that most values show; None where they do not."""
    shapes = [field_shown_by(value) for value in values]
    return next((shape for shape in shapes if shape and shapes.count(shape) >= MOSTLY * len(shapes)), None)


def _holds_none(pattern: re.Pattern[str], name: str, values: Sequence[str]) -> bool:
    """Tell whether a column that is to hold structures holds next to none."""
    values = [value for value in values if not states_nothing(name, value)]
    found = sum(pattern.match(value) is not None for value in values)
    return len(values) >= _FEWEST_ROWS and found * _FEW < len(values)


def misspelt(title: str) -> str | None:
    """Name the field of which a title is nearly a spelling; None where it is one, or near none.

    Examples
    --------
    >>> misspelt("Molwieght"), misspelt("Fromula"), misspelt("Formula"), misspelt("PubChem SID")
    ('molecular_weight', 'formula', None, None)
    """
    spelled = normalised(title)
    if spelled in _FIELDS_OF or spelled in _OTHER_NUMBERS or field_headed(title) is not None:
        return None
    near = difflib.get_close_matches(spelled, _FIELDS_OF, n=1, cutoff=_NEAR)
    if not near and len(spelled) >= _FEWEST_SWAPPED:
        letters = sorted(spelled)
        near = [known for known in _FIELDS_OF if len(known) == len(spelled) and sorted(known) == letters][:1]
    return _FIELDS_OF[near[0]] if near else None


def misspelt_columns(columns: Columns) -> dict[str, str]:
    """Give the titles of a table that are nearly spellings of fields which nothing states, by field.

    Examples
    --------
    >>> from gaba_analogs.readers.tabular.columns import recognise
    >>> misspelt_columns(recognise(["SMILES", "Fromula", "InChIKey", "InChIKye", "logP"]))
    {'formula': 'Fromula'}
    """
    found: dict[str, str] = {}
    used = set(columns.used())
    for index, title in enumerate(columns.header):
        field = None if index in used else misspelt(title)
        if field is not None and field not in columns.cells:
            found.setdefault(field, title)
    return found


def _short(title: str) -> str:
    text = "".join(character if character.isprintable() else "?" for character in " ".join(title.split()))
    return text if len(text) <= 40 else f"{text[:40].rstrip()}..."


def _quoted(title: str) -> str:
    return f"'{_short(title)}'"
