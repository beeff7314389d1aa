"""What a chirality statement says: racemate, one enantiomer, meso, achiral, or letters of several stereo elements."""

from __future__ import annotations

import re
from functools import lru_cache

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.stereodescriptors import NameStereo, stereo_claims
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
_ELEMENT = r"\d{0,3}[a-z]?'{0,2}(?:RS|SR|[RSEZ])"
_PLACED = r"C?\d{1,3}[a-z]?'{0,2}[-\s]?(?:\((?:RS|SR|[RSEZ])\)|(?:RS|SR|[RSEZ]))"
_EACH = regex(r"(\d{0,3}[a-z]?'{0,2})[-\s]?\(?(RS|SR|[RSEZ])")
_LETTERS = regex(
    rf"[(\[]?(?P<list>{_ELEMENT}(?:,\s?{_ELEMENT}){{1,40}}|\d{{0,3}}(?:[EZ]|\([EZ]\))"
    rf"|{_PLACED}(?:(?:\s?[,;]\s?|\s(?:and\s)?){_PLACED}){{1,40}})[)\]]?"
    r"(?:[\s-](?:(?:enantio|stereoiso|diastereo|iso)mer|form|configuration|config\.?))?",
)
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
        ``racemate``, ``achiral``, ``meso``, ``enantiomer``, ``letters`` or None where the words are not known.
    label
        R or S of a stated enantiomer; None where the statement names none.
    letters
        What a list of letters, or an E or Z, states; None for any other statement.
    """

    text: str
    kind: str | None
    label: str | None = None
    letters: NameStereo | None = None


@lru_cache(maxsize=4096)
def read_chirality(text: str) -> Chirality:
    """Read a chirality statement.

    Examples
    --------
    >>> read_chirality("Racemic mixture").kind
    'racemate'
    >>> read_chirality("S-enantiomer").label, read_chirality("(2R,3S)-form").letters.rs
    ('S', (('2', 'R'), ('3', 'S')))
    >>> read_chirality("2(R), 3(S)").letters.rs, read_chirality("2-R and 3-S").letters.rs
    ((('2', 'R'), ('3', 'S')), (('2', 'R'), ('3', 'S')))
    """
    value = plain_digits(clean(text)[0])
    if (listed := _LETTERS.fullmatch(value)) is not None:
        each = _EACH.findall(listed["list"])
        if len(dict(each)) < len(each) and all(locant for locant, _ in each):
            return Chirality(text, None)  # two letters at one centre: a racemate, or a slip
        letters = ",".join(f"{locant}{letter}" for locant, letter in each)
        return Chirality(text, "letters", letters=stereo_claims(f"({letters})-isomer"))
    value = value.replace("'", "")
    if _UNDECIDED.search(value):
        return Chirality(text, None)
    if _ACHIRAL.search(value):
        return Chirality(text, "achiral")
    if _MESO.search(value):
        return Chirality(text, "meso")
    found = set(_LETTER.findall(value))
    if _DENIED.search(value):
        return Chirality(text, None)
    if _RACEMATE.search(value):
        return Chirality(text, None if len(found) == 1 else "racemate")
    if len(found) > 1 or _MIXTURE.search(value):
        return Chirality(text, None)
    labels = set(_LABEL.findall(value))
    if labels:
        return Chirality(text, "enantiomer", labels.pop())
    return Chirality(text, "enantiomer" if _SINGLE.search(value) else None)
