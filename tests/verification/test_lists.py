"""Cells that list several compounds (PubChem: ethanol CID 702, ethylamine CID 6341)."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify

ETHANOL, ETHYLAMINE = "LFQSCWFLJHTTHZ-UHFFFAOYSA-N", "QUSNBJAOOMFDIB-UHFFFAOYSA-N"


@pytest.mark.parametrize(
    ("fields", "verdict", "suspects"),
    [
        pytest.param({"inchikey": f"{ETHANOL}, {ETHYLAMINE}"}, "verified", (), id="agree"),
        pytest.param({"inchikey": f"{ETHANOL}|{ETHYLAMINE}", "formula": "C2H6O; C2H7N"}, "verified", (), id="formulas"),
        pytest.param({"molecular_weight": "46.07;45.08"}, "verified", (), id="masses"),
        pytest.param(
            {"inchikey": f"{ETHANOL}, {ETHYLAMINE}", "formula": "C2H6O, C2H5N"}, "inconsistent", ("formula",), id="one"
        ),
        pytest.param({"inchikey": f"{ETHYLAMINE}, {ETHANOL}"}, "unverified", (), id="another-order"),
        pytest.param({"smiles": "['CCO', 'CCN']", "formula": "['C2H6O', 'C2H7N']"}, "verified", (), id="printed"),
        pytest.param(
            {"smiles": "['CCO', 'CCN']", "formula": "['C2H6O', 'C2H6N']"},
            "inconsistent",
            ("formula",),
            id="printed-one",
        ),
        pytest.param({"inchikey": ETHANOL}, "unverified", (), id="one-value-beside"),
        pytest.param({"inchikey": f"{ETHANOL}, {ETHYLAMINE}, {ETHANOL}"}, "unverified", (), id="unequal-lengths"),
    ],
)
def test_lists_are_compared_value_by_value(fields, verdict, suspects):
    """The first values belong together, then the second; what does not go together is left alone."""
    report = verify({"smiles": "CCO, CCN", **fields}, names=False)

    assert (report.verdict, report.suspects) == (verdict, suspects)


def test_the_message_says_which_value():
    """A wrong value in a list is named by its number."""
    report = verify({"smiles": "CCO; CCN", "formula": "C2H6O, C2H5N"}, names=False)

    assert report.findings[0].message.endswith("(value 2 of 2)")
    assert "compared one by one" in report.findings[-1].message


@pytest.mark.parametrize(
    ("fields", "verdict", "suspects"),
    [
        pytest.param({"smiles": "['CCO']", "inchikey": f"['{ETHANOL}']"}, "verified", (), id="one"),
        pytest.param({"smiles": "CCO", "inchikey": f"['{ETHYLAMINE}']"}, "inconsistent", (), id="one-of-another"),
        pytest.param(
            {"smiles": "CCO", "formula": "C2H6O", "inchikey": "[]", "cas": '["64-17-5"]'}, "verified", (), id="none"
        ),
        pytest.param(
            {"smiles": "CCO", "formula": "C2H6O", "cas": "['64-17-6']"}, "inconsistent", ("cas",), id="check-digit"
        ),
        pytest.param(
            {"smiles": "['CCO', 'CCN']", "inchikey": f"['{ETHANOL}', '{ETHYLAMINE}']"}, "verified", (), id="several"
        ),
    ],
)
def test_lists_as_programs_print_them(fields, verdict, suspects):
    """What pandas writes for a list states the values in it, right or wrong; an empty one states nothing."""
    report = verify(fields, names=False)

    assert (report.verdict, report.suspects) == (verdict, suspects or report.suspects)


# cycloleucine (C6H11NO2) and dimenhydrinate (C17H21NO with C7H7ClN4O2)
CAMPHORSULFONIC = "CC1(C)C2CCC1(CS(=O)(=O)O)C(=O)C2"  # C10H16O4S, counted by hand
CYCLOLEUCINE = "NC1(C(=O)O)CCCC1"
DIMENHYDRINATE = "CN(C)CCOC(c1ccccc1)c1ccccc1.Cn1c(=O)c2nc(Cl)[nH]c2n(C)c1=O"


@pytest.mark.parametrize(
    ("smiles", "formula", "verdict"),
    [
        pytest.param(CYCLOLEUCINE, "['C6H11NO2', 'C6H12NO2']", "unverified", id="printed-list"),
        pytest.param(CYCLOLEUCINE, "{'C6H11NO2', 'C5H9NO2'}", "unverified", id="printed-set"),
        pytest.param(CYCLOLEUCINE, "C4H9NO2; C5H9NO2", "unverified", id="semicolon"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2; C6H11NO2", "verified", id="equal"),
        pytest.param(f"{CYCLOLEUCINE}.Cl", "C6H11NO2; HCl", "verified", id="salt"),
        pytest.param(f"{CYCLOLEUCINE}.Cl", "['C6H11NO2', 'HCl']", "verified", id="salt-in-a-list"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2; HCl", "inconsistent", id="salt-of-the-base-drawn"),
        pytest.param(f"{CYCLOLEUCINE}.Cl", "C6H11NO2, HCl", "verified", id="salt-with-a-comma"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2, HCl", "inconsistent", id="comma-and-the-base-drawn"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2, C6H12O6", "unverified", id="comma-and-no-acid"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2; C4H4O4", "inconsistent", id="fumarate-of-the-base-drawn"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2; C10H16O4S", "inconsistent", id="camphorsulfonate-of-the-base-drawn"),
        pytest.param(f"{CYCLOLEUCINE}.{CAMPHORSULFONIC}", "C6H11NO2; C10H16O4S", "verified", id="camphorsulfonate"),
        pytest.param(f"{CYCLOLEUCINE}.{CAMPHORSULFONIC}", "C6H11NO2; C7H8O3S", "inconsistent", id="another-acid"),
        pytest.param(CYCLOLEUCINE, "C6H11NO2; C10H16O", "unverified", id="no-acid"),
        pytest.param(DIMENHYDRINATE, "C17H21NO; C7H7ClN4O2", "verified", id="salt-of-two-organic-parts"),
        pytest.param(DIMENHYDRINATE, "C17H21NO; C7H8N4O2", "inconsistent", id="wrong-part"),
    ],
)
def test_formulas_of_several_compounds_are_not_added_up(smiles, formula, verdict):
    """Several formulas in a cell are not one of all their atoms; those of the parts of a salt are."""
    assert verify({"smiles": smiles, "formula": formula}, names=False).verdict == verdict


@pytest.mark.parametrize(
    ("formula", "several"),
    [("C6H11NO2; C6H12NO2", True), ("C17H21NO; C7H7ClN4O2", False)],
)
def test_formulas_without_a_structure_are_several_where_only_hydrogens_differ(formula, several):
    """Nothing but the formulas tells whether a salt is meant: equal heavy atoms are no salt."""
    report = verify({"formula": formula, "molecular_weight": "469.97"}, names=False)

    assert any("several values" in finding.message for finding in report.findings) is several


def test_acid_that_no_table_names():
    """An acid in the formula that is not drawn is named by its formula, and a mass decides who is wrong."""
    record = {"smiles": CYCLOLEUCINE, "formula": "C6H11NO2; C10H16O4S"}
    alone, with_mass = verify(record, names=False), verify(record | {"molecular_weight": "361.45"}, names=False)

    assert [f.message for f in alone.findings] == ["formula has C10H16O4S in addition to SMILES"]
    assert with_mass.suspects == ("smiles",)
