"""Accurate masses and elemental analyses as journals, theses and patents write them."""

import pytest

from gaba_analogs.notation.accurate_mass import is_off_by_an_electron, other_ion, read_accurate_mass
from gaba_analogs.notation.elemental_analysis import read_elemental_analysis

# Statements of papers, quoted as single facts: the first twelve by the tests of ChemDataExtractor, the others by public
# repositories. Formula of the molecule, ion, both ratios, and whether the calculated one is right (sums of the isotope
# masses of IUPAC 2021 by hand).
STATEMENTS = [
    (
        "HRMS (ESI) calcd for C34H28N4OP 539.1995 [M + H]+, found 539.1997.",
        "C34H27N4OP",
        "[M+H]+",
        539.1995,
        539.1997,
        1,
    ),
    (
        "HRMS-ESI (m/z): calcd. for C42H52NO9 [M + NH4]+ 714.3637, found 714.3633.",
        "C42H48O9",
        "[M+NH4]+",
        714.3637,
        714.3633,
        1,
    ),
    (
        "MALDI-HRMS (matrix: HCCA) Calculated for C32H48N4O6: [M + H]+ m/z 585.3607, Found 585.3636.",
        "C32H48N4O6",
        "[M+H]+",
        585.3607,
        585.3636,
        0,
    ),
    ("HRMS (m/z): 827.6005 [M+Na]+ (calcd. for C48H84O9Na: 827.6013). ", "C48H84O9", "[M+Na]+", 827.6013, 827.6005, 1),
    ("HRMS [M−H]+ m/z calcd. for C24H32N9+ 446.2781, found 446.2775.", "C24H33N9", "[M-H]+", 446.2781, 446.2775, 1),
    ("DCI-HRMS: m/z 289.0916 [M+H]+; (Calcd for C12H16O8, 288.0845)", "C12H16O8", "[M+H]+", 288.0845, 289.0916, 1),
    ("ES-HRMS: m/z 115.0393 [M−H]−; (Calcd for C5H7O3, 116.0473).", "C5H8O3", "[M-H]-", 116.0473, 115.0393, 0),
    (
        "HRMS (ESI): [M − H]−, found 344.8591. C11H5Br2O3− requires 344.8585.",
        "C11H6Br2O3",
        "[M-H]-",
        344.8585,
        344.8591,
        1,
    ),
    (
        "HRMS (ESI): calcd. for C13H11BrO3Na+ [M + Na]+ 316.9789, found 316.9785.",
        "C13H11BrO3",
        "[M+Na]+",
        316.9789,
        316.9785,
        1,
    ),
    (
        "HR-ESI-MS [M − H]− m/z: 447.0854, Calcd. for C21H21O9P (M − H) 447.0923.",
        "C21H21O9P",
        "[M-H]-",
        447.0923,
        447.0854,
        0,
    ),
    (
        "HRMS (ESI-TOF) m/z: [M + Na]⁺ calcd for C₁₂H₁₅NO₃Na 244.0944; found 244.0946",
        "C12H15NO3",
        "[M+Na]+",
        244.0944,
        244.0946,
        1,
    ),
    (
        "HRMS: calculated for C45H47N7O11F3 ([M+H] +)918.3286, found 918.3311.",
        "C45H46F3N7O11",
        "[M+H]+",
        918.3286,
        918.3311,
        1,
    ),
    (
        "ES + HRMS: Calculated M + H = 336.1461 C18H18N5O2. Obtained: 336.1460.",
        "C18H17N5O2",
        "[M+H]+",
        336.1461,
        336.1460,
        1,
    ),
    (
        "HRMS (ESI) calcd for C27H29N4O12S2 [M+] 665.1218; found 665.1239.",
        "C27H29N4O12S2",
        "[M]+",
        665.1218,
        665.1239,
        1,
    ),
    (
        "HRMS (ESI/Q-TOF) m/z: [M+H]+ calcd for C11H11⁷⁹BrFO2+ 272.9921. Found 272.9920.",
        "C11H10BrFO2",
        "[M+H]+",
        272.9921,
        272.9920,
        1,
    ),
    (
        "HRMS (ESI): [M+H]+ calcd 199.0759, found 199.0761 (Δ = 1 ppm) C₁₃H₁₁O₂",
        "C13H10O2",
        "[M+H]+",
        199.0759,
        199.0761,
        1,
    ),
    (
        "HRMS (ESI): m/z [M − H]⁻ calcd for C₄₁H₄₅FNO₄ 634.3338; found 634.3343.",
        "C41H46FNO4",
        "[M-H]-",
        634.3338,
        634.3343,
        1,
    ),
    ("HRMS calcd for C10H13ClNO2 (MH+) 214,0629, found 214,0633", "C10H12ClNO2", "[M+H]+", 214.0629, 214.0633, 1),
    ("HRMS (EI) calcd for C11H14O2 178.0994, found 178.0990", "C11H14O2", "[M]+", 178.0994, 178.0990, 1),
]


@pytest.mark.parametrize("line", STATEMENTS)
def test_accurate_mass(line):
    """Whatever the order and the words, formula, ion and both ratios are read, and the calculated one is judged."""
    text, molecule, ion, calculated, found, right = line
    hrms = read_accurate_mass(text)

    assert (hrms.ion.text, hrms.calculated.value, hrms.found.value) == (ion, calculated, found)
    assert hrms.molecules[0].hill == molecule
    assert bool(hrms.met) is bool(right)


@pytest.mark.parametrize(
    ("ion", "molecules", "charge"),
    [
        ("[2M+Na]+", 2, 1),
        ("[M+2H]2+", 1, 2),
        ("[M + 2H]²⁺", 1, 2),
        ("(M − Cl)+", 1, 1),
        ("M+H", 1, 1),
        ("[M]+•", 1, 1),
        ("[M-Boc+H]+", 1, 1),
    ],
)
def test_ions(ion, molecules, charge):
    """Ions of several molecules, charges and losses are read in any brackets."""
    read = read_accurate_mass(f"HRMS calcd for C20H30N2O4 {ion} 400.1234").ion

    assert (read.molecules, read.charge) == (molecules, charge)


def test_the_ion_that_was_meant():
    """Where the ratio is that of another ion of the same molecule, that is named (sodium for hydrogen: baclofen)."""
    hrms = read_accurate_mass("HRMS calcd for C10H12ClNO2 [M+H]+ 236.0449, found 236.0451")

    assert (bool(hrms.met), other_ion(hrms)) == (False, "[M+Na]+")


def test_an_electron_too_many():
    """A paper that takes the mass of the electron away twice is off by 0.0005 (C15H28NO2+: 254.2115)."""
    hrms = read_accurate_mass("HRMS (ESI): m/z calculated for C15H28NO2+ [M+H]+ 254.2108, found: 254.2124")

    assert is_off_by_an_electron(hrms)


# Statements of papers; shares by hand from C 12.011, H 1.008, N 14.007, O 15.999, F 18.998.
@pytest.mark.parametrize(
    ("text", "formula", "element", "calculated", "found"),
    [
        ("Anal. Calcd for C8H14O7 (222.19): C, 43.24; H, 6.35. Found: C, 43.09; H, 6.40.", "C8H14O7", "H", 6.35, 6.40),
        (
            "Anal. calcd for C17H22N2O2: C, 71.30; H, 7.74; N, 9.78. Found: C, 71.45; H, 7.49; N, 9.80.",
            "C17H22N2O2",
            "N",
            9.78,
            9.80,
        ),
        (
            "Anal. Calcd for C₈H₁₅NO₇: C, 40.50; H, 6.37; N, 5.91. Found: C, 40.13; H, 6.4; N, 5.89",
            "C8H15NO7",
            "C",
            40.50,
            40.13,
        ),
        ("(Found: C, 63.1; H, 5.4. C13H13NO4 requires C, 63.2; H, 5.3%)", "C13H13NO4", "C", 63.2, 63.1),
        (
            "Elemental analysis calcd (%) for C8H10N4O2·0.5H2O: C 47.29, H 5.46; found: C 47.3, H 5.4",
            "C16H22N8O5",
            "C",
            47.29,
            47.3,
        ),
        (
            "Anal. calcd. for C5H4NO5SNa + 1.5H2O: C, 25.00%; H, 2.94%; N, 5.83%. Found: C, 25.17%, H, 2.70%.",
            "C10H14N2Na2O13S2",  # Chemistry Central Journal 2009, 3, 1: two units
            "C",
            25.00,
            25.17,
        ),
        ("Anal. ber. für C8H14O7: C 43,24; H 6,35; gef. C 43,09; H 6,40", "C8H14O7", "C", 43.24, 43.09),
    ],
)
def test_elemental_analysis(text, formula, element, calculated, found):
    """Formula and both rows of shares are read, whichever comes first, and the calculated ones are right."""
    analysis = read_elemental_analysis(text)

    assert analysis.formula.composition.hill == formula
    assert (analysis.calculated[element].value, analysis.found[element].value) == (calculated, found)
    assert analysis.right == analysis.calculated.keys()
