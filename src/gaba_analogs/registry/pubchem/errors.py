"""Errors of look-ups.

::

    GabaAnalogsError
    └── RegistryError                   PubChem gave no usable answer
        ├── NotInRegistryError          it has no such compound
        └── RegistryUnavailableError    it could not be reached, or its response was not understood
            └── RegistryRefusedError    it rejected the request
"""

from __future__ import annotations

from gaba_analogs.errors import GabaAnalogsError


class RegistryError(GabaAnalogsError):
    """PubChem gave no usable answer."""


class NotInRegistryError(RegistryError, LookupError):
    """PubChem has no such compound."""


class RegistryUnavailableError(RegistryError):
    """PubChem could not be reached, or its response could not be understood."""


class RegistryRefusedError(RegistryUnavailableError):
    """PubChem rejected the request; repeating it would not help."""


class RegistryWarning(UserWarning):
    """Look-ups continue, but less well: without a cache, or with an old answer."""
