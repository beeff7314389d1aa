"""The report as one HTML file: everything in it, nothing from elsewhere.

The records stand in the page as JSON, in blocks that are written as the records come; the script of
the page builds the cards of the page that is looked at. No text of a record is ever parsed as HTML,
neither here nor in the browser, and a Content-Security-Policy lets only the page's own script run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from gaba_analogs.checks.pages import parse
from gaba_analogs.output import inert_json
from gaba_analogs.output.conflicts import first_of_each, rest
from gaba_analogs.output.registries import ADDRESSES, bare_identifier
from gaba_analogs.record import FIELDS
from gaba_analogs.record.fields import ASPECTS
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.results.columns import ColumnWarning
from gaba_analogs.results.decisions import COLUMNS
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.results.fingerprints import fingerprint_of_record
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import sentence
from gaba_analogs.verification.catalogue import CATALOGUE

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

WHOLE = 100
"""Records [-] up to which every structure is drawn; of more, those of records with a disagreement."""
BLOCK = 200
"""Records [-] of one block of the page."""
LONGEST = 4000
"""Longest value [characters] that is shown as a whole."""
MOST_SHARED = 4096
"""Most values [-] that are written once and referred to, so that memory stays bounded."""

_PARTS = ("page.html", "page.css", "page.js", "review.js")
_FIELD = {name: number for number, name in enumerate(FIELDS)}
_VERDICT = {verdict: number for number, verdict in enumerate(Verdict)}
_SEVERITY = {severity: number for number, severity in enumerate(Severity)}


class HtmlRenderer:
    """A page that filters, pages and explains itself.

    Parameters
    ----------
    stream
        Where to write.
    versions
        Version by software.
    options
        Options of the run.
    unread
        Complaints of inputs that could not be read, complete when the report is.
    inputs
        What was read of each file, complete when the report is.
    moment
        When the report was made; None for now.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        versions: Mapping[str, str],
        options: Mapping[str, object],
        unread: Sequence[str] = (),
        inputs: Sequence[InputNotes] = (),
        moment: datetime | None = None,
    ) -> None:
        self._stream = stream
        self._ascii = (stream.encoding or "").lower().replace("-", "") not in {"utf8", ""}
        self._versions, self._options = dict(versions), dict(options)
        self._unread = unread
        self._inputs = inputs
        self._moment = moment or datetime.now(UTC)
        self._shared = _Shared()
        self._waiting: list[RecordReport] | None = []
        self._block: list[str] = []
        self._fingerprint = hashlib.blake2b(digest_size=16)
        head, self._tail = _template().split("@@RECORDS@@")
        stream.write(head)

    def add(self, record_report: RecordReport) -> None:
        """Write one record; the first wait until it is known whether all of them are drawn."""
        if self._waiting is None:
            self._write(record_report, drawn=_disputed(record_report))
            return
        self._waiting.append(record_report)
        if len(self._waiting) > WHOLE:
            waiting, self._waiting = self._waiting, None
            for report in waiting:
                self._write(report, drawn=_disputed(report))

    def finish(self, summary: Summary, conflicts: Iterable[Finding]) -> None:
        """Write what is known of the input as a whole, and complete the page."""
        whole = self._waiting is not None
        for report in self._waiting or ():
            self._write(report, drawn=not report.unexamined)
        self._flush()
        content = self._dumps(self._content(summary, conflicts, whole=whole))
        tail = self._tail.replace("@@COUNTS@@", _counts(summary)).replace("@@CONTENT@@", content)
        self._stream.write(tail)

    def _write(self, report: RecordReport, *, drawn: bool) -> None:
        self._block.append(self._dumps(self._row(report, drawn=drawn)))
        if len(self._block) >= BLOCK:
            self._flush()

    def _flush(self) -> None:
        if self._block:
            rows = ",\n".join(self._block)
            self._stream.write(f'<script type="application/json" class="records">[\n{rows}\n]</script>\n')
            self._block.clear()

    def _dumps(self, value: object) -> str:
        r"""Write JSON that no HTML parser mistakes for the end of its element.

        Lone surrogates, which no file can hold, become escapes.
        """
        text = json.dumps(value, ensure_ascii=self._ascii, separators=(",", ":"))
        for sign in "<>&\u2028\u2029":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        text = inert_json(text)
        try:
            text.encode()
        except UnicodeEncodeError:
            return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)
        return text

    def _row(self, report: RecordReport, *, drawn: bool) -> list[object]:
        """Give what the page shows of a record, in the order that its script reads."""
        record, share = report.record, self._shared
        stated = [(name, text) for name, text in record.stated() if name != "name"]
        row: list[object] = [
            None if record.name is None else _bounded(record.name),
            share(record.place.source),
            record.place.line,
            record.place.row,
            _VERDICT[report.verdict],
            [part for name, text in stated for part in (_FIELD[name], _shown(name, text))],
            0 if report.verdict is Verdict.VERIFIED else sentence(report),
            [_FIELD[name] for name in report.suspects],
            int(report.ambiguous),
            [
                p
                for name, value in report.corrections.items()
                for p in (_FIELD[name], value, report.safety_of(name).value)
            ],
            [self._known(finding, report.fingerprint_of(finding)) for finding in report.findings],
            share(_agreement(report)),
            share([[skip.code, skip.reason] for skip in report.skipped]),
            share(report.passed),
            [part for name, text in stated if (found := _linked(name, text, report)) for part in (_FIELD[name], found)],
            share({str(_FIELD[name]): label for name, label in record.labels.items() if name in _FIELD}),
            _drawings(report) if drawn else 0,
            None if record.identity is None else _bounded(record.identity),
            fingerprint_of_record(record) if any(one.severity is not Severity.INFO for one in report.findings) else 0,
        ]
        return row

    def _known(self, finding: Finding, fingerprint: str) -> list[object]:
        """Give a finding that people may decide on; by all of them the page knows its decisions again."""
        self._fingerprint.update(fingerprint.encode())
        return [*_finding(finding), fingerprint, int(finding.accepted)]

    def _content(self, summary: Summary, conflicts: Iterable[Finding], *, whole: bool) -> dict[str, object]:
        """Give what stands once in the page; the script makes the rest of it."""
        more: Counter[str] = Counter()
        shown = [self._known(finding, finding.conflict_fingerprint) for finding in first_of_each(conflicts, more)]
        codes = [*summary.codes, *(code for code in summary.conflicts if code not in summary.codes)]
        return {
            "fields": [[name, FIELD_WORDS.get(name, name)] for name in FIELDS],
            "verdicts": [verdict.value for verdict in Verdict],
            "severities": [severity.value for severity in Severity],
            "aspects": list(ASPECTS),
            "addresses": {str(_FIELD[name]): list(ends) for name, ends in ADDRESSES.items()},
            "shared": self._shared.values,
            "summary": summary.to_dict(),
            "worst": {code: _SEVERITY[severity] for code, severity in summary.severities.items()},
            "wide": [_finding(_of_column(warning, summary.records)) for warning in summary.columns.wide()],
            "conflicts": shown,
            "more": [rest(code, count) for code, count in more.items()],
            "checks": {code: _explanation(code) for code in codes if code in CATALOGUE},
            "versions": self._versions,
            "options": self._options,
            "unread": list(self._unread),
            "not_read": [f"{notes.name}: {text}" for notes in self._inputs if (text := notes.sentence())],
            "moment": self._moment.isoformat(timespec="seconds"),
            "whole": whole,
            "fingerprint": self._fingerprint.hexdigest(),
            "decisions": list(COLUMNS),
        }


class _Shared:
    """Values that many records have in common, each kept once; beyond a number they are written out."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self._numbers: dict[str, int] = {}

    def __call__(self, value: object) -> object:
        """Give the number of a value, or, wrapped in a list, the value itself."""
        text = json.dumps(value)
        number = self._numbers.get(text)
        if number is None:
            if len(self.values) >= MOST_SHARED:
                return [value]
            number = self._numbers[text] = len(self.values)
            self.values.append(value)
        return number


def _of_column(warning: ColumnWarning, records: int) -> Finding:
    return Finding(warning.code, Severity.WARNING, (warning.field,), warning.told(records))


def _disputed(report: RecordReport) -> bool:
    return report.verdict in {Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED}


def _bounded(text: str) -> str:
    """Cut what is longer than anybody reads, and say how much is left out."""
    rest = len(text) - LONGEST
    return text if rest <= 0 else f"{text[:LONGEST]}… ({rest:,} more characters)"


def _shown(name: str, text: str) -> str:
    """Give a value as the page shows it: a molfile by its size."""
    lines = text.count("\n") + 1
    return f"molfile of {lines:,} lines" if name == "molblock" and lines > 1 else _bounded(text)


def _agreement(report: RecordReport) -> dict[str, list[list[int | str]]]:
    """Give the groups of fields by their numbers, and the reference tables among them by their names."""
    return {
        aspect: [[_FIELD.get(name, name) for name in group] for group in groups]
        for aspect, groups in report.agreement.items()
    }


def _finding(finding: Finding) -> list[object]:
    return [
        finding.code,
        _SEVERITY[finding.severity],
        [_FIELD[name] for name in finding.fields if name in _FIELD],
        _bounded(finding.message),
        *(None if value is None else _bounded(value) for value in (finding.stated, finding.expected)),
    ]


def _linked(name: str, text: str, report: RecordReport) -> str | None:
    """Give the identifier that completes a registry's address; None where a finding speaks against it."""
    if any(name in finding.fields and finding.severity is not Severity.INFO for finding in report.findings):
        return None
    return bare_identifier(name, text)


def _drawings(report: RecordReport) -> list[list[object]] | int:
    """Draw the structures; a failure to draw costs the picture, not the report."""
    from gaba_analogs.output.drawing import draw  # noqa: PLC0415 - loads what draws only when something is drawn

    try:
        panels = draw(report)
    except (ValueError, RuntimeError, ArithmeticError):
        return 0
    return [
        [[_FIELD[name] for name in panel.fields], panel.remark, panel.shape or 0, len(panel.differing)]
        for panel in panels
    ]


@cache
def _explanation(code: str) -> list[object]:
    """Give title, severity, family and sections of a check's page."""
    page = parse(CATALOGUE[code])
    return [page.title, _SEVERITY[page.severity], page.family, page.sections]


def _counts(summary: Summary) -> str:
    """Give the counts as table rows, for a browser that runs no script."""
    rows = [*((v.value, summary.verdicts[v]) for v in Verdict), *summary.codes.most_common()]
    return "".join(f"<tr><th>{escape(name)}</th><td>{count:,}</td></tr>" for name, count in rows)


@cache
def _template() -> str:
    """Give the page with its style, its script and the policy that lets only these two work."""
    page, style, script = _parts()
    script_hash, style_hash = report_hashes()
    policy = (
        f"default-src 'none'; script-src '{script_hash}'; style-src '{style_hash}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    return page.replace("@@POLICY@@", policy).replace("@@STYLE@@", style).replace("@@SCRIPT@@", script)


@cache
def _parts() -> tuple[str, str, str]:
    """Give the page, its style and its script."""
    folder = Path(__file__).with_name("html_report")
    page, style, *scripts = ((folder / name).read_text("utf-8") for name in _PARTS)
    return page, style, "".join(scripts)


def report_hashes() -> tuple[str, str]:
    """Give the hashes of a report's script and style, for the policy of a page that shows a report in a frame."""
    _, style, script = _parts()
    return _digest(script), _digest(style)


def _digest(text: str) -> str:
    """Give the hash by which a Content-Security-Policy knows a script or a style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
