"""Drawings of molecules with the chain N-C4-C3-C2-acid aligned and wedges on the substituent.

Because the chain always has the same shape, a wedge always means the same side: on the bond to the
substituent at C3 it is solid for compounds on the side of (R)-baclofen, hashed for the others. A chain
that is part of a ring, or whose shape makes bonds cross or atoms meet, is laid out by RDKit instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdDepictor
from rdkit.Chem.Draw import rdMolDraw2D
from rdkit.Geometry import Point2D

from gaba_analogs.analogs.chain import DERIVATIVE, backbones
from gaba_analogs.analogs.stereo.groups import ONE_ENANTIOMER, RACEMATE, population
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.marks import is_assigned
from gaba_analogs.chemistry.toolkit import pattern

_NOTES = {RACEMATE: "rac", ONE_ENANTIOMER: "rel"}
YELLOW = (0.94, 0.89, 0.26)
"""Highlight colour."""

_BOND = 1.5
_STEP = _BOND * cos(pi / 6)
_CHAIN = ((2 * _STEP, 0.0), (_STEP, _BOND / 2), (0.0, 0.0), (-_STEP, _BOND / 2), (-_STEP, 1.5 * _BOND))
_OXYGENS = ((0.0, 2 * _BOND), (-2 * _STEP, 2 * _BOND))
_LARGEST = 13.0
_BOND_PIXELS = 22.0
_TOO_CLOSE = 0.75
_ON_BOND = 0.4
_MARGIN = np.array([1.3, 0.8])
_USUAL = np.array([3.0, 2.5])

Frame = tuple[Point2D, Point2D]
"""Lower left and upper right corner of a drawing [A]."""


def depicted(mol: Chem.Mol) -> Chem.Mol:
    """Return a copy with 2D coordinates, which are the same for the chain of a gamma-amino acid wherever they can be.

    Examples
    --------
    >>> from gaba_analogs.analogs.molecule import as_molecule
    >>> baclofen, gaba = (depicted(as_molecule(name)).GetConformer() for name in ("baclofen", "GABA"))
    >>> [round(x, 6) for x in baclofen.GetAtomPosition(2)] == [round(x, 6) for x in gaba.GetAtomPosition(2)]
    True
    """
    return Chem.Mol(_depicted(mol.ToBinary()))


@lru_cache(maxsize=1024)
def _depicted(binary: bytes) -> Chem.Mol:
    """Lay out a molecule that RDKit wrote as bytes: pages, pictures and files ask for the same ones."""
    mol: Chem.Mol = Chem.Mol(binary)  # type: ignore[call-overload]  # whose stubs ask for text
    best = _laid_out(mol, _corners(mol))
    for rings in (False, True):
        if (best_faults := faults(best)) == 0:
            break
        other = _laid_out(mol, {}, ring_templates=rings)
        best = other if faults(other) < best_faults else best
    return best


def _laid_out(mol: Chem.Mol, corners: dict[int, Point2D], *, ring_templates: bool = False) -> Chem.Mol:
    placed = Chem.Mol(mol)
    rdDepictor.Compute2DCoords(
        placed, canonOrient=not corners, coordMap=corners, clearConfs=True, useRingTemplates=ring_templates
    )
    return placed


def _corners(mol: Chem.Mol) -> dict[int, Point2D]:
    """Return the fixed places of the chain, its carboxyl oxygens and a ring on C3; empty without an open chain."""
    chain = _chain(mol)
    corners = {index: Point2D(*place) for index, place in zip(chain, _CHAIN, strict=False)}
    if chain and mol.GetAtomWithIdx(chain[-1]).GetSymbol() == "C":
        corners.update(zip(_acid_ends(mol, *chain[-2:]), (Point2D(*place) for place in _OXYGENS), strict=False))
    if chain:
        corners.update(_ring_ends(mol, chain[2]))
    return corners


def faults(drawn: Chem.Mol) -> int:
    """Count what makes a drawing hard to read: bonds that cross, atoms that meet, atoms on a foreign bond."""
    places = drawn.GetConformer().GetPositions()[:, :2]
    ends = np.array([(b.GetBeginAtomIdx(), b.GetEndAtomIdx()) for b in drawn.GetBonds()], dtype=np.int64).reshape(-1, 2)
    return _meetings(places, ends) + _crossings(places, ends) + _atoms_on_bonds(places, ends)


def _meetings(places: NDArray[np.float64], ends: NDArray[np.int64]) -> int:
    """Count the pairs of atoms, not bonded, that are drawn on one spot."""
    close = np.hypot(*(places[:, None] - places[None]).T) < _TOO_CLOSE
    close[ends[:, 0], ends[:, 1]] = close[ends[:, 1], ends[:, 0]] = False
    return int(np.triu(close, 1).sum())


def _crossings(places: NDArray[np.float64], ends: NDArray[np.int64]) -> int:
    """Count the pairs of bonds, without a common atom, that cross: the ends of each lie on both sides of the other."""
    first, second = (ends[index] for index in np.triu_indices(len(ends), 1))
    separate = (first[:, :, None] != second[:, None]).all(axis=(1, 2))
    lines, others = places[first[separate]], places[second[separate]]
    return int((_parted(lines, others) & _parted(others, lines)).sum())


def _parted(lines: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each line whether it parts the ends of the other one."""
    start, along = lines[:, :1], lines[:, 1:] - lines[:, :1]
    away = others - start
    side = np.sign(along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0])
    parted: NDArray[np.bool_] = side[:, 0] != side[:, 1]
    return parted


def _atoms_on_bonds(places: NDArray[np.float64], ends: NDArray[np.int64]) -> int:
    """Count how often an atom is drawn on the bond of two others."""
    start, along = places[ends[:, 0]], places[ends[:, 1]] - places[ends[:, 0]]
    away = places[:, None] - start
    share = (away * along).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-9)
    apart = np.hypot(*(away - np.clip(share, 0.0, 1.0)[..., None] * along).T).T
    foreign = (np.arange(len(places))[:, None, None] != ends).all(axis=2)
    return int((foreign & (apart < _ON_BOND)).sum())


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
    _drawn_alone(canvas, mol, changed)
    text = str(canvas.GetDrawingText())
    return text[text.index("<svg") :]


def png(mol: Chem.Mol, changed: Sequence[int] = (), *, width: int = 400, height: int = 300) -> bytes:
    """Draw a molecule as PNG, on white ground; the arguments are those of :func:`svg`."""
    canvas = rdMolDraw2D.MolDraw2DCairo(width, height)
    _drawn_alone(canvas, mol, changed, bond=2 * _BOND_PIXELS)
    return bytes(canvas.GetDrawingText())


def _drawn_alone(
    canvas: rdMolDraw2D.MolDraw2D, mol: Chem.Mol, changed: Sequence[int], *, bond: float = _BOND_PIXELS
) -> None:
    """Draw a molecule in a picture of its own; `bond` is the length of a bond [px] where there is room."""
    options = canvas.drawOptions()
    options.fixedBondLength = bond  # type: ignore[assignment]  # RDKit's stubs type every option alike
    options.minFontSize = 12  # type: ignore[assignment]
    options.annotationFontScale = 0.85  # type: ignore[assignment]
    draw(canvas, depicted(mol), changed)


def draw(canvas: rdMolDraw2D.MolDraw2D, drawn: Chem.Mol, changed: Sequence[int] = ()) -> None:
    """Draw a molecule that has coordinates, with CIP labels; a racemate bears ``rac``, an unknown enantiomer ``rel``.

    Parameters
    ----------
    canvas
        Canvas to draw on; its options are kept.
    drawn
        The molecule, from :func:`depicted`.
    changed
        Atoms (indices from 0) to highlight.
    """
    marked = Chem.RWMol(drawn)
    said = _NOTES.get(population(drawn))
    if said:
        marked.SetStereoGroups([])
        marked.SetProp("molNote", said)
    elif not marked.GetStereoGroups():  # RDKit itself marks the members of other mixtures
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
    """Return the atoms N, C4, C3, C2 and acid of the first chain outside rings, derivatives included; or nothing."""
    chains = [(c.nitrogen, c.carbon_n, c.centre, c.carbon_acid, c.acid) for c in backbones(mol)]
    chains = chains or [tuple(match) for match in mol.GetSubstructMatches(pattern(DERIVATIVE))]
    return next((chain for chain in chains if _is_open(mol, chain)), ())


def _is_open(mol: Chem.Mol, chain: Sequence[int]) -> bool:
    return not any(mol.GetBondBetweenAtoms(*ends).IsInRing() for ends in pairwise(chain))


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
    wedged.UpdatePropertyCache(strict=False)
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
