"""Where the command begins: Ctrl-C ends it without a traceback while it is being loaded, and after it is done."""

from __future__ import annotations

import gc
import signal
import threading

ALLOCATIONS = 50_000
"""New objects [-] after which memory is searched for circles; the 700 of Python cost a tenth of the start."""


def main() -> int:
    """Load the command, run it, and return its exit code."""
    gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])
    interruptible = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if not interruptible:
        from gaba_analogs.cli.main import main as command  # noqa: PLC0415 - loaded here, not before

        return command()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from gaba_analogs.cli.main import main as command  # noqa: PLC0415 - likewise

        signal.signal(signal.SIGINT, signal.default_int_handler)
        return command()
    except KeyboardInterrupt:  # between two of these lines
        return 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
