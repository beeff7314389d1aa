"""A catalogue that a test may add to."""

import pytest

from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.plan import plan


@pytest.fixture
def catalogue(monkeypatch):
    """Give a function that puts checks into the catalogue, as long as the test runs."""

    def put(*checks):
        for check in checks:
            monkeypatch.setitem(CATALOGUE, check.code, check)
        plan.cache_clear()

    yield put
    monkeypatch.undo()
    plan.cache_clear()
