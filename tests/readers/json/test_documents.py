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
    text = "[-1.5e-07, 1E+2," + json.dumps([GABA, 12, "a", [BACLOFEN], {}, None])[1:]
    expected = ["-1.5e-07", "1E+2", {**GABA, "molecular_weight": "103.12"}, "12", "a", [BACLOFEN], {}, None]

    assert list(array_items(iter([text]), "a.json")) == expected
    assert list(array_items(iter(text), "a.json")) == expected
    for cut in range(len(text)):
        assert list(array_items(iter([text[:cut], text[cut:]]), "a.json")) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param('[{"smiles": "C"}, {"smiles": "CC"}', "not valid JSON: Expecting ',' or ']'", id="no-end"),
        pytest.param('[{"smiles": "C"} {"smiles": "CC"}]', "a.json:1: not valid JSON: Expecting ','", id="no-comma"),
        pytest.param('[{"smiles": "C"},\n\n{"smiles" "CC"}]', "a.json:3: not valid JSON: Expecting ':'", id="no-colon"),
        pytest.param('[{"smiles": "C"},]', "not valid JSON: Expecting value", id="comma-at-the-end"),
        pytest.param(
            '[{"smiles": "C"},\n{"smiles": "CC",\n "a" 1}]', "a.json:3: not valid JSON: Expecting ':'", id="below"
        ),
        pytest.param('[{"smiles": "C"}]\nxyz', "a.json:2: not valid JSON: Extra data at column 1", id="text-after-it"),
        pytest.param('[{"smiles": "C"}]]', "a.json:1: not valid JSON: Extra data at column 18", id="closed-twice"),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[]", "the JSON is an empty array", id="empty"),
        pytest.param("[1, [2], null, true, 5]", "the JSON is an array without objects", id="no-objects"),
        pytest.param(f"[{'0, ' * 50_000}0]", "an array whose first 10,000 values are no objects", id="many-values"),
    ],
)
def test_array_without_objects(tmp_path, text, told):
    """It is refused as a short one is, not read as thousands of records with a problem."""
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=told):
        list(read(path))


def test_values_before_the_first_object(tmp_path):
    """Values that are no objects are records with a problem, wherever they stand among objects."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps([None, 1, GABA, 2]), encoding="utf-8")

    assert [record.smiles for record in read(path)] == [None, None, "NCCCC(=O)O", None]


def test_blanks_around_an_array(tmp_path):
    """NUL characters, byte order marks and an end of file of DOS may stand before and after it."""
    path = tmp_path / "a.json"
    path.write_text("\ufeff\0 " + json.dumps([GABA, BACLOFEN]) + "\r\n\0\x1a\n\t", encoding="utf-8")

    assert [record.name for record in read(path)] == ["GABA", "baclofen"]


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_place_of_a_fault_does_not_depend_on_the_pieces(size):
    """Line and column are those in the file, however it was cut, and are told before the rest is read."""
    text = json.dumps([GABA, BACLOFEN], indent=1).replace('"baclofen"', "'baclofen'") + "\n" * 100_000
    pieces = iter([text[start : start + size] for start in range(0, len(text), size)])

    with pytest.raises(InputError, match=r"^a.json:8: not valid JSON: Expecting value at column 11$"):
        list(array_items(pieces, "a.json"))
    assert size > 7 or len(list(pieces)) > 10_000


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
