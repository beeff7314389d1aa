"""Formulas with a count that is left open: homologous series, polymers, hydrates of unknown water."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import R_GROUP, Composition, element_symbols
from gaba_analogs.regex import regex

_VARIABLES = "nmxyz"
_COUNT = rf"(?:\((?P<inner>\d*[{_VARIABLES}](?:[+-]\d+)?)\)|(?P<bare>\d*[{_VARIABLES}](?:[+-]\d+)?(?![a-z])|\d+)?)"
_CLOSE = regex(rf"[)\]]{_COUNT}")
_LINEAR = regex(rf"(\d*)([{_VARIABLES}])?(?:([+-]\d+))?")
_PREFIX = regex(rf"([{_VARIABLES}]|\d+)\s*(?=[A-Z(\[])")
_POLYMER = regex(rf"[)\]][{_VARIABLES}](?![a-z])")
MAXIMUM_COUNT = 100_000
"""Repeats [-] beyond which no member of a series is looked for."""


@dataclass(frozen=True)
class FormulaSeries:
    """What all members of a series have, and what each step adds.

    Parameters
    ----------
    start
        Symbol to number of atoms [-] where the open count is zero; may be negative, as in CnH2n-6.
    step
        Symbol to number of atoms [-] that the open count is multiplied with.
    is_polymer
        True where a group in brackets is repeated: then end groups may be left out.
    """

    start: Mapping[str, int]
    step: Mapping[str, int]
    is_polymer: bool = False

    def includes(self, composition: Composition) -> bool:
        """Tell whether some count gives the atoms of a composition, its R groups aside.

        Examples
        --------
        >>> from gaba_analogs.notation.formula import read_formula
        >>> read_series("CnH2n+2O").includes(read_formula("C2H6O").readings[0])
        True
        """
        atoms = composition.fixed.elements
        for symbol, added in self.step.items():
            if added > 0:
                count, rest = divmod(atoms.get(symbol, 0) - self.start.get(symbol, 0), added)
                break
        else:
            return False
        if rest or not 0 <= count <= MAXIMUM_COUNT:
            return False
        symbols = ({*self.start, *self.step} | atoms.keys()) - {R_GROUP}
        return all(self.start.get(e, 0) + count * self.step.get(e, 0) == atoms.get(e, 0) for e in symbols)


def read_series(text: str) -> FormulaSeries | None:
    """Read a formula with one open count; None for any other text.

    Examples
    --------
    >>> read_series("(C5H8)n").step == {"C": 5, "H": 8}, read_series("CuSO4·nH2O").step == {"H": 2, "O": 1}
    (True, True)
    >>> read_series("C5H8")
    """
    if len(set(re.findall(rf"(?<![A-Z])[{_VARIABLES}]|(?<=C)n(?=H|[A-Z(]|$)", text))) != 1:
        return None
    start: dict[str, int] = {}
    step: dict[str, int] = {}
    for component in re.split(r"\s*[·.*]\s*", text):
        prefix = _PREFIX.match(component)
        each, fixed = _linear(prefix[1]) if prefix else (0, 1)
        atoms = _atoms(component[prefix.end() :] if prefix else component)
        if atoms is None:
            return None
        for symbol, (repeated, once) in atoms.items():
            if each and repeated:
                return None
            step[symbol] = step.get(symbol, 0) + repeated * fixed + once * each
            start[symbol] = start.get(symbol, 0) + once * fixed
    step = {symbol: count for symbol, count in step.items() if count}
    start = {symbol: count for symbol, count in start.items() if count}
    return FormulaSeries(start, step, _POLYMER.search(text) is not None) if step else None


def _linear(text: str | None) -> tuple[int, int]:
    """Read a count as (a, b) of a·n + b."""
    match = _LINEAR.fullmatch(text or "1")
    if match is None:
        return 0, 1
    offset = int(match[3] or 0)
    size = int(match[1] or 1)
    return (size, offset) if match[2] else (0, size + offset)


def _atoms(text: str) -> dict[str, tuple[int, int]] | None:
    """Give the (a, b) of every symbol; None where the text is no such formula."""
    symbols = element_symbols() | {R_GROUP}
    stack: list[dict[str, tuple[int, int]]] = [{}]
    position = 0
    while position < len(text):
        if text[position] in "([":
            stack.append({})
            position += 1
            continue
        closing = _CLOSE.match(text, position) if text[position] in ")]" else None
        match = closing or _token(text, position, symbols)
        if match is None or (closing and len(stack) == 1):
            return None
        each, fixed = _linear(match["inner"] or match["bare"])
        found = stack.pop() if closing else {match["element"]: (0, 1)}
        for symbol, (repeated, once) in found.items():
            if repeated and each:
                return None
            a, b = stack[-1].get(symbol, (0, 0))
            stack[-1][symbol] = (a + repeated * fixed + once * each, b + once * fixed)
        position = match.end()
    return stack[0] if len(stack) == 1 and stack[0] else None


def _token(text: str, position: int, symbols: frozenset[str]) -> re.Match[str] | None:
    """Match a symbol and its count; a small letter that can be a count is one: Cn is a chain of carbons."""
    for size in (1, 2):
        symbol = text[position : position + size]
        match = re.compile(f"(?P<element>{symbol}){_COUNT}").match(text, position) if symbol in symbols else None
        if match is not None and not text[match.end() : match.end() + 1].islower():
            return match
    return None
