"""Field names and verbs in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gaba_analogs.record.fields import BY_NAME, TABLE
from gaba_analogs.regex import regex

FIELD_WORDS = {field.name: field.words for field in TABLE}
"""What a chemist calls each field."""

_VERBS = {
    "is": ("is", "are"),
    "has": ("has", "have"),
    "lacks": ("lacks", "lack"),
    "lists": ("lists", "list"),
    "does": ("does", "do"),
    "specifies": ("specifies", "specify"),
    "leaves": ("leaves", "leave"),
    "states": ("states", "state"),
    "says": ("says", "say"),
}


_PLACES = regex(rf"\{{(?:(?P<fields>[ab])|(?P<of_objects>b_)?(?P<verb>{'|'.join(_VERBS)}))\}}")


def listed(fields: Sequence[str]) -> str:
    """Join field names as in a sentence.

    Examples
    --------
    >>> listed(["smiles", "inchi", "formula"])
    'SMILES, InChI and formula'
    """
    words = [FIELD_WORDS.get(f, f) for f in fields]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "the other fields"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun; the plural has an s unless another one is given.

    Examples
    --------
    >>> counted(1, "record"), counted(1200, "record")
    ('1 record', '1,200 records')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def misfit(cells: int, width: int, model: str = "the header") -> str:
    """Say that a row has another number of cells [-] than the header of its table, or the row that stands for it.

    Examples
    --------
    >>> misfit(3, 4), misfit(1, 4, "the first row")
    ('row has 3 cells but the header has 4', 'row has 1 cell but the first row has 4')
    """
    return f"row has {cells} {'cell' if cells == 1 else 'cells'} but {model} has {width}"


def phrase(message: str, subjects: Sequence[str], objects: Sequence[str]) -> str:
    """Fill a message's places: fields for ``{a}`` and ``{b}``, verbs that agree with them.

    Examples
    --------
    >>> phrase("{a} {is} the enantiomer of {b}", ["smiles"], ["inchi", "inchikey"])
    'SMILES is the enantiomer of InChI and InChIKey'
    """
    return _filled(message, tuple(subjects), tuple(objects))


@lru_cache(maxsize=1024)
def _filled(message: str, subjects: tuple[str, ...], objects: tuple[str, ...]) -> str:
    def word(place: re.Match[str]) -> str:
        verb = place["verb"]
        if verb is None:
            return listed(subjects if place["fields"] == "a" else objects)
        of_objects = place["of_objects"] is not None
        fields = objects if of_objects else subjects
        many = len(fields) > 1 or (of_objects and not fields) or _is_plural(fields)
        return _VERBS[verb][many]

    return _PLACES.sub(word, message)


def _is_plural(fields: Sequence[str]) -> bool:
    """Tell whether a single field takes verbs in the plural."""
    return len(fields) == 1 and fields[0] in BY_NAME and BY_NAME[fields[0]].plural
