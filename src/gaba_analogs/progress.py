"""One line that shows how far a long computation is; it appears after a second and vanishes at the end.

It appears in a terminal and in a Jupyter notebook that a person runs, and nowhere else: tests, logs, pipes and
notebooks run by a program stay clean.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import ExitStack, contextmanager
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

AFTER = 1.0
"""Time [s] after which the line appears."""

_STEP = 0.1
"""Time [s] between two updates."""

_SCREEN = threading.Lock()

T = TypeVar("T")


class Show(Protocol):
    """Puts a text on the line."""

    def __call__(self, text: str, done: int = 0, total: int | None = None) -> None:
        """Show a text; in a terminal also a bar, whose end is unknown while `total` is None."""


def watched(items: Iterable[T], words: str, *, total: int | None = None) -> Iterator[T]:
    """Yield the items, and count them on the line.

    Parameters
    ----------
    items
        What is worked on.
    words
        What is done, for example ``comparing``.
    total
        Number of items [-]; None for the length of a collection, otherwise unknown.

    Examples
    --------
    >>> list(watched(["baclofen", "GABA"], "comparing"))
    ['baclofen', 'GABA']
    """
    known = len(items) if total is None and isinstance(items, Sized) else total
    of_all = "" if known is None else f" of {known:,}"
    with line() as show:
        for done, item in enumerate(items):
            show(f"{words}: {done:,}{of_all}", done, known)
            yield item


def awaited(work: Callable[[], T], words: str) -> T:
    """Do work that cannot be counted, and show how long it has taken.

    Parameters
    ----------
    work
        The work; it runs in a thread where the line can be shown.
    words
        What is done, for example ``embedding 100 conformers``.

    Examples
    --------
    >>> awaited(lambda: 6 * 7, "multiplying")
    42
    """
    if not (_in_notebook() or in_terminal()):
        return work()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  # raised again in the caller's thread
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    start = time.monotonic()
    with line() as show:
        while thread.is_alive():
            thread.join(_STEP)
            show(f"{words}: {time.monotonic() - start:.0f} s")
    if errors:
        raise errors[0]
    return results[0]


@contextmanager
def line(console: Console | None = None) -> Iterator[Show]:
    """Open the line; it appears once the work takes long and no other line is shown.

    Parameters
    ----------
    console
        The terminal to show it on, below what is printed there meanwhile; None for standard error, or the notebook.
    """
    due = time.monotonic() + AFTER
    with ExitStack() as stack:
        writers: list[Show] = []

        def show(text: str, done: int = 0, total: int | None = None) -> None:
            nonlocal due
            now = time.monotonic()
            if now < due:
                return
            due = now + _STEP
            if not writers and _SCREEN.acquire(blocking=False):
                stack.callback(_SCREEN.release)
                writers.append(stack.enter_context(_writer(console)))
            for write in writers:
                write(text, done, total)

        yield show


@contextmanager
def _writer(console: Console | None) -> Iterator[Show]:
    """Open the line in the notebook or the terminal, if there is one."""
    if _in_notebook():
        shown = import_module("IPython.display")  # installed, since a notebook is running
        handle = shown.display(shown.HTML(""), display_id=True)
        yield lambda text, *_: handle.update(shown.HTML(f"<small>{escape(text)}</small>"))
        handle.update(shown.HTML(""))
    elif in_terminal():
        with _bar(console) as show:
            yield show
    else:
        yield lambda *_: None


@contextmanager
def _bar(console: Console | None) -> Iterator[Show]:
    """Show the text behind a bar in the terminal."""
    from rich.console import Console as RichConsole  # noqa: PLC0415  # slow to load, used here only
    from rich.markup import escape as literal  # noqa: PLC0415  # likewise
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415  # likewise

    columns = BarColumn(bar_width=20), TextColumn("{task.description}")
    with Progress(*columns, console=console or RichConsole(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda text, done=0, total=None: progress.update(
            task, description=literal(text), completed=done, total=total
        )


def in_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def _in_notebook() -> bool:
    """Whether a person runs the notebook; a program that executes it does not answer questions."""
    kernel, shell = (sys.modules.get(name) for name in ("ipykernel.zmqshell", "IPython"))
    running = shell.get_ipython() if kernel is not None and shell is not None else None
    if kernel is None or not isinstance(running, kernel.ZMQInteractiveShell):
        return False
    return bool(running.kernel.get_parent().get("content", {}).get("allow_stdin"))
