"""Registry numbers: their form, their check digits, and what spreadsheets make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import count
from operator import mul

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import hard_hyphens
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.regex import regex

_CAS = regex(r"([0-9]{2,7})-([0-9]{2})-([0-9])")
_CAS_LOOSE = regex(
    r"(?:CAS[\s_-]?(?:RN|registry)?[\s_-]?(?:no|nr|number)?\.?\s?[:#-]?\s*)?"
    r"([0-9]{1,12})\s*-\s*([0-9]{1,2})\s*-\s*([0-9])",
    re.IGNORECASE,
)
_NEXT_CAS = regex(r"\s*(?:[;,|]|\s/\s|/(?=\d{2,7}-\d{2}-\d)|<br\s*/?>|\s{2,}|\n)\s*|(?<=-\d)\s+(?=\d{2,7}-\d{2}-\d)")
MEANT_AS_CAS = regex(r"(?<![\w.-])[0-9]{2,12}-[0-9]{1,6}-[0-9]{1,4}(?![\w-])")
"""Three numbers with hyphens between them, which stand for a CAS number behind another one."""
_SHORT_YEAR = 2
_CENTURIES = (19, 100)
"""First century of the years that spreadsheets know, and the one after the last; a short year may be cut from any."""
_DATES = (
    regex(r"(?P<y>\d{3,4})[-/.](?P<m>\d{2})[-/.](?P<d>\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?"),
    regex(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{2,4})"),
    regex(r"(?P<d>\d{1,2})(?P<dot>\.)(?P<m>\d{1,2})\.(?P<y>\d{2,4})"),
    regex(r"(?P<d>\d{1,2})-(?P<mon>[A-Za-z]{3})-(?P<y>\d{2,4})"),
)


@dataclass(frozen=True)
class CasNumber:
    """A CAS Registry Number as read.

    Parameters
    ----------
    text
        The number as typed.
    value
        The repaired number; None when it has not the form of one.
    notes
        Repairs made.
    date
        True when it looks like a date.
    candidates
        CAS numbers with a right check digit that the date may have been.
    others
        Further values of the cell, each as read.
    """

    text: str
    value: str | None = None
    notes: tuple[Repair, ...] = ()
    date: bool = False
    candidates: tuple[str, ...] = ()
    others: tuple[CasNumber, ...] = ()

    @property
    def all(self) -> tuple[CasNumber, ...]:
        """Every value of the cell."""
        return (self, *self.others)


def cas_check_digit(body: str) -> int:
    """Give the check digit of a CAS number's other digits: weights 1, 2, 3, ... from the right, modulo 10.

    Source: CAS, "Check Digit Verification of CAS Registry Numbers".

    Examples
    --------
    >>> cas_check_digit("113447")  # baclofen, 1134-47-0
    0
    """
    total: int = sum(map(mul, map(int, reversed(body)), count(1)))
    return total % 10


@lru_cache(maxsize=1024)
def is_cas_number(text: str) -> bool:
    """Tell whether a text is, as it stands, a CAS number whose check digit is right.

    Examples
    --------
    >>> is_cas_number("1134-47-0"), is_cas_number("1134-47-1"), is_cas_number("CAS 1134-47-0")
    (True, False, False)
    """
    plain = not text.startswith("0") and _CAS.fullmatch(text)
    return bool(plain) and cas_check_digit(text[:-2].replace("-", "")) == int(text[-1])


@lru_cache(maxsize=1024)
def read_cas(text: str) -> CasNumber:
    """Read a CAS number with the usual damage.

    Examples
    --------
    >>> read_cas("CAS 1134-47-0").value
    '1134-47-0'
    >>> read_cas("3/4/4342").candidates  # dacarbazine, after a spreadsheet
    ('4342-03-4',)
    >>> [each.value for each in read_cas("1134-47-0; 28311-31-1").all]  # baclofen and its hydrochloride
    ['1134-47-0', '28311-31-1']
    """
    if not text.startswith("0") and _CAS.fullmatch(text):
        return CasNumber(text, text)
    first = _first_cas(text)
    others = tuple(_further_cas(text)) if first.value else ()
    return replace(first, others=others) if others else first


def _further_cas(text: str) -> Iterator[CasNumber]:
    """Read what stands for a CAS number behind the first one of a cell; words, EC numbers and dates of notes do not."""
    first, *others = _NEXT_CAS.split(plain_digits(clean(hard_hyphens(text))[0]))
    yield from map(read_cas, filter(may_be_cas, MEANT_AS_CAS.findall(first)[1:]))
    for part in others:
        if any(_is_date(pattern, part) for pattern in _DATES):
            yield read_cas(part)
        else:
            yield from map(read_cas, filter(may_be_cas, MEANT_AS_CAS.findall(part)))


def may_be_cas(text: str) -> bool:
    """Tell whether three numbers with hyphens between them are neither a date nor an EC number.

    Examples
    --------
    >>> may_be_cas("69308-37-8"), may_be_cas("69308-370-8"), may_be_cas("2009-10-12"), may_be_cas("214-486-9")
    (True, True, False, False)
    """
    return _CAS.fullmatch(text) is not None or not (_is_date(_DATES[0], text) or is_ec_number(text))


def _is_date(pattern: re.Pattern[str], text: str) -> bool:
    match = pattern.fullmatch(text)
    return match is not None and _CAS.fullmatch(text) is None and _is_calendar_date(match)


def is_ec_number(text: str) -> bool:
    """Tell whether a text is an EC number whose check digit is right: weights 1 to 6 from the left, modulo 11.

    Examples
    --------
    >>> is_ec_number("200-258-6"), is_ec_number("200-258-7")  # GABA
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{3}-[0-9]{3}-[0-9]", text):
        return False
    digits = [int(digit) for digit in text if digit != "-"]
    return sum(weight * digit for weight, digit in enumerate(digits[:6], start=1)) % 11 == digits[6]


def _first_cas(text: str) -> CasNumber:
    """Read the first CAS number of a cell."""
    value, notes = clean(hard_hyphens(text))
    plain = plain_digits(value)
    if plain != value:
        notes.append(Repair.TYPOGRAPHY)
    for pattern in _DATES:
        match = pattern.fullmatch(plain)
        if match and _is_date(pattern, plain):
            return CasNumber(text, notes=tuple(notes), date=True, candidates=_from_date(match))
    alone = re.sub(r"(?<=[0-9])\s*[\[(][^\[\]()]*[\])]\s*$", "", plain)
    if alone != plain:
        notes.append(Repair.REMARK)
    unwrapped = alone.strip(".()[] ")
    if unwrapped != alone:
        notes.append(Repair.SURROUNDING_PUNCTUATION)
    first = _NEXT_CAS.split(unwrapped, maxsplit=1)[0]
    if first.endswith((")", "]")):
        first = re.split(r"[\[(]", first, maxsplit=1)[0].rstrip()
    match = _CAS.fullmatch(first)
    if match is None:
        loose = _CAS_LOOSE.fullmatch(first)
        bare = re.fullmatch(r"([0-9]{2,7})([0-9]{2})([0-9])", first)
        if loose and 2 <= len(loose[1].lstrip("0")) <= 7 and len(loose[2]) == 2:
            notes += _loose_repairs(loose)
            return CasNumber(text, f"{loose[1].lstrip('0')}-{loose[2]}-{loose[3]}", tuple(notes))
        if bare and cas_check_digit(bare[1] + bare[2]) == int(bare[3]):
            notes.append(Repair.HYPHENS_MISSING)
            return CasNumber(text, f"{bare[1]}-{bare[2]}-{bare[3]}", tuple(notes))
        return CasNumber(text, notes=tuple(notes))
    if match[1].startswith("0") and len(match[1].lstrip("0")) >= 2:
        notes.append(Repair.LEADING_ZEROS)
        return CasNumber(text, f"{match[1].lstrip('0')}-{match[2]}-{match[3]}", tuple(notes))
    return CasNumber(text, first, tuple(notes))


def _loose_repairs(loose: re.Match[str]) -> Iterator[Repair]:
    """Give what a loosely written CAS number has that a plain one has not."""
    if loose.start(1):
        yield Repair.CAS_PREFIX
    if loose[1].startswith("0"):
        yield Repair.LEADING_ZEROS
    if any(map(str.isspace, loose.string[loose.start(1) :])):
        yield Repair.WHITE_SPACE


def _is_calendar_date(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    if parts.get("mon"):
        return int(parts["d"]) <= 31
    small, large = sorted((int(parts["m"]), int(parts["d"])))
    return 1 <= small <= 12 and large <= 31


def _from_date(match: re.Match[str]) -> tuple[str, ...]:
    """Give the CAS numbers that a spreadsheet may have turned into this date."""
    parts = match.groupdict()
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    if parts.get("mon"):
        if parts["mon"].lower() not in months:
            return ()
        month = months.index(parts["mon"].lower()) + 1
    else:
        month = int(parts["m"])
    day = int(parts["d"])
    years = {parts["y"].lstrip("0"), parts["y"]}
    if len(parts["y"]) == _SHORT_YEAR:
        years |= {f"{century}{parts['y']}" for century in range(*_CENTURIES)}
    if 1900 <= int(parts["y"]) < 2100:
        if parts.get("dot"):
            return ()  # written by people: a date is meant
        years.add(parts["y"][2:].lstrip("0"))
    out = []
    for first, second in ((month, day), (day, month)):
        for year in sorted(years):
            body = f"{year}{first:02d}"
            if second < 10 and 2 <= len(year) <= 7 and cas_check_digit(body) == second:
                out.append(f"{year}-{first:02d}-{second}")
    return tuple(sorted(dict.fromkeys(out), key=len))


def read_code(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Read a UNII or an EC number: capital letters, plain digits and hyphens.

    Examples
    --------
    >>> read_code("200\u2013258\u20136")[0], read_code("h789n3fke8")[0]
    ('200-258-6', 'H789N3FKE8')
    """
    value, notes = clean(hard_hyphens(text))
    plain = plain_digits(value)
    if plain != value:
        notes.append(Repair.TYPOGRAPHY)
    code = plain.upper()
    if code != plain:
        notes.append(Repair.LOWER_CASE)
    return code, tuple(notes)


def unii_check_character(first_nine: str) -> str:
    """Give the last character of a UNII: the sum of the base-36 values of the others, modulo 36.

    Examples
    --------
    >>> unii_check_character("H789N3FKE")  # baclofen, H789N3FKE8
    '8'
    """
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[sum(int(c, 36) for c in first_nine) % 36]


def with_unii_character(unii: str) -> str:
    """Give a UNII of ten characters with the last one that the others take.

    Examples
    --------
    >>> with_unii_character("H789N3FKE9")  # baclofen, mistyped
    'H789N3FKE8'
    """
    return unii[:9] + unii_check_character(unii[:9])


def dsstox_check_digit(number: str) -> int:
    """Give the check digit of an identifier of DSSTox: weights 1, 2, 3, ... from the left of its number, modulo 10.

    An identifier is DTXSID or DTXCID, the check digit, a zero, and the number.

    Source: the registry of DSSTox, `chemreg_checksum` (github.com/Chemical-Curation/chemcurator_django). It holds for
    all of 14,375 substances of ToxCast and of the OECD's list of PFAS.

    Examples
    --------
    >>> dsstox_check_digit("22641")  # baclofen, DTXSID5022641
    5
    """
    return sum(weight * int(digit) for weight, digit in enumerate(number, start=1)) % 10


def with_dsstox_digit(identifier: str) -> str:
    """Give a DTXSID or DTXCID with the check digit that its number takes.

    Examples
    --------
    >>> with_dsstox_digit("DTXSID7022641")  # baclofen, mistyped
    'DTXSID5022641'
    """
    number = identifier[8:]
    return f"{identifier[:6]}{dsstox_check_digit(number)}0{number}"
