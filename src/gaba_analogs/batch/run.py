"""A stream of records through an executor: ordered, bounded, and patient with records that crash it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gaba_analogs.batch.executor import Executor, Here, LostError, Pending, available_cores, forks_well
from gaba_analogs.batch.work import ChunkReport, Job, given_up
from gaba_analogs.findings import RecordReport
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.pubchem.consultation import Consultant
    from gaba_analogs.pubchem.lookup import PubChem

FEW = 1024
"""Records [-] up to which a run is a small one: its workers are forked, and one suffices for a short chunk."""
LARGEST = 256
"""Records [-] of a chunk at most: more would not make it cheaper, fewer serve OPSIN worse."""
FIRST = 64
"""Records [-] of a chunk before it is known how long one takes."""
CHUNK_SECONDS = 0.5
"""Time [s] that a chunk should take at most."""
LONGEST = 1e7
"""Time [s] beyond which a limit of time is none."""
ASKED_TOGETHER = 100
"""Records [-] about which PubChem is asked at once, whatever the size of a chunk: as many share a request."""


def verify_many(
    records: Iterable[StructureRecord | Mapping[str, str]],
    *,
    workers: int | None = None,
    timeout: float = 10.0,
    memory: float = 2.0,
    scheduler: str | None = None,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    pubchem: PubChem | None = None,
) -> Iterator[RecordReport]:
    """Check a stream of records in several processes; one report per record, in order, in bounded memory.

    A record that crashes, hangs or exhausts its process is reported unverified, with the reason.

    Parameters
    ----------
    records
        Records from a reader, or mappings as for `verify`.
    workers
        Number of processes [-]; None for one per processor.
    timeout
        Time [s] that one record may take.
    memory
        Memory [GiB] that one process may take for a record.
    scheduler
        Address of a Dask scheduler that has the work done instead; needs the ``cluster`` extra.
    names, select, ignore, pubchem
        As for `verify`.

    Yields
    ------
    RecordReport
        In the order of the records.

    Raises
    ------
    ValueError
        Fewer than one worker, no time, no memory, or a check that does not exist.

    Examples
    --------
    >>> gaba = StructureRecord(smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> [report.verdict.value for report in verify_many([gaba, gaba], workers=1, names=False)]
    ['verified', 'verified']
    """
    job = _job(names=names, select=select, ignore=ignore, timeout=timeout, memory=memory)
    if workers is not None and workers < 1:
        raise ValueError(f"workers={workers}: at least one is needed")
    consultant = None
    if pubchem is not None:
        from gaba_analogs.pubchem.consultation import Consultant  # noqa: PLC0415 - only where PubChem is asked

        consultant = Consultant(pubchem)
    own = (record if isinstance(record, StructureRecord) else _as_record(record) for record in records)
    return _reports(running(own, job, workers=workers, scheduler=scheduler, consultant=consultant))


def _reports(run: AbstractContextManager[Iterator[ChunkReport]]) -> Iterator[RecordReport]:
    with run as chunks:
        for chunk in chunks:
            yield from chunk.reports()


def _as_record(record: Mapping[str, str]) -> StructureRecord:
    from gaba_analogs.report import as_record  # noqa: PLC0415 - loads RDKit, and readers give records

    return as_record(record)


def _job(*, names: bool, select: Collection[str] | None, ignore: Collection[str], timeout: float, memory: float) -> Job:
    if not 0 < timeout < LONGEST:
        raise ValueError(f"timeout={timeout:g}: give the seconds that one record may take, for example 10")
    if not memory > 0:
        raise ValueError(f"memory={memory:g}: give the GiB that one process may take for a record, for example 2")
    chosen = None if select is None else known_codes("select", select)
    return Job(names=names, select=chosen, ignore=known_codes("ignore", ignore), timeout=timeout, memory=memory)


def known_codes(option: str, codes: Collection[str]) -> frozenset[str]:
    """Give codes of checks as a set.

    Parameters
    ----------
    option
        What they were given for, as the user wrote it.
    codes
        The codes.

    Raises
    ------
    ValueError
        There is no such check.

    Examples
    --------
    >>> known_codes("ignore", ["inchikey-mismtch"])
    Traceback (most recent call last):
    ValueError: ignore: no check named 'inchikey-mismtch': did you mean inchikey-mismatch?
    """
    if not codes:
        return frozenset()
    from gaba_analogs.checks import CATALOGUE  # noqa: PLC0415 - only where codes are given

    for code in codes:
        if code not in CATALOGUE:
            near = get_close_matches(code.lower(), list(CATALOGUE), n=1)
            hint = f": did you mean {near[0]}?" if near else ""
            raise ValueError(f"{option}: no check named {code!r}{hint}")
    return frozenset(codes)


@contextmanager
def running(
    records: Iterable[StructureRecord],
    job: Job,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    cuts: Cuts | None = None,
    consultant: Consultant | None = None,
    initializer: Callable[[], None] | None = None,
) -> Iterator[Iterator[ChunkReport]]:
    """Give the chunk reports of a stream of records, and end all workers on leaving.

    Parameters
    ----------
    records
        Records from a reader.
    job
        What to do with them.
    workers
        Number of processes [-]; None for one per processor.
    scheduler
        Address of a Dask scheduler; None for processes on this machine.
    cuts
        Where chunks must end.
    consultant
        Asks PubChem about the records, in this process; None to ask nobody.
    initializer
        Called in every worker before its first chunk; for tests that inject faults.
    """
    source = Source(records, consultant)
    with _executor(job, source.peek(FEW), workers, scheduler, initializer) as executor:
        yield chunk_reports(source, job, executor, cuts)


def _executor(
    job: Job,
    head: Sequence[StructureRecord],
    workers: int | None,
    scheduler: str | None,
    initializer: Callable[[], None] | None,
) -> Executor:
    if scheduler is not None:
        from gaba_analogs.batch.cluster import Cluster  # noqa: PLC0415 - loads Dask

        return Cluster(job, scheduler)
    few = len(head) < FEW
    single = len(head) <= 1 and workers is None
    if single or (few and not forks_well() and workers is None):
        return Here(job)
    wanted = workers or available_cores()
    if few:
        wanted = min(wanted, 1 + len(head) // FIRST)
    from gaba_analogs.batch.pool import local_executor  # noqa: PLC0415 - loads Pebble

    names = any(record.iupac_name or record.synonyms for record in head)
    return local_executor(job, workers=wanted, names=names, few=few, initializer=initializer)


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
