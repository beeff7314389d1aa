"""Workbooks (Excel, LibreOffice): every sheet that states fields, row by row.

Cells hold numbers and dates where a text table holds what was typed. A number is written as the
program that shows it would, with 15 digits; a date in ISO form, so that a CAS number which a
spreadsheet took for a date is recognised.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.readers.io.apart import apart
from gaba_analogs.readers.tabular.cells import cell_text
from gaba_analogs.readers.tabular.columns import (
    MASSES,
    Columns,
    absent_column,
    check_mapping,
    nothing_recognised,
    recognise_values,
)
from gaba_analogs.readers.tabular.extent import refuse_vast
from gaba_analogs.readers.tabular.header import HEADER_ROWS, SAMPLE_ROWS, header_among, is_borne_out
from gaba_analogs.record import Place, StructureRecord

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from gaba_analogs.readers.notes import InputNotes

    Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_OLD = b"\xd0\xcf\x11\xe0"
"""What an Office document of the old kind begins with."""
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""What an Office document with a password holds instead of its content."""


def read_workbook(
    file: BinaryIO, name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read the sheets of a workbook that state fields, one record per row.

    Parameters
    ----------
    file
        The input, seekable.
    name
        The input as the user named it.
    mapping
        Field to column title; overrides automatic recognition.
    notes
        What to tell of columns that state no field.

    Raises
    ------
    InputError
        The workbook is damaged or encrypted, no sheet states a field, or none has a mapped column.
    """
    for number, row in enumerate(sheet_rows(file, name, mapping=mapping, notes=notes), start=1):
        source = f"{name}!{_printable(row.title)}"
        yield row.columns.record(row.cells, Place(source, row.line, number))


class SheetRow(NamedTuple):
    """A row of a sheet that states something.

    Parameters
    ----------
    sheet, title
        The number [-] of its sheet among those of the workbook, counted from 0, and its title.
    line
        Its number [-] in the sheet, counted from 1.
    left
        The number [-] of the column that its cells begin with, counted from 0.
    columns
        What its cells state.
    cells
        Their texts, of columns that state a field.
    header
        The number [-] of the row of titles, counted from 1; None where there is none.
    values
        What all its cells hold.
    """

    sheet: int
    title: str
    line: int
    left: int
    columns: Columns
    cells: list[str | None]
    header: int | None
    values: Sequence[Value]


def sheet_rows(
    file: BinaryIO, name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[SheetRow]:
    """Give the rows that `read_workbook` makes records of.

    Parameters
    ----------
    file, name, mapping, notes
        As for `read_workbook`.
    """
    check_mapping(mapping)
    book = _opened(file, name)
    absent = {field: column for field, column in (mapping or {}).items() if column}
    titles: tuple[str, ...] = ()
    found = False
    damaged: list[InputError] = []
    for index, sheet in _sheets(book, name, damaged):
        if sheet.start is None:  # empty; python-calamine before 0.7 panics on its rows
            continue
        with _damage_named(name):
            rows = enumerate(sheet.iter_rows(), start=1)
            start = list(islice(rows, sheet.start[0] + HEADER_ROWS + SAMPLE_ROWS))
        texts = [_texts(values) for _, values in start]
        table = _table(texts, mapping)
        if table is None:
            titles = titles or next((tuple(row) for row in texts if any(row)), ())
            continue
        titles, found = table.columns.header, True
        if notes is not None:
            if table.units:
                notes.saw_units(texts[table.first - 2])
            notes.saw(table.columns, texts[table.first - 1 :])
        absent = {field: column for field, column in absent.items() if column in table.missing}
        for line, cells, values in table.rows(chain(start, rows)):
            yield SheetRow(index, sheet.name, line, sheet.start[1], table.columns, cells, table.header, values)
    if damaged:
        raise damaged[0]
    if absent and titles:
        raise absent_column(next(iter(absent.values())), titles, name)
    if not titles:
        raise NoRecordsError("the sheets of this workbook are empty", path=name)
    if not found:
        raise nothing_recognised(titles, name)


@dataclass(frozen=True)
class _Table:
    """The table of one sheet.

    Parameters
    ----------
    first
        Its first row [-] of values, counted from 1.
    columns
        What its columns state.
    missing
        Mapped columns that it lacks.
    rounded
        Positions [-] of columns of masses that are all whole numbers.
    header
        Its row [-] of titles, counted from 1; None where it has none.
    units
        A row of units stands above the first row of values.
    """

    first: int
    columns: Columns
    missing: Sequence[str]
    rounded: frozenset[int]
    header: int | None
    units: bool = False

    def rows(self, rows: Iterator[tuple[int, list[Value]]]) -> Iterator[tuple[int, list[str | None], list[Value]]]:
        """Give number, texts and values of each row that states something; remarks below the table are none."""
        used = [(index, "" if index in self.rounded else self.columns.field_of(index)) for index in self.columns.used()]
        empty: list[str | None] = [None] * len(self.columns.header)
        apart = False
        for line, values in rows:
            if line < self.first:
                continue
            cells = list(empty)
            for index, field in used:
                value = values[index]
                if value != "":
                    cells[index] = value if type(value) is str else _text(value, field)
            filled = sum(value != "" for value in values)
            if filled > 1 or (filled and not (apart and len(used) > 2)):
                if any(cells):
                    yield line, cells, values
                apart = False
            else:
                apart = True


def _table(texts: Sequence[Sequence[str]], mapping: Mapping[str, str] | None) -> _Table | None:
    """Find the table of a sheet in its first rows; None where it has none."""
    header = header_among(texts, mapping)
    asked = [column for column in (mapping or {}).values() if column]
    if header is not None and (len(header.missing) < len(asked) or is_borne_out(header, texts)):
        first, columns, missing, units = header.first + 1, header.columns, header.missing, header.units
        titles: int | None = header.row + 1
    else:
        top = next((index for index, row in enumerate(texts) if any(row)), 0)
        values = recognise_values(texts[top:])
        if values is None:
            return None
        first, columns, missing, titles, units = top + 1, values, asked, None, False
    whole = frozenset(
        cell.index
        for field in MASSES
        for cell in columns.cells.get(field, ())
        if _is_whole(texts[first - 1 :], cell.index)
    )
    return _Table(first, columns, missing, whole, titles, units)


def _is_whole(texts: Sequence[Sequence[str]], index: int) -> bool:
    return not any("." in row[index] for row in texts if index < len(row))


# ------------------------------------------------------------------------------------------------
# Cells


def _texts(values: Sequence[Value]) -> list[str]:
    return [value.strip() if isinstance(value, str) else _text(value, "") for value in values]


def _text(value: Value, field: str) -> str:
    """Write what a cell holds; a number as the program that shows it would."""
    if isinstance(value, float):
        return cell_text(float(f"{value:.15g}"), field) or ""
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return cell_text(value, field) or ""


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)


# ------------------------------------------------------------------------------------------------
# The workbook


def _opens(content: bytes) -> bool:
    """Read a workbook in a process apart: some damaged ones of the old kind never end, or panic."""
    import python_calamine as calamine  # noqa: PLC0415

    with suppress(Exception):  # said when it is opened again; a panic is none, and ends this process
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            if sheet.start is not None:
                sum(1 for _ in sheet.iter_rows())
    return True


def _opened(file: BinaryIO, name: str) -> CalamineWorkbook:
    """Open a workbook.

    Raises
    ------
    InputError
        It is damaged, encrypted or no workbook.
    """
    import python_calamine as calamine  # noqa: PLC0415 - only for workbooks

    refuse_vast(file, name)
    file.seek(0)
    if file.read(len(_OLD)) == _OLD and apart(_opens, [_OLD + file.read()]) == [None]:
        raise InputError("a damaged old Excel file, which its reader cannot end with: save it as .xlsx", path=name)
    file.seek(0)
    try:
        return calamine.CalamineWorkbook.from_filelike(file)
    except calamine.PasswordError as error:
        raise _encrypted(name) from error
    except Exception as error:
        file.seek(0)
        head = file.read(8)
        if head.startswith(_OLD):
            if ENCRYPTED_STREAM in head + file.read():
                raise _encrypted(name) from error
            raise InputError(
                "an old Office document without a readable sheet: save the table as CSV", path=name
            ) from error
        raise _damaged(error, name) from error


def _sheets(book: CalamineWorkbook, name: str, damaged: list[InputError]) -> Iterator[tuple[int, CalamineSheet]]:
    """Give the worksheets with their numbers, each loaded when it is asked for; one that is damaged is noted."""
    import python_calamine as calamine  # noqa: PLC0415

    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet:
            try:
                with _damage_named(name, f"sheet {_printable(sheet.name)}: "):
                    loaded = book.get_sheet_by_index(index)
            except InputError as error:
                damaged.append(error)
                continue
            yield index, loaded


@contextmanager
def _damage_named(name: str, where: str = "") -> Iterator[None]:
    """Raise what the library finds wrong with a workbook as `InputError`, its panics included."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        raise _damaged(error, name, where) from error


def _encrypted(name: str) -> InputError:
    return InputError("the workbook is encrypted: save it without a password", path=name)


def _damaged(error: BaseException, name: str, where: str = "") -> InputError:
    reason = " ".join(str(error).split())[:200]
    return InputError(f"damaged or truncated workbook ({where}{reason})", path=name)
