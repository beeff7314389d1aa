"""Records of XML documents: a profile for each publisher, and one for documents that are built alike.

Sources: HMDB 5.0 XML (hmdb.ca/downloads); DrugBank 5.1 schema (docs.drugbank.com/xml); ChEMBL web services; PUG REST
and the PC-Compound schema (ftp.ncbi.nlm.nih.gov/pubchem/specifications).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import encoding_of
from gaba_analogs.readers.json import pubchem
from gaba_analogs.readers.labelled.entries import Item, collected, understood
from gaba_analogs.readers.tabular.tags import Tags
from gaba_analogs.readers.xml.elements import record_elements
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

START_BYTES = 4096

_START = regex(r"\s*<(?:\?xml\b|!DOCTYPE\s+\w|[A-Za-z][\w.-]*[\s>])")
_OTHERS = regex(
    r"<(?:!DOCTYPE\s+html|html|mediawiki|CDXML|svg|cml|sbml|rdf:RDF|table|MDocument|(?:indexed)?mzML|mzXML|mzData|mzIdentML)\b"
    r"|xml-cml\.org",
    re.IGNORECASE,
)


def looks_like_xml(head: bytes) -> bool:
    """Whether the first bytes of an input are those of an XML document that may hold records."""
    start = head[:START_BYTES].decode(encoding_of(head), "replace").removeprefix("\ufeff")
    return (
        _START.match(start) is not None and _OTHERS.search(start) is None and not start.lstrip().startswith("<mzSpec")
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """How one document holds its records.

    Parameters
    ----------
    record
        Name of the record elements; None for any.
    items
        Labels and values of one of them.
    depth
        Their depth [-]: 1 is the root.
    fixed
        The publisher fixes what its labels mean: one that is no field's name states a field only where it is mapped.
    """

    record: str | None
    items: Callable[[Element], Iterable[Item]]
    depth: int = 2
    fixed: bool = False


def read_xml(
    content: Iterable[bytes], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read an XML document, one record per record element.

    Parameters
    ----------
    content
        The document, in pieces.
    name
        The input as the user named it.
    mapping
        Field to element; overrides automatic recognition.
    notes
        What to tell of them that states no field.

    Raises
    ------
    InputError
        The document is not well-formed, declares entities, or no element of it states a field.
    """
    tags = Tags(mapping, "element", notes)
    profile = GENERIC
    number = 0

    def depth_of(root: str) -> tuple[int, str | None]:
        nonlocal profile
        profile = PROFILES.get(root, GENERIC)
        return profile.depth, profile.record

    for line, element in record_elements(content, name, depth_of):
        place = Place(name, line, number + 1)
        if element.tag == "PC-Compound":
            number += 1
            yield from pubchem.records(_pubchem_answer(element), name, place)
            continue
        stated = collected(profile.items(element))
        if profile.fixed:
            stated = understood(stated, mapping, notes)
        if stated:
            number += 1
            values = list(stated.values())
            yield tags.columns(tuple(stated), values).record(values, place)
    tags.finish(name)
    if not number:
        raise InputError("no records in this XML: its elements state nothing", path=name)
    tags.require_one(name)


# ------------------------------------------------------------------------------------------------
# Profiles


def _leaves(element: Element) -> Iterator[Item]:
    """Give the texts of an element, those of its parts included."""
    for part in element.iter():
        if not len(part) and part.text:
            text = part.text if "M  END" in part.text else part.text.strip()
            label = "molblock" if "M  END" in text else "synonyms" if part.tag == "synonym" else part.tag
            yield label, text


def _children(element: Element) -> Iterator[Item]:
    """Give the texts that stand directly in a metabolite of HMDB, and its synonyms."""
    for part in element:
        if part.tag == "synonyms":
            yield from (("synonyms", synonym.text or "") for synonym in part)
        elif not len(part) and part.text:
            yield _HMDB.get(part.tag, part.tag), part.text


_HMDB: Mapping[str, str] = {
    "accession": "hmdb_id",
    "monisotopic_molecular_weight": "monoisotopic_mass",
    "traditional_iupac": "traditional",
}
"""Elements of HMDB that are spelt in its own way; a traditional name is no systematic one."""


def _drug(element: Element) -> Iterator[Item]:
    """Give what a drug of DrugBank states of its structure."""
    for part in element:
        if part.tag == "drugbank-id" and part.get("primary") == "true":
            yield "drugbank_id", part.text or ""
        elif part.tag in {"name", "unii"}:
            yield part.tag, part.text or ""
        elif part.tag == "cas-number":
            yield "cas", part.text or ""
        elif part.tag == "synonyms":
            yield from (
                ("synonyms", synonym.text or "") for synonym in part if synonym.get("language", "english") == "english"
            )
        elif part.tag == "calculated-properties":
            for p in part:
                kind = _text(p, "kind")
                yield _DRUG_PROPERTIES.get(kind, kind), _text(p, "value")
        elif part.tag == "external-identifiers":
            for reference in part:
                if (field := _DRUG_REFERENCES.get(_text(reference, "resource"))) is not None:
                    yield field, _text(reference, "identifier")


_DRUG_PROPERTIES: Mapping[str, str] = {
    "IUPAC Name": "iupac_name",
    "Molecular Weight": "molecular_weight",
    "Monoisotopic Weight": "monoisotopic_mass",
    "SMILES": "smiles",
    "Molecular Formula": "formula",
    "InChI": "inchi",
    "InChIKey": "inchikey",
}
_DRUG_REFERENCES: Mapping[str, str] = {
    "ChEBI": "chebi_id",
    "ChEMBL": "chembl_id",
    "ChemSpider": "chemspider_id",
    "KEGG Compound": "kegg_id",
    "PubChem Compound": "pubchem_cid",
}


def _text(element: Element, child: str) -> str:
    return (element.findtext(child) or "").strip()


GENERIC = Profile(None, _leaves)
PROFILES: Mapping[str, Profile] = {
    "drugbank": Profile("drug", _drug, fixed=True),
    "drug": Profile("drug", _drug, depth=1, fixed=True),
    "hmdb": Profile("metabolite", _children),
    "metabolite": Profile("metabolite", _children, depth=1),
    "response": Profile("molecule", _leaves, depth=3),
    "molecules": Profile("molecule", _leaves),
    "molecule": Profile("molecule", _leaves, depth=1),
    "PropertyTable": Profile("Properties", _leaves),
    "PC-Compounds": Profile("PC-Compound", _leaves),
    "PC-Compound": Profile("PC-Compound", _leaves, depth=1),
    "UDM": Profile("MOLECULE", _leaves, depth=3),
}
"""The profile of a document, by the name of its root."""


def _pubchem_answer(element: Element) -> dict[str, object]:
    """Give a compound record of PubChem as its JSON has it.

    Examples
    --------
    >>> from xml.etree.ElementTree import fromstring
    >>> _pubchem_answer(fromstring("<PC-Compound><PC-Compound_charge>0</PC-Compound_charge></PC-Compound>"))
    {'id': {'id': {'cid': ''}}, 'props': [], 'charge': '0'}
    """
    properties = []
    for data in element.iter("PC-InfoData"):
        value = {kind: _deep(data, f"PC-InfoData_value_{kind}") for kind in ("sval", "fval", "ival")}
        urn = {"label": _deep(data, "PC-Urn_label"), "name": _deep(data, "PC-Urn_name")}
        properties.append({"urn": urn, "value": value})
    cid = _deep(element, "PC-CompoundType_id_cid")
    return {"id": {"id": {"cid": cid}}, "props": properties, "charge": _deep(element, "PC-Compound_charge")}


def _deep(element: Element, name: str) -> str:
    found = next(element.iter(name), None)
    return "" if found is None else (found.text or "").strip()
