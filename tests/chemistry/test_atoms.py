"""Metals, unpaired electrons and sums."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.atoms import composition_of, holds_metal, is_metal, radical_atoms
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation.composition import Composition


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


@pytest.mark.parametrize(("elements", "expected"), [({"C": 2, "H": 5, "R": 1}, False), ({"Pb": 1, "R": 2}, True)])
def test_groups_are_no_metals(elements, expected):
    """A group R among the elements of a formula is no metal, and hides none."""
    assert holds_metal(Composition(elements)) is expected


@pytest.mark.parametrize("smiles", ["[#119]", "C[#126]C", "[300#200]", "[H]/C1=C/CC1[#120]"])
def test_numbers_beyond_the_periodic_table(smiles):
    """An atomic number above 118, oganesson's, is no atom."""
    assert "holds no atom" in Structure.from_smiles(smiles).fault.message
