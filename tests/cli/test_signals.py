"""Termination by SIGTERM and SIGHUP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from gaba_analogs.cli.signals import TerminatedError, raising_when_terminated

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends signals")


@pytest.fixture(autouse=True)
def _handler():
    """Start from the default handler, and restore the previous one."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGTERM, before)


def test_sigterm():
    """SIGTERM ends a run as Ctrl-C does, with the exit code that shells use (128 + 15)."""
    with pytest.raises(KeyboardInterrupt) as terminated, raising_when_terminated():
        signal.raise_signal(signal.SIGTERM)

    assert isinstance(terminated.value, TerminatedError)
    assert terminated.value.code == 143


def test_sighup():
    """A terminal that is closed ends a run likewise (128 + 1)."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        with pytest.raises(TerminatedError) as terminated, raising_when_terminated():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)

    assert (terminated.value.code, str(terminated.value)) == (129, "SIGHUP")


def test_second_sigterm():
    """A second signal ends the process at once: the default handler is back."""
    with raising_when_terminated():
        with pytest.raises(TerminatedError):
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_afterwards():
    """The default handler is restored on leaving."""
    with raising_when_terminated():
        assert callable(signal.getsignal(signal.SIGTERM))

    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_ignored_signals_stay_ignored():
    """A signal that is ignored, as the parent process asked, stays ignored."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with raising_when_terminated():
        signal.raise_signal(signal.SIGTERM)

    assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN


def test_other_threads():
    """In other threads, where handlers cannot be set, nothing changes."""
    seen = []

    def look():
        with raising_when_terminated():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [signal.SIG_DFL]


def test_forked_child():
    """A forked child ends by the signal itself, silently."""
    with raising_when_terminated():
        child = os.fork()
        if not child:
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGTERM


INTERRUPTED = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            raise KeyboardInterrupt
        return None

sys.meta_path.insert(0, Interrupting())
try:
    {work}
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("import gaba_analogs.output.drawing", id="drawing"),
        pytest.param(
            "from rdkit import Chem; from gaba_analogs.chemistry.inchi_software import molfile_of; "
            "molfile_of(Chem.MolFromSmiles('NCCCC(=O)O'))",
            id="molfile",
        ),
    ],
)
def test_interrupted_while_numpy_is_loaded(work):
    """Ctrl-C ends the run there, too: RDKit, when it loads numpy itself, prints the exception and goes on."""
    command = [sys.executable, "-c", INTERRUPTED.format(work=work)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (130, "")
