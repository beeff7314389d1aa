"""What became of the corrections of a run, in lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from gaba_analogs.correcting.collected import Collected, Correction
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.words import counted, listed
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import RecordReport, Safety

MOST_ROWS = 10
"""Rows [-] left as they were that are named one by one."""
_ROW = regex(r":\d+$")


@dataclass
class Outcome:
    """Corrections that were written, and those that were not.

    Parameters
    ----------
    written, rows
        Corrections [-] that were written, and the records [-] that they are in.
    filled, rows_filled
        Empty fields [-] that were filled, and the records [-] that they are in.
    sources
        What filled them, in words.
    unfilled
        Why records with empty fields were not filled, with how many [-].
    likely, manual
        Corrections [-] that are not safe enough to write.
    kept
        Records that were left as they were, one line each, the first few.
    kept_count
        All of them [-].
    rows_kept
        Row [-] of each of them to why; None where nobody asks.
    nothing
        What is said where nothing was written.
    """

    written: int = 0
    rows: int = 0
    filled: int = 0
    rows_filled: int = 0
    sources: set[str] = field(default_factory=set)
    unfilled: Counter[str] = field(default_factory=Counter)
    likely: int = 0
    manual: int = 0
    kept: list[str] = field(default_factory=list)
    kept_count: int = 0
    rows_kept: dict[int, str] | None = None
    nothing: str = "no correction written"

    def empty(self) -> Outcome:
        """Give one in which nothing is booked, for another attempt."""
        return Outcome(rows_kept=None if self.rows_kept is None else {})

    def count(self, report: RecordReport, least: Safety) -> None:
        """Count the corrections of a record that are not safe enough."""
        stated = [name for name in report.corrections if getattr(report.record, name)]
        for name in stated:
            safety = report.safety_of(name)
            self.manual += safety is Safety.MANUAL
            self.likely += safety is Safety.LIKELY and least is Safety.SAFE

    def keep(self, record: StructureRecord, fields: list[str], why: str, *, filled: bool = False) -> None:
        """Book a record that is left as it was: its fields would have been corrected, or filled."""
        self.kept_count += 1
        if self.rows_kept is not None and record.place.row is not None:
            self.rows_kept[record.place.row] = why
        if len(self.kept) < MOST_ROWS:
            what = "filled" if filled else "corrected"
            self.kept.append(f"{record.place}: {listed(fields)} not {what}: {why}")

    def fill(self, corrections: Collection[Correction]) -> None:
        """Book the empty fields of a record that were filled."""
        filled = [correction for correction in corrections if correction.filled]
        self.filled += len(filled)
        self.rows_filled += bool(filled)
        self.sources |= {_ROW.sub("", correction.why) for correction in filled}

    def leave_all(self, source: str, corrections: Collected) -> None:
        """Book that the whole input is left as it was."""
        why = "no correction can be written that is read as such"
        self.kept.append(f"{source}: left as it was: {why}")
        if self.rows_kept is not None:
            self.rows_kept |= dict.fromkeys((row for row, _ in corrections), why)

    def add(self, other: Outcome) -> None:
        """Add what became of further corrections."""
        if self.rows_kept is not None:
            self.rows_kept |= other.rows_kept or {}
        self.written += other.written
        self.rows += other.rows
        self.filled += other.filled
        self.rows_filled += other.rows_filled
        self.sources |= other.sources
        self.kept_count += other.kept_count
        self.kept += other.kept[: max(0, MOST_ROWS - len(self.kept))]

    def lines(self, target: str, *, quiet: bool) -> list[str]:
        """Say what was written and what was not; quietly, only what was not."""
        said = list(self.kept)
        if (more := self.kept_count - len(self.kept)) > 0:
            said.append(f"{counted(more, 'more record')} left as {'it was' if more == 1 else 'they were'}")
        parts = [] if quiet else self._done()
        if self.likely:
            parts.append(f"{counted(self.likely, 'likely correction')} not written: add --unsafe-fixes")
        if self.manual:
            parts.append(f"{counted(self.manual, 'correction')} left to you, as the record does not decide")
        return [*said, f"{target}: {'; '.join(parts)}"] if parts else said

    def _done(self) -> list[str]:
        """Say what was written, and how many records were not filled."""
        parts: list[str] = []
        if self.written:
            parts.append(f"{counted(self.written, 'correction')} written in {counted(self.rows, 'record')}")
        if self.filled:
            sources = listed(sorted(self.sources))
            where = f"filled in {counted(self.rows_filled, 'record')}, {sources}"
            parts.append(f"{counted(self.filled, 'empty field')} {where}")
        why = listed([f"{count:,} {reason}" for reason, count in sorted(self.unfilled.items())])
        unfilled = [f"{counted(self.unfilled.total(), 'record')} not filled: {why}"] if self.unfilled else []
        return [*(parts or [self.nothing]), *unfilled]
