"""A limit for reading: a reader that computes on and on without giving a record is stopped.

What counts is processor time, so that an input may wait for a slow disk. The limit grows with the size of the input,
since a reader may have to go through all of it before the first record.
"""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from gaba_analogs.errors import InputError
from gaba_analogs.record import StructureRecord

SECONDS_PER_MEGABYTE = 30.0
"""Processor time [s] of a megabyte as stored: one of wikitext takes 6 s, and compressed it holds five times as much."""
LEAST_SECONDS = 10.0
"""Processor time [s] that the smallest input may take: modules are loaded for the first record."""
TICK = 0.5
"""Processor time [s] between two looks."""


def limited(records: Iterator[StructureRecord], name: str, timeout: float) -> Iterator[StructureRecord]:
    """Yield records until the reader takes too long for one.

    Nothing is limited where the system has no such timer (Windows), outside the main thread, for an input whose size
    is not known (a pipe), and within native code that does not return.

    Parameters
    ----------
    records
        What a reader gives.
    name
        The input as the user named it.
    timeout
        Time limit [s] per record.

    Raises
    ------
    InputError
        The reader took too long.
    """
    size = _size(name)
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if size is None or not able:
        yield from records
        return
    limit = max(LEAST_SECONDS, timeout) + SECONDS_PER_MEGABYTE * size / 1e6
    watch = _Watch(name, limit)
    before = signal.signal(signal.SIGVTALRM, watch.look)
    signal.setitimer(signal.ITIMER_VIRTUAL, TICK, TICK)
    try:
        while True:
            watch.reading = True
            record = next(records, None)
            watch.reading = False
            watch.looks = 0
            if record is None:
                return
            yield record
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _Watch:
    """Counts how often nothing had been read; `looks` is set to 0 with each record."""

    def __init__(self, name: str, limit: float) -> None:
        self._name = name
        self._limit = limit
        self.reading = False
        self.looks = 0

    def look(self, _: int, __: FrameType | None) -> None:
        if not self.reading:
            return
        self.looks += 1
        if self.looks * TICK > self._limit:
            spent = math.ceil(self._limit)
            raise InputError(f"no further record in {spent} s of processor time: not read to the end", path=self._name)


def _size(name: str) -> int | None:
    """Give the size [bytes] of a file, or of the files in a folder; None where it is not known."""
    path = Path(name)
    try:
        if path.is_dir():
            return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        return path.stat().st_size if path.is_file() else None
    except (OSError, ValueError):
        return None
