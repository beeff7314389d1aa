"""The versions of what a result depends on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gaba_analogs.names import opsin_version

_TOLD: dict[str, str] = {}


@cache
def versions() -> dict[str, str]:
    """Give the versions that a result depends on."""
    from importlib.metadata import version  # noqa: PLC0415  # slow to load, not for a report on the screen

    opsin = opsin_version()
    return {
        "gaba_analogs": version("gaba_analogs"),
        **(_TOLD or toolkit_versions()),
        **({"opsin": opsin} if opsin else {}),
    }


@cache
def toolkit_versions() -> Mapping[str, str]:
    """Give the versions of RDKit and of its InChI software."""
    from rdkit import __version__ as rdkit_version  # noqa: PLC0415  # slow to load
    from rdkit.Chem import rdinchi  # noqa: PLC0415  # likewise

    return {"rdkit": rdkit_version, "inchi": str(rdinchi.GetInchiVersion())}


def learn(toolkit: Mapping[str, str]) -> None:
    """Take the versions of RDKit and InChI from a process that has loaded them, so that this one need not."""
    _TOLD.update(toolkit)
