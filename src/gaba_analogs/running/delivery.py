"""Where chunk reports go: a renderer, a stream of lines, a Parquet file, or a folder of Parquet parts."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from gaba_analogs.output import Renderer
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.filling import Tried
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.summary import Summary
from gaba_analogs.running.packing import add_counts
from gaba_analogs.running.stream import Cuts
from gaba_analogs.running.work import ChunkReport, Form

if TYPE_CHECKING:
    from gaba_analogs.output.parquet import ParquetFile
    from gaba_analogs.running.parts import Folder


class Delivery(ABC):
    """Takes the chunk reports of a run, in order.

    Attributes
    ----------
    form
        What the workers should return for a chunk.
    encoding
        Encoding of the lines they render.
    cuts
        Where chunks must end; None if it does not matter.
    """

    form: Form = "reports"
    encoding: str = "utf-8"
    cuts: Cuts | None = None

    def remaining(self, records: Iterable[StructureRecord]) -> Iterable[StructureRecord]:
        """Return the records still to be verified: all but those of an earlier run."""
        return records

    @abstractmethod
    def take(self, chunks: Iterable[ChunkReport]) -> None:
        """Take all chunk reports."""

    @abstractmethod
    def finish(self, summary: Summary, conflicts: Collection[Finding]) -> None:
        """Complete the output."""


class Reports(Delivery):
    """Reports, rendered in this process.

    Parameters
    ----------
    renderer
        Renders them.
    through
        Filter that they pass through first, each with whether its corrections make it better; None for none.
    """

    def __init__(
        self,
        renderer: Renderer,
        through: Callable[[Iterable[Tried]], Iterable[RecordReport]] | None = None,
    ) -> None:
        self._renderer = renderer
        self._through = through

    def take(self, chunks: Iterable[ChunkReport]) -> None:
        """Render the reports."""
        tried = (
            Tried(report, place not in chunk.unfit, chunk.fillings.get(place, {}))
            for chunk in chunks
            for place, report in enumerate(chunk.reports())
        )
        for report in (one.report for one in tried) if self._through is None else self._through(tried):
            self._renderer.add(report)

    def finish(self, summary: Summary, conflicts: Collection[Finding]) -> None:
        """Complete the rendered report."""
        self._renderer.finish(summary, conflicts)  # type: ignore[arg-type]  # it needs iteration and length only


class Lines(Delivery):
    """Lines rendered by the workers.

    Parameters
    ----------
    form
        Which lines: ``jsonl`` or ``csv``.
    stream
        Where to write; anything above the lines is already written.
    """

    def __init__(self, form: Form, stream: TextIO) -> None:
        self.form = form
        self.encoding = stream.encoding or "utf-8"
        self._stream = stream

    def take(self, chunks: Iterable[ChunkReport]) -> None:
        """Write the lines."""
        self._stream.flush()
        binary = getattr(self._stream, "buffer", None)
        for chunk in chunks:
            assert isinstance(chunk.payload, bytes)  # noqa: S101 - the job's form says so
            if binary is None:
                self._stream.write(chunk.payload.decode(self.encoding))
            else:
                binary.write(chunk.payload)

    def finish(self, summary: Summary, conflicts: Collection[Finding]) -> None:
        """Write nothing: every line is a record."""


class Rows(Delivery):
    """Rows rendered by the workers, in one Parquet file.

    Parameters
    ----------
    file
        The open file; closed by whoever opened it.
    """

    form: Form = "parquet"

    def __init__(self, file: ParquetFile) -> None:
        self._file = file

    def take(self, chunks: Iterable[ChunkReport]) -> None:
        """Add the rows."""
        for chunk in chunks:
            self._file.add(chunk.payload)

    def finish(self, summary: Summary, conflicts: Collection[Finding]) -> None:
        """Write nothing: every row is a record."""


class Parts(Delivery):
    """Rows rendered by the workers, in the numbered files of a folder.

    Parameters
    ----------
    folder
        The open folder.
    summary
        The counts of the run; those of existing parts are added.
    unread
        Why inputs could not be read; complete at the end of the run.
    """

    form: Form = "parquet"

    def __init__(self, folder: Folder, summary: Summary, unread: Sequence[str]) -> None:
        self.cuts = Cuts(folder.manifest.rows)
        self._folder = folder
        self._unread = unread
        for part in folder.manifest.parts:
            add_counts(summary, part.counts)

    def remaining(self, records: Iterable[StructureRecord]) -> Iterable[StructureRecord]:
        """Leave out the records whose rows are already written."""
        return () if self._folder.manifest.complete else itertools.islice(records, self._folder.done, None)

    def take(self, chunks: Iterable[ChunkReport]) -> None:
        """Add the rows."""
        for chunk in chunks:
            self._folder.add(chunk.payload, chunk.counts)

    def finish(self, summary: Summary, conflicts: Collection[Finding]) -> None:  # noqa: ARG002 - part of the interface
        """Write the last part and complete the manifest."""
        self._folder.finish(self._unread)
