"""Sources of the atlas whose files are no tables of records: each becomes a list of rows.

A layout takes the paths of a source's files and gives one mapping of field to value for each
record, as the source states it; ``id`` names the record. Nothing is corrected or left out.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Layout = Callable[[list[Path]], Iterable[Row]]


def mibig(paths: list[Path]) -> Iterator[Row]:
    """Read the products of each gene cluster of MIBiG; a mass stated for an ion is not the compound's."""
    for path in paths:
        cluster = json.loads(path.read_text(encoding="utf-8"))["cluster"]
        for number, compound in enumerate(cluster.get("compounds", []), 1):
            yield {
                "id": f"{cluster['mibig_accession']}/{number}",
                "name": compound.get("compound"),
                "smiles": compound.get("chem_struct"),
                "formula": compound.get("molecular_formula"),
                "monoisotopic_mass": None if compound.get("mass_spec_ion_type") else compound.get("mol_mass"),
                "pubchem_cid": identifier(compound.get("database_id", []), "pubchem"),
                "chebi": identifier(compound.get("database_id", []), "chebi"),
            }


def identifier(identifiers: list[str], database: str) -> str | None:
    """Give the first identifier of one database in a list such as ``["pubchem:14421"]``."""
    found = (value.partition(":")[2] for value in identifiers if value.lower().startswith(f"{database}:"))
    return next(found, None)


def yeast_gem(paths: list[Path]) -> Iterator[Row]:
    """Read the metabolites of a model in COBRA's YAML, a metabolite of several compartments once."""
    import yaml  # noqa: PLC0415 - no other source needs it

    seen: set[tuple[str, ...]] = set()
    for path in paths:
        model = dict(pairs(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))
        for entry in model["metabolites"]:
            metabolite = dict(pairs(entry))
            notes = dict(pairs(metabolite.get("annotation") or []))
            row = {
                "id": metabolite["id"],
                "name": metabolite.get("name"),
                "formula": metabolite.get("formula"),
                "charge": metabolite.get("charge"),
                "smiles": metabolite.get("smiles") or notes.get("smiles"),
                "inchi": metabolite.get("inchis") or notes.get("inchi"),
            }
            key = tuple(str(value) for field, value in row.items() if field != "id")
            if key not in seen:
                seen.add(key)
                yield row


def pairs(ordered: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401  # whatever YAML holds
    """Give key and value of a mapping, or of the list of single mappings that ``!!omap`` is."""
    for each in [ordered] if isinstance(ordered, dict) else ordered:
        yield from each.items() if isinstance(each, dict) else [each]


def chemicals(paths: list[Path]) -> Iterator[Row]:
    """Read the tables of the package ``chemicals``, which have no header."""
    titles = ("pubchem_cid", "cas", "formula", "molecular_weight", "smiles", "inchi", "inchikey", "iupac_name", "name")
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for cells in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                row: Row = dict(zip(titles, cells, strict=False))
                if row["pubchem_cid"] == "-1":
                    del row["pubchem_cid"]
                yield row


def coolprop(paths: list[Path]) -> Iterator[Row]:
    """Read the identity of each fluid of CoolProp; its molar mass is given in kg/mol."""
    for path in paths:
        fluid = json.loads(path.read_text(encoding="utf-8"))
        told = fluid["INFO"]
        yield {
            "id": path.stem,
            "name": told.get("NAME"),
            "cas": told.get("CAS"),
            "formula": told.get("FORMULA"),
            "inchi": told.get("INCHI_STRING"),
            "inchikey": told.get("INCHI_KEY"),
            "smiles": told.get("SMILES"),
            "molecular_weight": round(1000 * fluid["EOS"][0]["molar_mass"], 7),
        }


def freesolv(paths: list[Path]) -> Iterator[Row]:
    """Read FreeSolv's text, whose fields are separated by semicolons below lines of comment."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, smiles, iupac_name = (cell.strip() for cell in line.split(";")[:3])
                yield {"id": name, "smiles": smiles, "iupac_name": iupac_name}


def wikipedia(paths: list[Path]) -> Iterator[Row]:
    """Read pairs of a title and a SMILES; a title is read as a name where it looks systematic."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            title, _, smiles = line.partition("\t")
            yield {"id": title, "name": title, "smiles": smiles}


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout for layout in (mibig, yeast_gem, chemicals, coolprop, freesolv, wikipedia)
}
