"""The values that a verification gives: verdicts, findings, and the report on one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.results.display import shown
from gaba_analogs.results.fingerprints import fingerprint, fingerprint_of_conflict


class Verdict(StrEnum):
    """What is known of a record after every field was compared with every other."""

    VERIFIED = "verified"
    UNDERSPECIFIED = "underspecified"
    INCONSISTENT = "inconsistent"
    UNVERIFIED = "unverified"


class Severity(StrEnum):
    """How much a finding weighs: only an error makes a record inconsistent."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(StrEnum):
    """Whether a correction may be written without a look at it."""

    SAFE = "safe"
    """Independent fields determine the value, or the stated value gives its own fault away."""
    LIKELY = "likely"
    """One source alone determines the value; it is written on request."""
    MANUAL = "manual"
    """What the value would be if the other fields were right, which the record leaves open: it is never written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing, about a record.

    Parameters
    ----------
    code
        Permanent kebab-case name of the fault; ``verify-structure --explain CODE`` explains it.
    severity
        Error, warning or info.
    fields
        Canonical names of the fields concerned, the one the message is about first.
    message
        The fault in a chemist's words.
    stated
        The value as typed; None where no single value is concerned.
    expected
        What the other fields make it; None where they do not determine it.
    safety
        How safe it is to write the expected value; None where none is expected.
    places
        Of a conflict across records: where the first few of them stand.
    subject
        Of a conflict across records: what tells it from others of its code, wherever the records stand.
    accepted
        True where a baseline accepts it: it is reported, and fails nothing.
    """

    code: str
    severity: Severity
    fields: tuple[str, ...]
    message: str
    stated: str | None = None
    expected: str | None = None
    safety: Safety | None = None
    places: tuple[Place, ...] = ()
    subject: str | None = None
    accepted: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Give the finding in the shape of the published JSON Schema."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "fields": list(self.fields),
            "stated": self.stated,
            "expected": self.expected,
            "safety": None if self.safety is None else self.safety.value,
            "message": self.message,
            "accepted": self.accepted,
        }

    @property
    def conflict_fingerprint(self) -> str:
        """The text by which a conflict across records is known again, wherever they stand."""
        return fingerprint_of_conflict(self.code, self.fields, self.message if self.subject is None else self.subject)

    def conflict_to_dict(self) -> dict[str, Any]:
        """Give a conflict across records in the shape of the published JSON Schema."""
        places = [{"source": source, "line": line, "row": row} for source, line, row, _ in self.places]
        return self.to_dict() | {"fingerprint": self.conflict_fingerprint, "places": places}


class SkipKind(StrEnum):
    """Why a check has no result."""

    NOT_STATED = "not-stated"
    """The record does not state what the check looks at."""
    UNREADABLE = "unreadable"
    """A value cannot be read; a finding says why."""
    NOT_ASKED = "not-asked"
    """OPSIN or PubChem was not asked, or did not answer."""
    CANNOT_TELL = "cannot-tell"
    """A limit of the tools or of what is known stands in the way."""
    LEFT_OUT = "left-out"
    """Another check or comparison covers it."""
    BROKEN = "broken"
    """An error inside this package or the toolkit; it is logged and counted."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A check without a result, and why.

    Parameters
    ----------
    code
        The check; ``record`` where the record could not be examined at all.
    kind
        The reason as a value, for programs.
    reason
        The reason in one clause, for people.
    fields
        Canonical names of the fields that the reason is about.
    """

    code: str
    kind: SkipKind
    reason: str
    fields: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the reason in the shape of the published JSON Schema."""
        return {"code": self.code, "kind": self.kind.value, "fields": list(self.fields), "reason": self.reason}


RECORD = "record"
"""Stands for the code of a check where a record could not be examined at all."""


@dataclass(frozen=True, slots=True)
class RecordReport:
    """Everything that verification says about one record.

    Parameters
    ----------
    record
        The record as stated.
    verdict
        Verified, underspecified, inconsistent or unverified.
    suspects
        Fields that must be wrong (or say too little), sorted; of every equally small set when
        `ambiguous`.
    ambiguous
        True when several sets of suspects are equally small.
    corrections
        Field to value, where the agreeing fields determine it; sorted by field.
    findings
        Worst first.
    agreement
        Aspect (composition, connectivity, ...) to the groups of fields that agree on it.
    passed
        Codes of the checks that looked and found nothing.
    skipped
        Checks that could not look, with the reason.
    safety
        Field to how safe its correction is.
    excused
        True where a baseline accepts everything that made the verdict what it is.
    rows
        Row of a reference table to the suspects that lead to it, several of them: the row may be wrong instead.
    """

    record: StructureRecord
    verdict: Verdict
    suspects: tuple[str, ...] = ()
    ambiguous: bool = False
    corrections: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    agreement: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    skipped: tuple[Skip, ...] = ()
    safety: Mapping[str, Safety] = field(default_factory=dict)
    excused: bool = False
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def safety_of(self, name: str) -> Safety:
        """Say how safe the correction of a field is; what nobody vouches for is for people to decide."""
        return self.safety.get(name, Safety.MANUAL)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that no baseline accepts."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    @property
    def compared(self) -> tuple[str, ...]:
        """Fields that were compared with at least one other field, in canonical order."""
        groups = [g for gs in self.agreement.values() if sum(map(len, gs)) > 1 for g in gs]
        seen = {name for group in groups for name in group}
        return tuple(name for name in FIELDS if name in seen)

    @property
    def agreeing(self) -> tuple[str, ...]:
        """Fields that agree with at least one other field on something, in canonical order."""
        seen = {name for groups in self.agreement.values() for group in groups if len(group) > 1 for name in group}
        return tuple(name for name in FIELDS if name in seen)

    @property
    def unexamined(self) -> bool:
        """Whether the record, or a check of it, came to no end: its row is damaged, it crashed, or took too long."""
        return any(skip.code == RECORD or skip.kind is SkipKind.BROKEN for skip in self.skipped)

    @property
    def ok(self) -> bool:
        """Whether the record is verified."""
        return self.verdict is Verdict.VERIFIED

    def __str__(self) -> str:
        return str(shown("record as text", [self]))

    def __repr__(self) -> str:
        what = self.record.called or (str(self.record.place) if self.record.place.source else "a record")
        suspects = f", suspects {', '.join(self.suspects)}" if self.suspects else ""
        return f"<RecordReport on {what}: {self.verdict}{suspects}>"

    def _repr_html_(self) -> str:
        return str(shown("record as HTML", self))

    def record_to_dict(self) -> dict[str, Any]:
        """Say which record it is, in the shape of the published JSON Schema."""
        source, line, row, _ = self.record.place
        columns = {"columns": dict(self.record.carried)} if self.record.carried else {}
        return {
            "name": self.record.name,
            "id": self.record.identity,
            "source": source,
            "line": line,
            "row": row,
            **columns,
        }

    def findings_to_dicts(self) -> list[dict[str, Any]]:
        """Give the findings in the shape of the published JSON Schema."""
        return [finding.to_dict() | {"fingerprint": self.fingerprint_of(finding)} for finding in self.findings]

    def fingerprint_of(self, finding: Finding) -> str:
        """Give the text by which one of the findings is known again, in another order of the records too."""
        return fingerprint(self.record, finding.code, finding.fields)

    def to_dict(self) -> dict[str, Any]:
        """Give the report in the shape of the published JSON Schema (one line of ``jsonl``)."""
        return {**self.results_to_dict(), "skipped": [skip.to_dict() for skip in self.skipped]}

    def results_to_dict(self) -> dict[str, Any]:
        """Give all of the report but why some checks have no result, in the shape of the published JSON Schema."""
        return {
            "record": self.record_to_dict(),
            "verdict": self.verdict.value,
            "suspects": list(self.suspects),
            "ambiguous": self.ambiguous,
            "corrections": dict(self.corrections),
            "safety": {name: self.safety_of(name).value for name in self.corrections},
            "findings": self.findings_to_dicts(),
            "agreement": {a: [list(g) for g in groups] for a, groups in self.agreement.items()},
            "passed": list(self.passed),
        }
