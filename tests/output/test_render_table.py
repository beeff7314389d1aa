"""CSV: one row per record."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from gaba_analogs.output.table import COLUMNS, CsvRenderer, spreadsheet_safe
from gaba_analogs.results.summary import Summary


def as_csv(reports):
    """Give the rows of a CSV report."""
    stream = io.StringIO()
    renderer = CsvRenderer(stream)
    for report in reports:
        renderer.add(report)
    renderer.finish(Summary(), [])
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def test_one_row_per_record(reports):
    """Rows come in input order with the columns of the documentation."""
    rows = as_csv(reports)

    assert tuple(rows[0]) == COLUMNS
    assert [row["verdict"] for row in rows] == [report.verdict.value for report in reports]
    assert rows[1]["corrections"] == "inchikey=KPYSYYIEGFHWSV-UHFFFAOYSA-N"
    assert rows[1]["safety"] == "inchikey=likely"
    assert rows[2]["suspects"] == "inchikey; smiles"
    assert rows[2]["ambiguous"] == "true"
    assert rows[0]["line"] == "2"
    assert rows[2]["name"] == ""


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-baclofen", "'-baclofen"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("GABA;=1+1", "GABA;'=1+1"),
        ("GABA\t \t=1+1", "GABA\t' \t'=1+1"),
        ("\tGABA", "'\tGABA"),
        ("GABA\n=1+1", "GABA\n'=1+1"),
        ("(-)-baclofen; 4-aminobutanoic acid", "(-)-baclofen; 4-aminobutanoic acid"),
        ("(-)-baclofen", "(-)-baclofen"),
        ("", ""),
    ],
)
def test_spreadsheet_safe(cell, safe):
    """What a spreadsheet would run gets an apostrophe, also where it parts a row at semicolons."""
    assert spreadsheet_safe(cell) == safe


def test_raw_cells_are_as_they_were(verified):
    """Who asks for raw cells gets them."""
    stream = io.StringIO()
    CsvRenderer(stream, raw=True).add(replace(verified, record=replace(verified.record, name="=1+1")))

    assert stream.getvalue().splitlines()[1].startswith("=1+1,")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", 'a "quoted", name', "two\nlines", "a\rb", "\ud800", "nul\0"])
def test_any_name_keeps_the_table_whole(verified, name):
    """No text breaks the table."""
    report = replace(verified, record=replace(verified.record, name=name))
    (row,) = as_csv([report])

    assert row["verdict"] == "verified"
    assert not row["name"].startswith("=")
