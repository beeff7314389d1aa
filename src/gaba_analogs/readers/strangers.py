"""Files of chemistry and biology that hold no structure record: what each is, and what to give instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gaba_analogs.regex import regex

_LINES = 60
_SPECTRUM = regex(r"^##\s*(?:DATA\s*TYPE\s*=\s*|\.OBSERVE)(.*)", re.IGNORECASE | re.MULTILINE)
_SPECTRA = (
    (regex(r"nmr|fid|nucleus|frequency", re.IGNORECASE), "an NMR spectrum"),
    (regex(r"infrared|raman", re.IGNORECASE), "an infrared spectrum"),
    (regex(r"mass", re.IGNORECASE), "a mass spectrum"),
    (regex(r"uv|vis|ultraviolet", re.IGNORECASE), "a UV spectrum"),
)


class Stranger(NamedTuple):
    """A kind of file that is not read.

    Parameters
    ----------
    start
        What its first lines hold.
    said
        What it is, why nothing is read of it, and what to give instead.
    """

    start: re.Pattern[str]
    said: str


def _kind(start: str, said: str) -> Stranger:
    return Stranger(re.compile(start, re.MULTILINE), said)


STRANGERS: tuple[Stranger, ...] = (
    _kind(r"\A##\s*(?:TITLE|JCAMP)|^##\s*JCAMP-?DX\s*=", "{spectrum} in JCAMP-DX: no structure record in it"),
    _kind(
        r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<sbml\b",
        "a model in SBML: no structure record in it; give the table of its species",
    ),
    _kind(
        r"\A(?:HEADER {4}|CRYST1|MODEL {5}|REMARK +\d|(?:ATOM  |HETATM) *\d+ )",
        "coordinates in PDB format, which has no bond orders: give the ligand as an SD file",
    ),
    _kind(
        r"^_atom_site\.(?:group_PDB|id)\b",
        "a macromolecular structure in mmCIF: give its ligands as SD files",
    ),
    _kind(
        r"^_(?:cell_length_a|symmetry_space_group|space_group_|cod_database_code|journal_name|audit_creation)",
        "a crystal structure in CIF: no structure record in it",
    ),
    _kind(
        r"\A(?:#.*\n)*(?:identifiers|inputs|reactions|name|dataset_id)\s*(?:\{|: \")[\s\S]*?\n\s+(?:type|value): ",
        "a protocol buffer as text (Open Reaction Database): give its JSON",
    ),
    _kind(r"\A\s*[A-Za-z][\w-]* ::= ", "PubChem data in ASN.1: download it as SDF, JSON or XML"),
    _kind(r"\A\s*(?:<\?xml[^>]*>\s*)?<(?:cml|molecule)\b[^>]*xml-cml\.org", "CML: convert it to an SD file"),
    _kind(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", "a picture in SVG: enter the record as text"),
    _kind(
        r"\A\s*(?:<\?xml[^>]*>\s*)?<(?:indexedmzML|mzML|mzXML|mzData|mzIdentML|MzIdentML)\b",
        "mass spectra or identified peptides in XML: no structure record in it; give the library or its mzTab",
    ),
    _kind(
        r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE rdf[\s\S]*?\]>\s*)?<rdf:RDF\b",
        "an ontology in RDF/XML: give it as OBO",
    ),
    _kind(
        r"\A\s*\d+\s*\n.*\n\s*[A-Z][a-z]?(?:\s+-?\d+\.\d+){3}\s*$", "coordinates without bonds (XYZ): give an SD file"
    ),
    _kind(r"\A>\S.*\n[A-Z*\s-]{20,}$", "sequences in FASTA: no structure record in it"),
    _kind(r"\A\{\\rtf", "a document in RTF: copy its table into a text file"),
    _kind(r"\A(?:%!PS|\{\\fonttbl)", "a PostScript document: copy the record into a text file"),
    _kind(r"\A@prefix\b|\A<http[^>]+>\s+<http", "RDF triples (Turtle): give the answer of a query as CSV or JSON"),
)
"""Kinds of files by what they begin with; the first that fits."""


def stranger(lines: Sequence[str]) -> str | None:
    """Name a file that holds no structure record by its first lines; None for any other.

    Examples
    --------
    >>> stranger(["##TITLE=Ethanol", "##JCAMP-DX=5.00", "##DATA TYPE=NMR SPECTRUM"])
    'an NMR spectrum in JCAMP-DX: no structure record in it'
    """
    text = "\n".join(lines[:_LINES]).lstrip("\ufeff\n ")
    for start, said in STRANGERS:
        if start.search(text) is not None:
            return said.replace("{spectrum}", _spectrum(text))
    return None


def _spectrum(text: str) -> str:
    kinds = " ".join(_SPECTRUM.findall(text))
    return next((name for pattern, name in _SPECTRA if pattern.search(kinds)), "a spectrum")
