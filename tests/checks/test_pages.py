"""Documentation pages: made from docstrings, complete, and current in the repository."""

# ruff: noqa: D401, D407 - a docstring of a check is its page, in the form of all pages

from __future__ import annotations

from pathlib import Path

import pytest
from page_records import ACROSS, CASES, PAGES, records_of, reports_on, said, said_across

from gaba_analogs.checks.pages import INDEX, page, pages, parse, write_pages
from gaba_analogs.results.findings import Severity
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

        Why it matters
            Formulas are copied by
            hand.

            They go wrong.

        What to do
            Correct it.

        Record
            smiles: NCCCC(=O)O
            formula: C4H7NO2
            -> formula has 2 hydrogens fewer
               than SMILES

        Examples
            >>> for x in "ab":
            ...     print(x)
            a
            b

        Blind spots
            Isomers.
        """


class CheckOfSeveral(FakeCheck):
    """A check whose page shows two records, one with a molfile."""

    @staticmethod
    def function() -> None:
        """Two records have one structure.

        Record
            name: GABA
            molblock:
                GABA

                  7  6
            ---
            name: Gaba
            -> twice
        """


def test_parse():
    """A docstring gives its prose as paragraphs, and its record as fields and finding."""
    page = parse(FakeCheck())

    assert page.title == "The stated formula is not the structure's."
    assert page.why == ("Formulas are copied by hand.", "They go wrong.")
    assert page.remedy == ("Correct it.",)
    assert page.limits == ("Isomers.",)
    assert page.records == ({"smiles": "NCCCC(=O)O", "formula": "C4H7NO2"},)
    assert page.finding == "formula has 2 hydrogens fewer than SMILES"


def test_parse_several_records():
    """Records are separated by a line of hyphens; a value of several lines keeps its lines."""
    page = parse(CheckOfSeveral())

    assert page.records == ({"name": "GABA", "molblock": "GABA\n\n  7  6"}, {"name": "Gaba"})
    assert page.finding == "twice"


def test_page_is_markdown():
    """A page has the code as its title, the record lined up, and how to silence the check, but no Python session."""
    text = page(FakeCheck())

    assert text.startswith("# formula-mismatch\n\n*error, Formula*\n\nThe stated formula")
    assert "```text\nsmiles   NCCCC(=O)O\nformula  C4H7NO2\n\nerror: formula has 2 hydrogens fewer" in text
    assert "\n## How to silence it\n\n`--ignore formula-mismatch` on the command line" in text
    assert "\n## Blind spots\n\nIsomers.\n" in text
    assert ">>>" not in text


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
    """Each page says why the fault matters, what to do, and what the check does not see."""
    assert PAGES[code].why
    assert PAGES[code].remedy
    assert PAGES[code].limits


@pytest.mark.parametrize("code", CASES)
def test_record_has_the_fault(code):
    """Verification says of the record of each page what the page says it does."""
    (report,) = reports_on(code, records_of(code))

    assert said(code, report) == [PAGES[code].finding]


@pytest.mark.parametrize("code", ACROSS)
def test_records_have_the_fault_together(code):
    """The records of a page across records, as rows of drugs.csv, have what the page says."""
    assert said_across(code) == [PAGES[code].finding]
