"""What is asked of the command: its arguments, understood."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gaba_analogs.command.arguments import RequestError, hint
from gaba_analogs.command.inputs import is_read_once
from gaba_analogs.record import FIELDS
from gaba_analogs.render import FORMATS


@dataclass(frozen=True, kw_only=True)
class Request:
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


def understand(args: argparse.Namespace) -> Request:
    """Check the arguments against each other.

    Raises
    ------
    RequestError
        They make no sense together; the message says what to change.
    """
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
    if args.fix and form not in {"csv", "text"}:
        raise RequestError(f"--fix writes a table or wikitext, not {form}")
    return Request(
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
    if args.resume and (once := next(filter(is_read_once, args.inputs), None)) is not None:
        what = "standard input" if once == "-" else once
        raise RequestError(f"--resume cannot read {what} again: save it to a file")
    if args.resume and args.cross_record:
        raise RequestError("--cross-record needs all records in one run: leave --resume out")


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
            raise RequestError(f"--map {pair}: no field named {name!r}{hint(name, FIELDS)}")
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
