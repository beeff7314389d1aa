"""Wikidata in JSON: entities, dumps, answers of the query service; and other nested answers.

Caffeine is Q60235; its values are those of PubChem CID 2519.
"""

from __future__ import annotations

import bz2
import json

import pytest

from gaba_analogs.readers import read

INCHI = "InChI=1S/C8H10N4O2/c1-10-4-9-6-5(10)7(13)12(3)8(14)11(6)2/h4H,1-3H3"
INCHIKEY = "RYYVLZVUVIJVGH-UHFFFAOYSA-N"
SMILES = "CN1C=NC2=C1C(=O)N(C(=O)N2C)C"


def statement(value, rank="normal"):
    """Make a statement as Wikibase writes it."""
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value, "type": "string"}}, "rank": rank}


CAFFEINE = {
    "type": "item",
    "id": "Q60235",
    "labels": {"en": {"language": "en", "value": "caffeine"}, "de": {"language": "de", "value": "Koffein"}},
    "aliases": {"en": [{"language": "en", "value": "guaranine"}]},
    "claims": {
        "P233": [statement(SMILES)],
        "P235": [statement("AAAAAAAAAAAAAA-UHFFFAOYSA-N", "deprecated"), statement(INCHIKEY)],
        "P231": [statement("00-00-0"), statement("58-08-2", "preferred")],
        "P274": [statement("C₈H₁₀N₄O₂")],
        "P3117": [statement("DTXSID0020232")],
        "P2067": [{"mainsnak": {"datavalue": {"value": {"amount": "+194.08", "unit": "Q483261"}}}, "rank": "normal"}],
    },
}
BERLIN = {"type": "item", "id": "Q64", "labels": {}, "claims": {"P31": [statement("Q515")]}}
EMPTY = {"type": "item", "id": "Q1", "labels": {}, "claims": []}


def records(tmp_path, text, name="answer.json"):
    """Read a text from a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def test_an_entity_states_a_compound(tmp_path):
    """The best statement of each property counts: a preferred one first, a deprecated one never."""
    (record,) = records(tmp_path, json.dumps({"entities": {"Q60235": CAFFEINE, "Q64": BERLIN}}))

    assert (record.name, record.synonyms) == ("caffeine", "guaranine")
    assert (record.inchikey, record.cas, record.formula) == (INCHIKEY, "58-08-2", "C₈H₁₀N₄O₂")
    assert record.dtxsid == "DTXSID0020232"
    assert record.monoisotopic_mass is None
    assert record.molecular_weight is None


def test_a_canonical_smiles_is_flat_only_beside_an_isomeric_one(tmp_path):
    """P233 alone is the structure; beside P2017 it is meant to leave stereochemistry out."""
    isomeric = {**CAFFEINE, "claims": {**CAFFEINE["claims"], "P2017": [statement("Cn1cnc2c1c(=O)n(C)c(=O)n2C")]}}

    alone, beside = records(tmp_path, f"{json.dumps(CAFFEINE)}\n{json.dumps(isomeric)}\n", "items.jsonl")
    assert (alone.smiles, alone.connectivity_smiles) == (SMILES, None)
    assert (beside.smiles, beside.connectivity_smiles) == ("Cn1cnc2c1c(=O)n(C)c(=O)n2C", SMILES)


@pytest.mark.parametrize("name", ["latest-all.json", "latest-all.json.bz2"])
def test_a_dump_is_read_line_by_line(tmp_path, name):
    """A dump is an array with an item per line; items that are no compounds are passed over."""
    text = "[\n" + ",\n".join(map(json.dumps, [BERLIN, CAFFEINE, EMPTY, CAFFEINE])) + "\n]\n"
    path = tmp_path / name
    path.write_bytes(bz2.compress(text.encode()) if name.endswith(".bz2") else text.encode())

    assert [(record.name, record.place.line) for record in read(path)] == [("caffeine", 3), ("caffeine", 5)]


def test_rows_of_the_query_service_are_records(tmp_path):
    """SPARQL results name a value in each cell."""
    cells = {"itemLabel": "caffeine", "smiles": SMILES, "inchikey": INCHIKEY}
    row = {name: {"type": "literal", "value": value} for name, value in cells.items()}

    (record,) = records(tmp_path, json.dumps({"head": {"vars": [*cells]}, "results": {"bindings": [row]}}))
    assert (record.name, record.smiles, record.inchikey) == ("caffeine", SMILES, INCHIKEY)


def test_the_compound_of_a_spectrum_in_mona_is_read(tmp_path):
    """MoNA states a compound by its InChI and by pairs of a name and a value."""
    metadata = [{"name": "molecular formula", "value": "C8H10N4O2"}, {"name": "cas", "value": "58-08-2"}]
    compound = {"inchi": INCHI, "inchiKey": INCHIKEY, "names": [{"name": "Caffeine"}], "metaData": metadata}

    (record,) = records(tmp_path, json.dumps([{"id": "MoNA002519", "compound": [compound]}]))
    assert (record.inchi, record.inchikey, record.formula, record.cas) == (INCHI, INCHIKEY, "C8H10N4O2", "58-08-2")


def test_the_inchi_of_unichem_is_read(tmp_path):
    """UniChem wraps the InChI in an object."""
    answer = {"compounds": [{"inchi": {"formula": "C8H10N4O2", "inchi": INCHI}, "standardInchiKey": INCHIKEY}]}

    (record,) = records(tmp_path, json.dumps(answer))
    assert (record.inchi, record.inchikey, record.formula) == (INCHI, INCHIKEY, "C8H10N4O2")
