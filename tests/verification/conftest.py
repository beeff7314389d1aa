"""A catalogue that a test may add to."""

import pytest

from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.pairs import verifier_for
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
    """Forget what was planned, and what earlier records settled, with the checks there were."""
    plan.cache_clear()
    verifier_for.cache_clear()
