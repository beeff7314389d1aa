"""Whether two names are spellings of one, synonyms by their own account, or clearly different."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import combinations

from gaba_analogs.cross_record.places import PLACES
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.record import Place

Stereo = tuple[tuple[str, ...], ...]
"""Stereodescriptors in a name, by kind."""

MANY_NAMES = 50
"""Clearly different names [-] of one structure after which no further one is looked at."""
MANY_SPELLINGS = 200
"""Spellings [-] of the names of one structure after which no further one is looked at."""
FINGERPRINT = 8
"""Size [bytes] of what is kept of a name that is compared and never shown."""

_PUNCTUATION = re.compile(r"[\W_]+")
_SPACING = re.compile(r"(?<![\d(])[\s-]++|(?<=\d)[\s-]++(?!\d)|(?<=\()[\s-]++(?!\))")
_STEREO_WORDS = re.compile(r"\([+\-±]\)|(?<![^\W_])(?:rac|dl|cis|trans|[rsezdl])(?![^\W_])")
_KINDS = ({"(+)", "(-)", "(±)"}, {"r", "s", "rac"}, {"d", "l", "dl"}, {"e", "z"}, {"cis", "trans"})
_FLAT: Stereo = ((),) * len(_KINDS)
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ω": "omega"}
_WRITTEN = str.maketrans(_GREEK)


def plain(name: str) -> str:
    """Reduce a name to its letters and digits, so that spelling habits do not count.

    Examples
    --------
    >>> plain("γ-Aminobutyric acid") == plain("gamma aminobutyric acid")
    True
    """
    return _PUNCTUATION.sub("", _written(name))


def fingerprint(name: str) -> bytes:
    """Give bytes that are the same in every process, for names that `plain` makes equal."""
    return _digest(plain(name))


def spelling(name: str) -> bytes:
    """Give bytes that are the same for names that differ in case, and in white space and hyphens beside letters, only.

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
    return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=FINGERPRINT).digest()


def stereo(name: str) -> Stereo:
    """Give the stereodescriptors of a name by kind: sign, R and S, D and L, E and Z, cis and trans.

    Examples
    --------
    >>> stereo("D-(+)-glucose")
    (('(+)',), (), ('d',), (), ())
    """
    words = _STEREO_WORDS.findall(_written(name))
    return tuple(tuple(sorted(word for word in words if word in kind)) for kind in _KINDS) if words else _FLAT


def opposed(one: Stereo, other: Stereo) -> bool:
    """Tell whether two names state the same kind of stereochemistry, and not the same one.

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
    """One spelling of a name of a structure, and the records in which it stands."""

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
        """Tell whether two names are spellings of each other, or synonyms that a record states."""
        if self.mark in other.aliases or other.mark in self.aliases:
            return True
        if opposed(self.stereo, other.stereo):
            return False
        if self._numbers and other._numbers and self._numbers != other._numbers:
            return False
        matcher = SequenceMatcher(None, self._plain, other._plain, autojunk=False)
        return matcher.real_quick_ratio() >= 0.8 and matcher.quick_ratio() >= 0.8 and matcher.ratio() >= 0.8


@dataclass(frozen=True)
class NameGroup:
    """The records of one structure whose names are one name, or none.

    Parameters
    ----------
    name
        As the first record states it; None when no record states one.
    first
        Number [-] of the first record.
    places
        Where the first few records stand.
    count
        Number of records [-].
    identical
        True when all of them state the same, word for word.
    """

    name: str | None
    first: int
    places: tuple[Place, ...]
    count: int
    identical: bool


class NamesOfOneStructure:
    """Groups the records of one structure by their names, in memory that does not grow with their number."""

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
        # What `plain` removes may be all that tells two enantiomers apart: (+) and (-).
        known = mark, descriptors
        spelling = self._spellings.get(known)
        if spelling is None:
            if len(self._spellings) >= MANY_SPELLINGS:
                return
            spelling = self._spellings[known] = Spelling(name, mark, descriptors)
        spelling.add(number, place, aliases, content)

    def groups(self) -> tuple[list[NameGroup], bool]:
        """Give the groups, and whether two of them state different stereoisomers; these stand first.

        Otherwise they come in the order of their first records; the nameless go with the first.
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
