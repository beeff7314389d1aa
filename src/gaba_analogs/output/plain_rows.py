"""Rows that are no reports, as a table in a file: CSV, JSON Lines, Parquet, Excel; written as they come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from gaba_analogs.output import form_of
from gaba_analogs.output.table import csv_cell
from gaba_analogs.readers.tabular.delimited import RowWriter
from gaba_analogs.writing import replacing

Cell = str | int | None
Columns = Mapping[str, type]
"""Title of every column to the type of its values: `str` or `int`."""

_TOGETHER = 8192
"""Rows [-] of a row group of Parquet."""
_MOST_ROWS = 1_048_000
"""Most rows [-] of a sheet; Excel has room for little more."""


def write_rows(path: Path, columns: Columns, rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> int:
    """Write a table in the format of the ending of its file; return the number of its rows [-].

    Parameters
    ----------
    path
        The file, which gets its name once it is complete.
    columns
        Titles and types.
    rows
        A cell for each column.
    raw
        True to write cells of a CSV that a spreadsheet would run as they are.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    count = 0

    def counted() -> Iterator[Sequence[Cell]]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    with replacing(path) as partial:
        if form_of(path.name) == "csv":
            _write_csv(partial, columns, counted(), raw=raw)
        else:
            _WRITERS[form_of(path.name) or ""](partial, columns, counted())
    return count


def _write_csv(path: Path, columns: Columns, rows: Iterator[Sequence[Cell]], *, raw: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = RowWriter(stream)
        writer.write(list(columns))
        for row in rows:
            writer.write([csv_cell(cell, raw=raw) for cell in row])


def _write_lines(path: Path, columns: Columns, rows: Iterator[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in rows:
            stated = {title: cell for title, cell in zip(columns, row, strict=True) if cell is not None}
            stream.write(f"{json.dumps(stated, ensure_ascii=False)}\n")


def _write_parquet(path: Path, columns: Columns, rows: Iterator[Sequence[Cell]]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - slow to load, used here only
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    schema = pa.schema([(title, pa.int64() if kind is int else pa.string()) for title, kind in columns.items()])
    with parquet.ParquetWriter(path, schema) as writer:
        while some := list(islice(rows, _TOGETHER)):
            arrays = [pa.array(values, own.type) for values, own in zip(zip(*some, strict=True), schema, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def _write_workbook(path: Path, columns: Columns, rows: Iterator[Sequence[Cell]]) -> None:
    """Write as many sheets as the rows need, every text as a text, which no spreadsheet runs as a formula."""
    import xlsxwriter  # noqa: PLC0415 - slow to load, used here only

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        while True:
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(columns):
                sheet.write_string(0, column, title, bold)
            written = 0
            for written, row in enumerate(islice(rows, _MOST_ROWS), 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(written, column, cell)
                    elif cell:
                        sheet.write_string(written, column, cell)
            if written < _MOST_ROWS:
                return


_WRITERS: Mapping[str, Callable[[Path, Columns, Iterator[Sequence[Cell]]], None]] = {
    "jsonl": _write_lines,
    "parquet": _write_parquet,
    "xlsx": _write_workbook,
}
