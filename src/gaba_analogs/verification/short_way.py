"""The short way for records that agree with themselves to the letter.

Nearly every record of a good table does. What its screening established is not checked again: the checks that these
plain facts do not imply are called, and if they find what they found in the record of the same shape that went the
long way, the report is the same. Whatever is not plain to see at once takes the long way through
`gaba_analogs.verification.examine`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace

from gaba_analogs.checks.kit import Check
from gaba_analogs.checks.scopes import Shape
from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.facts import Collected, FactKind, Facts
from gaba_analogs.notation.systematic import is_unmistakable
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Severity
from gaba_analogs.verification.conclusion import write_findings
from gaba_analogs.verification.examine import call_all
from gaba_analogs.verification.plan import Choice, plan
from gaba_analogs.verification.screening import Screening

_Like = tuple[object, ...]
"""What records that have the same report have in common."""

_Repaired = tuple[tuple[str, tuple[str, ...]], ...]
"""Fields whose notation was repaired, and how."""

_SCREENED: frozenset[FactKind] = frozenset(
    {Collected.REPAIRED_NOTATION, Collected.PLACEHOLDER, Collected.MISPLACED_VALUE}
)
"""Kinds of fact of which a screening has all there are in a plain record."""


@dataclass(frozen=True, slots=True)
class _Model:
    """The report on a plain record that went the long way, and the checks that a record like it needs all the same.

    Parameters
    ----------
    report
        The report.
    not_implied
        The checks.
    codes
        Codes of what they found.
    screened
        True where they look at nothing but what a screening has.
    noted
        What they found about the same repairs of the notation before: nothing of it but the value stated differs.
    """

    report: RecordReport
    not_implied: tuple[Check, ...]
    codes: tuple[str, ...]
    screened: bool
    noted: dict[_Repaired, tuple[Finding, ...]] = field(default_factory=dict)


_MOST_MODELS = 1024
"""Kinds of plain records [-] that are kept: those of one table are few."""


class PlainReports:
    """The reports on plain records: all records that state the same fields have the same one.

    Parameters
    ----------
    choice
        Which checks are to run.

    Examples
    --------
    >>> from gaba_analogs.api.verify import verify_records
    >>> gaba = StructureRecord(smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> long_way, short_way = verify_records([gaba, gaba], names=False)
    >>> long_way == short_way, short_way.passed is long_way.passed
    (True, True)
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._models: dict[_Like, _Model] = {}

    def report(self, record: StructureRecord, screening: Screening, read: Callable[[], Facts]) -> RecordReport | None:
        """Give the report on a plain record; None where it has to take the long way.

        Parameters
        ----------
        record
            The record as stated.
        screening
            What the first look at it showed.
        read
            Gives its facts, witnesses identified, where a check needs more of them than the screening has.
        """
        model = self._models.get(_like(screening)) if screening.is_plain else None
        if model is None:
            return None
        like = model.report
        if not model.not_implied:
            return _with_findings(record, like, ())
        repaired = tuple([(name, repairs) for name, repairs, _ in screening.notes])
        noted = model.noted.get(repaired) if not screening.placeholders else None
        if noted is not None:
            return _with_findings(record, like, _about(noted, screening))
        run = call_all(_collected(screening) if model.screened else read(), model.not_implied)
        if run.is_broken or tuple(dict.fromkeys(f.check.code for f in run.found)) != model.codes:
            return None
        self._choice.weigh(run)
        if any(found.severity is Severity.ERROR or found.fault.less for found in run.found):
            return None
        findings = write_findings(record, run.found, (), {}, {})
        told = "".join(found.message for found in findings)
        if model.screened and findings == _about(findings, screening) and not _are_told(screening, told):
            model.noted[repaired] = findings
        return _with_findings(record, like, findings)

    def remember(self, screening: Screening, facts: Facts, report: RecordReport, choice: Choice) -> None:
        """Remember what the long way, with the checks of a choice, said of a plain record."""
        if not screening.is_plain or report.suspects or any(f.severity is Severity.ERROR for f in report.findings):
            return
        looking = (check for check, absent in plan(choice, Shape.of(facts)) if absent is None)
        not_implied = tuple(check for check in looking if not check.implied_by & screening.holds)
        codes = tuple(dict.fromkeys(finding.code for finding in report.findings))
        if set(codes) <= {check.code for check in not_implied}:
            shared = replace(report, record=StructureRecord(), findings=())
            screened = all(_kind(check) in _SCREENED for check in not_implied)
            if len(self._models) >= _MOST_MODELS:
                self._models.clear()
            self._models[_like(screening)] = _Model(shared, not_implied, codes, screened)


def _with_findings(record: StructureRecord, like: RecordReport, findings: tuple[Finding, ...]) -> RecordReport:
    return RecordReport(
        record,
        like.verdict,
        findings=findings,
        agreement=like.agreement,
        passed=like.passed,
        skipped=like.skipped,
    )


def _about(findings: Sequence[Finding], screening: Screening) -> tuple[Finding, ...]:
    """Say of the repaired values of a record what was said of those of a like one."""
    texts: dict[tuple[str, ...], str] = {(name,): text for name, _, text in screening.notes}
    return tuple(
        Finding(found.code, found.severity, found.fields, found.message, texts.get(found.fields)) for found in findings
    )


def _are_told(screening: Screening, messages: str) -> bool:
    """Tell whether a value that was repaired stands in the messages about it."""
    return any(text in messages for _, _, text in screening.notes)


def _collected(screening: Screening) -> Facts:
    """Give what a screening has gathered of a plain record."""
    return Facts(notes=list(screening.notes), placeholders=list(screening.placeholders))


def _like(screening: Screening) -> _Like:
    empty = tuple([name for name, _ in screening.placeholders])
    titled = None if screening.title is None else is_unmistakable(screening.title)
    return screening.fields, empty, screening.holds, screening.flat, titled, screening.borne_out, screening.known


def _kind(check: Check) -> FactKind | None:
    return getattr(check.scope, "kind", None)
