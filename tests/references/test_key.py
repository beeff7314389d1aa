"""A column of identifiers of one's own, looked up in a reference table; ties that a reference decides."""

from __future__ import annotations

import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs.cli.main import main

GABA, BACLOFEN = (
    ("NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N"),
    ("NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"),
)


@pytest.fixture
def catalogue(tmp_path):
    """Write a list of one's own: a number, a name, a structure."""
    path = tmp_path / "catalogue.csv"
    path.write_text(f"Catalog no,Name,SMILES\nGB-1,GABA,{GABA[0]}\nGB-2,baclofen,{BACLOFEN[0]}\n", encoding="utf-8")
    return path


@pytest.fixture
def drugs(tmp_path):
    """Write an input: a right number, a wrong one, a wrong key beside a right number, an unknown number, none."""
    path = tmp_path / "drugs.csv"
    rows = [("GB-1", *GABA), ("gb-2", *GABA), ("GB-2", BACLOFEN[0], GABA[1]), ("GB-9", *GABA), ("", *GABA)]
    text = "".join(f"{','.join(row)}\n" for row in rows)
    path.write_text(f"Catalog no,smiles,inchikey\n{text}", encoding="utf-8")
    return path


def test_the_command(capsys, catalogue, drugs):
    """The number is a witness like any other: it is blamed where the others agree, and decides where they do not."""
    code = main([str(drugs), "--against", str(catalogue), "--key", "Catalog no", "--no-names", "--format", "csv"])
    rows = [line.split(",") for line in capsys.readouterr().out.splitlines()[1:]]

    assert code == 1
    assert [(row[4], row[5]) for row in rows] == [
        ("verified", ""),
        ("inconsistent", "own_id"),
        ("inconsistent", "inchikey"),
        ("verified", ""),
        ("verified", ""),
    ]


def test_in_python(catalogue, drugs):
    """A DataFrame names the column, a record states the field."""
    frame = ga.verify_frame(
        pd.read_csv(drugs), against=catalogue, key="Catalog no", names=False, progress=False
    ).to_frame()
    reference = ga.Reference.open(catalogue, key="Catalog no")
    report = ga.verify({"own_id": "GB-2", "smiles": GABA[0], "inchikey": GABA[1]}, against=reference, names=False)

    assert frame["suspects"].tolist() == ["", "own_id", "inchikey", "", ""]
    assert report.suspects == ("own_id",)
    assert "own identifier GB-2 (baclofen, catalogue.csv:3)" in report.findings[0].message


def test_a_tie_is_decided_and_its_correction_says_whose_word_it_is(catalogue):
    """Without the reference a SMILES and a key that differ are undecided; with it the key is wrong, and by whom."""
    record = {"own_id": "GB-2", "smiles": BACLOFEN[0], "inchikey": GABA[1]}
    alone = ga.verify(record, names=False)
    decided = ga.verify(record, against=ga.Reference.open(catalogue, key="Catalog no"), names=False)

    assert alone.ambiguous
    assert (decided.ambiguous, decided.suspects) == (False, ("inchikey",))
    assert decided.corrections == {"inchikey": BACLOFEN[1]}
    assert ("smiles", "own_id", "catalogue.csv") in decided.agreement["connectivity"]
    assert any("own identifier GB-2 (baclofen, catalogue.csv:3)" in one.message for one in decided.findings)


def test_another_column_is_another_index(catalogue):
    """The index of a file with a key is not that of the file without."""
    plain = ga.Reference.open(catalogue)
    keyed = ga.Reference.open(catalogue, key="Catalog no")

    assert plain.index != keyed.index
    assert "own identifier" in keyed.description
    assert "own identifier" not in plain.description


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--key", "no"], "--key needs --against", id="without-a-table"),
        pytest.param(["--against", "catalogue.csv", "--key", " "], "--key: give the title", id="empty"),
    ],
)
def test_options_that_make_no_sense(capsys, drugs, options, words):
    """One line says what is wrong."""
    code = main([str(drugs), *options])
    said = capsys.readouterr().err

    assert code == 2
    assert words in said
    assert len(said.splitlines()) == 1


def test_a_table_without_the_column(capsys, drugs, tmp_path):
    """It is said with what is there, and the records are verified without it."""
    other = tmp_path / "other.csv"
    other.write_text("cas,smiles\n56-12-2,NCCCC(=O)O\n", encoding="utf-8")
    code = main([str(drugs), "--against", str(other), "--key", "Catalog no", "--no-names", "-q"])
    said = capsys.readouterr()

    assert code == 2
    assert "other.csv: no column 'Catalog no'; found cas, smiles: name one of these; not compared with it" in said.err
