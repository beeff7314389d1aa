"""Which atom of a text is which atom of its molecule."""

import pytest

from gaba_analogs.chemistry.parsing import mol_as_drawn, mol_as_written, mol_perceived
from gaba_analogs.chemistry.toolkit import quiet
from gaba_analogs.chemistry.written_atoms import written_indices


# Counted by hand in the texts; which hydrogens RDKit keeps: RDKit Book, "Removing Hydrogens".
@pytest.mark.parametrize(
    ("smiles", "indices"),
    [
        pytest.param("NCCCC(=O)O", (0, 1, 2, 3, 4, 5, 6), id="no-hydrogens"),
        pytest.param("[H]N([H])CC(=O)O[H]", (1, 3, 4, 5, 6), id="all-hydrogens"),
        pytest.param("[2H]C([H])([2H])O", (0, 1, 3, 4), id="deuterium-beside-hydrogen"),
        pytest.param("[1H]C([H])([3H])O", (0, 1, 3, 4), id="labelled-protium"),
        pytest.param("[H]N=C(C)C", (1, 2, 3, 4), id="hydrogen-of-an-imine"),
        pytest.param("[H]/N=C(\\[H])C", (0, 1, 2, 4), id="hydrogen-that-says-e"),
        pytest.param("[H][H]", (0, 1), id="hydrogen"),
        pytest.param("[H+].[H]O[H]", (0, 2), id="proton-and-water"),
        pytest.param("[H-].[Na+].[H]Cl", (0, 1, 3), id="hydride"),
        pytest.param("[H][C@](F)(Cl)Br", (1, 2, 3, 4), id="hydrogen-at-a-centre"),
        pytest.param("[H][Pd]Cl", (1, 2), id="hydrogen-of-a-metal"),
    ],
)
def test_written_indices(smiles, indices):
    """Every atom of the molecule is found in the text, hydrogens that RDKit keeps included."""
    with quiet():
        written = mol_as_written(smiles) or mol_as_drawn(smiles)
        perceived = mol_perceived(smiles)

        found = written_indices(written, perceived)

    assert found == indices
    same = [written.GetAtomWithIdx(place).GetSymbol() for place in found]
    assert same == [atom.GetSymbol() for atom in perceived.GetAtoms()]
