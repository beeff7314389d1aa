"""Indexes of reference tables: what is found, when they are built anew, and what is no reference."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.errors import InputError
from gaba_analogs.record import StructureRecord
from gaba_analogs.references import building
from gaba_analogs.references.tables import MOST_ENTRIES, Reference, look_up

BACLOFEN_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"


def found(reference, **stated):
    """Give the lines of the rows that the identifiers of a record lead to."""
    (answers,) = reference.look_up([StructureRecord(**stated)])
    return {answer.field: [entry.place.line for entry in answer.entries] for answer in answers}


@pytest.mark.parametrize(
    ("stated", "lines"),
    [
        pytest.param({"cas": "1134-47-0"}, {"cas": [2]}, id="cas"),
        pytest.param({"cas": "CAS 1134-47-0"}, {"cas": [2]}, id="cas-with-a-prefix"),
        pytest.param({"cas": "1134-47-1"}, {}, id="cas-with-a-wrong-check-digit"),
        pytest.param({"cas": "50-00-0"}, {"cas": []}, id="unknown-there"),
        pytest.param({"unii": "h789n3fke8"}, {"unii": [2]}, id="unii-in-small-letters"),
        pytest.param({"unii": "H789N3FKE9"}, {}, id="unii-with-a-wrong-check-character"),
        pytest.param({"name": "arbaclofen"}, {"name": [3]}, id="name-in-small-letters"),
        pytest.param({"inchikey": BACLOFEN_KEY}, {"inchikey": [2]}, id="key"),
        pytest.param({"cas": "1134-47-0", "inchikey": BACLOFEN_KEY}, {"cas": [2]}, id="key-of-a-row-that-is-known"),
        pytest.param({"chembl_id": "CHEMBL701"}, {}, id="an-identifier-that-the-table-has-not"),
    ],
)
def test_look_up(table, stated, lines):
    """A record is found by every identifier that the table is ordered by, in whatever spelling."""
    assert found(Reference.open(table()), **stated) == lines


@pytest.mark.parametrize(
    ("name", "text", "stated", "lines"),
    [
        pytest.param(
            "CID-InChI-Key.gz",
            "119\tInChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)\tBTCSSZJGUNDROE-UHFFFAOYSA-N\nshort\n"
            "2284\tInChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)\t"
            f"{BACLOFEN_KEY}\n",
            {"pubchem_cid": "CID 2284"},
            {"pubchem_cid": [3]},
            id="listing-of-pubchem",
        ),
        pytest.param(
            "metabolites.csv",
            "HMDB ID,SMILES\nHMDB00112,NCCCC(=O)O\nHMDB0001847,Cn1c(=O)c2c(ncn2C)n(C)c1=O\n",
            {"hmdb_id": "HMDB0000112"},
            {"hmdb_id": [2]},
            id="hmdb-of-five-and-seven-digits",
        ),
        pytest.param(
            "dashboard.csv",
            "DTXSID,SMILES\nDTXSID5022641,NCC(CC(=O)O)c1ccc(Cl)cc1\nDTXSID0020232,Cn1c(=O)c2c(ncn2C)n(C)c1=O\n",
            {"dtxsid": "dtxsid5022641", "hmdb_id": "HMDB0014327"},
            {"dtxsid": [2]},
            id="dtxsid",
        ),
        pytest.param(
            "chem_prop.tsv",
            "### MetaNetX/MNXref reconciliation ###\n"
            "#ID\tname\treference\tformula\tcharge\tmass\tInChI\tInChIKey\tSMILES\n"
            "BIOMASS\tBIOMASS\tmnx:BIOMASS\t\t\t\t\t\t\n"
            "MNXM2519\tcaffeine\tchebi:27732\tC8H10N4O2\t0\t194.0804\t\t\tCn1c(=O)c2c(ncn2C)n(C)c1=O\n"
            "MNXM192\t4-aminobutanoate\tchebi:30566\tC4H9NO2\t0\t103.0633\t\t\tNCCCC(=O)O\n"
            "MNXM108\thexadecanoate\tchebi:7896\tC16H31O2\t-1\t255.2330\t\t\tCCCCCCCCCCCCCCCC(=O)[O-]\n"
            "MNXM20\t2-oxoglutarate\tchebi:16810\tC5H4O5\t-2\t144.0064\t\t\tO=C([O-])CCC(=O)C(=O)[O-]\n",
            {"metanetx_id": "MNXM192"},
            {"metanetx_id": [5]},
            id="metanetx",
        ),
        pytest.param(
            "chemreps.txt",
            "chembl_id\tcanonical_smiles\tstandard_inchi_key\nCHEMBL701\tNCC(CC(=O)O)c1ccc(Cl)cc1\t" + BACLOFEN_KEY,
            {"chembl_id": "701"},
            {"chembl_id": [2]},
            id="chembl",
        ),
        pytest.param(
            "several.csv",
            "cas;smiles\n1134-47-0, 56-12-2;NCCCC(=O)O\n",
            {"cas": "56-12-2"},
            {"cas": [2]},
            id="several-numbers-in-a-cell",
        ),
        pytest.param(
            "synonyms.csv",
            "name,synonyms,smiles\nBaclofen,Lioresal|Gablofen,NCC(CC(=O)O)c1ccc(Cl)cc1\n",
            {"name": "Gablofen"},
            {"name": [2]},
            id="synonym",
        ),
        pytest.param(
            "links.jsonl",
            '{"CAS": "56-12-2", "INCHI_KEY": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}\n',
            {"cas": "56-12-2"},
            {"cas": [1]},
            id="json-lines",
        ),
    ],
)
def test_formats(tmp_path, name, text, stated, lines):
    """Whatever we read is a reference; PubChem's listings are split without our reader."""
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())

    assert found(Reference.open(path), **stated) == lines


def test_the_short_way_reads_as_our_readers_do(tmp_path):
    """A listing and the same rows as a table give the same entries."""
    inchi = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
    row = f"119\t{inchi}\tBTCSSZJGUNDROE-UHFFFAOYSA-N\n"
    (tmp_path / "CID-InChI-Key").write_text(row)
    (tmp_path / "table.tsv").write_text(f"CID\tInChI\tInChIKey\n{row}")
    record = StructureRecord(pubchem_cid="119")
    (answers,) = look_up([Reference.open(tmp_path / name) for name in ("CID-InChI-Key", "table.tsv")], [record])
    one, other = (answer.entries[0] for answer in answers)

    assert (one.inchi, one.inchikey, one.numbers) == (other.inchi, other.inchikey, other.numbers)
    assert one.inchi == inchi


def test_an_index_is_built_once(table, monkeypatch):
    """The second opening reads the index and not the file."""
    path = table()
    Reference.open(path)
    monkeypatch.setattr(building, "batches", None)

    assert found(Reference.open(path), cas="56-12-2") == {"cas": [5]}


def test_a_stale_index_is_built_anew(table):
    """A file that changed is indexed again."""
    Reference.open(table())
    path = table(rows=[("", "56-12-2", "GABA", "NCCCC(=O)O", "")])

    assert found(Reference.open(path), cas="56-12-2") == {"cas": [2]}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"no database " * 1000), id="something-else"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size - 4096), id="cut-off"),
        pytest.param(lambda path: path.write_bytes(b"\0" * 100 + path.read_bytes()[100:]), id="head-lost"),
        pytest.param(lambda path: told_otherwise(path, columns=["nothing"]), id="other-columns"),
        pytest.param(lambda path: told_otherwise(path, columns=[[1]]), id="columns-of-lists"),
        pytest.param(lambda path: told_otherwise(path, left_out={"cas": 3}), id="other-left-out"),
        pytest.param(lambda path: told_otherwise(path, rows=None), id="no-rows"),
    ],
)
def test_a_damaged_index_is_built_anew(table, damage):
    """An index that is not whole is replaced."""
    path = table()
    damage(Path(Reference.open(path).index))

    assert found(Reference.open(path), cas="56-12-2") == {"cas": [5]}


def told_otherwise(path, **changes):
    """Let an index say something else of itself."""
    with closing(sqlite3.connect(path)) as database, database:
        (summary,) = database.execute("SELECT summary FROM about").fetchone()
        database.execute("UPDATE about SET summary = ?", [json.dumps(json.loads(summary) | changes)])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    """A reference is read more than once, which a pipe cannot be."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match="read once: save it to a file"):
        Reference.open(tmp_path / "pipe")


def test_an_index_that_is_damaged_later_is_a_reason(table):
    """Where an index cannot be read any more, the answers say so."""
    reference = Reference.open(table())
    Path(reference.index).write_bytes(b"no database " * 1000)
    (answers,) = reference.look_up([StructureRecord(cas="56-12-2")])

    assert [(answer.entries, "is damaged" in (answer.failure or "")) for answer in answers] == [((), True)]


def test_an_unfinished_index_is_no_index(table, monkeypatch, index_folder):
    """A build that fails leaves nothing behind."""

    def failing(*_):
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(building, "json", type("Failing", (), {"dumps": failing}))
    with pytest.raises(InputError, match="disk full"):
        building.build(str(table()), index_folder / "some.sqlite")

    assert list(index_folder.iterdir()) == []


def test_a_file_that_changes_while_it_is_read(table, monkeypatch):
    """A reference that changes under the build is refused in one line."""
    path = table()
    states = iter("ab")
    monkeypatch.setattr(building, "fingerprint_of", lambda _: next(states))

    with pytest.raises(InputError, match="changed while it was read"):
        building.build(str(path), path.with_suffix(".sqlite"))


def test_two_processes_build_at_once(table, index_folder):
    """Both get a whole index, and nothing else is left."""
    path = table()
    code = f"from gaba_analogs.references.tables import Reference; print(Reference.open({str(path)!r}).rows)"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(2)]

    assert [process.communicate()[0] for process in both] == [b"4\n", b"4\n"]
    assert len(list(index_folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("smiles,formula\nCCO,C2H6O\n", "no column of identifiers", id="no-identifiers"),
        pytest.param("cas,name\n64-17-5,ethanol\n", "no structure, key, formula or mass", id="nothing-to-compare"),
        pytest.param("inchikey\nLFQSCWFLJHTTHZ-UHFFFAOYSA-N\n", "InChIKeys alone", id="keys-alone"),
        pytest.param("cas,smiles\nCCO,64-17-5\nCCN,75-04-7\n", "is the column shifted", id="shifted"),
        pytest.param("a,b\n1,2\n", "column", id="no-table"),
    ],
)
def test_what_is_no_reference(tmp_path, text, words):
    """A table that cannot serve is refused in one line that says why."""
    path = tmp_path / "table.csv"
    path.write_text(text)

    with pytest.raises(InputError, match=words) as refused:
        Reference.open(path)
    assert "\n" not in str(refused.value)


def test_a_shifted_column_is_left_out(tmp_path):
    """A column of which most values are no identifiers is told and not used; the others are."""
    path, said = tmp_path / "table.csv", []
    path.write_text("cas,unii,smiles\nethanol,3K9958V90M,CCO\nwater,059QF0KO0R,O\n")
    reference = Reference.open(path, say=said.append)

    assert reference.columns == {"unii"}
    assert said == [f"{path}: not looked up by CAS number: 2 of 2 values are not valid CAS numbers, such as 'ethanol'"]


def test_a_column_with_one_value_that_is_not_valid(tmp_path):
    """A single malformed identifier is called so: baclofen's UNII ends in 8 (FDA)."""
    path, said = tmp_path / "table.csv", []
    path.write_text("unii,cas,smiles\nH789N3FKE9,1134-47-0,NCC(CC(=O)O)c1ccc(Cl)cc1\n")
    Reference.open(path, say=said.append)

    assert said == [f"{path}: not looked up by UNII: 1 of 1 values is not a valid UNII: 'H789N3FKE9'"]


def test_very_many_rows_of_one_identifier(tmp_path):
    """Only so many rows of an identifier are read, and the answer says that there are more."""
    path = tmp_path / "table.csv"
    path.write_text("cas,smiles\n" + "64-17-5,CCO\n" * 1000 + "75-04-7,CCN\n")
    (answers,) = Reference.open(path).look_up([StructureRecord(cas="64-17-5")])

    assert [(len(answer.entries), answer.unread) for answer in answers] == [(MOST_ENTRIES, True)]
    assert found(Reference.open(path), cas="75-04-7") == {"cas": [1002]}


def test_a_record_gets_the_same_answers_in_any_company(tmp_path):
    """What another record asks for is no answer to this one, and a name does not save the look at the key."""
    path = tmp_path / "table.csv"
    path.write_text("name,InChIKey,Formula\nglycine,DHMQDGOQFOQNFH-UHFFFAOYSA-N,C2H5NO3\n", encoding="utf-8")
    reference = Reference.open(path)
    stated = {"inchikey": "DHMQDGOQFOQNFH-UHFFFAOYSA-N", "formula": "C2H5NO2", "smiles": "NCC(=O)O"}  # PubChem CID 750
    records = [StructureRecord(name=name, **stated) for name in ("glycine", "aminoacetic acid")]

    def asked(together):
        return [[(answer.field, answer.value) for answer in own] for own in reference.look_up(together)]

    assert asked(records) == [asked([record])[0] for record in records]
    reports = [verify(record, names=False, against=[path]) for record in records]
    assert [report.verdict for report in reports] == ["inconsistent", "inconsistent"]
