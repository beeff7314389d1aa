"""Reports in the forms that people and programs read: one module per form.

A renderer receives the record reports one by one and holds none of them longer than it must, so
that a report on a million records needs no more memory than one on ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Protocol

from gaba_analogs.errors import did_you_mean, nearest_ending
from gaba_analogs.notation.characters import OBEYED
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.summary import Summary

FORMATS: tuple[str, ...] = ("text", "json", "jsonl", "csv", "parquet", "xlsx", "html", "sarif", "junit", "github")

ENDINGS: Mapping[str, str] = {
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".xml": "junit",
    ".txt": "text",
}
"""Format by file name ending."""

PLAIN_ENDINGS = frozenset({"", ".txt", ".text", ".log", ".out"})
"""Endings of a report in plain text; any other that stands for no format is a mistake."""

TABULAR = (".csv", ".jsonl", ".parquet", ".pq", ".xlsx")
"""Endings of the tables that are written of other things than reports."""


def form_of(name: str) -> str | None:
    """Choose the format of a report by its file name; None for an unknown ending.

    Examples
    --------
    >>> form_of("report.JSON"), form_of("report.sarif.json"), form_of("report.docx")
    ('json', 'sarif', None)
    """
    known = [ending for ending in ENDINGS if name.lower().endswith(ending)]
    return ENDINGS[max(known, key=len)] if known else None


def unknown_ending(name: str) -> str:
    """Say that no format has the ending of a file, with the one that may have been meant; empty where none is missed.

    An ending without letters is part of a name (``report.2``).

    Examples
    --------
    >>> unknown_ending("report.htlm"), unknown_ending("report.log"), unknown_ending("report.2")
    ('no format has the ending .htlm: did you mean .html?', '', '')
    """
    ending = PurePath(name).suffix
    if form_of(name) is not None or ending.lower() in PLAIN_ENDINGS or not any(map(str.isalpha, ending)):
        return ""
    hint = did_you_mean(nearest_ending(ending, ENDINGS), f"; use one of {', '.join(ENDINGS)}")
    return f"no format has the ending {ending}{hint}"


def is_tabular(name: str) -> bool:
    """Whether the ending of a file promises one of the tables."""
    return name.lower().endswith(TABULAR)


class Renderer(Protocol):
    """What every form of report can do."""

    def add(self, record_report: RecordReport) -> None:
        """Report on one record."""

    def finish(self, summary: Summary, conflicts: Sequence[Finding]) -> None:
        """Report on the input as a whole, and complete the output."""


def inert(text: str) -> str:
    r"""Break the marks by which the log of a CI system knows a command, as `printable` breaks those of a terminal.

    GitHub and Azure look for ``##[`` and ``##vso[`` anywhere in a line and for ``::`` at its start, TeamCity for
    ``##teamcity[``.

    Examples
    --------
    >>> inert("##vso[task.setvariable variable=PATH] ::stop-commands::x")
    '#\\x23vso[task.setvariable variable=PATH] :\\x3astop-commands:\\x3ax'
    """
    return text.replace("##", "#\\x23").replace("::", ":\\x3a")


def inert_json(text: str) -> str:
    r"""Likewise for a text in JSON, whose values stay the same.

    Examples
    --------
    >>> inert_json('{"name": "##[group] ::"}')
    '{"name": "#\\u0023[group] :\\u003a"}'
    """
    shown = text.replace("##", "#\\u0023").replace("::", ":\\u003a")
    return shown if shown.isascii() else OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", shown)


def printable(text: str, encoding: str = "utf-8") -> str:
    r"""Show what a terminal must not obey, or cannot show, as backslash escapes.

    Examples
    --------
    >>> printable("bac\x1b[31mlofen\n")
    'bac\\x1b[31mlofen\\n'
    >>> printable("γ-aminobutyric acid", "ascii")
    '\\u03b3-aminobutyric acid'
    """
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text.encode(encoding, "backslashreplace").decode(encoding)
