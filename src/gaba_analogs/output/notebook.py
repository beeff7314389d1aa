"""What a record, its report and the reports of a run look like in Jupyter: HTML, offline, all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gaba_analogs.record.display import SAYS_LESS, WRONG, table_html
from gaba_analogs.record.words import FIELD_WORDS, counted, listed
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.verification.report import Report

_COLOURS = {
    "verified": "#00704a",
    "underspecified": "#8a6100",
    "inconsistent": "#b3261e",
    "unverified": "#5f6368",
}
_LEFT = 'style="text-align:left;vertical-align:top"'
_MOST_ROWS = 100
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def report_html(report: RecordReport) -> str:
    """Give verdict, corrections, findings, structures and fields of one report; what disagrees is highlighted."""
    title = escape(report.record.called or "record")
    parts = [f"<div><p><b>{title}</b> {_badge(report.verdict)}</p>"]
    parts += [f"<p>{line}</p>" for line in _correction_lines(report)]
    if rows := _finding_lines(report.findings):
        parts.append(f'<ul style="list-style:none;padding-left:0">{"".join(f"<li>{row}</li>" for row in rows)}</ul>')
    says_less = report.verdict is Verdict.UNDERSPECIFIED
    fields = table_html(report.record.stated(), report.suspects, mark=SAYS_LESS if says_less else WRONG)
    return "".join([*parts, _structures(report), fields, "</div>"])


def _structures(report: RecordReport) -> str:
    """Draw what the fields state, fields that agree together; a failure to draw costs the pictures only."""
    if report.unexamined:
        return ""  # what ruined one process is not given to another
    from gaba_analogs.output.drawing import draw, svg_of  # noqa: PLC0415 - loads what draws only in Jupyter

    try:
        panels = draw(report)
    except (ValueError, RuntimeError, ArithmeticError):
        return ""
    figures = []
    for panel in panels:
        if panel.shape is None:
            continue
        words = listed(panel.fields)
        remark = f"<br><small>{escape(panel.remark)}</small>" if panel.remark else ""
        figures.append(
            f'<figure style="display:inline-block;vertical-align:top;margin:4px 16px 4px 0">'
            f"{svg_of(panel.shape, words)}<figcaption>{escape(words)}{remark}</figcaption></figure>"
        )
    return f"<div>{''.join(figures)}</div>" if figures else ""


def report_list_html(report: Report) -> str:
    """Give the counts of a run, a row per record with its whole messages, and the conflicts across records.

    Of a long run only the records that are not verified are shown, up to a hundred.

    Examples
    --------
    >>> from gaba_analogs.api.verify import verify
    >>> "CAS number" in report_list_html(Report((verify({"name": "GABA", "cas": "56-12-3"}, names=False),)))
    True
    """
    verdicts = report.summary.verdicts
    counts = [f"{verdicts[verdict]:,} {_badge(verdict)}" for verdict in Verdict if verdicts[verdict]]
    parts = [f"<div><p><b>{counted(len(report), 'record')}</b>{': ' if counts else ''}{', '.join(counts)}</p>"]
    numbered = list(enumerate(report.records, start=1))
    if len(numbered) > _MOST_ROWS:
        numbered = [(n, one) for n, one in numbered if one.verdict is not Verdict.VERIFIED]
    if rows := "".join(_report_row(number, one) for number, one in numbered[:_MOST_ROWS]):
        heads = "".join(f"<th {_LEFT}>{head}</th>" for head in ("", "record", "verdict", "findings", "corrections"))
        parts.append(f"<table><tr>{heads}</tr>{rows}</table>")
    if hidden := len(report.records) - len(numbered[:_MOST_ROWS]):
        parts.append(f"<p>{hidden:,} more, shown by <code>to_frame()</code></p>")
    if conflicts := _finding_lines(report.conflicts):
        rows = "".join(f"<li>{row}</li>" for row in conflicts)
        parts.append(f'<p><b>Across records</b></p><ul style="list-style:none;padding-left:0">{rows}</ul>')
    return "".join([*parts, "</div>"])


class Review:
    """The HTML report in a frame of a notebook: a page of its own, whose style and script touch nothing around it.

    Parameters
    ----------
    report
        The report.
    height
        Height [pixels] of the frame.
    """

    def __init__(self, report: Report, height: int) -> None:
        self._report, self._height = report, height

    def __repr__(self) -> str:
        return f"<Review of {self._report.summary}: shown in Jupyter; elsewhere save the report as HTML>"

    def _repr_html_(self) -> str:
        page = escape(self._report.to_html(), quote=True)
        style = f"width:100%;height:{int(self._height)}px;border:1px solid #ccc"
        return f'<iframe name="review" title="Review of the findings" style="{style}" srcdoc="{page}"></iframe>'


def _report_row(number: int, report: RecordReport) -> str:
    findings = _finding_lines(report.findings)
    if report.verdict is Verdict.UNVERIFIED and not findings:
        findings = list(dict.fromkeys(escape(skip.reason) for skip in report.skipped))[:3]
    place = str(report.record.place) if report.record.place.source else ""
    name = escape(report.record.called or place or "record")
    where = f"<br><small>{escape(place)}</small>" if place and place != report.record.name else ""
    cells = (
        str(number),
        f"<b>{name}</b>{where}",
        _badge(report.verdict),
        "<br>".join(findings),
        "<br>".join(_correction_lines(report)),
    )
    return f"<tr>{''.join(f'<td {_LEFT}>{cell}</td>' for cell in cells)}</tr>"


def _badge(verdict: Verdict) -> str:
    style = f"background:{_COLOURS[verdict.value]};color:#fff;border-radius:3px;padding:2px 8px"
    return f'<span style="{style}">{verdict.value}</span>'


def _finding_lines(findings: Sequence[Finding]) -> list[str]:
    """Give each error and warning with its code."""
    return [
        f"{_MARKS[f.severity]} {escape(f.message)} <small><code>{f.code}</code></small>"
        for f in findings
        if f.severity is not Severity.INFO
    ]


def _correction_lines(report: RecordReport) -> list[str]:
    return [
        f"{escape(FIELD_WORDS.get(field, field))} should be <code>{escape(value)}</code> "
        f"<small>{report.safety_of(field)}</small>"
        for field, value in report.corrections.items()
    ]
