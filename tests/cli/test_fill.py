"""--fill: which empty fields are filled, from what, in which formats, and what is never touched.

Values are PubChem's: GABA CID 119, ethanol 702, baclofen 2284 and its hydrochloride 12306731.
"""

from __future__ import annotations

import csv
import json

import pandas as pd
import pytest
from rdkit import Chem

from gaba_analogs.cli.main import main

GABA, ETHANOL = "BTCSSZJGUNDROE-UHFFFAOYSA-N", "LFQSCWFLJHTTHZ-UHFFFAOYSA-N"
TABLE = """\
name,smiles,InChIKey,cas
GABA,NCCCC(=O)O,,
baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,KPYSYYIEGFHWSV-UHFFFAOYSA-N,1134-47-0
wrong,CCO,KPYSYYIEGFHWSV-UHFFFAOYSA-N,
racemate,NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|,,
no structure,,,56-12-2
"""


@pytest.fixture(autouse=True)
def index_folder(tmp_path, monkeypatch):
    """Keep indexes in a folder of the test's own."""
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(tmp_path / "cache"))


def fill(capsys, tmp_path, text, name, *options):
    """Fill an input; give the text that is written, and what was said."""
    source, target = tmp_path / name, tmp_path / f"filled-{name}"
    source.write_text(text, encoding="utf-8")
    main([str(source), "--no-names", "--output", str(target), *map(str, options)])
    return target.read_text(encoding="utf-8"), capsys.readouterr().err


def test_a_table(capsys, tmp_path):
    """Empty cells are filled, missing columns added; what is stated, inconsistent, racemic or unknown stays."""
    text, said = fill(capsys, tmp_path, TABLE, "drugs.csv", "--fill", "inchikey,inchi,formula,molecular_weight")
    rows = {row["name"]: row for row in csv.DictReader(text.splitlines())}

    assert rows["GABA"]["InChIKey"] == GABA
    assert rows["GABA"]["inchi"] == "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
    assert rows["GABA"]["formula"], rows["GABA"]["molecular_weight"] == ("C4H9NO2", "103.12")
    assert "inchikey: filled from SMILES" in rows["GABA"]["gaba_analogs_changes"]
    assert rows["baclofen"]["cas"] == "1134-47-0"
    assert not any(rows["wrong"][title] for title in ("inchi", "formula", "gaba_analogs_changes"))
    assert (rows["racemate"]["InChIKey"], rows["racemate"]["formula"]) == ("", "C10H12ClNO2")
    assert not any(rows["no structure"][title] for title in ("InChIKey", "inchi", "formula"))
    assert "9 empty fields filled in 3 records" in said


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("a.tsv", "smiles\tinchikey\nCCO\t\n", f"CCO\t{ETHANOL}", id="last-cell"),
        pytest.param("a.csv", 'smiles,inchikey\n"CCO",""\n', f'"CCO","{ETHANOL}"', id="quoted"),
        pytest.param("a.csv", "no,smiles\n1,CCO\n", f"1,CCO,{ETHANOL}", id="no-column"),
        pytest.param("a.jsonl", '{"smiles": "CCO", "inchikey": null}\n', f'"inchikey": "{ETHANOL}"', id="null"),
        pytest.param("a.jsonl", '{"smiles": "CCO", "inchikey": ""}\n', f'"inchikey": "{ETHANOL}"', id="empty-text"),
        pytest.param("a.jsonl", '{"smiles": "CCO"}\n', f'"inchikey": "{ETHANOL}"', id="no-key"),
        pytest.param("a.json", '[{"smiles": "CCO"}]', f'"inchikey": "{ETHANOL}"', id="document"),
        pytest.param(
            "a.msp", "NAME: x\nSMILES: CCO\nINCHIKEY: \nNum Peaks: 1\n100 1\n\n", f"INCHIKEY: {ETHANOL}", id="library"
        ),
    ],
)
def test_formats(capsys, tmp_path, name, text, found):
    """Every format in which a value has a place of its own is written."""
    assert found in fill(capsys, tmp_path, text, name, "--fill", "inchikey")[0]


def test_an_sd_file(capsys, tmp_path):
    """An entry of an SD file gets a tag, and its molfile stays."""
    text = f"{Chem.MolToMolBlock(Chem.MolFromSmiles('CCO'))}>  <NOTE>\nx\n\n$$$$\n"
    filled, _ = fill(capsys, tmp_path, text, "a.sdf", "--fill", "inchikey")

    assert filled == text.replace("$$$$", f">  <inchikey>\n{ETHANOL}\n\n$$$$")


def test_decimal_commas(capsys, tmp_path):
    """A mass is written as the other masses of its column are."""
    text, _ = fill(capsys, tmp_path, "smiles;mw\nNCCCC(=O)O;\nCCO;46,07\n", "a.csv", "--fill", "molecular_weight")

    assert text.splitlines()[1].startswith("NCCCC(=O)O;103,12;")


def test_from_a_reference(capsys, tmp_path):
    """The one number that a reference lists for the structure is written with its row; one of several is not."""
    reference = tmp_path / "UNII.csv"
    reference.write_text(
        f"UNII,CAS,InChIKey\n2ACZ6IPC6I,56-12-2,{GABA}\n,64-17-5,{ETHANOL}\n,8024-45-1,{ETHANOL}\n", encoding="utf-8"
    )
    table = "smiles,cas,unii\nNCCCC(=O)O,,\nCCO,,\nCO,,\n"
    text, _ = fill(capsys, tmp_path, table, "a.csv", "--fill", "cas,unii", "--against", reference)
    rows = list(csv.DictReader(text.splitlines()))

    assert [(row["cas"], row["unii"]) for row in rows] == [("56-12-2", "2ACZ6IPC6I"), ("", ""), ("", "")]
    assert rows[0]["gaba_analogs_changes"].startswith("cas: filled from UNII.csv:2")


def test_together_with_fix(capsys, tmp_path):
    """A run corrects and fills, each record one or the other."""
    table = "smiles,inchikey,formula,inchi\nNCCCC(=O)O,,C4H9NO2,\n"
    table += f'NCCCC(=O)O,{GABA},C4H7NO2,"InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"\n'
    text, said = fill(capsys, tmp_path, table, "a.csv", "--fill", "inchikey", "--fix", "--unsafe-fixes")
    rows = list(csv.DictReader(text.splitlines()))

    assert (rows[0]["inchikey"], rows[1]["formula"]) == (GABA, "C4H9NO2")
    assert "1 correction written in 1 record; 1 empty field filled in 1 record" in said


def test_nothing_to_fill(capsys, tmp_path):
    """An input in which nothing is filled is copied byte for byte."""
    assert fill(capsys, tmp_path, "name,smiles\nx,\n", "a.csv", "--fill", "inchikey")[0] == "name,smiles\nx,\n"


def test_processes_change_nothing(capsys, tmp_path):
    """The copy of several processes is that of one."""
    alone = fill(capsys, tmp_path, TABLE, "drugs.csv", "--fill", "inchikey", "--workers", "1")[0]

    assert fill(capsys, tmp_path, TABLE, "drugs.csv", "--fill", "inchikey", "--workers", "2")[0] == alone


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--fill", "name", "--output", "o.csv"], "--fill name: nothing determines it", id="name"),
        pytest.param(["--fill", "inchikye", "--output", "o.csv"], "did you mean inchikey?", id="unknown"),
        pytest.param(["--fill", "cas", "--output", "o.csv"], "add --against FILE", id="without-a-table"),
        pytest.param(["--fill", ",", "--output", "o.csv"], "--fill: no field given", id="none"),
        pytest.param(["--fill", "inchikey"], "--fill needs --output PATH", id="no-output"),
        pytest.param(["--fill", "inchikey", "--output", "drugs.csv"], "is an input", id="the-input"),
        pytest.param(["--fill", "inchikey", "--output", "o.html"], "--fill writes a copy", id="a-report"),
    ],
)
def test_options_that_make_no_sense(capsys, tmp_path, monkeypatch, options, words):
    """One line says what is wrong."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drugs.csv").write_text(TABLE, encoding="utf-8")
    code = main(["drugs.csv", "--no-names", *options])
    said = capsys.readouterr().err

    assert code == 2
    assert words in said
    assert len(said.splitlines()) == 1


def test_a_workbook_is_refused(capsys, tmp_path):
    """A workbook has no place for new cells: it is said before anything is verified."""
    source = tmp_path / "a.xlsx"
    pd.DataFrame({"smiles": ["CCO"]}).to_excel(source, index=False, engine="xlsxwriter")
    code = main([str(source), "--fill", "inchikey", "--output", str(tmp_path / "b.xlsx")])

    assert code == 2
    assert "save it as CSV or SDF" in capsys.readouterr().err


def test_values_that_differ_are_not_needed(capsys, tmp_path):
    """A value of JSON that was stated stays as it was written."""
    text, _ = fill(capsys, tmp_path, '{"smiles": "CCO", "mw": 46.1}\n', "a.jsonl", "--fill", "molecular_weight,formula")

    assert json.loads(text) == {"smiles": "CCO", "mw": 46.1, "formula": "C2H6O"}
