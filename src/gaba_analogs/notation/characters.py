"""Characters that look like hyphens, primes, signs or dots, or like nothing at all: the one table of them.

Copied text, spreadsheets and page layout put them where chemical notation has ASCII. Every reader takes
them from here, so that no field knows fewer than another.
"""

from __future__ import annotations

from gaba_analogs.regex import regex

EN_DASH = "\u2013"
MINUS = "\u2212"
PRIME = "\u2032"
MIDDLE_DOT = "\u00b7"
SOFT_HYPHEN = "\u00ad"

HYPHENS = (
    "\u2010\u2011\u2012\u2013\u2014\u2015"  # hyphen, non-breaking hyphen, figure, en and em dash, horizontal bar
    "\u2212\u207b\u208b\u02d7"  # minus sign, raised, lowered, as a modifier
    "\u2043\ufe31\ufe32\ufe58\ufe63\uff0d"  # bullet, dashes of vertical text, small and full-width forms
)
"""What stands for ``-``."""

PLUSES = "\u207a\u208a\ufe62\uff0b"
"""What stands for ``+``: raised, lowered, small, full-width."""

PRIMES = (
    "\u0060\u00b4\u2032\u2035"  # grave and acute accent, prime, reversed prime
    "\u2018\u2019\u201b\uff07"  # single quotation marks, full-width apostrophe
    "\u02b9\u02bc\u02c8\u02ca"  # modifier letters
)
"""What stands for ``'``, the prime of a locant."""

DOUBLE_PRIMES = "\u2033\u2036\u201c\u201d\u201f\u02ba"
"""What stands for ``''``."""

TRIPLE_PRIMES = "\u2034\u2037"
"""What stands for ``'''``."""

STARS = "\u2217\u204e\ufe61\uff0a"
"""What stands for ``*``."""

DOTS = "\u00b7\u22c5\u2219\u2022\u30fb\u2027\u02d9\u25cf\u25e6\u2e31\uff65"
"""What stands for the dot between the components of a formula and the factors of a unit."""

INVISIBLE = regex(
    f"[\u0000-\u0008\u000e-\u001f\u007f{SOFT_HYPHEN}"
    "\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
"""What shows nothing: control characters, zero-width spaces and joiners, marks of direction, soft hyphens."""

OBEYED = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys: control characters other than white space, and marks that turn the direction of writing."""

_ASCII = str.maketrans(
    {
        **dict.fromkeys(HYPHENS, "-"),
        **dict.fromkeys(PLUSES, "+"),
        **dict.fromkeys(PRIMES, "'"),
        **dict.fromkeys(DOUBLE_PRIMES, "''"),
        **dict.fromkeys(TRIPLE_PRIMES, "'''"),
        **dict.fromkeys(STARS, "*"),
    }
)
_MIDDLE_DOTS = str.maketrans(dict.fromkeys(DOTS, MIDDLE_DOT))


def plain_signs(text: str) -> str:
    r"""Write hyphens, dashes, minus and plus signs, primes, quotation marks and asterisks in ASCII.

    Examples
    --------
    >>> plain_signs("56\u201212\u20152"), plain_signs("(\u2212)-2\u2032-deoxy"), plain_signs("5\u2033")
    ('56-12-2', "(-)-2'-deoxy", "5''")
    """
    return text if text.isascii() and "`" not in text else text.translate(_ASCII)


def plain_dots(text: str) -> str:
    r"""Write every raised dot as the middle dot.

    Examples
    --------
    >>> plain_dots("CuSO4\u22c55H2O") == "CuSO4\u00b75H2O"
    True
    """
    return text if text.isascii() else text.translate(_MIDDLE_DOTS)


def hard_hyphens(text: str) -> str:
    r"""Write soft hyphens as hyphens where a text has no other; PDF readers give them for hyphens.

    For notation that needs hyphens, not for words: there a soft hyphen shows where a line may break.

    Examples
    --------
    >>> hard_hyphens("56\u00ad12\u00ad2"), hard_hyphens("56-\u00ad12-2")
    ('56-12-2', '56-\xad12-2')
    """
    if text.isascii() or SOFT_HYPHEN not in text or "-" in plain_signs(text):
        return text
    return text.replace(SOFT_HYPHEN, "-")


def without_invisible(text: str) -> str:
    r"""Remove the characters that show nothing.

    Examples
    --------
    >>> without_invisible("C4\u200bH9NO2\ufeff")
    'C4H9NO2'
    """
    return text if text.isascii() and text.isprintable() else INVISIBLE.sub("", text)
