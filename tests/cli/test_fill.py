"""--fill: which empty fields are filled, from what, in which formats, and what is never touched.

Values are PubChem's: GABA CID 119, ethanol 702, baclofen 2284 and its hydrochloride 12306731.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pandas as pd
import pytest
from rdkit import Chem

import gaba_analogs as ga
from gaba_analogs.cli.main import main
from workbooks import workbook

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


@pytest.mark.parametrize("empty", ["N/A", "nan", "[]", "-", "#N/A", "not available"])
def test_a_placeholder_is_an_empty_cell(capsys, tmp_path, empty):
    """What states nothing is filled, and the column of changes says what stood there."""
    text, said = fill(capsys, tmp_path, f"smiles,inchikey\nCCO,{empty}\n", "a.csv", "--fill", "inchikey")
    row = next(csv.DictReader(text.splitlines()))

    assert row["inchikey"] == ETHANOL
    assert row["gaba_analogs_changes"] == f"inchikey: filled from SMILES (was {empty})"
    assert "1 empty field filled in 1 record, from SMILES" in said


@pytest.mark.parametrize(
    ("field", "stated"), [("molecular_weight", "0"), ("inchikey", "LFQSCWFLJHTTHZ"), ("cas", "trade secret")]
)
def test_what_is_a_placeholder(capsys, tmp_path, field, stated):
    """A mass of zero is one; words of a person and a damaged value are none."""
    reference = tmp_path / "table.csv"
    reference.write_text(f"CAS,InChIKey\n64-17-5,{ETHANOL}\n", encoding="utf-8")
    table = f"smiles,{field}\nCCO,{stated}\n"
    text, _ = fill(capsys, tmp_path, table, "a.csv", "--fill", field, "--against", reference)

    assert (text != table) is (stated == "0")


@pytest.mark.parametrize("empty", ["N/A", "[]"])
@pytest.mark.parametrize("form", ["a.jsonl", "a.sdf"])
def test_a_placeholder_in_other_formats(capsys, tmp_path, form, empty):
    """Formats without columns are filled likewise."""
    entry = {
        "a.jsonl": f'{{"smiles": "CCO", "inchikey": "{empty}"}}\n',
        "a.sdf": f"{Chem.MolToMolBlock(Chem.MolFromSmiles('CCO'))}>  <inchikey>\n{empty}\n\n$$$$\n",
    }[form]

    assert fill(capsys, tmp_path, entry, form, "--fill", "inchikey")[0] == entry.replace(empty, ETHANOL)


def test_a_placeholder_in_a_workbook(tmp_path):
    """The cell of a workbook is filled, and the column of changes says what stood there."""
    filled = filled_workbook(tmp_path, sheet_with(TITLES, row_of(2, "A CCO", "B N/A")), "--fill", "inchikey")

    assert f">{ETHANOL}<" in filled
    assert "inchikey: filled from SMILES (was N/A)" in filled


def test_a_placeholder_in_a_frame():
    """In Python, the log says what stood in the cell."""
    fixed = ga.fix_frame(pd.DataFrame({"smiles": ["CCO"], "inchikey": ["N/A"]}), fill="inchikey", names=False)

    assert fixed.frame["inchikey"].tolist() == [ETHANOL]
    assert fixed.log[["was", "became", "why"]].to_numpy().tolist() == [["N/A", ETHANOL, "filled from SMILES"]]


def test_a_label_that_an_entry_does_not_have(capsys, tmp_path):
    """In a spectral library, a field without a label is left out and told of, and the others are filled."""
    text = "NAME: x\nSMILES: CCO\nINCHIKEY: \nNum Peaks: 1\n100 1\n\n"
    filled, said = fill(capsys, tmp_path, text, "a.msp", "--fill", "inchikey,formula")

    assert filled == text.replace("INCHIKEY: ", f"INCHIKEY: {ETHANOL}")
    assert "formula not filled: the entry has no place of its own for it" in said


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
    text, said = fill(capsys, tmp_path, "name,smiles\nx,\n", "a.csv", "--fill", "inchikey")

    assert text == "name,smiles\nx,\n"
    assert "no empty field filled" in said


@pytest.mark.parametrize(
    ("row", "fields", "why"),
    [
        pytest.param(
            "3-aminopropanol,,,", "inchikey", "1 no structure stated (a name is not taken for one)", id="name"
        ),
        pytest.param(",,,56-12-2", "inchikey", "1 no structure stated", id="identifier"),
        pytest.param(",,C2H6O,", "inchikey,molecular_weight", None, id="formula-fills-a-mass"),
        pytest.param("x,CCO,C2H4O,", "inchikey", "1 inconsistent", id="inconsistent"),
        pytest.param("x,CCO,C2H6O,", "smiles", None, id="nothing-empty"),
    ],
)
def test_why_nothing_is_filled(capsys, tmp_path, row, fields, why):
    """What a person can mend is said with the number of records."""
    said = fill(capsys, tmp_path, f"iupac_name,smiles,formula,cas\n{row}\n", "a.csv", "--fill", fields)[1]

    assert (f"1 record not filled: {why}\n" in said) if why else ("not filled" not in said)


def test_the_records_that_are_not_filled(capsys, tmp_path):
    """They are counted beside those that are; --quiet says nothing of what was done."""
    table = "name,smiles,formula\na,CCO,\nb,CCO,C2H4O\nc,CCO,C2H4O\nd,,\n"
    said = fill(capsys, tmp_path, table, "a.csv", "--fill", "inchikey,formula")[1]
    why = "2 inconsistent and 1 no structure stated (a name is not taken for one)"

    assert f"2 empty fields filled in 1 record, from SMILES; 3 records not filled: {why}\n" in said
    assert "filled" not in fill(capsys, tmp_path, table, "a.csv", "--fill", "inchikey", "--quiet")[1]


def test_processes_change_nothing(capsys, tmp_path):
    """The copy of several processes is that of one."""
    alone = fill(capsys, tmp_path, TABLE, "drugs.csv", "--fill", "inchikey", "--workers", "1")[0]

    assert fill(capsys, tmp_path, TABLE, "drugs.csv", "--fill", "inchikey", "--workers", "2")[0] == alone


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(
            ["--fill", "name", "--output", "o.csv"], "--fill name: nothing determines it; smiles, inchi,", id="name"
        ),
        pytest.param(["--fill", "inchikye", "--output", "o.csv"], "did you mean inchikey?", id="unknown"),
        pytest.param(["--fill", "cas", "--output", "o.csv"], "add --against FILE\n", id="without-a-table"),
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


EMPTY = {
    "styled": '<c r="B2" s="1"/>',
    "styled-and-closed": '<c r="B2" s="1"></c>',
    "no-cell": "",
}


def sheet_of(path):
    """Give the XML of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def filled_workbook(tmp_path, xml, *options):
    """Fill a workbook whose sheet is given as XML; give the XML of the copy's."""
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"A": [[]]}))) as archive, zipfile.ZipFile(content, "w") as out:
        for name in archive.namelist():
            out.writestr(name, xml if name.endswith("sheet1.xml") else archive.read(name))
    source.write_bytes(content.getvalue())
    main([str(source), "--no-names", "--output", str(target), *options])
    return sheet_of(target)


def row_of(number, *cells):
    """Write a row: texts, and XML as it is."""
    written = (
        cell
        if cell.startswith("<") or not cell
        else f'<c r="{cell[0]}{number}" t="inlineStr"><is><t>{cell[2:]}</t></is></c>'
        for cell in cells
    )
    return f'<row r="{number}" spans="1:3">{"".join(written)}</row>'


def sheet_with(*rows, below=""):
    """Write a sheet that says which cells it uses."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    used = '<dimension ref="A1:C3"/>'
    return f'<worksheet xmlns="{name}">{used}<sheetData>{"".join(rows)}</sheetData>{below}</worksheet>'


TITLES = row_of(1, "A SMILES", "B InChIKey", "C MW")


@pytest.mark.parametrize("empty", [pytest.param(cell, id=name) for name, cell in EMPTY.items()])
def test_an_empty_cell_of_a_workbook(tmp_path, empty):
    """It is filled where it is or would be and keeps its format; a last column says where its value comes from."""
    xml = sheet_with(TITLES, row_of(2, "A CCO", empty, '<c r="C2" s="1"><v>46.07</v></c>'), row_of(3, "A CO", "B key"))
    style = ' s="1"' if empty else ""
    filled = filled_workbook(tmp_path, xml, "--fill", "inchikey")

    text = f'<is><t xml:space="preserve">{ETHANOL}</t></is>'
    key, remark = f'<c r="B2"{style} t="inlineStr">{text}</c>', "inchikey: filled from SMILES"
    added = [
        f'<c r="D{row}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        for row, text in ((1, "gaba_analogs_changes"), (2, remark))
    ]
    expected = xml.replace('ref="A1:C3"', 'ref="A1:D3"').replace(' spans="1:3"', "", 2)
    expected = expected.replace(f"CCO</t></is></c>{empty}", f"CCO</t></is></c>{key}")
    expected = expected.replace("MW</t></is></c>", f"MW</t></is></c>{added[0]}")

    assert filled == expected.replace("<v>46.07</v></c>", f"<v>46.07</v></c>{added[1]}")


@pytest.mark.parametrize(
    ("cell", "below"),
    [
        pytest.param('<c r="B2" t="str"><f>""</f><v></v></c>', "", id="formula"),
        pytest.param("", '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>', id="merged"),
    ],
)
def test_an_empty_cell_that_holds_nothing(tmp_path, capsys, cell, below):
    """What a formula leaves empty, or another cell covers, is no place for a value: the row stays, and it is said."""
    xml = sheet_with(TITLES, row_of(2, "A CCO", cell, '<c r="C2"><v>46.07</v></c>'), below=below)

    assert filled_workbook(tmp_path, xml, "--fill", "inchikey") == xml
    assert "InChIKey not filled: " in capsys.readouterr().err


def test_new_columns_of_a_workbook(tmp_path, capsys):
    """Fields without a column get one beside everything in the sheet; a second run adds to the remarks."""
    source, once, twice = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    rows = [
        ["SMILES", "MW", None, "note"],
        ["CCO", 46.07, None, None],
        ["NCCCC(=O)O", None, None, "x"],
        ["x", 1, None, None],
    ]
    source.write_bytes(workbook({"A": rows, "Read me": [["hello"]]}))
    main([str(source), "--no-names", "--output", str(once), "--fill", "molecular_weight,inchikey"])
    main([str(once), "--no-names", "--output", str(twice), "--fill", "formula"])
    table = pd.read_excel(twice, engine="calamine", sheet_name="A").astype(object).fillna("")

    assert list(table.columns[3:]) == ["note", "inchikey", "gaba_analogs_changes", "formula"]
    assert list(table["MW"]) == [46.07, 103.12, 1]
    assert list(table["inchikey"]) == [ETHANOL, GABA, ""]
    assert list(table["gaba_analogs_changes"]) == [
        "inchikey: filled from SMILES; formula: filled from SMILES",
        "inchikey: filled from SMILES; molecular_weight: filled from SMILES; formula: filled from SMILES",
        "",
    ]
    assert "3 empty fields filled in 2 records, from SMILES" in capsys.readouterr().err


def test_an_article(tmp_path, capsys):
    """A parameter that the box leaves empty is filled; one that it does not have is not added."""
    box = "{{{{Drugbox\n| drug_name = Ethanol\n| SMILES = CCO\n| StdInChIKey ={}\n| CAS_number =\n}}}}\n"
    text, said = fill(capsys, tmp_path, box.format(" "), "a.wikitext", "--fill", "inchikey,molecular_weight")

    assert text == box.format(f" {ETHANOL}")
    assert "molecular weight not filled: the box has no one place for it" in said
    text, said = fill(capsys, tmp_path, box.format(""), "a.wikitext", "--fill", "inchikey")

    assert text == box.format(f" {ETHANOL}")
    assert "1 empty field filled in 1 record, from SMILES" in said


def test_values_that_differ_are_not_needed(capsys, tmp_path):
    """A value of JSON that was stated stays as it was written."""
    text, _ = fill(capsys, tmp_path, '{"smiles": "CCO", "mw": 46.1}\n', "a.jsonl", "--fill", "molecular_weight,formula")

    assert json.loads(text) == {"smiles": "CCO", "mw": 46.1, "formula": "C2H6O"}
