"""Cells of typed tables (Parquet, DataFrames, JSON) as the text that states them."""

from __future__ import annotations

from numbers import Number

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import without_surrogates
from gaba_analogs.record.values import a_kind_of, text_of


def cell_text(value: object, name: str) -> str | None:
    """Write a value of a typed table as text; None for a missing value, and for a nested table.

    Parameters
    ----------
    value
        Whatever the table holds.
    name
        The field it states: whole numbers are written without decimals unless it is a mass.

    Examples
    --------
    >>> cell_text(2284.0, "pubchem_cid"), cell_text(213.66, "molecular_weight")
    ('2284', '213.66')
    """
    if isinstance(value, str):
        return without_surrogates(str(value))
    if type(value) is float and value == value and not value.is_integer():  # noqa: PLR0124 - not true of NaN
        return repr(value)
    if isinstance(value, dict):
        return None
    if isinstance(value, list | tuple):
        parts = [cell_text(part, name) for part in value]
        return "|".join(part for part in parts if part)
    try:
        text = text_of(value, name)
    except InputError:
        text = written(value)
    return text if text is None else without_surrogates(text)


def written(value: object) -> str:
    """Write any value as Python does; where Python refuses to, say what it is.

    Examples
    --------
    >>> written((1, 2)), written(10**5000)
    ('(1, 2)', '(an int of too many digits)')
    """
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - whatever a class of somebody else's raises
        why = "of too many digits" if isinstance(value, Number) else "that cannot be written"
        return f"({a_kind_of(value)} {why})"
