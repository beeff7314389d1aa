"""What the relative stereo groups of a molecule say: a mixture of isomers, or one isomer, unknown which.

CXSMILES writes them as ``|&1:2|`` (both configurations are there) and ``|o1:2|`` (one of the two is); V3000 molfiles as
STERAC and STEREL.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdkit import Chem

from gaba_analogs.chemistry.marks import assign_anew, is_assigned, mirror_image
from gaba_analogs.chemistry.stereo import stereocentres

RACEMATE = "racemate"
"""Both mirror images in equal amounts."""
ONE_ENANTIOMER = "one enantiomer, unknown which"
"""A single compound whose absolute configuration is not known."""
MIXTURE = "mixture of stereoisomers"
"""More isomers than a pair of mirror images."""
ONE_ISOMER = "one stereoisomer, unknown which"
"""A single compound of which some centres are not known."""
NOT_EXAMINED = "not examined"
"""A compound that may be chiral by an axis, a plane or a helix."""
RELATIVE = frozenset({RACEMATE, ONE_ENANTIOMER, MIXTURE, ONE_ISOMER})
"""Everything that relative stereo groups can say."""

_AND = Chem.StereoGroupType.STEREO_AND
_ABSOLUTE = Chem.StereoGroupType.STEREO_ABSOLUTE


def population(mol: Chem.Mol) -> str:
    """Say which isomers relative stereo groups stand for; empty if there is no such group.

    Examples
    --------
    >>> population(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|"))
    'racemate'
    >>> population(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |o1:2|"))
    'one enantiomer, unknown which'
    """
    groups = _relative_groups(mol)
    if not groups:
        return ""
    mixed = any(kind == _AND for kind, _ in groups)
    covered = {index for _, members in groups for index in members}
    if len(groups) == 1 and covered >= {atom.GetIdx() for atom in mol.GetAtoms() if is_assigned(atom)}:
        drawn = with_groups_of(mol, Chem.Mol())
        if Chem.MolToSmiles(mirror_image(drawn)) == Chem.MolToSmiles(drawn):
            return ""
        return RACEMATE if mixed else ONE_ENANTIOMER
    return MIXTURE if mixed else ONE_ISOMER


def without_relative_marks(mol: Chem.Mol) -> Chem.Mol:
    """Return a copy in which centres whose configuration is not fixed bear no mark.

    Examples
    --------
    >>> Chem.MolToSmiles(without_relative_marks(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|")))
    'NCC(CC(=O)O)c1ccc(Cl)cc1'
    """
    groups = _relative_groups(mol)
    if not groups:
        return mol
    copy = Chem.RWMol(mol)
    copy.SetStereoGroups([])
    for _, members in groups:
        for index in members:
            copy.GetAtomWithIdx(index).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    plain = copy.GetMol()
    assign_anew(plain)
    return plain


def has_standard_inchi(mol: Chem.Mol) -> bool:
    """Return whether the standard InChI can express the groups: it cannot tie several centres to each other."""
    return all(len(members) == 1 for _, members in _relative_groups(mol))


def with_groups_of(mol: Chem.Mol, original: Chem.Mol) -> Chem.Mol:
    """Return the molecule with the stereo groups of one with the same atoms."""
    groups = _relative_groups(original)
    if not groups and not mol.GetStereoGroups():
        return mol
    copy = Chem.RWMol(mol)
    copy.SetStereoGroups([Chem.CreateStereoGroup(kind, copy, members) for kind, members in groups])
    return copy.GetMol()


def written(mol: Chem.Mol) -> str:
    """Return canonical SMILES, as CXSMILES if there are relative stereo groups."""
    if not _relative_groups(mol):
        return str(Chem.MolToSmiles(mol))
    bare = Chem.Mol(mol)
    bare.RemoveAllConformers()
    return str(Chem.MolToCXSmiles(bare, Chem.SmilesWriteParams(), Chem.CXSmilesFields.CX_ENHANCEDSTEREO))


def without_marks_of_amines(mol: Chem.Mol) -> Chem.Mol:
    """Return the molecule without marks on amines that invert, protonated or not.

    A quaternary ammonium ion and a nitrogen held by a cage keep theirs.

    Examples
    --------
    >>> Chem.MolToSmiles(without_marks_of_amines(Chem.MolFromSmiles("C[N@H+](CC)CCCC(=O)[O-]")))
    'CC[NH+](C)CCCC(=O)[O-]'
    """
    marked = [a.GetIdx() for a in mol.GetAtoms() if a.GetAtomicNum() == 7 and is_assigned(a)]
    loose = set(marked) - set(stereocentres(mol)) if marked else set()
    return _unmarked(mol, loose) if loose else mol


def _unmarked(mol: Chem.Mol, centres: Iterable[int]) -> Chem.Mol:
    copy = Chem.Mol(mol)
    for index in centres:
        copy.GetAtomWithIdx(index).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    assign_anew(copy)
    return copy


def _relative_groups(mol: Chem.Mol) -> list[tuple[Chem.StereoGroupType, list[int]]]:
    """Return the kind and the assigned members of every group that is not absolute."""
    found = []
    for group in mol.GetStereoGroups():
        members = [atom.GetIdx() for atom in group.GetAtoms() if is_assigned(atom)]
        if group.GetGroupType() != _ABSOLUTE and members:
            found.append((group.GetGroupType(), members))
    return found
