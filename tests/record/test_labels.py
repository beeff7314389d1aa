"""The name of a field in its own value."""

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.record.labels import without_label

# caffeine: CAS 58-08-2, EC 200-362-1, UNII 3G6A5W338E, CID 2519, ChEMBL113, DB00201 (PubChem, CID 2519)
CAFFEINE = "Cn1cnc2c1c(=O)n(C)c(=O)n2C"
LABELLED = [
    ("ec_number", "EC 200-362-1", "200-362-1"),
    ("ec_number", "EC No. 200-362-1", "200-362-1"),
    ("ec_number", "EINECS: 200-362-1", "200-362-1"),
    ("ec_number", "EC200-362-1", "200-362-1"),
    ("unii", "UNII: 3G6A5W338E", "3G6A5W338E"),
    ("unii", "UNII-3G6A5W338E", "3G6A5W338E"),
    ("unii", "3G6A5W338E (UNII)", "3G6A5W338E"),
    ("pubchem_cid", "PubChem: 2519", "2519"),
    ("chembl_id", "ChEMBL ID: CHEMBL113", "CHEMBL113"),
    ("drugbank_id", "DrugBank DB00201", "DB00201"),
    ("inchikey", "InChIKey RYYVLZVUVIJVGH-UHFFFAOYSA-N", "RYYVLZVUVIJVGH-UHFFFAOYSA-N"),
    ("cas", "RN: 58-08-2", "58-08-2"),
    ("formula", "Molecular Formula: C8H10N4O2", "C8H10N4O2"),
    ("molecular_weight", "MW 194.19", "194.19"),
]


@pytest.mark.parametrize(("field", "text", "value"), LABELLED)
def test_labels_are_removed(field, text, value):
    """The heading of a field before or behind its value is no part of it."""
    assert without_label(field, text) == value


@pytest.mark.parametrize(("field", "text", "value"), LABELLED)
def test_labelled_values_are_read(field, text, value):
    """A labelled value is read with a warning; nothing is malformed."""
    del value
    findings = verify({"smiles": CAFFEINE, field: text}, names=False).findings

    assert [finding.code for finding in findings] == ["notation-repaired"]
    assert findings[0].message.endswith("the name of the field was removed")


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        pytest.param("ec_number", "EC 200-362-2", "ec-number-check-digit", id="check-digit"),
        pytest.param("unii", "UNII: 3G6A5W338F", "unii-check-character", id="check-character"),
        pytest.param("molecular_weight", "MW 180.16", "molecular-weight-mismatch", id="another-mass"),
        pytest.param("formula", "Formula: C7H8N4O2", "formula-mismatch", id="another-formula"),
        pytest.param("inchikey", "InChIKey YAPQBXQYLJRXSA-UHFFFAOYSA-N", "inchikey-mismatch", id="another-key"),
        pytest.param("ec_number", "UNII 200-362-1", "ec-number-check-digit", id="label-of-another-field"),
    ],
)
def test_wrong_values_are_found(field, text, code):
    """Behind its label a value is compared as without it, and the label of another field is not removed."""
    assert code in {finding.code for finding in verify({"smiles": CAFFEINE, field: text}, names=False).findings}


@pytest.mark.parametrize("text", ["C8H10N4O2", "EC", "EC:", "", "x" * 1000, "UNII " * 100])
def test_values_without_a_label(text):
    """What has no label, or nothing but one, is left as it is."""
    assert without_label("ec_number", text) is None


@pytest.mark.parametrize(
    "text",
    ["EC 200-362-1; EC 200-258-6", "EC 200-362-1, 200-258-6", "EC 200-362-1 / 200-258-6", "EC200-362-1|200-258-6"],
)
def test_labels_of_a_list(text):
    """The name of a field may stand before each of several values."""
    findings = verify({"smiles": CAFFEINE, "ec_number": text}, names=False).findings

    assert [finding.message for finding in findings] == [
        "EC number read with a repair: the name of the field was removed"
    ]


def test_wrong_value_in_a_labelled_list():
    """Each value of such a list is checked."""
    findings = verify({"smiles": CAFFEINE, "ec_number": "EC 200-362-1; EC 200-258-7"}, names=False).findings

    assert "ec-number-check-digit" in {finding.code for finding in findings}
