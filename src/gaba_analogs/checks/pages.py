"""The documentation of the checks, made from their docstrings.

``scripts/docs`` writes one page per code; a test compares the pages in the repository with the
docstrings.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from gaba_analogs.findings import Severity

INDEX = "README.md"

Paragraph = tuple[str, bool]
"""A text, and whether it is an interpreter session."""


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
    """A docstring, taken apart.

    Parameters
    ----------
    code, severity, family
        As the catalogue has them.
    title
        The fault, in one sentence.
    sections
        Heading and paragraphs of each section, in order; the heading of what stands between title
        and first section is empty.
    """

    code: str
    severity: Severity
    family: str
    title: str
    sections: tuple[tuple[str, tuple[Paragraph, ...]], ...]


def parse(check: Documented) -> Page:
    """Take the docstring of a check apart.

    A heading is a line without indent whose text is indented below it, or that is underlined.
    """
    lines = textwrap.dedent(_body(check.function.__doc__ or "")).splitlines()
    title = (check.function.__doc__ or "").strip().partition("\n")[0].strip()
    sections: list[tuple[str, list[str]]] = [("", [])]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}", line):
            continue
        heading = line and not line[0].isspace() and not line.startswith(">>>")
        if heading and (re.fullmatch(r"-{3,}", following) or following.startswith("    ")):
            sections.append((line.strip(), []))
        else:
            sections[-1][1].append(line)
    parsed = ((heading, tuple(_paragraphs(textwrap.dedent("\n".join(text))))) for heading, text in sections)
    return Page(
        code=check.code,
        severity=check.severity,
        family=check.family,
        title=title,
        sections=tuple((heading, text) for heading, text in parsed if text),
    )


def _body(docstring: str) -> str:
    """Give the docstring below its first line."""
    return docstring.strip().partition("\n")[2]


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if not block.strip():
            continue
        code = block.lstrip().startswith(">>>")
        yield (textwrap.dedent(block), True) if code else (" ".join(block.split()), False)


def page(check: Documented) -> str:
    """Give the documentation of one check as Markdown."""
    parts = parse(check)
    blocks = [f"# {parts.code}", f"*{parts.severity}, {parts.family}*", parts.title]
    for heading, paragraphs in parts.sections:
        if heading:
            blocks.append(f"## {heading}")
        blocks += [f"```python\n{text}\n```" if code else _wrapped(text) for text, code in paragraphs]
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
