"""Activities of one's own compounds: read from columns, with unit, qualifier, uncertainty and assay."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.readings import (
    OWN,
    Reading,
    as_concentration,
    is_concentration,
    is_molar,
    is_negative_logarithm,
)
from gaba_analogs.analogs.comparison.table import nearest_name
from gaba_analogs.errors import InputError
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.readers.tabular.columns import listed, recognise
from gaba_analogs.regex import regex

_VALUE = regex(
    r"(?P<sign><=|>=|[<>~≤≥=])?\s*(?P<number>[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?)"
    r"(?:\s*(?:±|\+/-|\+-)\s*(?P<spread>\d*\.?\d+))?\s*(?P<unit>[pnuµμm]?M)?"
    r"(?:,?\s*\(?\s*n\s*=\s*(?P<repeats>\d+)\s*\)?)?"
)
_SPREAD = regex(r"(?:±|\+/-|\+-)?\s*(?P<spread>\d*\.?\d+(?:[eE][-+]?\d+)?)")
_UNIT_IN_NAME = regex(r"(?:\[|\(|_|, ?| )(?P<unit>[pnuµμm]?M)(?:\]|\)|$)")
_IN_BRACKETS = regex(r"\[([^\[\]]*)\]\s*$")
_SIGNS = {
    **{sign: sign for sign in ("=", "~", "<", ">", "<=", ">=")},
    "≤": "<=",
    "=<": "<=",
    "≥": ">=",
    "=>": ">=",
    "<<": "<",
    ">>": ">",
    "==": "=",
    **dict.fromkeys(("≈", "≃", "ca.", "ca", "approx.", "approx", "about"), "~"),
}
HIGHEST_LOGARITHM = 16.0
"""Highest negative logarithm [-] of a concentration [mol/L] that is believed: biotin and avidin reach 15."""
_THOUSANDS = regex(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_DECIMAL_COMMA = regex(r"(?<![\d.,])(\d+),(\d+)(?![\d.,])")
_MISSING = frozenset({"", "-", "nan", "na", "n/a", "n.d.", "nd", "none", "not determined", "not tested", "nt"})


@dataclass(frozen=True, slots=True)
class ActivityColumn:
    """Where the values of one activity are, and what is known of them.

    Parameters
    ----------
    value
        Column of the values: numbers, or text such as ``>10000`` and ``7.2 ± 0.1 (n = 3)``. A comma before three digits
        marks thousands, except in logarithms; any other is a decimal comma.
    unit
        ``nM``, ``uM`` and so on, or the column that holds it; None if the name says it (``Ki [nM]``) or the values
        are negative logarithms.
    qualifier
        Column of the qualifiers; None if they stand with the values.
    uncertainty
        Column of the uncertainties, in the unit of the values; None if they stand with the values.
    uncertainty_kind
        What they are: ``SD``, ``SE``, ``95 % CI``.
    assay
        Description of the assay, or the column that holds it; None for that of the comparison.
    """

    value: str
    unit: str | None = None
    qualifier: str | None = None
    uncertainty: str | None = None
    uncertainty_kind: str | None = None
    assay: str | None = None


ActivitySource = str | ActivityColumn | Mapping[str, object]
"""A column, a column with what is known of it, or values by the names of the compounds."""


def frame_items(frame: pd.DataFrame, structure: str | None, name: str | None) -> list[tuple[str | None, object]]:
    """Return (name or None, structure) of every row."""
    if structure is None:
        found = [str(title) for title in frame.columns]
        cells = recognise(found).cells
        known = [found[cell.index] for field in ("smiles", "inchi") for cell in cells.get(field, ())]
        advice = (
            f"compare(frame, structure={known[0]!r})" if known else f"compare(frame, structure=...), of {listed(found)}"
        )
        raise InputError(f"a DataFrame has several columns: name the one of the structures, {advice}")
    structures = _column(frame, structure)
    titles = structures.index if name is None else _column(frame, name)
    return [
        (str(title) if isinstance(title, str) or (name is not None and not _is_missing(title)) else None, item)
        for title, item in zip(titles, structures, strict=True)
    ]


def with_activities(
    entries: Sequence[tuple[int, Entry]],
    frame: pd.DataFrame | None,
    activity: Mapping[str, ActivitySource],
    assay: str | None,
    unread: Collection[str] = (),
) -> list[Entry]:
    """Return compounds with the values of their rows.

    Parameters
    ----------
    entries
        (row from 0, compound) of those that could be read.
    frame
        The rows; None if the compounds were not given as a DataFrame.
    activity
        Where the values are, by the name of the property.
    assay
        Description of the assay of all of them, or the column that holds it.
    unread
        Names of the compounds that could not be read; their values are passed over.

    Raises
    ------
    InputError
        A value cannot be read, is of no compound, or its column does not exist.
    """
    if not isinstance(activity, Mapping):
        raise InputError(f"activity must map properties to columns or values: activity={{'GABA-B pKi': {activity!r}}}")
    known = {entry.name for _, entry in entries}
    for name, source in activity.items():
        strange = [one for one in source if one not in known | set(unread)] if isinstance(source, Mapping) else []
        if strange:
            hint = nearest_name(str(strange[0]), sorted(known))
            raise InputError(f"{name}: {str(strange[0])!r} is not one of the compounds{hint}")
    found: dict[int, list[Reading]] = {row: [] for row, _ in entries}
    for name, source in activity.items():
        reader = _Reader(name, _as_column(name, source), source if isinstance(source, Mapping) else None, frame, assay)
        readings = [(row, reader.read(row, entry)) for row, entry in entries]
        if entries and all(reading is None for _, reading in readings):
            raise InputError(f"no value of {name!r} for any compound")
        for row, reading in readings:
            found[row] += [] if reading is None else [reading]
    return [replace(entry, readings=(*entry.readings, *found[row])) for row, entry in entries]


def _as_column(name: str, source: ActivitySource) -> ActivityColumn:
    column = ActivityColumn(source if isinstance(source, str) else name)
    column = source if isinstance(source, ActivityColumn) else column
    if column.unit is None and _needs_unit(name):
        stated = _UNIT_IN_NAME.search(name)
        if stated is None and (strange := _IN_BRACKETS.search(name)):
            raise InputError(f"{name!r}: the unit {strange[1]!r} is not known: write M, mM, uM, nM or pM")
        stated = stated or _UNIT_IN_NAME.search(column.value)
        return replace(column, unit=stated["unit"] if stated else None)
    return column


def _needs_unit(name: str) -> bool:
    return is_concentration(name) and not is_negative_logarithm(name)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the values of one activity.

    Parameters
    ----------
    name
        Property.
    column
        Where its values are.
    given
        Values by the names of the compounds; None if they are in a column.
    frame
        The rows; None if the compounds were not given as a DataFrame.
    assay
        Assay of the comparison.
    """

    name: str
    column: ActivityColumn
    given: Mapping[str, object] | None
    frame: pd.DataFrame | None
    assay: str | None

    def read(self, row: int, entry: Entry) -> Reading | None:
        """Return the value of one compound; None if it has none."""
        text = self._text(row, entry)
        if _is_missing(text):
            return None
        whose = f"{self.name} of {entry.name}"
        found = _VALUE.fullmatch(self._with_points(str(text)))
        number = math.inf if found is None else float(found["number"])
        if found is None or math.isinf(number):
            raise InputError(f"{whose}: cannot read {str(text)!r} as a number like 7.2 or >10000")
        if _needs_unit(self.name) and number <= 0:
            raise InputError(f"{whose}: {str(text)!r} is no concentration, which is above 0")
        if found["unit"] and is_negative_logarithm(self.name):
            raise InputError(f"{whose}: {str(text)!r} has a unit, but a negative logarithm has none")
        if is_negative_logarithm(self.name) and number > HIGHEST_LOGARITHM:
            raise InputError(
                f"{whose}: {str(text)!r} is too high for a negative logarithm: for concentrations, name it "
                f"{as_concentration(self.name) + ' [nM]'!r}"
            )
        sign = self._sign(_cell(self.frame, self.column.qualifier, row), found["sign"], whose)
        spread = self._spread(_cell(self.frame, self.column.uncertainty, row) or found["spread"], whose)
        unit = found["unit"] or _said(self.frame, self.column.unit, row)
        if _needs_unit(self.name) and not is_molar(unit):
            raise InputError(f"the unit of {self.name!r} is not stated: name it {f'{self.name} [nM]'!r}")
        return Reading(
            compound_key=None,
            stereo_form=entry.stereo_form,
            quantity=self.name,
            value=found["number"],
            number=number,
            unit=None if is_negative_logarithm(self.name) else unit,
            qualifier=sign,
            uncertainty=spread,
            uncertainty_kind=None if spread is None else self.column.uncertainty_kind,
            assay=_said(self.frame, self.column.assay, row) or _said(self.frame, self.assay, row),
            species=None,
            source_key=OWN,
            citation=OWN,
            doi=None,
            note=f"n = {found['repeats']}" if found["repeats"] else None,
        )

    def _with_points(self, text: str) -> str:
        """Write the numbers of a text without marks for thousands, and with decimal points."""
        plain = plain_signs(text).strip()
        if not is_negative_logarithm(self.name):  # none is above a thousand
            plain = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), plain)
        return _DECIMAL_COMMA.sub(r"\1.\2", plain)

    def _sign(self, apart: str | None, beside: str | None, whose: str) -> str:
        """Give the qualifier of a value, which may stand in a column of its own or beside the number."""
        stated = [text.strip("'\" ").casefold() for text in (apart, beside) if text is not None]
        signs = {_SIGNS.get(text or "=") for text in stated}
        signs = signs - {"="} or signs or {"="}
        sign = next(iter(signs))
        if sign is None or len(signs) > 1:
            raise InputError(f"{whose}: {' and '.join(map(repr, stated))}: write one of =, ~, <, >, <= and >=")
        return sign

    def _spread(self, text: str | None, whose: str) -> float | None:
        if text is None:
            return None
        found = _SPREAD.fullmatch(self._with_points(text))
        spread = math.inf if found is None else float(found["spread"])
        if math.isinf(spread):
            raise InputError(f"{whose}: cannot read {text!r} as an uncertainty like 0.1")
        return spread

    def _text(self, row: int, entry: Entry) -> object:
        if self.given is not None:
            return self.given.get(entry.name)
        if self.frame is None:
            raise InputError(f"the compounds are no DataFrame: pass activity={{{self.name!r}: {{name: value}}}}")
        return _column(self.frame, self.column.value).iloc[row]


def _said(frame: pd.DataFrame | None, words: str | None, row: int) -> str | None:
    """Return what a column of that name holds in a row, else the words themselves."""
    return _cell(frame, words, row) if frame is not None and words in frame.columns else words


def _cell(frame: pd.DataFrame | None, name: str | None, row: int) -> str | None:
    if frame is None or name is None:
        return None
    value = _column(frame, name).iloc[row]
    return None if _is_missing(value) else str(value).strip()


def _is_missing(value: object) -> bool:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return True
    return str(value).strip().casefold() in _MISSING


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame.columns:
        raise InputError(f"no column {name!r}: choose from {', '.join(map(str, frame.columns))}")
    column: pd.Series = frame[name]
    if column.ndim > 1:
        raise InputError(f"there are {column.shape[1]} columns {name!r}: give each a title of its own")
    return column
