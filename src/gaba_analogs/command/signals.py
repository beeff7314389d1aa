"""Signals that ask a run to end: it ends as by Ctrl-C, and says how to go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Asked to end by another process, or by a terminal that was closed."""


class ToldToEndError(KeyboardInterrupt):
    """The process was told to end by a signal.

    Attributes
    ----------
    code
        The exit code [-] that this means: 128 and the number of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Raise when told to end, which without this would leave no time for a last word; a second signal ends at once.

    Signals that somebody else heeds or ignores, as ``nohup`` does, are left alone.

    Raises
    ------
    ToldToEndError
        A signal came.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heeded = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, _tell)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def _tell(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    raise ToldToEndError(number)
