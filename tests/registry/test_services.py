"""A second database on the network is one class: how it is asked, and how its answers are read.

The database answers on loopback; its compounds are those of PubChem's CIDs 2284 (baclofen) and 119 (GABA).
"""

from __future__ import annotations

import pickle

import pytest

import gaba_analogs as ga
from gaba_analogs.record import Place
from gaba_analogs.references.services import IdentifierService
from gaba_analogs.registry.pubchem.client import Service
from gaba_analogs.registry.reference import ReferenceEntry
from registry.conftest import IMPATIENT
from registry.replay import Replay

GABA, BACLOFEN = "NCCCC(=O)O", "NCC(CC(=O)O)c1ccc(Cl)cc1"
COMPOUNDS = {
    "56-12-2": {"name": "GABA", "smiles": GABA, "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"},
    "1134-47-0": {"name": "Baclofen", "smiles": BACLOFEN, "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N"},
}


class Depot(IdentifierService):
    """The client: all that a second database takes."""

    service = Service("Depot", "https://depot.invalid", "GABA_ANALOGS_DEPOT_URL")
    _requests = "requests-depot"
    fields = frozenset({"cas", "inchikey"})

    def _fetch(self, field, values):
        answer = self.client.ask(f"{field}.json", None, values=",".join(values))
        return {str(row["asked"]): row for row in answer["rows"]}

    def _entries(self, answer):
        if answer:
            numbers = (("cas", answer["cas"]),)
            stated = {name: answer[name] for name in ("name", "smiles", "inchikey")}
            yield ReferenceEntry(Place(self.name), **stated, numbers=numbers)


class Server(Replay):
    """Answers to both questions."""

    def answer(self, path, _form, options):
        """Give status and JSON."""
        rows = [
            {"asked": asked, "cas": cas, **compound}
            for cas, compound in COMPOUNDS.items()
            for asked in options["values"].split(",")
            if asked == (cas if path == "cas.json" else compound["inchikey"])
        ]
        return 200, {"rows": rows}


@pytest.fixture
def server():
    """Give the database on loopback."""
    with Server() as replay:
        yield replay


@pytest.fixture
def depot(server, tmp_path, restless):  # noqa: ARG001 - for what it does
    """Give a client with a cache of its own."""
    return Depot(server.address, folder=tmp_path / "cache", limits=IMPATIENT)


RECORDS = [
    {"smiles": GABA, "cas": "56-12-2", "formula": "C4H9NO2"},
    {"smiles": GABA, "cas": "1134-47-0", "formula": "C4H9NO2"},
    {"smiles": GABA, "cas": "64-17-5", "formula": "C4H9NO2"},
]


def test_its_answers_are_compared(depot):
    """A number of another compound is blamed by the checks of reference tables, which name the database."""
    reports = ga.verify_records(RECORDS, against=depot, names=False).report()

    assert [str(report.verdict) for report in reports] == ["verified", "inconsistent", "verified"]
    (finding,) = reports[1].findings
    assert finding.code == "reference-skeleton-mismatch"
    assert finding.message.startswith("CAS number 1134-47-0 (Baclofen, Depot) is a different compound from SMILES")
    assert reports.options["against"] == ["Depot"]


def test_it_is_asked_once(depot, server):
    """The records of a chunk are asked for together, and answers are kept."""
    ga.verify_records(RECORDS, against=depot, names=False).report()
    first = len(server.paths)
    ga.verify_records(RECORDS, against=pickle.loads(pickle.dumps(depot)), names=False).report()  # noqa: S301 - our own

    assert first == 1
    assert len(server.paths) == first


def test_processes_change_nothing(depot):
    """It is asked by other processes, too, and stands beside tables."""
    alone = ga.verify_records(RECORDS, against=[depot], names=False).report()
    several = ga.verify_records(RECORDS, against=[depot], names=False, workers=2).report()

    assert [report.findings for report in several] == [report.findings for report in alone]


def test_it_fills_empty_fields(depot):
    """The number that it lists for a structure fills an empty field, with its name."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([{"smiles": BACLOFEN, "cas": None}])
    filled, log = ga.fix_frame(frame, fill="cas", against=depot, names=False)

    assert filled["cas"].tolist() == ["1134-47-0"]
    assert log["why"].tolist() == ["filled from Depot"]


def test_a_database_that_is_down(depot, server):
    """It is skipped, with the reason, and the records are verified without it."""
    server.__exit__()
    (report,) = ga.verify_records(RECORDS[:1], against=depot, names=False).report()

    assert str(report.verdict) == "verified"
    (reason,) = {skip.reason for skip in report.skipped if skip.code == "reference-skeleton-mismatch"}
    assert "could not be reached" in reason
