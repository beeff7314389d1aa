"""What people paste: one value, labels with values, cells, boxes with and without braces, paragraphs, and nothing."""

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers.pasted import read_pasted

# PubChem, CID 119
INCHI = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
SMILES = "NCCCC(=O)O"


def pasted(text):
    """Give what each record of a text states."""
    return [dict(record.stated()) for record in read_pasted(text, say=lambda _: None)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        pytest.param(INCHI, {"inchi": INCHI}, id="inchi"),
        pytest.param(f" {KEY}\n", {"inchikey": KEY}, id="key"),
        pytest.param(SMILES, {"smiles": SMILES}, id="smiles"),
        pytest.param("56-12-2", {"cas": "56-12-2"}, id="cas"),
        pytest.param("C4H9NO2", {"formula": "C4H9NO2"}, id="formula"),
        pytest.param(f"SMILES: {SMILES}; CAS: 56-12-2", {"smiles": SMILES, "cas": "56-12-2"}, id="semicolons"),
        pytest.param(f"SMILES {SMILES}, CAS 56-12-2", {"smiles": SMILES, "cas": "56-12-2"}, id="without-colons"),
        pytest.param(f"Name: GABA\nMolar mass: 103.12 g/mol\nInChIKey={KEY}",
                     {"name": "GABA", "molecular_weight": "103.12 g/mol", "inchikey": KEY}, id="lines"),
        pytest.param(f"SMILES: {SMILES}\nMolar mass 103.120 g·mol−1",
                     {"smiles": SMILES, "molecular_weight": "103.120 g·mol−1"}, id="a-blank-behind-the-label"),
        pytest.param(f"name\tGABA\nsmiles\t{SMILES}", {"name": "GABA", "smiles": SMILES}, id="two-columns"),
        pytest.param(f"name\tsmiles\nGABA\t{SMILES}", {"name": "GABA", "smiles": SMILES}, id="cells-with-titles"),
        pytest.param(f"GABA\t{SMILES}\t56-12-2", {"name": "GABA", "smiles": SMILES, "cas": "56-12-2"}, id="cells"),
        pytest.param(f"| SMILES = {SMILES}\n| StdInChIKey = {KEY}",
                     {"smiles": SMILES, "inchikey": KEY}, id="half-a-box"),
        pytest.param('{"smiles": "NCCCC(=O)O", "MolWt": 103.12}',
                     {"smiles": SMILES, "molecular_weight": "103.12"}, id="json"),
        pytest.param("HRMS calcd for C4H10NO2 [M+H]+ 104.0706, found 104.0704.",
                     {"hrms": "HRMS calcd for C4H10NO2 [M+H]+ 104.0706, found 104.0704"}, id="paragraph"),
    ],
)  # fmt: skip
def test_one_record(text, stated):
    """A text in any of these forms is one record that states just that."""
    assert pasted(text) == [stated]


def test_lines_of_smiles_and_names():
    """Lines of SMILES with names are a record each."""
    lines = f"{SMILES} GABA\nNCC(CC(=O)O)c1ccc(Cl)cc1 baclofen"

    assert [record["name"] for record in pasted(lines)] == ["GABA", "baclofen"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "hello", "To whom it may concern: the record is wrong.", "/etc/passwd", "\0"]
)
def test_no_record(text):
    """What is no record is one clear error, which names no option of the command."""
    with pytest.raises(InputError, match=r"pasted: no(?:thing was pasted| record recognised)"):
        pasted(text)
