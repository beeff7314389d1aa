"""The relations that records state, held against the structures of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gaba_analogs.across import checks
from gaba_analogs.across.judging import HOLDS, contradiction, relative_in
from gaba_analogs.across.statements import called
from gaba_analogs.across.store import Store
from gaba_analogs.record import Place
from gaba_analogs.results.comparison import Statement
from gaba_analogs.results.findings import Finding

HELD, WRONG, UNDECIDED, UNKNOWN, UNREADABLE = (
    "borne out by the structures",
    "contradicted",
    "left open by the structures",
    "to no record of the input",
    "of or to records without a consistent structure",
)
"""What becomes of a stated relation."""
_REFLEXIVE = frozenset({"parent", "same compound"})
"""Relations in which a compound may stand to itself: registries list one without counter-ions as its own parent."""


class _One(NamedTuple):
    """A record that a statement is about."""

    number: int
    name: str | None
    place: Place
    stated: str | None
    identity: str | None

    def party(self, target: str = "") -> checks.Party:
        """Give it as a message names it."""
        return checks.Party(self.identity or self.name or target, self.place)


def relations_stated(store: Store, tally: Counter[str]) -> Iterator[tuple[int, Finding]]:
    """Find stated relations that the structures contradict; count what becomes of all of them.

    What names several records is contradicted only if none fits.
    """
    store.run(
        "CREATE INDEX IF NOT EXISTS designation_text ON designation (text, rank, number); "
        "CREATE INDEX IF NOT EXISTS claim_number ON claim (number)"
    )
    for number, word, of_other, target in store.read("SELECT number, word, of_other, target FROM claim ORDER BY rowid"):
        statement = Statement(word, bool(of_other))
        found = _named(store, target)
        named = [other for other in found if other != number]
        if not named:
            if not found or statement.word in _REFLEXIVE:
                tally[HELD if found else UNKNOWN] += 1
                continue
            tally[WRONG] += 1
            itself = _one(store, number).party(target)
            yield from _told(number, checks.relation_mismatch(statement, itself, itself, "it names itself"))
            continue
        if statement.is_symmetric and _is_mutual(store, number, named[0], word):
            continue  # said where it is stated first
        own, others = _one(store, number), [_one(store, other) for other in named]
        outcome, other = _judged(statement, own, others)
        if outcome == HOLDS:
            tally[HELD] += 1
        elif outcome is None:
            tally[UNDECIDED if own.stated and any(one.stated for one in others) else UNREADABLE] += 1
        else:
            tally[WRONG] += 1
            told = checks.relation_mismatch(statement, own.party(), other.party(target), outcome)
            yield from _told(number, told)


def _told(number: int, finding: Finding | None) -> Iterator[tuple[int, Finding]]:
    if finding is not None:
        yield number, finding


def _judged(statement: Statement, own: _One, others: Sequence[_One]) -> tuple[str | None, _One]:
    """Give what contradicts a statement, and which of the named records: the first, if none fits."""
    found: tuple[str | None, _One] | None = None
    if own.stated is None:
        return None, others[0]
    mine = relative_in(own.stated)
    for other in others:
        its = None if other.stated is None else relative_in(other.stated)
        if its is None or its.why is not None or mine.why is not None:
            return None, other
        subject, object_ = (mine, its) if statement.of_other else (its, mine)
        outcome = contradiction(statement.word, subject, object_)
        if outcome == HOLDS or outcome is None:
            return outcome, other
        found = found or (outcome, other)
    return found or (None, others[0])


def _named(store: Store, target: str) -> list[int]:
    """Give the records that a text names, by what names them best."""
    rows = store.read(
        "SELECT rank, number FROM designation WHERE text = ? ORDER BY rank, number LIMIT 20", called(target)
    )
    found = list(rows)
    return [number for rank, number in found if rank == found[0][0]]


def _is_mutual(store: Store, number: int, other: int, word: str) -> bool:
    """Tell whether an earlier record states the same of this one."""
    if other > number:
        return False
    targets = store.read("SELECT target FROM claim WHERE number = ? AND word = ?", other, word)
    return any(number in _named(store, target) for (target,) in list(targets))


def _one(store: Store, number: int) -> _One:
    ((source, line, row, label, name, stated, identity),) = store.read(
        "SELECT source, line, row, label, name, stated, identity FROM record "
        "LEFT JOIN described USING (number) WHERE number = ?",
        number,
    )
    return _One(number, name, Place(source, line, row, label), stated, identity)


__all__ = ["relations_stated"]
