"""Imported by the server process that workers are forked from, so that a worker starts in milliseconds."""

from __future__ import annotations

import sys
from types import TracebackType


def _ignore_orphaned_start(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Suppress the traceback of a worker that starts after its pool has ended."""
    if not issubclass(kind, FileNotFoundError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _ignore_orphaned_start
