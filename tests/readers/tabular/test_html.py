"""Tables and JSON-LD of HTML pages."""

from __future__ import annotations

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read

GABA = "<tr><td>GABA</td><td>NCCCC(=O)O</td><td>C<sub>4</sub>H<sub>9</sub>NO<sub>2</sub></td></tr>\n"
HEAD = "<tr><th>Name</th><th>SMILES</th><th>Formula</th></tr>\n"


def records(tmp_path, text, **options):
    """Write a page, and read it."""
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    return list(read(path, **options))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<!DOCTYPE html>\n<html><body><table>\n{HEAD}{GABA}</table></body></html>\n", id="whole"),
        pytest.param(f"<table>\n{HEAD}{GABA}", id="never-closed"),
        pytest.param(f"<html><table><tr><td>menu</td></tr></table>\n<table>{HEAD}{GABA}</table></html>", id="second"),
        pytest.param(f"<html><table><tr><td><table>\n{HEAD}{GABA}</table></td></tr></table></html>", id="nested"),
        pytest.param(f"<html><table><tr><th colspan=3>Table 1</th></tr>{HEAD}{GABA}</table></html>", id="title-row"),
        pytest.param(f"<html><table>{HEAD}{GABA}".replace("</td>", ""), id="cells-never-closed"),
        pytest.param(f"<html><![html><sub>://<![],DO\\CTYPE h><table>{HEAD}{GABA}</table>", id="marked-sections"),
        pytest.param(f"<html><![if !mso]><table>{HEAD}{GABA}</table><![endif]>", id="sections-of-word"),
        pytest.param(f"<table><td colspan={'9' * 5000}>Table 1</td>{HEAD}{GABA}</table>", id="vast-span"),
    ],
)
def test_tables_are_read(tmp_path, page):
    """Rows below the header of a table are records, with the text of their cells."""
    (record,) = records(tmp_path, page)

    assert (record.name, record.smiles, record.formula) == ("GABA", "NCCCC(=O)O", "C4H9NO2")


def test_json_ld_is_read(tmp_path):
    """A page says for machines what it is about; a damaged statement does not hide the others."""
    script = '<script type="application/ld+json">{}</script>'
    good = script.format('{"@type": "MolecularEntity", "name": "GABA", "smiles": "NCCCC(=O)O"}')
    (record,) = records(tmp_path, f"<html>\n{script.format('{damaged')}\n{good}\n</html>")

    assert (record.name, record.smiles, record.place.line) == ("GABA", "NCCCC(=O)O", 3)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><p>Baclofen is a drug.</p></html>", "an HTML page without a table of compounds"),
        ("<html><table><tr><td>a</td><td>b</td></tr></table></html>", "no column recognised; found a, b"),
    ],
)
def test_a_page_without_compounds_is_refused(tmp_path, page, said):
    """Prose and other tables state no field."""
    with pytest.raises(InputError) as refused:
        records(tmp_path, page)
    assert said in str(refused.value)


def test_mapping(tmp_path):
    """A mapping names a column of a table; one that no table has is an error."""
    head = "<tr><th>SMILES</th><th>Key</th></tr>"
    page = f"<html><table>{head}<tr><td>C</td><td>VNWKTOKETHGBQD-UHFFFAOYSA-N</td></tr></table>"
    (record,) = records(tmp_path, page, mapping={"inchikey": "Key"})
    assert record.inchikey == "VNWKTOKETHGBQD-UHFFFAOYSA-N"

    with pytest.raises(InputError, match="no column 'Mass'"):
        records(tmp_path, page, mapping={"molecular_weight": "Mass"})


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("<tr>" + "<td>" * 9000 + "<tr><td>x" * 9000, id="wide-and-long"),
        pytest.param("<tr>" + "<td colspan=50>" * 400 + "<tr><td>x" * 1000, id="wide-cells"),
    ],
)
def test_a_table_that_would_fill_the_memory_is_refused(tmp_path, rest):
    """A page of some kilobytes has no table of millions of cells."""
    with pytest.raises(InputError, match="a table of the page reaches too far to be read"):
        records(tmp_path, f"<html><table><tr><th>Name<th>SMILES<tr><td>GABA<td>NCCCC(=O)O{rest}")


def test_wide_cells_in_one_row(tmp_path):
    """What stands behind the columns of a table costs next to nothing."""
    page = "<html><table><tr><th>Name<th>SMILES<tr><td>GABA<td>NCCCC(=O)O" + "<td colspan=9999>" * 20_000

    assert [record.name for record in records(tmp_path, page)] == ["GABA"]
