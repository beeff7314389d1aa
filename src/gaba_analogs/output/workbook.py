"""The report as a workbook of Excel: counts, records with drawn structures, corrections, findings, and what they mean.

Rows are written as the records come, so that memory stays bounded. Every value of a record is written as a text,
which no spreadsheet runs as a formula.
"""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from gaba_analogs.checks.pages import parse
from gaba_analogs.correcting.reasons import reason_for
from gaba_analogs.output.conflicts import first_of_each, rest
from gaba_analogs.output.registries import ADDRESSES, bare_identifier
from gaba_analogs.output.table import PLAIN, Layout
from gaba_analogs.record.words import counted, listed
from gaba_analogs.results.findings import Finding, RecordReport, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import sentence
from gaba_analogs.verification.catalogue import CATALOGUE

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

MOST_ROWS = 1_048_000
"""Most rows [-] of a sheet; Excel has room for little more."""
MOST_DRAWN = 200
"""Records [-] whose structures are drawn: the first with a disagreement."""
MOST_LINKS = 60_000
"""Most links [-] of a sheet; Excel has room for little more."""
LONGEST = 4000
"""Longest value [characters] that is shown as a whole."""
PICTURE = (460, 240)
"""Width and height [px] of a drawing, which is shown at half its size."""

_ROW_HEIGHT = 120  # points: a drawing, and the words below it
_LINE_HEIGHT = 15  # points
_DRAWING_WIDTH = 34  # characters
_STATED = (
    ("smiles", 40),
    ("inchi", 40),
    ("inchikey", 30),
    ("formula", 16),
    ("molecular_weight", 18),
    ("monoisotopic_mass", 19),
    ("charge", 8),
    ("iupac_name", 30),
    ("cas", 14),
    ("pubchem_cid", 12),
)
"""Fields whose values have a column, and its width [characters]."""
_PLACE = (("record", 26), ("source", 24), ("line", 8))
_COLUMNS: Mapping[str, Sequence[tuple[str, int]]] = {
    "Records": (
        *_PLACE,
        ("verdict", 16),
        ("conclusion", 52),
        ("corrections", 40),
        ("structure", _DRAWING_WIDTH),
        ("differs from it", _DRAWING_WIDTH),
        *_STATED,
    ),
    "Corrections": (
        *_PLACE,
        ("field", 20),
        ("stated", 44),
        ("corrected", 44),
        ("safety", 10),
        ("why", 70),
    ),
    "Findings": (
        *_PLACE,
        ("severity", 10),
        ("code", 30),
        ("message", 80),
        ("fields", 34),
        ("stated", 34),
        ("expected", 34),
        ("accepted", 10),
    ),
    "Checks": (("code", 32), ("severity", 10), ("fault", 50), ("why it matters", 70), ("what to do", 70)),
}
_COLOURS = {
    "verified": "#d9efd9",
    "underspecified": "#fdeccb",
    "inconsistent": "#f8d4d0",
    "unverified": "#e6e6e6",
    "error": "#f8d4d0",
    "warning": "#fdeccb",
    "info": "#dfe9f5",
    "safe": "#d9efd9",
    "likely": "#fdeccb",
    "manual": "#e6e6e6",
}
_DISPUTED = frozenset({Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED})


class WorkbookRenderer:
    """A workbook with filters, a header that stays, and links between its sheets.

    What was written before an interruption can be read.

    Parameters
    ----------
    path
        Where to write.
    versions
        Version by software.
    options
        Options of the run.
    unread
        Complaints of inputs that could not be read, complete when the report is.
    inputs
        What was read of each file, complete when the report is.
    layout
        Whether a column tells records apart, and which columns of the input are passed through.
    """

    def __init__(
        self,
        path: Path,
        *,
        versions: Mapping[str, str],
        options: Mapping[str, object],
        unread: Sequence[str] = (),
        inputs: Sequence[InputNotes] = (),
        layout: Layout = PLAIN,
    ) -> None:
        self._versions, self._options, self._unread, self._inputs = dict(versions), dict(options), unread, inputs
        self._carried = layout.carried
        self._folder = tempfile.TemporaryDirectory()
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": self._folder.name})
        self._book.set_properties({"title": "Structure records, verified", "comments": _versions(versions)})
        self._styles = _Styles(self._book)
        self._summary = self._book.add_worksheet("Summary")
        more = tuple((title, 18) for title in layout.columns[-len(self._carried) :]) if self._carried else ()
        self._sheets = {
            name: _Sheet(
                self._book.add_worksheet(name), (*columns, *more) if name == "Records" else columns, self._styles
            )
            for name, columns in _COLUMNS.items()
        }
        self._codes: dict[str, int] = {}
        self._drawn = self._disputed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None or issubclass(kind, KeyboardInterrupt):
                self.close()
        finally:
            self._folder.cleanup()

    def close(self) -> None:
        """Write the file.

        Raises
        ------
        OSError
            It cannot be written.
        """
        try:
            self._book.close()
        except XlsxWriterException as error:
            raise OSError(str(error)) from error

    def add(self, record_report: RecordReport) -> None:
        """Write a record, its corrections and its findings."""
        records = self._sheets["Records"]
        if not records.has_room:
            return
        row = records.row
        self._add_record(record_report, records)
        for field, value in record_report.corrections.items():
            safety = record_report.safety_of(field).value
            cells = [field, getattr(record_report.record, field), value, safety, reason_for(record_report, field)]
            formats = {6: self._styles.of[safety], 7: self._styles.wrapped}
            self._sheets["Corrections"].write([*_which(record_report), *cells], formats, {0: _at("Records", row)})
        for finding in record_report.findings:
            code = finding.code
            cells = [finding.severity.value, code, finding.message, ", ".join(finding.fields)]
            cells += [finding.stated, finding.expected, "yes" if finding.accepted else ""]
            formats = {3: self._styles.of[finding.severity.value], 5: self._styles.wrapped}
            links = {0: _at("Records", row), 4: _at("Checks", self._codes.setdefault(code, len(self._codes) + 1))}
            self._sheets["Findings"].write([*_which(record_report), *cells], formats, links)

    def _add_record(self, report: RecordReport, sheet: _Sheet) -> None:
        record = report.record
        pictures = self._pictures(report)
        corrections = [f"{f}: {value} ({report.safety_of(f)})" for f, value in report.corrections.items()]
        cells: list[str | int | None] = [*_which(report), report.verdict.value, sentence(report)]
        cells += ["\n".join(corrections), *(caption for caption, _ in pictures)]
        cells += [None] * (2 - len(pictures)) + [getattr(record, field) for field, _ in _STATED]
        cells += [(record.carried or {}).get(title) for title in self._carried]
        formats = {}
        if pictures:  # the row is high enough
            formats = dict.fromkeys(range(len(cells)), self._styles.wrapped)
            formats |= dict.fromkeys((6, 7), self._styles.caption)
        formats[3] = self._styles.of[report.verdict.value]
        first = len(cells) - len(_STATED) - len(self._carried)
        formats |= {first + i: self._styles.suspect for i, (field, _) in enumerate(_STATED) if field in report.suspects}
        links = {first + i: address for i, (field, _) in enumerate(_STATED) if (address := _address(field, report))}
        sheet.write(cells, formats, links, height=_ROW_HEIGHT if pictures else None)
        for column, (caption, picture) in enumerate(pictures, start=6):
            sheet.insert(column, picture, caption)

    def _pictures(self, report: RecordReport) -> list[tuple[str, bytes]]:
        """Draw what is believed and the first that differs from it, with the fields that state them."""
        if report.verdict not in _DISPUTED:
            return []
        self._disputed += 1
        if self._drawn >= MOST_DRAWN:
            return []
        from gaba_analogs.output.drawing import draw, png_of  # noqa: PLC0415 - loads what draws only for pictures

        try:
            panels = draw(report)
            pictures = [(panel, png_of(panel, *PICTURE)) for panel in panels]
        except (ValueError, RuntimeError, ArithmeticError):
            return []
        found = [(_caption(panel.fields, panel.remark), picture) for panel, picture in pictures if picture]
        self._drawn += bool(found)
        return found[:2]

    def finish(self, summary: Summary, conflicts: Iterable[Finding]) -> None:
        """Write what is known of the input as a whole, and what the checks mean."""
        for code in self._codes:
            cells = _explained(code)
            formats = {1: self._styles.of.get(cells[1], self._styles.plain)} | dict.fromkeys(
                (2, 3, 4), self._styles.wrapped
            )
            self._sheets["Checks"].write(cells, formats)
        for sheet in self._sheets.values():
            sheet.finish()
        self._summarise(summary, conflicts)

    def _summarise(self, summary: Summary, conflicts: Iterable[Finding]) -> None:
        page = _Page(self._summary)
        page.row(["Structure records, verified", str(summary)], [self._styles.bold])
        page.row([])
        page.row(["verdict", "records"], [self._styles.head, self._styles.head])
        for verdict in Verdict:
            page.row([verdict.value, summary.verdicts[verdict]], [self._styles.of[verdict.value]])
        page.row([])
        if summary.codes:
            page.row(["finding", "records", "severity"], [self._styles.head] * 3)
        for code, count in summary.codes.most_common():
            severity = summary.severities[code].value
            link = _at("Checks", self._codes[code]) if code in self._codes else None
            page.row([code, count, severity], [self._styles.linked, None, self._styles.of[severity]], link)
        for heading, lines in self._remarks(summary, conflicts):
            page.row([])
            page.row([heading], [self._styles.bold])
            for line in lines:
                page.row([line])

    def _remarks(self, summary: Summary, conflicts: Iterable[Finding]) -> Iterable[tuple[str, Sequence[str]]]:
        more: Counter[str] = Counter()
        shown = [f"{finding.message} [{finding.code}]" for finding in first_of_each(conflicts, more)]
        shown += [rest(code, count) for code, count in more.items()]
        limits = []
        if self._disputed > self._drawn:
            drawn = counted(self._disputed, "record")
            limits.append(f"Structures are drawn for {self._drawn:,} of {drawn} with a disagreement.")
        limits += [f"The sheet {name} ends after {MOST_ROWS:,} rows." for name, s in self._sheets.items() if s.is_cut]
        sections = [
            ("Not read", self._unread),
            ("Columns not read", [f"{notes.name}: {text}" for notes in self._inputs if (text := notes.sentence())]),
            ("Conflicts between records", shown),
            ("Columns with one warning", [w.told(summary.records) for w in summary.columns.wide()]),
            ("Left out here", limits),
            ("Made with", [_versions(self._versions)]),
            ("Options", [f"{key}: {_plain(value)}" for key, value in self._options.items() if value]),
        ]
        return [(heading, lines) for heading, lines in sections if lines]


class _Styles:
    """How cells look."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.plain = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.suspect = book.add_format({"valign": "top", "text_wrap": True, "bg_color": _COLOURS["inconsistent"]})
        self.caption = book.add_format({"valign": "bottom", "font_color": "#666666", "font_size": 9, "text_wrap": True})
        self.linked = book.add_format({"valign": "top", "font_color": "#0b5cad", "underline": 1})
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#1f3b57", "font_color": "#ffffff", "valign": "vcenter", "text_wrap": True}
        )
        self.of = {
            word: book.add_format({"bg_color": colour, "valign": "top", "align": "left", "indent": 1})
            for word, colour in _COLOURS.items()
        }
        """By verdict, severity, or safety."""


class _Sheet:
    """A sheet of rows below a header that stays."""

    def __init__(self, sheet: Any, columns: Sequence[tuple[str, int]], styles: _Styles) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._sheet, self._width, self._styles = sheet, len(columns), styles
        self._widths = [width for _, width in columns]
        self.row = 1
        self.is_cut = False
        self._links = 0
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 30)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, (title, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, title, styles.head)

    @property
    def has_room(self) -> bool:
        """Whether a row more can be written."""
        self.is_cut = self.is_cut or self.row >= MOST_ROWS
        return not self.is_cut

    def write(
        self,
        cells: Sequence[str | int | None],
        formats: Mapping[int, Any],
        links: Mapping[int, str] | None = None,
        height: float | None = None,
    ) -> None:
        """Write a row; a link or a format is that of the column with its number."""
        links = links or {}
        if not self.has_room:
            return
        height = height or self._height(cells, formats)
        if height > _LINE_HEIGHT:
            self._sheet.set_row(self.row, height)
        for column, value in enumerate(cells):
            style = formats.get(column, self._styles.plain)
            if isinstance(value, int):
                self._sheet.write_number(self.row, column, value, style)
            elif value and column in links and self._links < MOST_LINKS:
                self._links += 1
                shown = self._styles.linked if style in {self._styles.plain, self._styles.wrapped} else style
                self._sheet.write_url(self.row, column, links[column], shown, _text(value))
            elif value:
                self._sheet.write_string(self.row, column, _text(value), style)
            elif style is not self._styles.plain:
                self._sheet.write_blank(self.row, column, None, style)
        self.row += 1

    def _height(self, cells: Sequence[str | int | None], formats: Mapping[int, Any]) -> float:
        """Estimate the height [points] of a row with wrapped texts, which LibreOffice does not."""
        wrapped = [c for c, style in formats.items() if style is self._styles.wrapped]
        lines = [1 + len(str(cells[c] or "")) // self._widths[c] for c in wrapped]
        return min(400, _LINE_HEIGHT * max(lines, default=1))

    def insert(self, column: int, picture: bytes, caption: str) -> None:
        """Put a picture into the row that was written last; it moves and hides with its cell."""
        options = {
            "image_data": io.BytesIO(picture),
            "x_scale": 0.5,
            "y_scale": 0.5,
            "x_offset": 4,
            "y_offset": 3,
            "object_position": 1,
            "description": caption,
        }
        self._sheet.insert_image(self.row - 1, column, "structure.png", options)

    def finish(self) -> None:
        """Add the filters, once it is known how far they reach."""
        self._sheet.autofilter(0, 0, max(1, self.row - 1), self._width - 1)


class _Page:
    """A sheet of lines, one below the other."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter's
        self._sheet = sheet
        self._row = 0
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 2, 12)
        sheet.hide_gridlines(2)

    def row(self, cells: Sequence[str | int], formats: Sequence[Any] = (), link: str | None = None) -> None:
        """Write a line."""
        for column, value in enumerate(cells):
            style = formats[column] if column < len(formats) else None
            if isinstance(value, int):
                self._sheet.write_number(self._row, column, value, style)
            elif link is not None and not column:
                self._sheet.write_url(self._row, column, link, style, _text(value))
            else:
                self._sheet.write_string(self._row, column, _text(value), style)
        self._row += 1


def _at(sheet: str, row: int) -> str:
    """Give the address of a row, counted from 0, of another sheet."""
    return f"internal:'{sheet}'!A{row + 1}"


def _which(report: RecordReport) -> list[str | int | None]:
    """Say which record a row is on: what it is called, its file and its line, or its number where there is none."""
    record = report.record
    place = record.place
    called = record.called or f"record {place.row}"
    return [called, place.source, place.line if place.line is not None else place.row]


def _address(field: str, report: RecordReport) -> str | None:
    """Give the address of an identifier in its registry; None where a finding speaks against it."""
    text = getattr(report.record, field)
    if not text or field not in ADDRESSES or any(field in finding.fields for finding in report.findings):
        return None
    bare = bare_identifier(field, text)
    return None if bare is None else f"{ADDRESSES[field][0]}{bare}{ADDRESSES[field][1]}"


def _caption(fields: Sequence[str], remark: str) -> str:
    return f"{listed(fields)} ({remark})" if remark else listed(fields)


def _text(value: str) -> str:
    """Cut what is longer than anybody reads; write as escapes what no file can hold."""
    text = value if len(value) <= LONGEST else f"{value[:LONGEST]}… ({len(value) - LONGEST:,} more characters)"
    with suppress(UnicodeEncodeError):
        text.encode()
        return text
    return text.encode("utf-8", "backslashreplace").decode()


def _versions(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _plain(value: object) -> str:
    """Write an option as it would be stated: lists with commas, mappings with equals signs."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={_plain(one)}" for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(_plain, value))
    return "yes" if value is True else str(value)


@cache
def _explained(code: str) -> list[str]:
    """Give what the page of a check says."""
    if code not in CATALOGUE:
        return [code, "", "", "", ""]
    page = parse(CATALOGUE[code])
    return [code, page.severity.value, page.title, "\n".join(page.why), "\n".join(page.remedy)]
