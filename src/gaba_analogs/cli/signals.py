"""Termination by SIGTERM (`kill`, a batch system) or SIGHUP (a closed terminal): the run ends as after Ctrl-C."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_TERMINATING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class TerminatedError(KeyboardInterrupt):
    """The process was told to end. A KeyboardInterrupt, so that code that cleans up after Ctrl-C does so here too.

    Parameters
    ----------
    number
        The number of the signal.
    """

    def __init__(self, number: int = signal.SIGTERM) -> None:
        super().__init__(signal.Signals(number).name)
        self.code = 128 + number
        """The exit code [-]."""


@contextmanager
def raising_when_terminated() -> Iterator[None]:
    """Raise on SIGTERM and SIGHUP, which would otherwise end the process without cleaning up.

    A second signal ends the process at once. Nothing changes where a signal already has a handler or is
    ignored, nor in forked children. Meant for a process that only waits for others: Python runs the handler
    only once native code has returned.

    Raises
    ------
    TerminatedError
        The signal came.
    """
    caught = [number for number in _TERMINATING if signal.getsignal(number) == signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread() or not caught:
        yield
        return
    owner = os.getpid()

    def handle(number: int, _: FrameType | None) -> None:
        for one in caught:
            signal.signal(one, signal.SIG_DFL)
        if os.getpid() == owner:
            raise TerminatedError(number)
        signal.raise_signal(number)

    for number in caught:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
