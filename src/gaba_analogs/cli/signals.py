"""Termination by SIGTERM (`kill`, a batch system): the run ends as after Ctrl-C, and says how to resume."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TerminatedError(KeyboardInterrupt):
    """The process received SIGTERM. A KeyboardInterrupt, so that code that cleans up after Ctrl-C does so here too.

    Attributes
    ----------
    code
        The exit code [-]: 128 plus the number of the signal.
    """

    code = 128 + signal.SIGTERM


@contextmanager
def raising_on_sigterm() -> Iterator[None]:
    """Raise on SIGTERM, which would otherwise end the process without cleaning up.

    A second SIGTERM ends the process at once. Nothing changes where the signal already has a handler or is
    ignored, nor in forked children. Meant for a process that only waits for others: Python runs the handler
    only once native code has returned.

    Raises
    ------
    TerminatedError
        The signal came.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    owner = os.getpid()

    def handle(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        if os.getpid() == owner:
            raise TerminatedError
        signal.raise_signal(number)

    signal.signal(signal.SIGTERM, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
