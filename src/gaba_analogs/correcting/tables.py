"""A delimited text, written again with corrected cells and a column that says what was changed.

The column is added where something was changed, where there is a header to name it and a delimiter to part
it, and where the quotation marks of every row close: a row whose marks do not is told from the others by its
number of cells.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gaba_analogs.correcting.collected import CHANGES_COLUMN, Collected, Correction
from gaba_analogs.correcting.writer import Columns, Writer, opened
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.readers.catalogue import InputFormat
from gaba_analogs.readers.io.formats import LISTINGS, listing_name, listing_titles
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.io.verbatim import Edit, Line, edited
from gaba_analogs.readers.tabular.delimited import quoted
from gaba_analogs.readers.tabular.table import Layout, Row, cell_spans, layout_of, split_rows
from gaba_analogs.record.fields import of_kind
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.record.words import misfit
from gaba_analogs.regex import regex

_MASSES = of_kind(*MASSES)
_DECIMAL_COMMA = regex(r"\d,\d+\s*$")


class TableWriter(Writer):
    """Writes a delimited text; a field that no column states gets one."""

    def __init__(self, form: InputFormat, source: str, mapping: Columns) -> None:
        super().__init__(form, source, mapping)
        with Path(source).open("rb") as file:
            lines = OpenedInput(file, source).lines
            titles = listing_titles(source, lines) if form.name == "csv" else None
            delimiter = "\t" if form.name == "tsv" else None
            self._layout = layout_of(lines, source, delimiter=delimiter, titles=titles, mapping=mapping)

    @property
    def is_listing(self) -> bool:
        """Whether this is a listing of PubChem, which has no header."""
        return self._layout.header_line is None and listing_name(self.source) in LISTINGS

    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes] | None:
        """Give the bytes of the corrected table."""
        with opened(self.source) as text:
            found = survey(text.lines, self._layout, corrections, self._new_fields())
        return self._written(corrections, found, column=column) if found.corrected else None

    def _new_fields(self) -> tuple[str, ...]:
        """Give the fields to fill that no column states; none where no column can be added."""
        layout = self._layout
        if layout.header_line is None or layout.delimiter is None:
            return ()
        return tuple(field for field in self.fill if field not in layout.columns.cells)

    def _written(self, corrections: Collected, found: Survey, *, column: bool) -> Iterator[bytes]:
        with opened(self.source) as text:
            yield text.mark
            for line in corrected_table(text.lines, self._layout, corrections, found, column=column):
                yield line.encoded()


class Survey(NamedTuple):
    """What is to be done with a table.

    Parameters
    ----------
    corrected
        Corrections [-] that have their cells in the table.
    rows
        Rows [-] that have such corrections.
    torn
        The quotation marks of some row never close.
    commas
        Columns whose numbers have a decimal comma.
    fields
        Fields that get a column of their own.
    """

    corrected: int
    rows: int
    torn: bool
    commas: frozenset[int]
    fields: tuple[str, ...] = ()


def survey(lines: Iterable[Line], layout: Layout, corrections: Collected, fields: Sequence[str] = ()) -> Survey:
    """Look through a table before it is written again.

    Parameters
    ----------
    lines
        All lines of the text.
    layout
        How it is built.
    corrections
        Those of its records.
    fields
        Fields that are filled and have no column yet.
    """
    corrected = rows = 0
    torn = False
    balance = dict.fromkeys((cell.index for field in _MASSES for cell in layout.columns.cells.get(field, ())), 0)
    for found in _rows(lines, layout, corrections, fields=fields):
        corrected += len(found.remarks)
        rows += bool(found.remarks)
        if found.row is None:
            continue
        torn = torn or found.row.problem is not None
        for index in balance if len(found.row.cells) == layout.width else ():
            cell = found.row.cells[index]
            balance[index] += (_DECIMAL_COMMA.search(cell) is not None) - ("." in cell)
    commas = frozenset(index for index, excess in balance.items() if excess > 0)
    return Survey(corrected, rows, torn, commas, () if torn else tuple(fields))


def corrected_table(
    lines: Iterable[Line], layout: Layout, corrections: Collected, found: Survey, *, column: bool = True
) -> Iterator[Line]:
    """Give the lines of a table with its corrections and the column of changes.

    Parameters
    ----------
    lines, layout, corrections
        As for `survey`.
    found
        What the survey found. In a torn table no quotation mark comes or goes.
    column
        False to add no column of changes.
    """
    torn = found.torn
    titles = layout.columns.header
    kept = titles.index(CHANGES_COLUMN) if CHANGES_COLUMN in titles else None
    extended = column and kept is None and layout.header_line is not None and layout.delimiter is not None and not torn
    more = [*found.fields, *([CHANGES_COLUMN] if extended else [])]
    for part in _rows(lines, layout, corrections, torn=torn, commas=found.commas, fields=found.fields):
        if more and part.row is not None and _is_ordinary(part, part.row, layout):
            *before, last = part.lines
            blank = '""' if layout.quoted and last.text.endswith('"') else ""
            yield from (*before, last._replace(text=last.text + f"{layout.delimiter}{blank}" * len(more)))
            continue
        edits = list(part.edits)
        if part.row is not None and more:
            edits = _joined([*edits, *_added_cells(part, part.row, layout, more)])
        elif part.row is not None and kept is not None and part.remarks and column and not torn:
            edits += _filled_cell(part, part.row, kept, layout)
        yield from edited(part.lines, edits) if edits else part.lines


def _is_ordinary(found: _Found, row: Row, layout: Layout) -> bool:
    """Tell whether a row is not the header, has the right number of cells and is not corrected, as most are."""
    return not found.remarks and len(row.cells) == layout.width and row.line != layout.header_line


@dataclass(frozen=True, slots=True)
class _Found:
    """Some lines of a table: those of a row, or one that is none.

    Parameters
    ----------
    lines
        The lines.
    row
        What they hold; None for a blank line or a comment.
    edits
        Its corrections.
    remarks
        What they change, and why.
    added
        Field to value in the columns that are added.
    """

    lines: list[Line]
    row: Row | None = None
    edits: tuple[Edit, ...] = ()
    remarks: tuple[str, ...] = ()
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


def _rows(
    lines: Iterable[Line],
    layout: Layout,
    corrections: Collected,
    *,
    torn: bool = False,
    commas: frozenset[int] = frozenset(),
    fields: Sequence[str] = (),
) -> Iterator[_Found]:
    """Give the rows of a table, with the corrections that have their cells in them, or in columns to be added."""
    wanted = iter(corrections)
    number, mine = next(wanted, (0, []))
    data = -layout.above
    for found in _with_lines(lines, layout):
        if found.row is None:
            yield found
            continue
        data += 1
        if data != number or not data:
            yield found
            continue
        yield _corrected(found, found.row, layout, mine, torn=torn, commas=commas, fields=fields)
        number, mine = next(wanted, (0, []))


def _with_lines(lines: Iterable[Line], layout: Layout) -> Iterator[_Found]:
    """Give the rows of a table with their lines, and the lines between them: all lines of the text, in order."""
    ahead: deque[Line] = deque()

    def texts() -> Iterator[str]:
        for line in lines:
            ahead.append(line)
            yield line.text

    number = 1
    for row in split_rows(texts(), layout):
        for _ in range(row.line - number):
            yield _Found([ahead.popleft()])
        yield _Found([ahead.popleft() for _ in range(row.lines)], row)
        number = row.line + row.lines
    yield from (_Found([line]) for line in ahead)


def _corrected(
    found: _Found,
    row: Row,
    layout: Layout,
    corrections: Sequence[Correction],
    *,
    torn: bool,
    commas: frozenset[int],
    fields: Sequence[str],
) -> _Found:
    if row.problem is not None:
        return found
    text = found.text
    spans = cell_spans(text, row, layout)
    edits: dict[int, Edit] = {}
    remarks: list[str] = []
    added: dict[str, str] = {}
    for correction in corrections:
        if correction.field in fields and all(line.can_hold(correction.value) for line in found.lines):
            added[correction.field] = correction.value
            remarks.append(correction.remark)
            continue
        for cell in layout.columns.cells.get(correction.field, ()):
            # The column that the record took its value from; a list of values is left alone.
            if cell.index >= len(spans) or cell.index in edits:
                continue
            raw = text[slice(*spans[cell.index])]
            if cell.index in commas:
                correction = correction._replace(value=correction.value.replace(".", ","))  # noqa: PLW2901
            written = _written(raw, row.cells[cell.index], correction, layout)
            if written is None or ((torn or row.lines > 1) and raw.count('"') != written.count('"')):
                continue  # the quotation marks say where such rows end
            if all(line.can_hold(written) for line in found.lines):
                edits[cell.index] = (*spans[cell.index], written)
                remarks.append(correction.remark)
                break
    if len(edits) + len(added) < len(corrections):
        return found  # verified were all of them together
    return _Found(found.lines, row, tuple(edits.values()), tuple(remarks), added)


def _written(raw: str, cell: str, correction: Correction, layout: Layout) -> str | None:
    """Write a cell with another value, quoted as it was; None where it does not hold the stated one alone."""
    if not correction.stated:
        return None if cell.strip() else _in_empty(raw, correction.value, layout)
    before, stated, after = cell.partition(correction.stated)
    if not stated or before.strip() or after.strip():
        return None
    value = before + correction.value + after
    if raw != cell:
        start, end = raw.index('"'), raw.rindex('"') + 1
        return raw[:start] + quoted(value) + raw[end:]
    return _cell(value, layout)


def _in_empty(raw: str, value: str, layout: Layout) -> str | None:
    """Write a value into an empty cell, quoted as it was."""
    return quoted(value) if '"' in raw else _cell(value, layout)


def _cell(text: str, layout: Layout) -> str | None:
    """Write a text as a cell, quoted where it must be; None where no cell can hold it."""
    torn = any(character in text for character in ("\n", "\r", layout.delimiter or "\n"))
    if layout.quoted and layout.delimiter is not None:
        return quoted(text) if torn or '"' in text else text
    if torn:
        return None
    return quoted(text) if text.startswith('"') else text


def _added_cells(found: _Found, row: Row, layout: Layout, titles: Sequence[str]) -> list[Edit]:
    """Give the edits that add the cells of new columns, the column of changes last, behind the last of the table."""
    delimiter, text, number = layout.delimiter or "", found.text, len(row.cells)
    is_header = row.line == layout.header_line
    end = len(text)
    remark = "; ".join(found.remarks)
    edits: list[Edit] = []
    if is_header and layout.untitled is not None:
        place = end if layout.untitled else 0
        edits.append((place, place, delimiter))
    elif number > layout.width:
        if any(map(str.strip, row.cells[layout.width :])):
            remark = f"not corrected: {misfit(number, layout.width)}"
        else:
            end = cell_spans(text, row, layout)[layout.width - 1][1]
    like = layout.quoted and text[:end].endswith('"')
    like = like or (layout.quoted and delimiter == "\t" and is_header)  # all titles show the quoting
    cells = [
        title if is_header else remark if title == CHANGES_COLUMN else found.added.get(title, "") for title in titles
    ]
    written = "".join(delimiter + _remark(cell, found.lines, layout, like=like) for cell in cells)
    return [*edits, (end, end, written)]


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """Make one edit of those of a last cell and of the cells behind it."""
    *others, (start, end, added) = edits
    last = next((edit for edit in others if edit[1] == start == end), None)
    if last is None:
        return [*others, (start, end, added)]
    return [*(edit for edit in others if edit is not last), (last[0], end, last[2] + added)]


def _filled_cell(found: _Found, row: Row, column: int, layout: Layout) -> list[Edit]:
    """Give the edit that adds remarks to those that an earlier correction left."""
    spans = cell_spans(found.text, row, layout)
    if column >= len(spans):
        return []
    start, end = spans[column]
    raw, earlier = found.text[start:end], row.cells[column]
    remark = "; ".join([*filter(None, [earlier.strip()]), *found.remarks])
    return [(start, end, _remark(remark, found.lines, layout, like=raw != earlier))]


def _remark(text: str, lines: Iterable[Line], layout: Layout, *, like: bool) -> str:
    """Write a remark as a cell in the encoding of its lines, quoted if it must be or others are."""
    text = re.sub(r"\s+", " ", text)
    for line in lines:
        if not line.can_hold(text):
            text = plain_signs(text).encode(line.encoding, "replace").decode(line.encoding)
    return quoted(text) if like else _cell(text, layout) or ""
