"""The report as JSON: one document, or one line per record."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from gaba_analogs.output import inert_json
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Skip
from gaba_analogs.results.summary import Summary

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

Agreement = Mapping[str, tuple[tuple[str, ...], ...]]

_to_json = json.JSONEncoder(ensure_ascii=False).encode
_quoted: Callable[[str], str] = json.encoder.encode_basestring


def dumps(value: object, encoding: str | None = "utf-8") -> str:
    r"""One line of JSON that a stream of this encoding can carry.

    Examples
    --------
    >>> dumps({"name": "γ-aminobutyric acid"})
    '{"name": "γ-aminobutyric acid"}'
    >>> dumps({"name": "γ-aminobutyric acid"}, "ascii")
    '{"name": "\\u03b3-aminobutyric acid"}'
    """
    text = _to_json(value)
    try:
        text.encode(encoding or "ascii")
    except UnicodeEncodeError:
        text = json.dumps(value)
    return inert_json(text)


class ReportLines:
    """Reports as lines of JSON; what records have in common is written out once.

    Parameters
    ----------
    encoding
        Encoding that the lines have to fit in.
    """

    def __init__(self, encoding: str | None = "utf-8") -> None:
        self._encoding = codecs.lookup(encoding or "ascii").name
        self._rests: dict[int, tuple[RecordReport, tuple[str, str]]] = {}
        self._agreements: dict[tuple[int, tuple[str, ...]], tuple[Agreement, str]] = {}
        self._skips: dict[int, tuple[Skip, str]] = {}
        self._skipped: dict[tuple[int, ...], tuple[tuple[Skip, ...], str]] = {}

    def line(self, report: RecordReport) -> str:
        """Give the line of one report, without its end."""
        head = _head(report.record)
        if self._encoding != "utf-8" or not head.isascii() or report.record.carried:
            head = dumps({"record": report.record_to_dict()}, self._encoding).removesuffix("}") + ", "
        findings = self._findings(report) if report.findings else "[]"
        judged = report.corrections or report.suspects
        before, after = self._around(report) if judged else self._rest(report)
        return f"{head}{before}{findings}{after}"

    def _around(self, report: RecordReport) -> tuple[str, str]:
        """Write what stands before and after the findings."""
        skipped = self._all_skipped(report.skipped)
        return f'{self._blamed(report)}, "findings": ', f', {self._agreeing(report)}, "skipped": {skipped}}}'

    def _blamed(self, report: RecordReport) -> str:
        """Write the verdict, the suspects, and what they should be."""
        suspects = f'"verdict": "{report.verdict.value}", "suspects": {_texts(report.suspects)}'
        ambiguous = "true" if report.ambiguous else "false"
        if not report.corrections:
            return f'{suspects}, "ambiguous": {ambiguous}, "corrections": {{}}, "safety": {{}}'
        corrections = dumps(dict(report.corrections), self._encoding)
        safety = ", ".join(f'"{name}": "{report.safety_of(name).value}"' for name in report.corrections)
        return f'{suspects}, "ambiguous": {ambiguous}, "corrections": {corrections}, "safety": {{{safety}}}'

    def _findings(self, report: RecordReport) -> str:
        """Write the findings: the same as the encoder, in half of its time."""
        text = ", ".join(_finding(finding, report.fingerprint_of(finding)) for finding in report.findings)
        if self._encoding == "utf-8" and (text.isascii() or _is_encodable(text)):
            return inert_json(f"[{text}]")
        return dumps(report.findings_to_dicts(), self._encoding)

    def _agreeing(self, report: RecordReport) -> str:
        """Write which fields agree and which checks passed: the same for most records with one kind of fault."""
        key = id(report.agreement), report.passed
        agreement, text = self._agreements.get(key, (None, ""))
        if agreement is not report.agreement:
            text = dumps({"agreement": report.agreement, "passed": report.passed}, self._encoding)[1:-1]
            if len(self._agreements) >= MODELS:
                self._agreements.clear()
            self._agreements[key] = report.agreement, text
        return text

    def _all_skipped(self, skipped: tuple[Skip, ...]) -> str:
        """Write why checks have no result: most records share these values, too, with others."""
        key = tuple(map(id, skipped))
        known = self._skipped.get(key)
        if known is None:
            if len(self._skipped) >= MODELS:
                self._skipped.clear()
            known = self._skipped[key] = skipped, f"[{', '.join(map(self._skip, skipped))}]"
        return known[1]

    def _skip(self, skip: Skip) -> str:
        """Write why a check has no result: most reasons are values that all records which state as much share."""
        known, text = self._skips.get(id(skip), (None, ""))
        if known is not skip:
            text = dumps(skip.to_dict(), self._encoding)
            if len(self._skips) >= MODELS:
                self._skips.clear()
            self._skips[id(skip)] = skip, text
        return text

    def _rest(self, report: RecordReport) -> tuple[str, str]:
        """Give what surrounds the findings: the same for all reports that share their parts with one before."""
        model, rest = self._rests.get(id(report.passed), (None, ("", "")))
        if (
            model is None
            or report.passed is not model.passed
            or report.skipped is not model.skipped
            or report.agreement is not model.agreement
            or report.verdict is not model.verdict
        ):
            rest = self._around(report)
            if len(self._rests) >= MODELS:
                self._rests.clear()
            self._rests[id(report.passed)] = report, rest
        return rest


MODELS = 256
"""Most kinds of plain records, and most reasons [-], of which the text is kept."""


def _head(record: StructureRecord) -> str:
    """Write the beginning of a line, which says what record it is on: the same as the encoder, in a third of its time.

    Examples
    --------
    >>> from gaba_analogs.record import Place
    >>> _head(StructureRecord(name="GABA", place=Place("drugs.csv", 2, 1)))
    '{"record": {"name": "GABA", "id": null, "source": "drugs.csv", "line": 2, "row": 1}, '
    """
    name = "null" if record.name is None else _quoted(record.name)
    identity = "null" if record.identity is None else _quoted(record.identity)
    source, line, row, _ = record.place
    where = "null" if source is None else _quoted(source)
    return inert_json(
        f'{{"record": {{"name": {name}, "id": {identity}, "source": {where}, '
        f'"line": {"null" if line is None else line}, "row": {"null" if row is None else row}}}, '
    )


def _is_encodable(text: str) -> bool:
    """Tell whether a text has no half of a surrogate pair, which no encoding holds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _finding(finding: Finding, fingerprint: str) -> str:
    """Write one finding, with the text by which it is known again."""
    stated = "null" if finding.stated is None else _quoted(finding.stated)
    expected = "null" if finding.expected is None else _quoted(finding.expected)
    safety = "null" if finding.safety is None else f'"{finding.safety.value}"'
    return (
        f'{{"code": "{finding.code}", "severity": "{finding.severity.value}", "fields": {_texts(finding.fields)}, '
        f'"stated": {stated}, "expected": {expected}, "safety": {safety}, "message": {_quoted(finding.message)}, '
        f'"accepted": {"true" if finding.accepted else "false"}, "fingerprint": "{fingerprint}"}}'
    )


def _texts(texts: Sequence[str]) -> str:
    """Write a list of codes or fields, which need no escapes.

    Examples
    --------
    >>> _texts(["smiles", "inchi"])
    '["smiles", "inchi"]'
    """
    quoted = '", "'.join(texts)
    return f'["{quoted}"]' if texts else "[]"


class JsonLinesRenderer:
    """One object per record and line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines = ReportLines(stream.encoding)

    def add(self, record_report: RecordReport) -> None:
        """Write one line."""
        self._stream.write(self._lines.line(record_report) + "\n")

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write nothing: every line is a record."""


class JsonRenderer:
    """One document, written as the records come; what is counted on the go stands at its end.

    Parameters
    ----------
    stream
        Where to write.
    versions
        Version by software.
    options
        Options of the run.
    inputs
        What was read of each file, complete when the report is.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        versions: Mapping[str, str],
        options: Mapping[str, object],
        inputs: Sequence[InputNotes] = (),
    ) -> None:
        self._stream = stream
        self._inputs = inputs
        self._lines = ReportLines(stream.encoding)
        self._separator = "\n"
        head = f'"versions": {self._dumps(dict(versions))},\n"options": {self._dumps(dict(options))}'
        stream.write(f'{{{head},\n"records": [')

    def _dumps(self, value: object) -> str:
        return dumps(value, self._stream.encoding)

    def add(self, record_report: RecordReport) -> None:
        """Write one element of ``records``."""
        self._stream.write(self._separator + self._lines.line(record_report))
        self._separator = ",\n"

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write conflicts and summary, and close the document."""
        self._stream.write('\n],\n"conflicts": [')
        for number, finding in enumerate(conflicts):
            self._stream.write((", " if number else "") + self._dumps(finding.conflict_to_dict()))
        inputs = self._dumps([notes.to_dict() for notes in self._inputs])
        self._stream.write(f'],\n"inputs": {inputs},\n"summary": {self._dumps(summary.to_dict())}}}\n')
