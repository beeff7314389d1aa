"""A title of another composition contradicts the formula beside the structure, too."""

import pytest

from gaba_analogs.api.verify import verify

# CompTox DTXSID20231450: the amine drawn has three fluorine atoms, the name two
AMINE = {"name": "Dimethyl(2,2-difluoroethyl)amine", "smiles": "FC(F)(F)CN(C)C", "formula": "C4H8F3N"}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(AMINE, ("name",), id="formula-of-the-structure"),
        pytest.param({**AMINE, "formula": "C4H9F2N"}, ("smiles",), id="formula-of-the-name"),
        pytest.param({"name": AMINE["name"], "smiles": AMINE["smiles"]}, ("name", "smiles"), id="no-formula"),
        pytest.param(
            {"name": AMINE["name"], "smiles": AMINE["smiles"], "molecular_weight": "127.11"}, ("name",), id="mass"
        ),
        pytest.param(
            {"name": "Dimethyl(2,2-difluoroethyl)amine", "smiles": "FC(F)CCNC", "formula": "C4H9F2N"},
            ("name", "smiles"),
            id="isomers-share-a-formula",
        ),
    ],
)
def test_suspects(record, suspects):
    """Formula and masses vote where the title has another composition."""
    assert verify(record).suspects == suspects
