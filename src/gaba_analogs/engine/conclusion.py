"""The report on a record, from what the checks found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gaba_analogs.agreement import agreement
from gaba_analogs.checks.kit import Fault
from gaba_analogs.checks.registry import CID_PARTS
from gaba_analogs.corrections import corrections
from gaba_analogs.diagnosis import Diagnosis, Evidence, diagnose
from gaba_analogs.engine.run import Found, Run
from gaba_analogs.findings import Finding, RecordReport, Severity, Skip, Verdict
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.words import phrase

_ORDER = {name: position for position, name in enumerate(FIELDS)}
_SEVERITIES = list(Severity)


def conclude(record: StructureRecord, run: Run) -> RecordReport:
    """Say which fields to suspect, what they should hold, and what the verdict is."""
    evidence = _evidence(run)
    diagnosis = diagnose(evidence)
    values = corrections(record, run.facts, [(f.subjects, f.fault) for f in run.found], diagnosis)
    _leave_out_consequences(run, diagnosis)
    findings = _findings(record, run, diagnosis, values)
    return RecordReport(
        record=record,
        verdict=_verdict(run, findings, evidence),
        suspects=diagnosis.suspects,
        ambiguous=diagnosis.ambiguous,
        corrections=values,
        findings=findings,
        agreement=agreement(run.facts, run.found, run.agreed),
        passed=tuple(run.passed),
        skipped=tuple(Skip(code, reason) for code, reason in run.skipped.items() if code not in run.passed),
    )


def _leave_out_consequences(run: Run, diagnosis: Diagnosis) -> None:
    """Do not repeat of formula, masses, key and name that they are not those of a CID that is another compound's."""
    suspects = set(diagnosis.suspects)
    if "pubchem_cid" not in suspects or not any(f.check.code in CID_PARTS and f.fault.less is None for f in run.found):
        return
    repeated = [f for f in run.found if f.objects == ("pubchem_cid",) and not suspects & set(f.subjects)]
    run.found = [f for f in run.found if f not in repeated]
    run.skipped.update((f.check.code, "the PubChem CID is that of another compound") for f in repeated)


def _verdict(run: Run, findings: tuple[Finding, ...], evidence: Evidence) -> Verdict:
    if any(f.severity is Severity.ERROR for f in findings):
        return Verdict.INCONSISTENT
    if evidence.less:
        return Verdict.UNDERSPECIFIED
    compared = run.agreed or any(len(w.fields) > 1 for w in run.facts.witnesses)
    compared = compared or any(len(c.fields) > 1 for c in run.facts.compositions)
    return Verdict.VERIFIED if compared and not run.undecided else Verdict.UNVERIFIED


def _findings(
    record: StructureRecord, run: Run, diagnosis: Diagnosis, values: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Write the findings, each about the field to suspect, repeated ones merged."""
    merged: dict[tuple[str, tuple[str, ...], str], tuple[Found, list[str], Fault]] = {}
    suspects = set(diagnosis.suspects)
    for found in run.found:
        fault, subjects, objects = found.fault, found.subjects, found.objects
        if objects and fault.mirror and not suspects & set(subjects) and suspects & set(objects):
            fault = replace(fault, message=fault.mirror, stated=None, expected=None)
            subjects, objects = objects, subjects
        entry = merged.setdefault((found.check.code, subjects, fault.message), (found, [], fault))
        entry[1].extend(o for o in objects if o not in entry[1])
    out = []
    for (code, subjects, message), (found, others, fault) in merged.items():
        severity = Severity.WARNING if fault.less is not None else found.check.severity
        ordered = sorted(others, key=_ORDER.__getitem__)
        subject = subjects[0] if len(subjects) == 1 else None
        expected = fault.expected
        if (
            subject is not None
            and subject in values
            and severity is not Severity.INFO
            and (fault.expected or not fault.stated)
        ):
            expected = values[subject]
        stated = fault.stated or (getattr(record, subject) if subject and subject != "molblock" else None)
        out.append(Finding(code, severity, (*subjects, *ordered), phrase(message, subjects, ordered), stated, expected))
    return tuple(sorted(out, key=lambda f: _SEVERITIES.index(f.severity)))


def _evidence(run: Run) -> Evidence:
    evidence = Evidence()
    for found in run.found:
        if found.check.code == "name-of-another" or (
            found.check.severity is not Severity.ERROR and found.fault.less is None
        ):
            continue
        fault, subjects, objects = found.fault, found.subjects, found.objects
        if fault.less is not None:
            pairs = [(a, b) for a in subjects for b in objects]
            if fault.less in {"a", "both"}:
                evidence.less.update(pairs)
            if fault.less in {"b", "both"}:
                evidence.less.update((b, a) for a, b in pairs)
        elif not objects or (fault.blame == "a" and run.stands_alone(subjects) and not run.vouched(found)):
            evidence.condemned.update(subjects)
        elif fault.blame == "b" and run.stands_alone(objects):
            evidence.condemned.update(objects)
        else:
            evidence.contradictions.update(frozenset((a, b)) for a in subjects for b in objects if a != b)
    return evidence
