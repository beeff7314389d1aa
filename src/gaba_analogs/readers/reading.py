"""The reader for an input, chosen by its name and content."""

from __future__ import annotations

import os
import re
import stat
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from gaba_analogs.errors import (
    GabaAnalogsError,
    InputError,
    NoRecordsError,
    did_you_mean,
    nearest,
    system_reason,
)
from gaba_analogs.internal_errors import internal_error
from gaba_analogs.readers.bystanders import bystander, looks_only_like_data
from gaba_analogs.readers.catalogue import recognised
from gaba_analogs.readers.containers import folder_files, folder_members, members_records
from gaba_analogs.readers.io.members import DEEPEST
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.wanted import IDENTITY, fields_in, passed_through, with_wanted
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

STANDARD_INPUT = "<stdin>"

Say = Callable[[str], None]

_ADDRESS = regex(r"(?:https?|ftp)://", re.IGNORECASE)
_ARTICLE = regex(r"https?://[a-z-]+\.(?:m\.)?wikipedia\.org/.+", re.IGNORECASE)


def read(
    source: str | os.PathLike[str],
    *,
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    columns: Iterable[str] = (),
    stdin: BinaryIO | None = None,
    called: str | None = None,
    say: Say = warnings.warn,
    notes: list[InputNotes] | None = None,
) -> Iterator[StructureRecord]:
    """Read the records of one input, lazily and in order.

    Parameters
    ----------
    source
        A path, or ``-`` for standard input. It may be compressed (gzip, bzip2, xz, zstd), whatever its
        name. A folder stands for the files in it, in the order of their names, an archive for its members.
    mapping
        Field to column title (or SD tag, or JSON key); overrides automatic recognition.
    identity
        Title of the column that tells records apart; ``identity`` of the records.
    columns
        Titles of columns to pass through, or ``all``; ``carried`` of the records.
    stdin
        The stream for ``-``; by default the process's standard input.
    called
        Name of a file that has another one yet: its ending says what it holds. None for its own.
    say
        Told, in one line, which files of a folder or an archive hold no records.
    notes
        Filled with what was read of each file, and which of its columns were not.

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
    mapping = with_wanted(mapping, identity, columns)
    wishes = _Wishes(mapping, say, notes)
    given = _path(source)
    if given == "-":
        return _records(nullcontext(stdin or sys.stdin.buffer), STANDARD_INPUT, wishes)
    refuse_address(given)
    if _is_folder(given):
        return members_records(folder_members(folder_files(given), _opened), given, _member_reader(wishes, 0), say)
    return _records(_file(given), called or given, wishes)


def read_content(
    content: bytes, name: str, *, say: Say = warnings.warn, notes: list[InputNotes] | None = None
) -> Iterator[StructureRecord]:
    r"""Read the records of an input that is in memory; no path is ever opened.

    Parameters
    ----------
    content
        Its bytes, compressed or not.
    name
        What it is called; its ending may say what it holds.
    say, notes
        As for `read`.

    Raises
    ------
    InputError
        As for `read`.

    Examples
    --------
    >>> [record.name for record in read_content(b"name,smiles\nGABA,NCCCC(=O)O\n", "drugs.csv")]
    ['GABA']
    """
    return _records(nullcontext(BytesIO(content)), name, _Wishes(None, say, notes))


class _Wishes(NamedTuple):
    """How an input, and each file in it, is to be read.

    Parameters
    ----------
    mapping
        Field to column title; None for automatic recognition.
    say
        Told of files that hold no records.
    notes
        Filled with what was read of each file; None where nobody asks.
    """

    mapping: Mapping[str, str] | None
    say: Say
    notes: list[InputNotes] | None


def refuse_address(name: str) -> None:
    """Raise `InputError` for the address of a page or a file on the web, saying how to fetch it."""
    if _ADDRESS.match(name) is None:
        return
    if _ARTICLE.fullmatch(name):
        raw = f"{name}{'&' if '?' in name else '?'}action=raw"
        raise InputError(f"an address, not a file: save {raw} as article.wikitext", path=name)
    raise InputError("an address, not a file: download it first", path=name)


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
    near = nearest(path.name, there[:10_000], cutoff=0.75, shown=lambda name: str(path.parent / name))
    return did_you_mean(near, ": check the path")


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
# One stream


def _records(opening: AbstractContextManager[BinaryIO], name: str, wishes: _Wishes) -> Iterator[StructureRecord]:
    with opening as file:
        records = _opened_records(OpenedInput(file, name), wishes)
        first = next(records, None)
        if first is None:
            raise InputError("no records: only a header row", path=name)
        yield first
        yield from records


def _opened_records(source: OpenedInput, wishes: _Wishes, depth: int = 0) -> Iterator[StructureRecord]:
    """Read an opened input; an error of our own, or of a library, costs this one and no other."""
    try:
        yield from _read_as_recognised(source, wishes, depth)
    except GabaAnalogsError:
        raise
    except (OSError, UnicodeError, MemoryError) as error:
        raise InputError(f"cannot be read: {system_reason(error)}", path=source.name) from error
    except Exception as error:
        reason = internal_error(error, "reading it")
        raise InputError(f"{reason}: not read to the end; please report it", path=source.name) from error


def _read_as_recognised(source: OpenedInput, wishes: _Wishes, depth: int) -> Iterator[StructureRecord]:
    """Read an opened input with the reader of its format, or each file in it where it is an archive.

    Parameters
    ----------
    source
        The input.
    wishes
        How it is to be read.
    depth
        In how many folders and archives [-] the input lies; there a mapping is for those that have columns.
    """
    if depth and (said := bystander(source)):
        raise _passed_over(said, source)
    form = recognised(source)
    if depth and (said := looks_only_like_data(source, form.name)):
        raise _passed_over(said, source)
    if form.members is not None:
        if depth > DEEPEST:
            raise InputError(f"archives lie within each other more than {DEEPEST} deep", path=source.name)
        return members_records(form.members(source), source.name, _member_reader(wishes, depth), wishes.say)
    if form.read is None:
        raise TypeError(f"no reader for {form.title}")
    mapping = wishes.mapping
    if mapping and not form.has_columns:
        if not depth and (option := _option_for_columns(mapping)):
            raise InputError(f"{form.title} has no columns: remove {option}", path=source.name)
        mapping = None
    if wishes.notes is None:
        return form.read(source, mapping)
    from gaba_analogs.readers.notes import InputNotes  # noqa: PLC0415 - only where somebody asks

    source.notes = InputNotes(source.name, form.name)
    wishes.notes.append(source.notes)
    return source.notes.counted(form.read(source, mapping))


def _passed_over(said: str, source: OpenedInput) -> NoRecordsError:
    """Make the error for a file that stands beside the data of a folder or an archive."""
    return NoRecordsError(f"{said}: give the file itself to have it read", path=source.name)


def _option_for_columns(mapping: Mapping[str, str]) -> str | None:
    """Name the option that an input without columns cannot serve; to pass through whatever there is, it can."""
    if fields_in(mapping):
        return "--map"
    return "--id" if IDENTITY in mapping else "--columns" if passed_through(mapping) else None


def _member_reader(wishes: _Wishes, depth: int) -> Callable[[BinaryIO, str], Iterator[StructureRecord]]:
    """Make what reads one file of a folder or an archive."""
    return lambda file, name: _opened_records(OpenedInput(file, name), wishes, depth + 1)
