"""Stereo marks of a molecule: read, taken off, turned over. What can bear one is for `stereo` to say."""

from __future__ import annotations

from collections.abc import Iterable

from rdkit import Chem

from gaba_analogs.chemistry.spiro import keep_spiro_marks

TETRAHEDRAL = (Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW)
"""Both marks of a tetrahedral centre."""

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
    """Tell whether an atom is a centre whose arrangement is marked."""
    return atom.GetChiralTag() in TETRAHEDRAL


def relative_group(mol: Chem.Mol, index: int) -> Chem.StereoGroupType | None:
    """Give the kind of relative stereo group that an atom belongs to; None when absolute."""
    for group in mol.GetStereoGroups():
        kind: Chem.StereoGroupType = group.GetGroupType()
        members = {atom.GetIdx() for atom in group.GetAtoms()}
        if kind != Chem.StereoGroupType.STEREO_ABSOLUTE and index in members:
            return kind
    return None


def flattened(mol: Chem.Mol, *, bonds: bool = True) -> Chem.Mol:
    """Copy without stereo marks; without those of double bonds only when asked."""
    flat = Chem.RWMol(mol)
    flat.SetStereoGroups([])
    for atom in flat.GetAtoms():
        atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
        atom.ClearProp("_CIPCode")
    for bond in flat.GetBonds():
        if bonds:
            bond.SetStereo(Chem.BondStereo.STEREONONE)
            bond.SetBondDir(Chem.BondDir.NONE)
    clean = flat.GetMol()
    Chem.AssignStereochemistry(clean, cleanIt=True, force=True)
    return clean


def mirror_image(mol: Chem.Mol) -> Chem.Mol:
    """Invert every assigned centre and axis, and reflect three-dimensional coordinates.

    Examples
    --------
    >>> Chem.MolToSmiles(mirror_image(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")))  # (R)-baclofen
    'NC[C@@H](CC(=O)O)c1ccc(Cl)cc1'
    """
    mirrored = Chem.Mol(mol)
    for atom in mirrored.GetAtoms():
        atom.InvertChirality()
    for bond in mirrored.GetBonds():
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
    """Copy with the marks of these centres (atom indices) turned over."""
    changed = Chem.Mol(mol)
    for index in centres:
        changed.GetAtomWithIdx(index).InvertChirality()
    return changed


def with_other_geometry(mol: Chem.Mol, bond: int) -> Chem.Mol:
    """Copy with E and Z, or cis and trans, of one double bond (bond index) exchanged."""
    changed = Chem.Mol(mol)
    turned = changed.GetBondWithIdx(bond)
    turned.SetStereo(_OPPOSITE_GEOMETRY.get(turned.GetStereo(), turned.GetStereo()))
    return changed


def without_marks(mol: Chem.Mol, centres: Iterable[int], bonds: Iterable[int]) -> Chem.Mol:
    """Copy without the marks of these centres (atom indices) and double bonds (bond indices)."""
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
    """Perceive marks anew, in place: those that mean nothing are dropped, those of spiro atoms are not."""
    tags = {atom.GetIdx(): atom.GetChiralTag() for atom in mol.GetAtoms() if is_assigned(atom)}
    Chem.AssignStereochemistry(mol, cleanIt=True, force=True, flagPossibleStereoCenters=True)
    keep_spiro_marks(mol, tags)
