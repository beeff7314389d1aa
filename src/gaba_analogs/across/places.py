"""Values and the places where they are stated, in words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import field
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from typing import Self

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.inchikey import FLAT_BLOCK
from gaba_analogs.record import Place

PLACES = 4
"""Most places [-] of one value that a message names; the rest are counted."""
SHOWN = 3
"""Most values [-] that a message names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A value and the records that state it.

    Parameters
    ----------
    value
        As stated.
    first
        Number [-] of the first record.
    places
        Where the first few records are.
    count
        Number of records [-].
    """

    value: str
    first: int
    places: tuple[Place, ...]
    count: int


@dataclass(slots=True)
class Difference:
    """The parts in which some InChIKeys differ."""

    skeletons: set[str] = field(default_factory=set)
    layers: set[str] = field(default_factory=set)
    protonations: set[str] = field(default_factory=set)

    def add(self, key: str) -> None:
        """Add a key; three different values of a part say as much as a million."""
        for seen, part in (
            (self.skeletons, key[:14]),
            (self.layers, key[15:23]),
            (self.protonations, key[-1]),
        ):
            if len(seen) < 3:
                seen.add(part)

    @property
    def less_specific(self) -> bool:
        """True if one key merely leaves open what the others specify."""
        return (
            len(self.skeletons) == 1
            and len(self.protonations) == 1
            and len(self.layers) == 2
            and FLAT_BLOCK in self.layers
        )

    @property
    def skeleton(self) -> bool:
        """True if even the connectivity differs."""
        return len(self.skeletons) > 1

    def in_words(self) -> str:
        """Say how structures differ, to follow '2 structures'; empty if the connectivity differs."""
        if self.skeleton:
            return ""
        if self.less_specific:
            return ", one of which leaves stereochemistry or isotopes open"
        if len(self.layers) > 1 and len(self.protonations) > 1:
            return " that differ in stereochemistry or isotopes, and in protonation"
        return f" that differ only in {'stereochemistry or isotopes' if len(self.layers) > 1 else 'protonation'}"


@dataclass(frozen=True, slots=True)
class Holders:
    """Different values where there should be one.

    Parameters
    ----------
    shown
        The first few values, in input order.
    total
        Number of different values [-].
    """

    shown: tuple[Holder, ...]
    total: int

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int, Place]], difference: Difference | None = None) -> Self:
        """Group rows of value, record number and place.

        Parameters
        ----------
        rows
            Sorted by value and number.
        difference
            Receives every value, if they are InChIKeys.
        """
        total = 0

        def holders() -> Iterable[Holder]:
            nonlocal total
            for value, group in groupby(rows, key=itemgetter(0)):
                total += 1
                if difference is not None:
                    difference.add(value)
                yield _holder(value, group)

        shown = nsmallest(SHOWN, holders(), key=lambda holder: (holder.first, holder.value))
        return cls(tuple(shown), total)

    @property
    def first(self) -> int:
        """Number [-] of the first record."""
        return self.shown[0].first

    def in_words(self, source: Hashable = None) -> str:
        """List the values with their places; a source is named only once.

        Examples
        --------
        >>> Holders.of([("1134-47-0", 1, Place("d.csv", 2)), ("28311-31-1", 2, Place("d.csv", 5))]).in_words()
        '1134-47-0 (d.csv:2) and 28311-31-1 (:5)'
        """
        parts = []
        for holder in self.shown:
            parts.append(f"{holder.value} ({places_in_words(holder.places, holder.count, source)})")
            source = holder.places[-1].source
        return joined(parts, self.total)


def _holder(value: str, rows: Iterable[tuple[str, int, Place]]) -> Holder:
    first, count = -1, 0
    places: list[Place] = []
    for _, number, place in rows:
        first = number if first < 0 else first
        count += 1
        if len(places) < PLACES:
            places.append(place)
    return Holder(value, first, tuple(places), count)


def places_in_words(places: Sequence[Place], count: int, source: Hashable = None) -> str:
    """List places, naming the source once.

    Examples
    --------
    >>> places_in_words([Place("drugs.csv", 2), Place("drugs.csv", 8)], 9)
    'drugs.csv:2, :8 and 7 more'
    """
    shown = []
    for place in places:
        shown.append(short(place) if source is not None and place.source == source else str(place))
        source = place.source
    return joined(shown, count)


def joined(parts: Sequence[str], total: int) -> str:
    """Join parts as in a sentence, followed by the number of the others."""
    listed = [*parts, f"{total - len(parts):,} more"] if total > len(parts) else list(parts)
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else listed[0]


def short(place: Place) -> str:
    """Write a place without its source."""
    if place.line is not None:
        return f":{place.line}"
    row = place.row if place.label is None else place.label
    return str(place) if row is None else f"row {row}"
