"""PubChem: look up compounds, find similar ones, and check records against the registry.

The only network code of the package. Every name loads its module on first use.

Examples
--------
>>> from gaba_analogs.pubchem import fetch_record
>>> fetch_record("baclofen").pubchem_cid  # doctest: +SKIP
'2284'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaba_analogs.pubchem.analogs import find_analogs
    from gaba_analogs.pubchem.client import Limits
    from gaba_analogs.pubchem.consultation import Consultant, consult
    from gaba_analogs.pubchem.entry import RegistryEntry
    from gaba_analogs.pubchem.errors import (
        NotInRegistryError,
        RegistryError,
        RegistryUnavailableError,
        RegistryWarning,
    )
    from gaba_analogs.pubchem.family import Difference, FamilyComparison, refresh_family
    from gaba_analogs.pubchem.fetch import fetch_record, fetch_records, to_frame
    from gaba_analogs.pubchem.lookup import PubChem
    from gaba_analogs.pubchem.registry import Answer, Registry

__all__ = [
    "Answer",
    "Consultant",
    "Difference",
    "FamilyComparison",
    "Limits",
    "NotInRegistryError",
    "PubChem",
    "Registry",
    "RegistryEntry",
    "RegistryError",
    "RegistryUnavailableError",
    "RegistryWarning",
    "consult",
    "fetch_record",
    "fetch_records",
    "find_analogs",
    "refresh_family",
    "to_frame",
]

_MODULES = {
    "analogs": ("find_analogs",),
    "client": ("Limits",),
    "consultation": ("Consultant", "consult"),
    "entry": ("RegistryEntry",),
    "errors": ("NotInRegistryError", "RegistryError", "RegistryUnavailableError", "RegistryWarning"),
    "family": ("Difference", "FamilyComparison", "refresh_family"),
    "fetch": ("fetch_record", "fetch_records", "to_frame"),
    "lookup": ("PubChem",),
    "registry": ("Answer", "Registry"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __dir__() -> list[str]:
    """List the public names, for completion."""
    return __all__


if not TYPE_CHECKING:  # a type checker reads the imports above instead

    def __getattr__(name: str) -> object:
        """Load a public name on first use."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f"{__name__}.{_HOMES[name]}")
        globals()[name] = getattr(module, name)
        return globals()[name]
