"""A corrected molecular weight as its table would have it: with the atomic weights and the decimals of that table."""

from __future__ import annotations

from collections.abc import Mapping

from atlas_names import structure
from rdkit import Chem

FURTHEST = 1e-4
"""Difference [-], as a share, that atomic weights of other years can make."""


def in_own_weights(correction: str, stated: Mapping[str, str], weights: Mapping[str, float]) -> str:
    """Give a corrected molecular weight [g/mol] with the atomic weights of its source, else as it is.

    Parameters
    ----------
    correction
        The weight with today's atomic weights [g/mol].
    stated
        What the record states.
    weights
        Element to the atomic weight that the source uses [g/mol]; empty where that is not known.

    Examples
    --------
    >>> tin = {"Sn": 118.710, "F": 18.9984032}
    >>> in_own_weights("156.707", {"molecular_weight": "156.697806", "smiles": "F[Sn]F"}, tin)
    '156.706806'
    >>> in_own_weights("156.707", {"molecular_weight": "156.697806", "smiles": "F[Sn]F"}, {})
    '156.707'
    """
    molecule = structure(stated) if weights else None
    decimals = len(stated.get("molecular_weight", "").partition(".")[2])
    if molecule is None or not decimals:
        return correction
    atoms = [atom.GetSymbol() for atom in Chem.AddHs(molecule).GetAtoms()]
    if any(atom not in weights for atom in atoms):
        return correction
    own = sum(weights[atom] for atom in atoms)
    return f"{own:.{decimals}f}" if abs(own - float(correction)) <= FURTHEST * own else correction
