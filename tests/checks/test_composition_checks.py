"""Formula, masses and charge against everything that states a composition."""

import pytest
from truth import ARBACLOFEN, BACLOFEN, GABA, HYDROXYBUTYRIC, OXYBATE, S_BACLOFEN, case, outcome

from gaba_analogs.api.verify import verify

BROMOCHLOROPHEN = {"smiles": "Oc1c(Br)cc(Cl)cc1Cc1cc(Cl)cc(Br)c1O", "formula": "C13H8Br2Cl2O2"}  # MassBank-data#154
CARBON_TETRACHLORIDE = {"smiles": "ClC(Cl)(Cl)Cl", "formula": "CCl4"}  # CID 5943
PHENIBUT = {"smiles": "NCC(CC(=O)O)c1ccccc1", "formula": "C10H13NO2"}
CHLOROACETIC = {"smiles": "OC(=O)CCl", "formula": "C2H3ClO2"}  # CID 300, 94.50 g/mol
HEAVY_WATER = {"smiles": "[2H]O[2H]", "inchi": "InChI=1S/H2O/h1H2/i/hD2"}  # CID 24602
GLUCOSE_13C = {"smiles": "O[13CH2][13CH]1O[13CH](O)[13CH](O)[13CH](O)[13CH]1O"}

# Masses: Wikipedia (old atomic weights), PubChem (today's, exact and monoisotopic).
TABLES = {
    "formula-unreadable": [
        case("strange-sign", {"smiles": "NC(Cc1ccc(O)cc1)C(=O)O"}, "formula-unreadable", "formula", formula="C9H11NO§"),
        case("mass", GABA, "value-in-wrong-field", "formula", formula="103.12"),  # ChEBI#3656
        case("name", GABA, "formula-unreadable", "formula", formula="GABA"),
        case("polymer-is-a-limit", {"smiles": "NCCCC(=O)O", "inchikey": GABA["inchikey"]}, formula="(C4H9NO2)n"),
        case(
            "variable-hydrate-is-a-limit",
            {"smiles": "NCCCC(=O)O", "inchikey": GABA["inchikey"]},
            formula="C4H9NO2·xH2O",
        ),
        case("html", GABA, "notation-repaired", formula="C<sub>4</sub>H<sub>9</sub>NO<sub>2</sub>"),
    ],
    "formula-mismatch": [
        case("mineral", {"smiles": "[Ca+2].[O-]C([O-])=O"}, formula="(Ca,Mg)CO3"),
        case(
            "other-mineral",
            {"smiles": "[Ca+2].[O-]C([O-])=O"},
            "formula-mismatch",
            "formula smiles",
            formula="(Fe,Mg)CO3",
        ),
        case(
            "mineral-with-more",
            {"smiles": "[O-2].[Fe+2]"},
            "formula-mismatch",
            "formula smiles",
            formula="Fe0.95Ti0.01O",
        ),
        case("two-hydrogens", GABA, "formula-mismatch", "formula", formula="C4H7NO2"),
        case("one-hydrogen", GABA, "formula-mismatch", "formula", formula="C4H10NO2"),
        case("hydrochloride", GABA, "formula-mismatch", "formula", formula="C4H10ClNO2"),
        case("free-acid", OXYBATE, "formula-mismatch", "formula", formula="C4H8O3"),
        case("chebi-3656", GABA, "formula-mismatch", "formula", formula="C02H18O7"),
        case("charge", GABA, "formula-mismatch", "formula", formula="C4H9NO2+"),
        case("two-fields", {"smiles": GABA["smiles"]}, "formula-mismatch", "formula smiles", formula="C10H12ClNO2"),
        case("order", GABA, "formula-not-hill", formula="C4H9O2N"),
        case("one-fields-hydrate", {"smiles": "O=S(=O)([O-])[O-].[Cu+2].O.O.O.O.O"}, formula="CuSO4·5H2O"),
        case(
            "zinc-nitrate", {"smiles": "[Zn+2].[O-][N+](=O)[O-].[O-][N+](=O)[O-].O.O.O.O.O.O"}, formula="Zn(NO3)2.6H2O"
        ),
        case("amphetamine-sulfate", {"smiles": "CC(N)Cc1ccccc1.CC(N)Cc1ccccc1.OS(=O)(=O)O"}, formula="2C9H13N.H2O4S"),
        case("hemihydrate", {"smiles": "NCCCC(=O)O.NCCCC(=O)O.O"}, formula="C4H9NO2·0.5H2O"),
        case("cation-without-charge", {"smiles": "CC(=O)OCC[N+](C)(C)C"}, formula="C7H16NO2"),
        case("cation-in-brackets", {"smiles": "CC(=O)OCC[N+](C)(C)C"}, formula="[C7H16NO2]+"),
        case("alanate", {"smiles": "[AlH4-]"}, formula="AlH4-"),
        case("sulfate", {"smiles": "[O-]S(=O)(=O)[O-]"}, formula="SO42-"),
        case("ions-with-charges", {"smiles": OXYBATE["smiles"]}, formula="C4H7O3-.Na+"),
        case("deuterium", HEAVY_WATER, formula="D2O"),
        case("deuterium-not-written", HEAVY_WATER, formula="H2O"),
        case("carbon-13", GLUCOSE_13C, formula="[13C]6H12O6"),
        case("total-and-parts", {"smiles": "CC(=O)Oc1ccccc1C(=O)[O-].[K+]"}, formula="C9H7KO4.K.C9H7O4"),  # GSRS
        case(
            "label-only-in-the-formula",
            {"smiles": "O", "inchi": "InChI=1S/H2O/h1H2"},
            "formula-mismatch",
            "inchi smiles",
            formula="D2O",
        ),
    ],
    "element-counts-mismatch": [
        case("one-of-two-edited", GABA, "element-counts-mismatch", "element_counts", element_counts="C4H7NO2"),
        case("agree", GABA, element_counts="C4H9NO2"),
    ],
    "molecular-weight-mismatch": [
        case("monoisotopic", BACLOFEN, "molecular-weight-mismatch", "molecular_weight", molecular_weight="213.0557"),
        case("other-compound", BACLOFEN, "molecular-weight-mismatch", "molecular_weight", molecular_weight="179.22"),
        case("salt", BACLOFEN, "molecular-weight-mismatch", "molecular_weight", molecular_weight="250.12"),
        case("nominal", BACLOFEN, "molecular-weight-mismatch", "molecular_weight", molecular_weight="213"),
        case("ten-units", BACLOFEN, "molecular-weight-mismatch", "molecular_weight", molecular_weight="223.66"),
        case("old-weights", PHENIBUT, molecular_weight="179.216"),
        case("new-weights", PHENIBUT, molecular_weight="179.219"),
        case("few-digits", PHENIBUT, molecular_weight="179"),
        case("unit", PHENIBUT, molecular_weight="179.219 g·mol−1"),
        case(
            "thousands",
            {"smiles": f"CC(=O){'NCC(=O)' * 12}O", "formula": "C26H40N12O14"},
            "notation-repaired",
            molecular_weight="744,668",
        ),
        case("no-atomic-weight", {"smiles": "[Tc]", "formula": "Tc"}, molecular_weight="98"),
    ],
    "monoisotopic-mass-mismatch": [
        case("average", BACLOFEN, "monoisotopic-mass-mismatch", "monoisotopic_mass", monoisotopic_mass="213.66"),
        case("protonated", BACLOFEN, "monoisotopic-mass-mismatch", "monoisotopic_mass", monoisotopic_mass="214.0629"),
        case(
            "other-compound", BACLOFEN, "monoisotopic-mass-mismatch", "monoisotopic_mass", monoisotopic_mass="179.0946"
        ),
        case("unlabelled", HEAVY_WATER, "monoisotopic-mass-mismatch", "monoisotopic_mass", monoisotopic_mass="18.0106"),
        case("right", BACLOFEN, monoisotopic_mass="213.0556563"),
        # MassBank's mass of hulupinic acid (CID 10379288), a sum of rounded isotope masses; exact is 264.13616.
        case("rounded-isotopes", {"formula": "C15H20O4"}, monoisotopic_mass="264.13625"),
        case(
            "two-ppm",
            {"formula": "C15H20O4"},
            "monoisotopic-mass-mismatch",
            "formula monoisotopic_mass",
            monoisotopic_mass="264.13669",
        ),
        case("ion-without-electron", {"smiles": "[O-]C(=O)CCCO"}, monoisotopic_mass="103.0395"),
        case("ion-with-electron", {"smiles": "[O-]C(=O)CCCO"}, monoisotopic_mass="103.0401"),
    ],
    "exact-mass-most-abundant": [
        case("bromochlorophen", BROMOCHLOROPHEN, "exact-mass-most-abundant", monoisotopic_mass="425.8248"),
        case("carbon-tetrachloride", CARBON_TETRACHLORIDE, "exact-mass-most-abundant", monoisotopic_mass="153.8725"),
        case("monoisotopic", BROMOCHLOROPHEN, monoisotopic_mass="423.8268"),
    ],
    "mass-truncated": [
        case("one-decimal", CHLOROACETIC, "mass-truncated", molecular_weight="94.4"),
        case("rounded", CHLOROACETIC, molecular_weight="94.5"),
    ],
    "mass-unreadable": [
        case("range", GABA, "mass-unreadable", molecular_weight="103–104"),
        case("words", GABA, "mass-unreadable", monoisotopic_mass="see text"),
        case("remark", GABA, "mass-unreadable", molecular_weight="103.12 (free acid)"),
        case("remark-of-the-same-mass", GABA, "notation-repaired", molecular_weight="103.12 (zwitterion)"),
        case("estimate", GABA, "mass-unreadable", molecular_weight="ca. 103"),
        case("number", GABA, molecular_weight="103.12"),
    ],
    "charge-unreadable": [
        case("mass", GABA, "charge-unreadable", charge="103.12"),
        case("part-of-a-charge", GABA, "charge-unreadable", charge="0.5"),
        case("word", GABA, "charge-unreadable", charge="positive"),
        case("both-signs", GABA, "charge-unreadable", charge="±1"),
        case("two-charges", GABA, "charge-unreadable", charge="1, 2"),
        case("number", GABA, charge="0"),
        case("no-charge-in-words", GABA, charge="neutral"),
        case("float-of-a-spreadsheet", GABA, charge="0.0"),
    ],
    "charge-mismatch": [
        case("anion", HYDROXYBUTYRIC, "charge-mismatch", "charge", charge="-1"),
        case("neutral", HYDROXYBUTYRIC, charge="0"),
        case("salt", OXYBATE, charge="0"),
        case("cation", {"smiles": "CC(=O)OCC[N+](C)(C)C", "formula": "C7H16NO2+"}, charge="1+"),
        case("two-fields", {"smiles": "NCCCC(=O)O"}, "charge-mismatch", "charge smiles", charge="+1"),
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_composition(fields, codes, suspects):
    """Each fault of formula, mass or charge has its code and suspects; the right value in any notation has none."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("molecular_weight", "213.0557", "monoisotopic mass"),
        ("molecular_weight", "213", "nominal mass"),
        ("molecular_weight", "250.12", "hydrochloride"),
        ("molecular_weight", "231.68", "hydrate"),
        ("molecular_weight", "235.64", "sodium salt"),
        ("molecular_weight", "214.67", "one hydrogen more"),
        ("molecular_weight", "212.65", "one hydrogen fewer"),
        ("monoisotopic_mass", "213.66", "average mass"),
        ("monoisotopic_mass", "213.0000", "nominal mass"),
        ("monoisotopic_mass", "249.0323", "hydrochloride"),
        ("monoisotopic_mass", "213.0551", "one electron's mass below"),
        # Huang, Int. J. Mass Spectrom. 1999: masses of the usual adducts, added to 213.05566 by hand
        ("monoisotopic_mass", "214.0629", "the ion [M+H]+"),
        ("monoisotopic_mass", "236.0449", "the ion [M+Na]+"),
        ("monoisotopic_mass", "252.0188", "the ion [M+K]+"),
        ("monoisotopic_mass", "231.0895", "the ion [M+NH4]+"),
        ("monoisotopic_mass", "196.0524", "the ion [M+H−H2O]+"),
        ("monoisotopic_mass", "212.0484", "the ion [M−H]−"),
        ("monoisotopic_mass", "248.0251", "the ion [M+Cl]−"),
        ("monoisotopic_mass", "258.0539", "the ion [M+HCOO]−"),
        ("monoisotopic_mass", "107.5351", "the ion [M+2H]2+"),
        ("monoisotopic_mass", "427.1186", "the ion [2M+H]+"),
        ("monoisotopic_mass", "426.1113", "two molecules"),
        ("monoisotopic_mass", "217.0808", "4 deuterium"),
        ("monoisotopic_mass", "219.0758", "6 carbon-13"),
        ("monoisotopic_mass", "250.12", "the average mass of the hydrochloride"),
        ("molecular_weight", "427.33", "two molecules"),
        ("molecular_weight", "106.83", "half of"),
        ("molecular_weight", "222.67", "hemihydrate"),
        ("molecular_weight", "525.40", "2:1 salt"),
        ("formula", "C10H13Cl2NO2", "hydrochloride"),
        ("formula", "C10H11ClNNaO2", "sodium salt"),
        ("formula", "C10H14ClNO3", "hydrate"),
        ("formula", "C10H13ClNO2", "one hydrogen more"),
        ("formula", "C10H12ClNO2+", "different charge"),
        ("formula", "C10H13ClNO2+", "the ion [M+H]+"),
        ("formula", "C10H12ClNNaO2", "the ion [M+Na]+"),
        ("formula", "C20H24Cl2N2O4", "two molecules"),
    ],
)
def test_confusion_is_named(field, value, words):
    """The usual confusions of baclofen's mass and formula are named (values computed by hand from PubChem's)."""
    report = verify({**BACLOFEN, field: value}, names=False)

    assert words in report.findings[0].message
    assert report.suspects == (field,)


@pytest.mark.parametrize(
    ("formula", "mass", "words"),
    [
        # MIBiG, entries BGC0002074, BGC0001856 and BGC0000357: published m/z beside the neutral formula
        ("C65H87N17O19", "1410.6429", "the ion [M+H]+ of formula, as measured (0.6 ppm off)"),
        ("C77H122O31S", "1592.8057", "the ion [M+NH4]+ of formula, as measured"),
        ("C28H36N4O4", "493.2806", "the ion [M+H]+ of formula, as measured"),
        # the same compound with one carbon-13, whose mass no ion has
        ("C28H36N4O4", "493.2770", "labelled with 1 carbon-13"),
        ("C28H36N4O4", "493.2950", "1.0213 above that of formula"),
    ],
)
def test_measured_ion_is_named(formula, mass, words):
    """A measured mass-to-charge ratio is named as the ion's although its digits are a few ppm off."""
    report = verify({"formula": formula, "monoisotopic_mass": mass}, names=False)

    assert words in report.findings[0].message


@pytest.mark.parametrize(
    ("field", "formula", "mass", "words"),
    [
        # ampicillin, raffinose and sodium sulfate, with 18.015 for each water added by hand
        pytest.param("molecular_weight", "C16H19N3O4S", "403.45", "the hydrate (3 H2O)", id="trihydrate"),
        pytest.param("molecular_weight", "C18H32O16", "594.51", "the hydrate (5 H2O)", id="pentahydrate"),
        pytest.param("molecular_weight", "C18H32O16", "612.53", "with 6 H2O more", id="no-known-hydrate"),
        pytest.param("molecular_weight", "Na2O4S", "322.19", "the hydrate (10 H2O)", id="glauber-salt"),
        # MIBiG, a lanthipeptide before its eight dehydrations
        pytest.param("monoisotopic_mass", "C119H173N35O35S2", "2860.312", "with 8 H2O more", id="peptide"),
        # Arctander: the lactone of a methylene ether, O in place of CH2
        pytest.param("molecular_weight", "C14H18O", "204.27", "1.97 above", id="oxygen-for-methylene"),
        pytest.param("monoisotopic_mass", "C14H18O", "204.1425", "2 carbon-13", id="carbon-13-by-its-digits"),
    ],
)
def test_forms_by_mass_alone(field, formula, mass, words):
    """Water beyond what hydrates have is counted, and labels are named where no usual exchange of atoms fits too."""
    report = verify({"formula": formula, field: mass}, names=False)

    assert words in report.findings[0].message


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        pytest.param("C6H10O5", "with one H2O fewer", id="anhydro"),  # glucan beside glucose, yeast-GEM
        pytest.param("C6H14O7", "the hydrate", id="monohydrate"),
    ],
)
def test_water_of_a_formula(formula, words):
    """A formula with less water is not called the free form of a hydrate, since nothing says that there is one."""
    report = verify({"smiles": "C(C1C(C(C(C(O1)O)O)O)O)O", "formula": formula}, names=False)

    assert words in report.findings[0].message


@pytest.mark.parametrize(
    ("smiles", "formula", "words"),
    [
        # the drawing of lead(II) acetate under the formula of lead(IV) acetate: two acetates, C4H6O4, fewer
        pytest.param("CC(=O)[O-].CC(=O)[O-].[Pb+2]", "Pb(C2H3O2)4", "(+4 C, +6 H, +4 O)", id="two-acetates"),
        # the drawing of iron(II) chloride under the formula of iron(III) chloride
        pytest.param("Cl[Fe]Cl", "FeCl3", "(+1 Cl)", id="one-chloride"),
        pytest.param("NCCCC(=O)O", "C8H15NO6", "the succinate of SMILES", id="acid-of-a-base"),
        pytest.param("OCCCC(=O)O", "C4H7NaO3", "the sodium salt of SMILES", id="metal-of-an-acid"),
    ],
)
def test_acids_of_bases_and_metals(smiles, formula, words):
    """More acid on a base is its salt; on a metal, whose acetates may count up to one, it is further ligands."""
    report = verify({"smiles": smiles, "formula": formula}, names=False)

    assert words in report.findings[0].message


@pytest.mark.parametrize(
    ("mass", "words"),
    [
        pytest.param("103.0639", "one electron's mass above", id="four-decimals"),
        pytest.param("103.0641", "0.0008 above", id="too-far"),
        pytest.param("103.064", "0.001 above", id="three-decimals"),  # 0.0002 to 0.0012 above: anything
    ],
)
def test_an_electron_is_named_where_the_digits_tell(mass, words):
    """The mass of an electron, 0.00055 (CODATA), is named only where the digits tell it (GABA, CID 119)."""
    report = verify({"smiles": GABA["smiles"], "formula": "C4H9NO2", "monoisotopic_mass": mass}, names=False)

    assert words in report.findings[0].message


@pytest.mark.parametrize(
    ("smiles", "field", "value", "words"),
    [
        # tetramethylammonium bromide (PubChem, CID 66137) and its cation (CID 6380)
        ("C[N+](C)(C)C.[Br-]", "molecular_weight", "74.14", "cation of SMILES, without its bromide"),
        ("C[N+](C)(C)C.[Br-]", "monoisotopic_mass", "74.0964", "cation of SMILES, without its bromide"),
        ("C[N+](C)(C)C", "molecular_weight", "154.05", "the bromide of SMILES"),
        # sodium oxybate (CID 23663870), its anion and its acid
        ("[Na+].[O-]C(=O)CCCO", "monoisotopic_mass", "103.0401", "anion of SMILES, without its sodium"),
        ("[Na+].[O-]C(=O)CCCO", "molecular_weight", "104.10", "free acid of SMILES without its sodium"),
    ],
)
def test_ions_of_salts_are_named(smiles, field, value, words):
    """A mass of one ion of a salt, and of a salt beside one ion, is called so."""
    assert words in verify({"smiles": smiles, field: value}, names=False).findings[0].message


@pytest.mark.parametrize(
    ("smiles", "field", "value", "words"),
    [
        ("NCCCC(=O)O.NCCCC(=O)O", "inchi", GABA["inchi"], "two molecules of InChI"),
        (f"{ARBACLOFEN['smiles']}.{S_BACLOFEN['smiles']}", "inchi", BACLOFEN["inchi"], "both enantiomers of InChI"),
        (f"{ARBACLOFEN['smiles']}.{S_BACLOFEN['smiles']}", "inchikey", BACLOFEN["inchikey"], "one of the 2 molecules"),
        (  # D-glucose, flat: the pyranose (PubChem, CID 206) beside the aldehyde (CID 5793's open form)
            "OCC1OC(O)C(O)C(O)C1O",
            "inchi",
            "InChI=1S/C6H12O6/c7-1-3(9)5(11)6(12)4(10)2-8/h1,3-6,8-12H,2H2",
            "ring-chain tautomer of InChI",
        ),
    ],
)
def test_relations_of_structures_are_named(smiles, field, value, words):
    """A structure listed several times, and the ring of an open chain, are called so."""
    assert words in verify({"smiles": smiles, field: value}, names=False).findings[0].message


def test_free_form_is_named_from_the_salt():
    """The formula of the free base beside the hydrochloride is called so."""
    report = verify({"smiles": f"{BACLOFEN['smiles']}.Cl", "formula": "C10H12ClNO2"}, names=False)

    assert "free form" in report.findings[0].message
    assert report.ambiguous


@pytest.mark.parametrize(
    ("formula", "mass"),
    [
        pytest.param("C10H12ClNO2", "213.66", id="average"),
        pytest.param("C4H8NaO3", "127.09", id="wrong-together"),
    ],
)
def test_formula_and_mass_alone_are_compared(formula, mass):
    """Formula and mass are two fields that can agree without a structure."""
    report = verify({"formula": formula, "molecular_weight": mass}, names=False)

    assert report.verdict == "verified"


@pytest.mark.parametrize(
    ("formula", "smiles", "corrected"),
    [
        # acetone-d6 (PubChem, CID 522220), whose C3²H6O was copied without its superscript (ChEBI#2893)
        pytest.param("C32H6O", "[2H]C([2H])([2H])C(=O)C([2H])([2H])[2H]", "C3D6O", id="deuterium"),
        pytest.param("C32H6O", "CC(=O)C", "C3D6O", id="beside-the-unlabelled-drawing"),
        pytest.param("C313H6O", "CC(=O)C", "C3H6O", id="no-mass-number-of-hydrogen"),
    ],
)
def test_a_lost_superscript_is_named(formula, smiles, corrected):
    """A mass number that ran into a count gives itself away, and its label is not lost in the correction."""
    report = verify({"formula": formula, "smiles": smiles}, names=False)

    assert report.verdict == "inconsistent"
    assert report.findings[0].expected == corrected
    assert report.ambiguous is (corrected == "C3H6O")


@pytest.mark.parametrize(
    ("mass", "words"),
    [
        pytest.param("2136.6", "decimal point misplaced", id="ten-times"),
        pytest.param("0.21366", "decimal point misplaced", id="kilograms"),
        pytest.param("21366", "decimal point misplaced", id="point-lost"),
        pytest.param("2130.6", "1916.94 above", id="other-digits"),
        pytest.param("213.46", "0.20 below", id="no-shift"),
    ],
)
def test_a_misplaced_decimal_point_is_named(mass, words):
    """A mass with the right digits and a wrong point is said to be that, not a large difference (baclofen, 213.66)."""
    report = verify({**BACLOFEN, "molecular_weight": mass}, names=False)

    assert report.suspects == ("molecular_weight",)
    assert words in report.findings[0].message


# SMILES and weights: Selleck, FDA-approved drug library; compounds of PubChem
ABACAVIR_SULFATE = (
    "OC[C@@H]1C=C[C@@H](C1)n2cnc3c2nc(N)nc3NC4CC4.OC[C@@H]1C=C[C@@H](C1)n2cnc3c2nc(N)nc3NC4CC4.OS(O)(=O)=O"
)
ROSUVASTATIN_CALCIUM = (
    "CC(C)c1nc(N(C)S(C)(=O)=O)nc(c2ccc(F)cc2)c1/C=C/[C@@H](O)C[C@@H](O)CC([O-])=O."
    "CC(C)c1nc(N(C)S(C)(=O)=O)nc(c2ccc(F)cc2)c1/C=C/[C@@H](O)C[C@@H](O)CC([O-])=O.[Ca+2]"
)


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        pytest.param({"smiles": ABACAVIR_SULFATE, "molecular_weight": "335.37"}, "verified", id="of-one-base"),
        pytest.param({"smiles": ABACAVIR_SULFATE, "molecular_weight": "670.75"}, "verified", id="as-drawn"),
        pytest.param({"smiles": ROSUVASTATIN_CALCIUM, "molecular_weight": "500.57"}, "verified", id="of-one-acid"),
        pytest.param({"smiles": ABACAVIR_SULFATE, "molecular_weight": "286.33"}, "inconsistent", id="of-the-base"),
        pytest.param(
            {"smiles": ABACAVIR_SULFATE, "formula": "C28H38N12O6S", "molecular_weight": "335.37"},
            "inconsistent",
            id="the-formula-is-of-the-whole",
        ),
        pytest.param({"smiles": "CCCCCCCC.CCCCCCCC", "molecular_weight": "114.23"}, "inconsistent", id="no-salt"),
        pytest.param({"smiles": "NCCCCN.Cl.Cl", "molecular_weight": "80.54"}, "inconsistent", id="half-of-the-base"),
    ],
)
def test_mass_of_half_a_salt(fields, verdict):
    """A salt of two molecules with one counter-ion is weighed as drawn, or for one molecule."""
    assert verify(fields, names=False).verdict == verdict


PLASTER = "[Ca+2].[O-]S(=O)(=O)[O-].[Ca+2].[O-]S(=O)(=O)[O-].O"


@pytest.mark.parametrize(
    ("formula", "weight"),
    [
        ("CaSO4·0.5H2O", "145.15"),
        ("CaSO4·½H2O", "145.15"),
        ("CaSO4.1/2H2O", "145.15"),
        ("CaSO4·0.5H2O", "290.30"),
        ("C20H24N2O2·0.5H2SO4", "373.46"),
        ("C4H8NNaO2·1.5H2O", "152.12"),
        ("CdSO4·8/3H2O", "256.52"),
    ],
)
def test_mass_of_one_formula_unit(formula, weight):
    """Half hydrates and half salts are weighed as written, or doubled."""
    # summed by hand from IUPAC's atomic weights
    assert verify({"formula": formula, "molecular_weight": weight}).verdict == "verified"


@pytest.mark.parametrize("weight", ["147.15", "136.14", "154.16", "435.45"])
def test_wrong_mass_beside_half_a_water(weight):
    """The mass of the anhydrous salt, of the monohydrate and a misprint are found beside a hemihydrate."""
    report = verify({"smiles": PLASTER, "formula": "CaSO4·0.5H2O", "molecular_weight": weight})

    assert report.verdict == "inconsistent"
    assert report.suspects == ("molecular_weight",)


def test_correction_of_the_mass_of_one_formula_unit():
    """A misprinted mass is corrected to that of the formula unit, which is the nearer."""
    report = verify({"smiles": PLASTER, "formula": "CaSO4·0.5H2O", "molecular_weight": "147.15"})

    assert dict(report.corrections) == {"molecular_weight": "145.15"}


def test_drawing_of_a_doubled_formula_is_weighed_as_the_formula():
    """A drawing of the doubled formula does not make the mass of the formula as written wrong."""
    assert verify({"smiles": PLASTER, "formula": "CaSO4·0.5H2O", "molecular_weight": "145.15"}).verdict == "verified"


def test_parent_beside_a_hemihydrate():
    """A formula of a hemihydrate beside the drawn parent is called that, and a mass of it agrees with it."""
    caffeine = {"smiles": "Cn1cnc2c1c(=O)n(C)c(=O)n2C", "formula": "C8H10N4O2·0.5H2O", "molecular_weight": "203.20"}

    report = verify(caffeine)

    assert report.suspects == ("smiles",)
    assert "formula is that of the hemihydrate of SMILES" in [finding.message for finding in report.findings]


# C10H13NO2, 179.22; baclofen, 213.66 and 213.0557; DOPA, 197.19: PubChem
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"smiles": "O=C(O)c1ccccc1CCCN", "molecular_weight": "197.22"}, "hydrate of SMILES, or two of its digits are"),
        ({"smiles": "NC(Cc1ccc(O)c(O)c1)C(=O)O", "molecular_weight": "179.19"}, "of SMILES with two digits swapped"),
        ({"smiles": BACLOFEN["smiles"], "monoisotopic_mass": "213.5057"}, "that of SMILES with two digits swapped"),
        ({"smiles": BACLOFEN["smiles"], "molecular_weight": "250.12"}, "that of the hydrochloride of SMILES"),
        ({"smiles": BACLOFEN["smiles"], "molecular_weight": "312.66"}, "99.00 above that of SMILES"),
    ],
)
def test_swapped_digits_are_named(fields, words):
    """A mass whose neighbouring digits were swapped is said to be one, also where another form would fit."""
    message = verify(fields, names=False).findings[0].message

    assert words in message


# ILThermoPy, ilthermopy/compounds.csv: sulfur; thermopack, fluids/Krypton.json and Neon.json, all in capitals
@pytest.mark.parametrize(
    ("fields", "suspects"),
    [
        pytest.param({"smiles": "S1SSSSSSS1", "formula": "S"}, (), id="symbol-of-the-element"),
        pytest.param({"smiles": "S1SSSSSSS1", "formula": "S6"}, ("formula", "smiles"), id="another-molecule"),
        pytest.param(
            {"inchi": "InChI=1S/Mn", "charge": "2", "formula": "Mn", "name": "Mn2+"}, ("inchi",), id="its-ion"
        ),
        pytest.param({"smiles": "S1SSSSSSS1", "formula": "H2S"}, ("formula", "smiles"), id="a-compound"),
        pytest.param({"inchi": "InChI=1S/Kr", "formula": "KR", "molecular_weight": "83.798"}, (), id="krypton"),
        pytest.param({"inchi": "InChI=1S/Ne", "formula": "NE", "molecular_weight": "20.18"}, (), id="neon"),
        pytest.param(
            {"inchi": "InChI=1S/Ne", "formula": "NE", "molecular_weight": "20.3"}, ("molecular_weight",), id="mass"
        ),
        pytest.param({"inchi": "InChI=1S/Xe", "formula": "XE"}, (), id="xenon"),
        pytest.param({"inchi": "InChI=1S/Ar", "formula": "KR"}, ("formula", "inchi"), id="another-element"),
        pytest.param({"inchi": "InChI=1S/CO/c1-2", "formula": "CO"}, (), id="carbon-monoxide-is-no-cobalt"),
    ],
)
def test_formulas_of_elements(fields, suspects):
    """An element's formula may be its symbol alone, and a symbol may be written in capitals."""
    assert verify(fields, names=False).suspects == suspects
