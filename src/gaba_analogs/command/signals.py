"""A run that is told to end, by `kill` or a batch system: it ends as by Ctrl-C, and says how to go on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class ToldToEndError(KeyboardInterrupt):
    """The process was told to end. What cleans up after Ctrl-C, here and in libraries, has to take it for that.

    Attributes
    ----------
    code
        The exit code [-] that this means: 128 and the number of the signal.
    """

    code = 128 + signal.SIGTERM


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Raise when this process is told to end, which without this would leave no time for a last word.

    Told again, it ends at once. A signal that is heeded or ignored already is left alone, and so is one
    that a forked child gets. For a process that only waits for others: one within a toolkit would not
    hear before that returns.

    Raises
    ------
    ToldToEndError
        The signal came.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    heeding = os.getpid()

    def tell(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        if os.getpid() == heeding:
            raise ToldToEndError
        signal.raise_signal(number)

    signal.signal(signal.SIGTERM, tell)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
