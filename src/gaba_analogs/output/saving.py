"""Reports in a chosen format: the renderer for each, and files written with it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import OutputError
from gaba_analogs.output import ENDINGS, Renderer, form_of
from gaba_analogs.output.table import PLAIN, Layout, layout_of
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.results.gate import Gate
from gaba_analogs.verification.report import Report
from gaba_analogs.writing import replacing, text_output

if TYPE_CHECKING:
    from gaba_analogs.output.workbook import WorkbookRenderer
    from gaba_analogs.readers.notes import InputNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a report says of the run that made it.

    Parameters
    ----------
    versions
        Gives the version by software.
    options
        What the run was asked.
    unread
        Complaints of inputs that could not be read, complete when the report is.
    inputs
        What was read of each file, complete when the report is.
    gate
        What the job accepts.
    quiet
        True to write only what is wrong.
    raw
        True to write cells of a CSV that a spreadsheet would run as they are.
    layout
        The columns of a table.
    order
        ``worst`` to list the worst records first in a text, ``input`` for the order of the input.
    limit
        Most records [-] that a text lists, the worst first; None for all.
    statistics
        True for the findings of a text, counted, instead of the records.
    """

    versions: Callable[[], Mapping[str, str]]
    options: Mapping[str, object] = field(default_factory=dict)
    unread: Sequence[str] = ()
    inputs: Sequence[InputNotes] = ()
    gate: Gate = field(default_factory=Gate)
    quiet: bool = False
    raw: bool = False
    layout: Layout = PLAIN
    order: str = "input"
    limit: int | None = None
    statistics: bool = False


def renderer_of(form: str, stream: TextIO, about: About) -> Renderer:
    """Make the renderer of a text format; its module is loaded when needed."""
    match form:
        case "json":
            from gaba_analogs.output.json import JsonRenderer  # noqa: PLC0415

            return JsonRenderer(stream, versions=about.versions(), options=about.options, inputs=about.inputs)
        case "jsonl":
            from gaba_analogs.output.json import JsonLinesRenderer  # noqa: PLC0415

            return JsonLinesRenderer(stream)
        case "csv":
            from gaba_analogs.output.table import CsvRenderer  # noqa: PLC0415

            return CsvRenderer(stream, raw=about.raw, layout=about.layout)
        case "html":
            from gaba_analogs.output.html import HtmlRenderer  # noqa: PLC0415

            return HtmlRenderer(
                stream, versions=about.versions(), options=about.options, unread=about.unread, inputs=about.inputs
            )
        case "sarif":
            from gaba_analogs.output.sarif import SarifRenderer  # noqa: PLC0415

            return SarifRenderer(
                stream, versions=about.versions(), options=about.options, unread=about.unread, inputs=about.inputs
            )
        case "junit":
            from gaba_analogs.output.junit import JunitRenderer  # noqa: PLC0415

            return JunitRenderer(stream, gate=about.gate, properties=about.versions(), unread=about.unread)
        case "github":
            from gaba_analogs.output.github import GithubRenderer  # noqa: PLC0415

            return GithubRenderer(stream, gate=about.gate, unread=about.unread, quiet=about.quiet)
    from gaba_analogs.output.text import TextRenderer  # noqa: PLC0415

    if about.order == "input" and not about.statistics:
        return TextRenderer(stream, versions=about.versions, quiet=about.quiet)
    from gaba_analogs.output.triage import StatisticsRenderer, TriageRenderer  # noqa: PLC0415

    if about.statistics:
        return StatisticsRenderer(stream)
    return TriageRenderer(stream, versions=about.versions, quiet=about.quiet, limit=about.limit)


def workbook_renderer(path: Path, about: About) -> WorkbookRenderer:
    """Make the renderer of a workbook, which is written when it is closed.

    Parameters
    ----------
    path
        Where to write.
    about
        What it says of the run.
    """
    from gaba_analogs.output.workbook import WorkbookRenderer  # noqa: PLC0415 - loads XlsxWriter

    return WorkbookRenderer(
        path,
        versions=about.versions(),
        options=about.options,
        unread=about.unread,
        inputs=about.inputs,
        layout=about.layout,
    )


def save(report: Report, path: str | os.PathLike[str]) -> None:
    """Write a report to a file, in the format of its ending.

    Raises
    ------
    OutputError
        The ending is unknown, or the file cannot be written.
    """
    try:
        target = Path(os.fsdecode(os.fspath(path)))
    except TypeError as error:
        raise OutputError(f"expected a path, got {a_kind_of(path)}") from error
    form = form_of(target.name)
    if form is None:
        raise OutputError(f"cannot write {target}: unknown format; use one of {', '.join(ENDINGS)}")
    if form == "parquet":
        _save_parquet(report, target)
        return
    if form == "xlsx":
        with replacing(target) as partial, workbook_renderer(partial, _about(report)) as renderer:
            _fill(report, renderer)
        return
    with text_output(target) as stream:
        _render(report, form, stream)


def to_text(report: Report, form: str) -> str:
    """Return a report in a text format."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    _render(report, form, stream)
    stream.seek(0)
    return stream.read()


def to_terminal(report: Report) -> str:
    """Return a report as the command prints it, without colour."""
    from gaba_analogs.output.text import as_text  # noqa: PLC0415 - loads rich

    if not report.records:
        return "no records"
    return as_text(report.records, report.conflicts, summary=report.summary, versions=report.versions)


def _render(report: Report, form: str, stream: TextIO) -> None:
    _fill(report, renderer_of(form, stream, _about(report)))
    stream.flush()


def _about(report: Report) -> About:
    return About(versions=lambda: report.versions, options=report.options, layout=layout_of(report.records))


def _fill(report: Report, renderer: Renderer) -> None:
    for record_report in report.records:
        renderer.add(record_report)
    renderer.finish(report.summary, report.conflicts)


def _save_parquet(report: Report, path: Path) -> None:
    from gaba_analogs.output.parquet import ROW_GROUP, ParquetFile, batch_of  # noqa: PLC0415 - loads Arrow

    layout, metadata = layout_of(report.records), metadata_of(report.versions, report.options)
    with replacing(path) as partial, ParquetFile(partial, metadata, layout) as file:
        for start in range(0, len(report.records), ROW_GROUP):
            file.add(batch_of(report.records[start : start + ROW_GROUP], layout))


def metadata_of(versions: Mapping[str, str], options: Mapping[str, object]) -> dict[str, str]:
    """Return the metadata of a Parquet file."""
    return {"versions": json.dumps(dict(versions)), "options": json.dumps(dict(options))}
