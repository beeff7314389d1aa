"""InChIs put together from those of their components, as texts.

In which order the InChI software lists components is not worked out: both orders are given, and one of them is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gaba_analogs.notation.inchi import read_layers

_ONE_COMPONENT = re.compile(r"[A-Z][A-Za-z0-9]*")
_EQUAL_COMPONENTS = re.compile(r"(\d{0,2})([A-Z][A-Za-z0-9]*)")


def beside(one: str, other: str) -> Iterator[str]:
    """Put the main layers of two InChIs together, in both orders.

    Parameters
    ----------
    one
        Standard InChI of one component, without protons added or more than one removed.
    other
        Standard InChI of a counter-ion, a solvent, or several of one kind.

    Yields
    ------
    str
        An InChI without stereo and isotope layers; nothing where the first InChI is of another kind.

    Examples
    --------
    >>> list(beside("InChI=1S/CH5N/c1-2/h2H2,1H3", "InChI=1S/ClH/h1H"))
    ['InChI=1S/CH5N.ClH/c1-2;/h2H2,1H3;1H', 'InChI=1S/ClH.CH5N/c;1-2/h1H;2H2,1H3']
    """
    layers, added = read_layers(one), read_layers(other)
    counted = _EQUAL_COMPONENTS.fullmatch(added.formula)
    if _ONE_COMPONENT.fullmatch(layers.formula) is None or counted is None or layers.formula == counted[2]:
        return
    if layers.protons not in {0, -1} or layers.fixed or layers.main.get("c", "") == added.main.get("c"):
        return
    count = int(counted[1] or 1)
    for in_order in (list, reversed):
        formulas: Sequence[str] = [*in_order([layers.formula, added.formula])]
        text = f"InChI=1S/{'.'.join(formulas)}"
        for letter in "chq":
            own, more = layers.main.get(letter, ""), added.main.get(letter, "") or ";" * (count - 1)
            if own or more.strip(";"):
                text += f"/{letter}{';'.join(in_order([own, more]))}"
        yield f"{text}/p-1" if layers.protons else text


def with_proton_lost(inchi: str) -> str:
    """Take an acidic proton away from a neutral compound; empty for one with charges or isotope labels.

    Examples
    --------
    >>> with_proton_lost("InChI=1S/CH2O2/c2-1-3/h1H,(H,2,3)")
    'InChI=1S/CH2O2/c2-1-3/h1H,(H,2,3)/p-1'
    """
    layers = read_layers(inchi)
    if not inchi or layers.protons or "q" in layers.main or layers.isotopic:
        return ""
    end = next((place for place in (inchi.find(f"/{letter}") for letter in "btms") if place > 0), len(inchi))
    return f"{inchi[:end]}/p-1{inchi[end:]}"
