"""What lets a job pass, and the exit code that follows: one rule, for a record and for a whole run.

The command, reports that machines gate on (JUnit, GitHub annotations), `Report.ok` and assertions in
tests share it, so that none of them says "passed" where another fails.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from gaba_analogs.results.findings import RecordReport, Severity, Verdict
from gaba_analogs.results.summary import Summary

FOUND = 1
"""Exit code: at least one record is inconsistent or underspecified."""
UNABLE = 2
"""Exit code: nothing was verified, or an input or a request could not be understood."""


class Outcome(StrEnum):
    """What a record does to a job."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNEXAMINED = "unexamined"


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
        """Tell whether a record passes, fails, says nothing, or could not be examined.

        Examples
        --------
        >>> from gaba_analogs.record import StructureRecord
        >>> only_a_name = RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED)
        >>> Gate().outcome(only_a_name).value, Gate(strict=True).outcome(only_a_name).value
        ('skipped', 'failed')
        """
        warned = any(finding.severity is Severity.WARNING for finding in report.findings)
        outcome = self._outcome(report.verdict, warned=warned)
        return Outcome.UNEXAMINED if report.unexamined and outcome is not Outcome.FAILED else outcome

    def _outcome(self, verdict: Verdict, *, warned: bool) -> Outcome:
        if verdict.value in self.allow:  # its warning says why it is underspecified, and is accepted with it
            return Outcome.PASSED
        if verdict in {Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED}:
            return Outcome.FAILED
        if self.strict and (warned or verdict is Verdict.UNVERIFIED):
            return Outcome.FAILED
        return Outcome.SKIPPED if verdict is Verdict.UNVERIFIED else Outcome.PASSED

    def fails_on(self, severity: Severity) -> bool:
        """Whether a conflict across the records of an input fails the job."""
        return self.strict and severity is not Severity.INFO

    def exit_code(self, summary: Summary, *, unread: int = 0) -> int:
        """Decide what a run over many records returns to its caller.

        Parameters
        ----------
        summary
            The counts of the run.
        unread
            Number of inputs [-] that could not be read.

        Returns
        -------
        int
            1 when a record or a conflict fails, else 2 when nothing passed, or an input or a record could not
            be examined, else 0: nothing examined is never success.

        Examples
        --------
        >>> Gate().exit_code(Summary())
        2
        """
        outcomes = set()
        for verdict in Verdict:
            warned = summary.warned[verdict]
            if warned:
                outcomes.add(self._outcome(verdict, warned=True))
            if summary.verdicts[verdict] > warned:
                outcomes.add(self._outcome(verdict, warned=False))
        if Outcome.FAILED in outcomes or any(self.fails_on(summary.severities[code]) for code in summary.conflicts):
            return FOUND
        return UNABLE if unread or summary.unexamined or Outcome.PASSED not in outcomes else 0
