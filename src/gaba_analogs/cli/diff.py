"""The command ``verify-structure diff``: what is new in a report, compared with an earlier one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from gaba_analogs.cli.arguments import PlainParser, RequestError
from gaba_analogs.cli.streams import PROGRAM, say
from gaba_analogs.differences.compare import Comparison, compare
from gaba_analogs.differences.reading import read_findings
from gaba_analogs.differences.writing import as_html, as_json, as_text
from gaba_analogs.output import form_of
from gaba_analogs.record.words import counted
from gaba_analogs.results.gate import FOUND, UNABLE
from gaba_analogs.writing import text_output, unwritable

FORMS = ("text", "json", "html")


def diff(argv: Sequence[str]) -> int:
    """Compare two reports, and return the exit code.

    It is 1 where there are new errors, else 2 where the later report is on no record, or on more than the earlier one
    that could not be examined.

    Parameters
    ----------
    argv
        Arguments behind ``diff``.
    """
    args = make_parser().parse_args(argv)
    output = None if args.output is None else Path(args.output)
    form = args.format or (output and form_of(output.name)) or "text"
    if form not in FORMS:
        raise RequestError(f"diff writes {', '.join(FORMS)}, not {form}")
    if output is not None and (reason := unwritable(output)) is not None:
        raise RequestError(f"--output {output}: {reason}")
    for name in (args.old, args.new):
        if output is not None and output.exists() and Path(name).exists() and output.samefile(name):
            raise RequestError(f"--output {output} is one of the reports: choose another name")
    comparison = compare(read_findings(Path(args.old)), read_findings(Path(args.new)))
    with ExitStack() as stack:
        stream = sys.stdout if output is None else stack.enter_context(text_output(output))
        if form == "json":
            as_json(comparison, stream)
        elif form == "html":
            as_html(comparison, stream)
        else:
            as_text(comparison, stream, quiet=args.quiet)
    if comparison.before.conflicts and comparison.after.conflicts is None:
        say(f"conflicts across records not compared: {args.new} is not on them")
    return _decide(comparison)


def _decide(comparison: Comparison) -> int:
    why, code = [], 0
    if comparison.new_errors:
        why, code = [counted(comparison.new_errors, "new error")], FOUND
    if not comparison.after.records:
        why.append("nothing was verified")
    elif (more := comparison.after.unexamined - comparison.before.unexamined) > 0:
        why.append(f"{counted(more, 'more record')} could not be examined")
    code = code or (UNABLE if why else 0)
    if why:
        say(f"exit code {code}: {'; '.join(why)}")
    return code


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of the arguments."""
    parser = PlainParser(
        prog=f"{PROGRAM} diff",
        description="Say which findings are new, changed or gone between two reports; exit code 1 on new errors.",
        allow_abbrev=False,
    )
    parser.add_argument("old", metavar="OLD", help="the earlier report, as json or jsonl")
    parser.add_argument("new", metavar="NEW", help="the later report")
    parser.add_argument("-f", "--format", choices=FORMS, help="text, json or html (default: from --output, else text)")
    parser.add_argument("-o", "--output", metavar="PATH", help="write to PATH instead of standard output")
    parser.add_argument("-q", "--quiet", action="store_true", help="show only what is new or changed")
    return parser
