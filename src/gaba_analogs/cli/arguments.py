"""The arguments and the help of the command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from textwrap import fill
from typing import Any, NoReturn

from gaba_analogs.cli.streams import PROGRAM
from gaba_analogs.errors import GabaAnalogsError, did_you_mean, nearest
from gaba_analogs.output import FORMATS
from gaba_analogs.record import FIELDS
from gaba_analogs.results.comparison import LEVELS

_EPILOG = """\
exit codes: 0 verified; 1 a record is inconsistent or underspecified;
  2 nothing was verified, or an input, record or option could not be read

examples:
  verify-structure drugs.csv --fix --output fixed.csv
  verify-structure chembl.txt.gz --format parquet --output parts --resume
"""

_FIELDS = f"""\
fields that --map names:
{fill(" ".join(FIELDS), width=78, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)}

"""


class RequestError(GabaAnalogsError):
    """Arguments that make no sense: the message says what to change."""


def hint(word: str, known: Iterable[str]) -> str:
    """Suggest what was probably meant."""
    return did_you_mean(nearest(word, known))


class PlainParser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage."""
        raise RequestError(f"{message} (see {self.prog} --help)")


class _Help(argparse.Action):
    """Shows the help, with the options that are seldom needed or without them."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print, and end."""
        make_parser(everything=bool(self.const)).print_help()
        parser.exit()


def make_parser(*, everything: bool = True) -> argparse.ArgumentParser:
    """Make the parser of the arguments.

    Parameters
    ----------
    everything
        False to leave what is seldom needed out of the help; it is understood all the same.
    """
    parser = PlainParser(
        prog=PROGRAM,
        usage="%(prog)s INPUT... [options]\n       %(prog)s config [INPUT...] | diff OLD NEW | index FILE... | ...",
        description="Check that the fields of structure records agree, and say which one is wrong.",
        epilog=_FIELDS + _EPILOG if everything else _EPILOG,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=26, width=80),
        allow_abbrev=False,
        add_help=False,
    )
    option = _adder(parser, "input", everything=everything)
    option("inputs", nargs="*", metavar="INPUT", help="file, folder, archive, - (stdin) or bundled name")
    option("--map", action="append", default=[], metavar="FIELD=COLUMN", help="column that states a field (repeatable)")
    option("--id", metavar="COLUMN", help="column that tells records apart")
    option(
        "--columns",
        rare=True,
        action="append",
        default=[],
        metavar="COLUMN,...",
        help="copy input columns (or all) to CSV and Parquet reports",
    )
    option("--require", action="append", default=[], metavar="FIELD,...", help="fail if an input states none of these")
    option = _adder(parser, "checks", everything=everything)
    option("--cross-record", action="store_true", help="also look for conflicts between records")
    option(
        "--duplicates",
        rare=True,
        choices=list(LEVELS),
        metavar="LEVEL",
        help="with --cross-record: exact, tautomer (default) or parent",
    )
    option(
        "--values",
        rare=True,
        action="append",
        default=[],
        metavar="COLUMN,...",
        help="with --cross-record: columns in which duplicates agree",
    )
    option(
        "--stated-relations",
        rare=True,
        action="append",
        default=[],
        metavar="COLUMN[=RELATION],...",
        help="with --cross-record: columns that state relations",
    )
    option("--relations", rare=True, metavar="PATH", help="list salts, stereoisomers, tautomers ... among the records")
    option("--select", action="append", default=[], metavar="CODE,...", help="run only these checks")
    option("--ignore", action="append", default=[], metavar="CODE,...", help="skip these checks")
    option("--no-names", action="store_true", help="do not read systematic names (they need Java)")
    option = _adder(parser, "what fails the run", everything=everything)
    option("--strict", action="store_true", help="fail on warnings and unverified records, too")
    option(
        "--allow",
        action="append",
        default=[],
        choices=["underspecified"],
        metavar="VERDICT",
        help="accept a verdict: underspecified",
    )
    option(
        "--fail-on",
        action="append",
        default=[],
        metavar="WHAT,...",
        help="fail on these only: codes, verdicts, a severity or worse, or never",
    )
    option("--max-inconsistent", rare=True, metavar="N", help="allow up to N inconsistent records, or N%% of all")
    option("--baseline", metavar="FILE", help="accept the findings that FILE lists (TOML or CSV)")
    option("--write-baseline", metavar="FILE", help="list in FILE what fails now, to accept it later")
    option = _adder(parser, "output", everything=everything)
    option(
        "-f",
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]} (default: from --output, else text)",
    )
    option(
        "-o", "--output", action="append", default=[], metavar="PATH", help="write to PATH, - for stdout (repeatable)"
    )
    option("--fix", action="store_true", help="write INPUT with safe corrections to --output")
    option("--unsafe-fixes", action="store_true", help="with --fix: write likely corrections, too")
    option(
        "--decisions",
        action="append",
        default=[],
        metavar="FILE",
        help="carry out what was decided in the HTML report",
    )
    option("--decisions-log", rare=True, metavar="FILE", help="list in FILE (CSV) what became of each decision")
    option(
        "--fill",
        action="append",
        default=[],
        metavar="FIELD,...",
        help="write INPUT with these filled where empty: inchikey, formula, cas ...",
    )
    option("--raw-csv", rare=True, action="store_true", help="do not escape formula-like cells in CSV")
    option("--statistics", action="store_true", help="count findings by check and field instead of listing records")
    option("--sort", rare=True, choices=["worst", "input"], metavar="ORDER", help="worst (with --quiet) or input order")
    option("--limit", rare=True, type=int, metavar="N", help="list at most N records, the worst first")
    option("-q", "--quiet", action="store_true", help="show problems only, no progress bar")
    option = _adder(parser, "running", everything=everything)
    option("--config", rare=True, metavar="FILE", help="configuration (default: the nearest above INPUT)")
    option("--no-config", rare=True, action="store_true", help="use no configuration file")
    option("--workers", type=int, metavar="N", help="number of processes (default: one per core)")
    option(
        "--timeout",
        rare=True,
        type=float,
        default=10.0,
        metavar="SECONDS",
        help="time limit per record (default: 10)",
    )
    option("--resume", rare=True, action="store_true", help="continue an interrupted run (Parquet parts only)")
    option("--scheduler", rare=True, metavar="ADDRESS", help="run on a Dask cluster: tcp://host:8786")
    option("--debug", rare=True, action="store_true", help="print tracebacks of internal errors")
    option = _adder(parser, "registries", everything=everything)
    option("--against", action="append", default=[], metavar="FILE", help="compare identifiers with a local table")
    option("--key", rare=True, metavar="COLUMN", help="with --against: column of your own identifiers, in both")
    option("--unmatched", rare=True, metavar="PATH", help="with --against: list records and rows without a counterpart")
    option("--pubchem", action="store_true", help="compare with PubChem, too (uses the network)")
    option("--offline", rare=True, action="store_true", help="use cached answers only")
    option("--refresh", rare=True, action="store_true", help="ignore cached answers")
    option = _adder(parser, "information", everything=everything)
    option("--list-formats", action="store_true", help="list the formats that can be read")
    option("--list-checks", action="store_true", help="list all checks")
    option("--explain", metavar="CODE", help="explain a check")
    option("--schema", rare=True, action="store_true", help="print the JSON Schema of the report")
    option(
        "--completion",
        rare=True,
        choices=["bash", "zsh", "fish"],
        metavar="SHELL",
        help="print a completion script: bash, zsh or fish",
    )
    option("--version", action="store_true", help="print version numbers")
    option("-h", "--help", action=_Help, nargs=0, const=False, help="show the common options")
    option("--help-all", action=_Help, nargs=0, const=True, help="show every option, and the fields that --map names")
    return parser


def _adder(parser: argparse.ArgumentParser, title: str, *, everything: bool) -> Callable[..., None]:
    """Make what adds options to a group of the help; rare ones show where everything does."""
    group = parser.add_argument_group(title)

    def add(*names: str, rare: bool = False, help: str, **settings: Any) -> None:  # noqa: A002, ANN401 - as argparse has it
        group.add_argument(*names, help=help if everything or not rare else argparse.SUPPRESS, **settings)

    return add
