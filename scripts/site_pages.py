# ruff: noqa: INP001 - a script, not a package
"""What the documentation site has beyond ``docs/``: the checks in its navigation, and a report to look at.

MkDocs calls these functions while it builds the site; ``mkdocs.yml`` names this file.
"""

from __future__ import annotations

import csv
import re
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "sample-report.html"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add a page for each check, under its family, and for each source of the atlas, to the navigation."""
    index = (ROOT / "docs" / "checks" / "README.md").read_text(encoding="utf-8")
    families = re.split(r"^## ", index, flags=re.MULTILINE)[1:]
    (checks,) = (section["Checks"] for section in config.nav or [] if "Checks" in section)
    for family in families:
        codes = re.findall(r"^\| \[([a-z-]+)\]", family, re.MULTILINE)
        checks.append({family.splitlines()[0]: [{code: f"checks/{code}.md"} for code in codes]})
    (atlas,) = (section["Atlas"] for section in config.nav or [] if "Atlas" in section)
    with (ROOT / "docs" / "findings" / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = sorted(csv.DictReader(file), key=lambda source: source["name"].casefold())
    atlas.append({"Sources": [{source["name"]: f"findings/{source['source']}.md"} for source in sources]})
    return config


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Colour interpreter sessions as such, since answers are no Python; give the wide map of the design its width."""
    if page.file.src_uri == "design.md":
        page.meta["hide"] = ["toc"]
    return markdown.replace("```python\n>>> ", "```pycon\n>>> ")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the HTML report on the table of the notebooks, as the package writes it now."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - a test reads this module without MkDocs

    files.append(File.generated(config, SAMPLE, content=sample_report()))
    return files


def sample_report() -> str:
    """Give the HTML report on ``notebooks/my_series.csv``."""
    from gaba_analogs.cli.main import main  # noqa: PLC0415 - loads RDKit

    with tempfile.TemporaryDirectory() as folder, chdir(ROOT / "notebooks"):
        report = Path(folder) / SAMPLE
        main(["my_series.csv", "--output", str(report), "--quiet"])
        return report.read_text(encoding="utf-8")
