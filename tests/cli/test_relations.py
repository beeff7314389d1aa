"""The command with --relations: every table that it writes, what it says, and options that make no sense."""

from __future__ import annotations

import pandas as pd
import pytest

from gaba_analogs.cli.main import main

INPUT = """\
no,name,smiles,formula
7,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,
8,=salt,NCC(CC(=O)O)c1ccc(Cl)cc1.Cl,
9,wrong,NCCCC(=O)O,C4H9NO3
10,none,,C4H9NO2
"""
READERS = {
    "csv": lambda path: pd.read_csv(path, dtype=str),
    "jsonl": lambda path: pd.read_json(path, lines=True, dtype=str),
    "parquet": pd.read_parquet,
    "xlsx": lambda path: pd.read_excel(path, dtype=str, engine="calamine"),
}


@pytest.fixture
def drugs(tmp_path):
    """Write an input: a drug, its salt, a record that is wrong, one without a structure."""
    path = tmp_path / "drugs.csv"
    path.write_text(INPUT, encoding="utf-8")
    return path


def run(capsys, *arguments):
    """Run the command; give exit code, output and errors."""
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("ending", READERS)
def test_every_table(capsys, drugs, tmp_path, ending):
    """A relation has the places and identifiers of both records; a closing line says what was left out."""
    path = tmp_path / f"relations.{ending}"
    code, _, err = run(capsys, drugs, "--no-names", "--id", "no", "--relations", path)
    (row,) = READERS[ending](path).to_dict("records")

    assert code == 1
    assert (row["name"].lstrip("'"), str(row["id"]), str(row["line"]), row["relation"]) == (
        "=salt",
        "8",
        "3",
        "salt of",
    )
    assert (row["other_name"], str(row["other_id"]), str(row["other_line"])) == ("baclofen", "7", "2")
    assert row["detail"] == "hydrochloride"
    assert "1 relation between records; left out: 1 record inconsistent, 1 record without a structure" in err


def test_two_inputs_in_several_processes(capsys, drugs, tmp_path):
    """Records of different files are related; processes change nothing."""
    other = tmp_path / "other.csv"
    other.write_text("smiles\nNC[C@H](CC(=O)O)c1ccc(Cl)cc1\n", encoding="utf-8")
    path = tmp_path / "relations.csv"
    run(capsys, drugs, other, "--no-names", "--workers", "2", "--relations", path)
    rows = pd.read_csv(path, dtype=str)

    assert rows[["relation", "other_source"]].to_numpy().tolist() == [
        ["stereo parent of", str(other)],
        ["salt of", str(drugs)],
    ]


def test_no_relations(capsys, tmp_path):
    """A table without relations has its columns."""
    source, path = tmp_path / "one.csv", tmp_path / "relations.csv"
    source.write_text("smiles\nCCO\n", encoding="utf-8")
    _, _, err = run(capsys, source, "--relations", path)

    assert list(pd.read_csv(path).columns)[:6] == ["name", "id", "source", "line", "row", "relation"]
    assert "0 relations between records" in err


def test_duplicates_with_values(capsys, tmp_path):
    """Values of the forms of one parent, and an identifier of two compounds, are compared across the input."""
    source = tmp_path / "assays.csv"
    source.write_text(
        'no,smiles,"pIC50, binding"\nGB-1,NCC(CC(=O)O)c1ccc(Cl)cc1,5.2\nGB-1,NCC(CC(=O)O)c1ccc(Cl)cc1.Cl,7.9\n',
        encoding="utf-8",
    )
    options = ("--cross-record", "--duplicates", "parent", "--values", '"pIC50, binding"', "--id", "no")
    _, out, _ = run(capsys, source, "--no-names", *options)

    assert "pIC50, binding of " in out
    assert "id GB-1 is given to 2 structures" in out
    assert "one parent in 2 records" in out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--duplicates", "parent"], "--duplicates needs --cross-record", id="duplicates-alone"),
        pytest.param(["--values", "pIC50"], "--values needs --cross-record", id="values-alone"),
        pytest.param(["--cross-record", "--values", "pIC50"], "no column 'pIC50'", id="no-such-column"),
        pytest.param(["--relations", "r.pdf"], "give a file that ends in .csv, .jsonl", id="another-format"),
        pytest.param(["--relations", "none/r.csv"], "there is no folder none", id="no-folder"),
        pytest.param(["--relations", "drugs.csv"], "--relations drugs.csv is an input", id="the-input"),
        pytest.param(
            ["--relations", "r.csv", "--resume", "--format", "parquet", "--output", "parts"],
            "cannot be combined",
            id="resumed",
        ),
    ],
)
def test_options_that_make_no_sense(capsys, drugs, monkeypatch, options, words):
    """One line says what is wrong."""
    monkeypatch.chdir(drugs.parent)
    code, _, err = run(capsys, "drugs.csv", *options)

    assert code == 2
    assert words in err
    assert len(err.splitlines()) == 1
