"""Nested JSON: paths that --map names, and those that were passed over."""

from __future__ import annotations

import json

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.json.paths import steps
from gaba_analogs.readers.json.spans import object_spans

GABA = "NCCCC(=O)O"
NESTED = {"id": "x", "compound": [{"structure": {"smiles": GABA}, "cas": "56-12-2"}], "note": {"author": "me"}}


def records(tmp_path, value, **options):
    """Write a document, and read it."""
    path = tmp_path / "compounds.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return list(read(path, **options))


@pytest.mark.parametrize(
    ("path", "smiles"),
    [
        ("compound[0].structure.smiles", GABA),
        ("compound[1].structure.smiles", None),
        ("note.author", "me"),
    ],
)
def test_a_path_leads_to_a_nested_value(tmp_path, path, smiles):
    """A mapping names a nested value by its path; where nothing stands there, nothing is stated."""
    (record,) = records(tmp_path, [{**NESTED, "name": "GABA"}], mapping={"smiles": path})

    assert (record.name, record.smiles) == ("GABA", smiles)


def test_a_plain_key_with_a_point_is_no_path(tmp_path):
    """Keys that contain points, as of R, are meant as they are."""
    (record,) = records(tmp_path, [{"my.smiles": GABA, "my": {"smiles": "C"}}], mapping={"smiles": "my.smiles"})

    assert record.smiles == GABA


def test_nested_values_that_were_passed_over_are_named(tmp_path):
    """The report says at which path something lies that looks like a field."""
    notes = []
    records(tmp_path, [{"name": "GABA", "hit": {"structure": {"smiles": GABA}, "score": "0.5"}}], notes=notes)

    assert notes[0].guessed() == {"hit.structure.smiles": "smiles"}


def test_an_error_names_the_path(tmp_path):
    """Where nothing is recognised, the message gives the option that reads the nested value."""
    with pytest.raises(InputError, match=r"try --map smiles='hit\.drawn\.smiles'"):
        records(tmp_path, {"score": "1", "hit": {"drawn": {"smiles": GABA}}})


@pytest.mark.parametrize("text", ["smiles", "M.W. (g/mol)", "[0].smiles", "a..b", "a[x]"])
def test_what_is_no_path(text):
    """Units, empty steps and words in brackets make no path."""
    assert steps(text) is None


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"columns": ["smiles"], "data": [[GABA]]}, id="split"),
        pytest.param({"name": {"0": "GABA"}, "smiles": {"0": GABA}}, id="columns"),
        pytest.param({"components": [{"identifiers": [{"type": "SMILES", "value": GABA}]}]}, id="reaction"),
    ],
)
def test_what_is_not_written_in_one_place_has_no_places(value):
    """Rows that a document spreads over several places cannot be corrected there."""
    assert object_spans(json.dumps(value)) == []


def test_an_object_beside_other_values_has_its_place():
    """Of a document that names its objects by keys, the objects have places, the other values have none."""
    text = json.dumps({"version": 1, "GABA": {"smiles": GABA}})

    assert [json.loads(text[start:end]) for start, end in object_spans(text)] == [{"smiles": GABA}]


def test_identifiers_in_a_part_of_their_own(tmp_path):
    """The identifiers of a substance are read where they stand together in a part of the object."""
    # FeOs, parameters/pcsaft/gross2001.json
    identifier = {"cas": "74-82-8", "name": "methane", "iupac_name": "methane", "smiles": "C"}

    (record,) = records(tmp_path, [{"identifier": identifier, "molarweight": 16.043, "m": 1.0}])

    assert (record.cas, record.smiles, record.molecular_weight) == ("74-82-8", "C", "16.043")
