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
from dataclasses import dataclass
from functools import cached_property

from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import Numbering, numbering_of
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.spiro import spiro_atoms

_CENTRE = Chem.StereoType.Atom_Tetrahedral
_KINDS = frozenset({_CENTRE, Chem.StereoType.Bond_Double})
_EXCHANGING = frozenset({"O", "S", "Se", "Te", "N"})


@dataclass(frozen=True, slots=True)
class StereoElement:
    """A tetrahedral centre, or a double bond that can be E or Z.

    Parameters
    ----------
    atoms
        Index (from 0) of the centre, or of both ends of the double bond.
    beside
        For a double bond, a neighbour of each end: these are cis or trans.
    specified
        True when it is marked, and the mark means something.
    """

    atoms: tuple[int, ...]
    beside: tuple[int, ...]
    specified: bool

    @property
    def is_centre(self) -> bool:
        """True for a centre, False for a double bond."""
        return len(self.atoms) == 1

    def mark(self, mol: Chem.Mol, *, first: bool) -> None:
        """Mark it in a molecule, in place: the first of its arrangements, clockwise or cis, or the second."""
        if self.is_centre:
            clockwise, anticlockwise = Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW
            mol.GetAtomWithIdx(self.atoms[0]).SetChiralTag(clockwise if first else anticlockwise)
        else:
            bond = mol.GetBondBetweenAtoms(*self.atoms)
            bond.SetStereoAtoms(*self.beside)
            bond.SetStereo(Chem.BondStereo.STEREOCIS if first else Chem.BondStereo.STEREOTRANS)


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
    def elements(self) -> tuple[StereoElement, ...]:
        """Centres and double bonds, in the order of the atoms, centres first."""
        found = (self._centre(info) if info.type == _CENTRE else self._double_bond(info) for info in self._found)
        elements = {element.atoms: element for element in found if element is not None}
        for index in [] if self._is_agreed else spiro_atoms(self.mol):
            if index in self._seen.centres:
                elements[(index,)] = StereoElement((index,), (), self._seen.centres[index])
        return tuple(sorted(elements.values(), key=lambda element: (len(element.atoms), element.atoms)))

    @property
    def centres(self) -> tuple[tuple[int, bool], ...]:
        """(atom index from 0, specified) of every tetrahedral centre, in the order of the atoms."""
        return tuple((element.atoms[0], element.specified) for element in self.elements if element.is_centre)

    @cached_property
    def _found(self) -> list[Chem.StereoInfo]:
        """What RDKit sees."""
        found = Chem.FindPotentialStereo(Chem.Mol(self.mol), cleanIt=False, flagPossible=True)
        return [info for info in found if info.type in _KINDS]

    @cached_property
    def _is_agreed(self) -> bool:
        """True when RDKit sees as much as the standard InChI specifies, and nothing open."""
        centres = sum(info.type == _CENTRE for info in self._found)
        counts = (centres, len(self._found) - centres)
        return bool(self._found) and counts == self._specified and all(map(_is_marked, self._found))

    @cached_property
    def _seen(self) -> Numbering:
        """What the InChI software sees; asked only where RDKit sees something, or a spiro atom is there."""
        return (self._ask() if self._ask else None) or numbering_of(self.mol, open_stereo=True)

    def _centre(self, info: Chem.StereoInfo) -> StereoElement | None:
        """Give a centre of RDKit's where the InChI software sees it too, or it is beyond that; else None."""
        index = info.centeredOn
        specified = True if self._is_agreed else self._seen.centres.get(index)
        if specified is None and self._is_beyond_inchi(index):
            specified = _is_marked(info)
        return None if specified is None else StereoElement((index,), (), specified)

    def _double_bond(self, info: Chem.StereoInfo) -> StereoElement | None:
        """Give a double bond of RDKit's where the InChI software sees it too; else None."""
        bond = self.mol.GetBondWithIdx(info.centeredOn)
        atoms = (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx())
        specified = True if self._is_agreed else self._seen.double_bonds.get(frozenset(atoms))
        beside = (info.controllingAtoms[0], info.controllingAtoms[2])
        return None if specified is None else StereoElement(atoms, beside, specified)

    def _is_beyond_inchi(self, index: int) -> bool:
        """Tell whether a centre is one that the InChI software leaves out: phosphorus or arsenic with a hydrogen."""
        atom = self.mol.GetAtomWithIdx(index)
        return atom.GetSymbol() in {"P", "As"} and atom.GetTotalNumHs(True) == 1 and not _shares_hydrogen(atom)


def stereo_elements(mol: Chem.Mol) -> tuple[StereoElement, ...]:
    """List the centres and double bonds of a molecule.

    Examples
    --------
    >>> [len(stereo_elements(Chem.MolFromSmiles(s))) for s in ("CS(=O)c1ccccc1", "CS(=O)O")]  # sulfoxide, sulfinic acid
    [1, 0]
    """
    return Stereo(mol).elements


def stereocentres(mol: Chem.Mol) -> tuple[int, ...]:
    """Give the atom indices (from 0) of the tetrahedral centres, assigned or not.

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
    """Tell whether two groups of an atom differ only by a hydrogen or a charge that moves between them."""
    groups: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for other in atom.GetNeighbors():
        if other.GetSymbol() in _EXCHANGING and sum(beside.GetAtomicNum() != 1 for beside in other.GetNeighbors()) == 1:
            mobile = other.GetTotalNumHs(True) > 0 or other.GetFormalCharge() < 0
            groups[other.GetSymbol(), other.GetIsotope()].append(mobile)
    return any(len(group) > 1 and any(group) for group in groups.values())
