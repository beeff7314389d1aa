"""The input again, with the corrections that its other fields determine.

Only what the agreeing fields of a record determine is changed; every other cell and character stays
as it was, and the input itself is never written to.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from gaba_analogs.correcting.articles import rewrite
from gaba_analogs.correcting.reasons import reason_for
from gaba_analogs.errors import InputError
from gaba_analogs.readers import SUFFIXES
from gaba_analogs.readers.io.formats import looks_like_dump
from gaba_analogs.readers.io.text import SAMPLE_CHARACTERS, SAMPLE_LINES, Stream
from gaba_analogs.readers.tabular.delimited import RowWriter
from gaba_analogs.readers.tabular.table import Layout, Row, find_layout, split_rows
from gaba_analogs.readers.wiki.template_names import looks_like_wikitext
from gaba_analogs.results.findings import RecordReport

CHANGES_COLUMN = "gaba_analogs_changes"
"""Column that says what was changed in a row, and why."""


def fixer(
    source: str,
    stream: TextIO,
    reports: Iterable[RecordReport],
    *,
    mapping: Mapping[str, str] | None = None,
    delimiter: str = ",",
) -> Iterator[RecordReport]:
    """Write the corrected input while its reports pass by.

    Parameters
    ----------
    source
        Path of a delimited table or a wikitext.
    stream
        Where to write.
    reports
        Reports on every record of the source, in order.
    mapping
        Field to column, as the source was read with.
    delimiter
        What to put between the cells of a table.

    Raises
    ------
    InputError
        The source is neither a table of text nor wikitext, or cannot be read to its end.
    """
    kind = kind_of(source)
    if kind == "wikitext":
        return _fixed_wikitext(source, stream, reports)
    return _fixed_table(source, stream, reports, mapping, delimiter)


def kind_of(source: str) -> str:
    """Tell whether a file is a ``table`` or ``wikitext``, by its name and else by its content.

    Raises
    ------
    InputError
        It is something else.
    """
    names = [suffix.lower() for suffix in Path(source).suffixes if suffix.lower() not in {".gz", ".gzip"}]
    promised = SUFFIXES.get(names[-1]) if names else None
    if promised not in {None, "csv", "tsv", "wikitext"}:
        raise InputError("--fix corrects tables (CSV, TSV) and wikitext only", path=source)
    with Path(source).open("rb") as file:
        head = Stream(file, source)
        if looks_like_dump(head.head):
            raise InputError("--fix corrects tables (CSV, TSV) and single articles, no dump of many", path=source)
        if promised is not None:
            return "wikitext" if promised == "wikitext" else "table"
        start = head.lines().peek(SAMPLE_LINES, SAMPLE_CHARACTERS)
    return "wikitext" if looks_like_wikitext("\n".join(start)) else "table"


def _fixed_wikitext(source: str, stream: TextIO, reports: Iterable[RecordReport]) -> Iterator[RecordReport]:
    with Path(source).open("rb") as file:
        text = "\n".join(Stream(file, source).lines())
        file.seek(-1, os.SEEK_END)
        ends_within_line = file.read() not in b"\n\r\0" and not source.lower().endswith(".gz")
    text += "" if ends_within_line else "\n"
    for report in reports:
        possible = {
            field: value
            for field, value in report.corrections.items()
            if _rewritten(text, report, {field: value}) is not None
        }
        text = _rewritten(text, report, possible) or text
        yield report
    stream.write(text)


def _rewritten(text: str, report: RecordReport, corrections: Mapping[str, str]) -> str | None:
    """Apply corrections; None where the box does not state the field in one place."""
    try:
        return rewrite(text, report.record, corrections) if corrections else None
    except InputError:
        return None


def _fixed_table(
    source: str,
    stream: TextIO,
    reports: Iterable[RecordReport],
    mapping: Mapping[str, str] | None,
    delimiter: str,
) -> Iterator[RecordReport]:
    rows_out = RowWriter(stream, delimiter)
    with Path(source).open("rb") as file:
        raw = Stream(file, source)
        if raw.head.startswith(codecs.BOM_UTF8):
            stream.write("\ufeff")  # spreadsheets recognise UTF-8 by it
        lines = raw.lines()
        preferred = "\t" if source.lower().removesuffix(".gz").endswith((".tsv", ".tab")) else ","
        layout = find_layout(lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS), source, preferred, mapping)
        stream.writelines(f"{line}\n" for line in _comments(lines.peek(layout.first_line - 1, SAMPLE_CHARACTERS)))
        rows = split_rows(lines, layout)
        width = layout.width
        if layout.header_line is not None:
            header = next(rows).cells
            titles = header if len(header) == layout.width else layout.columns.header
            width = len(titles)
            rows_out.write([*titles, CHANGES_COLUMN])
        numbered = enumerate(rows, 1)
        for report in reports:
            for number, row in numbered:
                here = number == report.record.place.row
                cells, changes = _corrected(row, report, layout) if here else (row.cells, [])
                rows_out.write([*_without_blanks(cells, width), "; ".join(changes)])
                if here:
                    break
            yield report
        try:
            for _, row in numbered:
                rows_out.write([*_without_blanks(row.cells, width), ""])
        except InputError as error:
            message = "cannot be read to its end: no corrected table was written"
            raise InputError(message, path=source) from error


def _comments(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines above a table, without the one that tells Excel the delimiter, which may be another now."""
    return (line for number, line in enumerate(lines) if number or not line.lower().startswith("sep="))


def _without_blanks(cells: Sequence[str], width: int) -> Sequence[str]:
    """Leave out blank cells behind the last column, so that what was changed stands in its own."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _corrected(row: Row, report: RecordReport, layout: Layout) -> tuple[Sequence[str], list[str]]:
    """Give the cells of a row with its corrections, and what was changed and why."""
    cells = list(row.cells)
    changes: list[str] = []
    if row.problem is not None or report.record.problem is not None:
        return cells, changes
    for field, value in report.corrections.items():
        stated = getattr(report.record, field)
        for cell in layout.columns.cells.get(field, ()):
            # The column that the record took its value from; a list of values is left alone.
            if cell.index < len(cells) and cells[cell.index].strip() == stated:
                cells[cell.index] = value
                changes.append(f"{field}: {stated} -> {value} ({reason_for(report, field)})")
                break
    return cells, changes
