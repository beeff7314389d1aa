"""Corrected formulas keep the components, dots and signs of the stated one."""

import pytest

from gaba_analogs import Verdict, verify

PENTAHYDRATE = "[Cu+2].[O-]S(=O)(=O)[O-].O.O.O.O.O"
BACLOFEN = "NCC(CC(=O)O)c1ccc(Cl)cc1"
CAFFEINE = "CN1C=NC2=C1C(=O)N(C)C(=O)N2C"
ISOPRENALINE = "CC(C)NCC(O)c1ccc(O)c(O)c1"
BUMETANIDE = "CCCCNC1=CC(=CC(=C1OC2=CC=CC=C2)S(=O)(=O)N)C(=O)O"

# formulas and masses as PubChem has them: copper(II) sulfate pentahydrate (CID 24463), baclofen hydrochloride, caffeine
# and its hydrate (CID 2519, 16219973), isoprenaline sulfate (CID 5807), bumetanide (CID 2471)
CASES = [
    pytest.param(PENTAHYDRATE, "249.69", "CuSO4\u00b74H2O", "CuSO4\u00b75H2O", id="water"),
    pytest.param(PENTAHYDRATE, "249.69", "CuSO4.3H2O", "CuSO4.5H2O", id="full-stop"),
    pytest.param(PENTAHYDRATE, "249.69", "CuSO4 * 4 H2O", "CuSO4 * 5H2O", id="asterisk"),
    pytest.param(PENTAHYDRATE, "249.69", "CuSO\u2084\u00b74H\u2082O", "CuSO\u2084\u00b75H\u2082O", id="subscripts"),
    pytest.param(PENTAHYDRATE, "249.69", "CuSO4", "CuSO4\u00b75H2O", id="none-not-in-hill-order"),
    pytest.param(PENTAHYDRATE, "249.69", "CuH8O8S", "CuH10O9S", id="in-hill-order"),
    pytest.param(f"{BACLOFEN}.Cl", "250.12", "C10H12ClNO2\u00b72HCl", "C10H12ClNO2\u00b7HCl", id="acid"),
    pytest.param(f"{BACLOFEN}.Cl", "250.12", "C10H12ClNO2", "C10H13Cl2NO2", id="no-dot-no-salt"),
    pytest.param(
        "[NH3+]CC(CC(=O)O)c1ccc(Cl)cc1.[Cl-]", "250.12", "C10H13ClNO2\u00b7HCl", "C10H12ClNO2\u00b7HCl", id="ions"
    ),
    pytest.param(f"{CAFFEINE}.O", "212.21", "C8H10N4O3\u00b7H2O", "C8H10N4O2\u00b7H2O", id="base"),
    pytest.param(CAFFEINE, "194.19", "C8H10N4O2\u00b7H2O", "C8H10N4O2", id="no-water"),
    pytest.param(
        f"{ISOPRENALINE}.{ISOPRENALINE}.OS(=O)(=O)O", "520.6", "C11H17NO3.H2SO4", "2C11H17NO3.H2SO4", id="two-bases"
    ),
    pytest.param(BUMETANIDE, "364.42", "C10H12ClNO2\u00b7HCl", "C17H20N2O5S", id="another-compound"),
]  # fmt: skip


@pytest.mark.parametrize(("smiles", "weight", "stated", "corrected"), CASES)
def test_formula_is_corrected_in_its_notation(smiles, weight, stated, corrected):
    """A formula with components gets components, one in the order of Hill stays so, and the record then agrees."""
    record = {"smiles": smiles, "molecular_weight": weight, "formula": stated}

    report = verify(record, names=False)
    mended = verify({**record, "formula": report.corrections["formula"]}, names=False)

    assert report.corrections == {"formula": corrected}
    assert mended.verdict is Verdict.VERIFIED
