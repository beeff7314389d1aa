"""Reference tables of the command: opened for a run, or indexed ahead of one by ``verify-structure index``."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.cli.arguments import RequestError
from gaba_analogs.cli.streams import say
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.results.gate import UNABLE

if TYPE_CHECKING:
    from gaba_analogs.references.tables import Reference

PATIENCE = 3.0
"""Time [s] after which an index that is being built is worth a word."""


def index(names: Sequence[str]) -> int:
    """Index reference tables, and describe each; return the exit code."""
    if not names or any(name.startswith("-") for name in names):
        raise RequestError("index takes files, for example: verify-structure index UNII_Records.txt")
    failed = False
    for name in names:
        try:
            reference = opened(name)
        except GabaAnalogsError:
            failed = True
            continue
        sys.stdout.write(f"{reference.description}\n")
    return UNABLE if failed else 0


def opened(name: str) -> Reference:
    """Open a reference table, building its index where there is none; report why it cannot be used.

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
        return Reference.open(name, say=say, watch=watch)
    except GabaAnalogsError as error:
        say(f"{error}; not compared with it" if Path(name).exists() else str(error))
        raise
