"""Whether the values that the records of one compound state can all be right."""

from __future__ import annotations

import math
from dataclasses import field

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.measurement import read_measured
from gaba_analogs.notation.text import is_placeholder
from gaba_analogs.record import Place


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, and where it is stated.

    Parameters
    ----------
    text
        As typed.
    number
        Number [-] of the record.
    place
        Where the record is.
    """

    text: str
    number: int
    place: Place


@dataclass(slots=True)
class ValuesOfOneCompound:
    """The values of one column, in bounded memory: intervals have one point in common or two of them are apart."""

    numbers: int = 0
    _lowest: dict[str, tuple[float, Stated]] = field(default_factory=dict)
    _highest: dict[str, tuple[float, Stated]] = field(default_factory=dict)
    _words: dict[str, Stated] = field(default_factory=dict)

    def add(self, text: str, number: int, place: Place) -> None:
        """Take in the value of a record, in input order."""
        if not text.strip() or is_placeholder(text):
            return
        self.numbers += 1
        stated = Stated(text.strip(), number, place)
        measured = read_measured(text)
        if measured is None:
            if len(self._words) < 2:
                self._words.setdefault(" ".join(text.split()).casefold(), stated)
            return
        low, high, unit = measured
        if high < self._lowest.get(unit, (math.inf,))[0]:
            self._lowest[unit] = high, stated
        if low > self._highest.get(unit, (-math.inf,))[0]:
            self._highest[unit] = low, stated

    def apart(self) -> tuple[Stated, Stated] | None:
        """Give two values of which one must be wrong; None where there are none, or their units differ."""
        for unit, (high, lower) in self._lowest.items():
            low, upper = self._highest.get(unit, (-math.inf, lower))
            if low > high:
                return lower, upper
        if not self._lowest and not self._highest and len(self._words) > 1:
            first, second, *_ = self._words.values()
            return first, second
        return None
