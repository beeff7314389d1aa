"""Several ways through the same rows, side by side: they take turns in small blocks, so that a busy machine slows all.

Each round runs in a process of its own: no way profits from what an earlier round left in a cache.
"""

from __future__ import annotations

import itertools
import math
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from rdkit import RDLogger

BLOCK = 512
"""Records [-] of a turn: whole chunks of the verifier."""


@dataclass(frozen=True)
class Course:
    """What is run through.

    Parameters
    ----------
    table
        File that the verifier reads.
    smiles
        Structures of its rows as they were before any fault, for those that need no more.
    names
        Systematic names of its rows; empty to leave names unread.
    """

    table: Path
    smiles: Sequence[str]
    names: Sequence[str] = ()

    @property
    def output(self) -> Path:
        """The file that the verifier writes."""
        return self.table.with_suffix(".out.jsonl")


Way = Callable[[Course], Iterator[object]]
"""Prepares a course at once, then takes one record per step."""


@dataclass(frozen=True)
class Spread:
    """Several measurements of one quantity."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def over(self, other: Spread) -> Spread:
        """Divide by what was measured in the same rounds."""
        return Spread([mine / theirs for mine, theirs in zip(self.values, other.values, strict=True)])

    def minus(self, other: Spread) -> Spread:
        """Subtract what was measured in the same rounds."""
        return Spread([mine - theirs for mine, theirs in zip(self.values, other.values, strict=True)])

    def text(self, pattern: str = "{:.2f}", scale: float = 1.0) -> str:
        """Write the median, and the range where there is one.

        Examples
        --------
        >>> Spread([0.91, 0.89, 0.93]).text()
        '0.91 (0.89–0.93)'
        """
        middle, low, high = (pattern.format(v * scale) for v in (self.median, min(self.values), max(self.values)))
        return middle if len(self.values) == 1 else f"{middle} ({low}–{high})"


class Racer:
    """Runs rounds, one after the other.

    Parameters
    ----------
    fresh
        False to let one process run all rounds, which is quicker and measures less well.
    """

    def __init__(self, *, fresh: bool = True) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1 if fresh else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def times(
        self,
        ways: Sequence[Way],
        courses: Sequence[Course],
        warm_up: Course,
        clock: Callable[[], float] = time.process_time,
        *,
        whole: bool = False,
    ) -> list[Spread]:
        """Give the time [s] that a record takes on each way, one round per course.

        Unless the whole is asked for, the first block of a longer course is not counted: it holds
        what a run costs to begin.
        """
        rounds = list(self._pool.map(partial(race, ways, warm_up, clock, whole), courses))
        return [Spread(column) for column in zip(*rounds, strict=True)]


def race(ways: Sequence[Way], warm_up: Course, clock: Callable[[], float], whole: bool, course: Course) -> list[float]:
    """Run one round: the time [s] per record on each way."""
    RDLogger.DisableLog("rdApp.*")
    for way in ways:
        deque(way(warm_up), maxlen=0)
    running = list(enumerate(way(course) for way in ways))
    spent = [0.0] * len(ways)
    records = len(course.smiles)
    if not whole and records > BLOCK:
        for _, steps in running:
            deque(itertools.islice(steps, BLOCK), maxlen=0)
        records -= BLOCK
    for turn in range(math.ceil(records / BLOCK) + 1):  # in the last one files are closed
        first = turn % len(ways)
        for lane, steps in running[first:] + running[:first]:
            start = clock()
            deque(itertools.islice(steps, BLOCK), maxlen=0)
            spent[lane] += clock() - start
    return [seconds / records for seconds in spent]
