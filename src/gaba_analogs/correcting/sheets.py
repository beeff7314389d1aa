"""Cells of a worksheet, changed in its XML; every other byte stays.

Source: ECMA-376-1, Office Open XML, 18.3 (worksheets).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from gaba_analogs.regex import regex

Cell = tuple[int, int]
"""Row and column [-] of a cell, counted from 1."""

_REFERENCE = regex(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NUMBER = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_MANY = frozenset({"array", "dataTable"})
"""Kinds of formulas that fill several cells."""
_NOT_COPIED = frozenset({"t", "vm"})
"""Attributes of a cell that speak of the value it had."""


class Edit(NamedTuple):
    """A piece of the XML of a sheet that is to be another.

    Parameters
    ----------
    start, end
        The bytes [-] where it starts and ends.
    closing
        What begins its last tag, if that starts at the end and belongs to it.
    new
        The new piece.
    """

    start: int
    end: int
    closing: bytes
    new: bytes


class Found(NamedTuple):
    """A cell in the XML of its sheet, or the place where it would be.

    Parameters
    ----------
    start, end, closing
        As in `Edit`: expat tells where a closing tag starts, or where a tag that closes itself ends. Where there is no
        cell, nothing.
    name
        Its tag, with a prefix where the sheet uses one.
    attributes
        Those of its tag.
    """

    start: int
    end: int
    closing: bytes
    name: str
    attributes: Mapping[str, str]

    def replaced(self, new: str) -> Edit:
        """Give the edit that puts another piece here."""
        return Edit(self.start, self.end, self.closing, new.encode(errors="backslashreplace"))

    def holding(self, value: str) -> Edit:
        """Write the cell with another value: a number where it may hold one, else a text."""
        kept = {key: text for key, text in self.attributes.items() if key not in _NOT_COPIED}
        prefix = self.name.removesuffix("c")
        if self.attributes.get("t", "n") == "n" and _NUMBER.fullmatch(value):
            content = f"<{prefix}v>{value}</{prefix}v>"
        else:
            kept["t"] = "inlineStr"
            text = f'<{prefix}t xml:space="preserve">{escape(value)}</{prefix}t>'
            content = f"<{prefix}is>{text}</{prefix}is>"
        return self.replaced(f"{tag(self.name, kept)}{content}</{self.name}>")


def elements(xml: bytes, local: str) -> list[dict[str, str]]:
    """Give the attributes of all elements of a name, without prefixes.

    Raises
    ------
    ValueError
        The XML is damaged, or declares a document type, which Office never does.

    Examples
    --------
    >>> elements(b'<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>', "sheet")
    [{'name': 'A', 'id': 'r1'}]
    """
    found: list[dict[str, str]] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == local:
            found.append({key.rpartition(":")[2]: text for key, text in attributes.items()})

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:  # an encoding that Python does not know
        raise ValueError(str(error)) from error
    return found


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """Write a start tag.

    Examples
    --------
    >>> tag("c", {"r": "A1", "s": "2"})
    '<c r="A1" s="2">'
    """
    return f"<{name}{''.join(f' {key}={quoteattr(text)}' for key, text in attributes.items())}>"


@dataclass
class Survey:
    """What a sheet has at some of its cells.

    Parameters
    ----------
    cells
        Those that hold a value of their own, or none.
    calculated
        Those that a formula fills.
    has_formulas
        There is a formula anywhere in the sheet.
    rows
        The opening tags of rows with a cell that is not there yet.
    dimension
        The tag that says which cells the sheet uses; None where there is none.
    """

    cells: dict[Cell, Found] = field(default_factory=dict)
    calculated: set[Cell] = field(default_factory=set)
    has_formulas: bool = False
    rows: dict[int, Found] = field(default_factory=dict)
    dimension: Found | None = None

    def edits(self, values: Mapping[Cell, str]) -> Iterator[Edit]:
        """Give the edits by which cells hold other values."""
        for cell, value in values.items():
            yield self.cells[cell].holding(value)
        for row in {row for row, column in values if not self.cells[row, column].closing} & self.rows.keys():
            opening = self.rows[row]
            kept = {key: text for key, text in opening.attributes.items() if key != "spans"}
            yield opening.replaced(tag(opening.name, kept))
        used = self.dimension
        if used is not None and values:
            first, _, last = used.attributes["ref"].partition(":")
            (row, column), widest = _cell(last or first), max(column for _, column in values)
            if widest > column:
                reached = f"{first}:{letters(widest)}{row}"
                yield used.replaced(f"<{used.name} ref={quoteattr(reached)}/>")


def survey(chunks: Iterable[bytes], wanted: Collection[Cell]) -> Survey:
    """Find cells in the XML of a sheet.

    Parameters
    ----------
    chunks
        The XML.
    wanted
        The cells to look for.

    Raises
    ------
    ValueError
        The XML is damaged, or not in UTF-8.
    """
    reader = _Reader(wanted)
    try:
        for number, chunk in enumerate(chunks):
            if not number and chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise ValueError("not in UTF-8")
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:  # an encoding that Python does not know
        raise ValueError(str(error)) from error
    found = reader.found
    found.calculated |= _inside(reader.filled, wanted)
    hidden = found.calculated | (_inside(reader.merged, wanted) - {first for first, _ in reader.merged})
    found.cells = {cell: place for cell, place in found.cells.items() if cell not in hidden}
    return found


def _inside(ranges: Iterable[tuple[Cell, Cell]], cells: Collection[Cell]) -> set[Cell]:
    return {
        (row, column)
        for first, last in ranges
        for row, column in cells
        if first[0] <= row <= last[0] and first[1] <= column <= last[1]
    }


class _Reader:
    """Notes where the wanted cells of a sheet stand, or would, as their tags are met."""

    def __init__(self, wanted: Collection[Cell]) -> None:
        self.found = Survey()
        self.filled: list[tuple[Cell, Cell]] = []
        self.merged: list[tuple[Cell, Cell]] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.XmlDeclHandler = _refuse_other_encoding
        self._wanted: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            self._wanted.setdefault(row, []).append(column)
        self._awaited: list[int] = []
        self._row = self._column = 0
        self._open: tuple[Cell, int, str, Mapping[str, str]] | None = None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        if local == "c":
            reference = attributes.get("r")
            self._column = self._column + 1 if reference is None else _cell(reference)[1]
            if self._awaited:
                self._put_in(before=self._column, name=name)
                if self._awaited and self._awaited[0] == self._column:
                    self._awaited = self._awaited[1:]
                    self._open = (self._row, self._column), at, name, attributes
        elif local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self._awaited = self._wanted.get(self._row, [])
            if self._awaited and "spans" in attributes:
                self.found.rows[self._row] = Found(at, at, f"<{name}".encode(), name, attributes)
        elif local == "f":
            self.found.has_formulas = True
            if self._open is not None:
                self.found.calculated.add(self._open[0])
            if attributes.get("t") in _MANY and "ref" in attributes:
                self.filled.append(_range(attributes["ref"]))
        elif local == "mergeCell" and "ref" in attributes:
            self.merged.append(_range(attributes["ref"]))
        elif local == "dimension" and "ref" in attributes:
            self.found.dimension = Found(at, at, f"</{name}".encode(), name, attributes)

    def _end(self, name: str) -> None:
        if self._open is not None and name == self._open[2]:
            cell, start, _, attributes = self._open
            end, closing = self.parser.CurrentByteIndex, f"</{name}".encode()
            self.found.cells[cell] = Found(start, end, closing, name, attributes)
            self._open = None
        elif self.found.dimension is not None and name == self.found.dimension.name:
            self.found.dimension = self.found.dimension._replace(end=self.parser.CurrentByteIndex)
        elif self._awaited and name.rpartition(":")[2] == "row":
            self._put_in(before=None, name=f"{name.removesuffix('row')}c")
            self._awaited = []

    def _put_in(self, *, before: int | None, name: str) -> None:
        """Note that wanted cells would stand here, those left of a column."""
        while self._awaited and (before is None or self._awaited[0] < before):
            column, *self._awaited = self._awaited
            at, reference = self.parser.CurrentByteIndex, {"r": f"{letters(column)}{self._row}"}
            self.found.cells[self._row, column] = Found(at, at, b"", name, reference)


def _refuse_other_encoding(_: str, encoding: str | None, __: int) -> None:
    if (encoding or "UTF-8").upper() != "UTF-8":
        raise ValueError(f"a sheet is in {encoding}, not in UTF-8")


def _cell(reference: str) -> Cell:
    """Read the reference of a cell.

    Examples
    --------
    >>> _cell("AA12")
    (12, 27)
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(f"no cell: {reference}")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]), column


def _range(reference: str) -> tuple[Cell, Cell]:
    """Read the reference of a range.

    Examples
    --------
    >>> _range("A2:B3"), _range("C1")
    (((2, 1), (3, 2)), ((1, 3), (1, 3)))
    """
    first, _, last = reference.partition(":")
    return _cell(first), _cell(last or first)


def letters(column: int) -> str:
    """Write the number [-] of a column, counted from 1, in letters.

    Examples
    --------
    >>> letters(1), letters(27)
    ('A', 'AA')
    """
    written = ""
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(65 + rest) + written
    return written


def changed(chunks: Iterable[bytes], edits: Iterable[Edit]) -> Iterator[bytes]:
    """Give the XML of a sheet with other pieces in it.

    Parameters
    ----------
    chunks
        The XML.
    edits
        Those of a `Survey` of it; of several at one place, in the order in which they are to stand.
    """
    waiting = iter(sorted(edits, key=lambda edit: edit.start))
    edit = next(waiting, None)
    at = 0
    rest = b""
    for chunk in chunks:
        rest += chunk
        while edit is not None:
            behind = _behind(edit, rest, at)
            if behind is None:
                break
            yield rest[: edit.start - at] + edit.new
            at, rest = at + behind, rest[behind:]
            edit = next(waiting, None)
        keep = at + len(rest) if edit is None else min(edit.start, at + len(rest))
        yield rest[: keep - at]
        at, rest = keep, rest[keep - at :]
    yield rest


def _behind(edit: Edit, rest: bytes, at: int) -> int | None:
    """Give how far behind `at` the XML goes on after an edit; None where it has not been read so far."""
    end = edit.end - at
    if len(rest) < end + len(edit.closing):
        return None
    if not edit.closing or not rest.startswith(edit.closing, end):
        return end
    close = rest.find(b">", end)
    return None if close < 0 else close + 1
