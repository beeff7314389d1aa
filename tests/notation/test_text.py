"""Invisible characters, placeholders and typographic digits."""

import pytest

from gaba_analogs.notation.text import clean, is_placeholder, plain_digits, several_values, states_nothing, unlisted


@pytest.mark.parametrize(
    ("text", "value", "repaired"),
    [
        pytest.param("NCCCC(=O)O", "NCCCC(=O)O", False, id="clean"),
        pytest.param("C4H9NO2\u00a0", "C4H9NO2", True, id="no-break-space"),
        pytest.param("\ufeffC4H9NO2", "C4H9NO2", True, id="byte-order-mark"),
        pytest.param("C4\u200bH9NO2", "C4H9NO2", True, id="zero-width-space"),
        pytest.param("56-12-2\u200e", "56-12-2", True, id="direction-mark"),
        pytest.param("C4H9\u00adNO2", "C4H9NO2", True, id="soft-hyphen"),
        pytest.param("\x00GABA", "GABA", True, id="nul"),
        pytest.param("\tGABA\r\n", "GABA", True, id="line-end"),
        pytest.param("R&ndash;S", "R–S", True, id="entity"),
        pytest.param("γ-aminobutyric acid", "γ-aminobutyric acid", False, id="greek"),
        pytest.param("C₁₀H₁₂", "C₁₀H₁₂", False, id="subscripts"),
    ],
)
def test_clean(text, value, repaired):
    """What cannot be seen is removed, and said."""
    cleaned, notes = clean(text)

    assert (cleaned, bool(notes)) == (value, repaired)


@pytest.mark.parametrize(
    "text",
    [
        *("N/A", "n/a", "NA", "nan", "NULL", "None", "-", "--", "—", "−", "?", "unknown", "No data"),
        *("not available", "TBD", "other InChI found", "#N/A", "#REF!", "#VALUE!", "n.d.", "ND"),
        *("[]", "{}", "()", "['']", "[nan]", "[None]", "set()"),
        *(
            "k.A.",
            "k. A.",
            "keine Angabe",
            "unbekannt",
            "Nicht verfügbar",
            "inconnu",
            "desconocido",
            "неизвестно",
            "不明",
        ),
    ],
)
def test_placeholder(text):
    """Words for nothing, and the errors of spreadsheets, state nothing."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Na", "NO", "No", "N", "C", "0", "K", "NCCCC(=O)O", "Xe", "GABA"])
def test_not_a_placeholder(text):
    """Sodium, nitric oxide, nobelium and numbers are values."""
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("C₁₀H₁₂ClNO₂", "C10H12ClNO2"),
        ("SO₄²⁻", "SO42-"),
        ("Na⁺", "Na+"),
        ("−1", "-1"),
        ("2–3", "2-3"),
        ("Ｃ４", "C4"),
        ("NCCCC(=O)O", "NCCCC(=O)O"),
    ],
)
def test_plain_digits(text, plain):
    """Subscripts, superscripts, full-width characters and minus signs become ASCII."""
    assert plain_digits(text) == plain


@pytest.mark.parametrize(
    ("field", "text", "nothing"),
    [
        pytest.param("cas", "NOCAS_867123", True, id="norman"),  # NORMAN SusDat, CompTox
        pytest.param("cas", "mixture", True, id="mixture"),
        pytest.param("smiles", "UVCB", True, id="uvcb"),
        pytest.param("smiles", "restricted", True, id="restricted"),
        pytest.param("pubchem_cid", "-666", True, id="tox21"),
        pytest.param("formula", "Variable", True, id="variable"),
        pytest.param("molecular_weight", "0", True, id="zero"),
        pytest.param("monoisotopic_mass", "0.0", True, id="zero-with-decimals"),
        pytest.param("molecular_weight", "-1", True, id="minus-one"),
        pytest.param("charge", "0", False, id="no-charge"),
        pytest.param("charge", "-1", False, id="anion"),
        pytest.param("molecular_weight", "0.5", False, id="half"),
        pytest.param("chirality", "mixture", False, id="mixture-of-stereoisomers"),
    ],
)
def test_what_states_nothing_depends_on_the_field(field, text, nothing):
    """A mass of zero states nothing, a charge of zero does."""
    assert states_nothing(field, text) is nothing


# ethanol and acetic acid, CIDs 702 and 176
@pytest.mark.parametrize(
    ("field", "text", "values"),
    [
        pytest.param("smiles", "CCO, CC(=O)O", ("CCO", "CC(=O)O"), id="smiles"),
        pytest.param("smiles", "CCO; CCO", ("CCO", "CCO"), id="semicolon"),
        pytest.param("smiles", "CCO |c:1|", (), id="cxsmiles"),
        pytest.param("smiles", "CCO, ethanol", (), id="remark"),
        pytest.param(
            "inchikey",
            "LFQSCWFLJHTTHZ-UHFFFAOYSA-N, QTBSBXVTEAMEQO-UHFFFAOYSA-N",
            ("LFQSCWFLJHTTHZ-UHFFFAOYSA-N", "QTBSBXVTEAMEQO-UHFFFAOYSA-N"),
            id="keys",
        ),
        pytest.param("inchi", "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3", (), id="commas-of-an-inchi"),
        pytest.param("formula", "C2H6O, C2H4O2", ("C2H6O", "C2H4O2"), id="formulas"),
        pytest.param("formula", "C4H9NO2; HCl", (), id="components"),
        pytest.param("molecular_weight", "46.07, 60.05", ("46.07", "60.05"), id="masses"),
        pytest.param("molecular_weight", "1,154.75", (), id="thousands"),
        pytest.param("cas", "64-17-5, 64-19-7", (), id="left-to-the-cas-reader"),
    ],
)
def test_several_values_in_one_cell(field, text, values):
    """A list of values of the field's own form is one; commas within a value and remarks are none."""
    assert several_values(field, text) == values


@pytest.mark.parametrize(
    ("field", "text", "values"),
    [
        pytest.param("smiles", "CCO, CCN", ("CCO", "CCN"), id="comma"),
        pytest.param("smiles", "CCO;CCN", ("CCO", "CCN"), id="semicolon"),
        pytest.param("smiles", "CCO | CCN", ("CCO", "CCN"), id="bar"),
        pytest.param("smiles", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|", (), id="cxsmiles"),
        pytest.param("smiles", "CC(=O)C |c:1,2|", (), id="cxsmiles-with-a-comma"),
        pytest.param("smiles", "CCO ethanol", (), id="name-behind"),
        # as the Drug Repurposing Hub lists escitalopram and its oxalate
        pytest.param("smiles", "CCO, C[C@H](O)CC |&1:1,r|", ("CCO", "C[C@H](O)CC |&1:1,r|"), id="last-is-cxsmiles"),
        pytest.param("smiles", "CCO |r|; CCN |c:1,2|", ("CCO |r|", "CCN |c:1,2|"), id="each-is-cxsmiles"),
        pytest.param("inchikey", "LFQSCWFLJHTTHZ-UHFFFAOYSA-N;QUSNBJAOOMFDIB-UHFFFAOYSA-N", 2, id="keys"),
        pytest.param("inchi", "InChI=1S/CH4/h1H4;InChI=1S/H2O/h1H2", 2, id="inchis"),
        pytest.param("inchi", "InChI=1S/2C2H4O2.Na/c2*1-2(3)4;/h2*1H3,(H,3,4);", (), id="one-inchi"),
        pytest.param("formula", "C2H6O, C2H7N", ("C2H6O", "C2H7N"), id="formulas"),
        pytest.param("formula", "C10, H12, Cl", (), id="elements"),
        pytest.param("molecular_weight", "46.07;45.08", ("46.07", "45.08"), id="masses"),
        pytest.param("molecular_weight", "1,154.75", (), id="thousands"),
    ],
)
def test_lists_in_one_cell(field, text, values):
    """Values are told apart by what never stands within one of them."""
    found = several_values(field, text)

    assert (len(found) if isinstance(values, int) else found) == values


# what pandas and json write for GABA (CAS 56-12-2) and baclofen (1134-47-0)
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("['56-12-2']", "56-12-2"),
        ('["56-12-2","1134-47-0"]', "56-12-2; 1134-47-0"),
        ("['56-12-2', '1134-47-0']", "56-12-2; 1134-47-0"),
        ("[103.12, 213.66]", "103.12; 213.66"),
        ("[103.12, ]", "[103.12, ]"),
        ("['2,4-D', \"4'-epirubicin\"]", "2,4-D; 4'-epirubicin"),
        ("{'56-12-2'}", "56-12-2"),
        ("{'56-12-2', '1134-47-0'}", "56-12-2; 1134-47-0"),
        ("{103.12, 213.66}", "103.12; 213.66"),
        ("('56-12-2',)", "56-12-2"),
        ("('56-12-2', '1134-47-0')", "56-12-2; 1134-47-0"),
        ("(103.12)", "(103.12)"),
        ("{'cas': '56-12-2'}", "{'cas': '56-12-2'}"),
        ("('56-12-2', '1134-47-0']", "('56-12-2', '1134-47-0']"),
        ("(C)C", "(C)C"),
        ("[13CH4]", "[13CH4]"),
        ("[Na+].[Cl-]", "[Na+].[Cl-]"),
        ("[56-12-2]", "[56-12-2]"),
    ],
)
def test_lists_as_programs_print_them(text, values):
    """Brackets and quotation marks of a list are no part of its values; the brackets of a SMILES stay."""
    assert unlisted(text) == values
