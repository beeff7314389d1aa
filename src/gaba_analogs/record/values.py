"""Python values, and those of typed tables (Parquet, DataFrames, JSON), as text."""

from __future__ import annotations

import math
from datetime import date, time
from decimal import Decimal
from numbers import Number
from typing import Any

from gaba_analogs.errors import InputError
from gaba_analogs.record.fields import Kind, of_kind

_MASSES = frozenset(of_kind(Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS))


def text_of(value: object, name: str) -> str | None:
    """Write a value as text; None for a missing value: None, NaN, NaT, ``pandas.NA``.

    Parameters
    ----------
    value
        Text, a number, a date, bytes, or a list of these, joined with ``|``; also from NumPy.
    name
        The field: whole numbers are written without decimals unless it is a mass.

    Raises
    ------
    InputError
        The value is something else, or a number of thousands of digits.

    Examples
    --------
    >>> text_of(2284.0, "pubchem_cid"), text_of(213.66, "molecular_weight"), text_of(float("nan"), "charge")
    ('2284', '213.66', None)
    """
    if isinstance(value, str):
        return str(value)
    if hasattr(value, "tolist"):
        value = _in_python(value)
    if isinstance(value, Decimal):
        return _written(value)
    if value is None or _is_missing(value):
        return None
    if isinstance(value, bytes | bytearray):
        return value.decode("utf-8", "replace")
    if isinstance(value, float):
        whole = math.isfinite(value) and value.is_integer() and name not in _MASSES
        return str(int(value)) if whole else repr(float(value))
    if isinstance(value, list | tuple):
        parts = [text_of(part, name) for part in value]
        return "|".join(part for part in parts if part)
    if isinstance(value, Number | date | time):
        try:
            return str(value)
        except ValueError as error:  # longer than Python writes integers
            raise InputError(f"{name or 'a value'}: the number has too many digits") from error
    raise InputError(f"{name or 'a value'}: expected text or a number, got {a_kind_of(value)}")


_MOST_ZEROS = 300
"""Most digits [-] before or behind the point of a number that is written without its power of ten."""


def _written(value: Decimal) -> str | None:
    """Write a decimal number out, but for one whose power of ten would fill the memory with zeros."""
    if not value.is_finite():
        return None
    return format(value, "f") if abs(value.adjusted()) <= _MOST_ZEROS else str(value)


def a_kind_of(value: object) -> str:
    """Name the type of a value in a sentence.

    Examples
    --------
    >>> a_kind_of({}), a_kind_of(5)
    ('a dict', 'an int')
    """
    word = type(value).__name__
    return f"an {word}" if word[0].lower() in "aeio" else f"a {word}"


def _is_missing(value: object) -> bool:
    try:
        return bool(value != value)  # noqa: PLR0124 - true of NaN and NaT only
    except (TypeError, ValueError):  # pandas.NA is neither equal to itself nor different
        return type(value).__name__ == "NAType"


def _in_python(value: Any) -> object:  # noqa: ANN401 - whatever has `tolist`
    """Give a NumPy scalar or array as Python has it; a short float by the digits that it shows."""
    kind = getattr(value, "dtype", None)
    if getattr(kind, "kind", "") == "f" and not getattr(value, "ndim", 1) and getattr(kind, "itemsize", 8) < 8:
        return float(str(value))
    return value.tolist()
