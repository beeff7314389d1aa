"""Parquet: one row per record, with types."""

import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gaba_analogs.output import parquet, table
from gaba_analogs.output.parquet import ParquetFile, batch_of


def test_parquet_holds_what_the_csv_holds(reports, tmp_path, monkeypatch):
    """Parquet has the rows of the CSV with types, and its metadata the versions; row groups are bounded."""
    monkeypatch.setattr(parquet, "ROW_GROUP", 2)
    path = tmp_path / "report.parquet"
    file = ParquetFile(path, {"versions": json.dumps({"rdkit": "2026.09.1"})})
    surrogate = replace(reports[0], record=replace(reports[0].record, name="\ud800"))
    for report in [*reports, surrogate]:
        file.add(batch_of([report]))
    file.close()
    stored = pq.ParquetFile(path)

    rows = stored.read().to_pylist()
    assert rows[:5] == [table.row(report) for report in reports]
    assert rows[5]["name"] == "\\ud800"
    assert stored.num_row_groups == 3
    assert json.loads(stored.schema_arrow.metadata[b"versions"]) == {"rdkit": "2026.09.1"}


def test_full_disk_is_told_once(tmp_path, monkeypatch):
    """What fails while rows are written is what the caller hears of, not the footer that fails with it."""

    def fails(*_):
        raise pa.ArrowInvalid("Operation on closed file")

    def run():
        with ParquetFile(tmp_path / "report.parquet", {}) as file:
            monkeypatch.setattr(file._writer, "close", fails)
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        run()


def test_empty_parquet_is_readable(tmp_path):
    """No record gives a table without rows."""
    path = tmp_path / "report.parquet"
    ParquetFile(path, {}).close()

    assert pq.read_table(path).num_rows == 0
