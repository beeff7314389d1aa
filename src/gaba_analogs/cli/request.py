"""What the command is asked to do: its arguments, checked."""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from gaba_analogs.cli.arguments import RequestError, hint
from gaba_analogs.cli.inputs import is_read_once
from gaba_analogs.cli.overwriting import refuse_overwriting
from gaba_analogs.configuration import BASELINE_ENDINGS
from gaba_analogs.configuration.sections import EVERYWHERE, Sections
from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import OptionError, UnknownCheckError, did_you_mean, nearest
from gaba_analogs.output import TABULAR, form_of, is_tabular, unknown_ending
from gaba_analogs.record import FIELDS
from gaba_analogs.record.fields import OWN_ID
from gaba_analogs.results.comparison import USUAL_LEVEL, Comparison, relation_column
from gaba_analogs.results.filling import LISTED, fields_to_fill
from gaba_analogs.results.findings import Safety, Severity, Verdict
from gaba_analogs.results.gate import NEVER, Gate, Limit
from gaba_analogs.verification.options import known_codes, selected_codes
from gaba_analogs.writing import unwritable

_FILES_ONLY = frozenset({"parquet", "xlsx"})
"""Formats that no terminal shows."""
_REPORTS_ONLY = frozenset({"html", "sarif", "junit", "github"})
"""Formats of reports in which no input is written again."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a report goes, and in which format.

    Parameters
    ----------
    form
        The format.
    path
        The file or folder; None for standard output.
    """

    form: str
    path: Path | None = None


STDOUT = Path("-")


@dataclass(frozen=True, kw_only=True)
class Request:
    """The arguments, checked; `fix` is the least safe correction that is written, None to write no copy."""

    inputs: tuple[str, ...]
    targets: tuple[Target, ...]
    mapping: Mapping[str, str]
    identity: str | None
    columns: tuple[str, ...]
    require: tuple[str, ...]
    cross_record: bool
    comparison: Comparison
    relations: Path | None
    select: frozenset[str] | None
    ignore: frozenset[str]
    sections: Sections
    gate: Gate
    baseline: Path | None
    write_baseline: Path | None
    names: bool
    pubchem: str | None
    against: tuple[str, ...]
    key: str | None
    unmatched: Path | None
    fix: Safety | None
    fill: tuple[str, ...]
    decisions: tuple[Path, ...]
    decisions_log: Path | None
    raw_csv: bool
    order: str
    limit: int | None
    statistics: bool
    quiet: bool
    workers: int | None
    timeout: float
    resume: bool
    scheduler: str | None

    @property
    def form(self) -> str:
        """Format of the first report."""
        return self.targets[0].form

    @property
    def output(self) -> Path | None:
        """Where the first report goes; None for standard output."""
        return self.targets[0].path

    @property
    def shows_text(self) -> bool:
        """Whether a person reads a report on standard output."""
        return Target("text") in self.targets and not self.writes_copy

    @property
    def writes_copy(self) -> bool:
        """Whether the output is the input again, with corrections or filled fields."""
        return self.fix is not None or bool(self.fill)

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
            **self.comparison.stated(),
            "strict": self.gate.strict,
            "allow": sorted(self.gate.allow),
            **({} if self.gate.fail_on is None else {"fail_on": sorted(self.gate.fail_on)}),
            **({} if self.gate.limit is None else {"max_inconsistent": str(self.gate.limit)}),
            **self.sections.stated(),
            **({} if self.baseline is None else {"baseline": str(self.baseline)}),
            **({"decisions": [str(path) for path in self.decisions]} if self.decisions else {}),
            **({"id": self.identity} if self.identity is not None else {}),
            **({"columns": list(self.columns)} if self.columns else {}),
            **({"require": list(self.require)} if self.require else {}),
            **({"pubchem": self.pubchem} if self.pubchem else {}),
            **({"against": list(self.against)} if self.against else {}),
            **({"key": self.key} if self.key is not None else {}),
        }


def parse_request(args: argparse.Namespace, sections: Sections = EVERYWHERE) -> Request:
    """Check that the arguments make sense together.

    Raises
    ------
    RequestError
        They do not; the message says what to change.
    """
    if not args.inputs:
        raise RequestError("no input: give a file, - for standard input, or a bundled record such as baclofen")
    targets = _targets(args)
    for target in targets:
        if target.path is not None:
            _check_output(target.path, args.inputs, in_parts=_is_folder_of_parts(target.form, target.path))
    _check_overwriting(args, targets)
    in_parts = _is_folder_of_parts(targets[0].form, targets[0].path)
    _check_run(args, in_parts=in_parts)
    if args.raw_csv and not any(target.form == "csv" for target in targets):
        raise RequestError(f"--raw-csv needs --format csv, not {targets[0].form}")
    _check_fix(args, targets)
    return Request(
        inputs=tuple(args.inputs),
        targets=(Target("text", targets[0].path),) if args.fix or args.fill else targets,
        mapping=_mapping(args.map) | ({} if args.key is None else {OWN_ID: args.key}),
        identity=_titled("--id", args.id),
        columns=_columns(args.columns, args.inputs),
        require=_required(args.require),
        cross_record=args.cross_record,
        comparison=_comparison(args),
        relations=_relations(args),
        select=selected_codes("--select", args.select or None),
        ignore=known_codes("--ignore", args.ignore),
        sections=sections,
        gate=_gate(args),
        baseline=_baseline("--baseline", args.baseline, args),
        write_baseline=_baseline("--write-baseline", args.write_baseline, args),
        names=not args.no_names,
        pubchem=_pubchem(args),
        against=tuple(dict.fromkeys(args.against)),
        key=_key(args),
        unmatched=_unmatched(args),
        fix=(Safety.LIKELY if args.unsafe_fixes else Safety.SAFE) if args.fix else None,
        fill=_fill(args),
        decisions=_decisions(args),
        decisions_log=_decisions_log(args),
        raw_csv=args.raw_csv,
        order=args.sort or ("worst" if args.quiet or args.limit is not None else "input"),
        limit=_listed(args, targets),
        statistics=args.statistics,
        quiet=args.quiet,
        workers=args.workers,
        timeout=args.timeout,
        resume=args.resume,
        scheduler=args.scheduler,
    )


def _targets(args: argparse.Namespace) -> tuple[Target, ...]:
    """Give where reports go: the format says what its file name does not, and that of a single report in any case."""
    paths = [Path(path) for path in args.output]
    if len(paths) < 2:
        path = next((path for path in paths if path != STDOUT), None)
        if path is not None and not (args.format or args.fix or args.fill):
            _refuse_unknown_ending(path)
        form = args.format or (path and form_of(path.name)) or "text"
        if form in _FILES_ONLY and path is None:
            raise RequestError(f"--format {form} needs --output PATH")
        return (Target(form, path),)
    targets = []
    for path in paths:
        form = None if path == STDOUT else form_of(path.name)
        if form is None and path != STDOUT and not args.format:
            _refuse_unknown_ending(path)
        form = form or args.format or "text"
        if form == "xlsx" and path == STDOUT:
            raise RequestError("--format xlsx needs --output PATH")
        if form == "parquet" and (path == STDOUT or _is_folder_of_parts(form, path)):
            raise RequestError(f"--output {path}: one of several outputs cannot be a folder of Parquet parts")
        targets.append(Target(form, None if path == STDOUT else path))
    if repeated := next((one for n, one in enumerate(paths) if one in paths[:n]), None):
        raise RequestError(f"--output {repeated} is given twice")
    if args.format and not any(path == STDOUT or form_of(path.name) is None for path in paths):
        raise RequestError(f"--format {args.format}: every --output says its format; add --output - to print it")
    return tuple(targets)


def _refuse_unknown_ending(path: Path) -> None:
    if said := unknown_ending(path.name):
        raise RequestError(f"--output {path}: {said}")


def _check_fix(args: argparse.Namespace, targets: Sequence[Target]) -> None:
    if args.unsafe_fixes and not args.fix:
        raise RequestError("--unsafe-fixes needs --fix")
    if not (args.fix or args.fill):
        return
    option = "--fix" if args.fix else "--fill"
    output = targets[0].path
    if output is None:
        raise RequestError(f"{option} needs --output PATH: inputs are never overwritten")
    if len(args.inputs) != 1:
        raise RequestError(f"{option} takes one input at a time")
    if len(targets) > 1:
        raise RequestError(f"{option} takes one --output: the copy; write reports in a run of their own")
    if output.exists() and not output.is_file():
        raise RequestError(f"--output {output} is not a file: {option} writes a copy of one")
    if args.format not in {None, "csv", "text"} or targets[0].form in _REPORTS_ONLY:
        raise RequestError(f"{option} writes a copy of its input, not {targets[0].form}")


def _listed(args: argparse.Namespace, targets: Sequence[Target]) -> int | None:
    """Give how many records are listed at most."""
    for name in ("statistics", "sort", "limit"):
        if getattr(args, name) and not (args.fix or args.fill or any(target.form == "text" for target in targets)):
            raise RequestError(f"--{name} needs --format text, not {targets[0].form}")
    limit: int | None = args.limit
    if limit is not None and limit < 1:
        raise RequestError(f"--limit {limit}: must be at least 1")
    if limit is not None and args.sort == "input":
        raise RequestError("--limit lists the worst records, so --sort input cannot be combined with it")
    return limit


def _gate(args: argparse.Namespace) -> Gate:
    """Give what fails the run."""
    limit = None if args.max_inconsistent is None else _limit(args.max_inconsistent)
    if not args.fail_on:
        return Gate(strict=args.strict, allow=frozenset(args.allow), limit=limit)
    for name, usual in (("strict", "inconsistent,underspecified,unverified,warning"), ("allow", "inconsistent")):
        if getattr(args, name):
            raise RequestError(f"--{name} and --fail-on cannot be combined: write --fail-on {usual} for it")
    words = [word.strip() for given in args.fail_on for word in given.split(",") if word.strip()]
    fixed = (NEVER, *(verdict.value for verdict in Verdict if verdict is not Verdict.VERIFIED), *map(str, Severity))
    codes = [word for word in words if word not in fixed]
    if not words:
        raise RequestError("--fail-on: nothing given; never fails on no finding")
    if NEVER in words and len(words) > 1:
        raise RequestError(f"--fail-on {NEVER} stands alone")
    try:
        known = known_codes("--fail-on", codes)
    except UnknownCheckError as unknown:
        near = hint(unknown.code, [*fixed, *unknown.suggestions])
        raise RequestError(f"--fail-on {unknown.code}: no code, verdict or severity of that name{near}") from None
    return Gate(fail_on=frozenset(words) - frozenset(codes) | known, limit=limit)


def _limit(text: str) -> Limit:
    match = re.fullmatch(r"([0-9]+)|([0-9]+(?:\.[0-9]+)?)\s*%", text.strip())
    if match is None or (match[2] and float(match[2]) > 100):
        raise RequestError(f"--max-inconsistent {text}: must be a number of records or a share of them, 10 or 0.5%")
    return Limit(float(match[1] or match[2]), percent=bool(match[2]))


def _baseline(option: str, name: str | None, args: argparse.Namespace) -> Path | None:
    if name is None:
        return None
    path = Path(name)
    if path.suffix.lower() not in BASELINE_ENDINGS:
        raise RequestError(f"{option} {name}: a baseline ends in {' or '.join(BASELINE_ENDINGS)}")
    if option == "--write-baseline":
        if (reason := unwritable(path)) is not None:
            raise RequestError(f"{option} {name}: {reason}")
        if args.resume:
            raise RequestError(
                "--write-baseline and --resume cannot be combined: a baseline needs all records in one run"
            )
    elif not path.is_file():
        if args.write_baseline is not None and Path(args.write_baseline).absolute() == path.absolute():
            return None  # it is about to be made
        raise RequestError(f"{option} {name}: no such file; --write-baseline {name} makes one")
    return path


def _decisions(args: argparse.Namespace) -> tuple[Path, ...]:
    """Give the files of decisions."""
    if not args.decisions:
        return ()
    if not (args.fix or args.write_baseline):
        raise RequestError(
            "--decisions: add --fix --output PATH to write the corrections, --write-baseline FILE for what was rejected"
        )
    if args.unsafe_fixes:
        raise RequestError("--unsafe-fixes and --decisions cannot be combined: only what was decided is written")
    paths = dict.fromkeys(map(Path, args.decisions))
    for path in paths:
        if not path.is_file():
            raise RequestError(f"--decisions {path}: no such file; the HTML report exports one")
    return tuple(paths)


def _decisions_log(args: argparse.Namespace) -> Path | None:
    """Give the path of the log of decisions; None for none."""
    if args.decisions_log is None:
        return None
    if not args.decisions:
        raise RequestError("--decisions-log needs --decisions FILE")
    path = Path(args.decisions_log)
    if (reason := unwritable(path)) is not None:
        raise RequestError(f"--decisions-log {path}: {reason}")
    return path


def _key(args: argparse.Namespace) -> str | None:
    """Give the column of identifiers of one's own; None for none."""
    if args.key is not None and not args.against:
        raise RequestError("--key needs --against FILE")
    return _titled("--key", args.key)


def _unmatched(args: argparse.Namespace) -> Path | None:
    """Give the path of the list of what is not shared; None for none."""
    if args.unmatched is None:
        return None
    if not args.against:
        raise RequestError("--unmatched needs --against FILE")
    if args.resume:
        raise RequestError("--unmatched and --resume cannot be combined: the list needs all records in one run")
    path = Path(args.unmatched)
    if (reason := unwritable(path)) is not None:
        raise RequestError(f"--unmatched {path}: {reason}")
    return path


def _comparison(args: argparse.Namespace) -> Comparison:
    """Give how the records are compared with each other."""
    for name in ("duplicates", "values", "stated_relations"):
        if getattr(args, name) and not args.cross_record:
            raise RequestError(f"--{name.replace('_', '-')} needs --cross-record")
    relations = _titles("--stated-relations", args.stated_relations)
    try:
        for text in relations:
            relation_column("--stated-relations", text)
    except OptionError as error:
        raise RequestError(_no_such_column(text, args) or str(error)) from None
    return Comparison(args.duplicates or USUAL_LEVEL, _titles("--values", args.values), relations)


def _no_such_column(title: str, args: argparse.Namespace) -> str:
    """Say that the first input has no such column, with the nearest; nothing where it has one, or cannot tell."""
    from gaba_analogs.cli.inputs import Inputs  # noqa: PLC0415 - only for a message
    from gaba_analogs.readers.tabular.columns import listed  # noqa: PLC0415 - likewise

    if "=" in title or any(map(is_read_once, args.inputs)):
        return ""
    found = Inputs(args.inputs[:1], {}, columns=("all",)).titles()
    if not found or title in found:
        return ""
    near = did_you_mean(nearest(title, found, shown=repr), f"; found {listed(found)}")
    return f"--stated-relations: no column {title!r} in {args.inputs[0]}{near}"


def _relations(args: argparse.Namespace) -> Path | None:
    """Give the path of the list of relations; None for none."""
    if args.relations is None:
        return None
    if args.resume:
        raise RequestError("--relations and --resume cannot be combined: relations need all records in one run")
    path = Path(args.relations)
    if not is_tabular(path.name):
        raise RequestError(f"--relations {path}: give a file that ends in {', '.join(TABULAR[:-1])} or {TABULAR[-1]}")
    if (reason := unwritable(path)) is not None:
        raise RequestError(f"--relations {path}: {reason}")
    return path


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
        if name != "-" and Path(name).is_dir() and output.resolve().is_relative_to(Path(name).resolve()):
            raise RequestError(f"--output {output} lies in the input {name}: choose another folder")


def _check_overwriting(args: argparse.Namespace, targets: Sequence[Target]) -> None:
    """Refuse to write what is read, or twice to one file; a baseline may be renewed in its place."""
    outputs = [("--output", str(target.path)) for target in targets if target.path is not None]
    lists = {"--unmatched": args.unmatched, "--relations": args.relations, "--decisions-log": args.decisions_log}
    reports = [*outputs, *((option, path) for option, path in lists.items() if path is not None)]
    renewed = [] if args.write_baseline is None else [("--write-baseline", args.write_baseline)]
    tables = [("--against", name) for name in args.against] + [("--decisions", name) for name in args.decisions]
    refuse_overwriting([*reports, *renewed], args.inputs, tables)
    if args.baseline is not None:
        refuse_overwriting(reports, (), [("--baseline", args.baseline)])


def _fill(args: argparse.Namespace) -> tuple[str, ...]:
    """Give the fields to fill where they are empty."""
    names = fields_to_fill("--fill", args.fill, has_tables=bool(args.against))
    listed = [name for name in names if name in LISTED]
    if listed and args.scheduler is not None:
        raise RequestError(f"--fill {listed[0]} and --scheduler cannot be combined: the workers do not see the table")
    if names and args.decisions:
        raise RequestError("--fill and --decisions cannot be combined: fill the decided copy in a run of its own")
    return names


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


def _titles(option: str, lists: Iterable[str]) -> tuple[str, ...]:
    """Read lists of titles, which are quoted where they hold a comma."""
    try:
        rows = [row for given in lists for row in csv.reader(io.StringIO(given, newline=""), skipinitialspace=True)]
    except csv.Error as error:
        raise RequestError(f"{option}: not a list of titles: {error}") from None
    titles = tuple(dict.fromkeys(title for row in rows for title in row))
    for title in titles:
        _titled(option, title)
    return titles


def _columns(lists: Iterable[str], inputs: Iterable[str]) -> tuple[str, ...]:
    titles = _titles("--columns", lists)
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
            raise RequestError(f"--map {pair}: no field named {name!r}{hint(name, FIELDS) or ': see --help-all'}")
        if name in found:
            raise RequestError(f"--map {pair}: {name} is already mapped to {found[name]}")
        found[name] = column
    return found
