"""Names of compounds as labels: any length, any script, no markup."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font

MOST = 30
"""Longest label [-], in characters of the width of a letter; an East Asian character counts as two."""

_INCH = 0.075
_USUAL = 12
_BEYOND_LATIN = "\u0250"
_BOX = "\N{WHITE SQUARE}"


def short_names(names: Sequence[str], most: int = MOST) -> list[str]:
    """Return labels for compounds, distinct and short enough: what is left out is in the middle.

    Examples
    --------
    >>> short_names(["GABA", "4-amino-3-(4-chlorophenyl)butanoic acid, batch 17"])
    ['GABA', '4-amino-3-(4-chloro…, batch 17']
    """
    seen: Counter[str] = Counter()
    labels = []
    for name in names:
        label = short(name, most)
        seen[label] += 1
        labels.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return labels


def short(name: str, most: int = MOST) -> str:
    """Return a name on one line that is not longer than `most`; matplotlib hides labels that begin with ``_``."""
    line = _drawable(name)
    if width(line) > most:
        end = _fitting(line[::-1], most // 3)[::-1]
        line = f"{_fitting(line, most - 1 - width(end))}…{end}"
    return f"\N{HAIR SPACE}{line}" if line.startswith("_") else line


def two_lines(name: str, most: int) -> str:
    """Return a name on at most two lines of the given length."""
    line = _drawable(name)
    if width(line) <= most:
        return short(line, most)
    first = _fitting(line, most)
    end = max(first.rfind(mark) + 1 for mark in " -)")
    first = first[:end] if end > most // 3 else first
    return f"{short(first, most)}\n{short(line[len(first) :].lstrip(), most)}"


def _drawable(name: str) -> str:
    """Return a name on one line, with a box for each character that no font in use has."""
    fonts = tuple(mpl.rcParams["font.family"])
    return "".join(c if c < _BEYOND_LATIN or _has(fonts, c) else _BOX for c in " ".join(name.split()))


@cache
def _has(fonts: tuple[str, ...], character: str) -> bool:
    return any(font.get_char_index(ord(character)) for font in map(_font, fonts))


@cache
def _font(name: str) -> FT2Font:
    return get_font(findfont(FontProperties(family=[name])))


def width(text: str) -> int:
    """Return the width of a text [-], in characters of the width of a letter."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" or c == _BOX else 1 for c in text)


def inches(labels: Sequence[str]) -> float:
    """Return the room that labels take beyond that of usual names [inch]."""
    return _INCH * max(0, max(map(width, labels), default=0) - _USUAL)


def _fitting(text: str, most: int) -> str:
    """Return the longest beginning of a text that is not longer than `most`."""
    used = 0
    for number, character in enumerate(text):
        used += width(character)
        if used > most:
            return text[:number]
    return text
