"""Formula and charge of ions, as databases state them: the formula without a sign, the charge in its own field."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify

CITRIC_ACID = "OC(=O)CC(O)(CC(O)=O)C(O)=O"  # CHEBI:30769
CITRATE_INCHI = (  # CHEBI:16947
    "InChI=1S/C6H8O7/c7-3(8)1-6(13,5(11)12)2-4(9)10/h13H,1-2H2,(H,7,8)(H,9,10)(H,11,12)/p-3"
)


@pytest.mark.parametrize(
    "fields",
    [
        # CHEBI:15361 prints 87.00877, which leaves the electron out; PubChem, CID 107735, 87.00821843
        pytest.param({"formula": "C3H3O3", "charge": "-1", "monoisotopic_mass": "87.00877"}, id="chebi"),
        pytest.param({"formula": "C3H3O3", "charge": "-1", "monoisotopic_mass": "87.00822"}, id="pubchem"),
        pytest.param({"formula": "C3H3O3", "charge": "-1", "smiles": "CC(=O)C([O-])=O"}, id="with-structure"),
        pytest.param({"formula": "C4H7O3-", "charge": "-1", "monoisotopic_mass": "103.0401"}, id="digit-and-sign"),
        # the charge of a measured ion beside the neutral compound says nothing on its mass
        pytest.param({"formula": "C4H9NO2", "charge": "1", "monoisotopic_mass": "103.0633"}, id="measured-ion"),
    ],
)
def test_formula_and_charge_complete_each_other(fields):
    """An unsigned formula beside a charge is the ion's, and its mass is known with and without the electrons."""
    assert verify(fields, names=False).verdict == "verified"


@pytest.mark.parametrize(
    ("fields", "suspects", "corrections"),
    [
        pytest.param({"smiles": CITRIC_ACID, "formula": "C6H5O7", "charge": "-3"}, ("smiles",), {}, id="citrate"),
        pytest.param(  # the formula of the InChI's first layer (WFChemCookbook#13)
            {"inchi": CITRATE_INCHI, "formula": "C6H8O7", "charge": "-3"},
            ("formula",),
            {"formula": "C6H5O7"},
            id="formula-of-the-layer",
        ),
        pytest.param(  # ModelSEED#45
            {"inchi": "InChI=1S/Mn", "formula": "Mn", "charge": "2"}, ("inchi",), {}, id="lone-metal"
        ),
        pytest.param(  # CHEBI:29101, drawn as the atom
            {"smiles": "[Na]", "formula": "Na", "charge": "1"}, ("smiles",), {}, id="lone-alkali-metal"
        ),
        pytest.param(  # ChEBI#3929
            {"smiles": "[Na-].[O-]C(=O)c1ccccc1", "formula": "C7H5NaO2", "charge": "0"}, ("smiles",), {}, id="salt"
        ),
        pytest.param(  # GABA, CID 119, with a charge that is nobody's
            {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "charge": "-2"}, ("charge",), {"charge": "0"}, id="charge"
        ),
        pytest.param(  # bigg#286: the drawing and the formula are the dianion's
            {
                "smiles": "CC(=O)[C@@H](O)[C@H](O)C(=O)COP([O-])([O-])=O",
                "formula": "C6H9O8P",
                "charge": "0",
            },
            ("charge",),
            {"charge": "-2"},
            id="charge-of-nothing",
        ),
        pytest.param(  # acetylcholine, CID 187: the digit of its oxygen is no charge
            {"smiles": "CC(=O)OCC[N+](C)(C)C", "formula": "C7H16NO2+", "charge": "2"},
            ("charge",),
            {"charge": "1"},
            id="charge-beside-a-sign",
        ),
    ],
)
def test_formula_and_charge_are_blamed_together(fields, suspects, corrections):
    """A formula and a charge that close a shell together stand against what contradicts both."""
    report = verify(fields, names=False)

    assert (report.verdict, report.suspects, dict(report.corrections)) == ("inconsistent", suspects, corrections)
