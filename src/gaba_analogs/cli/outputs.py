"""The outputs of the command: standard output, a file, a folder of Parquet parts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.cli.arguments import RequestError
from gaba_analogs.cli.deciding import Deciding
from gaba_analogs.cli.inputs import Inputs, exists, is_read_once, looks_like_path
from gaba_analogs.cli.request import Request, Target
from gaba_analogs.cli.streams import say
from gaba_analogs.output import Renderer
from gaba_analogs.results.filling import Tried
from gaba_analogs.results.summary import Summary
from gaba_analogs.writing import replacing, text_output

if TYPE_CHECKING:
    from rich.console import Console

    from gaba_analogs.output.parquet import ParquetFile
    from gaba_analogs.output.table import Layout
    from gaba_analogs.results.findings import RecordReport
    from gaba_analogs.running.delivery import Delivery
    from gaba_analogs.running.parts import Folder


_READ_IN_PART = frozenset({"text", "csv", "jsonl"})
"""Formats whose beginning can be read; that of a document in HTML, JSON or XML is of no use."""


def open_delivery(
    request: Request,
    stack: ExitStack,
    inputs: Inputs,
    summary: Summary,
    layout: Layout | None = None,
    *,
    deciding: Deciding | None = None,
) -> tuple[Delivery, Console | None]:
    """Open the output, and return its console when it is a terminal."""
    from gaba_analogs.running import delivery  # noqa: PLC0415

    if len(request.targets) > 1:
        return _several(request, stack, inputs, layout)
    if request.in_parts:
        return delivery.Parts(_folder(request, stack, inputs), summary, inputs.unread), None
    if request.form in {"jsonl", "csv"}:
        output = request.output
        stream = sys.stdout if output is None else stack.enter_context(text_output(output, _say_kept))
        if request.form == "jsonl":
            return delivery.Lines("jsonl", stream), None
        from gaba_analogs.output.table import PLAIN, CsvRenderer  # noqa: PLC0415

        CsvRenderer(stream, raw=request.raw_csv, layout=layout or PLAIN)  # writes the header
        return delivery.Lines("csv", stream), None
    if request.form == "parquet" and request.output is not None and not request.writes_copy:
        return delivery.Rows(_parquet_file(request, request.output, stack, layout)), None
    target = Target("text") if request.writes_copy else request.targets[0]
    renderer, console = _renderer(request, target, stack, inputs, layout)
    through = stack.enter_context(_fixing(request, inputs, deciding)) if request.writes_copy else None
    return delivery.Reports(renderer, through), console


def _several(
    request: Request, stack: ExitStack, inputs: Inputs, layout: Layout | None
) -> tuple[Delivery, Console | None]:
    """Open several outputs, each rendered in this process."""
    from gaba_analogs.output.several import ParquetRenderer, SeveralRenderers  # noqa: PLC0415
    from gaba_analogs.output.table import PLAIN  # noqa: PLC0415
    from gaba_analogs.running import delivery  # noqa: PLC0415

    renderers: list[Renderer] = []
    console = None
    for target in request.targets:
        if target.form == "parquet" and target.path is not None:
            file = _parquet_file(request, target.path, stack, layout)
            renderers.append(ParquetRenderer(file, layout or PLAIN))
            continue
        renderer, own = _renderer(request, target, stack, inputs, layout)
        console = console or own
        renderers.append(renderer)
    return delivery.Reports(SeveralRenderers(renderers)), console


def _folder(request: Request, stack: ExitStack, inputs: Inputs) -> Folder:
    """Start or resume a folder of Parquet parts."""
    from gaba_analogs.running import parts  # noqa: PLC0415
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415

    assert request.output is not None  # noqa: S101 - a folder of parts has a name
    shaping = {key: value for key, value in request.stated().items() if key in parts.RESULT_OPTIONS}
    if request.against:
        shaping["against"] = {name: parts.fingerprint(name)["sha256"] for name in request.against}
    if request.baseline is not None:
        shaping["baseline"] = parts.fingerprint(str(request.baseline))["sha256"]
    wanted = parts.manifest(request.inputs, versions(), {**shaping, "timeout": request.timeout})
    resumable = not request.cross_record and not any(map(is_read_once, request.inputs))
    opened = parts.open_folder(request.output, wanted, resume=request.resume, say=say, resumable=resumable)
    folder = stack.enter_context(opened)
    for reason in folder.manifest.unread:
        inputs.fail(reason)
    return folder


def _parquet_file(request: Request, output: Path, stack: ExitStack, layout: Layout | None) -> ParquetFile:
    """Open a Parquet file, closed with the stack."""
    from gaba_analogs.output.parquet import ParquetFile  # noqa: PLC0415
    from gaba_analogs.output.saving import metadata_of  # noqa: PLC0415
    from gaba_analogs.output.table import PLAIN  # noqa: PLC0415
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415

    metadata = metadata_of(versions(), request.stated())
    partial = stack.enter_context(replacing(output, _say_kept))
    return stack.enter_context(ParquetFile(partial, metadata, layout or PLAIN))


def _renderer(
    request: Request, target: Target, stack: ExitStack, inputs: Inputs, layout: Layout | None
) -> tuple[Renderer, Console | None]:
    """Make the renderer, and return its console when it is a terminal."""
    from gaba_analogs.output.saving import About, renderer_of, workbook_renderer  # noqa: PLC0415
    from gaba_analogs.output.table import PLAIN  # noqa: PLC0415
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415

    about = About(
        versions=versions,
        options=request.stated(),
        unread=inputs.unread,
        inputs=inputs.notes,
        gate=request.gate,
        quiet=request.quiet,
        raw=request.raw_csv,
        layout=layout or PLAIN,
        order=request.order,
        limit=request.limit,
        statistics=request.statistics,
    )
    if target.form == "xlsx" and target.path is not None:
        partial = stack.enter_context(replacing(target.path, _say_kept))
        return stack.enter_context(workbook_renderer(partial, about)), None
    kept = _say_kept if target.form in _READ_IN_PART else None
    stream = sys.stdout if target.path is None else stack.enter_context(text_output(target.path, kept))
    renderer = renderer_of(target.form, stream, about)
    if target.form != "text" or not stream.isatty():
        return renderer, None
    from gaba_analogs.output.text import TextRenderer  # noqa: PLC0415

    return renderer, renderer.pen.console if isinstance(renderer, TextRenderer) else None


def _say_kept(path: Path) -> None:
    say(f"partial output kept in {path}")


@contextmanager
def _fixing(
    request: Request, inputs: Inputs, deciding: Deciding | None
) -> Iterator[Callable[[Iterable[Tried]], Iterable[RecordReport]]]:
    """Give the function that collects the corrections as the reports pass; write the corrected copy at the end."""
    from gaba_analogs.correcting.copy import CorrectedCopy  # noqa: PLC0415

    (source,) = request.inputs
    if source != "-" and not exists(source) and looks_like_path(source):
        raise RequestError(f"{source}: no such file")
    if source == "-" or not exists(source) or not Path(source).is_file():
        raise RequestError(f"--{'fix' if request.fix else 'fill'} needs a file")
    assert request.output is not None  # noqa: S101 - the request was checked
    target = str(request.output)
    decisions = None if deciding is None else deciding.decisions
    mapping = inputs.mapping_of(source) or None
    corrected = CorrectedCopy(
        source, target, mapping=mapping, least=request.fix, decisions=decisions, fill=request.fill
    )
    with closing(corrected) as copy:
        yield copy.collect
        if inputs.unread:
            raise RequestError(f"{source}: no corrected copy was written")
        with replacing(request.output) as partial:
            copy.write(partial)
        if deciding is not None:
            deciding.leave(copy.outcome.rows_kept or {})
        for line in copy.outcome.lines(target, quiet=request.quiet):
            say(line)
