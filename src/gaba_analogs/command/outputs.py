"""Where the results go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from gaba_analogs.command.arguments import RequestError
from gaba_analogs.command.inputs import Inputs, exists, is_read_once
from gaba_analogs.command.request import Request
from gaba_analogs.command.streams import complain
from gaba_analogs.render import Renderer
from gaba_analogs.summary import Summary

if TYPE_CHECKING:
    from rich.console import Console

    from gaba_analogs.batch.delivery import Delivery
    from gaba_analogs.batch.parts import Folder
    from gaba_analogs.findings import RecordReport
    from gaba_analogs.render.parquet import ParquetFile


def open_delivery(
    request: Request, stack: ExitStack, inputs: Inputs, summary: Summary
) -> tuple[Delivery, Console | None]:
    """Choose where the results go, and give the console where it is a terminal."""
    from gaba_analogs.batch import delivery  # noqa: PLC0415

    if request.in_parts:
        return delivery.Parts(_folder(request, stack, inputs), summary, inputs.unread), None
    if request.form in {"jsonl", "csv"}:
        stream = sys.stdout if request.output is None else stack.enter_context(text_output(request.output))
        if request.form == "jsonl":
            return delivery.Lines("jsonl", stream), None
        from gaba_analogs.render.table import CsvRenderer  # noqa: PLC0415

        CsvRenderer(stream, raw=request.raw_csv)  # writes the header
        return delivery.Lines("csv", stream), None
    if request.form == "parquet" and request.output is not None and not request.fix:
        return delivery.Rows(_parquet_file(request, request.output, stack)), None
    renderer, console = _renderer(request, stack, inputs.unread)
    through = stack.enter_context(_fixing(request, inputs.unread)) if request.fix else None
    return delivery.Reports(renderer, through), console


def _folder(request: Request, stack: ExitStack, inputs: Inputs) -> Folder:
    """Begin a folder of parts, or go on with one."""
    from gaba_analogs.batch import parts  # noqa: PLC0415
    from gaba_analogs.report import versions  # noqa: PLC0415

    assert request.output is not None  # noqa: S101 - a folder of parts has a name
    shaping = {key: value for key, value in request.stated().items() if key in parts.SHAPING}
    wanted = parts.manifest(request.inputs, versions(), {**shaping, "timeout": request.timeout})
    resumable = not request.cross_record and not any(map(is_read_once, request.inputs))
    opened = parts.open_folder(request.output, wanted, resume=request.resume, say=complain, resumable=resumable)
    folder = stack.enter_context(opened)
    for complaint in folder.manifest.unread:
        inputs.complain(complaint)
    return folder


def _parquet_file(request: Request, output: Path, stack: ExitStack) -> ParquetFile:
    """Begin a Parquet file, which is closed with the stack."""
    import json  # noqa: PLC0415

    from gaba_analogs.render.parquet import ParquetFile  # noqa: PLC0415
    from gaba_analogs.report import versions  # noqa: PLC0415

    metadata = {"versions": json.dumps(dict(versions())), "options": json.dumps(request.stated())}
    return stack.enter_context(ParquetFile(stack.enter_context(replacing(output)), metadata))


def _renderer(request: Request, stack: ExitStack, unread: Sequence[str] = ()) -> tuple[Renderer, Console | None]:
    """Make the renderer, and give its console where it is a terminal."""
    from gaba_analogs.report import versions  # noqa: PLC0415

    output = None if request.fix else request.output
    stream = sys.stdout if output is None else stack.enter_context(text_output(output))
    match request.form:
        case "json":
            from gaba_analogs.render.json import JsonRenderer  # noqa: PLC0415

            return JsonRenderer(stream, versions=versions(), options=request.stated()), None
        case "html":
            from gaba_analogs.render.html import HtmlRenderer  # noqa: PLC0415

            return HtmlRenderer(stream, versions=versions(), options=request.stated(), unread=unread), None
        case "sarif":
            from gaba_analogs.render.sarif import SarifRenderer  # noqa: PLC0415

            return SarifRenderer(stream, versions=versions(), options=request.stated(), unread=unread), None
        case "junit":
            from gaba_analogs.gate import Gate  # noqa: PLC0415
            from gaba_analogs.render.junit import JunitRenderer  # noqa: PLC0415

            gate = Gate(strict=request.strict, allow=request.allow)
            return JunitRenderer(stream, gate=gate, properties=versions(), unread=unread), None
        case "github":
            from gaba_analogs.gate import Gate  # noqa: PLC0415
            from gaba_analogs.render.github import GithubRenderer  # noqa: PLC0415

            gate = Gate(strict=request.strict, allow=request.allow)
            return GithubRenderer(stream, gate=gate, unread=unread, quiet=request.quiet), None
    from gaba_analogs.render.text import TextRenderer  # noqa: PLC0415

    text = TextRenderer(stream, versions=versions, quiet=request.quiet)
    return text, text.pen.console if stream.isatty() else None


@contextmanager
def text_output(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes its name when it is complete."""
    with replacing(path) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside the wanted one, which takes its name when all went well.

    A run that is interrupted keeps what it wrote, and says where.
    """
    if path.exists() and not path.is_file():  # a pipe or a device, which may be known by this name alone
        yield path
        return
    target = Path(os.path.realpath(path))
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(target)
    except KeyboardInterrupt:
        if partial.exists():
            complain(f"what was done stands in {path.with_name(partial.name)}")
        raise
    except BaseException as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise RequestError(f"cannot write {path}: {error.strerror or error}") from error
        raise


@contextmanager
def _fixing(
    request: Request, unread: Sequence[str]
) -> Iterator[Callable[[Iterable[RecordReport]], Iterable[RecordReport]]]:
    """Give what collects the corrections while the reports pass by; the corrected input is written at the end."""
    from gaba_analogs.fix import CorrectedCopy  # noqa: PLC0415

    (source,) = request.inputs
    if source == "-" or not exists(source) or not Path(source).is_file():
        raise RequestError("--fix takes a file, which it reads twice: a table or wikitext")
    assert request.output is not None  # noqa: S101 - the request was checked
    with closing(CorrectedCopy(source, str(request.output), mapping=request.mapping or None)) as copy:
        yield copy.collect
        if unread:
            raise RequestError(f"{source}: no corrected copy was written")
        with replacing(request.output) as partial, partial.open("wb") as file:
            copy.write(file)
