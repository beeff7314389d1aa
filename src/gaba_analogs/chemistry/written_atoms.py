"""Which atom of a text is which atom of the molecule that was perceived from it.

Hydrogens that stand in a SMILES or a molfile count in the text, and most of them are not in the perceived molecule: one
index means different atoms in the two. Most, not all: isotopes, hydrides and hydrogens that say E or Z stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdkit import Chem


def written_indices(written: Chem.Mol, perceived: Chem.Mol) -> tuple[int, ...]:
    """Give, for every atom of the perceived molecule, its index (from 0) in the molecule as written.

    Examples
    --------
    >>> text = "[H]OC[2H]"
    >>> keeping = Chem.SmilesParserParams()
    >>> keeping.removeHs = False
    >>> written_indices(Chem.MolFromSmiles(text, keeping), Chem.MolFromSmiles(text))
    (1, 2, 3)
    """
    if written.GetNumAtoms() == perceived.GetNumAtoms():
        return tuple(range(perceived.GetNumAtoms()))
    others = dict(zip(_others(perceived), _others(written), strict=True))
    free: dict[tuple[int, frozenset[int]], list[int]] = {}
    for atom in _hydrogens(written):
        free.setdefault((atom.GetIsotope(), frozenset(_neighbours(atom))), []).append(atom.GetIdx())
    for atom in _hydrogens(perceived):
        beside = frozenset(others[index] for index in _neighbours(atom) if index in others)
        others[atom.GetIdx()] = free[atom.GetIsotope(), beside].pop(0)
    return tuple(others[index] for index in range(perceived.GetNumAtoms()))


def _others(mol: Chem.Mol) -> list[int]:
    """Give the indices of all atoms but hydrogen, which both molecules hold in the same order."""
    return [atom.GetIdx() for atom in mol.GetAtoms() if atom.GetAtomicNum() != 1]


def _hydrogens(mol: Chem.Mol) -> Iterable[Chem.Atom]:
    return (atom for atom in mol.GetAtoms() if atom.GetAtomicNum() == 1)


def _neighbours(atom: Chem.Atom) -> Iterable[int]:
    """Give the indices of the neighbours that are no hydrogen."""
    return (other.GetIdx() for other in atom.GetNeighbors() if other.GetAtomicNum() != 1)
