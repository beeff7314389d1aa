"""The report as SARIF 2.1.0, the format of code scanning: one rule per check, one result per finding.

The OASIS standard is at https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. GitHub asks for more: a
place in a file for every result, and a fingerprint of its own name. Results are written as the records come. A safe
correction is a fix where the value stands as a cell of its own in the line of its record; the correction of any other
stands in the message and among the properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from gaba_analogs.checks.kit import Check
from gaba_analogs.checks.pages import page, parse
from gaba_analogs.output.json import dumps
from gaba_analogs.output.line_values import LineValues, fits
from gaba_analogs.output.places import uri
from gaba_analogs.output.text import elide, headline
from gaba_analogs.record import NOWHERE as UNPLACED
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Verdict
from gaba_analogs.results.fingerprints import UNVERIFIED, VERSION, fingerprint, fingerprint_of_unverified
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import should_be
from gaba_analogs.verification.catalogue import CATALOGUE

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = f"recordFinding/v{VERSION + 1}"
"""Name and version of the fingerprint: the same finding keeps it when its line moves."""

PRIMARY = "primaryLocationLineHash"
"""Name of the fingerprint that GitHub compares; it would make one of the line, which changes with every other cell."""
HOME = "https://example.org/gaba_analogs"
"""Address of the documentation."""
NOWHERE = "records"
"""What stands for the file of records that come from none."""

ACCEPTED: Mapping[str, str] = {"kind": "external", "status": "accepted"}
"""What stands with a result that a baseline accepts."""

LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

PROBLEMS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
"""What code scanning calls the severities."""

_LINK = regex(r"\[[^\[\]]*\]\((?:\d+|[A-Za-z][\w+.-]*:[^()]*)\)")
_PLACEHOLDER = regex(r"\{(\d+)\}")
LONGEST_DESCRIPTION = 1000
"""Characters [-] of a rule's description: code scanning takes 1024."""
LONGEST_VALUE = 500
"""Characters [-] of a stated value that are shown at most."""


def plain(text: str) -> str:
    r"""Give text in which no viewer sees a link to a location, nor a placeholder.

    What stands between brackets in a SMILES looks like a link only where digits or an address follow;
    the brackets are left alone elsewhere, because many viewers show what escapes them.

    Examples
    --------
    >>> plain("SMILES should be C[C@H](N)C(=O)O, not [1](2) or {0}")
    'SMILES should be C[C@H](N)C(=O)O, not \\[1\\](2) or {{0}}'
    """
    text = _LINK.sub(lambda link: re.sub(r"([\\\[\]])", r"\\\1", link[0]), text)
    return _PLACEHOLDER.sub(r"{{\1}}", text)


def rules() -> list[dict[str, Any]]:
    """Give a rule per check, and the one for records that could not be verified."""
    unverified = "The record could not be verified: nothing to compare, or a tool's limit stands in the way."
    return [
        *(_rule(check) for check in CATALOGUE.values()),
        {
            "id": UNVERIFIED,
            "name": _pascal(UNVERIFIED),
            "shortDescription": {"text": unverified},
            "fullDescription": {"text": unverified},
            "help": {"text": "State a second field, or look at the reason. Nothing examined is never success."},
            "helpUri": f"{HOME}/verdicts.html",
            "defaultConfiguration": {"level": "note"},
            "properties": {"tags": ["verdict"], "problem.severity": "recommendation"},
        },
    ]


def _rule(check: Check) -> dict[str, Any]:
    sections = [
        (heading, " ".join(text for text, code in paragraphs if not code))
        for heading, paragraphs in parse(check).sections
    ]
    why = next((text for heading, text in sections if heading == "Why it matters"), "")
    prose = [f"{heading}\n{text}".strip() for heading, text in sections if text]
    return {
        "id": check.code,
        "name": _pascal(check.code),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": plain(f"{check.title} {why}".strip()[:LONGEST_DESCRIPTION])},
        "help": {"text": plain("\n\n".join([check.title, *prose])), "markdown": page(check)},
        "helpUri": f"{HOME}/checks/{check.code}.html",
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"tags": [check.family], "problem.severity": PROBLEMS[check.severity]},
    }


def _pascal(code: str) -> str:
    """Give a code as the standard asks for the name of a rule."""
    return "".join(word.capitalize() for word in code.split("-"))


class SarifRenderer:
    """One run of one log, its results written as the records come.

    Parameters
    ----------
    stream
        Where to write.
    versions
        Version by software.
    options
        Options of the run.
    unread
        Complaints of inputs that could not be read; looked at when all records are in.
    inputs
        What was read of each file; looked at when all records are in.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        versions: Mapping[str, str],
        options: Mapping[str, object],
        unread: Sequence[str] = (),
        inputs: Sequence[InputNotes] = (),
    ) -> None:
        self._stream = stream
        self._dumps = partial(dumps, encoding=stream.encoding)
        self._versions = dict(versions)
        self._options = dict(options)
        self._unread = unread
        self._inputs = inputs
        self._separator = "\n"
        self._values = LineValues()
        known = rules()
        self._index = {rule["id"]: number for number, rule in enumerate(known)}
        driver = {
            "name": "verify-structure",
            "fullName": "verify-structure (gaba_analogs)",
            "version": self._versions.get("gaba_analogs", "0"),
            "semanticVersion": self._versions.get("gaba_analogs", "0"),
            "informationUri": HOME,
            "rules": known,
        }
        stream.write(
            f'{{"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [{{"tool": {{"driver": {self._dumps(driver)}}},\n'
            '"columnKind": "unicodeCodePoints",\n"results": ['
        )

    def _write(self, result: Mapping[str, object]) -> None:
        self._stream.write(self._separator + self._dumps(result))
        self._separator = ",\n"

    def add(self, record_report: RecordReport) -> None:
        """Write a result per finding; a record without any says nothing, unless it is unverified."""
        for result in self._results(record_report):
            self._write(result)

    def _results(self, report: RecordReport) -> Iterator[dict[str, Any]]:
        if report.verdict is Verdict.UNVERIFIED:
            yield self._result(UNVERIFIED, "note", headline(report), (), report) | (
                {"suppressions": [ACCEPTED]} if report.excused else {}
            )
        mended: set[str] = set()
        for finding in report.findings:
            field = finding.fields[0] if finding.fields else ""
            correction = report.corrections.get(field)
            message = finding.message + should_be(report, field)
            result = self._result(finding.code, LEVELS[finding.severity], message, finding.fields, report)
            shown = None if finding.stated is None else elide(finding.stated, LONGEST_VALUE)
            safety = report.safety_of(field).value if correction else None
            stated = {"stated": shown, "expected": finding.expected, "correction": correction, "safety": safety}
            result["properties"] |= {key: value for key, value in stated.items() if value is not None}
            if finding.accepted:
                result["suppressions"] = [ACCEPTED]
            if field not in mended and (fix := self._fix(report, field)) is not None:
                mended.add(field)
                result["fixes"] = [fix]
            yield result

    def _of_conflict(self, conflict: Finding) -> dict[str, Any]:
        """Give the result on a conflict: it stands where its first record does, and is related to the others."""
        first, *others = conflict.places or (UNPLACED,)
        known_by = conflict.conflict_fingerprint
        result: dict[str, Any] = {
            "ruleId": conflict.code,
            "ruleIndex": self._index.get(conflict.code, -1),
            "level": LEVELS[conflict.severity],
            "message": {"text": plain(conflict.message)},
            "locations": [{"physicalLocation": _physical(first)}],
            "partialFingerprints": {FINGERPRINT: known_by, PRIMARY: f"{known_by}:1"},
            "properties": {"fields": list(conflict.fields)},
        }
        if others:
            result["relatedLocations"] = [
                {"id": number, "physicalLocation": _physical(place), "message": {"text": f"also {plain(str(place))}"}}
                for number, place in enumerate(others, start=1)
            ]
        if conflict.accepted:
            result["suppressions"] = [ACCEPTED]
        return result

    def _result(
        self, code: str, level: str, message: str, fields: Sequence[str], report: RecordReport
    ) -> dict[str, Any]:
        record = report.record
        known_by = fingerprint_of_unverified(record) if code == UNVERIFIED else fingerprint(record, code, fields)
        return {
            "ruleId": code,
            "ruleIndex": self._index.get(code, -1),
            "level": level,
            "message": {"text": plain(message)},
            "locations": [_location(record, fields)],
            "partialFingerprints": {FINGERPRINT: known_by, PRIMARY: f"{known_by}:1"},
            "properties": {
                "verdict": report.verdict.value,
                "fields": list(fields),
                "suspects": list(report.suspects),
                "ambiguous": report.ambiguous,
            },
        }

    def _fix(self, report: RecordReport, field: str) -> dict[str, Any] | None:
        """Give the fix that writes a safe correction; None where the value cannot be told in its line."""
        stated, value = getattr(report.record, field, None), report.corrections.get(field)
        if not stated or not value or report.safety_of(field) is not Safety.SAFE or not fits(value):
            return None
        place = report.record.place
        span = self._values.find(place.source, place.line, stated)
        if span is None:
            return None
        region = {"startLine": place.line, "startColumn": span.start, "endLine": place.line, "endColumn": span.end}
        return {
            "description": {"text": plain(f"write {elide(value, LONGEST_VALUE)}")},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": uri(place.source)},
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": value}}],
                }
            ],
        }

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write conflicts, and how the run went, and close the document."""
        for conflict in conflicts:
            self._write(self._of_conflict(conflict))
        invocation: dict[str, object] = {
            "executionSuccessful": not self._unread,
            "properties": {"versions": self._versions, "options": self._options, "summary": summary.to_dict()},
        }
        told = [("error", complaint) for complaint in self._unread]
        told += [("note", f"{notes.name}: {sentence}") for notes in self._inputs if (sentence := notes.sentence())]
        if told:
            notifications = [{"level": level, "message": {"text": plain(text)}} for level, text in told]
            invocation["toolExecutionNotifications"] = notifications
        self._stream.write(f'\n],\n"invocations": [{self._dumps(invocation)}]}}]}}\n')


def _physical(place: Place) -> dict[str, Any]:
    """Give a place as GitHub demands it: a file and a line, the first of one whose lines nobody counts."""
    target = uri(place.source) or quote(place.source or NOWHERE, errors="backslashreplace")
    return {"artifactLocation": {"uri": target}, "region": {"startLine": place.line or 1}}


def _location(record: StructureRecord, fields: Sequence[str]) -> dict[str, Any]:
    """Give the line in the file, and the record and the field in words."""
    place = record.place
    row = f"row {place.row}" if place.row is not None else "record"
    name = record.called or row
    logical = [{"name": name, "fullyQualifiedName": name, "kind": "object"}]
    if fields:
        logical.insert(0, {"name": fields[0], "fullyQualifiedName": f"{name}/{fields[0]}", "kind": "property"})
    location: dict[str, Any] = {"physicalLocation": _physical(place), "logicalLocations": logical}
    properties = {"row": place.row, "id": record.identity}
    if known := {key: value for key, value in properties.items() if value is not None}:
        location["properties"] = known
    return location
