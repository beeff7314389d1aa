"""A title votes: for the fields that it agrees with, against those that contradict them."""

import pytest

from gaba_analogs.api.verify import verify

# CompTox DTXSID20231450: the amine drawn has three fluorine atoms, the name two
AMINE = {"name": "Dimethyl(2,2-difluoroethyl)amine", "smiles": "FC(F)(F)CN(C)C", "formula": "C4H8F3N"}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(AMINE, ("name",), id="formula-of-the-structure"),
        pytest.param({**AMINE, "formula": "C4H9F2N"}, ("smiles",), id="formula-of-the-name"),
        pytest.param({"name": AMINE["name"], "smiles": AMINE["smiles"]}, ("name", "smiles"), id="no-formula"),
        pytest.param(
            {"name": AMINE["name"], "smiles": AMINE["smiles"], "molecular_weight": "127.11"}, ("name",), id="mass"
        ),
        # copper sulfate: 159.61 g/mol, with five of water 249.69 (counted by hand)
        pytest.param(
            {"name": "copper sulfate pentahydrate", "formula": "CuSO4", "molecular_weight": "249.68"},
            ("formula",),
            id="mass-with-the-water-of-the-name",
        ),
        pytest.param(
            {"name": "copper sulfate, pentahydrate", "formula": "CuSO4.5H2O", "molecular_weight": "159.61"},
            ("molecular_weight",),
            id="formula-with-the-water-of-the-name",
        ),
        pytest.param(
            {"name": "copper sulfate", "formula": "CuSO4", "molecular_weight": "249.68"},
            ("formula", "molecular_weight"),
            id="name-without-water",
        ),
        pytest.param(
            {"name": "copper sulfate monohydrate", "formula": "CuSO4", "molecular_weight": "249.68"},
            ("formula", "molecular_weight"),
            id="name-with-less-water",
        ),
        pytest.param(
            {"name": "Dimethyl(2,2-difluoroethyl)amine", "smiles": "FC(F)CCNC", "formula": "C4H9F2N"},
            ("name", "smiles"),
            id="isomers-share-a-formula",
        ),
    ],
)
def test_suspects(record, suspects):
    """Formula and masses vote where the title has another composition, and the water of a title where a mass has it."""
    assert verify(record).suspects == suspects


# sodium oxybate and its acid: 126.09 and 104.10 g/mol (PubChem, CIDs 23663870 and 10413)
OXYBATE = {"name": "sodium oxybate", "smiles": "[Na+].OCCCC(=O)[O-]", "inchikey": "XYGBKMMCQDZQOZ-UHFFFAOYSA-M"}
ACID = {"smiles": "OCCCC(=O)O", "inchikey": "SJZRECIVHVDYJC-UHFFFAOYSA-N"}


@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(
            {**OXYBATE, "formula": "C4H8O3", "molecular_weight": "104.10"}, ("formula", "molecular_weight"), id="salt"
        ),
        pytest.param(
            {**OXYBATE, **ACID, "formula": "C4H7NaO3", "molecular_weight": "126.09"}, ("inchikey", "smiles"), id="acid"
        ),
    ],
)
def test_the_metal_of_a_title_decides(record, suspects):
    """Structure and key against formula and mass: the fields with the metal that the title states are right."""
    assert verify(record, names=False).suspects == suspects


# baclofen and its hydrochloride: C10H12ClNO2, 213.66 g/mol, and C10H13Cl2NO2, 250.12 g/mol (PubChem)
SALT = {"name": "baclofen hydrochloride", "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1.Cl"}


@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param({**SALT, "formula": "C10H12ClNO2"}, ("formula",), id="formula-of-the-base"),
        pytest.param({**SALT, "molecular_weight": "213.66"}, ("molecular_weight",), id="mass-of-the-base"),
        pytest.param({**SALT, "name": "baclofen HCl", "formula": "C10H12ClNO2"}, ("formula",), id="short"),
        pytest.param(
            {**SALT, "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1", "formula": "C10H13Cl2NO2"}, ("smiles",), id="drawing"
        ),
        pytest.param({**SALT, "name": "baclofen", "formula": "C10H12ClNO2"}, ("formula", "smiles"), id="no-words"),
        pytest.param({**SALT, "formula": "C10H12FNO2"}, ("formula", "smiles"), id="another-compound"),
    ],
)
def test_the_hydrohalide_of_a_title_decides(record, suspects):
    """Structure against formula or mass: what has the acid that the title states is right."""
    assert verify(record, names=False).suspects == suspects


# Arctander: 8-sec-butylquinoline, C13H15N, where isopropylquinoline is drawn; B3DB: AR-1D9859, whose InChI leaves out
# the hydrochloride that its name has
QUINOLINE = {
    "name": "8-secondary -BUTYL QUINOLINE",
    "smiles": "C1=CC=C(C2=C1C=CC=N2)C(C)C",
    "molecular_weight": "185.27",
}
HYDROCHLORIDE = {
    "iupac_name": "2-butyl-6,7-dimethoxy-3,3a,4,8b-tetrahydro-1h-indeno[1,2-c]pyrrole;hydrochloride",
    "smiles": "CCCCN1CC2CC3=CC(=C(C=C3C2C1)OC)OC.Cl",
    "inchi": "InChI=1S/C17H25NO2/c1-4-5-6-18-10-13-7-12-8-16(19-2)17(20-3)9-14(12)15(13)11-18"
    "/h8-9,13,15H,4-7,10-11H2,1-3H3",
}
ACID = "4-amino-3-(4-chlorophenyl)butanoic acid"  # baclofen, PubChem CID 2284: C10H12ClNO2, 213.66 g/mol
BACLOFEN = {"name": ACID, "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1", "formula": "C10H12ClNO2"}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(QUINOLINE, ("smiles",), id="title-and-mass"),
        pytest.param(
            {**QUINOLINE, "name": "quinoline derivative"}, ("molecular_weight", "smiles"), id="title-that-says-nothing"
        ),
        pytest.param({**QUINOLINE, "molecular_weight": "190.27"}, ("molecular_weight", "smiles"), id="three-compounds"),
        pytest.param(HYDROCHLORIDE, ("inchi",), id="words-for-a-salt"),
        pytest.param(
            {"smiles": HYDROCHLORIDE["smiles"], "inchi": HYDROCHLORIDE["inchi"]}, ("inchi", "smiles"), id="no-words"
        ),
        pytest.param({**BACLOFEN, "formula": "C10H12FNO2"}, ("formula",), id="title-and-structure"),
        pytest.param({**BACLOFEN, "smiles": "NCC(CC(=O)O)c1ccc(F)cc1"}, ("smiles",), id="title-and-formula"),
        pytest.param(
            {**BACLOFEN, "name": "(R)-baclofen", "formula": "C10H12FNO2"}, ("formula", "smiles"), id="trivial"
        ),
    ],
)
def test_a_title_breaks_a_tie(record, suspects):
    """Where two fields contradict each other, the title that agrees with one of them decides."""
    assert verify(record).suspects == suspects


# B3DB: didesmethylimipramine and desipramine; naming programs number dibenzazepines differently
AMINE = {
    "iupac_name": "3-(5,6-dihydrobenzo[b][1]benzazepin-11-yl)propan-1-amine",
    "smiles": "[NH3+]CCCN1c2ccccc2CCc3ccccc13",
    "inchi": "InChI=1S/C17H20N2/c18-12-5-13-19-16-8-3-1-6-14(16)10-11-15-7-2-4-9-17(15)19/h1-4,6-9H,5,10-13,18H2",
}
AMMONIUM = {
    "iupac_name": "3-(5,6-dihydrobenzo[b][1]benzazepin-11-yl)propyl-methylazanium",
    "smiles": "C[NH2+]CCCN1C2=CC=CC=C2CCC3=CC=CC=C31",
    "inchi": "InChI=1S/C18H22N2/c1-19-13-6-14-20-17-9-4-2-7-15(17)11-12-16-8-3-5-10-18(16)20"
    "/h2-5,7-10,19H,6,11-14H2,1H3",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(AMINE, ("smiles",), id="neutral-by-name"),
        pytest.param(AMMONIUM, ("inchi",), id="ammonium-by-name"),
        pytest.param({**AMINE, "iupac_name": None}, ("inchi", "smiles"), id="no-name"),
    ],
)
def test_composition_of_a_name_that_is_set_aside(record, suspects):
    """A name whose numbering proves nothing still says how many hydrogens and charges there are."""
    assert verify(record).suspects == suspects


# lidocaine; GABA, PubChem CID 119
LIDOCAINE = {
    "smiles": "CCN(CC)CC(=O)Nc1c(C)cccc1C",
    "inchikey": "NNJVILVZKWQKPM-UHFFFAOYSA-N",
    "formula": "C14H22N2O",
}
GABA = {"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N", "formula": "C4H9NO2"}


@pytest.mark.names
@pytest.mark.parametrize(
    ("title", "parent"),
    [
        ("2-(diethylamino)-N-(2,6-dimethylphenyl)acetamide hydrochloride", LIDOCAINE),
        ("4-aminobutanoic acid hydrochloride", GABA),
        ("4-aminobutanoic acid hydrobromide", GABA),
    ],
)
def test_systematic_title_of_a_salt_beside_its_parent(title, parent):
    """The systematic title of a salt beside the drawn parent is a warning, as its trivial name is."""
    report = verify({"name": title, **parent})

    assert (report.verdict, [finding.code for finding in report.findings]) == ("verified", ["synonym-mismatch"])


@pytest.mark.names
@pytest.mark.parametrize(
    ("title", "parent"),
    [
        ("2-(dimethylamino)-N-(2,6-dimethylphenyl)acetamide hydrochloride", LIDOCAINE),
        ("3-aminobutanoic acid hydrochloride", GABA),
    ],
)
def test_systematic_title_of_a_salt_beside_another_parent(title, parent):
    """The systematic title of a salt of another compound is wrong."""
    report = verify({"name": title, **parent})

    assert (report.verdict, report.suspects) == ("inconsistent", ("name",))


@pytest.mark.names
def test_systematic_title_of_a_salt_of_the_enantiomer():
    """A salt of the enantiomer of what is drawn is not merely a salt of it."""
    # the SMILES of (S)-baclofen
    record = {"name": "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid hydrochloride", "formula": "C10H12ClNO2"}

    report = verify({**record, "smiles": "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"})

    assert report.verdict == "inconsistent"


# 3,3',4,4'-tetrachlorobiphenyl (PCB 77): C12H6Cl4, UQMGJOKDKOLIDP-UHFFFAOYSA-N (PubChem); the other InChI is what OPSIN
# and Open Babel make of its name without primes
_WITHOUT_PRIMES = "InChI=1S/C12H8Cl4/c13-11(14)7-6-10(8-12(11,15)16)9-4-2-1-3-5-9/h1-8H"
_PCB_77 = "InChI=1S/C12H6Cl4/c13-9-3-1-7(5-11(9)15)8-2-4-10(14)12(16)6-8/h1-6H"


@pytest.mark.names
@pytest.mark.parametrize(
    ("title", "inchi", "formula", "suspects"),
    [
        ("3,3,4,4-tetrachlorobiphenyl", _WITHOUT_PRIMES, "C12H6Cl4", ("formula", "inchi")),
        ("3,3',4,4'-tetrachlorobiphenyl", _PCB_77, "C12H8Cl4", ("formula",)),
        ("2,2-dimethylpropanoic acid", "InChI=1S/C5H10O2/c1-5(2,3)4(6)7/h1-3H3,(H,6,7)", "C5H8O2", ("formula",)),
    ],
)
def test_a_title_that_may_lack_primes_does_not_decide(title, inchi, formula, suspects):
    """A name of two like rings with a locant twice has lost its primes, and does not outvote a formula."""
    assert verify({"name": title, "inchi": inchi, "formula": formula}).suspects == suspects


# COCONUT CNP0312405.1: endosulfan under the name of a carboline
CARBOLINE = "6-hydroxy-1-methyl-1,2,3,4-tetrahydro-beta-carboline"
ENDOSULFAN = {
    "smiles": "O=[S@@]1OC[C@@H]2[C@H](CO1)[C@@]1(Cl)C(Cl)=C(Cl)[C@]2(Cl)C1(Cl)Cl",
    "inchikey": "RDYMFSUJUZBWLH-FYHLGZKHSA-N",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("fields", "verdict", "code"),
    [
        pytest.param(ENDOSULFAN, "inconsistent", "name-mismatch", id="chlorine-and-sulfur-for-nitrogen"),
        pytest.param(
            {"smiles": "COc1ccc2[nH]c3CNCCc3c2c1", "formula": "C12H14N2O"}, "verified", "synonym-mismatch", id="isomer"
        ),
        pytest.param(
            {"smiles": "Cc1ccc2[nH]c3CSCCc3c2c1", "formula": "C12H13NS"}, "verified", "synonym-mismatch", id="one-more"
        ),
        pytest.param(
            {"smiles": "C1C2C(COS(=O)O1)C3(C(=C(C2(C3(Cl)Cl)Cl)Cl)Cl)Cl.O", "formula": "C9H8Cl6O4S"},
            "verified",
            "synonym-mismatch",
            id="hydrate",
        ),
    ],
)
def test_title_of_a_trivial_parent_with_other_elements(fields, verdict, code):
    """A title built on a trivial parent is an error where its elements are others than those drawn, else a warning."""
    report = verify({"name": CARBOLINE, **fields})

    assert (report.verdict, [finding.code for finding in report.findings]) == (verdict, [code])
