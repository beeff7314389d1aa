"""The state of one record's examination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from gaba_analogs.checks.kit import Agrees, CannotTell, Check, Fault, NothingSaid
from gaba_analogs.checks.scopes import Absence, AgainstComposition, Binding
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.notation.composition import Composition
from gaba_analogs.record.fields import Aspect
from gaba_analogs.results.findings import Severity, Skip, SkipKind


@dataclass
class Found:
    """One fault between fields: the first are the subject of its message."""

    check: Check
    fault: Fault
    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ()
    weight: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How much it weighs: as was asked for, else a warning where a field only says less, else as its check."""
        if self.weight is not None:
            return self.weight
        return Severity.WARNING if self.fault.less is not None else self.check.severity

    def weighs(self, composition: Composition, facts: Facts) -> bool:
        """Tell whether the mass that a comparison with another composition is about is that of this one."""
        mass = facts.values.get(self.subjects[0])
        if mass is None or not isinstance(self.check.scope, AgainstComposition):
            return False  # what registries and tables are asked for has no composition of ours to change
        return isinstance(self.check.function(mass, composition), Agrees)


Edge = tuple[Aspect, str, str]
"""An aspect, and two fields that agree on it."""


@dataclass
class Run:
    """The state of one record's examination.

    Parameters
    ----------
    facts
        What the record says.
    found
        The faults.
    passed
        Codes of the checks that looked and found nothing, in order.
    skipped
        Check to why it has no result.
    agreed
        Which fields agree on what.
    confirmed
        (comparison, field) of the values that passed a comparison with other fields.
    undecided
        True where two structures differ and no check could tell how.
    votes
        Pairs of fields that contradict each other, which count where the faults leave open which field is wrong.
    condemned
        Fields that give themselves away, whatever agrees with them.
    mended
        What a structure that gives itself away should be; None where only other fields say.
    """

    facts: Facts
    found: list[Found] = field(default_factory=list)
    passed: dict[str, None] = field(default_factory=dict)
    skipped: dict[str, Skip] = field(default_factory=dict)
    agreed: set[Edge] = field(default_factory=set)
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    undecided: bool = False
    votes: set[frozenset[str]] = field(default_factory=set)
    condemned: set[str] = field(default_factory=set)
    mended: Structure | None = None

    def book(self, check: Check, outcome: object, binding: Binding) -> None:
        """Book one outcome of a check.

        Raises
        ------
        TypeError
            The outcome is none of the four that there are.
        """
        if isinstance(outcome, Agrees):
            self.passed[check.code] = None
            _, subjects, objects = binding
            if objects:
                for subject in subjects:
                    self.confirmed.add((check.comparison, subject))
                if check.scope.confirms:
                    self.agree(check.aspect, subjects, objects)
        elif isinstance(outcome, Fault):
            self.found.append(Found(check, outcome, binding.subjects, binding.objects))
        elif isinstance(outcome, CannotTell):
            self.skip(check.code, SkipKind.CANNOT_TELL, outcome.reason, binding.subjects)
        elif isinstance(outcome, NothingSaid):
            self.skip(check.code, outcome.kind, outcome.reason, binding.subjects)
        else:
            raise TypeError(f"{check.code} answered {outcome!r}")

    def agree(self, aspect: Aspect | None, subjects: Sequence[str], objects: Sequence[str]) -> None:
        """Book that fields agree on an aspect."""
        if aspect is not None:
            for one in subjects:
                for other in objects:
                    if one != other:
                        self.agreed.add((aspect, one, other))

    def skip(self, code: str, kind: SkipKind, reason: str, fields: tuple[str, ...] = ()) -> None:
        """Book why a check has no result; the weightiest reason counts, then the first."""
        known = self.skipped.get(code)
        if known is None or _WEIGHT[kind] > _WEIGHT[known.kind]:
            self.skipped[code] = _shared(code, kind, reason, fields)

    def lacks(self, code: str, absence: Absence) -> None:
        """Book that a check has nothing to look at."""
        self.skip(code, absence.kind, absence.reason, absence.fields)

    @property
    def is_broken(self) -> bool:
        """True where a check met an error of our own."""
        return any(skip.kind is SkipKind.BROKEN for skip in self.skipped.values())

    def stands_alone(self, fields: tuple[str, ...]) -> bool:
        """Tell whether no other field has the composition of these: then their own fault condemns them."""
        homes = [c.fields for c in self.facts.compositions if set(c.fields) & set(fields)]
        return len(fields) == 1 or all(set(home) <= set(fields) for home in homes)

    def confirmed_elsewhere(self, found: Found) -> bool:
        """Tell whether the value that a fault blames passed the same comparison with other fields."""
        return (found.check.comparison, found.subjects[0]) in self.confirmed


_shared = lru_cache(maxsize=1024)(Skip)
"""Gives one reason for all records that have it, which is written once."""

_WEIGHT = {
    kind: weight
    for weight, kind in enumerate(
        (
            SkipKind.LEFT_OUT,
            SkipKind.NOT_STATED,
            SkipKind.UNREADABLE,
            SkipKind.NOT_ASKED,
            SkipKind.CANNOT_TELL,
            SkipKind.BROKEN,
        )
    )
}
"""Which reason tells most where a check has several."""
