"""The baseline of a run: what is accepted, what is stale, and what a new baseline lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.cli.request import Request
from gaba_analogs.record.words import counted
from gaba_analogs.results.acceptance import NOTHING, Accepted, MarkedConflicts
from gaba_analogs.results.decisions import Decisions
from gaba_analogs.results.findings import Finding
from gaba_analogs.results.gate import FOUND, UNABLE, Decision
from gaba_analogs.results.summary import Summary

if TYPE_CHECKING:
    from gaba_analogs.configuration.baseline import Baseline, BaselineWriter, Entry

SHOWN = 5
"""Stale entries [-] that are named; the others are counted."""


class Accepting:
    """What a run accepts.

    Parameters
    ----------
    request
        The options of the run.
    decisions
        What people decided: what they rejected is accepted, and a baseline that is written lists nothing else.

    Raises
    ------
    ConfigurationError
        The baseline is not understood.
    """

    def __init__(self, request: Request, decisions: Decisions | None = None) -> None:
        self._gate = request.gate
        self._weights = request.sections.weights
        self._baseline = None if request.baseline is None else _read(request.baseline)
        self._writer: BaselineWriter | None = None
        self._path = request.write_baseline
        if self._path is not None:
            from gaba_analogs.configuration.baseline import BaselineWriter  # noqa: PLC0415 - only where one is written

            before = self._baseline
            if self._path.is_file() and (before is None or not self._path.samefile(before.path)):
                before = _joined(before, _read(self._path))
            self._writer = BaselineWriter(self._path, before)
        self._stale = 0
        self.accepted = NOTHING if self._baseline is None else self._baseline.accepted
        self._rejected = None if decisions is None else decisions.rejected
        if self._rejected:
            known = {} if self._baseline is None else self._baseline.in_force
            self.accepted = Accepted.of({**{one: entry.code for one, entry in self._rejected.items()}, **known})

    def take(self, entries: Iterable[Entry]) -> None:
        """Take the entries that would accept what fails."""
        if self._writer is not None:
            self._writer.add(entries)

    def marked(self, conflicts: Sequence[Finding]) -> Sequence[Finding]:
        """Mark the conflicts that are accepted."""
        weights = dict(self._weights)
        marked = MarkedConflicts(conflicts, self.accepted, weights) if len(self.accepted) or weights else conflicts
        if self._writer is not None:
            self._writer.add(self._entries(marked))
        return marked

    def _entries(self, conflicts: Iterable[Finding]) -> Iterator[Entry]:
        """Give the entries that accept the conflicts that fail, or that were rejected where people decided."""
        from gaba_analogs.configuration.baseline import entry_of_conflict  # noqa: PLC0415 - only where one is written

        for one in conflicts:
            if self._rejected is None:
                if self._gate.fails_on(one):
                    yield entry_of_conflict(one)
            elif (decision := self._rejected.get(one.conflict_fingerprint)) is not None:
                yield replace(entry_of_conflict(one), reason=decision.reason)

    def finish(self, summary: Summary, *, unread: Collection[str]) -> Iterator[str]:
        """Write the new baseline, and say what is stale.

        Parameters
        ----------
        summary
            The counts of the run.
        unread
            Inputs and reference tables that could not be read.
        """
        if self._writer is not None:
            with self._writer as writer:
                if unread:
                    yield f"{self._path}: not written, since not every input or reference table could be read in full"
                    self._writer = None
                    return
                kept, left_out = writer.write(None if summary.unexamined else summary.accepted)
                others = f", {kept:,} kept" if kept else ""
                others += f", {counted(left_out, 'stale entry', 'stale entries')} left out" if left_out else ""
                yield f"{self._path}: {counted(writer.added, 'new entry', 'new entries')}{others}"
            return
        if self._baseline is None:
            return
        if self._baseline.expired:
            count = counted(len(self._baseline.expired), "entry", "entries")
            yield f"{self._baseline.path}: {count} expired: no longer accepted"
        stale = self._baseline.stale(summary.accepted)
        if stale and not unread:
            self._stale = len(stale)
            count = counted(len(stale), "entry", "entries")
            yield f"{self._baseline.path}: {count} matched nothing: corrected, changed or not read"
            yield from (f"  {entry.described}" for entry in stale[:SHOWN])
            if len(stale) > SHOWN:
                yield f"  and {len(stale) - SHOWN:,} more; --write-baseline leaves them out"

    def decide(self, decision: Decision, *, refused: int = 0) -> Decision:
        """Let a run pass whose failures were all written to a baseline; fail a strict one on what is stale.

        Parameters
        ----------
        decision
            What the gate decides.
        refused
            Decisions of people [-] that were not carried out.
        """
        stale = [f"{counted(self._stale, 'entry', 'entries')} of the baseline matched nothing"] if self._stale else []
        stale += [f"{counted(refused, 'decision')} not carried out"] if refused else []
        if stale and self._gate.strict:
            why = "; ".join([decision.why] * bool(decision.code) + stale)
            return Decision(decision.code or FOUND, why)
        if self._writer is None or self._rejected is not None or decision.code != FOUND:
            return decision
        why = "; ".join(filter(None, [f"what fails is listed in {self._path}", decision.unable]))
        return replace(decision, code=UNABLE if decision.unable else 0, why=why)


def _read(path: Path) -> Baseline:
    from gaba_analogs.configuration.baseline import Baseline  # noqa: PLC0415 - only where there is one
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - likewise

    return Baseline.read(path, CATALOGUE)


def _joined(one: Baseline | None, other: Baseline) -> Baseline:
    from gaba_analogs.configuration.baseline import Baseline  # noqa: PLC0415 - only where there is one

    return Baseline(other.path, {**other.entries, **(one.entries if one else {})}.values())
