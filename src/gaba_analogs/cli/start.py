"""Where the command begins: Ctrl-C ends it without a traceback while it is being loaded, and after it is done."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Callable


def main() -> int:
    """Load the command, run it, and return its exit code."""
    interruptible = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    try:
        return _run(interruptible=interruptible)
    finally:
        gc.freeze()  # at its end Python would search all that is loaded for circles, some 10 ms long


def _run(*, interruptible: bool) -> int:
    if not interruptible:
        return _loaded()()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        command = _loaded()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return command()
    except KeyboardInterrupt:  # between two of these lines
        return 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _loaded() -> Callable[[], int]:
    """Load the command; what is loaded stays to the end, and is never searched for circles."""
    gc.disable()
    from gaba_analogs.cli.main import main as command  # noqa: PLC0415 - loaded here, not before

    gc.freeze()
    gc.enable()
    return command
