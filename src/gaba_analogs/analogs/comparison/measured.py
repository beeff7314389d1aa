"""Measured values, bundled or one's own, as their sources state them: never averaged, never mixed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.readings import (
    OWN,
    Reading,
    as_concentration,
    as_row,
    bundled,
    is_concentration,
    other_isomer,
    titled,
)
from gaba_analogs.analogs.comparison.similarity import tanimoto
from gaba_analogs.analogs.family import compounds, pharmacology
from gaba_analogs.analogs.molecule import identity_inchi
from gaba_analogs.chemistry.marks import flattened, mirror_image
from gaba_analogs.errors import InputError, did_you_mean, nearest
from gaba_analogs.notation.characters import plain_signs

STEREO_CLIFF = "stereo cliff"
"""Verdict on a pair of mirror images whose activities differ by more than the threshold."""
ACTIVITY_CLIFF = "activity cliff"
"""Verdict on any other pair whose activities do."""
CLIFF = 10.0
"""Ratio [-] above which a difference is called a cliff."""
MEASURED_COLUMNS = (
    "compound_key",
    "stereo_form",
    "property",
    "target",
    "value",
    "number",
    "unit",
    "qualifier",
    "uncertainty",
    "uncertainty_kind",
    "assay",
    "species",
    "source_key",
    "citation",
    "doi",
    "note",
)
PHARMACOKINETICS, PHYSICAL = "pharmacokinetics and effects", "physical properties"
"""Kinds of bundled values without a target."""
_LAST = frozenset({PHARMACOKINETICS, PHYSICAL})
_PHYSICAL_WORDS = ("pKa", "logD", "solubility", "solid-state")
_GROUP = ["property", "assay", "species", "source_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """The ratio of two values of one property, from one assay of one source; of potencies, that of the concentrations.

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
    numerator_isomer, denominator_isomer
        Which stereoisomer was measured, as the source states it, where the compound is another; None where it is not.
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
    numerator_isomer: str | None = None
    denominator_isomer: str | None = None

    def __str__(self) -> str:
        sign = "" if self.qualifier == "=" else self.qualifier
        spread = "" if self.uncertainty is None else f" ± {self.uncertainty:.2g}"
        how = ", ".join(part for part in (self.assay, self.species) if part)
        source = "; ".join(part for part in (how, self.citation) if part)
        what = as_concentration(self.property)
        potent = "" if (name := self.more_potent()) is None else f", {name} is more potent"
        top, bottom = self._titles()
        return f"{what}, {top} / {bottom}: {sign}{self.value:.3g}{spread}{potent} ({source})"

    def _titles(self) -> tuple[str, str]:
        return titled(self.numerator, self.numerator_isomer), titled(self.denominator, self.denominator_isomer)

    def more_potent(self) -> str | None:
        """Name what less is needed of; None where the bounds leave it open, and for properties that are no potency."""
        what = as_concentration(self.property)
        if not is_concentration(what) or "Km" in what:
            return None
        top, bottom = self._titles()
        if self.value > 1 and self.qualifier in {"=", "~", ">", ">="}:
            return bottom
        return top if self.value < 1 and self.qualifier in {"=", "~", "<", "<="} else None


def readings_of(entry: Entry, *, isomers: bool = False) -> list[Reading]:
    """Return the measured values of a compound, own ones first, on request with bundled ones of other stereoisomers."""
    rows = pharmacology(entry.key) if entry.key else []
    if isomers:
        rows = [row for row in pharmacology() if compounds()[row.compound_key].inchikey[:14] == entry.skeleton]
    return [*entry.readings, *map(bundled, rows)]


def measured_table(entries: Sequence[Entry], wanted: str | None, *, isomers: bool) -> pd.DataFrame:
    """Return the measured values of several compounds, one row each."""
    pairs = list(_selected(entries, wanted, isomers=isomers, targets=True))
    rows = [{"name": entry.name, **as_row(row)} for entry, row in pairs]
    return pd.DataFrame(rows, columns=["name", *MEASURED_COLUMNS], dtype=object)


def coverage(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return how many values there are of each kind: own properties, targets, pharmacokinetics, physical properties."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        for row in readings_of(entry):
            counts.setdefault(_kind(row), Counter())[entry.name] += 1
    order = sorted(counts, key=lambda kind: (kind in _LAST, kind == PHARMACOKINETICS))
    own = [kind for kind in order if any(kind == row.quantity for entry in entries for row in entry.readings)]
    names = [entry.name for entry in entries]
    kinds = [*own, *(kind for kind in order if kind not in own)]
    index = pd.Index(names, name="name", dtype=object)
    return pd.DataFrame({kind: [counts[kind][name] for name in names] for kind in kinds}, index=index, dtype="int64")


def _kind(row: Reading) -> str:
    """Return what a value tells about: itself if it is one's own, else its target or group of properties."""
    if row.source_key == OWN:
        return row.quantity
    return row.target or (PHYSICAL if row.quantity.startswith(_PHYSICAL_WORDS) else PHARMACOKINETICS)


def _selected(
    entries: Sequence[Entry], wanted: str | None, *, isomers: bool, targets: bool = False
) -> Iterator[tuple[Entry, Reading]]:
    if wanted is not None:
        _check_property(entries, wanted)
    seen: set[Reading] = set()
    for entry in entries:
        for row in readings_of(entry, isomers=isomers):
            where = f"{row.quantity}\n{row.target or ''}" if targets else row.quantity
            if wanted is not None and wanted.casefold() not in where.casefold():
                continue
            if isomers and row.compound_key is not None and row in seen:
                continue
            seen.add(row)
            yield entry, row


def isomer_in(row: pd.Series) -> str | None:
    """Give the isomer that a row of measured values is of, where the compound is another; None else."""
    key = row["compound_key"]
    return other_isomer(key, row["stereo_form"]) if isinstance(key, str) else None


def ratio_of(top: Entry, bottom: Entry, wanted: str, assay: str | None, stereo_form: str | None = None) -> Ratio:
    """Return the ratio of two values of one property, within one assay of one source.

    Parameters
    ----------
    top, bottom
        The compounds.
    wanted
        Part of the name of the property.
    assay
        Part of its description; None where only one measured both.
    stereo_form
        The isomer whose values to take of a compound that was measured as several; None where it was not.

    Raises
    ------
    InputError
        There is no such ratio, or more than one.
    """
    _check_property((top, bottom), wanted)
    wide = wanted.casefold()
    tops, bottoms = ([r for r in readings_of(entry) if wide in r.quantity.casefold()] for entry in (top, bottom))
    if stereo_form is not None:
        tops, bottoms = _of_isomer(stereo_form, (top.name, bottom.name), (tops, bottoms))
    for entry, found in ((top, tops), (bottom, bottoms)):
        if not any(row.number is not None for row in found):
            raise InputError(f"no numeric value of {wanted!r} for {entry.name}: see measured({wanted!r})")
    pairs = [
        (a, b)
        for a in tops
        for b in bottoms
        if a.number is not None
        and b.number
        and not _differences(a, b)
        and (assay is None or assay.casefold() in (a.assay or "").casefold())
    ]
    if not pairs:
        raise InputError(_why_no_ratio((top.name, bottom.name), (tops, bottoms), wanted))
    if len(pairs) > 1:
        raise InputError(_which_ratio((top.name, bottom.name), pairs, wanted))
    return _ratio((top.name, bottom.name), *pairs[0])


def _of_isomer(
    stereo_form: str, names: Sequence[str], rows: Sequence[list[Reading]]
) -> tuple[list[Reading], list[Reading]]:
    """Keep the values of one isomer, of each compound that has some."""
    form = _plain_form(stereo_form)
    kept = [[row for row in found if _plain_form(row.stereo_form) == form] for found in rows]
    if not any(kept):
        known = ((name, row) for name, found in zip(names, rows, strict=True) for row in found)
        listed = ", ".join(dict.fromkeys(f"{row.stereo_form} of {name}" for name, row in known))
        raise InputError(f"no value of stereo_form={stereo_form!r}; measured are {listed}")
    top, bottom = (chosen or found for chosen, found in zip(kept, rows, strict=True))
    return top, bottom


def _plain_form(stereo_form: str) -> str:
    """Write a stereo form with a hyphen for a minus sign and without brackets: ``(−)`` and ``-`` are the same."""
    return plain_signs(stereo_form).strip(" ()").casefold()


def _which_ratio(names: Sequence[str], pairs: Sequence[tuple[Reading, Reading]], wanted: str) -> str:
    """Say which assays measured both compounds, which isomers of them, and how to choose."""
    assays: dict[tuple[str, ...], list[tuple[Reading, Reading]]] = {}
    for pair in pairs:
        row = pair[0]
        how = (row.quantity, row.assay or "assay not stated", row.species or "species not stated", row.source_key)
        assays.setdefault(how, []).append(pair)
    isomers = {how: _isomers(names, found) for how, found in assays.items()}
    several = any(isomers.values())
    choices = "; ".join(
        sorted(f"{', '.join(how)}{': ' * bool(found)}{' or '.join(found)}" for how, found in isomers.items())
    )
    if len(assays) > 1:
        which = "assay=" + " and stereo_form=" * several
        return f"{len(assays)} assays measured {wanted!r} for both; choose one with {which}: {choices}"
    if several:
        return f"{wanted!r} was measured of several isomers; choose one with stereo_form=: {choices}"
    values = "; ".join(f"{a.value} {a.unit or ''} and {b.value} {b.unit or ''}" for a, b in pairs)
    return f"{wanted!r} was measured more than once for both, and none is preferred: {choices} ({values})"


def _isomers(names: Sequence[str], pairs: Sequence[tuple[Reading, Reading]]) -> list[str]:
    """Name what one assay measured of a compound, where that is several isomers."""
    found: list[str] = []
    for name, rows in zip(names, zip(*pairs, strict=True), strict=True):
        titles = dict.fromkeys(titled(name, row.isomer) for row in rows)
        found += titles if len(titles) > 1 else ()
    return found


def potencies(entries: Sequence[Entry], wanted: str | None, *, isomers: bool) -> pd.DataFrame:
    """Return the potencies among the measured values, as -log10 of the concentration [mol/L]."""
    pairs = [pair for pair in _selected(entries, wanted, isomers=isomers) if pair[1].p_activity is not None]
    rows = [
        {
            "name": entry.name,
            **as_row(row),
            "p_activity": round(row.p_activity or 0.0, 6),
            "p_bound": row.p_bound,
        }
        for entry, row in pairs
    ]
    return pd.DataFrame(rows, columns=["name", *MEASURED_COLUMNS, "p_activity", "p_bound"], dtype=object)


def one_assay(entries: Sequence[Entry], wanted: str | None, assay: str | None, *, isomers: bool) -> pd.DataFrame:
    """Return the potencies from one assay, own ones unless a property is named; raise if there is none or several."""
    table = potencies(entries, wanted, isomers=isomers)
    if wanted is None and (table["source_key"] == OWN).any():
        table = table[table["source_key"] == OWN]
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


def pairs_of_one_assay(entries: Sequence[Entry], wanted: str | None) -> Iterator[tuple[Entry, Entry, Reading, Reading]]:
    """Return every two potencies of two compounds that one assay of one source measured."""
    found = [pair for pair in _selected(entries, wanted, isomers=False) if pair[1].p_activity is not None]
    for (first, a), (second, b) in combinations(found, 2):
        if first is not second and not _differences(a, b):
            yield first, second, a, b


def activity_cliffs(entries: Sequence[Entry], wanted: str | None, threshold: float) -> pd.DataFrame:
    """Return the difference in activity per dissimilarity of each pair within one assay."""
    rows = [_cliff(*pair, threshold) for pair in pairs_of_one_assay(entries, wanted)]
    columns = [
        "first",
        "first_stereo_form",
        "second",
        "second_stereo_form",
        "property",
        "assay",
        "delta_p",
        "qualifier",
    ]
    table = pd.DataFrame(rows, columns=[*columns, "similarity", "sali", "verdict", "source_key"])
    table.attrs["threshold"] = threshold
    return table


def eudismic_ratios(entries: Sequence[Entry], wanted: str | None) -> pd.DataFrame:
    """Return, for every two mirror images, how much stronger the stronger one is in one assay."""
    rows = []
    for first, second, a, b in pairs_of_one_assay(entries, wanted):
        if not are_mirror_images(first, second):
            continue
        strong, weak = (
            ((first, a), (second, b)) if (a.p_activity or 0) >= (b.p_activity or 0) else ((second, b), (first, a))
        )
        try:
            found = _ratio((weak[0].name, strong[0].name), weak[1], strong[1])
        except InputError:  # two bounds that point towards each other
            continue
        rows.append(
            {
                "eutomer": strong[0].name,
                "distomer": weak[0].name,
                "property": a.quantity,
                "assay": a.assay,
                "ratio": found.value,
                "qualifier": found.qualifier,
                "uncertainty": found.uncertainty,
                "eudismic_index": math.log10(found.value),
                "source_key": a.source_key,
            }
        )
    columns = ["eutomer", "distomer", "property", "assay", "ratio", "qualifier", "uncertainty", "eudismic_index"]
    return pd.DataFrame(rows, columns=[*columns, "source_key"])


def are_mirror_images(first: Entry, second: Entry) -> bool:
    """Return whether two compounds are single enantiomers of each other."""
    if first.skeleton != second.skeleton or any(e.neutral.mol.GetStereoGroups() for e in (first, second)):
        return False
    return first.inchikey != second.inchikey and second.inchikey == identity_inchi(mirror_image(first.neutral.mol))[1]


def difference(a: Reading, b: Reading) -> tuple[float, str]:
    """Return by how much the potency of the second is higher [-], with ``=``, ``<``, ``>`` or ``undetermined``."""
    direction = {b.p_bound, -a.p_bound} - {0}
    sign = "undetermined" if len(direction) > 1 else {1: ">", -1: "<"}.get(next(iter(direction), 0), "=")
    return round((b.p_activity or 0.0) - (a.p_activity or 0.0), 3), sign


def _check_property(entries: Sequence[Entry], wanted: str) -> None:
    own = {row.quantity for entry in entries for row in entry.readings}
    known = sorted(own | {word for row in pharmacology() for word in (row.property, row.target) if word})
    if not any(wanted.casefold() in name.casefold() for name in known):
        hint = did_you_mean(nearest(wanted, known, most=3), ": see measured() for a list")
        raise InputError(f"no measured property {wanted!r}{hint}")


def _differences(a: Reading, b: Reading) -> list[str]:
    """Name what keeps two values apart; units that convert into each other do not."""
    convert = a.unit == b.unit or (a.p_activity is not None and b.p_activity is not None)
    kept = ("quantity", "assay", "species", "source_key")
    words = ["property", "assay", "species", "source"]
    unlike = [word for word, key in zip(words, kept, strict=True) if getattr(a, key) != getattr(b, key)]
    return unlike if convert else [*unlike, "unit"]


def _why_no_ratio(names: Sequence[str], rows: Sequence[Sequence[Reading]], wanted: str) -> str:
    described = [
        f"{name}: {row.value} {row.unit or ''}, {row.assay or 'assay not stated'} [{row.source_key}]"
        for name, found in zip(names, rows, strict=True)
        for row in found
    ]
    unlike = min(
        (_differences(a, b) for a in rows[0] for b in rows[1] if a.number is not None and b.number is not None), key=len
    )
    listed = " and ".join(filter(None, (", ".join(unlike[:-1]), *unlike[-1:])))
    said = f"the {listed} differ{'' if len(unlike) > 1 else 's'}" if unlike else "no such assay measured both"
    return f"no ratio of {wanted!r}: {said} ({'; '.join(described)})"


def _ratio(names: Sequence[str], top: Reading, bottom: Reading) -> Ratio:
    if top.p_activity is not None and bottom.p_activity is not None:
        value = 10 ** (bottom.p_activity - top.p_activity)
        up, down = -top.p_bound, bottom.p_bound
        spreads = [None if p is None else p * math.log(10) for p in (top.p_uncertainty, bottom.p_uncertainty)]
    elif top.number is not None and bottom.number:
        value = top.number / bottom.number
        up, down = top.bound, -bottom.bound
        spreads = [None if row.uncertainty is None else row.uncertainty / (row.number or 1.0) for row in (top, bottom)]
    else:
        raise InputError(f"no ratio of {top.quantity}: {top.value} and {bottom.value} are not both numbers")
    if up * down < 0:
        raise InputError(
            f"no bound on the ratio of {top.quantity}: {top.qualifier}{top.value} over {bottom.qualifier}{bottom.value}"
        )
    stated = [spread for spread in spreads if spread is not None]
    return Ratio(
        value=value,
        qualifier={1: ">", -1: "<", 0: "~" if "~" in {top.qualifier, bottom.qualifier} else "="}[up or down],
        uncertainty=value * math.hypot(*stated) if stated else None,
        numerator=names[0],
        denominator=names[1],
        property=top.quantity,
        assay=top.assay,
        species=top.species,
        source_key=top.source_key,
        citation=top.citation,
        numerator_isomer=top.isomer,
        denominator_isomer=bottom.isomer,
    )


def _cliff(first: Entry, second: Entry, a: Reading, b: Reading, threshold: float) -> dict[str, object]:
    """Describe one pair of potencies of one assay."""
    shift, sign = difference(b, a)
    flat = tanimoto(flattened(first.neutral.mol), flattened(second.neutral.mol), chirality=False)
    steep = abs(shift) > math.log10(threshold) and sign in {"=", ">" if shift > 0 else "<"}
    word = STEREO_CLIFF if are_mirror_images(first, second) else ACTIVITY_CLIFF
    return {
        "first": titled(first.name, a.isomer),
        "first_stereo_form": a.stereo_form,
        "second": titled(second.name, b.isomer),
        "second_stereo_form": b.stereo_form,
        "property": a.quantity,
        "assay": a.assay,
        "delta_p": shift,
        "qualifier": "=" if sign == "=" else "bound",
        "similarity": round(flat, 3),
        "sali": None if flat >= 1.0 else round(abs(shift) / (1.0 - flat), 3),
        "verdict": word if steep else "",
        "source_key": a.source_key,
    }
