"""Where else a compound may have one of its hydrogens, or lack it: tautomers that an InChI keeps apart, and anions.

A tautomer has the formula and the connections of a compound, so that its InChI differs in the layer /h alone. Which
heteroatoms share hydrogens in it is not worked out: that from which a hydrogen came, or to which it went, is given by
itself and with every other one, and one of these texts is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.inchi import bonds_of
from gaba_analogs.regex import regex

_Place = tuple[int, ...]
"""One atom, or the atoms that share hydrogens, by canonical number."""

_Hydrogens = dict[_Place, int]
"""Place to its hydrogens [-]."""

_PAIR = 2
"""Fewest atoms [-] that share hydrogens."""
_CHALCOGENS = frozenset({"O", "S", "Se", "Te"})
_VALENCES = {"C": 4, "N": 3, "O": 2, "S": 2, "Se": 2, "Te": 2}
_SHARED = regex(r"\(H(\d{0,4})((?:,\d{1,4})+)\)")
_HYDROGEN = regex(r"H(?![a-z])(\d{0,5})")
_FIXED = regex(r"(\d{1,4})(?:-(\d{1,4}))?(H\d{0,4})?")


def moved_hydrogens(formula: str, connections: str, hydrogens: str) -> Iterator[str]:
    """Give the layers /h of a component with one hydrogen in another place, the likeliest first.

    It moves to or from a heteroatom, along atoms with double bonds, or from one carbon atom past another beside a
    conjugated heteroatom.

    Parameters
    ----------
    formula, connections, hydrogens
        The component's parts of the formula layer, of the layer /c and of the layer /h.

    Yields
    ------
    str
        A layer /h, which no compound need have; nothing where a shared hydrogen is missing for a charge.

    Examples
    --------
    >>> list(moved_hydrogens("C3H6O", "1-3(2)4", "1-2H3"))  # acetone: its enol
    ['4H,1H2,2H3', '4H,2H2,1H3']
    """
    own = _read(hydrogens)
    skeleton = None if own is None else _Skeleton.of(formula, connections, own)
    if own is None or skeleton is None:
        return
    moves = [
        (system, donor, acceptor)
        for system in skeleton.systems()
        if system.heteroatoms
        for donor, acceptor in system.moves()
    ]
    for _, donor, acceptor in moves:
        yield _written(skeleton.settled(_moved(own, donor, acceptor)))
    for system, donor, acceptor in moves:
        moved = _moved(own, donor, acceptor)
        for place in {donor, acceptor}.intersection(system.heteroatoms):
            found = (
                skeleton.with_one_apart(moved, place, int(place == acceptor))
                if len(place) > 1
                else skeleton.with_one_joined(moved, place, system.heteroatoms)
            )
            yield from (_written(skeleton.settled(hydrogens)) for hydrogens in found)


def lost_hydrogens(formula: str, hydrogens: str) -> Iterator[tuple[str, str]]:
    """Give formula and layer /h of a component without the hydrogen of each of its alcohols and thiols.

    Examples
    --------
    >>> list(lost_hydrogens("C2H6O", "3H,2H2,1H3"))  # ethanol
    [('C2H5O', '2H2,1H3')]
    """
    own = _read(hydrogens)
    if own is None:
        return
    elements = _elements(formula)
    for place, count in own.items():
        if count == len(place) == 1 and place[0] < len(elements) and elements[place[0]] in _CHALCOGENS:
            yield _HYDROGEN.sub(_one_fewer, formula), _written({**own, place: 0})


def _one_fewer(count: re.Match[str]) -> str:
    left = int(count[1] or 1) - 1
    return "" if not left else f"H{left if left > 1 else ''}"


def _elements(formula: str) -> Sequence[str]:
    """Give the element of every canonical number: carbon comes first, then the others by their symbols."""
    readings = read_formula(formula).readings
    counts = readings[0].elements if readings else {}
    symbols = sorted(counts.keys() - {"H"}, key=lambda symbol: (symbol != "C", symbol))
    return ["", *(symbol for symbol in symbols for _ in range(counts[symbol]))]


class _System(NamedTuple):
    """Atoms with double bonds that are joined, and what a hydrogen may come from or go to.

    Parameters
    ----------
    heteroatoms
        The heteroatoms in it and beside it.
    giving
        Those among them that have a hydrogen.
    taking
        Those among them that have room for one.
    saturated
        Carbon atoms beside it that have a hydrogen.
    unsaturated
        Carbon atoms in it.
    allylic
        Carbon atoms beside it, each with one in it that is two bonds away.
    """

    heteroatoms: Sequence[_Place]
    giving: Sequence[_Place]
    taking: Sequence[_Place]
    saturated: Sequence[_Place]
    unsaturated: Sequence[_Place]
    allylic: Sequence[tuple[_Place, _Place]]

    def moves(self) -> Iterator[tuple[_Place, _Place]]:
        """Give from where a hydrogen may go where."""
        yield from ((donor, acceptor) for donor in self.saturated for acceptor in self.taking)
        yield from ((donor, acceptor) for donor in self.giving for acceptor in self.unsaturated)
        yield from ((donor, acceptor) for donor in self.giving for acceptor in self.taking if donor != acceptor)
        yield from self.allylic


class _Skeleton(NamedTuple):
    """The atoms of a component.

    Parameters
    ----------
    elements
        Canonical number to element; nothing has the number 0.
    around
        Canonical number to the numbers of the neighbours.
    room
        Canonical number to the hydrogens [-] that the atom has in a compound without double bonds.
    own
        Where the hydrogens are.
    """

    elements: Sequence[str]
    around: Sequence[set[int]]
    room: Sequence[int]
    own: Mapping[_Place, int]

    @classmethod
    def of(cls, formula: str, connections: str, own: _Hydrogens) -> _Skeleton | None:
        """Read the atoms of a component; None where formula and layers do not go together."""
        elements = _elements(formula)
        around: list[set[int]] = [set() for _ in elements]
        bonds = bonds_of(connections)
        if max((atom for part in (*bonds, *own) for atom in part), default=0) >= len(elements):
            return None
        for one, other in map(tuple, bonds):
            around[one].add(other)
            around[other].add(one)
        room = [_VALENCES.get(element, 0) - len(near) for element, near in zip(elements, around, strict=True)]
        return cls(elements, around, room, own)

    def systems(self) -> Iterator[_System]:
        """Give the atoms with double bonds, joined ones together."""
        sharing = {atom: place for place in self.own if len(place) > 1 for atom in place}
        left = {
            atom for atom, room in enumerate(self.room) if atom in sharing or (atom and room > self.own.get((atom,), 0))
        }
        while left:
            members = [left.pop()]
            for atom in members:
                new = self.around[atom] & left
                left -= new
                members += new
            if len(members) > 1:
                yield self._system(sorted(members), sharing)

    def _system(self, members: Sequence[int], sharing: Mapping[int, _Place]) -> _System:
        beside = sorted(set().union(*(self.around[atom] for atom in members)).difference(members))
        donors = [atom for atom in beside if self.own.get((atom,))]
        hetero = [sharing.get(atom, (atom,)) for atom in (*members, *donors) if self._is_heteroatom(atom)]
        heteroatoms = list(dict.fromkeys(hetero))
        saturated = [(atom,) for atom in donors if self.elements[atom] == "C"]
        unsaturated = [(atom,) for atom in members if self.elements[atom] == "C"]
        return _System(
            heteroatoms,
            [place for place in heteroatoms if self.own.get(place)],
            [place for place in heteroatoms if len(place) > 1 or self.room[place[0]] > self.own.get(place, 0)],
            saturated,
            unsaturated,
            [(one, two) for one in saturated for two in unsaturated if self.around[one[0]] & self.around[two[0]]],
        )

    def _is_heteroatom(self, atom: int) -> bool:
        return self.elements[atom] != "C" and self.elements[atom] in _VALENCES

    def settled(self, hydrogens: Mapping[_Place, int]) -> _Hydrogens:
        """Give every atom its own hydrogens where as many are shared as there is room for."""
        settled: _Hydrogens = {}
        for place, count in hydrogens.items():
            if len(place) > 1 and count and count >= self._room_of(place):
                settled |= {(atom,): self.room[atom] for atom in place}
            elif count:
                settled[place] = count
        return settled

    def with_one_joined(self, hydrogens: _Hydrogens, place: _Place, others: Sequence[_Place]) -> Iterator[_Hydrogens]:
        """Let an atom share its hydrogens with each of the other heteroatoms, or with what they share."""
        for other in others:
            together = tuple(sorted({*place, *other}))
            count = hydrogens.get(place, 0) + hydrogens.get(other, 0)
            if place != other and 0 < count < self._room_of(together):
                apart = {known: n for known, n in hydrogens.items() if known not in {place, other}}
                yield {**apart, together: count}

    def with_one_apart(self, hydrogens: _Hydrogens, place: _Place, count: int) -> Iterator[_Hydrogens]:
        """Let each of several atoms have hydrogens [-] by itself, and the others share what is left."""
        for atom in place if len(place) > _PAIR else ():
            others = tuple(other for other in place if other != atom)
            left = hydrogens[place] - count
            if 0 <= left <= self._room_of(others):
                yield {**hydrogens, place: 0, (atom,): count, others: left}

    def _room_of(self, place: _Place) -> int:
        return sum(self.room[atom] for atom in place)


def _moved(own: _Hydrogens, donor: _Place, acceptor: _Place) -> _Hydrogens:
    return {**own, donor: own[donor] - 1, acceptor: own.get(acceptor, 0) + 1}


def _read(text: str) -> _Hydrogens | None:
    """Read a component's part of the layer /h; None where a shared hydrogen is missing for a charge: ``(H-,1,2)``."""
    hydrogens: _Hydrogens = {}
    atoms: list[int] = []
    fixed = _SHARED.sub("", text)
    for first, last, count in _FIXED.findall(fixed):
        atoms += range(int(first), int(last or first) + 1)
        if count:
            hydrogens |= {(atom,): int(count[1:] or 1) for atom in atoms}
            atoms = []
    for count, shared in _SHARED.findall(text):
        hydrogens[tuple(map(int, shared[1:].split(",")))] = int(count or 1)
    return None if "(" in fixed else hydrogens


def _written(hydrogens: Mapping[_Place, int]) -> str:
    """Write hydrogens as the layer /h does: atoms with one first, then those with two, then what is shared."""
    fixed: dict[int, list[int]] = {}
    shared = []
    for place in sorted(hydrogens):
        if not hydrogens[place]:
            continue
        if len(place) == 1:
            fixed.setdefault(hydrogens[place], []).extend(place)
        else:
            shared.append(place)
    parts = [f"{_runs(fixed[count])}H{count if count > 1 else ''}" for count in sorted(fixed)]
    if shared:
        shared.sort(key=len)
        parts.append("".join(f"(H{n if (n := hydrogens[p]) > 1 else ''},{','.join(map(str, p))})" for p in shared))
    return ",".join(parts)


def _runs(atoms: Sequence[int]) -> str:
    """Write numbers, those that follow each other as ``4-7``.

    Examples
    --------
    >>> _runs([1, 2, 3, 5])
    '1-3,5'
    """
    text = f"{atoms[0]}"
    first = last = atoms[0]
    for atom in atoms[1:]:
        if atom != last + 1:
            text += f",{atom}" if first == last else f"-{last},{atom}"
            first = atom
        last = atom
    return text if first == last else f"{text}-{last}"
