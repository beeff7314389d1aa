"""Functions that are found by name when they are first asked for.

So a value can show itself without importing what draws it, which imports the value.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def loaded(place: str) -> Callable[..., Any]:
    """Give a function of this package.

    Parameters
    ----------
    place
        Module and name: ``render.text:as_text``.

    Examples
    --------
    >>> loaded("words:listed")(["smiles", "inchi"])
    'SMILES and InChI'
    """
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(f"{__package__}.{module}"), name)
    return function
