"""The report on a record, from what the checks found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import product

from gaba_analogs.checks.kit import Fault
from gaba_analogs.chemistry.structure import key_of
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.sources import sources
from gaba_analogs.evidence.values import StatedInChI
from gaba_analogs.notation.number import NumberText
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.record.words import phrase
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Skip, SkipKind, Verdict
from gaba_analogs.verification.agreement import Agreement, agreement
from gaba_analogs.verification.corrections import corrections
from gaba_analogs.verification.diagnosis import Evidence, diagnose
from gaba_analogs.verification.rules import leave_out_consequences
from gaba_analogs.verification.run import Edge, Found, Run

_ORDER = {name: position for position, name in enumerate(FIELDS)}
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_DRAWINGS = frozenset(of_kind(Kind.SMILES, Kind.MOLBLOCK))
_HASHED = frozenset(of_kind(Kind.INCHI, Kind.INCHIKEY))
_COMPOSED = frozenset(of_kind(Kind.FORMULA, Kind.ELEMENT_COUNTS))
_COMPUTED = (
    (_DRAWINGS, _HASHED | _COMPOSED | frozenset(of_kind(*MASSES))),
    (frozenset(of_kind(Kind.INCHI)), frozenset(of_kind(Kind.INCHIKEY))),
    (_COMPOSED | _HASHED, frozenset(of_kind(*MASSES))),
)
"""Kinds of fields, and those that programs compute from them."""
_EXACT = of_kind(Kind.MONOISOTOPIC_MASS)
_COMPUTED_DECIMALS = 6
"""Fewest decimals [-] of a mass in daltons that nobody measures."""
_PAGES = of_kind(Kind.MOLBLOCK)
"""Fields whose value fills a page, which no finding repeats."""


def conclude(record: StructureRecord, run: Run) -> RecordReport:
    """Say which fields to suspect, what they should hold, and what the verdict is."""
    evidence = _evidence(run)
    diagnosis = diagnose(evidence)
    found = corrections(record, run, diagnosis)
    values = {name: correction.value for name, correction in found.items()}
    safety = {name: correction.safety for name, correction in found.items()}
    leave_out_consequences(run, diagnosis)
    findings = write_findings(record, run.found, diagnosis.doubtful, values, safety)
    agreeing = agreement(run.facts, run.found, run.agreed)
    return RecordReport(
        record=record,
        verdict=_verdict(run, findings, evidence, agreeing),
        suspects=_with_raised(diagnosis.suspects, run),
        ambiguous=diagnosis.ambiguous,
        corrections=values,
        findings=findings,
        agreement=agreeing,
        passed=tuple(run.passed),
        skipped=_without_result(run),
        safety=safety,
        rows=_rows_in_doubt(diagnosis.suspects, run.facts) if evidence.leading else {},
    )


def _without_result(run: Run) -> tuple[Skip, ...]:
    """Give the reasons of the checks that have no result but their skip; an error of ours is always told."""
    results = {*run.passed, *(found.check.code for found in run.found)}
    if results.isdisjoint(run.skipped):
        return tuple(run.skipped.values())
    return tuple(skip for code, skip in run.skipped.items() if code not in results or skip.kind is SkipKind.BROKEN)


def _verdict(run: Run, findings: tuple[Finding, ...], evidence: Evidence, agreeing: Agreement) -> Verdict:
    """Give the verdict: only fields that agree on something verify a record."""
    if any(f.severity is Severity.ERROR for f in findings):
        return Verdict.INCONSISTENT
    if evidence.less:
        return Verdict.UNDERSPECIFIED
    if run.undecided or run.is_broken:
        return Verdict.UNVERIFIED
    agrees = any(sum(name in _ORDER for name in g) > 1 for groups in agreeing.values() for g in groups)
    return Verdict.VERIFIED if agrees else Verdict.UNVERIFIED


def write_findings(
    record: StructureRecord,
    faults: Sequence[Found],
    suspected: Collection[str],
    values: Mapping[str, str],
    safety: Mapping[str, Safety],
) -> tuple[Finding, ...]:
    """Write the findings, each about the field to suspect, repeated ones merged.

    Parameters
    ----------
    record
        The record as stated.
    faults
        What was found.
    suspected
        Fields to suspect.
    values, safety
        Field to correction, and to how safe that is.
    """
    merged: dict[tuple[str, tuple[str, ...], str], tuple[Found, list[str], Fault]] = {}
    suspects = set(suspected)
    for found in faults:
        fault, subjects, objects = found.fault, found.subjects, found.objects
        if objects and fault.mirror and not suspects & set(subjects) and suspects & set(objects):
            fault = Fault(fault.mirror)
            subjects, objects = objects, subjects
        entry = merged.setdefault((found.check.code, subjects, fault.message), (found, [], fault))
        entry[1].extend(o for o in objects if o not in entry[1])
    out = []
    for (code, subjects, message), (found, others, fault) in merged.items():
        severity = found.severity
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
        stated = fault.stated or (getattr(record, subject) if subject and subject not in _PAGES else None)
        safe = None if expected is None else Safety.MANUAL
        if subject is not None and expected is not None and expected == values.get(subject):
            safe = safety[subject]
        fields = (*subjects, *ordered)
        out.append(Finding(code, severity, fields, phrase(message, subjects, ordered), stated, expected, safe))
    return tuple(sorted(out, key=lambda f: _RANK[f.severity]))


def _evidence(run: Run) -> Evidence:
    evidence = Evidence(drawings=_DRAWINGS)
    accusing = [found for found in run.found if _accuses(found)]
    if accusing:
        evidence.condemned |= run.condemned
        evidence.votes |= run.votes
    contradictions: list[tuple[frozenset[str], Found]] = []
    for found in accusing:
        fault, subjects, objects = found.fault, found.subjects, found.objects
        if fault.less is None:
            evidence.disputes.update(frozenset((a, b)) for a in subjects for b in objects if a != b)
        if fault.less is not None:
            pairs = [(a, b) for a in subjects for b in objects]
            if fault.less in {"a", "both"}:
                evidence.less.update(pairs)
            if fault.less in {"b", "both"}:
                evidence.less.update((b, a) for a, b in pairs)
        elif not objects or (fault.blame == "a" and run.stands_alone(subjects) and not run.confirmed_elsewhere(found)):
            evidence.condemned.update(subjects)
        elif fault.blame == "b" and run.stands_alone(objects):
            evidence.condemned.update(objects)
        else:
            contradictions += [(frozenset((a, b)), found) for a in subjects for b in objects if a != b]
        if fault.mirrored:
            named = _naming_configuration(objects, run)
            contradictions += [(frozenset((a, b)), found) for a in subjects for b in named]
    evidence.contradictions |= {pair for pair, _ in contradictions}
    _add_rows(evidence, contradictions, run)
    if evidence.disputes or evidence.contradictions:
        evidence.units, evidence.sums, evidence.computed = (
            _units(run.facts),
            _sums(run),
            set(_computed(frozenset(run.agreed))),
        )
    return evidence


def _add_rows(evidence: Evidence, contradictions: Sequence[tuple[frozenset[str], Found]], run: Run) -> None:
    """Add what the contradictions are where a row of a reference table may be wrong that several identifiers lead to.

    A row with one identifier is as doubtful as this identifier, and need not be told from it.
    """
    known = sources(run.facts) if contradictions else []
    shared = {source: f"row {number}" for number, source in enumerate(known) if len(source.fields) > 1}
    if not shared:
        return
    evidence.leading |= {(row, name) for source, row in shared.items() for name in source.fields}
    for pair, found in contradictions:
        ways = [
            [{shared[source]} if source in shared else set() for source in known if name in source.fields] or [set()]
            for name in (pair if found.check.scope.asks_references else ())
        ]
        evidence.sourced |= {pair.union(*way) for way in product(*ways)}


def _rows_in_doubt(suspects: Collection[str], facts: Facts) -> dict[str, tuple[str, ...]]:
    """Give the rows of reference tables to which several identifiers lead, all of them suspects."""
    doubted = (source for source in sources(facts) if len(source.fields) > 1 and source.fields <= {*suspects})
    return {source.name: tuple(sorted(source.fields, key=_ORDER.__getitem__)) for source in doubted}


def _with_raised(suspects: tuple[str, ...], run: Run) -> tuple[str, ...]:
    """Add to the suspects the fields of findings that are errors because it was asked for."""
    raised = {field for f in run.found if f.weight is Severity.ERROR and not _accuses(f) for field in f.subjects}
    return tuple(sorted({*suspects, *raised})) if raised else suspects


def _accuses(found: Found) -> bool:
    """Tell whether a finding says something against a field: errors do, and what makes one field say less.

    One that weighs more than usual, as was asked for, shifts no blame: it only adds its field to the suspects.
    """
    if found.weight is Severity.INFO or not found.check.scope.accuses:
        return False
    less = found.fault.less is not None
    return less or (found.check.severity is Severity.ERROR and found.weight is not Severity.WARNING)


def _sums(run: Run) -> frozenset[frozenset[str]]:
    """Give each formula with the mass that was added up from it: it has more decimals than anybody measures."""
    masses = [
        name
        for name in _EXACT
        if isinstance(number := run.facts.values.get(name), NumberText)
        and any(decimals >= _COMPUTED_DECIMALS for _, decimals in number.readings)
    ]
    pairs = {(one, other) for aspect, one, other in run.agreed if aspect == "mass" and one in masses}
    return frozenset(frozenset((mass, other)) for mass, other in pairs if other in _COMPOSED)


@lru_cache(maxsize=1024)
def _computed(agreed: frozenset[Edge]) -> frozenset[tuple[str, str]]:
    """Give (field, field that programs compute from it) of those that agree; records of one table agree alike."""
    pairs = {pair for _, one, other in agreed for pair in ((one, other), (other, one))}
    return frozenset((one, other) for one, other in pairs if any(one in a and other in b for a, b in _COMPUTED))


def _naming_configuration(fields: Collection[str], run: Run) -> set[str]:
    """Give the fields that name R, S, D or L in words, as the structure in some of the given fields has it."""
    named = {name for name, claims in run.facts.name_stereo if {x for _, x in claims.rs} & {"R", "S"}}
    named |= {name for name, claims in run.facts.name_stereo if claims.enantiomer_prefixes} | {*of_kind(Kind.CHIRALITY)}
    agreeing = (({one, other} - {*fields}, {one, other} & {*fields}) for a, one, other in run.agreed if a == "stereo")
    return {name for names, structures in agreeing if structures for name in names & named}


def _units(facts: Facts) -> frozenset[frozenset[str]]:
    """Give the fields that are one witness: the InChI and the key, where the key is its hash."""
    stated = [value for value, _ in facts.of(Kind.INCHI) if isinstance(value, StatedInChI)]
    key = facts.inchikey.value if facts.inchikey else None
    hashed = any(inchi.text.value is not None and key_of(inchi.text.value) == key for inchi in stated)
    return frozenset({_HASHED}) if key is not None and hashed else frozenset()
