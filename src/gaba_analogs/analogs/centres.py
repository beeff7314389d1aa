"""Stereocentres and double bonds of a molecule, their CIP labels, and its mirror image.

CIP labels follow the algorithm of Hanson et al., J. Chem. Inf. Model. 2018, 58, 1755,
doi:10.1021/acs.jcim.8b00324.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdkit import Chem
from rdkit.Chem import rdCIPLabeler

from gaba_analogs.analogs.molecule import pattern
from gaba_analogs.structure import quiet

_MOST_CIP_STEPS = 1_250_000


def stereocentres(mol: Chem.Mol) -> tuple[int, ...]:
    """Return the atom indices (from 0) of the tetrahedral centres, assigned or not.

    Examples
    --------
    >>> from gaba_analogs.analogs.molecule import as_molecule
    >>> stereocentres(as_molecule("baclofen")), stereocentres(as_molecule("GABA"))
    ((2,), ())
    """
    tetrahedral = Chem.StereoType.Atom_Tetrahedral
    return tuple(element.centeredOn for element in stereo_elements(flattened(mol)) if element.type == tetrahedral)


def stereo_elements(flat: Chem.Mol) -> list[Chem.StereoInfo]:
    """Return the tetrahedral centres and double bonds that can be assigned a configuration."""
    kinds = {Chem.StereoType.Atom_Tetrahedral, Chem.StereoType.Bond_Double}
    found = Chem.FindPotentialStereo(Chem.Mol(flat), cleanIt=False, flagPossible=True)
    return [e for e in found if e.type in kinds and not _is_labile(flat, e) and not _is_cumulated(flat, e)]


def flattened(mol: Chem.Mol, *, bonds: bool = True) -> Chem.Mol:
    """Return a copy without stereo marks; those of double bonds stay if `bonds` is false."""
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


def is_assigned(atom: Chem.Atom) -> bool:
    """Return whether an atom is a stereocentre with a specified configuration."""
    tetrahedral = {Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW}
    return atom.GetChiralTag() in tetrahedral


def relative_group(mol: Chem.Mol, index: int) -> Chem.StereoGroupType | None:
    """Return the type of relative stereo group that an atom belongs to; None if it is absolute."""
    for group in mol.GetStereoGroups():
        kind: Chem.StereoGroupType = group.GetGroupType()
        members = {atom.GetIdx() for atom in group.GetAtoms()}
        if kind != Chem.StereoGroupType.STEREO_ABSOLUTE and index in members:
            return kind
    return None


def _is_labile(mol: Chem.Mol, element: Chem.StereoInfo) -> bool:
    """Return whether proton exchange or resonance makes two oxygens of a P or S centre equivalent."""
    if element.type != Chem.StereoType.Atom_Tetrahedral:
        return False
    atom = mol.GetAtomWithIdx(element.centeredOn)
    oxygens = [a for a in atom.GetNeighbors() if a.GetSymbol() in {"O", "S"} and a.GetDegree() == 1]
    return atom.GetSymbol() in {"P", "S", "As", "Se"} and len(oxygens) > 1


def _is_cumulated(mol: Chem.Mol, element: Chem.StereoInfo) -> bool:
    if element.type != Chem.StereoType.Bond_Double:
        return False
    bond = mol.GetBondWithIdx(element.centeredOn)
    ends = (bond.GetBeginAtom(), bond.GetEndAtom())
    return any(sum(b.GetBondType() == Chem.BondType.DOUBLE for b in end.GetBonds()) > 1 for end in ends)


def cip_labels(mol: Chem.Mol) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, int, str], ...]]:
    """Return the CIP labels of stereocentres and double bonds.

    Returns
    -------
    tuple
        (atom index from 0, label) per centre, and (atom index, atom index, label) per double bond;
        both empty if the algorithm gives up.

    Examples
    --------
    >>> from gaba_analogs.analogs.molecule import as_molecule
    >>> cip_labels(as_molecule("(R)-baclofen"))
    (((2, 'R'),), ())
    """
    copy = Chem.Mol(mol)
    for atom in copy.GetAtoms():
        atom.ClearProp("_CIPCode")
    for bond in copy.GetBonds():
        bond.ClearProp("_CIPCode")
    with quiet():
        try:
            rdCIPLabeler.AssignCIPLabels(copy, maxRecursiveIterations=_MOST_CIP_STEPS)
        except RuntimeError:
            return (), ()
    atoms = tuple((a.GetIdx(), a.GetProp("_CIPCode")) for a in copy.GetAtoms() if a.HasProp("_CIPCode"))
    bonds = tuple(
        (b.GetBeginAtomIdx(), b.GetEndAtomIdx(), b.GetProp("_CIPCode"))
        for b in copy.GetBonds()
        if b.HasProp("_CIPCode")
    )
    return atoms, bonds


def mirror_image(mol: Chem.Mol) -> Chem.Mol:
    """Return the mirror image: assigned centres and axes inverted, 3D coordinates reflected.

    Examples
    --------
    >>> from gaba_analogs.analogs.molecule import as_molecule
    >>> Chem.MolToSmiles(mirror_image(as_molecule("(R)-baclofen")))
    'NC[C@@H](CC(=O)O)c1ccc(Cl)cc1'
    """
    mirrored = Chem.Mol(mol)
    for atom in mirrored.GetAtoms():
        atom.InvertChirality()
    axes = {
        Chem.BondStereo.STEREOATROPCW: Chem.BondStereo.STEREOATROPCCW,
        Chem.BondStereo.STEREOATROPCCW: Chem.BondStereo.STEREOATROPCW,
    }
    for bond in mirrored.GetBonds():
        if bond.GetStereo() in axes:
            bond.SetStereo(axes[bond.GetStereo()])
    for conformer in mirrored.GetConformers():
        if conformer.Is3D():
            positions = conformer.GetPositions()
            positions[:, 0] *= -1.0
            conformer.SetPositions(positions)
    Chem.AssignStereochemistry(mirrored, cleanIt=True, force=True)
    return mirrored


def unsupported_axes(flat: Chem.Mol) -> Iterator[str]:
    """Describe possible chiral axes, which are not enumerated."""
    ranks = list(Chem.CanonicalRankAtoms(flat, breakTies=False))
    for atoms in flat.GetSubstructMatches(pattern("[CX3](=[CX2]=[CX3])")):
        if all(_has_two_sides(flat, ranks, atoms[end], atoms[1]) for end in (0, 2)):
            where = ", ".join(str(index + 1) for index in atoms)
            yield f"the allene at atoms {where} may be a chiral axis: allenes are not supported"
    for first, second in flat.GetSubstructMatches(pattern("[a]-!@[a]")):
        sides = [_ortho(flat, here, there) for here, there in ((first, second), (second, first))]
        crowded = sum(flat.GetAtomWithIdx(index).GetDegree() > 2 for side in sides for index in side) > 2
        if crowded and all(len({ranks[index] for index in side}) == 2 for side in sides):
            yield (
                f"the bond between atoms {first + 1} and {second + 1} may be a chiral axis: "
                "atropisomers are not supported"
            )


def _has_two_sides(mol: Chem.Mol, ranks: list[int], end: int, middle: int) -> bool:
    """Return whether the two substituents at the end of an allene differ."""
    others = [a.GetIdx() for a in mol.GetAtomWithIdx(end).GetNeighbors() if a.GetIdx() != middle]
    return len(others) == 1 or len({ranks[index] for index in others}) == 2


def _ortho(mol: Chem.Mol, here: int, there: int) -> list[int]:
    return [a.GetIdx() for a in mol.GetAtomWithIdx(here).GetNeighbors() if a.GetIdx() != there]
