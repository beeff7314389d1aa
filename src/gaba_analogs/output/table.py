"""The report as a table: one row per record, for spreadsheets (CSV)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import OBEYED
from gaba_analogs.readers.tabular.delimited import RowWriter
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Finding, RecordReport, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: tuple[str, ...] = (
    "name",
    "source",
    "line",
    "row",
    "verdict",
    "suspects",
    "ambiguous",
    "corrections",
    "safety",
    "codes",
    "messages",
    "reason",
)

_WHICH = frozenset({"id", "name", "source", "line", "row"})
"""Columns that say which record a row is on."""

_SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = regex(rf"[\t\r]|\s*+{_SIGNS}")
_PARTED = regex(r"[;\t\r\n]")
_PARTS = str.maketrans({sign: f"{sign}'" for sign in "\t\r\n"})
_PARTED_FORMULA = regex(rf"(?<!\s)(\s*+){_SIGNS}")

_COMMAND = regex(r"##(?=\w*\[)|(?<!\s)(\s*+)::")
"""What the log of a CI system may take for a command: see `inert`."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table of reports.

    Parameters
    ----------
    identity
        True where a column was named that tells records apart: the first column states it.
    carried
        Titles of the columns of the input that are passed through, behind the others.
    baseline
        True where there is a baseline: a column says which codes it accepts.

    Examples
    --------
    >>> Layout(identity=True, carried=("price", "name")).columns[-3:]
    ('reason', 'price', 'input name')
    """

    identity: bool = False
    carried: tuple[str, ...] = ()
    baseline: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Titles of the columns; one of the input that is also one of the report says so."""
        own = (("id",) if self.identity else ()) + COLUMNS + (("accepted",) if self.baseline else ())
        return own + tuple(f"input {title}" if title in own else title for title in self.carried)

    def cells(self, record_report: RecordReport) -> list[str | int | bool | None]:
        """Give the cells of one record."""
        cells: list[str | int | bool | None] = [*row(record_report).values()]
        record = record_report.record
        if self.baseline:
            cells.append("; ".join(finding.code for finding in record_report.findings if finding.accepted))
        if self.carried:
            cells += [(record.carried or {}).get(title) for title in self.carried]
        return [record.identity, *cells] if self.identity else cells


PLAIN = Layout()
"""The table of a run that named no columns."""


def row(record_report: RecordReport) -> dict[str, str | int | bool | None]:
    """Give the cells of one record; lists are joined by ``"; "``, and the reason is why a record is unverified.

    Examples
    --------
    >>> from gaba_analogs.record import StructureRecord
    >>> report = RecordReport(StructureRecord(name="GABA"), Verdict.INCONSISTENT, suspects=("cas", "formula"))
    >>> row(report)["suspects"]
    'cas; formula'
    """
    place = record_report.record.place
    return {
        "name": record_report.record.name,
        "source": place.source,
        "line": place.line,
        "row": place.row,
        "verdict": record_report.verdict.value,
        "suspects": "; ".join(record_report.suspects),
        "ambiguous": record_report.ambiguous,
        "corrections": "; ".join(f"{field}={value}" for field, value in record_report.corrections.items()),
        "safety": "; ".join(f"{field}={record_report.safety_of(field)}" for field in record_report.corrections),
        "codes": "; ".join(finding.code for finding in record_report.findings),
        "messages": "; ".join(finding.message for finding in record_report.findings),
        "reason": sentence(record_report) if record_report.verdict is Verdict.UNVERIFIED else "",
    }


def frame_of(reports: Sequence[RecordReport], index: pd.Index | None = None) -> pd.DataFrame:
    """Make a DataFrame of reports.

    Parameters
    ----------
    reports
        One per row.
    index
        Index of the DataFrame that was verified; it says which record a row is on, in place of the columns that
        do. None for these, and rows that are counted.
    """
    import pandas as pd  # noqa: PLC0415 - slow to load, used here only

    layout = layout_of(reports)
    frame = pd.DataFrame([layout.cells(report) for report in reports], columns=list(layout.columns))
    columns = [name for name in layout.columns if index is None or name not in _WHICH]
    frame = frame[columns] if index is None else frame[columns].set_axis(index)
    return frame.astype({name: "Int64" for name in ("line", "row") if name in columns})


def layout_of(reports: Sequence[RecordReport]) -> Layout:
    """Give the columns that tell all that is known of some records."""
    titles = dict.fromkeys(title for report in reports for title in report.record.carried or ())
    return Layout(any(report.record.identity is not None for report in reports), tuple(titles))


def spreadsheet_safe(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Some spreadsheets part a row at semicolons and tabs, and take the signs of full width for others:
    what follows these counts as a cell of its own.

    Examples
    --------
    >>> spreadsheet_safe("=HYPERLINK(A1)")
    "'=HYPERLINK(A1)"
    >>> spreadsheet_safe("(-)-baclofen")
    '(-)-baclofen'
    """
    start = "'" if _FORMULA.match(cell) else ""
    return start + (_PARTED_FORMULA.sub(_safe_part, cell) if _PARTED.search(cell) else cell)


def _safe_part(match: re.Match[str]) -> str:
    """Put an apostrophe wherever a part may begin in the white space before the sign of a formula."""
    spaces, sign = match[1], match[0][-1]
    before = match.string[match.start() - 1] if match.start() else ""
    return ("'" if before == ";" else "") + spaces.translate(_PARTS) + sign


def _no_command(match: re.Match[str]) -> str:
    """Put an apostrophe into what a CI system obeys anywhere in its log, or at the start of a line."""
    before = match[1]
    if before is None:
        return "#'#"
    begins = match.start() == 0 or "\n" in before or "\r" in before
    return f"{before}'::" if begins else match[0]


def csv_cell(value: str | int | bool | None, *, raw: bool = False, encoding: str = "utf-8") -> str | int:
    """Write a value as a cell that no program obeys.

    Parameters
    ----------
    value
        The value.
    raw
        True to write a text that a spreadsheet would run as it is; see `spreadsheet_safe`.
    encoding
        That of the file.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    # A NUL ends the cell for many readers; what the encoding lacks is shown as an escape.
    text = value.replace("\0", "\\x00")
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    if raw:
        return text
    if not text.isprintable():
        text = OBEYED.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)
    return _COMMAND.sub(_no_command, spreadsheet_safe(text))


class CsvRenderer:
    """Comma-separated values with a header.

    Parameters
    ----------
    stream
        Where to write.
    raw
        True to write cells that a spreadsheet would run as they are; see `spreadsheet_safe`.
    layout
        The columns.
    """

    def __init__(self, stream: TextIO, *, raw: bool = False, layout: Layout = PLAIN) -> None:
        self._raw = raw
        self._layout = layout
        self._encoding = stream.encoding or "utf-8"
        self._rows = RowWriter(stream)
        self._rows.write([self._cell(title) for title in layout.columns])

    def add(self, record_report: RecordReport) -> None:
        """Write one row."""
        self._rows.write([self._cell(value) for value in self._layout.cells(record_report)])

    def _cell(self, value: str | int | bool | None) -> str | int:
        return csv_cell(value, raw=self._raw, encoding=self._encoding)

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write nothing: every row is a record."""
