"""What a check is made of: facts in, a fault (or "cannot tell") out.

The names of a check's parameters are the facts it needs. ``structure`` and ``other`` stand for every
structure that the record states, ``composition`` for everything that states one; each other name is
one field of the record, already read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gaba_analogs.findings import Severity
from gaba_analogs.notation.inchi import InChIText
from gaba_analogs.structure import Structure
from gaba_analogs.words import phrase


@dataclass(frozen=True)
class Fault:
    """What a check found.

    Parameters
    ----------
    message
        The fault with the first fact's field as subject; ``{a}`` and ``{b}`` stand for the fields,
        ``{is}``, ``{has}``, ``{lacks}``, ``{specifies}`` for the verb that agrees with ``{a}``.
    mirror
        The same fault said of the second fact's field; None where only one way makes sense.
    stated, expected
        The value as typed, and what the second fact makes it.
    less
        ``a``, ``b`` or ``both`` where that side only says less; None for a contradiction.
    blame
        ``a`` or ``b`` where the value itself gives away which side is wrong.
    """

    message: str
    mirror: str | None = None
    stated: str | None = None
    expected: str | None = None
    less: str | None = None
    blame: str | None = None

    def __str__(self) -> str:
        """Give the message with A and B for the fields."""
        return phrase(self.message, ["A"], ["B"])


@dataclass(frozen=True)
class CannotTell:
    """A check looked and met a limit of the tools: neither passed nor failed."""

    reason: str


Outcome = Fault | CannotTell | None


@dataclass(frozen=True)
class Check:
    """One line of the catalogue.

    Parameters
    ----------
    code
        Permanent kebab-case name of the fault.
    severity
        How much a finding weighs.
    function
        Facts in, fault out (or, across records, findings); its docstring is the check's page.
    family
        Title of the module's group.
    aspect
        What the compared facts are about; None for a check of one field.
    """

    code: str
    severity: Severity
    function: Callable[..., object]
    family: str
    aspect: str | None = None

    @property
    def title(self) -> str:
        """First line of the page."""
        return (self.function.__doc__ or "").strip().split("\n")[0]

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Names of the facts that the check looks at."""
        return tuple(inspect.signature(self.function).parameters)


@dataclass(frozen=True)
class StatedInChI:
    """A stated InChI: its text, its structure, and whether another field reproduces it.

    Parameters
    ----------
    text
        The text as read.
    structure
        What it describes; None where the text has not the form of an InChI.
    confirmed
        True when some drawn structure gives exactly this InChI.
    key
        The stated InChIKey; None where none is stated or it has a fault.
    """

    text: InChIText
    structure: Structure | None
    confirmed: bool = False
    key: str | None = None
