"""Verification: records in, reports out."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from gaba_analogs.engine import examine
from gaba_analogs.facts import Facts, name_requests, read_facts, settle
from gaba_analogs.findings import RECORD, RecordReport, Skip, Verdict
from gaba_analogs.given import RecordLike, as_record, as_records
from gaba_analogs.names import ParsedName, default_parser, opsin_version, unavailable_reason
from gaba_analogs.options import Options
from gaba_analogs.plain import Look, PlainReports, compared_with_name, look_at
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.report import ReportStream
from gaba_analogs.structure import quiet

if TYPE_CHECKING:
    from gaba_analogs.cross_record import CrossRecord
    from gaba_analogs.pubchem.lookup import PubChem

CHUNK = 128
"""Records [-] that are verified, and whose names are read, together."""


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
        from gaba_analogs.batch.run import in_processes  # noqa: PLC0415  # only where there are several

        return in_processes(records, options, total=total)

    def reports(cross: CrossRecord | None) -> Iterator[RecordReport]:
        pairs: Iterable[Pair] = ((record, None) for record in records)
        if options.pubchem is not None:
            from gaba_analogs.pubchem.consultation import Consultant  # noqa: PLC0415  # only where PubChem is asked

            pairs = Consultant(options.pubchem).pairs(records)
        for report in verify_pairs(pairs, names=options.names, select=options.select, ignore=options.ignore):
            if cross is not None:
                cross.add(report)
            yield report

    return ReportStream(reports, options, versions, total=total)


Pair = tuple[StructureRecord, Registry | None]
"""A record, and what PubChem says about it; None where it was not asked."""


def verify_pairs(
    pairs: Iterable[Pair],
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> Iterator[RecordReport]:
    """Check records about which PubChem was asked already; otherwise as `verify_records`."""
    reason = unavailable_reason() if names else "names were not read (--no-names)"
    run = _Run(select, ignore, reason)
    iterator = iter(pairs)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield from run.verify(chunk)


class _Run:
    """The way of records through facts, names and checks."""

    def __init__(self, select: Collection[str] | None, ignore: Collection[str], no_names: str | None) -> None:
        self._select = None if select is None else frozenset(select)
        self._ignore = frozenset(ignore)
        self._no_names = no_names
        self._plain = PlainReports()

    def verify(self, pairs: Sequence[Pair]) -> list[RecordReport]:
        """Check records whose names are read together."""
        requests = [[] if r.problem or self._no_names else name_requests(r) for r, _ in pairs]
        wanted = list(dict.fromkeys(itertools.chain.from_iterable(requests)))
        if wanted:
            default_parser().start()
        with quiet():
            looks = look_at([None if r.problem or registry else r for r, registry in pairs], requests)
            facts = [self._read(*pair, look) for pair, look in zip(pairs, looks, strict=True)]
        parsed = dict(zip(wanted, default_parser().parse(wanted), strict=True)) if wanted else {}
        with quiet():
            return [
                self._report(record, look, read, parsed)
                for (record, _), look, read in zip(pairs, looks, facts, strict=True)
            ]

    def _read(self, record: StructureRecord, registry: Registry | None, look: Look) -> Facts | str | None:
        """Read the facts of a record: None for a plain one, a reason for one that cannot be read."""
        if record.problem:
            return record.problem
        if look.shape is not None:
            return None
        try:
            return read_facts(record, drawn=look.drawn, registry=registry)
        except Exception as error:  # noqa: BLE001  # one record must never end the run
            return f"the record could not be read: {type(error).__name__}: {error}"

    def _report(
        self, record: StructureRecord, look: Look, facts: Facts | str | None, parsed: Mapping[str, ParsedName]
    ) -> RecordReport:
        """Report on a record, the short way where one like it went the long way before."""
        if isinstance(facts, str):
            return _unverified(record, facts)
        look = compared_with_name(look, parsed)
        known = self._plain.report(record, look)
        if known is not None:
            return known
        try:
            facts = facts or read_facts(record, drawn=look.drawn)
            settle(facts, parsed)
            report = examine(record, facts, parsed, select=self._select, ignore=self._ignore, no_names=self._no_names)
        except Exception as error:  # noqa: BLE001  # one record must never end the run
            return _unverified(record, f"verification failed: {type(error).__name__}: {error}")
        self._plain.learn(look, report)
        return report


def _unverified(record: StructureRecord, reason: str) -> RecordReport:
    return RecordReport(record, Verdict.UNVERIFIED, skipped=(Skip(RECORD, " ".join(reason.split())[:300]),))


@cache
def versions() -> dict[str, str]:
    """Give the versions that a result depends on."""
    from rdkit import __version__ as rdkit_version  # noqa: PLC0415  # local name
    from rdkit.Chem import rdinchi  # noqa: PLC0415  # likewise

    found = {
        "gaba_analogs": version("gaba_analogs"),
        "rdkit": rdkit_version,
        "inchi": str(rdinchi.GetInchiVersion()),
    }
    opsin = opsin_version()
    return {**found, **({"opsin": opsin} if opsin else {})}
