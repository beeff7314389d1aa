"""Where the configuration of a run is: in the folder of its inputs, or above it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from gaba_analogs.configuration.toml_text import ConfigurationError, TomlText, read_text

FILE = "gaba_analogs.toml"
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "gaba_analogs")
"""Where the options stand in ``pyproject.toml``."""


def find(inputs: Iterable[str]) -> Path | None:
    """Find the nearest configuration above the inputs; None where there is none.

    The search begins in the folder that all inputs share (the working folder, for what is no file), and ends where a
    repository does. A ``gaba_analogs.toml`` comes before a ``pyproject.toml`` of the same folder, which counts only if
    it has a table ``[tool.gaba_analogs]``.
    """
    start = _shared_folder(inputs)
    for folder in (start, *start.parents):
        for name in (FILE, PYPROJECT):
            path = folder / name
            if _is_there(path) and (name == FILE or _has_table(path)):
                return _shortest(path)
        if (folder / ".git").exists():
            return None
    return None


def _shared_folder(inputs: Iterable[str]) -> Path:
    here = Path(os.path.realpath("."))
    folders = []
    for name in inputs:
        path = Path(os.path.realpath(name))
        if name != "-" and _exists(path):
            folders.append(path if path.is_dir() else path.parent)
    return Path(os.path.commonpath(folders)) if folders else here


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    """Tell whether there is a configuration; what has its name and cannot be read is not passed over.

    Raises
    ------
    ConfigurationError
        A folder, a pipe, or a link to nothing has the name.
    """
    try:
        there = path.is_file()
    except OSError:
        there = False
    if not there and path.name == FILE and os.path.lexists(path):
        raise ConfigurationError(f"{_shortest(path)}: no file that can be read: rename it, or give --no-config")
    return there


def _has_table(path: Path) -> bool:
    """Tell whether a pyproject.toml is about this command; one that is not TOML is a fault only if it mentions it."""
    text = read_text(path)
    if "gaba_analogs" not in text:
        return False
    tool = TomlText(path, text).values.get("tool")
    return isinstance(tool, dict) and TABLE[1] in tool


def _shortest(path: Path) -> Path:
    """Give a path as a person would: from the working folder where it lies in it."""
    here = Path(os.path.realpath("."))
    return path.relative_to(here) if path.is_relative_to(here) else path
