"""Cells of a worksheet, changed in its XML; every other byte stays.

Source: ECMA-376-1, Office Open XML, 18.3 (worksheets).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

Cell = tuple[int, int]
"""Row and column [-] of a cell, counted from 1."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_MANY = frozenset({"array", "dataTable"})
"""Kinds of formulas that fill several cells."""
_NOT_COPIED = frozenset({"t", "vm"})
"""Attributes of a cell that speak of the value it had."""


class Found(NamedTuple):
    """A cell in the XML of its sheet.

    Parameters
    ----------
    start, end
        The byte [-] where it starts, and that where its closing tag does.
    name
        Its tag, with a prefix where the sheet uses one.
    attributes
        Those of its tag.
    """

    start: int
    end: int
    name: str
    attributes: Mapping[str, str]

    def holding(self, value: str) -> bytes:
        """Write the cell with another value: a number where it was one, else a text."""
        kept = {key: text for key, text in self.attributes.items() if key not in _NOT_COPIED}
        prefix = self.name.removesuffix("c")
        if self.attributes.get("t", "n") == "n" and _NUMBER.fullmatch(value):
            content = f"<{prefix}v>{value}</{prefix}v>"
        else:
            kept["t"] = "inlineStr"
            text = f'<{prefix}t xml:space="preserve">{escape(value)}</{prefix}t>'
            content = f"<{prefix}is>{text}</{prefix}is>"
        return f"{tag(self.name, kept)}{content}</{self.name}>".encode()


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
        Those that hold a value of their own.
    calculated
        Those that a formula fills.
    has_formulas
        There is a formula anywhere in the sheet.
    """

    cells: dict[Cell, Found] = field(default_factory=dict)
    calculated: set[Cell] = field(default_factory=set)
    has_formulas: bool = False


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
    for first, last in reader.filled:
        inside = {cell for cell in found.cells if first[0] <= cell[0] <= last[0] and first[1] <= cell[1] <= last[1]}
        found.calculated |= inside
    found.cells = {cell: place for cell, place in found.cells.items() if cell not in found.calculated}
    return found


class _Reader:
    """Notes where the wanted cells of a sheet stand as their tags are met."""

    def __init__(self, wanted: Collection[Cell]) -> None:
        self.found = Survey()
        self.filled: list[tuple[Cell, Cell]] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.XmlDeclHandler = _refuse_other_encoding
        self._wanted = wanted
        self._row = self._column = 0
        self._open: tuple[Cell, int, str, Mapping[str, str]] | None = None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            reference = attributes.get("r")
            self._column = self._column + 1 if reference is None else _cell(reference)[1]
            if (self._row, self._column) in self._wanted:
                self._open = (self._row, self._column), self.parser.CurrentByteIndex, name, attributes
        elif local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif local == "f":
            self.found.has_formulas = True
            if self._open is not None:
                self.found.calculated.add(self._open[0])
            if attributes.get("t") in _MANY and "ref" in attributes:
                first, _, last = attributes["ref"].partition(":")
                self.filled.append((_cell(first), _cell(last or first)))

    def _end(self, name: str) -> None:
        if self._open is not None and name == self._open[2]:
            cell, start, _, attributes = self._open
            end = self.parser.CurrentByteIndex
            if end > start:
                self.found.cells[cell] = Found(start, end, name, attributes)
            self._open = None


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


def changed(chunks: Iterable[bytes], cells: Iterable[tuple[Found, str]]) -> Iterator[bytes]:
    """Give the XML of a sheet with other values in some cells.

    Parameters
    ----------
    chunks
        The XML.
    cells
        Cells that `survey` found in it, and their new values.
    """
    edits = iter(sorted(cells))
    edit = next(edits, None)
    at = 0
    rest = b""
    for chunk in chunks:
        rest += chunk
        while edit is not None:
            place, value = edit
            close = rest.find(b">", place.end - at) + 1 if place.end - at < len(rest) else 0
            if not close:
                break
            yield rest[: place.start - at] + place.holding(value)
            at, rest = at + close, rest[close:]
            edit = next(edits, None)
        keep = at + len(rest) if edit is None else min(edit[0].start, at + len(rest))
        yield rest[: keep - at]
        at, rest = keep, rest[keep - at :]
    yield rest
