"""A stream of records through an executor: ordered, bounded, and patient with records that crash it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaba_analogs.batch.executor import Executor, LostError, Pending
from gaba_analogs.batch.work import ChunkReport, Job, given_up
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.pubchem.consultation import Consultant

LARGEST = 256
"""Records [-] of a chunk at most: more would not make it cheaper, fewer serve OPSIN worse."""
FIRST = 64
"""Records [-] of a chunk before it is known how long one takes."""
CHUNK_SECONDS = 0.5
"""Time [s] that a chunk should take at most."""
ASKED_TOGETHER = 100
"""Records [-] about which PubChem is asked at once, whatever the size of a chunk: as many share a request."""


class Source:
    """Records that are read ahead; what goes wrong in reading is told after the records before it.

    Parameters
    ----------
    records
        Records from a reader.
    consultant
        Asks PubChem about them; None to ask nobody.

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
        """Look at the next records, as many as there are of `count`."""
        while len(self._ahead) < count and not self._exhausted:
            try:
                self._ahead.append(next(self._records))
            except StopIteration:
                self._exhausted = True
            except Exception as error:  # noqa: BLE001 - raised by `finish`, behind the records before it
                self._error, self._exhausted = error, True
        return list(itertools.islice(self._ahead, count))

    def take(self, count: int) -> list[StructureRecord]:
        """Take the next records, as many as there are of `count`."""
        taken = self.peek(count)
        for _ in taken:
            self._ahead.popleft()
        return taken

    def take_answers(self, count: int) -> list[Registry]:
        """Take what PubChem says about the next records, before they are taken; nothing where it is not asked."""
        if self._consultant is None:
            return []
        if len(self._answers) < count:
            unasked = self.peek(max(count, ASKED_TOGETHER))[len(self._answers) :]
            self._answers.extend(self._consultant.ask(unasked))
        return [self._answers.popleft() for _ in range(min(count, len(self._answers)))]

    def finish(self) -> None:
        """Raise what went wrong in reading."""
        if self._error is not None:
            raise self._error


@dataclass
class Cuts:
    """Where chunks must end: after every so many records.

    Parameters
    ----------
    every
        Number of records [-] between two cuts.
    position
        Number of records [-] since a cut.
    """

    every: int
    position: int = 0

    def room(self) -> int:
        """Count the records [-] up to the next cut."""
        return self.every - self.position

    def advance(self, records: int) -> None:
        """Go on by so many records, not beyond the next cut."""
        self.position = (self.position + records) % self.every


@dataclass
class Pace:
    """How long a record takes, and so how many make a chunk.

    Examples
    --------
    >>> pace = Pace()
    >>> pace.note(records=64, seconds=6.4)
    >>> pace.chunk
    5
    """

    limit: float = CHUNK_SECONDS
    seconds: float | None = None

    def note(self, *, records: int, seconds: float) -> None:
        """Learn from a chunk that took so long [s]."""
        found = seconds / records
        self.seconds = found if self.seconds is None else (3 * self.seconds + found) / 4

    @property
    def chunk(self) -> int:
        """How many records [-] the next chunk should hold."""
        if self.seconds is None:
            return FIRST
        return max(1, min(LARGEST, int(self.limit / max(self.seconds, 1e-9))))


def chunk_reports(source: Source, job: Job, executor: Executor, cuts: Cuts | None = None) -> Iterator[ChunkReport]:
    """Verify a stream of records, and give what became of each chunk in order."""
    waiting: deque[tuple[list[StructureRecord], list[Registry], Pending]] = deque()
    pace = Pace(limit=min(CHUNK_SECONDS, job.timeout / 4))
    while True:
        while len(waiting) < executor.ahead:
            size = pace.chunk if cuts is None else min(pace.chunk, cuts.room())
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
        for found in settled(chunk, pending, job, executor, answers):
            pace.note(records=found.counts["records"], seconds=found.seconds)
            yield found


def settled(
    records: Sequence[StructureRecord],
    pending: Pending,
    job: Job,
    executor: Executor,
    registries: Sequence[Registry] = (),
) -> Iterator[ChunkReport]:
    """Wait for a chunk; when it is lost, verify its records one by one, and give up only the culprit."""
    try:
        found = pending.result()
    except LostError as lost:
        if len(records) == 1:
            yield replace(given_up(job, records[0], str(lost)), records=records)
            return
        again = []
        for place, record in enumerate(records):
            own = registries[place : place + 1]
            again.append((record, own, executor.submit([record], own)))
        for record, own, result in again:
            yield from settled([record], result, job, executor, own)
        return
    position = 0
    for report in found:
        end = position + report.counts["records"]
        yield replace(report, records=records[position:end])
        position = end
