"""Where a text says what was measured of a compound: its accurate mass, its elemental analysis."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from gaba_analogs.notation.accurate_mass import read_accurate_mass
from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
from gaba_analogs.notation.measured import plain, role_at, roles_in
from gaba_analogs.regex import regex

LONGEST = 420
"""Characters [-] behind its first word that belong to a statement at most."""

_HRMS = regex(
    r"(?:\b[A-Z]{2,6}[-\s])?\bHR[-\s]?(?:\(?[A-Z+]{2,6}\)?[-\s]?){0,2}MS\b"
    r"|\bHigh[-\s]resolution\s(?:mass|MS|ESI)|\bAccurate\smass\b"
    r"|\b(?:MS|Mass\s[Ss]pectr\w*)\s*\([^)\n]{2,30}\)[^.;\n]{0,12}?(?=\s*(?:m/z\W{1,3})?[Cc]al)",
    re.IGNORECASE,
)
_ANALYSIS = regex(
    r"\bAnal(?:ys[ie]s)?\b\.?(?=[^.\n]{0,60}(?:[Cc]al|[Ff]ound|C\s*[,:]?\s*\d))"
    r"|\bElement(?:al|ar)[-\s]?[Aa]naly\w*|\bCHN\b(?=[^.\n]{0,30}[Cc]al)"
    r"|\(?\bFound:?\s+(?=C[,:\s]\s*\d\d?[.,]\d)|\bCalcd\.?\s(?:\(%\)\s)?for\sC\w{3,40}(?=[:,;]?\s*(?:\([\d.]+\))?[:,;]?\s*C\s*[,:]?\s*\d\d?[.,]\d)"
)
_ELSEWHERE = regex(
    r"\n[ \t]*\n|\b(?:1|13|19|31|11|29)[HCFPB][-\s{]|[¹²³⁹]+[HCFP]\b"
    r"|\bNMR\b|\b(?:FT-?)?IR\b|\bm\.?\s?p\.?\b|\[[αa]\]|\bR\s?f\b"
    r"|\bUV\b|\bHPLC\b|\bSFC\b|\bCCDC\b|\bTLC\b|\bYield\b|δ|\bνmax\b|\bee\b|\bSynthesis\b|\bPreparation\b|\bTo a\b",
)
_RATIO = regex(r"\d{2,5}[.,]\d{3,6}(?!\s*(?:ppm|mDa))")
_SHARE = regex(r"\b[A-Z][a-z]?\s*(?:\(?%\)?)?\s*[,:=]?\s*\(?\d{1,2}(?:[.,]\d{1,3}\s*%?|\s*%)\)?")
_TAIL = regex(r"\s*(?:\(?[\[(]\s?\d?M[^\])\n]{0,14}[\])]\s?\d?[+-]?\)?)?\s*\)?")


class Statement(NamedTuple):
    """A statement in a text.

    Parameters
    ----------
    field
        The field that it states.
    start, end
        Where it stands [-].
    text
        The statement on one line.
    """

    field: str
    start: int
    end: int
    text: str


def statements(text: str) -> Iterator[Statement]:
    """Find the statements of a text, in order.

    Examples
    --------
    >>> [found.field for found in statements("HRMS calcd for C4H10NO2 [M+H]+ 104.0706, found 104.0704. mp 202 °C")]
    ['hrms']
    """
    signs = _readable(text)
    found = [*_of(signs, text, "hrms", _HRMS), *_of(signs, text, "elemental_analysis", _ANALYSIS)]
    end = 0
    for statement in sorted(found, key=lambda one: one.start):
        if statement.start >= end:
            end = statement.end
            yield statement


def _readable(text: str) -> str:
    """Write signs plainly, where that leaves every character in its place."""
    written = plain(text)
    return written if len(written) == len(text) else text


def _of(signs: str, text: str, field: str, start: re.Pattern[str]) -> Iterator[Statement]:
    starts = [match.start() for match in start.finditer(signs)]
    others = sorted({*starts, *(match.start() for match in (_ANALYSIS if field == "hrms" else _HRMS).finditer(signs))})
    for at in starts:
        later = others[bisect_right(others, at + 8) : bisect_right(others, at + LONGEST)]
        limit = next((other for other in later if _begins(signs, at, other)), at + LONGEST)
        stop = _ELSEWHERE.search(signs, at + 4, min(at + LONGEST, limit))
        span = signs[at : stop.start() if stop else min(at + LONGEST, limit)]
        size = (_end_of_ratios if field == "hrms" else _end_of_shares)(span)
        if size:
            said = " ".join(text[at : at + size].split()).strip(" ;,.")
            if _says_something(field, said):
                yield Statement(field, at, at + size, said)


def _begins(signs: str, start: int, other: int) -> bool:
    """Tell whether another statement begins, rather than the second half of this one."""
    half = re.match(r"\(?(Found|Calcd)", signs[other : other + 8])
    if half is None:
        return True
    role = "found" if half[1] == "Found" else "calculated"
    return role in roles_in(signs[start:other])


def _end_of_ratios(span: str) -> int:
    """Give the length [-] of a statement on an accurate mass: up to the second number, else up to the first."""
    ends: dict[str, int] = {}
    for match in _RATIO.finditer(span):
        role = role_at(span, match.start())
        ends.setdefault(role or "found", match.end())
        if len(ends) == 2:
            break
    if not ends:
        return 0
    end = max(ends.values())
    tail = _TAIL.match(span, end)
    return tail.end() if tail is not None else end


def _end_of_shares(span: str) -> int:
    shares = list(_SHARE.finditer(span))
    return shares[-1].end() if len(shares) > 1 else 0


def _says_something(field: str, said: str) -> bool:
    """Tell whether a statement can be checked: a formula beside a number, or both rows of numbers."""
    if field == "hrms":
        hrms = read_accurate_mass(said)
        numbers = hrms.calculated is not None or hrms.found is not None
        return numbers and (hrms.formula is not None or hrms.ion is not None)
    analysis = read_elemental_analysis(said)
    return (
        analysis.formula is not None and bool(analysis.calculated or analysis.found) and len(roles_in(plain(said))) > 1
    )
