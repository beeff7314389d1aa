"""Masses of ions in the fields of masses."""

import pytest

from gaba_analogs.api.verify import verify

# baclofen (PubChem, CID 2284): C10H12ClNO2, 213.0557 Da; its ions as in tests/checks/test_composition_checks.py
BACLOFEN = "NCC(CC(=O)O)c1ccc(Cl)cc1"


@pytest.mark.parametrize(
    ("field", "mass", "ion"),
    [
        ("monoisotopic_mass", "214.0629", "[M+H]+"),
        ("monoisotopic_mass", "236.0449", "[M+Na]+"),
        ("monoisotopic_mass", "231.0895", "[M+NH4]+"),
        ("monoisotopic_mass", "212.0484", "[M−H]−"),
        ("molecular_weight", "214.0629", "[M+H]+"),
    ],
)
def test_mass_of_an_ion_is_blamed(field, mass, ion):
    """A mass that is an ion's gives itself away beside a single drawing, too."""
    report = verify({"smiles": BACLOFEN, field: mass}, names=False)

    assert report.suspects == (field,)
    assert f"the ion {ion} of SMILES" in report.findings[0].message


@pytest.mark.parametrize(
    ("smiles", "formula", "suspect"),
    [
        pytest.param(BACLOFEN, "C10H12ClNO4", "formula", id="ion-of-the-drawing"),
        pytest.param("NCC(CC(=O)O)c1ccc(F)cc1", "C10H12ClNO2", "smiles", id="ion-of-the-formula"),
    ],
)
def test_ion_decides(smiles, formula, suspect):
    """Of two compositions that of which the ion was measured is right."""
    report = verify({"smiles": smiles, "formula": formula, "monoisotopic_mass": "214.0629"}, names=False)

    assert (report.suspects, report.ambiguous) == (tuple(sorted(("monoisotopic_mass", suspect))), False)


def test_stechlisin():
    """MIBiG BGC0002092: the mass of the protonated molecule fits the drawing of stechlisin B2, not its formula."""
    mass = {"monoisotopic_mass": "1381.8187 [M+H]+"}

    assert verify({"formula": "C65H112N12O20", **mass}, names=False).verdict == "verified"
    assert verify({"formula": "C65H112N12O12", **mass}, names=False).verdict == "inconsistent"


@pytest.mark.parametrize("mass", ["214.06", "214"])
def test_few_decimals_decide_nothing(mass):
    """A mass of few decimals fits an ion by chance."""
    report = verify({"smiles": BACLOFEN, "formula": "C10H12ClNO4", "monoisotopic_mass": mass}, names=False)

    assert report.ambiguous


@pytest.mark.parametrize(
    ("mass", "verdict"),
    [
        pytest.param("214.0629 [M+H]+", "verified", id="behind"),
        pytest.param("m/z 214.0629 [M+H]+", "verified", id="with-its-quantity"),
        pytest.param("[M+Na]+ 236.0449", "verified", id="before"),
        pytest.param("236.0449 (M+Na)", "verified", id="without-charge"),
        pytest.param("214.0633 [M+H]+", "verified", id="as-measured"),
        # most of 295 masses of MIBiG that name an ion are those of the molecule
        pytest.param("213.0557 [M+H]+", "verified", id="of-the-molecule"),
        pytest.param("212.0484 [M+H]+", "inconsistent", id="neither"),
        pytest.param("236.0449 [M+H]+", "inconsistent", id="another-ion"),
        pytest.param("230.0579 [M+H]+", "inconsistent", id="an-oxygen-more"),
    ],
)
def test_ion_in_the_value(mass, verdict):
    """A mass with its ion is read as that of the molecule."""
    assert verify({"smiles": BACLOFEN, "monoisotopic_mass": mass}, names=False).verdict == verdict


@pytest.mark.parametrize("beside", [{"formula": "C4H10NO2+"}, {"formula": "C4H10NO2", "charge": "1"}])
def test_ion_with_its_formula(beside):
    """Where the formula is that of the ion, too, mass and formula agree against the drawing of the molecule."""
    record = {"smiles": "NCCCC(=O)O", "monoisotopic_mass": "104.0706"} | beside  # GABA, CID 119

    assert verify(record, names=False).suspects == ("smiles",)


# Ochratoxin A with the formula, the monoisotopic mass as molecular weight and the drawing (C21H20ClNO6) of
# guolin247/FoodSafety-MS-KB, orphan_candidates_llm_wb.csv; CH2 weighs 14.01565 Da.
OCHRATOXIN = {
    "formula": "C20H18ClNO6",
    "smiles": "CC1C(C(=O)OC2=C1C=C(C(=C2O)C(=O)NC(CC3=CC=CC=C3)C(=O)O)Cl)C",
}


@pytest.mark.parametrize(
    ("mass", "suspects"),
    [
        pytest.param("403.08226", ("molecular_weight", "smiles"), id="monoisotopic-of-the-formula"),
        pytest.param("417.09791", ("formula", "molecular_weight"), id="monoisotopic-of-the-drawing"),
        pytest.param("403.1", ("formula", "molecular_weight", "smiles"), id="few-decimals"),
        pytest.param("409.08226", ("formula", "molecular_weight", "smiles"), id="of-neither"),
        pytest.param("403.81", ("smiles",), id="average"),
    ],
)
def test_monoisotopic_mass_decides(mass, suspects):
    """A monoisotopic mass in place of the average is wrong itself, but tells which of two compositions is right."""
    assert verify({**OCHRATOXIN, "molecular_weight": mass}, names=False).suspects == suspects
