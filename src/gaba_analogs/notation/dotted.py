"""Formulas that show the components of a salt or hydrate with dots between them, made to count what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.regex import regex

Elements = Mapping[str, int]

_DOT = regex(r"(\s*[\u00b7\u2022\u2219\u22c5\u30fb*\u00d7.]\s*)")
_WATER = {"H": 2, "O": 1}
_PART = regex(r"([1-9]\d{0,2})?\s*(\S.*)")


def in_components(text: str, composition: Composition, drawn: Sequence[Composition] | None) -> str | None:
    r"""Write a composition as a stated formula does: with its components, its dots, and other counts of them.

    Parameters
    ----------
    text
        The stated formula, of another composition.
    composition
        What it should be.
    drawn
        The components of the structure; None where there is none.

    Returns
    -------
    str or None
        None where the formula shows no components, or not those that are drawn.

    Examples
    --------
    >>> water, caffeine = Composition({"H": 2, "O": 1}), Composition({"C": 8, "H": 10, "N": 4, "O": 2})
    >>> in_components("C8H10N4O2*2H2O", caffeine + water, [caffeine, water])
    'C8H10N4O2*H2O'
    >>> in_components("C8H10N4O3.H2O", caffeine + water, [caffeine, water])
    'C8H10N4O2.H2O'
    >>> in_components("C8H10N4O2", caffeine + water, [caffeine, water])

    Behind a formula that is not in the order of Hill, water is written as such:

    >>> salt = Composition({"Na": 1, "Cl": 1})
    >>> in_components("NaCl", salt + water * 2, [salt, water, water]) == "NaCl\N{MIDDLE DOT}2H2O"
    True
    """
    if composition.charge or composition.isotopes:
        return None
    pieces = _DOT.split(text.strip())
    found = [_PART.fullmatch(piece) for piece in pieces[::2]]
    if len(found) < 2:
        return _with_water(text.strip(), composition, drawn or ())
    counts = [int(match[1] or 1) for match in found if match]
    bodies = [match[2] for match in found if match]
    units = [_elements(body) for body in bodies]
    if len(units) < len(found) or not all(units):
        return None
    parts = None if drawn is None else [neutral for one in drawn if (neutral := _neutral(one))]
    for place in range(len(units) - 1, -1, -1):
        others = [(unit, count) for n, (unit, count) in enumerate(zip(units, counts, strict=True)) if n != place]
        left = _without(composition.elements, others)
        if left is None:
            continue
        count = _times(left, units[place])
        if count is not None and (count or place) and (parts is None or parts.count(units[place]) == count):
            return _written(pieces, counts, bodies, place, (count, bodies[place]))
        if place == 0 and parts is not None and all(parts.count(unit) == number for unit, number in others):
            base = {element: number // counts[0] for element, number in left.items()}
            if left and all(number % counts[0] == 0 for number in left.values()):
                return _written(pieces, counts, bodies, 0, (counts[0], Composition(base).hill))
    return None


def _with_water(text: str, composition: Composition, drawn: Sequence[Composition]) -> str | None:
    """Write the drawn water behind the formula of all else, as it stands; None where it is in the order of Hill."""
    water = sum(one.elements == _WATER for one in drawn)
    unit = _elements(text) if water else {}
    if not unit or Composition(unit).hill == text or _without(composition.elements, [(_WATER, water)]) != unit:
        return None
    return f"{text}\N{MIDDLE DOT}{water if water > 1 else ''}H2O"


def _elements(body: str) -> dict[str, int]:
    """Count the atoms of a component; none where they are not beyond doubt."""
    readings = read_formula(body).readings
    plain = len(readings) == 1 and not (readings[0].charge or readings[0].isotopes or readings[0].r_groups)
    return dict(readings[0].elements) if plain else {}


def _neutral(ion: Composition) -> dict[str, int]:
    """Count the atoms of a drawn component with the protons that its charge stands for: Cl- is HCl; none of a metal."""
    hydrogens = ion.elements.get("H", 0) - ion.charge
    return {} if hydrogens < 0 else {e: n for e, n in {**ion.elements, "H": hydrogens}.items() if n}


def _without(whole: Elements, parts: Sequence[tuple[Elements, int]]) -> dict[str, int] | None:
    """Take components away; None where the whole has not so much."""
    left = dict(whole)
    for unit, count in parts:
        for element, number in unit.items():
            left[element] = left.get(element, 0) - number * count
    return None if any(number < 0 for number in left.values()) else {e: n for e, n in left.items() if n}


def _times(whole: Elements, unit: Elements) -> int | None:
    """Say how often a component makes up the whole; None where it does not."""
    element, number = next(iter(unit.items()))
    count = whole.get(element, 0) // number
    return count if {e: n * count for e, n in unit.items() if count} == whole else None


def _written(
    pieces: Sequence[str], counts: Sequence[int], bodies: Sequence[str], place: int, new: tuple[int, str]
) -> str:
    """Put the components together again, with another count or text of one; one that is not there leaves no dot."""
    written = ""
    for n, old in enumerate(zip(counts, bodies, strict=True)):
        count, body = new if n == place else old
        if count:
            written += (pieces[2 * n - 1] if written else "") + (f"{count}{body}" if count > 1 else body)
    return written
