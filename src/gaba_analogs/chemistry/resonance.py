"""Resonance forms: drawings of one substance that differ only in where electrons and charges are drawn.

A standard InChI leaves bond orders out, and mostly where a charge is: but it takes a proton away from an anion drawn on
nitrogen, oxygen or sulfur, and none from one drawn on carbon. So thiocyanate drawn as ``[S-]C#N`` and as ``S=C=[N-]``
has two InChIs. Two structures are one hybrid where the same atoms are bonded to the same atoms, every atom bears the
same hydrogens, and every component has the same charge: a tautomer moves a hydrogen, an ion has another charge.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.atoms import is_metal
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of

_MOST_FORMS = 200
"""Ways [-] to draw the electrons of one structure that are visited."""

_OCTET = 8
_FIRST_ROW = 10
"""Highest atomic number [-] of an element that never has more than eight electrons."""

_MOST_BONDS = 3
"""Highest order [-] of a bond."""

_HALOGENS_AND_XENON = frozenset({17, 35, 53, 85, 36, 54})


def same_hybrid(one: Chem.Mol, other: Chem.Mol) -> bool:
    """Tell whether two structures are resonance forms of each other; stereo marks are not looked at.

    Examples
    --------
    >>> thiocyanate, tautomer = Chem.MolFromSmiles("[S-]C#N"), Chem.MolFromSmiles("SC#N")
    >>> same_hybrid(thiocyanate, Chem.MolFromSmiles("S=C=[N-]")), same_hybrid(tautomer, Chem.MolFromSmiles("S=C=N"))
    (True, False)
    """
    return _components(one) == _components(other)


def resonance_forms(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Yield other drawings of the electrons of a structure, one for each distribution of its charges.

    No form has more charges than the structure, but for halogens and xenon with oxygens, whose bonds are drawn double
    or charged.

    Examples
    --------
    >>> [Chem.MolToSmiles(form) for form in resonance_forms(Chem.MolFromSmiles("O=C=[N-]"))]
    ['N#C[O-]']
    """
    if _has_one_form(mol):
        return
    start = _Electrons.of(_kekulized(mol))
    starts = [start, *(form for form in (start.uncharged(), start.charged()) if form is not None)]
    seen = {start.charges}
    for first in starts:
        if first.charges not in seen:
            seen.add(first.charges)
            yield first.drawn()
        for form in first.others():
            if form.charges not in seen:
                seen.add(form.charges)
                yield form.drawn()


def _has_one_form(mol: Chem.Mol) -> bool:
    """Tell whether no atom has a charge to move, nor a bond to oxygen that is drawn double or charged."""
    return not any(
        atom.GetFormalCharge() or (atom.GetAtomicNum() in _HALOGENS_AND_XENON and atom.GetDegree() > 1)
        for atom in atoms_of(mol)
    )


class _Skeleton(NamedTuple):
    """What all forms of a molecule share.

    Parameters
    ----------
    mol
        The molecule, kekulized.
    charges, orders
        Formal charge [e] of each atom, and order [-] of each bond, as it is drawn.
    numbers
        Atomic number [-] of each atom.
    electrons
        Outer electrons [-] of each neutral atom, less those in bonds to hydrogen.
    hydrogens
        Hydrogens [-] on each atom.
    around
        The (bond, other atom) pairs of each atom; none for a metal, whose bonds are conventions.
    """

    mol: Chem.Mol
    charges: tuple[int, ...]
    orders: tuple[int, ...]
    numbers: list[int]
    electrons: list[int]
    hydrogens: list[int]
    around: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, mol: Chem.Mol) -> _Skeleton:
        """Read a kekulized molecule."""
        table = Chem.GetPeriodicTable()
        atoms = list(atoms_of(mol))
        numbers = [atom.GetAtomicNum() for atom in atoms]
        hydrogens = [atom.GetTotalNumHs() for atom in atoms]
        electrons = [table.GetNOuterElecs(n) - h for n, h in zip(numbers, hydrogens, strict=True)]
        bonds = [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()) for bond in bonds_of(mol)]
        around: list[list[tuple[int, int]]] = [[] for _ in atoms]
        for place, (begin, end) in enumerate(bonds):
            if not is_metal(atoms[begin]) and not is_metal(atoms[end]):
                around[begin].append((place, end))
                around[end].append((place, begin))
        charges = tuple(atom.GetFormalCharge() for atom in atoms)
        orders = tuple(_ORDERS.get(bond.GetBondType(), 0) for bond in bonds_of(mol))
        return cls(mol, charges, orders, numbers, electrons, hydrogens, around)


class _Electrons(NamedTuple):
    """One distribution of the electrons of a molecule.

    Parameters
    ----------
    skeleton
        The molecule.
    charges
        Formal charge [e] of each atom.
    orders
        Order [-] of each bond; 0 for one that is not single, double or triple.
    """

    skeleton: _Skeleton
    charges: tuple[int, ...]
    orders: tuple[int, ...]

    @classmethod
    def of(cls, mol: Chem.Mol) -> _Electrons:
        """Take the electrons of a kekulized molecule as they are drawn."""
        skeleton = _Skeleton.of(mol)
        return cls(skeleton, skeleton.charges, skeleton.orders)

    def drawn(self) -> Chem.Mol:
        """Return a molecule with these electrons, and the same hydrogens."""
        drawn = Chem.RWMol(self.skeleton.mol)
        for index, (charge, usual) in enumerate(zip(self.charges, self.skeleton.charges, strict=True)):
            if charge != usual:
                drawn.GetAtomWithIdx(index).SetFormalCharge(charge)
        for place, (order, usual) in enumerate(zip(self.orders, self.skeleton.orders, strict=True)):
            if order and order != usual:
                bond = drawn.GetBondWithIdx(place)
                bond.SetBondType(_BONDS[order])
                bond.SetStereo(Chem.BondStereo.STEREONONE)
        plain = drawn.GetMol()
        plain.UpdatePropertyCache(strict=False)
        return plain

    def uncharged(self) -> _Electrons | None:
        """Draw double bonds for the charges of oxo acids, ylides and their kin; None where there are none."""
        charges, orders = list(self.charges), list(self.orders)
        for centre, number in enumerate(self.skeleton.numbers):
            for bond, end in self.skeleton.around[centre] if number > _FIRST_ROW else ():
                while charges[centre] > 0 > charges[end] and 0 < orders[bond] < _MOST_BONDS:
                    charges[centre] -= 1
                    charges[end] += 1
                    orders[bond] += 1
        return self._changed(charges, orders)

    def charged(self) -> _Electrons | None:
        """Draw charges for the double bonds of the oxo acids of halogens and xenon; None where there are none."""
        charges, orders = list(self.charges), list(self.orders)
        for centre, number in enumerate(self.skeleton.numbers):
            for bond, end in self.skeleton.around[centre] if number in _HALOGENS_AND_XENON else ():
                if self.skeleton.numbers[end] == _OXYGEN and orders[bond] > 1 and not charges[end]:
                    charges[centre] += 1
                    charges[end] -= 1
                    orders[bond] -= 1
        return self._changed(charges, orders)

    def _changed(self, charges: list[int], orders: list[int]) -> _Electrons | None:
        if tuple(charges) == self.charges:
            return None
        return _Electrons(self.skeleton, tuple(charges), tuple(orders))

    def others(self) -> Iterator[_Electrons]:
        """Yield what pushing pairs of electrons makes of it, the nearest first."""
        most = self._cost()
        queue, seen = deque([self] if most else []), {(self.charges, self.orders)}
        while queue and len(seen) < _MOST_FORMS:
            for form in queue.popleft()._pushed():  # noqa: SLF001  # its own kind
                if (form.charges, form.orders) not in seen and form._cost() <= most:  # noqa: SLF001  # likewise
                    seen.add((form.charges, form.orders))
                    queue.append(form)
                    yield form

    def _cost(self) -> int:
        """Count the charges [-], but not those of N-oxides and nitro groups, which no drawing does without."""
        numbers, around, charges = self.skeleton.numbers, self.skeleton.around, self.charges
        total = oxides = 0
        for atom, charge in enumerate(charges):
            if charge:
                total += abs(charge)
                if charge > 0 and numbers[atom] == _NITROGEN:
                    oxides += any(numbers[end] == _OXYGEN and charges[end] < 0 for _, end in around[atom])
        return total - 2 * oxides

    def _pushed(self) -> Iterator[_Electrons]:
        """Yield what pushing one pair along a bond, or along two, makes of it."""
        around, orders, numbers = self.skeleton.around, self.orders, self.skeleton.numbers
        for start, charge in enumerate(self.charges):
            bonded = around[start]
            if not bonded:
                continue
            gives, lacks = self._lone(start) > 1, charge > 0 and self._is_open(start)
            if not gives and charge <= 0:
                continue
            for here, end in bonded:
                order = orders[here]
                if charge > 0 and order > 1 and numbers[end] == _CARBON:
                    yield self._moved({start: -1, end: 1}, {here: -1})
                if not 0 < order < _MOST_BONDS or not (gives or lacks):
                    continue
                if gives and self._is_open(end):
                    yield self._moved({start: 1, end: -1}, {here: 1})
                for there, far in around[end]:
                    if there == here or orders[there] < 2:
                        continue
                    if gives:
                        yield self._moved({start: 1, far: -1}, {here: 1, there: -1})
                    if lacks and numbers[far] == _CARBON:
                        yield self._moved({start: -1, far: 1}, {here: 1, there: -1})

    def _moved(self, charges: dict[int, int], orders: dict[int, int]) -> _Electrons:
        changed, bonds = list(self.charges), list(self.orders)
        for index, change in charges.items():
            changed[index] += change
        for place, change in orders.items():
            bonds[place] += change
        return _Electrons(self.skeleton, tuple(changed), tuple(bonds))

    def _lone(self, atom: int) -> int:
        """Count the electrons [-] of an atom that are in no bond."""
        return self.skeleton.electrons[atom] - self.charges[atom] - self._order(atom)

    def _order(self, atom: int) -> int:
        orders, total = self.orders, 0
        for bond, _ in self.skeleton.around[atom]:
            total += orders[bond]
        return total

    def _is_open(self, atom: int) -> bool:
        """Tell whether a positive atom lacks a pair of electrons."""
        if self.charges[atom] <= 0:
            return False
        bonds = self._order(atom) + self.skeleton.hydrogens[atom]
        return self._lone(atom) + 2 * bonds <= _OCTET - 2


_CARBON, _NITROGEN, _OXYGEN = 6, 7, 8
_BONDS = {1: Chem.BondType.SINGLE, 2: Chem.BondType.DOUBLE, 3: Chem.BondType.TRIPLE}
_ORDERS = {bond: order for order, bond in _BONDS.items()}


def _kekulized(mol: Chem.Mol) -> Chem.Mol:
    """Return a copy with single, double and triple bonds, in which every atom keeps its hydrogens."""
    copy = Chem.Mol(mol)
    Chem.Kekulize(copy, clearAromaticFlags=True)
    for atom in atoms_of(copy):
        hydrogens = atom.GetTotalNumHs()
        atom.SetNoImplicit(True)
        atom.SetNumExplicitHs(hydrogens)
    return copy


def _erased(mol: Chem.Mol) -> Chem.Mol:
    """Return the atoms, with hydrogens and labels as one number, and which of them are bonded."""
    bare = Chem.RWMol()
    for atom in atoms_of(mol):
        kept = Chem.Atom(atom.GetAtomicNum())
        kept.SetIsotope(1 + atom.GetTotalNumHs() + 16 * atom.GetIsotope())
        kept.SetNoImplicit(True)
        bare.AddAtom(kept)
    for bond in bonds_of(mol):
        bare.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
    plain = bare.GetMol()
    plain.UpdatePropertyCache(strict=False)
    return plain


def _components(mol: Chem.Mol) -> list[tuple[str, int]]:
    """List the erased graph and the charge [e] of every component."""
    erased = _erased(mol)
    return sorted(
        (
            str(Chem.MolFragmentToSmiles(erased, atomsToUse=list(part))),
            sum(mol.GetAtomWithIdx(index).GetFormalCharge() for index in part),
        )
        for part in Chem.GetMolFrags(erased)
    )
