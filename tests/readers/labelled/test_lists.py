"""Lists of mappings in YAML."""

from __future__ import annotations

import pytest

from gaba_analogs.readers import read

GABA = {"name": "GABA", "smiles": "NCCCC(=O)O", "cas": "56-12-2"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- name: GABA\n  smiles: NCCCC(=O)O\n  cas: 56-12-2\n", id="plain"),
        pytest.param("---\n- name: \"GABA\"\n  smiles: 'NCCCC(=O)O'\n  cas: 56-12-2  # Roche\n", id="quoted"),
        pytest.param(
            "# drugs\ncompounds:\n  - name: GABA\n    smiles: NCCCC(=O)O\n    cas: 56-12-2\n", id="below-a-key"
        ),
        pytest.param("- name: GABA\n  ids:\n    cas: 56-12-2\n  smiles: NCCCC(=O)O\n", id="nested"),
        pytest.param("name: GABA\nsmiles: NCCCC(=O)O\ncas: 56-12-2\n", id="one-mapping"),
        pytest.param("- name: GABA\n  smiles: NCCCC(=O)O\n  cas: 56-12-2\n  inchi: null\n", id="null"),
    ],
)
def test_mappings_are_records(tmp_path, text):
    """Quotation marks, remarks, nesting and a key above the list make no difference."""
    path = tmp_path / "drugs.yaml"
    path.write_text(text, encoding="utf-8")
    (record,) = read(path)

    assert dict(record.stated()) == GABA


def test_several_items_lists_and_blocks(tmp_path):
    """Each item is a record; a list is its values, a block of lines one value."""
    text = (
        "- name: GABA\n  synonyms:\n    - Gamate\n    - Mielogen\n- name: methane\n  molblock: |\n    C\n\n    M  END\n"
    )
    path = tmp_path / "drugs.yml"
    path.write_text(text, encoding="utf-8")
    gaba, methane = read(path)

    assert gaba.synonyms == "Gamate|Mielogen"
    assert (methane.molblock or "").startswith("C\n")
    assert (gaba.place.line, methane.place.line) == (1, 5)
