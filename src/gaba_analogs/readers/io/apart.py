"""Native parsers in a process apart: a file that crashes one, or never ends, costs the structure and not the run."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, TypeVar

from gaba_analogs.memory import limit_memory

Piece = TypeVar("Piece")
Result = TypeVar("Result")

SECONDS = 10.0
"""Longest time [s] for what is parsed together."""
_MEMORY = 2.0
"""Most memory [GiB] for it: a count that is damaged may ask for more than the machine has."""


def apart(parse: Callable[[Piece], Result], pieces: Sequence[Piece]) -> list[Result | None]:
    """Parse pieces in a forked process, where the system can fork, else in this one.

    Returns
    -------
    list
        One result for each piece; None for one over which the process died, did not end or ran out of memory.

    Examples
    --------
    >>> apart(len, ["C", "CC"])
    [1, 2]
    """
    if sys.platform != "linux":
        return [parse(piece) for piece in pieces]
    found = _forked(parse, pieces)
    if found is not None:
        return list(found)
    return [None] if len(pieces) == 1 else [apart(parse, [piece])[0] for piece in pieces]


def _forked(parse: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Sequence[Result] | None:
    """Parse pieces in a forked process; None if it leaves no result."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if not child:
            _work(parse, pieces, answer)
        try:
            os.waitpid(child, 0)
        except BaseException:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            raise
        answer.seek(0)
        try:
            found: Sequence[Result] = pickle.load(answer)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError):
            return None
        return found


def _work(parse: Callable[[Piece], Result], pieces: Sequence[Piece], answer: IO[bytes]) -> None:
    """Parse in the forked process, which ends here; the system ends it when its time is over."""
    try:
        for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        limit_memory(_MEMORY)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)  # the last words of native code
        pickle.dump([parse(piece) for piece in pieces], answer)
        answer.flush()
    finally:
        os._exit(0)
