"""Records as Python code gives them: values, mappings, rows, names; one or many."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from gaba_analogs.errors import InputError, UnknownCompoundError, did_you_mean
from gaba_analogs.record import NOWHERE, Place, StructureRecord
from gaba_analogs.record.values import a_kind_of

if TYPE_CHECKING:
    import pandas as pd

RecordLike = StructureRecord | Mapping[str, object] | str
"""A record, a mapping of fields to values, or the name of a bundled compound."""

_EXAMPLE = "{'smiles': ..., 'inchikey': ...}"


def as_record(record: RecordLike, place: Place = NOWHERE) -> StructureRecord:
    """Turn anything that can stand for a record into one.

    Parameters
    ----------
    record
        A record, a mapping in any recognised spelling, the name of a bundled compound, a compound of the
        family, or a row of a DataFrame.
    place
        Where a mapping or a row stands.

    Raises
    ------
    UnknownCompoundError
        No bundled compound has the name.
    InputError
        `record` is something else, a key is not recognised, or a value is neither text nor a number.

    Examples
    --------
    >>> as_record({"InChI Key": "BTCSSZJGUNDROE-UHFFFAOYSA-N", "MW": 103.12})
    StructureRecord(inchikey='BTCSSZJGUNDROE-UHFFFAOYSA-N', molecular_weight='103.12')
    """
    if isinstance(record, StructureRecord):
        return record
    if isinstance(record, str):
        return _bundled(record)
    if isinstance(record, Mapping) or _is_pandas(record, "Series"):
        from gaba_analogs.readers.tabular.mappings import record_of, record_of_row  # noqa: PLC0415 - only for these

        return record_of(record, place) if isinstance(record, Mapping) else record_of_row(record.to_dict(), place)
    made = getattr(record, "to_record", None)
    if callable(made) and isinstance(own := made(), StructureRecord):
        return own
    if is_frame(record):
        raise InputError("a DataFrame holds many records: use verify_frame")
    if isinstance(record, os.PathLike):
        raise InputError(f"{os.fspath(record)} is a path, not a record: {_reading(record)}")
    raise InputError(
        f"expected a StructureRecord, {_EXAMPLE} or the name of a bundled compound, got {a_kind_of(record)}"
    )


def as_records(records: Iterable[RecordLike]) -> Iterator[StructureRecord]:
    """Turn a collection of anything that `as_record` takes into records.

    Raises
    ------
    InputError
        At once, if `records` is not a collection of records; later, if one of them cannot be a record.
    """
    if isinstance(records, str | os.PathLike):
        raise InputError(f"expected several records, got {os.fspath(records)!r}: {_reading(records)}")
    if isinstance(records, Mapping | StructureRecord):
        raise InputError("this is a single record: use verify, or put it in a list")
    if is_frame(records):
        raise InputError("this is a DataFrame: use verify_frame")
    try:
        iterator = iter(records)
    except TypeError:
        raise InputError(f"expected several records, got {a_kind_of(records)}") from None
    return _numbered(iterator)


def _numbered(records: Iterator[RecordLike]) -> Iterator[StructureRecord]:
    for number, record in enumerate(records, start=1):
        if isinstance(record, StructureRecord):
            yield record
            continue
        try:
            own = as_record(record, Place(row=number))
        except InputError as error:
            raise InputError(f"record {number}: {error}") from None
        yield own


def records_from(
    source: pd.DataFrame | Iterable[RecordLike] | str | os.PathLike[str],
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    columns: Collection[str] = (),
) -> Iterator[StructureRecord]:
    """Return the records of a file, a DataFrame or a collection.

    Raises
    ------
    InputError
        The source cannot be read, or is something else.
    """
    if isinstance(source, str | os.PathLike):
        from gaba_analogs.readers import read  # noqa: PLC0415 - readers only where a file is given

        return read(source, mapping=mapping, identity=identity, columns=columns)
    if is_frame(source):
        from gaba_analogs.readers.tabular.table import records_from_frame  # noqa: PLC0415 - likewise

        return records_from_frame(source, mapping=mapping, identity=identity, carried=columns)
    for option, given in (("mapping names the columns", mapping), ("identity names a column", identity)):
        if given:
            raise InputError(f"{option} of a table, but records have no columns")
    return as_records(source)  # type: ignore[arg-type]  # no DataFrame any more


def is_frame(value: object) -> TypeGuard[pd.DataFrame]:
    """Tell a DataFrame of pandas from anything else, without loading pandas."""
    return _is_pandas(value, "DataFrame")


def _is_pandas(value: object, kind: str) -> TypeGuard[pd.Series]:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, getattr(pandas, kind, ()))


def _bundled(name: str) -> StructureRecord:
    from gaba_analogs.analogs.family import find  # noqa: PLC0415 - only for names

    try:
        return find(name).to_record()
    except UnknownCompoundError:
        from gaba_analogs.readers.tabular.columns import field_shown_by  # noqa: PLC0415 - only for what is no name

        field = None if " " in name.strip() else field_shown_by(name.strip())
        if field is not None:
            text = str(name)  # NumPy's own show their type
            hint = did_you_mean([f"{{{field!r}: {text!r}}}"])
            raise InputError(f"no bundled compound named {text!r}{hint}") from None
        if _is_file(name):
            raise InputError(f"{name!r} is a file, not a record: {_reading(name)}") from None
        raise


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _reading(path: str | os.PathLike[str]) -> str:
    return f"for a file, use verify_records(read({os.fspath(path)!r}))"
