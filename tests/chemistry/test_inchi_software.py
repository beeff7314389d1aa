"""What the InChI software says of a molecule."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import inchi_of, inchi_of_molblock, key_of, numbering_of, round_trips
from gaba_analogs.chemistry.parsing import mol_as_written
from gaba_analogs.chemistry.toolkit import quiet

GABA = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"


# InChI and key: PubChem, CID 119.
def test_inchi_and_key():
    """GABA has its InChI and its key."""
    assert inchi_of(Chem.MolFromSmiles("NCCCC(=O)O")) == GABA
    assert key_of(GABA) == "BTCSSZJGUNDROE-UHFFFAOYSA-N"


def test_nothing_has_no_inchi():
    """A molecule without atoms, a broken molfile and an empty InChI have nothing, rather than a fault."""
    with quiet():
        assert inchi_of(Chem.Mol()) == inchi_of_molblock("GABA") == key_of("") == ""


@pytest.mark.parametrize(
    ("smiles", "atoms"),
    [
        # counted by hand: InChI 1 and 2 are the inner carbons, 3 bears nitrogen, 4 is the acid, 5 N, 6 and 7 O
        pytest.param("NCCCC(=O)O", ((2, 3, 1, 4, 0, 5, 6),), id="gaba"),
        pytest.param("[H]OC", ((2, 1),), id="written-hydrogen"),
        pytest.param("[Na+].[O-]C", ((2, 1), (0,)), id="components"),
        # the hydrogen that the InChI software takes off the metal is no atom of the molecule
        pytest.param("[PdH]Cl", ((1,), (0,), (None,)), id="implicit-hydride"),
    ],
)
def test_numbering(smiles, atoms):
    """InChI numbers lead to the atoms of the molecule that was given."""
    assert numbering_of(mol_as_written(smiles)).atoms == atoms


def test_numbering_of_a_molfile():
    """Hydrogens that a molfile lists count as its atoms."""
    block = Chem.MolToMolBlock(mol_as_written("[H]OC"))

    assert numbering_of(block).atoms == ((2, 1),)


@pytest.mark.parametrize(
    ("smiles", "centres", "bonds"),
    [
        pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", {2: False}, {}, id="baclofen"),
        pytest.param("C[C@@H](O)C(N)C(=O)O", {1: True, 3: False}, {}, id="threonine-half"),
        pytest.param("OC(=O)/C=C/C(=O)O", {}, {frozenset({3, 4}): True}, id="fumaric-acid"),
        pytest.param("CC=CC", {}, {frozenset({1, 2}): False}, id="butene"),
        pytest.param("[2H]C(C)O", {1: False}, {}, id="isotopic"),
        pytest.param("CC(F)Cl.CC(F)Cl", {1: False, 5: False}, {}, id="components"),
        pytest.param("CS(=O)O", {}, {}, id="sulfinic-acid"),
    ],
)
def test_open_stereo(smiles, centres, bonds):
    """Centres and double bonds are listed, specified or not."""
    found = numbering_of(Chem.MolFromSmiles(smiles), open_stereo=True)

    assert found.centres == centres
    assert found.double_bonds == bonds


def test_renumbered():
    """Atoms without a counterpart are nowhere, and no centre is made of them."""
    found = numbering_of(Chem.MolFromSmiles("CC(F)Cl.CC(F)Br"), open_stereo=True)

    assert found.renumbered({1: 10, 0: 9}).centres == {10: False}


@pytest.mark.parametrize(
    "inchi",
    [
        GABA,
        "InChI=1S/ClF3/c2-1(3)4",
        "InChI=1S/p+1",
        # spiro[4.4]nonane-1,6-dione, one of its enantiomers
        "InChI=1S/C9H12O2/c10-7-3-1-5-9(7)6-2-4-8(9)11/h1-6H2/t9-/m0/s1",
    ],
    ids=["gaba", "chlorine-trifluoride", "proton", "spiro"],
)
def test_round_trip(inchi):
    """The last way back is the faithful one."""
    with quiet():
        assert list(round_trips(inchi))[-1][1] == inchi


def test_no_way_back():
    """A truncated InChI leads nowhere."""
    with quiet():
        assert list(round_trips("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,")) == []
