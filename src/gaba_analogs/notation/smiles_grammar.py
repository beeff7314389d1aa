"""Where a SMILES departs from the grammar, and what is missing there."""

from __future__ import annotations

import re

from gaba_analogs.notation.composition import HYDROGEN_ISOTOPES, element_symbols
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.notation.smiles import is_reaction
from gaba_analogs.regex import regex

_BRACKET = regex(
    r"\[\d*(?P<symbol>[A-Z][a-z]?|[a-z][a-z]?|\*)"
    r"(?:@(?:@|(?:TH|AL|SP|TB|OH)\d{1,2})?)?(?:H\d*)?(?:\+{1,9}|-{1,9}|[+-]\d{1,2})?(?::\d+)?\]"
)
_SYMBOL = regex(r"[A-Z][a-z]?|[a-z]")
_ORGANIC = regex(r"Cl|Br|[BCNOPSFIbcnops*]")
_AROMATIC = frozenset({"b", "c", "n", "o", "p", "s", "as", "se", "te", "si"})
_RING = regex(r"\d|%(?P<two>\d\d)|%\((?P<any>\d{1,5})\)")
_BOND = regex(r"->|<-|[-=#$:/\\~]")


def syntax_message(smiles: str) -> str:
    """Say where a text that RDKit rejects departs from the grammar; characters are counted from 1.

    Examples
    --------
    >>> syntax_message("NCC1CC")
    'unclosed ring 1 opened at character 4'
    >>> syntax_message("NCC(C")
    'the branch opened at character 4 is not closed'
    """
    if is_reaction(smiles):
        return "it is a reaction, not a compound"
    if _is_formula(smiles):
        return "it is a molecular formula"
    return _Scan(smiles).fault() or "it does not follow the SMILES grammar"


def what_is_unbalanced(smiles: str) -> str | None:
    """Say which bracket, branch or ring has only one end, whatever stands in the square brackets; None where none has.

    Examples
    --------
    >>> what_is_unbalanced("[R1]C1CC"), what_is_unbalanced("[R1]CC")
    ('unclosed ring 1 opened at character 6', None)
    """
    anything = re.sub(r"\[[^\[\]]*\]", lambda m: f"[{'*' * (len(m[0]) > 2)}{' ' * (len(m[0]) - 3)}]", smiles)
    message = _Scan(anything).fault()
    return message if message and re.search("not closed|never opened|unclosed", message) else None


def _is_formula(text: str) -> bool:
    """Tell whether a text is a formula with each element once, some of which stand in no SMILES without brackets."""
    symbols = re.findall(r"[A-Z][a-z]?", text)
    once = len(symbols) == len(set(symbols)) and not all(map(_ORGANIC.fullmatch, symbols))
    return once and read_plain_formula(text) is not None


class _Scan:
    """One pass over the text, with what is open at each character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.atom = 0
        self.bond = 0
        self.branches: list[tuple[int, int]] = []
        self.rings: dict[str, tuple[int, int]] = {}

    def fault(self) -> str | None:
        """Give the first departure; None where there is none that this pass knows."""
        while self.position < len(self.text):
            wrong = self._step()
            if wrong is not None:
                return wrong
        return self._left_open()

    def _left_open(self) -> str | None:
        if self.bond:
            return f"the bond at character {self.bond} leads to no atom"
        if self.branches:
            return f"the branch opened at character {self.branches[-1][0]} is not closed"
        if self.rings:
            number, (place, _) = min(self.rings.items(), key=lambda ring: ring[1])
            return f"unclosed ring {number} opened at character {place}"
        return "the dot at the end is followed by nothing" if self.text.endswith(".") else None

    def _step(self) -> str | None:
        sign, place = self.text[self.position], self.position + 1
        if sign == "[":
            return self._bracket(place)
        if sign == "]":
            return f"the bracket closed at character {place} was never opened"
        if sign in "()":
            return self._branch(sign, place)
        if sign == ".":
            return self._dot(place)
        ring = _RING.match(self.text, self.position)
        if ring is not None:
            return self._ring(ring, place)
        if sign == "%":
            return f"the % at character {place} needs the two digits of a ring"
        bond = _BOND.match(self.text, self.position)
        if bond is not None:
            return self._bond(bond[0], place)
        atom = _ORGANIC.match(self.text, self.position)
        following = self.text[atom.end() : atom.end() + 1] if atom is not None else ""
        if atom is None or (following.islower() and _ORGANIC.match(following) is None):
            return self._no_atom(place)
        self._take_atom(atom[0])
        return None

    def _is_behind(self, sign: str) -> bool:
        return self.position > 0 and self.text[self.position - 1] == sign

    def _take_atom(self, text: str) -> None:
        self.atom, self.bond = self.position + 1, 0
        self.position += len(text)

    def _bracket(self, place: int) -> str | None:
        end = self.text.find("]", self.position)
        again = self.text.find("[", self.position + 1)
        if end < 0 or 0 <= again < end:
            return f"the bracket opened at character {place} is not closed"
        content = self.text[self.position : end + 1].replace(" ", "")
        symbol = _SYMBOL.search(content)
        found = _BRACKET.fullmatch(content)
        if found is None and symbol is None:
            return f"{content} at character {place} holds no atom"
        if found is None:
            return f"{content} at character {place} cannot be read as an atom"
        known = found["symbol"] == "*" or found["symbol"] in element_symbols() | HYDROGEN_ISOTOPES.keys() | _AROMATIC
        if not known:
            return f"{found['symbol']!r} at character {place + found.start('symbol')} is no element"
        self._take_atom(self.text[self.position : end + 1])
        return None

    def _branch(self, sign: str, place: int) -> str | None:
        if sign == "(":
            if not self.atom or self.bond:
                return f"the branch opened at character {place} follows no atom"
            self.branches.append((place, self.atom))
            self.atom = 0 if self.text[place : place + 1] in {"(", ")", ""} else self.atom
            if self.text[place : place + 1] == ")":
                return f"the branch opened at character {place} is empty"
        else:
            if self.bond:
                return f"the bond at character {self.bond} leads to no atom"
            if self._is_behind("."):
                return f"the dot at character {place - 1} is followed by nothing"
            if not self.branches:
                return f"the branch closed at character {place} was never opened"
            self.atom = self.branches.pop()[1]
        self.position += 1
        return None

    def _dot(self, place: int) -> str | None:
        if not self.atom or self.bond or self._is_behind("("):
            return f"the dot at character {place} follows no atom"
        self.atom = 0
        self.position += 1
        return None

    def _ring(self, match: re.Match[str], place: int) -> str | None:
        number = (match["two"] or match["any"] or match[0]).lstrip("0") or "0"
        if not self.atom or self._is_behind("("):
            return f"the ring number at character {place} follows no atom"
        opened = self.rings.pop(number, None)
        if opened is None:
            self.rings[number] = (place, self.atom)
        elif opened[1] == self.atom:
            return f"ring {number}, opened at character {opened[0]}, is closed at the same atom"
        self.bond = 0
        self.position = match.end()
        return None

    def _bond(self, bond: str, place: int) -> str | None:
        if self.bond:
            return f"the bond at character {self.bond} is followed by another"
        if not self.atom:
            return f"the bond at character {place} follows no atom"
        self.bond = place
        self.position += len(bond)
        return None

    def _no_atom(self, place: int) -> str:
        match = _SYMBOL.match(self.text, self.position)
        if match is None:
            return f"the character {self.text[self.position]!r} at {place} has no meaning in a SMILES"
        symbols = element_symbols()
        for symbol in (match[0], match[0][0]):
            if symbol in symbols:
                return f"{symbol!r} at character {place} needs square brackets"
        return f"{match[0]!r} at character {place} is no element"
