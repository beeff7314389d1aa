"""What the first bytes and lines of an input look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.compression import without_compression_suffix
from gaba_analogs.readers.io.text import Peekable, encoding_of
from gaba_analogs.regex import regex

PARQUET_MAGIC = b"PAR1"
DUMP_START_BYTES = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SHEETS = re.compile(rb"PK\x03\x04[\s\S]{26}(?:xl/|mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet)")

LISTINGS: Mapping[str, tuple[str, ...]] = {
    "cid-smiles": ("CID", "SMILES"),
    "cid-inchi-key": ("CID", "InChI", "InChIKey"),
    "cid-mass": ("CID", "MolecularFormula", "MonoisotopicMass", "ExactMass"),
}
"""Names of PubChem's listings, which have no header, and their column titles.

Source: ftp.ncbi.nlm.nih.gov/pubchem/Compound/Extras/README.
"""

_JSON_START = regex(r'\{\s*(?:["}]|$)|\[\s*(?:[{"\]]|\[\s*["{\d]|$)')


def listing_name(name: str) -> str:
    """Return a file name as `LISTINGS` has it.

    Examples
    --------
    >>> listing_name("pubchem/CID-Mass.gz") in LISTINGS
    True
    """
    return without_compression_suffix(Path(name).name).lower()


def listing_titles(name: str, lines: Peekable[str]) -> tuple[str, ...] | None:
    """Return the column titles of a PubChem listing, recognised by its name and number of columns."""
    titles = LISTINGS.get(listing_name(name))
    if titles is None:
        return None
    cells = "".join(lines.peek(1, 1)).split("\t")
    return titles if len(cells) == len(titles) and cells[0].isdigit() else None


def looks_like_dump(head: bytes) -> bool:
    """Whether the first bytes of an input are those of a MediaWiki dump."""
    return "<mediawiki" in head[:DUMP_START_BYTES].decode(encoding_of(head), "replace")


def looks_like_workbook(head: bytes) -> bool:
    """Whether the first bytes of an input are those of a workbook, or of an old Office document."""
    return head.startswith(_OLD_OFFICE) or (head.startswith(b"PK\x03\x04") and _SHEETS.search(head) is not None)


def is_json(start: list[str]) -> bool:
    """Whether a text starts as JSON does."""
    return _JSON_START.match("\n".join(start).lstrip("\0\ufeff \t\n")[:200]) is not None


def is_table_with_titles(start: list[str]) -> bool:
    """Whether a text starts with at least two recognised column titles."""
    found = _header(start)
    return found is not None and len(found) > 1


def list_format(start: list[str]) -> str:
    """Distinguish a plain list of SMILES from a table with the same file name extension."""
    from gaba_analogs.readers.structures.sdf import looks_like_smiles_list  # noqa: PLC0415 - only here

    header = _header(start)
    if not header and _has_inchi_columns(start):
        return "csv"
    if header is None:
        return "smiles"
    if looks_like_smiles_list(start):
        return "csv" if header - {"smiles", "connectivity_smiles", "name"} else "smiles"
    return "csv"


def _has_inchi_columns(start: list[str]) -> bool:
    """Whether InChIs or InChIKeys stand behind a tab in most lines."""
    from gaba_analogs.readers.tabular.columns import field_shown_by  # noqa: PLC0415 - only here

    rows = [line.split("\t")[1:] for line in start if line.strip() and not line.startswith("#")]
    held = [any(field_shown_by(cell) in {"inchi", "inchikey"} for cell in row) for row in rows]
    return bool(held) and sum(held) >= 0.8 * len(held)


def is_listing(start: list[str]) -> bool:
    """Whether a text without titles is a plain list of SMILES."""
    from gaba_analogs.readers.structures.sdf import looks_like_smiles_list  # noqa: PLC0415 - only here

    return list_format(start) == "smiles" and looks_like_smiles_list(start)


def _header(start: list[str]) -> set[str] | None:
    """Return the fields in the header of a table, none if it has no header; None if it is not a table."""
    from gaba_analogs.readers.tabular.table import find_layout  # noqa: PLC0415 - only here

    try:
        layout = find_layout(start, "", None, None, below_titles=False)
    except InputError:
        return None
    return set(layout.columns.cells) if layout.header_line is not None else set()


def json_format(start: list[str], promised: str | None) -> str:
    """Distinguish JSON Lines, in which each line is complete, from one JSON document."""
    lines = [text for line in start if (text := line.strip("\0\ufeff\x1a \t"))]
    if not lines:
        return promised or "json"
    first, several = lines[0], len(lines) > 1
    if first == "[" and several and lines[1].startswith("{") and _is_object(lines[1].removesuffix(",")):
        return "jsonl"
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
