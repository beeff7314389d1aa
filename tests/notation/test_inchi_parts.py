"""InChIs that the text of another gives, against those that the InChI software gives to the molecule itself."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.notation.inchi_parts import components, mirrored, without_labels, without_protons, without_stereo

SALTS = [
    pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl", id="hydrochloride"),
    pytest.param("[Na+].CCCC(CCC)C(=O)[O-]", id="sodium-salt"),
    pytest.param("[NH4+].[NH4+].[O-]S(=O)(=O)[O-]", id="two-cations"),
    pytest.param("C[C@H](N)C(=O)O.C[C@@H](N)C(=O)O", id="both-enantiomers"),
    pytest.param("C[N+](C)(C)CCO.O[C@H]([C@@H](O)C(=O)O)C(=O)[O-]", id="chiral-anion-of-a-quaternary-cation"),
    pytest.param("C/C=C/C(=O)O.OC(=O)/C=C\\C(=O)O", id="double-bonds"),
    pytest.param("[2H]C([2H])([2H])O.O", id="labelled"),
]


@pytest.mark.parametrize("smiles", SALTS)
def test_components(smiles):
    """The InChI of a component is that of the component by itself, in its neutral form."""
    found = components(Chem.MolToInchi(Chem.MolFromSmiles(smiles)))
    alone = (without_protons(Chem.MolToInchi(Chem.MolFromSmiles(part))) for part in smiles.split("."))

    assert sorted(found) == sorted(alone)


def test_labelled_mobile_hydrogens_are_not_parted():
    """Which component has a labelled hydrogen that moves is not said by the InChI."""
    assert components("InChI=1S/2H2O/h2*1H2/i/hD") is None


@pytest.mark.parametrize(
    ("smiles", "image"),
    [
        pytest.param("C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O", id="one-centre"),
        pytest.param("O[C@H]([C@@H](O)C(=O)O)C(=O)O", "O[C@@H]([C@H](O)C(=O)O)C(=O)O", id="two-centres"),
        pytest.param("O[C@@H]([C@@H](O)C(=O)O)C(=O)O", "O[C@@H]([C@@H](O)C(=O)O)C(=O)O", id="meso"),
        pytest.param("C[C@H](N)C(=O)O.Cl", "C[C@@H](N)C(=O)O.Cl", id="salt"),
        pytest.param("C/C=C/C", "C/C=C/C", id="double-bond"),
        pytest.param("[2H][C@@H](C)O", "[2H][C@H](C)O", id="chiral-by-its-label"),
    ],
)
def test_mirror_image(smiles, image):
    """The InChI of the mirror image is that of the mirrored drawing."""
    assert mirrored(Chem.MolToInchi(Chem.MolFromSmiles(smiles))) == Chem.MolToInchi(Chem.MolFromSmiles(image))


def test_less_of_it():
    """Without stereo, labels and protons an InChI is that of the flat, unlabelled, neutral drawing."""
    full = Chem.MolToInchi(Chem.MolFromSmiles("[2H]C([2H])([2H])[C@H](N)C(=O)[O-]"))
    alanine = Chem.MolToInchi(Chem.MolFromSmiles("CC(N)C(=O)O"))

    assert without_protons(without_labels(without_stereo(full))) == alanine
