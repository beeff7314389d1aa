"""What a worker does with a chunk of records, and the values that travel."""

from __future__ import annotations

import io
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gaba_analogs.batch.packing import Counts, Packed, counts_of, pack, unpack
from gaba_analogs.findings import RECORD, RecordReport, Skip, SkipKind, Verdict
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    import pyarrow as pa

    from gaba_analogs.cross_record.entry import Entry

Form = Literal["reports", "jsonl", "csv", "parquet"]
"""What is made of a chunk: reports for this process to render, or what the worker has rendered."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of a run is to do.

    Parameters
    ----------
    form
        What to make of a chunk.
    encoding
        Encoding of rendered text.
    names
        False to leave systematic names unread.
    select, ignore
        Codes of the checks to run (None for all), and of those to leave out.
    raw
        True to write cells of a CSV that a spreadsheet would run as they are.
    cross
        True to keep of every record what conflicts across records are found by.
    timeout
        Time [s] that one record may take.
    memory
        Memory [GiB] that a worker may take beyond what it starts with.
    """

    form: Form = "reports"
    encoding: str = "utf-8"
    names: bool = True
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    raw: bool = False
    cross: bool = False
    timeout: float = 10.0
    memory: float = 2.0


@dataclass(frozen=True, slots=True)
class ChunkReport:
    """What became of a chunk.

    Parameters
    ----------
    counts
        How many records [-] have which verdict and which finding.
    payload
        By the form of the job: packed reports, text as bytes, or rows as an Arrow record batch.
    entries
        What conflicts across records are found by, record by record; empty when the job asks for none.
    seconds
        Time [s] that the chunk took in the worker.
    records
        The records of the chunk; empty on the way from the worker, which need not send them back.
    """

    counts: Counts
    payload: list[Packed] | bytes | pa.RecordBatch
    entries: Sequence[Entry] = ()
    seconds: float = 0.0
    records: Sequence[StructureRecord] = field(default=(), compare=False)

    def reports(self) -> Iterator[RecordReport]:
        """Give the reports of a job that makes reports."""
        assert isinstance(self.payload, list)  # noqa: S101 - the job's form says so
        return unpack(self.records, self.payload)


def load(job: Job) -> None:
    """Import what every chunk of a job needs, before a process is forked.

    One that is forked while another thread imports a module inherits its lock, and waits for it for ever.
    """
    import gaba_analogs.report  # noqa: PLC0415, F401 - loads RDKit, for workers only

    chunk_report(job, (), 0.0)


def verify_chunk(job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> ChunkReport:
    """Verify consecutive records, here and now.

    Parameters
    ----------
    job
        What to do.
    records
        The records.
    registries
        What PubChem says about each of them; empty where it was not asked.

    Raises
    ------
    MemoryError
        A record needed more memory than the process may take.
    """
    from gaba_analogs import report  # noqa: PLC0415 - loads RDKit, for workers only

    start = time.perf_counter()
    answers: Sequence[Registry | None] = registries or [None] * len(records)
    pairs = list(zip(records, answers, strict=True))
    reports = list(report.verify_pairs(pairs, names=job.names, select=job.select, ignore=job.ignore))
    return chunk_report(job, reports, start)


def given_up(job: Job, record: StructureRecord, reason: str) -> ChunkReport:
    """Report one record unverified."""
    report = RecordReport(record, Verdict.UNVERIFIED, skipped=(Skip(RECORD, SkipKind.CANNOT_TELL, reason),))
    return chunk_report(job, [report], time.perf_counter())


def chunk_report(job: Job, reports: Sequence[RecordReport], start: float) -> ChunkReport:
    """Make of reports what the job asks for; `start` [s] is when the work began."""
    payload = _rendered(job, reports)
    found = _entries(reports) if job.cross else ()
    counts = counts_of(reports)
    if job.names:
        counts["names_unread"] = _names_unread(reports)
    return ChunkReport(counts, payload, found, time.perf_counter() - start)


def _names_unread(reports: Sequence[RecordReport]) -> dict[str, int]:
    """Count the records whose names nothing here can read."""
    from gaba_analogs.evidence.names import name_requests  # noqa: PLC0415 - loads RDKit, for workers only
    from gaba_analogs.names import default_parser, unavailable_reason  # noqa: PLC0415 - likewise

    parser = default_parser()
    absent = unavailable_reason()
    reason = absent or parser.broken
    if reason is None:
        return {}
    asked = [name_requests(report.record) for report in reports if not report.record.problem]
    read = {} if absent else parser.recall(itertools.chain.from_iterable(asked))
    count = sum(not read.keys() >= set(names) for names in asked)
    return {reason: count} if count else {}


def _entries(reports: Sequence[RecordReport]) -> list[Entry]:
    from gaba_analogs.cross_record.entry import entries  # noqa: PLC0415 - only where it is asked for

    return [entries(report) for report in reports]


def _rendered(job: Job, reports: Sequence[RecordReport]) -> list[Packed] | bytes | pa.RecordBatch:
    match job.form:
        case "reports":
            return pack(reports)
        case "parquet":
            from gaba_analogs.render.parquet import batch_of  # noqa: PLC0415 - loads Arrow

            return batch_of(reports)
    return _lines(job, reports)


def _lines(job: Job, reports: Sequence[RecordReport]) -> bytes:
    """Render as the whole report would be, without a header."""
    from gaba_analogs.render.json import JsonLinesRenderer  # noqa: PLC0415 - one of the two
    from gaba_analogs.render.table import CsvRenderer  # noqa: PLC0415

    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=job.encoding, newline="")
    renderer = JsonLinesRenderer(stream) if job.form == "jsonl" else CsvRenderer(stream, raw=job.raw)
    stream.flush()
    header = written.tell()
    for report in reports:
        renderer.add(report)
    stream.flush()
    return written.getvalue()[header:]
