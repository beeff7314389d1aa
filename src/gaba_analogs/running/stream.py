"""A stream of records through an executor: in order, in bounded memory, isolating records that crash a worker."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gaba_analogs.dataclass import dataclass
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.executor import Executor, LostChunkError, Pending
from gaba_analogs.running.work import ChunkReport, Job, unverified_report

if TYPE_CHECKING:
    from gaba_analogs.registry.pubchem.consultation import Consultant

LARGEST_CHUNK = 512
"""Most records [-] in a chunk: more would not be cheaper, fewer slow OPSIN down."""
FIRST_CHUNK = 64
"""Records [-] in a chunk until it is known how long one takes."""
APART = 16
"""Most records [-] of an input whose chunks hold one record: nothing has to be tried again where one hangs."""
CHUNK_SECONDS = 0.5
"""Longest time [s] that a chunk should take."""
ASKED_TOGETHER = 100
"""Records [-] about which PubChem is asked at once, whatever the size of a chunk: a request holds as many."""


class Source:
    """Records, read ahead; a reading error is raised after the records before it.

    Parameters
    ----------
    records
        Records from a reader.
    consultant
        Asks PubChem about them; None to leave it out.

    Examples
    --------
    >>> source = Source([StructureRecord(name="GABA"), StructureRecord(name="baclofen")])
    >>> len(source.peek(5)), len(source.take(1)), len(source.take(5)), len(source.take(5))
    (2, 1, 1, 0)
    """

    def __init__(self, records: Iterable[StructureRecord], consultant: Consultant | None = None) -> None:
        self._records = iter(records)
        self._ahead: deque[StructureRecord] = deque()
        self._consultant = consultant
        self._answers: deque[Registry] = deque()
        self._error: Exception | None = None
        self._exhausted = False

    def peek(self, count: int) -> list[StructureRecord]:
        """Look at the next `count` records, or as many as are left."""
        while len(self._ahead) < count and not self._exhausted:
            try:
                self._ahead.append(next(self._records))
            except StopIteration:
                self._exhausted = True
            except Exception as error:  # noqa: BLE001 - raised by `finish`, after the records before it
                self._error, self._exhausted = error, True
        return list(itertools.islice(self._ahead, count))

    def take(self, count: int) -> list[StructureRecord]:
        """Take the next `count` records, or as many as are left."""
        taken = self.peek(count)
        for _ in taken:
            self._ahead.popleft()
        return taken

    def take_answers(self, count: int) -> list[Registry]:
        """Take PubChem's answers about the next records, before these are taken; none if it is not asked."""
        if self._consultant is None:
            return []
        if len(self._answers) < count:
            unasked = self.peek(max(count, ASKED_TOGETHER))[len(self._answers) :]
            self._answers.extend(self._consultant.ask(unasked))
        return [self._answers.popleft() for _ in range(min(count, len(self._answers)))]

    def finish(self) -> None:
        """Raise the error met while reading, if any."""
        if self._error is not None:
            raise self._error


@dataclass
class Cuts:
    """Where chunks must end: after every `every` records.

    Parameters
    ----------
    every
        Number of records [-] between two cuts.
    position
        Number of records [-] since the last cut.
    """

    every: int
    position: int = 0

    def room(self) -> int:
        """Count the records [-] left before the next cut."""
        return self.every - self.position

    def advance(self, records: int) -> None:
        """Move on by a number of records [-], not beyond the next cut."""
        self.position = (self.position + records) % self.every


@dataclass
class Pace:
    """How long a record takes, and so how many fit in a chunk.

    Examples
    --------
    >>> pace = Pace()
    >>> pace.update(records=64, seconds=6.4)
    >>> pace.chunk
    5
    """

    limit: float = CHUNK_SECONDS
    seconds: float | None = None

    def update(self, *, records: int, seconds: float) -> None:
        """Take in the time [s] that a chunk took."""
        found = seconds / records
        self.seconds = found if self.seconds is None else (3 * self.seconds + found) / 4

    @property
    def chunk(self) -> int:
        """Number of records [-] for the next chunk."""
        if self.seconds is None:
            return FIRST_CHUNK
        return max(1, min(LARGEST_CHUNK, int(self.limit / max(self.seconds, 1e-9))))


def chunk_reports(source: Source, job: Job, executor: Executor, cuts: Cuts | None = None) -> Iterator[ChunkReport]:
    """Verify a stream of records, and yield the report of each chunk, in order."""
    waiting: deque[tuple[list[StructureRecord], list[Registry], Pending]] = deque()
    pace = Pace(limit=min(CHUNK_SECONDS, job.timeout / 4))
    apart = len(source.peek(APART + 1)) <= APART
    while True:
        while len(waiting) < executor.ahead:
            size = 1 if apart else pace.chunk if cuts is None else min(pace.chunk, cuts.room())
            answers = source.take_answers(size)
            chunk = source.take(size)
            if not chunk:
                break
            if cuts is not None:
                cuts.advance(len(chunk))
            waiting.append((chunk, answers, executor.submit(chunk, answers)))
        if not waiting:
            source.finish()
            return
        chunk, answers, pending = waiting.popleft()
        for found in collected(chunk, pending, job, executor, answers):
            pace.update(records=found.counts["records"], seconds=found.seconds)
            yield found


def collected(
    records: Sequence[StructureRecord],
    pending: Pending,
    job: Job,
    executor: Executor,
    registries: Sequence[Registry] = (),
    *,
    last: bool = False,
) -> Iterator[ChunkReport]:
    """Wait for a chunk; if it is lost, verify its records one by one and give up only on the culprit.

    A single record that crashes its process is tried again, unless this is the `last` time: an earlier record may have
    corrupted the memory of the process.
    """
    try:
        found = pending.result()
    except LostChunkError as lost:
        if len(records) == 1 and lost.crashed and not last:
            second = executor.submit(records, registries)
            yield from collected(records, second, job, executor, registries, last=True)
            return
        if len(records) == 1:
            yield replace(unverified_report(job, records[0], str(lost)), records=records)
            return
        again = []
        for place, record in enumerate(records):
            own = registries[place : place + 1]
            again.append((record, own, executor.submit([record], own)))
        for record, own, result in again:
            yield from collected([record], result, job, executor, own)
        return
    position = 0
    for report in found:
        end = position + report.counts["records"]
        yield replace(report, records=records[position:end])
        position = end
