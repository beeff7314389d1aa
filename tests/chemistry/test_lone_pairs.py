"""Marks of sulfur, phosphorus and nitrogen with a lone pair."""

import pytest
from rdkit import Chem

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.lone_pairs import misread_centres, unmistakable_smiles
from gaba_analogs.chemistry.structure import Structure, quiet


@pytest.fixture(autouse=True)
def _silent():
    with quiet():
        yield


# InChIs: Indigo and Open Babel, which agree.
@pytest.mark.parametrize(
    ("smiles", "inchi"),
    [
        pytest.param(
            "C1CC[S@+]2CCC[C@@H]2C1",
            "InChI=1S/C8H15S/c1-2-6-9-7-3-5-8(9)4-1/h8H,1-7H2/q+1/t8-,9-/m0/s1",
            id="indolizidine-like-sulfonium",
        ),
        pytest.param(
            "C1C[C@H]2CCC[S@@+]2C1",
            "InChI=1S/C7H13S/c1-3-7-4-2-6-8(7)5-1/h7H,1-6H2/q+1/t7-,8-",
            id="pyrrolizidine-like-sulfonium",
        ),
        pytest.param("C[C@H]1[C@@H](C)[N@]1C", "InChI=1S/C5H11N/c1-4-5(2)6(4)3/h4-5H,1-3H3/t4-,5+,6-", id="aziridine"),
        pytest.param("C[N@]1O[C@@H]1C", "InChI=1S/C3H7NO/c1-3-4(2)5-3/h3H,1-2H3/t3-,4-/m1/s1", id="oxaziridine"),
        pytest.param("C[N@@]1[C@@H](C)O1", "InChI=1S/C3H7NO/c1-3-4(2)5-3/h3H,1-2H3/t3-,4-/m1/s1", id="oxaziridine-2"),
        pytest.param(
            "CC1([C@@H](N2[C@H]([S@+]1[O-])[C@@H](C2=O)NC(=O)COC3=CC=CC=C3)C(=O)O)C",
            "InChI=1S/C16H18N2O6S/c1-16(2)12(15(21)22)18-13(20)11(14(18)25(16)23)17-10(19)8-24-9-6-4-3-5-7-9/"
            "h3-7,11-12,14H,8H2,1-2H3,(H,17,19)(H,21,22)/t11-,12+,14-,25-/m1/s1",
            id="penicillin-v-sulfoxide",
        ),
    ],
)
def test_lone_pair_beside_a_ring_closure(smiles, inchi):
    """The reading that other toolkits agree upon is a variant of the drawing, and becomes its InChI when confirmed."""
    structure = Structure.from_smiles(smiles)
    variants = list(structure.variants())
    structure.adopt(inchi)

    assert inchi in variants
    assert structure.doubt_of_labels == ""
    assert Structure.from_smiles(structure.smiles).inchi == inchi


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("O=[S@]1CCC[C@@H]1C", id="double-bond"),  # rdkit/rdkit#760
        pytest.param("C[S@+]([O-])CC", id="open-chain"),
        pytest.param("CC[S@@+](C1CCCC1)C", id="ring-behind"),
        pytest.param("C[N@+]1(CC)CCC[C@@H]1C", id="ammonium"),
        pytest.param("C[P@]1(=O)CCC[C@@H]1C", id="phosphane-oxide"),
        pytest.param("OC[C@@H]1CCC[C@H]1C", id="carbon"),
    ],
)
def test_marks_read_alike(smiles):
    """Where RDKit reads as the others do, a drawing has one reading: its mirror image stays another compound."""
    structure = Structure.from_smiles(smiles)

    assert misread_centres(smiles) == ()
    assert list(structure.variants()) == [structure.inchi]


@pytest.mark.parametrize("smiles", ["[S@](=O)(C)CC", "[S@+](C)([O-])CC"])
def test_centre_that_begins_the_text(smiles):
    """A lone pair is the first neighbour of an atom that begins the SMILES."""
    # OpenSMILES 3.8.2: an implicit hydrogen of a first atom is the one that is looked from.
    assert misread_centres(smiles) == (0,)


def test_mirror_image_is_no_variant():
    """The enantiomer of a cyclic sulfoxide stays another compound: its carbon is opposite as well."""
    structure = Structure.from_smiles("[O-][S@+]1CCC[C@@H]1C")
    mirrored = Structure.from_smiles("O=[S@@]1CCC[C@H]1C")

    assert mirrored.inchi not in list(structure.variants())


def test_labels_of_an_unconfirmed_reading():
    """As long as no field decides between two readings, R and S of the drawing prove nothing."""
    assert "OpenSMILES" in Structure.from_smiles("C[N@]1O[C@@H]1C").doubt_of_labels


@pytest.mark.parametrize("smiles", ["[O-][S@+]1CCC[C@@H]1C", "C[N@]1O[C@@H]1C", "C1C[C@H]2CCC[S@@+]2C1"])
def test_written_text(smiles):
    """A SMILES is written so that every toolkit reads the same configuration."""
    mol = Chem.MolFromSmiles(smiles)
    text = next(unmistakable_smiles(mol))

    assert misread_centres(text) == ()
    assert Chem.MolToInchi(Chem.MolFromSmiles(text)) == Chem.MolToInchi(mol)


# InChIs of the four 2-methylthiolane 1-oxides, each from a drawing with S=O, which all toolkits read alike.
SULFOXIDE = "InChI=1S/C5H10OS/c1-5-3-2-4-7(5)6/h5H,2-4H2,1H3"


@pytest.mark.parametrize(
    ("smiles", "stereo", "verdict", "place"),
    [
        pytest.param("[O-][S@+]1CCC[C@@H]1C", "/t5-,7-/m0/s1", "verified", "", id="one-reading"),
        pytest.param("[O-][S@+]1CCC[C@@H]1C", "/t5-,7+/m0/s1", "verified", "", id="other-reading"),
        pytest.param("[O-][S@+]1CCC[C@@H]1C", "/t5-,7-/m1/s1", "inconsistent", "opposite at C", id="carbon"),
        pytest.param("[O-][S@+]1CCC[C@@H]1C", "/t5-,7+/m1/s1", "inconsistent", "opposite at C", id="carbon-2"),
        pytest.param("[O-][S@+]1CCCC1C", "/t5-,7+/m1/s1", "underspecified", "unspecified", id="carbon-open"),
        pytest.param("[O-][S@+]1CCCC1C", "/t5-,7-/m1/s1", "underspecified", "unspecified", id="carbon-open-2"),
    ],
)
def test_record(smiles, stereo, verdict, place):
    """The InChI decides how sulfur is read; what is wrong or open elsewhere is still found."""
    report = verify({"smiles": smiles, "inchi": SULFOXIDE + stereo}, names=False)

    assert report.verdict == verdict
    assert all(place in finding.message for finding in report.findings)


def test_key_decides_while_a_centre_is_open():
    """A key that fits a completion of either reading is a fuller one, not a wrong one."""
    for drawing in ("O=[S@]1CCC[C@@H]1C", "O=[S@@]1CCC[C@@H]1C"):
        key = Structure.from_smiles(drawing).inchikey
        report = verify({"smiles": "[O-][S@+]1CCCC1C", "inchikey": key}, names=False)

        assert report.verdict == "underspecified"


def test_correction_is_read_alike():
    """A corrected SMILES gives the InChI whichever way lone pairs are read."""
    inchi = f"{SULFOXIDE}/t5-,7+/m1/s1"
    key = Structure.from_inchi(inchi).inchikey
    report = verify({"smiles": "[O-][S@+]1CCC[C@@H]1C", "inchi": inchi, "inchikey": key}, names=False)
    corrected = report.corrections["smiles"]

    assert misread_centres(corrected) == ()
    assert Structure.from_smiles(corrected).inchi == inchi
