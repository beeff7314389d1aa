"""The arguments of the command, and its help."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from textwrap import fill
from typing import NoReturn

from gaba_analogs.command.streams import PROGRAM
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.record import FIELDS
from gaba_analogs.render import FORMATS

_EPILOG = f"""\
fields that --map names:
{fill(" ".join(FIELDS), width=78, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)}

exit code:
  0 verified; 1 a record is inconsistent or underspecified; 2 nothing could be
  verified, or an input or an option could not be understood

examples:
  verify-structure baclofen                   a record that the package brings
  verify-structure article.txt molecules.sdf  a Wikipedia article, an SD file
  verify-structure drugs.csv --map inchikey=KEY --cross-record
  verify-structure baclofen --pubchem         compared with PubChem as well
  verify-structure drugs.csv --fix --output fixed.csv
  verify-structure chembl.txt.gz --format parquet --output parts --resume
"""


class RequestError(GabaAnalogsError):
    """A request that makes no sense: the message says what to change."""


def hint(word: str, known: Iterable[str]) -> str:
    """Suggest what may have been meant."""
    near = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f": did you mean {near[0]}?" if near else ""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage."""
        raise RequestError(f"{message} ({PROGRAM} --help lists the options)")


def make_parser() -> argparse.ArgumentParser:
    """Make what reads the arguments and prints the help."""
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
