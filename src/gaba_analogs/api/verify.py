"""Verification: records in, reports out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from gaba_analogs.api.given import RecordLike, as_record, as_records
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.comparison import USUAL_LEVEL
from gaba_analogs.results.findings import RecordReport
from gaba_analogs.verification.options import Options, Tables
from gaba_analogs.verification.pairs import verify_pairs
from gaba_analogs.verification.report import ReportStream
from gaba_analogs.verification.verifier import Pair
from gaba_analogs.verification.versions import versions

if TYPE_CHECKING:
    from gaba_analogs.across import CrossRecord
    from gaba_analogs.registry.pubchem.lookup import PubChem


def verify(
    record: RecordLike,
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
    timeout: float | None = None,
) -> RecordReport:
    """Check every field of a record against every other.

    Parameters
    ----------
    record
        A `StructureRecord`, a mapping of fields to values, or the name of a bundled compound
        (``"baclofen"``). Keys can be spelt like the columns of a table (``InChI Key``, ``SMILES``,
        ``MolWt``). Values are text or numbers; None, NaN and ``pandas.NA`` mean "not stated". A row
        of a DataFrame works too, and may have other columns.
    select
        Codes of the checks to run; None for all those in `CATALOGUE`.
    ignore
        Codes of the checks to leave out.
    names
        False to leave systematic names unread, which needs no Java.
    pubchem
        Where to look the record up, for example ``PubChem()``; None not to.
    against
        A reference table, or several: the path of a file that says which compound an identifier stands for, or a
        `Reference`. Its index is built the first time.
    timeout
        Time limit [s]; the record is verified in a process of its own, and is unverified if that crashes or takes
        longer. None for this process and no limit: what crashes RDKit ends Python, or the kernel of a notebook.
        Where processes cannot be forked (Windows, macOS), one takes a second to start, and a short record
        without a molfile is verified in this process all the same.

    Returns
    -------
    RecordReport
        Verdict, suspects, corrections and findings. ``print`` prints what the command prints; Jupyter
        displays drawings of the structures too.

    Raises
    ------
    InputError
        A key is not recognised, or a value is neither text nor a number.
    UnknownCompoundError
        No bundled compound has the name.
    UnknownCheckError
        A check in `select` or `ignore` does not exist.

    See Also
    --------
    verify_records : verify many records.
    verify_frame : verify a DataFrame.

    Examples
    --------
    >>> report = verify(
    ...     {"SMILES": "CC(C)CC(CN)CC(=O)O", "InChI Key": "AYXYPKUFHZROOJ-ZETCQYMHSA-N"}, names=False
    ... )
    >>> report.verdict.value, report.suspects, report.findings[0].message
    ('underspecified', ('smiles',), 'stereo missing in SMILES')
    >>> verify({"smiles": "NCCCC(=O)O", "molecular_weight": 103.12, "cid": 119}, names=False).ok
    True
    """
    workers = 1 if timeout is None else None
    options = Options.of(
        select=select, ignore=ignore, names=names, pubchem=pubchem, against=against, workers=workers, timeout=timeout
    )
    return next(stream([as_record(record)], options))


def verify_records(
    records: Iterable[RecordLike],
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
    workers: int | None = 1,
    cross_record: bool = False,
    duplicates: str = USUAL_LEVEL,
    values: Collection[str] = (),
    stated_relations: Collection[str] = (),
    progress: bool = False,
    timeout: float | None = None,
) -> ReportStream:
    """Verify a stream of records: one report per record, in order, in bounded memory.

    Parameters
    ----------
    records
        Records from `read`, or any iterable of what `verify` takes.
    select, ignore, names, pubchem, against
        As for `verify`.
    workers
        Number of processes [-]: 1 for this one, None for one per core.
    cross_record
        True to look for conflicts between the records too; the stream has them as ``conflicts`` at its end.
    duplicates
        With `cross_record`: at which level records are duplicates. ``exact`` asks for the same drawing, ``tautomer``
        for the same InChIKey, ``parent`` for the same compound without counter-ions and solvents.
    values
        With `cross_record`: columns whose values duplicates should have in common, for example ``["pIC50"]``; `read`
        passes them with ``columns=``.
    stated_relations
        With `cross_record`: columns that name another record to which a record is related, for example
        ``["enantiomer of", "Parent no=salt of"]``; passed like `values`.
    progress
        True to show progress in a terminal or notebook.
    timeout
        Time limit [s] per record: one that takes longer, or crashes, is unverified, and the others are verified. The
        work is done in another process even if `workers` is 1. None for no limit in this process, where a
        record that crashes RDKit ends Python, and ten seconds in others. Reading is not limited.

    Returns
    -------
    ReportStream
        An iterator of `RecordReport`; its ``report()`` collects them into a `Report`. A record that causes
        an internal error is unverified, with the reason.

    Raises
    ------
    InputError
        `records` is not a collection of records; while it is read, if one of them cannot be a record.
    OptionError
        An option is wrong.

    Examples
    --------
    >>> gaba = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}
    >>> [report.verdict.value for report in verify_records([gaba, {**gaba, "formula": "C4H7NO2"}], names=False)]
    ['verified', 'inconsistent']
    >>> verify_records([gaba, gaba], names=False).report()
    <Report on 2 records: 2 verified>
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
        timeout=timeout,
    )
    return stream(as_records(records), options)


def stream(records: Iterable[StructureRecord], options: Options, *, total: int | None = None) -> ReportStream:
    """Verify records as they come; `total` is their number [-] if it is known."""
    if options.workers != 1 or options.timeout is not None:
        from gaba_analogs.running.run import in_processes  # noqa: PLC0415  # only where there are several

        return in_processes(records, options, total=total)

    def reports(cross: CrossRecord | None) -> Iterator[RecordReport]:
        pairs: Iterable[Pair] = ((record, None) for record in records)
        if options.pubchem is not None:
            from gaba_analogs.registry.pubchem.consultation import Consultant  # noqa: PLC0415  # only where PubChem is asked

            pairs = Consultant(options.pubchem).pairs(records)
        if options.against:
            from gaba_analogs.references.tables import answered  # noqa: PLC0415  # only where there are tables

            pairs = answered(pairs, options.against)
        for report in verify_pairs(pairs, names=options.names, select=options.select, ignore=options.ignore):
            if cross is not None:
                cross.add(report)
            yield report

    return ReportStream(reports, options, versions, total=total)
