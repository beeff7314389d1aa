"""Output files that get their names once they are complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from gaba_analogs.errors import OutputError, system_reason

_BUFFER = 1 << 18
"""Bytes [-] that are written together: a line of a report is longer than most of Python's own buffer of 8 kB."""


def unwritable(path: Path) -> str | None:
    """Say why no file can get this path; None where one can.

    Examples
    --------
    >>> unwritable(Path("no-such-folder/report.html"))
    'there is no folder no-such-folder'
    """
    try:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.lstat(path)
        if path.is_dir():
            return "it is a folder"
        return None if path.parent.is_dir() else f"there is no folder {path.parent}"
    except (OSError, ValueError) as error:  # a name that is too long, or holds characters that no name may hold
        return system_reason(error)


@contextmanager
def text_output(path: Path, kept: Callable[[Path], None] | None = None) -> Iterator[TextIO]:
    """Open a text file that gets its name once it is complete; `kept` as for `replacing`."""
    with (
        replacing(path, kept) as partial,
        partial.open("w", encoding="utf-8", newline="", buffering=_BUFFER) as stream,
    ):
        yield stream


def _create(path: Path) -> None:
    """Create an empty file, whatever had its name: a link there would lead to another file."""
    with suppress(FileNotFoundError):
        path.unlink()
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


@contextmanager
def replacing(path: Path, kept: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Give a temporary path beside the wanted one, to be renamed on success.

    Parameters
    ----------
    path
        The wanted path.
    kept
        Called with the path of the partial output of an interrupted run, if it holds something; None to keep none.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    if (reason := unwritable(path)) is not None:
        raise OutputError(f"cannot write {path}: {reason}")
    if path.exists() and not path.is_file():  # a pipe or a device cannot be renamed into place
        yield path
        return
    target = Path(os.path.realpath(path))
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        _create(partial)
        yield partial
        partial.replace(target)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and kept is not None and _holds_something(partial):
            kept(path.with_name(partial.name))
            raise
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise OutputError(f"cannot write {path}: {system_reason(error)}") from error
        raise
