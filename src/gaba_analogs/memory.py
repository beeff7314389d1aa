"""How much memory a process may take."""

from __future__ import annotations

import sys
from pathlib import Path

_GIB = 1 << 30


def limit_memory(gib: float) -> None:
    """Make allocations fail once the process holds `gib` [GiB] more than now.

    The limit is on data (Linux counts private writable memory) rather than address space, because Java
    inherits it and reserves far more addresses than it ever writes to. No effect where the system has no
    such limit, or where more is allowed than any machine has.
    """
    if gib * _GIB > sys.maxsize // 2:
        return
    try:
        import resource  # noqa: PLC0415 - absent on Windows

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + int(gib * _GIB)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([wanted, *known]), hard))
