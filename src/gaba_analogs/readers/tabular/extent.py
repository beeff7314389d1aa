"""How far the sheets of a workbook reach, before a library lays them out in memory as whole rectangles."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO
from xml.parsers import expat

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.archives import DAMAGED, LARGEST_RATIO, UNSUSPICIOUS
from gaba_analogs.regex import regex

MOST_CELLS = 40_000_000
"""Most cells [-] between the corners of a sheet: a gigabyte of memory."""
LARGEST_WORKBOOK = 1 << 32
"""Most bytes [-] of a workbook, unpacked."""
LONGEST_TEXT = 1 << 20
"""Most bytes [-] between two tags: Excel lets a cell hold 32,767 characters."""

_CHUNK = 1 << 20
_TEXTS = "xl/sharedStrings.xml"
_BINARY_SHEET = regex(r"xl/worksheets/[^/]+\.bin")
_SHEET = regex(r"xl/worksheets/[^/]+\.xml")
_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)\d")
_ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*(\d{1,18})")
"""The row that a row or a cell says it is: a row need not say it."""
_ATTRIBUTES = rb"(?:[^<>\"']|\"[^<\"]{0,999}\"|'[^<']{0,999}'){0,199}?\s"
_FILLED = re.compile(
    rb"<(?:\w+:)?c\s(?:%b)?r\s*=\s*[\"']([A-Za-z]+)(\d{1,18})\d*[\"'](?:[^<>]{0,999}[^/<>])?>" % _ATTRIBUTES
)


def refuse_vast(file: BinaryIO, name: str) -> None:
    """Raise `InputError` for a workbook that would not fit into memory; what is no ZIP archive passes.

    Raises
    ------
    InputError
        A sheet reaches too far, the content is too large, or the archive is damaged.
    """
    file.seek(0)
    if file.read(2) != b"PK":
        return
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST_WORKBOOK:
                raise InputError(f"the workbook unpacks to more than {LARGEST_WORKBOOK >> 30} GiB", path=name)
            for member in members:
                if member.file_size > max(UNSUSPICIOUS, LARGEST_RATIO * member.compress_size):
                    much = f"{member.filename} in it unpacks to more than {LARGEST_RATIO} times its size"
                    raise InputError(f"{much}: save it anew with a spreadsheet program", path=name)
                if (reaches := _reach_of(member.filename)) is not None and reaches(archive, member):
                    raise InputError(
                        "a sheet reaches too far to be read: delete what stands outside its table", path=name
                    )
    except _VastTextError:
        raise InputError("a text in it is longer than any cell can hold: is this a workbook?", path=name) from None
    except DAMAGED as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"damaged or truncated workbook ({reason})", path=name) from error


def _reach_of(filename: str) -> Callable[[zipfile.ZipFile, zipfile.ZipInfo], bool] | None:
    """Give what tells whether a member of a workbook is a sheet that reaches too far; None for what is no sheet.

    It also looks for texts that are too long, of which the cells of a sheet may be kept in another member.
    """
    if filename == _TEXTS:
        return _is_read_through
    if _SHEET.fullmatch(filename):
        return _is_vast
    if _BINARY_SHEET.fullmatch(filename):
        return _is_vast_binary
    return _is_vast_open_document if filename == "content.xml" else None


class _TooFarError(Exception):
    """A sheet reaches too far."""


class _VastTextError(Exception):
    """A text is longer than any cell can hold."""


def _is_read_through(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Look at all of a member that is no sheet, and tell that it does not reach too far."""
    for _ in _parts(archive, member):
        pass
    return False


def _is_vast_open_document(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell it of the sheets of LibreOffice, whose rows and cells say how often they are repeated."""
    row = last = column = widest = repeated = length = 0

    def text(data: str) -> None:
        nonlocal length
        length += len(data)
        if length > LONGEST_TEXT:
            raise _VastTextError

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, last, column, widest, repeated, length
        length = 0
        if name == "table:table":
            row = last = widest = 0
        elif name == "table:table-row":
            repeated = _count(attributes, "table:number-rows-repeated")
            row, column = row + repeated, 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            column += _count(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes or "table:formula" in attributes:
                last, widest = row, max(widest, column)
                if last * widest > MOST_CELLS:
                    raise _TooFarError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    try:
        with archive.open(member) as file:
            parser.ParseFile(file)
    except _TooFarError:
        return True
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed XML: {error}") from error
    return False


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() else 1


_ROW_HEADER, _FIRST_CELL, _LAST_CELL = 0, 2, 11
"""Types of the records of a binary sheet: a row, and cells that hold something ([MS-XLSB] 2.3)."""


def _is_vast_binary(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell it of a binary sheet, whose records begin with their type and size in parts of seven bits."""
    data = archive.read(member)
    at = row = last = widest = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == _ROW_HEADER:
            row = int.from_bytes(data[at : at + 4], "little") + 1
        elif _FIRST_CELL <= kind <= _LAST_CELL:
            last, widest = row, max(widest, int.from_bytes(data[at : at + 4], "little") + 1)
        at += size
    return last * widest > MOST_CELLS


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of at most so many bytes; a byte without its highest bit is the last."""
    value = 0
    for place in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return value, at


def _is_vast(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    columns: set[bytes] = set()
    last = 0
    for part in _parts(archive, member):
        columns.update(_COLUMN.findall(part))
        last = max([last, *map(int, set(_ROW.findall(part)))])
    if last * _widest(columns) <= MOST_CELLS:
        return False
    columns, last = set(), 0
    for part in _parts(archive, member):  # slower, without the cells that only have a format
        for column, row in _FILLED.findall(part):
            columns.add(column)
            last = max(last, int(row))
    return last * _widest(columns) > MOST_CELLS


def _parts(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give the XML of a member in parts that end where a tag ends."""
    rest, length = b"", 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            length = 0 if b"<" in chunk else length + len(chunk)
            if length >= LONGEST_TEXT:
                raise _VastTextError
            chunk = rest + chunk
            cut = chunk.rfind(b">") + 1
            part, rest = (chunk[:cut], chunk[cut:]) if cut else (chunk, b"")
            yield part


def _widest(columns: set[bytes]) -> int:
    """Give the number [-] of the last of some columns: A is 1, AA is 27."""
    widest = 0
    for column in columns:
        number = 0
        for letter in column.upper():
            number = 26 * number + letter - 64
        widest = max(widest, number)
    return widest
