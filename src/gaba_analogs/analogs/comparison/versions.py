"""Versions of the programs that computed values depend on."""

from __future__ import annotations

from functools import cache
from importlib import metadata

import pandas as pd
from rdkit import __version__ as rdkit_version


def versions() -> dict[str, str]:
    """Return the version of each installed program."""
    return dict(_versions())


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    return (("gaba_analogs", _version("gaba_analogs")), ("rdkit", rdkit_version), ("pandas", pd.__version__))


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
