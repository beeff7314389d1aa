"""D and L of amino acids, hydroxy acids and sugars."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.fischer import fischer_prefixes, sugar_prefixes


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


# Residues of a lantibiotic as BpForms draws them, (2S,3S,6R) by name; a peptide aldehyde of alanine and leucine.
@pytest.mark.parametrize(
    ("smiles", "prefixes"),
    [
        pytest.param("O=C[C@H](CS[C@H]([C@H](C(=O)O)N)C)N", ("L", "D"), id="3-methyllanthionine-residue"),
        pytest.param("C[C@H](N)C(=O)N[C@@H](CC(C)C)C=O", ("L", "L"), id="l-alanyl-l-leucinal"),
        pytest.param("CC(=O)N[C@@H](CC(C)C)C=O", (), id="aldehyde-alone"),
        pytest.param("CC(=O)[C@H](N)C(=O)O", ("L",), id="ketone-and-acid-of-one-carbon"),
    ],
)
def test_prefixes_of_aldehydes_beside_acids(smiles, prefixes):
    """Beside an acid, ester or amide, an alpha-amino aldehyde counts; alone it says nothing."""
    assert fischer_prefixes(Chem.MolFromSmiles(smiles)) == prefixes


# Structures of the names: OPSIN 2.9.
@pytest.mark.parametrize(
    ("smiles", "prefixes"),
    [
        pytest.param("O=C[C@@H](O)[C@H](O)[C@@H](O)[C@@H](O)CO", ("L",), id="l-glucose"),
        pytest.param("O=C[C@H](O)[C@@H](O)[C@@H](O)[C@H](O)CO", ("D",), id="d-galactose"),
        pytest.param("OCC(=O)[C@@H](O)[C@H](O)[C@@H](O)CO", ("L",), id="l-sorbose"),
        pytest.param("O=CC[C@H](O)[C@H](O)CO", ("D",), id="2-deoxy-d-ribose"),
        pytest.param("O=C[C@H](O)[C@@H](O)[C@H](O)[C@H](O)C(=O)O", ("D",), id="d-glucuronic-acid"),
        pytest.param("O=C[C@@H](O)[C@H](O)[C@H](O)[C@@H](O)C", ("L",), id="l-fucose"),
        pytest.param("O[C@H]1[C@H](O)[C@@H](O)[C@H](O)[C@H](O1)CO", ("D",), id="beta-d-glucopyranose"),
        pytest.param("OC[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO", ("L", "D"), id="d-glucitol-which-is-l-gulitol"),
        pytest.param("OC[C@@H](O)COC(C)=O", (), id="glycerol"),
        pytest.param("O=CC(O)C(O)C(O)C(O)CO", (), id="open"),
    ],
)
def test_sugar_prefixes(smiles, prefixes):
    """A sugar has the D or L of its last centre, as chain and as ring; a hexitol may have one at either end."""
    assert sugar_prefixes(Chem.MolFromSmiles(smiles)) == prefixes
