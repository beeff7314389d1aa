"""What a whole run found, counted on the go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from gaba_analogs.record.words import counted
from gaba_analogs.results.columns import Columns
from gaba_analogs.results.findings import RECORD, Finding, RecordReport, Severity, Skip, SkipKind, Verdict
from gaba_analogs.results.fingerprints import fingerprint_of_unverified

MOST_REASONS = 100
"""Different reasons [-] that are counted each by itself."""
OTHER_REASONS = "other reasons"
_ORDER = list(Severity)
_MOST_SOUND = 64
"""Sets of skipped checks [-] of which it is remembered that none is broken."""


class Summary:
    """Counts over the records of a run; its size does not grow with their number.

    Attributes
    ----------
    records
        Number of records [-].
    verdicts
        Number of records [-] by verdict; a verdict that never occurred counts 0.
    codes
        Number of records [-] by code of the findings about them.
    severities
        Severity by code: the worst with which it occurred.
    excused
        Number of records [-] whose verdict a baseline accepts, by verdict.
    open
        Number of records [-] with a finding that no baseline accepts, by verdict, code and severity.
    accepted
        Fingerprints of the findings that a baseline accepts.
    columns
        Warnings that hit most of a column.
    conflicts
        Number of conflicts across records [-] by code.
    open_conflicts
        Number of those that no baseline accepts, by code and severity.
    given_up
        Number of records [-] that could not be examined, by reason.
    names_unread
        Number of records [-] whose names nothing here can read, by reason.
    tables_unusable
        Number of records [-] that a reference table could not be asked about, by reason.
    broken
        Number of records [-] that met an error of our own.
    torn
        Number of records [-] that could not be read: a row with too few cells, a line that is no JSON.

    Examples
    --------
    >>> from gaba_analogs.record import StructureRecord
    >>> summary = Summary()
    >>> summary.add(RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED))
    >>> summary, summary.verdicts[Verdict.UNVERIFIED]
    (<Summary of 1 record: 1 unverified>, 1)
    """

    def __init__(self) -> None:
        self.records = 0
        self.verdicts: Counter[Verdict] = Counter()
        self.codes: Counter[str] = Counter()
        self.severities: dict[str, Severity] = {}
        self.excused: Counter[Verdict] = Counter()
        self.open: Counter[tuple[Verdict, str, Severity]] = Counter()
        self.accepted: set[str] = set()
        self.columns = Columns()
        self.conflicts: Counter[str] = Counter()
        self.open_conflicts: Counter[tuple[str, Severity]] = Counter()
        self.given_up: Counter[str] = Counter()
        self.names_unread: Counter[str] = Counter()
        self.tables_unusable: Counter[str] = Counter()
        self.broken = 0
        self.torn = 0
        self._sound: dict[int, tuple[Skip, ...]] = {}

    @property
    def unexamined(self) -> int:
        """Number of records [-] that could not be examined, for whatever reason."""
        return self.given_up.total() + self.broken

    def __str__(self) -> str:
        if not self.records:
            return "no records"
        verdicts = ", ".join(f"{self.verdicts[v]:,} {v}" for v in Verdict if self.verdicts[v])
        return f"{counted(self.records, 'record')}: {verdicts}"

    def __repr__(self) -> str:
        return f"<Summary of {self}>"

    def add(self, record_report: RecordReport) -> None:
        """Count one record."""
        self.records += 1
        self.verdicts[record_report.verdict] += 1
        if record_report.findings:
            self._add_findings(record_report)
        self.columns.add(record_report)
        if record_report.excused:
            self.excused[record_report.verdict] += 1
            if record_report.verdict is Verdict.UNVERIFIED:
                self.accepted.add(fingerprint_of_unverified(record_report.record))
        if record_report.verdict is Verdict.UNVERIFIED:
            limits = (
                skip for skip in record_report.skipped if skip.code == RECORD and skip.kind is not SkipKind.BROKEN
            )
            self.give_up(Counter(skip.reason for skip in limits))
            if record_report.record.problem is not None:
                self.torn += 1
        skipped = record_report.skipped
        if self._sound.get(id(skipped)) is not skipped:  # plain records share theirs
            if any(skip.kind is SkipKind.BROKEN for skip in skipped):
                self.broken += 1
            else:
                if len(self._sound) >= _MOST_SOUND:
                    self._sound.clear()
                self._sound[id(skipped)] = skipped

    def _add_findings(self, report: RecordReport) -> None:
        self._remember_severities(report.findings)
        for code in dict.fromkeys([finding.code for finding in report.findings]):
            self.codes[code] += 1
        for code, severity in dict.fromkeys([(f.code, f.severity) for f in report.findings if not f.accepted]):
            self.open[report.verdict, code, severity] += 1
        for finding in report.findings:
            if finding.accepted:
                self.accepted.add(report.fingerprint_of(finding))

    def give_up(self, reasons: Mapping[str, int]) -> None:
        """Count records that could not be examined; beyond so many different reasons, together."""
        for reason, count in reasons.items():
            known = reason in self.given_up or len(self.given_up) < MOST_REASONS
            self.given_up[reason if known else OTHER_REASONS] += count

    def add_conflicts(self, conflicts: Collection[Finding]) -> None:
        """Count findings about the input as a whole."""
        for finding in conflicts:
            self.conflicts[finding.code] += 1
            if finding.accepted:
                self.accepted.add(finding.conflict_fingerprint)
            else:
                self.open_conflicts[finding.code, finding.severity] += 1
        self._remember_severities(conflicts)

    def _remember_severities(self, findings: Collection[Finding]) -> None:
        for finding in findings:
            known = self.severities.get(finding.code)
            if known is not finding.severity:
                worst = finding.severity if known is None else min(known, finding.severity, key=_ORDER.index)
                self.severities[finding.code] = worst

    def to_dict(self) -> dict[str, Any]:
        """Give the counts in the shape of the published JSON Schema, frequent codes first."""
        return {
            "records": self.records,
            "verdicts": {verdict.value: self.verdicts[verdict] for verdict in Verdict},
            "codes": dict(self.codes.most_common()),
            "columns": [warning.to_dict() for warning in self.columns.wide()],
            "conflicts": dict(self.conflicts.most_common()),
            "accepted": len(self.accepted),
            "internal_errors": self.broken,
        }
