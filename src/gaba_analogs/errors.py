"""What can go wrong, other than a wrong record.

A finding about a record is a value, never an exception. Exceptions say that an input could not be
read or that a request makes no sense::

    GabaAnalogsError
    ├── InputError              an input cannot be read: says where, what was found, what to do
    ├── UnknownCompoundError    a name that the family does not know: suggests the nearest ones
    ├── MissingExtraError       an optional dependency is absent: gives the install command
    └── RegistryError           PubChem gave no usable answer (its tree is in `gaba_analogs.pubchem.errors`)
"""

from __future__ import annotations


class GabaAnalogsError(Exception):
    """The one base class to catch."""


class InputError(GabaAnalogsError):
    """An input cannot be read.

    Parameters
    ----------
    message
        What was found and what to do about it, in one line.
    path
        The input as the user named it; None for values passed in Python.
    line
        Line [-] of the fault, counted from 1; None where lines have no meaning.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        where = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(f"{where}{message}")
        self.message = message
        self.path = path
        self.line = line


class UnknownCompoundError(GabaAnalogsError, LookupError):
    """A name that is not in the family.

    Parameters
    ----------
    name
        The name as typed.
    suggestions
        Known names that are close to it, best first.
    """

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        hint = f": did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"unknown compound {name!r}{hint}")
        self.name = name
        self.suggestions = suggestions


class MissingExtraError(GabaAnalogsError, ImportError):
    """An optional dependency is not installed.

    Parameters
    ----------
    purpose
        What the dependency is needed for.
    extra
        Name of the extra that brings it.
    """

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(f'{purpose} needs the "{extra}" extra: pip install "gaba_analogs[{extra}]"')
        self.purpose = purpose
        self.extra = extra
