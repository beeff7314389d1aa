"""Formulas of minerals and other solids, in which elements share a site or are in no simple ratio."""

from __future__ import annotations

import re
from typing import NamedTuple

from gaba_analogs.notation.composition import periodic_table
from gaba_analogs.regex import regex

_NO_RATIO = "its elements are not in a simple ratio"
_ANIONS = frozenset({"OH", "H2O", "O", "S", "F", "Cl", "Br", "I", "CO3", "SO4", "PO4"})
_NONMETALS = frozenset({"H", "C", "N", "O", "F", "P", "S", "Cl", "Se", "Br", "I", "He", "Ne", "Ar", "Kr", "Xe", "Rn"})
_SITE = regex(r"\(((?:[A-Z][A-Za-z\d.]{0,9}[+-]?,\s?){1,9}[A-Z][A-Za-z\d.]{0,9}[+-]?)\)")
_BROKEN = regex(r"(?<=[A-Za-z])(?:0\.\d*[1-9]\d*|[1-9]\d{0,2}\.\d+(?=$|[)+-]))")
_OPEN = regex(r"(?<=[A-Za-z\d)])[-+±][xyδ](?=[A-Z(]|$)")
_SYMBOL = regex(r"[A-Z][a-z]?")


class Solid(NamedTuple):
    """What the formula of a solid says.

    Parameters
    ----------
    reason
        Why it has no single composition.
    always, possible
        Symbols of the elements that it has in any case, and of all that it names.
    """

    reason: str
    always: frozenset[str]
    possible: frozenset[str]


def read_solid(text: str) -> Solid | None:
    """Read the formula of a solid; None for any other, of an organic compound above all.

    Examples
    --------
    >>> olivine = read_solid("(Mg,Fe)2SiO4")
    >>> olivine.reason, sorted(olivine.always), sorted(olivine.possible)
    ('elements share a site, as in a mineral', ['O', 'Si'], ['Fe', 'Mg', 'O', 'Si'])
    >>> read_solid("YBa2Cu3O6.93").reason, read_solid("(C,H)12ClNO2")
    ('its elements are not in a simple ratio', None)
    """
    if text.isalnum():  # most formulas: no site, fraction or open count
        return None
    sites = [re.split(r",\s?", found[1]) for found in _SITE.finditer(text)]
    if not sites and not _BROKEN.search(text) and not _OPEN.search(text):
        return None
    if not all(map(_may_be_shared, sites)):
        return None
    possible, always = (frozenset(_SYMBOL.findall(part)) for part in (text, _SITE.sub("", text)))
    if possible <= _NONMETALS or not all(map(_is_element, possible)):
        return None
    return Solid("elements share a site, as in a mineral" if sites else _NO_RATIO, always, possible)


def _may_be_shared(site: list[str]) -> bool:
    """Tell whether all that share a site are anions, or none is a nonmetal."""
    bare = [part.rstrip("+-.0123456789") or part for part in site]
    return _ANIONS.issuperset(bare) or _NONMETALS.isdisjoint(bare)


def _is_element(symbol: str) -> bool:
    try:
        return periodic_table().GetAtomicNumber(symbol) > 0
    except RuntimeError:
        return False
