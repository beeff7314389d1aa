"""What a check is made of: facts in, one of four outcomes out.

A check never answers with None. Only `Agrees` counts as agreement: a check that has nothing to
compare, or meets a limit of the tools, says so.
"""

from __future__ import annotations

from collections.abc import Callable

from gaba_analogs.checks.scopes import Scope
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.plain import PlainFact
from gaba_analogs.once import cached_property
from gaba_analogs.record.fields import Aspect
from gaba_analogs.record.words import phrase
from gaba_analogs.results.findings import Severity, SkipKind


@dataclass(frozen=True, slots=True)
class Agrees:
    """The check looked and found no fault: what it compared agrees."""


AGREES = Agrees()
"""The one value of its kind."""


@dataclass(frozen=True, slots=True)
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
    mirrored
        True where one side is the mirror image of the other: who names the configuration of one contradicts the other.
    """

    message: str
    mirror: str | None = None
    stated: str | None = None
    expected: str | None = None
    less: str | None = None
    blame: str | None = None
    mirrored: bool = False

    def __str__(self) -> str:
        """Give the message with A and B for the fields."""
        return phrase(self.message, ["A"], ["B"])


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A limit of the tools, or of what is known, prevents an answer: neither agreement nor fault.

    Parameters
    ----------
    reason
        The limit, in one clause.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """One side says nothing that this check could compare.

    Parameters
    ----------
    reason
        What is missing, in one clause.
    kind
        Not stated, unreadable, or left to another check, which reports it.
    """

    reason: str
    kind: SkipKind = SkipKind.NOT_STATED


Outcome = Agrees | Fault | CannotTell | NothingSaid


def left_to(code: str) -> NothingSaid:
    """Leave a fault to the check that reports it."""
    return NothingSaid(f"{code} checks this", SkipKind.LEFT_OUT)


def unreadable(what: str) -> NothingSaid:
    """Say that a value cannot be read, which a check of its own reports."""
    return NothingSaid(f"the {what} cannot be read", SkipKind.UNREADABLE)


def literal(text: str) -> str:
    """Keep the braces of a stated text from being read as places of a message."""
    return text.replace("{", "(").replace("}", ")")


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
        Facts in, outcome out (or, across records, findings); its docstring is the check's page.
    family
        Title of the module's group.
    scope
        What the function is called with.
    implied_by
        Plain facts of a record that leave the function no fault to find; none means that it always runs.
    """

    code: str
    severity: Severity
    function: Callable[..., object]
    family: str
    scope: Scope
    implied_by: frozenset[PlainFact] = frozenset()

    @cached_property
    def aspect(self) -> Aspect | None:
        """What the compared facts are about; None for a check of one field."""
        return self.scope.aspect

    @cached_property
    def comparison(self) -> str:
        """The code under which a field is compared with stated fields and with PubChem's answer alike."""
        return self.scope.counterpart or self.code

    @property
    def title(self) -> str:
        """First line of the page."""
        return (self.function.__doc__ or "").strip().split("\n")[0]
