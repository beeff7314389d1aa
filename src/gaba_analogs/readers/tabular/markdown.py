"""Tables in Markdown: a header, a ruler, rows of cells between vertical bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from gaba_analogs.errors import NoRecordsError
from gaba_analogs.readers.tabular.columns import (
    Columns,
    absent_column,
    check_mapping,
    missing_columns,
    nothing_recognised,
    recognise,
)
from gaba_analogs.readers.tabular.units import is_row_of_units
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.words import misfit
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

_RULER = regex(r"\s*(?=.*\|)\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CODE = regex(r"(`+)\s*(.*?)\s*\1")


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether a text has a table of Markdown: a line of cells, and a ruler of as many below it.

    Examples
    --------
    >>> is_markdown(["| SMILES | Name |", "|--------|:----:|"])
    True
    """
    return any(_is_header(above, ruler) for above, ruler in pairwise(lines))


def read_markdown(
    lines: Iterable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read the tables of a Markdown text that state fields, one record per row.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to column title; overrides automatic recognition.
    notes
        What to tell of columns that state no field.

    Raises
    ------
    NoRecordsError
        The text has no table, no column is recognised, or no table has a mapped column.
    """
    check_mapping(mapping)
    absent = {field: column for field, column in (mapping or {}).items() if column}
    titles: tuple[str, ...] = ()
    columns: Columns | None = None
    above, number, found, begun = "", 0, False, False
    for line, text in enumerate(lines, start=1):
        if _is_header(above, text):
            header = _cells(above)
            missing = missing_columns(header, mapping)
            present = {field: column for field, column in (mapping or {}).items() if column not in missing}
            absent = {field: column for field, column in absent.items() if column in missing}
            columns = recognise(header, present)
            titles, found, begun = tuple(header), found or bool(columns), True
            if notes is not None and columns:
                notes.saw(columns)
        elif "|" not in text:
            columns = None
        elif columns:
            cells: list[str | None] = [*_cells(text)]
            begins, begun = begun, False
            if begins and is_row_of_units(cells):
                if notes is not None:
                    notes.saw_units(cells)
                continue
            number += 1
            width = len(columns.header)
            problem = None if len(cells) <= width else misfit(len(cells), width)
            cells = [None] * width if problem else cells + [None] * (width - len(cells))
            yield columns.record(cells, Place(name, line, number), problem=problem)
        above = text
    if not titles:
        raise NoRecordsError("no table in this Markdown text", path=name)
    if absent:
        raise absent_column(next(iter(absent.values())), titles, name)
    if not found:
        raise nothing_recognised(titles, name)


def _is_header(above: str, ruler: str) -> bool:
    return "|" in above and _RULER.fullmatch(ruler) is not None and len(_cells(above)) == len(_cells(ruler))


def _cells(line: str) -> list[str]:
    r"""Split a row at its bars; ``\|`` is none, and back-ticks around a whole cell are taken off.

    Examples
    --------
    >>> _cells("| GABA | `NCCCC(=O)O` |")
    ['GABA', 'NCCCC(=O)O']
    """
    text = line.strip().replace(r"\|", "\0")
    text = text.removeprefix("|").removesuffix("|")
    cells = [cell.replace("\0", "|").strip() for cell in text.split("|")]
    return [code[2] if (code := _CODE.fullmatch(cell)) else cell for cell in cells]
