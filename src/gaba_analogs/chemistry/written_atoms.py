"""Atoms of a text, and atoms of the molecule perceived from it.

Hydrogens written in a SMILES or molfile are atoms of the text, but most of them are not atoms of the perceived
molecule, so the same index means different atoms. Isotopes, hydrides and hydrogens that define E or Z are kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdkit import Chem

from gaba_analogs.chemistry.toolkit import atoms_of


def written_indices(written: Chem.Mol, perceived: Chem.Mol) -> tuple[int, ...]:
    """Return, for each atom of the perceived molecule, its index (from 0) in the molecule as written.

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
    """Return the indices of all atoms but hydrogen, which have the same order in both molecules."""
    return [atom.GetIdx() for atom in atoms_of(mol) if atom.GetAtomicNum() != 1]


def _hydrogens(mol: Chem.Mol) -> Iterable[Chem.Atom]:
    return (atom for atom in atoms_of(mol) if atom.GetAtomicNum() == 1)


def _neighbours(atom: Chem.Atom) -> Iterable[int]:
    """Return the indices of the neighbours other than hydrogen."""
    return (other.GetIdx() for other in atom.GetNeighbors() if other.GetAtomicNum() != 1)
