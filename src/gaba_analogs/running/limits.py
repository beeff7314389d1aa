"""Time, memory and signals of a worker process."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from pathlib import Path

GIB = 1 << 30
GRACE = 60
"""Extra time [s] after its limit before the system ends a worker that nobody stopped."""


def limit_memory(gib: float) -> None:
    """Make allocations fail once the process holds `gib` [GiB] more than now.

    The limit is on data (Linux counts private writable memory) rather than address space, because Java
    inherits it and reserves far more addresses than it ever writes to. No effect where the system has no
    such limit.
    """
    try:
        import resource  # noqa: PLC0415 - absent on Windows

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + int(gib * GIB)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([wanted, *known]), hard))


def end_with_parent() -> None:
    """End this process when its parent ends, for whatever reason."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="parent-watch").start()


def set_alarm(seconds: float) -> None:
    """Have the system end this process if neither it nor its parent can; 0 cancels the alarm.

    Only an orphan that hangs inside a C++ function gets that far.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE if seconds else 0)


@contextmanager
def children_without_interrupts() -> Iterator[None]:
    """Block Ctrl-C (SIGINT) in the processes and threads started here: this process handles it.

    A Ctrl-C during this time is delivered afterwards. A handler set by the child would be too late: until
    then, an interrupt ends it with a traceback. No effect where signals cannot be blocked.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
