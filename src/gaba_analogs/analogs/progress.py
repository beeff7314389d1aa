"""One line that says how far a long computation is; it appears after a second and vanishes at the end.

It is shown in a terminal and in a Jupyter notebook that a person runs, and nowhere else: tests, logs, pipes and
notebooks that a program executes stay clean.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import ExitStack, contextmanager
from html import escape
from importlib import import_module
from typing import TypeVar

AFTER = 1.0
"""Time [s] after which the line appears."""

_STEP = 0.1
_SCREEN = threading.Lock()

T = TypeVar("T")


def watched(items: Iterable[T], words: str, total: int | None = None) -> Iterator[T]:
    """Give the items one by one; count them on the line.

    Parameters
    ----------
    items
        What is worked on.
    words
        What is done, for example ``comparing``.
    total
        Number of items [-]; None for that of a collection, and where it is not known.

    Examples
    --------
    >>> list(watched(["baclofen", "GABA"], "comparing"))
    ['baclofen', 'GABA']
    """
    known = len(items) if total is None and isinstance(items, Sized) else total
    of_all = "" if known is None else f" of {known:,}"
    with _line() as show:
        for done, item in enumerate(items):
            show(f"{words}: {done:,}{of_all}")
            yield item


def awaited(work: Callable[[], T], words: str) -> T:
    """Do what cannot be counted, and show how long it has taken so far.

    Parameters
    ----------
    work
        What is done; it runs in a thread where the line can be shown.
    words
        What is done, for example ``embedding 100 conformers``.

    Examples
    --------
    >>> awaited(lambda: 6 * 7, "multiplying")
    42
    """
    if not (_in_notebook() or _in_terminal()):
        return work()
    results: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as fault:  # noqa: BLE001  # raised again where the caller can see it
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    start = time.monotonic()
    with _line() as show:
        while thread.is_alive():
            thread.join(_STEP)
            show(f"{words}: {time.monotonic() - start:.0f} s")
    if faults:
        raise faults[0]
    return results[0]


@contextmanager
def _line() -> Iterator[Callable[[str], None]]:
    """Open the line; what it gives writes text on it, once it is time and no other line is shown."""
    due = time.monotonic() + AFTER
    with ExitStack() as stack:
        writers: list[Callable[[str], None]] = []

        def show(text: str) -> None:
            nonlocal due
            now = time.monotonic()
            if now < due:
                return
            due = now + _STEP
            if not writers and _SCREEN.acquire(blocking=False):
                stack.callback(_SCREEN.release)
                writers.append(stack.enter_context(_writer()))
            for write in writers:
                write(text)

        yield show


@contextmanager
def _writer() -> Iterator[Callable[[str], None]]:
    """Open the line where it can be shown."""
    if _in_notebook():
        shown = import_module("IPython.display")  # there, because a notebook is running
        handle = shown.display(shown.HTML(""), display_id=True)
        yield lambda text: handle.update(shown.HTML(f"<small>{escape(text)}</small>"))
        handle.update(shown.HTML(""))
    elif _in_terminal():
        from rich.console import Console  # noqa: PLC0415  # slow to load, used here only
        from rich.text import Text  # noqa: PLC0415  # likewise

        with Console(stderr=True).status("") as status:
            yield lambda text: status.update(Text(text))
    else:
        yield lambda _: None


def _in_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _in_notebook() -> bool:
    """Tell whether a person runs the notebook; a program that executes it does not answer questions."""
    kernel, shell = (sys.modules.get(name) for name in ("ipykernel.zmqshell", "IPython"))
    running = shell.get_ipython() if kernel is not None and shell is not None else None
    if kernel is None or not isinstance(running, kernel.ZMQInteractiveShell):
        return False
    return bool(running.kernel.get_parent().get("content", {}).get("allow_stdin"))
