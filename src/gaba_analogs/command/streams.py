"""What the command says beside its report."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROGRAM = "verify-structure"


def complain(message: str) -> None:
    """Write one line to standard error, free of control characters."""
    from gaba_analogs.render import printable  # noqa: PLC0415

    text = message if len(message) <= 400 else f"{message[:280]} ... {message[-100:]}"
    sys.stderr.write(f"{PROGRAM}: {printable(text, sys.stderr.encoding or 'utf-8')}\n")


def provide_stderr() -> None:
    """Open standard error where it is closed: the next file would take its place, and what RDKit writes."""
    if sys.stderr is not None:
        return
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    try:
        os.fstat(2)
    except OSError:
        os.dup2(sys.stderr.fileno(), 2)


def abandon_stdout() -> None:
    """Point standard output nowhere, so that the interpreter's last flush does not complain."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
