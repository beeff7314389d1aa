"""What a record, or a row of a reference, can be looked up by, in one spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from gaba_analogs.chemistry.structure import key_of
from gaba_analogs.notation.identifiers import cas_check_digit, is_cas_number, read_cas
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.text import states_nothing
from gaba_analogs.record.fields import BY_NAME, TABLE
from gaba_analogs.record.kinds import IDENTIFIERS
from gaba_analogs.regex import regex
from gaba_analogs.registry.entry import spelling

NUMBERS = tuple(field.name for field in TABLE if field.kind in IDENTIFIERS and not field.shared)
"""Fields that hold a registry's number of one compound."""

LOOKED_UP = (*NUMBERS, "inchikey", "name")
"""Fields by which a record is looked up, in the order of preference."""

_SHORTEST_NAME, _LONGEST_NAME = 3, 250
_KEY_LENGTH = 27
_BETWEEN = regex(r"\s*[,;|/\n]\s*")
"""What stands between the identifiers of a cell that lists several."""


def normalised(field: str, text: str) -> str | None:
    """Give an identifier in the one spelling that an index has; None where it cannot be one.

    Examples
    --------
    >>> normalised("cas", "CAS 1134-47-0"), normalised("chebi_id", "2972"), normalised("pubchem_cid", "CID 2284")
    ('1134-47-0', '2972', '2284')
    >>> normalised("cas", "1134-47-1"), normalised("name", "Amino–butyric  Acid")
    (None, 'amino-butyricacid')
    >>> normalised("hmdb_id", "HMDB00112"), normalised("dtxsid", "DTXSID7022641")  # GABA; baclofen, mistyped
    ('HMDB0000112', None)
    """
    read = _READERS.get(field)
    return _bare(field, text) if read is None else read(text)


def is_normal(field: str, texts: Sequence[str | None]) -> bool:
    """Tell, in a twentieth of the time of `normalised`, whether all texts of a column are in the one spelling.

    It may miss that they are, but for keys and for bare numbers without a check digit.

    Examples
    --------
    >>> is_normal("inchikey", ["KPYSYYIEGFHWSV-UHFFFAOYSA-N"]), is_normal("pubchem_cid", ["2284", "CID 119"])
    (True, False)
    """
    if None in texts:
        return False
    joined, count = "".join(texts), len(texts)  # type: ignore[arg-type]  # no None is there
    if field == "inchikey":
        return len(joined) == _KEY_LENGTH * count and {*map(len, texts)} == {_KEY_LENGTH} and _are_keys(joined, count)  # type: ignore[arg-type]
    own = BY_NAME[field]
    if own.form is None or own.form.checked is not None or not (joined.isdigit() and joined.isascii()):
        return False
    return min(texts) >= "1" and all(own.bare("1" * length) for length in {*map(len, texts)})  # type: ignore[type-var, operator, arg-type]


def _are_keys(joined: str, count: int) -> bool:
    """Tell whether texts of the length of a key are standard keys, all at once."""
    marks = (joined[place::_KEY_LENGTH] == sign * count for place, sign in ((14, "-"), (23, "S"), (24, "A"), (25, "-")))
    return joined.isascii() and joined.isupper() and joined.count("-") == 2 * count and all(marks)


def several(field: str, text: str) -> list[str]:
    """Give the identifiers of a cell, which may list several; none where one of them cannot be one.

    Examples
    --------
    >>> several("cas", "1134-47-0; 56-12-2"), several("cas", "1134-47-0; see text")
    (['1134-47-0', '56-12-2'], [])
    """
    found = {normalised(field, part): None for part in _BETWEEN.split(text)}
    return [] if None in found else [value for value in found if value is not None]


def _key(text: str) -> str | None:
    if len(text) == _KEY_LENGTH and text[14] == "-" and text[23:26] == "SA-" and text.isupper() and text.isascii():
        return text
    key = read_inchikey(text)
    return key.value if key.standard and key.fault is None else None


def _cas(text: str) -> str | None:
    if is_cas_number(text):
        return text
    value = None if _BETWEEN.search(text) and several("cas", text) else read_cas(text).value
    return value if value and cas_check_digit(value[:-2].replace("-", "")) == int(value[-1]) else None


def _name(text: str) -> str | None:
    if not _SHORTEST_NAME <= len(text) <= _LONGEST_NAME or states_nothing("name", text):
        return None
    return spelling(text) or None


def _bare(field: str, text: str) -> str | None:
    if text.isdigit() and text.isascii():
        return text.lstrip("0") if BY_NAME[field].bare(text) else None
    found = BY_NAME[field].bare(text)
    if not found or not BY_NAME[field].is_sound(found):
        return None
    return found.lstrip("0") if found.isdigit() else found


_READERS: Mapping[str, Callable[[str], str | None]] = {"cas": _cas, "inchikey": _key, "name": _name}


def asked(stated: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the fields of a record by which it is looked up, with the identifier in one spelling.

    An InChI without a key is looked up by its hash, for the numbers of the structure.

    Examples
    --------
    >>> list(asked({"cas": "1134-47-0", "pubchem_cid": "none", "name": "Baclofen"}))
    [('cas', '1134-47-0'), ('name', 'baclofen')]
    """
    for field in LOOKED_UP:
        text = stated.get(field)
        value = normalised(field, text) if text else None
        if value is not None:
            yield field, value
    inchi = stated.get("inchi")
    if inchi and "inchikey" not in stated and inchi.startswith("InChI=1S/") and (key := key_of(inchi)):
        yield "inchikey", key
