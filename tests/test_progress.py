"""The line that says how far a computation is."""

from __future__ import annotations

import io
import time
from contextlib import redirect_stderr

import pytest

from gaba_analogs import progress
from gaba_analogs.analogs.comparison.compare import compare


class Terminal(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        """Say that somebody can see it."""
        return True


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Let the line appear at once, and the terminal be an ordinary one."""
    monkeypatch.setattr(progress, "AFTER", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "TTY_INTERACTIVE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def _slowly(items):
    for _ in items:
        time.sleep(0.15)


def _interrupted(items):
    for _ in items:
        raise ZeroDivisionError


def test_counts_in_a_terminal():
    """The count is shown, and the line is erased at the end."""
    with redirect_stderr(Terminal()) as terminal:
        _slowly(progress.watched([1, 2, 3], "comparing"))

    assert "comparing: 2 of 3" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_waits_in_a_terminal():
    """Work that cannot be counted shows its time; its result comes back."""
    with redirect_stderr(Terminal()) as terminal:
        assert progress.awaited(lambda: time.sleep(0.3) or "done", "embedding") == "done"

    assert "embedding: 0 s" in terminal.getvalue()


def test_fault_comes_back():
    """What goes wrong in the thread is raised where it was asked for."""
    with redirect_stderr(Terminal()), pytest.raises(ZeroDivisionError):
        progress.awaited(lambda: 1 / 0, "dividing")


def test_one_line_at_a_time():
    """A computation within another does not open a second line."""
    with redirect_stderr(Terminal()) as terminal:
        for _ in progress.watched([1], "outer"):
            progress.awaited(lambda: time.sleep(0.3), "inner")

    assert "outer" in terminal.getvalue()
    assert "inner" not in terminal.getvalue()


def test_next_line_after_a_fault():
    """An interrupted loop leaves the line free for the next."""
    with redirect_stderr(Terminal()) as terminal:
        with pytest.raises(ZeroDivisionError):
            _interrupted(progress.watched([1], "first"))
        _slowly(progress.watched([1, 2], "second"))

    assert "second" in terminal.getvalue()


def test_silent_where_it_cannot_be_seen(capfd):
    """Without a terminal nothing is written, however long it takes."""
    assert compare(["baclofen", "GABA"]).frame.shape[0] == 2
    assert progress.awaited(lambda: 1, "waiting") == 1
    assert capfd.readouterr() == ("", "")


def test_silent_before_its_time(monkeypatch):
    """What is done within a second is not announced."""
    monkeypatch.setattr(progress, "AFTER", 60.0)
    with redirect_stderr(Terminal()) as terminal:
        assert list(progress.watched([1, 2], "comparing")) == [1, 2]

    assert terminal.getvalue() == ""
