"""A workbook of Excel, written again with corrected and filled cells.

Only the XML of these cells changes, within the file that a workbook is: formats, formulas, widths, drawings, macros
and other sheets stay as they are. Formulas are computed anew when the workbook is opened. Fields to fill that a sheet
has no column for get one to the right of all its cells, and a last column says what was changed and why.

Source: ECMA-376-1, Office Open XML, 18.2 (workbooks).
"""

from __future__ import annotations

import copy
import posixpath
import re
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from gaba_analogs.correcting.collected import CHANGES_COLUMN, Collected, Correction
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
        The number [-] of its record; 0 for a title.
    value
        The value.
    """

    row: int
    value: str


class _Added:
    """The columns that a sheet gets.

    Parameters
    ----------
    row
        A row of the sheet.
    fields
        Those to fill.
    """

    def __init__(self, row: SheetRow, fields: Sequence[str], *, column: bool) -> None:
        self._header = row.header
        self._next = row.left + len(row.values) + 1
        self._columns: dict[str, int] = {}
        titles = row.columns.header
        self._earlier = titles.index(CHANGES_COLUMN) if CHANGES_COLUMN in titles else None
        self._fields = {field for field in fields if row.header and field not in row.columns.cells}
        self._remarks = column and row.header is not None

    def cell(self, row: SheetRow, field: str) -> Cell | None:
        """Give the cell of a field that has no column of its own; None where it gets none."""
        return (row.line, self._column(field)) if field in self._fields else None

    def remark(self, row: SheetRow, corrections: Sequence[Correction]) -> tuple[Cell, str] | None:
        """Give the cell that says what was changed in a row, and its text; None where there is to be none."""
        if not self._remarks:
            return None
        text = "; ".join(correction.remark for correction in corrections)
        if self._earlier is None:
            return (row.line, self._column(CHANGES_COLUMN)), text
        earlier = str(row.values[self._earlier]).strip()
        return (row.line, row.left + self._earlier + 1), "; ".join(filter(None, [earlier, text]))

    def titles(self) -> dict[Cell, _Patch]:
        """Give the titles of the columns."""
        return {(self._header or 0, column): _Patch(0, title) for title, column in self._columns.items()}

    def _column(self, title: str) -> int:
        return self._columns.setdefault(title, self._next + len(self._columns))


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

    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes] | None:
        """Give the bytes of the corrected workbook."""
        try:
            with self._file() as file, zipfile.ZipFile(file) as archive:
                parts = _parts(archive)
                patched = self._patches(file, corrections, column=column)
                sheets = {parts[sheet]: patches for sheet, patches in patched.items()}
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
            if any(patch.row and patch.row not in lost for patch in patches.values())
        }
        return self._written(written, found) if written else None

    def is_as_wanted(self, record: StructureRecord, changed: Collection[str], values: Mapping[str, str]) -> bool:
        """Tell whether a record has its corrections and no other change; a number has no zeros at its end."""
        return {*changed} <= {*values} and all(
            _plain(getattr(record, field)) == _plain(value) for field, value in values.items()
        )

    def _patches(self, file: BinaryIO, corrections: Collected, *, column: bool) -> dict[int, dict[Cell, _Patch]]:
        """Find the cells of the corrections, all or none of a row, by the number of their sheet."""
        found: dict[int, dict[Cell, _Patch]] = defaultdict(dict)
        added: dict[int, _Added] = {}
        wanted = iter(corrections)
        number, mine = next(wanted, (0, []))
        for row, place in enumerate(sheet_rows(file, self.source, mapping=self.mapping), start=1):
            if row != number:
                continue
            new = added.setdefault(place.sheet, _Added(place, self.fill, column=column))
            cells = [_cell_of(place, correction) or new.cell(place, correction.field) for correction in mine]
            known = [cell for cell in cells if cell is not None]
            if len({*known}) == len(mine):
                values = [(cell, correction.value) for cell, correction in zip(known, mine, strict=True)]
                remark = new.remark(place, mine)
                patches = values if remark is None else [*values, remark]
                found[place.sheet].update((cell, _Patch(row, value)) for cell, value in patches)
            number, mine = next(wanted, (0, []))
            if not number:
                break
        for sheet, cells_of_sheet in found.items():
            cells_of_sheet.update(added[sheet].titles())
        return found

    def _written(self, values: Mapping[str, Mapping[Cell, str]], found: Mapping[str, Survey]) -> Iterator[bytes]:
        with self._file() as file, zipfile.ZipFile(file) as archive, _spooled() as copied:
            calculates = _CHAIN in archive.namelist() or any(sheet.has_formulas for sheet in found.values())
            with zipfile.ZipFile(copied, "w") as out:
                out.comment = archive.comment
                for member in archive.infolist():
                    pieces = _pieces(archive, member)
                    if member.filename in values:
                        pieces = changed(pieces, found[member.filename].edits(values[member.filename]))
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
    """Find the cell that states a corrected value alone, or nothing where it is to be filled; None if there is none."""
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
