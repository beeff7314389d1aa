"""Several reports of one run, written side by side."""

from __future__ import annotations

from collections.abc import Sequence

from gaba_analogs.output import Renderer
from gaba_analogs.output.parquet import ROW_GROUP, ParquetFile, batch_of
from gaba_analogs.output.table import Layout
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.summary import Summary


class SeveralRenderers:
    """Gives every record to several renderers.

    Parameters
    ----------
    renderers
        The renderers.
    """

    def __init__(self, renderers: Sequence[Renderer]) -> None:
        self._renderers = renderers

    def add(self, record_report: RecordReport) -> None:
        """Report on one record."""
        for renderer in self._renderers:
            renderer.add(record_report)

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Complete all outputs."""
        for renderer in self._renderers:
            renderer.finish(summary, conflicts)


class ParquetRenderer:
    """Collects rows for a Parquet file, so many that a row group is full.

    Parameters
    ----------
    file
        The open file; closed by whoever opened it.
    layout
        The columns.
    """

    def __init__(self, file: ParquetFile, layout: Layout) -> None:
        self._file, self._layout = file, layout
        self._waiting: list[RecordReport] = []

    def add(self, record_report: RecordReport) -> None:
        """Take one record."""
        self._waiting.append(record_report)
        if len(self._waiting) >= ROW_GROUP:
            self._flush()

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:  # noqa: ARG002 - as every renderer
        """Write the rows at hand."""
        self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._file.add(batch_of(self._waiting, self._layout))
            self._waiting.clear()
