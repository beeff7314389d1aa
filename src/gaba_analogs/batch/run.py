"""Many records: the processes that verify them, and their options."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING

from gaba_analogs.batch.executor import Executor, ThisProcess, available_cores, can_fork
from gaba_analogs.batch.stream import FIRST_CHUNK, Cuts, Source, chunk_reports
from gaba_analogs.batch.work import ChunkReport, Job
from gaba_analogs.errors import OptionError
from gaba_analogs.findings import RecordReport
from gaba_analogs.options import Options
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.report import ReportStream
from gaba_analogs.values import a_kind_of

if TYPE_CHECKING:
    from gaba_analogs.cross_record import CrossRecord
    from gaba_analogs.given import RecordLike
    from gaba_analogs.pubchem.consultation import Consultant
    from gaba_analogs.pubchem.lookup import PubChem

SMALL_RUN = 1024
"""Records [-] below which a run is small: its workers are forked, and no more of them than it has chunks."""
LONGEST_TIMEOUT = 1e7
"""Longest time limit [s] for a record."""


def verify_many(
    records: Iterable[RecordLike],
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    workers: int | None = None,
    cross_record: bool = False,
    progress: bool = False,
    timeout: float = 10.0,
    memory: float = 2.0,
    scheduler: str | None = None,
) -> ReportStream:
    """Check a stream of records in several processes; one report per record, in order, in bounded memory.

    A record that crashes, hangs or exhausts its process is reported unverified, with the reason.

    Parameters
    ----------
    records
        Records from `read`, or what `verify` takes for one, in any iterable.
    select, ignore, names, pubchem
        As for `verify`.
    workers
        Number of processes [-]; None for one per processor.
    cross_record
        True to look for conflicts across the records too: ``conflicts`` of the stream at its end.
    progress
        True to show how far it is, in a terminal or notebook that a person looks at, after a second.
    timeout
        Time [s] that one record may take.
    memory
        Memory [GiB] that one process may take for a record.
    scheduler
        Address of a Dask scheduler that has the work done instead; needs the ``cluster`` extra.

    Returns
    -------
    ReportStream
        An iterator of `RecordReport`, in the order of the records; its ``report()`` gives all of them.

    Raises
    ------
    InputError
        It is no collection of records; while it is read, that a record is none.
    OptionError
        Fewer than one worker, no time, no memory, or a check that does not exist.

    Examples
    --------
    >>> gaba = {"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}
    >>> [report.verdict.value for report in verify_many([gaba, gaba], workers=1, names=False)]
    ['verified', 'verified']
    """
    from gaba_analogs.given import as_records  # noqa: PLC0415 - the command has records already

    options = Options.of(
        select=select,
        ignore=ignore,
        names=names,
        pubchem=pubchem,
        workers=workers,
        cross_record=cross_record,
        progress=progress,
    )
    if not 0 < _number("timeout", timeout) < LONGEST_TIMEOUT:
        raise OptionError(f"timeout={timeout:g}: give the seconds that one record may take, for example 10")
    if not _number("memory", memory) > 0:
        raise OptionError(f"memory={memory:g}: give the GiB that one process may take for a record, for example 2")
    if scheduler is not None and not isinstance(scheduler, str):
        raise OptionError(f"scheduler={scheduler!r}: an address is expected, for example tcp://host:8786")
    return in_processes(as_records(records), options, timeout=timeout, memory=memory, scheduler=scheduler)


def _number(option: str, value: object) -> float:
    if not isinstance(value, int | float):
        raise OptionError(f"{option}: a number is expected, not {a_kind_of(value)}")
    return value


def in_processes(
    records: Iterable[StructureRecord],
    options: Options,
    *,
    timeout: float = 10.0,
    memory: float = 2.0,
    scheduler: str | None = None,
    total: int | None = None,
) -> ReportStream:
    """Check records in as many processes as the options say; other parameters as for `verify_many`.

    Parameters
    ----------
    total
        Number of records [-]; None where it is not known.
    """
    job = Job(
        names=options.names,
        select=options.select,
        ignore=options.ignore,
        cross=options.cross_record,
        timeout=timeout,
        memory=memory,
    )
    consultant = None
    if options.pubchem is not None:
        from gaba_analogs.pubchem.consultation import Consultant  # noqa: PLC0415 - only where PubChem is asked

        consultant = Consultant(options.pubchem)

    def reports(cross: CrossRecord | None) -> Iterator[RecordReport]:
        run = open_run(records, job, workers=options.workers, scheduler=scheduler, consultant=consultant)
        with run as chunks:
            for chunk in chunks:
                if cross is not None:
                    for entry in chunk.entries:
                        cross.add_entries(entry)
                yield from chunk.reports()

    return ReportStream(reports, options, _versions, total=total)


def _versions() -> Mapping[str, str]:
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415 - loads RDKit, which the workers do otherwise

    return versions()


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
