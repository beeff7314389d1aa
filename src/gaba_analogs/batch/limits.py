"""What a worker process may use, what it hears, and when it ends."""

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
"""Time [s] after which a worker that nobody stopped ends by itself."""


def limit_memory(gib: float) -> None:
    """Let allocations fail beyond what the process holds now and `gib` [GiB] more.

    The limit is one on data (Linux counts private writable memory): a Java process inherits it, and
    reserves far more address space than it ever writes to. Without effect where there is no such limit.
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
    """End this process when its parent ends, however that came about."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="parent-watch").start()


def set_alarm(seconds: float) -> None:
    """Let the system end this process when neither it nor its parent is able to; 0 takes the alarm back.

    Only an orphan that hangs within a C++ function gets that far.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE if seconds else 0)


@contextmanager
def deaf_children() -> Iterator[None]:
    """Start processes and threads that never hear Ctrl-C, which is for this process to answer.

    It is heard afterwards when it comes meanwhile. A handler in the child would be too late: until that
    is set, an interrupt ends the child with a traceback. Without effect where signals cannot be blocked.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
