"""The documentation of the checks, made from their docstrings.

A docstring has the fault in its first line and below it the headings of `HEADINGS`. ``Record`` holds a
record that the check finds fault with, one field a line, and the finding after an arrow::

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        inchikey: WMNUVYYLMCMHLU-UHFFFAOYSA-N
        -> InChIKey is that of the hydrochloride of SMILES

A value of several lines is indented below its field; a line ``---`` separates the records of a check
across records. ``Examples`` are tests of the function, and not shown. ``scripts/docs`` writes one page
per code; a test compares the pages in the repository with the docstrings.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Severity

HEADINGS = ("Why it matters", "What to do", "Record", "Examples", "Blind spots")
"""The sections of a docstring, in order."""
INDEX = "README.md"

Paragraph = tuple[str, bool]
"""A text, and whether its lines are to be kept as they are."""

_FIELD = regex(r"([A-Za-z_]\w*):(?: (.*))?")


class Documented(Protocol):
    """What a page needs to know of a check."""

    @property
    def code(self) -> str:
        """Permanent name."""

    @property
    def severity(self) -> Severity:
        """How much its findings weigh."""

    @property
    def family(self) -> str:
        """The group it belongs to."""

    @property
    def function(self) -> Callable[..., object]:
        """The function whose docstring is the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a check says of itself.

    Parameters
    ----------
    code, severity, family
        As the catalogue has them.
    title
        The fault, in one sentence.
    why, remedy, limits
        Paragraphs: why the fault matters, what to do about it, and what the check does not see.
    records
        Records in which the check finds the fault, each as field to value; one, unless the check looks
        at several together.
    finding
        What it says of them.
    """

    code: str
    severity: Severity
    family: str
    title: str
    why: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    records: tuple[Mapping[str, str], ...] = ()
    finding: str = ""

    @property
    def silence(self) -> str:
        """How to leave the check out."""
        return f'`--ignore {self.code}` on the command line, `ignore={{"{self.code}"}}` in Python.'

    @property
    def sections(self) -> tuple[tuple[str, tuple[Paragraph, ...]], ...]:
        """Heading and paragraphs of each section, in the order to read them in."""
        shown = tuple((block, True) for block in self.record_blocks())
        sections = (
            ("Why it matters", tuple((text, False) for text in self.why)),
            ("What to do", tuple((text, False) for text in self.remedy)),
            ("Example", (*shown, (f"{self.severity}: {self.finding}", True)) if shown else ()),
            ("How to silence it", ((self.silence, False),)),
            ("Blind spots", tuple((text, False) for text in self.limits)),
        )
        return tuple((heading, paragraphs) for heading, paragraphs in sections if paragraphs)

    def record_blocks(self) -> Iterator[str]:
        """Give each record as a table of fields, its values lined up."""
        width = max((len(name) for record in self.records for name in record), default=0)
        for record in self.records:
            rows = (f"{name:<{width}}  {line}" for name, value in record.items() for name, line in _lines(name, value))
            yield "\n".join(row.rstrip() for row in rows)


def _lines(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Give the lines of a value, the field's name beside the first."""
    first, *rest = value.split("\n")
    yield name, first
    for line in rest:
        yield "", line


def parse(check: Documented) -> Page:
    """Take the docstring of a check apart.

    A heading is one of `HEADINGS` on a line of its own, without indent.
    """
    title, _, body = (check.function.__doc__ or "").strip().partition("\n")
    texts: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    lines: list[str] = []
    for line in textwrap.dedent(body).splitlines():
        if line in texts:
            lines = texts[line]
        else:
            lines.append(line)
    sections = {heading: textwrap.dedent("\n".join(text)).strip("\n") for heading, text in texts.items()}
    written, _, finding = sections["Record"].partition("\n-> ")
    return Page(
        code=check.code,
        severity=check.severity,
        family=check.family,
        title=title.strip(),
        why=_paragraphs(sections["Why it matters"]),
        remedy=_paragraphs(sections["What to do"]),
        limits=_paragraphs(sections["Blind spots"]),
        records=tuple(_record(text) for text in written.split("\n---\n") if text.strip()),
        finding=" ".join(finding.split()),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip())


def _record(text: str) -> Mapping[str, str]:
    """Read a record: ``field: value`` in a line, or a value of several lines indented below ``field:``."""
    values: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        field = _FIELD.fullmatch(line)
        if field is not None:
            name = field[1]
            values[name] = field[2] or ""
        else:
            values[name] += f"{line}\n"
    return {
        name: textwrap.dedent(value).removesuffix("\n") if "\n" in value else value for name, value in values.items()
    }


def page(check: Documented) -> str:
    """Give the documentation of one check as Markdown."""
    parts = parse(check)
    blocks = [f"# {parts.code}", f"*{parts.severity}, {parts.family}*", parts.title]
    for heading, paragraphs in parts.sections:
        blocks.append(f"## {heading}")
        kept = [text for text, verbatim in paragraphs if verbatim]
        blocks += ["```text\n{}\n```".format("\n\n".join(kept))] if kept else []
        blocks += [_wrapped(text) for text, verbatim in paragraphs if not verbatim]
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


def pages(checks: Mapping[str, Documented]) -> dict[str, str]:
    """Give every page by its file name, and an index of them.

    Parameters
    ----------
    checks
        Check by code.
    """
    written = {f"{code}.md": page(check) for code, check in checks.items()}
    blocks = [
        "# Checks",
        "Made from the docstrings of the checks; `verify-structure --explain CODE` prints a page.",
    ]
    for family, members in groupby(checks.values(), key=lambda check: check.family):
        rows = [f"| [{c.code}]({c.code}.md) | {c.severity} | {parse(c).title} |" for c in members]
        blocks.append(f"## {family}")
        blocks.append("\n".join(["| code | severity | fault |", "|---|---|---|", *rows]))
    return {INDEX: "\n\n".join(blocks) + "\n", **written}


def write_pages(folder: Path, checks: Mapping[str, Documented]) -> None:
    """Write every page, and remove pages whose check is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    current = pages(checks)
    for stale in folder.glob("*.md"):
        if stale.name not in current:
            stale.unlink()
    for name, text in current.items():
        (folder / name).write_text(text, encoding="utf-8")
