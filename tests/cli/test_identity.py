"""Records named by a column of identifiers, and columns that are passed through."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from gaba_analogs.cli import main as cli

TABLE = """Catalog no,name,SMILES,formula,price
GB-7,GABA,NCCCC(=O)O,C4H7NO2,12
GB-8,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,C10H12ClNO2,=99
"""
"""Two compounds; the formula of GABA lacks two hydrogens, and a price is a formula of a spreadsheet."""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command on the table."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drugs.csv").write_text(TABLE)

    def command(*arguments):
        code = cli.main(["drugs.csv", "--no-names", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_json_names_the_identifier(run):
    """A program reads the identifier beside the name."""
    _, out, _ = run("--id", "catalog no", "--format", "jsonl")

    assert [json.loads(line)["record"]["id"] for line in out.splitlines()] == ["GB-7", "GB-8"]


def test_csv_begins_with_the_identifier_and_ends_with_the_columns(run):
    """A table says which record it is first, and passes columns through last."""
    _, out, _ = run("--id", "Catalog no", "--columns", "price,SMILES", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))

    assert (next(iter(rows[0])), list(rows[0])[-2:]) == ("id", ["price", "SMILES"])
    assert [(row["id"], row["price"], row["SMILES"]) for row in rows] == [
        ("GB-7", "12", "NCCCC(=O)O"),
        ("GB-8", "'=99", "NCC(CC(=O)O)c1ccc(Cl)cc1"),
    ]


def test_a_column_of_the_report_keeps_its_title(run):
    """Where the input has a column of the same title, the one that is passed through says so."""
    _, out, _ = run("--columns", "all", "--format", "csv")

    assert out.splitlines()[0].endswith(",Catalog no,input name,SMILES,formula,price")


@pytest.mark.parametrize("target", ["report.parquet", "parts"])
def test_parquet_has_the_same_columns(run, target):
    """A file and a folder of parts pass the columns through as text."""
    run("--id", "Catalog no", "--columns", "price", "--format", "parquet", "--output", target)
    frame = pd.read_parquet(target)

    assert frame[["id", "price"]].to_numpy().tolist() == [["GB-7", "12"], ["GB-8", "=99"]]


def test_other_reports_name_the_identifier(run):
    """SARIF, JUnit, annotations and text name a record by its identifier."""
    sarif = json.loads(run("--id", "Catalog no", "--format", "sarif")[1])
    junit = ET.fromstring(run("--id", "Catalog no", "--format", "junit")[1])  # noqa: S314 - our own

    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["properties"]["id"] == "GB-7"
    assert [case.get("name") for case in junit.iter("testcase")] == ["GB-7 (GABA) (row 1)", "GB-8 (baclofen) (row 2)"]
    for form in ("github", "text", "html"):
        assert "GB-7" in run("--id", "Catalog no", "--format", form)[1]


def test_the_fingerprint_is_the_same_in_every_report(run):
    """JSON, SARIF and HTML know a finding by the same text."""
    (finding,) = json.loads(run("--format", "jsonl")[1].splitlines()[0])["findings"]
    sarif = json.loads(run("--format", "sarif")[1])

    assert finding["fingerprint"] in sarif["runs"][0]["results"][0]["partialFingerprints"].values()
    assert finding["fingerprint"] in run("--format", "html")[1]


def test_an_absent_column_is_an_error(run):
    """A misspelt identifier is not passed over."""
    code, _, err = run("--id", "Catalogue no")

    assert code == 2
    assert "did you mean 'Catalog no'?" in err


def test_all_columns_of_standard_input_cannot_be_known(capsys):
    """What cannot be read twice has no columns to look ahead at."""
    assert cli.main(["-", "--columns", "all", "--format", "csv"]) == 2
    assert "name the columns" in capsys.readouterr().err
