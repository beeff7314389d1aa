"""Drawings that list their formula unit several times."""

import pytest

from gaba_analogs.api.verify import verify

# calcium sulfate (CaSO4, 136.14 g/mol) and baclofen (CID 2284), by hand and by PubChem; the InChI software 1.07
SULFATE = "[Ca+2].[Ca+2].[O-]S(=O)(=O)[O-].[O-]S(=O)(=O)[O-]"
ONE_SULFATE = "InChI=1S/Ca.H2O4S/c;1-5(2,3)4/h;(H2,1,2,3,4)/q+2;/p-2"
BACLOFEN = "NCC(CC(=O)O)c1ccc(Cl)cc1"
BACLOFEN_INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
TWO_BACLOFENS = "InChI=1S/2C10H12ClNO2/c2*11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h2*1-4,8H,5-6,12H2,(H,13,14)"


@pytest.mark.parametrize(
    ("record", "suspects", "message"),
    [
        pytest.param(
            {"smiles": SULFATE, "formula": "CaSO4", "molecular_weight": "136.14"},
            ("smiles",),
            "SMILES has the atoms of formula twice",
            id="formula-and-mass",
        ),
        pytest.param(
            {"smiles": SULFATE, "inchi": ONE_SULFATE, "formula": "CaSO4"},
            ("smiles",),
            "SMILES lists all components of InChI twice",
            id="inchi-of-one",
        ),
        pytest.param(
            {"smiles": SULFATE, "inchikey": "OSGAYBCDTDRGGQ-UHFFFAOYSA-L"},
            ("smiles",),
            "SMILES does not give InChIKey, which is the key of half of SMILES",
            id="key-of-one",
        ),
        pytest.param(
            {"smiles": f"{BACLOFEN}.{BACLOFEN}", "inchi": TWO_BACLOFENS, "formula": "C10H12ClNO2"},
            ("inchi", "smiles"),
            "SMILES and InChI have the atoms of formula twice",
            id="inchi-of-the-drawing",
        ),
        pytest.param(
            {"smiles": "NCCCC(=O)O.NCCCC(=O)O", "molecular_weight": "103.12"},
            ("smiles",),
            "SMILES does not have the mass that molecular weight states, which is that of half of SMILES",
            id="mass-alone",
        ),
        pytest.param(
            {"smiles": SULFATE, "formula": "Ca2O8S2", "molecular_weight": "136.14"},
            ("molecular_weight",),
            "molecular weight is that of half of SMILES and formula",
            id="formula-of-two",
        ),
        pytest.param(
            {"smiles": SULFATE, "formula": "MgSO4", "molecular_weight": "120.37"},
            ("smiles",),
            "SMILES does not have the composition of formula (+2 Ca, −1 Mg, +4 O, +1 S)",
            id="another-salt",
        ),
    ],
)
def test_repeated_units(record, suspects, message):
    """A drawing of two units beside fields of one gives itself away; one of another compound is another compound."""
    report = verify(record, names=False)

    assert report.suspects == suspects
    assert report.findings[0].message == message


def test_correction_is_one_unit():
    """The drawing is corrected to one unit, as it is drawn."""
    record = {"smiles": f"{BACLOFEN}.{BACLOFEN}", "inchi": TWO_BACLOFENS, "formula": "C10H12ClNO2"}

    assert verify(record, names=False).corrections == {"smiles": BACLOFEN, "inchi": BACLOFEN_INCHI}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"smiles": "[Na+].[Na+].[O-]S(=O)(=O)[O-]", "formula": "Na2SO4"}, id="two-sodiums"),
        pytest.param({"smiles": f"{BACLOFEN}.{BACLOFEN}", "formula": "C20H24Cl2N2O4"}, id="two-in-all-fields"),
        pytest.param({"smiles": "NCCCC(=O)O.NCCCC(=O)O.OS(=O)(=O)O", "formula": "C4H9NO2.0.5H2SO4"}, id="hemisulfate"),
    ],
)
def test_right_ratios(record):
    """Components in their ratio are no repetition."""
    assert verify(record, names=False).verdict == "verified"
