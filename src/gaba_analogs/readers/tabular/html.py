"""Tables of HTML pages, and the records that pages state for machines (JSON-LD)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.readers.json.objects import read_json
from gaba_analogs.readers.tabular.columns import absent_column, check_mapping, nothing_recognised
from gaba_analogs.readers.tabular.header import header_among, is_borne_out
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

MOST_SPANNED = 50
"""Most columns [-] that one cell takes."""
MOST_COLUMNS = 16_384
"""Columns [-] behind which cells take one each: those of Excel."""
MOST_CELLS = 10_000_000
"""Most cells [-] between the corners of a table."""

_MARK = regex(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|table)\b", re.IGNORECASE)
_BLANKS = regex(r"[^\S\n]*\n\s*|[^\S\n]+")


def is_html(lines: Sequence[str]) -> bool:
    """Whether a text is an HTML page, or a table of one.

    Examples
    --------
    >>> is_html(["<!DOCTYPE html>", "<table>"]), is_html(["<svg>"])
    (True, False)
    """
    return _MARK.match("\n".join(lines).lstrip("\ufeff")) is not None


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows, and the line of each."""

    rows: list[list[str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


class _Page(HTMLParser):
    """Gathers tables and JSON-LD as a page is fed to it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.statements: list[tuple[int, str]] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._statement: list[str] | None = None

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002  # as Python's own is called
        """Pass over ``<![...]>`` as browsers do, as over a comment; Python's own raises an error where it is none."""
        return self.parse_bogus_comment(i, report=False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self._open.append(_Table())
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].rows.append([])
            self._open[-1].places.append(self.getpos()[0])
        elif tag in {"td", "th"} and self._open and self._open[-1].rows:
            self._end_cell()
            self._cell = []
            span = given.get("colspan") or "1"
            self._span = min(int(span[:4]), MOST_SPANNED) if span.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")
        elif tag == "script" and (given.get("type") or "").lower() == "application/ld+json":
            self._statement = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self.tables.append(self._open.pop())
        elif tag == "script" and self._statement is not None:
            self.statements.append((self.getpos()[0], "".join(self._statement)))
            self._statement = None

    def handle_data(self, data: str) -> None:
        if self._statement is not None:
            self._statement.append(data)
        elif self._cell is not None:
            self._cell.append(data)

    def end(self) -> None:
        """Close what the page left open."""
        self.close()
        self._end_cell()
        self.tables += reversed(self._open)
        self._open = []

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1].rows:
            text = "\n".join(_BLANKS.sub(" ", line).strip() for line in "".join(self._cell).split("\n"))
            row = self._open[-1].rows[-1]
            row += [text.strip(), *[""] * (self._span - 1 if len(row) < MOST_COLUMNS else 0)]
        self._cell = None


def read_html(
    lines: Iterable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read the tables of a page that state fields, one record per row, and its JSON-LD.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to column title, or to key; overrides automatic recognition.
    notes
        What to tell of columns that state no field.

    Raises
    ------
    NoRecordsError
        Nothing in the page states a field, or no table has a mapped column.
    InputError
        A table would not fit into memory.
    """
    check_mapping(mapping)
    page = _Page()
    for line in lines:
        page.feed(line + "\n")
    page.end()
    absent = {name_: column for name_, column in (mapping or {}).items() if column}
    titles: list[str] = []
    number, found = 0, False
    for table in page.tables:
        width = max(map(len, table.rows), default=0)
        if width * len(table.rows) > MOST_CELLS:
            raise InputError("a table of the page reaches too far to be read", path=name, line=table.places[0])
        rows = [row + [""] * (width - len(row)) for row in table.rows]
        header = header_among(rows, mapping)
        titles = titles or next((row for row in rows if any(row)), [])
        if header is None or not (len(header.missing) < len(absent) or is_borne_out(header, rows)):
            continue
        found = True
        absent = {name_: column for name_, column in absent.items() if column in header.missing}
        below = rows[header.first :]
        if notes is not None:
            if header.units:
                notes.saw_units(rows[header.row + 1])
            notes.saw(header.columns, below)
        for row, line_ in zip(below, table.places[header.first :], strict=True):
            if any(row):
                number += 1
                yield header.columns.record(row, Place(name, line_, number))
    if absent and found:
        raise absent_column(next(iter(absent.values())), titles, name)
    for line_, statement in page.statements:
        for record in _stated(statement, name, mapping, notes):
            number += 1
            yield StructureRecord.made_of(record.texts(), Place(name, line_, number), record.labels)
    if number:
        return
    if titles:
        raise nothing_recognised(titles, name)
    raise NoRecordsError("an HTML page without a table of compounds: save the table itself as CSV", path=name)


def _stated(
    statement: str, name: str, mapping: Mapping[str, str] | None, notes: InputNotes | None
) -> Iterator[StructureRecord]:
    """Read a statement of JSON-LD; one about something else, or damaged, states nothing."""
    try:
        yield from read_json(statement, name, mapping=mapping, notes=notes)
    except InputError:
        return
