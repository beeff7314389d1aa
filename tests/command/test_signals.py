"""Termination by SIGTERM."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from gaba_analogs.command.signals import TerminatedError, raising_on_sigterm

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends signals")


@pytest.fixture(autouse=True)
def _handler():
    """Start from the handler of a fresh process, and leave what was there."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGTERM, before)


def test_told_to_end():
    """It ends as by Ctrl-C, with an exit code of its own (128 and 15, as shells have it)."""
    with pytest.raises(KeyboardInterrupt) as told, raising_on_sigterm():
        signal.raise_signal(signal.SIGTERM)

    assert isinstance(told.value, TerminatedError)
    assert told.value.code == 143


def test_told_again():
    """The clean-up can be cut short: the second signal finds the handler of the system."""
    with raising_on_sigterm():
        with pytest.raises(TerminatedError):
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_afterwards():
    """Nothing is heeded any more."""
    with raising_on_sigterm():
        assert callable(signal.getsignal(signal.SIGTERM))

    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_ignored_signals_stay_ignored():
    """Who started this process wanted it so."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with raising_on_sigterm():
        signal.raise_signal(signal.SIGTERM)

    assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN


def test_other_threads():
    """Handlers can be set in the main thread only; elsewhere nothing is done."""
    seen = []

    def look():
        with raising_on_sigterm():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [signal.SIG_DFL]


def test_forked_child():
    """A child is not the process that was told: it ends by the signal itself, without a word."""
    with raising_on_sigterm():
        child = os.fork()
        if not child:
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGTERM
