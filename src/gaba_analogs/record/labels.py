"""The name of a field in the value itself: ``EC 200-258-6``, ``UNII: 3G6A5W338E``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.regex import regex

_SEPARATOR = regex(r"\s*[:=#]\s*|\s+|[-_]|(?<=[A-Za-z])(?=\d)")
_BEHIND = regex(r"(?P<value>\S.*\S)\s*[(\[](?P<label>[^()\[\]]{2,30})[)\]]")
_BETWEEN = regex(r"\s*[;,|/]\s*")
_NUMBER = regex(r"(?:no|nr|number|id|code)$")
_NOT_A_LETTER = regex(r"[\W_]")
_OTHERS = {"cas": ("rn", "reg", "registry")}
"""Labels that say too little to be the heading of a column."""
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


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield every field whose name stands before or behind a value, with the value alone.

    Examples
    --------
    >>> list(named_in("PubChem CID: 2284")), list(named_in("1134-47-0"))
    ([('pubchem_cid', 'CID: 2284'), ('pubchem_cid', '2284')], [])
    """
    text = text.strip()
    if len(text) > _LONGEST_VALUE or not any(map(str.isalpha, text)):
        return
    fields = _fields()
    found = [(text[: m.start()], text[m.end() :]) for m in _SEPARATOR.finditer(text[:_LONGEST])]
    if behind := _BEHIND.fullmatch(text):
        found.append((behind["label"], behind["value"]))
    for label, value in found:
        for plain in _plain(label):
            yield from ((name, value) for name in fields.get(plain, ()) if value)


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
    return not _plain(text).isdisjoint(_labels(name))


def _plain(label: str) -> frozenset[str]:
    """Give the letters and digits of a label, with and without "number"."""
    plain = _NOT_A_LETTER.sub("", label.casefold())
    return frozenset({plain, _NUMBER.sub("", plain)}) - {""} if plain else frozenset()


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    """Give the fields of every label."""
    found: dict[str, tuple[str, ...]] = {}
    for name in BY_NAME:
        for label in _labels(name):
            found[label] = (*found.get(label, ()), name)
    return found


@cache
def _labels(name: str) -> frozenset[str]:
    field = BY_NAME[name]
    words = field.words.casefold().split()
    return frozenset({*field.spellings, *field.parameters, *_OTHERS.get(name, ()), "".join(words), words[0]}) - {""}
