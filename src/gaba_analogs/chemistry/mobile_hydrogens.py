"""The drawings that one InChI stands for: where the hydrogens are that it leaves open between atoms.

An InChI lists the atoms that share hydrogens: ``(H,9,10)``. A hydrogen moves from one of them to another where a chain
of alternating bonds joins them, and what happens in one conjugated system does not touch the next: the systems are
drawn one by one, and only the drawings of each are counted, not all their combinations.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import numbering_of
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of
from gaba_analogs.notation.inchi import read_layers

_MOST_DRAWINGS = 200
"""Drawings [-] of one conjugated system that are tried."""
_MOST_STEPS = 20_000
"""Bonds [-] that are tried before a system is given up."""
_HYPERVALENT = frozenset({16, 34, 52})
"""Sulfur, selenium and tellurium: what is bonded to a sulfone is drawn one way only."""


class System(NamedTuple):
    """One conjugated system, and the drawings of it.

    Parameters
    ----------
    atoms
        Its atoms.
    drawings
        The drawings, the given one among them; None where there are too many.
    """

    atoms: frozenset[int]
    drawings: Sequence[Drawing] | None


class Drawing(NamedTuple):
    """Where the hydrogens and the double bonds of one system are.

    Parameters
    ----------
    hydrogens
        Atom to its hydrogens [-], for the atoms that share some.
    bonds
        Bond to its order [-].
    """

    hydrogens: Mapping[int, int]
    bonds: Mapping[int, int]


class Tautomers:
    """The drawings of a molecule that have one InChI.

    Parameters
    ----------
    kekulized
        The molecule, with single and double bonds.
    systems
        Its conjugated systems in which the InChI leaves hydrogens open.

    Examples
    --------
    >>> imidic = Chem.MolFromSmiles("CC(O)=Nc1ccc(O)cc1")  # paracetamol
    >>> found = Tautomers.of(imidic, "InChI=1S/C8H9NO2/c1-6(10)9-7-2-4-8(11)5-3-7/h2-5,11H,1H3,(H,9,10)")
    >>> sorted(Chem.MolToSmiles(found.drawn([drawing])) for drawing in found.systems[0].drawings)
    ['CC(=O)Nc1ccc(O)cc1', 'CC(O)=Nc1ccc(O)cc1']
    """

    def __init__(self, kekulized: Chem.Mol, systems: Sequence[System]) -> None:
        self._kekulized = kekulized
        self.systems = systems

    @classmethod
    def of(cls, mol: Chem.Mol, inchi: str, *, made_of_it: bool = False) -> Tautomers | None:
        """Read the conjugated systems of a molecule; None where it has another InChI.

        The atoms of one that was made of the InChI, and gives it back, are in the order of its numbers.
        """
        numbered: Sequence[Sequence[int | None]]
        if made_of_it:
            numbered = Chem.GetMolFrags(mol)
        else:
            numbering = numbering_of(mol)
            if numbering.inchi != inchi:
                return None
            numbered = numbering.atoms
        shared = [
            {atoms[number - 1] for number in group}
            for atoms, groups in zip(numbered, read_layers(inchi).shared_hydrogens, strict=False)
            for group in groups
        ]
        kekulized = _kekulized(mol)
        graph = _Graph.of(kekulized, {index for group in shared for index in group if index is not None})
        return cls(kekulized, [System(part, graph.drawings(part, shared)) for part in graph.parts()])

    def drawn(self, drawings: Collection[Drawing]) -> Chem.Mol | None:
        """Draw the molecule with some systems drawn anew; None if RDKit rejects it."""
        changed = Chem.RWMol(self._kekulized)
        for drawing in drawings:
            for index, hydrogens in drawing.hydrogens.items():
                changed.GetAtomWithIdx(index).SetNumExplicitHs(hydrogens)
            for place, order in drawing.bonds.items():
                bond = changed.GetBondWithIdx(place)
                if bond.GetBondType() != _TYPES[order]:
                    bond.SetBondType(_TYPES[order])
                    bond.SetStereo(Chem.BondStereo.STEREONONE)
                    bond.SetBondDir(Chem.BondDir.NONE)
        made = changed.GetMol()
        try:
            Chem.SanitizeMol(made)
        except (RuntimeError, ValueError):
            return None
        return made


_DOUBLE = 2.0
"""Order [-] of a double bond."""
_TYPES = {1: Chem.BondType.SINGLE, 2: Chem.BondType.DOUBLE}


def _kekulized(mol: Chem.Mol) -> Chem.Mol:
    """Return a copy with single and double bonds, in which every atom keeps its hydrogens."""
    copy = Chem.Mol(mol)
    Chem.Kekulize(copy, clearAromaticFlags=True)
    for atom in atoms_of(copy):
        hydrogens = atom.GetTotalNumHs()
        atom.SetNoImplicit(True)
        atom.SetNumExplicitHs(hydrogens)
    return copy


class _Graph(NamedTuple):
    """The atoms of a molecule that have a double bond or share hydrogens, and the bonds between them.

    Parameters
    ----------
    around
        Atom to its neighbours, and the bond to each.
    double
        Atoms that have a double bond.
    hydrogens
        Atom to its hydrogens [-].
    mobile
        Neutral atoms that share hydrogens.
    """

    around: Mapping[int, Mapping[int, int]]
    double: frozenset[int]
    hydrogens: Mapping[int, int]
    mobile: frozenset[int]

    @classmethod
    def of(cls, mol: Chem.Mol, shared: Collection[int]) -> _Graph:
        """Read a kekulized molecule; triple and cumulated bonds stay as they are."""
        members, double, mobile = set(), set(), set()
        bonds = [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), bond.GetBondTypeAsDouble()) for bond in bonds_of(mol)]
        more = [0] * mol.GetNumAtoms()
        for begin, end, order in bonds:
            more[begin] += round(order) - 1
            more[end] += round(order) - 1
        for index, surplus in enumerate(more):
            atom = mol.GetAtomWithIdx(index)
            if surplus > 1 or (atom.GetAtomicNum() in _HYPERVALENT and atom.GetTotalValence() > 2):
                continue
            if surplus == 1:
                double.add(index)
            if index in shared and not atom.GetFormalCharge():
                mobile.add(index)
            if surplus or index in mobile:
                members.add(index)
        around: dict[int, dict[int, int]] = {index: {} for index in members}
        for place, (begin, end, _) in enumerate(bonds):
            if begin in members and end in members:
                around[begin][end] = around[end][begin] = place
        is_double = [order == _DOUBLE for *_, order in bonds]
        within = frozenset(index for index in double if any(is_double[place] for place in around[index].values()))
        hydrogens = {index: mol.GetAtomWithIdx(index).GetTotalNumHs() for index in members}
        return cls(around, within, hydrogens, frozenset(mobile))

    def parts(self) -> Iterator[frozenset[int]]:
        """Give the systems in which a hydrogen may move."""
        seen: set[int] = set()
        for start in self.around:
            if start in seen:
                continue
            part, stack = {start}, [start]
            while stack:
                new = self.around[stack.pop()].keys() - part
                part |= new
                stack += new
            seen |= part
            if len(part & self.mobile) > 1:
                yield frozenset(part)

    def drawings(self, atoms: frozenset[int], groups: Sequence[Collection[int | None]]) -> Sequence[Drawing] | None:
        """Give the drawings of a system; None where there are too many."""
        movable = [sorted(part) for part in (atoms & self.mobile & set(group) for group in groups) if part]
        lacking = [sum(index in self.double for index in group) for group in movable]
        number = 1
        for group, many in zip(movable, lacking, strict=True):
            number *= comb(len(group), many)
        if number > _MOST_DRAWINGS:
            return None
        steps = iter(range(_MOST_STEPS))
        found = []
        between = {place for index in atoms for place in self.around[index].values()}
        fixed = (atoms & self.double) - {index for group in movable for index in group}
        for chosen in _choices(movable, lacking):
            bonds = self._matched(set(fixed | chosen), steps)
            if bonds is not None:
                hydrogens = {
                    index: self.hydrogens[index] + (index in self.double) - (index in chosen)
                    for group in movable
                    for index in group
                }
                if min(hydrogens.values()) >= 0:
                    orders = dict.fromkeys(between, 1) | dict.fromkeys(bonds, 2)
                    found.append(Drawing(hydrogens, orders))
        return None if next(steps, None) is None else found

    def _matched(self, open_atoms: set[int], steps: Iterator[int]) -> list[int] | None:
        """Give every atom one double bond; None where that cannot be done."""
        if not open_atoms:
            return []
        if next(steps, None) is None:
            return None
        index, partners = self._hardest(open_atoms)
        for other in sorted(partners):
            rest = self._matched(open_atoms - {index, other}, steps)
            if rest is not None:
                return [self.around[index][other], *rest]
        return None

    def _hardest(self, open_atoms: set[int]) -> tuple[int, set[int]]:
        """Give the first atom that has fewest partners for a double bond, and these."""
        index, fewest = -1, open_atoms
        for one in sorted(open_atoms):
            partners = self.around[one].keys() & open_atoms
            if index < 0 or len(partners) < len(fewest):
                index, fewest = one, partners
                if not partners:
                    break
        return index, fewest


def _choices(groups: Sequence[Sequence[int]], numbers: Sequence[int]) -> Iterator[frozenset[int]]:
    """Choose so many atoms of every group, in every way."""
    if not groups:
        yield frozenset()
        return
    for chosen in combinations(groups[0], numbers[0]):
        for others in _choices(groups[1:], numbers[1:]):
            yield others.union(chosen)
