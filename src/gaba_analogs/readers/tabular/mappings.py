"""Records as Python mappings: keys in any recognised spelling, numbers as well as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from reprlib import repr  # noqa: A004 - bounded: a message is one line
from typing import Any

from gaba_analogs.errors import InputError, did_you_mean, nearest
from gaba_analogs.readers.tabular.columns import (
    ALL_FIELDS,
    SEVERAL_MEANINGS,
    SPELLINGS,
    Columns,
    normalised,
    nothing_recognised,
    recognise,
)
from gaba_analogs.record import FIELDS, NOWHERE, Place, StructureRecord
from gaba_analogs.record.values import text_of

_MOST_SHAPES = 256
_BLANKS = " \t\r\n\f\v"
_OWN = frozenset({"place", "labels", "problem", "identity", "carried"})
"""Attributes of a record that are no fields: a mapping made of one may hold them."""


def record_of(mapping: Mapping[Any, object], place: Place = NOWHERE) -> StructureRecord:
    """Make a record of a mapping.

    Parameters
    ----------
    mapping
        Keys spelt like the columns of a table; values as for `values.text_of`.
    place
        Its place, unless it has one of its own.

    Raises
    ------
    InputError
        A key is not recognised or does not say which mass it is, two keys of a field differ, or a value is neither text
        nor a number.

    Examples
    --------
    >>> record_of({"SMILES": "NCCCC(=O)O", "InChI Key": None, "MolWt": 103.12, "CID": 119.0})
    StructureRecord(smiles='NCCCC(=O)O', molecular_weight='103.12', pubchem_cid='119')
    """
    stated = {key: value for key, value in mapping.items() if key not in _OWN}
    keys, texts, columns = _read(stated)
    used = set(columns.used())
    unknown = next((key for index, key in enumerate(keys) if index not in used), None)
    if unknown is not None:
        if normalised(unknown) in _ANY_MASS:
            raise InputError(
                f"{repr(unknown)} may be one mass or another: name it molecular_weight or monoisotopic_mass"
            )
        near = nearest(normalised(unknown), _FIELD_BY_SPELLING, shown=_FIELD_BY_SPELLING.__getitem__)
        raise InputError(f"no field named {repr(unknown)}{did_you_mean(near, ALL_FIELDS)}")
    _refuse_contradictions(keys, texts)
    own = mapping.get("place") or place
    if not isinstance(own, Place):
        raise InputError(f"place: expected a Place, got {own!r}")
    record = _record(texts, columns, own, text_of(mapping.get("problem"), "problem"))
    identity = text_of(mapping.get("identity"), "identity")
    return record if identity is None else replace(record, identity=identity)


def record_of_row(row: Mapping[Any, object], place: Place = NOWHERE) -> StructureRecord:
    """Make a record of a row of a table; columns that are not recognised are ignored.

    Raises
    ------
    InputError
        No column is recognised.
    """
    keys, texts, columns = _read(row)
    if not columns:
        raise nothing_recognised(keys, None, "key")
    return _record(texts, columns, place)


def _read(mapping: Mapping[Any, object]) -> tuple[tuple[str, ...], list[str | None], Columns]:
    """Return keys, values as text, and the fields they state."""
    keys = tuple(mapping)
    odd = next((key for key in keys if not isinstance(key, str)), None)
    if odd is not None or None in keys:
        raise InputError(f"field names must be text, not {repr(odd)}")
    if _SEVERAL.isdisjoint(map(normalised, keys)):
        columns = _columns(keys)
    else:
        columns = recognise(keys, samples=[[text_of(value, "") for value in mapping.values()]])
    names = {cell.index: name for name, cells in columns.cells.items() for cell in cells}
    texts = [text_of(value, names[n]) if n in names else None for n, value in enumerate(mapping.values())]
    return keys, texts, columns


def _record(texts: Sequence[str | None], columns: Columns, place: Place, problem: str | None = None) -> StructureRecord:
    """Take the first key that states something for each field, as for the columns of a table."""
    stated: dict[str, str | None] = {}
    labels: dict[str, str] = {}
    for name, cells in columns.cells.items():
        cell = next((cell for cell in cells if (texts[cell.index] or "").strip(_BLANKS)), None)
        if cell is None:
            continue
        text = texts[cell.index] or ""
        text = text if name == "molblock" else text.strip(_BLANKS)
        stated[name] = re.split(r"[\n|]", text, maxsplit=1)[0].strip(_BLANKS) if cell.first_only else text
        if columns.header[cell.index] != name:
            labels[name] = columns.header[cell.index]
    return StructureRecord.made_of(stated, place, labels, problem)


@lru_cache(maxsize=_MOST_SHAPES)
def _columns(keys: tuple[str, ...]) -> Columns:
    return recognise(keys)


_ANY_MASS = frozenset({"mass", "nominalmass"})
"""Spellings that do not say which mass it is: only the molecules of a whole table can tell."""
_SEVERAL = frozenset(SEVERAL_MEANINGS)
_FIELD_BY_SPELLING = {
    **{normalised(name): name for name in FIELDS},
    **{spelling: name for name, spellings in SPELLINGS.items() for spelling in spellings},
}


def _refuse_contradictions(keys: Sequence[str], texts: Sequence[str | None]) -> None:
    """Raise if two spellings of a key have different values."""
    seen: dict[str, int] = {}
    for index, key in enumerate(keys):
        if not (texts[index] or "").strip(_BLANKS):
            continue
        first = seen.setdefault(normalised(key), index)
        if texts[first] != texts[index]:
            raise InputError(f"{keys[first]!r} and {key!r} are the same field with different values")
