"""Chirality that no centre carries."""

from itertools import combinations

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.axes import chiral_units, may_be_chiral_without_centre

# Which compounds are chiral is textbook knowledge: Eliel, Wilen, Mander, Stereochemistry of Organic Compounds, Wiley
# 1994, chapter 14 (chirality in molecules devoid of chiral centers); the drugs and pesticides among them: Clayden et
# al., Angew. Chem. Int. Ed. 2009, 48, 6398, and LaPlante et al., J. Med. Chem. 2011, 54, 7005.


def kinds(smiles):
    """Give the kinds of chiral units in a SMILES."""
    return sorted({unit.kind for unit in chiral_units(Chem.MolFromSmiles(smiles))})


@pytest.mark.parametrize(
    ("smiles", "kind"),
    [
        pytest.param("CC=C=CC", "allene", id="penta-2,3-diene"),
        pytest.param("OC(=O)C=C=CC(=O)O", "allene", id="glutinic-acid"),
        pytest.param("CC=C=C=C=CC", "allene", id="cumulene-of-five-carbons"),
        pytest.param("Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12", "axis", id="binol"),
        pytest.param("OC(=O)c1cccc([N+](=O)[O-])c1-c1c(C(=O)O)cccc1[N+](=O)[O-]", "axis", id="dinitrodiphenic-acid"),
        pytest.param(
            "CC(C)c1c(O)c(O)c(C=O)c2c(O)c(c(C)cc12)-c1c(C)cc2c(C(C)C)c(O)c(O)c(C=O)c2c1O", "axis", id="gossypol"
        ),
        pytest.param("Cc1ccccc1-n1c(C)nc2ccccc2c1=O", "axis", id="methaqualone"),
        pytest.param("OC(=O)CSc1nnc(Br)n1-c1ccc(C2CC2)c2ccccc12", "axis", id="lesinurad"),
        pytest.param("CCc1cccc(C)c1N(COCC)C(=O)CCl", "axis", id="acetochlor"),
        pytest.param("CN(C)C(=O)c1c(C)cccc1Cl", "axis", id="hindered-benzamide"),
        pytest.param("Oc1cccc2CCC3(CCc4cccc(O)c34)c12", "spiro", id="spinol"),
        pytest.param("c1ccc2c(c1)ccc1ccc3ccc4ccc5ccccc5c4c3c12", "helix", id="hexahelicene"),
        pytest.param("c1ccc2c(c1)ccc1ccc3ccc4ccccc4c3c12", "helix", id="pentahelicene"),
        pytest.param("Cc1cccc2ccc3ccc4cccc(C)c4c3c12", "helix", id="dimethyl-tetrahelicene"),
        pytest.param("c1ccc2c(c1)sc1ccc3sc4ccc5sc6ccccc6c5c4c3c12", "helix", id="thiahelicene"),
        pytest.param("C1CCCCCC=C1", "plane", id="cyclooctene"),
        pytest.param("C1CCCCCc2ccc(CCC1)cc2C(=O)O", "plane", id="paracyclophane-acid"),
        pytest.param("C1CCCCCc2cc(CCC1)ccc2C", "plane", id="metacyclophane-methyl"),
        pytest.param("Cc1ccc2c(c1)CN1CN2Cc2cc(C)ccc21", "nitrogen", id="troeger-base"),
        pytest.param("c1ccnc(c1)-c1ccccn1.c1ccnc(c1)-c1ccccn1.c1ccnc(c1)-c1ccccn1.[Ru+2]", "metal", id="ru-bipyridine"),
        pytest.param("N[Co](N)(N)(Cl)(Cl)Br", "metal", id="cobalt-complex"),
        pytest.param("C[Mg](C)(C)C", "metal", id="magnesium-with-ligands"),
    ],
)
def test_chiral_unit(smiles, kind):
    """Axes, helices, planes and metals are found."""
    assert kinds(smiles) == [kind]
    assert may_be_chiral_without_centre(Chem.MolFromSmiles(smiles))


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("NCCCC(=O)O", id="gaba"),
        pytest.param("CC(=O)Oc1ccccc1C(=O)O", id="aspirin"),
        pytest.param("C=C=CC", id="allene-with-two-hydrogens"),
        pytest.param("CC(C)=C=CC", id="allene-with-two-methyls"),
        pytest.param("CC(CC)=C=O", id="ketene"),
        pytest.param("CC(CC)=C=NC", id="ketenimine"),
        pytest.param("CC=C=C=CC", id="cumulene-of-four-carbons"),
        pytest.param("c1ccccc1-c1ccccc1", id="biphenyl"),
        pytest.param("Cc1cccc(C)c1-c1cccc(Cl)c1", id="biaryl-with-one-symmetric-ring"),
        pytest.param("CCCCc1nc(Cl)c(CO)n1Cc1ccc(cc1)-c1ccccc1-c1nn[nH]n1", id="losartan"),
        pytest.param("CCc1cccc(CC)c1N(COC)C(=O)CCl", id="alachlor"),
        pytest.param("CC(=O)Nc1ccccc1C", id="secondary-anilide"),
        pytest.param("c1ccc2c(c1)Cc1ccccc1-2", id="fluorene"),
        pytest.param("c1ccc2c(c1)ccc1c2ccc2c1ccc1ccccc12", id="picene"),
        pytest.param("c1ccc2c(c1)ccc1ccc3ccccc3c12", id="benzo[c]phenanthrene"),
        pytest.param("c1cc2ccc3cccc4ccc(c1)c2c34", id="pyrene"),
        pytest.param("c1cc2ccc3ccc4ccc5ccc6ccc1c1c2c3c4c5c61", id="coronene"),
        pytest.param("C1CCC2(CC1)OCCO2", id="ketal-of-cyclohexanone"),
        pytest.param("C1CCCC=C1", id="cyclohexene"),
        pytest.param("c1cc2ccc1CCc1ccc(cc1)CC2", id="paracyclophane"),
        pytest.param("C1CCCCCc2cc(CCC1)cc(C)c2", id="symmetric-metacyclophane"),
        pytest.param("C1CN2CCC1CC2", id="quinuclidine"),
        pytest.param("C1CN2CCN1CC2", id="dabco"),
        pytest.param("[Na+].[O-]C(=O)CCCO", id="sodium-oxybate"),
        pytest.param("CC[Mg]Br", id="grignard"),
    ],
)
def test_no_chiral_unit(smiles):
    """What has a mirror plane, or turns freely, is not taken for chiral."""
    assert kinds(smiles) == []


def test_unit_names_its_atoms():
    """An allene is its three carbons, an axis its two ends."""
    allene, axis = (Chem.MolFromSmiles(s) for s in ("CC=C=CC", "Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12"))

    assert [unit.atoms for unit in chiral_units(allene)] == [(1, 2, 3)]
    assert [unit.atoms for unit in chiral_units(axis)] == [(10, 11)]


def test_boron_cage():
    """A carborane, whose boron atoms have six neighbours in the cage or on it, may be chiral."""
    cage = Chem.RWMol()
    for _ in range(6):
        cage.AddAtom(Chem.Atom("B"))
    for one, other in combinations(range(6), 2):
        if (one, other) not in {(0, 5), (1, 4), (2, 3)}:  # the opposite corners of the octahedron of B6H6
            cage.AddBond(one, other, Chem.BondType.SINGLE)
    for corner in range(6):
        cage.AddBond(corner, cage.AddAtom(Chem.Atom("Cl")), Chem.BondType.SINGLE)
    cage.UpdatePropertyCache(strict=False)
    Chem.FastFindRings(cage)

    assert [unit.kind for unit in chiral_units(cage)] == ["cage"]
