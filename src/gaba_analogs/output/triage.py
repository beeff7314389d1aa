"""Many records for a person who has to act: the worst first, what repeats said once, and the counts last.

What has to wait for worse records waits on disk.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TextIO

from rich.cells import cell_len

from gaba_analogs.output.text import MARKS, Pen, TextRenderer
from gaba_analogs.record import NOWHERE, Place
from gaba_analogs.record.words import FIELD_WORDS, counted
from gaba_analogs.results.columns import ColumnWarning
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import sentence

SPOOL = 1 << 20
"""Size [B] of the records of one rank from which they wait on disk."""
MOST_REASONS = 100
"""Reasons [-] for unverified records that are told apart."""
_OTHERS = "other reasons"
_RANKS = 4


class TriageRenderer(TextRenderer):
    """Inconsistent records first, then those that say too little, could not be examined, or have nothing to compare.

    Parameters
    ----------
    stream, versions, quiet
        As for `TextRenderer`.
    limit
        Most records [-] to list; None for all.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        versions: Callable[[], Mapping[str, str]] = dict,
        quiet: bool = False,
        limit: int | None = None,
    ) -> None:
        super().__init__(stream, versions=versions, quiet=quiet)
        self._limit = limit
        self._first: RecordReport | None = None
        self._ranks = [SpooledTemporaryFile(SPOOL, mode="w+b") for _ in range(_RANKS)]  # noqa: SIM115 - closed below
        self._counts = [0] * _RANKS
        self._unverified: dict[str, tuple[int, Place]] = {}

    def add(self, record_report: RecordReport) -> None:
        """Put one record where its rank is; what many have in common is only counted."""
        self._columns.add(record_report)
        if self._columns.records == 1:
            self._first = record_report
        rank = _rank(record_report)
        if rank is not None:
            width = cell_len(self.pen.clean(str(record_report.record.place)))
            self._place_width = max(self._place_width, min(width, self.pen.width // 3))
            pickle.dump(record_report, self._ranks[rank])
            self._counts[rank] += 1
        elif record_report.verdict is Verdict.UNVERIFIED and not record_report.excused:
            reason = sentence(record_report)
            if reason not in self._unverified and len(self._unverified) >= MOST_REASONS:
                reason = _OTHERS
            count, place = self._unverified.get(reason, (0, record_report.record.place))
            self._unverified[reason] = count + 1, place

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """List the records, and write what is known of the input as a whole."""
        if self._columns.records == 1 and self._first is not None:
            self._waiting = [self._first]
            super().finish(summary, conflicts)
            return
        warnings = sorted(self._columns.counted(), key=lambda warning: -warning.records)
        said = self._list_ranked()
        self._say_unverified()
        for warning in warnings:
            self._say_warning(warning)
        open_conflicts = [conflict for conflict in conflicts if not conflict.accepted] if self._quiet else conflicts
        if open_conflicts:
            self._conflicts(open_conflicts)
        if self._quiet and (said or self._unverified or warnings or open_conflicts):
            self.pen.blank()
            self.write_counts(summary)
        elif not self._quiet and summary.records:
            self._summary(summary)
            self._footer()

    def _list_ranked(self) -> int:
        """List the records that wait, the worst first; give how many [-] there are."""
        total, left = sum(self._counts), self._limit
        for file, count in zip(self._ranks, self._counts, strict=True):
            with file:
                file.seek(0)
                wanted = count if left is None else min(count, left)
                # Only what this object wrote is read back.
                for report in islice((pickle.load(file) for _ in range(count)), wanted):  # noqa: S301
                    self._row(report)
                left = None if left is None else left - wanted
        if left == 0 and self._limit is not None and total > self._limit:
            self.pen.line((f"and {counted(total - self._limit, 'more record')} (--limit {self._limit})", "dim"))
        return total

    def _say_unverified(self) -> None:
        ranked = sorted(self._unverified.items(), key=lambda item: -item[1][0])
        symbol, style = MARKS[Severity.INFO]
        for reason, (count, place) in ranked:
            where = f", first at {place}" if count > 1 else f" at {place}"
            line = f"{counted(count, 'record')} unverified{where}: {reason}"
            self.pen.line((f"{self.pen.symbol(symbol)} ", style), self.pen.clean(line), hang=2)

    def _say_warning(self, warning: ColumnWarning) -> None:
        """Say a warning once for all records that have it."""
        symbol, style = MARKS[Severity.WARNING]
        field = FIELD_WORDS.get(warning.field, warning.field)
        where = f"first at {warning.first}" if warning.records > 1 else f"at {warning.first}"
        self.pen.line(
            (f"{self.pen.symbol(symbol)} ", style),
            self.pen.clean(f"{field} in {counted(warning.records, 'record')}, {where}: {warning.message}"),
            (f" [{warning.code}]", "cyan"),
            hang=2,
        )


def _rank(report: RecordReport) -> int | None:
    """Give the rank [-] of a record that needs a hand; None for others."""
    if report.excused:
        return None
    if report.verdict is Verdict.INCONSISTENT:
        return int(report.ambiguous)
    if report.verdict is Verdict.UNDERSPECIFIED:
        return 2
    return 3 if report.unexamined else None


class StatisticsRenderer:
    """Findings counted by check and field, instead of the records.

    Parameters
    ----------
    stream
        Where to write.
    """

    def __init__(self, stream: TextIO) -> None:
        self._pen = Pen(stream)
        self._text = TextRenderer(stream)
        self._found: Counter[tuple[Severity, str, str]] = Counter()
        self._first: dict[tuple[Severity, str, str], Place] = {}

    def add(self, record_report: RecordReport) -> None:
        """Count the findings of one record that no baseline accepts."""
        self._count(record_report.open_findings, record_report.record.place)

    def _count(self, findings: Sequence[Finding], place: Place) -> None:
        kinds = dict.fromkeys((f.severity, f.code, f.fields[0] if f.fields else "") for f in findings)
        for kind in kinds:
            self._found[kind] += 1
            self._first.setdefault(kind, place)

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write a line per check and field, errors first, the commonest first within them."""
        for conflict in conflicts:
            if not conflict.accepted:
                self._count([conflict], conflict.places[0] if conflict.places else NOWHERE)
        order = list(Severity)
        ranked = sorted(self._found.items(), key=lambda item: (order.index(item[0][0]), -item[1]))
        digits = max((len(f"{count:,}") for _, count in ranked), default=0)
        widths = [max((len(kind[n]) for kind, _ in ranked), default=0) for n in (1, 2)]
        for (severity, code, field), count in ranked:
            symbol, style = MARKS[severity]
            place = self._pen.clean(str(self._first[severity, code, field]))
            self._pen.whole(
                (f"{self._pen.symbol(symbol)} ", style),
                f"{count:>{digits},}  ",
                (f"{code:<{widths[0]}}  ", "cyan"),
                f"{field:<{widths[1]}}  ",
                (f"first at {place}", "dim"),
            )
        if ranked:
            self._pen.blank()
        self._text.write_counts(summary)
