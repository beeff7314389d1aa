"""The report as JUnit XML: a test suite per input, a test case per record.

A record that lets the command fail is a failure, an unverified one is skipped, one that could not be examined is an
error, as the exit code has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from tempfile import SpooledTemporaryFile
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from gaba_analogs.output import inert, printable
from gaba_analogs.output.places import repository_path
from gaba_analogs.output.text import elide, headline
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.results.gate import Gate, Outcome
from gaba_analogs.results.summary import Summary

SPOOL = 1 << 20
"""Size [B] of a suite from which it waits on disk until it is counted."""
LONGEST = 500
"""Characters [-] of a stated value that are shown at most."""
_UNITED = "across the records"
_COUNTED = {Outcome.FAILED: "failures", Outcome.SKIPPED: "skipped", Outcome.UNEXAMINED: "errors"}


def element(name: str, attributes: Mapping[str, str | int | None], content: str | None = None) -> str:
    r"""Give one element; what XML has no character for is shown as an escape.

    Examples
    --------
    >>> element("skipped", {"message": "only \x00 & <b>"})
    '<skipped message="only \\x00 &amp; &lt;b&gt;"/>'
    """
    stated = "".join(f" {key}={quoteattr(inert(printable(str(v))))}" for key, v in attributes.items() if v is not None)
    return f"<{name}{stated}/>" if content is None else f"<{name}{stated}>{content}</{name}>"


class JunitRenderer:
    """Test suites, each written when its input is at its end, because a suite begins with its counts.

    Parameters
    ----------
    stream
        Where to write.
    gate
        What fails the job.
    properties
        Versions and options of the run.
    unread
        Complaints of inputs that could not be read; looked at when all records are in.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        gate: Gate | None = None,
        properties: Mapping[str, str] | None = None,
        unread: Sequence[str] = (),
    ) -> None:
        self._stream = stream
        self._gate = gate or Gate()
        self._unread = unread
        self._properties = properties or {}
        self._suite: _Suite | None = None
        self._written = 0
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="verify-structure">\n')

    def _write(self, text: str) -> None:
        # Any encoding but UTF-8 gets the ASCII that all have in common.
        encoding = "utf-8" if (self._stream.encoding or "utf-8").lower() in {"utf-8", "utf8"} else "ascii"
        self._stream.write(text.encode(encoding, "xmlcharrefreplace").decode(encoding))

    def add(self, record_report: RecordReport) -> None:
        """Add one test case."""
        self._written += 1
        source = record_report.record.place.source or "records"
        outcome = self._gate.outcome(record_report)
        self._in_suite(source).add(outcome, _case(record_report, outcome, source, self._written))

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:  # noqa: ARG002 - as every renderer
        """Add what concerns no single record, and close the document."""
        for number, finding in enumerate(conflicts, 1):
            failed = self._gate.fails_on(finding)
            message = {"message": finding.message, "type": finding.code}
            said = element("failure", message) if failed else element("system-out", {}, _text([_line(finding)]))
            case = element("testcase", {"classname": _UNITED, "name": f"{finding.code} ({number})"}, said)
            self._in_suite(_UNITED).add(Outcome.FAILED if failed else Outcome.PASSED, case)
        for number, complaint in enumerate(self._unread, 1):
            fault = element("error", {"message": complaint, "type": "unread"})
            case = element("testcase", {"classname": "inputs", "name": f"input not read ({number})"}, fault)
            self._in_suite("inputs not read").add(Outcome.UNEXAMINED, case)
        self._close_suite()
        self._write("</testsuites>\n")

    def _in_suite(self, name: str) -> _Suite:
        if self._suite is None or self._suite.name != name:
            self._close_suite()
            self._suite = _Suite(name)
        return self._suite

    def _close_suite(self) -> None:
        if self._suite is None:
            return
        suite, self._suite = self._suite, None
        with suite.cases:
            self._write(suite.head(self._properties))
            suite.cases.seek(0)
            for piece in iter(lambda: suite.cases.read(SPOOL), ""):
                self._write(piece)
        self._write("</testsuite>\n")


class _Suite:
    """The cases of one input, kept until they are counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cases = SpooledTemporaryFile(SPOOL, mode="w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed above
        self._counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}

    def add(self, outcome: Outcome, case: str) -> None:
        """Take a case."""
        counted = _COUNTED.get(outcome)
        self._counts["tests"] += 1
        if counted is not None:
            self._counts[counted] += 1
        self.cases.write(case + "\n")

    def head(self, properties: Mapping[str, str]) -> str:
        """Give the opening tag and the properties."""
        opening = element("testsuite", {"name": self.name, **self._counts}).removesuffix("/>")
        inner = "".join(element("property", {"name": name, "value": text}) for name, text in properties.items())
        return f"{opening}>\n{element('properties', {}, inner)}\n" if inner else f"{opening}>\n"


def _case(report: RecordReport, outcome: Outcome, source: str, number: int) -> str:
    """Give one test case; its name holds the row, because names of records may repeat."""
    place = report.record.place
    row = f"row {place.row or number}"
    attributes = {
        "classname": source,
        "name": f"{report.record.called} ({row})" if report.record.called else row,
        "file": repository_path(place.source),
        "line": place.line,
    }
    lines = [_line(finding) for finding in report.findings if finding.severity is not Severity.INFO]
    should = [f"{field} should be {value} ({report.safety_of(field)})" for field, value in report.corrections.items()]
    inner: str | None = None
    if outcome is Outcome.FAILED:
        said = headline(report) if report.verdict is not Verdict.VERIFIED else "its warnings fail the job"
        inner = element("failure", {"message": said, "type": report.verdict.value}, _text([*lines, *should]))
    elif outcome is Outcome.UNEXAMINED:
        inner = element("error", {"message": headline(report), "type": "unexamined"}, _text([*lines, *should]))
    elif outcome is Outcome.SKIPPED:
        inner = element("skipped", {"message": headline(report)})
    elif lines:
        inner = element("system-out", {}, _text([*lines, *should]))
    return element("testcase", attributes, inner)


def _line(finding: Finding) -> str:
    stated = None if finding.stated is None else elide(finding.stated, LONGEST)
    values = (("stated", stated), ("expected", finding.expected))
    shown = "".join(f"\n  {label} {value}" for label, value in values if value)
    return f"{finding.message} [{finding.code}]{shown}"


def _text(lines: Sequence[str]) -> str:
    """Give lines as the content of an element."""
    return escape("\n".join(inert(printable(row)) for line in lines for row in line.split("\n")))
