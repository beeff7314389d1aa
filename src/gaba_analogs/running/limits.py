"""Time and signals of a worker process."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

OUT_OF_MEMORY = 97
"""Exit code of a worker that ended itself because an allocation failed: nothing can be trusted after that."""
GRACE = 60
"""Extra time [s] after its limit before the system ends a worker that nobody stopped: an orphan that hangs."""


def end_with_parent() -> None:
    """End this process when its parent ends, for whatever reason."""
    from multiprocessing import parent_process  # noqa: PLC0415 - loaded by what starts workers, not for one record

    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="parent-watch").start()


def set_alarm(seconds: float) -> float:
    """Have the system end this process after a time [s], even inside a C++ function; 0 cancels the alarm.

    Returns
    -------
    float
        Time [s] that was left of the alarm before.
    """
    return signal.setitimer(signal.ITIMER_REAL, seconds)[0] if hasattr(signal, "setitimer") else 0.0


def silence_native_code() -> None:
    """Let only Python write to standard error: a worker's libraries say on it that the heap is corrupt, and more."""
    try:
        own = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:  # standard error is closed
        return
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = io.TextIOWrapper(
        os.fdopen(own, "wb", 0), encoding="utf-8", errors="backslashreplace", write_through=True
    )


@contextmanager
def children_without_interrupts() -> Iterator[None]:
    """Block Ctrl-C (SIGINT) and SIGHUP in the processes and threads started here: this process handles them.

    A Ctrl-C during this time is delivered afterwards. A handler set by the child would be too late: until
    then, an interrupt ends it with a traceback. No effect where signals cannot be blocked.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
