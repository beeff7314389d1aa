"""What can go wrong with a look-up.

::

    GabaAnalogsError
    └── RegistryError                   PubChem gave no usable answer
        ├── NotInRegistryError          it answered: no such compound
        └── RegistryUnavailableError    it could not be asked, or what came was no answer
            └── RegistryRefusedError    it calls the request itself wrong
"""

from __future__ import annotations

from gaba_analogs.errors import GabaAnalogsError


class RegistryError(GabaAnalogsError):
    """PubChem gave no usable answer."""


class NotInRegistryError(RegistryError, LookupError):
    """PubChem knows no such compound."""


class RegistryUnavailableError(RegistryError):
    """PubChem could not be asked, or what came back was no answer of PubChem's."""


class RegistryRefusedError(RegistryUnavailableError):
    """PubChem calls the request itself wrong; asking again would not help."""


class RegistryWarning(UserWarning):
    """Look-ups go on, but less well: without a cache, or with an old answer."""
