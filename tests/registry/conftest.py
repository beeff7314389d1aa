"""A PubChem on loopback, and clients that do not wait."""

import pytest

from gaba_analogs.registry.pubchem import throttle
from gaba_analogs.registry.pubchem.client import Limits
from gaba_analogs.registry.pubchem.lookup import PubChem
from registry.replay import Replay

IMPATIENT = Limits(connect=2, read=0.5, total=1, tries=3, delay=0.01, patience=5, slow_down=0.05, answer=1 << 20)


def pytest_collection_modifyitems(config, items):
    """Leave out what asks the live service, unless it is asked for: ``pytest -m network tests/registry``."""
    if "network" in (config.getoption("markexpr") or ""):
        return
    live = [item for item in items if "network" in item.keywords]
    config.hook.pytest_deselected(items=live)
    items[:] = [item for item in items if item not in live]


@pytest.fixture(autouse=True)
def _on_our_own(monkeypatch, tmp_path):
    """Keep the user's cache, proxy and address out of it."""
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(tmp_path / "user-cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("GABA_ANALOGS_PUBCHEM_URL", raising=False)


@pytest.fixture
def server():
    """Give a PubChem on loopback."""
    with Replay() as replay:
        yield replay


@pytest.fixture
def restless(monkeypatch):
    """Let slots be used again at once; their rest is tested by itself."""
    monkeypatch.setattr(throttle, "REST", 0.0)


@pytest.fixture
def ask(server, tmp_path, request):
    """Give a function that makes a PubChem with a cache of its own."""
    request.getfixturevalue("restless")

    def make(**options):
        options = {"folder": tmp_path / "cache", "limits": IMPATIENT, **options}
        return PubChem(server.address, **options)

    return make
