"""The state of one record's examination."""

from __future__ import annotations

from dataclasses import dataclass, field

from gaba_analogs.checks import Check
from gaba_analogs.checks.kit import CannotTell, Fault
from gaba_analogs.checks.registry import CID_PARTS
from gaba_analogs.facts import Facts


@dataclass
class Found:
    """One fault between fields: the first are the subject of its message."""

    check: Check
    fault: Fault
    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ()


@dataclass
class Run:
    """The state of one record's examination."""

    facts: Facts
    found: list[Found] = field(default_factory=list)
    passed: dict[str, None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    undecided: bool = False

    def note(self, check: Check, outcome: object, subjects: tuple[str, ...], objects: tuple[str, ...] = ()) -> None:
        """Book one outcome of a check."""
        if outcome is None:
            self.passed[check.code] = None
            if objects:
                if check.code not in CID_PARTS:
                    self.agreed.update(subjects, objects)
                self.confirmed.update((plain_code(check), subject) for subject in subjects)
        elif isinstance(outcome, CannotTell):
            self.skipped.setdefault(check.code, outcome.reason)
        elif isinstance(outcome, Fault):
            self.found.append(Found(check, outcome, subjects, objects))

    def stands_alone(self, fields: tuple[str, ...]) -> bool:
        """Tell whether no other field has the composition of these: then their own fault condemns them."""
        homes = [c.fields for c in self.facts.compositions if set(c.fields) & set(fields)]
        return len(fields) == 1 or all(set(home) <= set(fields) for home in homes)

    def vouched(self, found: Found) -> bool:
        """Tell whether the value that a fault blames passed the same check against other fields."""
        return (plain_code(found.check), found.subjects[0]) in self.confirmed


def plain_code(check: Check) -> str:
    """Give the code under which a field is compared with stated fields and with its CID alike."""
    return check.code.removeprefix("cid-")
