"""Activities from ChEMBL and the Guide to Pharmacology, which answer on loopback.

The answers have the form of https://www.ebi.ac.uk/chembl/api/data/docs and https://www.guidetopharmacology.org/webServices.jsp;
their values, DOIs and PMIDs are those of data/pharmacology.csv, the numbers of rows and documents are made up.
"""

import pytest

import gaba_analogs as ga
from gaba_analogs.errors import InputError, UnknownCompoundError
from gaba_analogs.online.activities import fetch_activities
from gaba_analogs.registry import activities
from gaba_analogs.registry.activities import ChEMBL, GuideToPharmacology
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryUnavailableError
from registry.conftest import IMPATIENT
from registry.replay import Replay, body, dropped

ROWS = [
    {  # Wuis 1989, as ChEMBL has pharmacokinetics
        "activity_id": 1,
        "assay_description": "Half-life in healthy subjects at 40 mg, oral",
        "document_chembl_id": "CHEMBL9000001",
        "molecule_chembl_id": "CHEMBL701",
        "standard_relation": "=",
        "standard_type": "T1/2",
        "standard_units": "hr",
        "standard_value": "6.8",
        "target_organism": "Homo sapiens",
        "target_pref_name": "Homo sapiens",
    },
    {
        "activity_id": 2,
        "assay_description": "Displacement of [3H]gabapentin",
        "document_chembl_id": "CHEMBL9000002",
        "molecule_chembl_id": "CHEMBL701",
        "standard_relation": ">",
        "standard_type": "Ki",
        "standard_units": "nM",
        "standard_value": "156000.0",
        "target_organism": None,
        "target_pref_name": "Voltage-dependent calcium channel subunit alpha-2/delta-1",
    },
]
DOCUMENTS = [
    {"document_chembl_id": "CHEMBL9000001", "doi": "10.1007/BF00558228", "pubmed_id": 2792173},
    {"document_chembl_id": "CHEMBL9000002", "doi": "10.1016/j.pbb.2015.07.014", "pubmed_id": 26234470},
]
INTERACTIONS = [
    {
        "interactionId": 3,
        "targetId": 242,
        "targetSpecies": "Rat",
        "affinity": "7.4",
        "affinityParameter": "pIC50",
        "assayDescription": "-",
        "refs": [{"pmid": 6297646}, {"pmid": None}],
    }
]


class Databases(Replay):
    """Both services behind one address."""

    def answer(self, path, _form, options):
        """Give status and JSON of the answer to a question."""
        if path == "activity.json":
            page = ROWS[int(options["offset"]) :][: int(options["limit"])]
            more = int(options["offset"]) + len(page) < len(ROWS)
            return 200, {"activities": page, "page_meta": {"next": "/chembl/api/data/activity.json" if more else None}}
        if path == "document.json":
            wanted = options["document_chembl_id__in"].split(",")
            return 200, {"documents": [row for row in DOCUMENTS if row["document_chembl_id"] in wanted]}
        answers = {
            "molecule/CHEMBL701.json": {"molecule_chembl_id": "CHEMBL701"},
            "ligands/1084": {"ligandId": 1084, "name": "baclofen"},
            "ligands/1084/interactions": INTERACTIONS,
            "ligands/1060": {"ligandId": 1060},
            "ligands/1060/interactions": [],
            "targets/242": {"targetId": 242, "name": "GABA<sub>B</sub> receptor"},
        }
        return (200, answers[path]) if path in answers else (404, {"error_message": "Not found"})


@pytest.fixture
def server():
    """Give both databases on loopback."""
    with Databases() as replay:
        yield replay


@pytest.fixture
def chembl(server, tmp_path, restless):  # noqa: ARG001 - for what it does
    """Give a function that makes a ChEMBL with a cache of its own."""
    return lambda **options: ChEMBL(server.address, folder=tmp_path / "cache", limits=IMPATIENT, **options)


@pytest.fixture
def guide(server, tmp_path, restless):  # noqa: ARG001 - likewise
    """Give a function that makes a Guide to Pharmacology with a cache of its own."""
    return lambda **options: GuideToPharmacology(server.address, folder=tmp_path / "cache", limits=IMPATIENT, **options)


def test_rows_state_what_chembl_states(chembl):
    """Each value has its relation, unit, assay, species and the DOI of its document."""
    table = ga.fetch_activities("CHEMBL701", service=chembl())

    assert table["value"].tolist() == ["6.8", "156000.0"]
    assert table["relation"].tolist() == ["=", ">"]
    assert table["unit"].tolist() == ["hr", "nM"]
    assert table["doi"].tolist() == ["10.1007/BF00558228", "10.1016/j.pbb.2015.07.014"]
    assert table["pmid"].tolist() == ["2792173", "26234470"]
    assert table["species"].tolist()[0] == "Homo sapiens"
    assert table["species"].isna().tolist() == [False, True]
    assert set(table["source"]) == {"ChEMBL"}


def test_all_pages_are_read(chembl, server, monkeypatch):
    """As long as ChEMBL names a next page, it is asked for."""
    monkeypatch.setattr(activities, "PAGE", 1)

    assert len(fetch_activities("CHEMBL701", service=chembl())) == 2
    pages = [one.options.get("offset") for one in server.asked if one.path == "activity.json"]
    assert list(dict.fromkeys(pages)) == ["0", "1"]  # one that is late on a busy machine is asked for again


def test_rows_state_what_the_guide_states(guide):
    """A dash is nothing; target and PMID come from their own parts of the answer."""
    (row,) = fetch_activities("IUPHAR 1084", service=guide()).to_dict("records")

    assert (row["type"], row["value"], row["species"], row["pmid"]) == ("pIC50", "7.4", "Rat", "6297646")
    assert row["target"] == "GABA<sub>B</sub> receptor"


def test_answers_are_cached(chembl, server):
    """A second client asks nothing, even without a network."""
    fetch_activities("CHEMBL701", service=chembl())
    asked = len(server.asked)

    assert len(fetch_activities("CHEMBL701", service=chembl(offline=True))) == 2
    assert len(server.asked) == asked


def test_offline_without_an_answer(chembl, server):
    """Offline, nothing is asked, and the message names the service."""
    with pytest.raises(RegistryUnavailableError, match=r"ChEMBL was not asked \(offline\)"):
        fetch_activities("CHEMBL701", service=chembl(offline=True))
    assert server.asked == []


def test_unknown_compound(chembl):
    """A compound that ChEMBL does not have is not one without activities."""
    with pytest.raises(NotInRegistryError, match="ChEMBL has no compound CHEMBL9"):
        fetch_activities("CHEMBL9", service=chembl())


def test_no_activities(guide, server):
    """A ligand without interactions has an empty table, whether the answer is an empty list or no content."""
    assert fetch_activities(1060, service=guide()).empty
    server.faults.extend([None, body(b"", status=204)])

    assert fetch_activities(1060, service=guide(refresh=True)).empty


def test_a_dropped_connection_is_tried_again(chembl, server):
    """One fault does not fail the run."""
    server.faults.append(dropped)

    assert len(fetch_activities("CHEMBL701", service=chembl())) == 2


def test_names_of_bundled_compounds(chembl, guide, server):
    """A name stands for the number that the table of compounds has for the service."""
    fetch_activities("baclofen", service=chembl())
    fetch_activities("baclofen", service=guide())

    assert {"molecule/CHEMBL701.json", "ligands/1084"} <= set(server.paths)


@pytest.mark.parametrize(
    ("identifier", "error", "words"),
    [
        pytest.param("tolibut", InputError, "no ChEMBL number is known", id="no-number"),
        pytest.param("baclofin", UnknownCompoundError, "did you mean baclofen", id="misspelt"),
    ],
)
def test_no_identifier(chembl, server, identifier, error, words):
    """What has no number is not asked for."""
    with pytest.raises(error, match=words):
        fetch_activities(identifier, service=chembl())
    assert server.asked == []


def test_services_keep_their_own_rate(chembl, guide):
    """Requests to one service do not wait for those to another."""
    assert chembl()._requests != guide()._requests
