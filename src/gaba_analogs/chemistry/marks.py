"""Stereo marks of a molecule, read and changed; which atoms can bear one is found in `stereo`."""

from __future__ import annotations

from collections.abc import Iterable

from rdkit import Chem

from gaba_analogs.chemistry.spiro import keep_spiro_marks
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of

TETRAHEDRAL = (Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW)
"""The two marks of a tetrahedral stereocentre."""

_OPPOSITE_GEOMETRY = {
    Chem.BondStereo.STEREOZ: Chem.BondStereo.STEREOE,
    Chem.BondStereo.STEREOE: Chem.BondStereo.STEREOZ,
    Chem.BondStereo.STEREOCIS: Chem.BondStereo.STEREOTRANS,
    Chem.BondStereo.STEREOTRANS: Chem.BondStereo.STEREOCIS,
}
_OPPOSITE_AXIS = {
    Chem.BondStereo.STEREOATROPCW: Chem.BondStereo.STEREOATROPCCW,
    Chem.BondStereo.STEREOATROPCCW: Chem.BondStereo.STEREOATROPCW,
}


def is_assigned(atom: Chem.Atom) -> bool:
    """Return whether an atom is a stereocentre with a specified configuration."""
    return atom.GetChiralTag() in TETRAHEDRAL


def relative_group(mol: Chem.Mol, index: int) -> Chem.StereoGroupType | None:
    """Return the type of relative stereo group that an atom belongs to; None if it is absolute."""
    for group in mol.GetStereoGroups():
        kind: Chem.StereoGroupType = group.GetGroupType()
        members = {atom.GetIdx() for atom in group.GetAtoms()}
        if kind != Chem.StereoGroupType.STEREO_ABSOLUTE and index in members:
            return kind
    return None


def flattened(mol: Chem.Mol, *, bonds: bool = True) -> Chem.Mol:
    """Return a copy without stereo marks; those of double bonds stay if `bonds` is false."""
    flat = Chem.RWMol(mol)
    flat.SetStereoGroups([])
    for atom in atoms_of(flat):
        atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
        atom.ClearProp("_CIPCode")
    for bond in bonds_of(flat):
        if bonds:
            bond.SetStereo(Chem.BondStereo.STEREONONE)
            bond.SetBondDir(Chem.BondDir.NONE)
    clean = flat.GetMol()
    Chem.AssignStereochemistry(clean, cleanIt=True, force=True)
    return clean


def mirror_image(mol: Chem.Mol) -> Chem.Mol:
    """Return the mirror image: assigned centres and axes inverted, 3D coordinates reflected.

    Examples
    --------
    >>> Chem.MolToSmiles(mirror_image(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")))  # (R)-baclofen
    'NC[C@@H](CC(=O)O)c1ccc(Cl)cc1'
    """
    mirrored = Chem.Mol(mol)
    for atom in atoms_of(mirrored):
        atom.InvertChirality()
    for bond in bonds_of(mirrored):
        if bond.GetStereo() in _OPPOSITE_AXIS:
            bond.SetStereo(_OPPOSITE_AXIS[bond.GetStereo()])
    for conformer in mirrored.GetConformers():
        if conformer.Is3D():
            positions = conformer.GetPositions()
            positions[:, 0] *= -1.0
            conformer.SetPositions(positions)
    assign_anew(mirrored)
    return mirrored


def with_inverted(mol: Chem.Mol, centres: Iterable[int]) -> Chem.Mol:
    """Return a copy with the given stereocentres (atom indices) inverted."""
    changed = Chem.Mol(mol)
    for index in centres:
        changed.GetAtomWithIdx(index).InvertChirality()
    return changed


def with_other_geometry(mol: Chem.Mol, bond: int) -> Chem.Mol:
    """Return a copy with the opposite geometry of one double bond (bond index)."""
    changed = Chem.Mol(mol)
    turned = changed.GetBondWithIdx(bond)
    turned.SetStereo(_OPPOSITE_GEOMETRY.get(turned.GetStereo(), turned.GetStereo()))
    return changed


def without_marks(mol: Chem.Mol, centres: Iterable[int], bonds: Iterable[int]) -> Chem.Mol:
    """Return a copy without the marks of the given stereocentres (atom indices) and double bonds (bond indices)."""
    changed = Chem.Mol(mol)
    for index in centres:
        changed.GetAtomWithIdx(index).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    for index in bonds:
        bond = changed.GetBondWithIdx(index)
        bond.SetStereo(Chem.BondStereo.STEREONONE)
        for end in (bond.GetBeginAtom(), bond.GetEndAtom()):
            for neighbour in end.GetBonds():
                neighbour.SetBondDir(Chem.BondDir.NONE)
    return changed


def assign_anew(mol: Chem.Mol) -> None:
    """Drop meaningless stereo marks, in place; those of chiral spiro atoms stay."""
    tags = {atom.GetIdx(): atom.GetChiralTag() for atom in atoms_of(mol) if is_assigned(atom)}
    Chem.AssignStereochemistry(mol, cleanIt=True, force=True, flagPossibleStereoCenters=True)
    keep_spiro_marks(mol, tags)
