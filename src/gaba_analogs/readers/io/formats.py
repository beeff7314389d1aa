"""The format of an input, recognised by its name and its first bytes and lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.compression import without_compression_suffix
from gaba_analogs.readers.io.text import SAMPLE_CHARACTERS, SAMPLE_LINES, Peekable, encoding_of

PARQUET_MAGIC = b"PAR1"
RECOGNITION_LINES = 20_000
DUMP_START_BYTES = 4096

SUFFIXES: Mapping[str, str] = {
    ".wikitext": "wikitext",
    ".wiki": "wikitext",
    ".mediawiki": "wikitext",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".sdf": "sdf",
    ".sd": "sdf",
    ".mol": "sdf",
    ".smi": "smiles",
    ".smiles": "smiles",
    ".cxsmiles": "smiles",
}
"""File name extensions and their formats; any other input is recognised by content."""

LISTINGS: Mapping[str, tuple[str, ...]] = {
    "cid-smiles": ("CID", "SMILES"),
    "cid-inchi-key": ("CID", "InChI", "InChIKey"),
    "cid-mass": ("CID", "MolecularFormula", "MonoisotopicMass", "ExactMass"),
}
"""Names of PubChem's listings, which have no header, and their column titles.

Source: ftp.ncbi.nlm.nih.gov/pubchem/Compound/Extras/README.
"""

_JSON_START = re.compile(r'\{\s*(?:["}]|$)|\[\s*(?:[{"\]]|\[\s*["{\d]|$)')


def promised_format(name: str) -> str | None:
    """Return the format that a file name stands for; None if it leaves it open.

    Examples
    --------
    >>> promised_format("Compound_000000001_000500000.sdf.gz"), promised_format("chembl_36_chemreps.txt.gz")
    ('sdf', None)
    """
    return SUFFIXES.get(Path(without_compression_suffix(name)).suffix.lower())


def listing_titles(name: str, lines: Peekable[str]) -> tuple[str, ...] | None:
    """Return the column titles of a PubChem listing, recognised by its name and number of columns."""
    titles = LISTINGS.get(without_compression_suffix(Path(name).name).lower())
    if titles is None:
        return None
    cells = "".join(lines.peek(1, 1)).split("\t")
    return titles if len(cells) == len(titles) and cells[0].isdigit() else None


def looks_like_dump(head: bytes) -> bool:
    """Whether the first bytes of an input are those of a MediaWiki dump."""
    return "<mediawiki" in head[:DUMP_START_BYTES].decode(encoding_of(head), "replace")


def text_format(promised: str | None, lines: Peekable[str]) -> str:
    """Choose the format of a text by its file name extension and its first lines."""
    start = lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)
    if promised is None:
        return _recognised_format(lines, start)
    if promised in {"json", "jsonl"}:
        return _json_format(start, promised)
    if promised == "smiles":
        return _list_format(start)
    return promised


def _recognised_format(lines: Peekable[str], start: list[str]) -> str:
    if _JSON_START.match("\n".join(start).lstrip("\0\ufeff \t\n")[:200]):
        return _json_format(start, None)
    from gaba_analogs.readers.structures.sdf import looks_like_sdf, looks_like_smiles_list  # noqa: PLC0415 - only here
    from gaba_analogs.readers.wiki.template_names import looks_like_wikitext  # noqa: PLC0415

    if _has_titles(start):
        return "csv"
    more = lines.peek(RECOGNITION_LINES, SAMPLE_CHARACTERS)
    if looks_like_sdf(more):
        return "sdf"
    if looks_like_wikitext("\n".join(more)):
        return "wikitext"
    return "smiles" if _list_format(start) == "smiles" and looks_like_smiles_list(start) else "csv"


def _has_titles(start: list[str]) -> bool:
    """Whether a text starts with at least two recognised column titles."""
    found = _header(start)
    return found is not None and len(found) > 1


def _list_format(start: list[str]) -> str:
    """Distinguish a plain list of SMILES from a table with the same file name extension."""
    from gaba_analogs.readers.structures.sdf import looks_like_smiles_list  # noqa: PLC0415 - only here

    header = _header(start)
    if header is None:
        return "smiles"
    if looks_like_smiles_list(start):
        return "csv" if header - {"smiles", "connectivity_smiles", "name"} else "smiles"
    return "csv"


def _header(start: list[str]) -> set[str] | None:
    """Return the fields in the header of a table, none if it has no header; None if it is not a table."""
    from gaba_analogs.readers.tabular.table import find_layout  # noqa: PLC0415 - only here

    try:
        layout = find_layout(start, "", None, None)
    except InputError:
        return None
    return set(layout.columns.cells) if layout.header_line is not None else set()


def _json_format(start: list[str], promised: str | None) -> str:
    """Distinguish JSON Lines, in which each line is complete, from one JSON document."""
    lines = [text for line in start if (text := line.strip("\0\ufeff\x1a \t"))]
    if not lines:
        return promised or "json"
    first, several = lines[0], len(lines) > 1
    closed = first.endswith("}") and not first.startswith("[")
    if promised == "jsonl":
        return "json" if several and first in {"{", "["} else "jsonl"
    if not several or not closed:
        return "json"
    return "jsonl" if _is_object(first) or lines[1].startswith("{") else "json"


def _is_object(line: str) -> bool:
    from gaba_analogs.readers.json.objects import parse_json  # noqa: PLC0415 - only here

    try:
        return isinstance(parse_json(line), dict)
    except ValueError:
        return False
