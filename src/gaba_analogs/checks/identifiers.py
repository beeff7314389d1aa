"""Registry numbers: form, check digits, and values in the wrong field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from gaba_analogs.checks.kit import AGREES, Agrees, Fault, NothingSaid, Outcome, left_to
from gaba_analogs.notation.identifiers import (
    CasNumber,
    cas_check_digit,
    is_cas_number,
    unii_check_character,
)
from gaba_analogs.notation.text import unlisted
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.record.kinds import MASSES, Form, Kind
from gaba_analogs.regex import regex

FAMILY = "Identifiers"
_UNII = regex(r"[A-Z0-9]{10}")
_BETWEEN = regex(r"\s*[;,|]\s*|\s+(?=\S)")
_START = regex(r"([A-Za-z]*)[:_]?[0-9]")
"""The letters of an identifier, and the first digit of its number."""


def cas_malformed(cas: CasNumber) -> Outcome:
    """The CAS number is malformed.

    Why it matters
        A CAS number has two to seven digits, two digits and one check digit; anything else finds nothing.

    What to do
        Look the number up again, by name or InChIKey. A digit too many or too few is the usual cause.

    Record
        name: baclofen
        cas: 1134-470-0
        -> CAS number is malformed: the form is two to seven digits, two digits, one check digit

    Examples
        >>> from gaba_analogs.notation.identifiers import read_cas
        >>> print(cas_malformed(read_cas("651-48-10")))
        A is malformed: the form is two to seven digits, two digits, one check digit
        >>> cas_malformed(read_cas("1134-47-0"))
        Agrees()

    Blind spots
        Numbers that a collection made up for itself show only by their length. Behind the first number of a cell,
        one without hyphens is taken for a note.
    """
    if cas.date:
        return left_to("cas-is-date")
    wrong = [
        "" if each.value or each.date else "the form is two to seven digits, two digits, one check digit"
        for each in cas.all
    ]
    return _faulty("is malformed", wrong, [each.text for each in cas.all], cas.text)


def cas_is_date(cas: CasNumber) -> Outcome:
    """A spreadsheet turned the CAS number into a date.

    Why it matters
        4342-03-4 is dacarbazine; a spreadsheet reads the fourth of March 4342.

    What to do
        Replace it with the expected number, and set the column to "text" in the spreadsheet before opening the
        file again.

    Record
        name: dacarbazine
        cas: 3/4/4342
        -> CAS number is a date: a spreadsheet probably converted it

    Examples
        >>> from gaba_analogs.notation.identifiers import read_cas
        >>> cas_is_date(read_cas("3/4/4342")).expected
        '4342-03-4'
        >>> cas_is_date(read_cas("4342-03-4"))
        Agrees()

    Blind spots
        A year of two digits may be cut from one of four: several numbers fit, and no correction is given.
    """
    dates = [each.date for each in cas.all]
    if not any(dates):
        return AGREES if cas.value is not None else left_to("cas-malformed")
    if cas.others:
        wrong = ["a spreadsheet probably converted it" if date else "" for date in dates]
        return _faulty("is a date", wrong, [each.text for each in cas.all], cas.text)
    expected = cas.candidates[0] if len(cas.candidates) == 1 else None
    return Fault("{a} is a date: a spreadsheet probably converted it", stated=cas.text, expected=expected, blame="a")


def cas_check_digit_wrong(cas: CasNumber) -> Outcome:
    """The check digit of the CAS number is wrong.

    Why it matters
        The last digit is computed from the others, so that a mistyped or transposed digit nearly always shows.

    What to do
        Look the number up again, by name or InChIKey: any of its digits may be wrong, not only the last.

    Record
        name: baclofen
        cas: 1134-47-1
        -> CAS number has a wrong digit: 1134-47 takes the check digit 0, not 1

    Examples
        >>> from gaba_analogs.notation.identifiers import read_cas
        >>> print(cas_check_digit_wrong(read_cas("1134-47-1")))
        A has a wrong digit: 1134-47 takes the check digit 0, not 1
        >>> cas_check_digit_wrong(read_cas("1134-47-0"))
        Agrees()

    Blind spots
        A right check digit does not mean the right substance: the number of another form passes. The weights 2,
        4, 5, 6 and 8 miss some substitutions.
    """
    if cas.value is None:
        return left_to("cas-malformed")
    numbers = [each.value or "" for each in cas.all]
    return _faulty("has a wrong digit", [_wrong_cas_digit(number) for number in numbers], numbers, cas.text)


def _wrong_cas_digit(number: str) -> str:
    """Say what the check digit of a CAS number should be; empty where it is right, or there is no number."""
    if not number or is_cas_number(number):
        return ""
    digit = cas_check_digit(number[:-2].replace("-", ""))
    return f"{number[:-2]} takes the check digit {digit}, not {number[-1]}"


def unii_malformed(unii: str) -> Outcome:
    """The UNII is malformed.

    Why it matters
        A UNII has ten letters and digits; anything else finds nothing in the FDA's substance register.

    What to do
        Look it up again in the register, by name or InChIKey.

    Record
        name: baclofen
        unii: H789N3FKE
        -> UNII is malformed: the form is ten letters and digits

    Examples
        >>> print(unii_malformed("H789N3FKE"))
        A is malformed: the form is ten letters and digits
        >>> unii_malformed("H789N3FKE8")
        Agrees()

    Blind spots
        None known.
    """
    values = _values(unii)
    wrong = ["" if _UNII.fullmatch(value) else "the form is ten letters and digits" for value in values]
    return _faulty("is malformed", wrong, values, unii)


def unii_check_character_wrong(unii: str) -> Outcome:
    """The check character of the UNII is wrong.

    Why it matters
        The tenth character is the sum of the base-36 values of the others, modulo 36, so that a mistyped one
        shows.

    What to do
        Look it up again in the register: any of its characters may be wrong, not only the last.

    Record
        name: baclofen
        unii: H789N3FKE9
        -> UNII has a wrong character: H789N3FKE takes the check character 8, not 9

    Examples
        >>> print(unii_check_character_wrong("H789N3FKE9"))
        A has a wrong character: H789N3FKE takes the check character 8, not 9
        >>> unii_check_character_wrong("H789N3FKE8")
        Agrees()

    Blind spots
        The sum does not change when two characters are transposed.
    """
    values = _values(unii)
    if not all(map(_UNII.fullmatch, values)):
        return left_to("unii-malformed")
    wrong = [
        "" if value[9] == character else f"{value[:9]} takes the check character {character}, not {value[9]}"
        for value in values
        for character in [unii_check_character(value[:9])]
    ]
    return _faulty("has a wrong character", wrong, values, unii)


def ec_number_wrong(ec_number: str) -> Outcome:
    """The EC number (EINECS, ELINCS, NLP) is malformed or its check digit is wrong.

    Why it matters
        Six digits, weighted 1 to 6, modulo 11, give the seventh, so that a mistyped one shows.

    What to do
        Look it up again in the ECHA database, by name or CAS number.

    Record
        name: homotaurine
        ec_number: 222-977-5
        -> EC number has a wrong digit: 222-977 takes the check digit 4, not 5

    Examples
        >>> print(ec_number_wrong("222-977-5"))
        A has a wrong digit: 222-977 takes the check digit 4, not 5
        >>> print(ec_number_wrong("222-97-4"))
        A is malformed: the form is 222-977-4
        >>> ec_number_wrong("222-977-4")  # homotaurine
        Agrees()

    Blind spots
        The number of another substance passes.
    """
    from stdnum.eu import ecnumber  # noqa: PLC0415  # loads only where an EC number is stated

    values = _values(ec_number)
    parts = [re.fullmatch(r"([0-9]{3}-[0-9]{3})-([0-9])", ecnumber.compact(value)) for value in values]
    malformed = ["" if part else "the form is 222-977-4" for part in parts]
    if any(malformed):
        return _faulty("is malformed", malformed, values, ec_number)
    wrong = [
        "" if part[2] == digit else f"{part[1]} takes the check digit {digit}, not {part[2]}"
        for part in parts
        if part
        for digit in [ecnumber.calc_check_digit(part[1])]
    ]
    return _faulty("has a wrong digit", wrong, values, ec_number)


def identifier_malformed(identifier: tuple[str, str]) -> Outcome:
    """A database identifier is not in the form that its database uses.

    Why it matters
        A truncated or swapped identifier leads nowhere, or to another substance.

    What to do
        Copy it again from the address of its page, and check that it is in the right column.

    Record
        name: GABA
        drugbank_id: DB181
        -> DrugBank identifier is not in the usual form: DB and five digits, such as DB00181

    Examples
        >>> print(identifier_malformed(("drugbank_id", "DB181")))
        A is not in the usual form: DB and five digits, such as DB00181
        >>> identifier_malformed(("drugbank_id", "DB00181"))
        Agrees()

    Blind spots
        Whether it exists is not known. Of what stands behind the first identifier of a cell, only what begins like
        it is checked.
    """
    name, text = identifier
    field = BY_NAME[name]
    if field.form is None:
        return NothingSaid(f"{field.words} has no form to check")
    values = _identifiers(field.form, text)
    wrong = ["" if field.form.pattern.fullmatch(value) else field.usual_form for value in values]
    return _faulty("is not in the usual form", wrong, values, text, blame=None)


def identifier_check_digit_wrong(identifier: tuple[str, str]) -> Outcome:
    """The check digit of a database identifier is wrong.

    Why it matters
        The first digit of a DTXSID or DTXCID follows from its number, so that a mistyped one shows. It leads nowhere,
        or to another substance.

    What to do
        Look it up again in EPA's CompTox dashboard, by name or CAS number: any of its digits may be wrong.

    Record
        name: baclofen
        dtxsid: DTXSID7022641
        -> DTXSID has a wrong digit: its number takes the check digit of DTXSID5022641

    Examples
        >>> print(identifier_check_digit_wrong(("dtxsid", "DTXSID7022641")))
        A has a wrong digit: its number takes the check digit of DTXSID5022641
        >>> identifier_check_digit_wrong(("dtxsid", "DTXSID5022641"))
        Agrees()

    Blind spots
        Other databases have no check digits: those of CAS numbers, UNIIs and EC numbers have checks of their own. A
        digit of weight 5 or 10 may be off by an even number.
    """
    name, text = identifier
    field = BY_NAME[name]
    if field.form is None or (checked := field.form.checked) is None:
        return NothingSaid(f"{field.words} has no check digit")
    values = _identifiers(field.form, text)
    if not all(map(field.form.pattern.fullmatch, values)):
        return left_to("identifier-malformed")
    wrong = [
        "" if field.is_sound(value.upper()) else f"its number takes the check digit of {checked(value.upper())}"
        for value in values
    ]
    return _faulty("has a wrong digit", wrong, values, text, blame=None)


def _values(text: str) -> list[str]:
    """Give the codes of a cell, which hold no blanks themselves."""
    return [value for value in _BETWEEN.split(unlisted(text.strip())) if value] or [text]


def _identifiers(form: Form, text: str) -> list[str]:
    """Give the first identifier of a cell, and what stands behind it and begins in the same way."""
    whole = unlisted(text.strip())
    if form.pattern.fullmatch(whole):
        return [whole]
    first, *others = _BETWEEN.split(whole)
    start = _START.match(first)
    return [
        first,
        *(one for one in others if start and (same := _START.match(one)) and same[1].upper() == start[1].upper()),
    ]


def _faulty(
    what: str, wrong: Sequence[str], values: Sequence[str], text: str, *, blame: Literal["a"] | None = "a"
) -> Agrees | Fault:
    """Report what is wrong with each value of a cell, and which value it is where there are several.

    Parameters
    ----------
    what
        What is wrong, in words.
    wrong
        What is wrong with each value; empty where nothing is.
    values
        The values.
    text
        The cell.
    blame
        The side that gives itself away.
    """
    if not any(wrong):
        return AGREES
    several = len(values) > 1
    reasons = [
        f"{reason} (value {number} of {len(values)}, {value})" if several else reason
        for number, (reason, value) in enumerate(zip(wrong, values, strict=True), 1)
        if reason
    ]
    return Fault(f"{{a}} {what}: {'; '.join(reasons)}", stated=text, blame=blame)


def value_in_wrong_field(misplaced: tuple[str, str, str]) -> Outcome:
    """A value belongs in another field, as its form shows.

    Why it matters
        Columns get swapped: an InChI in the InChIKey column, a formula in that of the CAS numbers or masses.

    What to do
        Move the value to its field. If whole columns are swapped, rename them or use `--map`. Where two fields hold
        each other's values, the correction exchanges them; a value that stands nowhere else is not written over.

    Record
        name: GABA
        inchikey: InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
        -> InChIKey holds an InChI

    Examples
        >>> print(value_in_wrong_field(("inchikey", "inchi", "InChI=1S/CH4/h1H4")))
        A holds an InChI
        >>> print(value_in_wrong_field(("molecular_weight", "formula", "C9H8O4")))
        A holds a molecular formula
        >>> value_in_wrong_field(("inchikey", "inchikey", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"))
        Agrees()

    Blind spots
        A SMILES in the name field may be a name, and is left alone. So are formulas that may be something else, such as
        C or N2, and a whole number in the place of a formula, unless the formula stands in that of the number.
    """
    field, shape, text = misplaced
    if field == shape:
        return AGREES
    return Fault(f"{{a}} holds {_one(shape)}", stated=text, blame="a")


def _one(field: str) -> str:
    """Give one value of a field in words: of a mass it cannot be told by its form which one it is."""
    kind = BY_NAME[field].kind
    if kind in MASSES:
        return "a mass"
    return kind.words if kind is Kind.FORMULA else BY_NAME[field].one
