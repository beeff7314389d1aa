"""Reports as rows of Parquet, for data frames: the columns of the CSV, with types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from gaba_analogs.output.table import PLAIN, Layout
from gaba_analogs.results.findings import RecordReport

ROW_GROUP = 8192
"""Rows [-] of a row group at least: what is held in memory."""


@cache
def schema(layout: Layout = PLAIN) -> pa.Schema:
    """Give the columns: those of the CSV."""
    types = {"line": pa.int64(), "row": pa.int64(), "ambiguous": pa.bool_()}
    own = len(layout.columns) - len(layout.carried)
    kinds = [types.get(name, pa.string()) if n < own else pa.string() for n, name in enumerate(layout.columns)]
    return pa.schema(list(zip(layout.columns, kinds, strict=True)))


def batch_of(reports: Sequence[RecordReport], layout: Layout = PLAIN) -> pa.RecordBatch:
    """Make rows of reports.

    Examples
    --------
    >>> from gaba_analogs.results.findings import Verdict
    >>> from gaba_analogs.record import StructureRecord
    >>> batch_of([RecordReport(StructureRecord(name="GABA"), Verdict.UNVERIFIED)]).column("verdict").to_pylist()
    ['unverified']
    """
    own = schema(layout)
    columns = list(zip(*map(layout.cells, reports), strict=True)) or [()] * len(own)
    arrays = [_column(values, column.type) for values, column in zip(columns, own, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=own)


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # a lone surrogate has no bytes in UTF-8
        return pa.array([v if v is None else v.encode("utf-8", "backslashreplace").decode() for v in values], kind)


class ParquetFile:
    """One Parquet file, written by row groups; a file without rows has its columns all the same.

    What was written before an interruption can be read; what a full disk cuts off cannot.

    Parameters
    ----------
    path
        Where to write.
    metadata
        What stands in the metadata of the file: versions and options.
    layout
        The columns.
    """

    def __init__(self, path: Path, metadata: Mapping[str, str], layout: Layout = PLAIN) -> None:
        self._plain = schema(layout)
        self._schema = self._plain.with_metadata(dict(metadata))
        self._writer = parquet.ParquetWriter(path, self._schema)
        self._waiting: list[pa.RecordBatch] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self.close()
            return
        with suppress(OSError, pa.ArrowException):
            self._writer.close()

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows; write when a row group is full."""
        self._waiting.append(batch)
        if sum(map(len, self._waiting)) >= ROW_GROUP:
            self._write()

    def close(self) -> None:
        """Write the rows at hand and the footer that makes the file readable."""
        if self._waiting:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        rows = pa.Table.from_batches(self._waiting, self._plain).combine_chunks()
        self._writer.write_table(rows.cast(self._schema))
        self._waiting = []
