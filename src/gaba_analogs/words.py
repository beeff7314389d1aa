"""Field names and verbs in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

FIELD_WORDS = {
    "name": "name",
    "smiles": "SMILES",
    "connectivity_smiles": "connectivity SMILES",
    "inchi": "InChI",
    "inchikey": "InChIKey",
    "formula": "formula",
    "element_counts": "element counts",
    "molecular_weight": "molecular weight",
    "monoisotopic_mass": "monoisotopic mass",
    "charge": "charge",
    "iupac_name": "IUPAC name",
    "synonyms": "synonyms",
    "chirality": "stated chirality",
    "cas": "CAS number",
    "unii": "UNII",
    "ec_number": "EC number",
    "pubchem_cid": "PubChem CID",
    "chembl_id": "ChEMBL identifier",
    "chebi_id": "ChEBI identifier",
    "drugbank_id": "DrugBank identifier",
    "kegg_id": "KEGG identifier",
    "chemspider_id": "ChemSpider identifier",
    "iuphar_id": "IUPHAR identifier",
    "atc_code": "ATC code",
    "molblock": "molfile",
}
"""What a chemist calls each field."""

_VERBS = {
    "is": ("is", "are"),
    "has": ("has", "have"),
    "lacks": ("lacks", "lack"),
    "does": ("does", "do"),
    "specifies": ("specifies", "specify"),
    "leaves": ("leaves", "leave"),
}


def listed(fields: Sequence[str]) -> str:
    """Join field names as in a sentence.

    Examples
    --------
    >>> listed(["smiles", "inchi", "formula"])
    'SMILES, InChI and formula'
    """
    words = [FIELD_WORDS.get(f, f) for f in fields]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "the other fields"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "record"), counted(1200, "record")
    ('1 record', '1,200 records')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def phrase(message: str, subjects: Sequence[str], objects: Sequence[str]) -> str:
    """Fill a message's places: fields for ``{a}`` and ``{b}``, verbs that agree with them.

    Examples
    --------
    >>> phrase("{a} {is} the enantiomer of {b}", ["smiles"], ["inchi", "inchikey"])
    'SMILES is the enantiomer of InChI and InChIKey'
    """
    values = {"a": listed(subjects), "b": listed(objects)}
    for verb, (one, many) in _VERBS.items():
        values[verb] = one if len(subjects) <= 1 and list(subjects) != ["element_counts"] else many
        values[f"b_{verb}"] = one if len(objects) == 1 else many
    out = message
    for place, word in values.items():
        out = out.replace(f"{{{place}}}", word)
    return out
