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
