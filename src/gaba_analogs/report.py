"""Verification: records in, reports out."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from gaba_analogs.checks import CATALOGUE
from gaba_analogs.engine import examine
from gaba_analogs.facts import name_requests, read_facts, settle
from gaba_analogs.findings import Finding, RecordReport, Skip, Verdict
from gaba_analogs.names import ParsedName, default_parser, opsin_version, unavailable_reason
from gaba_analogs.record import StructureRecord
from gaba_analogs.structure import quiet
from gaba_analogs.summary import Summary

if TYPE_CHECKING:
    import pandas as pd

CHUNK = 64
"""Records [-] whose names are read together."""


def verify(
    record: StructureRecord | Mapping[str, str] | str,
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> RecordReport:
    """Check every stated field of one record against every other.

    Parameters
    ----------
    record
        A record, a mapping of canonical field names to text, or the name of a bundled compound.
    names
        False to leave systematic names unread.
    select, ignore
        Codes of the checks to run (None for all), and of those to leave out.

    Returns
    -------
    RecordReport
        Verdict, suspects, corrections and findings.

    Examples
    --------
    >>> report = verify(
    ...     {"smiles": "CC(C)CC(CN)CC(=O)O", "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N"}, names=False
    ... )
    >>> report.verdict.value, report.suspects, report.findings[0].message
    ('underspecified', ('smiles',), 'stereo missing in SMILES')
    """
    return next(verify_records([as_record(record)], names=names, select=select, ignore=ignore))


def as_record(record: StructureRecord | Mapping[str, str] | str) -> StructureRecord:
    """Make a record of a mapping, or find the bundled one of a name.

    Raises
    ------
    UnknownCompoundError
        When no bundled compound has the name.
    TypeError
        When the mapping has a key that is no field name.
    """
    if isinstance(record, StructureRecord):
        return record
    if isinstance(record, str):
        from gaba_analogs.analogs.family import find  # noqa: PLC0415  # only for names

        return find(record).to_record()
    return StructureRecord(**record)  # type: ignore[arg-type]  # keys are checked by the constructor


def verify_records(
    records: Iterable[StructureRecord],
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> Iterator[RecordReport]:
    """Check a stream of records; one report per record, in order, in bounded memory.

    Parameters
    ----------
    records
        Records from a reader.
    names, select, ignore
        As for `verify`.

    Yields
    ------
    RecordReport
        A record that makes a check fail unexpectedly is reported unverified, with the reason.
    """
    reason = None if names else "names were not read (--no-names)"
    if names:
        reason = unavailable_reason()
    iterator = iter(records)
    while chunk := list(itertools.islice(iterator, CHUNK if reason is None else 1)):
        parsed: dict[str, ParsedName] = {}
        if reason is None and any(name_requests(record) for record in chunk):
            default_parser().start()
        with quiet():
            facts = [None if record.problem else _guarded(read_facts, record) for record in chunk]
        if reason is None:
            requests = list(dict.fromkeys(n for record in chunk if not record.problem for n in name_requests(record)))
            parsed = dict(zip(requests, default_parser().parse(requests), strict=True)) if requests else {}
        for record, read in zip(chunk, facts, strict=True):
            with quiet():
                yield _one(record, read, parsed, select=select, ignore=ignore, reason=reason)


def _guarded(function: object, record: StructureRecord) -> object:
    """Read a record's facts; an unexpected failure becomes a value."""
    try:
        return function(record)  # type: ignore[operator]  # read_facts
    except Exception as error:  # noqa: BLE001  # one record must never end the run
        return error


def _one(
    record: StructureRecord,
    facts: object,
    parsed: dict[str, ParsedName],
    *,
    select: Collection[str] | None,
    ignore: Collection[str],
    reason: str | None,
) -> RecordReport:
    if record.problem:
        return _unverified(record, record.problem)
    if isinstance(facts, Exception):
        return _unverified(record, f"the record could not be read: {type(facts).__name__}: {facts}")
    try:
        settle(facts, parsed)  # type: ignore[arg-type]  # Facts, by construction
        return examine(record, facts, parsed, select=select, ignore=ignore, no_names=reason)  # type: ignore[arg-type]
    except Exception as error:  # noqa: BLE001  # one record must never end the run
        return _unverified(record, f"verification failed: {type(error).__name__}: {error}")


def _unverified(record: StructureRecord, reason: str) -> RecordReport:
    return RecordReport(record, Verdict.UNVERIFIED, skipped=(Skip("record", " ".join(reason.split())[:300]),))


@dataclass(frozen=True)
class Report:
    """The reports of one run.

    Parameters
    ----------
    records
        One report per record, in input order.
    versions
        Programs that the result depends on.
    options
        What the run was asked.
    conflicts
        Findings across the records of the input.
    """

    records: tuple[RecordReport, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    conflicts: tuple[Finding, ...] = ()

    @property
    def summary(self) -> Summary:
        """Counts by verdict and code."""
        summary = Summary()
        for report in self.records:
            summary.add(report)
        return summary

    def to_frame(self) -> pd.DataFrame:
        """Give one row per record: name, verdict, suspects, corrections, codes, messages."""
        import pandas as pd  # noqa: PLC0415  # slow to load, used here only

        from gaba_analogs.render.table import row  # noqa: PLC0415  # likewise

        return pd.DataFrame([row(report) for report in self.records])

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())  # type: ignore[operator]  # pandas' own display hook


def verify_frame(frame: pd.DataFrame, *, mapping: Mapping[str, str] | None = None, names: bool = True) -> Report:
    """Check every row of a DataFrame.

    Parameters
    ----------
    frame
        One record per row; columns are recognised by their usual spellings.
    mapping
        Field to column, where the spelling is not recognised.
    names
        False to leave systematic names unread.

    Returns
    -------
    Report
        ``.to_frame()`` gives it as a DataFrame again.
    """
    from gaba_analogs.readers.table import records_from_frame  # noqa: PLC0415  # pandas only where it is used

    records = tuple(verify_records(records_from_frame(frame, mapping=mapping), names=names))
    return Report(records, versions(), {"names": names})


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


__all__ = ["CATALOGUE", "Report", "as_record", "verify", "verify_frame", "verify_records", "versions"]
