"""The command ``verify-structure``: arguments in, report out, no chemistry.

Heavy modules are imported where they are needed, so that a single record is answered at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from gaba_analogs.errors import GabaAnalogsError, InputError, UnknownCompoundError
from gaba_analogs.record import FIELDS
from gaba_analogs.render import FORMATS, Renderer
from gaba_analogs.summary import UNABLE, Summary, exit_code

if TYPE_CHECKING:
    from rich.console import Console

    from gaba_analogs.findings import Finding, RecordReport
    from gaba_analogs.record import StructureRecord

PROGRAM = "verify-structure"
INTERRUPTED = 130
BROKEN_PIPE = 141
PATIENCE = 1.0
"""Time [s] before a progress bar appears."""

_EPILOG = """\
exit code:
  0 verified; 1 a record is inconsistent or underspecified; 2 nothing could be
  verified, or an input or an option could not be understood

examples:
  verify-structure baclofen                   a record that the package brings
  verify-structure article.txt molecules.sdf  a Wikipedia article, an SD file
  verify-structure drugs.csv --map inchikey=KEY --cross-record
  verify-structure drugs.csv --output report.jsonl
  verify-structure drugs.csv --fix --output fixed.csv
  verify-structure --explain inchikey-mismatch
"""


class RequestError(GabaAnalogsError):
    """A request that makes no sense: the message says what to change."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage."""
        raise RequestError(f"{message} ({PROGRAM} --help lists the options)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        usage="%(prog)s INPUT... [options]\n       %(prog)s --list-checks | --explain CODE | --schema | --version",
        description="Prove that structure records agree with themselves; say which field is wrong.",
        epilog=_EPILOG,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=26, width=80),
        allow_abbrev=False,
    )
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="file, - for standard input, or a bundled name")
    option = parser.add_argument
    option(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: by --output, else text)",
    )
    option("--output", metavar="PATH", help="write to a file instead of standard output")
    option("--map", action="append", default=[], metavar="FIELD=COLUMN", help="name the column of a field")
    option("--cross-record", action="store_true", help="look for conflicts across the records too")
    option("--select", action="append", default=[], metavar="CODE,...", help="run these checks only")
    option("--ignore", action="append", default=[], metavar="CODE,...", help="leave these checks out")
    option("--strict", action="store_true", help="unverified records and warnings fail too")
    option(
        "--allow",
        action="append",
        default=[],
        choices=["underspecified"],
        metavar="VERDICT",
        help="accept records that are underspecified",
    )
    option("--no-names", action="store_true", help="do not translate names (needs no Java)")
    option("--fix", action="store_true", help="write INPUT, corrected where determined, to --output")
    option("--quiet", action="store_true", help="show only what is wrong; no progress bar")
    option("--list-checks", action="store_true", help="list all checks")
    option("--explain", metavar="CODE", help="explain a check")
    option("--schema", action="store_true", help="print the JSON Schema of the report")
    option("--version", action="store_true", help="print versions")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code.

    Parameters
    ----------
    argv
        Arguments without the program's name; None for those of the process.
    """
    try:
        code = _run(_parser().parse_args(argv))
        sys.stdout.flush()
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_stdout()
        return BROKEN_PIPE
    except GabaAnalogsError as error:
        _complain(str(error))
        return UNABLE
    except OSError as error:
        _abandon_stdout()
        _complain(f"cannot write: {error.strerror or error}")
        return UNABLE
    except Exception as error:  # noqa: BLE001 - the one border: nobody deserves a traceback
        _complain(f"internal error, please report it: {type(error).__name__}: {error}")
        return UNABLE
    return code


def _run(args: argparse.Namespace) -> int:
    if args.version:
        print(_version_line())  # noqa: T201
    elif args.schema:
        schema = Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")
        sys.stdout.write(schema)
    elif args.list_checks:
        _list_checks()
    elif args.explain is not None:
        _explain(args.explain)
    else:
        return _verify(_options(args))
    return 0


# --------------------------------------------------------------------------------------------------
# Options
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Options:
    """The arguments, understood."""

    inputs: tuple[str, ...]
    form: str
    output: Path | None
    mapping: Mapping[str, str]
    cross_record: bool
    select: frozenset[str] | None
    ignore: frozenset[str]
    strict: bool
    allow: frozenset[str]
    names: bool
    fix: bool
    quiet: bool

    def stated(self) -> dict[str, object]:
        """Give what shaped the result, for the report."""
        return {
            "names": self.names,
            "select": None if self.select is None else sorted(self.select),
            "ignore": sorted(self.ignore),
            "map": dict(self.mapping),
            "cross_record": self.cross_record,
            "strict": self.strict,
            "allow": sorted(self.allow),
        }


def _options(args: argparse.Namespace) -> _Options:
    if not args.inputs:
        raise RequestError("no input: give a file, - for standard input, or a bundled name such as baclofen")
    output = None if args.output is None else Path(args.output)
    form = args.format or _form_of(output)
    if form == "parquet" and output is None:
        raise RequestError("--format parquet needs --output PATH")
    if output is not None:
        _check_output(output, args.inputs)
    if args.fix and output is None:
        raise RequestError("--fix needs --output PATH: the input itself is never changed")
    if args.fix and len(args.inputs) != 1:
        raise RequestError("--fix takes one INPUT at a time")
    if args.fix and args.format not in {None, "csv", "text"}:
        raise RequestError(f"--fix writes a table or wikitext, not {args.format}")
    return _Options(
        inputs=tuple(args.inputs),
        form="text" if args.fix else form,
        output=output,
        mapping=_mapping(args.map),
        cross_record=args.cross_record,
        select=_codes("--select", args.select) if args.select else None,
        ignore=_codes("--ignore", args.ignore),
        strict=args.strict,
        allow=frozenset(args.allow),
        names=not args.no_names,
        fix=args.fix,
        quiet=args.quiet,
    )


def _form_of(output: Path | None) -> str:
    """Choose the form of the report by the ending of the output's name."""
    ending = "" if output is None else output.suffix.removeprefix(".").lower()
    return ending if ending in FORMATS else "text"


def _check_output(output: Path, inputs: Iterable[str]) -> None:
    if output.is_dir():
        raise RequestError(f"--output {output} is a folder: name a file in it")
    if not output.parent.is_dir():
        raise RequestError(f"--output {output}: there is no folder {output.parent}")
    for name in inputs:
        if output.exists() and name != "-" and Path(name).exists() and output.samefile(name):
            raise RequestError(f"--output {output} is an input, which is never overwritten: choose another name")


def _mapping(pairs: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not column:
            raise RequestError(f"--map {pair}: write it as FIELD=COLUMN, for example inchikey=KEY")
        if name not in FIELDS:
            raise RequestError(f"--map {pair}: no field named {name!r}{_hint(name, FIELDS)}")
        if name in found:
            raise RequestError(f"--map {pair}: {name} is mapped to {found[name]} already")
        found[name] = column
    return found


def _codes(option: str, lists: Iterable[str]) -> frozenset[str]:
    """Read lists of codes and complain of those that do not exist."""
    codes = [code.strip() for text in lists for code in text.split(",") if code.strip()]
    if not codes and option == "--select":
        raise RequestError("--select names no check")
    from gaba_analogs.checks import CATALOGUE  # noqa: PLC0415

    for code in codes:
        if code not in CATALOGUE:
            raise RequestError(f"{option}: no check named {code!r}{_hint(code, CATALOGUE)}")
    return frozenset(codes)


def _hint(word: str, known: Iterable[str]) -> str:
    """Suggest what may have been meant."""
    near = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f": did you mean {near[0]}?" if near else ""


# --------------------------------------------------------------------------------------------------
# Verifying
# --------------------------------------------------------------------------------------------------


@dataclass
class _Inputs:
    """The records of all inputs; an input that cannot be read does not stop the others."""

    names: Sequence[str]
    mapping: Mapping[str, str]
    unread: int = field(default=0, init=False)

    def records(self) -> Iterator[StructureRecord]:
        """Give every record in order, and complain of what cannot be read."""
        for name in self.names:
            try:
                records = _open(name, self.mapping)
                while (record := next(records, None)) is not None:
                    yield record
            except GabaAnalogsError as error:
                self._complain(str(error))
            except (OSError, UnicodeError, MemoryError) as error:
                reason = getattr(error, "strerror", None) or error or type(error).__name__
                self._complain(f"{name}: cannot be read: {reason}")

    def _complain(self, message: str) -> None:
        self.unread += 1
        _complain(message)


def _open(name: str, mapping: Mapping[str, str]) -> Iterator[StructureRecord]:
    """Give the records of one input: a file, standard input, or a bundled record."""
    if name == "-" or _exists(name):
        from gaba_analogs import readers  # noqa: PLC0415

        stdin = sys.stdin.buffer if name == "-" else None
        return iter(readers.read(name, mapping=mapping or None, stdin=stdin))
    return _bundled(name)


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False


def _bundled(name: str) -> Iterator[StructureRecord]:
    from gaba_analogs.analogs import family  # noqa: PLC0415

    try:
        text, source = family.bundled_record_text(name)
    except UnknownCompoundError as unknown:
        hint = f": did you mean {' or '.join(unknown.suggestions)}?" if unknown.suggestions else ""
        looks_like_path = os.sep in name or Path(name).suffix
        message = "no such file" if looks_like_path else f"no such file, and no bundled record of that name{hint}"
        raise InputError(message, path=name) from None
    except InputError:  # a compound of the family without an infobox of its own
        return iter([family.find(name).to_record()])
    from gaba_analogs.readers.wikitext import read_wikitext  # noqa: PLC0415

    return iter(read_wikitext(text, source=source))


def _verify(options: _Options) -> int:
    from gaba_analogs import report  # noqa: PLC0415
    from gaba_analogs.findings import Verdict  # noqa: PLC0415

    inputs = _Inputs(options.inputs, options.mapping)
    summary = Summary()
    cross = None
    if options.cross_record:
        from gaba_analogs.cross_record import CrossRecord  # noqa: PLC0415

        cross = CrossRecord()
    with ExitStack() as stack:
        renderer, console = _renderer(options, stack)
        records = inputs.records()
        reports: Iterable[RecordReport] = report.verify_records(
            records, names=options.names, select=options.select, ignore=options.ignore
        )
        if options.fix:
            reports = stack.enter_context(_fixing(options, reports))
        for record_report in _watched(reports, options, console):
            summary.add(record_report)
            if cross is not None:
                cross.add(record_report)
            renderer.add(record_report)
        conflicts = [] if cross is None else _wanted(cross.conflicts(), options)
        summary.add_conflicts(conflicts)
        renderer.finish(summary, conflicts)
    if conflicts and options.form not in {"text", "json"}:
        _tell_conflicts(conflicts)
    if options.output is not None and sys.stderr.isatty() and not options.quiet:
        counts = ", ".join(f"{summary.verdicts[v]:,} {v}" for v in Verdict if summary.verdicts[v]) or "none read"
        _complain(f"{options.output} is written: {summary.records:,} records ({counts})")
    return exit_code(summary, strict=options.strict, allow=options.allow, unread=inputs.unread)


def _wanted(conflicts: Iterable[Finding], options: _Options) -> list[Finding]:
    return [
        finding
        for finding in conflicts
        if finding.code not in options.ignore and (options.select is None or finding.code in options.select)
    ]


def _tell_conflicts(conflicts: Sequence[Finding]) -> None:
    """Say on standard error what has no place in a report of one line per record."""
    for finding in conflicts:
        _complain(f"{finding.message} [{finding.code}]")


def _renderer(options: _Options, stack: ExitStack) -> tuple[Renderer, Console | None]:
    """Make the renderer, and give its console where it is a terminal."""
    from gaba_analogs.report import versions  # noqa: PLC0415

    output = None if options.fix else options.output
    if options.form == "parquet" and output is not None:
        import json  # noqa: PLC0415

        from gaba_analogs.render.table import ParquetRenderer  # noqa: PLC0415

        metadata = {"versions": json.dumps(dict(versions())), "options": json.dumps(options.stated())}
        parquet = ParquetRenderer(stack.enter_context(_replacing(output)), metadata=metadata)
        stack.callback(parquet.close)
        return parquet, None
    stream = sys.stdout if output is None else stack.enter_context(_text_output(output))
    match options.form:
        case "json":
            from gaba_analogs.render.json import JsonRenderer  # noqa: PLC0415

            return JsonRenderer(stream, versions=versions(), options=options.stated()), None
        case "jsonl":
            from gaba_analogs.render.json import JsonLinesRenderer  # noqa: PLC0415

            return JsonLinesRenderer(stream), None
        case "csv":
            from gaba_analogs.render.table import CsvRenderer  # noqa: PLC0415

            return CsvRenderer(stream), None
    from gaba_analogs.render.text import TextRenderer  # noqa: PLC0415

    text = TextRenderer(stream, versions=versions, quiet=options.quiet)
    return text, text.pen.console if stream.isatty() else None


@contextmanager
def _text_output(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes its name when it is complete."""
    with _replacing(path) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a path beside the wanted one, which takes its name when all went well.

    A run that is interrupted keeps what it wrote, and says where.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        yield target
        return
    partial = target.with_name(f"{target.name}.part")
    try:
        yield partial
        partial.replace(target)
    except KeyboardInterrupt:
        if partial.exists():
            _complain(f"what was done stands in {path}.part")
        raise
    except BaseException as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise RequestError(f"cannot write {path}: {error.strerror or error}") from error
        raise


@contextmanager
def _fixing(options: _Options, reports: Iterable[RecordReport]) -> Iterator[Iterator[RecordReport]]:
    """Write the corrected input while the reports pass by."""
    from gaba_analogs.fix import fixer  # noqa: PLC0415

    (source,) = options.inputs
    if source == "-" or not _exists(source):
        raise RequestError("--fix takes a file: a table or wikitext")
    assert options.output is not None  # noqa: S101 - _options saw to it
    with _text_output(options.output) as stream:
        delimiter = "\t" if options.output.suffix.lower() in {".tsv", ".tab"} else ","
        yield fixer(source, stream, reports, mapping=options.mapping or None, delimiter=delimiter)


# --------------------------------------------------------------------------------------------------
# Progress
# --------------------------------------------------------------------------------------------------


def _watched(reports: Iterable[RecordReport], options: _Options, console: Console | None) -> Iterator[RecordReport]:
    """Pass the reports on; on a terminal, show a progress bar when they take long."""
    if options.quiet or not sys.stderr.isatty():
        yield from reports
        return
    start = time.monotonic()
    advance: Callable[[], None] | None = None
    with ExitStack() as stack:
        for done, record_report in enumerate(reports, 1):
            if advance is None and time.monotonic() - start > PATIENCE:
                advance = stack.enter_context(_progress(options.inputs, done, console))
            if advance is not None:
                advance()
            yield record_report


@contextmanager
def _progress(inputs: Sequence[str], done: int, console: Console | None) -> Iterator[Callable[[], None]]:
    """Show a bar: above it on the same terminal, the lines of the report."""
    from rich.console import Console as RichConsole  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    total = _expected_records(inputs)
    columns = [TextColumn("verifying"), BarColumn(), MofNCompleteColumn()]
    if total is not None:
        columns += [TaskProgressColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=console or RichConsole(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, completed=done - 1)
        yield lambda: progress.advance(task)


def _expected_records(inputs: Sequence[str]) -> int | None:
    """Count the lines of tables, near enough the number of records [-]; None where that says nothing."""
    total = 0
    for name in inputs:
        path = Path(name)
        if path.suffix.lower() not in {".csv", ".tsv", ".smi", ".jsonl"} or not path.is_file():
            return None
        with path.open("rb") as file:
            total += sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return total


# --------------------------------------------------------------------------------------------------
# What the command tells about itself
# --------------------------------------------------------------------------------------------------


def _version_line() -> str:
    from gaba_analogs.report import versions  # noqa: PLC0415

    known = dict(versions())
    own = known.pop("gaba_analogs", "")
    others = ", ".join(f"{name} {version}" for name, version in known.items())
    return f"{PROGRAM} {own} ({others})"


def _list_checks() -> None:
    from gaba_analogs.checks import CATALOGUE  # noqa: PLC0415
    from gaba_analogs.render.text import write_catalogue  # noqa: PLC0415

    write_catalogue(sys.stdout, CATALOGUE.values())


def _explain(code: str) -> None:
    from gaba_analogs.checks import CATALOGUE  # noqa: PLC0415
    from gaba_analogs.checks.pages import parse  # noqa: PLC0415
    from gaba_analogs.render.text import write_page  # noqa: PLC0415

    if code not in CATALOGUE:
        raise RequestError(f"no check named {code!r}{_hint(code, CATALOGUE)}")
    write_page(sys.stdout, parse(CATALOGUE[code]))


def _complain(message: str) -> None:
    """Write one line to standard error, free of control characters."""
    from gaba_analogs.render import printable  # noqa: PLC0415

    text = message if len(message) <= 400 else f"{message[:280]} ... {message[-100:]}"
    stream = sys.stderr
    print(f"{PROGRAM}: {printable(text, stream.encoding or 'utf-8')}", file=stream)


def _abandon_stdout() -> None:
    """Point standard output nowhere, so that the interpreter's last flush does not complain."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


if __name__ == "__main__":
    sys.exit(main())
