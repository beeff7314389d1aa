"""Many records: which processes verify them, and what is asked of these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gaba_analogs.batch.executor import Executor, Here, available_cores, forks_well
from gaba_analogs.batch.stream import FIRST, Cuts, Source, chunk_reports
from gaba_analogs.batch.work import ChunkReport, Job
from gaba_analogs.findings import RecordReport
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.pubchem.consultation import Consultant
    from gaba_analogs.pubchem.lookup import PubChem

FEW = 1024
"""Records [-] up to which a run is a small one: its workers are forked, and one suffices for a short chunk."""
LONGEST = 1e7
"""Time [s] beyond which a limit of time is none."""


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
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - only where codes are given

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
    guard: AbstractContextManager[None] | None = None,
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
    guard
        Entered while other processes do the work; not where this one does.
    """
    source = Source(records, consultant)
    with _executor(job, source.peek(FEW), workers, scheduler, initializer) as executor, ExitStack() as stack:
        if guard is not None and not isinstance(executor, Here):
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
