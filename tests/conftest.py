"""What holds for every test: internal errors are raised, and generated examples are the same in every run.

``pytest --hypothesis-profile=default`` draws new examples.
"""

import os
import signal
import sys

import hypothesis
import pytest

RAISE_INTERNAL_ERRORS = "GABA_ANALOGS_RAISE_INTERNAL_ERRORS"
"""With it an error inside a check ends the run, in worker processes too, instead of becoming a reason."""

os.environ[RAISE_INTERNAL_ERRORS] = "1"
os.environ["GABA_ANALOGS_NO_ARCHIVE"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False  # nor for the commands that tests run, each of which would compile the whole package

hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture
def internal_errors_are_booked(monkeypatch):
    """Let an error inside a check become the reason of an unverified record, as users have it."""
    monkeypatch.delenv(RAISE_INTERNAL_ERRORS)


@pytest.fixture
def interruptible():
    """Let processes of a test be interrupted, even where the suite itself ignores signals (``nohup pytest &``)."""
    before = {signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler)}
    if hasattr(signal, "SIGHUP"):
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """Let no test profit from the records of another: what a process verified before makes it faster."""
    pairs = sys.modules.get("gaba_analogs.verification.pairs")
    if pairs is not None:
        pairs.verifier_for.cache_clear()
