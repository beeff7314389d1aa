"""Formulas of solids: what they always have, what they may have, and what is none."""

import pytest

from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.minerals import read_solid


# formulas as in the list of minerals of the International Mineralogical Association, and of textbooks of solids
@pytest.mark.parametrize(
    ("text", "always", "possible"),
    [
        pytest.param("(Mg,Fe)2SiO4", "O Si", "Fe Mg O Si", id="olivine"),
        pytest.param("Ca5(PO4)3(OH,F,Cl)", "Ca O P", "Ca Cl F H O P", id="apatite"),
        pytest.param("Ca2(Mg,Fe2+)5Si8O22(OH)2", "Ca H O Si", "Ca Fe H Mg O Si", id="actinolite"),
        pytest.param("YBa2Cu3O6.93", "Ba Cu O Y", "Ba Cu O Y", id="superconductor"),
        pytest.param("Fe1-xS", "Fe S", "Fe S", id="pyrrhotite"),
        pytest.param("Fe0.95O", "Fe O", "Fe O", id="wustite"),
    ],
)
def test_solids(text, always, possible):
    """Elements that share a site may be missing; the others are not."""
    solid = read_solid(text)

    assert (sorted(solid.always), sorted(solid.possible)) == (always.split(), possible.split())
    assert read_formula(text).uncheckable == solid.reason


@pytest.mark.parametrize(
    "text",
    [
        "(C,H)12ClNO2",
        "C0.9H12ClNO2",
        "C10H12ClNO2Na0.0",
        "CuSO4.5H2O",
        "CuSO4.0.5H2O",
        "C4H9NO2",
        "(Xx,Fe)O",
        "C10, H12",
    ],
)
def test_no_solids(text):
    """An organic compound has whole numbers of atoms, and a hydrate is written with a dot."""
    assert read_solid(text) is None
