"""Values of typed tables (Parquet, DataFrames, JSON) as the text that states them."""

from __future__ import annotations

import math
from decimal import Decimal

from gaba_analogs.readers.columns import MASSES
from gaba_analogs.readers.text import without_surrogates


def cell_text(value: object, name: str) -> str | None:
    """Write a value of a typed table as text; None for a missing value.

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
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or value != value:  # noqa: PLR0124 - true of NaN and NaT only
        return None
    if isinstance(value, bytes | bytearray):
        return value.decode("utf-8", "replace")
    if isinstance(value, float):
        whole = math.isfinite(value) and value.is_integer() and name not in MASSES
        return str(int(value)) if whole else repr(float(value))
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else None
    if isinstance(value, list | tuple):
        parts = [cell_text(part, name) for part in value]
        return "|".join(part for part in parts if part)
    if isinstance(value, dict):
        return None
    return str(value)
