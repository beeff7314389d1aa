"""Files that take their name when they are complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from gaba_analogs.errors import OutputError


@contextmanager
def text_output(path: Path, kept: Callable[[Path], None] | None = None) -> Iterator[TextIO]:
    """Open a text file that takes its name when it is complete; `kept` as for `replacing`."""
    with replacing(path, kept) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def replacing(path: Path, kept: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Give a path beside the wanted one, which takes its name when all went well.

    Parameters
    ----------
    path
        The wanted one.
    kept
        Told where the beginning of the file is when the run is interrupted; None to leave nothing behind.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    if path.exists() and not path.is_file():  # a pipe or a device, which may be known by this name alone
        yield path
        return
    target = Path(os.path.realpath(path))
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(target)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and kept is not None:
            if partial.exists():
                kept(path.with_name(partial.name))
            raise
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
        raise
