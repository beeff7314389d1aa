"""What a whole run found, counted on the go, and the exit code that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from gaba_analogs.findings import RECORD, Finding, RecordReport, Severity, SkipKind, Verdict

FOUND = 1
"""Exit code: at least one record is inconsistent or underspecified."""
UNABLE = 2
"""Exit code: nothing was verified, or an input or a request could not be understood."""


MOST_REASONS = 100
"""Different reasons [-] that are counted each by itself."""
OTHER_REASONS = "other reasons"


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
    warned
        Number of records [-] with at least one warning, by verdict.
    conflicts
        Number of conflicts across records [-] by code.
    given_up
        Number of records [-] that could not be examined, by reason.
    names_unread
        Number of records [-] whose names nothing here can read, by reason.
    broken
        Number of records [-] that met an error of our own.

    Examples
    --------
    >>> from gaba_analogs.record import StructureRecord
    >>> summary = Summary()
    >>> summary.add(RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED))
    >>> summary.records, summary.verdicts[Verdict.UNVERIFIED]
    (1, 1)
    """

    def __init__(self) -> None:
        self.records = 0
        self.verdicts: Counter[Verdict] = Counter()
        self.codes: Counter[str] = Counter()
        self.severities: dict[str, Severity] = {}
        self.warned: Counter[Verdict] = Counter()
        self.conflicts: Counter[str] = Counter()
        self.given_up: Counter[str] = Counter()
        self.names_unread: Counter[str] = Counter()
        self.broken = 0

    def add(self, record_report: RecordReport) -> None:
        """Count one record."""
        self.records += 1
        self.verdicts[record_report.verdict] += 1
        self.codes.update(list(dict.fromkeys(finding.code for finding in record_report.findings)))
        self._remember_severities(record_report.findings)
        if any(finding.severity is Severity.WARNING for finding in record_report.findings):
            self.warned[record_report.verdict] += 1
        if record_report.verdict is Verdict.UNVERIFIED:
            limits = (
                skip for skip in record_report.skipped if skip.code == RECORD and skip.kind is not SkipKind.BROKEN
            )
            self.give_up(Counter(skip.reason for skip in limits))
        if any(skip.kind is SkipKind.BROKEN for skip in record_report.skipped):
            self.broken += 1

    def give_up(self, reasons: Mapping[str, int]) -> None:
        """Count records that could not be examined; beyond so many different reasons, together."""
        for reason, count in reasons.items():
            known = reason in self.given_up or len(self.given_up) < MOST_REASONS
            self.given_up[reason if known else OTHER_REASONS] += count

    def add_conflicts(self, conflicts: Collection[Finding]) -> None:
        """Count findings about the input as a whole."""
        self.conflicts.update(finding.code for finding in conflicts)
        self._remember_severities(conflicts)

    def _remember_severities(self, findings: Collection[Finding]) -> None:
        order = list(Severity)
        for finding in findings:
            known = self.severities.get(finding.code, Severity.INFO)
            self.severities[finding.code] = min(known, finding.severity, key=order.index)

    def to_dict(self) -> dict[str, Any]:
        """Give the counts in the shape of the published JSON Schema, frequent codes first."""
        return {
            "records": self.records,
            "verdicts": {verdict.value: self.verdicts[verdict] for verdict in Verdict},
            "codes": dict(self.codes.most_common()),
            "conflicts": dict(self.conflicts.most_common()),
            "internal_errors": self.broken,
        }


def exit_code(summary: Summary, *, strict: bool, allow: Collection[str], unread: int) -> int:
    """Decide what the command returns to its caller.

    Parameters
    ----------
    summary
        The counts of the run.
    strict
        True when unverified records and warnings count as failures.
    allow
        Verdicts that count as verified, for example ``{"underspecified"}``.
    unread
        Number of inputs [-] that could not be read.

    Returns
    -------
    int
        1 when a record fails, else 2 when nothing was verified or an input could not be read,
        else 0: nothing examined is never success.

    Examples
    --------
    >>> exit_code(Summary(), strict=False, allow=(), unread=0)
    2
    """
    accepted = {Verdict.VERIFIED, *(Verdict(verdict) for verdict in allow)}
    failing = {Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED} | ({Verdict.UNVERIFIED} if strict else set())
    if any(summary.verdicts[verdict] for verdict in failing - accepted):
        return FOUND
    if strict:
        conflicts = any(summary.severities[code] is not Severity.INFO for code in summary.conflicts)
        # An accepted underspecified record says so in a warning, which is accepted with it.
        warned = any(summary.warned[verdict] for verdict in Verdict if verdict.value not in allow)
        if conflicts or warned:
            return FOUND
    if unread or summary.broken or not any(summary.verdicts[verdict] for verdict in accepted):
        return UNABLE
    return 0
