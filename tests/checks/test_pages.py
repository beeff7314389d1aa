"""Documentation pages: made from docstrings, complete, and current in the repository."""

# ruff: noqa: D401, D407 - a docstring of a check is its page, in the form of all pages

from __future__ import annotations

from pathlib import Path

import pytest

from gaba_analogs.checks.pages import INDEX, page, pages, parse, write_pages
from gaba_analogs.findings import Severity
from gaba_analogs.verification.catalogue import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs" / "checks"


class FakeCheck:
    """A check with a docstring in the house style."""

    code = "formula-mismatch"
    severity = Severity.ERROR
    family = "Formula"

    @staticmethod
    def function() -> None:
        """The stated formula is not the structure's.

        Said of *everything* that
        states one.

        Why it matters
            Formulas are copied by hand.

            They go wrong.

        Examples
            >>> for x in "ab":
            ...     print(x)
            a
            b

        Blind spots
            Isomers.
        """


class UnderlinedCheck(FakeCheck):
    """A check with a docstring in the style of numpydoc."""

    @staticmethod
    def function() -> None:
        """The stated formula is not the structure's.

        Said of *everything* that
        states one.

        Why it matters
        --------------
        Formulas are copied by hand.

        They go wrong.

        Examples
        --------
        >>> for x in "ab":
        ...     print(x)
        a
        b

        Blind spots
        -----------
        Isomers.
        """


@pytest.mark.parametrize("check", [FakeCheck(), UnderlinedCheck()], ids=["indented", "underlined"])
def test_parse(check):
    """Both ways to mark a heading give the same sections."""
    assert parse(check).title == "The stated formula is not the structure's."
    assert parse(check).sections == (
        ("", (("Said of *everything* that states one.", False),)),
        ("Why it matters", (("Formulas are copied by hand.", False), ("They go wrong.", False))),
        ("Examples", (('>>> for x in "ab":\n...     print(x)\na\nb', True),)),
        ("Blind spots", (("Isomers.", False),)),
    )


def test_page_is_markdown():
    """A page has the code as its title, sections, and examples in a code block."""
    text = page(FakeCheck())

    assert text.startswith("# formula-mismatch\n\n*error, Formula*\n\nThe stated formula")
    assert "\n## Blind spots\n\nIsomers.\n" in text
    assert '```python\n>>> for x in "ab":\n' in text


def test_write_pages_removes_what_is_gone(tmp_path):
    """A page whose check no longer exists goes."""
    (tmp_path / "old-check.md").write_text("old")
    write_pages(tmp_path, {"formula-mismatch": FakeCheck()})

    assert sorted(path.name for path in tmp_path.iterdir()) == [INDEX, "formula-mismatch.md"]
    assert "[formula-mismatch](formula-mismatch.md)" in (tmp_path / INDEX).read_text()


def test_repository_pages_are_current():
    """``python -m gaba_analogs.checks.pages docs/checks`` would change nothing."""
    written = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}

    assert written == pages(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_check_has_a_complete_page(code):
    """Each page says why it matters, gives examples, and names its blind spots."""
    headings = [heading for heading, _ in parse(CATALOGUE[code]).sections]

    assert {"Why it matters", "Examples", "Blind spots"} <= set(headings)
