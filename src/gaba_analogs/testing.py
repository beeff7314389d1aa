"""Assertions for the tests of one's own data: one line, and a failure that says what to correct.

No test framework is needed; pytest and unittest show the message as it is.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.findings import RecordReport, Verdict
from gaba_analogs.gate import Gate, Outcome
from gaba_analogs.record import StructureRecord
from gaba_analogs.render.text import TextRenderer, headline
from gaba_analogs.report import as_record, verify, verify_records
from gaba_analogs.summary import Summary, exit_code

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
"""Failing records [-] that a message shows; the others are counted."""


def assert_consistent(
    record: StructureRecord | Mapping[str, str] | str,
    *,
    allow: Collection[str] = (),
    strict: bool = False,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> None:
    """Assert that the fields of a record agree: none wrong, none saying less than another.

    Parameters
    ----------
    record
        A record, a mapping of canonical field names to text, or the name of a bundled compound.
    allow
        Verdicts to accept beside ``verified``: ``{"underspecified"}`` for flat structures,
        ``{"unverified"}`` for records with nothing to compare.
    strict
        True to let warnings fail too.
    names
        False to leave systematic names unread.
    select, ignore
        Codes of the checks to run (None for all), and of those to leave out.

    Raises
    ------
    AssertionError
        Says which field is wrong and why, and what it should be where that is determined. A record
        with nothing to compare fails too: nothing examined is never success.

    Examples
    --------
    >>> gaba = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "molecular_weight": "103.12"}
    >>> assert_consistent(gaba)
    >>> assert_consistent({**gaba, "formula": "C4H7NO2"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    AssertionError: record is inconsistent: formula is wrong...
    """
    __tracebackhide__ = True
    report = verify(as_record(record), names=names, select=select, ignore=ignore)
    accepted = report.verdict.value in {"verified", *allow}
    if accepted and Gate(strict=strict, allow=allow).outcome(report) is Outcome.PASSED:
        return
    raise AssertionError(_page(report))


def assert_all_consistent(
    source: pd.DataFrame | Iterable[StructureRecord | Mapping[str, str]] | str | os.PathLike[str],
    *,
    mapping: Mapping[str, str] | None = None,
    allow: Collection[str] = (),
    strict: bool = False,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> None:
    """Assert that every record of a file or table agrees with itself, as the command's exit code has it.

    Parameters
    ----------
    source
        The path of a file in any form that is read, a DataFrame, or records.
    mapping
        Field to column, where the spelling is not recognised.
    allow
        Verdicts to accept beside ``verified``, for example ``{"underspecified"}``.
    strict
        True to let unverified records and warnings fail too.
    names, select, ignore
        As for `assert_consistent`.

    Raises
    ------
    AssertionError
        Names the failing records, what is wrong in each, and what it should be. A source in which
        nothing could be verified fails too.
    InputError
        The file cannot be read.

    Examples
    --------
    >>> assert_all_consistent([{"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}])
    """
    __tracebackhide__ = True
    gate, summary = Gate(strict=strict, allow=allow), Summary()
    shown: dict[Outcome, list[RecordReport]] = {outcome: [] for outcome in Outcome}
    counts: Counter[Outcome] = Counter()
    for report in verify_records(_records(source, mapping), names=names, select=select, ignore=ignore):
        summary.add(report)
        outcome = gate.outcome(report)
        counts[outcome] += 1
        if outcome is not Outcome.PASSED and len(shown[outcome]) < SHOWN:
            shown[outcome].append(report)
    if not exit_code(summary, strict=strict, allow=allow, unread=0):
        return
    telling = Outcome.FAILED if counts[Outcome.FAILED] else Outcome.SKIPPED
    raise AssertionError(_listing(shown[telling], counts[telling], summary))


def _records(
    source: pd.DataFrame | Iterable[StructureRecord | Mapping[str, str]] | str | os.PathLike[str],
    mapping: Mapping[str, str] | None,
) -> Iterator[StructureRecord]:
    if isinstance(source, (str, os.PathLike)):
        from gaba_analogs.readers import read  # noqa: PLC0415 - readers only where a file is given

        return read(source, mapping=mapping)
    if hasattr(source, "columns"):
        from gaba_analogs.readers.table import records_from_frame  # noqa: PLC0415 - likewise

        return records_from_frame(source, mapping=mapping)  # type: ignore[arg-type]  # a frame, without pandas to ask
    return (as_record(record) for record in source)


def _page(report: RecordReport) -> str:
    """Give one record as the command shows it, below a line that says it all."""
    said = headline(report) if report.verdict is not Verdict.VERIFIED else "its warnings fail (strict)"
    return f"{report.record.name or 'record'} is {report.verdict}: {said}\n\n{_text([report])}"


def _listing(reports: Sequence[RecordReport], count: int, summary: Summary) -> str:
    """Give the counts, and what is wrong in the first records of those that fail."""
    if not summary.records:
        return "there is no record to verify"
    counts = ", ".join(f"{summary.verdicts[verdict]:,} {verdict}" for verdict in Verdict if summary.verdicts[verdict])
    more = f"\nand {count - len(reports):,} more" if count > len(reports) else ""
    return f"{summary.records:,} records: {counts}\n\n{_text(reports)}{more}"


def _text(reports: Sequence[RecordReport]) -> str:
    stream = io.StringIO()
    renderer = TextRenderer(stream, quiet=True, plain=True)
    for report in reports:
        renderer.add(report)
    renderer.finish(Summary(), [])
    return stream.getvalue().rstrip()
