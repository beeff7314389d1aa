"""What can go wrong, other than a wrong record.

A finding about a record is a value, never an exception. Exceptions say that an input could not be
read or that a request makes no sense::

    GabaAnalogsError
    ├── InputError              an input cannot be read: says where, what was found, what to do
    │   └── NoRecordsError      it is no input at all: nothing in it states a field
    ├── OptionError             an option is wrong; also a ValueError
    │   └── UnknownCheckError   a check does not exist: suggests the nearest one
    ├── UnknownCompoundError    a name that the family does not know: suggests the nearest ones
    ├── OutputError             a report cannot be written: says where and why
    ├── MissingExtraError       an optional dependency is absent: gives the install command
    └── RegistryError           PubChem gave no usable answer (its tree is in `gaba_analogs.registry.pubchem.errors`)
"""

from __future__ import annotations

import copyreg
import re
from collections.abc import Callable, Iterable, Sequence

from gaba_analogs.regex import regex

_NUMBERED = regex(r".*\[errno \d+\] ", re.IGNORECASE | re.DOTALL)


class GabaAnalogsError(Exception):
    """The one base class to catch."""

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the message and the attributes when pickled, whatever the constructor takes."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]

    def __str__(self) -> str:
        """Give the message as any stream can carry it: the name of a file may hold bytes that are no text."""
        return super().__str__().encode("utf-8", "backslashreplace").decode()


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


class NoRecordsError(InputError):
    """An input states no field: a picture, a program, prose, a table of something else.

    Among the files of a folder or an archive it is passed over.
    """


class OptionError(GabaAnalogsError, ValueError):
    """An option is wrong; the message says what to change."""


def nearest(
    word: str, known: Iterable[str], *, most: int = 1, cutoff: float = 0.6, shown: Callable[[str], str] = str
) -> tuple[str, ...]:
    """Give the known words that a mistyped one may stand for, the likeliest first; capitals do not count.

    Parameters
    ----------
    word
        The word as typed.
    known
        The words that there are.
    most
        How many [-] are given at most.
    cutoff
        Likeness [-] from 0 to 1 that is needed.
    shown
        How a known word is written in a message.

    Examples
    --------
    >>> nearest("SMILE", ["smiles", "inchi"]), nearest("smles", ["SMILES"], shown=repr), nearest("x", ["smiles"])
    (('smiles',), ("'SMILES'",), ())
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is mistyped

    spelled = {name.casefold(): name for name in known}
    return tuple(shown(spelled[near]) for near in get_close_matches(word.casefold(), spelled, n=most, cutoff=cutoff))


def nearest_ending(ending: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the ending of a file that a mistyped one may stand for: letters are exchanged, or one is wrong or missing.

    Examples
    --------
    >>> nearest_ending(".htlm", [".html", ".xml"]), nearest_ending(".bak", [".tab"])
    (('.html',), ())
    """
    return nearest(ending, known, cutoff=0.74)


def did_you_mean(near: Sequence[str], otherwise: str = "") -> str:
    """End a complaint about an unknown word with the known ones that are near, or with something else.

    Examples
    --------
    >>> did_you_mean(nearest("reson", ["code", "reason"])), did_you_mean((), "; known: code, reason")
    (': did you mean reason?', '; known: code, reason')
    """
    return f": did you mean {' or '.join(near)}?" if near else otherwise


class UnknownCheckError(OptionError, LookupError):
    """A check does not exist.

    Parameters
    ----------
    option
        The option that the code was given to, as the user wrote it: ``select``, ``--ignore``.
    code
        The code as typed.
    known
        The codes that exist.

    Examples
    --------
    >>> print(UnknownCheckError("ignore", "inchikey-mismtch", ["inchikey-mismatch", "formula-mismatch"]))
    ignore: no check named 'inchikey-mismtch': did you mean inchikey-mismatch?
    """

    def __init__(self, option: str, code: str, known: Iterable[str] = ()) -> None:
        self.option = option
        self.code = code
        self.suggestions = nearest(code, known)
        super().__init__(f"{option}: no check named {code!r}{did_you_mean(self.suggestions)}")


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
        super().__init__(f"unknown compound {name!r}{did_you_mean(suggestions)}")
        self.name = name
        self.suggestions = suggestions


class OutputError(GabaAnalogsError):
    """A report cannot be written; the message says where and why."""


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
        super().__init__(f'{purpose} needs the "{extra}" extra: {installing(extra)}')
        self.purpose = purpose
        self.extra = extra


def installing(extra: str) -> str:
    """Say how an extra is installed: no package index has this package.

    Examples
    --------
    >>> installing("web")
    'pip install ".[web]" in a checkout of gaba_analogs'
    """
    return f'pip install ".[{extra}]" in a checkout of gaba_analogs'


def system_reason(error: BaseException) -> str:
    """Say why the system refused, without the number of the error or the path; never nothing.

    Examples
    --------
    >>> system_reason(FileNotFoundError(2, "No such file or directory", "drugs.csv"))
    'No such file or directory'
    >>> system_reason(OSError("Error writing bytes to file. Detail: [errno 28] No space left on device"))  # Arrow
    'No space left on device'
    """
    said = getattr(error, "strerror", None) or str(error)
    return _NUMBERED.sub("", said) or type(error).__name__
