"""Which findings of a report are new, and which of an earlier one are gone."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gaba_analogs.differences.reading import Findings, Told
from gaba_analogs.results.findings import Severity, Verdict


class Kind(StrEnum):
    """What became of a finding."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding before and after.

    Parameters
    ----------
    before, after
        The finding in either report; None where it is not in it.
    """

    before: Told | None
    after: Told | None

    @property
    def kind(self) -> Kind:
        """What became of it."""
        if self.before is None:
            return Kind.NEW
        if self.after is None:
            return Kind.GONE
        same = self.before.fingerprint == self.after.fingerprint and self.before.severity is self.after.severity
        return Kind.UNCHANGED if same else Kind.CHANGED

    @property
    def told(self) -> Told:
        """The finding as it is now, or as it was."""
        told = self.after or self.before
        assert told is not None  # noqa: S101 - it is in one of the reports
        return told

    @property
    def is_new_error(self) -> bool:
        """Whether it is an error that nobody accepted, and was none before."""
        after = self.after
        if after is None or after.severity is not Severity.ERROR or after.accepted:
            return False
        return self.before is None or self.before.severity is not Severity.ERROR or self.before.accepted

    def to_dict(self) -> dict[str, Any]:
        """Give it for JSON."""
        return {
            "kind": self.kind.value,
            "before": None if self.before is None else self.before._asdict(),
            "after": None if self.after is None else self.after._asdict(),
        }


@dataclass(frozen=True)
class Comparison:
    """Two reports compared.

    Parameters
    ----------
    before, after
        The reports.
    differences
        Every finding of either: new ones first, then changed, gone and unchanged ones; errors first within each.
    """

    before: Findings
    after: Findings
    differences: tuple[Difference, ...]

    def of(self, kind: Kind) -> list[Difference]:
        """Give the findings of which one thing became."""
        return [one for one in self.differences if one.kind is kind]

    @property
    def new_errors(self) -> int:
        """Number of errors [-] that were none before."""
        return sum(one.is_new_error for one in self.differences)

    def to_dict(self) -> dict[str, Any]:
        """Give it for JSON; unchanged findings are counted only."""
        return {
            "before": _described(self.before),
            "after": _described(self.after),
            "counts": {kind.value: len(self.of(kind)) for kind in Kind},
            "new_errors": self.new_errors,
            "findings": [one.to_dict() for one in self.differences if one.kind is not Kind.UNCHANGED],
        }


def _described(findings: Findings) -> dict[str, Any]:
    return {
        "report": str(findings.path),
        "records": findings.records,
        "verdicts": {verdict.value: findings.verdicts[verdict] for verdict in Verdict},
    }


def compare(before: Findings, after: Findings) -> Comparison:
    """Compare two reports.

    A finding is the same where its fingerprint is. Of the others, one of the same record, check and field changed.
    Conflicts across records are compared where both reports looked for them.
    """
    pairs = list(_paired(before.told, after.told))
    if before.conflicts is not None and after.conflicts is not None:
        pairs += _paired(before.conflicts, after.conflicts)
    kinds, severities = list(Kind), list(Severity)
    pairs.sort(key=lambda one: (kinds.index(one.kind), severities.index(one.told.severity)))
    return Comparison(before, after, tuple(pairs))


def _paired(before: Iterable[Told], after: Iterable[Told]) -> Iterator[Difference]:
    by_fingerprint = _queues(before, lambda told: told.fingerprint)
    rest = []
    for told in after:
        if same := by_fingerprint.get(told.fingerprint):
            yield Difference(same.popleft(), told)
        else:
            rest.append(told)
    left = [told for queue in by_fingerprint.values() for told in queue]
    by_record = _queues((told for told in left if told.record is not None), lambda told: told.who)
    changed = set()
    for told in rest:
        queue = by_record.get(told.who) if told.record is not None else None
        same_record = queue.popleft() if queue else None
        changed.add(id(same_record))
        yield Difference(same_record, told)
    yield from (Difference(told, None) for told in left if id(told) not in changed)


def _queues(told: Iterable[Told], key: Any) -> dict[Any, deque[Told]]:  # noqa: ANN401 - what can be looked up
    queues: dict[Any, deque[Told]] = defaultdict(deque)
    for one in told:
        queues[key(one)].append(one)
    return queues
