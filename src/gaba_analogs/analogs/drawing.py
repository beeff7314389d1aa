"""Drawings of molecules with the chain N-C4-C3-C2-acid aligned and wedges on the substituent.

Because the chain always has the same shape, a wedge always means the same side: on the bond to the
substituent at C3 it is solid for compounds on the side of (R)-baclofen, hashed for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdDepictor
from rdkit.Chem.Draw import rdMolDraw2D
from rdkit.Geometry import Point2D

from gaba_analogs.analogs.chain import DERIVATIVE, backbones
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.marks import is_assigned
from gaba_analogs.chemistry.toolkit import pattern

YELLOW = (0.94, 0.89, 0.26)
"""Highlight colour."""

_BOND = 1.5
_STEP = _BOND * cos(pi / 6)
_CHAIN = ((2 * _STEP, 0.0), (_STEP, _BOND / 2), (0.0, 0.0), (-_STEP, _BOND / 2), (-_STEP, 1.5 * _BOND))
_OXYGENS = ((0.0, 2 * _BOND), (-2 * _STEP, 2 * _BOND))
_LARGEST = 13.0
_MARGIN = np.array([1.3, 0.8])
_USUAL = np.array([3.0, 2.5])

Frame = tuple[Point2D, Point2D]
"""Lower left and upper right corner of a drawing [A]."""


def depicted(mol: Chem.Mol) -> Chem.Mol:
    """Return a copy with 2D coordinates, which are always the same for the chain of a gamma-amino acid.

    Examples
    --------
    >>> from gaba_analogs.analogs.molecule import as_molecule
    >>> baclofen, gaba = (depicted(as_molecule(name)).GetConformer() for name in ("baclofen", "GABA"))
    >>> [round(x, 6) for x in baclofen.GetAtomPosition(2)] == [round(x, 6) for x in gaba.GetAtomPosition(2)]
    True
    """
    placed = Chem.Mol(mol)
    chain = _chain(placed)
    corners = {index: Point2D(*place) for index, place in zip(chain, _CHAIN, strict=False)}
    if chain and placed.GetAtomWithIdx(chain[-1]).GetSymbol() == "C":
        corners.update(zip(_acid_ends(placed, *chain[-2:]), (Point2D(*place) for place in _OXYGENS), strict=False))
    if chain:
        corners.update(_ring_ends(placed, chain[2]))
    rdDepictor.Compute2DCoords(placed, canonOrient=not chain, coordMap=corners, clearConfs=True)
    return placed


def shared_frame(drawn: Iterable[Chem.Mol]) -> Frame:
    """Return a frame around all normal-sized drawings with a chain; a small one if there are none."""
    boxes = [_box(mol) for mol in drawn if _chain(mol)]
    usual = [box for box in boxes if max(box[1] - box[0]) <= _LARGEST] or [(-_USUAL, _USUAL)]
    low = np.min([box[0] for box in usual], axis=0) - _MARGIN
    high = np.max([box[1] for box in usual], axis=0) + _MARGIN
    return Point2D(*low), Point2D(*high)


def own_frame(drawn: Chem.Mol, shared: Frame) -> Frame:
    """Return the shared frame if the drawing fits in it, else a frame of the same shape around the drawing."""
    low, high = _box(drawn)
    corners = np.array([[corner.x, corner.y] for corner in shared])
    if _chain(drawn) and (low >= corners[0]).all() and (high <= corners[1]).all():
        return shared
    size = corners[1] - corners[0]
    half = size / 2 * max(1.0, *(high - low + 2 * _MARGIN) / size)
    return Point2D(*((low + high) / 2 - half)), Point2D(*((low + high) / 2 + half))


def _box(drawn: Chem.Mol) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    positions = drawn.GetConformer().GetPositions()[:, :2]
    return positions.min(axis=0), positions.max(axis=0)


def svg(mol: Chem.Mol, changed: Sequence[int] = (), *, width: int = 200, height: int = 200) -> str:
    """Draw a molecule as SVG, on white ground: its colours are made for that, and pages may be dark.

    Parameters
    ----------
    mol
        The molecule; its own coordinates are not used.
    changed
        Atoms (indices from 0) to highlight.
    width, height
        Size [px].
    """
    canvas = rdMolDraw2D.MolDraw2DSVG(width, height)
    options = canvas.drawOptions()
    options.fixedBondLength = 22  # type: ignore[assignment]  # RDKit's stubs type every option alike
    options.minFontSize = 12  # type: ignore[assignment]
    options.annotationFontScale = 0.85  # type: ignore[assignment]
    draw(canvas, depicted(mol), changed)
    text = str(canvas.GetDrawingText())
    return text[text.index("<svg") :]


def draw(canvas: rdMolDraw2D.MolDraw2D, drawn: Chem.Mol, changed: Sequence[int] = ()) -> None:
    """Draw a molecule that has coordinates, with CIP labels unless it is a mixture of mirror images.

    Parameters
    ----------
    canvas
        Canvas to draw on; its options are kept.
    drawn
        The molecule, from :func:`depicted`.
    changed
        Atoms (indices from 0) to highlight.
    """
    marked = Chem.Mol(drawn)
    if not marked.GetStereoGroups():  # RDKit itself marks the members of a mixture
        for index, label in cip_labels(marked)[0]:
            marked.GetAtomWithIdx(index).SetProp("atomNote", label)
    prepared = _wedged(rdMolDraw2D.PrepareMolForDrawing(marked, wedgeBonds=False), _chain(marked))
    inside = set(changed)
    between = [b.GetIdx() for b in prepared.GetBonds() if {b.GetBeginAtomIdx(), b.GetEndAtomIdx()} <= inside]
    canvas.drawOptions().prepareMolsBeforeDrawing = False  # type: ignore[assignment]  # RDKit's stubs type every option alike
    canvas.DrawMolecule(
        prepared,
        highlightAtoms=list(changed),
        highlightAtomColors=dict.fromkeys(changed, YELLOW),
        highlightBonds=between,
        highlightBondColors=dict.fromkeys(between, YELLOW),
    )
    canvas.FinishDrawing()


def _chain(mol: Chem.Mol) -> tuple[int, ...]:
    """Return the atoms N, C4, C3, C2 and acid of the first chain, derivatives included; empty if there is none."""
    for found in backbones(mol):
        return (found.nitrogen, found.carbon_n, found.centre, found.carbon_acid, found.acid)
    return tuple(mol.GetSubstructMatch(pattern(DERIVATIVE)))


def _acid_ends(mol: Chem.Mol, carbon: int, acid: int) -> list[int]:
    """Return the other two neighbours of a carboxyl carbon, the doubly bonded one first."""
    bonds = [bond for bond in mol.GetAtomWithIdx(acid).GetBonds() if bond.GetOtherAtomIdx(acid) != carbon]
    bonds.sort(key=lambda bond: bond.GetBondType() != Chem.BondType.DOUBLE)
    return [bond.GetOtherAtomIdx(acid) for bond in bonds]


def _ring_ends(mol: Chem.Mol, centre: int) -> dict[int, Point2D]:
    """Place the two ring neighbours of C3 symmetrically to the chain."""
    rings = [ring for ring in mol.GetRingInfo().AtomRings() if centre in ring]
    if len(rings) != 1:
        return {}
    half = pi / 2 - pi / len(rings[0])
    ends = [a.GetIdx() for a in mol.GetAtomWithIdx(centre).GetNeighbors() if a.GetIdx() in rings[0]]
    sides = (_BOND * sin(half), -_BOND * sin(half))
    return {end: Point2D(side, -_BOND * cos(half)) for end, side in zip(ends, sides, strict=True)}


def _wedged(mol: Chem.Mol, chain: Sequence[int]) -> Chem.Mol:
    """Put each wedge on a bond to hydrogen, else to a substituent, else in a ring, else in the chain."""
    marked = Chem.RWMol(mol)
    for begin, end, direction in list(_wedges(mol, set(chain))):
        bond = marked.GetBondBetweenAtoms(begin, end)
        if bond.GetBeginAtomIdx() != begin:  # the narrow end is where a bond begins
            marked.RemoveBond(begin, end)
            marked.AddBond(begin, end, Chem.BondType.SINGLE)
            bond = marked.GetBondBetweenAtoms(begin, end)
        bond.SetBondDir(direction)
    wedged = marked.GetMol()
    Chem.FastFindRings(wedged)
    return wedged


def _wedges(mol: Chem.Mol, chain: set[int]) -> Iterator[tuple[int, int, Chem.BondDir]]:
    taken: set[int] = set()
    for atom in mol.GetAtoms():
        free = [b for b in atom.GetBonds() if b.GetBondType() == Chem.BondType.SINGLE and b.GetIdx() not in taken]
        if not is_assigned(atom) or not free:
            continue
        here = atom.GetIdx()
        _, bond = min((_unfitness(bond, bond.GetOtherAtom(atom), chain), bond.GetIdx()) for bond in free)
        taken.add(bond)
        chosen = mol.GetBondWithIdx(bond)
        Chem.WedgeBond(chosen, here, mol.GetConformer())
        yield here, chosen.GetOtherAtomIdx(here), chosen.GetBondDir()


def _unfitness(bond: Chem.Bond, other: Chem.Atom, chain: set[int]) -> tuple[bool | int, ...]:
    """Return a sort key: the best bond to bear a wedge comes first."""
    return (
        other.GetAtomicNum() != 1,
        other.GetIdx() in chain,
        bond.IsInRing(),
        is_assigned(other),
        other.GetDegree(),
    )
