"""Reference tables of the command: opened for a run, or indexed ahead of one by ``verify-structure index``."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.cli.arguments import PlainParser
from gaba_analogs.cli.streams import PROGRAM, say
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.results.gate import UNABLE

if TYPE_CHECKING:
    from gaba_analogs.references.tables import Reference

PATIENCE = 3.0
"""Time [s] after which an index that is being built is worth a word."""


def index(names: Sequence[str]) -> int:
    """Index reference tables, and describe each; return the exit code."""
    failed = False
    args = make_parser().parse_args(names)
    for name in args.files:
        try:
            reference = opened(name, args.key)
        except GabaAnalogsError:
            failed = True
            continue
        sys.stdout.write(f"{reference.description}\n")
    return UNABLE if failed else 0


def make_parser() -> PlainParser:
    """Make the parser of the arguments."""
    parser = PlainParser(
        prog=f"{PROGRAM} index",
        description="Index reference tables ahead of a run with --against, and describe them.",
        epilog=f"example: {PROGRAM} index UNII_Records.txt",
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a table of identifiers and structures")
    parser.add_argument("--key", metavar="COLUMN", help="column of identifiers of your own")
    return parser


def opened(name: str, key: str | None = None) -> Reference:
    """Open a reference table, building its index where there is none; report why it cannot be used.

    Parameters
    ----------
    name
        Its path.
    key
        Column of identifiers of one's own; None for none.

    Raises
    ------
    GabaAnalogsError
        It is no reference table, which was said.
    """
    from gaba_analogs.references.tables import Reference  # noqa: PLC0415

    start, told = time.monotonic(), False

    def watch(rows: int) -> None:
        nonlocal told
        if not told and time.monotonic() - start > PATIENCE:
            told = True
            say(f"{name}: indexing it, once; {rows:,} rows so far")

    try:
        return Reference.open(name, key=key, say=say, watch=watch)
    except GabaAnalogsError as error:
        say(f"{error}; not compared with it" if Path(name).exists() else str(error))
        raise
