"""The command ``verify-structure``: arguments in, report out, no chemistry.

Heavy modules are imported where they are needed, so that a single record is answered at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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

    from gaba_analogs.batch.delivery import Delivery
    from gaba_analogs.batch.parts import Folder
    from gaba_analogs.batch.work import ChunkReport, Job
    from gaba_analogs.cross_record import CrossRecord
    from gaba_analogs.findings import Finding, RecordReport
    from gaba_analogs.pubchem.consultation import Consultant
    from gaba_analogs.record import StructureRecord
    from gaba_analogs.render.parquet import ParquetFile

PROGRAM = "verify-structure"
INTERRUPTED = 130
BROKEN_PIPE = 141

_EPILOG = """\
exit code:
  0 verified; 1 a record is inconsistent or underspecified; 2 nothing could be
  verified, or an input or an option could not be understood

examples:
  verify-structure baclofen                   a record that the package brings
  verify-structure article.txt molecules.sdf  a Wikipedia article, an SD file
  verify-structure drugs.csv --map inchikey=KEY --cross-record
  verify-structure baclofen --pubchem         compared with PubChem as well
  verify-structure drugs.csv --format github  annotations of a pull request
  verify-structure drugs.csv --fix --output fixed.csv
  verify-structure chembl.txt.gz --format parquet --output parts --resume
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
        usage="%(prog)s INPUT... [options]\n       %(prog)s --list-checks | --explain CODE | --version | ...",
        description="Prove that structure records agree with themselves; say which field is wrong.",
        epilog=_EPILOG,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=26, width=80),
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="file, - for standard input, or a bundled name")
    option = parser.add_argument_group("report").add_argument
    option(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: by --output, else text)",
    )
    option("--output", metavar="PATH", help="write to a file instead of standard output")
    option("--fix", action="store_true", help="write INPUT, corrected where determined, to --output")
    option("--raw-csv", action="store_true", help="no apostrophe before formulas in CSV cells")
    option("--quiet", action="store_true", help="show only what is wrong; no progress bar")
    option = parser.add_argument_group("checks").add_argument
    option("--map", action="append", default=[], metavar="FIELD=COLUMN", help="name the column of a field")
    option("--cross-record", action="store_true", help="look for conflicts across the records too")
    option("--select", action="append", default=[], metavar="CODE,...", help="run these checks only")
    option("--ignore", action="append", default=[], metavar="CODE,...", help="leave these checks out")
    option("--no-names", action="store_true", help="do not translate names (needs no Java)")
    option("--pubchem", action="store_true", help="compare with PubChem too, over the network")
    option("--offline", action="store_true", help="with --pubchem: use kept answers only")
    option("--refresh", action="store_true", help="with --pubchem: ask for kept answers anew")
    option("--strict", action="store_true", help="unverified records and warnings fail too")
    option(
        "--allow",
        action="append",
        default=[],
        choices=["underspecified"],
        metavar="VERDICT",
        help="accept records that are underspecified",
    )
    option = parser.add_argument_group("many records").add_argument
    option("--workers", type=int, metavar="N", help="processes (default: one per processor)")
    option("--timeout", type=float, default=10.0, metavar="SECONDS", help="time for one record (default: 10)")
    option("--resume", action="store_true", help="go on with --output DIR --format parquet")
    option("--scheduler", metavar="ADDRESS", help="have a Dask cluster do it: tcp://host:8786")
    option = parser.add_argument_group("about").add_argument
    option("--list-checks", action="store_true", help="list all checks")
    option("--explain", metavar="CODE", help="explain a check")
    option("--schema", action="store_true", help="print the JSON Schema of the report")
    option(
        "--completion",
        choices=["bash", "zsh", "fish"],
        metavar="SHELL",
        help="print what completes this command in bash, zsh or fish",
    )
    option("--version", action="store_true", help="print versions")
    option("-h", "--help", action="help", help="show this help and exit")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code.

    Parameters
    ----------
    argv
        Arguments without the program's name; None for those of the process.
    """
    if sys.stdout is None:
        _complain("cannot write: standard output is closed")
        return UNABLE
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
    elif args.completion is not None:
        from gaba_analogs.completion import script  # noqa: PLC0415

        sys.stdout.write(script(_parser(), args.completion))
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
    pubchem: str | None
    fix: bool
    raw_csv: bool
    quiet: bool
    workers: int | None
    timeout: float
    resume: bool
    scheduler: str | None

    @property
    def in_parts(self) -> bool:
        """Whether the output is a folder of Parquet parts rather than a file."""
        return _is_folder_of_parts(self.form, self.output)

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
            **({"pubchem": self.pubchem} if self.pubchem else {}),
        }


def _options(args: argparse.Namespace) -> _Options:
    if not args.inputs:
        raise RequestError("no input: give a file, - for standard input, or a bundled name such as baclofen")
    output = None if args.output is None else Path(args.output)
    form = args.format or _form_of(output)
    if form == "parquet" and output is None:
        raise RequestError("--format parquet needs --output PATH")
    in_parts = _is_folder_of_parts(form, output)
    if output is not None:
        _check_output(output, args.inputs, in_parts=in_parts)
    _check_run(args, in_parts=in_parts)
    if args.raw_csv and form != "csv":
        raise RequestError(f"--raw-csv is for --format csv, not {form}")
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
        pubchem=_pubchem(args),
        fix=args.fix,
        raw_csv=args.raw_csv,
        quiet=args.quiet,
        workers=args.workers,
        timeout=args.timeout,
        resume=args.resume,
        scheduler=args.scheduler,
    )


def _pubchem(args: argparse.Namespace) -> str | None:
    """Say how PubChem is to be asked, as a report's options give it; None to ask nobody."""
    if args.offline and args.refresh:
        raise RequestError("--offline asks nobody, and --refresh asks anew: give one of the two")
    for name in ("offline", "refresh"):
        if getattr(args, name) and not args.pubchem:
            raise RequestError(f"--{name} says how to ask PubChem: give --pubchem too")
        if getattr(args, name):
            return name
    return "live" if args.pubchem else None


def _form_of(output: Path | None) -> str:
    """Choose the form of the report by the ending of the output's name."""
    if output is None:
        return "text"
    if output.name.lower().endswith(".sarif.json"):
        return "sarif"
    ending = output.suffix.removeprefix(".").lower()
    form = "junit" if ending == "xml" else ending
    return form if form in FORMATS else "text"


def _is_folder_of_parts(form: str, output: Path | None) -> bool:
    return form == "parquet" and output is not None and output.suffix.lower() not in {".parquet", ".pq"}


def _check_run(args: argparse.Namespace, *, in_parts: bool) -> None:
    if args.workers is not None and args.workers < 1:
        raise RequestError(f"--workers {args.workers}: at least one is needed")
    if not 0 < args.timeout < 1e7:
        raise RequestError(f"--timeout {args.timeout:g}: give the seconds that one record may take, for example 10")
    if args.workers is not None and args.scheduler is not None:
        raise RequestError("--workers is for this machine, and --scheduler has its own: give one of the two")
    if args.resume and not in_parts:
        raise RequestError("--resume goes on with a folder of parts: it needs --output DIR --format parquet")
    if args.resume and (once := next(filter(_is_read_once, args.inputs), None)) is not None:
        what = "standard input" if once == "-" else once
        raise RequestError(f"--resume cannot read {what} again: save it to a file")
    if args.resume and args.cross_record:
        raise RequestError("--cross-record needs all records in one run: leave --resume out")


def _is_read_once(name: str) -> bool:
    """Tell whether an input can be read but once: standard input, a pipe, a device."""
    return name == "-" or (_exists(name) and not Path(name).is_file() and not Path(name).is_dir())


def _check_output(output: Path, inputs: Iterable[str], *, in_parts: bool) -> None:
    if output.is_dir() and not in_parts:
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
    from gaba_analogs.batch.run import known_codes  # noqa: PLC0415

    try:
        return known_codes(option, codes)
    except ValueError as error:
        raise RequestError(str(error)) from None


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
    unread: list[str] = field(default_factory=list, init=False)
    """Complaints of inputs that could not be read."""

    def records(self) -> Iterator[StructureRecord]:
        """Give every record in order, and complain of what cannot be read."""
        for name in self.names:
            try:
                records = _open(name, self.mapping)
                while (record := next(records, None)) is not None:
                    yield record
            except GabaAnalogsError as error:
                self.complain(str(error))
            except (OSError, UnicodeError, MemoryError) as error:
                reason = getattr(error, "strerror", None) or error or type(error).__name__
                self.complain(f"{name}: cannot be read: {reason}")

    def complain(self, message: str) -> None:
        """Tell, and remember, that an input could not be read."""
        self.unread.append(message)
        _complain(message)


def _open(name: str, mapping: Mapping[str, str]) -> Iterator[StructureRecord]:
    """Give the records of one input: a file, standard input, or a bundled record."""
    if name == "-" or _exists(name):
        from gaba_analogs import readers  # noqa: PLC0415

        if name == "-" and sys.stdin is None:
            raise InputError("standard input is closed: give a file, or a pipe", path=name)
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
    from gaba_analogs.batch.progress import closing_lines, watched, worth_telling  # noqa: PLC0415
    from gaba_analogs.batch.run import running  # noqa: PLC0415

    inputs = _Inputs(options.inputs, options.mapping)
    summary = Summary()
    consultant = _consultant(options.pubchem) if options.pubchem else None
    start = time.monotonic()
    with ExitStack() as stack:
        cross = stack.enter_context(_cross_record()) if options.cross_record else None
        delivery, console = _delivery(options, stack, inputs, summary)
        before = summary.records
        records = delivery.left(inputs.records())
        run = running(
            records,
            _job(options, delivery),
            workers=options.workers,
            scheduler=options.scheduler,
            cuts=delivery.cuts,
            consultant=consultant,
        )
        chunks = stack.enter_context(run)
        shown = watched(chunks, options.inputs, say=_complain, quiet=options.quiet, console=console, done=before)
        counted = _counted(shown, summary, cross)
        delivery.take(counted)
        conflicts: Collection[Finding] = ()
        if cross is not None:
            conflicts = cross.conflicts(select=options.select, ignore=options.ignore)
            summary.add_conflicts(conflicts)
        delivery.finish(summary, conflicts)
        if conflicts and options.form in {"jsonl", "csv", "parquet"}:
            _tell_conflicts(conflicts)
    if consultant is not None and consultant.trouble is not None:
        _complain(consultant.trouble)
    took = time.monotonic() - start
    if options.output is not None and not options.quiet and worth_telling(took):
        for line in closing_lines(str(options.output), summary, took, new=summary.records - before):
            _complain(line)
    return exit_code(summary, strict=options.strict, allow=options.allow, unread=len(inputs.unread))


def _job(options: _Options, delivery: Delivery) -> Job:
    from gaba_analogs.batch.work import Job  # noqa: PLC0415

    return Job(
        form=delivery.form,
        encoding=delivery.encoding,
        names=options.names,
        select=options.select,
        ignore=options.ignore,
        raw=options.raw_csv,
        cross=options.cross_record,
        timeout=options.timeout,
    )


def _consultant(manner: str) -> Consultant:
    from gaba_analogs.pubchem import Consultant, PubChem  # noqa: PLC0415

    pubchem = PubChem(offline=manner == "offline", refresh=manner == "refresh", complain=_complain)
    return Consultant(pubchem)


def _cross_record() -> CrossRecord:
    from gaba_analogs.cross_record import CrossRecord  # noqa: PLC0415

    return CrossRecord()


def _counted(chunks: Iterable[ChunkReport], summary: Summary, cross: CrossRecord | None) -> Iterator[ChunkReport]:
    """Count what passes by, and keep what conflicts across records are found by."""
    from gaba_analogs.batch.packing import add_counts  # noqa: PLC0415

    for chunk in chunks:
        add_counts(summary, chunk.counts)
        if cross is not None:
            for entry in chunk.entries:
                cross.add_entries(entry)
        yield chunk


def _tell_conflicts(conflicts: Collection[Finding]) -> None:
    """Say on standard error what has no place in a report of one line per record; on a terminal, the first of it."""
    from gaba_analogs.render.conflicts import MOST, first_of_each, rest  # noqa: PLC0415

    more: Counter[str] = Counter()
    most = MOST if sys.stderr.isatty() else len(conflicts)
    for finding in first_of_each(conflicts, more, most):
        _complain(f"{finding.message} [{finding.code}]")
    for code, count in more.items():
        _complain(rest(code, count))


def _delivery(
    options: _Options, stack: ExitStack, inputs: _Inputs, summary: Summary
) -> tuple[Delivery, Console | None]:
    """Choose where the results go, and give the console where it is a terminal."""
    from gaba_analogs.batch import delivery  # noqa: PLC0415

    if options.in_parts:
        return delivery.Parts(_folder(options, stack, inputs), summary, inputs.unread), None
    if options.form in {"jsonl", "csv"}:
        stream = sys.stdout if options.output is None else stack.enter_context(_text_output(options.output))
        if options.form == "jsonl":
            return delivery.Lines("jsonl", stream), None
        from gaba_analogs.render.table import CsvRenderer  # noqa: PLC0415

        CsvRenderer(stream, raw=options.raw_csv)  # writes the header
        return delivery.Lines("csv", stream), None
    if options.form == "parquet" and options.output is not None and not options.fix:
        return delivery.Rows(_parquet_file(options, options.output, stack)), None
    renderer, console = _renderer(options, stack, inputs.unread)
    through = stack.enter_context(_fixing(options)) if options.fix else None
    return delivery.Reports(renderer, through), console


def _folder(options: _Options, stack: ExitStack, inputs: _Inputs) -> Folder:
    """Begin a folder of parts, or go on with one."""
    from gaba_analogs.batch import parts  # noqa: PLC0415
    from gaba_analogs.report import versions  # noqa: PLC0415

    assert options.output is not None  # noqa: S101 - a folder of parts has a name
    shaping = {key: value for key, value in options.stated().items() if key in parts.SHAPING}
    wanted = parts.manifest(options.inputs, versions(), {**shaping, "timeout": options.timeout})
    resumable = not options.cross_record and not any(map(_is_read_once, options.inputs))
    opened = parts.open_folder(options.output, wanted, resume=options.resume, say=_complain, resumable=resumable)
    folder = stack.enter_context(opened)
    for complaint in folder.manifest.unread:
        inputs.complain(complaint)
    return folder


def _parquet_file(options: _Options, output: Path, stack: ExitStack) -> ParquetFile:
    """Begin a Parquet file, which is closed with the stack."""
    import json  # noqa: PLC0415

    from gaba_analogs.render.parquet import ParquetFile  # noqa: PLC0415
    from gaba_analogs.report import versions  # noqa: PLC0415

    metadata = {"versions": json.dumps(dict(versions())), "options": json.dumps(options.stated())}
    return stack.enter_context(ParquetFile(stack.enter_context(_replacing(output)), metadata))


def _renderer(options: _Options, stack: ExitStack, unread: Sequence[str] = ()) -> tuple[Renderer, Console | None]:
    """Make the renderer, and give its console where it is a terminal."""
    from gaba_analogs.report import versions  # noqa: PLC0415

    output = None if options.fix else options.output
    stream = sys.stdout if output is None else stack.enter_context(_text_output(output))
    match options.form:
        case "json":
            from gaba_analogs.render.json import JsonRenderer  # noqa: PLC0415

            return JsonRenderer(stream, versions=versions(), options=options.stated()), None
        case "html":
            from gaba_analogs.render.html import HtmlRenderer  # noqa: PLC0415

            return HtmlRenderer(stream, versions=versions(), options=options.stated(), unread=unread), None
        case "sarif":
            from gaba_analogs.render.sarif import SarifRenderer  # noqa: PLC0415

            return SarifRenderer(stream, versions=versions(), options=options.stated(), unread=unread), None
        case "junit":
            from gaba_analogs.gate import Gate  # noqa: PLC0415
            from gaba_analogs.render.junit import JunitRenderer  # noqa: PLC0415

            gate = Gate(strict=options.strict, allow=options.allow)
            return JunitRenderer(stream, gate=gate, properties=versions(), unread=unread), None
        case "github":
            from gaba_analogs.gate import Gate  # noqa: PLC0415
            from gaba_analogs.render.github import GithubRenderer  # noqa: PLC0415

            gate = Gate(strict=options.strict, allow=options.allow)
            return GithubRenderer(stream, gate=gate, unread=unread, quiet=options.quiet), None
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
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(target)
    except KeyboardInterrupt:
        if partial.exists():
            _complain(f"what was done stands in {path.with_name(partial.name)}")
        raise
    except BaseException as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise RequestError(f"cannot write {path}: {error.strerror or error}") from error
        raise


@contextmanager
def _fixing(options: _Options) -> Iterator[Callable[[Iterable[RecordReport]], Iterator[RecordReport]]]:
    """Give what writes the corrected input while the reports pass by."""
    from gaba_analogs.fix import fixer  # noqa: PLC0415

    (source,) = options.inputs
    if source == "-" or not _exists(source):
        raise RequestError("--fix takes a file: a table or wikitext")
    assert options.output is not None  # noqa: S101 - _options saw to it
    with _text_output(options.output) as stream:
        delimiter = "\t" if options.output.suffix.lower() in {".tsv", ".tab"} else ","
        yield lambda reports: fixer(source, stream, reports, mapping=options.mapping or None, delimiter=delimiter)


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
    if stream is None:
        return
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
