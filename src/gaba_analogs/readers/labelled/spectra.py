"""Spectral libraries: MassBank records, MSP (NIST, MoNA, RIKEN, Golm), MGF (GNPS), mzSpecLib text.

What describes the measured ion is not read: its adduct, its charge and its m/z are not the compound's. Nor is
``MW`` of MSP, which is a nominal, an average or a monoisotopic mass as the library likes.

Sources: MassBank record format 2.6 (MassBank/MassBank-web, Documentation/MassBankRecordFormat.md); NIST MS Search user
guide (MSP); mzSpecLib 1.0 (HUPO-PSI, doi:10.1021/acs.analchem.4c04091).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gaba_analogs.readers.labelled.entries import Entry, Item, Profile, begun_by, ended_by
from gaba_analogs.readers.tabular.columns import normalised
from gaba_analogs.record.fields import shape_of
from gaba_analogs.regex import regex

_PEAK = regex(r"\s*[\d.]+(?:[eE][-+]?\d+)?[\s:;,]")
_LABEL = regex(r"([^\s:=][^:=]{0,40}?)\s*:(?:\s+|$)(.*)")

# -- MassBank ------------------------------------------------------------------------------------

_LINKS: Mapping[str, str] = {
    "CAS": "cas",
    "CHEBI": "chebi_id",
    "CHEMBL": "chembl_id",
    "CHEMSPIDER": "chemspider_id",
    "COMPTOX": "dtxsid",
    "HMDB": "hmdb_id",
    "INCHIKEY": "inchikey",
    "KEGG": "kegg_id",
    "LIPIDMAPS": "lipidmaps_id",
}
"""Databases of ``CH$LINK`` lines and the fields that they state."""

_MASSBANK_LABEL = regex(r"(CH\$[A-Z_]+|ACCESSION):\s*(.*)")
_CID = regex(r"CID:\s*(\d+)|^(\d+)$")


def is_massbank(lines: Sequence[str]) -> bool:
    """Whether a text begins with a MassBank record."""
    return any(line.startswith("ACCESSION:") for line in lines[:5]) and any(
        line.startswith(("CH$", "RECORD_TITLE:")) for line in lines
    )


def _massbank_items(entry: Sequence[str]) -> Iterator[Item]:
    for line in entry:
        found = _MASSBANK_LABEL.match(line)
        if found is None:
            continue
        label, value = found[1], found[2]
        if label == "CH$NAME":
            yield "name", value
        elif label == "CH$LINK":
            yield from _link(value)
        else:
            yield label, value


def _link(value: str) -> Iterator[Item]:
    database, _, identifier = value.strip().partition(" ")
    if database in _LINKS:
        yield _LINKS[database], identifier
    elif database == "PUBCHEM" and (cid := _CID.search(identifier.strip())):
        yield "pubchem_cid", cid[1] or cid[2]


MASSBANK = Profile(ended_by(regex(r"//\s*$"), regex(r"\s|PK\$")), _massbank_items)

# -- MSP -----------------------------------------------------------------------------------------

_PEAKS_FOLLOW = regex(r"num ?peaks\s*:", re.IGNORECASE)
_MSP: Mapping[str, str] = {
    "name": "name",
    "synon": "synonyms",
    "synonym": "synonyms",
    "smiles": "smiles",
    "inchi": "inchi",
    "inchikey": "inchikey",
    "formula": "formula",
    "exactmass": "monoisotopic_mass",
    "cas": "cas",
    "casno": "cas",
    "metbn": "name",
    "metbcas": "cas",
    "metbkegg": "kegg_id",
    "metbinchi": "inchi",
    "metbinchikey": "inchikey",
}
"""Labels of MSP, without case, blanks and punctuation, and the fields that they state."""

_NOT_OF_THE_COMPOUND = frozenset({"mw", "charge", "precursormz", "precursortype", "adduct", "numpeaks", "nist", "db"})

_COMMENTS = {"smiles": "smiles", "inchi": "inchi", "inchikey": "inchikey", "cas": "cas", "pubchem cid": "pubchem_cid"}
"""What MoNA states in its comments only."""

_COMMENT = regex(r'"([^"=]{1,40})=([^"]*)"')


def is_msp(lines: Sequence[str]) -> bool:
    """Whether a text is a library in MSP format."""
    return any(_PEAKS_FOLLOW.match(line) for line in lines) and not any(line.startswith("BEGIN IONS") for line in lines)


def _msp_entries(lines: Iterable[str], _: str) -> Iterator[Entry]:
    """Split at blank lines, and at the first label after peaks."""
    first, gathered, peaks = 0, list[str](), False
    for number, line in enumerate(lines, start=1):
        text = line.strip("\ufeff\x1a \t")
        if peaks and _PEAK.match(f"{text} "):
            continue
        if gathered and (peaks or not text):
            yield first, gathered
            gathered = []
        peaks = bool(_PEAKS_FOLLOW.match(text))
        if text and (gathered or not _PEAK.match(f"{text} ")):
            first = first if gathered else number
            gathered.append(text)
    if gathered:
        yield first, gathered


def _msp_items(entry: Sequence[str]) -> Iterator[Item]:
    labelled = [found.groups() for line in entry if (found := _LABEL.match(line))]
    of_metabolite = any(label.startswith("METB InChI") for label, _ in labelled)
    more: list[Item] = []
    for label, value in labelled:
        spelled = normalised(label)
        if spelled in {"comment", "comments"}:
            more += [
                (_COMMENTS[key.lower()], text) for key, text in _COMMENT.findall(value) if key.lower() in _COMMENTS
            ]
            continue
        field = _MSP.get(spelled)
        derivative = of_metabolite and not spelled.startswith("metb")
        if field is not None and not value.startswith("$:") and not (derivative and field != "name"):
            yield field, value.split(";", 1)[0] if field == "cas" else value.removesuffix("#").rstrip()
        elif field is None and spelled not in _NOT_OF_THE_COMPOUND:
            yield label, value
    yield from more


MSP = Profile(_msp_entries, _msp_items)

# -- MGF -----------------------------------------------------------------------------------------

_ION_SUFFIX = regex(r"\s+(?:\[?\d?M[-+][\w+-]*\]?\d*[-+]?|M)$")
_MGF: Mapping[str, str] = {
    "name": "name",
    "compoundname": "name",
    "smiles": "smiles",
    "inchi": "inchi",
    "inchikey": "inchikey",
    "inchiaux": "inchikey",
    "formula": "formula",
    "molecularformula": "formula",
    "exactmass": "monoisotopic_mass",
    "cas": "cas",
    "casnumber": "cas",
    "pubchemcid": "pubchem_cid",
}
"""Keys of MGF, without case, blanks and punctuation, and the fields that they state."""

_OF_THE_ION = frozenset({"charge", "pepmass", "mslevel", "scans", "title"})


def is_mgf(lines: Sequence[str]) -> bool:
    """Whether a text is a library in MGF format."""
    return any(line.strip() == "BEGIN IONS" for line in lines)


def _mgf_items(entry: Sequence[str]) -> Iterator[Item]:
    for line in entry:
        key, separator, value = line.partition("=")
        if not separator:
            continue
        spelled = normalised(key)
        field = _MGF.get(spelled)
        if field == "name":
            yield field, _ION_SUFFIX.sub("", value)
        elif field is None:
            if spelled not in _OF_THE_ION:
                yield key, value
        elif spelled != "inchiaux" or shape_of(value) == "inchikey":
            yield field, value


MGF = Profile(ended_by(regex(r"END IONS\s*$"), _PEAK), _mgf_items)

# -- mzSpecLib -----------------------------------------------------------------------------------

_TERM = regex(r"(?:\[\d+\])?[A-Za-z]+:\d+\|([^=]+)=(.*)")
_MZSPECLIB: Mapping[str, str] = {
    "library spectrum name": "name",
    "molecular formula": "formula",
    "SMILES formula": "smiles",
    "InChIKey": "inchikey",
    "InChI": "inchi",
    "monoisotopic molecular mass": "monoisotopic_mass",
}
"""Terms of PSI-MS that state a field. Its "molecular mass" may be either mass."""


def is_mzspeclib(lines: Sequence[str]) -> bool:
    """Whether a text is an mzSpecLib library."""
    return any(line.startswith("<mzSpecLib") for line in lines[:3])


def _mzspeclib_items(entry: Sequence[str]) -> Iterator[Item]:
    for line in entry:
        found = _TERM.match(line)
        if found is not None:
            yield _MZSPECLIB.get(found[1], found[1]), found[2]


MZSPECLIB = Profile(begun_by(regex(r"<Spectrum="), _PEAK), _mzspeclib_items, fixed=True)
