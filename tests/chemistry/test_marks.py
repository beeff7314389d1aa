"""Stereo marks, read, taken off and turned over."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import inchi_of, key_of
from gaba_analogs.chemistry.marks import (
    flattened,
    is_assigned,
    mirror_image,
    relative_group,
    with_inverted,
    with_other_geometry,
    without_marks,
)
from gaba_analogs.chemistry.stereoisomers import completions

ARBACLOFEN = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
THREONINE = "C[C@@H](O)[C@H](N)C(=O)O"


def block(mol):
    """Give the second block of the key."""
    return key_of(inchi_of(mol))[15:23]


# The blocks are those of PubChem for the compounds named in the tests.
def test_flattened():
    """The flat form of (R)-baclofen is baclofen."""
    flat = flattened(Chem.MolFromSmiles(ARBACLOFEN))

    assert block(flat) == "UHFFFAOY"
    assert not any(is_assigned(atom) for atom in flat.GetAtoms())


def test_flattened_keeps_double_bonds_where_asked():
    """Fumaric acid stays what it is without its centres, of which it has none."""
    fumaric = Chem.MolFromSmiles("OC(=O)/C=C/C(=O)O")

    assert block(flattened(fumaric)) == "UHFFFAOY"
    assert block(flattened(fumaric, bonds=False)) == "OWOJBTED"


def test_mirror_image():
    """The mirror image of (R)-baclofen is (S)-baclofen, that of L-threonine D-threonine."""
    assert block(mirror_image(Chem.MolFromSmiles(ARBACLOFEN))) == "MRVPVSSY"
    assert block(mirror_image(Chem.MolFromSmiles(THREONINE))) == "STHAYSLI"


def test_with_inverted():
    """L-threonine with the carbon of its hydroxyl inverted is L-allothreonine."""
    assert block(with_inverted(Chem.MolFromSmiles(THREONINE), [1])) == "HRFVKAFM"


def test_with_other_geometry():
    """Fumaric acid with the other geometry is maleic acid."""
    fumaric = Chem.MolFromSmiles("OC(=O)/C=C/C(=O)O")
    bond = fumaric.GetBondBetweenAtoms(3, 4).GetIdx()

    assert block(with_other_geometry(fumaric, bond)) == "UPHRSURJ"


@pytest.mark.parametrize(
    ("smiles", "centres", "bonds"),
    [(ARBACLOFEN, [2], []), ("OC(=O)/C=C/C(=O)O", [], [3])],
    ids=["centre", "double-bond"],
)
def test_without_marks(smiles, centres, bonds):
    """A molecule without its only mark has the key of the flat form."""
    assert block(without_marks(Chem.MolFromSmiles(smiles), centres, bonds)) == "UHFFFAOY"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (f"{ARBACLOFEN} |&1:2|", Chem.StereoGroupType.STEREO_AND),
        (f"{ARBACLOFEN} |o1:2|", Chem.StereoGroupType.STEREO_OR),
        (f"{ARBACLOFEN} |a:2|", None),
        (ARBACLOFEN, None),
    ],
    ids=["and", "or", "absolute", "none"],
)
def test_relative_group(text, group):
    """AND and OR groups are relative; an absolute one is not."""
    assert relative_group(Chem.MolFromSmiles(text), 2) == group


@pytest.mark.parametrize(
    ("smiles", "blocks"),
    [
        pytest.param("CC(N)C(=O)O", {"REOHCLBH", "UWTATZPH"}, id="alanine"),
        pytest.param("OC(=O)C=CC(=O)O", {"OWOJBTED", "UPHRSURJ"}, id="fumaric-and-maleic"),
        pytest.param("CC(O)[C@H](N)C(=O)O", {"GBXIJSLD", "HRFVKAFM"}, id="threonine-and-allothreonine"),
        pytest.param(ARBACLOFEN, set(), id="nothing-open"),
        pytest.param("CS(=O)O", set(), id="sulfinic-acid"),
        pytest.param("CN(C)C(=N)NC(=N)N", set(), id="metformin"),
        pytest.param("Br" + "C(Cl)" * 11 + "F", set(), id="more-than-ten"),
    ],
)
def test_completions(smiles, blocks):
    """What is open is specified in every way; what cannot be, is not."""
    assert {block(mol) for mol in completions(Chem.MolFromSmiles(smiles))} == blocks


def test_completions_of_several_elements():
    """All of it is specified first, then a part, nothing twice."""
    made = [Chem.MolToSmiles(mol) for mol in completions(Chem.MolFromSmiles("CC(O)C(N)C(=O)O"))]

    assert len(set(made)) == len(made) == 8
    assert [smiles.count("[C@") for smiles in made] == [2, 2, 2, 2, 1, 1, 1, 1]
