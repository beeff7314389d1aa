"""Stereoisomers of a molecule that is not fully specified."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rdkit import Chem

from gaba_analogs.chemistry.stereo import stereo_elements

MAXIMUM_OPEN = 10
"""Largest number of unspecified stereo elements [-] for which all combinations are tried."""

MOST_PARTLY_OPEN = 5
"""Largest number of unspecified stereo elements [-] for which partly specified combinations are tried as well."""


def completions(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Return the stereoisomers with unspecified elements specified: first all of them, then some.

    None are returned for more than ten unspecified elements, and no partly specified ones for more than five.
    """
    elements = [element for element in stereo_elements(mol) if not element.specified and element.can_be_marked]
    if not 0 < len(elements) <= MAXIMUM_OPEN:
        return
    for choice in _choices(len(elements)):
        changed = Chem.Mol(mol)
        for element, first in zip(elements, choice, strict=True):
            if first is not None:
                element.mark(changed, first=first)
        yield changed


def _choices(number: int) -> Iterator[tuple[bool | None, ...]]:
    """Return all ways to mark elements, or to leave some (None); those that mark all come first."""
    yield from itertools.product((True, False), repeat=number)
    if number <= MOST_PARTLY_OPEN:
        partly = itertools.product((None, True, False), repeat=number)
        yield from (choice for choice in partly if None in choice and any(first is not None for first in choice))
