"""Systematic names as OPSIN understands them, without OPSIN: its answers are written down."""

import pytest
from truth import BACLOFEN, HYDROXYBUTYRIC, OXYBATE, case, outcome

from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.checks.kit import Agrees, CannotTell, Fault, NothingSaid
from gaba_analogs.checks.names import (
    name_impossible_stereo,
    name_inorganic_mismatch,
    name_mismatch,
    name_not_understood,
    synonym_mismatch,
)
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.values import InorganicName
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.formula import read_formula

GABA = Structure.from_smiles("NCCCC(=O)O")


def name(text, smiles=None, **facts):
    """Make OPSIN's answer to a name."""
    return ParsedName(text, text, smiles, **facts)


# name, OPSIN's structure, the terms that it could not place, the outcome
IMPOSSIBLE = [
    pytest.param("(S)-3-hydroxy-3-methylpentanedioic acid", "CC(O)(CC(=O)O)CC(=O)O", ("S",), Fault, id="chebi-413"),
    pytest.param("(R)-4-aminobutanoic acid", "NCCCC(=O)O", ("R",), Fault, id="gaba"),
    pytest.param("4-aminobutanoic acid", "NCCCC(=O)O", (), Agrees, id="no-descriptor"),
    pytest.param("(5R)-4-amino-3-phenylbutanoic acid", "NCC(CC(=O)O)c1ccccc1", ("5R",), CannotTell, id="wrong-locant"),
    pytest.param(
        "(R)-1,1'-binaphthalene-2,2'-diol", "Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12", ("R",), CannotTell, id="axis"
    ),
    pytest.param("(E)-butane", "CCCC", ("E",), Fault, id="no-double-bond"),
    pytest.param("(E)-but-1-ene", "CCC=C", ("E",), CannotTell, id="terminal-double-bond"),
    pytest.param("cis-4-aminobutanoic acid", "NCCCC(=O)O", ("cis",), CannotTell, id="cis-is-not-judged"),
    pytest.param("(1s,4s)-cyclohexane-1,4-diol", "OC1CCC(O)CC1", ("1s", "4s"), CannotTell, id="pseudo-asymmetric"),
]


@pytest.mark.parametrize(("text", "smiles", "ignored", "kind"), IMPOSSIBLE)
def test_name_impossible_stereo(text, smiles, ignored, kind):
    """R or S without any stereocentre is impossible; what OPSIN may have missed is left open."""
    assert isinstance(name_impossible_stereo(name(text, smiles, stereo_ignored=ignored)), kind)


UNDERSTOOD = [
    pytest.param(name("baclofenum", failure="no chemical name"), CannotTell, id="unknown"),
    pytest.param(name("4-aminobutanoic acid", "NCCCC(=O)O"), Agrees, id="known"),
]


@pytest.mark.parametrize(("answer", "kind"), UNDERSTOOD)
def test_name_not_understood(answer, kind):
    """A name that OPSIN does not know is never a fault."""
    assert isinstance(name_not_understood(answer), kind)


SYNONYMS = [
    pytest.param(name("3-aminobutanoic acid", "CC(N)CC(=O)O"), Fault, id="isomer"),
    pytest.param(name("4-amino-3-phenylbutanoic acid", "NCC(CC(=O)O)c1ccccc1"), Fault, id="other-compound"),
    pytest.param(name("gamma-aminobutyric acid", "NCCCC(=O)O"), Agrees, id="same"),
    pytest.param(name("4-aminobutanoic acid hydrochloride", "NCCCC(=O)O.Cl"), Fault, id="salt"),
    pytest.param(name("4-ammoniobutanoate", "[NH3+]CCCC(=O)[O-]"), Agrees, id="zwitterion"),
    pytest.param(name("4-aminobutanoate", "NCCCC(=O)[O-]"), CannotTell, id="ion"),
    pytest.param(name("piperidic acid", failure="no chemical name"), NothingSaid, id="not-understood"),
]


@pytest.mark.parametrize(("synonym", "kind"), SYNONYMS)
def test_synonym_mismatch(synonym, kind):
    """A synonym that describes another skeleton is told; salts, ions and unknown words are not."""
    assert isinstance(synonym_mismatch(synonym, GABA), kind)


TITLES = [
    pytest.param(name("4-aminobutanoic acid", "NCCCC(=O)O"), Agrees, id="same"),
    pytest.param(name("3-aminobutanoic acid", "CC(N)CC(=O)O"), Fault, id="isomer"),
    pytest.param(name("4-aminobutanoic acid hydrochloride", "NCCCC(=O)O.Cl"), Fault, id="salt"),
    pytest.param(name("4-aminobutanoate", "NCCCC(=O)[O-]"), CannotTell, id="anion-for-the-acid"),
    pytest.param(name("4-aminobutanol acid", failure="no chemical name"), NothingSaid, id="not-understood"),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_name_mismatch(title, kind):
    """A title that names another skeleton or another salt is told; the name of the anion is not."""
    assert isinstance(name_mismatch(title, GABA), kind)


# names of compounds without carbon as OPSIN 2.9 reads them; sulfate is SO4, sulfite SO3, chlorate ClO3
SULFATE, SULFURIC = "[Na+].[Na+].[O-]S(=O)(=O)[O-]", "OS(=O)(=O)O"
INORGANIC = [
    pytest.param("sulfuric acid", SULFURIC, "H2SO4", Agrees, id="acid"),
    pytest.param("sulfuric acid", SULFURIC, "H2SO3", Fault, id="another-acid"),
    pytest.param("sodium sulfate", SULFATE, "Na2SO3", Fault, id="another-salt"),
    pytest.param("sodium sulfate", SULFATE, "Na2SO4.10H2O", CannotTell, id="hydrate"),
    pytest.param("potassium chloride", "[K+].[Cl-]", "KBr", Fault, id="another-halogen"),
    pytest.param("iron(III) chloride", "Cl[Fe](Cl)Cl", "FeCl2", Fault, id="another-oxidation-number"),
    pytest.param("Ferrous chloride", "[Fe](Cl)Cl", "FeCl3", Fault, id="another-word-for-the-oxidation-number"),
    pytest.param("Ferrous chloride", "[Fe](Cl)Cl", "FeCl2.4H2O", CannotTell, id="hydrate-of-the-right-one"),
    # calomel is Hg2Cl2 (PubChem, CID 24956)
    pytest.param("mercurous chloride", "[Hg]Cl", "Hg2Cl2", CannotTell, id="same-ratio"),
    pytest.param("mercurous chloride", "[Hg]Cl", "HgCl2", Fault, id="another-ratio"),
    pytest.param("iron chloride", "Cl[Fe]Cl", "FeCl3", CannotTell, id="ratio-not-stated"),
]


@pytest.mark.parametrize(("text", "smiles", "formula", "kind"), INORGANIC)
def test_name_inorganic_mismatch(text, smiles, formula, kind):
    """Elements are certain, and the oxygens of one acid; water and ratios that are not stated are left open."""
    named = InorganicName(text, Structure.from_smiles(smiles))

    assert isinstance(name_inorganic_mismatch(named, read_formula(formula).readings[0]), kind)


TABLES = {
    "name-impossible-stereo": IMPOSSIBLE,
    "name-inorganic-mismatch": INORGANIC,
    "name-mismatch": TITLES,
    "name-not-understood": UNDERSTOOD,
    "synonym-mismatch": SYNONYMS,
}
"""The truth tables by code, for the test of the catalogue."""


# Methanol (PubChem, CID 887), methanol-d3, caffeine (CID 2519). Records of labelled compounds had unlabelled structures
# in MassBank: github.com/MassBank/MassBank-data/issues/341.
METHANOL = {"smiles": "CO", "inchi": "InChI=1S/CH4O/c1-2/h2H,1H3", "inchikey": "OKKJLVBELUTLKV-UHFFFAOYSA-N"}
METHANOL_D3 = {"smiles": "[2H]C([2H])([2H])O", "inchi": "InChI=1S/CH4O/c1-2/h2H,1H3/i1D3"}
CAFFEINE = {"smiles": "Cn1cnc2c1c(=O)n(C)c(=O)n2C", "formula": "C8H10N4O2"}
# Uracil (CID 1174), acetic acid (CID 176), citric acid (CID 311).
URACIL = {"smiles": "O=c1cc[nH]c(=O)[nH]1", "formula": "C4H4N2O2"}
ACETIC = {"smiles": "CC(=O)O", "formula": "C2H4O2"}
CITRIC = {"smiles": "OC(=O)CC(O)(CC(=O)O)C(=O)O", "formula": "C6H8O7"}
ACETONE_D6 = {"smiles": "[2H]C([2H])([2H])C(=O)C([2H])([2H])[2H]", "formula": "C3D6O"}
NICOTINE = {"smiles": "CN1CCC[C@H]1c1cccnc1", "formula": "C10H14N2"}
TERBUTALINE_CHLORIDE = {"smiles": "CC(C)(C)NCC(O)c1cc(O)cc(O)c1.Cl", "formula": "C12H20ClNO3"}
PIPERAZINE_CHLORIDE = {"smiles": "C1CNCCN1.Cl", "formula": "C4H11ClN2"}
PIPERAZINE_DICHLORIDE = {"smiles": "C1CNCCN1.Cl.Cl", "formula": "C4H12Cl2N2"}
CHOLINE_CHLORIDE = {"smiles": "C[N+](C)(C)CCO.[Cl-]", "formula": "C5H14ClNO"}
BACLOFEN_MESYLATE = {"smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1.CS(O)(=O)=O", "formula": "C11H16ClNO5S"}
TABLES_AT_THE_FRONT_DOOR = {
    "name-isotopes-missing": [
        case("structure-and-formula", CAFFEINE, "name-isotopes-missing", "formula smiles", name="Caffeine-d9"),
        case("all-of-one-structure", METHANOL, "name-isotopes-missing", "inchi inchikey smiles", name="methanol-[d3]"),
        case("carbon", CAFFEINE, "name-isotopes-missing", "formula smiles", name="caffeine-(trimethyl-13C3)"),
        case("systematic", METHANOL, "name-isotopes-missing", "inchi inchikey smiles", iupac_name="(2H3)methanol"),
        case("word", CAFFEINE, "name-isotopes-missing", "formula smiles", name="deuterated caffeine"),
        case("labelled", METHANOL_D3, name="methanol-d3"),
        case("labelled-beside-a-plain-formula", METHANOL_D3, name="methanol-d3", formula="CH4O"),
        case("labelled-otherwise", METHANOL_D3, "name-isotopes-missing", name="methanol-d4"),
        case("another-nuclide", METHANOL_D3, "name-isotopes-missing", name="[18O]methanol"),
        case("a-group-that-is-there-twice", ACETONE_D6, name="acetone-(methyl-d3)"),
        case("two-groups", ACETONE_D6, name="acetone-d5-methyl-d1"),
        case("vitamin", CAFFEINE, name="vitamin D3"),
        case("more-labels-than-atoms", METHANOL, name="methanol-d9"),
        case("no-labels", CAFFEINE, name="caffeine"),
        # 35.0451 Da is the mass of CHD3O: 12 + 15.994915 + 1.007825 + 3 x 2.014102.
        case(
            "mass-of-the-labelled-form",
            {"smiles": "CO", "formula": "CH4O"},
            "name-isotopes-missing monoisotopic-mass-mismatch",
            "formula smiles",
            name="methanol-d3",
            exact_mass="35.0451",
        ),
    ],
    "name-element-mismatch": [
        case("halogen", URACIL, "name-element-mismatch", "name", name="5-fluorouracil"),
        case("coenzyme", ACETIC, "name-element-mismatch", "name", name="acetyl-CoA"),
        case(
            "halogen-that-is-there",
            {"smiles": "O=c1[nH]cc(F)c(=O)[nH]1", "formula": "C4H3FN2O2"},
            name="5-fluorouracil",
        ),
        case("no-halogen", URACIL, name="3-chlorogenic acid"),
        # CompTox, DTXSID of CAS 26260-05-9: the base of the salt is drawn
        case(
            "halogen-of-another-component",
            {"smiles": "C1CN(CCN1)C1=CC=CC=C1", "formula": "C10H14N2"},
            name="2-(2,4-dichlorophenoxy)acetic acid; 1-phenylpiperazine",
        ),
        case("enzyme", ACETIC, name="acetyl-CoA synthetase substrate"),
    ],
    "name-component-missing": [
        case("hydrochloride", BACLOFEN, "name-component-missing", name="baclofen hydrochloride"),
        case("sodium", HYDROXYBUTYRIC, "name-component-missing", name="sodium oxybate"),
        case("monohydrate", CITRIC, "name-component-missing", name="citric acid monohydrate"),
        case("hydrate-that-is-there", {"smiles": "O.OC(=O)CC(O)(CC(=O)O)C(=O)O"}, name="citric acid monohydrate"),
        case("sodium-that-is-there", OXYBATE, name="sodium oxybate"),
        case("covalent-hydrate", {"smiles": "OC(O)C(Cl)(Cl)Cl", "formula": "C2H3Cl3O2"}, name="chloral hydrate"),
        case("parent", BACLOFEN, name="baclofen"),
        # MassBank, Nicotine sulfate: the base is drawn, without sulfur. What the others draw is said by their names.
        case("acid-of-another-element", NICOTINE, "name-component-missing", name="Nicotine sulfate"),
        case("another-acid", TERBUTALINE_CHLORIDE, "name-component-missing", name="terbutaline sulfate"),
        case("another-acid-with-carbon", TERBUTALINE_CHLORIDE, "name-component-missing", name="terbutaline mesilate"),
        case("chlorine-of-the-parent", BACLOFEN_MESYLATE, "name-component-missing", name="baclofen hydrochloride"),
        case("counted", PIPERAZINE_CHLORIDE, "name-component-missing", name="piperazine dihydrochloride"),
        case("counted-rightly", PIPERAZINE_DICHLORIDE, name="piperazine dihydrochloride"),
        case("not-counted", PIPERAZINE_DICHLORIDE, name="piperazine hydrochloride"),
        case("another-halide", CHOLINE_CHLORIDE, "name-component-missing", name="choline bromide"),
        case("halide-that-is-there", CHOLINE_CHLORIDE, name="choline chloride"),
        case("chlorine-of-an-acid", {"smiles": "CC(=O)Cl", "formula": "C2H3ClO"}, name="acetyl chloride"),
        case("acid-that-is-there", TERBUTALINE_CHLORIDE, name="terbutaline hydrochloride"),
        case("acid-with-carbon-that-is-there", BACLOFEN_MESYLATE, name="baclofen methanesulfonate (1:1) (salt)"),
        case("acid-with-carbon-beside-the-parent", NICOTINE, name="nicotine tartrate"),
        case("ester", {"smiles": "CCOS(O)(=O)=O", "formula": "C2H6O4S"}, name="ethyl sulfate"),
        case("number-within-an-acid", {"smiles": "O=C(OC1CCCC1)C(F)(F)F"}, name="cyclopentyl trifluoroacetate"),
        case("ester-of-a-salt", {"smiles": "CC(=O)OCCN.Cl", "formula": "C4H10ClNO2"}, name="aminoethyl acetate"),
    ],
}


@pytest.mark.parametrize(("fields", "codes", "suspects"), TABLES_AT_THE_FRONT_DOOR["name-isotopes-missing"])
def test_name_isotopes_missing(fields, codes, suspects):
    """A labelled name beside an unlabelled structure, formula or mass is told; the unlabelled side says less."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(("fields", "codes", "suspects"), TABLES_AT_THE_FRONT_DOOR["name-element-mismatch"])
def test_name_element_mismatch(fields, codes, suspects):
    """A halogen or a coenzyme A of the name has to be in the structure; like-sounding words say nothing."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(("fields", "codes", "suspects"), TABLES_AT_THE_FRONT_DOOR["name-component-missing"])
def test_name_component_missing(fields, codes, suspects):
    """The name of a salt or hydrate on the parent is remarked upon, and nobody is suspected."""
    assert outcome(fields) == (codes, suspects)


# counted by hand
@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "formula", "agrees"),
    [
        pytest.param("sulfuric acid", "H2SO4", True, id="acid"),
        pytest.param("sulfuric acid", "H2SO3", False, id="another-acid"),
        pytest.param("sodium sulfate", "Na2SO3", False, id="another-salt"),
        pytest.param("ammonium sulfate", "(NH4)2SO3", False, id="ammonium-salt"),
        pytest.param("potassium chlorate", "KClO4", False, id="another-chlorine-acid"),
        pytest.param("potassium chloride", "KBr", False, id="another-halogen"),
        pytest.param("iron(III) chloride", "FeCl3", True, id="oxidation-number"),
        pytest.param("iron(III) chloride", "FeCl2", False, id="another-oxidation-number"),
        pytest.param("phosphorus trichloride", "PCl5", False, id="prefix"),
        pytest.param("iron(II) sulfate", "FeSO4", True, id="oxidation-number-beside-an-acid"),
        pytest.param("ferrous sulfate", "Fe2(SO4)3", False, id="another-oxidation-number-beside-an-acid"),
        pytest.param("mercury(I) nitrate", "Hg(NO3)2", False, id="mercury"),
    ],
)
def test_name_without_carbon(name, formula, agrees):
    """The elements of a name without carbon, and the oxygens of its acid, are compared with a formula."""
    report = verify({"iupac_name": name, "formula": formula})

    assert report.verdict == ("verified" if agrees else "inconsistent")
    assert [finding.code for finding in report.findings] == ([] if agrees else ["name-inorganic-mismatch"])


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "formula"),
    [
        pytest.param("iron chloride", "FeCl3", id="ratio-not-stated"),
        pytest.param("copper(II) sulfate", "CuSO4.5H2O", id="hydrate-in-the-formula"),
        pytest.param("copper(II) sulfate pentahydrate", "CuSO4", id="hydrate-in-the-name"),
        pytest.param("iron(III) nitrate", "Fe(NO3)3.9H2O", id="hydrate-beside-an-oxidation-number"),
        pytest.param("mercury(I) nitrate", "Hg2(NO3)2", id="mercury-in-pairs"),
        pytest.param("sodium phosphate", "Na2HPO4", id="acid-salt"),
        pytest.param("sodium borate", "Na2B4O7", id="borax"),
        pytest.param("indium(3+);tetrachloride", "In2Cl4", id="pubchem-names-components-once"),
        pytest.param("trizinc;diarsorate", "Zn3(AsO4)2", id="two-of-an-acid"),
    ],
)
def test_name_without_carbon_leaves_open(name, formula):
    """What such a name leaves open is no contradiction."""
    report = verify({"iupac_name": name, "formula": formula})

    assert [finding.code for finding in report.findings if finding.severity == "error"] == []


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "smiles", "verified"),
    [
        pytest.param("sodium chloride", "[Na+].[Cl-]", True, id="salt"),
        pytest.param("Sulfuric acid", "OS(=O)(=O)O", True, id="acid"),
        pytest.param("iron(III) chloride", "Cl[Fe](Cl)Cl", True, id="oxidation-number"),
        pytest.param("iron chloride", "Cl[Fe]Cl", False, id="ratio-left-open"),
        pytest.param("ferric chloride", "[Fe+2].[Cl-].[Cl-].[Cl-]", False, id="charge-left-over"),
        pytest.param("sodium chloride", "[Na+].[Cl]", False, id="radical"),
        pytest.param("sodium iodide", "[Na+].[131I-]", False, id="label"),
    ],
)
def test_title_without_carbon_verifies_a_drawing(name, smiles, verified):
    """A title without carbon agrees with a drawing of the very composition, its charge and labels included."""
    report = verify({"name": name, "smiles": smiles})

    assert (report.verdict == "verified", report.suspects) == (verified, ())


@pytest.mark.names
def test_name_without_carbon_against_several_fields():
    """The name alone is suspected where structure, formula and mass agree against it."""
    record = {
        "iupac_name": "sodium sulfate",
        "smiles": "[Na+].[Na+].[O-]S(=O)[O-]",
        "formula": "Na2O3S",
        "molecular_weight": "126.04",
    }
    report = verify(record)

    assert (report.suspects, [f.message for f in report.findings]) == (
        ("iupac_name",),
        ["IUPAC name means SO4, but SMILES and formula have SO3"],
    )


# sodium sulfite as the InChI software 1.07 writes it; 126.04 g/mol, counted by hand
SULFITE = {
    "smiles": "[Na+].[Na+].[O-]S(=O)[O-]",
    "inchi": "InChI=1S/2Na.H2O3S/c;;1-4(2)3/h;;(H2,1,2,3)/q2*+1;/p-2",
    "inchikey": "GEHJYWRUCIMESM-UHFFFAOYSA-L",
    "formula": "Na2O3S",
    "molecular_weight": "126.04",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "suspects"),
    [
        pytest.param("sodium sulfite", (), id="right"),
        pytest.param("Sodium sulfate", ("name",), id="another-acid"),
        pytest.param("potassium sulfite", ("name",), id="another-metal"),
        pytest.param("sodium sulfite heptahydrate", (), id="hydrate"),
        pytest.param("sodium oxysulfite", (), id="not-read"),
    ],
)
def test_title_without_carbon(name, suspects):
    """The title of a simple salt is compared as its systematic name is, alone and behind a plain record."""
    alone = verify({"name": name} | SULFITE)
    (_, second) = verify_records([{"name": "sodium sulfite"} | SULFITE, {"name": name} | SULFITE])

    assert alone.suspects == second.suspects == suspects


@pytest.mark.names
def test_systematic_name_of_components_without_carbon():
    """PubChem lists components with semicolons; that of the acid is certain all the same."""
    report = verify({"iupac_name": "disodium;sulfate"} | SULFITE)

    assert (report.suspects, [f.code for f in report.findings]) == (("iupac_name",), ["name-inorganic-mismatch"])
