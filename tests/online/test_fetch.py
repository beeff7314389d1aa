"""Records, relatives and the family from PubChem."""

import io
import sys
from dataclasses import replace

import pytest

from gaba_analogs import InputError, Verdict, compounds, progress, verify
from gaba_analogs.online.analogs import find_analogs
from gaba_analogs.online.family import refresh_family
from gaba_analogs.online.fetch import fetch_record, fetch_records, to_frame
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryUnavailableError
from registry.replay import ARBACLOFEN, busy, family

RECORD = ["compound/cid/JSON", "compound/cid/property/Title/JSON", "compound/cid/synonyms/JSON"]
BACLOFEN_INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        pytest.param("baclofen", "compound/name/cids/JSON", id="name"),
        pytest.param("1134-47-0", "compound/name/cids/JSON", id="cas"),
        pytest.param("H789N3FKE8", "compound/name/cids/JSON", id="unii"),
        pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", "compound/smiles/cids/JSON", id="smiles"),
        pytest.param("KPYSYYIEGFHWSV-UHFFFAOYSA-N", "compound/inchikey/property/InChIKey/JSON", id="inchikey"),
        pytest.param(BACLOFEN_INCHI, "compound/inchikey/property/InChIKey/JSON", id="inchi"),
        pytest.param(2284, "compound/cid/JSON", id="cid"),
        pytest.param("CID 2284", "compound/cid/JSON", id="cid-as-text"),
    ],
)
def test_fetch_record(ask, server, identifier, path):
    """Whatever identifies baclofen gives its record, and asks in the right place first."""
    record = fetch_record(identifier, pubchem=ask())

    assert server.paths[0] == path
    assert (record.pubchem_cid, record.name) == ("2284", "Baclofen")
    assert (record.cas, record.unii) == ("1134-47-0", "H789N3FKE8")
    assert verify(record, names=False).verdict is Verdict.VERIFIED


def test_smiles_that_looks_like_a_name(ask, server):
    """What is no name may be a SMILES."""
    server.rows = {6324: {**family()[119], "smiles": "CC", "name": "Ethane", "aliases": "", "pubchem_cid": "6324"}}

    assert fetch_record("CC", pubchem=ask()).pubchem_cid == "6324"
    assert server.paths[:2] == ["compound/name/cids/JSON", "compound/smiles/cids/JSON"]


def test_unknown(ask):
    """A name that PubChem does not know is said by name."""
    with pytest.raises(NotInRegistryError, match="unobtainium"):
        fetch_record("unobtainium", pubchem=ask())


def test_empty(ask, server):
    """Nothing is not asked for."""
    with pytest.raises(NotInRegistryError):
        fetch_record(" ", pubchem=ask())
    assert server.asked == []


def test_unavailable(ask, server):
    """That PubChem does not answer is no statement about the compound."""
    server.faults.extend([busy()] * 9)

    with pytest.raises(RegistryUnavailableError, match="ServerBusy"):
        fetch_record("baclofen", pubchem=ask())


def test_fetch_records(ask, server):
    """One record per identifier, in order; those with a CID share their requests."""
    records = fetch_records([119, "44602", "unobtainium", 5486971, "baclofen", 119], pubchem=ask())

    assert [record.pubchem_cid for record in records] == ["119", "44602", None, "5486971", "2284", "119"]
    assert "unobtainium" in records[2].problem
    assert server.paths[:3] == RECORD
    assert server.asked[0].form == {"cid": "119,44602,5486971"}


def test_no_progress_bar_without_a_terminal(ask, capfd):
    """Output that is not watched stays clean, of RDKit's remarks on names too."""
    fetch_records([119, 2284, "unobtainium", "C1CC(", "baclofen"], pubchem=ask())

    assert capfd.readouterr() == ("", "")


def test_progress_bar(ask, monkeypatch):
    """On a terminal a bar appears when it takes long."""

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(progress, "AFTER", 0.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    fetch_records([119, 2284], pubchem=ask())

    assert "asking PubChem" in sys.stderr.getvalue()


def test_to_frame(ask):
    """Records make a table that the verifier reads."""
    frame = to_frame(fetch_records([119, ARBACLOFEN, "unobtainium"], pubchem=ask()))

    assert frame["pubchem_cid"].tolist()[:2] == ["119", "44602"]
    assert frame["problem"].notna().tolist() == [False, False, True]
    assert "chembl_id" not in frame.columns


@pytest.mark.parametrize(
    ("substructure", "path"),
    [
        pytest.param(True, "compound/fastsubstructure/smiles/cids/JSON", id="substructure"),
        pytest.param(False, "compound/fastsimilarity_2d/smiles/cids/JSON", id="similarity"),
    ],
)
def test_find_analogs(ask, server, substructure, path):
    """The fast searches take the structure in the body and the limit as an option."""
    found = find_analogs("NCC(CC(=O)O)c1ccccc1", substructure=substructure, limit=2, pubchem=ask())

    assert [record.name for record in found] == ["Baclofen", "(R)-Baclofen"]
    assert server.paths == [path, *RECORD]
    assert server.asked[0].form == {"smiles": "NCC(CC(=O)O)c1ccccc1"}
    assert server.asked[0].options == {"MaxRecords": "2"} | ({} if substructure else {"Threshold": "90"})


def test_no_analogs(ask):
    """Nothing found is an answer."""
    assert find_analogs("FC(F)(F)c1ccccc1I", pubchem=ask()) == []


@pytest.mark.parametrize(
    ("smiles", "options"),
    [("C1CC", {}), ("", {}), ("CC ethane", {}), ("NCCCC(=O)O", {"limit": 0}), ("NCCCC(=O)O", {"threshold": 101})],
)
def test_no_search(ask, server, smiles, options):
    """What cannot be searched for is not asked."""
    with pytest.raises(InputError):
        find_analogs(smiles, pubchem=ask(), **options)
    assert server.asked == []


def test_refresh_family(ask):
    """The family agrees with a PubChem that was made of it."""
    comparison = refresh_family(pubchem=ask())

    assert comparison.differences == ()
    assert comparison.compared == len(family())
    assert comparison.compared + len(comparison.unknown) == len(compounds())
    assert "(S)-baclofen" in comparison.unknown


def test_refresh_family_finds_a_number_that_is_left_open(ask):
    """A compound without a CID is found by its structure, and its CID is shown."""
    open_row = replace(compounds()["(R)-baclofen"], pubchem_cid=None)
    (difference,) = refresh_family(pubchem=ask(), compounds=[open_row]).differences

    assert str(difference) == "(R)-baclofen: pubchem_cid: not stated here, 44602 at PubChem"


def test_refresh_family_shows_what_changed(ask, server):
    """Another key, weight or CAS number there is listed."""
    server.rows[119] |= {"molecular_weight": "103.2", "cas": "107-95-9"}
    server.rows[2284] |= {key: family()[ARBACLOFEN][key] for key in ("inchikey", "inchi", "smiles")}
    changed = refresh_family(pubchem=ask(), compounds=[compounds()["gaba"], compounds()["baclofen"]])

    assert [(d.key, d.field) for d in changed.differences] == [
        ("gaba", "molecular_weight"),
        ("gaba", "cas"),
        ("baclofen", "inchikey"),
        ("baclofen", "inchi"),
    ]
    assert changed.to_frame()["pubchem"].tolist()[:2] == ["103.2", "107-95-9"]
    assert str(changed).splitlines()[0] == "gaba: molecular_weight: 103.12 here, 103.2 at PubChem"


def test_refresh_family_without_network(ask, server):
    """What could not be compared is said once, with the reason."""
    server.faults.extend([busy()] * 9)
    comparison = refresh_family(pubchem=ask(), compounds=[compounds()["gaba"], compounds()["(S)-baclofen"]])

    assert comparison.failures.keys() == {"gaba", "(S)-baclofen"}
    assert str(comparison).count("ServerBusy") == 1


def test_empty_table():
    """No records are a table, too."""
    assert to_frame([StructureRecord()]).shape == (1, 0)
