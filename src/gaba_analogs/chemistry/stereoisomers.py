"""The stereoisomers that a molecule leaves open."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rdkit import Chem

from gaba_analogs.chemistry.stereo import stereo_elements

MAXIMUM_OPEN = 10
"""Most open stereo elements [-] of which the combinations are tried."""

_MOST_PARTLY_OPEN = 5


def completions(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Give the stereoisomers that specify what a molecule leaves open: first all of it, then some.

    Nothing is given where more than ten elements are open, and no partial ones beyond five.
    """
    elements = [element for element in stereo_elements(mol) if not element.specified]
    if not 0 < len(elements) <= MAXIMUM_OPEN:
        return
    for choice in _choices(len(elements)):
        changed = Chem.Mol(mol)
        for element, first in zip(elements, choice, strict=True):
            if first is not None:
                element.mark(changed, first=first)
        yield changed


def _choices(number: int) -> Iterator[tuple[bool | None, ...]]:
    """Give every way to mark some of so many elements, those that mark all of them first."""
    yield from itertools.product((True, False), repeat=number)
    if number <= _MOST_PARTLY_OPEN:
        partly = itertools.product((None, True, False), repeat=number)
        yield from (choice for choice in partly if None in choice and any(first is not None for first in choice))
