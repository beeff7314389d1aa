"""Compounds of the Open Reaction Database: each states its identifiers as pairs of a kind and a value.

Source: ord-schema (open-reaction-database/ord-schema), proto/reaction.proto, `CompoundIdentifier`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gaba_analogs.record import Place, StructureRecord

_FIELDS: Mapping[str, str] = {
    "SMILES": "smiles",
    "CXSMILES": "smiles",
    "INCHI": "inchi",
    "INCHI_KEY": "inchikey",
    "MOLBLOCK": "molblock",
    "IUPAC_NAME": "iupac_name",
    "NAME": "name",
    "CAS_NUMBER": "cas",
    "PUBCHEM_CID": "pubchem_cid",
    "CHEMSPIDER_ID": "chemspider_id",
}
_LISTS = ("components", "products", "workups")
DEEPEST = 30


def is_dataset(value: object) -> bool:
    """Whether a document is a reaction of the Open Reaction Database, or a set of them."""
    return isinstance(value, Mapping) and next(_components(value, 0), None) is not None


def records(value: object, name: str | None, place: Place | None = None) -> Iterator[StructureRecord]:
    """Give a record for each compound of a reaction, in the order of the document."""
    for number, component in enumerate(_components(value, 0), start=1):
        stated: dict[str, str | None] = {}
        for identifier in component:
            field = _FIELDS.get(str(identifier.get("type")))
            text = identifier.get("value")
            if field is not None and isinstance(text, str):
                stated.setdefault(field, text)
        if stated:
            yield StructureRecord.made_of(stated, place or Place(name, row=number), {})


def _components(value: object, depth: int, *, listed: bool = False) -> Iterator[list[Mapping[str, object]]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        identifiers = value.get("identifiers") if listed else None
        if (
            isinstance(identifiers, list)
            and identifiers
            and all(isinstance(item, dict) and "type" in item for item in identifiers)
        ):
            yield identifiers
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _components(inner, depth + 1, listed=key in _LISTS)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                yield from _components(inner, depth + 1, listed=listed)
