"""The versions of what a result depends on."""

from __future__ import annotations

from functools import cache

from gaba_analogs.names import opsin_version


@cache
def versions() -> dict[str, str]:
    """Give the versions that a result depends on."""
    from importlib.metadata import version  # noqa: PLC0415  # slow to load, not for a report on the screen

    from rdkit import __version__ as rdkit_version  # noqa: PLC0415  # local name
    from rdkit.Chem import rdinchi  # noqa: PLC0415  # likewise

    found = {
        "gaba_analogs": version("gaba_analogs"),
        "rdkit": rdkit_version,
        "inchi": str(rdinchi.GetInchiVersion()),
    }
    opsin = opsin_version()
    return {**found, **({"opsin": opsin} if opsin else {})}
