"""The name of a field in the value itself: ``EC 200-258-6``, ``UNII: 3G6A5W338E``."""

from __future__ import annotations

from functools import cache

from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.regex import regex

_SEPARATOR = regex(r"\s*[:=#]\s*|\s+|[-_]|(?<=[A-Za-z])(?=\d)")
_BEHIND = regex(r"(?P<value>\S.*\S)\s*[(\[](?P<label>[^()\[\]]{2,30})[)\]]")
_BETWEEN = regex(r"\s*[;,|/]\s*")
_NUMBER = regex(r"(?:no|nr|number|id|code)$")
_NOT_A_LETTER = regex(r"[\W_]")
_OTHERS = {"cas": ("rn",)}
"""Labels that are too short to be the heading of a column."""
_LONGEST_VALUE = 200
"""Characters [-] of the longest value that is looked at."""
_LONGEST = 40
"""Characters [-] of the longest label and what separates it from its value."""


def without_label(name: str, text: str) -> str | None:
    """Give a value without the name of its field before or behind it; None where it has none.

    The headings under which tables state the field are its names, with or without "number".

    Examples
    --------
    >>> without_label("ec_number", "EC No. 200-258-6"), without_label("unii", "3G6A5W338E (UNII)")
    ('200-258-6', '3G6A5W338E')
    >>> without_label("formula", "Molecular formula: C4H9NO2"), without_label("ec_number", "CAS 56-12-2")
    ('C4H9NO2', None)
    """
    text = text.strip()
    if len(text) > _LONGEST_VALUE:
        return None
    starts = [m for m in _SEPARATOR.finditer(text[:_LONGEST]) if _is_label(name, text[: m.start()])]
    if starts:
        return text[starts[-1].end() :] or None
    behind = _BEHIND.fullmatch(text)
    return behind["value"] if behind is not None and _is_label(name, behind["label"]) else None


def without_labels(name: str, text: str) -> tuple[str, ...]:
    """Give the several values of a cell without the name of its field before any of them; none where no value has it.

    Examples
    --------
    >>> without_labels("ec_number", "EC 200-258-6; EC 203-545-4"), without_labels("ec_number", "EC 200-258-6")
    (('200-258-6', '203-545-4'), ())
    """
    values = _BETWEEN.split(text.strip()) if len(text) <= _LONGEST_VALUE else []
    bare = [without_label(name, value) or value for value in values]
    return tuple(bare) if len(values) > 1 and bare != values else ()


def _is_label(name: str, text: str) -> bool:
    plain = _NOT_A_LETTER.sub("", text.casefold())
    return bool(plain) and not {plain, _NUMBER.sub("", plain)}.isdisjoint(_labels(name))


@cache
def _labels(name: str) -> frozenset[str]:
    field = BY_NAME[name]
    words = field.words.casefold().split()
    return frozenset({*field.spellings, *field.parameters, *_OTHERS.get(name, ()), "".join(words), words[0]}) - {""}
