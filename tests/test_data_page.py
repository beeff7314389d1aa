"""The page of measured values."""

from __future__ import annotations

import runpy
from pathlib import Path

from gaba_analogs.analogs.family import pharmacology, sources

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def test_page_is_current():
    """The page is what scripts/docs makes of the tables now."""
    assert runpy.run_path(str(ROOT / "scripts" / "data_page.py"))["data_page"]() == PAGE


def test_page_shows_every_value():
    """Each measured value has its line, under the heading of its target, and each source it cites is listed once."""
    cited = {key for row in pharmacology() for key in (row.source_key, row.primary_key) if key}

    assert len([line for line in PAGE.splitlines() if line.startswith("| ") and "](#" in line]) == len(pharmacology())
    assert {key for key in cited if PAGE.count(f'<a id="{key}"></a>') == 1} == cited
    assert cited <= {source.source_key for source in sources()}


def test_values_of_the_article_stand_beside_the_publication():
    """The half-life of the article on baclofen and the one of Wuis 1989 (doi:10.1007/BF00558228) are neighbours."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| Baclofen ") and "| half-life |" in line]

    assert any("6.80 ± 0.68 h" in line and "wuis-1989" in line for line in lines)
    assert any("| 2-4 h |" in line and "wikipedia-baclofen" in line for line in lines)
