"""Warnings that hit most of a column: one thing to say of the input, not one of every record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gaba_analogs.dataclass import dataclass
from gaba_analogs.record import Place
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict

FEWEST = 10
"""Records [-] that a warning has to hit before it is one of a column."""


@dataclass
class ColumnWarning:
    """A warning that one field of many records has.

    Parameters
    ----------
    code
        The check that gave it.
    field
        The field that it is about.
    records
        Number of records [-] that have it.
    first
        Where the first of them stands.
    message
        What was said of that one.
    """

    code: str
    field: str
    records: int
    first: Place
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Give it in the shape of the published JSON Schema."""
        source, line, row, _ = self.first
        return {
            "code": self.code,
            "field": self.field,
            "records": self.records,
            "source": source,
            "line": line,
            "row": row,
            "message": self.message,
        }

    def told(self, records: int) -> str:
        """Say it in one line of a report on so many records [-].

        Examples
        --------
        >>> warning = ColumnWarning(
        ...     "placeholder-value", "cas", 4980, Place("a.csv", 2), "CAS number is a placeholder ('-')"
        ... )
        >>> warning.told(5000)
        "CAS number in 4,980 of 5,000 records, first at a.csv:2: CAS number is a placeholder ('-')"
        """
        field = FIELD_WORDS.get(self.field, self.field)
        return f"{field} in {self.records:,} of {records:,} records, first at {self.first}: {self.message}"


class Columns:
    """Warnings counted by check and field; how many there are does not grow with the records."""

    def __init__(self) -> None:
        self.records = 0
        self._found: dict[tuple[str, str], ColumnWarning] = {}

    def add(self, report: RecordReport) -> None:
        """Count the warnings of one record."""
        self.records += 1
        for finding in report.findings:
            if finding.accepted or not _is_aside(finding, report):
                continue
            place = (finding.code, finding.fields[0])
            known = self._found.get(place)
            if known is None:
                self._found[place] = ColumnWarning(*place, 1, report.record.place, finding.message)
            else:
                known.records += 1

    def add_counts(self, records: int, found: Iterable[ColumnWarning]) -> None:
        """Add what was counted elsewhere, of so many later records [-]."""
        self.records += records
        for warning in found:
            known = self._found.setdefault((warning.code, warning.field), warning)
            if known is not warning:
                known.records += warning.records

    def counted(self) -> Iterator[ColumnWarning]:
        """Give all that was counted, in the order of their first places."""
        yield from self._found.values()

    def wide(self) -> list[ColumnWarning]:
        """Give the warnings that hit most records, the commonest first."""
        found = (warning for warning in self._found.values() if self._is_wide(warning))
        return sorted(found, key=lambda warning: -warning.records)

    def own(self, report: RecordReport) -> list[Finding]:
        """Give the findings, other than infos, that are the record's own."""
        loud = (f for f in report.open_findings if f.severity is not Severity.INFO)
        return [finding for finding in loud if not self._is_of_column(finding, report)]

    def leaves_nothing_of(self, report: RecordReport) -> bool:
        """Tell whether a verified record has nothing to say but what the whole column has."""
        return report.verdict is Verdict.VERIFIED and not self.own(report)

    def _is_of_column(self, finding: Finding, report: RecordReport) -> bool:
        warning = self._found.get((finding.code, finding.fields[0])) if _is_aside(finding, report) else None
        return warning is not None and self._is_wide(warning)

    def _is_wide(self, warning: ColumnWarning) -> bool:
        return warning.records >= FEWEST and 2 * warning.records > self.records


def _is_aside(finding: Finding, report: RecordReport) -> bool:
    """Tell whether a finding is a warning that did not decide the verdict of its record."""
    return finding.severity is Severity.WARNING and bool(finding.fields) and finding.fields[0] not in report.suspects
