"""What a chirality statement says: racemate, one enantiomer, meso or achiral."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.regex import regex

_RACEMATE = regex(
    r"(?<!non-)(?<!non )(?<!non)(?<!not )(?<!not a )(?<!not the )"
    r"ra[cz][eé]m(?:ic|isch\w{0,2}|ique|ico|at|ate|ates|ato|o)\b"
    r"|\brac\b|\(\s*RS\s*\)|\bRS\b|\(?±\)?|(?<!\w)\+\s*/\s*-(?!\w)"
    r"|\(\s*\+\s*+(?:/\s*+)?-\s*\)|\bDL\b|\bequimolar\b|\b(?:1:1|50:50)\b"
    r"|\b(?:both|two|pair of|mixture of(?: both| the| two)?) (?:[RS] (?:and|&) [RS][ -])?"
    r"(?:enantiomers|mirror images)\b"
    r"|(?<![\w,])\(?[RS]\)?-?(?:\s*/\s*| (?:and|&|\+) )\(?[RS]\)?(?![\w,])",
    re.IGNORECASE,
)
_ACHIRAL = regex(r"(?<!not )\bachiral\b|\bnot chiral\b|\bnon-?chiral\b|\bno (?:stereocent|chiral)", re.IGNORECASE)
_MESO = regex(r"\bmeso\b", re.IGNORECASE)
_LABEL = regex(r"(?<![A-Za-z])\(?([RS])\)?(?=\s*[-(]|\s+(?:enantiomer|isomer|form|config)|\)|\s*$|,)")
_SINGLE = regex(
    r"\bsingle\b|\bpure\b|\benantio(?:pure|mer)\b|\bhomochiral\b|\benantiomer\b|\bstereoisomer\b",
    re.IGNORECASE,
)
_LETTER = regex(r"(?<![A-Za-z])([RS])(?![A-Za-z])")
_UNDECIDED = regex(
    r"\b(?:or|oder|unknown|unspecified|undefined|undetermined|unassigned|not determined|rel|relative)\b|\?",
    re.IGNORECASE,
)
_MIXTURE = regex(r"\bmixture\b", re.IGNORECASE)
_DENIED = regex(r"\bnot (?:an? |the )?(?:achiral|single|pure|enantio)", re.IGNORECASE)


@dataclass(frozen=True)
class Chirality:
    """A chirality statement as read.

    Parameters
    ----------
    text
        The statement as typed.
    kind
        ``racemate``, ``achiral``, ``meso``, ``enantiomer`` or None where the words are not known.
    label
        R or S of a stated enantiomer; None where the statement names none.
    """

    text: str
    kind: str | None
    label: str | None = None


@lru_cache(maxsize=4096)
def read_chirality(text: str) -> Chirality:
    """Read a chirality statement.

    Examples
    --------
    >>> read_chirality("Racemic mixture").kind
    'racemate'
    >>> read_chirality("S-enantiomer")
    Chirality(text='S-enantiomer', kind='enantiomer', label='S')
    """
    value = plain_digits(clean(text)[0].replace("'", ""))
    if _UNDECIDED.search(value):
        return Chirality(text, None)
    if _ACHIRAL.search(value):
        return Chirality(text, "achiral")
    if _MESO.search(value):
        return Chirality(text, "meso")
    letters = set(_LETTER.findall(value))
    if _DENIED.search(value):
        return Chirality(text, None)
    if _RACEMATE.search(value):
        return Chirality(text, None if len(letters) == 1 else "racemate")
    if len(letters) > 1 or _MIXTURE.search(value):
        return Chirality(text, None)
    labels = set(_LABEL.findall(value))
    if labels:
        return Chirality(text, "enantiomer", labels.pop())
    return Chirality(text, "enantiomer" if _SINGLE.search(value) else None)
