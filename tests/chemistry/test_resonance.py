"""Which drawings are resonance forms of each other."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.resonance import resonance_forms, same_hybrid


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("N[C+](N)N", "NC(N)=[NH2+]", True, id="guanidinium"),
        pytest.param("CC(=O)[S-]", "CC([O-])=S", True, id="thioacetate"),
        pytest.param("[Na+].[S-]C#N", "[Na+].S=C=[N-]", True, id="salt"),
        pytest.param("[Na+].[Cl-]", "[Na].[Cl]", False, id="ions-and-atoms"),
        pytest.param("CC(O)=CC(C)=O", "CC(=O)CC(C)=O", False, id="tautomers"),
        pytest.param("[13CH3]C(=O)[O-]", "CC(=O)[O-]", False, id="label"),
        pytest.param("[O-]C#N", "[O-][N+]#[C-]", False, id="isomers"),
    ],
)
def test_same_hybrid(one, other, expected):
    """Forms of one hybrid have the same atoms, bonded to the same atoms, with the same hydrogens."""
    assert same_hybrid(Chem.MolFromSmiles(one), Chem.MolFromSmiles(other)) is expected


# Resonance forms as textbooks draw them.
@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        pytest.param("NCCCC(=O)O", set(), id="gaba"),
        pytest.param("CC(=O)[CH-]C(C)=O", {"CC(=O)C=C(C)[O-]"}, id="acetylacetonate"),
        pytest.param("N#C[CH-]C#N", {"N#CC=C=[N-]"}, id="malononitrile-anion"),
        pytest.param("C=C[CH+]C", {"[CH2+]C=CC"}, id="allyl-cation"),
        pytest.param("O=Cl(=O)[O-]", {"[O-][Cl+2]([O-])[O-]", "O=Cl(=O)[O-]"}, id="chlorate"),
        pytest.param("C[S+](C)[O-]", {"CS(C)=O"}, id="sulfoxide"),
        pytest.param("[Fe+2].[O-]C=C", {"[CH2-]C=O.[Fe+2]"}, id="a-metal-takes-no-part"),
    ],
)
def test_resonance_forms(smiles, expected):
    """Pairs of electrons are pushed between neighbours; no form has more charges, but for halogen oxo acids."""
    forms = {Chem.MolToSmiles(form) for form in resonance_forms(Chem.MolFromSmiles(smiles, sanitize=False))}

    assert forms == {Chem.MolToSmiles(Chem.MolFromSmiles(form, sanitize=False)) for form in expected}
