"""A file of each input format, with several records where the format can hold several."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.running import run, stream

TESTS = Path(__file__).parents[1]

FILES = {
    "csv": "corpus/family.csv",
    "tsv": "corpus/family.tsv",
    "parquet": "data/files/lists.parquet",
    "workbook": "data/files/nasty.xlsx",
    "markdown": "data/files/table.md",
    "html": "data/files/table.html",
    "mztab": "corpus/report.mztab",
    "chebi-table": "data/files/chebi_structures.csv",
    "yaml": "data/files/compounds.yaml",
    "jsonl": "corpus/family.jsonl",
    "json": "data/files/mona.json",
    "sdf": "data/files/scifinder.sdf",
    "rdfile": "data/files/scifinder.rdf",
    "components": "corpus/component.cif",
    "cdxml": "corpus/scheme.cdxml",
    "cdx": "corpus/oxolane.cdx",
    "mrv": "corpus/gaba.mrv",
    "mol2": "corpus/methanol.mol2",
    "smiles": "corpus/family.smi",
    "inchi-list": "data/files/obabel.inchi",
    "wikitext": "corpus/chembox.wikitext",
    "massbank": "data/files/massbank_all.txt",
    "msp": "data/files/mona_full.msp",
    "mgf": "data/files/gnps_full.mgf",
    "mzspeclib": "data/files/mzspeclib_small.mzlb.txt",
    "obo": "data/files/chebi.obo",
    "metacyc": "data/files/metacyc_compounds.dat",
    "kegg": None,
    "si": None,
    "docx": None,
    "inchi": "data/files/inchi1_out.txt",
    "page": "corpus/page.txt",
    "dump": "corpus/pages.xml",
    "xml": "data/files/drugbank.xml",
    "zip": "data/files/one_table.zip",
    "tar": "data/files/sdfs.tar.gz",
}
"""Format to a file of it, from the folder of the tests; None where its text stands below."""

SINGLE = frozenset({"cdx", "mrv", "page"})
"""Formats whose file has one record."""

JOINED = frozenset({"components", "mol2"})
"""Formats whose files can be joined to one of several records."""

# Caffeine and theobromine as KEGG COMPOUND has them; the formula of the second is that of the first.
KEGG = """\
ENTRY       C07481                      Compound
NAME        Caffeine
FORMULA     C8H10N4O2
EXACT_MASS  194.0804
MOL_WEIGHT  194.1906
///
ENTRY       C07480                      Compound
NAME        Theobromine
FORMULA     C8H10N4O2
EXACT_MASS  180.0647
MOL_WEIGHT  180.1640
///
"""


# GABA and baclofen as papers characterise compounds; masses by hand
PAPER = """\
GABA (1)
White solid. HRMS (ESI) calcd for C4H10NO2 [M+H]+ 104.0706; found 104.0704.
Baclofen (2)
White solid. HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629; found 214.0633.
"""


def document(text: str) -> bytes:
    """Give a document of Word with a paragraph for each line."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{paragraphs}</w:body></w:document>'
        )
    return file.getvalue()


def write(form: str, folder: Path) -> Path:
    """Write the file of a format into a folder, and give its path."""
    source = FILES[form]
    if source is None:
        written = {"kegg": KEGG.encode(), "si": PAPER.encode(), "docx": document(PAPER)}
        target = folder / (f"{form}.docx" if form == "docx" else f"{form}.txt")
        target.write_bytes(written[form])
        return target
    target = folder / Path(source).name
    target.write_bytes((TESTS / source).read_bytes() * (3 if form in JOINED else 1))
    return target


EXAMINED = (0, 1, 2)
"""Exit codes of a run to the end, whatever it found."""


def reports(files: Sequence[Path], *options: str) -> list[list[str]]:
    """Run the command over files in small chunks, and give the lines about each."""
    output = files[0].parent / "reports.jsonl"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "SMALL_RUN", 1)  # as many workers as are asked for
        patched.setattr(stream, "FIRST_CHUNK", 3)
        argv = [*map(str, files), "--no-names", "--format", "jsonl", "--output", str(output), *options]
        assert cli.main(argv) in EXAMINED
    found: dict[str, list[str]] = {str(file): [] for file in files}
    for line in output.read_text(encoding="utf-8").splitlines():
        source = json.loads(line)["record"]["source"]
        found[next(file for file in found if source.startswith(file))].append(line)
    return [*found.values()]


every_format = pytest.mark.parametrize("form", FILES)
