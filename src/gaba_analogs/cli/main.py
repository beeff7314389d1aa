"""The command ``verify-structure``: arguments in, report out, no chemistry.

Heavy modules are imported where they are needed, so that a single record is answered quickly.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from gaba_analogs import internal_errors
from gaba_analogs.cli.accepting import Accepting
from gaba_analogs.cli.arguments import RequestError, hint, make_parser
from gaba_analogs.cli.commands import COMMANDS, named
from gaba_analogs.cli.config import request_of
from gaba_analogs.cli.configured import Configured, configured
from gaba_analogs.cli.deciding import Deciding
from gaba_analogs.cli.inputs import Inputs, is_bundled
from gaba_analogs.cli.outputs import open_delivery
from gaba_analogs.cli.relating import related, write
from gaba_analogs.cli.request import Request
from gaba_analogs.cli.signals import TerminatedError, raising_when_terminated
from gaba_analogs.cli.streams import PROGRAM, abandon_stdout, provide_stderr, say
from gaba_analogs.errors import GabaAnalogsError, system_reason
from gaba_analogs.record.words import counted
from gaba_analogs.results.findings import Verdict
from gaba_analogs.results.gate import UNABLE, Decision, Gate
from gaba_analogs.results.summary import Summary
from gaba_analogs.running.waiting import WaitingProcess, can_fork

if TYPE_CHECKING:
    from pathlib import Path

    from gaba_analogs.across import CrossRecord
    from gaba_analogs.across.relations import Relations
    from gaba_analogs.output.table import Layout
    from gaba_analogs.references.tables import Reference
    from gaba_analogs.registry.pubchem.consultation import Consultant
    from gaba_analogs.results.findings import Finding
    from gaba_analogs.running.delivery import Delivery
    from gaba_analogs.running.work import ChunkReport, Job

INTERRUPTED = 130
BROKEN_PIPE = 141
MOST_REASONS = 5
"""Most reasons [-] for records that could not be examined that are told apart."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Parameters
    ----------
    argv
        Arguments without the program's name; None for ``sys.argv``.
    """
    provide_stderr()
    if sys.stdout is None:
        say("cannot write: standard output is closed")
        return UNABLE
    try:
        given = sys.argv[1:] if argv is None else list(argv)
        command = named(given)
        code = _command(given) if command is None else command.run(given[1:])
        sys.stdout.flush()
    except TerminatedError as terminated:
        say(f"terminated ({terminated})")
        return terminated.code
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        abandon_stdout()
        return BROKEN_PIPE
    except GabaAnalogsError as error:
        say(str(error))
        return UNABLE
    except OSError as error:
        abandon_stdout()
        say(f"cannot write: {system_reason(error)}")
        return UNABLE
    except Exception as error:
        if os.environ.get(internal_errors.RAISE):
            raise
        say(f"{internal_errors.internal_error(error, 'the command')}: please report it")
        return UNABLE
    return code


def _command(argv: Sequence[str]) -> int:
    found = configured(argv)
    if found.args.debug:
        os.environ[internal_errors.DEBUG] = "1"
    return _run(found)


def _run(found: Configured) -> int:
    args = found.args
    if args.version:
        print(_version_line())  # noqa: T201
    elif args.schema:
        from gaba_analogs.output.schema import schema  # noqa: PLC0415

        sys.stdout.write(schema())
    elif args.list_formats:
        _list_formats()
    elif args.list_checks:
        _list_checks()
    elif args.completion is not None:
        from gaba_analogs.cli.completion import script  # noqa: PLC0415

        sys.stdout.write(script(make_parser(), args.completion, COMMANDS))
    elif args.explain is not None:
        _explain(args.explain)
    elif (request := request_of(found)) is not None:
        return _verify(request)
    return 0


def _verify(request: Request) -> int:
    with _process_ahead(request) as waiting:
        return _verified(request, waiting)


@contextmanager
def _process_ahead(request: Request) -> Iterator[WaitingProcess | None]:
    """Fork the process that verifies a bundled record at once: it loads RDKit while this one reads and prepares.

    Bundled records have names, nearly all.
    """
    is_one = len(request.inputs) == 1 and is_bundled(request.inputs[0])
    if not can_fork() or not is_one or request.workers is not None or request.scheduler is not None:
        yield None
        return
    with WaitingProcess(names=request.names) as process:
        yield process


def _verified(request: Request, waiting: WaitingProcess | None) -> int:
    from gaba_analogs.running.progress import closing_lines, wants_closing_lines, watched  # noqa: PLC0415
    from gaba_analogs.running.run import open_run  # noqa: PLC0415

    inputs = Inputs(
        request.inputs,
        request.mapping,
        request.require,
        request.identity,
        tuple(dict.fromkeys([*request.columns, *request.comparison.titles])),
        request.timeout,
        request.sections,
    )
    deciding = Deciding(request.decisions, request.decisions_log) if request.decisions else None
    decisions = None if deciding is None else deciding.decisions
    accepting = Accepting(request, decisions)
    layout = _layout(request, inputs)
    summary = Summary()
    consultant = _consultant(request.pubchem) if request.pubchem else None
    references = _references(request.against, request.key)
    start = time.monotonic()
    with ExitStack() as stack:
        cross = stack.enter_context(_cross_record(request)) if request.cross_record else None
        relations = None if request.relations is None else stack.enter_context(_relations())
        delivery, console = open_delivery(request, stack, inputs, summary, layout, deciding=deciding)
        before = summary.records
        records = delivery.remaining(inputs.records())
        run = open_run(
            records,
            replace(
                _job(request, delivery, layout, accepting),
                references=references,
                decisions=decisions,
                unmatched=request.unmatched is not None,
            ),
            workers=request.workers,
            scheduler=request.scheduler,
            cuts=delivery.cuts,
            consultant=consultant,
            guard=raising_when_terminated(),
            waiting=waiting,
        )
        chunks = stack.enter_context(run)
        shown = watched(chunks, request.inputs, say=say, quiet=request.quiet, console=console, done=before)
        if request.unmatched is not None:
            shown = stack.enter_context(_listed(shown, references, request.unmatched))
        if relations is not None:
            shown = related(shown, relations)
        delivery.take(_counted(shown, summary, cross, accepting, deciding))
        conflicts: Sequence[Finding] = ()
        if cross is not None:
            conflicts = accepting.marked(cross.conflicts(select=request.select, ignore=request.ignore))
            summary.add_conflicts(conflicts)
            if cross.stated and not request.quiet:
                told = [f"{count:,} {what}" for what, count in cross.stated.most_common()]
                say(f"{counted(cross.stated.total(), 'stated relation')}: {', '.join(told)}")
            if deciding is not None:
                deciding.take_conflicts(conflicts)
        delivery.finish(summary, conflicts)
        if relations is not None and request.relations is not None:
            write(relations, request.relations, raw=request.raw_csv)
        if conflicts and {target.form for target in request.targets} <= {"jsonl", "csv", "parquet"}:
            _print_conflicts(conflicts)
    for line in inputs.not_read(quiet=request.quiet and bool(summary.verdicts[Verdict.VERIFIED])):
        say(line)
    if consultant is not None and consultant.warning is not None:
        say(consultant.warning)
    for reason, count in summary.tables_unusable.items():
        say(f"{reason}; {counted(count, 'record')} not compared with it")
    if not _shows_skips(request, summary):
        _report_unread_names(summary)
        _report_unexamined(summary)
    if summary.broken:
        affected = counted(summary.broken, "record")
        say(f"{affected} met an internal error: rerun with --debug to see it, and please report it")
    took = time.monotonic() - start
    written = [str(target.path) for target in request.targets if target.path is not None]
    if written and not request.quiet and wants_closing_lines(took):
        for line in closing_lines(" and ".join(written), summary, took, new=summary.records - before):
            say(line)
    opened = {reference.source for reference in references}
    unusable = [*(name for name in request.against if name not in opened), *summary.tables_unusable]
    for line in accepting.finish(summary, unread=[*inputs.unread, *unusable]):
        say(line)
    for line in deciding.finish() if deciding is not None else ():
        say(line)
    if request.names and not summary.names_unread:
        _speed_up_names()
    decision = request.gate.decide(
        summary, unread=len(inputs.unread) - inputs.lacking, lacking=inputs.lacking, unusable=len(unusable)
    )
    decision = accepting.decide(decision, refused=0 if deciding is None else deciding.refused)
    if _is_to_be_explained(decision, request, summary):
        say(f"exit code {decision.code}: {decision.why}")
    return decision.code


def _speed_up_names() -> None:
    """Have OPSIN start faster from the next run on."""
    from gaba_analogs.names.archive import build_in_background  # noqa: PLC0415

    build_in_background()


def _is_to_be_explained(decision: Decision, request: Request, summary: Summary) -> bool:
    """Whether nothing else says why a run ends so; a text report on one record does where its verdict decides."""
    if not decision.why or decision.told or (request.quiet and not decision.code):
        return False
    if summary.records != 1 or not request.shows_text or summary.conflicts:
        return True
    return bool(decision.code) and decision.code != Gate().exit_code(summary)


def _shows_skips(request: Request, summary: Summary) -> bool:
    """Whether the report itself says what was not compared: the text report on a single record does."""
    return request.shows_text and summary.records == 1 and not request.quiet


def _report_unexamined(summary: Summary) -> None:
    """Say on standard error why records could not be examined, since that fails the run."""
    for reason, count in summary.given_up.most_common(MOST_REASONS):
        say(f"{count:,} of {counted(summary.records, 'record')} could not be examined: {reason}")
    if (more := len(summary.given_up) - MOST_REASONS) > 0:
        say(f"and {counted(more, 'more reason')}")


def _report_unread_names(summary: Summary) -> None:
    """Say on standard error that names were not compared, since the verdict does not."""
    for reason, count in summary.names_unread.items():
        say(f"names of {counted(count, 'record')} not read ({reason}); --no-names skips them")


def _layout(request: Request, inputs: Inputs) -> Layout | None:
    """Give the columns of a table; None for the usual ones."""
    if request.identity is None and not request.columns and request.baseline is None:
        return None
    from gaba_analogs.output.table import Layout  # noqa: PLC0415 - only where columns were named

    return Layout(request.identity is not None, inputs.titles(), request.baseline is not None)


def _job(request: Request, delivery: Delivery, layout: Layout | None, accepting: Accepting) -> Job:
    from gaba_analogs.running.work import Job  # noqa: PLC0415

    return Job(
        form=delivery.form,
        encoding=delivery.encoding,
        names=request.names,
        select=request.select,
        ignore=request.ignore,
        raw=request.raw_csv,
        layout=layout,
        accepted=accepting.accepted,
        gate=request.gate if request.write_baseline is not None else None,
        sections=request.sections,
        cross=request.cross_record,
        comparison=request.comparison,
        relations=request.relations is not None,
        fix=request.fix,
        fill=request.fill,
        timeout=request.timeout,
    )


def _consultant(policy: str) -> Consultant:
    from gaba_analogs.registry.pubchem.consultation import Consultant  # noqa: PLC0415
    from gaba_analogs.registry.pubchem.lookup import PubChem  # noqa: PLC0415

    pubchem = PubChem(offline=policy == "offline", refresh=policy == "refresh", warn=say)
    return Consultant(pubchem)


def _references(names: Sequence[str], key: str | None) -> tuple[Reference, ...]:
    """Open the reference tables; one that is none is reported, and does not stop the others."""
    found: list[Reference] = []
    for name in names:
        from gaba_analogs.cli.index import opened  # noqa: PLC0415

        with suppress(GabaAnalogsError):
            found.append(opened(name, key))
    return tuple(found)


@contextmanager
def _listed(
    chunks: Iterable[ChunkReport], references: Sequence[Reference], path: Path
) -> Iterator[Iterator[ChunkReport]]:
    """List what records and reference tables do not share, as the chunks pass and at their end."""
    from gaba_analogs.references.unmatched import Unmatched  # noqa: PLC0415
    from gaba_analogs.writing import text_output  # noqa: PLC0415

    with text_output(path) as stream:
        unmatched = Unmatched(references, stream)

        def passing() -> Iterator[ChunkReport]:
            for chunk in chunks:
                for record, met in zip(chunk.records, chunk.met, strict=False):
                    unmatched.add(record, met)
                yield chunk

        yield passing()
        unmatched.finish()
    say(f"{path}: {counted(unmatched.records, 'record')} and {counted(unmatched.rows, 'row')} of references unmatched")


def _relations() -> Relations:
    from gaba_analogs.across.relations import Relations  # noqa: PLC0415

    return Relations()


def _cross_record(request: Request) -> CrossRecord:
    from gaba_analogs.across import CrossRecord  # noqa: PLC0415

    return CrossRecord(comparison=request.comparison)


def _counted(
    chunks: Iterable[ChunkReport],
    summary: Summary,
    cross: CrossRecord | None,
    accepting: Accepting,
    deciding: Deciding | None,
) -> Iterator[ChunkReport]:
    """Count the chunks as they pass, and collect what the search for conflicts across records needs."""
    from gaba_analogs.running.packing import add_counts  # noqa: PLC0415

    for chunk in chunks:
        add_counts(summary, chunk.counts)
        if cross is not None:
            for entry in chunk.entries:
                cross.add_entries(entry)
        accepting.take(chunk.failing)
        if deciding is not None:
            deciding.take(chunk.ruled)
        yield chunk


def _print_conflicts(conflicts: Sequence[Finding]) -> None:
    """Print on standard error what a report of one line per record has no place for; on a terminal, the first few."""
    from gaba_analogs.output.conflicts import MOST, first_of_each, rest  # noqa: PLC0415

    more: Counter[str] = Counter()
    most = MOST if sys.stderr.isatty() else len(conflicts)
    for finding in first_of_each((one for one in conflicts if not one.accepted), more, most):
        say(f"{finding.message} [{finding.code}]")
    for code, count in more.items():
        say(rest(code, count))


# --------------------------------------------------------------------------------------------------
# Information about the command itself
# --------------------------------------------------------------------------------------------------


def _version_line() -> str:
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415

    known = dict(versions())
    own = known.pop("gaba_analogs", "")
    others = ", ".join(f"{name} {version}" for name, version in known.items())
    return f"{PROGRAM} {own} ({others})"


def _list_formats() -> None:
    from gaba_analogs.output.text import write_formats  # noqa: PLC0415
    from gaba_analogs.readers.catalogue import INPUT_FORMATS  # noqa: PLC0415

    write_formats(sys.stdout, INPUT_FORMATS)


def _list_checks() -> None:
    from gaba_analogs.output.text import write_catalogue  # noqa: PLC0415
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415

    write_catalogue(sys.stdout, CATALOGUE.values())


def _explain(code: str) -> None:
    from gaba_analogs.checks.pages import parse  # noqa: PLC0415
    from gaba_analogs.output.text import write_page  # noqa: PLC0415
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415

    if code not in CATALOGUE:
        raise RequestError(f"no check named {code!r}{hint(code, CATALOGUE)}")
    write_page(sys.stdout, parse(CATALOGUE[code]))


if __name__ == "__main__":
    sys.exit(main())
