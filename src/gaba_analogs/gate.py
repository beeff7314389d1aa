"""Whether a record lets a job pass: the exit code's rule, told for one record.

Reports that machines gate on (JUnit, GitHub annotations) and assertions in tests share it, so that
none of them says "passed" where the command fails.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from gaba_analogs.findings import RecordReport, Severity, Verdict


class Outcome(StrEnum):
    """What a record does to a job."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a job accepts.

    Parameters
    ----------
    strict
        True when unverified records and warnings fail.
    allow
        Verdicts that count as verified, for example ``{"underspecified"}``.
    """

    strict: bool = False
    allow: Collection[str] = ()

    def outcome(self, report: RecordReport) -> Outcome:
        """Tell whether a record passes, fails, or says nothing.

        Examples
        --------
        >>> from gaba_analogs.record import StructureRecord
        >>> only_a_name = RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED)
        >>> Gate().outcome(only_a_name).value, Gate(strict=True).outcome(only_a_name).value
        ('skipped', 'failed')
        """
        if report.verdict.value in self.allow:
            return Outcome.PASSED
        if report.verdict in {Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED}:
            return Outcome.FAILED
        warned = any(finding.severity is Severity.WARNING for finding in report.findings)
        if self.strict and (warned or report.verdict is Verdict.UNVERIFIED):
            return Outcome.FAILED
        return Outcome.SKIPPED if report.verdict is Verdict.UNVERIFIED else Outcome.PASSED

    def fails_on(self, severity: Severity) -> bool:
        """Whether a conflict across the records of an input fails the job."""
        return self.strict and severity is not Severity.INFO
