"""Cells that list the formulas of several compounds, which are not to be added up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gaba_analogs.chemistry.relation import COUNTER_IONS
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.notation.text import formulas_in
from gaba_analogs.record import StructureRecord


def listed_formulas(record: StructureRecord, text: str) -> tuple[str, ...]:
    """Split a formula cell that holds the formulas of several compounds; empty where they may be parts of one.

    Formulas with semicolons between them are those of one salt where a structure of several components is stated,
    where one of them is that of a usual acid, or where one is that of the base that is drawn and the others have the
    oxygens of an acid and no nitrogen. Without a structure only those of different hydrogens are several.

    Examples
    --------
    >>> listed_formulas(StructureRecord(smiles="NCCCC(=O)O"), "C4H9NO2; C5H9NO2")
    ('C4H9NO2', 'C5H9NO2')
    >>> listed_formulas(StructureRecord(smiles="NCCCC(=O)O"), "C4H9NO2; C4H4O4")  # a fumarate
    ()
    >>> listed_formulas(StructureRecord(smiles="NCCCC(=O)O"), "C4H9NO2; C10H16O4S")  # a camphorsulfonate
    ()
    """
    parts = formulas_in(text) if ";" in text or "," in text else ()
    if not parts:
        return ()
    drawn = [one for one in (record.smiles, record.connectivity_smiles, _formula_layer(record.inchi)) if one]
    if any("." in one for one in drawn):
        return ()
    compositions = [read_plain_formula(part) for part in parts]
    counted = [composition for composition in compositions if composition is not None]
    if len(counted) < len(parts) or any(composition.hill in COUNTER_IONS for composition in counted):
        return ()
    if _is_salt_of_base(record, counted):
        return ()
    skeletons = {tuple(sorted((e, n) for e, n in one.elements.items() if e != "H")) for one in counted}
    return parts if drawn or len(skeletons) == 1 else ()


def _is_salt_of_base(record: StructureRecord, parts: Sequence[Composition]) -> bool:
    """Tell whether one of several compositions is that of a stated amine, and the others may be acids."""
    stated = read_plain_formula(_formula_layer(record.inchi))
    if stated is None and record.smiles:
        stated = Structure.from_smiles(record.smiles).composition
    if stated is None or "N" not in stated.elements:
        return False
    acids = [part for part in parts if part.elements != stated.elements]
    return len(acids) == len(parts) - 1 and all(
        "N" not in acid.elements and acid.elements.get("O", 0) >= _OXYGENS_OF_AN_ACID for acid in acids
    )


_OXYGENS_OF_AN_ACID = 2


def _formula_layer(inchi: str | None) -> str:
    """Give the formula of a stated InChI."""
    layers = re.match(r"\s*InChI=1S?/([^/]*)", inchi or "")
    return layers[1] if layers else ""
