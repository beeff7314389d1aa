"""The row of units that may stand below a header: it is no record."""

from __future__ import annotations

from collections.abc import Sequence

from gaba_analogs.notation.characters import plain_dots
from gaba_analogs.notation.text import is_placeholder, plain_digits
from gaba_analogs.readers.tabular.columns import field_headed, normalised
from gaba_analogs.regex import regex

_SYMBOL = (
    r"(?:[pnuµμmkMGcd]?(?:g|mol|m|l|L|M|s|J|cal|eV|Da|Pa|bar|V|Hz|K|A)|gr|°\s?C|°\s?F|°|Å|%|ppm|ppb|amu|u|e|min|h|d|"
    r"[Dd]altons?|grams?|mole)"
)
_POWER = r"(?:\s*\^?\s*[-+]?\d)?"
_LONGEST = 24
"""Characters [-] of the longest unit, or word for what a column holds."""
_UNIT = regex(rf"(?:in )?{_SYMBOL}{_POWER}(?:\s*(?:[/*·.]|per)?\s*{_SYMBOL}{_POWER}){{0,4}}|m/z|log ?(?:10|units?)?")
_UNMISTAKABLE = regex(r".*[%°Å/^].*|.*[a-z].*mol.*|[nmkMG]?Da|[Dd]altons?|amu|ppm|ppb|[munpkµμ](?:g|mol|M|L|l|m|eV|J)")
"""What no value looks like: of a unit of one letter nobody knows whether it is a code, or an element."""
_BRACKETS = regex(r"\s*[(\[{<](.*)[)\]}>]\s*")
_KINDS = frozenset(
    {
        "text", "string", "str", "char", "varchar", "character", "object", "category", "categorical", "factor",
        "number", "numeric", "num", "integer", "int", "int64", "float", "float64", "double", "decimal", "real", "bool",
        "boolean", "logical", "date", "datetime", "id", "key", "index", "unit", "units", "einheit", "einheiten",
        "unité", "unidad", "zahl", "ganzzahl", "zeichenkette", "dimensionless", "unitless", "hill", "iupac", "casrn",
    }
)  # fmt: skip
"""Words for what kind of values a column holds."""


def is_row_of_units(cells: Sequence[str | None]) -> bool:
    """Tell whether every filled cell of a row is a unit or a word for a notation or a type, and one a unit.

    Examples
    --------
    >>> is_row_of_units(["", "", "SMILES", "", "g/mol"]), is_row_of_units(["GABA", "", "", "g/mol"])
    (True, False)
    >>> is_row_of_units(["text", "string", "[Da]"]), is_row_of_units(["text", "C", "K"])
    (True, False)
    """
    if any(cell and len(cell) > _LONGEST for cell in cells):
        return False
    filled = [_bare(cell) for cell in cells if cell and cell.strip() and not is_placeholder(cell)]
    units = [text for text in filled if _UNIT.fullmatch(text)]
    others = [text for text in filled if not _UNIT.fullmatch(text)]
    return any(map(_UNMISTAKABLE.fullmatch, units)) and all(map(_is_kind, others))


def _bare(cell: str) -> str:
    """Give the text of a cell without brackets, its powers on the line, its dots alike."""
    inner = _BRACKETS.fullmatch(cell)
    return plain_dots(plain_digits((inner[1] if inner else cell).strip()))


def _is_kind(text: str) -> bool:
    return normalised(text) in _KINDS or field_headed(text) is not None
