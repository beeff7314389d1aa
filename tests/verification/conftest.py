"""A catalogue that a test may add to."""

import pytest

from gaba_analogs.verification import examine
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.plan import plan


@pytest.fixture
def catalogue(monkeypatch):
    """Give a function that puts checks into the catalogue, as long as the test runs."""

    def put(*checks):
        for check in checks:
            monkeypatch.setitem(CATALOGUE, check.code, check)
        forget()

    yield put
    monkeypatch.undo()
    forget()


def forget():
    """Forget what follows from the catalogue."""
    plan.cache_clear()
    examine._STEPS.clear()  # a cache, which no run has to clear
