"""Macrocycles of small rings, such as porphyrins: the ring fixes the geometry of its double bonds.

The InChI software reads that geometry from the coordinates of a drawing, and writes a layer /b. RDKit cannot mark it.
"""

from __future__ import annotations

from rdkit import Chem

_MACROCYCLE, _SMALL_RING = 12, 6
"""Fewest atoms [-] of the large ring, and most of the small ones."""

_FEWEST_SMALL_RINGS = 4


def has_rigid_macrocycle(mol: Chem.Mol) -> bool:
    """Tell whether a molecule has a large ring made of small ones, joined by single atoms in conjugation.

    Examples
    --------
    >>> has_rigid_macrocycle(Chem.MolFromSmiles("C1=CC2=CC3=CC=C(N3)C=C4C=CC(=N4)C=C5C=CC(=N5)C=C1N2"))  # porphyrin
    True
    >>> has_rigid_macrocycle(Chem.MolFromSmiles("C1CCCCCCCCCCC=CCC1"))  # cyclopentadecene
    False
    """
    rings = [frozenset(ring) for ring in mol.GetRingInfo().AtomRings()]
    small = [ring for ring in rings if len(ring) <= _SMALL_RING]
    return any(_is_rigid(mol, ring, small) for ring in rings if len(ring) >= _MACROCYCLE)


def _is_rigid(mol: Chem.Mol, large: frozenset[int], small: list[frozenset[int]]) -> bool:
    """Tell whether the atoms of a large ring are in small rings, but for flat ones that join two of these."""
    shared = [ring for ring in small if len(ring & large) > 1]
    if len(shared) < _FEWEST_SMALL_RINGS:
        return False
    free = large.difference(*shared)
    joints = [mol.GetAtomWithIdx(index) for index in free]
    flat = all(atom.GetHybridization() == Chem.HybridizationType.SP2 for atom in joints)
    return flat and not any(neighbour.GetIdx() in free for atom in joints for neighbour in atom.GetNeighbors())
