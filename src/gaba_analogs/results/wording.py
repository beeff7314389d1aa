"""The verdict on one record, said in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gaba_analogs.notation.text import states_nothing
from gaba_analogs.record.words import listed
from gaba_analogs.results.findings import RecordReport, Severity, SkipKind, Verdict

Part = str | tuple[str, str]
"""Text, or text and its style."""

_TELLING = (SkipKind.BROKEN, SkipKind.CANNOT_TELL, SkipKind.NOT_ASKED, SkipKind.UNREADABLE)
"""Kinds of reason that say why a record is unverified, the weightiest first."""


def sentence(report: RecordReport) -> str:
    """Say which fields agree, which are wrong, or why nothing can be said.

    Examples
    --------
    >>> from gaba_analogs.api.verify import verify
    >>> sentence(verify({"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}, names=False))
    '2 fields agree: SMILES and formula'
    >>> sentence(verify({"smiles": "NCCCC(=O)O"}, names=False))
    'nothing to compare: only SMILES is stated'
    """
    if report.verdict is Verdict.VERIFIED:
        return f"{len(report.agreeing)} fields agree: {listed(report.agreeing)}"
    return "".join(part if isinstance(part, str) else part[0] for part in what_is_wrong(report, listed))


def what_is_wrong(report: RecordReport, named: Callable[[Sequence[str]], str]) -> list[Part]:
    """Say what is wrong with a record, or why nothing can be said.

    Parameters
    ----------
    report
        The report on a record that is not verified.
    named
        How to write a list of field names.
    """
    many = len(report.suspects) > 1
    match report.verdict:
        case Verdict.UNDERSPECIFIED if report.suspects:
            return [(named(report.suspects), "bold"), f" {'say' if many else 'says'} less than the other fields"]
        case Verdict.INCONSISTENT if report.ambiguous:
            return _undecided(report, named)
        case Verdict.INCONSISTENT if report.suspects:
            doubted = (row for row, fields in report.rows.items() if {*fields} == {*report.suspects})
            unless = "".join(f", unless {row} is" for row in doubted)
            return [(named(report.suspects), "bold"), f" {'are' if many else 'is'} wrong{unless}"]
        case Verdict.UNVERIFIED:
            return [_why_unverified(report, named)]
    return ["the fields contradict each other" if report.verdict is Verdict.INCONSISTENT else ""]


def should_be(report: RecordReport, field: str) -> str:
    """Say what a field should be and how safe that is, as the end of a message; nothing where that is open."""
    value = report.corrections.get(field)
    return f"; {field} should be {value} ({report.safety_of(field)})" if value else ""


def _undecided(report: RecordReport, named: Callable[[Sequence[str]], str]) -> list[Part]:
    """Say which fields contradict each other where nothing tells which is wrong."""
    alone = {f.fields[0] for f in report.findings if f.severity is Severity.ERROR and len(f.fields) == 1}
    certain = [field for field in report.suspects if field in alone]
    rivals = [field for field in report.suspects if field not in alone]
    if not rivals:
        return [(named(certain), "bold"), " cannot all be right"]
    parts: list[Part] = []
    if certain:
        parts = [(named(certain), "bold"), f" {'are' if len(certain) > 1 else 'is'} wrong, and "]
    told = {field for fields in report.rows.values() for field in fields}
    parties = [field for field in rivals if field not in told] + [*report.rows]
    leading = "".join(f", to which {named(fields)} lead," for fields in report.rows.values())
    if len(parties) == 2:
        one, other = (named([party]) for party in parties)
        return [
            *parts,
            "either ",
            (one, "bold"),
            " or ",
            (other, "bold"),
            f"{leading} is wrong; a third field is needed to decide",
        ]
    rest = " can be right; the record alone does not show which is wrong"
    return [*parts, "not all of ", (named(parties), "bold"), f"{leading}{rest}"]


def _why_unverified(report: RecordReport, named: Callable[[Sequence[str]], str]) -> str:
    """Give the reason that tells most: a fault of the row, a limit of the tools, or too few fields."""
    if report.record.problem:
        return report.record.problem
    said = [f.message for f in report.findings if f.severity is not Severity.WARNING or len(f.fields) > 1]
    telling = [skip for skip in report.skipped if skip.kind in _TELLING]
    telling.sort(key=lambda skip: _TELLING.index(skip.kind))
    if said or telling:
        return said[0] if said else telling[0].reason
    stated = [name for name, _ in report.record.stated()]
    if not stated:
        return "nothing is stated"
    stated = [name for name, text in report.record.stated() if not states_nothing(name, text)]
    if not stated:
        return "nothing is stated: every value is a placeholder"
    if report.record.identity and report.record.name == report.record.identity:  # one's own, where no name is stated
        stated = [name for name in stated if name != "name"]
        if not stated:
            return "nothing to compare: only an identifier is stated"
    return f"nothing to compare: only {named(stated)} {'are' if len(stated) > 1 else 'is'} stated"
