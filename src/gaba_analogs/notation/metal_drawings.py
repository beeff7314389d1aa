"""Other drawings of an organometallic compound, in the text of its InChI.

The InChI software cuts every bond to a metal. What is left of a carbon or hydrogen ligand is a radical where the bond
was drawn, a carbanion where the drawing has ions; and an aggregate, such as the tetramer of methyllithium, has several
units. Drawings of one substance so have different InChIs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from itertools import groupby, product
from math import gcd
from typing import NamedTuple

from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.inchi import Layers, expand, read_layers, repeat
from gaba_analogs.regex import regex

_MOST_METALS = 3
_CHARGES = range(-1, 5)
_MULTIPLES = (1, 2, 3, 4, 6)
_ELEMENT = regex(r"[A-Z][a-z]?")
_NONMETALS = frozenset({"H", "B", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Ge", "As", "Se", "Br", "Te", "I"})


class Part(NamedTuple):
    """One component of an InChI: its formula, connections, hydrogens and charge as written."""

    formula: str
    connections: str
    hydrogens: str
    charge: str

    @property
    def is_metal(self) -> bool:
        """True for a single metal atom."""
        return _ELEMENT.fullmatch(self.formula) is not None and self.formula not in _NONMETALS

    @property
    def is_ligand(self) -> bool:
        """True for what is left of a ligand bound through carbon or hydrogen: it has an odd number of electrons."""
        readings = read_formula(self.formula).readings
        elements = _ELEMENT.findall(self.formula)
        return bool(readings) and set(elements) <= _NONMETALS and readings[0].is_odd_electron


def parts_of(layers: Layers) -> list[Part]:
    """Return the components of an InChI."""
    formulas = [formula for part in layers.formula.split(".") for formula in repeat(part)]
    columns = [expand(layers.main.get(letter, "")) for letter in "chq"]
    padded = [column + [""] * (len(formulas) - len(column)) for column in columns]
    return [Part(*row) for row in zip(formulas, *(column[: len(formulas)] for column in padded), strict=True)]


def is_organometallic(layers: Layers) -> bool:
    """Tell whether an InChI has a metal and what is left of a ligand bound through carbon or hydrogen.

    Examples
    --------
    >>> is_organometallic(read_layers("InChI=1S/CH3.Li/h1H3;")), is_organometallic(read_layers("InChI=1S/ClH.Na/h1H;"))
    (True, False)
    """
    if "." not in layers.formula:
        return False
    parts = parts_of(layers)
    return any(part.is_metal for part in parts) and any(part.is_ligand for part in parts)


def is_same_organometallic(one: Layers, other: Layers) -> bool:
    """Tell whether two InChIs are drawings of one organometallic compound: ions or bonds, one unit or several.

    Examples
    --------
    >>> covalent, ionic = "InChI=1S/CH3.Li/h1H3;", "InChI=1S/CH3.Li/h1H3;/q-1;+1"
    >>> is_same_organometallic(read_layers(covalent), read_layers(ionic))
    True
    """
    return is_organometallic(one) and _unit(one) == _unit(other)


def _unit(layers: Layers) -> tuple[Counter[tuple[str, str, str]], float]:
    """Count the components of the smallest unit; give its net charge [e], but not where it is drawn."""
    counts = Counter((part.formula, part.connections, part.hydrogens) for part in parts_of(layers))
    common = reduce(gcd, counts.values(), 0) or 1
    return Counter({part: count // common for part, count in counts.items()}), layers.charge / common


def other_drawings(inchi: str) -> Iterator[str]:
    """Write the InChIs, down to the charges, of other drawings of an organometallic compound.

    Examples
    --------
    >>> list(other_drawings("InChI=1S/CH3.Li/h1H3;"))[::5]
    ['InChI=1S/CH3.Li/h1H3;', 'InChI=1S/CH3.Li/h1H3;/q-1;+1']
    """
    layers = read_layers(inchi)
    if not is_organometallic(layers) or set(layers.main) - set("chqp") or layers.isotopic:
        return
    parts = parts_of(layers)
    common = reduce(gcd, Counter(parts).values(), 0)
    unit = [part for part, count in Counter(parts).items() for _ in range(count // common)]
    charge = layers.charge - layers.protons
    for charged in _charged(unit, charge // common):
        for times in _MULTIPLES:
            multiple = [part for part in charged for _ in range(times)]
            yield _written(multiple, layers.protons // common * times)


def _charged(parts: list[Part], charge: int) -> Iterator[list[Part]]:
    """Return the components with the ligands as radicals, then as anions, and the metals charged as is left to them."""
    metals = [place for place, part in enumerate(parts) if part.is_metal]
    if len(metals) > _MOST_METALS:
        return
    for ligand in (0, -1):
        others = {
            place: ligand if part.is_ligand else int(part.charge or 0)
            for place, part in enumerate(parts)
            if place not in metals
        }
        for charges in product(_CHARGES, repeat=len(metals)):
            if sum(charges) + sum(others.values()) == charge:
                all_charges = others | dict(zip(metals, charges, strict=True))
                yield [part._replace(charge=_signed(all_charges[place])) for place, part in enumerate(parts)]


def _signed(charge: int) -> str:
    return f"{charge:+d}" if charge else ""


def _written(parts: list[Part], protons: int) -> str:
    formulas = ((formula, len(list(group))) for formula, group in groupby(part.formula for part in parts))
    text = "InChI=1S/" + ".".join(f"{count if count > 1 else ''}{formula}" for formula, count in formulas)
    for letter, column in zip("chq", zip(*(part[1:] for part in parts), strict=True), strict=True):
        if any(column):
            text += f"/{letter}{_joined(column)}"
    return f"{text}/p{protons:+d}" if protons else text


def _joined(column: tuple[str, ...]) -> str:
    shown: list[str] = []
    for text, group in groupby(column):
        count = len(list(group))
        shown += [""] * count if not text else [text if count == 1 else f"{count}*{text}"]
    return ";".join(shown)
