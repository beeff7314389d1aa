"""The command's standard streams."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

PROGRAM = "verify-structure"


def say(message: str) -> None:
    """Write one line to standard error, free of control characters."""
    from gaba_analogs.output import inert, printable  # noqa: PLC0415

    text = message if len(message) <= 400 else f"{message[:280]} ... {message[-100:]}"
    line = f"{PROGRAM}: {inert(printable(text, sys.stderr.encoding or 'utf-8'))}\n"
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody can be told, but the report and the exit code can still say it
        sys.stderr = _nowhere()


def provide_stderr() -> None:
    """Open standard error if it is closed: the next file opened would otherwise receive RDKit's messages."""
    if sys.stderr is not None:
        return
    sys.stderr = _nowhere()
    try:
        os.fstat(2)
    except OSError:
        os.dup2(sys.stderr.fileno(), 2)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")  # open until the process ends


def abandon_stdout() -> None:
    """Redirect standard output to nowhere, so that the interpreter's last flush does not fail."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
