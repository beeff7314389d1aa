"""What the process imports from which workers are forked, so that a worker starts in milliseconds."""

from __future__ import annotations

import sys
from types import TracebackType

import gaba_analogs.batch.work
import gaba_analogs.report  # noqa: F401 - for the workers


def _ignore_lost_start(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say nothing of a worker that starts while the pool it belongs to has ended."""
    if not issubclass(kind, FileNotFoundError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _ignore_lost_start
