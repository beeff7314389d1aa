"""How safe corrections are: who vouches for the value."""

import pytest

from gaba_analogs.api.verify import verify

# Baclofen and its R form by PubChem (CID 2284, 44602); masses by PubChem.
FLAT = "NCC(CC(=O)O)c1ccc(Cl)cc1"
R_FORM = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
S_FORM = "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"
INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
R_INCHI = f"{INCHI}/t8-/m0/s1"
KEY, R_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
MISTYPED = "KPYSYYIEGFHWSV-UHFFFAOYTA-N"
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"  # CID 119


@pytest.mark.parametrize(
    ("record", "field", "safety"),
    [
        pytest.param({"smiles": FLAT, "inchi": INCHI, "inchikey": GABA_KEY}, "inchikey", "safe", id="key-two"),
        pytest.param({"smiles": FLAT, "inchikey": MISTYPED}, "inchikey", "safe", id="key-mistyped"),
        pytest.param({"smiles": R_FORM, "inchikey": KEY}, "inchikey", "likely", id="flat-key-one-witness"),
        pytest.param({"smiles": FLAT, "inchikey": KEY, "formula": "C10H14ClNO2"}, "formula", "safe", id="formula-two"),
        pytest.param({"formula": "C10H12ClNO2", "molecular_weight": "213.0557"}, "molecular_weight", "safe", id="mass"),
        pytest.param({"smiles": FLAT, "inchi": INCHI[:-8], "inchikey": KEY}, "inchi", "safe", id="inchi-cut-key-right"),
        pytest.param({"smiles": FLAT, "inchi": INCHI[:-8]}, "inchi", "likely", id="inchi-cut-drawing-alone"),
        pytest.param({"smiles": FLAT, "inchi": R_INCHI, "inchikey": R_KEY}, "smiles", "likely", id="smiles-from-inchi"),
        pytest.param({"smiles": "c1ccc", "inchi": INCHI, "inchikey": KEY}, "smiles", "likely", id="smiles-unreadable"),
        pytest.param({"smiles": FLAT, "inchikey": KEY, "cas": "3/4/4342"}, "cas", "likely", id="cas-from-a-date"),
    ],
)
def test_safety(record, field, safety):
    """Two independent voices, or one and the damaged value itself, make a correction safe."""
    report = verify(record, names=False)

    assert field in report.corrections
    assert report.safety[field] == safety
    assert {f.safety for f in report.findings if f.fields[0] == field and f.expected} <= {safety}


def test_nothing_undecided_is_more_than_manual():
    """SMILES against formula leaves open which is wrong: the key that is mistyped in either case is not written."""
    report = verify({"smiles": FLAT, "inchikey": MISTYPED, "formula": "C9H9NO"}, names=False)

    assert report.ambiguous
    assert {*report.safety.values(), *(f.safety for f in report.findings if f.expected)} == {"manual"}


def test_every_correction_has_a_safety():
    """The two mappings have the same fields, in JSON too."""
    report = verify({"smiles": S_FORM, "inchi": R_INCHI, "inchikey": R_KEY, "molecular_weight": "231.66"}, names=False)
    said = report.to_dict()

    assert said["safety"].keys() == said["corrections"].keys() == report.safety.keys()
    assert said["corrections"]
