"""Nitrogen with five bonds, the convention of old files for what is drawn with charges today."""

from __future__ import annotations

from rdkit import Chem

_NITROGEN, _OXYGEN = 7, 8
_FIVE = 5
_LOWER = {Chem.BondType.DOUBLE: Chem.BondType.SINGLE, Chem.BondType.TRIPLE: Chem.BondType.DOUBLE}
_NEGATIVE_ENDS = (8, 16, 34, 7, 6)
"""Atomic numbers [-] of the atoms that may take the charge, the first choice first; carbon in nitrile ylides only."""


def draw_charged(mol: Chem.Mol) -> bool:
    """Draw charges for one multiple bond of every nitrogen with five bonds, and of nitrogen dioxide, in place.

    Parameters
    ----------
    mol
        The molecule, before any clean-up.

    Returns
    -------
    bool
        True where there was something to draw.

    Examples
    --------
    >>> ylide = Chem.MolFromSmiles("CC#N=C", sanitize=False)
    >>> draw_charged(ylide), Chem.MolToSmiles(ylide)
    (True, '[CH2-][N+]#CC')
    """
    mol.UpdatePropertyCache(strict=False)
    found = [atom for atom in mol.GetAtoms() if _is_overfull(atom)]
    changed = False
    for atom in found:
        ends = [bond.GetOtherAtom(atom) for bond in atom.GetBonds() if bond.GetBondType() in _LOWER]
        allowed = _NEGATIVE_ENDS if len(ends) == atom.GetDegree() == 2 else _NEGATIVE_ENDS[:-1]
        free = [end for end in ends if end.GetAtomicNum() in allowed and not end.GetFormalCharge()]
        if not free:
            continue
        end = min(free, key=lambda neighbour: _NEGATIVE_ENDS.index(neighbour.GetAtomicNum()))
        bond = mol.GetBondBetweenAtoms(atom.GetIdx(), end.GetIdx())
        for one, charge in ((atom, 1), (end, -1)):
            hydrogens = one.GetTotalNumHs()
            one.SetNoImplicit(True)
            one.SetNumExplicitHs(hydrogens)
            one.SetFormalCharge(charge)
        bond.SetBondType(_LOWER[bond.GetBondType()])
        changed = True
    return changed


def _is_overfull(atom: Chem.Atom) -> bool:
    if atom.GetAtomicNum() != _NITROGEN or atom.GetFormalCharge():
        return False
    bonds = sum(bond.GetBondTypeAsDouble() for bond in atom.GetBonds()) + atom.GetTotalNumHs()
    dioxide = atom.GetDegree() == 2 and all(
        bond.GetBondType() == Chem.BondType.DOUBLE and bond.GetOtherAtom(atom).GetAtomicNum() == _OXYGEN
        for bond in atom.GetBonds()
    )
    return bonds == _FIVE or dioxide
