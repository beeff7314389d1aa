"""How two structures differ: each kind of difference, on compounds that people mix up."""

import pytest

from gaba_analogs.chemistry.relation import relate
from gaba_analogs.chemistry.structure import Structure, quiet

ARBACLOFEN = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
BACLOFEN = "NCC(CC(=O)O)c1ccc(Cl)cc1"
GABA = "NCCCC(=O)O"
THREONINE = "C[C@@H](O)[C@H](N)C(=O)O"  # (2S,3R)
ALLOTHREONINE = "C[C@H](O)[C@H](N)C(=O)O"  # (2S,3S)


@pytest.fixture(autouse=True)
def _silent():
    with quiet():
        yield


def relation(a, b):
    """Relate two SMILES or InChIs."""
    return relate(*(Structure.from_inchi(x) if x.startswith("InChI=") else Structure.from_smiles(x) for x in (a, b)))


# The kinds follow from the compounds, whose relation is textbook knowledge or named in the id.
@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        pytest.param(BACLOFEN, f"{BACLOFEN}.Cl", "components", id="hydrochloride"),
        pytest.param("NCCc1c[nH]cn1", "NCCc1c[nH]cn1.Cl.Cl", "components", id="dihydrochloride"),
        pytest.param("[O-]C(=O)CCCO.[Na+]", "OC(=O)CCCO", "components", id="sodium-salt"),
        pytest.param("Cn1cnc2c1c(=O)n(C)c(=O)n2C", "Cn1cnc2c1c(=O)n(C)c(=O)n2C.O", "components", id="hydrate"),
        pytest.param(f"{BACLOFEN}.Cl", f"{BACLOFEN}.Br", "components", id="other-counter-ion"),
        pytest.param("CC(=O)CC(C)=O", "CC(=O)C=C(C)O", "tautomer", id="acetylacetone-enol"),
        pytest.param("C=CO", "CC=O", "tautomer", id="vinyl-alcohol"),
        pytest.param("[Fe+2]", "[Fe+3]", "protonation", id="iron-ions"),
        pytest.param("C[N+](C)(C)CCO", "CN(C)CCO", "different", id="choline-and-deanol"),
        pytest.param("NC[C](CC(=O)O)c1ccc(Cl)cc1", BACLOFEN, "hydrogens", id="lost-hydrogen"),
        pytest.param("O=C1C=CC(=O)C=C1", "Oc1ccc(O)cc1", "hydrogens", id="quinone-hydroquinone"),
        pytest.param("C1CCNCC1", "c1ccncc1", "hydrogens", id="piperidine-pyridine"),
        pytest.param(GABA, "CC[C@H](N)C(=O)O", "isomer", id="2-aminobutyric-acid"),
        pytest.param(GABA, "CC(N)CC(=O)O", "isomer", id="3-aminobutyric-acid"),
        pytest.param("CCO", "COC", "isomer", id="ethanol-dimethyl-ether"),
        pytest.param(GABA, BACLOFEN, "different", id="other-compound"),
        pytest.param("NCC(CC(=O)O)c1ccc(F)cc1", BACLOFEN, "different", id="fluorine-for-chlorine"),
    ],
)
def test_skeleton(a, b, kind):
    """Salts, tautomers, ions, hydrogens, isomers and other compounds are told apart, from either side."""
    assert relation(a, b).skeleton.kind == kind
    assert relation(b, a).skeleton.kind == kind


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("Oc1ccccn1", "O=c1cccc[nH]1", id="pyridone"),
        pytest.param(GABA, "[NH3+]CCCC(=O)[O-]", id="zwitterion"),
        pytest.param("c1c[nH]cn1", "c1cnc[nH]1", id="imidazole"),
        pytest.param("[Na]OC(=O)C", "[Na+].[O-]C(C)=O", id="covalent-sodium"),
        pytest.param("CN(=O)=O", "C[N+](=O)[O-]", id="nitro"),
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", GABA, id="inchi-and-smiles"),
    ],
)
def test_no_difference(a, b):
    """What the standard InChI unites is one structure."""
    found = relation(a, b)

    assert (found.skeleton, found.protonation, found.stereo, found.isotopes) == (None, None, None, None)


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        pytest.param("C[N+](C)(C)CCO.[Cl-]", "C[N+](C)(C)CCO", ("the chloride", "the chloride"), id="choline"),
        pytest.param(
            "C[N+](C)(C)CCCCCC[N+](C)(C)C.[Br-].[Br-]",
            "C[N+](C)(C)CCCCCC[N+](C)(C)C",
            ("the dibromide", "the dibromide"),
            id="hexamethonium",
        ),
        pytest.param(  # a pyridinium whose amide could give its proton away: to the InChI software a neutral molecule
            "NNC(=O)C[n+]1ccccc1.[Cl-]",
            "NNC(=O)C[n+]1ccccc1",
            ("the chloride", "the chloride"),
            id="girard-reagent",
        ),
        pytest.param("CNC.Cl", "CNC", ("the hydrochloride", "hydrogen chloride"), id="dimethylamine"),
        pytest.param("C[NH2+]C.[Cl-]", "CNC", ("the hydrochloride", "hydrogen chloride"), id="drawn-as-ions"),
        pytest.param("CCN.CC(=O)O", "CCN", ("the acetate", "acetic acid"), id="acetate"),
        pytest.param(
            "C[N+](C)(C)CCO.CC(=O)[O-]", "C[N+](C)(C)CCO", ("the acetate", "the acetate"), id="choline-acetate"
        ),
    ],
)
def test_counter_ions(a, b, words):
    """A salt of an amine has an acid more than the amine, one of a quaternary cation an anion."""
    assert words[0] in relation(a, b).skeleton.forward
    assert words[1] in relation(b, a).skeleton.forward


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        pytest.param("OCCCC(=O)O", "OCCCC(=O)[O-]", "one proton more", id="oxybate"),
        pytest.param("OC(=O)CC(=O)O", "[O-]C(=O)CC(=O)[O-]", "two protons more", id="malonate"),
        pytest.param("C[NH3+]", "CN", "one proton more", id="methylammonium"),
    ],
)
def test_protonation(a, b, words):
    """Acid and anion differ by protons, counted from either side."""
    assert words in relation(a, b).protonation.forward
    assert words.replace("more", "fewer") in relation(b, a).protonation.forward


@pytest.mark.parametrize(
    ("a", "b", "kind", "less"),
    [
        pytest.param(BACLOFEN, ARBACLOFEN, "missing", "a", id="flat"),
        pytest.param(ARBACLOFEN, BACLOFEN, "missing", "b", id="flat-second"),
        pytest.param("OC(=O)C=CC(=O)O", "OC(=O)/C=C/C(=O)O", "missing", "a", id="open-double-bond"),
        pytest.param("CC(O)[C@H](N)C(=O)O", THREONINE, "partial", "a", id="one-of-two-centres"),
        pytest.param(THREONINE, "CC(O)[C@H](N)C(=O)O", "partial", "b", id="one-of-two-centres-second"),
        pytest.param("C[C@@H](O)C(N)C(=O)O", "CC(O)[C@H](N)C(=O)O", "partial", "both", id="different-centres"),
        pytest.param(ARBACLOFEN, ARBACLOFEN.replace("@", "@@"), "enantiomer", None, id="baclofen-enantiomers"),
        pytest.param(THREONINE, "C[C@H](O)[C@@H](N)C(=O)O", "enantiomer", None, id="threonine-enantiomers"),
        pytest.param(THREONINE, ALLOTHREONINE, "epimer", None, id="allothreonine"),
        pytest.param(
            "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O",
            "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@H]1O",
            "epimer",
            None,
            id="glucose-galactose",
        ),
        pytest.param(
            "O[C@H](C(=O)O)[C@H](O)C(=O)O", "O[C@H](C(=O)O)[C@@H](O)C(=O)O", "epimer", None, id="meso-tartaric"
        ),
        pytest.param("OC(=O)/C=C/C(=O)O", "OC(=O)/C=C\\C(=O)O", "geometry", None, id="fumaric-maleic"),
        pytest.param("CCCCCCCC/C=C/CCCCCCCC(=O)O", "CCCCCCCC/C=C\\CCCCCCCC(=O)O", "geometry", None, id="elaidic-oleic"),
    ],
)
def test_stereo(a, b, kind, less):
    """Missing, partial, enantiomeric, epimeric and geometric differences are told apart."""
    phrase = relation(a, b).stereo

    assert (phrase.kind, phrase.less) == (kind, less)


def test_epimer_names_the_atom():
    """Allothreonine is opposite at the carbon that carries the hydroxyl, the second atom of the SMILES."""
    assert "C (SMILES atom 2)" in relation(ALLOTHREONINE, THREONINE).stereo.forward


def test_written_hydrogens_count():
    """An atom has the number that one counts in the text, hydrogens that stand there included."""
    # Counted by hand: [H] 1, N 2, [H] 3, C 4.
    one, other = (f"[H]N([H])[C{mark}H]([C@@H](C)O)C(=O)O" for mark in ("@@", "@"))
    assert "C (SMILES atom 4)" in relation(one, other).stereo.forward


@pytest.mark.parametrize(
    ("a", "b", "kind", "less"),
    [
        pytest.param("[2H]C([2H])([2H])O", "CO", "labels-missing", "b", id="methanol-d3"),
        pytest.param("CO", "[13CH3]O", "labels-missing", "a", id="methanol-13c"),
        pytest.param("[2H]CO", "[2H]C([2H])O", "labels", None, id="number"),
        pytest.param("[2H]OC", "[2H]CO", "labels", None, id="position"),
        pytest.param("[13CH3]C(=O)O", "C[13C](=O)O", "labels", None, id="acetic-acid-1-13c"),
    ],
)
def test_isotopes(a, b, kind, less):
    """Absent labels are told from other labels."""
    phrase = relation(a, b).isotopes

    assert (phrase.kind, phrase.less) == (kind, less)


def test_octahedral_isomers_are_one():
    """The standard InChI does not hold octahedral configuration: the two hands are not told apart."""
    # ChEBI#4080
    hands = [f"[Co@OH{n}](F)(Cl)(Br)(I)([NH3])[OH2]" for n in (1, 2)]
    found = relation(*hands)

    assert (found.skeleton, found.stereo) == (None, None)


def test_stereo_of_a_porphyrin_inchi_proves_nothing():
    """Double bonds that RDKit cannot hold are left out of the comparison."""
    plain = (
        "InChI=1S/C36H38N4O8/c1-17-21(5-9-33(41)42)29-14-26-19(3)23(7-11-35(45)46)31(39-26)16-28-20(4)24"
        "(8-12-36(47)48)32(40-28)15-27-18(2)22(6-10-34(43)44)30(38-27)13-25(17)37-29/h13-16,37-38H,5-12H2,1-4H3,"
        "(H,41,42)(H,43,44)(H,45,46)(H,47,48)"
    )
    bonds = "/b25-13-,26-14-,27-15-,28-16-,29-14-,30-13-,31-16-,32-15-"

    assert relation(plain, plain + bonds).stereo is None


def test_relation_is_that_of_the_text():
    """Two texts of one compound share no relation: the numbers of their atoms differ."""
    # Counted by hand: the carbon of the hydroxyl is atom 2 of the one text, atom 3 of the other.
    plain, hydrogens = THREONINE, "[H]O[C@]([H])(C)[C@H](N)C(=O)O"

    assert "SMILES atom 2" in relation(plain, ALLOTHREONINE).stereo.forward
    assert Structure.from_smiles(hydrogens).inchi == Structure.from_smiles(plain).inchi
    assert "SMILES atom 3" in relation(hydrogens, ALLOTHREONINE).stereo.forward


def test_relation_follows_an_adopted_inchi():
    """A structure that stands for another InChI by now is related anew."""
    racemic = Structure.from_smiles(f"{ARBACLOFEN} |&1:2|")
    arbaclofen = Structure.from_smiles(ARBACLOFEN)
    before = relate(racemic, arbaclofen)
    racemic.adopt(next(inchi for inchi in racemic.variants() if "/t" not in inchi))

    assert relate(Structure.from_smiles(f"{ARBACLOFEN} |&1:2|"), arbaclofen).stereo is None
    assert relate(racemic, arbaclofen).stereo.kind == "missing"
    assert before is not relate(racemic, arbaclofen)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        pytest.param("CC(=O)CC(C)=O", "CC(O)=CC(C)=O", "tautomer", id="keto-enol"),
        pytest.param("CC(C)=N", "CC(N)=C", "tautomer", id="imine-enamine"),
        pytest.param("C1=CNc2ccccc12", "C1C=Nc2ccccc12", "tautomer", id="indole-3H-indole"),
        pytest.param("CC=NO", "CCN=O", "tautomer", id="oxime-nitroso"),
        pytest.param("O=Nc1ccc(O)cc1", "ON=C1C=CC(=O)C=C1", "tautomer", id="nitrosophenol-quinone-oxime"),
        pytest.param("CCCCCCCCC=CCCCCCCCC(=O)O", "CCCCCCCCCCCC=CCCCCC(=O)O", "isomer", id="oleic-petroselinic"),
        pytest.param("CC(C)=CC", "C=C(C)CC", "isomer", id="methylbutenes"),
        pytest.param("CC1=CCC(C(C)=C)CC1", "CC1=CCC(=C(C)C)CC1", "isomer", id="limonene-terpinolene"),
        pytest.param("O=CC(O)CO", "O=C(CO)CO", "isomer", id="glyceraldehyde-dihydroxyacetone"),
    ],
)
def test_tautomers_and_double_bond_isomers(one, other, kind):
    """A hydrogen that moves to or from nitrogen or oxygen makes a tautomer, one that moves along carbon an isomer."""
    relation = relate(Structure.from_smiles(one), Structure.from_smiles(other))

    assert relation.skeleton.kind == kind
