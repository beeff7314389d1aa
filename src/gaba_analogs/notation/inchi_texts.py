"""InChIs put together from those of their components, and taken apart, as texts.

The InChI software lists components by their heavy atoms: carbon, then the other elements by their symbols, more of one
before fewer. Where these are alike the order is not worked out, nor where equal parts of layers are written once: every
order and both ways are given, and one of them is right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.inchi import expand, read_layers, repeat
from gaba_analogs.notation.moved_hydrogens import lost_hydrogens, moved_hydrogens

_MOST_COMPONENTS = 16
"""Components [-] of an InChI beside which another is put."""


class _Component(NamedTuple):
    """The layers of one component."""

    formula: str
    c: str
    h: str
    q: str


def beside(one: str, other: str) -> Iterator[str]:
    """Put the main layers of two InChIs together, in every order that they may have.

    Parameters
    ----------
    one
        Standard InChI of a compound.
    other
        Standard InChI of a counter-ion, a solvent, or several of one kind.

    Yields
    ------
    str
        An InChI without stereo and isotope layers; nothing where the first InChI has many components.

    Examples
    --------
    >>> list(beside("InChI=1S/CH5N/c1-2/h2H2,1H3", "InChI=1S/ClH/h1H"))
    ['InChI=1S/CH5N.ClH/c1-2;/h2H2,1H3;1H']
    """
    own, added = _components(one), _components(other)
    if not 0 < len(own) <= _MOST_COMPONENTS or not added:
        return
    protons = read_layers(one).protons + read_layers(other).protons
    rank, ranks = _rank(added[0].formula), [_rank(part.formula) for part in own]
    first, last = bisect_left(ranks, rank), bisect_right(ranks, rank)
    for place in [own.index(added[0])] if added[0] in own else range(first, last + 1):
        yield from (_ended(text, protons) for text in _put_together((*own[:place], *added, *own[place:])))


def with_hydrogen_moved(inchi: str) -> Iterator[str]:
    """Write the main layers of the tautomers of a compound that differ in the place of one hydrogen.

    Examples
    --------
    >>> list(with_hydrogen_moved("InChI=1S/C2H4O.ClH/c1-2-3;/h2H,1H3;1H"))  # acetaldehyde
    ['InChI=1S/C2H4O.ClH/c1-2-3;/h2-3H,1H2;1H']
    """
    own, protons = _components(inchi), read_layers(inchi).protons
    for place, part in enumerate(own):
        if part not in own[:place]:
            for hydrogens in moved_hydrogens(part.formula, part.c, part.h):
                texts = _put_together((*own[:place], part._replace(h=hydrogens), *own[place + 1 :]))
                yield from (_ended(text, protons) for text in texts)


def _put_together(parts: Sequence[_Component]) -> Iterator[str]:
    """Write components as an InChI, in both ways where equal parts may be written once."""
    if _has_equal_neighbours(parts):
        yield _written(parts, whole=True)
        yield _written(parts, whole=False)
    else:
        yield _listed(parts)


@lru_cache(maxsize=1024)
def _rank(formula: str) -> tuple[tuple[bool, str, int], ...]:
    """Give what the InChI software lists components by: heavy atoms, those without any last."""
    readings = read_formula(formula).readings
    counts = readings[0].elements if readings else {}
    heavy = sorted((symbol != "C", symbol, -count) for symbol, count in counts.items() if symbol != "H")
    return (*heavy, (True, "~", 0))


def _has_equal_neighbours(parts: Sequence[_Component]) -> bool:
    """Tell whether two components that follow each other have a part in common, which may be written once."""
    for one, other in pairwise(parts):
        if one.formula == other.formula:
            return True
        if (one.c and one.c == other.c) or (one.h and one.h == other.h) or (one.q and one.q == other.q):
            return True
    return False


def _listed(parts: Sequence[_Component]) -> str:
    """Write components as an InChI, every part of every layer for itself."""
    formulas, *columns = zip(*parts, strict=True)
    text = f"InChI=1S/{'.'.join(formulas)}"
    for letter, column in zip("chq", columns, strict=True):
        if any(column):
            text += f"/{letter}{';'.join(column)}"
    return text


def components(inchi: str) -> list[str]:
    """Give the InChIs of the components, without stereo and isotope layers and without protons added or removed.

    Examples
    --------
    >>> components("InChI=1S/C2H4O2.Na/c1-2(3)4;/h1H3,(H,3,4);/q;+1/p-1")
    ['InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)', 'InChI=1S/Na/q+1']
    """
    return [_written([component], whole=True) for component in _components(inchi)]


@lru_cache(maxsize=64)
def _components(inchi: str) -> tuple[_Component, ...]:
    """Give the layers of every component; none where they cannot be told apart."""
    layers = read_layers(inchi)
    if layers.fixed or not layers.formula:
        return ()
    formulas = [formula for part in layers.formula.split(".") for formula in repeat(part)]
    columns = [expand(layers.main.get(letter, "")) for letter in "chq"]
    if any(len(column) > len(formulas) for column in columns):
        return ()
    padded = ([*column, *[""] * (len(formulas) - len(column))] for column in columns)
    return tuple(_Component(*parts) for parts in zip(formulas, *padded, strict=True))


def _written(parts: Sequence[_Component], *, whole: bool) -> str:
    """Write components as an InChI; equal ones once, or equal parts of every layer."""
    if whole and all(one != other for one, other in pairwise(parts)):
        return _listed(parts)
    columns = list(zip(*parts, strict=True))
    lettered = [(letter, column) for letter, column in zip("chq", columns[1:], strict=True) if any(column)]
    runs = [len(list(alike)) for _, alike in groupby(parts)] if whole else None
    formulas = (f"{n if n > 1 else ''}{formula}" for n, formula in _counted(columns[0], runs))
    text = f"InChI=1S/{'.'.join(formulas)}"
    for letter, column in lettered:
        layers = (f"{n}*{part}" if part and n > 1 else f"{part}{';' * (n - 1)}" for n, part in _counted(column, runs))
        text += f"/{letter}{';'.join(layers)}"
    return text


def _counted(column: Sequence[str], runs: Sequence[int] | None) -> Iterator[tuple[int, str]]:
    """Give the parts of a layer, equal ones that follow each other once, with their number [-]."""
    if runs is None:
        yield from ((len(list(alike)), text) for text, alike in groupby(column))
        return
    place = 0
    for count in runs:
        yield count, column[place]
        place += count


def with_acidic_hydrogen_lost(inchi: str) -> Iterator[str]:
    """Write the main layers of the anions of a compound: of an acid, then of its alcohols and thiols.

    Of an acid the InChI software takes a proton away (/p), of an alcohol a hydrogen and its electron charge (/q).

    Examples
    --------
    >>> list(with_acidic_hydrogen_lost("InChI=1S/C2H4O3/c3-1-2(4)5/h3H,1H2,(H,4,5)"))  # glycolic acid
    ['InChI=1S/C2H4O3/c3-1-2(4)5/h3H,1H2,(H,4,5)/p-1', 'InChI=1S/C2H3O3/c3-1-2(4)5/h1H2,(H,4,5)/q-1']
    """
    own, layers = _components(inchi), read_layers(inchi)
    if not own or "h" in layers.isotopic:  # deuterium on an acid moves the hydrogens of the main layer
        return
    protons = layers.protons
    yield from (_ended(text, protons - 1) for text in _put_together(own))
    for place, part in enumerate(own):
        if part not in own[:place]:
            for formula, hydrogens in lost_hydrogens(part.formula, part.h):
                anion = part._replace(formula=formula, h=hydrogens, q=f"{int(part.q or 0) - 1:+d}")
                anions = _put_together((*own[:place], anion, *own[place + 1 :]))
                yield from (_ended(text, protons) for text in anions)


def _ended(text: str, protons: int) -> str:
    return f"{text}/p{protons:+d}" if protons else text
