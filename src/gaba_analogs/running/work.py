"""What a worker does with a chunk of records, and the values sent between processes."""

from __future__ import annotations

import collections
import io
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from gaba_analogs.configuration.sections import EVERYWHERE, Section, Sections
from gaba_analogs.dataclass import dataclass
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.results.acceptance import NOTHING, Accepted, with_accepted
from gaba_analogs.results.comparison import USUAL, Comparison
from gaba_analogs.results.decisions import Decisions, Fate, Ruled
from gaba_analogs.results.filling import Fillings, values_of
from gaba_analogs.results.findings import RECORD, RecordReport, Safety, Skip, SkipKind, Verdict
from gaba_analogs.results.gate import Gate
from gaba_analogs.running.packing import Counts, Packed, counts_of, pack, unpack

if TYPE_CHECKING:
    import pyarrow as pa

    from gaba_analogs.across.entry import Entry
    from gaba_analogs.across.relative import Relative
    from gaba_analogs.configuration.baseline import Entry as BaselineEntry
    from gaba_analogs.output.json import ReportLines
    from gaba_analogs.output.table import Layout
    from gaba_analogs.registry.reference import ReferenceSource

Pair = tuple[StructureRecord, Registry | None]
"""A record, and what PubChem says about it."""
_WARM_UP_NAME = "4-aminobutanoic acid"
Form = Literal["reports", "jsonl", "csv", "parquet"]
"""What a worker returns for a chunk: reports to be rendered here, or rendered output."""
Met = tuple[tuple[str, tuple[int, ...]], ...]
"""For each identifier that was looked up the table's name, and the rows [-] that have it."""


@dataclass(frozen=True, slots=True)
class Job:
    """The work of every worker in a run.

    Parameters
    ----------
    form
        What to return for a chunk.
    encoding
        Encoding of rendered text.
    names
        False to leave systematic names unread.
    select, ignore
        Codes of the checks to run (None for all), and of those to leave out.
    raw
        True to leave CSV cells that a spreadsheet would run as formulas unescaped.
    layout
        Columns of a table; None for the usual ones.
    accepted
        What a baseline accepts.
    gate
        What the job accepts, where the entries of a baseline that would accept the rest are wanted; None where not.
    sections
        What is asked of some files only.
    cross
        True to collect what the search for conflicts across records needs.
    comparison
        How duplicates are found.
    relations
        True to collect what the search for relations between records needs.
    fix
        The least safe corrections that are to be written and verified on trial; None where none are.
    fill
        The fields that are to be filled where they are empty and determined.
    decisions
        What people decided: with `fix`, their corrections are written and no others; None where nobody did.
    references
        Local tables to compare with.
    unmatched
        True to tell which of their rows the records lead to.
    timeout
        Time limit [s] per record.
    memory
        Memory limit [GiB] of a worker, beyond what it starts with.
    """

    form: Form = "reports"
    encoding: str = "utf-8"
    names: bool = True
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    raw: bool = False
    layout: Layout | None = None
    accepted: Accepted = NOTHING
    gate: Gate | None = None
    sections: Sections = EVERYWHERE
    cross: bool = False
    comparison: Comparison = USUAL
    relations: bool = False
    fix: Safety | None = None
    fill: tuple[str, ...] = ()
    decisions: Decisions | None = None
    references: tuple[ReferenceSource, ...] = ()
    unmatched: bool = False
    timeout: float = 10.0
    memory: float = 2.0


class Chunk(NamedTuple):
    """What a process that is forked for it verifies.

    Parameters
    ----------
    job
        What to do.
    records
        Consecutive records.
    registries
        What registries say about each of them; empty if none was asked yet.
    limit
        Time limit [s] for all of them.
    """

    job: Job
    records: Sequence[StructureRecord]
    registries: Sequence[Registry]
    limit: float


@dataclass(frozen=True, slots=True)
class ChunkReport:
    """The result of a chunk.

    Parameters
    ----------
    counts
        Number of records [-] by verdict and by finding.
    payload
        Depending on the form of the job: packed reports, text as bytes, or rows as an Arrow record batch.
    entries
        What the search for conflicts across records needs, one per record; empty unless the job asks for it.
    fillings
        By the place of a record in the chunk, what its empty fields are to hold; empty unless the job asks for it.
    relatives
        What the search for relations between records needs, one per record; empty unless the job asks for it.
    failing
        Entries of a baseline that would accept what fails the job; empty unless they are wanted.
    unfit
        Places in the chunk, from 0, of records whose corrections are not written: they do not make it better, or a
        person mistyped one.
    ruled
        What becomes of the decisions on the records; empty unless the job has some.
    seconds
        Time [s] that the chunk took in the worker.
    met
        For each record the rows of reference tables to which its identifiers lead; empty unless the job asks for it.
    records
        The records of the chunk; empty on the way from the worker, which does not send them back.
    """

    counts: Counts
    payload: list[Packed] | bytes | pa.RecordBatch
    entries: Sequence[Entry] = ()
    seconds: float = 0.0
    unfit: tuple[int, ...] = ()
    ruled: tuple[Ruled, ...] = ()
    failing: Sequence[BaselineEntry] = ()
    met: tuple[Met, ...] = ()
    records: Sequence[StructureRecord] = field(default=(), compare=False)
    relatives: Sequence[Relative] = ()
    fillings: Mapping[int, Fillings] = field(default_factory=dict)

    def reports(self) -> Iterator[RecordReport]:
        """Yield the reports, for a job whose form is ``reports``."""
        assert isinstance(self.payload, list)  # noqa: S101 - the job's form says so
        return unpack(self.records, self.payload)


def load(job: Job) -> None:
    """Import what every chunk of a job needs, before a process is forked.

    A process forked while another thread is importing a module inherits the import lock and waits for it forever.
    """
    import gaba_analogs.verification.pairs  # noqa: PLC0415 - loads RDKit, only in workers

    if job.names:
        import gaba_analogs.names.parser  # noqa: PLC0415, F401 - only where names are read

    chunk_report(job, (), 0.0)


def start_names() -> None:
    """Start OPSIN in this process, and wait until it answers."""
    from gaba_analogs.names import default_parser  # noqa: PLC0415 - only if names are read

    default_parser().parse([_WARM_UP_NAME])


def has_names(records: Iterable[StructureRecord]) -> bool:
    """Whether OPSIN will be asked about any of these records."""
    from gaba_analogs.evidence.names import name_requests  # noqa: PLC0415 - loads RDKit, for workers only

    return any(not record.problem and name_requests(record) for record in records)


def verify_chunk(job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> ChunkReport:
    """Verify consecutive records in this process.

    Parameters
    ----------
    job
        What to do.
    records
        The records.
    registries
        What registries say about each of them; empty if none was asked yet.

    Raises
    ------
    MemoryError
        A record needed more memory than the process is allowed.
    """
    from gaba_analogs.verification import pairs as verification  # noqa: PLC0415 - loads RDKit, only in workers

    start = time.perf_counter()
    answers: Sequence[Registry | None] = registries or [None] * len(records)

    def asked(some: Iterable[Pair]) -> list[Pair]:
        if not job.references:
            return list(some)
        from gaba_analogs.references.tables import answered  # noqa: PLC0415 - only with --against

        return list(answered(some, job.references))

    def verified(some: Sequence[Pair]) -> list[RecordReport]:
        parts = itertools.groupby(some, key=lambda pair: pair[0].place.source)
        return [
            report
            for section, part in _united((job.sections.of(source), list(part)) for source, part in parts)
            for report in verification.verify_pairs(
                part,
                names=job.names,
                select=job.select,
                ignore=job.ignore | section.ignore,
                weights=section.weights,
                name_timeout=job.timeout / 2,
            )
        ]

    pairs = asked(zip(records, answers, strict=True))
    reports = [with_accepted(report, job.accepted) for report in verified(pairs)]
    again = partial(_again, reports, answers, lambda some: verified(asked(some)))
    unfit: tuple[int, ...] = ()
    made = chunk_report(job, reports, start)
    if job.decisions is not None:
        ruled, unfit, failing = _ruled(reports, job.decisions, again if job.fix is not None else None)
        made = replace(made, ruled=ruled, failing=made.failing if job.gate is None else failing)
    elif job.fix is not None:
        unfit = _unfit(reports, job.fix, again)
    met = _met(pairs) if job.unmatched else ()
    filled = _fillings(reports, job, again) if job.fill else {}
    return replace(made, unfit=unfit, met=met, fillings=filled, seconds=time.perf_counter() - start)


def _met(pairs: Iterable[Pair]) -> tuple[Met, ...]:
    """Give, for every record, the rows of reference tables to which its identifiers lead."""
    return tuple(
        tuple(
            (answer.source, tuple(entry.number for entry in answer.entries))
            for answer in (registry.tables if registry is not None and registry.tables is not None else ())
        )
        for _, registry in pairs
    )


def _united(parts: Iterable[tuple[Section, list[Pair]]]) -> Iterator[tuple[Section, list[Pair]]]:
    """Unite consecutive parts of a chunk for which the same holds."""
    for (ignore, weights), same in itertools.groupby(parts, key=lambda part: (part[0].ignore, part[0].weights)):
        yield Section((), ignore, weights), [pair for _, part in same for pair in part]


Trial = Callable[[Mapping[int, Mapping[str, str]]], Mapping[int, RecordReport]]
"""Verifies records, by their places in the chunk, with corrected values."""


def _again(
    reports: Sequence[RecordReport],
    answers: Sequence[Registry | None],
    verified: Callable[[Sequence[Pair]], list[RecordReport]],
    trials: Mapping[int, Mapping[str, str]],
) -> Mapping[int, RecordReport]:
    from gaba_analogs.correcting.trial import asks_anew, with_corrections, without  # noqa: PLC0415 - only with --fix

    again = verified(
        [
            (
                with_corrections(reports[place].record, values),
                None if asks_anew(values) else without(answers[place], values),
            )
            for place, values in trials.items()
        ]
    )
    return dict(zip(trials, again, strict=True))


def _unfit(reports: Sequence[RecordReport], least: Safety, again: Trial) -> tuple[int, ...]:
    """Verify records with their corrections; give the places of those that are not better for them."""
    from gaba_analogs.correcting.trial import is_better, wanted  # noqa: PLC0415 - only with --fix

    trials = {place: values for place, report in enumerate(reports) if (values := wanted(report, least))}
    return tuple(place for place, after in again(trials).items() if not is_better(reports[place], after))


def _fillings(reports: Sequence[RecordReport], job: Job, again: Trial) -> Mapping[int, Fillings]:
    """Give what empty fields are to hold, of the records that are no worse for it and are not corrected."""
    from gaba_analogs.correcting.filling import fillings  # noqa: PLC0415 - only with --fill
    from gaba_analogs.correcting.trial import is_no_worse, wanted  # noqa: PLC0415 - likewise

    found = {
        place: filled
        for place, filled in enumerate(fillings(reports, job.fill, job.references))
        if filled and not (job.fix is not None and wanted(reports[place], job.fix))
    }
    after = again({place: values_of(filled) for place, filled in found.items()})
    return {place: filled for place, filled in found.items() if is_no_worse(reports[place], after[place])}


def _ruled(
    reports: Sequence[RecordReport], decisions: Decisions, again: Trial | None
) -> tuple[tuple[Ruled, ...], tuple[int, ...], list[BaselineEntry]]:
    """Carry out decisions: what becomes of each, which records keep their values, and what a baseline is to accept.

    Corrections that people decided on are written though the record may not be better for them, which is said; a
    misprint among them is not.
    """
    from gaba_analogs.configuration.baseline import entry_of_rejected  # noqa: PLC0415 - only with --decisions
    from gaba_analogs.correcting.trial import decided, is_better, misprint, with_corrections  # noqa: PLC0415 - likewise

    rulings = {n: ruling for n, report in enumerate(reports) if (ruling := decided(report, decisions)).ruled}
    trials = {} if again is None else {place: one.corrected for place, one in rulings.items() if one.corrected}
    told: dict[int, str] = {}
    unfit: dict[int, str] = {}
    for place, after in (again(trials) if again is not None else {}).items():
        before = reports[place]
        if (fault := misprint(after, trials[place])) is not None:
            unfit[place] = fault
        elif not is_better(before, after):
            told[place] = f"the record is {after.verdict} with it"
    ruled: list[Ruled] = []
    failing: list[BaselineEntry] = []
    for place, one in rulings.items():
        record = reports[place].record
        for each in one.ruled:
            if each.fate is Fate.APPLIED and place in unfit:
                ruled.append(replace(each, fate=Fate.NOT_WRITTEN, why=unfit[place]))
            elif each.fate is Fate.APPLIED and again is None:
                ruled.append(replace(each, fate=Fate.ACCEPTED))
            else:
                ruled.append(replace(each, why=told.get(place, "")) if each.fate is Fate.APPLIED else each)
        corrected = with_corrections(record, one.corrected) if place in trials and place not in unfit else record
        failing += [entry_of_rejected(corrected, finding, decision) for finding, decision in one.rejected]
    return tuple(ruled), tuple(unfit), failing


def unverified_report(job: Job, record: StructureRecord, reason: str) -> ChunkReport:
    """Report one record as unverified."""
    report = RecordReport(record, Verdict.UNVERIFIED, skipped=(Skip(RECORD, SkipKind.CANNOT_TELL, reason),))
    made = chunk_report(job, [report], time.perf_counter())
    return made if job.decisions is None else replace(made, ruled=job.decisions.on(report).ruled)


def chunk_report(job: Job, reports: Sequence[RecordReport], start: float) -> ChunkReport:
    """Turn reports into the form that the job asks for; `start` [s] is when the work began."""
    payload = _rendered(job, reports)
    found = _entries(reports, job.comparison) if job.cross else ()
    counts = counts_of(reports)
    failing = [] if job.gate is None or job.decisions is not None else list(_failing(reports, job.gate))
    if job.names:
        counts["names_unread"] = _names_unread(reports)
    if job.references:
        counts["tables_unusable"] = _tables_unusable(reports)
    relatives = _relatives(reports) if job.relations else ()
    return ChunkReport(counts, payload, found, time.perf_counter() - start, failing=failing, relatives=relatives)


def _failing(reports: Sequence[RecordReport], gate: Gate) -> Iterator[BaselineEntry]:
    from gaba_analogs.configuration.baseline import entries_of  # noqa: PLC0415 - only with --write-baseline

    for report in reports:
        yield from entries_of(report, gate.blamed(report), unverified=gate.fails_unverified(report))


def _names_unread(reports: Sequence[RecordReport]) -> dict[str, int]:
    """Count the records whose names could not be read because OPSIN is unavailable, by reason."""
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


def _tables_unusable(reports: Sequence[RecordReport]) -> dict[str, int]:
    """Count the records that a reference table could not be asked about, by reason."""
    skips = (next((skip.reason for skip in report.skipped if _is_of_tables(skip)), None) for report in reports)
    return dict(collections.Counter(reason for reason in skips if reason is not None))


def _is_of_tables(skip: Skip) -> bool:
    return skip.kind is SkipKind.NOT_ASKED and skip.code in _OF_TABLES


_OF_TABLES = frozenset({"reference-skeleton-mismatch", "reference-name-mismatch"})
"""Checks that are skipped where a table cannot be asked about a number, or about a name."""


def _entries(reports: Sequence[RecordReport], comparison: Comparison) -> list[Entry]:
    from gaba_analogs.across.entry import entry_of  # noqa: PLC0415 - only with --cross-record

    return [entry_of(report, comparison) for report in reports]


def _relatives(reports: Sequence[RecordReport]) -> list[Relative]:
    from gaba_analogs.across.relative import relative_of  # noqa: PLC0415 - only with --relations

    return [relative_of(report) for report in reports]


def _rendered(job: Job, reports: Sequence[RecordReport]) -> list[Packed] | bytes | pa.RecordBatch:
    match job.form:
        case "reports":
            return pack(reports)
        case "parquet":
            from gaba_analogs.output.parquet import batch_of  # noqa: PLC0415 - loads Arrow

            return batch_of(reports) if job.layout is None else batch_of(reports, job.layout)
    return _lines(job, reports)


def _lines(job: Job, reports: Sequence[RecordReport]) -> bytes:
    """Render lines as in the whole report, without its header."""
    if job.form == "jsonl":
        lines = _json_lines(job.encoding)
        return "".join([f"{lines.line(report)}\n" for report in reports]).encode(job.encoding)
    from gaba_analogs.output.table import PLAIN, CsvRenderer  # noqa: PLC0415 - only for CSV

    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=job.encoding, newline="")
    renderer = CsvRenderer(stream, raw=job.raw, layout=job.layout or PLAIN)
    stream.flush()
    header = written.tell()
    for report in reports:
        renderer.add(report)
    stream.flush()
    return written.getvalue()[header:]


@lru_cache(maxsize=1)
def _json_lines(encoding: str) -> ReportLines:
    """Give what writes lines, and keeps what the records of all chunks have in common."""
    from gaba_analogs.output.json import ReportLines  # noqa: PLC0415 - only for JSON Lines

    return ReportLines(encoding)
