"""Long JSON arrays are read an item at a time."""

from __future__ import annotations

import json

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.io import text as texts
from gaba_analogs.readers.json import documents
from gaba_analogs.readers.json.documents import array_items

GABA = {"name": "GABA", "smiles": "NCCCC(=O)O", "molecular_weight": 103.12}
BACLOFEN = {"name": "baclofen", "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1", "synonyms": ["Lioresal", "β-(4-Cl-phenyl)-GABA"]}


@pytest.fixture(autouse=True)
def _everything_is_long(monkeypatch):
    monkeypatch.setattr(documents, "SHORT", 8)


@pytest.mark.parametrize("indent", [None, 1], ids=["in-one-line", "indented"])
def test_same_records_as_of_a_short_one(tmp_path, monkeypatch, indent):
    """Records, their places and the texts of their numbers do not depend on the length of the document."""
    path = tmp_path / "compounds.json"
    path.write_text(json.dumps([GABA, BACLOFEN] * 3, indent=indent), encoding="utf-8")
    found = list(read(path))
    monkeypatch.setattr(documents, "SHORT", 1 << 20)

    assert found == list(read(path))
    assert [record.name for record in found] == ["GABA", "baclofen"] * 3


def test_items_that_come_in_pieces():
    """A value goes on wherever it was cut, a number among them."""
    text = json.dumps([GABA, 12, "a", [BACLOFEN], {}, None])
    expected = [{**GABA, "molecular_weight": "103.12"}, "12", "a", [BACLOFEN], {}, None]

    assert list(array_items(iter([text]), "a.json")) == expected
    assert list(array_items(iter(text), "a.json")) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param('[{"smiles": "C"}, {"smiles": "CC"}', "not valid JSON: Expecting ',' or ']'", id="no-end"),
        pytest.param('[{"smiles": "C"} {"smiles": "CC"}]', "a.json:1: not valid JSON: Expecting ','", id="no-comma"),
        pytest.param('[{"smiles": "C"},\n\n{"smiles" "CC"}]', "a.json:3: not valid JSON: Expecting ':'", id="no-colon"),
        pytest.param('[{"smiles": "C"},]', "not valid JSON: Expecting value", id="comma-at-the-end"),
        pytest.param('[{"smiles": "C"}, ' + "[" * 100_000, "not valid JSON: nested too deeply", id="deep"),
    ],
)
def test_records_before_a_fault_are_given(tmp_path, text, fault):
    """What stands before a fault is read, and the fault is said with its line."""
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    records = read(path)

    assert next(records).smiles == "C"
    with pytest.raises(InputError) as error:
        list(records)
    assert fault in str(error.value)


def test_value_that_is_too_long(monkeypatch):
    """A value beyond the limit is refused before all of it is in memory."""
    monkeypatch.setattr(documents, "LONGEST_ITEM", 1 << 12)
    pieces = iter(['[{"smiles": "', *["C" * 1000] * 100, '"}]'])

    with pytest.raises(InputError, match="a value of more than"):
        list(array_items(pieces, "a.json"))
    assert len(list(pieces)) > 80


def test_long_document_that_is_no_array(tmp_path, monkeypatch):
    """An object is read as a whole, as far as it fits into memory."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": [GABA] * 100}), encoding="utf-8")
    assert len(list(read(path))) == 100

    monkeypatch.setattr(texts, "LARGEST_WHOLE", 1000)
    monkeypatch.setattr(documents.bounded, "__defaults__", (1000,))
    with pytest.raises(InputError, match="which are read as a whole: split it"):
        list(read(path))
