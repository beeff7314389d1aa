"""Records: what was stated, cheap to make and to send to another process."""

import copy
import pickle
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pandas as pd
import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.record import FIELDS, Place, StructureRecord

# GABA, PubChem CID 119.
STATED = {"name": "GABA", "smiles": "NCCCC(=O)O", "pubchem_cid": "119"}
PLACE = Place("gaba.csv", 2, 1)


@pytest.fixture(params=["constructor", "reader"])
def gaba(request):
    """Give one record, made in both ways."""
    if request.param == "constructor":
        return StructureRecord(**STATED, place=PLACE, labels={"pubchem_cid": "CID"})
    return StructureRecord.made_of(STATED, PLACE, {"pubchem_cid": "CID"})


def test_both_ways_make_the_same_record(gaba):
    """A reader's record cannot be told from a constructed one."""
    constructed = StructureRecord(**STATED, place=PLACE)

    assert gaba == constructed
    assert hash(gaba) == hash(constructed)
    assert list(gaba.stated()) == list(STATED.items())
    assert [getattr(gaba, field) for field in FIELDS] == [STATED.get(field) for field in FIELDS]
    assert (gaba.problem, gaba.labels) == (None, {"pubchem_cid": "CID"})


def test_a_record_is_frozen(gaba):
    """Nothing changes what was stated."""
    with pytest.raises(FrozenInstanceError):
        gaba.smiles = "C"
    with pytest.raises(FrozenInstanceError):
        del gaba.smiles


@pytest.mark.parametrize("copied", [copy.deepcopy, copy.copy, lambda record: pickle.loads(pickle.dumps(record))])  # noqa: S301
def test_a_record_travels(gaba, copied):
    """A copy, also one that went to another process, is the same record."""
    twin = copied(gaba)

    assert twin == gaba
    assert twin.labels == gaba.labels
    assert twin.place == PLACE


def test_a_record_is_replaced(gaba):
    """One field is changed in a new record; the old one stays."""
    other = replace(gaba, smiles="[NH3+]CCCC(=O)[O-]")

    assert (other.smiles, other.name, gaba.smiles) == ("[NH3+]CCCC(=O)[O-]", "GABA", "NCCCC(=O)O")


def test_a_record_costs_what_it_states():
    """Fields that are not stated take no room on the way to another process."""
    record = StructureRecord.made_of(STATED, Place(), {})

    assert not [field for field in FIELDS if field.encode() in pickle.dumps(record) and field not in STATED]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("gaba.csv", 2, 1), "gaba.csv:2"),
        (Place("gaba.parquet", row=3), "gaba.parquet row 3"),
        (Place("gaba.json"), "gaba.json"),
        (Place(), "record"),
        (Place(row=3), "row 3"),
    ],
)
def test_place(place, text):
    """A place says where to look, the line before the row."""
    assert str(place) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(103.12, "103.12"), (119, "119"), (None, None), (float("nan"), None), (pd.NA, None), (np.float32(0.5), "0.5")],
    ids=repr,
)
def test_numbers_become_text(value, text):
    """A record made of numbers states them as text; what is missing states nothing."""
    assert StructureRecord(molecular_weight=value).molecular_weight == text


@pytest.mark.parametrize("value", [object(), {}, print], ids=["object", "mapping", "function"])
def test_what_is_no_text_is_refused(value):
    """A value that no text stands for is refused, with its field."""
    with pytest.raises(InputError, match="smiles: expected text or a number"):
        StructureRecord(smiles=value)
