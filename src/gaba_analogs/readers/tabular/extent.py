"""How far the sheets of a workbook reach, before a library lays them out in memory as whole rectangles."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from gaba_analogs.errors import InputError

MOST_CELLS = 40_000_000
"""Most cells [-] between the corners of a sheet: a gigabyte of memory."""
LARGEST_WORKBOOK = 1 << 32
"""Most bytes [-] of a workbook, unpacked."""

_CHUNK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_COLUMN = re.compile(rb' r="([A-Z]+)\d')
_ROW = re.compile(rb"<(?:\w+:)?row [^>]*?\br=\"(\d+)")
_FILLED = re.compile(rb"<(?:\w+:)?c (?:[^>]*? )?r=\"([A-Z]+)(\d+)\"(?:[^>]*[^/>])?>")


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
                if _SHEET.fullmatch(member.filename) and _is_vast(archive, member):
                    raise InputError(
                        "a sheet reaches too far to be read: delete what stands outside its table", path=name
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"damaged or truncated workbook ({reason})", path=name) from error


def _is_vast(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    columns: set[bytes] = set()
    last = 0
    for part in _parts(archive, member):
        columns.update(_COLUMN.findall(part))
        last = max([last, *map(int, _ROW.findall(part))])
    if last * _widest(columns) <= MOST_CELLS:
        return False
    columns, last = set(), 0
    for part in _parts(archive, member):  # slower, without the cells that only have a format
        for column, row in _FILLED.findall(part):
            columns.add(column)
            last = max(last, int(row))
    return last * _widest(columns) > MOST_CELLS


def _parts(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give the XML of a sheet in parts that end where a tag ends."""
    rest = b""
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            chunk = rest + chunk
            cut = chunk.rfind(b">") + 1
            part, rest = (chunk[:cut], chunk[cut:]) if cut else (chunk, b"")
            yield part


def _widest(columns: set[bytes]) -> int:
    """Give the number [-] of the last of some columns: A is 1, AA is 27."""
    widest = 0
    for column in columns:
        number = 0
        for letter in column:
            number = 26 * number + letter - 64
        widest = max(widest, number)
    return widest
