"""Verification: records in, reports out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from gaba_analogs.api.given import RecordLike, as_record, as_records
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport
from gaba_analogs.verification.options import Options
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
) -> RecordReport:
    """Check every stated field of one record against every other.

    Parameters
    ----------
    record
        A `StructureRecord`, a mapping of fields to values, or the name of a bundled compound
        (``"baclofen"``). The keys of a mapping are recognised as the columns of a table are
        (``InChI Key``, ``SMILES``, ``MolWt``); its values are text or numbers; None, NaN and
        ``pandas.NA`` state nothing. A row of a DataFrame may have other columns too.
    select
        Codes of the checks to run; None for all. `CATALOGUE` has them.
    ignore
        Codes of checks to leave out.
    names
        False to leave systematic names unread, which needs no Java.
    pubchem
        Where to ask what the registry says of the record, for example ``PubChem()``; None to ask
        nobody.

    Returns
    -------
    RecordReport
        Verdict, suspects, corrections and findings. ``print`` shows it as the command does, Jupyter
        draws the structures.

    Raises
    ------
    InputError
        A key is not recognised, or a value is neither text nor a number.
    UnknownCompoundError
        No bundled compound has the name.
    UnknownCheckError
        `select` or `ignore` name a check that does not exist.

    See Also
    --------
    verify_records : many records, as they come.
    verify_frame : a DataFrame.

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
    options = Options.of(select=select, ignore=ignore, names=names, pubchem=pubchem)
    return next(stream([as_record(record)], options))


def verify_records(
    records: Iterable[RecordLike],
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    workers: int | None = 1,
    cross_record: bool = False,
    progress: bool = False,
) -> ReportStream:
    """Check a stream of records; one report per record, in order, in bounded memory.

    Parameters
    ----------
    records
        Records from `read`, or what `verify` takes for one, in any iterable. Mappings are numbered.
    select, ignore, names, pubchem
        As for `verify`.
    workers
        Number of processes [-]: 1 for this one alone, None for one per processor. In more than one, a
        record has ten seconds, as in `verify_many`.
    cross_record
        True to look for conflicts across the records too: ``conflicts`` of the stream at its end.
    progress
        True to show how far it is, in a terminal or notebook that a person looks at, after a second.

    Returns
    -------
    ReportStream
        An iterator of `RecordReport`; its ``report()`` gives all of them as a `Report`. A record that
        makes a check fail unexpectedly is unverified, with the reason.

    Raises
    ------
    InputError
        It is no collection of records; while it is read, that a record is none.
    OptionError
        An option has a value that makes no sense.

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
        workers=workers,
        cross_record=cross_record,
        progress=progress,
    )
    return stream(as_records(records), options)


def stream(records: Iterable[StructureRecord], options: Options, *, total: int | None = None) -> ReportStream:
    """Check records as they come; `total` is their number [-] where it is known."""
    if options.workers != 1:
        from gaba_analogs.running.run import in_processes  # noqa: PLC0415  # only where there are several

        return in_processes(records, options, total=total)

    def reports(cross: CrossRecord | None) -> Iterator[RecordReport]:
        pairs: Iterable[Pair] = ((record, None) for record in records)
        if options.pubchem is not None:
            from gaba_analogs.registry.pubchem.consultation import Consultant  # noqa: PLC0415  # only where PubChem is asked

            pairs = Consultant(options.pubchem).pairs(records)
        for report in verify_pairs(pairs, names=options.names, select=options.select, ignore=options.ignore):
            if cross is not None:
                cross.add(report)
            yield report

    return ReportStream(reports, options, versions, total=total)
