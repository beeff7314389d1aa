"""What a suspect field should hold."""

import pytest

from gaba_analogs.api.verify import verify

# Baclofen, its R form and pregabalin by PubChem (CID 2284, 44602, 5486971); masses by Wikipedia and PubChem.
BACLOFEN = {
    "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1",
    "inchi": "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
    "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    "formula": "C10H12ClNO2",
    "molecular_weight": "213.66",
    "monoisotopic_mass": "213.0557",
}
ARBACLOFEN = {
    "smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
    "inchi": BACLOFEN["inchi"] + "/t8-/m0/s1",
    "inchikey": "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
}


@pytest.mark.parametrize(
    ("record", "change", "corrections"),
    [
        pytest.param(
            BACLOFEN, {"inchikey": "KPYSYYIEGFHWSV-UHFFFAOYTA-N"}, {"inchikey": BACLOFEN["inchikey"]}, id="key-flag"
        ),
        pytest.param(
            BACLOFEN, {"inchikey": "KPYSYYIEGFHWTV-UHFFFAOYSA-N"}, {"inchikey": BACLOFEN["inchikey"]}, id="key-letter"
        ),
        pytest.param(
            BACLOFEN, {"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}, {"inchikey": BACLOFEN["inchikey"]}, id="key-of-gaba"
        ),
        pytest.param(BACLOFEN, {"formula": "C10H11ClNO2"}, {"formula": "C10H12ClNO2"}, id="formula"),
        pytest.param(BACLOFEN, {"formula": "C10H12ClNQ2"}, {"formula": "C10H12ClNO2"}, id="formula-unreadable"),
        pytest.param(BACLOFEN, {"molecular_weight": "231.66"}, {"molecular_weight": "213.66"}, id="weight"),
        pytest.param(BACLOFEN, {"molecular_weight": "213.0557"}, {"molecular_weight": "213.66"}, id="weight-exact"),
        pytest.param(BACLOFEN, {"monoisotopic_mass": "213.66"}, {"monoisotopic_mass": "213.0557"}, id="exact-average"),
        pytest.param(BACLOFEN, {"inchi": BACLOFEN["inchi"][:-8]}, {"inchi": BACLOFEN["inchi"]}, id="inchi-truncated"),
        pytest.param(
            BACLOFEN, {"smiles": "NCC(CC(=O)O)c1ccc(Cl)cc"}, {"smiles": BACLOFEN["smiles"]}, id="smiles-unreadable"
        ),
        pytest.param(BACLOFEN, {"smiles": "NCCCC(=O)O"}, {"smiles": BACLOFEN["smiles"]}, id="smiles-of-gaba"),
        pytest.param(ARBACLOFEN, {"smiles": BACLOFEN["smiles"]}, {"smiles": ARBACLOFEN["smiles"]}, id="smiles-flat"),
        pytest.param(
            ARBACLOFEN,
            {"smiles": "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"},
            {"smiles": ARBACLOFEN["smiles"]},
            id="smiles-enantiomer",
        ),
        pytest.param(
            ARBACLOFEN, {"inchikey": BACLOFEN["inchikey"]}, {"inchikey": ARBACLOFEN["inchikey"]}, id="key-flat"
        ),
        pytest.param(
            ARBACLOFEN, {"inchi": ARBACLOFEN["inchi"][:-1] + "7"}, {"inchi": ARBACLOFEN["inchi"]}, id="inchi-dragged"
        ),
        pytest.param(
            ARBACLOFEN,
            {"inchi": ARBACLOFEN["inchi"][:-1] + "14"},
            {"inchi": ARBACLOFEN["inchi"]},
            id="dragged-far",
        ),
        pytest.param(
            {"inchikey": ARBACLOFEN["inchikey"]},
            {"inchi": ARBACLOFEN["inchi"][:-1] + "4"},
            {"inchi": ARBACLOFEN["inchi"]},
            id="inchi-dragged-proved-by-its-key",
        ),
        pytest.param(ARBACLOFEN, {"cas": "3/4/4342"}, {"cas": "4342-03-4"}, id="date"),
        pytest.param(ARBACLOFEN, {"cas": "1/03/2264"}, {"cas": "2264-03-1"}, id="date-of-an-impossible-year"),
        pytest.param(ARBACLOFEN, {"cas": "01.05.1993"}, {}, id="date-of-a-real-year"),
        pytest.param(BACLOFEN, {"charge": "+1"}, {"charge": "0"}, id="charge"),
        pytest.param(BACLOFEN, {}, {}, id="nothing-wrong"),
    ],
)
def test_corrections(record, change, corrections):
    """The fields that agree determine the one that does not."""
    found = dict(verify({**record, **change}, names=False).corrections)
    for field in {"molecular_weight", "monoisotopic_mass"} & found.keys():
        found[field] = found[field][: len(corrections[field])]

    assert found == corrections


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"smiles": "NCCCC(=O)O", "inchikey": BACLOFEN["inchikey"]}, id="one-against-one"),
        pytest.param({"smiles": "NCCCC(=O)O", "formula": "C10H12ClNO2"}, id="structure-against-formula"),
        pytest.param({**BACLOFEN, "cas": "1134-47-1"}, id="check-digit"),
        pytest.param({**BACLOFEN, "unii": "H789N3FKE9"}, id="check-character"),
    ],
)
def test_no_guess(record):
    """Where the fields do not determine the value, none is offered."""
    assert verify(record, names=False).corrections == {}


# Aspirin and paracetamol by PubChem (CID 2244, 1983).
ASPIRIN = {"smiles": "CC(=O)Oc1ccccc1C(=O)O"}
PARACETAMOL = {"smiles": "CC(=O)Nc1ccc(O)cc1"}


@pytest.mark.parametrize(
    ("record", "exchanged"),
    [
        pytest.param(ASPIRIN, {"molecular_weight": "C9H8O4", "formula": "180.16"}, id="weight-and-formula"),
        pytest.param(ASPIRIN, {"monoisotopic_mass": "C9H8O4", "formula": "180.0423"}, id="exact-mass-and-formula"),
        pytest.param(ASPIRIN, {"molecular_weight": "C9H8O4", "formula": "180"}, id="whole-mass"),
        pytest.param(PARACETAMOL, {"cas": "C8H9NO2", "formula": "103-90-2"}, id="cas-and-formula"),
        pytest.param(PARACETAMOL, {"cas": "151.16", "molecular_weight": "103-90-2"}, id="cas-and-mass"),
        pytest.param(PARACETAMOL, {"cas": "1983", "pubchem_cid": "103-90-2"}, id="cas-and-cid"),
    ],
)
def test_fields_that_hold_each_others_values_are_exchanged(record, exchanged):
    """Of columns that were swapped, both values are kept."""
    report = verify({**record, **exchanged}, names=False)
    one, other = exchanged

    assert {finding.code for finding in report.findings} == {"value-in-wrong-field"}
    assert report.corrections == {one: exchanged[other], other: exchanged[one]}
    assert {*report.safety.values()} == {"likely"}


def test_values_that_moved_on_by_a_column_are_moved_back():
    """Formula, mass and CAS number of paracetamol, each one column to the right of its own."""
    shifted = {"formula": "103-90-2", "molecular_weight": "C8H9NO2", "cas": "151.16"}
    report = verify({**PARACETAMOL, **shifted}, names=False)

    assert report.suspects == ("cas", "formula", "molecular_weight")
    assert report.corrections == {"formula": "C8H9NO2", "molecular_weight": "151.16", "cas": "103-90-2"}
    assert {*report.safety.values()} == {"likely"}


@pytest.mark.parametrize(
    ("record", "field", "is_written"),
    [
        pytest.param({**PARACETAMOL, "formula": "103-90-2"}, "formula", False, id="only-copy-of-a-cas-number"),
        pytest.param({**ASPIRIN, "formula": "180.16"}, "formula", False, id="only-copy-of-a-mass"),
        pytest.param(
            {**ASPIRIN, "formula": "180.16", "molecular_weight": "180.16"}, "formula", True, id="mass-stated-twice"
        ),
        pytest.param(
            {**ASPIRIN, "formula": "C9H8O4", "molecular_weight": "C9H8O4"},
            "molecular_weight",
            True,
            id="formula-stated-twice",
        ),
        pytest.param(
            {**ASPIRIN, "formula": "194.18", "molecular_weight": "C9H8O4"}, "formula", False, id="another-compound's"
        ),
    ],
)
def test_the_only_copy_of_a_value_is_not_written_over(record, field, is_written):
    """What a field should hold is told all the same, but left to people where the value stands nowhere else."""
    report = verify(record, names=False)

    assert field in report.corrections
    assert (report.safety[field] != "manual") == is_written


def test_isomer_is_not_corrected_by_the_formula():
    """A formula cannot say which isomer was meant."""
    report = verify({"smiles": "NCCC(", "formula": "C4H9NO2"}, names=False)

    assert report.suspects == ("smiles",)
    assert "smiles" not in report.corrections


def test_a_drawing_of_seven_bonds_on_phosphorus_corrects_nothing():
    """A misdrawn phosphate (JUMP-Target, fludarabine phosphate) tells neither InChI nor key what to be."""
    report = verify(
        {
            "smiles": "CO[PH](=O)(=O)O",
            "inchi": "InChI=1S/CH4O4P/c1-5-6(2,3)4/h1H3,(H,2,3,4)",
        }
    )

    assert (report.verdict, report.corrections) == ("inconsistent", {})


@pytest.mark.parametrize(
    ("wrong", "value"),
    [
        pytest.param("formula", "C7H15NO\N{SECTION SIGN}", id="unreadable"),  # as RepoRT has it
        pytest.param("molecular_weight", "197.66", id="of-the-hydrochloride"),  # PubChem, CID 5288437
    ],
)
def test_a_flat_drawing_beside_a_wrong_field_is_completed_but_not_called_wrong(wrong, value):
    """L-carnitine (PubChem, CID 10917): leaving stereo out is no error where another field is wrong."""
    carnitine = {
        "smiles": "C[N+](C)(C)CC(CC(=O)[O-])O",
        "inchi": "InChI=1S/C7H15NO3/c1-8(2,3)5-6(9)4-7(10)11/h6,9H,4-5H2,1-3H3/t6-/m1/s1",
        "inchikey": "PHIQHXFUZVPYII-ZCFIWIBFSA-N",
        "formula": "C7H15NO3",
        "molecular_weight": "161.20",
    }

    assert verify(carnitine, names=False).suspects == ("smiles",)
    report = verify({**carnitine, wrong: value}, names=False)

    assert report.suspects == (wrong,)
    assert report.corrections["smiles"] == "C[N+](C)(C)C[C@@H](CC(=O)[O-])O"


def test_a_mirrored_smiles_is_turned_round_as_it_is_written():
    """Key and chirality tell that the mirror image is drawn: its marks are exchanged, and nothing else."""
    record = {
        "smiles": "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1",  # (S); the key is that of arbaclofen, PubChem CID 44602
        "inchikey": "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
        "chirality": "R",
    }

    report = verify(record, names=False)

    assert (report.corrections, report.safety) == ({"smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"}, {"smiles": "likely"})
