"""What is asked about a record, and how little."""

import pytest

from gaba_analogs import StructureRecord, compounds
from gaba_analogs.registry.pubchem.consultation import consult
from registry.replay import ARBACLOFEN, busy

RECORD = ["compound/cid/JSON", "compound/cid/property/Title/JSON", "compound/cid/synonyms/JSON"]
NAME = "compound/name/cids/JSON"
KEY = "compound/inchikey/property/InChIKey/JSON"


def cids(answer):
    """Give the CIDs of an answer; None where nothing was asked."""
    return None if answer is None else [entry.cid for entry in answer.entries]


def test_faultless_records_cost_three_requests(ask, server):
    """CID, key, CAS, UNII and name of two compounds: all found with the compounds themselves."""
    records = [compounds()[key].to_record() for key in ("baclofen", "pregabalin")]
    baclofen, pregabalin = consult(records, ask())

    assert server.paths == RECORD
    for registry, cid in ((baclofen, 2284), (pregabalin, 5486971)):
        answers = (registry.by_cid, registry.by_inchikey, registry.by_cas, registry.by_unii, registry.by_name)
        assert [cids(answer) for answer in answers] == [[cid]] * 5
        assert registry.failure is None
        assert registry.retrieved == registry.by_cid.entry.retrieved


def test_number_of_another_compound(ask, server):
    """A CAS number that the CID does not have is asked for; so is a structure that it does not have."""
    record = StructureRecord(smiles="NC[C@H](CC(=O)O)c1ccc(Cl)cc1", pubchem_cid="2284", cas="56-12-2")
    (registry,) = consult([record], ask())

    assert cids(registry.by_cid) == [2284]
    assert cids(registry.by_inchikey) == [ARBACLOFEN]
    assert cids(registry.by_cas) == [119]
    assert server.paths == [*RECORD, KEY, *RECORD, NAME, *RECORD]


def test_number_of_the_structure_rather_than_the_cid(ask, server):
    """A CAS number found at the structure's compound needs no request."""
    record = StructureRecord(inchikey="KPYSYYIEGFHWSV-QMMMGPOBSA-N", pubchem_cid="119", cas="69308-37-8")
    (registry,) = consult([record], ask())

    assert cids(registry.by_cas) == [ARBACLOFEN]
    assert NAME not in server.paths


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(StructureRecord(), id="nothing"),
        pytest.param(StructureRecord(pubchem_cid="SID 2284"), id="substance"),
        pytest.param(StructureRecord(pubchem_cid="0"), id="cid-0"),
        pytest.param(StructureRecord(pubchem_cid="99999999999"), id="cid-too-long"),
        pytest.param(StructureRecord(cas="1134-47"), id="cut-cas"),
        pytest.param(StructureRecord(unii="H789N3FKE9"), id="wrong-unii"),
        pytest.param(StructureRecord(smiles="C1CC"), id="unreadable-smiles"),
        pytest.param(StructureRecord(inchikey="KPYSYYIEGFHWSV"), id="cut-key"),
        pytest.param(StructureRecord(name="n/a"), id="placeholder"),
        pytest.param(StructureRecord(name="x" * 300), id="long-name"),
    ],
)
def test_nothing_to_ask(ask, server, record):
    """A value without the right form is not asked about."""
    (registry,) = consult([record], ask())

    assert registry.answers == ()
    assert server.asked == []


def test_failure(ask, server):
    """Every question that PubChem could not be asked says why."""
    server.faults.extend([busy()] * 9)
    (registry,) = consult([compounds()["baclofen"].to_record()], ask())

    assert len(registry.answers) == 5
    assert all("ServerBusy" in answer.failure for answer in registry.answers)
    assert len(server.asked) == 3


def test_many_records(ask, server):
    """Fifty records of the same compounds share their requests."""
    records = [compounds()[key].to_record() for key in ("baclofen", "gaba", "pregabalin")] * 50
    registries = consult(records, ask())

    assert [registry.by_cid.entry.cid for registry in registries] == [2284, 119, 5486971] * 50
    assert server.paths == RECORD
