"""Molecular formulas as people write them: Hill or not, hydrate dots, brackets, charges, isotopes."""

from __future__ import annotations

import functools
import itertools
import math
import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import plain_dots
from gaba_analogs.notation.composition import (
    HYDROGEN_ISOTOPES,
    R_GROUP,
    Composition,
    element_symbols,
    periodic_table,
)
from gaba_analogs.notation.groups import with_raised_mass_numbers, written_out
from gaba_analogs.notation.minerals import Solid, read_solid
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.series import FormulaSeries, read_series
from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.regex import regex

MAXIMUM_LENGTH = 500
MAXIMUM_FACTOR = 60
MAXIMUM_READINGS = 32
MAXIMUM_ATOMS = 1_000_000
"""Atoms [-] that a formula may have; titin, the largest protein, has 540,000."""
MAXIMUM_CHARGE = 999
"""Charges [e] that a formula may have, of either sign."""
_TAG = regex(r"</?(?:sub|sup|small|b|i|span)[^<>]*>", re.IGNORECASE)
_LATEX = regex(r"[_^]\{([^{}]*)\}|[_](?=\d)|\\(?:mathrm|ce|text)|\$")
_COMPONENT = regex(r"\s*[·×*;]\s*|\s*\.\s*(?!\d*$)|(?<=[A-Za-z0-9)\]])\s+[xX]\s+(?=\d*[A-Z(])")
_CHARGE = regex(
    r"(?:\(\s*(?P<p>\d*[+-]|[+-]\d*)\s*\)|\^?(?P<signs>\+{1,9}|-{1,9})(?P<after>\d{0,2})|\^(?P<before>\d{1,2})(?P<sign>[+-]))$"
)
_TOKEN = regex(
    r"(?P<isotope>\[(?P<mass1>\d{1,3})\^?(?P<el1>[A-Z][a-z]?)\]|\((?P<mass2>\d{1,3})(?P<el2>[A-Z][a-z]?)\)"
    r"|(?:\^|\[(?=\d+\])|\((?=\d+\)))(?P<mass3>\d{1,3})[\])]?(?P<el3>[A-Z][a-z]?))(?P<n1>\d*)"
    r"|\[(?P<mass4>\d{1,3})(?P<el4>[A-Z][a-z]?)(?P<n4>\d+)\]"
    r"|(?P<element>[A-Z][a-z]?)(?P<n2>\d*)"
    r"|(?P<open>[(\[])"
    r"|(?P<close>[)\]])(?P<n3>\d*)"
)
_PLAIN_PART = regex(r"[A-Z][a-z]?(?:[1-9][0-9]{0,4})?")
_MOST_PLAIN_PARTS = 60
_MULTIPLIER = regex(r"^(\d{1,4}(?:[,/]\d{1,3})?|[nxyz]\s*(?=[A-Z(\[]))\s*(?=\D)")
_VARIABLE = regex(r"(?:^|[·.*])\s*[nxyz]\s*(?=[A-Z(\[])")
_GENERIC = regex(
    r"R(?![a-gi-z])\d*|(?<![A-Z])X(?!e)\d*|\*|\)[nmx]|[nm]$|\d[nm](?![a-z])|Cn(?=H)|\d-\d|…|\.\.\.|~|≈|>|<|\?"
)


_SPACED = regex(r"[A-Z][a-z]?(?: \d+| ?[A-Z][a-z]?)+")
_BOND = regex(r"(?<=[A-Za-z0-9)\]])(?:[-=#\u2261]|:{1,3})(?=[A-Z(\[])")
_LINEAR = regex(
    r"(?:[A-Za-z0-9()\[\].\u00b7]|(?<=[A-Za-z0-9)\]])(?:[-=#\u2261]|:{1,3})(?=[A-Z(\[]))+"
    r"(?:[-=#\u2261]|:{1,3})(?=[A-Z(\[])(?:[A-Za-z0-9()\[\].\u00b7])+"
)
_RUN_INTO_A_COUNT = regex(r"(?<=[A-Za-z])(\d*?)([23](?=H)|1[34](?=C)|15(?=N)|1[78](?=O))([HCNO])(?![a-z])")
_LABEL_AT_THE_FRONT = regex(r"(\d{1,3})(?=[A-Z])([A-Za-z0-9()]+)((?:[+-]\d?)?)")
_REPLACED_HYDROGENS = {"Li": 1, "Na": 1, "K": 1, "Rb": 1, "Cs": 1, "Mg": 2, "Ca": 2, "Sr": 2, "Ba": 2, "Zn": 2}
"""Hydrogens [-] of an acid that a metal behind a dot stands in place of: C2H4O2.Na is sodium acetate (ChemIDplus)."""

_REPAIRS: tuple[tuple[re.Pattern[str], str, Repair | None], ...] = (
    (
        regex(r"\s*\((?=[^()]*[a-z]{3}|[^()]*[a-z]-)(?!(?:[nist]|tert|sec|iso)-?(?:Bu|Pr)\))[^()]*\)$"),
        "",
        Repair.REMARK,
    ),
    (regex(r"(?<=[A-Za-z0-9)\]])\s+[xX]\s+(?=[A-Z(\d])"), "·", Repair.LETTER_X_FOR_DOT),
    (regex(r"[.,;]+$"), "", Repair.TRAILING_PUNCTUATION),
    (regex(r"(?<=[A-Za-z0-9)\]])H(?:two|Two)(?![a-z])"), "D", Repair.ISOTOPE_SPELT_OUT),
    (regex(r"(?<=[A-Za-z0-9)\]])H(?:three|Three)(?![a-z])"), "T", Repair.ISOTOPE_SPELT_OUT),
    (regex(r"(?<=[a-z0-9A-Z]),\s*(?=\d{0,2}(?:HCl|HBr|HI|H2O|H2SO4|H3PO4|HNO3)$)"), "·", Repair.COMMA_FOR_DOT),
    (regex(r"(?<=[a-z0-9A-Z]),\s*(?=[A-Z][a-z]?\d*(?:,\s*[A-Z][a-z]?\d*)*$)"), "", Repair.ELEMENT_COMMAS),
    (regex(r"(?<=[+-]\])(?=\[)"), "·", None),
    (regex(r"\s*[·×*]\s*"), "·", Repair.DOT),
    (regex(r"\s+\+\s+"), "·", Repair.PLUS_FOR_DOT),
    (regex(r"(?<=·)(\d{1,2})\s+1/2\s*(?=[A-Z(])"), r"\1,5", None),
    (regex(r"(^|[·.])(\d{1,3})\.(?=\d{1,3}\s*[A-Z(\[])"), r"\1\2,", None),
    (regex(r"(?<=[A-Za-z0-9)\]])\s*[xX]\s*(?=\d+\s*[A-Z(])"), "·", Repair.LETTER_X_FOR_DOT),
    (regex(r"(?<=[A-Za-z0-9)\]])\s+(?=\d{1,2}\s*H2O\b)"), "·", Repair.SPACE_FOR_DOT),
    (regex(r"(?<=[A-Za-z0-9)\]]-)\s*(?=[A-Z(\[][A-Za-z0-9()\[\]]*\+$)"), "\u00b7", Repair.SPACE_FOR_DOT),
    (regex(r"(?<=[A-Za-z0-9)\]]\+)\s*(?=[A-Z(\[][A-Za-z0-9()\[\]]*-$)"), "\u00b7", Repair.SPACE_FOR_DOT),
    (regex(r"(?<=[A-Za-z0-9])\s+(?=[A-Z(])"), "", Repair.ELEMENT_SPACING),
)
"""Pattern, replacement and repair of notations that stand for something plain."""


Reading: TypeAlias = tuple[Composition, bool]
"""A composition, and whether its charge is stated."""


_MUONIUM = regex(r"(?<![a-z])Mu(?![a-z])")


@dataclass(frozen=True)
class FormulaText:
    """A molecular formula as read.

    Parameters
    ----------
    text
        The formula as typed.
    readings
        Compositions it may stand for, likeliest first; several where the notation is ambiguous
        (``SO42-`` against ``AlH4-``), none where it cannot be read.
    charge_stated
        True when a charge is written; a formula without one says nothing about charge.
    charge_beside
        True when the charge is not written, but was taken from the field that states it.
    isotopes_stated
        True when labels are written; a formula without labels says nothing about them.
    notes
        Departures from the plain Hill notation that were repaired.
    series
        The compositions that a formula with an open count (CnH2nO2, a polymer) may stand for; None for any other.
    uncheckable
        Why the formula stands for no single composition (polymers); None when it does.
    fault
        Why no substance has this formula (more atoms than any); None where that is not known.
    solid
        The elements of a mineral or another solid that has no single composition; None for any other.
    """

    text: str
    readings: tuple[Composition, ...] = ()
    charge_stated: bool = False
    charge_beside: bool = False
    isotopes_stated: bool = False
    notes: tuple[Repair, ...] = ()
    series: FormulaSeries | None = None
    uncheckable: str | None = None
    fault: str | None = None
    solid: Solid | None = None

    def fits(self, composition: Composition) -> bool:
        """Tell whether the formula can stand for `composition`.

        Examples
        --------
        >>> read_formula("C4H9O2N").fits(read_formula("C4H9NO2").readings[0])
        True
        """
        return any(self.reading_fits(reading, composition) for reading in self.readings)

    def reading_fits(self, reading: Composition, composition: Composition) -> bool:
        """Tell whether one reading is `composition`, as far as charge and labels are stated."""
        return (
            reading.has_elements_of(composition)
            and (not self.charge_stated or reading.charge == composition.charge)
            and (not self.isotopes_stated or reading.isotopes == composition.isotopes)
        )

    def with_charge(self, charge: int) -> FormulaText:
        """Give the formula together with a charge [e] that stands beside it: databases of ions write no sign.

        A sign that can be read in several ways is read as the charge says.

        Examples
        --------
        >>> read_formula("C3H3O3").with_charge(-1).readings[0].formula
        'C3H3O3-'
        >>> [reading.formula for reading in read_formula("SO42-").with_charge(-2).readings]
        ['O4S-2']
        """
        if not self.charge_stated:
            charged = tuple(replace(reading, charge=charge) for reading in self.readings)
            return replace(self, readings=charged, charge_stated=bool(charged), charge_beside=bool(charged))
        fitting = tuple(reading for reading in self.readings if reading.charge == charge)
        return replace(self, readings=fitting) if fitting else self

    def elements_fit(self, composition: Composition) -> bool:
        """Tell whether some reading has the element counts of `composition`."""
        return any(reading.has_elements_of(composition) for reading in self.readings)

    def beside(self, composition: Composition) -> FormulaText:
        """Give the formula as it reads beside a composition: next to R groups an asterisk is one, not a dot.

        Examples
        --------
        >>> read_formula("C2H3*O2").beside(Composition({"C": 2, "H": 3, "O": 2, "R": 1})).readings[0].hill
        'C2H3O2R'
        """
        if "*" not in self.text or not composition.r_groups:
            return self
        starred = read_formula(self.text.replace("*", R_GROUP))
        return replace(starred, text=self.text) if starred.readings else self


@lru_cache(maxsize=1024)
def read_formula(text: str) -> FormulaText:
    """Read a molecular formula in any usual notation.

    Parameters
    ----------
    text
        For example ``C10H12ClNO2``, ``C₁₀H₁₂ClNO₂``, ``[C9H16ClN4]+``, ``CuSO4·5H2O``, ``2C3H8O.Na``.

    Returns
    -------
    FormulaText
        With no readings when the text is not a formula.

    Examples
    --------
    >>> read_formula("C₁₀H₁₂ClNO₂").readings[0].hill
    'C10H12ClNO2'
    >>> read_formula("ZnSO4·7H2O").readings[0].hill
    'H14O11SZn'
    """
    plain_composition = read_plain_formula(text)
    if plain_composition is not None and (("Ac" not in text and "Ts" not in text) or written_out(text)[0] == text):
        return FormulaText(text, (plain_composition,))
    value, notes = clean(text)
    dotted = plain_dots(value)
    if dotted != value:
        notes.append(Repair.DOT)
        value = dotted
    value = re.sub(r"(?:\^\{|<sup>)(\d{1,3})(?:\}|</sup>)(?=[A-Z])", r"^\1", value)
    for pattern, note in ((_TAG, Repair.HTML_MARKUP), (_LATEX, Repair.LATEX_MARKUP)):
        bare = pattern.sub(lambda m: (m.group(1) or "") if m.lastindex else "", value)
        if bare != value:
            notes.append(note)
            value = bare
    plain = plain_digits(with_raised_mass_numbers(value))
    if plain != value and any(c in "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹" for c in value):
        notes.append(Repair.UNICODE_DIGITS)
    value = plain
    if len(value) > MAXIMUM_LENGTH:
        return FormulaText(
            text, notes=tuple(notes), uncheckable=f"more than {MAXIMUM_LENGTH} characters are not read as a formula"
        )
    for pattern, replacement, repair in _REPAIRS:
        repaired = pattern.sub(replacement, value)
        if repaired != value:
            notes.extend([repair] if repair and repair not in notes else [])
            value = repaired
    value, repairs = written_out(value)
    notes.extend(repair for repair in repairs if repair not in notes)
    written, value = value, _with_r_groups(value)
    if " " in value and _SPACED.fullmatch(value):
        value, notes = value.replace(" ", ""), list(dict.fromkeys([*notes, Repair.ELEMENT_SPACING]))
    if _LINEAR.fullmatch(value) and ("H" in value or "\u2261" in value):
        value, notes = _BOND.sub("", value), [*notes, Repair.BONDS]
    generic = None if re.search(r"[=#@\\]", value) else _VARIABLE.search(value) or _GENERIC.search(value)
    if (solid := read_solid(value)) is not None:
        return FormulaText(text, notes=tuple(notes), uncheckable=solid.reason, solid=solid)
    parsed, fault = _possible(_readings(value))
    if fault is not None:
        return FormulaText(text, notes=tuple(notes), fault=fault)
    if _is_symbol_in_capitals(written) and all(composition.r_groups for composition, _ in parsed):
        parsed, generic, notes = _readings(written.capitalize()), None, [*notes, Repair.LETTER_CASE]
    if not parsed and "*" in text and (starred := read_formula(text.replace("*", R_GROUP))).readings:
        return replace(starred, text=text)
    if not parsed and re.search(r"(?:^|[·.])\d+,\d+[A-Z(]", value):
        return FormulaText(text, notes=tuple(notes), uncheckable="its components are not in a simple ratio")
    if not parsed and generic:
        limit = f"{generic.group()!r} stands for no fixed composition"
        return FormulaText(text, notes=tuple(notes), series=read_series(value), uncheckable=limit)
    if not parsed and _MUONIUM.search(value):
        return FormulaText(text, notes=tuple(notes), uncheckable="muonium (Mu) is not an element")
    if not parsed and (zeros := _letter_o_for_zero(value)) and (parsed := _possible(_readings(zeros))[0]):
        notes.append(Repair.LETTER_O_FOR_ZERO)
    if not parsed and not generic and (cased := _in_proper_case(value)) and (parsed := _possible(_readings(cased))[0]):
        notes.append(Repair.LETTER_CASE)
    cased = _in_proper_case(value) if "BR" in value else None
    bromides = _possible(_readings(cased))[0] if cased and value.isupper() else []
    found = [*bromides, *parsed, *_labelled_at_the_front(value)]
    readings = tuple(dict.fromkeys(composition for composition, _ in found))
    return FormulaText(
        text,
        readings,
        charge_stated=bool(parsed) and all(stated for _, stated in parsed),
        isotopes_stated=any(r.isotopes for r in readings),
        notes=tuple(notes),
    )


@lru_cache(maxsize=4096)
def read_plain_formula(text: str) -> Composition | None:
    """Read a row of element symbols and counts, which nearly every formula is; None for anything else.

    Examples
    --------
    >>> read_plain_formula("C4H9NO2").hill, read_plain_formula("C4H8NO2-")
    ('C4H9NO2', None)
    """
    parts = _PLAIN_PART.findall(text)
    if not 0 < len(parts) <= _MOST_PLAIN_PARTS or "".join(parts) != text:
        return None
    elements: dict[str, int] = {}
    for symbol, count in map(_plain_part, parts):
        if not count:
            return None
        elements[symbol] = elements.get(symbol, 0) + count
    return Composition(elements) if sum(elements.values()) <= MAXIMUM_ATOMS else None


@lru_cache(maxsize=4096)
def _plain_part(text: str) -> tuple[str, int]:
    """Give the symbol and the count of an element with its count; a count of zero for what is no element."""
    symbol = text.rstrip("0123456789")
    return symbol, int(text[len(symbol) :] or 1) if symbol in element_symbols() else 0


def is_unmistakable_formula(text: str) -> bool:
    """Tell whether a text can be nothing but the formula of a compound of carbon and hydrogen, with counts.

    Of a product number that happens to begin like one, the carbons cannot bear the hydrogens and other atoms.

    Examples
    --------
    >>> is_unmistakable_formula("C9H8O4"), is_unmistakable_formula("C10H12ClNO2·HCl")
    (True, True)
    >>> is_unmistakable_formula("N2"), is_unmistakable_formula("CH55"), is_unmistakable_formula("CHS828")
    (False, False, False)
    """
    if len(text) > MAXIMUM_LENGTH or not _OF_CARBON_AND_HYDROGEN.match(plain_digits(text.strip())):
        return False
    readings = read_formula(text).readings
    return bool(readings) and _is_borne_by_carbon(readings[0].elements)


_OF_CARBON_AND_HYDROGEN = regex(r"\[?(?:C\d{1,3}[HD]\d{0,3}|C[HD]\d{1,3})(?![a-z0-9])")


def _is_borne_by_carbon(elements: Mapping[str, int]) -> bool:
    """Tell whether there are no more hydrogens than valences for them, and few other atoms beside each carbon."""
    carbons, hydrogens = elements.get("C", 0), elements.get("H", 0)
    others = sum(count for symbol, count in elements.items() if symbol not in {"C", "H"})
    return hydrogens <= 2 * carbons + 4 + 3 * others and others <= 4 * carbons + 4


def with_zeros(text: str, composition: Composition) -> bool:
    """Tell whether a formula is `composition` once letters O are read as zeros, or zeros as letters O.

    Examples
    --------
    >>> with_zeros("C1OH12ClNO2", Composition({"C": 10, "H": 12, "Cl": 1, "N": 1, "O": 2}))
    True
    """
    return _EXCHANGEABLE.search(text) is not None and bool(exchanged_zeros(text, composition))


@lru_cache(maxsize=1024)
def exchanged_zeros(text: str, composition: Composition) -> str:
    """Give the letters O of a formula that have to be zeros, and the zeros that have to be letters, in its order.

    Empty where exchanging them does not make the formula that of `composition`.

    Examples
    --------
    >>> exchanged_zeros("C1OH12ClN02", Composition({"C": 10, "H": 12, "Cl": 1, "N": 1, "O": 2}))
    'O0'
    """
    return "".join(text[place] for place in _exchanged(_EXCHANGEABLE, text, composition)).upper()


def with_letter_in_a_number(text: str, composition: Composition) -> str | None:
    """Give the formula of a composition that has a zero for a letter O between two counts, or a 1 or I for the l of Cl.

    Examples
    --------
    >>> with_letter_in_a_number("C12H22011", Composition({"C": 12, "H": 22, "O": 11}))  # maltose
    'C12H22O11'
    >>> with_letter_in_a_number("C22H36C1NO2", Composition({"C": 22, "H": 36, "Cl": 1, "N": 1, "O": 2}))  # pitiamide A
    'C22H36ClNO2'
    """
    places = _exchanged(_EXCHANGEABLE_IN_NUMBERS, text, composition)
    return "".join(_MEANT[sign] if place in places else sign for place, sign in enumerate(text)) if places else None


_EXCHANGEABLE = regex(r"(?<=\d)[Oo](?=[A-Z0-9]|$)|(?<=[A-Za-z)])0|(?<=[1-9])0(?=[A-Z]|$)")
_EXCHANGEABLE_IN_NUMBERS = regex(r"(?<=\d)0(?=\d)|(?<=C)[1I](?=[A-Z\d]|$)")
_MEANT = {"O": "0", "o": "0", "0": "O", "1": "l", "I": "l"}


def _exchanged(pattern: re.Pattern[str], text: str, composition: Composition) -> tuple[int, ...]:
    """Give the places at which zeros and letters O have to be exchanged to make a formula that of a composition."""
    places = [match.start() for match in pattern.finditer(text)]
    if not 0 < len(places) <= 6:
        return ()
    plain = read_plain_formula(text)
    if plain is not None:
        if plain.elements_differing(composition.fixed) > len(places) + 2:
            return ()  # an exchange changes the count of the element before it, and all those of O, or of I and Cl
        places = [place for place in places if _may_be_changed(text, place, plain, composition)]
    for size in range(1, len(places) + 1):
        for chosen in itertools.combinations(places, size):
            letters = [_MEANT[sign] if place in chosen else sign for place, sign in enumerate(text)]
            if read_formula("".join(letters)).fits(composition):
                return chosen
    return ()


def _may_be_changed(text: str, place: int, plain: Composition, composition: Composition) -> bool:
    """Tell whether the count of the element before a place of a plain formula is wrong, or is changed elsewhere too."""
    before = _SYMBOL_BEFORE.search(text, 0, place)
    symbol = before[1] if before is not None else ""
    alone = text.count(symbol[:1]) == 1 and symbol not in _PUT_IN
    return not alone or plain.elements.get(symbol, 0) != composition.elements.get(symbol, 0)


_SYMBOL_BEFORE = regex(r"([A-Z][a-z]?)\d*$")
_PUT_IN = frozenset({"", "O", "I", "Cl"})
"""Elements of which an exchange of letters and digits puts an atom in, or takes one away."""


def with_lost_superscript(text: str, composition: Composition) -> str | None:
    """Give the formula of a composition whose mass numbers lost their superscript, and so ran into the count before.

    Examples
    --------
    >>> with_lost_superscript("C32H6O", Composition({"C": 3, "H": 6, "O": 1}))  # acetone-d6
    'C3[2H]6O'
    """
    labelled = _RUN_INTO_A_COUNT.sub(lambda m: f"{m[1]}[{m[2]}{m[3]}]", text) if text.isascii() else text
    if labelled == text or len(text) > MAXIMUM_LENGTH:
        return None
    unlabelled = read_plain_formula(_RUN_INTO_A_COUNT.sub(r"\1\3", text))
    if unlabelled is not None and not unlabelled.has_elements_of(composition):
        return None
    reading = read_formula(labelled)
    fits = reading.fits(composition) if composition.isotopes else reading.elements_fit(composition)
    return labelled if fits else None


def _letter_o_for_zero(text: str) -> str | None:
    repaired = re.sub(r"(?<=\d)[Oo](?=[A-Z0-9]|$)", "0", text)
    return repaired if repaired != text else None


_GROUP = regex(r"(?:R(?![a-z])|X(?![a-z])|\*)['\u2032]*(\d*)")
_IN_BRACKETS = regex(rf"[(\[]({_GROUP.pattern})[)\]](\d*)")


def _with_r_groups(text: str) -> str:
    """Write every R group as R: X is one too, and where there are R1 and R2 the digits are names, not counts.

    Examples
    --------
    >>> _with_r_groups("C2H3R1R2"), _with_r_groups("C2HX3"), _with_r_groups("CH(R)2"), _with_r_groups("XeF2")
    ('C2H3RR', 'C2HR3', 'CHR2', 'XeF2')
    """
    text = _IN_BRACKETS.sub(lambda m: f"{m[1]}{m[3]}", text)
    digits = [match[1] for match in _GROUP.finditer(text)]
    if not digits:
        return text
    named = len(digits) > 1 and all(digits) and len(set(digits)) == len(digits)
    return _GROUP.sub(lambda m: R_GROUP if named else f"{R_GROUP}{m[1]}", text)


def _in_proper_case(text: str) -> str | None:
    """Write a formula typed in the wrong case with capitals, two-letter elements as such."""
    repaired = re.sub("CL|BR|NA|SI|LI|SE|MG|CA|ZN|FE", lambda m: m[0].capitalize(), text.upper())
    return repaired if repaired != text else None


def _is_symbol_in_capitals(text: str) -> bool:
    """Tell whether a text is the symbol of an element, written in capitals: NE, HE, KR."""
    return len(text) == 2 and text.isupper() and text.capitalize() in element_symbols()


def _readings(value: str) -> list[Reading]:
    """Give everything that the plain text may stand for."""
    out: list[Reading] = []
    for body, charge in [*_charges(value.strip()), (value.strip(), None)]:
        components = [_component(c.strip()) for c in _COMPONENT.split(body) if c and c.strip()]
        for parts in itertools.islice(itertools.product(*components), MAXIMUM_READINGS if components else 0):
            found = _whole(list(parts))
            if not found:
                continue
            units = _units(parts)
            total = replace(_sum(found), units=units)
            stated = charge is not None or any(part.charge for part in found)
            if charge is not None:
                total = replace(total, charge=total.charge + charge)
            if len(found) > 2 and found[0].elements == _sum(found[1:]).elements:
                out.append((Composition(found[0].elements, found[0].isotopes, charge or 0), stated))
            salt = _salt(found) if charge is None and len(found) > 1 else None
            if salt is None or not total.is_odd_electron:
                out.append((total, stated))
            if salt is not None:
                out.append((replace(salt, units=units), stated))
    return list(dict.fromkeys(out))


def _labelled_at_the_front(value: str) -> list[Reading]:
    """Read the number in front of a formula as a mass number: 6Li is lithium-6 as well as six of lithium."""
    match = _LABEL_AT_THE_FRONT.fullmatch(value)
    symbol = re.match(r"[A-Z][a-z]?", match[2]) if match else None
    if match is None or symbol is None or symbol[0] not in element_symbols():
        return []
    known = periodic_table().GetMassForIsotope(symbol[0], int(match[1])) > 0
    return _possible(_readings(f"^{value}"))[0] if known else []


def _possible(readings: list[Reading]) -> tuple[list[Reading], str | None]:
    """Keep the readings that a substance may have; where none is left, say what is wrong with the first."""
    faults = [_fault(composition) for composition, _ in readings]
    kept = [reading for reading, fault in zip(readings, faults, strict=True) if fault is None]
    return kept, faults[0] if faults and not kept else None


def _fault(composition: Composition) -> str | None:
    """Say why no substance has a composition; None when one may have it."""
    if sum(composition.elements.values()) > MAXIMUM_ATOMS:
        return f"it has more than {MAXIMUM_ATOMS:,} atoms"
    if abs(composition.charge) > MAXIMUM_CHARGE:
        return f"its charge is beyond \u00b1{MAXIMUM_CHARGE}"
    for mass, symbol in composition.isotopes:
        number = periodic_table().GetAtomicNumber(symbol)
        if not number <= mass <= 3 * number + 4:
            return f"there is no isotope {mass}{symbol}"
    return None


def _whole(parts: list[_Scaled]) -> list[Composition]:
    """Multiply fractional components until every count is whole: a hemihydrate counts as 2:1."""
    units = _units(parts)
    if units > MAXIMUM_FACTOR:
        return []
    return [part.composition * int(part.multiplier * units) for part in parts]


def _units(parts: Iterable[_Scaled]) -> int:
    """Give the fewest formula units [-] in which every component is whole."""
    return math.lcm(*(part.multiplier.denominator for part in parts))


def _salt(components: list[Composition]) -> Composition | None:
    """Give the salt of an acid whose metal stands behind a dot, in place of its hydrogens; None where there is none."""
    metals = [c for c in components if not c.charge and c.elements.keys() <= _REPLACED_HYDROGENS.keys()]
    replaced = sum(_REPLACED_HYDROGENS[e] * n for c in metals for e, n in c.elements.items())
    total = _sum(components)
    if any(c.is_odd_electron for c in components if c not in metals):
        return None
    hydrogens = total.elements.get("H", 0) - replaced
    if not replaced or hydrogens < sum(n for (_, symbol), n in total.isotopes.items() if symbol == "H"):
        return None
    return Composition({e: n for e, n in {**total.elements, "H": hydrogens}.items() if n}, total.isotopes, total.charge)


def _sum(parts: list[Composition]) -> Composition:
    return functools.reduce(operator.add, parts)


def _charges(value: str) -> Iterator[tuple[str, int | None]]:
    """Split a trailing charge off, in every way it can be read."""
    match = _CHARGE.search(value)
    if match is None:
        yield value, None
        return
    body = value[: match.start()].rstrip()
    if match["p"]:
        digits = match["p"].strip("+-")
        sign = 1 if "+" in match["p"] else -1
        yield body, sign * int(digits or 1)
    elif match["sign"]:
        yield body, int(match["before"]) * (1 if match["sign"] == "+" else -1)
    else:
        signs = match["signs"]
        sign = 1 if signs[0] == "+" else -1
        if match["after"]:
            yield body, sign * int(match["after"])
            return
        trailing = re.search(r"(?<=[\])\d\s])[1-9]$|(?<=[A-Za-z])[1-9]$", body)
        if not (trailing and body[: trailing.start()].endswith("]") and len(signs) == 1):
            yield body, sign * len(signs)
        if trailing and len(signs) == 1:
            yield body[: trailing.start()].rstrip(" ^"), sign * int(trailing.group())


@dataclass(frozen=True)
class _Scaled:
    """One component of a formula and how many of it there are."""

    composition: Composition
    multiplier: Fraction


def _component(text: str) -> list[_Scaled]:
    """Read one dot-free component with an optional leading multiplier, in every way its charge can be read."""
    multiplier = Fraction(1)
    match = _MULTIPLIER.match(text)
    if match:
        number = match.group(1).strip()
        if number in "nxyz" or number.endswith("/0"):
            return []
        multiplier = Fraction(number.replace(",", "."))
        text = text[match.end() :]
    if multiplier <= 0:
        return []
    inner = re.fullmatch(r"\[(.+)\](.*)", text)
    options: list[tuple[str, int]]
    if inner and "[" not in inner.group(1) and (not inner.group(2) or _CHARGE.fullmatch(inner.group(2))):
        bare = re.fullmatch(r"(\d{1,3})([A-Z][a-z]?(?:H\d*)?)", inner.group(1))
        body = f"^{bare[1]}{bare[2]}" if bare else inner.group(1)
        outer = next((c for _, c in _charges("]" + inner.group(2))), None)
        options = [(body, outer)] if outer is not None else [(t, c or 0) for t, c in _charges(body)]
    elif "." in text or not text:
        return []
    else:
        options = [(body, charge or 0) for body, charge in _charges(text) if body]
    read = ((_atoms(body), charge) for body, charge in options)
    return [_Scaled(Composition.from_parts(parts, charge), multiplier) for parts, charge in read if parts is not None]


def _atoms(text: str) -> list[tuple[int, str, int]] | None:
    """Give (mass number, symbol, count) parts of bracketed element text; None when it is not one."""
    symbols = element_symbols()
    stack: list[list[tuple[int, str, int]]] = [[]]
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        if match["isotope"] or match["mass4"]:
            symbol = match["el1"] or match["el2"] or match["el3"] or match["el4"]
            mass = int(match["mass1"] or match["mass2"] or match["mass3"] or match["mass4"])
            if symbol not in symbols:
                return None
            stack[-1].append((mass, symbol, int(match["n1"] or match["n4"] or 1)))
        elif match["element"]:
            symbol = match["element"]
            if symbol not in symbols and symbol not in HYDROGEN_ISOTOPES and symbol != R_GROUP:
                return None
            stack[-1].append((0, symbol, int(match["n2"] or 1)))
        elif match["open"]:
            stack.append([])
        else:
            if len(stack) == 1:
                return None
            count = int(match["n3"] or 1)
            group = stack.pop()
            stack[-1].extend((mass, symbol, n * count) for mass, symbol, n in group)
    complete = position == len(text) and len(stack) == 1 and stack[0]
    return stack[0] if complete else None


def hill_order(text: str) -> bool:
    """Tell whether a plain formula is written in the Hill order.

    Examples
    --------
    >>> hill_order("C4H9NO2"), hill_order("C4H9O2N")
    (True, False)
    """
    symbols = re.findall(r"[A-Z][a-z]?", text)
    carbon = [s for s in ("C", "H") if s in symbols] if "C" in symbols else []
    plain = [s for s in symbols if s not in HYDROGEN_ISOTOPES and s != R_GROUP]
    return plain == carbon + sorted(s for s in plain if s not in carbon) and all(
        a != b for a, b in itertools.pairwise(plain)
    )
