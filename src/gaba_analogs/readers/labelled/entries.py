"""Entries of labelled lines, and the records that they state.

A profile says where an entry begins and ends and what its lines state: pairs of a label and a value. A
label is a field's name where the format fixes its meaning; any other is recognised as a column title is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import Peekable, too_long
from gaba_analogs.readers.tabular.tags import Tags
from gaba_analogs.record import FIELDS, Place, StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

LONGEST_ENTRY_LINES = 100_000
"""Lines [-] of an entry beyond which it is not read on."""
IDENTIFIER = "id"
"""Label of what names an entry that states no name."""
_MEANT = frozenset({IDENTIFIER, *FIELDS})

Item = tuple[str, str]
"""A label and its value."""

Entry = tuple[int, list[str]]
"""The number [-] of an entry's first line, counted from 1, and its lines."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How one format writes its records.

    Parameters
    ----------
    entries
        Splits the lines of an input into entries.
    items
        Reads the labels and values of an entry; none for an entry that is not a compound.
    fixed
        The format fixes what its labels mean: one that is no field's name states a field only where it is mapped.
    """

    entries: Callable[[Iterable[str], str], Iterator[Entry]]
    items: Callable[[Sequence[str]], Iterable[Item]]
    fixed: bool = False


def read_labelled(
    lines: Peekable[str],
    name: str,
    profile: Profile,
    *,
    mapping: Mapping[str, str] | None = None,
    notes: InputNotes | None = None,
) -> Iterator[StructureRecord]:
    """Read an input of labelled lines, one record per entry.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    profile
        How its format writes records.
    mapping
        Field to label; overrides automatic recognition.
    notes
        What to tell of them that states no field.

    Raises
    ------
    InputError
        No label states a field, or no entry has a mapped label.
    """
    tags = Tags(mapping, "label", notes)
    number = 0
    for line, entry in profile.entries(lines, name):
        stated = collected(profile.items(entry))
        if profile.fixed:
            stated = understood(stated, mapping, notes)
        problem = too_long(entry, LONGEST_ENTRY_LINES)
        if not stated and problem is None:
            continue
        number += 1
        values = list(stated.values())
        yield tags.columns(tuple(stated), values).record(values, Place(name, line, number), problem=problem)
    tags.finish(name)
    if not number:
        raise InputError("no compound in it: its entries state no name, structure or formula", path=name)
    tags.require_one(name)


def understood(
    stated: Mapping[str, str], mapping: Mapping[str, str] | None, notes: InputNotes | None
) -> dict[str, str]:
    """Keep the labels whose meaning is fixed, and those that are mapped; note the others.

    Examples
    --------
    >>> understood({"name": "GABA", "LOGP": "-3.2", "SMILE": "NCCCC(=O)O"}, {"smiles": "SMILE"}, None)
    {'name': 'GABA', 'SMILE': 'NCCCC(=O)O'}
    """
    mapped = () if mapping is None else mapping.values()
    kept = {label: text for label, text in stated.items() if label in _MEANT or label in mapped}
    if notes is not None and len(kept) < len(stated):
        for label, text in stated.items():
            if label not in kept:
                notes.saw_label(label, text)
    return kept


def collected(items: Iterable[Item]) -> dict[str, str]:
    r"""Collect the values of an entry: the first of each label, further names as synonyms.

    Examples
    --------
    >>> collected([("name", "GABA"), ("name", "4-aminobutanoic acid"), ("cas", "56-12-2"), ("cas", "")])
    {'name': 'GABA', 'cas': '56-12-2', 'synonyms': '4-aminobutanoic acid'}
    """
    stated: dict[str, str] = {}
    synonyms: list[str] = []
    for label, raw in items:
        value = raw if "M  END" in raw else raw.strip()
        if not value:
            continue
        if label == "synonyms" or (label == "name" and stated.get("name", value) != value):
            synonyms.append(value)
        else:
            stated.setdefault(label, value)
    if synonyms:
        stated["synonyms"] = "\n".join(dict.fromkeys(synonyms))
    return stated


# ------------------------------------------------------------------------------------------------
# Where entries begin and end


def ended_by(
    end: re.Pattern[str], data: re.Pattern[str] | None = None
) -> Callable[[Iterable[str], str], Iterator[Entry]]:
    """Split at the lines that end an entry; lines of data, such as peaks, are dropped."""

    def entries(lines: Iterable[str], _: str) -> Iterator[Entry]:
        gathered = _Gathered()
        for number, line in enumerate(lines, start=1):
            if end.match(line):
                yield from gathered.given()
            elif data is None or not data.match(line):
                gathered.add(number, line)
        yield from gathered.given()

    return entries


def begun_by(
    begin: re.Pattern[str], data: re.Pattern[str] | None = None
) -> Callable[[Iterable[str], str], Iterator[Entry]]:
    """Split before the lines that begin an entry; what stands above the first is not one."""

    def entries(lines: Iterable[str], _: str) -> Iterator[Entry]:
        gathered = _Gathered()
        begun = False
        for number, line in enumerate(lines, start=1):
            if begin.match(line):
                if begun:
                    yield from gathered.given()
                begun = True
            if begun and (data is None or not data.match(line)):
                gathered.add(number, line)
        yield from gathered.given()

    return entries


class _Gathered:
    """The lines of the entry that is being read; of one that is too long, one more than are allowed."""

    def __init__(self) -> None:
        self._first = 0
        self._lines: list[str] = []

    def add(self, number: int, line: str) -> None:
        if not self._lines:
            if not line.strip("\ufeff\x1a \t"):
                return
            self._first = number
        if len(self._lines) <= LONGEST_ENTRY_LINES:
            self._lines.append(line)

    def given(self) -> Iterator[Entry]:
        """Give the entry, if there is one, and begin the next."""
        if self._lines:
            yield self._first, self._lines
            self._lines = []
