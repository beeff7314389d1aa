"""Files in, records out: what was stated, as typed, with its place.

`read` chooses the reader by the name and content of an input, and loads only that one. Values are not
checked here.
"""

from __future__ import annotations

import difflib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from gaba_analogs.errors import InputError, system_reason
from gaba_analogs.readers.catalogue import SUFFIXES, promised_format, recognised
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.values import a_kind_of

__all__ = ["SUFFIXES", "read"]

STANDARD_INPUT = "<stdin>"


def read(
    source: str | os.PathLike[str],
    *,
    mapping: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    called: str | None = None,
) -> Iterator[StructureRecord]:
    """Read the records of one input, lazily and in order.

    Parameters
    ----------
    source
        A path, or ``-`` for standard input. It may be compressed (gzip, bzip2, xz, zstd), whatever its
        name. A folder stands for the Parquet parts in it, in the order of their names.
    mapping
        Field to column title (or SD tag, or JSON key); overrides automatic recognition.
    stdin
        The stream for ``-``; by default the process's standard input.
    called
        Name of a file that has another one yet: its ending says what it holds. None for its own.

    Returns
    -------
    Iterator of StructureRecord
        One per row, entry, line or infobox. If part of a row could not be read, its ``problem`` says why.

    Raises
    ------
    InputError
        The input is missing, empty, binary or damaged, or nothing in it is recognised. Damage after
        good records is reported after them.
    """
    if mapping:
        from gaba_analogs.readers.tabular.columns import check_mapping  # noqa: PLC0415 - only with a mapping

        if not isinstance(mapping, Mapping):
            raise InputError(f"mapping: expected {{field: column}}, got {a_kind_of(mapping)}")
        mapping = {str(field): str(column) for field, column in mapping.items()}
        check_mapping(mapping)
    given = _path(source)
    if given == "-":
        return _records(nullcontext(stdin or sys.stdin.buffer), STANDARD_INPUT, mapping)
    if _is_folder(given):
        return _folder_records(_parts(given), given, mapping)
    return _records(_file(given), called or given, mapping)


def _path(source: str | os.PathLike[str]) -> str:
    """Return a path as text; raise `InputError` for anything else."""
    try:
        given = os.fsdecode(os.fspath(source))
    except TypeError as error:
        raise InputError(f"expected a path, got {a_kind_of(source)}") from error
    if not given:
        raise InputError("the path is empty: name a file")
    return given


def _is_folder(given: str) -> bool:
    """Whether a path is a folder; raise `InputError` if it is not readable."""
    try:
        status = Path(given).stat()
    except FileNotFoundError as error:
        raise InputError(f"no such file{_nearest(given)}", path=given) from error
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise InputError(f"cannot be read ({reason}): check the path", path=given) from error
    if stat.S_ISREG(status.st_mode):
        if not status.st_size:
            raise InputError("the file is empty", path=given)
        with _opened(given):
            pass
    return stat.S_ISDIR(status.st_mode)


def _nearest(given: str) -> str:
    path = Path(given)
    try:
        there = sorted(found.name for found in path.parent.iterdir())
    except (OSError, ValueError):
        return ": check the path"
    near = difflib.get_close_matches(path.name, there[:10_000], n=1, cutoff=0.75)
    return f": did you mean {path.parent / near[0]}?" if near else ": check the path"


def _opened(given: str) -> BinaryIO:
    try:
        return Path(given).open("rb")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}): check its permissions", path=given) from error


@contextmanager
def _file(given: str) -> Iterator[BinaryIO]:
    """Open a file only when the first record is asked for."""
    with _opened(given) as file:
        yield file


# ------------------------------------------------------------------------------------------------
# Folders


def _parts(folder: str) -> list[Path]:
    """Find the Parquet parts in a folder and its subfolders, except under names that start with a dot or underscore."""
    try:
        found = sorted(path for path in Path(folder).rglob("*") if _is_part(path))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}): check its permissions", path=folder) from error
    inside = len(Path(folder).parts)
    parts = [path for path in found if not any(part.startswith((".", "_")) for part in path.parts[inside:])]
    if not parts:
        raise InputError("no Parquet parts in this folder: give the files in it instead", path=folder)
    return parts


def _is_part(path: Path) -> bool:
    return promised_format(path.name) == "parquet" and not path.is_dir()


def _folder_records(parts: list[Path], folder: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    """Read the parts one by one; an unreadable part does not stop the others."""
    found = False
    unread: list[InputError] = []
    for part in parts:
        try:
            with _opened(str(part)) as file:
                for record in _opened_records(OpenedInput(file, str(part)), mapping):
                    found = True
                    yield record
        except InputError as error:
            unread.append(error)
    if unread:
        others = f" (and {len(unread) - 1} more of the {len(parts)} parts)" if len(unread) > 1 else ""
        raise InputError(f"{unread[0].message}{others}", path=unread[0].path)
    if not found:
        raise InputError("no records in the Parquet parts of this folder", path=folder)


# ------------------------------------------------------------------------------------------------
# One stream


def _records(
    opening: AbstractContextManager[BinaryIO], name: str, mapping: Mapping[str, str] | None
) -> Iterator[StructureRecord]:
    with opening as file:
        records = _opened_records(OpenedInput(file, name), mapping)
        first = next(records, None)
        if first is None:
            raise InputError("no records: only a header row", path=name)
        yield first
        yield from records


def _opened_records(source: OpenedInput, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    form = recognised(source)
    if mapping and not form.has_columns:
        raise InputError(f"{form.title} has no columns: remove --map", path=source.name)
    return form.read(source, mapping)
