"""What potencies mean per atom, per logD and per group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gaba_analogs.analogs.comparison.entry import NEUTRAL, Entry
from gaba_analogs.analogs.comparison.measured import difference, isomer_in, readings_of
from gaba_analogs.analogs.comparison.readings import titled
from gaba_analogs.analogs.descriptors import compute
from gaba_analogs.errors import InputError

KCAL_PER_LOG = 1.37
"""Free energy of binding [kcal/mol] per unit of a negative logarithm, at 300 K."""

_SIGNS = {1: ">", 0: "=", -1: "<"}


def efficiencies(entries: Sequence[Entry], potencies: pd.DataFrame) -> pd.DataFrame:
    """Return ligand efficiency and lipophilic ligand efficiency, or the reason why there is none."""
    by_name = {entry.name: entry for entry in entries}
    rows = [_efficiency(by_name[str(row["name"])], row) for _, row in potencies.iterrows()]
    table = pd.DataFrame(rows, dtype=object)
    table.attrs["units"] = {"le": "kcal/mol per heavy atom", "lle": "-"}
    return table


def _efficiency(entry: Entry, row: pd.Series) -> dict[str, object]:
    potency = float(row["p_activity"])
    heavy = entry.neutral.mol.GetNumHeavyAtoms()
    logd, source, reason = _log_d(entry)
    return {
        "name": entry.name,
        "stereo_form": row["stereo_form"],
        "property": row["property"],
        "p_activity": potency,
        "qualifier": _SIGNS[int(row["p_bound"])],
        "heavy_atoms": heavy,
        "le": round(KCAL_PER_LOG * potency / heavy, 3),
        "log_d": logd,
        "log_d_source": source,
        "lle": None if logd is None else round(potency - logd, 3),
        "reason": reason,
    }


def _log_d(entry: Entry) -> tuple[float | None, str | None, str]:
    """Return logD7.4 and its source, or the reason why there is none."""
    for reading in readings_of(entry):
        if reading.quantity.casefold().startswith("logd") and reading.number is not None and not reading.bound:
            return reading.number, reading.source_key, ""
    if entry.at_ph74.kind == NEUTRAL:
        return round(float(compute(entry.neutral.mol, ["wlogp"])["wlogp"] or 0.0), 3), "WLOGP", ""
    kind = entry.at_ph74.kind
    article = "an" if kind == "anion" else "a"
    return None, None, f"no measured logD, and WLOGP does not hold for {article} {kind}"


def own_differences(first: Entry, second: Entry) -> dict[str, object]:
    """Return how much stronger the second compound is [-] in each own potency of both, and whether it is a bound."""
    found: dict[str, object] = {}
    for a in first.readings:
        for b in second.readings:
            same = (a.quantity, a.assay) == (b.quantity, b.assay)
            if same and a.p_activity is not None and b.p_activity is not None:
                found[f"delta {a.quantity}"], found[f"qualifier {a.quantity}"] = difference(a, b)
    return found


def activity_matrix(groups: pd.DataFrame, potencies: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """Return potencies by two columns of a table of groups; several in one cell are listed with their compounds."""
    for wanted in (rows, columns):
        if wanted not in groups.columns:
            raise InputError(f"no place {wanted!r}: choose from {', '.join(groups.columns)}")
    cells: dict[tuple[str, str], list[str]] = {}
    alone: dict[tuple[str, str], float] = {}
    for _, row in potencies.iterrows():
        group = groups.loc[str(row["name"])]
        if group["reason"]:
            continue
        place = (str(group[rows]), str(group[columns]))
        sign = _SIGNS[int(row["p_bound"])].replace("=", "")
        isomer = isomer_in(row)
        cells.setdefault(place, []).append(f"{titled(row['name'], isomer)} {sign}{float(row['p_activity']):.2f}")
        alone[place] = float(row["p_activity"]) if not sign and isomer is None else float("nan")
    table = pd.DataFrame(
        index=pd.Index(dict.fromkeys(place[0] for place in cells), name=rows),
        columns=pd.Index(dict.fromkeys(place[1] for place in cells), name=columns),
        dtype=object,
    )
    for place, texts in cells.items():
        single = len(texts) == 1 and alone[place] == alone[place]  # not NaN
        table.loc[place[0], place[1]] = alone[place] if single else "; ".join(texts)
    first = potencies.iloc[0]
    table.attrs.update({"property": first["property"], "assay": first["assay"], "source_key": first["source_key"]})
    return table
