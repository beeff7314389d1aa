"""What of a molecule can be R, S, E or Z: the one perception of stereo.

RDKit and the InChI software are asked, and a stereo element is one that both see. RDKit alone sees too much: the sulfur
of a sulfinic acid, whose oxygens share one hydrogen, the nitrogen of an ammonium ion, the C=N of a guanidine or a
cyanine, tautomers of barbiturates, the nitrogen of a cage. The InChI software alone sees allenes and the double bonds
of a porphyrin, which no mark can be put on. Two kinds are taken on the word of one: spiro atoms between equal rings,
from InChI, and phosphorus or arsenic that bears hydrogen, from RDKit.

Which atoms the InChI software takes for stereogenic: Heller et al., J. Cheminform. 2015, 7, 23, table 5,
doi:10.1186/s13321-015-0068-4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import Numbering, numbering_of
from gaba_analogs.chemistry.marks import flattened, is_assigned
from gaba_analogs.chemistry.toolkit import pattern

_KINDS = frozenset({Chem.StereoType.Atom_Tetrahedral, Chem.StereoType.Bond_Double})
_EXCHANGING = frozenset({"O", "S", "Se", "Te", "N"})


class Stereo:
    """The stereo of a molecule, perceived as far as it is asked for.

    Parameters
    ----------
    mol
        A perceived molecule; marks that it has decide whether others mean something.
    ask
        Gives what the InChI software sees in it, with open stereo, in atom indices of `mol`; None to ask of `mol`.
    specified
        Numbers [-] of centres and double bonds that its standard InChI specifies, where that leaves none of them
        open: the InChI software is not asked again where RDKit sees just these. None to ask.

    Examples
    --------
    >>> Stereo(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")).centres
    ((2, True),)
    """

    def __init__(
        self,
        mol: Chem.Mol,
        ask: Callable[[], Numbering | None] | None = None,
        specified: tuple[int, int] | None = None,
    ) -> None:
        self.mol = mol
        self._ask = ask
        self._specified = specified

    @cached_property
    def elements(self) -> tuple[Chem.StereoInfo, ...]:
        """Tetrahedral centres and double bonds that RDKit can mark."""
        return tuple(element for element in self._found if self._is_agreed or self._is_real(element))

    @cached_property
    def centres(self) -> tuple[tuple[int, bool], ...]:
        """(atom index from 0, specified) of every tetrahedral centre, in the order of the atoms."""
        found = [element for element in self.elements if element.type == Chem.StereoType.Atom_Tetrahedral]
        if self._is_agreed:
            return tuple(sorted((element.centeredOn, True) for element in found))
        seen = self._seen.centres if found or self._spiro_atoms else {}
        centres = {element.centeredOn: seen.get(element.centeredOn, _is_specified(element)) for element in found}
        centres |= {index: seen[index] for index in self._spiro_atoms if index in seen}
        return tuple(sorted(centres.items()))

    @property
    def open_elements(self) -> tuple[Chem.StereoInfo, ...]:
        """Stereo elements that nothing is said of."""
        unspecified = Chem.StereoSpecified.Unspecified
        return tuple(element for element in self.elements if element.specified == unspecified)

    @cached_property
    def _found(self) -> list[Chem.StereoInfo]:
        """What RDKit sees."""
        found = Chem.FindPotentialStereo(Chem.Mol(self.mol), cleanIt=False, flagPossible=True)
        return [element for element in found if element.type in _KINDS]

    @cached_property
    def _is_agreed(self) -> bool:
        """True when RDKit sees as much as the standard InChI specifies, and nothing open."""
        centres = sum(element.type == Chem.StereoType.Atom_Tetrahedral for element in self._found)
        counts = (centres, len(self._found) - centres)
        return bool(self._found) and counts == self._specified and all(map(_is_specified, self._found))

    @cached_property
    def _spiro_atoms(self) -> list[int]:
        found = self.mol.GetSubstructMatches(pattern("[D4;x4]"))
        return [index for (index,) in found if is_spiro(self.mol.GetAtomWithIdx(index))]

    @cached_property
    def _seen(self) -> Numbering:
        """What the InChI software sees; asked only where RDKit sees something too."""
        return (self._ask() if self._ask else None) or numbering_of(self.mol, open_stereo=True)

    def _is_real(self, element: Chem.StereoInfo) -> bool:
        """Tell whether what RDKit sees is seen by the InChI software too, or is beyond it."""
        if element.type == Chem.StereoType.Bond_Double:
            bond = self.mol.GetBondWithIdx(element.centeredOn)
            return frozenset({bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()}) in self._seen.double_bonds
        if element.centeredOn in self._seen.centres:
            return True
        atom = self.mol.GetAtomWithIdx(element.centeredOn)
        return atom.GetSymbol() in {"P", "As"} and atom.GetTotalNumHs(True) == 1 and not _shares_hydrogen(atom)


def stereo_elements(mol: Chem.Mol) -> tuple[Chem.StereoInfo, ...]:
    """List the tetrahedral centres and double bonds that RDKit can mark.

    Examples
    --------
    >>> [len(stereo_elements(Chem.MolFromSmiles(s))) for s in ("CS(=O)c1ccccc1", "CS(=O)O")]  # sulfoxide, sulfinic acid
    [1, 0]
    """
    return Stereo(mol).elements


def stereocentres(mol: Chem.Mol) -> tuple[int, ...]:
    """Give the atom indices (from 0) of the tetrahedral centres that a mark can be put on, assigned or not.

    Examples
    --------
    >>> baclofen, gaba = (Chem.MolFromSmiles(text) for text in ("NCC(CC(=O)O)c1ccc(Cl)cc1", "NCCCC(=O)O"))
    >>> stereocentres(baclofen), stereocentres(gaba)
    ((2,), ())
    """
    tetrahedral = Chem.StereoType.Atom_Tetrahedral
    return tuple(element.centeredOn for element in stereo_elements(flattened(mol)) if element.type == tetrahedral)


def is_spiro(atom: Chem.Atom) -> bool:
    """Tell whether an atom joins two rings that have nothing else in common."""
    if atom.GetDegree() != 4 or not all(bond.IsInRing() for bond in atom.GetBonds()):
        return False
    rings = [set(ring) for ring in atom.GetOwningMol().GetRingInfo().AtomRings() if atom.GetIdx() in ring]
    return len(rings) == 2 and len(rings[0] & rings[1]) == 1


def keep_spiro_marks(mol: Chem.Mol, written: Chem.Mol, indices: tuple[int, ...]) -> None:
    """Put the marks that RDKit drops from spiro atoms between equal rings back, in place.

    Parameters
    ----------
    mol
        A perceived molecule.
    written
        The molecule as written, with its marks.
    indices
        For every atom of `mol`, its index in `written`.
    """
    lost = [
        (index, tag)
        for index, place in enumerate(indices)
        if (tag := written.GetAtomWithIdx(place).GetChiralTag()) != Chem.ChiralType.CHI_UNSPECIFIED
        and not is_assigned(mol.GetAtomWithIdx(index))
        and is_spiro(mol.GetAtomWithIdx(index))
    ]
    ranks = list(Chem.CanonicalRankAtoms(mol, breakTies=False)) if lost else []
    for index, tag in lost:
        if has_two_sided_rings(mol, index, ranks):
            mol.GetAtomWithIdx(index).SetChiralTag(tag)


def has_two_sided_rings(mol: Chem.Mol, spiro: int, ranks: list[int]) -> bool:
    """Tell whether both rings at a spiro atom begin otherwise than they end."""
    beside = {atom.GetIdx() for atom in mol.GetAtomWithIdx(spiro).GetNeighbors()}
    rings = [set(ring) for ring in mol.GetRingInfo().AtomRings() if spiro in ring]
    return all(len({ranks[index] for index in beside & ring}) == 2 for ring in rings)


def _is_specified(element: Chem.StereoInfo) -> bool:
    specified: bool = element.specified == Chem.StereoSpecified.Specified
    return specified


def _shares_hydrogen(atom: Chem.Atom) -> bool:
    """Tell whether two groups of an atom differ only by a hydrogen or a charge that moves between them."""
    groups: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for other in atom.GetNeighbors():
        if other.GetSymbol() in _EXCHANGING and sum(beside.GetAtomicNum() != 1 for beside in other.GetNeighbors()) == 1:
            mobile = other.GetTotalNumHs(True) > 0 or other.GetFormalCharge() < 0
            groups[other.GetSymbol(), other.GetIsotope()].append(mobile)
    return any(len(group) > 1 and any(group) for group in groups.values())
