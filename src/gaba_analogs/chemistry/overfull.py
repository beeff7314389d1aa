"""Atoms drawn with a bond too many, by conventions that stand for a pair of charges or for an unpaired electron.

Old files draw nitrogen with five bonds where charges are drawn today (``C=N#N``), and radical anions are drawn as the
molecule with a sign (``O=[O-]`` for superoxide).
"""

from __future__ import annotations

from collections.abc import Sequence

from rdkit import Chem

from gaba_analogs.chemistry.toolkit import atoms_of

_NITROGEN, _OXYGEN, _SULFUR = 7, 8, 16
_FIVE = 5
_LOWER = {Chem.BondType.DOUBLE: Chem.BondType.SINGLE, Chem.BondType.TRIPLE: Chem.BondType.DOUBLE}
_NEGATIVE_ENDS = (8, 16, 34, 7, 6)
"""Atomic numbers [-] of the atoms that may take the charge, the first choice first; carbon in nitrile ylides only."""


def redraw_overfull(mol: Chem.Mol) -> bool:
    """Draw charges and unpaired electrons for the bonds too many, in place.

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
    >>> ylide, superoxide = (Chem.MolFromSmiles(smiles, sanitize=False) for smiles in ("CC#N=C", "O=[O-]"))
    >>> redraw_overfull(ylide), sorted(atom.GetFormalCharge() for atom in ylide.GetAtoms())
    (True, [-1, 0, 0, 1])
    >>> redraw_overfull(superoxide), str(superoxide.GetBondWithIdx(0).GetBondType())
    (True, 'SINGLE')
    """
    mol.UpdatePropertyCache(strict=False)
    redrawn = [_with_charges(atom) or _with_unpaired_electron(atom) for atom in atoms_of(mol)]
    return any(redrawn)


def _with_charges(atom: Chem.Atom) -> bool:
    """Draw charges for one multiple bond of a nitrogen with five bonds, or of nitrogen dioxide."""
    if atom.GetAtomicNum() != _NITROGEN or atom.GetFormalCharge() or not (_bonds(atom) == _FIVE or _is_dioxide(atom)):
        return False
    multiple = [bond for bond in atom.GetBonds() if bond.GetBondType() in _LOWER]
    allowed = _NEGATIVE_ENDS if len(multiple) == atom.GetDegree() == 2 else _NEGATIVE_ENDS[:-1]
    free = [
        bond for bond in multiple if _number(bond, atom) in allowed and not bond.GetOtherAtom(atom).GetFormalCharge()
    ]
    if not free:
        return False
    bond = min(free, key=lambda one: allowed.index(_number(one, atom)))
    end = bond.GetOtherAtom(atom)
    _lower(bond, (atom, end))
    atom.SetFormalCharge(1)
    end.SetFormalCharge(-1)
    return True


def _with_unpaired_electron(atom: Chem.Atom) -> bool:
    """Draw the unpaired electron of a radical anion for a double bond to its negative oxygen or sulfur."""
    if atom.GetAtomicNum() not in {_OXYGEN, _SULFUR} or atom.GetFormalCharge() != -1 or atom.GetDegree() != 1:
        return False
    bond = atom.GetBonds()[0]
    if bond.GetBondType() != Chem.BondType.DOUBLE or bond.GetOtherAtom(atom).GetFormalCharge():
        return False
    _lower(bond, (atom, bond.GetOtherAtom(atom)))
    return True


def _lower(bond: Chem.Bond, ends: Sequence[Chem.Atom]) -> None:
    """Take one from the order of a bond; its atoms keep their hydrogens."""
    for atom in ends:
        hydrogens = atom.GetTotalNumHs()
        atom.SetNoImplicit(True)
        atom.SetNumExplicitHs(hydrogens)
    bond.SetBondType(_LOWER[bond.GetBondType()])


def _number(bond: Chem.Bond, atom: Chem.Atom) -> int:
    return int(bond.GetOtherAtom(atom).GetAtomicNum())


def _bonds(atom: Chem.Atom) -> float:
    return float(sum(bond.GetBondTypeAsDouble() for bond in atom.GetBonds()) + atom.GetTotalNumHs())


def _is_dioxide(atom: Chem.Atom) -> bool:
    return atom.GetDegree() == 2 and all(
        bond.GetBondType() == Chem.BondType.DOUBLE and _number(bond, atom) == _OXYGEN for bond in atom.GetBonds()
    )
