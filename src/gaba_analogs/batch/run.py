"""Many records: the processes that verify them, and their options."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gaba_analogs.batch.executor import Executor, ThisProcess, available_cores, can_fork
from gaba_analogs.batch.stream import FIRST_CHUNK, Cuts, Source, chunk_reports
from gaba_analogs.batch.work import ChunkReport, Job
from gaba_analogs.findings import RecordReport
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.pubchem.consultation import Consultant
    from gaba_analogs.pubchem.lookup import PubChem

SMALL_RUN = 1024
"""Records [-] below which a run is small: its workers are forked, and no more of them than it has chunks."""
LONGEST_TIMEOUT = 1e7
"""Longest time limit [s] for a record."""


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
    """Verify a stream of records in several processes: one report per record, in order, in bounded memory.

    A record that crashes its process, hangs or runs out of memory is reported as unverified, with the reason.

    Parameters
    ----------
    records
        Records from a reader, or mappings as for `verify`.
    workers
        Number of processes [-]; None for one per core.
    timeout
        Time limit [s] per record.
    memory
        Memory limit [GiB] per process.
    scheduler
        Address of a Dask scheduler to run on instead; needs the ``cluster`` extra.
    names, select, ignore, pubchem
        As for `verify`.

    Yields
    ------
    RecordReport
        In the order of the records.

    Raises
    ------
    ValueError
        `workers`, `timeout` or `memory` is not positive, or a check does not exist.

    Examples
    --------
    >>> gaba = StructureRecord(smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> [report.verdict.value for report in verify_many([gaba, gaba], workers=1, names=False)]
    ['verified', 'verified']
    """
    job = _job(names=names, select=select, ignore=ignore, timeout=timeout, memory=memory)
    if workers is not None and workers < 1:
        raise ValueError(f"workers={workers}: must be at least 1")
    consultant = None
    if pubchem is not None:
        from gaba_analogs.pubchem.consultation import Consultant  # noqa: PLC0415 - only where PubChem is asked

        consultant = Consultant(pubchem)
    own = (record if isinstance(record, StructureRecord) else _as_record(record) for record in records)
    return _reports(open_run(own, job, workers=workers, scheduler=scheduler, consultant=consultant))


def _reports(run: AbstractContextManager[Iterator[ChunkReport]]) -> Iterator[RecordReport]:
    with run as chunks:
        for chunk in chunks:
            yield from chunk.reports()


def _as_record(record: Mapping[str, str]) -> StructureRecord:
    from gaba_analogs.report import as_record  # noqa: PLC0415 - loads RDKit, and readers give records

    return as_record(record)


def _job(*, names: bool, select: Collection[str] | None, ignore: Collection[str], timeout: float, memory: float) -> Job:
    if not 0 < timeout < LONGEST_TIMEOUT:
        raise ValueError(f"timeout={timeout:g}: give the seconds allowed for one record, for example 10")
    if not memory > 0:
        raise ValueError(f"memory={memory:g}: give the GiB allowed for one process, for example 2")
    chosen = None if select is None else known_codes("select", select)
    return Job(names=names, select=chosen, ignore=known_codes("ignore", ignore), timeout=timeout, memory=memory)


def known_codes(option: str, codes: Collection[str]) -> frozenset[str]:
    """Return codes of checks as a set.

    Parameters
    ----------
    option
        The option that they were given to, as the user wrote it.
    codes
        The codes.

    Raises
    ------
    ValueError
        A check does not exist.

    Examples
    --------
    >>> known_codes("ignore", ["inchikey-mismtch"])
    Traceback (most recent call last):
    ValueError: ignore: no check named 'inchikey-mismtch': did you mean inchikey-mismatch?
    """
    if not codes:
        return frozenset()
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - only where codes are given

    for code in codes:
        if code not in CATALOGUE:
            near = get_close_matches(code.lower(), list(CATALOGUE), n=1)
            hint = f": did you mean {near[0]}?" if near else ""
            raise ValueError(f"{option}: no check named {code!r}{hint}")
    return frozenset(codes)


@contextmanager
def open_run(
    records: Iterable[StructureRecord],
    job: Job,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    cuts: Cuts | None = None,
    consultant: Consultant | None = None,
    initializer: Callable[[], None] | None = None,
    guard: AbstractContextManager[None] | None = None,
) -> Iterator[Iterator[ChunkReport]]:
    """Yield the chunk reports of a stream of records; all workers end on leaving the context.

    Parameters
    ----------
    records
        Records from a reader.
    job
        What to do with them.
    workers
        Number of processes [-]; None for one per core.
    scheduler
        Address of a Dask scheduler; None for processes on this machine.
    cuts
        Where chunks must end.
    consultant
        Asks PubChem about the records, in this process; None to leave it out.
    initializer
        Called in every worker before its first chunk; tests use it to inject faults.
    guard
        Entered while other processes do the work; not when this process does it.
    """
    source = Source(records, consultant)
    with _executor(job, source.peek(SMALL_RUN), workers, scheduler, initializer) as executor, ExitStack() as stack:
        if guard is not None and not isinstance(executor, ThisProcess):
            stack.enter_context(guard)
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
    few = len(head) < SMALL_RUN
    single = len(head) <= 1 and workers is None
    if single or (few and not can_fork() and workers is None):
        return ThisProcess(job)
    wanted = workers or available_cores()
    if few:
        wanted = min(wanted, 1 + len(head) // FIRST_CHUNK)
    from gaba_analogs.batch.pool import local_executor  # noqa: PLC0415 - loads Pebble

    names = any(record.iupac_name or record.synonyms for record in head)
    return local_executor(job, workers=wanted, names=names, few=few, initializer=initializer)
