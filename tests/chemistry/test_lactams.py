"""Hydrogens that names of aromatic lactams leave out."""

import pytest

from gaba_analogs.api.verify import verify

# names without indicated hydrogen, beside the lactams that they are used for
LACTAMS = [
    ("purine-2,6-dione", "O=c1[nH]c(=O)c2[nH]cnc2[nH]1"),
    ("purin-6-one", "O=c1[nH]cnc2nc[nH]c12"),
    ("2-aminopurin-6-one", "Nc1nc2[nH]cnc2c(=O)[nH]1"),
    ("benzimidazol-2-one", "O=c1[nH]c2ccccc2[nH]1"),
    ("indazol-3-one", "O=c1[nH][nH]c2ccccc12"),
    ("3-sulfanylidenequinoxalin-2-one", "O=c1[nH]c2ccccc2[nH]c1=S"),
    ("1,4-benzodiazepine-2,5-dione", "O=C1CNC(=O)c2ccccc2N1"),
    ("3-methyl-1,4-benzodiazepine-2,5-dione", "CC1NC(=O)c2ccccc2NC1=O"),
]


@pytest.mark.names
@pytest.mark.parametrize("field", ["iupac_name", "name", "synonyms"])
@pytest.mark.parametrize(("name", "smiles"), LACTAMS)
def test_hydrogens_on_nitrogen_are_left_out(name, smiles, field):
    """A name without the hydrogens of an aromatic lactam is that of the lactam."""
    report = verify({field: name, "smiles": smiles})

    assert not [finding for finding in report.findings if finding.severity in {"error", "warning"}]


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "smiles"),
    [
        pytest.param("butane-2,3-dione", "CC(O)C(C)=O", id="acetoin"),
        pytest.param("quinoline-5,8-dione", "Oc1ccc(O)c2ncccc12", id="hydroquinone"),
        pytest.param("benzimidazole-4,7-dione", "Oc1ccc(O)c2[nH]cnc12", id="hydroquinone-of-an-azole"),
        pytest.param("pyrimidin-2-one", "O=C1NCC=CN1", id="dihydropyrimidinone"),
        pytest.param("1,4-benzodiazepine-2,5-dione", "OC1CNC(=O)c2ccccc2N1", id="reduced-benzodiazepinedione"),
        pytest.param("quinoxalin-2-one", "O=C1CNc2ccccc2N1", id="dihydroquinoxalinone"),
        pytest.param("purine-2,6-dione", "O=c1[nH]c(=O)c2[nH]cnc2n1C", id="methylxanthine"),
        pytest.param("benzimidazol-2-one", "O=c1[nH]c2ccccc2o1", id="another-element"),
    ],
)
def test_other_compounds(name, smiles):
    """Hydrogens on carbon and oxygen, and other atoms, are those of another compound."""
    assert verify({"iupac_name": name, "smiles": smiles}).verdict == "inconsistent"


@pytest.mark.names
def test_a_flavin_is_not_its_leuco_form():
    """Lumiflavin has two hydrogens fewer than its leuco form, whose middle ring is not aromatic."""
    leuco = "Cn1c2cc(C)c(C)cc2[nH]c2c(=O)[nH]c(=O)[nH]c12"

    assert verify({"iupac_name": "7,8,10-trimethylbenzo[g]pteridine-2,4-dione", "smiles": leuco}).verdict != "verified"


@pytest.mark.names
def test_a_wrong_formula_beside_a_lactam():
    """The formula of OPSIN's quinone beside the lactam is wrong, and it alone."""
    record = {"iupac_name": "purine-2,6-dione", "smiles": "O=c1[nH]c(=O)c2[nH]cnc2[nH]1", "formula": "C5H2N4O2"}

    assert verify(record).suspects == ("formula",)
