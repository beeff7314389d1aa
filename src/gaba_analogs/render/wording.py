"""The verdict on one record, said in a sentence."""

from __future__ import annotations

import re

from gaba_analogs.findings import RecordReport, Severity, Verdict
from gaba_analogs.words import listed

_ABSENT = re.compile(r"no (.+) stated")
_ONE_STRUCTURE = "all stated structures are one"


def sentence(report: RecordReport) -> str:
    """Say which fields agree, which are wrong, or why nothing can be said.

    Examples
    --------
    >>> from gaba_analogs.report import verify
    >>> sentence(verify({"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}, names=False))
    '2 fields agree: SMILES and formula'
    """
    suspects = listed(report.suspects)
    many = len(report.suspects) > 1
    match report.verdict:
        case Verdict.VERIFIED:
            return f"{len(report.compared)} fields agree: {listed(report.compared)}"
        case Verdict.UNDERSPECIFIED if report.suspects:
            return f"{suspects} {'say' if many else 'says'} less than the other fields"
        case Verdict.INCONSISTENT if report.ambiguous:
            return _undecided(report)
        case Verdict.INCONSISTENT if report.suspects:
            return f"{suspects} {'are' if many else 'is'} wrong"
        case Verdict.UNVERIFIED:
            return _why_unverified(report)
    return "the fields contradict each other" if report.verdict is Verdict.INCONSISTENT else ""


def _undecided(report: RecordReport) -> str:
    """Say which fields contradict each other where nothing tells which is wrong."""
    alone = {f.fields[0] for f in report.findings if f.severity is Severity.ERROR and len(f.fields) == 1}
    certain = [field for field in report.suspects if field in alone]
    rivals = [field for field in report.suspects if field not in alone]
    if not rivals:
        return f"{listed(certain)} cannot all be right"
    start = f"{listed(certain)} {'are' if len(certain) > 1 else 'is'} wrong, and " if certain else ""
    if len(rivals) == 2:
        return f"{start}either {listed(rivals[:1])} or {listed(rivals[1:])} is wrong; a third field would decide"
    return f"{start}not all of {listed(rivals)} can be right; the record does not say which is wrong"


def _why_unverified(report: RecordReport) -> str:
    """Give the reason that tells most: a fault of the row, a limit of the tools, or too few fields."""
    if report.record.problem:
        return report.record.problem
    said = [f.message for f in report.findings if f.severity is not Severity.WARNING]
    limits = [s.reason for s in report.skipped if not _ABSENT.fullmatch(s.reason) and s.reason != _ONE_STRUCTURE]
    limits.sort(key=lambda reason: reason.endswith("to compare with"))
    if said or limits:
        return (said or limits)[0]
    stated = [name for name, _ in report.record.stated()]
    if not stated:
        return "nothing is stated"
    return f"nothing to compare: only {listed(stated)} {'are' if len(stated) > 1 else 'is'} stated"
