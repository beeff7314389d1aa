"""CSV and Parquet: one row per record."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from gaba_analogs.render import table
from gaba_analogs.render.table import COLUMNS, CsvRenderer, ParquetRenderer, spreadsheet_safe
from gaba_analogs.summary import Summary


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


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", 'a "quoted", name', "two\nlines", "\ud800", "nul\0"])
def test_any_name_keeps_the_table_whole(verified, name):
    """No text breaks the table."""
    report = replace(verified, record=replace(verified.record, name=name))
    (row,) = as_csv([report])

    assert row["verdict"] == "verified"
    assert not row["name"].startswith("=")


def test_parquet_holds_the_same(reports, tmp_path, monkeypatch):
    """Parquet has the rows of the CSV with types, and its metadata the versions; row groups are bounded."""
    monkeypatch.setattr(table, "BATCH", 2)
    path = tmp_path / "report.parquet"
    renderer = ParquetRenderer(path, metadata={"versions": json.dumps({"rdkit": "2026.09.1"})})
    surrogate = replace(reports[0], record=replace(reports[0].record, name="\ud800"))
    for report in [*reports, surrogate]:
        renderer.add(report)
    renderer.finish(Summary(), [])
    renderer.close()
    stored = pq.ParquetFile(path)

    rows = stored.read().to_pylist()
    assert rows[:5] == [table.row(report) for report in reports]
    assert stored.num_row_groups == 3
    assert json.loads(stored.schema_arrow.metadata[b"versions"]) == {"rdkit": "2026.09.1"}


def test_empty_parquet_is_readable(tmp_path):
    """No record gives a table without rows."""
    path = tmp_path / "report.parquet"
    ParquetRenderer(path, metadata={}).finish(Summary(), [])

    assert pq.read_table(path).num_rows == 0
