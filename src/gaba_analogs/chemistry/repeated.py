"""Drawings that list all their components several times."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure


class Repeated(NamedTuple):
    """One formula unit of a drawing that lists it several times.

    Parameters
    ----------
    unit
        The formula unit, drawn as it is in the drawing.
    times
        How often it is listed [-].
    """

    unit: Structure
    times: int


def repeated(structure: Structure) -> Repeated | None:
    """Give the formula unit that a drawing lists several times; None where it lists it once.

    Examples
    --------
    >>> gypsum = repeated(Structure.from_smiles("[Ca+2].[Ca+2].[O-]S(=O)(=O)[O-].[O-]S(=O)(=O)[O-]"))
    >>> gypsum.times, gypsum.unit.composition.formula
    (2, 'CaO4S')
    >>> repeated(Structure.from_smiles("[Na+].[Na+].[O-]S(=O)(=O)[O-]")) is None
    True
    """
    heavy = (count for element, count in structure.composition.elements.items() if element != "H")
    if math.gcd(*heavy) == 1 or (structure.kind == "smiles" and "." not in structure.text):
        return None
    if structure.kind == "inchi" and structure.layers.is_one_component:
        return None
    components = structure.components
    if structure.fault is not None or len(components) < 2:
        return None
    written = Counter(str(Chem.MolToSmiles(component)) for component in components)
    times = math.gcd(*written.values())
    if times == 1:
        return None
    unit = ".".join(part for part, count in written.items() for _ in range(count // times))
    return Repeated(Structure.from_smiles(unit), times)
