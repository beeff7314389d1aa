"""The command with reference tables: what it prints, its exit code, and what it does with a table that is none."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from gaba_analogs.cli.main import main
from gaba_analogs.output.schema import schema
from gaba_analogs.references.tables import Reference

INPUT = "name,cas,smiles\nsalt,1134-47-0,NCC(CC(=O)O)c1ccc(Cl)cc1.Cl\nGABA,56-12-2,NCCCC(=O)O\nethanol,64-17-5,CCO\n"


@pytest.fixture
def drugs(tmp_path):
    """Write an input: a wrong number, a right one, and one that the table does not know."""
    path = tmp_path / "drugs.csv"
    path.write_text(INPUT, encoding="utf-8")
    return path


def run(capsys, *arguments):
    """Run the command; give exit code, output and errors."""
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def test_against(capsys, drugs, table):
    """The report names the row of the table that an identifier stands for, and validates."""
    code, out, _ = run(capsys, drugs, "--against", table(), "--no-names", "--format", "json")
    report = json.loads(out)
    jsonschema.validate(report, json.loads(schema()))

    assert code == 1
    assert [record["verdict"] for record in report["records"]] == ["inconsistent", "verified", "unverified"]
    assert "CAS number 1134-47-0 (Baclofen, UNII.csv:2)" in report["records"][0]["findings"][0]["message"]
    assert report["records"][1]["agreement"]["connectivity"] == [["smiles", "cas", "UNII.csv"]]


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "html", "sarif", "junit", "github"])
def test_every_format(capsys, drugs, table, form):
    """Every format has the finding."""
    code, out, _ = run(capsys, drugs, "--against", table(), "--no-names", "--format", form)

    assert code == 1
    assert "reference-component-mismatch" in out


def test_a_bad_table_does_not_stop_the_run(capsys, drugs, tmp_path):
    """A table that is no reference is one line on standard error; the records are verified, and the exit code is 2."""
    bad = tmp_path / "bad.csv"
    bad.write_text("smiles\nCCO\n")
    code, out, err = run(capsys, drugs, "--against", bad, "--no-names")

    assert code == 2
    assert err.splitlines()[0].endswith("it has no column of identifiers or names; not compared with it")
    assert "3 records" in out


def test_a_bad_table_beside_an_inconsistent_record(capsys, tmp_path):
    """A table that cannot be used is an error of the run: exit code 2, also where a record is inconsistent."""
    for name, text in {"drugs.csv": "smiles,formula\nCCO,C2H4O\n", "noid.csv": "foo,bar\n1,2\n"}.items():
        (tmp_path / name).write_text(text)
    code, _, err = run(capsys, tmp_path / "drugs.csv", "--against", tmp_path / "noid.csv", "--no-names")

    assert code == 2
    assert "no column recognised; found foo, bar: rename one in the table, such as to smiles, inchikey or cas" in err
    assert "1 reference table could not be used" in err
    assert "--map" not in err


def test_no_such_table(capsys, drugs, tmp_path):
    """A table that is not there is said so."""
    code, _, err = run(capsys, drugs, "--against", tmp_path / "none.csv", "--no-names")

    assert code == 2
    assert "none.csv: no such file" in err


def test_index(capsys, table, tmp_path):
    """The index is built and described; a file that is none gives exit code 2."""
    code, out, _ = run(capsys, "index", table())
    none, _, err = run(capsys, "index", tmp_path / "none.csv")

    assert (code, none) == (0, 2)
    assert "4 rows, found by CAS number, UNII, InChIKey, name; index" in out
    assert "no such file" in err


def test_unmatched(capsys, drugs, table, tmp_path):
    """What only the input or only the table has is listed with its place and identifiers."""
    path = tmp_path / "unmatched.csv"
    run(capsys, drugs, "--against", table(), "--no-names", "--unmatched", path)
    with path.open(newline="") as stream:
        rows = [(row["place"].rpartition("/")[2], row["name"], row["cas"]) for row in csv.DictReader(stream)]

    assert rows == [
        ("drugs.csv:4", "ethanol", "64-17-5"),
        ("UNII.csv:3", "Arbaclofen", "69308-37-8"),
        ("UNII.csv:4", "Baclofen hydrochloride", "28311-31-1"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--unmatched", "list.csv"], "--unmatched needs --against", id="without-a-table"),
        pytest.param(
            ["--against", "a.csv", "--unmatched", "l.csv", "--resume", "--format", "parquet", "--output", "parts"],
            "cannot be combined",
            id="resumed",
        ),
    ],
)
def test_options_that_make_no_sense(capsys, drugs, options, words):
    """The message says what is missing."""
    code, _, err = run(capsys, drugs, *options)

    assert code == 2
    assert words in err


def test_resume_after_the_table_changed(capsys, drugs, table, tmp_path):
    """Parts of a run against another state of the table are not continued."""
    parts = tmp_path / "parts"
    options = (drugs, "--no-names", "--format", "parquet", "--output", parts)
    run(capsys, *options, "--against", table())
    again, _, _ = run(capsys, *options, "--against", table(), "--resume")
    code, _, err = run(capsys, *options, "--against", table(rows=[("", "56-12-2", "", "NCCCC(=O)O", "")]), "--resume")

    assert (again, code) == (1, 2)
    assert "cannot be resumed because this changed: option against" in err


def test_fix_writes_the_number_of_the_table(capsys, table, tmp_path):
    """A number that the other fields and the table determine is written as a likely correction, and tried first."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    inchi = "InChI=1S/C10H12ClNO2.ClH/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14;/h1-4,8H,5-6,12H2,(H,13,14);1H"
    source.write_text(f'cas,smiles,inchi\n1134-47-0,NCC(CC(=O)O)c1ccc(Cl)cc1.Cl,"{inchi}"\n', encoding="utf-8")
    run(capsys, source, "--against", table(), "--no-names", "--fix", "--unsafe-fixes", "--output", target)

    assert target.read_text(encoding="utf-8").splitlines()[1].startswith("28311-31-1,")


def test_identifiers_that_no_table_has_are_named_once(capsys, table, tmp_path):
    """Two identifiers that are not in one table are one reason."""
    source = tmp_path / "in.csv"
    source.write_text("cas,unii,smiles\n50-78-2,R16CO5Y76E,CC(=O)Oc1ccccc1C(=O)O\n", encoding="utf-8")  # aspirin
    _, out, _ = run(capsys, source, "--against", table(), "--no-names", "-f", "jsonl")

    assert "there is no such CAS number or UNII in " in out
    assert "and no such" not in out


@pytest.mark.parametrize("options", [[], ["--workers", "2"], ["--unmatched", "u.csv"]], ids=lambda each: str(each[:1]))
def test_an_index_that_is_damaged_within(table, tmp_path, monkeypatch, capsys, options):
    """It is said in one line, the run fails though the records agree, and the next one has a new index."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drugs.csv").write_text("cas,smiles,formula\n56-12-2,NCCCC(=O)O,C4H9NO2\n", encoding="utf-8")
    reference = Reference.open(table())
    page = 8192
    with Path(reference.index).open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(page)
        file.write(b"\xff" * (size - 3 * page))  # all but what it says of itself
    command = ["drugs.csv", "--against", reference.source, "--no-names", *options]
    first, said = main(command), capsys.readouterr()
    again = main(command)

    assert first == 2
    assert "its index is damaged: run the command again" in said.err
    assert "✓ verified" in said.out or "--unmatched" in options
    assert again == 0
