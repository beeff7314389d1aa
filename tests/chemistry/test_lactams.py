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


# InChI and InChIKey of xanthine, hypoxanthine and uric acid from MassBank and the IUPHAR list of ligands
XANTHINE = "InChI=1S/C5H4N4O2/c10-4-2-3(7-1-6-2)8-5(11)9-4/h1H,(H3,6,7,8,9,10,11)"
KEYS = {
    "purine-2,6-dione": "LRFVTYWOQMYALW-UHFFFAOYSA-N",
    "1H-purine-2,6-dione": "LRFVTYWOQMYALW-UHFFFAOYSA-N",
    "3,7-dihydro-purine-2,6-dione": "LRFVTYWOQMYALW-UHFFFAOYSA-N",
    "purin-6-one": "FDGQSTZJBFJUBT-UHFFFAOYSA-N",
    "9H-purin-6-one": "FDGQSTZJBFJUBT-UHFFFAOYSA-N",
    "purine-2,6,8-trione": "LEHOTFFKMJEONL-UHFFFAOYSA-N",
}


@pytest.mark.names
@pytest.mark.parametrize(("name", "key"), KEYS.items(), ids=KEYS)
def test_beside_a_key_alone(name, key):
    """Where nothing is drawn, the key says which lactam a name means."""
    assert verify({"iupac_name": name, "inchikey": key}).verdict == "verified"


@pytest.mark.names
@pytest.mark.parametrize(
    "beside",
    [
        pytest.param({"inchi": XANTHINE}, id="inchi"),
        pytest.param({"inchi": XANTHINE, "inchikey": KEYS["purine-2,6-dione"]}, id="inchi-and-key"),
        pytest.param({"formula": "C5H4N4O2", "molecular_weight": "152.11"}, id="formula-and-mass"),
        pytest.param({"inchikey": KEYS["purine-2,6-dione"], "formula": "C5H4N4O2"}, id="key-and-formula"),
    ],
)
@pytest.mark.parametrize("name", ["purine-2,6-dione", "1H-purine-2,6-dione"])
def test_beside_fields_that_draw_nothing(name, beside):
    """The lactam that InChI, key or formula is of is what a name without hydrogens means."""
    assert verify({"iupac_name": name} | beside).verdict == "verified"


@pytest.mark.names
@pytest.mark.parametrize(
    "beside",
    [
        pytest.param({"inchi": XANTHINE}, id="inchi"),
        pytest.param({"inchikey": KEYS["purine-2,6-dione"]}, id="key"),
        pytest.param({"smiles": "O=c1[nH]c(=O)c2[nH]cnc2[nH]1"}, id="smiles"),
    ],
)
@pytest.mark.parametrize("name", ["purine-2,8-dione", "purine-6,8-dione", "7,9-dihydropurine-2,8-dione"])
def test_isomers_beside_xanthine(name, beside):
    """A name of the isomer with its oxygens elsewhere is wrong beside xanthine, with or without hydrogens."""
    report = verify({"iupac_name": name} | beside)

    assert report.verdict == "inconsistent"
    assert "iupac_name" in report.suspects


@pytest.mark.names
def test_a_wrong_formula_beside_a_key():
    """The formula of OPSIN's quinone beside the key of xanthine is wrong, and it alone."""
    record = {"iupac_name": "purine-2,6-dione", "inchikey": KEYS["purine-2,6-dione"], "formula": "C5H2N4O2"}

    assert verify(record).suspects == ("formula",)


@pytest.mark.names
def test_a_name_with_an_impossible_valence():
    """A name of which OPSIN draws a nitrogen with six bonds is no lactam's, and ends nothing."""
    # the chemicals package, 2,3-diazabicyclo[2.2.2]oct-2-ene 2,3-dioxide
    record = {
        "iupac_name": "2-oxidanidyl-2-aza-3-azoniabicyclo[2.2.2]octane 3-oxide",
        "smiles": "C1CC2CCC1N([N+]2=O)[O-]",
        "inchikey": "KQTDJBAPOKEJFF-UHFFFAOYSA-N",
    }

    assert verify(record).verdict == "verified"
