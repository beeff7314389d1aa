"""Many records: the processes that verify them, and their options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING

from gaba_analogs.notation.systematic import looks_systematic
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport
from gaba_analogs.running.executor import Executor, ThisProcess, available_cores, is_ordinary
from gaba_analogs.running.stream import FIRST_CHUNK, Cuts, Source, chunk_reports
from gaba_analogs.running.waiting import WaitingProcess, can_fork
from gaba_analogs.running.work import ChunkReport, Job
from gaba_analogs.verification.options import Options
from gaba_analogs.verification.report import ReportStream

if TYPE_CHECKING:
    from gaba_analogs.across import CrossRecord
    from gaba_analogs.registry.pubchem.consultation import Consultant

DEFAULT_TIMEOUT = 10.0
"""Time limit [s] for a record where none is given."""
SMALL_RUN = 1024
"""Records [-] below which a run is small: its workers are forked, and no more of them than it has chunks."""


def in_processes(
    records: Iterable[StructureRecord],
    options: Options,
    *,
    memory: float = 2.0,
    scheduler: str | None = None,
    total: int | None = None,
) -> ReportStream:
    """Verify records in as many processes as the options say; other parameters as for `verify_many`.

    Parameters
    ----------
    total
        Number of records [-]; None if it is not known.
    """
    job = Job(
        names=options.names,
        select=options.select,
        ignore=options.ignore,
        cross=options.cross_record,
        comparison=options.comparison,
        references=options.against,
        timeout=DEFAULT_TIMEOUT if options.timeout is None else options.timeout,
        memory=memory,
    )
    consultant = None
    if options.pubchem is not None:
        from gaba_analogs.registry.pubchem.consultation import Consultant  # noqa: PLC0415 - only where PubChem is asked

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
    waiting: WaitingProcess | None = None,
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
    waiting
        A process that is ready for a single record, or soon will be; None to fork one where it is needed.
    """
    source = Source(records, consultant)
    head = source.peek(SMALL_RUN)
    chosen = _executor(job, head, workers, scheduler, initializer=initializer, waiting=waiting)
    with chosen as executor, ExitStack() as stack:
        if guard is not None and not isinstance(executor, ThisProcess):
            stack.enter_context(guard)
        yield chunk_reports(source, job, executor, cuts)


def _executor(
    job: Job,
    head: Sequence[StructureRecord],
    workers: int | None,
    scheduler: str | None,
    *,
    initializer: Callable[[], None] | None,
    waiting: WaitingProcess | None,
) -> Executor:
    if scheduler is not None:
        from gaba_analogs.running.cluster import Cluster  # noqa: PLC0415 - loads Dask

        return Cluster(job, scheduler)
    few = len(head) < SMALL_RUN
    if workers is None and len(head) <= 1 and can_fork():
        from gaba_analogs.running.guarded import ForkedProcess  # noqa: PLC0415 - where the system can fork

        return ForkedProcess(job, waiting)
    if workers is None and few and not can_fork() and all(map(is_ordinary, head)):
        return ThisProcess(job)  # processes that cannot be forked take longer to start than this
    wanted = workers or available_cores()
    if few:
        wanted = min(wanted, 1 + len(head) // FIRST_CHUNK)
    from gaba_analogs.running.pool import local_executor  # noqa: PLC0415 - loads Pebble

    names = any(r.iupac_name or r.synonyms or looks_systematic(r.name or "") for r in head)
    return local_executor(job, workers=wanted, names=names, few=few, initializer=initializer)
