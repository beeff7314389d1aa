"""Masses and charges as they are written."""

import pytest

from gaba_analogs.notation.number import read_charge, read_mass

# The masses are baclofen's (213.66 g/mol, Wikipedia), 144.21 of an infobox and 1,154.75 of the Drug Repurposing Hub.


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        pytest.param("213.66", [(213.66, 2)], id="plain"),
        pytest.param("213.660", [(213.66, 3)], id="digits-kept"),
        pytest.param("213.66 g/mol", [(213.66, 2)], id="unit"),
        pytest.param("213.66 g·mol−1", [(213.66, 2)], id="infobox-unit"),
        pytest.param("213.66 g·mol<sup>−1</sup>", [(213.66, 2)], id="infobox-html"),
        pytest.param("213.66 g·mol⁻¹", [(213.66, 2)], id="superscript-unit"),
        pytest.param("213.66 g mol-1", [(213.66, 2)], id="spaced-unit"),
        pytest.param("213,66 г/моль", [(213.66, 2)], id="Russian-unit"),
        pytest.param("213,6644 ± 0,004 г/моль", [(213.6644, 2)], id="Russian-uncertainty"),
        pytest.param("213,66 а. е. м.", [(213.66, 2)], id="Russian-mass-unit"),
        pytest.param("213,66 uma", [(213.66, 2)], id="Spanish-unit"),
        pytest.param("213.66克/摩尔", [(213.66, 2)], id="Chinese-unit"),
        pytest.param("213.66 Da", [(213.66, 2)], id="dalton"),
        pytest.param("213.66 grams/mole", [(213.66, 2)], id="words"),
        pytest.param("213.66 gm/mol", [(213.66, 2)], id="old-gram"),
        pytest.param("213.66 kg/kmol", [(213.66, 2)], id="engineers"),
        pytest.param("213.66 lb/lbmol", [(213.66, 2)], id="pounds"),
        pytest.param("213.66 atomic mass units", [(213.66, 2)], id="unit-in-words"),
        pytest.param("213.66 g/mol (average)", [(213.66, 2)], id="said-to-be-average"),
        pytest.param("213.66 (calcd.)", [(213.66, 2)], id="said-to-be-calculated"),
        pytest.param("Mr 213.66", [(213.66, 2)], id="label-without-a-sign"),
        pytest.param("M = 213.66 g/mol", [(213.66, 2)], id="symbol"),
        pytest.param("mol wt: 213.66", [(213.66, 2)], id="short-label"),
        pytest.param("'213.66'", [(213.66, 2)], id="quoted"),
        pytest.param("213.66;", [(213.66, 2)], id="punctuation"),
        pytest.param("213.66&nbsp;g/mol", [(213.66, 2)], id="html-space"),
        pytest.param("213.66 (racemate)", [(213.66, 2)], id="which-stereoisomers"),
        pytest.param("213.66 g/mol ((R)-isomer)", [], id="brackets-in-brackets"),
        pytest.param("213.66 g/mol (R-isomer)", [(213.66, 2)], id="which-stereoisomer"),
        pytest.param("213.66 [from PubChem]", [(213.66, 2)], id="said-where-from"),
        pytest.param("213,66 g/mol (lit.)", [(213.66, 2)], id="said-to-be-literature"),
        pytest.param("213.66[1]", [(213.66, 2)], id="reference-mark"),
        pytest.param("213.66\u200b", [(213.66, 2)], id="invisible"),
        pytest.param("1,154.75", [(1154.75, 2)], id="thousands"),  # Hub
        pytest.param("1 154.75", [(1154.75, 2)], id="thousands-space"),
        pytest.param("1'154.75", [(1154.75, 2)], id="thousands-swiss"),
        pytest.param("1154,75", [(1154.75, 2)], id="decimal-comma"),
        pytest.param("1,154", [(1154.0, 0), (1.154, 3)], id="comma-open"),
        pytest.param("213", [(213.0, 0)], id="integer"),
        pytest.param("２１３.６６", [(213.66, 2)], id="full-width"),
    ],
)
def test_read_mass(text, readings):
    """A mass keeps its value and the number of its decimals."""
    assert list(read_mass(text).readings) == readings


@pytest.mark.parametrize(
    "text",
    [
        "2–3",
        "213.60-213.70",
        "see text",
        "variable",
        "",
        "nan",
        "inf",
        "C10H12ClNO2",
        "103.12, 213.66",
        "~213.66",
        "ca. 213.66",
        "213.66 (free base)",
        "213.66 (approx.)",
        "250.12 (as HCl salt)",
        "213.66 (anhydrous)",
        "213.66 (2 forms)",
        "213.66 (see 250.12)",
        "213.66 g/mol (monoisotopic)",
        "M 213.66",
    ],
)
def test_no_mass(text):
    """Ranges, words, lists and estimates are no number."""
    assert read_mass(text).readings == ()


@pytest.mark.parametrize(
    "text", ["9" * 400, "9" * 5000, "1." + "1" * 400, "-" * 400, "1," * 200, "1" + " " * 400 + "x"]
)
def test_absurd_mass(text):
    """A cell of any length is read without an exception, and never as a weight that it does not hold."""
    assert all(value < 2 for value, _ in read_mass(text).readings)


@pytest.mark.parametrize(
    ("text", "low", "high", "fits"),
    [
        pytest.param("213.66", 213.655, 213.668, True, id="inside"),
        pytest.param("213.66", 213.665, 213.7, True, id="rounding-edge"),
        pytest.param("213.66", 213.67, 213.7, False, id="outside"),
        pytest.param("214", 213.655, 213.668, True, id="few-digits"),
        pytest.param("213,66", 213.655, 213.668, True, id="comma"),
    ],
)
def test_fits(text, low, high, fits):
    """A number stands for its rounding interval."""
    assert read_mass(text).fits(low, high) is fits


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        pytest.param("334.7", True, id="progabide-cut"),  # 334.78 cut
        pytest.param("334.77", True, id="cut-at-two"),  # 334.775 cut
        pytest.param("334.6", False, id="too-small"),
        pytest.param("334", False, id="integer"),
    ],
)
def test_is_truncation_of(text, truncated):
    """Digits that were cut off instead of rounded are told; whole numbers never."""
    assert read_mass(text).is_truncation_of(334.771, 334.785) is truncated


@pytest.mark.parametrize(
    ("text", "charge"),
    [
        ("+1", 1),
        ("1+", 1),
        ("-1", -1),
        ("−2", -2),
        ("2−", -2),
        ("2-", -2),
        ("²⁺", 2),
        ("+", 1),
        ("--", -2),
        ("0", 0),
        ("(1+)", 1),
        ("1.0", 1),
        ("0.0", 0),
        ("neutral", 0),
        ("Uncharged", 0),
    ],
)
def test_read_charge(text, charge):
    """A charge is read with the sign on either side, in ASCII or not."""
    assert read_charge(text) == charge


@pytest.mark.parametrize("text", ["", "negative", "+-", "±1", "+1-", "103.12", "1000"])
def test_no_charge(text):
    """What is no charge is None."""
    assert read_charge(text) is None


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        pytest.param("40.06000000000001", (40.06, 2), id="noise-of-a-double"),
        pytest.param("103.063328537312", (103.063328537, 9), id="digits-of-a-double"),
        pytest.param("8.1e+02", (810.0, -1), id="exponent"),
        pytest.param("1.0306E2", (103.06, 2), id="capital-exponent"),
    ],
)
def test_numbers_that_programs_print(text, reading):
    """What a program prints stands for the digits that it holds."""
    assert read_mass(text).readings == (reading,)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        pytest.param("213.66 ± 0.01", ((213.66, 1),), id="plus-minus"),
        pytest.param("213.66 +/- 0.004 g/mol", ((213.66, 2),), id="smaller-than-the-last-digit"),
        pytest.param("213.664(12)", ((213.664, 1),), id="uncertainty-in-brackets"),
        pytest.param("18.3 kDa", ((18300.0, -2),), id="kilodalton"),
        pytest.param("0.21366 kg/mol", ((213.66, 2),), id="kilogram"),
        pytest.param("1.154,75", ((1154.75, 2),), id="points-for-thousands"),
        pytest.param("213.66 [g/mol]", ((213.66, 2),), id="unit-in-brackets"),
        pytest.param("MW: 213.66", ((213.66, 2),), id="label"),
        pytest.param("213.66 (free base)", (), id="remark"),
        pytest.param("213.66-214.1", (), id="range"),
        pytest.param("> 1000", (), id="bound"),
    ],
)
def test_masses_with_uncertainty_and_units(text, readings):
    """An uncertainty widens what the digits stand for; a range or a bound is no number."""
    assert read_mass(text).readings == readings
