"""Look-ups: many in a request, kept, offline, and what PubChem does not know."""

import pickle
from datetime import UTC, datetime, timedelta

import pytest

from gaba_analogs.registry.pubchem import cache
from gaba_analogs.registry.pubchem.cache import Cache, CachedAnswer
from gaba_analogs.registry.pubchem.lookup import PubChem
from registry.conftest import IMPATIENT
from registry.replay import ARBACLOFEN, body, busy, compound, dropped, family

BACLOFEN, GABA, PREGABALIN = 2284, 119, 5486971
KEYS = {
    "KPYSYYIEGFHWSV-UHFFFAOYSA-N": BACLOFEN,
    "KPYSYYIEGFHWSV-QMMMGPOBSA-N": ARBACLOFEN,
    "AYXYPKUFHZROOJ-ZETCQYMHSA-N": PREGABALIN,
}
RECORD = ["compound/cid/JSON", "compound/cid/property/Title/JSON", "compound/cid/synonyms/JSON"]


@pytest.mark.parametrize("age", ["2016", "2021", "2025"])
def test_entry(ask, server, age):
    """Every age of the format says the same."""
    server.age = age
    entry = ask().by_cids([ARBACLOFEN])[ARBACLOFEN].entry
    row = family()[ARBACLOFEN]

    assert (entry.cid, entry.title) == (44602, "(R)-Baclofen")
    assert (entry.smiles, entry.inchi, entry.inchikey) == (row["smiles"], row["inchi"], row["inchikey"])
    assert "@" not in entry.connectivity_smiles
    assert (entry.formula, entry.charge) == ("C10H12ClNO2", 0)
    assert float(entry.molecular_weight) == pytest.approx(213.66)
    assert entry.exact_mass == pytest.approx(213.0556563, abs=0.001)  # published monoisotopic mass of baclofen
    assert entry.cas == ("69308-37-8",)
    assert entry.structure.inchikey == "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
    assert entry.retrieved == datetime.now(UTC).date()


def test_written_digits_are_kept(ask):
    """A mass stays as PubChem writes it."""
    assert ask().by_cids([BACLOFEN])[BACLOFEN].entry.molecular_weight == "213.66"


def test_numbers_among_the_synonyms(ask):
    """CAS number and UNII are found among the synonyms."""
    entry = ask().by_cids([BACLOFEN])[BACLOFEN].entry

    assert (entry.cas, entry.unii) == (("1134-47-0",), ("H789N3FKE8",))
    assert entry.is_called("lioresal")


def test_batches(ask, server):
    """A hundred CIDs take three requests; 250 take nine."""
    server.rows = {number: {**family()[GABA], "pubchem_cid": str(number)} for number in range(1, 251)}
    answers = ask().by_cids(range(1, 251))

    assert all(answer.known for answer in answers.values())
    assert server.paths == RECORD * 3
    assert [len(one.form["cid"].split(",")) for one in server.asked[::3]] == [100, 100, 50]


def test_keys_in_one_request(ask, server):
    """Several keys are asked at once, then their compounds."""
    answers = ask().by_inchikeys([*KEYS, "AAAAAAAAAAAAAA-UHFFFAOYSA-N"])

    assert {key: answer.entry.cid for key, answer in answers.items() if answer.known} == KEYS
    assert answers["AAAAAAAAAAAAAA-UHFFFAOYSA-N"].failure is None
    assert server.paths == ["compound/inchikey/property/InChIKey/JSON", *RECORD]


def test_unknown_among_known(ask, server):
    """A CID that PubChem leaves out is asked alone before it counts as unknown."""
    answers = ask().by_cids([BACLOFEN, 999999999, GABA])

    assert [answer.known for answer in answers.values()] == [True, False, True]
    assert answers[999999999].failure is None
    assert server.asked[1].form == {"cid": "999999999"}


def test_refused_batch_is_divided(ask, server):
    """One CID that PubChem cannot read does not spoil the others."""
    refusal = body(b'{"Fault": {"Code": "PUGREST.BadRequest"}}', status=400)
    server.faults.extend([refusal, None, refusal])
    answers = ask().by_cids([GABA, BACLOFEN])

    assert answers[GABA].known
    assert not answers[BACLOFEN].known


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"PC_Compounds": [{**compound(family()[GABA]), "id": {}}]}, id="empty-id"),
        pytest.param({"PC_Compounds": [{**compound(family()[GABA]), "id": {"id": {"cid": 0}}}]}, id="cid-0"),
        pytest.param({"PC_Compounds": []}, id="empty-list"),
    ],
)
def test_structure_without_a_number(ask, server, answer):
    """A structure that PubChem computes but has no number for is not known."""
    server.faults.append(lambda handler: handler.give(200, answer))
    found = ask().by_cids([GABA])[GABA]

    assert not found.known
    assert found.failure is None


def test_unknown_smiles(ask, server):
    """CID 0 for a SMILES means that PubChem does not know it."""
    answer = ask().by_smiles("NCC(CC(=O)O)C1CC1")

    assert (answer.known, answer.failure) == (False, None)
    assert server.paths == ["compound/smiles/cids/JSON"]


def test_known_smiles(ask):
    """Any SMILES of the structure will do."""
    assert ask().by_smiles("OC(=O)CCCN").entry.cid == GABA


def test_compound_without_its_parts(ask, server):
    """A compound that cannot be read counts as a failure, not as an answer."""
    broken = {"PC_Compounds": [{"id": {"id": {"cid": GABA}}, "atoms": {"aid": [1]}, "props": "none"}]}
    server.faults.append(lambda handler: handler.give(200, broken))

    assert "cannot read" in ask().by_cids([GABA])[GABA].failure


def test_kept(ask, server):
    """What was asked once is not asked again, by another client either."""
    first = ask().by_name("baclofen")
    asked = len(server.asked)
    second = ask().by_name("baclofen")

    assert first == second
    assert len(server.asked) == asked == 4


def test_unknown_is_kept(ask, server):
    """The answer "no such compound" is cached, too."""
    for _ in range(2):
        assert not ask().by_name("unobtainium").known
    assert len(server.asked) == 1


def test_refresh(ask, server):
    """Asked anew where that is wanted, but once in a run."""
    ask().by_cids([GABA])
    again = ask(refresh=True)
    again.by_cids([GABA])
    again.by_cids([GABA])

    assert server.paths == RECORD * 2


def test_caches_of_two_services_do_not_mix(ask, tmp_path):
    """An answer of one address is none of another."""
    ask().by_cids([GABA])
    other = PubChem("http://127.0.0.1:9/pug", folder=tmp_path / "cache", limits=IMPATIENT, offline=True)

    assert other.by_cids([GABA])[GABA].failure is not None


def test_offline(ask, server):
    """Cached answers are used, with their date; nothing is asked."""
    ask().by_cids([GABA])
    asked = len(server.asked)
    answers = ask(offline=True).by_cids([GABA, BACLOFEN])

    assert answers[GABA].entry.title == "GABA"
    assert str(datetime.now(UTC).date()) in answers[GABA].note
    assert answers[BACLOFEN].failure == "PubChem was not asked (offline), and there is no cached answer for 2284"
    assert len(server.asked) == asked


def test_offline_makes_no_folder(ask, tmp_path):
    """Who only reads leaves no trace."""
    ask(offline=True, folder=tmp_path / "new").by_cids([GABA])

    assert not (tmp_path / "new").exists()


def test_old_answer_when_there_is_no_network(ask, server, monkeypatch):
    """An answer past its time serves where PubChem cannot be asked, with its date."""
    ask().by_cids([GABA])
    monkeypatch.setattr(cache, "FRESH", timedelta(0))
    server.faults.extend([dropped] * 9)
    answer = ask().by_cids([GABA])[GABA]

    assert answer.entry.cid == GABA
    assert "could not be reached" in answer.note
    assert str(answer.retrieved) in answer.note


def test_no_network_and_nothing_kept(ask, server):
    """Without an answer there is a reason, in one line."""
    server.faults.extend([busy()] * 9)
    answer = ask().by_name("baclofen")

    assert not answer.known
    assert "ServerBusy" in answer.failure
    assert "\n" not in answer.failure


def test_refused_name(ask, server):
    """A name that PubChem cannot read is a failure, not an unknown compound."""
    server.faults.append(body(b'{"Fault": {"Code": "PUGREST.BadRequest", "Message": "odd"}}', status=400))

    assert "BadRequest" in ask().by_name("\x00").failure


def test_escape_sequences_do_not_reach_the_terminal(ask, server):
    """A title is made printable."""
    server.rows[GABA]["name"] = "GABA\x1b[2J\nnext"

    assert ask().by_cids([GABA])[GABA].entry.title == "GABA [2J next"


def test_kept_garbage_is_no_compound(ask, server, tmp_path):
    """A cached answer that cannot be read is asked for again."""
    client = ask()
    question = f"{client.client.address}\ncid\n{GABA}"
    Cache(tmp_path / "cache").put({question: {"compound": {"id": 5, "props": [1, {"urn": 3}]}}})

    assert client.by_cids([GABA])[GABA].known
    assert server.paths == RECORD


def test_prefixed_unii(ask, server):
    """A UNII is looked up with its prefix where it is not known without."""
    server.rows[GABA] |= {"unii": "", "aliases": "UNII-2ACZ6IPC6I"}

    assert ask().by_unii("2ACZ6IPC6I").entry.cid == GABA
    assert [one.form["name"] for one in server.asked[:2]] == ["2ACZ6IPC6I", "UNII-2ACZ6IPC6I"]


def test_more_compounds_than_are_read(ask, server):
    """A name of very many compounds says how many were not read."""
    same = {**family()[GABA], "aliases": "GABA"}
    server.rows = {number: {**same, "pubchem_cid": str(number)} for number in range(1, 31)}
    answer = ask().by_name("GABA")

    assert (len(answer.entries), answer.unread) == (20, 10)


def test_entry_goes_to_another_process(ask):
    """What was computed from an entry stays behind."""
    entry = ask().by_cids([GABA])[GABA].entry
    assert entry.structure.radicals == ()
    copy = pickle.loads(pickle.dumps(entry))  # noqa: S301  # our own

    assert copy == entry
    assert "structure" not in vars(copy)


def test_now():
    """An answer that just came is fresh."""
    assert CachedAnswer.now([119]).fresh
