"""The usual isotope labels of a molecule, as the isotopic layer of an InChI writes them.

Labelled compounds bear deuterium, carbon-13 or nitrogen-15 in a group, a ring, a chain or everywhere; radiolabelled
ones a single isotope at one atom. An InChI writes a label as a difference from the rounded atomic weight (technical
manual, InChI Trust), so the text needs no molecule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from rdkit import Chem

from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of

_SHIFTS = {
    "C": (1, 2, -1),
    "N": (1, -1),
    "O": (2, 1, -1),
    "F": (-1,),
    "P": (1, 2),
    "S": (3, 2, 1),
    "Cl": (2, 1),
    "Br": (-4, -3, -1, 1, 2),
    "I": (4, -2, -4, -3, -1, 2),
}
"""Element: mass numbers of the isotopes in use less the rounded atomic weight, the commonest first."""

_LARGEST_BALL = 4

Labels = dict[int, str]
"""Atom index to its label: ``+1``, ``D3``, ``+1D2``."""


def label_layers(mol: Chem.Mol, numbers: Sequence[Sequence[int | None]]) -> Iterator[str]:
    """Write the isotopic layers of the usual labelled forms of a molecule without labels.

    Parameters
    ----------
    mol
        The molecule.
    numbers
        Per component of its InChI, the atom index of each InChI number in turn.

    Examples
    --------
    >>> methanol = Chem.MolFromSmiles("CO")
    >>> "/i1D3" in set(label_layers(methanol, [[0, 1]]))
    True
    """
    places = {
        index: (component, number)
        for component, atoms in enumerate(numbers)
        for number, index in enumerate(atoms, start=1)
        if index is not None
    }
    for labels in _labels(mol):
        parts: list[list[tuple[int, str]]] = [[] for _ in numbers]
        for index, label in labels.items():
            if index in places:
                component, number = places[index]
                parts[component].append((number, label))
        texts = (",".join(f"{number}{label}" for number, label in sorted(part)) for part in parts)
        yield "/i" + ";".join(texts)


def _labels(mol: Chem.Mol) -> Iterator[Labels]:
    for atom in atoms_of(mol):
        yield from _labels_of_one(atom)
    groups = list(dict.fromkeys(_groups(mol)))
    for group in groups:
        yield from _labels_of_group(mol, group)
    classes = [group for group in dict.fromkeys(_equivalent(mol)) if _deuterium(mol, group)]
    for one, other in combinations(classes, 2):
        yield _deuterium(mol, one) | _deuterium(mol, other)


def _labels_of_one(atom: Chem.Atom) -> Iterator[Labels]:
    index, symbol, hydrogens = atom.GetIdx(), atom.GetSymbol(), atom.GetTotalNumHs()
    for shift in (*_SHIFTS.get(symbol, ()), 0):
        yield {index: f"{shift:+d}"}
    if symbol == "C":
        for count in range(1, hydrogens + 1):
            for isotope in "DT":
                yield {index: _hydrogens(isotope, count)}


def _labels_of_group(mol: Chem.Mol, group: Collection[int]) -> Iterator[Labels]:
    carbons, nitrogens = ([i for i in group if mol.GetAtomWithIdx(i).GetSymbol() == symbol] for symbol in "CN")
    deuterium = _deuterium(mol, group)
    heavy_carbon, heavy_nitrogen = dict.fromkeys(carbons, "+1"), dict.fromkeys(nitrogens, "+1")
    yield from (labels for labels in (deuterium, heavy_carbon, heavy_nitrogen) if labels)
    if carbons and nitrogens:
        yield heavy_carbon | heavy_nitrogen
    if deuterium:
        yield heavy_carbon | {index: f"+1{label}" for index, label in deuterium.items()}
    yield from ({i: "+2" for i in group if mol.GetAtomWithIdx(i).GetSymbol() == symbol} for symbol in ("C", "O", "Cl"))


def _deuterium(mol: Chem.Mol, group: Collection[int]) -> Labels:
    """Return deuterium for every hydrogen on the carbons of a group."""
    counts = {i: mol.GetAtomWithIdx(i).GetTotalNumHs() for i in group if mol.GetAtomWithIdx(i).GetSymbol() == "C"}
    return {index: _hydrogens("D", count) for index, count in counts.items() if count}


def _hydrogens(isotope: str, count: int) -> str:
    return f"{isotope}{count if count > 1 else ''}"


def _groups(mol: Chem.Mol) -> Iterator[frozenset[int]]:
    """Return the atoms that are labelled together: all, equivalent ones, methyl groups, rings, substituents, chains."""
    ranks = list(Chem.CanonicalRankAtoms(mol, breakTies=False, includeChirality=False))
    everything = frozenset(range(mol.GetNumAtoms()))
    yield everything
    yield from _equivalent(mol)
    for hydrogens in range(1, 4):
        yield frozenset(a.GetIdx() for a in atoms_of(mol) if a.GetSymbol() == "C" and a.GetTotalNumHs() == hydrogens)
    rings = [frozenset(ring) for ring in mol.GetRingInfo().AtomRings()]
    for ring in rings:
        yield ring
        alike = {ranks[index] for index in ring}
        yield frozenset(index for other in rings if {ranks[i] for i in other} == alike for index in other)
    for bond in bonds_of(mol):
        if not bond.IsInRing():
            begin, end = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
            side = _reached(mol, begin, without=end)
            yield side
            yield everything - side
    distances = Chem.GetDistanceMatrix(mol)
    for index in everything:
        for radius in range(1, _LARGEST_BALL):
            yield frozenset(other for other in everything if distances[index][other] <= radius)


def _equivalent(mol: Chem.Mol) -> Iterator[frozenset[int]]:
    """Return the sets of equivalent atoms."""
    ranks = list(Chem.CanonicalRankAtoms(mol, breakTies=False, includeChirality=False))
    yield from (frozenset(i for i, rank in enumerate(ranks) if rank == one) for one in sorted(set(ranks)))


def _reached(mol: Chem.Mol, start: int, *, without: int) -> frozenset[int]:
    """Return the atoms on one side of a bond."""
    seen, stack = {start, without}, [start]
    while stack:
        for other in mol.GetAtomWithIdx(stack.pop()).GetNeighbors():
            if other.GetIdx() not in seen:
                seen.add(other.GetIdx())
                stack.append(other.GetIdx())
    return frozenset(seen - {without})
