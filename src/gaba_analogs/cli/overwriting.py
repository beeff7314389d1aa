"""No file that a run reads is overwritten, and no file is written twice."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from gaba_analogs.cli.arguments import RequestError

Named = tuple[str, str]
"""An option, and the path that it gives."""


def refuse_overwriting(written: Sequence[Named], inputs: Iterable[str], read: Iterable[Named]) -> None:
    """Raise for the first path that is to be written although it is read, or written by another option.

    Parameters
    ----------
    written
        What writes, and where; standard output left out.
    inputs
        The inputs of the run.
    read
        What else is read: reference tables, a baseline, a configuration.

    Raises
    ------
    RequestError
        There is such a path.
    """
    for number, (option, path) in enumerate(written):
        if any(_same(path, name) for name in inputs):
            raise RequestError(f"{option} {path} is an input: inputs are never overwritten, choose another name")
        other = next((name for name, one in (*read, *written[:number]) if _same(path, one)), None)
        if other is not None:
            raise RequestError(f"{option} {path} is the file of {other}, too: choose another name")


def _same(path: str, other: str) -> bool:
    """Tell whether two paths lead to one file, made already or not; devices and pipes may be written to twice."""
    if other == "-":
        return False
    try:
        if Path(path).exists() and Path(other).exists():
            return Path(path).samefile(other) and (Path(path).is_file() or Path(path).is_dir())
        return os.path.realpath(path) == os.path.realpath(other)
    except (OSError, ValueError):
        return False
