"""Metals, unpaired electrons and sums."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.atoms import composition_of, is_metal, radical_atoms


@pytest.mark.parametrize("symbol", ["Li", "Na", "Mg", "Al", "Fe", "Zn", "Ag", "Sn", "Pb", "Bi", "Gd", "U", "Po"])
def test_metals(symbol):
    """Metals of every block are metals."""
    assert is_metal(Chem.Atom(symbol))


@pytest.mark.parametrize("symbol", ["H", "B", "C", "N", "Si", "P", "S", "Cl", "As", "Se", "Te", "I", "Xe"])
def test_nonmetals(symbol):
    """Metalloids that form covalent compounds are none."""
    assert not is_metal(Chem.Atom(symbol))


@pytest.mark.parametrize(
    ("smiles", "atoms"),
    [
        pytest.param("CC1(C)CCCC(C)(C)N1[O]", [10], id="tempo"),
        pytest.param("[CH3]", [], id="methyl-bears-no-bond"),
        pytest.param("[Na]", [], id="metal"),
        pytest.param("NCCCC(=O)O", [], id="gaba"),
    ],
)
def test_radical_atoms(smiles, atoms):
    """Bonded main-group atoms with unpaired electrons are found."""
    assert [atom.GetIdx() for atom in radical_atoms(Chem.MolFromSmiles(smiles))] == atoms


# Counted by hand.
@pytest.mark.parametrize(
    ("smiles", "formula", "isotopes"),
    [
        pytest.param("NCCCC(=O)O", "C4H9NO2", {}, id="gaba"),
        pytest.param("[2H]C([2H])([2H])O", "CH4O", {(2, "H"): 3}, id="methanol-d3"),
        pytest.param("[13CH3][18OH]", "CH4O", {(13, "C"): 1, (18, "O"): 1}, id="labelled-methanol"),
        pytest.param("[Ca+2].[Cl-].[Cl-]", "CaCl2", {}, id="calcium-chloride"),
        pytest.param("O=S(=O)([O-])[O-]", "O4S-2", {}, id="sulfate"),
    ],
)
def test_composition_of(smiles, formula, isotopes):
    """Atoms, labels and charges are added up, hydrogens included."""
    found = composition_of(Chem.MolFromSmiles(smiles))

    assert found.formula == formula
    assert dict(found.isotopes) == isotopes
