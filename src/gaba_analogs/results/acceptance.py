"""Findings that were looked at and accepted: they are reported, and fail nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Self, overload

from gaba_analogs.dataclass import dataclass
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.results.fingerprints import UNVERIFIED, fingerprint_of_unverified

_KEY = 16
_CODE = 2
_WIDTH = _KEY + _CODE


@dataclass(frozen=True, slots=True)
class Accepted:
    """Fingerprints, each with the code that it was accepted for: where the two disagree, nothing is accepted.

    Kept in 18 bytes an entry, because it goes to the processes with every chunk of records.

    Parameters
    ----------
    codes
        The codes.
    packed
        Fingerprint and position [-] of its code, sorted.

    Examples
    --------
    >>> accepted = Accepted.of({"g0123456789abcdef0123456789abcde": "cas-check-digit"})
    >>> accepted.code_of("g0123456789abcdef0123456789abcde"), accepted.code_of("g" + 31 * "0")
    ('cas-check-digit', None)
    """

    codes: tuple[str, ...] = ()
    packed: bytes = b""

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> Self:
        """Make it of a mapping."""
        codes = tuple(sorted(set(entries.values())))
        place = {code: n.to_bytes(_CODE, "big") for n, code in enumerate(codes)}
        return cls(codes, b"".join(sorted(_key(known) + place[code] for known, code in entries.items())))

    def __len__(self) -> int:
        return len(self.packed) // _WIDTH

    def code_of(self, fingerprint: str) -> str | None:
        """Give the code that a fingerprint was accepted for; None where it was not."""
        key, packed = _key(fingerprint), self.packed
        found = bisect_left(range(len(self)), key, key=lambda n: packed[n * _WIDTH : n * _WIDTH + _KEY]) * _WIDTH
        if packed[found : found + _KEY] != key:
            return None
        return self.codes[int.from_bytes(packed[found + _KEY : found + _WIDTH], "big")]


def _key(fingerprint: str) -> bytes:
    return int(fingerprint[1:], 16).to_bytes(_KEY, "big")


NOTHING = Accepted()


def deciding(report: RecordReport) -> tuple[Finding, ...]:
    """Give the findings that make a verdict what it is; none where it is verified, or nothing could be compared."""
    if report.verdict is Verdict.INCONSISTENT:
        return tuple(finding for finding in report.findings if finding.severity is Severity.ERROR)
    if report.verdict is Verdict.UNDERSPECIFIED:
        loud = tuple(finding for finding in report.findings if finding.severity is not Severity.INFO)
        return tuple(f for f in loud if f.fields and f.fields[0] in report.suspects) or loud
    return ()


def with_accepted(report: RecordReport, accepted: Accepted) -> RecordReport:
    """Mark what is accepted of a report.

    Examples
    --------
    >>> from gaba_analogs.record import StructureRecord
    >>> wrong = Finding("cas-check-digit", Severity.ERROR, ("cas",), "check digit of CAS number is 2, not 3")
    >>> report = RecordReport(StructureRecord(cas="56-12-3"), Verdict.INCONSISTENT, findings=(wrong,))
    >>> with_accepted(report, Accepted.of({report.fingerprint_of(wrong): "cas-check-digit"})).excused
    True
    """
    if not accepted or not (report.findings or report.verdict is Verdict.UNVERIFIED):
        return report
    if report.verdict is Verdict.UNVERIFIED and not report.unexamined:
        excused = accepted.code_of(fingerprint_of_unverified(report.record)) == UNVERIFIED
        report = replace(report, excused=True) if excused else report
    known = [accepted.code_of(report.fingerprint_of(finding)) == finding.code for finding in report.findings]
    if not any(known):
        return report
    findings = tuple(replace(f, accepted=True) if one else f for f, one in zip(report.findings, known, strict=True))
    report = replace(report, findings=findings)
    decisive = deciding(report)
    return replace(report, excused=True) if decisive and all(f.accepted for f in decisive) else report


class MarkedConflicts(Sequence[Finding]):
    """Conflicts across records, of which those that are accepted are marked as they are read.

    Parameters
    ----------
    conflicts
        The conflicts, which may not fit in memory.
    accepted
        What is accepted.
    weights
        Severity by code, where it is another than usual.
    """

    def __init__(
        self, conflicts: Sequence[Finding], accepted: Accepted, weights: Mapping[str, Severity] | None = None
    ) -> None:
        self._conflicts = conflicts
        self._accepted = accepted
        self._weights = weights or {}

    def __len__(self) -> int:
        return len(self._conflicts)

    def __iter__(self) -> Iterator[Finding]:
        return map(self._marked, self._conflicts)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        if isinstance(index, int):
            return self._marked(self._conflicts[index])
        return [self._marked(conflict) for conflict in self._conflicts[index]]

    def _marked(self, conflict: Finding) -> Finding:
        accepted = self._accepted.code_of(conflict.conflict_fingerprint) == conflict.code
        if not accepted and conflict.code not in self._weights:
            return conflict
        return replace(conflict, accepted=accepted, severity=self._weights.get(conflict.code, conflict.severity))
