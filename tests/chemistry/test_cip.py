"""R, S, E and Z."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.cip import cip_labels


# Labels are those of the names.
@pytest.mark.parametrize(
    ("smiles", "centres", "bonds"),
    [
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "R", "", id="arbaclofen"),
        pytest.param("C[C@@H](O)[C@H](N)C(=O)O", "RS", "", id="threonine"),
        pytest.param("OC(=O)/C=C/C(=O)O", "", "E", id="fumaric-acid"),
        pytest.param("CC1=CN=C(C(=C1OC)C)C[S@](=O)C2=NC3=C(N2)C=C(C=C3)OC", "S", "", id="esomeprazole"),
        pytest.param("c1ccccc1C(c1ccccc1)[S@](=O)CC(=O)N", "R", "", id="armodafinil"),
        pytest.param("CCCCCC[C@@H](O)C/C=C\\CCCCCCCC(=O)O", "R", "Z", id="ricinoleic-acid"),
        pytest.param("NCCCC(=O)O", "", "", id="gaba"),
    ],
)
def test_cip_labels(smiles, centres, bonds):
    """Every assigned centre and double bond has its letter."""
    found = cip_labels(Chem.MolFromSmiles(smiles))

    assert "".join(label for _, label in found[0]) == centres
    assert "".join(label for *_, label in found[1]) == bonds


def test_labels_are_made_anew():
    """A label that the molecule carries already is not taken over."""
    mol = Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
    mol.GetAtomWithIdx(0).SetProp("_CIPCode", "S")

    assert cip_labels(mol)[0] == ((2, "R"),)
    assert mol.GetAtomWithIdx(0).GetProp("_CIPCode") == "S"
