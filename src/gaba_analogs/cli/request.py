"""What the command is asked to do: its arguments, checked."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gaba_analogs.cli.arguments import RequestError, hint
from gaba_analogs.cli.inputs import is_read_once
from gaba_analogs.output import ENDINGS, form_of
from gaba_analogs.record import FIELDS
from gaba_analogs.results.findings import Safety
from gaba_analogs.verification.options import known_codes, selected_codes
from gaba_analogs.writing import unwritable

_OTHERS = frozenset(
    {".doc", ".docx", ".md", ".ods", ".odt", ".pdf", ".rtf", ".sdf", ".tsv", ".xls", ".xlsx", ".yaml", ".yml"}
)
"""Endings that promise a format no report is written in."""
_REPORTS_ONLY = frozenset({"html", "sarif", "junit", "github"})
"""Formats of reports in which no input is written again."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """The arguments, checked; `fix` is the least safe correction that is written, None to write no copy."""

    inputs: tuple[str, ...]
    form: str
    output: Path | None
    mapping: Mapping[str, str]
    identity: str | None
    columns: tuple[str, ...]
    require: tuple[str, ...]
    cross_record: bool
    select: frozenset[str] | None
    ignore: frozenset[str]
    strict: bool
    allow: frozenset[str]
    names: bool
    pubchem: str | None
    against: tuple[str, ...]
    fix: Safety | None
    raw_csv: bool
    quiet: bool
    workers: int | None
    timeout: float
    resume: bool
    scheduler: str | None

    @property
    def in_parts(self) -> bool:
        """Whether the output is a folder of Parquet parts."""
        return _is_folder_of_parts(self.form, self.output)

    def stated(self) -> dict[str, object]:
        """List the options that affect the result, for the report."""
        return {
            "names": self.names,
            "select": None if self.select is None else sorted(self.select),
            "ignore": sorted(self.ignore),
            "map": dict(self.mapping),
            "cross_record": self.cross_record,
            "strict": self.strict,
            "allow": sorted(self.allow),
            **({"id": self.identity} if self.identity is not None else {}),
            **({"columns": list(self.columns)} if self.columns else {}),
            **({"require": list(self.require)} if self.require else {}),
            **({"pubchem": self.pubchem} if self.pubchem else {}),
            **({"against": list(self.against)} if self.against else {}),
        }


def parse_request(args: argparse.Namespace) -> Request:
    """Check that the arguments make sense together.

    Raises
    ------
    RequestError
        They do not; the message says what to change.
    """
    if not args.inputs:
        raise RequestError("no input: give a file, - for standard input, or a bundled record such as baclofen")
    output = None if args.output is None else Path(args.output)
    form = args.format or (output and form_of(output.name)) or "text"
    if (
        output is not None
        and not (args.format or args.fix)
        and form_of(output.name) is None
        and output.suffix in _OTHERS
    ):
        raise RequestError(f"--output {output}: cannot write {output.suffix}; use one of {', '.join(ENDINGS)}")
    if form == "parquet" and output is None:
        raise RequestError("--format parquet needs --output PATH")
    in_parts = _is_folder_of_parts(form, output)
    if output is not None:
        _check_output(output, args.inputs, in_parts=in_parts)
    _check_run(args, in_parts=in_parts)
    if args.raw_csv and form != "csv":
        raise RequestError(f"--raw-csv needs --format csv, not {form}")
    if args.fix and output is None:
        raise RequestError("--fix needs --output PATH: inputs are never overwritten")
    if args.fix and len(args.inputs) != 1:
        raise RequestError("--fix takes one input at a time")
    if args.fix and output is not None and output.exists() and not output.is_file():
        raise RequestError(f"--output {output} is not a file: --fix writes a copy of one")
    if args.fix and (args.format not in {None, "csv", "text"} or form in _REPORTS_ONLY):
        raise RequestError(f"--fix writes a copy of its input, not {form}")
    if args.unsafe_fixes and not args.fix:
        raise RequestError("--unsafe-fixes needs --fix")
    return Request(
        inputs=tuple(args.inputs),
        form="text" if args.fix else form,
        output=output,
        mapping=_mapping(args.map),
        identity=_titled("--id", args.id),
        columns=_columns(args.columns, args.inputs),
        require=_required(args.require),
        cross_record=args.cross_record,
        select=selected_codes("--select", args.select or None),
        ignore=known_codes("--ignore", args.ignore),
        strict=args.strict,
        allow=frozenset(args.allow),
        names=not args.no_names,
        pubchem=_pubchem(args),
        against=tuple(dict.fromkeys(args.against)),
        fix=(Safety.LIKELY if args.unsafe_fixes else Safety.SAFE) if args.fix else None,
        raw_csv=args.raw_csv,
        quiet=args.quiet,
        workers=args.workers,
        timeout=args.timeout,
        resume=args.resume,
        scheduler=args.scheduler,
    )


def _pubchem(args: argparse.Namespace) -> str | None:
    """Name the policy for asking PubChem, as in the report's options; None to leave it out."""
    if args.offline and args.refresh:
        raise RequestError("--offline and --refresh cannot be combined")
    for name in ("offline", "refresh"):
        if getattr(args, name) and not args.pubchem:
            raise RequestError(f"--{name} needs --pubchem")
        if getattr(args, name):
            return name
    return "live" if args.pubchem else None


def _is_folder_of_parts(form: str, output: Path | None) -> bool:
    return form == "parquet" and output is not None and output.suffix.lower() not in {".parquet", ".pq"}


def _check_run(args: argparse.Namespace, *, in_parts: bool) -> None:
    if args.workers is not None and args.workers < 1:
        raise RequestError(f"--workers {args.workers}: must be at least 1")
    if not 0 < args.timeout < 1e7:
        raise RequestError(f"--timeout {args.timeout:g}: give the seconds allowed for one record, for example 10")
    if args.workers is not None and args.scheduler is not None:
        raise RequestError("--workers and --scheduler cannot be combined")
    if args.resume and not in_parts:
        raise RequestError("--resume needs --output FOLDER --format parquet")
    if args.resume and (once := next(filter(is_read_once, args.inputs), None)) is not None:
        what = "standard input" if once == "-" else once
        raise RequestError(f"--resume cannot read {what} again: save it to a file first")
    if args.resume and args.cross_record:
        raise RequestError("--cross-record and --resume cannot be combined: conflicts need all records in one run")


def _check_output(output: Path, inputs: Iterable[str], *, in_parts: bool) -> None:
    reason = None if in_parts and output.is_dir() else unwritable(output)
    if reason is not None:
        raise RequestError(f"--output {output}: {reason}")
    for name in inputs:
        if output.exists() and name != "-" and Path(name).exists() and output.samefile(name):
            raise RequestError(f"--output {output} is an input: inputs are never overwritten, choose another name")
        if name != "-" and Path(name).is_dir() and output.resolve().is_relative_to(Path(name).resolve()):
            raise RequestError(f"--output {output} lies in the input {name}: choose another folder")


def _required(lists: Iterable[str]) -> tuple[str, ...]:
    names = dict.fromkeys(name.strip() for given in lists for name in given.split(","))
    for name in names:
        if name not in FIELDS:
            raise RequestError(f"--require {name}: no field of that name{hint(name, FIELDS)}")
    return tuple(names)


def _titled(option: str, title: str | None) -> str | None:
    if title is not None and not title.strip():
        raise RequestError(f"{option}: give the title of a column, or its number")
    return title


def _columns(lists: Iterable[str], inputs: Iterable[str]) -> tuple[str, ...]:
    titles = tuple(
        dict.fromkeys(title for given in lists for title in next(csv.reader([given], skipinitialspace=True)))
    )
    for title in titles:
        _titled("--columns", title)
    if "all" in titles and (once := next(filter(is_read_once, inputs), None)) is not None:
        what = "standard input" if once == "-" else once
        raise RequestError(f"--columns all cannot look ahead in {what}: name the columns")
    return titles


def _mapping(pairs: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals:
            raise RequestError(f"--map {pair}: must be FIELD=COLUMN, for example inchikey=KEY")
        if name not in FIELDS:
            raise RequestError(f"--map {pair}: no field named {name!r}{hint(name, FIELDS)}")
        if name in found:
            raise RequestError(f"--map {pair}: {name} is already mapped to {found[name]}")
        found[name] = column
    return found
