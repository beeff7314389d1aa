"""Tables in Markdown: header, ruler, cells, and the text around them."""

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from published import whole

# SMILES and InChIKey of GABA and muscimol as PubChem has them (CID 119, 4266).
TABLE = """# Agonists

See | below.

| Name | SMILES | InChIKey |
|:-----|--------|:--------:|
| GABA | `NCCCC(=O)O` | BTCSSZJGUNDROE-UHFFFAOYSA-N |
| muscimol \\| pantherine | `` C1=C(ONC1=O)CN `` | ZJQHPWUVQPJPQT-UHFFFAOYSA-N |

Name | Dose
--- | ---
x | 1
"""


def records(folder, text, name="a.md", **options):
    """Read a text as a file of that name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read(path, **options))


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.txt"])
def test_table_of_markdown(tmp_path, name):
    """The ruler is no record, back-ticks are no part of a SMILES, and an escaped bar is one."""
    found = [(r.name, r.smiles, r.place.line) for r in records(tmp_path, TABLE, name) if r.smiles]

    assert found == [("GABA", "NCCCC(=O)O", 7), ("muscimol | pantherine", "C1=C(ONC1=O)CN", 8)]


def test_mapping(tmp_path):
    """A title is mapped as in any other table, and one that is in no table is named."""
    text = TABLE.replace("SMILES", "Struct")

    assert records(tmp_path, text, mapping={"smiles": "Struct"})[0].smiles == "NCCCC(=O)O"
    with pytest.raises(InputError, match="no column 'Strict'"):
        records(tmp_path, text, mapping={"smiles": "Strict"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("# Title\n\nNothing but words.\n", "no table in this Markdown text", id="no-table"),
        pytest.param("| colour |\n|---|\n| red |\n", "no column recognised; found colour", id="no-column"),
    ],
)
def test_nothing_to_read(tmp_path, text, message):
    """A text without a table of structures is refused with the reason."""
    with pytest.raises(InputError, match=message):
        records(tmp_path, text)


def test_row_with_too_many_cells(tmp_path):
    """A row that is longer than its header is reported, the others are read."""
    found = records(tmp_path, "|SMILES|Name|\n|---|---|\n|C|methane|x|\n|CC|\n")

    assert [(r.smiles, r.problem) for r in found] == [(None, "row has 3 cells but the header has 2"), ("CC", None)]


def test_published_table():
    """A table of four compounds gives four records."""
    assert len(list(read(whole("files/table.md")))) == 4
