"""Folders and archives: each file in them as an input of its own, and what is said about those that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.readers.io.members import Member, is_hidden
from gaba_analogs.record import StructureRecord
from gaba_analogs.regex import regex

MOST_NAMED = 5
"""Most files [-] that a line names."""

_FIRST_CLAUSE = regex(r"(?:this is )?([^;:]*)")


def folder_files(folder: str) -> list[Path]:
    """Find the files in a folder and its subfolders, in the order of their names; hidden ones are left out.

    Raises
    ------
    InputError
        The folder cannot be read, or holds no file.
    """
    try:
        found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}): check its permissions", path=folder) from error
    files = [path for path in found if not is_hidden(path.relative_to(folder).as_posix())]
    if not files:
        raise InputError("no files in this folder: give one that holds tables or structures", path=folder)
    return files


def folder_members(files: list[Path], opened: Callable[[str], BinaryIO]) -> Iterator[Member]:
    """Give the files of a folder, each open until the next is asked for."""
    for path in files:
        with opened(str(path)) as file:
            yield Member(str(path), file)


def members_records(
    members: Iterator[Member],
    name: str,
    read: Callable[[BinaryIO, str], Iterator[StructureRecord]],
    say: Callable[[str], None],
) -> Iterator[StructureRecord]:
    """Read members one by one; one that cannot be read does not stop the others.

    Parameters
    ----------
    members
        The files.
    name
        The folder or archive as the user named it.
    read
        Reads one of them.
    say
        Told of those that hold no records.

    Raises
    ------
    InputError
        At the end: some member cannot be read, or none has records.
    """
    found = False
    number = 0
    passed: list[InputError] = []
    unread: list[InputError] = []
    for member in members:
        number += 1
        if member.file is None:
            passed.append(InputError(member.reason, path=member.name))
            continue
        try:
            for record in read(member.file, member.name):
                found = True
                yield record
        except NoRecordsError as error:
            passed.append(error)
        except InputError as error:
            unread.append(error)
    if unread or (len(passed) == 1 and not found):
        first, *others = unread or passed
        more = f" (and {len(others)} more of the {number} files)" if others else ""
        if found and passed:
            say(_not_read(passed, name))
        raise InputError(f"{first.message}{more}", path=first.path, line=first.line)
    if not found:
        why = f": {_listed(passed, name)}" if passed else ""
        raise NoRecordsError(f"no records in the {number} files{why}" if number > 1 else "no records in it", path=name)
    if passed:
        say(_not_read(passed, name))


def _not_read(passed: list[InputError], name: str) -> str:
    return f"{name}: not read: {_listed(passed, name)}"


def _listed(passed: list[InputError], name: str) -> str:
    """Name files with the reasons for which they were passed over, hidden ones by their number."""
    told = [error for error in passed if error.message != "hidden"]
    hidden = len(passed) - len(told)
    parts = [f"{_within(error, name)} ({_reason(error)})" for error in told[:MOST_NAMED]]
    if len(told) > MOST_NAMED:
        parts.append(f"{len(told) - MOST_NAMED} more")
    if hidden:
        parts.append("1 hidden file" if hidden == 1 else f"{hidden} hidden files")
    return ", ".join(parts)


def _within(error: InputError, name: str) -> str:
    return (error.path or "").removeprefix(name).lstrip("/\\")


def _reason(error: InputError) -> str:
    clause = _FIRST_CLAUSE.match(error.message)
    return (clause[1] if clause else "").strip() or error.message
