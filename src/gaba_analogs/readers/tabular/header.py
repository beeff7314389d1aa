"""Which of the first rows of a table is its header: above it may stand titles, remarks and merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gaba_analogs.readers.tabular.columns import Columns, field_shown_by, missing_columns, recognise
from gaba_analogs.readers.tabular.units import is_row_of_units

HEADER_ROWS = 25
"""Most rows [-] among which a header is looked for."""
SAMPLE_ROWS = 60
"""Rows [-] below a header that show what its columns hold."""

_SAID_BY_ANY_SMILES = frozenset({"smiles", "connectivity_smiles"})


class Header(NamedTuple):
    """A row of titles.

    Parameters
    ----------
    row
        Its position [-] among the rows, counted from 0.
    columns
        What its columns state.
    missing
        Mapped columns that it lacks.
    units
        A row of units stands below it.
    """

    row: int
    columns: Columns
    missing: Sequence[str]
    units: bool = False

    @property
    def first(self) -> int:
        """Position [-] of the first row of values."""
        return self.row + 1 + self.units


def header_among(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None = None) -> Header | None:
    """Find the row whose cells name most fields; the first of several; None where none of them does.

    Parameters
    ----------
    rows
        The first rows of a table, those below its header included.
    mapping
        Field to column title; a row that has more of these titles is preferred.

    Examples
    --------
    >>> header_among([["Table S1", ""], ["Compound", "SMILES"], ["GABA", "NCCCC(=O)O"]]).row
    1
    """
    found: list[Header] = []
    for index, row in enumerate(rows):
        if not any(row):
            continue
        missing = missing_columns(row, mapping)
        present = {field: column for field, column in (mapping or {}).items() if column not in missing}
        units = index + 1 < len(rows) and is_row_of_units(rows[index + 1])
        first = index + 1 + units
        columns = recognise(row, present, samples=rows[first : first + SAMPLE_ROWS])
        found.append(Header(index, columns, missing, units))
        if len(found) == HEADER_ROWS:
            break
    best = max(found, key=lambda header: (-len(header.missing), len(header.columns.cells)), default=None)
    return best if best is not None and best.columns else None


def is_borne_out(header: Header, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a header names two fields, or one whose values can be nothing else.

    Examples
    --------
    >>> rows = [["SMILES"], ["NCCCC(=O)O"]]
    >>> is_borne_out(header_among(rows), rows)
    True
    """
    cells = header.columns.cells
    if len(cells) != 1:
        return len(cells) > 1
    field, (cell, *_) = next(iter(cells.items()))
    values = [row[cell.index] for row in rows[header.first :] if cell.index < len(row) and row[cell.index]]
    said = _SAID_BY_ANY_SMILES if field in _SAID_BY_ANY_SMILES else {field}
    return 2 * sum(not said.isdisjoint({field_shown_by(value)}) for value in values) > len(values)
