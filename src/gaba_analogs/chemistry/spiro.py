"""Chiral spiro atoms, which RDKit overlooks between two identical rings: it requires four different neighbours.

InChI and CIP rules treat them as stereocentres. Examples: SPINOL, spiro[4.4]nonane-1,6-dione.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdkit import Chem

from gaba_analogs.chemistry.toolkit import pattern


def spiro_atoms(mol: Chem.Mol) -> list[int]:
    """Return the atoms (indices from 0) that are the only atom shared by two rings.

    Examples
    --------
    >>> spiro_atoms(Chem.MolFromSmiles("O=C1CCCC12CCCC2=O"))
    [5]
    """
    candidates = [index for (index,) in mol.GetSubstructMatches(pattern("[D4;x4]"))]
    return [index for index in candidates if len(rings := _rings(mol, index)) == 2 and len(rings[0] & rings[1]) == 1]


def chiral_spiro_atoms(mol: Chem.Mol) -> list[int]:
    """Return the spiro atoms whose two neighbours in each ring differ.

    Examples
    --------
    >>> chiral_spiro_atoms(Chem.MolFromSmiles("C1CCC2(CC1)OCCO2"))
    []
    """
    found = spiro_atoms(mol)
    ranks = list(Chem.CanonicalRankAtoms(mol, breakTies=False)) if found else []
    return [index for index in found if _has_two_sided_rings(mol, index, ranks)]


def keep_spiro_marks(mol: Chem.Mol, tags: Mapping[int, Chem.ChiralType]) -> None:
    """Restore the dropped stereo marks of chiral spiro atoms, in place.

    Parameters
    ----------
    mol
        A perceived molecule.
    tags
        Marks before perception, by atom index.
    """
    none = Chem.ChiralType.CHI_UNSPECIFIED
    lost = {i: tag for i, tag in tags.items() if tag != none and mol.GetAtomWithIdx(i).GetChiralTag() == none}
    for index in lost.keys() & set(chiral_spiro_atoms(mol)) if lost else ():
        mol.GetAtomWithIdx(index).SetChiralTag(lost[index])


def _has_two_sided_rings(mol: Chem.Mol, index: int, ranks: Sequence[int]) -> bool:
    beside = {atom.GetIdx() for atom in mol.GetAtomWithIdx(index).GetNeighbors()}
    return all(len({ranks[neighbour] for neighbour in beside & ring}) == 2 for ring in _rings(mol, index))


def _rings(mol: Chem.Mol, index: int) -> list[set[int]]:
    return [set(ring) for ring in mol.GetRingInfo().AtomRings() if index in ring]
