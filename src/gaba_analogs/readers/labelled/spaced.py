"""A label and its value with nothing but a blank between them, as in text copied from a page."""

from __future__ import annotations

from collections.abc import Callable

from gaba_analogs.notation.characters import HYPHENS
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.readers.tabular.columns import field_shown_by
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.record.kinds import IDENTIFIERS, MASSES, Kind
from gaba_analogs.regex import regex

_MOST_WORDS = 4
"""Words [-] of the longest label."""
_LONGEST = 10
"""Words [-] of the longest line: a longer one is prose."""
_MASS = regex(r"\d+(?:[.,]\d+)*(?:\s*(?:k?g|k?Da|amu|u|lb)\b.*)?(?:\s+\([^()]*\))?")
_NUMBER = regex(rf"\d[\d{HYPHENS}-]*\d(?:\s+\([^()]*\))?")
_CODE = regex(r"(?=\S*\d)\S+(?:\s+\([^()]*\))?")
_STRUCTURES = {
    Kind.SMILES: "smiles",
    Kind.CONNECTIVITY_SMILES: "smiles",
    Kind.INCHI: "inchi",
    Kind.INCHIKEY: "inchikey",
}
_KINDS = frozenset({*MASSES, *IDENTIFIERS, *_STRUCTURES, Kind.FORMULA})
"""Kinds whose values do not look like words."""


def spaced(text: str, field_of: Callable[[str], str | None]) -> tuple[str, str] | None:
    """Split a line into a known label and its value.

    Parameters
    ----------
    text
        The line.
    field_of
        Names the field of a label.

    Returns
    -------
    tuple of str, or None
        The field and its value; the line twice, where a figure stands behind the label that is no value of the
        field, so that it is told of; None for any other line.

    Examples
    --------
    >>> field_of = {"Molar mass": "molecular_weight"}.get
    >>> spaced("Molar mass 192.12 g/mol", field_of), spaced("Molar mass about 190", field_of)
    (('molecular_weight', '192.12 g/mol'), ('Molar mass about 190', 'Molar mass about 190'))
    >>> spaced("Molar mass unknown", field_of)
    """
    words = text.split(maxsplit=_LONGEST)
    if len(words) > _LONGEST:
        return None
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        field = field_of(" ".join(words[:count]))
        if field is not None and BY_NAME[field].kind in _KINDS:
            value = " ".join(words[count:]).lstrip("= ")
            if _is_like(BY_NAME[field].kind, value):
                return field, value
            return (text, text) if any(character.isdigit() for character in value) else None
    return None


def _is_like(kind: Kind, value: str) -> bool:
    """Whether a text looks like a value of a kind, a wrong one included."""
    if kind in MASSES:
        return _MASS.fullmatch(value) is not None
    if kind is Kind.FORMULA:
        return " " not in value and read_plain_formula(value) is not None
    if kind in _STRUCTURES:
        return field_shown_by(value) == _STRUCTURES[kind]
    return (_NUMBER if kind in {Kind.CAS_NUMBER, Kind.EC_NUMBER} else _CODE).fullmatch(value) is not None
