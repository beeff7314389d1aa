"""Chirality without a stereocentre: axes, helices, planes, cages, metals.

Neither RDKit nor the standard InChI can specify it. Whatever is found here *may* be chiral: rotational barriers are
not computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdkit import Chem

from gaba_analogs.chemistry.atoms import is_metal
from gaba_analogs.chemistry.spiro import chiral_spiro_atoms
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of, pattern
from gaba_analogs.dataclass import dataclass

_LEAST_BLOCKED = 2
_LEAST_HELICAL = 3
_MEDIUM_RINGS = range(8, 12)
_S_BLOCK = frozenset({3, 4, 11, 12, 19, 20, 37, 38, 55, 56, 87, 88})
_LEAST_LIGANDS = 3
_LEAST_IN_CAGE = 5
_AXIS_ENDS = "[a,$(N(-C=[O,S])(-[#6])-[#6]),$(C(=[O,S])(-[a])-[ND3])]"
_AXIS = f"[a]-{_AXIS_ENDS}"
_BRIDGEHEAD = "[NX3;x3;!$(N-C=[O,S,N])]"


@dataclass(frozen=True)
class ChiralUnit:
    """A part of a molecule that may be chiral without a stereocentre.

    Parameters
    ----------
    kind
        ``allene``, ``axis``, ``spiro``, ``helix``, ``plane``, ``nitrogen``, ``cage`` or ``metal``.
    atoms
        Atom indices (from 0).
    """

    kind: str
    atoms: tuple[int, ...]


def chiral_units(mol: Chem.Mol) -> Iterator[ChiralUnit]:
    """Find the parts of a molecule that may be chiral without a stereocentre.

    Examples
    --------
    >>> [unit.kind for unit in chiral_units(Chem.MolFromSmiles("CC=C=CC"))]
    ['allene']
    >>> list(chiral_units(Chem.MolFromSmiles("NCCCC(=O)O")))
    []
    """
    ranks = list(Chem.CanonicalRankAtoms(mol, breakTies=False))
    yield from _allenes(mol, ranks)
    yield from _hindered_axes(mol, ranks)
    yield from (ChiralUnit("spiro", (index,)) for index in chiral_spiro_atoms(mol))
    yield from _helices(mol)
    yield from _planes(mol, ranks)
    yield from _bridgeheads(mol, ranks)
    yield from _cages(mol)
    yield from _metals(mol)


def may_be_chiral_without_centre(mol: Chem.Mol) -> bool:
    """Return whether an axis, a helix, a plane or a metal may make a molecule chiral.

    Examples
    --------
    >>> may_be_chiral_without_centre(Chem.MolFromSmiles("Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12"))  # BINOL
    True
    """
    return next(chiral_units(mol), None) is not None


def _allenes(mol: Chem.Mol, ranks: Sequence[int]) -> Iterator[ChiralUnit]:
    """Find allenes and longer even cumulenes with two different groups at each end."""
    for start in (atom for atom in atoms_of(mol) if atom.GetSymbol() == "C"):
        for first in _double_bonds(start):
            chain = [start.GetIdx(), first.GetOtherAtomIdx(start.GetIdx())]
            while bonds := [b for b in _double_bonds(mol.GetAtomWithIdx(chain[-1])) if _leads_on(b, chain)]:
                chain.append(bonds[0].GetOtherAtomIdx(chain[-1]))
            even = len(chain) % 2 == 1 and len(_double_bonds(start)) == 1 and chain[0] < chain[-1]
            ends = ((chain[0], chain[1]), (chain[-1], chain[-2]))
            if even and all(_is_two_sided(mol, ranks, end, beside) for end, beside in ends):
                yield ChiralUnit("allene", tuple(chain))


def _double_bonds(atom: Chem.Atom) -> list[Chem.Bond]:
    return [bond for bond in atom.GetBonds() if bond.GetBondType() == Chem.BondType.DOUBLE]


def _leads_on(bond: Chem.Bond, chain: Sequence[int]) -> bool:
    """Return whether a double bond extends a chain to another carbon."""
    other = bond.GetOtherAtom(bond.GetOwningMol().GetAtomWithIdx(chain[-1]))
    return other.GetIdx() not in chain and other.GetSymbol() == "C"


def _is_two_sided(mol: Chem.Mol, ranks: Sequence[int], end: int, beside: int) -> bool:
    """Return whether the end of an axis bears two different groups, or one group and a hydrogen."""
    sides = _sides(mol, end, beside)
    return len(sides) == 1 or (len(sides) == 2 and ranks[sides[0]] != ranks[sides[1]])


def _sides(mol: Chem.Mol, end: int, beside: int) -> list[int]:
    return [
        atom.GetIdx()
        for atom in mol.GetAtomWithIdx(end).GetNeighbors()
        if atom.GetIdx() != beside and atom.GetAtomicNum() != 1
    ]


def _hindered_axes(mol: Chem.Mol, ranks: Sequence[int]) -> Iterator[ChiralUnit]:
    """Find bonds from arenes to arenes or amides whose rotation may be hindered by groups at both ends."""
    seen: set[frozenset[int]] = set()
    for ends in mol.GetSubstructMatches(pattern(_AXIS)):
        if frozenset(ends) in seen or _smallest_ring(mol, *ends) in range(1, 7):
            continue
        seen.add(frozenset(ends))
        sides = [_sides(mol, here, there) for here, there in (ends, ends[::-1])]
        blocked = [sum(_is_blocking(mol.GetAtomWithIdx(index)) for index in pair) for pair in sides]
        unlike = all(len({ranks[index] for index in pair}) == 2 for pair in sides)
        if unlike and all(blocked) and sum(blocked) >= _LEAST_BLOCKED:
            yield ChiralUnit("axis", tuple(sorted(ends)))


def _is_blocking(atom: Chem.Atom) -> bool:
    """Return whether an atom next to an axis hinders rotation about it."""
    return not atom.GetIsAromatic() or atom.GetDegree() > 2


def _smallest_ring(mol: Chem.Mol, first: int, second: int) -> int:
    bond = mol.GetBondBetweenAtoms(first, second)
    return int(mol.GetRingInfo().MinBondRingSize(bond.GetIdx()))


def _helices(mol: Chem.Mol) -> Iterator[ChiralUnit]:
    """Find the inner rims of helicenes with five or more rings, or with four and a substituent in the fjord."""
    inner = {atom.GetIdx() for atom in atoms_of(mol) if _is_fused(atom)}
    for start in sorted(inner):
        rim = _rim(mol, inner, start)
        if len(rim) < _LEAST_HELICAL or rim[0] > rim[-1]:
            continue
        fjord = [index for end in (rim[0], rim[-1]) for index in _along_one_ring(mol, end) if index not in rim]
        filled = any(mol.GetAtomWithIdx(index).GetDegree() > 2 for index in fjord)
        if len(rim) > _LEAST_HELICAL or filled:
            yield ChiralUnit("helix", tuple(rim))


def _is_fused(atom: Chem.Atom) -> bool:
    """Return whether an atom is aromatic and shared by two rings."""
    rings = atom.GetOwningMol().GetRingInfo()
    return atom.GetIsAromatic() and atom.GetDegree() == 3 and rings.NumAtomRings(atom.GetIdx()) == 2


def _rim(mol: Chem.Mol, inner: set[int], start: int) -> list[int]:
    """Follow the fused atoms from one end, `start`, along bonds in a single ring; empty if `start` is not an end."""
    rim = [start]
    nexts = [index for index in _along_one_ring(mol, start) if index in inner]
    if len(nexts) != 1:
        return []
    while nexts:
        rim.append(nexts[0])
        nexts = [index for index in _along_one_ring(mol, rim[-1]) if index in inner and index not in rim]
    return rim


def _along_one_ring(mol: Chem.Mol, index: int) -> list[int]:
    """Return the neighbours whose bond is in exactly one ring."""
    rings = mol.GetRingInfo()
    bonds = mol.GetAtomWithIdx(index).GetBonds()
    return [bond.GetOtherAtomIdx(index) for bond in bonds if rings.NumBondRings(bond.GetIdx()) == 1]


def _planes(mol: Chem.Mol, ranks: Sequence[int]) -> Iterator[ChiralUnit]:
    """Find bridged arenes (cyclophanes), and double bonds in medium rings, which may be E."""
    rings = mol.GetRingInfo()
    large = [set(ring) for ring in rings.AtomRings() if len(ring) >= _MEDIUM_RINGS.start]
    if not large:
        return
    for arene in rings.AtomRings():
        if all(mol.GetAtomWithIdx(index).GetIsAromatic() for index in arene) and any(
            _is_spanned_askew(arene, ring, ranks) for ring in large
        ):
            yield ChiralUnit("plane", tuple(sorted(arene)))
    for bond in bonds_of(mol):
        if bond.GetBondType() == Chem.BondType.DOUBLE and rings.MinBondRingSize(bond.GetIdx()) in _MEDIUM_RINGS:
            yield ChiralUnit("plane", (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()))


def _is_spanned_askew(arene: Sequence[int], ring: set[int], ranks: Sequence[int]) -> bool:
    """Return whether a ring bridges meta or para positions of an arene that has no mirror plane with the bridge."""
    size = len(arene)
    shared = [position for position, index in enumerate(arene) if index in ring]
    ends = [n for n in shared if (arene[n - 1] in ring) != (arene[(n + 1) % size] in ring)]
    if not 2 < len(shared) < size or len(ends) != 2:
        return False
    first, last = ends
    one = [ranks[index] for index in arene[first + 1 : last]]
    other = [ranks[arene[n % size]] for n in range(first - 1, last - size, -1)]
    symmetric = ranks[arene[first]] == ranks[arene[last]] and one == one[::-1] and other == other[::-1]
    return one != other and not symmetric


def _bridgeheads(mol: Chem.Mol, ranks: Sequence[int]) -> Iterator[ChiralUnit]:
    """Find bridgehead nitrogens that cannot invert."""
    for (index,) in mol.GetSubstructMatches(pattern(_BRIDGEHEAD)):
        rings = [set(ring) for ring in mol.GetRingInfo().AtomRings() if index in ring]
        bridged = any(len(one & other) > 2 for position, one in enumerate(rings) for other in rings[position + 1 :])
        if bridged and len({ranks[atom.GetIdx()] for atom in mol.GetAtomWithIdx(index).GetNeighbors()}) == 3:
            yield ChiralUnit("nitrogen", (index,))


def _cages(mol: Chem.Mol) -> Iterator[ChiralUnit]:
    """Find boron clusters, whose names give R and S to the atoms of the cage."""
    cage = [atom.GetIdx() for atom in atoms_of(mol) if atom.GetSymbol() == "B" and atom.GetDegree() >= _LEAST_IN_CAGE]
    if cage:
        yield ChiralUnit("cage", tuple(cage))


def _metals(mol: Chem.Mol) -> Iterator[ChiralUnit]:
    """Find metals that may be coordinated; ions of groups 1 and 2 are left out."""
    for atom in atoms_of(mol):
        if is_metal(atom) and (atom.GetAtomicNum() not in _S_BLOCK or atom.GetDegree() >= _LEAST_LIGANDS):
            yield ChiralUnit("metal", (atom.GetIdx(),))
