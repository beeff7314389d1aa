"""Molecular formulas in the notations that people use."""

import pytest

from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import MAXIMUM_ATOMS, hill_order, read_formula, with_letter_in_a_number, with_zeros
from gaba_analogs.notation.repairs import Repair

# Expected element counts are counted by hand from the formula; odd spellings are quoted from the places named.


@pytest.mark.parametrize(
    ("text", "hill"),
    [
        pytest.param("C10H12ClNO2", "C10H12ClNO2", id="hill"),
        pytest.param("C10H12O2NCl", "C10H12ClNO2", id="other-order"),
        pytest.param("C₁₅H₂₀O₄", "C15H20O4", id="subscripts"),  # Wikidata P274
        pytest.param("C<sub>8</sub>H<sub>17</sub>NO<sub>2</sub>", "C8H17NO2", id="html"),  # infobox
        pytest.param("C_{2}H_{4}O_{2}", "C2H4O2", id="latex"),  # ChemSpider
        pytest.param("C4H9NO2\u00a0", "C4H9NO2", id="no-break-space"),
        pytest.param("\u200bC4H9NO2", "C4H9NO2", id="zero-width-space"),
        pytest.param("HBr", "BrH", id="hydrogen-first"),
        pytest.param("BrH", "BrH", id="pubchem-order"),
        pytest.param("CH3CH2OH", "C2H6O", id="condensed"),
        pytest.param("C(CH3)4", "C5H12", id="branches"),
        pytest.param("Fe2(SO4)3", "Fe2O12S3", id="group-count"),
        pytest.param("K4[Fe(CN)6]", "C6FeK4N6", id="nested-brackets"),
        pytest.param("C10 H12 Cl N O2", "C10H12ClNO2", id="cif-spaces"),  # CIF _chemical_formula_sum
        pytest.param("C10H12ClNO2.", "C10H12ClNO2", id="full-stop"),
        pytest.param("CO", "CO", id="carbon-monoxide"),
        pytest.param("Co", "Co", id="cobalt"),
        pytest.param("XeF2", "F2Xe", id="xenon-is-no-placeholder"),
        pytest.param("RhCl3", "Cl3Rh", id="rhodium-is-no-r-group"),
        pytest.param("C19H18cLN3O4", "C19H18ClN3O4", id="letter-case"),  # RepoRT
        pytest.param("C147H23N4O9P", "C147H23N4O9P", id="wrong-but-readable"),  # RepoRT
        pytest.param("C02H18O7", "C2H18O7", id="leading-zero"),  # ChEBI#3656
    ],
)
def test_plain_formula(text, hill):
    """A formula without charge or components is one composition, whatever its spelling."""
    assert [reading.hill for reading in read_formula(text).readings] == [hill]


@pytest.mark.parametrize(
    "dot",
    [
        "·",
        "⋅",
        "∙",
        "•",
        "・",
        "･",
        "‧",
        "․",
        ".",
        "*",
        "×",
        " · ",
        " x ",
        "x",
        " ",
        "˙",
        "●",
        "◦",
        "⸱",
        "&middot;",
        "&sdot;",
    ],
)
def test_hydrate_dot(dot):
    """Every spelling of the hydrate dot gives copper sulfate pentahydrate."""
    # the spellings of chempy#223, chemical-formula#296, CultureMech PR#60 and chemotion PR#2953
    assert [r.hill for r in read_formula(f"CuSO4{dot}5H2O").readings] == ["CuH10O9S"]


@pytest.mark.parametrize(
    ("text", "hill"),
    [
        pytest.param("Zn(NO3)2.6H2O", "H12N2O12Zn", id="zinc-nitrate"),  # chempy#223
        pytest.param("2C41H42N4O8", "C82H84N8O16", id="leading-multiplier"),  # PubChem style, REAL-DATA 3
        pytest.param("3C10H13.Sn", "C30H39Sn", id="multiplied-component"),
        pytest.param("C8H16NO2.Na", "C8H16NNaO2", id="gsrs-salt"),  # sodium valpromide in GSRS spelling
        pytest.param("4(CH4).23(H2O)", "C4H62O23", id="clathrate"),  # ChEBI#3656
        pytest.param("C5H9N3·2HCl", "C5H11Cl2N3", id="histamine-dihydrochloride"),
        pytest.param("2 C9H13N · H2SO4", "C18H28N2O4S", id="amphetamine-sulfate"),
        pytest.param("NaCl·(H2O)2", "ClH4NaO2", id="bracketed-water"),
        pytest.param("C4H9NO2 + HCl", "C4H10ClNO2", id="plus-with-spaces"),
    ],
)
def test_components(text, hill):
    """The components of a salt or hydrate add up."""
    assert [r.hill for r in read_formula(text).readings] == [hill]


@pytest.mark.parametrize("half", ["0.5", "1/2", "½", "1/2 "])
def test_hemihydrate(half):
    """A hemihydrate is the doubled whole-number composition, as registries draw it."""
    # 2 C10H12N2O + H2O, counted by hand
    formula = read_formula(f"C10H12N2O·{half}H2O")

    assert formula.fits(Composition({"C": 20, "H": 26, "N": 4, "O": 3}))
    assert Repair.LETTER_O_FOR_ZERO not in formula.notes


@pytest.mark.parametrize("factor", ["1.5", "3/2", "1½", "1 1/2"])
def test_sesquihydrate(factor):
    """A sesquihydrate is read with every spelling of one and a half."""
    # 2 C10H12ClNO2 + 3 H2O, counted by hand
    assert read_formula(f"C10H12ClNO2·{factor}H2O").fits(Composition({"C": 20, "H": 30, "Cl": 2, "N": 2, "O": 7}))


def test_total_with_parts():
    """A GSRS formula that states the total and then its parts is read as the total first."""
    readings = read_formula("C9H7KO4.K.C9H7O4").readings

    assert readings[0].hill == "C9H7KO4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("SO42-", ("O4S", -2), id="sulfate"),
        pytest.param("SO4(2-)", ("O4S", -2), id="sulfate-brackets"),
        pytest.param("SO4^2-", ("O4S", -2), id="sulfate-caret"),
        pytest.param("SO4 2-", ("O4S", -2), id="sulfate-space"),
        pytest.param("SO₄²⁻", ("O4S", -2), id="sulfate-superscript"),
        pytest.param("[SO4]2-", ("O4S", -2), id="sulfate-square-brackets"),
        pytest.param("O4S-2", ("O4S", -2), id="sulfate-pubchem"),
        pytest.param("AlH4-", ("AlH4", -1), id="alanate"),
        pytest.param("NH4+", ("H4N", 1), id="ammonium"),
        pytest.param("NO3-", ("NO3", -1), id="nitrate"),
        pytest.param("[C9H16ClN4]+", ("C9H16ClN4", 1), id="massbank-brackets"),
        pytest.param("C26H25O14+", ("C26H25O14", 1), id="anthocyanin"),
        pytest.param("Ca+2", ("Ca", 2), id="pubchem-calcium"),
        pytest.param("Ca2+", ("Ca", 2), id="calcium"),
        pytest.param("Ca++", ("Ca", 2), id="calcium-signs"),
        pytest.param("C10H12N5O13P3-4", ("C10H12N5O13P3", -4), id="atp-pubchem"),
        pytest.param("C10H12N5O13P3(4-)", ("C10H12N5O13P3", -4), id="atp-brackets"),
        pytest.param("[Fe(CN)6]⁴⁻", ("C6FeN6", -4), id="ferrocyanide"),
        pytest.param("C4H7O3−", ("C4H7O3", -1), id="oxybate-minus-sign"),
        pytest.param("C4H7O3–", ("C4H7O3", -1), id="oxybate-en-dash"),
        pytest.param("[Na+]", ("Na", 1), id="smiles-like"),
    ],
)
def test_charge(text, expected):
    """The charged formula of the ion is among the readings."""
    formula = read_formula(text)

    assert formula.charge_stated
    assert expected in [(r.hill, r.charge) for r in formula.readings]


def test_trailing_digit_is_count_or_charge():
    """AlH4- and SO42- look alike, so both readings stay open."""
    assert {(r.hill, r.charge) for r in read_formula("AlH4-").readings} == {("AlH4", -1), ("AlH", -4)}
    assert {(r.hill, r.charge) for r in read_formula("SO42-").readings} == {("O42S", -1), ("O4S", -2)}


def test_no_charge_of_zero():
    """A zero before a sign ends a count, since there is no charge of zero (a pyoverdine, MIBiG BGC0000413)."""
    assert [(r.hill, r.charge) for r in read_formula("C48H68N15O20+").readings] == [("C48H68N15O20", 1)]


@pytest.mark.parametrize(
    ("text", "hill"),
    [
        pytest.param("Na+.Cl-", "ClNa", id="salt"),
        pytest.param("Ca2+.2Cl-", "CaCl2", id="dication"),
        pytest.param("2Na+.SO42-", "Na2O4S", id="dianion"),
        pytest.param("C4H7O3-.Na+", "C4H7NaO3", id="sodium-oxybate"),
        pytest.param("C8H15N2+.PF6-", "C8H15F6N2P", id="ionic-liquid"),
    ],
)
def test_charged_components_cancel(text, hill):
    """Ions with their charges written add up to a neutral salt."""
    assert (hill, 0) in [(r.hill, r.charge) for r in read_formula(text).readings]


@pytest.mark.parametrize(
    ("text", "hill", "isotopes"),
    [
        pytest.param("C4H5D3N2O3", "C4H8N2O3", {(2, "H"): 3}, id="deuterium"),  # RepoRT
        pytest.param("D2O", "H2O", {(2, "H"): 2}, id="heavy-water"),
        pytest.param("T2O", "H2O", {(3, "H"): 2}, id="tritium"),
        pytest.param("[13C]6H12O6", "C6H12O6", {(13, "C"): 6}, id="pubchem-carbon-13"),
        pytest.param("(13C)4H4D2O3", "C4H6O3", {(13, "C"): 4, (2, "H"): 2}, id="round-brackets"),  # ChEBI#3656
        pytest.param("C4H8[18F]NO2", "C4H8FNO2", {(18, "F"): 1}, id="fluorine-18"),
        pytest.param("[2H]2O", "H2O", {(2, "H"): 2}, id="bracketed-deuterium"),
        pytest.param("¹³CH₄O", "CH4O", {(13, "C"): 1}, id="superscript"),
        pytest.param("^{13}CH4O", "CH4O", {(13, "C"): 1}, id="latex-superscript"),
        pytest.param("<sup>13</sup>CH4O", "CH4O", {(13, "C"): 1}, id="html-superscript"),
    ],
)
def test_isotopes(text, hill, isotopes):
    """Labelled atoms count as their element and keep their label."""
    reading = read_formula(text).readings[0]

    assert (reading.hill, dict(reading.isotopes)) == (hill, isotopes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(C2H4)n", id="polymer"),
        pytest.param("(C2H4O)nH2O", id="poly(ethylene glycol)"),
        pytest.param("C24H34Na2O7S2·xH2O", id="variable-hydrate"),  # Sigma, GSRS
        pytest.param("C24H34Na2O7S2•x H2O", id="variable-hydrate-space"),
        pytest.param("C24H34·nH2O", id="hydrate-n"),
        pytest.param("C10-13H22-28", id="range"),
        pytest.param("UO2·2.27H2O", id="odd-hydrate"),
        pytest.param("Mg(Al,Fe)Si4O10(OH). 4H2O", id="palygorskite"),  # KEGG C19288
        pytest.param("(Mg,Fe)2SiO4", id="olivine"),
        pytest.param("Fe0.95O", id="wustite"),
        pytest.param("La1.85Sr0.15CuO4", id="superconductor"),
    ],
)
def test_no_fixed_composition(text):
    """Polymers, R groups, variable hydrates and minerals have formulas that cannot be checked, not faults."""
    formula = read_formula(text)

    assert not formula.readings
    assert formula.uncheckable


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("C9H11NO§", id="paragraph-sign"),  # RepoRT
        pytest.param("103.12", id="mass"),  # ChEBI#3656
        pytest.param("GABA", id="name"),
        pytest.param("C4H9NQ2", id="no-element"),
        pytest.param("C(H", id="open-bracket"),
        pytest.param("CH)4", id="closed-bracket"),
        pytest.param("С4H9NO2", id="cyrillic"),
        pytest.param("", id="empty"),
        pytest.param("C" + "9" * 400, id="absurd-count"),
    ],
)
def test_no_formula(text):
    """What is no formula has no reading and no excuse."""
    formula = read_formula(text)

    assert (formula.readings, formula.uncheckable) == ((), None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("((O99999)9999)9999", "more than 1,000,000 atoms", id="nested-counts"),
        pytest.param("(C99999H99999)9999", "more than 1,000,000 atoms", id="multiplied-counts"),
        pytest.param("(" * 80 + "O" + ")9999" * 80, "more than 1,000,000 atoms", id="eighty-brackets"),
        pytest.param("C1000001", "more than 1,000,000 atoms", id="one-atom-too-many"),
        pytest.param("C4H9NO2(1000+)", "beyond ±999", id="charge"),
        pytest.param("C4H9NO2(" + "9" * 300 + "-)", "beyond ±999", id="charge-of-300-digits"),
        pytest.param("[999C]C3H9NO2", "no isotope 999C", id="mass-number"),
        pytest.param("(2Na)C4H7NO2", "no isotope 2Na", id="mass-number-below-the-atomic-number"),
    ],
)
def test_no_substance_has_this_formula(text, fault):
    """Counts, charges and mass numbers beyond any substance are refused with the reason, whatever their size."""
    formula = read_formula(text)

    assert (formula.readings, formula.uncheckable) == ((), None)
    assert fault in formula.fault


def test_the_largest_protein_has_a_formula():
    """Titin, UniProt Q8WZ42, stays within the bounds."""
    titin = read_formula("C169719H270466N45688O52238S911")

    assert sum(titin.readings[0].elements.values()) == 539_022 < MAXIMUM_ATOMS


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        pytest.param("C4H9NO2", True, id="plain"),
        pytest.param("C4H9O2N", True, id="order"),
        pytest.param("C4H8NO2", False, id="one-hydrogen-less"),
        pytest.param("C4H9NO2+", False, id="charged"),
        pytest.param("C4H7D2NO2", False, id="labelled"),
    ],
)
def test_fits(text, fits):
    """A formula fits where elements agree, and charge and labels as far as it states them."""
    assert read_formula(text).fits(Composition({"C": 4, "H": 9, "N": 1, "O": 2})) is fits


def test_formula_without_charge_fits_an_ion():
    """A formula that states no charge says nothing about it."""
    assert read_formula("C26H25O14").fits(Composition({"C": 26, "H": 25, "O": 14}, charge=1))


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        pytest.param("C1OH12ClNO2", True, id="letter-for-zero"),
        pytest.param("C10H12ClN02", True, id="zero-for-letter"),
        pytest.param("C1OH12ClN02", True, id="both"),
        pytest.param("C10H12ClNO2", False, id="nothing-to-exchange"),
        pytest.param("C1OH13ClNO2", False, id="another-fault"),
    ],
)
def test_with_zeros(text, repaired):
    """Letters O and zeros are exchanged where that gives baclofen's formula."""
    baclofen = Composition({"C": 10, "H": 12, "Cl": 1, "N": 1, "O": 2})

    assert with_zeros(text, baclofen) is repaired


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        pytest.param("C12H22011", "C12H22O11", id="within-the-count"),
        pytest.param("C12H22010", None, id="one-oxygen-fewer"),
        pytest.param("C12H24011", None, id="two-hydrogens-more"),
        pytest.param("C12H22O11", None, id="right"),
    ],
)
def test_a_zero_between_the_digits_of_two_counts(text, repaired):
    """Maltose is C12H22O11, two sugars C6H12O6 without one water; with a zero it reads as 22,011 hydrogens."""
    maltose = Composition({"C": 12, "H": 22, "O": 11})

    assert with_letter_in_a_number(text, maltose) == repaired


def test_a_zero_of_a_count_before_one_for_the_letter():
    """Icosanoic acid, a saturated chain of twenty carbons that ends in CO2H, is C20H40O2."""
    icosanoic = Composition({"C": 20, "H": 40, "O": 2})

    assert with_letter_in_a_number("C20H4002", icosanoic) == "C20H40O2"


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        pytest.param("C22H36C1NO2", "C22H36ClNO2", id="one-for-l"),
        pytest.param("C22H36NO2C1", "C22H36NO2Cl", id="at-the-end"),
        pytest.param("C22H36CINO2", "C22H36ClNO2", id="capital-i"),
        pytest.param("C22H36C1NO3", None, id="an-oxygen-more"),
        pytest.param("C23H36NO2", None, id="carbon"),
    ],
)
def test_a_one_for_the_l_of_chlorine(text, spelt):
    """Pitiamide A is C22H36ClNO2 by its SMILES and InChI in CyanoMetDB, whose formula has a one."""
    assert with_letter_in_a_number(text, Composition({"C": 22, "H": 36, "Cl": 1, "N": 1, "O": 2})) == spelt


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        pytest.param("C10H12ClNO2", True, id="baclofen"),
        pytest.param("C10H12NO2Cl", False, id="chlorine-last"),
        pytest.param("ClH", True, id="no-carbon"),
        pytest.param("C4H5D3N2O3", True, id="deuterium-after-hydrogen"),
    ],
)
def test_hill_order(text, ordered):
    """Carbon, hydrogen, then the alphabet (Hill, J. Am. Chem. Soc. 1900, 22, 478)."""
    assert hill_order(text) is ordered


@pytest.mark.parametrize(
    ("text", "charge", "formulas"),
    [
        pytest.param("C3H3O3", -1, ["C3H3O3-"], id="unsigned"),  # pyruvate, CHEBI:15361
        pytest.param("C4H7O3-", -1, ["C4H7O3-"], id="digit-of-the-oxygen"),  # GHB, CHEBI:16724
        pytest.param("SO42-", -2, ["O4S-2"], id="digit-of-the-charge"),  # sulfate, CHEBI:16189
        pytest.param("Cl-", 0, ["Cl-"], id="another-charge"),  # chloride, CHEBI:17996
    ],
)
def test_charge_beside_a_formula(text, charge, formulas):
    """A charge in a field of its own completes a formula without a sign, and chooses how a sign is read."""
    assert [r.formula for r in read_formula(text).with_charge(charge).readings] == formulas


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        pytest.param("C4H4[2H4]O2", "C4H4D4O2", id="count-within"),  # rdkit#7061
        pytest.param("C4H4[2]H4O2", "C4H4D4O2", id="bare-mass-number"),
        pytest.param("C4H4[2^H]4O2", "C4H4D4O2", id="caret-within"),
        pytest.param("C3(2)H6O", "C3D6O", id="round-brackets"),  # acetone-d6, ChEBI#2893
    ],
)
def test_spellings_of_labels(text, formula):
    """Labels in brackets are labels wherever the mass number and the count stand."""
    assert [r.labelled_formula for r in read_formula(text).readings] == [formula]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        pytest.param("6Li", ["Li6", "[6Li]"], id="lithium"),
        pytest.param("235U", ["U235", "[235U]"], id="uranium"),
        pytest.param("13C6H12O6", ["C78H156O78", "[13C]6H12O6"], id="glucose"),  # glucose-13C6, CID 10237986
        pytest.param("2C3H8O", ["C6H16O2"], id="no-such-isotope"),
    ],
)
def test_number_in_front_may_be_a_mass_number(text, formulas):
    """A number in front multiplies the formula, or labels its first atoms."""
    assert [r.labelled_formula for r in read_formula(text).readings] == formulas


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        pytest.param("C 2 H 6 O", "C2H6O", id="spaced"),
        pytest.param("CH3-CH2-OH", "C2H6O", id="ethanol"),
        pytest.param("HOOC-COOH", "C2H2O4", id="oxalic-acid"),
        pytest.param("(CH3)2S=O", "C2H6OS", id="dimethyl-sulfoxide"),
        pytest.param("C2H4O2.Na", "C2H3NaO2", id="sodium-acetate"),  # ChemIDplus writes the acid and the metal
        pytest.param("Na+ Cl-", "ClNa", id="ions"),
        pytest.param("CH3COO−Na+", "C2H3NaO2", id="ions-without-space"),
        pytest.param("[C6H5O7]3-", "C6H5O7-3", id="charge-behind-a-bracket"),  # citrate, CHEBI:16947
        pytest.param("[Fe(CN)6]4-", "C6FeN6-4", id="charge-of-a-complex"),  # ferrocyanide, CHEBI:5032
    ],
)
def test_linear_formulas_and_ions(text, formula):
    """Bonds between groups and charges of the parts are notation."""
    assert [r.formula for r in read_formula(text).readings] == [formula]


def test_charge_of_two_digits_is_no_bond():
    """The sign of a charge of ten is not taken for a bond: nothing was repaired."""
    read = read_formula("HMo12O42P-10")

    assert [r.formula for r in read.readings] == ["HMo12O42P-10"]
    assert read.notes == ()


def test_smiles_is_no_linear_formula():
    """Acetaldehyde as a SMILES (CID 177) has no hydrogen to be a formula."""
    assert not read_formula("CC=O").readings


@pytest.mark.parametrize("text", ["CnH2nO2", "CnH2n+2", "C2nH4n+2O"])
def test_formula_of_a_series_is_no_single_one(text):
    """The general formula of the fatty acids holds no nitrogen in small letters."""
    read = read_formula(text)

    assert (read.readings, read.uncheckable is None) == ((), False)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        pytest.param("C10,H12,Cl,N,O2", "C10H12ClNO2", id="commas"),
        pytest.param("C10, H12, Cl, N, O2", "C10H12ClNO2", id="commas-and-spaces"),
        pytest.param("C4H4Htwo4O2", "C4H4D4O2", id="mass-number-in-words"),  # rdkit#7061
        pytest.param("[Na+][Cl-]", "ClNa", id="ions-in-brackets"),
        pytest.param("C6H5BR", "C6H5Br", id="capitals"),
    ],
)
def test_more_ways_to_write_a_formula(text, formula):
    """Commas, spelt-out labels, capitals and bare ions are read."""
    assert read_formula(text).readings[0].labelled_formula == formula


@pytest.mark.parametrize("text", ["C10H12ClNO2, C4H4O4", "C10,12H12", "C2H6O, C3H8O"])
def test_commas_between_formulas_are_no_spacing(text):
    """A comma between whole formulas, or between counts, is not overlooked."""
    assert not read_formula(text).readings


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        pytest.param("C2H3O2R", "C2H3O2R", id="group"),
        pytest.param("C2H2O2R2", "C2H2O2R2", id="two"),
        pytest.param("C2H2O2R1R2", "C2H2O2R2", id="named"),
        pytest.param("C2H2O2(R)2", "C2H2O2R2", id="in-brackets"),
        pytest.param("C6H5X", "C6H5R", id="halogen"),
        pytest.param("C2H3O2*2", "C2H3O2R2", id="asterisk-with-a-count"),
        pytest.param("RbCl", "ClRb", id="rubidium"),
        pytest.param("XeF2", "F2Xe", id="xenon"),
        pytest.param("C8H9NO2*HCl", "C8H10ClNO2", id="asterisk-for-a-dot"),
    ],
)
def test_r_groups_of_formulas(text, formula):
    """R and X stand for open places, not in the symbols of elements."""
    assert read_formula(text).readings[0].hill == formula
