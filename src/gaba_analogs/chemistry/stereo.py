"""Stereo elements of a molecule: whatever can be R, S, E or Z.

An atom or double bond counts if both RDKit and the InChI software perceive it. RDKit alone finds too many: the sulfur
of a sulfinic acid, whose oxygens share one hydrogen, the nitrogen of an ammonium ion, the C=N of a guanidine or a
cyanine, the C5 of a barbiturate drawn as enol, bridgehead nitrogens. The InChI software alone finds allenes and the
double bonds of a porphyrin, which RDKit cannot mark. Two exceptions: spiro atoms between identical rings, which only
InChI perceives, and phosphorus or arsenic with a hydrogen, which only RDKit does. RDKit alone decides for molecules
without an InChI.

Atoms that are stereogenic in InChI: Heller et al., J. Cheminform. 2015, 7, 23, table 5, doi:10.1186/s13321-015-0068-4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import Numbering, numbering_of
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.spiro import spiro_atoms
from gaba_analogs.dataclass import dataclass

_CENTRE = Chem.StereoType.Atom_Tetrahedral
_KINDS = frozenset({_CENTRE, Chem.StereoType.Bond_Double})
_EXCHANGING = frozenset({"O", "S", "Se", "Te", "N"})


_NO_ATOM = 2**32 - 1
"""RDKit's index of a neighbour that is an implicit hydrogen."""


@dataclass(frozen=True, slots=True)
class StereoElement:
    """A tetrahedral stereocentre, or a double bond that can be E or Z.

    Parameters
    ----------
    atoms
        Index (from 0) of the stereocentre, or of both ends of the double bond.
    beside
        For a double bond, the neighbour of each end that cis or trans refers to.
    specified
        True if its configuration is specified.
    """

    atoms: tuple[int, ...]
    beside: tuple[int, ...]
    specified: bool

    @property
    def is_centre(self) -> bool:
        """True for a stereocentre, False for a double bond."""
        return len(self.atoms) == 1

    @property
    def can_be_marked(self) -> bool:
        """False for a double bond one of whose ends bears only an implicit hydrogen (C=NH)."""
        return all(index < _NO_ATOM for index in self.beside)

    def mark(self, mol: Chem.Mol, *, first: bool) -> None:
        """Mark it in a molecule, in place: as clockwise or cis if `first`, else as anticlockwise or trans."""
        if self.is_centre:
            clockwise, anticlockwise = Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW
            mol.GetAtomWithIdx(self.atoms[0]).SetChiralTag(clockwise if first else anticlockwise)
        else:
            bond = mol.GetBondBetweenAtoms(*self.atoms)
            bond.SetStereoAtoms(*self.beside)
            bond.SetStereo(Chem.BondStereo.STEREOCIS if first else Chem.BondStereo.STEREOTRANS)


class Stereo:
    """The stereo elements of a molecule, perceived when first needed.

    Parameters
    ----------
    mol
        A perceived molecule. Its marks matter: the configuration of one centre can make another one stereogenic.
    ask
        Function that returns the InChI numbering with open stereo, in atom indices of `mol`; None to compute it.
    specified
        Numbers [-] of stereocentres and double bonds in the standard InChI if that has no unspecified ones. If RDKit
        finds as many, `ask` is not called. None if unknown.

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
    def elements(self) -> tuple[StereoElement, ...]:
        """Stereocentres, then double bonds, each in atom order."""
        found = (self._centre(info) if info.type == _CENTRE else self._double_bond(info) for info in self._found)
        elements = {element.atoms: element for element in found if element is not None}
        for index in [] if self._is_agreed else spiro_atoms(self.mol):
            if index in self._seen.centres:
                elements[(index,)] = StereoElement((index,), (), self._seen.centres[index])
        return tuple(sorted(elements.values(), key=lambda element: (len(element.atoms), element.atoms)))

    @property
    def centres(self) -> tuple[tuple[int, bool], ...]:
        """(atom index from 0, specified) of each tetrahedral stereocentre, in atom order."""
        return tuple((element.atoms[0], element.specified) for element in self.elements if element.is_centre)

    @cached_property
    def _found(self) -> list[Chem.StereoInfo]:
        """Stereo elements that RDKit perceives."""
        found = Chem.FindPotentialStereo(Chem.Mol(self.mol), cleanIt=False, flagPossible=True)
        return [info for info in found if info.type in _KINDS]

    @cached_property
    def _is_agreed(self) -> bool:
        """True if RDKit finds all specified, and as many as the standard InChI."""
        centres = sum(info.type == _CENTRE for info in self._found)
        counts = (centres, len(self._found) - centres)
        return bool(self._found) and counts == self._specified and all(map(_is_marked, self._found))

    @cached_property
    def _seen(self) -> Numbering:
        """What the InChI software perceives; computed only if RDKit finds something or there is a spiro atom."""
        return (self._ask() if self._ask else None) or numbering_of(self.mol, open_stereo=True)

    def _centre(self, info: Chem.StereoInfo) -> StereoElement | None:
        """Return a stereocentre that RDKit found; None if it is not one in InChI, though InChI could tell."""
        index = info.centeredOn
        specified = True if self._is_agreed else self._seen.centres.get(index)
        if specified is None and self._is_beyond_inchi(self.mol.GetAtomWithIdx(index)):
            specified = _is_marked(info)
        return None if specified is None else StereoElement((index,), (), specified)

    def _double_bond(self, info: Chem.StereoInfo) -> StereoElement | None:
        """Return a double bond that RDKit found; None if it is not a stereo element in InChI."""
        bond = self.mol.GetBondWithIdx(info.centeredOn)
        atoms = (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx())
        specified = True if self._is_agreed else self._seen.double_bonds.get(frozenset(atoms))
        if not self._is_agreed and not self._seen.inchi:
            specified = _is_marked(info)
        beside = (info.controllingAtoms[0], info.controllingAtoms[2])
        return None if specified is None else StereoElement(atoms, beside, specified)

    def _is_beyond_inchi(self, atom: Chem.Atom) -> bool:
        """Return whether InChI cannot tell: phosphorus or arsenic with a hydrogen, or a molecule without InChI."""
        hydrogens = atom.GetTotalNumHs(True)
        if self._seen.inchi and not (atom.GetSymbol() in {"P", "As"} and hydrogens == 1):
            return False
        return not (_shares_hydrogen(atom) or (atom.GetSymbol() == "N" and hydrogens))


def stereo_elements(mol: Chem.Mol) -> tuple[StereoElement, ...]:
    """Return the stereocentres and stereogenic double bonds of a molecule.

    Examples
    --------
    >>> [len(stereo_elements(Chem.MolFromSmiles(s))) for s in ("CS(=O)c1ccccc1", "CS(=O)O")]  # sulfoxide, sulfinic acid
    [1, 0]
    """
    return Stereo(mol).elements


def stereocentres(mol: Chem.Mol) -> tuple[int, ...]:
    """Return the atom indices (from 0) of the tetrahedral stereocentres, assigned or not.

    Examples
    --------
    >>> baclofen, gaba = (Chem.MolFromSmiles(text) for text in ("NCC(CC(=O)O)c1ccc(Cl)cc1", "NCCCC(=O)O"))
    >>> stereocentres(baclofen), stereocentres(gaba)
    ((2,), ())
    """
    return tuple(index for index, _ in Stereo(flattened(mol)).centres)


def _is_marked(info: Chem.StereoInfo) -> bool:
    marked: bool = info.specified == Chem.StereoSpecified.Specified
    return marked


def _shares_hydrogen(atom: Chem.Atom) -> bool:
    """Return whether two groups of an atom differ only by a mobile hydrogen or charge."""
    groups: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for other in atom.GetNeighbors():
        if other.GetSymbol() in _EXCHANGING and sum(beside.GetAtomicNum() != 1 for beside in other.GetNeighbors()) == 1:
            mobile = other.GetTotalNumHs(True) > 0 or other.GetFormalCharge() < 0
            groups[other.GetSymbol(), other.GetIsotope()].append(mobile)
    return any(len(group) > 1 and any(group) for group in groups.values())
