"""The report for a person at a terminal: what is wrong first, then what was compared.

Nothing that a record states can reach the terminal as a control sequence or as markup.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.text import states_nothing
from gaba_analogs.output import inert, printable
from gaba_analogs.output.conflicts import first_of_each, rest
from gaba_analogs.record import FIELDS
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.record.words import counted
from gaba_analogs.results.columns import Columns
from gaba_analogs.results.findings import Finding, RecordReport, Severity, SkipKind, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import Part, what_is_wrong

if TYPE_CHECKING:
    from gaba_analogs.checks.pages import Page
    from gaba_analogs.readers.catalogue import InputFormat

PIPED_WIDTH = 80
WIDEST = 120
"""Columns [-] that a line of a report fills at most: longer ones are tiring to read."""
NARROW = 56
"""Columns [-] below which the fields of a record find no room in a table."""
HEAD = 30
"""Records [-] up to which a report lists the verified ones too."""


SHAPED = frozenset(of_kind(Kind.IDENTIFIER))
"""Identifiers of which only the form can be checked."""
MOST_CODES = 4
"""Checks [-] that a line names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs of a report, in what the output can show."""

    agrees: str
    suspect: str
    warning: str
    silent: str
    unknown: str
    arrow: str
    ellipsis: str
    rule: str
    unlike: str
    caret: str


UNICODE = Symbols("✓", "✗", "!", "·", "?", "→", "…", "─", "≠", "^")
ASCII = Symbols("+", "x", "!", "-", "?", "->", "...", "-", "!=", "^")

BADGES: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.VERIFIED: ("agrees", "green", "bold black on green"),
    Verdict.UNDERSPECIFIED: ("warning", "yellow", "bold black on yellow"),
    Verdict.INCONSISTENT: ("suspect", "red", "bold white on red"),
    Verdict.UNVERIFIED: ("unknown", "blue", "bold white on blue"),
}
"""Symbol, colour and badge style by verdict."""

MARKS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("suspect", "bold red"),
    Severity.WARNING: ("warning", "bold yellow"),
    Severity.INFO: ("silent", "bold cyan"),
}
"""Symbol and style by severity."""


class CheckLike(Protocol):
    """What a list of checks shows of one check."""

    @property
    def code(self) -> str:
        """Permanent name."""

    @property
    def severity(self) -> Severity:
        """How much its findings weigh."""

    @property
    def title(self) -> str:
        """The fault in one sentence."""

    @property
    def family(self) -> str:
        """The group it belongs to."""


class _Console(Console):
    """A console that leaves it to the caller what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        """Raise what rich would turn into the end of the process."""
        raise BrokenPipeError


class Pen:
    """A console that writes Text as it stands, with the symbols its encoding can carry.

    Parameters
    ----------
    stream
        Where to write. A stream that is not a terminal gets 80 columns and no colour.
    plain
        True for no colour whatever the environment asks for.
    width
        Columns [-] to fill; None for those of the terminal.
    """

    def __init__(self, stream: TextIO, *, plain: bool = False, width: int | None = None) -> None:
        self.encoding = stream.encoding or "utf-8"
        if width is None and not stream.isatty() and not os.environ.get("COLUMNS", "0").strip("0"):
            width = PIPED_WIDTH
        self.console = _Console(
            file=stream,
            force_jupyter=False,
            color_system=None if plain else "auto",
            width=width,
            highlight=False,
            markup=False,
            emoji=False,
            safe_box=True,
        )
        self.width = max(40, min(self.console.width, WIDEST))
        try:
            "".join(vars_of(UNICODE)).encode(self.encoding)
        except UnicodeEncodeError:
            self.symbols = ASCII
        else:
            self.symbols = UNICODE
        self.coloured = self.console.color_system is not None and not self.console.no_color

    def clean(self, text: str) -> str:
        """Give the text as this output can show it."""
        return inert(printable(text, self.encoding))

    def symbol(self, name: str) -> str:
        """Look a symbol up by its name."""
        return str(getattr(self.symbols, name))

    def line(self, *parts: str | tuple[str, str] | Text, indent: int = 0, hang: int = 0) -> None:
        """Write one paragraph: wrapped at words, its further lines indented by `hang` more."""
        text = Text.assemble(*parts)
        room = self.width - indent
        pieces = list(text.wrap(self.console, room))
        if len(pieces) > 1 and hang:
            rest = text[len(pieces[0]) :]
            rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
            pieces = [pieces[0], *rest.wrap(self.console, room - hang)]
        for number, piece in enumerate(pieces):
            piece.rstrip()
            self.console.print(Text(" " * (indent + (hang if number else 0))) + piece, soft_wrap=True)

    def whole(self, *parts: str | tuple[str, str] | Text, indent: int = 0) -> None:
        """Write one line that is never broken, so that it can be copied."""
        self.console.print(Text(" " * indent) + Text.assemble(*parts), soft_wrap=True)

    def blank(self) -> None:
        """Write an empty line."""
        self.console.print()

    def elide(self, text: str, width: int) -> str:
        """Shorten a text to a width [columns], leaving out its middle.

        The end of a text is as telling as its start: an InChIKey ends with its protonation.
        """
        return elide(text, width, self.symbols.ellipsis)


def vars_of(symbols: Symbols) -> Iterable[str]:
    """Give every sign of a set."""
    return (getattr(symbols, name) for name in Symbols.__slots__)


def elide(text: str, width: int, ellipsis: str = "…") -> str:
    """Shorten a text to a width [columns], leaving out its middle.

    Examples
    --------
    >>> elide("KPYSYYIEGFHWSV-UHFFFAOYSA-N", 15)
    'KPYSYYI…AOYSA-N'
    """
    if len(text) <= width and cell_len(text) <= width:
        return text
    room = max(2, width - cell_len(ellipsis))
    head = _fitting(text[:room], room - room // 2)
    tail = _fitting(text[-room:][::-1], room // 2)[::-1]
    return f"{head}{ellipsis}{tail}"


def _fitting(text: str, width: int) -> str:
    """Give the longest start of a text that fits a width [columns]."""
    while cell_len(text) > width:
        text = text[: min(len(text) - 1, max(width, 0))] if len(text) > width else text[:-1]
    return text


def difference(stated: str, expected: str) -> tuple[int, int] | None:
    """Where two texts begin and cease to differ: lengths [-] of the common start and the common end.

    Returns
    -------
    tuple of int or None
        None when they share too little for the difference to be read off.

    Examples
    --------
    >>> difference("KPYSYYIEGFHWSV-UHFFFAOYSA-M", "KPYSYYIEGFHWSV-UHFFFAOYSA-N")
    (26, 0)
    >>> difference("NCCCC(=O)O", "InChI=1S/C4H9NO2") is None
    True
    """
    start = _common_start(stated, expected)
    end = _common_start(stated[start:][::-1], expected[start:][::-1])
    return (start, end) if 2 * (start + end) >= min(len(stated), len(expected)) else None


def _common_start(one: str, other: str) -> int:
    """Count the characters [-] with which both texts begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def join(words: Sequence[str], last: str = "and") -> str:
    """Enumerate in prose.

    Examples
    --------
    >>> join(["smiles", "inchi", "inchikey"])
    'smiles, inchi and inchikey'
    """
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


class TextRenderer:
    """One record as a page; many as a list of those that have something to say, and a summary.

    Parameters
    ----------
    stream
        Where to write.
    versions
        Gives the version by software, for the footer.
    quiet
        True to write only what is wrong.
    plain
        True for no colour whatever the environment asks for.
    width
        Columns [-] to fill; None for those of the terminal.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        versions: Callable[[], Mapping[str, str]] = dict,
        quiet: bool = False,
        plain: bool = False,
        width: int | None = None,
    ) -> None:
        self.pen = Pen(stream, plain=plain, width=width)
        self._versions = versions
        self._quiet = quiet
        self._waiting: list[RecordReport] | None = []
        self._columns = Columns()
        self._place_width = 0

    def add(self, record_report: RecordReport) -> None:
        """Report on one record; the first few wait until it is known whether more follow."""
        self._columns.add(record_report)
        if self._waiting is None:
            if self._is_listed(record_report):
                self._row(record_report)
            return
        self._waiting.append(record_report)
        if len(self._waiting) > HEAD:
            self._list(self._waiting, everything=False)
            self._waiting = None

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Write what is known of the input as a whole."""
        if self._waiting is not None and len(self._waiting) == 1:
            (only,) = self._waiting
            if not self._quiet or _notable(only):
                self._page(only)
        elif self._waiting:
            self._list(self._waiting, everything=not self._quiet)
        if summary.columns.wide():
            self._wide(summary)
        if conflicts:
            self._conflicts(conflicts)
        if self._quiet:
            return
        if summary.records > 1:
            self._summary(summary)
        if summary.records:
            self._footer()

    # One record

    def _page(self, report: RecordReport) -> None:
        self._header(report)
        self._headline(report)
        self._fields(report)
        if report.findings:
            self.pen.blank()
            # A value that the table shows, or that was lined up before, is not repeated.
            shown: set[tuple[str | None, str | None]] = {(value, None) for _, value in report.record.stated()}
            for finding in report.findings:
                pair = (finding.stated, finding.expected)
                self._finding(finding, with_values=pair not in shown)
                shown.add(pair)
        if report.skipped and not self._quiet:
            self.pen.blank()
            self._skipped(report)

    def _header(self, report: RecordReport) -> None:
        pen = self.pen
        _, colour, _ = BADGES[report.verdict]
        place = pen.elide(pen.clean(str(report.record.place)), pen.width // 2)
        name = pen.elide(pen.clean(report.record.called or "unnamed record"), pen.width - cell_len(place) - 8)
        if report.record.place.source is None:
            place = ""
        rule = pen.symbols.rule
        gap = pen.width - cell_len(name) - cell_len(place) - 4 - (2 if place else 0) - 2
        pen.whole(
            (rule * 2 + " ", colour),
            (name, "bold"),
            (" " + rule * max(gap, 1), colour),
            (f" {place} " if place else "", "dim"),
            (rule * 2, colour),
        )
        pen.blank()

    def _headline(self, report: RecordReport) -> None:
        """Say the verdict, and which field is wrong, and what it should be."""
        pen = self.pen
        symbol, colour, badge = BADGES[report.verdict]
        label = f" {pen.symbol(symbol)} {report.verdict} "
        narrow = pen.width < NARROW
        hang = 2 if narrow else len(label) + 2
        if narrow:
            pen.whole((label if pen.coloured else label.rstrip(), badge))
            pen.line(*self._sentence(report), indent=hang)
        else:
            pen.line((label, badge), "  ", *self._sentence(report), hang=hang)
        for field in dict.fromkeys((*report.suspects, *report.corrections)):
            correction = report.corrections.get(field)
            if correction is None:
                continue
            which = "" if report.suspects == (field,) else f"{field} "
            lead = f"{pen.symbols.arrow} {which}should be "
            value = pen.clean(correction)
            safety = f"({report.safety_of(field)})"
            if hang + cell_len(lead) + cell_len(value) + 1 + len(safety) <= pen.width:
                pen.whole((lead, colour), (value, "bold green"), (f" {safety}", "dim"), indent=hang)
            else:
                pen.whole((lead.rstrip(), colour), (f" {safety}", "dim"), indent=hang)
                pen.whole((value, "bold green"), indent=2 if cell_len(value) > pen.width - hang else hang)
        pen.blank()

    def _sentence(self, report: RecordReport) -> list[Part]:
        clean = self.pen.clean
        return [clean(part) if isinstance(part, str) else (clean(part[0]), part[1]) for part in _sentence(report)]

    def _fields(self, report: RecordReport) -> None:
        """Show every stated field: its value, whether it agrees, and with what it was compared."""
        pen = self.pen
        compared = {*report.compared, *report.suspects}
        # What was compared comes first; the rest keeps its canonical order. The title shows the name.
        stated = [item for item in report.record.stated() if item[0] != "name" or "name" in compared]
        stated.sort(key=lambda item: item[0] not in compared)
        if not stated:
            return
        shown = {name: pen.clean(_shown(name, value)) for name, value in stated}
        remarks = {name: self._remark(name, report) for name, _ in stated}
        longest = max(map(len, shown))
        if pen.width < NARROW:
            self._stack(shown, remarks, report)
            return
        room = pen.width - 2 - longest - 4
        last = min(max(24, room // 2 - 2), max(cell_len(remark.plain) for remark in remarks.values()))
        width = min(room - last, max(map(cell_len, shown.values())))
        for name, remark in remarks.items():
            mark, style = _mark(name, report)
            plain = "dim" if mark == "silent" else ""
            lead = Text.assemble(
                (f"{pen.symbol(mark)} ", style),
                (f"{name:<{longest}}  ", style if mark in {"suspect", "warning"} else plain),
                (_padded(pen.elide(shown[name], width), width), "red" if mark == "suspect" else plain),
            )
            for piece in remark.wrap(pen.console, room - width) or [Text()]:
                piece.rstrip()
                line = lead + "  " + piece
                line.rstrip()
                pen.console.print(line, soft_wrap=True)
                lead = Text(" " * (2 + longest + 2 + width))

    def _stack(self, shown: Mapping[str, str], remarks: Mapping[str, Text], report: RecordReport) -> None:
        """Show the fields where a table has no room: the value behind the name, a long remark below."""
        pen = self.pen
        for name, remark in remarks.items():
            mark, style = _mark(name, report)
            value = pen.elide(shown[name], pen.width - len(name) - 4)
            line = Text.assemble((f"{pen.symbol(mark)} {name}  ", style), (value, "red" if mark == "suspect" else ""))
            beside = cell_len(line.plain) + 2 + cell_len(remark.plain) <= pen.width
            pen.whole(line + "  " + remark if beside and remark.plain else line)
            if not beside:
                pen.line(remark, indent=4)

    def _remark(self, name: str, report: RecordReport) -> Text:
        """Say on which aspects a field agrees with others, or on which it differs from whom."""
        unlike: list[tuple[str, list[str]]] = []
        shared: list[str] = []
        aspects = [aspect for aspect, groups in report.agreement.items() if sum(map(len, groups)) > 1]
        for aspect in aspects:
            groups = report.agreement[aspect]
            own = next((group for group in groups if name in group), None)
            if own is None:
                continue
            others = [other for group in groups if group is not own for other in group if other not in own]
            if name in report.suspects and others:
                unlike.append((aspect, [other for other in others if other not in report.suspects] or others))
            else:
                shared.append(aspect)
        if unlike:
            relation = self.pen.symbols.unlike if report.verdict is Verdict.INCONSISTENT else "<"
            parts = [
                f"{join([aspect for aspect, _ in run])} {relation} {', '.join(others)}"
                for others, run in groupby(unlike, key=lambda item: item[1])
            ]
            return Text("; ".join(parts), "red" if report.verdict is Verdict.INCONSISTENT else "yellow")
        if shared:
            missing = [aspect for aspect in aspects if aspect not in shared]
            if len(aspects) > 2 and not missing:
                return Text("every aspect", "dim")
            if len(missing) < len(shared) - 2:
                return Text(f"all except {join(missing)}", "dim")
            return Text(", ".join(shared), "dim")
        return Text("" if name in report.suspects else _own_checks(name, report), "dim")

    def _finding(self, finding: Finding, *, with_values: bool) -> None:
        pen = self.pen
        symbol, style = MARKS[finding.severity]
        pen.line(
            (f"{pen.symbol(symbol)} ", style),
            pen.clean(finding.message),
            (f" [{finding.code}]", "cyan"),
            (" accepted" if finding.accepted else "", "dim"),
            hang=2,
        )
        if with_values and (finding.stated is not None or finding.expected is not None):
            self._pair(pen.clean(finding.stated or ""), pen.clean(finding.expected or ""))

    def _pair(self, stated: str, expected: str) -> None:
        """Line two values up, one under the other, and show where they differ."""
        pen = self.pen
        room = pen.width - 14
        common = difference(stated, expected) if stated and expected and stated != expected else None
        start = 0
        if common is not None and max(len(stated), len(expected)) > room:
            end = max(len(stated), len(expected)) - room + len(pen.symbols.ellipsis)
            start = max(0, min(common[0] - room // 3, end))
        values = [("stated", stated, "red"), ("expected", expected, "green")]
        for label, value, colour in values:
            if not value:
                continue
            if common is None:
                text = Text(pen.elide(value, room))
            else:
                text = Text(value)
                text.stylize(f"bold {colour}", common[0], len(value) - common[1])
                text = self._window(text, start, room)
            pen.whole((f"{label:<10}", "dim"), text, indent=4)
        if common is not None and not pen.coloured:
            length = max(len(stated), len(expected)) - sum(common)
            shift = common[0] - start + (len(pen.symbols.ellipsis) if start else 0)
            pen.whole(" " * shift + pen.symbols.caret * max(1, min(length, room - shift)), indent=14)

    def _window(self, text: Text, start: int, width: int) -> Text:
        """Cut a long value so that the differing part stays in sight."""
        ellipsis = self.pen.symbols.ellipsis
        before = ellipsis if start else ""
        if len(text) - start + len(before) <= width:
            return Text(before) + text[start:]
        return Text(before) + text[start : start + width - len(before) - len(ellipsis)] + Text(ellipsis)

    def _skipped(self, report: RecordReport) -> None:
        """Say what could not be looked at; checks that share a reason share a line."""
        absent: set[str] = set()
        reasons: dict[str, list[str]] = {}
        for skip in report.skipped:
            if skip.kind is SkipKind.NOT_STATED:
                absent.update(skip.fields)
            elif skip.kind is not SkipKind.LEFT_OUT:
                reasons.setdefault(skip.reason, []).append(skip.code)
        stated = {name for name, _ in report.record.stated()}
        lines = [f"{reason}: {_few(codes)}" for reason, codes in reasons.items()]
        missing = [field for field in FIELDS if field in absent and field not in stated]
        if missing:
            lines.append(f"not stated: {', '.join(missing)}")
        for line in lines:
            self.pen.line((f"{self.pen.symbols.silent} {self.pen.clean(line)}", "dim"), hang=2)

    # Many records

    def _list(self, reports: Sequence[RecordReport], *, everything: bool) -> None:
        shown = [report for report in reports if everything or self._is_listed(report)]
        longest = max((cell_len(self.pen.clean(str(r.record.place))) for r in shown), default=0)
        self._place_width = min(longest, self.pen.width // 3)
        for report in shown:
            self._row(report)

    def _is_listed(self, report: RecordReport) -> bool:
        """Whether a record has something to say that most records do not."""
        return _notable(report) and not self._columns.leaves_nothing_of(report)

    def _row(self, report: RecordReport) -> None:
        """Write the line of one record, and below it what is wrong and what it should be."""
        pen = self.pen
        symbol, colour, _ = BADGES[report.verdict]
        if report.verdict is Verdict.VERIFIED and self._is_listed(report):
            symbol, colour = "warning", "yellow"
        place = _padded(pen.clean(str(report.record.place)), self._place_width)
        record, label = report.record, report.record.place.label
        called = record.name if record.identity == label else record.called
        name = "" if called is None or called == label else pen.clean(called)
        said = (
            [f"{len(report.agreeing)} fields agree"] if report.verdict is Verdict.VERIFIED else self._sentence(report)
        )
        pen.line(
            (f"{pen.symbol(symbol)} ", f"bold {colour}"),
            f"{place}  ",
            (pen.elide(name, pen.width // 2), "bold"),
            ": " if name else "",
            *said,
            hang=4 + self._place_width if cell_len(place) <= self._place_width else 4,
        )
        loud = self._columns.own(report)
        for finding in loud[:1]:
            more = f", {len(loud) - 1} more" if len(loud) > 1 else ""
            pen.line(pen.clean(finding.message), (f" [{finding.code}{more}]", "cyan"), indent=4, hang=2)
        accepted = dict.fromkeys(finding.code for finding in report.findings if finding.accepted)
        if accepted:
            pen.line((f"accepted: {', '.join(accepted)}", "dim"), indent=4, hang=2)
        for field, value in report.corrections.items():
            lead = "" if report.suspects == (field,) else f"{field} "
            safety = f" ({report.safety_of(field)})"
            text = pen.elide(pen.clean(value), pen.width - 6 - len(lead) - len(safety))
            pen.whole((f"{lead}{pen.symbols.arrow} ", colour), (text, "green"), (safety, "dim"), indent=4)

    def _wide(self, summary: Summary) -> None:
        """Say once what most records have."""
        self.pen.blank()
        self.pen.line(("in most records", "bold"))
        symbol, style = MARKS[Severity.WARNING]
        for warning in summary.columns.wide():
            self.pen.line(
                (f"{self.pen.symbol(symbol)} ", style),
                self.pen.clean(warning.told(summary.records)),
                (f" [{warning.code}]", "cyan"),
                hang=2,
            )

    def _conflicts(self, conflicts: Sequence[Finding]) -> None:
        self.pen.blank()
        self.pen.line(("across the records", "bold"))
        more: Counter[str] = Counter()
        for finding in first_of_each(conflicts, more):
            self._finding(finding, with_values=finding.expected is not None)
        for code, count in more.items():
            self.pen.line((rest(code, count), "dim"), indent=2)

    def _summary(self, summary: Summary) -> None:
        self.pen.blank()
        self.write_counts(summary)
        self._codes(summary)

    def write_counts(self, summary: Summary) -> None:
        """Write the number of records by verdict."""
        pen = self.pen
        counts = [Text(counted(summary.records, "record"), "bold")]
        for verdict in Verdict:
            if summary.verdicts[verdict]:
                symbol, colour, _ = BADGES[verdict]
                counts.append(Text(f"{pen.symbol(symbol)} {summary.verdicts[verdict]:,} {verdict}", colour))
        wide = sum(cell_len(count.plain) + 2 for count in counts) > pen.width + 2
        pen.whole(Text("\n  " if wide else "  ").join(counts))

    def _codes(self, summary: Summary) -> None:
        """Write the number of records by finding."""
        pen = self.pen
        if summary.accepted:
            pen.line((f"{counted(len(summary.accepted), 'finding')} accepted by the baseline", "dim"), indent=2)
        codes = summary.codes + summary.conflicts
        if not codes:
            return
        pen.blank()
        narrow = pen.width < NARROW
        longest = max(map(len, codes))
        digits = len(f"{max(codes.values()):,}")
        order = list(Severity)
        ranked = sorted(codes.items(), key=lambda item: (order.index(summary.severities[item[0]]), -item[1]))
        for code, count in ranked:
            severity = summary.severities[code]
            symbol, style = MARKS[severity]
            pen.whole(
                (f"{pen.symbol(symbol)} ", style),
                f"{count:>{digits},}  ",
                (code if narrow else f"{code:<{longest}}", "cyan"),
                ("" if narrow else f"  {severity}", "dim"),
                indent=2,
            )
        pen.line(("verify-structure --explain CODE explains a finding", "dim"), indent=2)

    def _footer(self) -> None:
        between = f" {self.pen.symbols.silent} "
        self.pen.blank()
        self.pen.line((between.join(f"{name} {v}" for name, v in self._versions().items()), "dim"))


def _padded(text: str, width: int) -> str:
    """Fill a text up with blanks to a width [columns]."""
    return text + " " * (width - cell_len(text))


def _notable(report: RecordReport) -> bool:
    """Whether a record has something to say beside being verified."""
    weights = {finding.severity for finding in report.open_findings}
    return (report.verdict is not Verdict.VERIFIED and not report.excused) or bool(weights - {Severity.INFO})


def _mark(name: str, report: RecordReport) -> tuple[str, str]:
    """Symbol and style of a field."""
    if name in report.suspects:
        return ("warning", "bold yellow") if report.verdict is Verdict.UNDERSPECIFIED else ("suspect", "bold red")
    noted = {f.fields[0] for f in report.findings if f.fields and f.severity is Severity.WARNING}
    if name in noted:
        return "warning", "bold yellow"
    return ("agrees", "bold green") if name in report.compared else ("silent", "dim")


def _few(codes: Sequence[str]) -> str:
    """Name checks, or count them where they are many."""
    return ", ".join(codes) if len(codes) <= MOST_CODES else f"{len(codes)} checks"


def _shown(name: str, value: str) -> str:
    """Give the value as a table cell shows it: a molfile by its size."""
    lines = value.count("\n") + 1
    return f"molfile of {lines} lines" if name == "molblock" and lines > 1 else value.strip()


def _own_checks(name: str, report: RecordReport) -> str:
    """Say what was looked at in a field that no other field can confirm."""
    if states_nothing(name, report.record.texts().get(name, "")):
        return ""
    stem = name.removesuffix("_id").replace("_", "-")
    codes = [code for code in report.passed if code.startswith(f"{stem}-")]
    if name in SHAPED and "identifier-malformed" in report.passed:
        return "form valid"
    digit = next((word for word in ("digit", "character") if f"{stem}-check-{word}" in codes), None)
    if digit is not None:
        return f"check {digit} valid"
    if name in {"smiles", "inchi", "molblock"} and codes:
        return "can be read"
    return "form valid" if codes else ""


def headline(report: RecordReport) -> str:
    """Say in one sentence what the verdict rests on.

    Examples
    --------
    >>> from gaba_analogs.record import StructureRecord
    >>> headline(RecordReport(StructureRecord(cas="1134-47-0"), Verdict.UNVERIFIED))  # baclofen
    'nothing to compare: only cas is stated'
    """
    return "".join(part if isinstance(part, str) else part[0] for part in _sentence(report))


def _sentence(report: RecordReport) -> list[Part]:
    """Give the headline in parts, some with a style."""
    if report.verdict is Verdict.VERIFIED:
        return [(f"{len(report.compared)} fields agree: ", "bold"), ", ".join(report.compared)]
    return what_is_wrong(report, join)


class _Sheet(io.StringIO):
    """Text for a stream of some encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__(newline="")
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # the base has an attribute
        return self._encoding


def as_text(
    reports: Iterable[RecordReport],
    conflicts: Sequence[Finding] = (),
    *,
    summary: Summary | None = None,
    versions: Mapping[str, str] | None = None,
    quiet: bool = False,
    width: int | None = None,
) -> str:
    """Return reports as the command prints them, without colour, in the encoding of standard output.

    Parameters
    ----------
    reports
        One is shown as a page, several as a list.
    conflicts
        Conflicts between the records.
    summary, versions
        What to show at the end; None for nothing.
    quiet
        True to show only what is wrong.
    width
        Width [columns]; None for that of the terminal.
    """
    sheet = _Sheet(getattr(sys.stdout, "encoding", None) or "utf-8")
    columns = get_terminal_size((PIPED_WIDTH, 24)).columns if width is None else width
    renderer = TextRenderer(sheet, versions=lambda: versions or {}, quiet=quiet, plain=True, width=columns)
    for report in reports:
        renderer.add(report)
    renderer.finish(summary or Summary(), conflicts)
    return sheet.getvalue().strip("\n")


def write_catalogue(stream: TextIO, checks: Iterable[CheckLike]) -> None:
    """List checks, grouped by family: code, severity, title."""
    pen = Pen(stream)
    known = list(checks)
    longest = max(len(check.code) for check in known)
    for family, members in groupby(known, key=lambda check: check.family):
        pen.line((pen.clean(family), "bold"))
        for check in members:
            symbol, style = MARKS[check.severity]
            mark = (f"{pen.symbol(symbol)} ", style)
            title = pen.clean(check.title)
            if pen.width < longest + 2 * NARROW // 3:
                pen.line(mark, (check.code, "cyan"), (f"  {check.severity}", "dim"), indent=2)
                pen.line(title, indent=4)
            else:
                head = Text.assemble(mark, (f"{check.code:<{longest}}  ", "cyan"), (f"{check.severity:<9}", "dim"))
                pen.line(head, title, indent=2, hang=len(head))
        pen.blank()
    pen.line((f"{len(known)} checks; verify-structure --explain CODE explains one", "dim"))


def write_formats(stream: TextIO, formats: Sequence[InputFormat]) -> None:
    """List the input formats: what is read, and the file name extensions that stand for it."""
    pen = Pen(stream)
    longest = max(len(form.title) for form in formats)
    for form in formats:
        endings = f" ({' '.join(form.suffixes)})" if form.suffixes else ""
        head = Text.assemble((f"{form.title:<{longest}}  ", "cyan"))
        pen.line(head, pen.clean(form.holds.replace("`", "")), (endings, "dim"), indent=2, hang=len(head))
    pen.blank()
    written = ", ".join(form.name for form in formats if form.is_written)
    pen.line((f"Any of them may be compressed with gzip, bzip2, xz or zstd; --fix writes {written}", "dim"))


def write_page(stream: TextIO, page: Page) -> None:
    """Show the documentation of one check."""
    pen = Pen(stream)
    symbol, style = MARKS[page.severity]
    pen.line((f"{pen.symbol(symbol)} {page.code}", style), (f"  {page.severity}, {page.family}", "dim"), hang=2)
    pen.blank()
    pen.line((pen.clean(page.title), "bold"))
    for heading, paragraphs in page.sections:
        pen.blank()
        pen.line((heading, "bold underline" if pen.coloured else "bold"))
        if heading == "Example":
            _write_records(pen, page)
            continue
        for number, (paragraph, _) in enumerate(paragraphs):
            if number:
                pen.blank()
            pen.line(pen.clean(paragraph), indent=2)


def _write_records(pen: Pen, page: Page) -> None:
    """Show the failing records of a page, their values lined up, and the finding below them."""
    width = max(len(name) for record in page.records for name in record)
    room = pen.width - width - 4
    for number, record in enumerate(page.records):
        if number:
            pen.blank()
        for name, value in record.items():
            lead = name
            for line in value.split("\n"):
                for piece in Text(pen.clean(line)).wrap(pen.console, room) or [Text()]:
                    row = Text.assemble((f"{lead:<{width}}  ", "dim"), piece)
                    row.rstrip()
                    pen.whole(row, indent=2 if row else 0)
                    lead = ""
    symbol, style = MARKS[page.severity]
    pen.line((f"{pen.symbol(symbol)} ", style), pen.clean(page.finding), (f" [{page.code}]", "cyan"), indent=2, hang=2)
