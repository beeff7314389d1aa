"""A comparison with one row per compound, for long series: to sort, filter and export."""

from __future__ import annotations

import pandas as pd

from gaba_analogs.analogs.comparison.entry import Entry, badge
from gaba_analogs.analogs.comparison.readings import Reading
from gaba_analogs.analogs.comparison.table import ComparisonTable
from gaba_analogs.analogs.descriptors import describe


def rows_of(table: ComparisonTable) -> pd.DataFrame:
    """Return structure, descriptors, own values and notes, one row per compound (for ``both``, per form too)."""
    entries = [entry for entry in table.entries for _ in table.form_names]
    notes = {name: "; ".join(group["note"]) for name, group in table.notes.groupby("name", sort=False)}
    columns: dict[str, list[object]] = {
        "stereo": [badge(entry) for entry in entries],
        "smiles": [entry.neutral.smiles for entry in entries],
    }
    columns |= _activities(entries)
    columns |= {header(key): table.frame[key].tolist() for key in table.descriptors}
    columns["notes"] = [notes.get(entry.name, "") for entry in entries]
    made = {name: pd.Series(values, index=table.frame.index, dtype=object) for name, values in columns.items()}
    rows = pd.DataFrame(made, index=table.frame.index).infer_objects()
    rows.attrs.update(table.frame.attrs)
    return rows


def header(key: str) -> str:
    """Return the title of a descriptor's column, with its unit."""
    unit = describe(key).unit
    return f"{key} [{unit}]" if unit else key


def own_quantities(entries: list[Entry]) -> dict[tuple[str, str | None], str]:
    """Return what own values are of, as (property, assay), with the title of each; the assay is said only if needed."""
    kinds = list(dict.fromkeys((r.quantity, r.assay) for entry in entries for r in entry.readings))
    often = [quantity for quantity, _ in kinds]
    return {
        (quantity, assay): f"{quantity}, {assay or 'assay not stated'}" if often.count(quantity) > 1 else quantity
        for quantity, assay in kinds
    }


def own_reading(entry: Entry, kind: tuple[str, str | None]) -> Reading | None:
    """Return the own value of a compound of one property and assay."""
    return next((r for r in entry.readings if (r.quantity, r.assay) == kind), None)


def _activities(entries: list[Entry]) -> dict[str, list[object]]:
    """Return own values as numbers, with columns of their signs and uncertainties where there are any."""
    columns: dict[str, list[object]] = {}
    for kind, title in own_quantities(entries).items():
        found = [own_reading(entry, kind) for entry in entries]
        columns[title] = [None if r is None else r.number for r in found]
        if any(r is not None and r.qualifier not in {None, "="} for r in found):
            columns[f"{title}: sign"] = [None if r is None else r.qualifier for r in found]
        if any(r is not None and r.uncertainty is not None for r in found):
            columns[f"{title}: ±"] = [None if r is None else r.uncertainty for r in found]
    return columns
