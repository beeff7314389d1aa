"""Tautomers that an InChI keeps apart, as texts."""

from __future__ import annotations

from itertools import islice

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import inchi_of
from gaba_analogs.notation.inchi_texts import with_hydrogen_moved
from gaba_analogs.notation.moved_hydrogens import moved_hydrogens


# Each pair drawn by hand; what the texts have to hold is made by the InChI software from the drawings.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("CC(=O)C", "CC(O)=C", id="ketone-enol"),
        pytest.param("CC(=O)O", "C=C(O)O", id="acid-enediol"),
        pytest.param("CC(=O)N", "C=C(O)N", id="amide"),
        pytest.param("CC=N", "C=CN", id="imine-enamine"),
        pytest.param("CC=NO", "CCN=O", id="oxime-nitroso"),
        pytest.param("Oc1ccc(cc1)N=Nc1ccccc1", "O=C1C=CC(C=C1)=NNc1ccccc1", id="azo-dye"),
        pytest.param("O=C1NC(=O)CS1", "O=C1NC(O)=CS1", id="thiazolidinedione"),
        pytest.param("CC1=NN(C)C(=O)C1", "Cc1cc(=O)n(C)[nH]1", id="pyrazolone"),
        pytest.param("O=C1CN=C(N)N1C", "Oc1cnc(N)n1C", id="creatinine-ring"),
    ],
)
def test_tautomer_is_among_the_texts(one, other):
    """The InChI of a tautomer with one hydrogen elsewhere is written, from either side."""
    first, second = (inchi_of(Chem.MolFromSmiles(smiles)).partition("/b")[0] for smiles in (one, other))

    assert first != second
    assert second in set(with_hydrogen_moved(first))
    assert first in set(with_hydrogen_moved(second))


def test_double_bond_leaves_conjugation():
    """Of an unsaturated ketone the isomer is written whose double bond is one place further away."""
    ketone, isomer = (inchi_of(Chem.MolFromSmiles(smiles)) for smiles in ("CC=CC(C)=O", "C=CCC(C)=O"))

    assert isomer in set(with_hydrogen_moved(ketone))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("C=CCC", "CC=CC", id="double-bond-elsewhere"),
        pytest.param("CCC(C)=O", "CC(O)C=C", id="not-conjugated"),
        pytest.param("CC(C)=O", "CC(C)O", id="reduced"),
        pytest.param("CC(=O)CC(C)=O", "CC(=O)CCC=O", id="other-connections"),
    ],
)
def test_isomer_is_not_among_the_texts(one, other):
    """An isomer to which no hydrogen can move by way of a heteroatom is left out."""
    first, second = (inchi_of(Chem.MolFromSmiles(smiles)) for smiles in (one, other))

    assert second not in set(with_hydrogen_moved(first))


def test_component_of_a_salt():
    """In a salt the hydrogen of one component moves, and the others stay."""
    salt, tautomer = (inchi_of(Chem.MolFromSmiles(smiles)) for smiles in ("CC(=O)CN.Cl", "C=C(O)CN.Cl"))

    assert tautomer in set(with_hydrogen_moved(salt))


@pytest.mark.parametrize(
    ("formula", "connections", "hydrogens"),
    [
        pytest.param("C4H10", "1-3-4-2", "3-4H2,1-2H3", id="alkane"),
        pytest.param("C6H6", "1-2-4-6-5-3-1", "1-6H", id="hydrocarbon"),
        pytest.param("C2H4O2", "1-2(3)4", "1H3,(H-,3,4)", id="anion-among-the-shared"),
        pytest.param("C2H4O", "1-2-9", "2H,1H3", id="atom-beyond-the-formula"),
        pytest.param("Xy2", "1-2", "1H3", id="no-formula"),
        pytest.param("", "", "", id="nothing"),
    ],
)
def test_nothing_moves(formula, connections, hydrogens):
    """Where no hydrogen has a place to go, or the text is damaged, nothing is written."""
    assert list(moved_hydrogens(formula, connections, hydrogens)) == []


def test_many_heteroatoms_are_tried_one_by_one():
    """Texts are made as they are asked for, so that a large compound costs no more than the tries that are wanted."""
    polyamide = inchi_of(Chem.MolFromSmiles("NCC(=O)" + "NCC(=O)" * 60 + "O"))

    assert len(list(islice(with_hydrogen_moved(polyamide), 100))) == 100
