"""The report as annotations of a GitHub workflow: one command per finding, which marks its line in a pull request.

An annotation is an error when it is what fails the job, as the exit code has it, else a warning.
GitHub shows the first ten errors and ten warnings of a step, and all of them in its log: the worst ten of each are
written first, those on notation last.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import TextIO

from gaba_analogs.output import inert, printable
from gaba_analogs.output.places import repository_path
from gaba_analogs.output.text import headline
from gaba_analogs.record import NOWHERE, Place
from gaba_analogs.record.words import counted
from gaba_analogs.results.columns import Columns, ColumnWarning
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.results.gate import Gate, Outcome
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import should_be
from gaba_analogs.verification.catalogue import CATALOGUE

WAITING = 30
"""Records [-] that are looked at before the first is annotated: what most of them have is said once."""
SHOWN = 10
"""Annotations [-] of each kind that GitHub shows of a step."""
SPOOL = 1 << 20
"""Size [B] of the annotations that wait from which they wait on disk."""
NOTATION = "Notation"
"""Family of the checks on how something is written."""
_WEIGHTS = list(Severity)
_Ranked = tuple[tuple[bool, int, int], str]
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def command(name: str, message: str, **properties: str | int | None) -> str:
    r"""Give one workflow command; nothing in it can end it, or begin another.

    Examples
    --------
    >>> command("error", "100% wrong\n::stop::", file="a,b:c.csv", line=2)
    '::error file=a%2Cb%3Ac.csv,line=2::100%25 wrong\\n:\\x3astop:\\x3a'
    """
    stated = {key: str(value) for key, value in properties.items() if value is not None}
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in stated.items())
    return f"::{name}{' ' if listed else ''}{listed}::{_escaped(inert(message))}"


def _escaped(text: str, also: str = "") -> str:
    """Show control characters as escapes, and encode what a command is parted by."""
    shown = printable(text).replace("##", "#\\x23").replace("%", "%25")
    for sign in also:
        shown = shown.replace(sign, f"%{ord(sign):02X}")
    return shown


class GithubRenderer:
    """Workflow commands, written as the records come, and a line of counts.

    Parameters
    ----------
    stream
        Where to write: the standard output of a step.
    gate
        What fails the job.
    unread
        Complaints of inputs that could not be read; looked at when all records are in.
    quiet
        True to leave the counts out.
    """

    def __init__(
        self, stream: TextIO, *, gate: Gate | None = None, unread: Sequence[str] = (), quiet: bool = False
    ) -> None:
        self._stream = stream
        self._gate = gate or Gate()
        self._unread = unread
        self._quiet = quiet
        self._columns = Columns()
        self._waiting: list[RecordReport] = []
        self._worst: dict[str, list[_Ranked]] = {}
        self._rest = SpooledTemporaryFile(SPOOL, mode="w+", encoding="utf-8", errors="surrogatepass", newline="")  # noqa: SIM115 - closed below
        self._count = 0

    def _annotate_as(self, severity: Severity, code: str, line: str, *, weight: Severity) -> None:
        """Keep an annotation while it is among the ten worst of its kind; the others wait behind them, in order."""
        self._count += 1
        notation = code in CATALOGUE and CATALOGUE[code].family == NOTATION
        kept = self._worst.setdefault(_COMMANDS[severity], [])
        insort(kept, ((notation, _WEIGHTS.index(weight), self._count), line))
        if len(kept) > SHOWN:
            self._rest.write(kept.pop()[1] + "\n")

    def _write_all(self) -> None:
        for kept in self._worst.values():
            for _, line in kept:
                self._write(line)
        with self._rest:
            self._rest.seek(0)
            for line in self._rest:
                self._write(line.removesuffix("\n"))

    def _write(self, line: str) -> None:
        encoding = self._stream.encoding or "utf-8"
        self._stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")

    def add(self, record_report: RecordReport) -> None:
        """Annotate one record; the first wait until it shows what most of them have."""
        self._columns.add(record_report)
        self._waiting.append(record_report)
        if self._columns.records >= WAITING:
            self._annotate()

    def _annotate(self) -> None:
        for report in self._waiting:
            failed = self._gate.outcome(report) in {Outcome.FAILED, Outcome.UNEXAMINED}
            for severity, weight, title, message in _annotations(report, self._columns, failed=failed):
                name = report.record.called
                text = f"{name}: {message}" if name else message
                line = _annotation(severity, title, text, report.record.place)
                self._annotate_as(severity, title, line, weight=weight)
        self._waiting.clear()

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Annotate what concerns no single record, and give the counts."""
        self._annotate()
        for warning in summary.columns.wide():
            severity = Severity.ERROR if self._gate.fails_on(_of_column(warning)) else Severity.WARNING
            line = _annotation(severity, warning.code, warning.told(summary.records), warning.first)
            self._annotate_as(severity, warning.code, line, weight=Severity.WARNING)
        for finding in conflicts:
            if finding.accepted:
                continue
            severity = Severity.ERROR if self._gate.fails_on(finding) else _at_most_a_warning(finding.severity)
            place = finding.places[0] if finding.places else NOWHERE
            line = _annotation(severity, finding.code, finding.message, place, told=True)
            self._annotate_as(severity, finding.code, line, weight=finding.severity)
        for complaint in self._unread:
            self._write(command("error", complaint, title="input not read"))
        self._write_all()
        if self._quiet:
            return
        counts = [f"{summary.verdicts[verdict]:,} {verdict}" for verdict in Verdict if summary.verdicts[verdict]]
        self._write(f"{counted(summary.records, 'record')}: {', '.join(counts) or 'none read'}")


def _at_most_a_warning(severity: Severity) -> Severity:
    """Give the severity of what does not fail the job, which is no error here."""
    return Severity.WARNING if severity is Severity.ERROR else severity


def _of_column(warning: ColumnWarning) -> Finding:
    return Finding(warning.code, Severity.WARNING, (warning.field,), warning.message)


def _annotations(
    report: RecordReport, columns: Columns, *, failed: bool
) -> Iterator[tuple[Severity, Severity, str, str]]:
    """Give severity, weight, title and message of what to annotate; infos are left out."""
    loud = columns.own(report)
    if report.verdict is Verdict.UNVERIFIED and not report.excused:
        yield Severity.ERROR if failed else Severity.INFO, Severity.INFO, "unverified", headline(report)
    told: set[str] = set()
    for finding in loud:
        # What makes the record fail is an error here, whatever it weighs: the first and those like it.
        severity = Severity.ERROR if failed and finding.severity is loud[0].severity else finding.severity
        severity = severity if failed else _at_most_a_warning(severity)
        field = finding.fields[0] if finding.fields else ""
        message = finding.message if field in told else finding.message + should_be(report, field)
        told.add(field)
        yield severity, finding.severity, finding.code, message


def _annotation(severity: Severity, title: str, message: str, place: Place, *, told: bool = False) -> str:
    """Mark the line of a place; where there is none, the message says the place, unless it was told there."""
    file = repository_path(place.source)
    if told and (file is None or place.line is None):
        return command(_COMMANDS[severity], message, file=file, title=title)
    if file is None:
        message = f"{place}: {message}" if place.source else message
        return command(_COMMANDS[severity], message, title=title)
    if place.line is None and place.row is not None:
        message = f"row {place.row}: {message}"
    return command(_COMMANDS[severity], message, file=file, line=place.line, title=title)
