"""Wikidata in JSON: entities as the API and the dumps give them, and answers of the query service.

Sources: Wikibase JSON data model (doc.wikimedia.org/Wikibase); SPARQL 1.1 query results JSON (W3C).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gaba_analogs.readers.io.text import without_surrogates
from gaba_analogs.record import Place, StructureRecord

PROPERTIES: Mapping[str, str] = {
    "P2017": "smiles",
    "P233": "connectivity_smiles",
    "P234": "inchi",
    "P235": "inchikey",
    "P274": "formula",
    "P231": "cas",
    "P232": "ec_number",
    "P652": "unii",
    "P662": "pubchem_cid",
    "P592": "chembl_id",
    "P683": "chebi_id",
    "P715": "drugbank_id",
    "P665": "kegg_id",
    "P661": "chemspider_id",
    "P595": "iuphar_id",
    "P3117": "dtxsid",
    "P2057": "hmdb_id",
    "P2063": "lipidmaps_id",
    "P267": "atc_code",
}
"""Properties and the fields that they state. P2067 is not among them: it may be either mass."""

_RANKS = ("preferred", "normal")


def is_entity(value: object) -> bool:
    """Whether a JSON value is an item of Wikidata."""
    return isinstance(value, dict) and isinstance(value.get("claims"), dict | list) and _is_item(value.get("id"))


def _is_item(identifier: object) -> bool:
    return isinstance(identifier, str) and identifier[:1] == "Q" and identifier[1:].isdigit()


def entities(value: object) -> Sequence[object] | None:
    """Give the items of an answer that holds some; None for anything else."""
    found = value.get("entities") if isinstance(value, dict) else None
    return [*found.values()] if isinstance(found, dict) and any(map(is_entity, found.values())) else None


def bindings(value: object) -> Sequence[object] | None:
    """Give the rows of an answer of the query service as flat objects; None for anything else.

    Examples
    --------
    >>> bindings({"head": {}, "results": {"bindings": [{"smiles": {"type": "literal", "value": "NCCCC(=O)O"}}]}})
    [{'smiles': 'NCCCC(=O)O'}]
    """
    results = value.get("results") if isinstance(value, dict) and "head" in value else None
    rows = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(rows, list):
        return None
    return [
        {name: cell.get("value") for name, cell in row.items() if isinstance(cell, dict)}
        for row in rows
        if isinstance(row, dict)
    ]


def records(entity: Mapping[str, object], place: Place) -> Iterator[StructureRecord]:
    """Read an item: one record if it states a structure or an identifier of one, else none.

    Parameters
    ----------
    entity
        The parsed item.
    place
        Where it is.
    """
    claims = entity.get("claims")
    stated = {
        field: text
        for number, field in PROPERTIES.items()
        if isinstance(claims, dict) and (text := _best(claims.get(number)))
    }
    if not stated:
        return
    if "smiles" not in stated and "connectivity_smiles" in stated:
        stated["smiles"] = stated.pop("connectivity_smiles")
    names = [_label(entity.get("labels"))]
    aliases = entity.get("aliases")
    english = aliases.get("en") if isinstance(aliases, dict) else None
    names += [_value(alias) for alias in english] if isinstance(english, list) else []
    known = [name for name in names if name] or [str(entity.get("id"))]
    stated |= {"name": known[0], "synonyms": "\n".join(known[1:])}
    yield StructureRecord.made_of({field: text for field, text in stated.items() if text}, place, {})


def _best(statements: object) -> str:
    """Give the value of the best statement: a preferred one first, a deprecated one never."""
    found = [item for item in statements if isinstance(item, dict)] if isinstance(statements, list) else []
    for rank in _RANKS:
        for statement in found:
            snak = statement.get("mainsnak")
            data = snak.get("datavalue") if isinstance(snak, dict) and statement.get("rank", "normal") == rank else None
            if text := _value(data):
                return text
    return ""


def _label(labels: object) -> str:
    if not isinstance(labels, dict):
        return ""
    return next((text for language in ("en", "mul") if (text := _value(labels.get(language)))), "")


def _value(data: object) -> str:
    text = data.get("value") if isinstance(data, dict) else None
    return without_surrogates(text).replace("\0", "").strip() if isinstance(text, str) else ""
