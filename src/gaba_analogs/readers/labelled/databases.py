"""Flat files of databases: ontologies in OBO (ChEBI), MetaCyc's attribute-value files, KEGG COMPOUND.

Sources: OBO flat file format 1.4 (owlcollab.github.io/oboformat); ChEBI's properties, `chemrof:` since 2025 and
`chebi/` before; Pathway Tools data-file formats (bioinformatics.ai.sri.com/ptools/flatfile-format.html); KEGG COMPOUND
(www.kegg.jp/kegg/rest/dbentry.html). KEGG's PubChem number is a substance (SID), not a CID.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gaba_analogs.readers.labelled.entries import IDENTIFIER, Item, Profile, begun_by, ended_by
from gaba_analogs.regex import regex

# -- OBO -----------------------------------------------------------------------------------------

_PROPERTIES: Mapping[str, str] = {
    "charge": "charge",
    "formula": "formula",
    "generalized_empirical_formula": "formula",
    "inchi": "inchi",
    "inchi_string": "inchi",
    "inchikey": "inchikey",
    "inchi_key_string": "inchikey",
    "mass": "molecular_weight",
    "monoisotopicmass": "monoisotopic_mass",
    "monoisotopic_mass": "monoisotopic_mass",
    "smiles": "smiles",
    "smiles_string": "smiles",
}
"""ChEBI's properties of a compound, without their prefix."""

_REFERENCES: Mapping[str, str] = {
    "cas": "cas",
    "kegg.compound": "kegg_id",
    "kegg compound": "kegg_id",
    "drugbank": "drugbank_id",
    "hmdb": "hmdb_id",
    "lipidmaps": "lipidmaps_id",
    "lipid_maps_instance": "lipidmaps_id",
}

_PROPERTY = regex(r'property_value:\s*(?:\S*[:/#])?([a-z_]+)\s+"((?:[^"\\]|\\.)*)"')
_SYNONYM = regex(r'synonym:\s*"((?:[^"\\]|\\.)*)"(.*)')
_REFERENCE = regex(r"xref:\s*([A-Za-z_. ]+):(\S+)")
_RELATIONSHIP = regex(r"relationship:\s*(\S+)\s+(CHEBI:\d+)")
_RELATIONSHIPS = {
    "RO:0018033": "is_conjugate_base_of",
    "RO:0018034": "is_conjugate_acid_of",
    "RO:0018036": "is_tautomer_of",
    "RO:0018039": "is_enantiomer_of",
}
"""Relationships of ChEBI between compounds, by their numbers in the Relation Ontology."""


def is_obo(lines: Sequence[str]) -> bool:
    """Whether a text is an ontology in OBO format."""
    return any(line.startswith("format-version:") for line in lines[:5]) or any(line == "[Term]" for line in lines)


def _obo_items(entry: Sequence[str]) -> Iterator[Item]:
    if not entry[0].startswith("[Term]") or "is_obsolete: true" in entry:
        return
    if not any(line.startswith("property_value:") and _states_a_compound(line) for line in entry):
        return  # a class of compounds, or a role
    related: dict[str, list[str]] = {}
    for line in entry:
        if line.startswith("name: "):
            yield "name", line[6:]
        elif line.startswith("id: CHEBI:"):
            yield "chebi_id", line[4:]
        elif found := _SYNONYM.match(line):
            is_systematic = "IUPAC" in found[2] and "INN" not in found[2].split("[")[0]
            yield "iupac_name" if is_systematic else "synonyms", _unescaped(found[1])
        elif found := _REFERENCE.match(line):
            if (field := _REFERENCES.get(found[1].lower())) is not None:
                yield field, found[2]
        elif found := _RELATIONSHIP.match(line):
            name = _RELATIONSHIPS.get(found[1], found[1])
            if name in _RELATIONSHIPS.values():
                related.setdefault(name, []).append(found[2])
        elif found := _PROPERTY.match(line):
            yield _PROPERTIES.get(found[1], found[1]), _unescaped(found[2])
    yield from ((name, "|".join(others)) for name, others in related.items())


def _states_a_compound(line: str) -> bool:
    found = _PROPERTY.match(line)
    return found is not None and found[1] in _PROPERTIES


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


OBO = Profile(begun_by(regex(r"\[[A-Z]\w*\]")), _obo_items, fixed=True)

# -- MetaCyc -------------------------------------------------------------------------------------

_ATTRIBUTES: Mapping[str, str] = {
    "COMMON-NAME": "name",
    "INCHI": "inchi",
    "INCHI-KEY": "inchikey",
    "MOLECULAR-WEIGHT": "molecular_weight",
    "SMILES": "smiles",
    "SYNONYMS": "synonyms",
}
_ATOMS = regex(r"\(([A-Z]{1,2}) (\d{1,6})\)")
_LINK = regex(r'\(([\w-]+) "([^"]+)"')
_LINKED: Mapping[str, str] = {
    "CAS": "cas",
    "CHEBI": "chebi_id",
    "CHEMSPIDER": "chemspider_id",
    "DRUGBANK": "drugbank_id",
    "HMDB": "hmdb_id",
    "LIGAND-CPD": "kegg_id",
    "METANETX": "metanetx_id",
    "PUBCHEM": "pubchem_cid",
}
_MARKUP = regex(r"</?(?:i|b|sub|sup|small|em|SUB|SUP|I|B)>")


def is_metacyc(lines: Sequence[str]) -> bool:
    """Whether a text is an attribute-value file of Pathway Tools."""
    return any(line.startswith("UNIQUE-ID - ") for line in lines)


def _metacyc_items(entry: Sequence[str]) -> Iterator[Item]:
    elements: Counter[str] = Counter()
    for line in entry:
        attribute, separator, value = line.partition(" - ")
        if not separator:
            continue
        if attribute == "CHEMICAL-FORMULA" and (found := _ATOMS.match(value)):
            elements[found[1].capitalize()] += int(found[2])
        elif attribute == "DBLINKS":
            if (found := _LINK.match(value)) and found[1] in _LINKED:
                yield _LINKED[found[1]], found[2]
        elif attribute == "UNIQUE-ID":
            yield IDENTIFIER, value
        else:
            yield _ATTRIBUTES.get(attribute, attribute), _MARKUP.sub("", value)
    if elements:
        order = sorted(elements, key=lambda symbol: (symbol != "C", symbol != "H", symbol))
        yield "formula", "".join(f"{symbol}{n if n > 1 else ''}" for symbol in order if (n := elements[symbol]))


METACYC = Profile(ended_by(regex(r"//\s*$"), regex(r"#|/[^/]")), _metacyc_items, fixed=True)

# -- KEGG ----------------------------------------------------------------------------------------

_KEGG: Mapping[str, str] = {
    "NAME": "name",
    "FORMULA": "formula",
    "EXACT_MASS": "monoisotopic_mass",
    "MOL_WEIGHT": "molecular_weight",
}
_KEGG_LINKS: Mapping[str, str] = {"CAS": "cas", "ChEBI": "chebi_id", "ChEMBL": "chembl_id", "DrugBank": "drugbank_id"}
KEGG_LABEL = 12
"""Width [-] of the column of labels."""


def is_kegg(lines: Sequence[str]) -> bool:
    """Whether a text is an entry of KEGG COMPOUND or DRUG."""
    return any(re.match(r"ENTRY {7}[CD]\d{5}\b", line) for line in lines[:3])


def _kegg_items(entry: Sequence[str]) -> Iterator[Item]:
    label = ""
    for line in entry:
        label = line[:KEGG_LABEL].strip() or label
        value = line[KEGG_LABEL:].strip()
        if label == "ENTRY" and value:
            yield "kegg_id", value.split()[0]
        elif label == "DBLINKS":
            database, _, identifiers = value.partition(":")
            if database in _KEGG_LINKS and identifiers.split():
                yield _KEGG_LINKS[database], identifiers.split()[0]
        elif label in _KEGG:
            yield _KEGG[label], value.removesuffix(";")
        elif label != "ENTRY":
            yield label, value


KEGG = Profile(ended_by(regex(r"///\s*$")), _kegg_items, fixed=True)
