"""Bundled measured values, as their sources state them: never averaged, never mixed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import combinations

import pandas as pd

from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.similarity import tanimoto
from gaba_analogs.analogs.family import Measurement, compounds, pharmacology, sources
from gaba_analogs.errors import InputError

STEREO_CLIFF = "stereo cliff"
"""Verdict on a pair of mirror images, whose similarity without chirality is 1."""
_TO_MOLAR = {"M": 1.0, "mM": 1e-3, "uM": 1e-6, "µM": 1e-6, "nM": 1e-9, "pM": 1e-12}
_POTENCY = re.compile(r"\b(?:Ki|Kd|IC50|EC50|Km)\b")
MEASURED_COLUMNS = (
    "compound_key",
    "stereo_form",
    "property",
    "value",
    "number",
    "unit",
    "qualifier",
    "assay",
    "species",
    "source_key",
    "citation",
    "doi",
    "note",
)
_GROUP = ["property", "assay", "species", "source_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """The ratio of two values of one property, from one assay of one source.

    Parameters
    ----------
    value
        Ratio [-].
    qualifier
        ``=``, ``~``, ``<`` or ``>``, as the two values allow.
    uncertainty
        Uncertainty [-], propagated to first order from stated ± values; None if none are stated.
    numerator, denominator
        Names of the compounds.
    property, assay, species
        What was measured, and how.
    source_key, citation
        Source of both values.
    """

    value: float
    qualifier: str
    uncertainty: float | None
    numerator: str
    denominator: str
    property: str
    assay: str | None
    species: str | None
    source_key: str
    citation: str

    def __str__(self) -> str:
        sign = "" if self.qualifier == "=" else self.qualifier
        spread = "" if self.uncertainty is None else f" ± {self.uncertainty:.2g}"
        how = ", ".join(part for part in (self.assay, self.species) if part)
        return (
            f"{self.property}, {self.numerator} over {self.denominator}: {sign}{self.value:.3g}{spread} "
            f"({how}; {self.citation})"
        )


def measurements_of(entry: Entry, *, isomers: bool = False) -> list[Measurement]:
    """Return the measured values of a compound, on request with those of its other stereoisomers."""
    if not isomers:
        return pharmacology(entry.key) if entry.key else []
    return [row for row in pharmacology() if compounds()[row.compound_key].inchikey[:14] == entry.skeleton]


def measured_table(entries: Sequence[Entry], wanted: str | None, *, isomers: bool) -> pd.DataFrame:
    """Return the measured values of several compounds, one row each."""
    pairs = [(entry, row) for entry in entries for row in measurements_of(entry, isomers=isomers)]
    if wanted is not None:
        _check_property(wanted)
        pairs = [(entry, row) for entry, row in pairs if wanted.casefold() in row.property.casefold()]
    rows: list[dict[str, object]] = []
    seen: set[Measurement] = set()
    for entry, row in pairs:
        if isomers and row in seen:
            continue
        seen.add(row)
        rows.append({"name": entry.name, **_as_dict(row)})
    return pd.DataFrame(rows, columns=["name", *MEASURED_COLUMNS], dtype=object)


def ratio_of(top: Entry, bottom: Entry, wanted: str, assay: str | None) -> Ratio:
    """Return the ratio of two values of one property, within one assay of one source."""
    _check_property(wanted)
    names = [top.name, bottom.name]
    tops, bottoms = (
        [m for m in measurements_of(entry) if wanted.casefold() in m.property.casefold()] for entry in (top, bottom)
    )
    for name, found in zip(names, (tops, bottoms), strict=True):
        if not any(m.number() is not None for m in found):
            raise InputError(f"no numeric value of {wanted!r} for {name}: see measured({wanted!r})")
    pairs = [
        (a, b)
        for a in tops
        for b in bottoms
        if _assay_of(a) == _assay_of(b) and (assay is None or assay.casefold() in (a.assay or "").casefold())
    ]
    pairs = [(a, b) for a, b in pairs if a.number() is not None and b.number()]
    if not pairs:
        raise InputError(_why_no_ratio(names, tops, bottoms, wanted))
    if len(pairs) > 1:
        choices = "; ".join(sorted(f"{a.property}, {a.assay or 'assay not stated'}" for a, _ in pairs))
        raise InputError(f"{len(pairs)} assays measured {wanted!r} for both; choose one with assay=: {choices}")
    return _ratio(names, *pairs[0])


def potencies(entries: Sequence[Entry], wanted: str | None, *, isomers: bool) -> pd.DataFrame:
    """Return the potencies among the measured values, as -log10 of the concentration [mol/L]."""
    table = measured_table(entries, wanted, isomers=isomers)
    if table.empty:
        return table.assign(p_activity=[])
    usable = [
        unit in _TO_MOLAR and bool(number) and _POTENCY.search(str(prop)) is not None
        for unit, number, prop in zip(table["unit"], table["number"], table["property"], strict=True)
    ]
    table = table[usable].copy()
    table["p_activity"] = [
        round(-math.log10(float(number) * _TO_MOLAR[str(unit)]), 6)
        for number, unit in zip(table["number"], table["unit"], strict=True)
    ]
    return table


def one_assay(entries: Sequence[Entry], wanted: str | None, assay: str | None, *, isomers: bool) -> pd.DataFrame:
    """Return the potencies from one assay; raise if there is none or more than one."""
    table = potencies(entries, wanted, isomers=isomers)
    if assay is not None:
        table = table[[assay.casefold() in str(text or "").casefold() for text in table["assay"]]]
    if table.empty:
        names = ", ".join(entry.name for entry in entries)
        raise InputError(f"no potency{f' {wanted!r}' if wanted else ''} for {names}: see measured()")
    groups = table.groupby(_GROUP, dropna=False, sort=False).size()
    if len(groups) > 1:
        listed = "; ".join(
            f"{prop}, {how if isinstance(how, str) else 'assay not stated'}" for prop, how, *_ in groups.index
        )
        raise InputError(f"{len(groups)} assays cannot share one axis; choose one with property= and assay=: {listed}")
    return table.reset_index(drop=True)


def activity_cliffs(entries: Sequence[Entry], wanted: str | None) -> pd.DataFrame:
    """Return the difference in activity per dissimilarity of each pair within one assay."""
    table = potencies(entries, wanted, isomers=True)
    groups = (group for _, group in table.groupby(_GROUP, dropna=False, sort=False))
    rows = [_cliff(a, b) for group in groups for (_, a), (_, b) in combinations(group.iterrows(), 2)]
    columns = ["first", "second", "property", "assay", "delta_p", "qualifier", "similarity", "sali", "verdict"]
    return pd.DataFrame(rows, columns=[*columns, "source_key"])


def _as_dict(row: Measurement) -> dict[str, object]:
    source = _sources()[row.source_key]
    return {
        **{c: getattr(row, c) for c in MEASURED_COLUMNS if c not in {"number", "citation", "doi"}},
        "number": row.number(),
        "citation": source[0],
        "doi": source[1],
    }


@cache
def _sources() -> Mapping[str, tuple[str, str | None]]:
    return {source.source_key: (source.citation, source.doi) for source in sources()}


def _check_property(wanted: str) -> None:
    known = sorted({row.property for row in pharmacology()})
    if not any(wanted.casefold() in name.casefold() for name in known):
        near = get_close_matches(wanted, known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see measured() for a list"
        raise InputError(f"no measured property {wanted!r}: {hint}")


def _assay_of(row: Measurement) -> tuple[str | None, ...]:
    return (row.property, row.unit, row.assay, row.species, row.source_key)


def _why_no_ratio(names: list[str], tops: list[Measurement], bottoms: list[Measurement], wanted: str) -> str:
    pairs = [(a, b) for a in tops for b in bottoms if a.number() is not None and b.number() is not None]
    described = [
        f"{name}: {row.value} {row.unit or ''}, {row.assay or 'assay not stated'} [{row.source_key}]"
        for name, rows in zip(names, (tops, bottoms), strict=True)
        for row in rows
    ]
    if any(a.property == b.property and a.unit != b.unit for a, b in pairs):
        why = "the units differ"
    elif any(a.property == b.property for a, b in pairs):
        why = "the assay, species or source differs"
    else:
        why = "the properties differ"
    return f"no ratio of {wanted!r}: {why} ({'; '.join(described)})"


def _uncertainty(row: Measurement) -> float | None:
    text = row.qualifier or ""
    return float(text[1:]) if re.fullmatch(r"±\d+(?:\.\d+)?", text) else None


def _bound(row: Measurement) -> int:
    """Return +1 if the stated value is a lower bound, -1 if an upper bound, 0 if it is the value [-]."""
    return {">": 1, ">=": 1, "<": -1, "<=": -1}.get(row.qualifier or "", 0)


def _ratio(names: list[str], top: Measurement, bottom: Measurement) -> Ratio:
    a, b = top.number(), bottom.number()
    if a is None or not b:
        raise InputError(f"no ratio of {top.property}: {top.value} and {bottom.value} are not both numbers")
    up, down = _bound(top), -_bound(bottom)
    if up * down < 0:
        raise InputError(
            f"no bound on the ratio of {top.property}: {top.qualifier}{top.value} over {bottom.qualifier}{bottom.value}"
        )
    direction = up or down
    qualifier = {1: ">", -1: "<", 0: "~" if "~" in {top.qualifier, bottom.qualifier} else "="}[direction]
    spreads = [_uncertainty(top), _uncertainty(bottom)]
    spread = None
    if spreads[0] is not None or spreads[1] is not None:
        spread = a / b * math.hypot((spreads[0] or 0.0) / a, (spreads[1] or 0.0) / b)
    return Ratio(
        value=a / b,
        qualifier=qualifier,
        uncertainty=spread,
        numerator=names[0],
        denominator=names[1],
        property=top.property,
        assay=top.assay,
        species=top.species,
        source_key=top.source_key,
        citation=_sources()[top.source_key][0],
    )


def _cliff(a: pd.Series, b: pd.Series) -> dict[str, object]:
    """Describe one pair of potencies of one assay."""
    first, second = str(a["compound_key"]), str(b["compound_key"])
    difference = float(a["p_activity"]) - float(b["p_activity"])
    flat = tanimoto(first, second, chirality=False)
    mirrored = compounds()[first].inchikey[:14] == compounds()[second].inchikey[:14]
    qualifiers = {str(a["qualifier"]), str(b["qualifier"])}
    return {
        "first": first,
        "second": second,
        "property": a["property"],
        "assay": a["assay"],
        "delta_p": round(difference, 3),
        "qualifier": "bound" if qualifiers & {"<", ">", "<=", ">="} else "=",
        "similarity": round(flat, 3),
        "sali": None if flat >= 1.0 else round(abs(difference) / (1.0 - flat), 3),
        "verdict": STEREO_CLIFF if mirrored and first != second else "",
        "source_key": a["source_key"],
    }
