"""What of a molecule can be R, S, E or Z."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import inchi_of, key_of
from gaba_analogs.chemistry.stereo import Stereo, stereo_elements, stereocentres
from gaba_analogs.chemistry.stereoisomers import completions
from gaba_analogs.chemistry.toolkit import quiet

# Which heteroatoms are stereogenic: Heller et al., J. Cheminform. 2015, 7, 23, table 5 and its footnote. Selenoxides,
# sulfoximines, H-phosphinates and thiophosphinic acids have been resolved (Mikolajczyk et al., Chiral Sulfur Reagents,
# CRC Press 1997; Kolodiazhnyi, Asymmetric Synthesis in Organophosphorus Chemistry, Wiley 2016).


@pytest.fixture(autouse=True)
def _silent():
    with quiet():
        yield


def centres(smiles):
    """Give the centres of a SMILES."""
    return [index for index, _ in Stereo(Chem.MolFromSmiles(smiles)).centres]


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("C[Se](=O)O", id="methaneseleninic-acid"),
        pytest.param("CC[As](=O)(O)c1ccccc1", id="arsinic-acid"),
        pytest.param("CC[As](=O)([O-])c1ccccc1", id="arsinate"),
        pytest.param("CS(=O)O", id="sulfinic-acid"),
        pytest.param("C[S+]([O-])O", id="sulfinic-acid-with-charges"),
        pytest.param("CS(=O)[O-]", id="sulfinate"),
        pytest.param("CP(=O)(O)c1ccccc1", id="phosphinic-acid"),
        pytest.param("C[PH](=O)O", id="phosphinic-acid-with-hydrogen"),
        pytest.param("C[PH](=O)[O-]", id="phosphinate-with-hydrogen"),
        pytest.param("CS(=N)(=O)N", id="sulfonimidamide"),
        pytest.param("C[S+]([O-])(=O)c1ccccc1", id="sulfone-with-charges"),
        pytest.param("CCC[NH+](C)Cc1ccccc1", id="ammonium-ion"),
        pytest.param("C[SiH2][SiH3]", id="silane"),
        pytest.param("[GeH3]C#C", id="germane"),
    ],
)
def test_centres_that_a_moving_hydrogen_makes_none(smiles):
    """Where groups differ only by a hydrogen that moves, or a proton comes and goes, there is no centre."""
    assert centres(smiles) == []


@pytest.mark.parametrize(
    ("smiles", "centre"),
    [
        pytest.param("CS(=O)c1ccccc1", 1, id="sulfoxide"),
        pytest.param("[O-][S+](C)CC", 1, id="sulfoxide-with-charges"),
        pytest.param("CC[Se](=O)C", 2, id="selenoxide"),
        pytest.param("CS(=O)N", 1, id="sulfinamide"),
        pytest.param("CS(=O)(=N)c1ccccc1", 1, id="sulfoximine"),
        pytest.param("C[S+](CC)CCC", 1, id="sulfonium"),
        pytest.param("CCP(=O)(C)c1ccccc1", 2, id="phosphine-oxide"),
        pytest.param("CP(CC)c1ccccc1", 1, id="phosphine"),
        pytest.param("C[PH](=O)OCC", 1, id="h-phosphinate"),
        pytest.param("C[PH](=O)c1ccccc1", 1, id="secondary-phosphine-oxide"),
        pytest.param("CP(=S)(O)c1ccccc1", 1, id="thiophosphinic-acid"),
        pytest.param("COP(=S)([O-])OCC", 2, id="phosphorothioate"),
        pytest.param("C[As](CC)c1ccccc1", 1, id="arsine"),
        pytest.param("C[N+](CC)(CCC)CC=C", 1, id="ammonium-ion-without-hydrogen"),
        pytest.param("C[N+]([O-])(CC)c1ccccc1", 1, id="amine-oxide"),
        pytest.param("C[Si](F)(CC)c1ccccc1", 1, id="silane"),
    ],
)
def test_centres_other_than_carbon(smiles, centre):
    """Heteroatoms that keep their configuration are centres."""
    assert centres(smiles) == [centre]


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        pytest.param("NCCCC(=O)O", [], id="gaba"),
        pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", [2], id="baclofen"),
        pytest.param("CC(O)C(N)C(=O)O", [1, 3], id="threonine"),
        pytest.param("[2H]C(C)O", [1], id="ethanol-1-d"),
        # both halves of the ring are alike: the hydrogen moves from one nitrogen to the other
        pytest.param("CCC1(C(=O)NC(O)=NC1=O)c1ccccc1", [], id="phenobarbital-enol"),
        # textbook: the nitrogen of quinuclidine and C4 opposite follow from the cage
        pytest.param("NC1CN2CCC1CC2", [1], id="3-aminoquinuclidine"),
        pytest.param("CC(C)(C)C12CCN(CC1)CC2", [], id="4-tert-butylquinuclidine"),
        pytest.param("CN1CC1C", [1, 3], id="aziridine"),
        pytest.param("CC1CCC(C)CC1", [1, 4], id="1,4-dimethylcyclohexane"),
        pytest.param("CC=C=CC", [], id="allene"),
        pytest.param("CC(F)Cl.CC(F)Cl", [1, 5], id="two-components"),
        pytest.param("*C(F)Cl", [1], id="no-inchi"),
        pytest.param("*CS(=O)O", [], id="no-inchi-and-a-moving-hydrogen"),
    ],
)
def test_centres(smiles, expected):
    """Carbon centres are found, and none that symmetry, a tautomer or a cage takes away."""
    assert centres(smiles) == expected


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        pytest.param("Oc1cccc2CCC3(CCc4cccc(O)c34)c12", [8], id="spinol"),  # resolved: Birman et al. 1999
        pytest.param("O=C1CCCC12CCCC2=O", [5], id="spiro-nonanedione"),
        pytest.param("C1CCC2(CC1)OCCO2", [], id="ketal-of-cyclohexanone"),
        pytest.param("C1CC12CC2", [], id="spiropentane"),
    ],
)
def test_spiro_centres(smiles, expected):
    """An atom between two equal rings is a centre where each ring has two different ends."""
    assert centres(smiles) == expected


@pytest.mark.parametrize(
    ("smiles", "specified"),
    [
        pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", [False], id="baclofen"),
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", [True], id="arbaclofen"),
        pytest.param("CC(O)[C@H](N)C(=O)O", [False, True], id="threonine-half"),
        # one mark on a 1,4-disubstituted ring says nothing while the other is missing
        pytest.param("CC(C)(N)C1CC[C@@](C)(N)CC1", [False, False], id="mark-beside-an-open-centre"),
    ],
)
def test_specified(smiles, specified):
    """A centre is specified where its mark means something."""
    assert [said for _, said in Stereo(Chem.MolFromSmiles(smiles)).centres] == specified


def test_shortcut_gives_the_same():
    """Where the standard InChI specifies just what RDKit sees, the InChI software is not asked again."""
    threonine = Chem.MolFromSmiles("C[C@@H](O)[C@H](N)C(=O)O")

    def never():
        raise AssertionError

    assert Stereo(threonine, never, specified=(2, 0)).centres == Stereo(threonine).centres == ((1, True), (3, True))


@pytest.mark.parametrize(
    ("smiles", "number"),
    [
        pytest.param("CC=CC", 1, id="butene"),
        pytest.param("C=CC", 0, id="propene"),
        pytest.param("CC(=NO)CC", 1, id="oxime"),
        pytest.param("c1ccccc1N=Nc1ccccc1", 1, id="azobenzene"),
        pytest.param("C1CCCC=C1", 0, id="cyclohexene"),
        pytest.param("CN(C)C(=N)NC(=N)N", 0, id="metformin"),
        pytest.param("NC(=NO)c1ccccc1", 0, id="amidoxime"),
        pytest.param("CC(O)=NC", 0, id="imidic-acid"),
        pytest.param("CC=C=CC", 0, id="allene"),
        # the charge moves from one nitrogen to the other: no bond of the chain is double for good
        pytest.param("CN1C(=CC=CC2=[N+](C)c3ccccc3S2)Sc2ccccc21", 0, id="cyanine"),
    ],
)
def test_open_double_bonds(smiles, number):
    """Double bonds that stay where they are can be E or Z."""
    found = stereo_elements(Chem.MolFromSmiles(smiles))

    assert [element.specified for element in found if not element.is_centre] == [False] * number


def test_marks_do_not_matter_for_what_could_be_marked():
    """A centre is one whether it is assigned or not."""
    assert stereocentres(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")) == (2,)
    assert stereocentres(Chem.MolFromSmiles("NCC(CC(=O)O)c1ccc(Cl)cc1")) == (2,)


@pytest.mark.parametrize(
    ("smiles", "blocks"),
    [
        pytest.param("CC(N)C(=O)O", {"REOHCLBH", "UWTATZPH"}, id="alanine"),
        pytest.param("OC(=O)C=CC(=O)O", {"OWOJBTED", "UPHRSURJ"}, id="fumaric-and-maleic"),
    ],
)
def test_mark(smiles, blocks):
    """Both marks of an element are both stereoisomers."""
    # Second blocks of the keys by PubChem: L- and D-alanine, fumaric and maleic acid.
    made = set()
    for first in (True, False):
        mol = Chem.MolFromSmiles(smiles)
        (element,) = stereo_elements(mol)
        element.mark(mol, first=first)
        made.add(key_of(inchi_of(mol))[15:23])

    assert made == blocks


@pytest.mark.parametrize("smiles", ["CC(CC)=N", "CC(O)C(C)=N"], ids=["imine", "imine-and-centre"])
def test_an_imine_with_an_implicit_hydrogen_is_not_marked(smiles):
    """C=NH can be E or Z, but no mark can be put on a hydrogen that is not there: the others are specified."""
    mol = Chem.MolFromSmiles(smiles)

    assert not all(element.can_be_marked for element in stereo_elements(mol))
    assert all(Chem.MolToSmiles(isomer) for isomer in completions(mol))
