"""Parquet files, read batch by batch, and only the columns that state a field."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from io import SEEK_END
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from gaba_analogs.errors import InputError
from gaba_analogs.readers.tabular.cells import cell_text
from gaba_analogs.readers.tabular.columns import Columns, nothing_recognised, recognise
from gaba_analogs.record import Place, StructureRecord

if TYPE_CHECKING:
    import pyarrow as pa

    from gaba_analogs.readers.notes import InputNotes

BATCH_ROWS = 8192
SAMPLE_ROWS = 60
MOST_WRITTEN_OUT = 64 << 20
"""Text [bytes] of one column and batch that is written out; where it may be more, equal texts are shared."""

LONG = 8192
"""Characters [-] of a text longer than names, SMILES and InChIs are."""
LARGEST_RATIO = 300
"""Most bytes [-] that a byte of a file gives where it holds long texts; tables of molfiles give up to 20."""
UNSUSPICIOUS = 1 << 28
"""Bytes [-] of long texts below which the ratio does not matter."""


def read_parquet(
    file: BinaryIO, name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read a Parquet file in batches, and only the columns that state a field.

    Parameters
    ----------
    file
        The input, seekable.
    name
        The input as the user named it.
    mapping
        Field to column title; overrides automatic recognition.
    notes
        What to tell of columns that state no field.

    Raises
    ------
    InputError
        The file is damaged, or no column is recognised.
    """
    import pyarrow as pa  # noqa: PLC0415 - importing it takes longer than reading most files
    import pyarrow.parquet as pq  # noqa: PLC0415

    damage = (pa.ArrowException, OSError, ValueError, KeyError, MemoryError, OverflowError)
    try:
        parquet = pq.ParquetFile(file)
        titles = parquet.schema_arrow.names
    except damage as error:
        _damaged_parquet(error, name)
    wanted = recognise(titles, mapping, path=name)
    if not wanted:
        raise nothing_recognised(titles, name)
    if notes is not None:
        notes.saw(wanted)
    mapped = {
        field: titles[wanted.cells[field][0].index] if field in wanted.cells else column
        for field, column in (mapping or {}).items()
    }
    shared = [titles[i] for i in wanted.used() if _holds_texts(parquet.schema_arrow.field(i).type)]
    columns = None
    number = written = 0
    try:
        parquet = pq.ParquetFile(file, read_dictionary=shared)
    except damage as error:
        _damaged_parquet(error, name)
    batches = parquet.iter_batches(batch_size=BATCH_ROWS, columns=[titles[i] for i in wanted.used()])
    while True:
        try:
            batch = next(batches, None)
            if batch is None:
                return
            batch = _only(batch, titles, wanted.used())
            written += _long_texts(batch)
            if columns is None:
                columns = _parquet_columns(batch, mapped, name)
            texts = [_arrow_texts(batch.column(i), columns.field_of(i)) for i in range(batch.num_columns)]
        except damage as error:
            _damaged_parquet(error, name)
        if written > max(UNSUSPICIOUS, LARGEST_RATIO * file.seek(0, SEEK_END)):
            raise InputError(f"unpacks to more than {LARGEST_RATIO} times its size: no table does", path=name)
        for row in zip(*texts, strict=True):
            number += 1
            yield columns.record(row, Place(name, row=number))


def _only(batch: pa.RecordBatch, titles: Sequence[str], used: Sequence[int]) -> pa.RecordBatch:
    """Leave out columns that were read because they share the title of one that is used."""
    named = {titles[index] for index in used}
    read = [index for index, title in enumerate(titles) if title in named]
    if len(read) == len(used) or len(read) != batch.num_columns:
        return batch
    return batch.select([position for position, index in enumerate(read) if index in used])


def _long_texts(batch: pa.RecordBatch) -> int:
    """Count the bytes [-] of columns that hold long texts, each as often as a row states it."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    total = 0
    for column in batch.columns:
        if pa.types.is_dictionary(column.type) and _holds_texts(column.type.value_type):
            lengths = pc.binary_length(column.dictionary)
            if (pc.max(lengths).as_py() or 0) > LONG:
                total += pc.sum(lengths.cast(pa.int64()).take(column.indices)).as_py() or 0
    return total


def _parquet_columns(batch: pa.RecordBatch, mapping: Mapping[str, str], name: str) -> Columns:
    """Recognise the columns again, now with samples of their values."""
    header = batch.schema.names
    some = batch.slice(0, SAMPLE_ROWS)
    samples = [_arrow_texts(some.column(index), "") for index in range(some.num_columns)]
    columns = recognise(header, mapping, samples=list(zip(*samples, strict=True)), path=name)
    if not columns:
        raise nothing_recognised(header, name)
    return columns


def _damaged_parquet(error: BaseException, name: str) -> NoReturn:
    reason = " ".join(str(error).split())[:200]
    raise InputError(f"damaged or truncated Parquet file ({reason})", path=name)


def _holds_texts(kind: pa.DataType) -> bool:
    """Tell whether a column holds texts, which are read as a dictionary: equal ones take their memory once."""
    import pyarrow as pa  # noqa: PLC0415

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _arrow_texts(array: pa.Array, name: str) -> list[str | None]:
    """Turn an Arrow array into texts, written as its field requires; text that is not UTF-8 is included."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if pa.types.is_dictionary(array.type):
        longest = pc.max(pc.binary_length(array.dictionary)).as_py() or 0
        if longest * len(array) > MOST_WRITTEN_OUT:
            used = array.indices.unique().drop_null()
            texts = dict(zip(used.to_pylist(), _arrow_texts(array.dictionary.take(used), name), strict=True))
            return [texts.get(index) for index in array.indices.to_pylist()]
        array = array.dictionary_decode()
    if pa.types.is_float32(array.type) or pa.types.is_float16(array.type):
        shortest = array.to_numpy(zero_copy_only=False)
        return [None if math.isnan(value) else cell_text(float(str(value)), name) for value in shortest]
    if pa.types.is_integer(array.type):
        array = array.cast(pa.string())
    try:
        values: list[str | None] = array.to_pylist()
    except _UNSAID:
        return [_scalar_text(scalar, name) for scalar in array]
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return values
    return [cell_text(value, name) for value in values]


_UNSAID = (ValueError, OverflowError, KeyError, ImportError)
"""What Arrow raises for a value that Python cannot hold: a date after 9999, an unknown zone, a text not in UTF-8."""


def _scalar_text(scalar: pa.Scalar, name: str) -> str | None:
    """Write one value as text, as Arrow writes it where Python cannot; None for a nested table."""
    import pyarrow as pa  # noqa: PLC0415 - likewise

    kind = scalar.type
    try:
        return cell_text(scalar.as_py(), name)
    except _UNSAID:
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            return cell_text(scalar.cast(pa.large_binary()).as_py(), name)
        if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
            return "|".join(part for part in _arrow_texts(scalar.values, name) if part)
        if pa.types.is_nested(kind):
            return None
        if pa.types.is_timestamp(kind) and kind.tz is not None:
            known = None if kind.tz == "UTC" else "UTC"  # which Arrow would count round where it is out of range
            return _scalar_text(scalar.cast(pa.timestamp(kind.unit, known)), name)
        return cell_text(scalar.cast(pa.string()).as_py(), name)
