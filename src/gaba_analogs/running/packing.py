"""Reports and counts as plain tuples and dicts, which take a fifth of the time to send between processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.columns import ColumnWarning
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Skip, SkipKind, Verdict
from gaba_analogs.results.summary import Summary

Whole = TypeVar("Whole")
Parts = TypeVar("Parts")
Packed = tuple[Any, ...]
"""A record report without its record, as tuples, dicts and text."""
_PackedSkip = tuple[str, str, str, tuple[str, ...]]
Counts = dict[str, Any]
"""The counts of a summary, ready for JSON."""


def pack(reports: Iterable[RecordReport]) -> list[Packed]:
    """Pack reports without their records; values shared by several reports are packed once.

    Examples
    --------
    >>> gaba = StructureRecord(name="GABA")
    >>> skip = Skip("record", SkipKind.CANNOT_TELL, "took longer than 10 s")
    >>> report = RecordReport(gaba, Verdict.UNVERIFIED, skipped=(skip,))
    >>> list(unpack([gaba], pack([report]))) == [report]
    True
    """
    skips: _Shared[Sequence[Skip], list[_PackedSkip]] = _Shared(
        lambda s: [(skip.code, skip.kind.value, skip.reason, skip.fields) for skip in s]
    )
    agreements: _Shared[Mapping[str, Any], dict[str, Any]] = _Shared(dict)
    return [
        (
            report.verdict.value,
            report.suspects,
            report.ambiguous,
            dict(report.corrections),
            [
                (
                    (f.code, f.severity.value, f.fields, f.message, f.stated, f.expected, f.safety and f.safety.value),
                    f.accepted,
                )
                for f in report.findings
            ],
            agreements.of(report.agreement),
            report.passed,
            skips.of(report.skipped),
            {name: safety.value for name, safety in report.safety.items()},
            report.excused,
            dict(report.rows),
        )
        for report in reports
    ]


def unpack(records: Sequence[StructureRecord], packed: Sequence[Packed]) -> Iterator[RecordReport]:
    """Rebuild reports from their records and what `pack` made."""
    skips: _Shared[list[_PackedSkip], tuple[Skip, ...]] = _Shared(
        lambda s: tuple(Skip(code, SkipKind(kind), reason, fields) for code, kind, reason, fields in s)
    )
    for record, values in zip(records, packed, strict=True):
        verdict, suspects, ambiguous, corrections, findings, agreement, passed, skipped, safety, excused, rows = values
        yield RecordReport(
            record,
            Verdict(verdict),
            suspects,
            ambiguous,
            corrections,
            tuple(
                Finding(
                    code, Severity(severity), fields, message, stated, expected, own and Safety(own), accepted=accepted
                )
                for (code, severity, fields, message, stated, expected, own), accepted in findings
            ),
            agreement,
            passed,
            skips.of(skipped),
            {name: Safety(own) for name, own in safety.items()},
            excused,
            rows,
        )


class _Shared(Generic[Whole, Parts]):
    """Converts values, each shared one only once, so that pickle writes it once as well.

    Parameters
    ----------
    convert
        How to convert a value.
    """

    def __init__(self, convert: Callable[[Whole], Parts]) -> None:
        self._convert = convert
        self._known: dict[int, tuple[Whole, Parts]] = {}

    def of(self, value: Whole) -> Parts:
        """Return the converted value; the same object for the same object."""
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._convert(value))
        return known[1]


def counts_of(reports: Iterable[RecordReport]) -> Counts:
    """Count reports."""
    summary = Summary()
    for report in reports:
        summary.add(report)
    return counts(summary)


def counts(summary: Summary) -> Counts:
    """Return a summary's counts of records.

    Examples
    --------
    >>> counts(Summary())  # doctest: +NORMALIZE_WHITESPACE
    {'records': 0, 'verdicts': {}, 'codes': {}, 'severities': {}, 'columns': [], 'excused': {},
     'open': [], 'accepted': [], 'given_up': {}, 'names_unread': {}, 'tables_unusable': {}, 'broken': 0, 'torn': 0}
    """
    return {
        "records": summary.records,
        "verdicts": {verdict.value: count for verdict, count in summary.verdicts.items() if count},
        "codes": dict(summary.codes),
        "severities": {code: severity.value for code, severity in summary.severities.items()},
        "columns": [
            [warning.code, warning.field, warning.records, list(warning.first), warning.message]
            for warning in summary.columns.counted()
        ],
        "excused": {verdict.value: count for verdict, count in summary.excused.items() if count},
        "open": [[*map(str, kind), count] for kind, count in summary.open.items()],
        "accepted": sorted(summary.accepted),
        "given_up": dict(summary.given_up),
        "names_unread": dict(summary.names_unread),
        "tables_unusable": dict(summary.tables_unusable),
        "broken": summary.broken,
        "torn": summary.torn,
    }


def summed(found: Iterable[Counts]) -> Summary:
    """Sum counts.

    Examples
    --------
    >>> one = counts_of([RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED)])
    >>> summed([one, one]).records
    2
    """
    summary = Summary()
    for part in found:
        add_counts(summary, part)
    return summary


def add_counts(summary: Summary, found: Counts) -> None:
    """Add counts to those of a summary.

    Examples
    --------
    >>> summary = Summary()
    >>> add_counts(summary, counts_of([RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED)]))
    >>> summary.records, summary.verdicts[Verdict.UNVERIFIED]
    (1, 1)
    """
    order = list(Severity)
    summary.records += found["records"]
    summary.verdicts.update({Verdict(verdict): count for verdict, count in found["verdicts"].items()})
    summary.codes.update(found["codes"])
    summary.columns.add_counts(
        found["records"],
        (
            ColumnWarning(code, field, records, Place(*first), message)
            for code, field, records, first, message in found["columns"]
        ),
    )
    summary.excused.update({Verdict(verdict): count for verdict, count in found["excused"].items()})
    for verdict, code, severity, count in found["open"]:
        summary.open[Verdict(verdict), code, Severity(severity)] += count
    summary.accepted.update(found["accepted"])
    summary.give_up(found["given_up"])
    summary.names_unread.update(found["names_unread"])
    summary.tables_unusable.update(found.get("tables_unusable", {}))
    summary.broken += found["broken"]
    summary.torn += found["torn"]
    for code, severity in found["severities"].items():
        known = summary.severities.get(code, Severity.INFO)
        summary.severities[code] = min(known, Severity(severity), key=order.index)
