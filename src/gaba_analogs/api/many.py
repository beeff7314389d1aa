"""Many records, verified in several processes or on a cluster."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from gaba_analogs.api.given import RecordLike, as_records
from gaba_analogs.errors import OptionError
from gaba_analogs.results.comparison import USUAL_LEVEL
from gaba_analogs.running.run import in_processes
from gaba_analogs.verification.options import Options, Tables, number, seconds_per_record
from gaba_analogs.verification.report import ReportStream

if TYPE_CHECKING:
    from gaba_analogs.registry.pubchem.lookup import PubChem


def verify_many(
    records: Iterable[RecordLike],
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
    workers: int | None = None,
    cross_record: bool = False,
    duplicates: str = USUAL_LEVEL,
    values: Collection[str] = (),
    stated_relations: Collection[str] = (),
    progress: bool = False,
    timeout: float = 10.0,
    memory: float = 2.0,
    scheduler: str | None = None,
) -> ReportStream:
    """Verify a stream of records in several processes: one report per record, in order, in bounded memory.

    A record that crashes its process, hangs or runs out of memory is reported as unverified, with the reason.

    Parameters
    ----------
    records
        Records from `read`, or any iterable of what `verify` takes.
    select, ignore, names, pubchem, against
        As for `verify`.
    workers
        Number of processes [-]; None for one per core.
    cross_record
        True to look for conflicts between the records too; the stream has them as ``conflicts`` at its end.
    duplicates, values, stated_relations
        As for `verify_records`.
    progress
        True to show progress in a terminal or notebook.
    timeout
        Time limit [s] per record.
    memory
        Memory limit [GiB] per process.
    scheduler
        Address of a Dask scheduler to run on instead; needs the ``cluster`` extra.

    Returns
    -------
    ReportStream
        An iterator of `RecordReport`, in the order of the records; its ``report()`` gives all of them.

    Raises
    ------
    InputError
        `records` is not a collection of records; while it is read, if one of them cannot be a record.
    OptionError
        An option is wrong.

    Examples
    --------
    >>> gaba = {"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}
    >>> [report.verdict.value for report in verify_many([gaba, gaba], workers=1, names=False)]
    ['verified', 'verified']
    """
    options = Options.of(
        select=select,
        ignore=ignore,
        names=names,
        pubchem=pubchem,
        against=against,
        workers=workers,
        cross_record=cross_record,
        duplicates=duplicates,
        values=values,
        stated_relations=stated_relations,
        progress=progress,
        timeout=seconds_per_record(timeout),
    )
    if not number("memory", memory) > 0:
        raise OptionError(f"memory={memory:g}: give the GiB allowed for one process, for example 2")
    if scheduler is not None and not isinstance(scheduler, str):
        raise OptionError(f"scheduler={scheduler!r}: expected an address such as tcp://host:8786")
    return in_processes(as_records(records), options, memory=memory, scheduler=scheduler)
