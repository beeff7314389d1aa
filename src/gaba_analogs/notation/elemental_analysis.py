"""Elemental analyses as papers report them: "Anal. Calcd for C4H9NO2: C, 46.59; H, 8.80. Found: C, 46.6; H, 8.8"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache, lru_cache

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import Composition, atomic_weight, atomic_weight_intervals, element_symbols
from gaba_analogs.notation.measured import LONGEST, Number, StatedFormula, formula_in, plain, role_at
from gaba_analogs.regex import regex

_SHARE = regex(
    r"(?<![A-Za-z0-9.])(?P<symbol>[A-Z][a-z]?)\s*(?:\(%\)|%)?\s*[,:=]?\s*\(?(?P<share>\d{1,2}[.,]\d{1,3}(?!\d)|\d{1,2}(?=\s*%))"
)


_ROUNDING = 0.03
"""By how much a calculated share [%] may be off where atomic weights were rounded in an old table; a hydrogen more or
less shifts the carbon of a molecule of 500 by 0.1."""


@dataclass(frozen=True)
class ElementalAnalysis:
    """An elemental analysis as reported.

    Parameters
    ----------
    text
        The statement as typed.
    formula
        The formula that was calculated for; None where there is none.
    calculated, found
        Symbol to share of the mass [%].

    Examples
    --------
    >>> analysis = read_elemental_analysis("Anal. Calcd for C8H14O7: C, 43.24; H, 6.35. Found: C, 43.09; H, 6.40.")
    >>> analysis.calculated["C"].value, analysis.found["C"].value, round(analysis.deviations["C"], 2)
    (43.24, 43.09, -0.15)
    """

    text: str
    formula: StatedFormula | None = None
    calculated: Mapping[str, Number] = field(default_factory=dict)
    found: Mapping[str, Number] = field(default_factory=dict)

    @property
    def is_readable(self) -> bool:
        """True where there is a formula that can be compared with anything."""
        return self.formula is not None

    @property
    def right(self) -> frozenset[str]:
        """Symbols of the elements whose calculated share is that of the formula, but for rounding."""
        if self.formula is None:
            return frozenset()
        spans = {symbol: share(self.formula.composition, symbol) for symbol in self.calculated}
        fits = {e: max(1.5 * number.unit, _ROUNDING) for e, number in self.calculated.items()}
        return frozenset(
            e for e, (low, high) in spans.items() if low - fits[e] <= self.calculated[e].value <= high + fits[e]
        )

    @property
    def deviations(self) -> Mapping[str, float]:
        """Symbol to found less calculated share [%], where both are known.

        A calculated share that is not stated, or is not that of the formula, is taken from the formula.
        """
        out = {}
        for symbol, number in self.found.items():
            stated = self.calculated.get(symbol)
            reference = None if stated is None else stated.value
            if self.formula is not None and symbol in self.formula.composition.elements and symbol not in self.right:
                reference = sum(share(self.formula.composition, symbol)) / 2
            if reference is not None:
                out[symbol] = number.value - reference
        return out


def share(composition: Composition, symbol: str) -> tuple[float, float]:
    """Give the lowest and highest share [%] that an element has of a mass, by any atomic weights in use.

    These are the published ones, and those rounded to two decimals that older programs have (C 12.01, H 1.01).

    Examples
    --------
    >>> from gaba_analogs.notation.formula import read_formula
    >>> [round(end, 1) for end in share(read_formula("C10H12ClNO2").readings[0], "C")]
    [56.2, 56.2]
    """
    shares = []
    for which in range(3):
        masses = {e: n * _weights(e)[which] for e, n in composition.elements.items()}
        for (number, element), n in composition.isotopes.items():
            masses[element] += n * (number - _weights(element)[which])
        shares.append(100 * masses.get(symbol, 0.0) / sum(masses.values()))
    return min(shares), max(shares)


@cache
def _weights(symbol: str) -> tuple[float, float, float]:
    """Give the lowest and the highest published weight [g/mol] of an element, and the rounded one."""
    weight = atomic_weight(symbol)
    low, high = atomic_weight_intervals().get(symbol, (weight, weight))
    return low, high, round(weight, 2)


@lru_cache(maxsize=1024)
def read_elemental_analysis(text: str) -> ElementalAnalysis:
    """Read what a paper says of an elemental analysis.

    Examples
    --------
    >>> rsc = read_elemental_analysis("(Found: C, 63.1; H, 5.4. C13H13NO4 requires C, 63.2; H, 5.3%)")
    >>> rsc.formula.text, rsc.found["H"].value, rsc.calculated["H"].value
    ('C13H13NO4', 5.4, 5.3)
    """
    statement = plain(text)
    if len(statement) > LONGEST:
        return ElementalAnalysis(text)
    rows: dict[str, dict[str, Number]] = {"calculated": {}, "found": {}}
    for match in _SHARE.finditer(statement):
        role = role_at(statement, match.start())
        if role and match["symbol"] in element_symbols():
            rows[role].setdefault(match["symbol"], Number.of(match, "share"))
    return ElementalAnalysis(text, formula_in(statement), rows["calculated"], rows["found"])
