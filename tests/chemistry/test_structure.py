"""One stated structure and its facts."""

import pytest
from rdkit import Chem

from gaba_analogs.chemistry import inchi_software
from gaba_analogs.chemistry.relation import relate
from gaba_analogs.chemistry.structure import MAXIMUM_SMILES, Structure, key_of, quiet
from gaba_analogs.notation.repairs import Repair


@pytest.fixture(autouse=True)
def _silent():
    with quiet():
        yield


def test_mark_beside_an_open_centre_means_nothing():
    """In a 1,4-disubstituted cyclohexane one mark alone tells nothing: the InChI is that of the flat compound."""
    # InChI of p-menthane-1,8-diamine: PubChem.
    structure = Structure.from_smiles("CC(C)(N)C1CC[C@@](C)(N)CC1")

    assert structure.inchi == "InChI=1S/C10H22N2/c1-9(2,11)8-4-6-10(3,12)7-5-8/h8H,4-7,11-12H2,1-3H3"


# InChIs and keys are those of PubChem for the compounds named in the ids.
@pytest.mark.parametrize(
    ("smiles", "inchikey"),
    [
        pytest.param("NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", id="gaba"),
        pytest.param("[NH3+]CCCC([O-])=O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", id="gaba-zwitterion"),
        pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N", id="baclofen"),
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-QMMMGPOBSA-N", id="arbaclofen"),
        pytest.param("CC(C)C[C@H](CN)CC(=O)O", "AYXYPKUFHZROOJ-ZETCQYMHSA-N", id="pregabalin"),
        pytest.param("NCC1(CC(=O)O)CCCCC1", "UGJMXCAKCUNAIE-UHFFFAOYSA-N", id="gabapentin"),
        pytest.param("[Na+].[O-]C(=O)CCCO", "XYGBKMMCQDZQOZ-UHFFFAOYSA-M", id="sodium-oxybate"),
        pytest.param("[2H]O[2H]", "XLYOFNOQVPJJNP-ZSJDYOACSA-N", id="heavy-water"),
        pytest.param("Oc1ccccn1", "UBQKCCHYAOITMY-UHFFFAOYSA-N", id="hydroxypyridine"),
        pytest.param("O=c1cccc[nH]1", "UBQKCCHYAOITMY-UHFFFAOYSA-N", id="pyridone"),
        pytest.param("C1=CC=CC=C1", "UHOVQNZJYSORNB-UHFFFAOYSA-N", id="kekule-form"),
        pytest.param("OC(=O)/C=C/C(=O)O", "VZCYOOQTPOCHFL-OWOJBTEDSA-N", id="fumaric-acid"),
        pytest.param("OC(=O)\\C=C/C(=O)O", "VZCYOOQTPOCHFL-UPHRSURJSA-N", id="maleic-acid"),
        pytest.param("[H]N([H])C[C@]([H])(CC(=O)O[H])CC(C)C", "AYXYPKUFHZROOJ-ZETCQYMHSA-N", id="all-hydrogens"),
        pytest.param("O=N(=O)c1ccccc1", "LQNUZADURLCDLV-UHFFFAOYSA-N", id="five-bonded-nitrogen"),
        pytest.param("CC1(C)CCCC(C)(C)N1[O]", "QYTDEUPAUMOIOP-UHFFFAOYSA-N", id="tempo"),
    ],
)
def test_inchikey(smiles, inchikey):
    """A SMILES has the key that PubChem gives its compound."""
    structure = Structure.from_smiles(smiles)

    assert (structure.fault, structure.inchikey) == (None, inchikey)


@pytest.mark.parametrize(
    ("smiles", "kind", "limit"),
    [
        pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc", "syntax", False, id="open-ring"),
        pytest.param("NCC(CC(=O)Oc1ccc(Cl)cc1", "syntax", False, id="open-parenthesis"),
        pytest.param("C[C@HC(=O)O", "syntax", False, id="open-bracket"),
        pytest.param("C[N-H]C", "syntax", False, id="charge-before-hydrogen"),  # Wikipedia, REAL-DATA 3
        pytest.param("[N+H4]", "syntax", False, id="ammonium-misspelt"),
        pytest.param("41781", "syntax", False, id="cid"),  # RepoRT
        pytest.param("CC>>CO", "syntax", False, id="reaction"),
        pytest.param("[Zz]C", "syntax", False, id="no-element"),
        pytest.param("CXC", "syntax", False, id="no-organic-atom"),
        pytest.param("NCC(C)(C)(CC(=O)O)c1ccc(Cl)cc1", "valence", False, id="five-bonds"),
        pytest.param("C=N(=O)=O", "valence", False, id="six-bonds"),
        pytest.param("FCl(F)F", "valence", True, id="chlorine-trifluoride"),
        pytest.param("FBr(F)(F)(F)F", "valence", True, id="bromine-pentafluoride"),
        pytest.param("c1ccnc1", "aromaticity", False, id="pyrrole-without-hydrogen"),
        pytest.param("c1cccc1", "aromaticity", False, id="five-carbons"),
        pytest.param("C*", "wildcard", True, id="wildcard"),
        pytest.param("CC[R1]", "wildcard", True, id="r-group"),
        pytest.param("C" * (MAXIMUM_SMILES + 1), "size", True, id="too-long"),
    ],
)
def test_fault(smiles, kind, limit):
    """An unreadable SMILES says why, and whether that is the text's fault or the tool's."""
    fault = Structure.from_smiles(smiles).fault

    assert (fault.kind, fault.limit) == (kind, limit)


@pytest.mark.parametrize("symbol", ["Rb", "Ru", "Rh", "Re", "Ra", "Rn", "Rf", "Rg"])
def test_elements_that_begin_with_r(symbol):
    """An element is not taken for an R group."""
    structure = Structure.from_smiles(f"[{symbol}]")

    assert (structure.fault, structure.composition.formula) == (None, symbol)


@pytest.mark.parametrize(
    ("smiles", "inchi"),
    [
        # chemicals tables (PubChem), REAL-DATA 2
        pytest.param("OCl(=O)=O", "InChI=1S/ClHO3/c2-1(3)4/h(H,2,3,4)", id="chloric-acid"),
        pytest.param("[O-]Cl(=O)=O.[Na+]", "InChI=1S/ClHO3.Na/c2-1(3)4;/h(H,2,3,4);/q;+1/p-1", id="sodium-chlorate"),
        pytest.param("OCl(=O)(=O)=O", "InChI=1S/ClHO4/c2-1(3,4)5/h(H,2,3,4,5)", id="perchloric-acid"),
        pytest.param("[O-]I(=O)=O", "InChI=1S/HIO3/c2-1(3)4/h(H,2,3,4)/p-1", id="iodate"),
        pytest.param("FCl(F)F", "InChI=1S/ClF3/c2-1(3)4", id="chlorine-trifluoride"),
        pytest.param("FBr(F)(F)(F)F", "InChI=1S/BrF5/c2-1(3,4,5)6", id="bromine-pentafluoride"),
    ],
)
def test_inchi_as_drawn(smiles, inchi):
    """Halogen oxo acids and hypervalent halogens have their registry InChI without RDKit's clean-up."""
    structure = Structure.from_smiles(smiles)

    assert structure.inchi_as_drawn == inchi
    assert inchi in structure.variants()


def test_adopt_settles_a_hypervalent_structure():
    """A structure that another field confirms has no fault any more."""
    structure = Structure.from_smiles("FCl(F)F")
    structure.adopt("InChI=1S/ClF3/c2-1(3)4")

    assert (structure.fault, structure.composition.formula) == (None, "ClF3")


@pytest.mark.parametrize(
    ("text", "trailing"),
    [
        pytest.param("NCCCC(=O)O", None, id="plain"),
        pytest.param("NCCCC(=O)O GABA", "GABA", id="name"),
        pytest.param("NCCCC(=O)O\tGABA", "GABA", id="tab"),
        pytest.param("NCCCC(=O)O\nCCO", "CCO", id="line-break"),
        pytest.param("NCCCC(=O)O |c:1|", "|c:1|", id="cxsmiles"),
        pytest.param("NCCCC(=O)O |THB:1:2:3.4|", "|THB:1:2:3.4|", id="cxsmiles-unknown"),  # Hub
    ],
)
def test_trailing(text, trailing):
    """What stands behind a SMILES is kept apart, and the SMILES still read."""
    structure = Structure.from_smiles(text)

    assert (structure.trailing, structure.inchikey) == (trailing, "BTCSSZJGUNDROE-UHFFFAOYSA-N")


@pytest.mark.parametrize(
    "text",
    ["SMILES=NCCCC(=O)O", "smiles: NCCCC(=O)O", " NCCCC(=O)O\u00a0", "NCCC\u200bC(=O)O", "[NH3+]CCCC(=O)[O−]"],
)
def test_notation_is_repaired(text):
    """Prefixes, invisible characters and typographic minus signs are repaired and noted."""
    structure = Structure.from_smiles(text)

    assert structure.inchikey == "BTCSSZJGUNDROE-UHFFFAOYSA-N"
    assert structure.notes


# Selleck, FDA-approved drug library: picrotoxinin, dichlorisone acetate, a salt of metaraminol
@pytest.mark.parametrize(
    "text",
    [
        "CC(=C)[C@@H]1[C@@H]2[C@@H]3[C@@]4([C@]([C@@H]1C(=O)O2)(C[C@@H]5[C@]4(O5)C(=O )O3)O)C",
        "CC(=O)OCC(=O)[C@@]1(O)CC[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@]4(C)[C@@]3(Cl)[C@@H]( Cl)C[C@]12C",
        "C[C@@H]([C@@H](C1=CC(=CC=C1)O)O)N.C(C(C(=O)O)O)(C(=O)O)O.C(C(C(=O)O)O)(C(=O) O)O",
    ],
)
def test_smiles_torn_by_a_line_break(text):
    """A blank that a line break left in a SMILES is taken out where the pieces are one together."""
    structure = Structure.from_smiles(text)

    assert Repair.BROKEN_LINE in structure.notes
    assert structure.trailing is None
    assert structure.inchi == Structure.from_smiles(text.replace(" ", "")).inchi


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("c1ccccc GABA", id="a-name-behind"),
        pytest.param("C1CC CO", id="another-molecule-behind"),
        pytest.param("CC(=O O)C |c:1|", id="an-extension-behind"),
    ],
)
def test_faulty_smiles_before_other_text(text):
    """What follows a faulty SMILES, and does not mend it, stays apart."""
    structure = Structure.from_smiles(text)

    assert structure.fault is not None
    assert structure.trailing


@pytest.mark.parametrize(
    ("mark", "racemic"),
    [("|&1:2|", True), ("|o1:2|", False), ("|a:2|", False)],
)
def test_enhanced_stereo(mark, racemic):
    """An AND group makes a drawing racemic; OR and absolute groups do not."""
    structure = Structure.from_smiles(f"NC[C@H](CC(=O)O)c1ccc(Cl)cc1 {mark}")

    assert structure.racemic is racemic


def test_and_group_stands_for_the_flat_form():
    """Racemic baclofen drawn with |&1:2| may be recorded under the flat InChI and under either enantiomer's."""
    structure = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|")
    blocks = {key_of(inchi)[15:23] for inchi in structure.variants()}

    assert blocks == {"UHFFFAOY", "QMMMGPOB", "MRVPVSSY"}  # PubChem: baclofen, its R and S form


V2000 = """
  hand

  4  3  0  0  1  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0  0  0  0  0
    1.0000    0.0000    0.0000 N   0  0  0  0  0  0
   -0.5000    0.8660    0.0000 C   0  0  0  0  0  0
   -0.5000   -0.8660    0.0000 F   0  0  0  0  0  0
  1  2  1  1
  1  3  1  0
  1  4  1  0
M  END
"""
V3000 = """
  hand

  0  0  0     0  0            999 V3000
M  V30 BEGIN CTAB
M  V30 COUNTS 3 2 0 0 0
M  V30 BEGIN ATOM
M  V30 1 C 0 0 0 0
M  V30 2 C 1.5 0 0 0
M  V30 3 O 2.2 1.2 0 0
M  V30 END ATOM
M  V30 BEGIN BOND
M  V30 1 1 1 2
M  V30 2 1 2 3
M  V30 END BOND
M  V30 END CTAB
M  END
"""


def test_molblock_v3000():
    """Ethanol as a V3000 molfile has ethanol's InChI."""
    structure = Structure.from_molblock(V3000)

    assert (structure.fault, structure.inchi) == (None, "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3")


def test_molblock_v2000_wedge():
    """A wedge makes a stereocentre: 1-fluoroethylamine drawn with one has a /t layer."""
    structure = Structure.from_molblock(V2000)

    assert structure.inchi.startswith("InChI=1S/C2H6FN/c1-2(3)4/h2H,4H2,1H3/t2-/m")


def test_molblock_inchi_comes_from_the_text():
    """Chloric acid as a molfile keeps its registry InChI, which RDKit's molecule would lose."""
    mol = Chem.MolFromSmiles("OCl(=O)=O", sanitize=False)
    structure = Structure.from_molblock(Chem.MolToMolBlock(mol, kekulize=False))

    assert structure.inchi == "InChI=1S/ClHO3/c2-1(3)4/h(H,2,3,4)"


@pytest.mark.parametrize("text", ["GABA", "", "\n\n\n", "M  END", V3000[:120]])
def test_unreadable_molblock(text):
    """A text that is no molfile has a fault and no InChI."""
    structure = Structure.from_molblock(text)

    assert not structure.known
    assert structure.fault is not None


@pytest.mark.parametrize(
    "inchi",
    [
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", id="gaba"),
        pytest.param("InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1", id="centre"),
        pytest.param("InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1+", id="double-bond"),
        pytest.param("InChI=1S/H2O/h1H2/i/hD2", id="heavy-water"),
        pytest.param("InChI=1S/C4H8O3.Na/c5-3-1-2-4(6)7;/h5H,1-3H2,(H,6,7);/q;+1/p-1", id="salt"),
        pytest.param("InChI=1S/ClHO3/c2-1(3)4/h(H,2,3,4)", id="chloric-acid"),
        pytest.param("InChI=1S/ClF3/c2-1(3)4", id="chlorine-trifluoride"),
        pytest.param("InChI=1S/p+1", id="proton"),
        pytest.param("InChI=1S/Ne", id="neon"),
    ],
)
def test_inchi_round_trip(inchi):
    """A registry InChI survives the way through a molecule."""
    assert Structure.from_inchi(inchi).is_reproducible


@pytest.mark.parametrize(
    "inchi",
    [
        # MetaCyc coproporphyrin I and cobalamin-like: the /b layer of the macrocycle is what RDKit loses (REAL-DATA 2)
        pytest.param(
            "InChI=1S/C36H38N4O8/c1-17-21(5-9-33(41)42)29-14-26-19(3)23(7-11-35(45)46)31(39-26)16-28-20(4)24"
            "(8-12-36(47)48)32(40-28)15-27-18(2)22(6-10-34(43)44)30(38-27)13-25(17)37-29/h13-16,37-38H,5-12H2,1-4H3,"
            "(H,41,42)(H,43,44)(H,45,46)(H,47,48)/b25-13-,26-14-,27-15-,28-16-,29-14-,30-13-,31-16-,32-15-",
            id="porphyrin",
        ),
    ],
)
def test_inchi_that_rdkit_cannot_hold(inchi):
    """A porphyrin's double-bond layer is lost in RDKit: the InChI counts as readable, not as reproducible."""
    structure = Structure.from_inchi(inchi)

    assert structure.regenerated
    assert not structure.is_reproducible


@pytest.mark.parametrize(
    "inchi",
    [
        "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,",
        "InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)",
        "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3.5H2.(H.6.7)",
        "InChI=1S/Xx2",
    ],
)
def test_nonsense_inchi(inchi):
    """A truncated or mistyped InChI gives no structure."""
    assert Structure.from_inchi(inchi).regenerated == ()


def test_nonsense_has_a_hash_all_the_same():
    """A key proves nothing about the InChI that it hashes."""
    assert len(key_of("InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)")) == 27


@pytest.mark.parametrize(
    ("smiles", "formula"),
    [
        pytest.param("[NH3+]CCCC([O-])=O", "C4H9NO2", id="zwitterion"),
        pytest.param("[O-]C(=O)CCCO", "C4H7O3-", id="anion"),
        pytest.param("[Ca+2].[Cl-].[Cl-]", "CaCl2", id="salt"),
        pytest.param("[2H]C([2H])(N)CCC(=O)O", "C4H9NO2", id="labelled"),
        pytest.param("O=S(=O)([O-])[O-]", "O4S-2", id="sulfate"),
        pytest.param("[AlH4-]", "AlH4-", id="alanate"),
        pytest.param("[H+]", "H+", id="proton"),
        pytest.param("[U]", "U", id="uranium"),
    ],
)
def test_composition(smiles, formula):
    """The composition is that of what is drawn, hydrogens and charge included."""
    assert Structure.from_smiles(smiles).composition.formula == formula


@pytest.mark.parametrize(
    ("smiles", "labels"),
    [
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", ["R"], id="arbaclofen"),
        pytest.param("C[C@@H](O)[C@H](N)C(=O)O", ["R", "S"], id="threonine"),  # (2S,3R)
        pytest.param("N[C@@H](CS)C(=O)O", ["R"], id="cysteine"),  # L-cysteine is R
        pytest.param("NCCCC(=O)O", [], id="gaba"),
    ],
)
def test_cip_labels(smiles, labels):
    """R and S are those of the names."""
    assert [label for _, label in Structure.from_smiles(smiles).cip_labels] == labels


@pytest.mark.parametrize(
    ("smiles", "labels"),
    [("OC(=O)/C=C/C(=O)O", ("E",)), ("OC(=O)/C=C\\C(=O)O", ("Z",)), ("OC(=O)C=CC(=O)O", ())],
    ids=["fumaric", "maleic", "open"],
)
def test_bond_labels(smiles, labels):
    """E and Z are those of the names; an unspecified bond is counted as open."""
    structure = Structure.from_smiles(smiles)

    assert structure.bond_labels == labels
    assert structure.open_double_bonds == (0 if labels else 1)


@pytest.mark.parametrize(
    ("smiles", "meso"),
    [
        pytest.param("O[C@H](C(=O)O)[C@@H](O)C(=O)O", True, id="meso-tartaric-acid"),
        pytest.param("O[C@H](C(=O)O)[C@H](O)C(=O)O", False, id="tartaric-acid"),
        pytest.param("NCCCC(=O)O", False, id="gaba"),
    ],
)
def test_is_meso(smiles, meso):
    """A meso form has centres and equals its mirror image."""
    assert Structure.from_smiles(smiles).is_meso is meso


@pytest.mark.parametrize(
    ("smiles", "written", "kept"),
    [
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", 1, 1, id="arbaclofen"),
        pytest.param("N[C@@H](C)C[C@H](C)C", 2, 1, id="isopropyl-marked"),
        pytest.param("C[C@H](O)C", 1, 0, id="isopropanol-marked"),
    ],
)
def test_stereo_marks(smiles, written, kept):
    """Marks on atoms that are no stereocentres are counted as written, not as kept."""
    structure = Structure.from_smiles(smiles)

    assert (structure.stereo_marks_written, structure.stereo_marks_kept) == (written, kept)


@pytest.mark.parametrize(
    ("smiles", "atoms"),
    [
        pytest.param("NC[C](CC(=O)O)c1ccc(Cl)cc1", ["C"], id="lost-hydrogen"),
        pytest.param("[O]N=O", ["O"], id="nitrogen-dioxide"),
        pytest.param("[Na]", [], id="sodium"),
        pytest.param("NCCCC(=O)O", [], id="gaba"),
        pytest.param("[H]OC(=O)C([H])([H])[C]([H])c1ccccc1", ["C"], id="behind-written-hydrogens"),
    ],
)
def test_radicals(smiles, atoms):
    """Bonded main-group atoms with unpaired electrons are found; metal atoms are none."""
    assert [atom.GetSymbol() for atom in Structure.from_smiles(smiles).radicals] == atoms


@pytest.mark.parametrize(
    ("inchi", "inchikey"),
    [
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", "BTCSSZJGUNDROE-UHFFFAOYSA-N", id="gaba"),
        pytest.param(
            "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
            "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
            id="pregabalin",
        ),
        pytest.param(
            "InChI=1S/C4H8O3.Na/c5-3-1-2-4(6)7;/h5H,1-3H2,(H,6,7);/q;+1/p-1",
            "XYGBKMMCQDZQOZ-UHFFFAOYSA-M",
            id="sodium-oxybate",
        ),
    ],
)
def test_smiles_gives_the_inchi_again(inchi, inchikey):
    """The canonical SMILES of a stated InChI stands for the same compound."""
    smiles = Structure.from_inchi(inchi).smiles

    assert Structure.from_smiles(smiles).inchikey == inchikey


# Numbers counted by hand in the texts: hydrogens that stand there count.
@pytest.mark.parametrize(
    ("smiles", "atoms", "bracket"),
    [
        pytest.param("[H]N([H])C([H])([H])C([H])([H])C([H])([H])[C]=O", [13], "[C]", id="gaba-acyl"),
        pytest.param("[H]N([H])C([H])([H])C([H])([H])C([H])([H])[C](=O)", [13], "[C]", id="empty-branch"),
        pytest.param("SMILES=[H]N([H])C([H])([H])[C]([H])C", [7], "[C]", id="repaired"),
        pytest.param("[H]N([H])C([H])([H])[C]([H])C |c:1|", [7], "[C]", id="cxsmiles"),
        pytest.param("[2H]C([H])([2H])[C@]([H])(O[H])[C]([H])C", [9], "[C]", id="isotopes-and-stereo"),
        pytest.param("[H]/C(C)=C(/[H])[13C]([H])C", [6], "[13C]", id="double-bond"),
        pytest.param("[H]OC([H])([H])C", [], "", id="none"),
    ],
)
def test_radicals_are_counted_in_the_text(smiles, atoms, bracket):
    """The number of a radical is that in the text, and so is what stands in its brackets."""
    structure = Structure.from_smiles(smiles)

    assert [atom.GetIdx() + 1 for atom in structure.radicals] == atoms
    assert [structure.bracket_text(atom.GetIdx()) for atom in structure.radicals] == [bracket for _ in atoms]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", [3], id="no-hydrogens"),
        pytest.param("[H]N([H])C[C@H](CC(=O)O)c1ccc(Cl)cc1", [5], id="hydrogens"),
        pytest.param("smiles: [H]N([H])C[C@H](CC(=O)O)c1ccc(Cl)cc1", [5], id="repaired"),
        pytest.param("[H]N([H])C[C@H](CC(=O)O)c1ccc(Cl)cc1 |a:4|", [5], id="cxsmiles"),
        pytest.param("[2H]N([H])C[C@]([H])(CC(=O)O[H])c1ccc(Cl)cc1", [5], id="deuterium-is-kept"),
        pytest.param("[H]/N=C/[C@]([H])(C)O", [4], id="hydrogen-of-a-double-bond-is-kept"),
    ],
)
def test_centres_are_counted_in_the_text(text, numbers):
    """The number of a centre is that in the text, whichever hydrogens the molecule keeps."""
    structure = Structure.from_smiles(text)

    assert [structure.written_number(index) for index, _ in structure.possible_centres] == numbers


def test_centres_are_counted_in_the_molfile():
    """The number of a centre is that of the molfile's atom, hydrogens listed there included."""
    mol = Chem.MolFromSmiles("[H]C([H])([H])[C@]([H])(F)N", sanitize=False)
    structure = Structure.from_molblock(Chem.MolToV3KMolBlock(mol))

    assert [structure.written_number(index) for index, _ in structure.possible_centres] == [5]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        pytest.param("[H]N([H])CCCC(=O)O[H]", "CCCCNOO", id="hydrogens"),
        pytest.param("SMILES=[H]N([H])CCCC(=O)O[H]", "CCCCNOO", id="repaired"),
        pytest.param("[H]OCl(=O)=O", "ClOOO", id="cleaned-up"),
        pytest.param("[H]C(F)(F)Cl(F)F", "CClFFFF", id="hypervalent"),
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", "CCCCNOO", id="inchi"),
    ],
)
def test_inchi_numbers_lead_to_atoms_of_the_molecule(text, symbols):
    """InChI numbers follow the elements of the formula, in Hill order; each leads to an atom of its element."""
    structure = Structure.from_inchi(text) if text.startswith("InChI=") else Structure.from_smiles(text)
    found = [structure.mol.GetAtomWithIdx(index).GetSymbol() for part in structure.canonical_atoms for index in part]

    assert "".join(found) == symbols


def test_inchi_numbers_after_another_variant_was_adopted():
    """A structure that stands for the InChI of its drawing leads to the atoms of its molecule all the same."""
    structure = Structure.from_smiles("[H]OCl(=O)=O")
    structure.adopt(structure.inchi_as_drawn)

    assert [structure.mol.GetAtomWithIdx(i).GetSymbol() for i in structure.canonical_atoms[0]] == ["Cl", "O", "O", "O"]


@pytest.mark.parametrize("prefix", ["", "SMILES="], ids=["plain", "repaired"])
def test_mark_of_a_spiro_atom_is_kept(prefix):
    """RDKit drops the mark between two equal rings; both hands of SPINOL are told apart all the same."""
    # Resolved: Birman et al., Tetrahedron: Asymmetry 1999, 10, 125.
    one, other = (Structure.from_smiles(f"{prefix}Oc1cccc2CC[C{mark}]3(CCc4cccc(O)c34)c12") for mark in ("@", "@@"))

    assert {label for structure in (one, other) for _, label in structure.cip_labels} == {"R", "S"}
    assert one.stereo_marks_kept == other.stereo_marks_kept == 1
    assert relate(one, other).stereo.kind == "enantiomer"


def test_mark_of_a_spiro_atom_that_means_nothing():
    """A ring with two equal ends makes no centre of a spiro atom."""
    structure = Structure.from_smiles("C1CCC[C@]12OCCO2")

    assert (structure.stereo_marks_kept, structure.cip_labels, structure.possible_centres) == (0, (), ())


def test_smiles_of_a_spiro_compound():
    """The canonical SMILES holds the mark of a spiro atom too."""
    structure = Structure.from_smiles("Oc1cccc2CC[C@]3(CCc4cccc(O)c34)c12")

    assert Structure.from_smiles(structure.smiles).inchi == structure.inchi


@pytest.mark.parametrize(
    ("text", "expected"),
    [("CC=C=CC", True), ("NCCCC(=O)O", False), ("NCCC(", True)],
    ids=["allene", "gaba", "unreadable"],
)
def test_may_be_chiral_without_centre(text, expected):
    """An allene may be chiral, GABA may not; of what cannot be read nothing is known."""
    assert Structure.from_smiles(text).may_be_chiral_without_centre is expected


def test_cache_key():
    """Two readings of one text are one key; another InChI, or another text for the same InChI, is another."""
    one, same = (Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|") for _ in range(2))
    other = Structure.from_smiles("OC(=O)C[C@@H](CN)c1ccc(Cl)cc1")

    assert one.key == same.key
    assert one.inchi == other.inchi
    assert one.key != other.key

    flat = next(inchi for inchi in one.variants() if "/t" not in inchi)
    same.adopt(flat)
    assert one.key != same.key


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_goes_on_and_on_is_not_given_to_the_inchi_software(monkeypatch, end):
    """Its time grows with the square of the lines over which one of a V3000 molfile goes on."""
    monkeypatch.setattr(inchi_software, "_asked", None)
    endless = f"GABA{end * 3}  0  0  0     0  0            999 V3000{end}{f'M  V30 COUNTS -{end}' * 2000}M  END{end}"

    assert not Structure.from_molblock(endless).known
