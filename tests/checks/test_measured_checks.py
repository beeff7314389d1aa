"""Accurate masses and elemental analyses: against their own formula, against the record, against each other."""

import pytest
from truth import BACLOFEN, GABA, case, outcome

# Masses by hand from the isotope masses of IUPAC 2021 (C 12, H 1.00782503, N 14.00307400, O 15.99491462, Cl
# 34.96885271, Na 22.98976928, electron 0.00054858).
BENZYL = {"smiles": "NCCCC(=O)OCc1ccccc1", "formula": "C11H15NO2"}
HRMS = "HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633"
# A paper on benzyl 4-aminobutanoate leaves out the electron (194.1176), and is 7 ppm off only by that.
PUBLISHED = "Mass Spectra (ESI): calculated values of C11H16NO2 ([M+H]+): 194.1181, measured value: 194.1167"
ANALYSIS = "Anal. Calcd for C10H12ClNO2: C, 56.21; H, 5.66; N, 6.56. Found: C, 56.20; H, 5.70; N, 6.51."
ACETYLCHOLINE_BROMIDE = {"smiles": "[Br-].CC(=O)OCC[N+](C)(C)C"}  # CID 62881
# MassBank-data#154: the formula of bromochlorophen, with two bromine and two chlorine atoms
BROMOCHLOROPHEN = {"formula": "C13H8Br2Cl2O2"}

TABLES = {
    "hrms-mismatch": [
        case(
            "a-digit",
            BACLOFEN,
            "hrms-mismatch",
            "hrms",
            hrms=HRMS.replace("214.0629", "214.0729"),
        ),
        case("ion", BACLOFEN, hrms=HRMS),
        case("molecule", BACLOFEN, hrms=HRMS.replace("H13", "H12")),
        case("without-electrons", BACLOFEN, hrms=HRMS.replace("214.0629", "214.0635")),
        case("of-the-molecule", BACLOFEN, hrms="HRMS 214.0633 [M+H]+ (calcd for C10H12ClNO2, 213.0557)"),
        case("decimal-comma", BACLOFEN, hrms="HRMS calcd for C10H13ClNO2 (MH+) 214,0629, found 214,0633"),
        case(
            "sodium-for-proton",
            BACLOFEN,
            "hrms-mismatch",
            "hrms",
            hrms="HRMS calcd for C10H12ClNO2 [M+H]+ 236.0449, found 236.0451",
        ),
        case(
            "heavier-isotopologue",
            {"smiles": "Oc1c(Br)cc(Cl)cc1Cc1cc(Cl)cc(Br)c1O"},
            hrms="HRMS [M-H]- calcd for C13H7Br2Cl2O2 424.8175, found 424.8170",
        ),
    ],
    "hrms-formula-mismatch": [
        case(
            "of-another",
            BACLOFEN,
            "hrms-formula-mismatch",
            "hrms",
            hrms="HRMS (ESI) calcd for C10H15N2O [M+H]+ 179.1179, found 179.1175",
        ),
        case(
            "two-hydrogens-more",
            BACLOFEN,
            "hrms-formula-mismatch",
            "hrms",
            hrms="HRMS (ESI) calcd for C10H15ClNO2 [M+H]+ 216.0786, found 216.0781",
        ),
        case("sodium", GABA, hrms="HRMS (ESI) m/z: [M + Na]⁺ calcd for C₄H₉NO₂Na 126.0526; found 126.0525"),
        case("anion", GABA, hrms="HRMS (ESI) calcd for C4H8NO2 [M−H]− 102.0561, found 102.0559"),
        case("dimer", GABA, hrms="HRMS (ESI) calcd for C8H19N2O4 [2M+H]+ 207.1339, found 207.1341"),
        case(
            "salt-left-open",
            ACETYLCHOLINE_BROMIDE,
            hrms="HRMS calcd for C7H16NO2 [M]+ 146.1176, found 146.1175",
        ),
        case(
            "deuterium",  # a sentence on 2,4,5-D3-L-proline in a paper on collagen
            {"formula": "C5H6D3NO2"},
            hrms="HRMS (ESI-TOF) calculated for C5H7D3NO2 [M + H]+: 119.0894, found: 119.0899",
        ),
    ],
    "hrms-analysis-mismatch": [
        case(
            "of-another",
            BACLOFEN,
            "hrms-analysis-mismatch hrms-formula-mismatch",
            "hrms",
            hrms="HRMS (ESI) calcd for C10H15N2O [M+H]+ 179.1179, found 179.1175",
            elemental_analysis=ANALYSIS,
        ),
        case("agree", BACLOFEN, hrms=HRMS, elemental_analysis=ANALYSIS),
    ],
    "elemental-analysis-mismatch": [
        case(
            "a-digit",
            BACLOFEN,
            "elemental-analysis-mismatch",
            "elemental_analysis",
            elemental_analysis=ANALYSIS.replace("56.21", "65.21"),
        ),
        case(
            "rounded-weights",
            {"formula": "C24H40F6HfN2O4"},
            elemental_analysis=(  # a precursor of HfO2 films
                "Anal. Calcd for HfC24H40O4N2F6: C, 40.40; H, 5.67; N, 3.93. Found: C, 40.74; H, 5.79; N, 4.02."
            ),
        ),
        case(
            "requires",  # the example of the guidelines of the Royal Society of Chemistry
            {"formula": "C13H13NO4"},
            elemental_analysis="(Found: C, 63.1; H, 5.4. C13H13NO4 requires C, 63.2; H, 5.3%)",
        ),
    ],
    "elemental-analysis-formula-mismatch": [
        case(
            "of-another",
            BACLOFEN,
            "elemental-analysis-formula-mismatch",
            "elemental_analysis",
            elemental_analysis="Anal. Calcd for C10H14N2O: C, 67.39; H, 7.92. Found: C, 67.41; H, 7.90.",
        ),
        case(
            "hemihydrate",
            {"smiles": "Cn1cnc2c1c(=O)n(C)c(=O)n2C"},
            elemental_analysis="Anal. calcd for C8H10N4O2·0.5H2O: C 47.29, H 5.46, N 27.57; found: C 47.3, H 5.4",
        ),
    ],
    "hrms-deviation": [
        case(
            "eight-ppm",
            BENZYL,
            "hrms-deviation",
            hrms="HRMS (ESI) calcd for C11H16NO2 [M+H]+ 194.1176, found 194.1160",
        ),
        case("near-the-mass-with-electrons", BENZYL, hrms=PUBLISHED),
        case("two-ppm", BACLOFEN, hrms=HRMS),
    ],
    "elemental-analysis-deviation": [
        case(
            "carbon",
            BACLOFEN,
            "elemental-analysis-deviation",
            elemental_analysis=ANALYSIS.replace("C, 56.20", "C, 55.70"),
        ),
        case("within", BACLOFEN, elemental_analysis=ANALYSIS.replace("C, 56.20", "C, 55.83")),
    ],
}


@pytest.mark.parametrize(("fields", "codes", "suspects"), [line for lines in TABLES.values() for line in lines])
def test_truth(fields, codes, suspects):
    """A record has the findings of its line, and these suspects."""
    assert outcome(fields) == (codes, suspects)
