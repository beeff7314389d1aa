"""What lets a job pass, and the exit code that follows: one rule, for a record and for a whole run.

The command, reports that machines gate on (JUnit, GitHub annotations), `Report.ok` and assertions in
tests share it, so that none of them says "passed" where another fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from enum import StrEnum

from gaba_analogs.dataclass import dataclass
from gaba_analogs.record.words import counted
from gaba_analogs.results.acceptance import deciding
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.results.summary import Summary

FOUND = 1
"""Exit code: at least one record is inconsistent or underspecified."""
UNABLE = 2
"""Exit code: nothing was verified, or an input or a request could not be understood."""
NEVER = "never"
"""Stands for what fails a job where no finding does."""
_WEIGHTS = list(Severity)


class Outcome(StrEnum):
    """What a record does to a job."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNEXAMINED = "unexamined"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many inconsistent records a job puts up with.

    Parameters
    ----------
    most
        Their number [-], or their share of all records [%].
    percent
        True for a share.
    """

    most: float
    percent: bool = False

    def allows(self, count: int, records: int) -> bool:
        """Tell whether so many records [-] of all are few enough.

        Examples
        --------
        >>> Limit(1, percent=True).allows(10, 1000), Limit(1, percent=True).allows(11, 1000), Limit(2).allows(2, 5)
        (True, False, True)
        """
        return count * 100 <= self.most * records if self.percent else count <= self.most

    def __str__(self) -> str:
        return f"{self.most:g}%" if self.percent else f"{self.most:g}"


@dataclass(frozen=True, slots=True)
class Decision:
    """An exit code, and why it is what it is.

    Parameters
    ----------
    code
        The exit code [-].
    why
        The reason in one clause; empty where there is nothing to explain.
    told
        True where each input or record that could not be examined was told of, which is the whole reason.
    unable
        What could not be examined, which no baseline accepts; empty where all was.
    """

    code: int
    why: str
    told: bool = False
    unable: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a job accepts.

    Parameters
    ----------
    strict
        True when unverified records and warnings fail.
    allow
        Verdicts that count as verified, for example ``{"underspecified"}``.
    fail_on
        What fails instead of the usual: verdicts, codes of checks, or a severity and those above it; None for the
        usual. Whatever it says, records and inputs that could not be examined never pass.
    limit
        How many inconsistent records are allowed; None for none.
    """

    strict: bool = False
    allow: Collection[str] = ()
    fail_on: Collection[str] | None = None
    limit: Limit | None = None

    @property
    def _verdicts(self) -> Collection[str]:
        if self.fail_on is not None:
            return self.fail_on
        usual = {Verdict.INCONSISTENT.value, Verdict.UNDERSPECIFIED.value}
        return (usual | {Verdict.UNVERIFIED.value} if self.strict else usual) - set(self.allow)

    def _counts(self, code: str, severity: Severity) -> bool:
        """Tell whether a finding fails the job by itself, whatever the verdict."""
        if self.fail_on is None:
            return self.strict and severity is not Severity.INFO
        worst = [one for one in Severity if one.value in self.fail_on]
        return code in self.fail_on or (bool(worst) and severity in _WEIGHTS[: _WEIGHTS.index(worst[-1]) + 1])

    def outcome(self, report: RecordReport) -> Outcome:
        """Tell whether a record passes, fails, says nothing, or could not be examined.

        Examples
        --------
        >>> from gaba_analogs.record import StructureRecord
        >>> only_a_name = RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED)
        >>> Gate().outcome(only_a_name).value, Gate(strict=True).outcome(only_a_name).value
        ('skipped', 'failed')
        """
        if report.verdict.value in self.allow:  # its warning says why it is underspecified, and is accepted with it
            return Outcome.UNEXAMINED if report.unexamined else Outcome.PASSED
        if report.verdict.value in self._verdicts and not report.excused:
            return Outcome.FAILED
        if any(self._counts(finding.code, finding.severity) for finding in report.open_findings):
            return Outcome.FAILED
        if report.unexamined:
            return Outcome.UNEXAMINED
        return Outcome.SKIPPED if report.verdict is Verdict.UNVERIFIED and not report.excused else Outcome.PASSED

    def blamed(self, report: RecordReport) -> Iterator[Finding]:
        """Give the findings for which a record fails the job, but those of one that could not be verified."""
        if self.outcome(report) is not Outcome.FAILED:
            return
        decisive = deciding(report) if report.verdict.value in self._verdicts else ()
        for finding in report.open_findings:
            if finding in decisive or self._counts(finding.code, finding.severity):
                yield finding

    def fails_unverified(self, report: RecordReport) -> bool:
        """Tell whether a record fails the job because nothing could be compared."""
        failed = report.verdict is Verdict.UNVERIFIED and report.verdict.value in self._verdicts
        return failed and not (report.excused or report.unexamined)

    def fails_on(self, conflict: Finding) -> bool:
        """Whether a conflict across the records of an input fails the job."""
        return not conflict.accepted and self._counts(conflict.code, conflict.severity)

    def exit_code(self, summary: Summary, *, unread: int = 0) -> int:
        """Decide what a run over many records returns to its caller; parameters as for `decide`.

        Examples
        --------
        >>> Gate().exit_code(Summary())
        2
        """
        return self.decide(summary, unread=unread).code

    def decide(self, summary: Summary, *, unread: int = 0, lacking: int = 0, unusable: int = 0) -> Decision:
        """Decide what a run over many records returns to its caller, and say why.

        Parameters
        ----------
        summary
            The counts of the run.
        unread
            Number of inputs [-] that could not be read.
        lacking
            Number of inputs [-] that do not state a required field.
        unusable
            Number of reference tables [-] that could not be used.

        Returns
        -------
        Decision
            2 when a record could not be read, a required field is missing or a reference table could not be used,
            whatever the others say; 1 when a record
            or a conflict fails; else 2 when nothing passed, or an input or a record could not be examined; else 0:
            nothing examined is never success.

        Examples
        --------
        >>> Gate().decide(Summary()).why
        'nothing was verified'
        """
        failing = list(self._failing(summary))
        unable = []
        if unread:
            unable.append(f"{counted(unread, 'input')} could not be read")
        if lacking:
            lacks = "input lacks" if lacking == 1 else "inputs lack"
            unable.append(f"{lacking:,} {lacks} a required field")
        if unusable:
            unable.append(f"{counted(unusable, 'reference table')} could not be used")
        if summary.unexamined:
            unable.append(f"{counted(summary.unexamined, 'record')} could not be examined")
        if not unable and not failing and not self._passed(summary):
            unable.append("nothing was verified")
        if failing or unable:
            told = not failing and bool(unread or lacking or unusable or summary.unexamined)
            code = FOUND if failing and not (summary.torn or lacking or unusable) else UNABLE
            return Decision(code, "; ".join([*failing, *unable]), told, "; ".join(unable))
        return Decision(0, "; ".join(self._let_pass(summary)))

    def _failing(self, summary: Summary) -> Iterator[str]:
        for verdict in Verdict:
            count = summary.verdicts[verdict] - summary.excused[verdict]
            if not count or verdict.value not in self._verdicts or verdict is Verdict.VERIFIED:
                continue
            if verdict is Verdict.INCONSISTENT and self.limit is not None:
                if not self.limit.allows(count, summary.records):
                    yield f"{_are(count, verdict)}, more than {self.limit} allowed"
            else:
                yield _are(count, verdict)
        found: Counter[str] = Counter()
        across: Counter[str] = Counter()
        for (verdict, code, severity), count in summary.open.items():
            if verdict.value not in self.allow and self._counts(code, severity):
                found[self._kind(code, severity)] += count
        for (code, severity), count in summary.open_conflicts.items():
            if self._counts(code, severity):
                across[self._kind(code, severity)] += count
        for kinds, where in ((found, ""), (across, " across records")):
            yield from (f"{_findings(count, kind)}{where}" for kind, count in kinds.items())

    def _kind(self, code: str, severity: Severity) -> str:
        return code if self.fail_on is not None and code in self.fail_on else severity.value

    def _passed(self, summary: Summary) -> bool:
        unverified = summary.verdicts[Verdict.UNVERIFIED] - summary.excused[Verdict.UNVERIFIED]
        return summary.records > unverified or (bool(unverified) and Verdict.UNVERIFIED.value in self.allow)

    def _let_pass(self, summary: Summary) -> Iterator[str]:
        """Say what would usually fail, and passes all the same."""
        if accepted := summary.excused.total():
            yield f"{counted(accepted, 'record')} accepted by the baseline"
        for verdict in (Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED):
            if count := summary.verdicts[verdict] - summary.excused[verdict]:
                allowed = f", at most {self.limit} allowed" if verdict is Verdict.INCONSISTENT and self.limit else ""
                yield f"{_are(count, verdict)}{allowed}"


def _are(count: int, verdict: Verdict) -> str:
    return f"{counted(count, 'record')} {'is' if count == 1 else 'are'} {verdict}"


def _findings(count: int, kind: str) -> str:
    """Say how many findings of a severity, or of a code, there are."""
    return counted(count, kind) if kind in {*Severity} - {Severity.INFO} else f"{count:,} {kind}"
