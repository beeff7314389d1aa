"""Decisions of people on findings: which value is corrected, and which one stands as it is.

A decision holds for a finding as it was looked at: the fingerprint says which record, which check and which values.
Where any of these is another one now, nothing is done, and it is said why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from gaba_analogs.dataclass import dataclass
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.fingerprints import fingerprint_of_record

COLUMNS = (
    "fingerprint",
    "record_fingerprint",
    "record",
    "code",
    "field",
    "value",
    "decision",
    "correction",
    "comment",
    "by",
)
"""Columns of a file of decisions, in order."""


class Choice(StrEnum):
    """What a person decided on a finding."""

    ACCEPT = "accept"
    """The finding is right."""
    REJECT = "reject"
    """The value stands as it is: a known exception."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on one finding.

    Parameters
    ----------
    fingerprint
        Of the finding.
    record
        Fingerprint of the record; empty for a conflict across records.
    code
        The check.
    choice
        What was decided; None for nothing yet.
    field, value
        The field that is to be corrected, and what it stated then; empty where none is.
    correction
        What it should state; empty where that is to be found out by hand.
    comment
        Why.
    by
        Who decided.
    called
        How people call the record.
    where
        Where the decision is written.
    """

    fingerprint: str
    record: str
    code: str
    choice: Choice | None
    field: str = ""
    value: str = ""
    correction: str = ""
    comment: str = ""
    by: str = ""
    called: str = ""
    where: str = ""

    @property
    def reason(self) -> str:
        """Why it was decided, and by whom."""
        by = f"by {self.by}" if self.by else ""
        return f"{self.comment} ({by})" if self.comment and by else self.comment or by


class Fate(StrEnum):
    """What becomes of a decision in a run, best first."""

    APPLIED = "applied"
    """Its correction is written."""
    ACCEPTED = "accepted, to be written by --fix"
    """A run that writes no corrected copy leaves it at that."""
    REJECTED = "rejected"
    """The value stands."""
    DONE = "done already"
    """The field states the correction."""
    BY_HAND = "to be corrected by hand"
    """The finding is accepted, and no correction was given."""
    OPEN = "undecided"
    NOT_WRITTEN = "not written"
    """The correction cannot be written, or is not one."""
    CHANGED = "value changed"
    """The record states something else than when it was looked at."""
    GONE = "not found any more"
    """The record has no such finding now."""
    UNKNOWN = "unknown record"


REFUSED = frozenset({Fate.NOT_WRITTEN, Fate.CHANGED, Fate.GONE, Fate.UNKNOWN})
"""What becomes of decisions that could not be carried out."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What becomes of one decision in one record.

    Parameters
    ----------
    number
        Position [-] of the decision, from 0.
    fate
        What becomes of it.
    row
        Row [-] of the record; None where it has none.
    why
        What there is to say about it.
    """

    number: int
    fate: Fate
    row: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the decisions on one record come to.

    Parameters
    ----------
    corrected
        Field to the value that is to be written.
    reasons
        Field to why.
    rejected
        The findings that stand, each with its decision.
    ruled
        What becomes of each decision.
    """

    corrected: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    rejected: tuple[tuple[Finding, Decision], ...] = ()
    ruled: tuple[Ruled, ...] = ()


NO_RULING = Ruling()


class Decisions:
    """The decisions of one or several people, by record.

    Examples
    --------
    >>> from gaba_analogs.record import StructureRecord
    >>> from gaba_analogs.results.findings import Severity, Verdict
    >>> gaba = StructureRecord(name="GABA", smiles="NCCCC(=O)O", formula="C4H7NO2")
    >>> wrong = Finding("formula-mismatch", Severity.ERROR, ("formula",), "formula has 2 hydrogens fewer")
    >>> report = RecordReport(gaba, Verdict.INCONSISTENT, findings=(wrong,))
    >>> known, record = report.fingerprint_of(wrong), fingerprint_of_record(gaba)
    >>> accept = Decision(known, record, wrong.code, Choice.ACCEPT, "formula", "C4H7NO2", "C4H9NO2")
    >>> Decisions([accept]).on(report).corrected
    {'formula': 'C4H9NO2'}
    """

    def __init__(self, entries: Iterable[Decision]) -> None:
        self.entries = tuple(entries)

    def __reduce__(self) -> tuple[type[Decisions], tuple[tuple[Decision, ...]]]:
        """Send the decisions alone to other processes."""
        return Decisions, (self.entries,)

    @cached_property
    def _by_record(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            found.setdefault(entry.record, []).append(number)
        return found

    @cached_property
    def rejected(self) -> Mapping[str, Decision]:
        """The decisions that let a value stand, by the fingerprint of the finding."""
        return {entry.fingerprint: entry for entry in self.entries if entry.choice is Choice.REJECT}

    def on(self, report: RecordReport) -> Ruling:
        """Say what the decisions on a record come to, now that it is reported on again."""
        numbers = self._by_record.get(fingerprint_of_record(report.record))
        if not numbers or report.record.problem is not None:
            return NO_RULING
        found = {report.fingerprint_of(finding): finding for finding in report.findings}
        values: dict[str, str] = {}
        reasons: dict[str, str] = {}
        rejected: list[tuple[Finding, Decision]] = []
        ruled: list[Ruled] = []
        row = report.record.place.row
        for number in numbers:
            entry = self.entries[number]
            finding = found.get(entry.fingerprint)
            fate, why = _fate(entry, finding if finding and finding.code == entry.code else None, report)
            ruled.append(Ruled(number, fate, row, why))
            if fate is Fate.REJECTED and finding is not None:
                rejected.append((finding, entry))
            elif fate is Fate.APPLIED:
                values[entry.field] = entry.correction
                reasons.setdefault(entry.field, f"{entry.reason or 'decided'} [{entry.code}]")
        return Ruling(values, reasons, tuple(rejected), tuple(ruled))

    def on_conflicts(self, conflicts: Iterable[Finding]) -> Iterator[Ruled]:
        """Say what becomes of the decisions on conflicts across the records."""
        numbers = {self.entries[number].fingerprint: number for number in self._by_record.get("", ())}
        for conflict in conflicts if numbers else ():
            number = numbers.pop(conflict.conflict_fingerprint, None)
            if number is not None:
                yield Ruled(number, _FATES[self.entries[number].choice])
        yield from (Ruled(number, Fate.GONE) for number in numbers.values())


_FATES: Mapping[Choice | None, Fate] = {
    None: Fate.OPEN,
    Choice.ACCEPT: Fate.BY_HAND,
    Choice.REJECT: Fate.REJECTED,
}
"""What becomes of a decision on a finding that is found again, without a correction."""


def _fate(entry: Decision, finding: Finding | None, report: RecordReport) -> tuple[Fate, str]:
    now = getattr(report.record, entry.field, None) if entry.field else None
    if entry.choice is None:
        return Fate.OPEN, ""
    if entry.correction and _same(now, entry.correction):
        return Fate.DONE, ""
    if entry.value and not _same(now, entry.value):
        word = FIELD_WORDS.get(entry.field, entry.field)
        return Fate.CHANGED, f"{word} states {now or 'nothing'} now, and stated {entry.value}"
    if finding is None:
        return Fate.GONE, "another value of the record changed, or the check did not look"
    if not entry.correction:
        return _FATES[entry.choice], ""
    if now is None or (entry.field not in finding.fields and not entry.value):
        return Fate.CHANGED, f"the record states no {FIELD_WORDS.get(entry.field, entry.field)}"
    return Fate.APPLIED, ""


def _same(one: str | None, other: str) -> bool:
    """Tell whether two texts differ in nothing but blanks and the sign of decimals."""
    return one is not None and one.replace(",", ".").split() == other.replace(",", ".").split()


class DecisionLog:
    """What became of all decisions of a run, one line for each.

    Parameters
    ----------
    decisions
        The decisions.
    """

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._ruled: dict[int, list[Ruled]] = {}

    def take(self, ruled: Iterable[Ruled]) -> None:
        """Take what became of decisions in some records."""
        for one in ruled:
            self._ruled.setdefault(one.number, []).append(one)

    def leave(self, rows: Mapping[int, str]) -> None:
        """Take back what was said of corrections in rows that were not written after all, with the reason by row."""
        for ruled in self._ruled.values():
            for place, one in enumerate(ruled):
                if one.fate is Fate.APPLIED and one.row is not None and one.row in rows:
                    ruled[place] = Ruled(one.number, Fate.NOT_WRITTEN, one.row, rows[one.row])

    def refusals(self) -> Iterator[str]:
        """Say which decisions could not be carried out, one line each."""
        for entry, fate, _, why in self.lines():
            if fate in REFUSED:
                about = f"{entry.called or 'a record'}: {entry.code}"
                yield f"{entry.where}: {about}: {fate}{f': {why}' if why else ''}"

    def lines(self) -> Iterator[tuple[Decision, Fate, tuple[int, ...], str]]:
        """Give each decision, what became of it, the rows [-] of its records, and what there is to say about it."""
        order = list(Fate)
        for number, entry in enumerate(self._decisions.entries):
            ruled = sorted(self._ruled.get(number, ()), key=lambda one: order.index(one.fate))
            if not ruled:
                known = not entry.record
                why = "conflicts across records were not looked for: --cross-record" if known else ""
                missing = Fate.OPEN if entry.choice is None else Fate.GONE if known else Fate.UNKNOWN
                yield entry, missing, (), why
                continue
            best = [one for one in ruled if one.fate is ruled[0].fate]
            yield entry, best[0].fate, tuple(one.row for one in best if one.row is not None), best[0].why
