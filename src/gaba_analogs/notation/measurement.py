"""Measured values as people write them in a column of their own: a number, what it stands for, and its unit."""

from __future__ import annotations

import math
from typing import NamedTuple

from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.notation.number import read_mass
from gaba_analogs.regex import regex

_VALUE = regex(
    r"(?P<sign>[<>]=?|[≤≥~≈=])?\s*(?P<number>[+-]?[\d.,\s']*\d(?:[eE][+-]?\d{1,2})?)"
    r"\s*(?:(?:±|\+/?-)\s*(?P<spread>\d+(?:\.\d+)?))?\s*(?P<unit>%|°?[A-Za-zµμΩ][^\s\d]{0,15})?"
)
_LONGEST = 60


class Measured(NamedTuple):
    """What a written value stands for.

    Parameters
    ----------
    low, high
        The interval of its rounding, of its uncertainty, or up to its bound.
    unit
        As written; empty where none is.
    """

    low: float
    high: float
    unit: str = ""


def read_measured(text: str) -> Measured | None:
    """Read a value; None where it is no number.

    Examples
    --------
    >>> read_measured("7.1"), read_measured(">10 µM"), read_measured("5.2 ± 0.3"), read_measured("agonist")
    (Measured(low=7.05, high=7.15, unit=''), Measured(low=10.0, high=inf, unit='µM'), \
Measured(low=4.9, high=5.5, unit=''), None)
    """
    match = _VALUE.fullmatch(plain_signs(text).strip()) if len(text) <= _LONGEST else None
    if match is None:
        return None
    number = match["number"]
    sign = -1 if number.startswith("-") else 1
    readings = read_mass(number.lstrip("+-")).readings
    if not readings:
        return None
    ends = [(sign * value, 0.5 * 10.0**-decimals) for value, decimals in readings]
    if match["spread"]:
        ends = [(value, max(margin, float(match["spread"]))) for value, margin in ends]
    low, high = min(value - margin for value, margin in ends), max(value + margin for value, margin in ends)
    unit = match["unit"] or ""
    values = [value for value, _ in ends]
    match (match["sign"] or "=")[0]:
        case ">" | "≥":
            return Measured(min(values), math.inf, unit)
        case "<" | "≤":
            return Measured(-math.inf, max(values), unit)
    return Measured(float(f"{low:.12g}"), float(f"{high:.12g}"), unit)
