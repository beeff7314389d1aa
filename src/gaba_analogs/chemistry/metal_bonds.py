"""Drawings of metal compounds: their bonds are drawn as covalent, dative or ionic, by convention.

A standard InChI breaks bonds to metals, but keeps the charges that they left: diethylzinc has one InChI drawn as
``CC[Zn]CC`` and another as ``[Zn+2].C[CH2-].C[CH2-]``.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdkit import Chem

from gaba_analogs.chemistry.atoms import is_metal
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of

_COVALENT = {Chem.BondType.SINGLE: 1, Chem.BondType.DOUBLE: 2, Chem.BondType.TRIPLE: 3}
_FULL = {"N": 3, "P": 3, "As": 3, "O": 2, "S": 2, "Se": 2, "F": 1, "Cl": 1, "Br": 1, "I": 1}
"""Bonds [-] of a neutral atom that still has a lone pair to give."""

_LEFT_NEUTRAL = frozenset({"H", "C", "Si", "Ge", "Sn"})
"""Atoms whose charge the InChI software does not move to where a hydrogen was: their ions and radicals differ."""


_MANY = 99
"""Bonds [-] that no atom has."""


def metal_forms(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Yield the drawings of a metal compound without bonds to metals: as it stands, with ions, with neutral ligands.

    Examples
    --------
    >>> [Chem.MolToSmiles(form) for form in metal_forms(Chem.MolFromSmiles("CC[Zn]CC"))]
    ['[CH2-]C.[CH2-]C.[Zn+2]', '[CH2]C.[CH2]C.[Zn]']
    """
    if not any(is_metal(atom) for atom in atoms_of(mol)):
        return
    ionic = _with_ions(_without_metal_bonds(mol))
    yield ionic
    neutral = _with_neutral_ligands(ionic)
    if neutral is not None:
        yield neutral


def _without_metal_bonds(mol: Chem.Mol) -> Chem.Mol:
    """Break all bonds to metals; the pair of a covalent one stays with the ligand."""
    broken = Chem.RWMol(mol)
    Chem.Kekulize(broken, clearAromaticFlags=True)
    for atom in atoms_of(broken):
        hydrogens = atom.GetTotalNumHs()
        atom.SetNoImplicit(True)
        atom.SetNumExplicitHs(hydrogens)
    bound: dict[int, set[int]] = {}
    for bond in list(bonds_of(broken)):
        metal, ligand = bond.GetBeginAtom(), bond.GetEndAtom()
        if is_metal(metal) == is_metal(ligand):
            continue
        if is_metal(ligand):
            metal, ligand = ligand, metal
        order = 0 if _gives_lone_pair(ligand) else _COVALENT.get(bond.GetBondType(), 0)
        bound.setdefault(metal.GetIdx(), set()).add(ligand.GetIdx())
        _move(ligand, metal, order)
        broken.RemoveBond(metal.GetIdx(), ligand.GetIdx())
    for metal_index, ligands in bound.items():
        _close_double_bonds(broken, metal_index, ligands)
    return broken.GetMol()


def _move(ligand: Chem.Atom, metal: Chem.Atom, electrons: int) -> None:
    """Move electrons from a metal to a ligand."""
    ligand.SetFormalCharge(ligand.GetFormalCharge() - electrons)
    metal.SetFormalCharge(metal.GetFormalCharge() + electrons)


def _close_double_bonds(mol: Chem.RWMol, metal: int, ligands: set[int]) -> None:
    """Draw double bonds for neighbouring carbanions of one metal, as in cyclopentadienyl drawn with five bonds."""
    for bond in bonds_of(mol):
        ends = (bond.GetBeginAtom(), bond.GetEndAtom())
        if bond.GetBondType() == Chem.BondType.SINGLE and all(
            end.GetIdx() in ligands and end.GetSymbol() == "C" and end.GetFormalCharge() < 0 for end in ends
        ):
            bond.SetBondType(Chem.BondType.DOUBLE)
            for end in ends:
                _move(end, mol.GetAtomWithIdx(metal), -1)


def _with_ions(broken: Chem.Mol) -> Chem.Mol:
    """Give unpaired electrons of carbon beside the metal a partner from the metal."""
    ionic = Chem.Mol(broken)
    metal = next(atom for atom in atoms_of(ionic) if is_metal(atom))
    for atom in atoms_of(ionic):
        if atom.GetSymbol() in _LEFT_NEUTRAL and atom.GetNumRadicalElectrons() == 1 and not atom.GetFormalCharge():
            atom.SetNumRadicalElectrons(0)
            _move(atom, metal, 1)
    ionic.UpdatePropertyCache(strict=False)
    return ionic


def _gives_lone_pair(ligand: Chem.Atom) -> bool:
    """Tell whether a neutral ligand is drawn with a plain bond that stands for its lone pair."""
    if ligand.GetFormalCharge():
        return False
    bonds = [bond for bond in ligand.GetBonds() if not is_metal(bond.GetOtherAtom(ligand))]
    order = sum(bond.GetBondTypeAsDouble() for bond in bonds) + ligand.GetTotalNumHs()
    return bool(order >= _FULL.get(ligand.GetSymbol(), _MANY))


def _with_neutral_ligands(ionic: Chem.Mol) -> Chem.Mol | None:
    """Move the charges of carbanions, hydrides and oxides to the metal with the highest charge; None without any."""
    neutral = Chem.Mol(ionic)
    metals = [atom for atom in atoms_of(neutral) if is_metal(atom)]
    highest = max(metals, key=lambda atom: atom.GetFormalCharge())
    anions = [atom for atom in atoms_of(neutral) if atom.GetFormalCharge() < 0 and _may_be_neutral(atom)]
    for atom in anions:
        _move(atom, highest, atom.GetFormalCharge())
    neutral.UpdatePropertyCache(strict=False)
    Chem.AssignRadicals(neutral)
    return neutral if anions else None


def _may_be_neutral(atom: Chem.Atom) -> bool:
    is_oxide = atom.GetSymbol() == "O" and not atom.GetDegree() and not atom.GetTotalNumHs()
    return is_oxide or atom.GetSymbol() in _LEFT_NEUTRAL
