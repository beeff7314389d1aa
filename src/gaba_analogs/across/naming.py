"""Whether two names are spellings of the same name, stated synonyms, or clearly different."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from itertools import combinations

from gaba_analogs.across.places import PLACES
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.record import Place
from gaba_analogs.regex import regex

Stereo = tuple[tuple[str, ...], ...]
"""Stereodescriptors in a name, by kind."""

MANY_NAMES = 50
"""Most different names [-] of one structure that are compared."""
MANY_SPELLINGS = 200
"""Most spellings [-] of the names of one structure that are compared."""
FINGERPRINT = 8
"""Size [bytes] of the fingerprint of a name."""

_PUNCTUATION = regex(r"[\W_]+")
_SPACING = regex(r"(?<![\d(])[\s-]++|(?<=\d)[\s-]++(?!\d)|(?<=\()[\s-]++(?!\))")
_STEREO_WORDS = regex(r"\([+\-±]\)|(?<![^\W_])(?:rac|dl|cis|trans|[rsezdl])(?![^\W_])")
_KINDS = ({"(+)", "(-)", "(±)"}, {"r", "s", "rac"}, {"d", "l", "dl"}, {"e", "z"}, {"cis", "trans"})
_FLAT: Stereo = ((),) * len(_KINDS)
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ω": "omega"}
_WRITTEN = str.maketrans(_GREEK)


def plain(name: str) -> str:
    """Reduce a name to letters and digits, so that its spelling does not matter.

    Examples
    --------
    >>> plain("γ-Aminobutyric acid") == plain("gamma aminobutyric acid")
    True
    """
    return _PUNCTUATION.sub("", _written(name))


def fingerprint(name: str) -> bytes:
    """Return the same bytes, in every process, for names that `plain` makes equal."""
    return _digest(plain(name))


def spelling(name: str) -> bytes:
    """Return the same bytes for names that differ only in case, and in white space and hyphens beside letters.

    Examples
    --------
    >>> spelling("(+)-Tartaric acid") == spelling("(+)-tartaric acid")
    True
    >>> spelling("(+)-tartaric acid") == spelling("(−)-tartaric acid")
    False
    >>> spelling("sample 1-11") == spelling("sample 11-1")
    False
    """
    return _digest(_SPACING.sub("", _written(name)))


def _digest(text: str) -> bytes:
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, only where records are compared with each other

    return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=FINGERPRINT).digest()


def stereo(name: str) -> Stereo:
    """Return the stereodescriptors of a name by kind: sign, R and S, D and L, E and Z, cis and trans.

    Examples
    --------
    >>> stereo("D-(+)-glucose")
    (('(+)',), (), ('d',), (), ())
    """
    words = _STEREO_WORDS.findall(_written(name))
    return tuple(tuple(sorted(word for word in words if word in kind)) for kind in _KINDS) if words else _FLAT


def opposed(one: Stereo, other: Stereo) -> bool:
    """Whether two names state the same kind of stereodescriptor, with different values.

    Examples
    --------
    >>> opposed(stereo("(R)-baclofen"), stereo("(S)-baclofen")), opposed(stereo("(R)-baclofen"), stereo("baclofen"))
    (True, False)
    >>> opposed(stereo("D-(+)-glucose"), stereo("D-glucose"))
    False
    """
    return any(first and second and first != second for first, second in zip(one, other, strict=True))


def _written(name: str) -> str:
    if name.isascii():
        return plain_signs(name.lower())
    return unicodedata.normalize("NFKC", plain_signs(name)).casefold().translate(_WRITTEN)


@dataclass
class Spelling:
    """One spelling of a name of a structure, and the records that use it."""

    name: str
    mark: bytes = b""
    stereo: Stereo = _FLAT
    aliases: set[bytes] = field(default_factory=set)
    places: list[tuple[int, Place]] = field(default_factory=list)
    count: int = 0
    contents: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._plain = plain(self.name)[:200]
        self._numbers = re.findall(r"\d+", self._plain)

    def add(self, number: int, place: Place, aliases: bytes, content: bytes) -> None:
        """Add a record, in input order."""
        self.count += 1
        if len(self.places) < PLACES:
            self.places.append((number, place))
        if len(self.contents) < 2:
            self.contents.add(content)
        if len(self.aliases) < MANY_SPELLINGS:
            marks = (aliases[at : at + FINGERPRINT] for at in range(0, len(aliases), FINGERPRINT))
            self.aliases.update(marks)

    def same(self, other: Spelling) -> bool:
        """Whether two names are spellings of the same name, or synonyms stated in a record."""
        if self.mark in other.aliases or other.mark in self.aliases:
            return True
        if opposed(self.stereo, other.stereo):
            return False
        if self._numbers and other._numbers and self._numbers != other._numbers:
            return False
        from difflib import SequenceMatcher  # noqa: PLC0415 - only where two names differ

        matcher = SequenceMatcher(None, self._plain, other._plain, autojunk=False)
        return matcher.real_quick_ratio() >= 0.8 and matcher.quick_ratio() >= 0.8 and matcher.ratio() >= 0.8


@dataclass(frozen=True)
class NameGroup:
    """The records of one structure under the same name, or without a name.

    Parameters
    ----------
    name
        As stated in the first record; None if no record states one.
    first
        Number [-] of the first record.
    places
        Where the first few records are.
    count
        Number of records [-].
    identical
        True if all of them state the same, word for word.
    """

    name: str | None
    first: int
    places: tuple[Place, ...]
    count: int
    identical: bool


class NamesOfOneStructure:
    """Groups the records of one structure by name, in bounded memory."""

    def __init__(self) -> None:
        self._spellings: dict[tuple[bytes, Stereo], Spelling] = {}
        self._nameless = Spelling("")

    def add(self, number: int, place: Place, name: str | None, aliases: bytes, content: bytes) -> None:
        """Add a record, in input order."""
        if name is None:
            self._nameless.add(number, place, b"", content)
            return
        mark = fingerprint(name)
        descriptors = stereo(name)
        # `plain` removes the signs (+) and (-), which may be the only difference between two enantiomers.
        known = mark, descriptors
        spelling = self._spellings.get(known)
        if spelling is None:
            if len(self._spellings) >= MANY_SPELLINGS:
                return
            spelling = self._spellings[known] = Spelling(name, mark, descriptors)
        spelling.add(number, place, aliases, content)

    def groups(self) -> tuple[list[NameGroup], bool]:
        """Return the groups, and whether two of them name different stereoisomers; these two come first.

        Otherwise the groups are in the order of their first records; nameless records join the first.
        """
        joined: list[list[Spelling]] = []
        for spelling in self._spellings.values():
            near = [group for group in joined if any(spelling.same(other) for other in group)]
            if not near and len(joined) >= MANY_NAMES:
                continue
            rest = [group for group in joined if group not in near]
            joined = sorted([*rest, [s for group in near for s in group] + [spelling]], key=_first)
        pair = next(((a, b) for a, b in combinations(joined, 2) if _any_opposed(a, b)), None)
        if pair is not None:
            joined = [*pair, *(group for group in joined if group not in pair)]
        if self._nameless.count:
            joined = [[*joined[0], self._nameless], *joined[1:]] if joined else [[self._nameless]]
        return [_group(spellings) for spellings in joined], pair is not None


def _any_opposed(one: list[Spelling], other: list[Spelling]) -> bool:
    return any(opposed(first.stereo, second.stereo) for first in one for second in other)


def _first(spellings: list[Spelling]) -> int:
    return min(spelling.places[0][0] for spelling in spellings)


def _group(spellings: list[Spelling]) -> NameGroup:
    places = sorted(_all_places(spellings), key=lambda pair: pair[0])
    named = [spelling for spelling in spellings if spelling.name]
    return NameGroup(
        name=min(named, key=lambda spelling: spelling.places[0][0]).name if named else None,
        first=places[0][0],
        places=tuple(place for _, place in places[:PLACES]),
        count=sum(spelling.count for spelling in spellings),
        identical=len(set().union(*(spelling.contents for spelling in spellings))) == 1,
    )


def _all_places(spellings: list[Spelling]) -> Iterator[tuple[int, Place]]:
    for spelling in spellings:
        yield from spelling.places
