"""Mappings as records: their keys are recognised as columns are, their values become text."""

from __future__ import annotations

import dataclasses

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers.tabular.mappings import record_of, record_of_row
from gaba_analogs.record import Place, StructureRecord

KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"  # GABA: PubChem CID 119


@pytest.mark.parametrize(
    ("mapping", "stated"),
    [
        pytest.param({"smiles": "NCCCC(=O)O", "inchikey": KEY}, {"smiles": "NCCCC(=O)O", "inchikey": KEY}, id="fields"),
        pytest.param(
            {"SMILES": "NCCCC(=O)O", "InChI Key": KEY}, {"smiles": "NCCCC(=O)O", "inchikey": KEY}, id="titles"
        ),
        pytest.param({"MolWt": 103.12, "CID": 119}, {"molecular_weight": "103.12", "pubchem_cid": "119"}, id="numbers"),
        pytest.param({"Molecular Weight (g/mol)": "103.12"}, {"molecular_weight": "103.12"}, id="unit"),
        pytest.param({"smiles": "C", "inchi": None, "charge": float("nan"), "cas": ""}, {"smiles": "C"}, id="missing"),
        pytest.param({"formula": " C4H9NO2\n"}, {"formula": "C4H9NO2"}, id="blanks-as-in-a-table"),
        pytest.param(
            {"CanonicalSMILES": "CC(N)C(=O)O", "IsomericSMILES": "C[C@H](N)C(=O)O"},
            {"smiles": "C[C@H](N)C(=O)O", "connectivity_smiles": "CC(N)C(=O)O"},
            id="pubchem",
        ),
        pytest.param({"structure": "NCCCC(=O)O"}, {"smiles": "NCCCC(=O)O"}, id="several-meanings-smiles"),
        pytest.param({"structure": "InChI=1S/CH4/h1H4"}, {"inchi": "InChI=1S/CH4/h1H4"}, id="several-meanings-inchi"),
        pytest.param({"InChIKey": KEY, "inchikey": KEY}, {"inchikey": KEY}, id="twice-the-same"),
        pytest.param({}, {}, id="empty"),
    ],
)
def test_record_of(mapping, stated):
    """Any spelling that a column may have names a field."""
    assert record_of(mapping) == StructureRecord(**stated)


@pytest.mark.parametrize(
    ("mapping", "complaint"),
    [
        pytest.param({"smilse": "C"}, "no field named 'smilse': did you mean smiles?", id="misspelt"),
        pytest.param({"InChI Kye": KEY}, "no field named 'InChI Kye': did you mean inchikey?", id="misspelt-title"),
        pytest.param({"supplier": "A"}, "no field named 'supplier': the fields are name, smiles", id="no-field"),
        pytest.param({5: "C"}, "field names must be text, not 5", id="number"),
        pytest.param({None: "C"}, "field names must be text, not None", id="none"),
        pytest.param({"smiles": {}}, "smiles: expected text or a number, got a dict", id="nested"),
        pytest.param(
            {"InChIKey": KEY, "inchikey": KEY[:-1] + "M"}, "the same field with different values", id="contradiction"
        ),
        pytest.param({"smiles": "C", "place": "here"}, "place: expected a Place, got 'here'", id="place"),
    ],
)
def test_what_is_refused(mapping, complaint):
    """What cannot be meant is refused in one line."""
    with pytest.raises(InputError) as error:
        record_of(mapping)

    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


def test_a_record_as_a_mapping_comes_back():
    """What `dataclasses.asdict` makes of a record is that record again, with its place."""
    record = StructureRecord(smiles="NCCCC(=O)O", inchikey=KEY, place=Place("drugs.csv", 2, 1))
    again = record_of(dataclasses.asdict(record))

    assert again == record
    assert again.place == record.place


def test_a_row_may_have_other_columns():
    """A row of somebody's table states what is recognised in it, and has to state something."""
    assert record_of_row({"SMILES": "NCCCC(=O)O", "supplier": "A", "IC50": 3.5}) == StructureRecord(smiles="NCCCC(=O)O")
    with pytest.raises(InputError, match="recognised"):
        record_of_row({"supplier": "A"})
