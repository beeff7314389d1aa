"""Where files are: the data of the package, beside the code in a wheel or atop a checkout, and what is cached."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

FOLDER_VARIABLE = "GABA_ANALOGS_CACHE"


@cache
def data_folder() -> Path:
    """Give the folder that holds ``compounds.csv`` and the other data files."""
    packaged = Path(__file__).parent / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "data"


def cache_folder() -> Path | None:
    """Return the cache folder; None if the user has no home folder.

    The environment variable GABA_ANALOGS_CACHE takes precedence, then the platform's cache folder:
    ``$XDG_CACHE_HOME`` or ``~/.cache``, ``~/Library/Caches``, or ``%LOCALAPPDATA%``.
    """
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "gaba_analogs" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "gaba_analogs"
    shared = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (shared if shared.is_absolute() else home / ".cache") / "gaba_analogs"
