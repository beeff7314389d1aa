"""The report as JSON: one document, or one line per record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from gaba_analogs.findings import Finding, RecordReport
from gaba_analogs.summary import Summary


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """Give a finding in the shape of the published JSON Schema."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "fields": list(finding.fields),
        "stated": finding.stated,
        "expected": finding.expected,
        "message": finding.message,
    }


def dumps(value: object, encoding: str | None = "utf-8") -> str:
    r"""One line of JSON that a stream of this encoding can carry.

    Examples
    --------
    >>> dumps({"name": "γ-aminobutyric acid"})
    '{"name": "γ-aminobutyric acid"}'
    >>> dumps({"name": "γ-aminobutyric acid"}, "ascii")
    '{"name": "\\u03b3-aminobutyric acid"}'
    """
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


class JsonLinesRenderer:
    """One object per record and line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, record_report: RecordReport) -> None:
        """Write one line."""
        self._stream.write(dumps(record_report.to_dict(), self._stream.encoding) + "\n")

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
    """

    def __init__(self, stream: TextIO, *, versions: Mapping[str, str], options: Mapping[str, object]) -> None:
        self._stream = stream
        self._separator = "\n"
        head = f'"versions": {self._dumps(dict(versions))},\n"options": {self._dumps(dict(options))}'
        stream.write(f'{{{head},\n"records": [')

    def _dumps(self, value: object) -> str:
        return dumps(value, self._stream.encoding)

    def add(self, record_report: RecordReport) -> None:
        """Write one element of ``records``."""
        self._stream.write(self._separator + self._dumps(record_report.to_dict()))
        self._separator = ",\n"

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write conflicts and summary, and close the document."""
        found = self._dumps([finding_to_dict(finding) for finding in conflicts])
        self._stream.write(f'\n],\n"conflicts": {found},\n"summary": {self._dumps(summary.to_dict())}}}\n')
