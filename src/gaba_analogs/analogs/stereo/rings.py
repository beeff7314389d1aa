"""Cis and trans on a ring."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from rdkit import Chem

from gaba_analogs.chemistry.marks import TETRAHEDRAL, is_assigned


def cis_or_trans(mol: Chem.Mol) -> str:
    """Return ``cis`` or ``trans`` for two assigned centres of one ring, each with one substituent; else empty.

    Examples
    --------
    >>> cis_or_trans(Chem.MolFromSmiles("NC[C@H]1C[C@@H]1C(=O)O"))  # (1S,2S)-, one half of TAMP
    'trans'
    >>> cis_or_trans(Chem.MolFromSmiles("NCC1CC1C(=O)O"))
    ''
    """
    centres = [atom.GetIdx() for atom in mol.GetAtoms() if is_assigned(atom)]
    rings = [ring for ring in mol.GetRingInfo().AtomRings() if set(centres) <= set(ring)]
    if len(centres) != 2 or len(rings) != 1:
        return ""
    sides = [_side(mol, rings[0], centre) for centre in centres]
    if None in sides:
        return ""
    return "cis" if sides[0] == sides[1] else "trans"


def turns_anticlockwise(mol: Chem.Mol, centre: int, first: Sequence[int]) -> bool | None:
    """Return whether the second to fourth neighbour run anticlockwise, seen from the first; None if not assigned.

    Parameters
    ----------
    mol
        The molecule, with implicit hydrogens.
    centre
        Atom index (from 0) of a centre with four neighbours, a hydrogen counted.
    first
        Its neighbours in the order asked about; those left out come last.
    """
    full = Chem.AddHs(mol, onlyOnAtoms=[centre])
    atom = full.GetAtomWithIdx(centre)
    if atom.GetChiralTag() not in TETRAHEDRAL or atom.GetDegree() != 4:
        return None
    order = [bond.GetOtherAtomIdx(centre) for bond in atom.GetBonds()]
    wanted = [*first, *(index for index in order if index not in first)]
    written = atom.GetChiralTag() == Chem.ChiralType.CHI_TETRAHEDRAL_CCW
    return written == _is_even([order.index(index) for index in wanted])


def _side(mol: Chem.Mol, ring: Sequence[int], centre: int) -> bool | None:
    """Return on which side of the ring the only substituent of a centre is; None if there are two, or none."""
    place = ring.index(centre)
    around = [ring[place - 1], ring[(place + 1) % len(ring)]]
    outside = [a.GetIdx() for a in mol.GetAtomWithIdx(centre).GetNeighbors() if a.GetIdx() not in around]
    return turns_anticlockwise(mol, centre, [*around, *outside]) if len(outside) == 1 else None


def _is_even(permutation: Sequence[int]) -> bool:
    inversions = sum(first > second for first, second in combinations(permutation, 2))
    return inversions % 2 == 0
