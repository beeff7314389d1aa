"""What a record and its report look like in Jupyter: one small HTML table, offline, all text escaped."""

from __future__ import annotations

from html import escape

from gaba_analogs.findings import RecordReport, Severity
from gaba_analogs.record import StructureRecord
from gaba_analogs.words import FIELD_WORDS

_COLOURS = {
    "verified": "#00704a",
    "underspecified": "#8a6100",
    "inconsistent": "#b3261e",
    "unverified": "#5f6368",
}
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def record_html(record: StructureRecord) -> str:
    """Give the stated fields as a table.

    Examples
    --------
    >>> "NCCCC(=O)O" in record_html(StructureRecord(name="GABA", smiles="NCCCC(=O)O"))
    True
    """
    return _table(record, frozenset())


def report_html(report: RecordReport) -> str:
    """Give verdict, corrections, findings and fields of one report."""
    colour = _COLOURS[report.verdict.value]
    title = escape(report.record.name or "record")
    badge = (
        f'<span style="background:{colour};color:#fff;border-radius:3px;padding:2px 8px">{report.verdict.value}</span>'
    )
    parts = [f"<div><p><b>{title}</b> {badge}</p>"]
    for field, value in report.corrections.items():
        parts.append(f"<p>{escape(FIELD_WORDS.get(field, field))} should be <code>{escape(value)}</code></p>")
    rows = [
        f"<li>{_MARKS[f.severity]} {escape(f.message)} <small><code>{f.code}</code></small></li>"
        for f in report.findings
        if f.severity is not Severity.INFO
    ]
    if rows:
        parts.append(f'<ul style="list-style:none;padding-left:0">{"".join(rows)}</ul>')
    return "".join([*parts, _table(report.record, frozenset(report.suspects)), "</div>"])


def _table(record: StructureRecord, suspects: frozenset[str]) -> str:
    rows = []
    for field, text in record.stated():
        mark = f'<b style="color:{_COLOURS["inconsistent"]}">✗</b>' if field in suspects else ""
        shown = text if len(text) <= 120 else f"{text[:80]}…{text[-36:]}"
        name = escape(FIELD_WORDS.get(field, field))
        rows.append(
            f'<tr><td>{mark}</td><td style="text-align:left">{name}</td>'
            f'<td style="text-align:left"><code>{escape(shown)}</code></td></tr>'
        )
    return f"<table>{''.join(rows)}</table>"
