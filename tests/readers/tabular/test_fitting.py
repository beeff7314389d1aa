"""Tables whose rows have a cell more than the header has titles."""

from __future__ import annotations

import io

import pytest

from gaba_analogs.readers.catalogue import recognised
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.notes import InputNotes

GABA = {"name": "GABA", "smiles": "NCCCC(=O)O"}
TORN = "row has 4 cells but the header has 3: if MW has a decimal comma, put its numbers in quotation marks"


def read(text):
    """Read a CSV file; give its records and what was noted of it."""
    notes = InputNotes("drugs.csv")
    source = OpenedInput(io.BytesIO(text.encode()), "drugs.csv", notes)
    return list(recognised(source).read(source, None)), notes


# The masses of GABA (103.12), ethanol (46.07) and taurine (125.15) are PubChem's: CID 119, 702 and 1123.
@pytest.mark.parametrize(
    ("text", "stated"),
    [
        pytest.param(
            '"name","MW","smiles"\n"1","GABA",103,"NCCCC(=O)O"\n',
            GABA | {"molecular_weight": "103"},
            id="numbers-of-rows",
        ),
        pytest.param(
            '"cid","MW","smiles"\n"1",119,103,"NCCCC(=O)O"\n"2",702,46,"CCO"\n',
            {"pubchem_cid": "119", "molecular_weight": "103", "smiles": "NCCCC(=O)O"},
            id="numbers-beside-numbers",
        ),
        pytest.param(
            "name,smiles,MW\n1,GABA,NCCCC(=O)O,999\n", GABA | {"molecular_weight": "999"}, id="a-wrong-value-is-read"
        ),
        pytest.param("name,smiles,logP\n1,GABA,NCCCC(=O)O,\n2,x,CCO,0.3\n", GABA, id="an-empty-last-cell"),
    ],
)
def test_row_labels(text, stated):
    """R writes no title above row labels; the titles are those of the columns behind them, which is said."""
    records, notes = read(text)

    assert dict(records[0].stated()) == stated
    assert notes.sentence().startswith("the first column, which has no title, was taken for row labels")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["GABA;NCCCC(=O)O;103,12;see note", "Ethanol;CCO;46,07;see note"], id="remarks"),
        pytest.param(["GABA;NCCCC(=O)O;103,12;see note", "Ethanol;CCO;46,07;"], id="not-in-every-row"),
    ],
)
def test_last_column_without_a_title(rows):
    """Where the titles fit from the first column on, it is the last that has none; this is said."""
    records, notes = read("\n".join(["Name;SMILES;MW", *rows, ""]))

    assert dict(records[0].stated()) == GABA | {"molecular_weight": "103,12"}
    assert not any(record.problem for record in records)
    assert notes.sentence() == "the last column, which has no title, was not read"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "Name,MW,SMILES\nGABA,103,12,NCCCC(=O)O\nTaurin,125,15,NCCS(=O)(=O)O\nEthanol,46,07,CCO\n",
            TORN,
            id="before-the-structure",
        ),
        pytest.param("Name,SMILES,MW\nGABA,NCCCC(=O)O,103,12\nEthanol,CCO,46,07\n", TORN, id="at-the-end"),
        pytest.param("CID,MW,SMILES\n119,103,12,NCCCC(=O)O\n702,46,07,CCO\n", TORN, id="beside-a-number"),
        pytest.param("Name,SMILES,logP\nGABA,NCCCC(=O)O,-3,2\n", TORN.replace("MW", "logP"), id="of-a-column-not-read"),
        pytest.param(
            "Name,MW,SMILES,logP\nGABA,103,12,NCCCC(=O)O,-3,2\n",
            "row has 6 cells but the header has 4: put numbers with a decimal comma in quotation marks",
            id="two",
        ),
        pytest.param("Name,SMILES\n1,x,y\n", "row has 3 cells but the header has 2", id="titles-fit-neither-way"),
    ],
)
def test_rows_that_fit_no_way(text, problem):
    """A number that a decimal comma tears shifts nothing: the rows say that they are too long, and state nothing."""
    records, notes = read(text)

    assert {record.problem for record in records} == {problem}
    assert not any(dict(record.stated()) for record in records)
    assert "holds no" not in notes.sentence()
