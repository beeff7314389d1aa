"""Whether two molecules with the same skeleton of atoms are tautomers, or have a double bond elsewhere."""

from __future__ import annotations

from collections import Counter

from rdkit import Chem

from gaba_analogs.chemistry.toolkit import atoms_of

_CARBON = 6
_VERSIONS = ("HetAtomTautomerv2", "HetAtomTautomer")


def tautomer_hash(mol: Chem.Mol) -> str:
    """Give what the tautomers of a molecule share, and hardly another molecule.

    Examples
    --------
    >>> keto, enol = map(Chem.MolFromSmiles, ("CC(=O)CC(C)=O", "CC(O)=CC(C)=O"))
    >>> tautomer_hash(keto) == tautomer_hash(enol)
    True
    """
    return _hash(mol, _VERSIONS[0])


def _hash(mol: Chem.Mol, version: str) -> str:
    from rdkit.Chem import rdMolHash  # noqa: PLC0415 - only for structures that differ

    return str(rdMolHash.MolHash(mol, getattr(rdMolHash.HashFunction, version)))


def is_double_bond_isomer(a: Chem.Mol, b: Chem.Mol) -> bool:
    """Tell whether hydrogens and double bonds moved along carbon alone, as no tautomer moves them.

    Parameters
    ----------
    a, b
        Molecules with the same skeleton, formula and charge.

    Examples
    --------
    >>> but_1_ene, but_2_ene = map(Chem.MolFromSmiles, ("C=CCC", "CC=CC"))
    >>> is_double_bond_isomer(but_1_ene, but_2_ene)
    True
    """
    if _hydrogens(a) != _hydrogens(b):
        return False
    return all(_hash(a, version) != _hash(b, version) for version in _VERSIONS)


def _hydrogens(mol: Chem.Mol) -> Counter[tuple[str, int, int]]:
    """Count the atoms other than carbon by element, hydrogens and charge."""
    others = (atom for atom in atoms_of(mol) if atom.GetAtomicNum() > 1 and atom.GetAtomicNum() != _CARBON)
    return Counter(
        (atom.GetSymbol(), atom.GetTotalNumHs(includeNeighbors=True), atom.GetFormalCharge()) for atom in others
    )
