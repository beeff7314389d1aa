"""Relations between records as a table: one row for each, with the places and identifiers of both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.across.relations import Related, RelationOfRecords
from gaba_analogs.output.plain_rows import Cell, write_rows

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: dict[str, type] = {
    "name": str,
    "id": str,
    "source": str,
    "line": int,
    "row": int,
    "relation": str,
    "other_name": str,
    "other_id": str,
    "other_source": str,
    "other_line": int,
    "other_row": int,
    "detail": str,
    "inchikey": str,
    "other_inchikey": str,
}
"""Titles and types of the columns."""


def cells_of(found: RelationOfRecords) -> list[Cell]:
    """Give the cells of one relation."""
    one, other = found.subject, found.other
    return [*_which(one), found.relation, *_which(other), found.detail or None, one.key, other.key]


def _which(record: Related) -> list[Cell]:
    place = record.place
    return [record.name, record.identity, place.source, place.line, place.row]


def write_relations(found: Iterable[RelationOfRecords], path: Path, *, raw: bool = False) -> int:
    """Write relations to a file, in the format of its ending; return their number [-]."""
    return write_rows(path, COLUMNS, map(cells_of, found), raw=raw)


def frame_of_relations(found: Iterable[RelationOfRecords], index: pd.Index | None = None) -> pd.DataFrame:
    """Make a DataFrame of relations.

    Parameters
    ----------
    found
        The relations.
    index
        Index of the DataFrame whose rows are related: its labels are named in place of files, lines and rows.
    """
    import pandas as pd  # noqa: PLC0415 - slow to load, used here only

    frame = pd.DataFrame(map(cells_of, found), columns=list(COLUMNS))
    whole = {title: "Int64" for title, kind in COLUMNS.items() if kind is int}
    frame["detail"] = frame["detail"].fillna("")
    frame = frame.astype({title: whole.get(title, "object") for title in COLUMNS})
    if index is None:
        return frame
    for own in ("", "other_"):
        frame[f"{own}row"] = index.take(frame[f"{own}row"].to_numpy(dtype=int) - 1)
    return frame.drop(columns=[f"{own}{title}" for own in ("", "other_") for title in ("source", "line")]).rename(
        columns={f"{own}row": f"{own}index" for own in ("", "other_")}
    )
