"""Which relative of a structure a key belongs to."""

import pytest

from gaba_analogs.chemistry.key_search import explain_skeleton, explain_stereo
from gaba_analogs.chemistry.structure import Structure, quiet

BACLOFEN = "NCC(CC(=O)O)c1ccc(Cl)cc1"
ARBACLOFEN = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
THREONINE = "C[C@@H](O)[C@H](N)C(=O)O"
HEXAMETHONIUM = "C[N+](C)(C)CCCCCC[N+](C)(C)C"
THIAMINE = "Cc1ncc(C[n+]2csc(CCO)c2C)c(N)n1"
DESOXIMETASONE = "C[C@@H]1C[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@@]4([C@]3([C@H](C[C@@]2([C@H]1C(=O)CO)C)O)F)C"
PARTLY_OPEN = "C[C@@H]1CC2C3CCC4=CC(=O)C=CC4([C@]3(C(CC2(C1C(=O)CO)C)O)F)C"
OTHERS_OPEN = PARTLY_OPEN.replace("([C@]3", "(C3").replace("CC2C3", "C[C@H]2C3")


@pytest.fixture(autouse=True)
def _silent():
    with quiet():
        yield


# The blocks are those of PubChem for the relatives named in the ids.
@pytest.mark.parametrize(
    ("smiles", "block", "kind", "less"),
    [
        pytest.param(ARBACLOFEN, "MRVPVSSY", "enantiomer", None, id="(S)-baclofen"),
        pytest.param("C[C@H](N)C(=O)O", "UWTATZPH", "enantiomer", None, id="D-alanine"),
        pytest.param(THREONINE, "HRFVKAFM", "epimer", None, id="L-allothreonine"),
        pytest.param(THREONINE, "STHAYSLI", "enantiomer", None, id="D-threonine"),
        pytest.param("OC(=O)/C=C/C(=O)O", "UPHRSURJ", "geometry", None, id="maleic-acid"),
        pytest.param("OC(=O)/C=C\\C(=O)O", "OWOJBTED", "geometry", None, id="fumaric-acid"),
        pytest.param("CC(N)C(=O)O", "REOHCLBH", "partial", "b", id="L-alanine-from-flat"),
        pytest.param("OC(=O)C=CC(=O)O", "OWOJBTED", "partial", "b", id="fumaric-acid-from-flat"),
        pytest.param("[2H]C([2H])([2H])O", "UHFFFAOY", "labels-missing", "a", id="unlabelled-methanol"),
    ],
)
def test_explain_stereo(smiles, block, kind, less):
    """A second block is found among the stereoisomers of the structure."""
    phrase = explain_stereo(Structure.from_smiles(smiles), block)

    assert (phrase.kind, phrase.less) == (kind, less)


# Blocks by the InChI software for the SMILES.
@pytest.mark.parametrize(
    ("isomer", "words"),
    [
        pytest.param("C/C=C\\C[C@H](O)C/C=C\\C(=O)O", "two double bonds opposite", id="two-double-bonds"),
        pytest.param(
            "C/C=C\\C[C@@H](O)C/C=C/C(=O)O",
            "one stereocentre and one double bond opposite",
            id="centre-and-double-bond",
        ),
    ],
)
def test_several_elements_with_a_double_bond(isomer, words):
    """A key with several double bonds, or double bonds and centres, turned over is said to be so."""
    phrase = explain_stereo(
        Structure.from_smiles("C/C=C/C[C@H](O)C/C=C/C(=O)O"), Structure.from_smiles(isomer).inchikey[15:23]
    )

    assert words in phrase.forward


# PubChem: CIDs 5311067 (desoximetasone), 9793 (two of its centres specified), 13428328 and 62387 (bornyl formate).
@pytest.mark.parametrize(
    ("smiles", "block", "less"),
    [
        pytest.param(DESOXIMETASONE, "OKPPOTDY", "a", id="six-of-eight-centres-dropped"),
        pytest.param("C[C@@]12CC[C@@H](C1(C)C)C[C@@H]2OC=O", "YUCVTWSN", "a", id="two-of-three-centres-dropped"),
        pytest.param(DESOXIMETASONE.replace("@", ""), "OKPPOTDY", "b", id="two-of-eight-centres-filled"),
        pytest.param(DESOXIMETASONE.replace("@", ""), "IIEHVVJP", "b", id="eight-of-eight-centres-filled"),
        pytest.param(PARTLY_OPEN, "IIEHVVJP", "b", id="six-of-eight-centres-filled"),
        # of the two centres of CID 9793 one is here open, and another one specified
        pytest.param(
            PARTLY_OPEN.replace("([C@]3", "(C3").replace("CC2C3", "C[C@H]2C3"), "OKPPOTDY", "both", id="others"
        ),
        pytest.param(PARTLY_OPEN.replace("C[C@@H]1", "C[C@H]1"), "OKPPOTDY", None, id="one-of-two-inverted"),
        pytest.param("C[C@]12CC[C@@H](C1(C)C)C[C@@H]2OC=O", "ZZZZZZZZ", None, id="nonsense"),
    ],
)
def test_key_of_a_partly_specified_form(smiles, block, less):
    """The block of the same configuration with several centres left open, or several more specified, is found."""
    phrase = explain_stereo(Structure.from_smiles(smiles), block)

    assert (phrase and phrase.less) == less


# Blocks by the InChI software for the labelled SMILES.
@pytest.mark.parametrize(
    ("smiles", "labelled"),
    [
        pytest.param(
            "Cn1cnc2c1c(=O)n(C)c(=O)n2C",
            "[2H]C([2H])([2H])n1cnc2c1c(=O)n(C([2H])([2H])[2H])c(=O)n2C([2H])([2H])[2H]",
            id="caffeine-d9",
        ),
        pytest.param("Oc1ccccc1", "O[13c]1[13cH][13cH][13cH][13cH][13cH]1", id="phenol-13C6"),
        pytest.param("NC(N)=O", "[15NH2][13C](=O)[15NH2]", id="urea-13C-15N2"),
        pytest.param(
            "N[C@@H](Cc1ccccc1)C(=O)O", "N[C@@H](Cc1c([2H])c([2H])c([2H])c([2H])c1[2H])C(=O)O", id="phenylalanine-d5"
        ),
        pytest.param(
            "NC(Cc1ccccc1)C(=O)O", "N[C@@H](Cc1c([2H])c([2H])c([2H])c([2H])c1[2H])C(=O)O", id="its-centre-left-open"
        ),
        pytest.param("NC(=O)c1cccc(I)c1", "NC(=O)c1cccc([131I])c1", id="iodobenzamide-131I"),
        pytest.param("O", "[18OH2]", id="water-18O"),
        pytest.param("CO", "[2H]OC", id="methanol-d"),
    ],
)
def test_key_of_a_labelled_form(smiles, labelled):
    """The block of a usual labelled form is found for the compound without labels, stereo open or not."""
    block = Structure.from_smiles(labelled).inchikey[15:23]
    phrase = explain_stereo(Structure.from_smiles(smiles), block)

    assert (phrase.kind, phrase.less) == ("labels-missing", "b")


def test_flat_key_of_a_labelled_structure():
    """The key of the labelled compound without its only centre says less, and does not contradict."""
    # Block of (1-2H)ethanol by the InChI software.
    assert explain_stereo(Structure.from_smiles("C[C@@H]([2H])O"), "VMNATFBR").less == "a"


@pytest.mark.parametrize(
    ("smiles", "block"),
    [
        pytest.param("NCCCC(=O)O", "REOHCLBH", id="no-stereo"),
        pytest.param(ARBACLOFEN, "ABCDFGHI", id="nonsense"),
    ],
)
def test_unexplained_stereo(smiles, block):
    """A block that no isomer has is not explained."""
    assert explain_stereo(Structure.from_smiles(smiles), block) is None


# First blocks by PubChem.
@pytest.mark.parametrize(
    ("smiles", "block", "words", "formula"),
    [
        pytest.param(BACLOFEN, "WMNUVYYLMCMHLU", "hydrochloride", "C10H13Cl2NO2", id="baclofen-hydrochloride"),
        pytest.param(f"{BACLOFEN}.Cl", "KPYSYYIEGFHWSV", "free form", "C10H12ClNO2", id="free-baclofen"),
        # choline and acetylcholine, CIDs 305 and 187, have no proton to lose
        pytest.param(
            "C[N+](C)(C)CCO.[Cl-]", "OEYIOHPDSNJKLS", "cation of {b}, without its chloride", "C5H14NO+", id="choline"
        ),
        pytest.param(
            "CC(=O)OCC[N+](C)(C)C.[Cl-]",
            "OIPILFWXSMYKGL",
            "cation of {b}, without its chloride",
            "C7H16NO2+",
            id="acetylcholine",
        ),
        pytest.param("OCCCC(=O)O", "XYGBKMMCQDZQOZ", "sodium salt", "C4H7NaO3", id="sodium-oxybate"),
        pytest.param("CN(C)C(=N)NC(=N)N", "OETHQSJEHLVLGH", "hydrochloride", "C4H12ClN5", id="metformin-hydrochloride"),
        pytest.param("NCCc1c[nH]cn1", "PPZMYIBUHIPZOS", "hydrochloride", "C5H11Cl2N3", id="histamine-dihydrochloride"),
        # computed with the InChI software from the salts, their formulas counted by hand
        pytest.param("C[N+](C)(C)CCO", "SGMZJAMFUVOLNK", "the chloride of", "C5H14ClNO", id="choline-chloride"),
        pytest.param(HEXAMETHONIUM, "FAPSXSAPXXJTOU", "the dibromide of", "C12H30Br2N2", id="hexamethonium-bromide"),
        pytest.param(
            THIAMINE, "DPJRMOMPQZCRJU", "chloride hydrochloride", "C12H18Cl2N4OS", id="thiamine-hydrochloride"
        ),
        pytest.param("C[P+](c1ccccc1)(c1ccccc1)c1ccccc1", "LSEFCHWGJNHZNT", "bromide", "C19H18BrP", id="phosphonium"),
        pytest.param("CCCC(CCC)C(=O)O", "AEQFSUDEHCCHBT", "sodium salt", "C8H15NaO2", id="sodium-valproate"),
        pytest.param("NC[C@](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV", "missing hydrogen", "C10H12ClNO2", id="radical"),
        pytest.param("CC(=O)C=C(C)O", "YRKCREAYFQTBPV", "tautomer", "C5H8O2", id="acetylacetone"),
    ],
)
def test_explain_skeleton(smiles, block, words, formula):
    """A first block is found among salts, free forms and tautomers, with the relative's composition."""
    found, composition = explain_skeleton(Structure.from_smiles(smiles), block)

    assert words in found
    assert composition.formula == formula


# Pairs that differ in the place of one hydrogen, each with a first block of its own by the InChI software.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("CC1=NN(c2ccccc2)C(=O)C1", "Cc1cc(O)n(n1)-c1ccccc1", id="edaravone"),
        pytest.param("O=Nc1ccc2ccccc2c1O", "ON=C1C=Cc2ccccc2C1=O", id="nitrosonaphthol"),
        pytest.param("Oc1ccc2ccccc2c1N=Nc1ccccc1", "O=C1C=Cc2ccccc2C1=NNc1ccccc1", id="azo-dye"),
        pytest.param("O=C1CC(=O)NC(=O)N1", "O=c1cc(O)[nH]c(=O)[nH]1", id="barbituric-acid"),
    ],
)
def test_one_hydrogen_elsewhere(one, other):
    """A key is known as that of a tautomer with one hydrogen in another place, from either side."""
    forms = [Structure.from_smiles(smiles) for smiles in (one, other)]
    first, second = forms
    explained = [explain_skeleton(first, second.inchikey[:14]), explain_skeleton(second, first.inchikey[:14])]

    assert first.inchikey[:14] != second.inchikey[:14]
    assert [found and found[0] for found in explained] == ["a tautomer of {b}"] * 2


@pytest.mark.parametrize("block", ["BTCSSZJGUNDROE", "AAAAAAAAAAAAAA"])
def test_unexplained_skeleton(block):
    """The key of another compound is not explained as a relative of baclofen."""
    assert explain_skeleton(Structure.from_smiles(BACLOFEN), block) is None


def test_no_molecule_no_explanation():
    """An unreadable structure has no relatives."""
    broken = Structure.from_smiles("NCCC(")

    assert explain_skeleton(broken, "BTCSSZJGUNDROE") is None
    assert explain_stereo(broken, "REOHCLBH") is None


@pytest.mark.parametrize(
    "smiles",
    [
        # butanal's acyl radical, hydrogens written out: the molecule has fewer atoms than the text
        pytest.param("[H]C([H])([H])C([H])([H])C([H])([H])[C](=O)", id="all-hydrogens"),
        pytest.param("[H]C([H])([H])CC[C]=O", id="some-hydrogens"),
        pytest.param("CCC[C]=O", id="none"),
    ],
)
def test_missing_hydrogen_behind_written_hydrogens(smiles):
    """Butanal is found for the radical of its SMILES, whichever hydrogens are written."""
    # Butyraldehyde: PubChem CID 261.
    found, composition = explain_skeleton(Structure.from_smiles(smiles), "ZTQSAGDEMFDKMZ")

    assert found == "{b} with the missing hydrogen"
    assert composition.formula == "C4H8O"


def test_epimer_behind_written_hydrogens():
    """The centre is named by its number in the text."""
    # Counted by hand: [H] 1, O 2, C 3.
    phrase = explain_stereo(Structure.from_smiles("[H]O[C@]([H])(C)[C@H](N)C(=O)O"), "HRFVKAFM")

    assert (phrase.kind, "C (atom 3)" in phrase.forward) == ("epimer", True)


@pytest.mark.parametrize(
    ("smiles", "inchikey", "formula"),
    [
        # keys by Indigo 1.46: the anion of theophylline, the enol of sodium pyruvate
        pytest.param("Cn1c(=O)c2[nH]cnc2n(C)c1=O", "GUMTYTFCQLOVQF-UHFFFAOYSA-M", None, id="of-an-anion"),
        pytest.param("CC(=O)C(=O)[O-].[Na+]", "MVLGBFFLIWIJEN-UHFFFAOYSA-M", "C3H3NaO3", id="of-a-salt"),
    ],
)
def test_a_tautomer_has_the_protons_of_the_structure(smiles, inchikey, formula):
    """The key of an anion is no neutral compound's, and the tautomer of a salt has its charge."""
    explained = explain_skeleton(Structure.from_smiles(smiles), inchikey[:14], inchikey[-1])

    assert (explained and explained[1].formula) == formula
