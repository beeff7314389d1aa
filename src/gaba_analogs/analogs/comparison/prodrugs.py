"""Prodrugs and other masked amino acids of a comparison, beside their parents."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gaba_analogs.analogs.comparison.entry import Entry, entries_of
from gaba_analogs.analogs.comparison.masked import Unmasked, unmask
from gaba_analogs.analogs.descriptors import compute

_COLUMNS = ("parent", "masks", "promoiety", "released", "parent_percent")


def prodrug_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return what each masked amino acid consists of."""
    rows = [(entry.name, _row(entry, found)) for entry in entries if (found := unmask(entry.neutral.mol)) is not None]
    index = pd.Index([name for name, _ in rows], name="name", dtype=object)
    table = pd.DataFrame([row for _, row in rows], columns=list(_COLUMNS), index=index, dtype=object)
    table.attrs["units"] = {"parent_percent": "%"}
    return table


def with_parents(entries: Sequence[Entry]) -> list[Entry]:
    """Return compounds, each masked amino acid followed by its parent unless that is among them."""
    there = {entry.inchikey for entry in entries}
    made: list[Entry] = []
    for entry in entries:
        made.append(entry)
        found = unmask(entry.neutral.mol)
        if found is None:
            continue
        name = found.key or f"parent of {entry.name}"
        name = f"{name} (parent)" if name in {other.name for other in (*entries, *made)} else name
        (_, parent), *_ = entries_of({name: found.key or found.mol})[0]
        if parent.inchikey is None or parent.inchikey not in there:
            there.add(parent.inchikey)
            made.append(parent)
    return made


def _row(entry: Entry, found: Unmasked) -> dict[str, object]:
    parent, whole = (
        float(compute(mol, ["molecular_weight"])["molecular_weight"] or 0.0) for mol in (found.mol, entry.neutral.mol)
    )
    return {
        "parent": found.title,
        "masks": "; ".join(map(str, found.masks)),
        "promoiety": "; ".join(mask.smiles for mask in found.masks),
        "released": ", ".join(found.released),
        "parent_percent": round(100 * parent / whole, 1),
    }
