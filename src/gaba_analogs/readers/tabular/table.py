"""Tables: delimited text and pandas DataFrames."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gaba_analogs.errors import InputError, NoRecordsError, did_you_mean
from gaba_analogs.readers.io.text import SAMPLE_CHARACTERS, SAMPLE_LINES, Peekable, Stream
from gaba_analogs.readers.tabular.cells import cell_text, written
from gaba_analogs.readers.tabular.columns import (
    IDENTIFIERS,
    Cell,
    Columns,
    absent_column,
    check_mapping,
    field_shown_by,
    listed,
    missing_columns,
    nearest_title,
    normalised,
    nothing_recognised,
    recognise,
    recognise_values,
    with_others,
)
from gaba_analogs.readers.tabular.fitting import torn_number, untitled_column
from gaba_analogs.readers.tabular.header import HEADER_ROWS
from gaba_analogs.readers.tabular.units import is_row_of_units
from gaba_analogs.readers.wanted import fields_in, with_wanted
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.record.words import misfit
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    import pandas as pd

    from gaba_analogs.readers.notes import InputNotes

DELIMITERS = ("\t", ",", ";", "|")
BATCH_ROWS = 8192
LONGEST_CELL_LINES = 5000
MOST_JOINING_ATTEMPTS = 3

_NUMBER = regex(r"-?\d+(?:\.\d+)?")
_SEPARATOR_LINE = regex(r'"?sep=(.)"?\s*', re.IGNORECASE)


class Row(NamedTuple):
    """One row of a delimited text.

    Parameters
    ----------
    line
        Its first line [-] in the file, counted from 1.
    cells
        Its texts, quotation marks of the format taken off.
    problem
        Why it could not be read; None when it could.
    lines
        How many lines [-] it takes.
    """

    line: int
    cells: list[str]
    problem: str | None = None
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited text is built.

    Parameters
    ----------
    delimiter
        What stands between cells; None when there is one column.
    quoted
        Cells may be quoted, and then hold delimiters and line ends.
    header_line
        Line [-] of the header, counted from 1; None when the first row is data.
    first_line
        Line [-] of the first row, header or not.
    width
        Number [-] of columns.
    columns
        What they state.
    untitled
        Position [-] of a column for which the header lacks a cell; None where it lacks none.
    units
        A row of units stands below the header.
    """

    delimiter: str | None
    quoted: bool
    header_line: int | None
    first_line: int
    width: int
    columns: Columns
    untitled: int | None = None
    units: bool = False

    @property
    def above(self) -> int:
        """How many rows [-] stand above the first record: the header, and a row of units below it."""
        return 0 if self.header_line is None else 1 + self.units


# ------------------------------------------------------------------------------------------------
# Delimited text


def read_csv_like(
    stream: Stream, *, delimiter: str | None = None, mapping: Mapping[str, str] | None = None
) -> Iterator[StructureRecord]:
    """Read a delimited text, one record per row.

    Parameters
    ----------
    stream
        The input.
    delimiter
        The one to expect; another is taken where only it makes sense of the header.
    mapping
        Field to column title; these win over the usual spellings.

    Raises
    ------
    InputError
        No column is recognised, or a mapped column is absent.
    """
    return table_records(stream.lines(), stream.name, delimiter=delimiter, mapping=mapping)


def table_records(
    lines: Peekable[str],
    name: str,
    *,
    delimiter: str | None = None,
    titles: Sequence[str] | None = None,
    mapping: Mapping[str, str] | None = None,
    notes: InputNotes | None = None,
) -> Iterator[StructureRecord]:
    """Read the lines of a delimited text, one record per row.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    delimiter
        The one to expect; another is taken where only it makes sense of the header.
    titles
        Those of a text that is known to have tabs and no header.
    mapping
        Field to column title; these win over the usual spellings.
    notes
        What to tell of columns that state no field.
    """
    layout = layout_of(lines, name, delimiter=delimiter, titles=titles, mapping=mapping)
    if notes is not None and layout.header_line is not None:
        first = [row.cells for row in split_rows(iter(lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)), layout)]
        if layout.units:
            notes.saw_units(first[1])
        notes.saw(layout.columns, [cells for cells in first[layout.above :] if _fits(cells, layout)])
        if layout.untitled is not None:
            notes.remarks.append(_UNTITLED[layout.untitled > 0])
    rows = islice(split_rows(lines, layout), layout.above, None)
    width, record = layout.width, layout.columns.record
    empty = [None] * width
    for number, (line, found, fault, _) in enumerate(rows, start=1):
        cells, problem = (found, fault) if fault or len(found) == width else _fitted(found, layout)
        yield record(empty if problem else cells, Place(name, line, number), problem=problem)


_UNTITLED = (
    "the first column, which has no title, was taken for row labels",
    "the last column, which has no title, was not read",
)


def _fits(cells: list[str], layout: Layout) -> bool:
    return len(cells) == layout.width or _fitted(cells, layout)[1] is None


def _fitted(cells: list[str], layout: Layout) -> tuple[list[str], str | None]:
    """Cut the empty cells at the end of a row that is too long; else say what is wrong with it."""
    if len(cells) > layout.width and not any(map(str.strip, cells[layout.width :])):
        return cells[: layout.width], None
    model = "the header" if layout.header_line is not None else "the first row"
    problem = misfit(len(cells), layout.width, model)
    columns = layout.columns
    hint = torn_number(cells, columns.header, columns.masses()) if layout.delimiter == "," else ""
    return cells, f"{problem}: {hint}" if hint else problem


def layout_of(
    lines: Peekable[str],
    name: str,
    *,
    delimiter: str | None = None,
    titles: Sequence[str] | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Layout:
    """Give the layout of a delimited text, whose lines are only looked at.

    Parameters
    ----------
    lines, name, delimiter, titles, mapping
        As for `table_records`.

    Raises
    ------
    InputError
        No column is recognised, or a mapped column is absent.
    """
    if titles is None:
        return find_layout(lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS), name, delimiter, mapping)
    columns = recognise(titles, mapping, path=name)
    return Layout("\t", quoted=False, header_line=None, first_line=1, width=len(titles), columns=columns)


def find_layout(
    lines: Sequence[str],
    name: str,
    preferred: str | None,
    mapping: Mapping[str, str] | None,
    *,
    below_titles: bool = True,
) -> Layout:
    """Find out from the first lines of a text how its table is built.

    Parameters
    ----------
    lines
        The first lines.
    name, preferred, mapping
        As for `table_records`.
    below_titles
        The header may stand below lines of another kind.

    Raises
    ------
    InputError
        No column is recognised, or a mapped column is absent.
    """
    start, declared = _preamble(lines, mapping)
    if start == len(lines):
        if len(lines) >= SAMPLE_LINES:
            raise NoRecordsError(
                f"no table begins within the first {len(lines)} lines: remove what is above it", path=name
            )
        raise InputError("the input is empty: nothing to read", path=name)
    candidates = [d for d in (declared, preferred, *DELIMITERS) if d is not None]
    order = list(dict.fromkeys(candidates))
    tried = [_try_header(lines, start, delimiter, mapping) for delimiter in order]
    layout, missing = _best(tried, lines)
    if below_titles and not _begins_table(layout, missing) and (below := _header_below(lines, start, order, mapping)):
        start = below
        tried = [_try_header(lines, start, delimiter, mapping) for delimiter in order]
        layout, missing = _best(tried, lines)
    if missing:
        raise absent_column(missing[0], layout.columns.header, name)
    by_number = bool(mapping) and _mapped_by_number(layout.columns, mapping or {})
    if layout.columns and not by_number and not _is_data(layout.columns.header):
        return layout
    headerless = [found for delimiter in order if (found := _try_values(lines, start, delimiter)) is not None]
    if headerless:
        best = max(
            headerless,
            key=lambda found: (found.width == 1, len(found.columns.used()), _agreement(lines, found)),
        )
        best = _headerless(best, layout.columns, mapping or {}) if by_number else best
        return _with_wanted(best, mapping, name)
    if by_number:
        return _with_wanted(_headerless(layout, layout.columns, mapping or {}), mapping, name)
    widest = max((t[0] for t in tried), key=lambda found: (_agreement(lines, found), found.width))
    titles = widest.columns.header
    if titles and titles[0].lstrip().startswith("<"):
        raise NoRecordsError("this is an HTML or XML page: save the table itself as CSV", path=name)
    raise nothing_recognised(titles, name)


def _with_wanted(layout: Layout, mapping: Mapping[str, str] | None, name: str) -> Layout:
    """Find what is wanted beside the fields in a table without header, by number."""
    for missing in missing_columns(layout.columns.header, mapping):
        raise absent_column(missing, layout.columns.header, name)
    return replace(layout, columns=with_others(layout.columns, mapping))


def _best(tried: Sequence[tuple[Layout, list[str]]], lines: Sequence[str]) -> tuple[Layout, list[str]]:
    return max(tried, key=lambda found: (-len(found[1]), len(found[0].columns.used()), _agreement(lines, found[0])))


def _begins_table(layout: Layout, missing: Sequence[str]) -> bool:
    """Tell whether a first line is a header, as it names two fields, or a row, as it holds structures."""
    return _is_data(layout.columns.header) or (len(layout.columns.cells) > 1 and not missing)


def _header_below(
    lines: Sequence[str],
    start: int,
    delimiters: Sequence[str],
    mapping: Mapping[str, str] | None,
) -> int | None:
    """Find the line that names most fields below a first one that is no header: a title, a remark, an address.

    It must name two fields, or have all the columns that are mapped by their titles.
    """
    by_title = any(column and not column.isdigit() for column in (mapping or {}).values())
    most, best = 0 if by_title else 1, None
    candidates = [index for index in range(start + 1, len(lines)) if lines[index].strip()]
    for index in candidates[: HEADER_ROWS - 1]:
        for delimiter in delimiters:
            titles = [title.strip().strip('"') for title in lines[index].split(delimiter)]
            if len(titles) < 2 or missing_columns(titles, mapping) or _is_data(titles):
                continue
            count = len(recognise(titles, mapping).cells)
            if count > most:
                most, best = count, index
    return best


def _preamble(lines: Sequence[str], mapping: Mapping[str, str] | None) -> tuple[int, str | None]:
    """Skip blank lines, comments and Excel's ``sep=;``; give the first line's index and that delimiter."""
    declared = None
    for index, line in enumerate(lines):
        separator = _SEPARATOR_LINE.fullmatch(line.strip())
        if separator is not None and index == 0:
            declared = separator[1]
        elif line.lstrip().startswith(("#", '"#')) and not _comment_is_header(line, mapping):
            continue
        elif line.strip(" \t\0"):
            return index, declared
    return len(lines), declared


def _comment_is_header(line: str, mapping: Mapping[str, str] | None) -> bool:
    titles = [split_cells(line, delimiter)[0] for delimiter in DELIMITERS]
    return any(len(title) > 1 and not missing_columns(title, mapping) and recognise(title, mapping) for title in titles)


def _try_header(
    lines: Sequence[str], start: int, delimiter: str, mapping: Mapping[str, str] | None
) -> tuple[Layout, list[str]]:
    """Read the first line as a header; also tell which mapped columns it lacks."""
    quoted = delimiter != "\t" or _all_quoted(lines[start], delimiter)
    raw = Layout(delimiter, quoted, start + 1, start + 1, 0, Columns((), {}))
    rows = [row.cells for row in split_rows(iter(lines), raw)]
    header = [title.strip().strip("\ufeff").strip() for title in rows[0]] if rows else []
    if not quoted and rows:  # what its quotation marks mean depends on how many cells a row should have
        rows = [row.cells for row in split_rows(iter(lines), replace(raw, width=len(header)))]
    units = len(rows) > 1 and is_row_of_units(rows[1])
    samples = rows[1 + units :]
    untitled = _untitled(header, samples, mapping)
    if untitled is not None:
        header.insert(untitled, "")
    if len(header) == 1:
        layout, missing = _one_column(header, start, mapping)
        return replace(layout, units=units), missing
    missing = missing_columns(header, mapping)
    columns = recognise(header, None if missing else mapping, samples=samples)
    return Layout(delimiter, quoted, start + 1, start + 1, len(header), columns, untitled, units), missing


def _untitled(header: list[str], samples: Sequence[Sequence[str]], mapping: Mapping[str, str] | None) -> int | None:
    """Find the column for which a header lacks a title: row labels as R writes them, or remarks behind the others."""
    longer = bool(samples) and all(len(row) == len(header) + 1 for row in samples)
    if not longer or not any(row[-1].strip() for row in samples):
        return None
    return untitled_column(header, None if missing_columns(["", *header], mapping) else mapping, samples)


def _one_column(header: list[str], start: int, mapping: Mapping[str, str] | None) -> tuple[Layout, list[str]]:
    missing = missing_columns(header, mapping)
    columns = recognise(header, None if missing else mapping)
    return Layout(None, quoted=True, header_line=start + 1, first_line=start + 1, width=1, columns=columns), missing


def _try_values(lines: Sequence[str], start: int, delimiter: str) -> Layout | None:
    raw = Layout(delimiter, delimiter != "\t", None, start + 1, 0, Columns((), {}))
    rows = [row.cells for row in split_rows(iter(lines), raw)]
    if rows and len(rows[0]) == 1:
        raw = Layout(None, quoted=False, header_line=None, first_line=start + 1, width=1, columns=raw.columns)
        rows = [row.cells for row in split_rows(iter(lines), raw)]
    columns = recognise_values(rows)
    if columns is None:
        return None
    return Layout(raw.delimiter, raw.quoted, None, start + 1, len(columns.header), columns)


def _agreement(lines: Sequence[str], layout: Layout) -> float:
    """Share [-] of the first rows that have as many cells as the first; 0 where there is one column."""
    if layout.width < 2:
        return 0
    widths = [len(row.cells) for row in split_rows(iter(lines), layout)]
    return sum(width == layout.width for width in widths) / len(widths)


def _is_data(header: Sequence[str]) -> bool:
    """Tell whether a first row is no header: it holds an InChI or an InChIKey."""
    return any(field_shown_by(title) in {"inchi", "inchikey"} for title in header)


def _mapped_by_number(columns: Columns, mapping: Mapping[str, str]) -> bool:
    """Tell whether columns are mapped by number and the first row already holds such values."""
    read = {field: column for field, column in fields_in(mapping).items() if column}
    titles = {field: columns.header[columns.cells[field][0].index] for field in read}
    by_number = all(column.isdigit() and column != titles[field] for field, column in read.items())
    return (
        bool(read)
        and by_number
        and any(field_shown_by(title) == field or _NUMBER.fullmatch(title) for field, title in titles.items())
    )


def _headerless(layout: Layout, mapped: Columns, mapping: Mapping[str, str]) -> Layout:
    """Give the layout of a table without header some of whose columns are mapped by number."""
    titles = tuple(f"column {number}" for number in range(1, layout.width + 1))
    own = {field: mapped.cells[field] for field, column in fields_in(mapping).items() if column}
    taken = {cell.index for cells in own.values() for cell in cells}
    others = {
        field: cells
        for field, cells in layout.columns.cells.items()
        if field not in mapping and not taken.intersection(cell.index for cell in cells)
    }
    found = others | own
    columns = Columns(titles, {field: found[field] for field in FIELDS if field in found})
    return Layout(layout.delimiter, layout.quoted, None, layout.first_line, layout.width, columns)


def _all_quoted(line: str, delimiter: str) -> bool:
    cells = [cell for cell in line.split(delimiter) if cell]
    return all(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in cells)


def split_rows(lines: Iterator[str], layout: Layout) -> Iterator[Row]:
    """Split the lines of a text into rows, from the layout's first line on; blank lines are no rows.

    A quotation mark that is never closed costs its own row, not those after it.
    """
    numbered = _Numbered(lines, layout.first_line)
    simple = _simple_splitter(layout.delimiter)
    blank = " \0\x1a\ufeff" if layout.delimiter == "\t" else " \t\0\x1a\ufeff"
    for number, line in numbered:
        if not line.strip(blank) or (line.startswith("#") and _is_comment(line, layout, number)):
            continue
        if layout.delimiter is None and not (layout.quoted and line.startswith('"')):
            yield Row(number, [line])
        elif '"' not in line:
            yield Row(number, line.split(layout.delimiter))
        elif layout.quoted and (cells := simple(line)):
            yield Row(number, cells)
        elif layout.quoted:
            yield _quoted_row(number, line, numbered, layout)
        else:
            yield _spread_row(number, line, numbered, layout)


def _is_comment(line: str, layout: Layout, number: int) -> bool:
    """Tell whether a line that begins with ``#`` is none of a table: it has another number of cells than the header."""
    if layout.header_line is None:
        return True
    return number > layout.header_line and layout.width > 1 and line.count(layout.delimiter or "\n") + 1 < layout.width


class _Numbered:
    """Lines with their numbers, from a first one on, that can be handed back."""

    def __init__(self, lines: Iterator[str], first: int) -> None:
        self._lines = enumerate(islice(lines, first - 1, None), start=first)
        self._back: deque[tuple[int, str]] = deque()

    def __iter__(self) -> Iterator[tuple[int, str]]:
        while True:
            while self._back:
                yield self._back.popleft()
            for numbered in self._lines:
                yield numbered
                if self._back:
                    break
            else:
                return

    def hand_back(self, lines: Sequence[tuple[int, str]]) -> None:
        self._back.extendleft(reversed(lines))


def _unquoted_cells(line: str, layout: Layout) -> list[str]:
    """Split a line at every delimiter; take off quotation marks only where a whole cell is quoted."""
    cells = [_unquoted(cell) for cell in line.split(layout.delimiter)]
    if layout.width and len(cells) != layout.width:
        quoted, is_open = split_cells(line, layout.delimiter)
        if not is_open and len(quoted) == layout.width:
            return quoted
    return cells


def _spread_row(number: int, line: str, numbered: _Numbered, layout: Layout) -> Row:
    """Split a line; where cells are missing and a quoted one is open, as of a molfile, take the lines that it spans."""
    cells = _unquoted_cells(line, layout)
    if len(cells) >= layout.width or not split_cells(line, layout.delimiter)[1]:
        return Row(number, cells)
    row = _quoted_row(number, line, numbered, layout)
    return Row(number, cells) if row.problem else row


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell


def _quoted_row(number: int, line: str, numbered: _Numbered, layout: Layout) -> Row:
    """Split a line with quotation marks, joining the lines that a quoted cell spans."""
    cells, is_open = split_cells(line, layout.delimiter)
    if not is_open:
        return Row(number, cells)
    following: list[tuple[int, str]] = []
    attempts = 0
    for found in numbered:
        following.append(found)
        if found[1].count('"') % 2:
            whole = "\n".join([line, *(text for _, text in following)])
            cells, is_open = split_cells(whole, layout.delimiter, strict=True)
            attempts += 1
            if not is_open or attempts == MOST_JOINING_ATTEMPTS:
                break
        if len(following) >= LONGEST_CELL_LINES:
            break
    if not is_open and (not layout.width or len(cells) == layout.width):
        return Row(number, cells, lines=1 + len(following))
    numbered.hand_back(following)
    cells = [line] if layout.delimiter is None else line.split(layout.delimiter)
    return Row(number, cells, problem="a quotation mark is opened and never closed")


def split_cells(text: str, delimiter: str | None, *, strict: bool = False) -> tuple[list[str], bool]:
    """Split a row whose cells may be quoted; also tell whether a quoted cell is still open.

    Strictly, a quoted cell that goes on after its closing quotation mark counts as open too.

    Examples
    --------
    >>> split_cells('GABA,"4-aminobutanoic acid, piperidic acid",56-12-2', ",")
    (['GABA', '4-aminobutanoic acid, piperidic acid', '56-12-2'], False)
    """
    if '"' in text and (simple := _simple_splitter(delimiter)(text)):
        return simple, False
    cells: list[str] = []
    position = 0
    while True:
        end, quoted = _next_cell(text, delimiter, position)
        if end is None:
            cells.append(quoted or "")
            return cells, True
        if strict and quoted is None and text[position:end].lstrip(" ").startswith('"'):
            return cells, True
        cells.append(text[position:end] if quoted is None else quoted)
        if end == len(text):
            return cells, False
        position = end + 1


def cell_spans(text: str, row: Row, layout: Layout) -> list[tuple[int, int]]:
    """Give where the cells of a row stand in its text, their quotation marks included.

    Parameters
    ----------
    text
        The lines of the row, joined by line feeds.
    row
        The row, as `split_rows` gives it.
    layout
        That of the table.

    Examples
    --------
    >>> layout = Layout(",", quoted=True, header_line=1, first_line=1, width=2, columns=Columns((), {}))
    >>> cell_spans('"GABA",56-12-2', Row(2, ["GABA", "56-12-2"]), layout)
    [(0, 6), (7, 14)]
    """
    quoted = layout.quoted or text.count(layout.delimiter or "\n") + 1 != len(row.cells)
    spans: list[tuple[int, int]] = []
    position = 0
    while True:
        end = _next_cell(text, layout.delimiter, position)[0] if quoted else _cell_end(text, layout.delimiter, position)
        spans.append((position, len(text) if end is None else end))
        if end is None or end == len(text):
            return spans
        position = end + 1


def _next_cell(text: str, delimiter: str | None, position: int) -> tuple[int | None, str | None]:
    """Give the end of the cell that begins at a position, None where its quotes never close, and what they hold."""
    begin = position
    while text.startswith(" ", begin):
        begin += 1
    if not text.startswith('"', begin):
        return _cell_end(text, delimiter, position), None
    close = _closing_quote(text, begin + 1)
    if close < 0:
        return None, text[begin + 1 :]
    end = _cell_end(text, delimiter, close + 1)
    return end, None if text[close + 1 : end].strip() else text[begin + 1 : close].replace('""', '"')


def _simple_splitter(delimiter: str | None) -> Callable[[str], list[str]]:
    """Make what splits a row that is written as it should be, and gives nothing where `split_cells` has to look closer.

    One reader serves all rows, because making it takes as long as reading a row with it. It finds
    one line at a time in its queue, and none where a quoted cell goes on.
    """
    if delimiter is None:
        return lambda _: []
    queue: list[str] = []
    reader = csv.reader(iter(queue.pop, None), delimiter=delimiter, strict=True)

    def split(text: str) -> list[str]:
        if ' "' in text:
            return []
        queue.append(text)
        try:
            return next(reader)
        except (csv.Error, IndexError):
            return []

    return split


def _closing_quote(text: str, position: int) -> int:
    while (close := text.find('"', position)) >= 0 and text.startswith('"', close + 1):
        position = close + 2
    return close


def _cell_end(text: str, delimiter: str | None, position: int) -> int:
    end = -1 if delimiter is None else text.find(delimiter, position)
    return len(text) if end < 0 else end


# ------------------------------------------------------------------------------------------------
# DataFrames


def records_from_frame(
    frame: pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    carried: Iterable[str] = (),
) -> Iterator[StructureRecord]:
    """Read a DataFrame, one record per row.

    Parameters
    ----------
    frame
        Columns are recognised by the usual spellings, and so is the name of the index.
    mapping
        Field to column title; these win over the usual spellings.
    identity
        Column of identifiers, as for `verify_frame`.

    Raises
    ------
    InputError
        No column is recognised, or a mapped column is absent.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Name": ["GABA"], "SMILES": ["NCCCC(=O)O"], "CID": [119.0]})
    >>> next(records_from_frame(frame)).pubchem_cid
    '119'
    """
    return frame_records(frame, frame_columns(frame, mapping, identity, carried))


def frame_columns(
    frame: pd.DataFrame,
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    carried: Iterable[str] = (),
) -> Columns:
    """Find the columns of a DataFrame that state a field, and that of identifiers; raises as `records_from_frame`.

    The levels of the index stand behind the columns, and state what no column does.
    """
    if mapping is not None and not isinstance(mapping, Mapping):
        raise InputError(f"mapping: expected {{field: column}}, got {a_kind_of(mapping)}")
    own = {str(name): str(column) for name, column in (mapping or {}).items()}
    check_mapping(own)
    own = with_wanted(own, identity, carried)
    titles = [written(title) for title in frame.columns]
    levels = ["" if name is None or written(name) in titles else written(name) for name in frame.index.names]
    header = [*titles, *levels]
    if not any(header) and not titles:
        raise InputError("the DataFrame has no columns")
    if missing := missing_columns([*titles, *filter(None, levels)], own):
        hint = did_you_mean(nearest_title(missing[0], header))
        raise InputError(f"no column {missing[0]!r} in the DataFrame; found {listed(header)}{hint}")
    samples = _frame_texts(frame.head(20), Columns((), {}), range(len(header)))
    found = recognise(header, own, samples=list(zip(*samples, strict=True)))
    columns = replace(found, cells=_before_the_index(found, len(titles), own))
    if not columns:
        raise InputError(f"no column recognised; found {listed(header)}: name one with mapping={{'smiles': 'COLUMN'}}")
    return columns


def _before_the_index(columns: Columns, width: int, mapping: Mapping[str, str]) -> dict[str, tuple[Cell, ...]]:
    """Leave the index aside where a column states the field, or where it holds identifiers of one's own."""
    kept = {}
    for name, cells in columns.cells.items():
        own = tuple(cell for cell in cells if cell.index < width) or tuple(
            cell for cell in cells if name in mapping or normalised(columns.header[cell.index]) not in IDENTIFIERS
        )
        if own:
            kept[name] = own
    return kept


def frame_records(frame: pd.DataFrame, columns: Columns) -> Iterator[StructureRecord]:
    """Read a DataFrame whose columns are known, one record per row."""
    used = columns.used()
    empty: list[str | None] = [None] * len(columns.header)
    labels = frame.index.map(written)
    known = columns.identity is None and _tells_apart(frame.index)
    for start in range(0, len(frame), BATCH_ROWS):
        part = frame.iloc[start : start + BATCH_ROWS]
        texts = _frame_texts(part, columns, used)
        for number, row in enumerate(zip(*texts, strict=True), start=start + 1):
            cells = list(empty)
            for index, text in zip(used, row, strict=True):
                cells[index] = text
            label = labels[number - 1]
            record = columns.record(cells, Place(row=number, label=label))
            yield replace(record, identity=label) if known else record


def _tells_apart(index: pd.Index) -> bool:
    """Tell whether the labels of an index are identifiers, not just numbers of rows."""
    named = any(name is not None for name in index.names)
    return bool(index.is_unique) and (named or index.inferred_type == "string")


def _frame_texts(part: pd.DataFrame, columns: Columns, used: Sequence[int]) -> list[list[str | None]]:
    texts, width = [], part.shape[1]
    for index in used:
        column = part.iloc[:, index] if index < width else part.index.get_level_values(index - width)
        values = list(column.array) if str(column.dtype) in _SHORT_FLOATS else column.tolist()
        name = columns.field_of(index)
        texts.append([cell_text(value, name) for value in values])
    return texts


_SHORT_FLOATS = frozenset({"float32", "float16"})
"""Types whose numbers Python would write with more digits than they have."""
