"""Registry numbers: form, check digits, and values in the wrong field."""

from __future__ import annotations

import re

from gaba_analogs.checks.kit import AGREES, Fault, NothingSaid, Outcome, left_to
from gaba_analogs.notation.identifiers import (
    CasNumber,
    cas_check_digit,
    unii_check_character,
)
from gaba_analogs.notation.text import unlisted
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.record.kinds import Form

FAMILY = "Identifiers"


def cas_malformed(cas: CasNumber) -> Outcome:
    """The CAS number is malformed.

    Why it matters
        A CAS number has two to seven digits, two digits and one check digit; anything else finds nothing.

    What to do
        Look the number up again, by name or InChIKey. A digit too many or too few is the usual cause.

    Record
        name: baclofen
        cas: 1134-470-0
        -> CAS number is not a valid CAS number: the form is two to seven digits, two digits, one check digit

    Examples
        >>> from gaba_analogs.notation.identifiers import read_cas
        >>> print(cas_malformed(read_cas("651-48-10")))
        A is not a valid CAS number: the form is two to seven digits, two digits, one check digit
        >>> cas_malformed(read_cas("1134-47-0"))
        Agrees()

    Blind spots
        Numbers that a collection made up for itself show only by their length.
    """
    if cas.date:
        return left_to("cas-is-date")
    if cas.value is not None:
        return AGREES
    return Fault(
        "{a} is not a valid CAS number: the form is two to seven digits, two digits, one check digit",
        stated=cas.text,
        blame="a",
    )


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
    if not cas.date:
        return AGREES if cas.value is not None else left_to("cas-malformed")
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
    body = cas.value[:-2].replace("-", "")
    expected = cas_check_digit(body)
    if int(cas.value[-1]) == expected:
        return AGREES
    return Fault(
        f"{{a}} has a wrong digit: {cas.value[:-2]} takes the check digit {expected}, not {cas.value[-1]}",
        stated=cas.text,
        blame="a",
    )


def unii_malformed(unii: str) -> Outcome:
    """The UNII is malformed.

    Why it matters
        A UNII has ten letters and digits; anything else finds nothing in the FDA's substance register.

    What to do
        Look it up again in the register, by name or InChIKey.

    Record
        name: baclofen
        unii: H789N3FKE
        -> UNII is not a valid UNII: the form is ten letters and digits

    Examples
        >>> print(unii_malformed("H789N3FKE"))
        A is not a valid UNII: the form is ten letters and digits
        >>> unii_malformed("H789N3FKE8")
        Agrees()

    Blind spots
        None known.
    """
    if re.fullmatch(r"[A-Z0-9]{10}", unii):
        return AGREES
    return Fault("{a} is not a valid UNII: the form is ten letters and digits", stated=unii, blame="a")


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
    if not re.fullmatch(r"[A-Z0-9]{10}", unii):
        return left_to("unii-malformed")
    expected = unii_check_character(unii[:9])
    if unii[9] == expected:
        return AGREES
    return Fault(
        f"{{a}} has a wrong character: {unii[:9]} takes the check character {expected}, not {unii[9]}",
        stated=unii,
        blame="a",
    )


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
        A is not a valid EC number: the form is 222-977-4
        >>> ec_number_wrong("222-977-4")  # homotaurine
        Agrees()

    Blind spots
        The number of another substance passes.
    """
    from stdnum.eu import ecnumber  # noqa: PLC0415  # loads only where an EC number is stated

    if ecnumber.is_valid(ec_number):
        return AGREES
    parts = re.fullmatch(r"([0-9]{3}-[0-9]{3})-([0-9])", ecnumber.compact(ec_number))
    if parts is None:
        return Fault("{a} is not a valid EC number: the form is 222-977-4", stated=ec_number, blame="a")
    expected = ecnumber.calc_check_digit(parts[1])
    return Fault(
        f"{{a}} has a wrong digit: {parts[1]} takes the check digit {expected}, not {parts[2]}",
        stated=ec_number,
        blame="a",
    )


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
        Of several identifiers in a cell only the first is checked; whether it exists is not known.
    """
    name, text = identifier
    field = BY_NAME[name]
    if field.form is None:
        return NothingSaid(f"{field.words} has no form to check")
    if _first_identifier(field.form, text) is not None:
        return AGREES
    return Fault(f"{{a}} is not in the usual form: {field.usual_form}", stated=text)


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
    if field.form is None or field.form.checked is None:
        return NothingSaid(f"{field.words} has no check digit")
    bare = _first_identifier(field.form, text)
    if bare is None:
        return left_to("identifier-malformed")
    if field.is_sound(bare.upper()):
        return AGREES
    return Fault(
        f"{{a}} has a wrong digit: its number takes the check digit of {field.form.checked(bare.upper())}",
        stated=text,
    )


def _first_identifier(form: Form, text: str) -> str | None:
    """Give the first identifier of a cell; None where it has not the form."""
    whole = unlisted(text.strip())
    first = whole if form.pattern.fullmatch(whole) else re.split(r"\s*(?:[;,|]|\s(?=\S))\s*", whole)[0]
    return first if form.pattern.fullmatch(first) else None


def value_in_wrong_field(misplaced: tuple[str, str, str]) -> Outcome:
    """A value belongs in another field, as its form shows.

    Why it matters
        Columns get swapped: an InChI in the InChIKey column, a CAS number in the name.

    What to do
        Move the value to its field. If whole columns are swapped, rename them or use `--map`.

    Record
        name: GABA
        inchikey: InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
        -> InChIKey holds an InChI

    Examples
        >>> print(value_in_wrong_field(("inchikey", "inchi", "InChI=1S/CH4/h1H4")))
        A holds an InChI
        >>> value_in_wrong_field(("inchikey", "inchikey", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"))
        Agrees()

    Blind spots
        A SMILES in the name field may be a name, and is left alone.
    """
    field, shape, text = misplaced
    if field == shape:
        return AGREES
    return Fault(f"{{a}} holds {BY_NAME[shape].one}", stated=text, blame="a")
