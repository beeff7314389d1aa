"""A workbook of Excel, written again with corrected cells.

Only the XML of these cells changes, within the file that a workbook is: formats, formulas, widths, drawings, macros
and other sheets stay as they are. Formulas are computed anew when the workbook is opened.

Source: ECMA-376-1, Office Open XML, 18.2 (workbooks).
"""

from __future__ import annotations

import copy
import posixpath
import re
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from gaba_analogs.correcting.collected import Collected, Correction
from gaba_analogs.correcting.sheets import Cell, Survey, changed, elements, survey
from gaba_analogs.correcting.writer import Columns, Writer
from gaba_analogs.errors import InputError
from gaba_analogs.readers.catalogue import InputFormat
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.tabular.workbook import SheetRow, sheet_rows
from gaba_analogs.record import StructureRecord

CHUNK_BYTES = 1 << 20
IN_MEMORY_BYTES = 1 << 24

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CHAIN = "xl/calcChain.xml"
"""What Excel writes beside formulas."""
_CALCULATION = re.compile(rb"<((?:\w+:)?calcPr)\b((?:\s+[\w:]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?>)")
_ON_LOAD = re.compile(rb"\sfullCalcOnLoad\s*=\s*['\"](?:1|true)['\"]")


class _Patch(NamedTuple):
    """A cell that is to hold another value.

    Parameters
    ----------
    row
        The number [-] of its record.
    value
        The value.
    """

    row: int
    value: str


class WorkbookWriter(Writer):
    """Writes a workbook of Excel."""

    keeps_ending = True

    def __init__(self, form: InputFormat, source: str, mapping: Columns) -> None:
        super().__init__(form, source, mapping)
        with self._file() as file:
            if not zipfile.is_zipfile(file) or not {_BOOK, _RELATIONS} <= {*zipfile.ZipFile(file).namelist()}:
                raise InputError("--fix writes workbooks of Excel: save it as .xlsx first", path=source)

    @contextmanager
    def _file(self) -> Iterator[BinaryIO]:
        with Path(self.source).open("rb") as file, OpenedInput(file, self.source).seekable() as content:
            yield content

    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes] | None:  # noqa: ARG002 - there is none
        """Give the bytes of the corrected workbook."""
        try:
            with self._file() as file, zipfile.ZipFile(file) as archive:
                parts = _parts(archive)
                sheets = {parts[sheet]: patches for sheet, patches in self._patches(file, corrections).items()}
                found = {part: _surveyed(archive, part, patches) for part, patches in sheets.items()}
        except (KeyError, IndexError, ValueError, zipfile.BadZipFile) as error:
            raise InputError(f"the workbook cannot be written again ({error})", path=self.source) from error
        lost = {
            patch.row: "a formula gives it" if cell in found[part].calculated else self.cannot
            for part, patches in sheets.items()
            for cell, patch in patches.items()
            if cell not in found[part].cells
        }
        self.why_kept |= lost
        written = {
            part: {cell: patch.value for cell, patch in patches.items() if patch.row not in lost}
            for part, patches in sheets.items()
        }
        return self._written(written, found) if any(written.values()) else None

    def is_as_wanted(self, record: StructureRecord, changed: Collection[str], values: Mapping[str, str]) -> bool:
        """Tell whether a record has its corrections and no other change; a number has no zeros at its end."""
        return {*changed} <= {*values} and all(
            _plain(getattr(record, field)) == _plain(value) for field, value in values.items()
        )

    def _patches(self, file: BinaryIO, corrections: Collected) -> dict[int, dict[Cell, _Patch]]:
        """Find the cells of the corrections, all or none of a row, by the number of their sheet."""
        found: dict[int, dict[Cell, _Patch]] = defaultdict(dict)
        wanted = iter(corrections)
        number, mine = next(wanted, (0, []))
        for row, place in enumerate(sheet_rows(file, self.source, mapping=self.mapping), start=1):
            if row != number:
                continue
            cells = [_cell_of(place, correction) for correction in mine]
            known = [cell for cell in cells if cell is not None]
            if len({*known}) == len(mine):
                patches = (_Patch(row, correction.value) for correction in mine)
                found[place.sheet].update(zip(known, patches, strict=True))
            number, mine = next(wanted, (0, []))
            if not number:
                break
        return found

    def _written(self, values: Mapping[str, Mapping[Cell, str]], found: Mapping[str, Survey]) -> Iterator[bytes]:
        with self._file() as file, zipfile.ZipFile(file) as archive, _spooled() as copied:
            calculates = _CHAIN in archive.namelist() or any(sheet.has_formulas for sheet in found.values())
            with zipfile.ZipFile(copied, "w") as out:
                out.comment = archive.comment
                for member in archive.infolist():
                    pieces = _pieces(archive, member)
                    if member.filename in values:
                        cells = found[member.filename].cells
                        edits = ((cells[cell], value) for cell, value in values[member.filename].items())
                        pieces = changed(pieces, edits)
                    elif member.filename == _BOOK and calculates:
                        pieces = iter([_calculating(b"".join(pieces))])
                    with out.open(copy.copy(member), "w", force_zip64=member.file_size > zipfile.ZIP64_LIMIT) as part:
                        for piece in pieces:
                            part.write(piece)
            copied.seek(0)
            while piece := copied.read(CHUNK_BYTES):
                yield piece


def _spooled() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """Give the names of the members that hold the sheets, in the order of the sheets."""
    targets = {
        relation["Id"]: posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
        for relation in elements(archive.read(_RELATIONS), "Relationship")
    }
    return [targets[sheet["id"]] for sheet in elements(archive.read(_BOOK), "sheet")]


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as file:
        while piece := file.read(CHUNK_BYTES):
            yield piece


def _surveyed(archive: zipfile.ZipFile, part: str, patches: Collection[Cell]) -> Survey:
    return survey(_pieces(archive, archive.getinfo(part)), patches)


def _cell_of(row: SheetRow, correction: Correction) -> Cell | None:
    """Find the cell that states a corrected value alone; None where there is none."""
    for cell in row.columns.cells.get(correction.field, ()):
        if (row.cells[cell.index] or "").strip() == correction.stated:
            return row.line, row.left + cell.index + 1
    return None


def _plain(value: str | None) -> str | float | None:
    try:
        return value if value is None else float(value.replace(",", "."))
    except ValueError:
        return value


def _calculating(book: bytes) -> bytes:
    """Have the formulas of a workbook computed when it is opened; one that names no program always does.

    Examples
    --------
    >>> _calculating(b'<workbook><calcPr calcId="191029"/></workbook>')
    b'<workbook><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    """
    found = _CALCULATION.search(book)
    if found is None or _ON_LOAD.search(found[0]):
        return book
    kept = re.sub(rb"\s+fullCalcOnLoad\s*=\s*['\"]\w*['\"]", b"", found[2])
    return book[: found.start()] + b"<" + found[1] + kept + b' fullCalcOnLoad="1"' + found[3] + book[found.end() :]
