"""D and L of amino and hydroxy acids."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.fischer import fischer_prefixes


# Names of the compounds: PubChem.
@pytest.mark.parametrize(
    ("smiles", "prefixes"),
    [
        pytest.param("O[C@@H](CC(=O)O)C(=O)O", ("L",), id="l-malic-acid"),
        pytest.param("C[C@@H](O)C(=O)O", ("D",), id="d-lactic-acid"),
        pytest.param("OC(=O)[C@H](O)C(O)C(=O)O", (), id="tartaric-acid-half-open"),
    ],
)
def test_prefixes(smiles, prefixes):
    """A hydroxy acid has D or L where it has one centre; a second one, open or not, leaves it to convention."""
    assert fischer_prefixes(Chem.MolFromSmiles(smiles)) == prefixes
