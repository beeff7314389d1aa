"""Numbers, their roles and formulas in what papers report of a measurement: "calcd for ..., found ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gaba_analogs.notation.characters import PRIMES, plain_dots, plain_signs, without_invisible
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.text import plain_digits
from gaba_analogs.regex import regex

LONGEST = 1500
"""Most characters [-] of a statement that is read."""

_ROLES = regex(
    rf"(?P<calculated>\bcal(?:c(?:ulated|ul)?|c?['{PRIMES}]?d)\b|\bcal(?:culation|cul[ée]e?)\b|\brequire[sd]?\b|\btheor\w*"
    r"|\bexpected\b|\bber(?:echnet|\.))"
    r"|(?P<found>\bfound\b|\bobsd\b|\bobs(?:erved|\.)|\bobtained\b|\bmeasured\b|\bexp(?:erimental|tl)\b|\bgef(?:unden|\.)"
    r"|\btrouv[ée]e?\b|\bhallado\b|\bencontrado\b)",
    re.IGNORECASE,
)
_ISOTOPE_MARK = regex(r"[⁰¹²³⁴-⁹]{2}(?=(?:Br|Cl|B)(?![a-z]))")
"""A mass number at a halogen or boron: which isotopologue was weighed."""
_LOST_MARK = regex(r"(?<=[A-Z]\d)(?:79|81)(?=Br)|(?<=[A-Z]\d\d)(?:79|81)(?=Br)|(?<=[A-Z]\d\d)(?:35|37)(?=Cl)")
"""The same where the superscript was lost: C11H1179BrFO2."""
_SOLVATE = regex(r"(?<=[A-Za-z0-9])\s?\+\s?(?=(?:\d+(?:\.\d+)?\s?)?(?:H2O|HCl|HBr|CF3COOH)\b)")
"""A plus sign that sets off a solvent or an acid: C5H4NO5SNa + 1.5H2O."""
_MORE = r"(?:[A-Za-z0-9]|\[\d{1,3}[A-Z]?[a-z]?\]|\([A-Za-z0-9]+\)\d*)*"
_FORMULA = regex(
    rf"(?<![A-Za-z0-9])\[?(?:\[\d{{1,3}}\]?)?[A-Z]{_MORE}"
    r"(?:\s?[·*]\s?(?:\d+(?:[./]\d+)?\s?)?[A-Z(][A-Za-z0-9()]*|\.(?:\d+(?:[./]\d+)?)?[A-Z][A-Za-z0-9]*)*\]?"
    r"(?:\d?[+-](?![A-Za-z0-9]))?"
)


class Number(NamedTuple):
    """A number as written.

    Parameters
    ----------
    text
        The number as typed.
    value
        What it stands for.
    decimals
        Its decimals [-].
    place
        Where it stands among the equal numbers of its statement [-], counted from 0.
    """

    text: str
    value: float
    decimals: int
    place: int = 0

    @classmethod
    def of(cls, match: re.Match[str], group: int | str = 0) -> Number:
        """Read a number with a decimal point or comma."""
        text = match[group]
        digits = text.replace(",", "") if "." in text else text.replace(",", ".")
        return cls(text, float(digits), len(digits.partition(".")[2]), match.string.count(text, 0, match.start(group)))

    @property
    def unit(self) -> float:
        """One unit of its last digit."""
        return float(10.0**-self.decimals)

    def instead(self, statement: str, value: float) -> str:
        """Give a statement with another value in the place of the number."""
        text = f"{value:.{self.decimals}f}"
        if "," in self.text and "." not in self.text:
            text = text.replace(".", ",")
        parts = statement.split(self.text)
        if len(parts) < self.place + 2:
            return text
        before, behind = parts[: self.place + 1], parts[self.place + 1 :]
        return self.text.join(before) + text + self.text.join(behind)


def plain(statement: str) -> str:
    """Write sub- and superscripts, signs and dots of a statement plainly.

    Examples
    --------
    >>> plain("C₁₀H₁₃ClNO₂ [M + H]⁺")
    'C10H13ClNO2 [M + H]+'
    """
    unmarked = _ISOTOPE_MARK.sub("", without_invisible(statement.replace("\u00a0", " ")))
    written = plain_signs(plain_dots(plain_digits(unmarked)))
    return _LOST_MARK.sub("", _SOLVATE.sub("·", written).replace("M++", "M+"))


def role_at(statement: str, place: int) -> str:
    """Tell whether what stands at a place is ``calculated`` or ``found``; empty where no word stands before it.

    Examples
    --------
    >>> role_at("calcd 214.0629, found 214.0633", 6), role_at("calcd 214.0629, found 214.0633", 22)
    ('calculated', 'found')
    """
    words = [match.lastgroup for match in _ROLES.finditer(statement, 0, place)]
    return words[-1] or "" if words else ""


def roles_in(statement: str) -> frozenset[str]:
    """Name the roles that a text has words for."""
    return frozenset(match.lastgroup or "" for match in _ROLES.finditer(statement))


class StatedFormula(NamedTuple):
    """A formula in a statement.

    Parameters
    ----------
    text
        The formula as typed.
    composition
        What it stands for.
    has_charge
        True where it is written with its charge.
    """

    text: str
    composition: Composition
    has_charge: bool


def formula_in(statement: str) -> StatedFormula | None:
    """Find the formula of a statement: the first behind a word for "calculated", else the first of all.

    Examples
    --------
    >>> formula_in("Calcd for C10H12ClNO2·0.5H2O: C, 53.9").composition.hill
    'C20H26Cl2N2O5'
    """
    found = list(_formulas(statement))
    calculated = (formula for role, formula in found if role == "calculated")
    return next(calculated, found[0][1] if found else None)


def _formulas(statement: str) -> Iterator[tuple[str, StatedFormula]]:
    for match in _FORMULA.finditer(statement):
        text = match[0].rstrip(".*·")
        if text.startswith("[") and "]" not in text:
            text = text[1:]
        elif text.endswith("]") and "[" not in text:
            text = text[:-1]
        if any(sign.isdigit() for sign in text) and "C" in text and (formula := _read(text)) is not None:
            yield role_at(statement, match.start()), formula


@lru_cache(maxsize=1024)
def _read(text: str) -> StatedFormula | None:
    read = read_formula(text)
    composition = read.readings[0] if read.readings else None
    if composition is None or "C" not in composition.elements or len(composition.elements) < 2:
        return None
    return StatedFormula(text, composition, read.charge_stated and composition.charge != 0)
