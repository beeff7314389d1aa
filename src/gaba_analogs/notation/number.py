"""Masses and charges as people write them."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import plain_dots
from gaba_analogs.notation.ions import Ion, ion_in, without_ions
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.regex import regex

MAXIMUM_LENGTH = 200
_NUMBER = regex(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?(?:\d[\d,\s' ]*\d|\d)(?:[.,]\d+)?|[+-]?\.\d+")
_PLAIN = regex(r"\d+(?:\.(\d+))?")
_SCIENTIFIC = regex(r"\d(?:\.(\d{1,15}))?[eE]([+-]?\d{1,2})")
_GRAM_PER_MOLE = (
    r"(?:g(?:rams?|m|r)?|г)\s*(?:[/.*·]|per)?\s*(?:g?mole?|моль)(?:\s*(?:\^|<sup>)?\s*-?\s*1(?:</sup>)?)?"
    r"|g\s*mol|kg\s*/\s*kmol|lb\s*/\s*lb-?mol|克/摩[尔爾]|g"
)
_ATOMIC_MASS_UNIT = r"amu|atomic mass units?|uma|u|daltons?|da?|а\.?\s*е\.?\s*м\.?"
_UNIT = regex(
    rf"^\s*\[?(?:{_GRAM_PER_MOLE}|{_ATOMIC_MASS_UNIT})?\]?\.?"
    r"\s*(?:[(\[](?:average|avg\.?|mean|calc(?:d|ulated)?\.?|theoretical)[)\]])?\s*(?:\[\d+\])*[*†‡]*;?$",
    re.IGNORECASE,
)
_REMARK = regex(r"\s*[(\[]([^()\[\]]{1,60})[)\]]$")
_WORD = regex(r"[^\W\d_]+")
_OF_NO_OTHER_MASS = (
    "racemate racemic mixture enantiomer enantiomers stereoisomer stereoisomers isomer isomers r s rs d l dl "
    "zwitterion zwitterionic of the a by from in per at as to see source sources reported stated according "
    "given listed lit literature ref refs reference checked verified confirmed rounded computed determined label "
    "supplier vendor manufacturer catalogue catalog certificate analysis coa sds msds pubchem chemspider chebi chembl "
    "drugbank kegg hmdb wikipedia wikidata cas scifinder echa comptox merck index sigma aldrich fluka tci acros"
)
"""Words that say nothing of another form or mass: where a number is from, or which stereoisomer it is of."""
_UNCERTAINTY = regex(r"\s*(?:±|\+/?-)\s*(\d+(?:[.,]\d+)?)(?=\s|[^\W\d]|$)|(?<=\d)\((\d{1,3})\)")
_THOUSANDS = regex(r"^\s*k(?=g\s*[/.*·]?\s*mol|Da(?:ltons?)?\b)")
_LABEL = regex(
    r"^(?:(?:M\.?W\.?|Mr|F\.?W\.?|mol(?:ecular|ar)?\.? (?:weight|mass|wt\.?))\s*[:=]?|M\s*[:=]|=)\s*(?=[\d.+-])",
    re.IGNORECASE,
)
_QUOTED = regex(r"""(["'])(.*)\1""")
_RATIO = regex(r"^\s*m/z\s*[:=]?\s*", re.IGNORECASE)
_MEASURED = 5e-6
"""Share of a mass-to-charge ratio [-] by which a measured one may be off: published ones usually keep to it."""
_NO_CHARGE = frozenset({"neutral", "uncharged"})
_CHARGE = regex(r"([+-]*)\s*(\d{0,3})(?:\.0+)?\s*([+-]*)")


@dataclass(frozen=True)
class NumberText:
    """A number as written: its value and the rounding interval its digits stand for.

    Parameters
    ----------
    text
        The number as typed.
    readings
        (value, decimals) pairs; two where a comma may separate thousands or decimals, or beside an ion.
    notes
        Departures from a plain decimal number that were repaired.
    kind_open
        True for a mass of which it is not said whether it is an average or a monoisotopic one.
    beside
        What stands around a number and is not understood, so that the number is not read.
    """

    text: str
    readings: tuple[tuple[float, int], ...] = ()
    notes: tuple[Repair, ...] = ()
    kind_open: bool = False
    beside: str = ""

    @property
    def may_be_nominal(self) -> bool:
        """True for a whole number of open kind: a nominal mass, or an average one that was rounded."""
        return self.kind_open and bool(self.readings) and self.readings[0][1] < 1

    def fits(self, low: float, high: float) -> bool:
        """Tell whether the rounding interval of the digits meets the interval from `low` to `high`.

        Examples
        --------
        >>> read_mass("213.66").fits(213.655, 213.668)
        True
        """
        for value, decimals in self.readings:
            margin = 0.5 * 10**-decimals + 1e-9
            if low - margin <= value <= high + margin:
                return True
        return False

    def is_truncation_of(self, low: float, high: float) -> bool:
        """Tell whether the digits are those of a value from `low` to `high`, cut instead of rounded."""
        return any(decimals > 0 and low - 10**-decimals - 1e-9 < value <= high for value, decimals in self.readings)

    def has_swapped_digits_of(self, expected: float) -> bool:
        """Tell whether the number has two neighbouring digits of another one swapped, give or take its last digit.

        Examples
        --------
        >>> read_mass("231.66").has_swapped_digits_of(213.664)  # baclofen
        True
        """
        value, decimals = self.readings[0] if self.readings else (0.0, -1)
        digits = f"{value:.{decimals}f}" if decimals >= 0 else ""
        places = [place for place, character in enumerate(digits) if character.isdigit()]
        tolerated = 1.5 * 10**-decimals
        off = abs(float(digits or "0") - expected)
        room = tolerated + 1e-9 * (1 + abs(value))
        size = 10.0 ** (len(places) - decimals - 2)
        for one, other in pairwise(places):
            change = (int(digits[other]) - int(digits[one])) * 9 * size
            size /= 10
            if not change or abs(off - abs(change)) > room:
                continue
            between = digits[one + 1 : other]
            swapped = f"{digits[:one]}{digits[other]}{between}{digits[one]}{digits[other + 1 :]}"
            if abs(float(swapped) - expected) <= tolerated:
                return True
        return False


@lru_cache(maxsize=1024)
def read_mass(text: str) -> NumberText:
    """Read a mass with or without its unit.

    Examples
    --------
    >>> read_mass("144.21 g/mol").readings
    ((144.21, 2),)
    >>> read_mass("1,154.75").readings
    ((1154.75, 2),)
    >>> read_mass("213.66 ± 0.01").readings, read_mass("18.3 kDa").readings
    (((213.66, 1),), ((18300.0, -2),))
    >>> read_mass("214.0629 [M+H]+").readings  # baclofen
    ((213.0556, 2), (214.0629, 4))
    >>> read_mass("213.66 (racemate)").readings, read_mass("213.66 (free base)").readings
    (((213.66, 2),), ())
    >>> read_mass("ca. 213.66").readings, read_mass("ca. 213.66").beside
    ((), 'ca.')
    >>> read_mass("40.06000000000001").readings, read_mass("8.1e+02").readings
    (((40.06, 2),), ((810.0, -1),))
    """
    plain = _PLAIN.fullmatch(text) if text.isascii() and len(text) <= MAXIMUM_LENGTH else None
    if plain is not None:
        return NumberText(text, (_reading(text),))
    scientific = _SCIENTIFIC.fullmatch(text.strip()) if len(text) <= MAXIMUM_LENGTH else None
    if scientific is not None:
        return NumberText(text, ((float(text), len(scientific[1] or "") - int(scientific[2])),))
    value, notes = clean(text)
    if quoted := _QUOTED.fullmatch(value):
        notes.append(Repair.SURROUNDING_PUNCTUATION)
        value = quoted[2]
    labelled = plain_digits(plain_dots(value))
    value = _LABEL.sub("", labelled, count=1)
    if value != labelled:
        notes.append(Repair.LABEL)
    ion = ion_in(value) if "M" in value and len(value) <= MAXIMUM_LENGTH else None
    if ion is not None:
        return _read_ratio(text, _RATIO.sub("", without_ions(value)).strip(), ion)
    match = _NUMBER.search(value) if len(value) <= MAXIMUM_LENGTH else None
    if match is None:
        return NumberText(text, notes=tuple(notes))
    if before := value[: match.start()].strip():
        return NumberText(text, notes=tuple(notes), beside=before)
    rest, uncertain = value[match.end() :], _UNCERTAINTY.match(value, match.end())
    if uncertain is not None:
        rest = value[uncertain.end() :]
    thousands = 3 if _THOUSANDS.match(rest) else 0
    rest = _THOUSANDS.sub("", rest)
    if (remark := _REMARK.search(rest)) and _names_no_other_mass(remark[1]):
        notes.append(Repair.REMARK)
        rest = rest[: remark.start()]
    if not _UNIT.match(rest):
        return NumberText(text, notes=tuple(notes), beside=rest.strip())
    if rest.strip():
        notes.append(Repair.UNIT)
    digits = re.sub(r"[\s' ]", "", match.group())
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "")
    readings = [digits]
    if "," in digits:
        grouped = re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) is not None
        decimal = digits.count(",") == 1 and "." not in digits
        readings = [digits.replace(",", "")] * grouped + [digits.replace(",", ".")] * decimal
        notes.append(Repair.EITHER_COMMA if grouped and decimal else Repair.COMMA if grouped else Repair.DECIMAL_COMMA)
    numbers = [_reading(number) for number in readings]
    if thousands:
        numbers = [(float(f"{number * 1000:.12g}"), decimals - 3) for number, decimals in numbers]
    if uncertain is not None:
        numbers = [(number, _decimals_within(decimals, uncertain)) for number, decimals in numbers]
    return NumberText(text, tuple(numbers), tuple(notes))


def _names_no_other_mass(remark: str) -> bool:
    """Tell whether a remark beside a mass says only where it is from, or which stereoisomer it is of.

    Examples
    --------
    >>> _names_no_other_mass("racemate"), _names_no_other_mass("from PubChem"), _names_no_other_mass("free base")
    (True, True, False)
    """
    words = _WORD.findall(remark)
    return (
        bool(words)
        and not any(map(str.isdigit, remark))
        and {word.casefold() for word in words} <= {*_OF_NO_OTHER_MASS.split()}
    )


def _read_ratio(text: str, value: str, ion: Ion) -> NumberText:
    """Read the mass-to-charge ratio of an ion as the mass of its molecule, as certain as such ratios are measured.

    Some sources state the mass of the molecule beside the ion that it was seen as: the number as it stands is a
    reading, too.
    """
    read = read_mass(value)
    masses = []
    for ratio, decimals in read.readings:
        certain = math.floor(-math.log10(2 * _MEASURED * ratio)) if ratio > 0 else decimals
        masses.append((round(ion.mass_of_molecule(ratio), 4), min(decimals, certain)))
    return NumberText(text, (*masses, *read.readings), (*read.notes, Repair.ION) if masses else read.notes)


def _decimals_within(decimals: int, uncertain: re.Match[str]) -> int:
    """Give the decimals that a number has for certain: half of the last one is not less than the stated uncertainty."""
    error = float(uncertain[1].replace(",", ".")) if uncertain[1] else int(uncertain[2]) * 10.0**-decimals
    return decimals if error <= 0.5 * 10**-decimals else min(decimals, math.floor(-math.log10(2 * error)))


def written_alike(stated: str, value: str) -> str:
    """Write a mass as another one is written: with its decimal comma and its unit.

    Examples
    --------
    >>> written_alike("213,057", "213.664"), written_alike("1,154 g/mol", "1154.75"), written_alike("8.1e+02", "810.2")
    ('213,664', '1154.75 g/mol', '810.2')
    """
    match = _NUMBER.search(stated) if len(stated) <= MAXIMUM_LENGTH else None
    if match is None:
        return value
    digits = match.group()
    decimal = digits.replace(",", ".")
    comma = digits.count(",") == 1 and "." not in digits and " " not in digits
    # Three digits behind a comma may be a thousand's: the reading that is nearer is meant.
    if comma and abs(float(digits.replace(",", "")) - float(value)) < abs(float(decimal) - float(value)):
        comma = False
    new = stated[: match.start()] + (value.replace(".", ",") if comma else value) + stated[match.end() :]
    return new if any(reading == float(value) for reading, _ in read_mass(new).readings) else value


def _reading(digits: str) -> tuple[float, int]:
    """Give a number and its decimals; the noise behind the twelfth digit of a binary number counts for nothing."""
    decimals = len(digits.partition(".")[2])
    if len(digits) > 15 and decimals:
        digits = f"{float(digits):.12g}"
        decimals = len(digits.partition(".")[2])
    return float(digits), decimals


@lru_cache(maxsize=4096)
def read_charge(text: str) -> int | None:
    """Read a net charge [e]; None when the text is not one.

    Examples
    --------
    >>> read_charge("+1"), read_charge("2−"), read_charge("0"), read_charge("+"), read_charge("neutral")
    (1, -2, 0, 1, 0)
    """
    value = plain_digits(clean(text)[0]).strip("()")
    match = _CHARGE.fullmatch(value) if len(value) <= MAXIMUM_LENGTH else None
    if match is None or not value or (match[1] and match[3]):
        return 0 if value.casefold() in _NO_CHARGE else None
    signs = match[1] or match[3]
    if len(set(signs)) > 1 or (len(signs) > 1 and match[2]):
        return None
    size = int(match[2]) if match[2] else len(signs)
    return -size if "-" in signs else size
