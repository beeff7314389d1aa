"""Corrections on trial: a record is verified with them before any is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from gaba_analogs.notation.number import written_alike
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import of_kind
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.registry.answers import Registry
from gaba_analogs.results.decisions import Decisions, Ruling
from gaba_analogs.results.findings import RecordReport, Safety, Severity, Verdict

_MASSES = frozenset(of_kind(*MASSES))
_PREFIXES = {"inchi": "InChI=", "inchikey": "InChIKey="}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_WRITTEN: Mapping[Safety, frozenset[Safety]] = {
    Safety.SAFE: frozenset({Safety.SAFE}),
    Safety.LIKELY: frozenset({Safety.SAFE, Safety.LIKELY}),
}


def wanted(report: RecordReport, least: Safety) -> dict[str, str]:
    """Give the corrections of a record that are to be written, in the notation of the values that they replace.

    Parameters
    ----------
    report
        The report on the record.
    least
        The least safe corrections to write: safe ones, or likely ones too.
    """
    if report.record.problem is not None:
        return {}
    return {
        field: alike(field, stated, value)
        for field, value in report.corrections.items()
        if report.safety_of(field) in _WRITTEN[least] and (stated := getattr(report.record, field))
    }


def decided(report: RecordReport, decisions: Decisions) -> Ruling:
    """Say what the decisions on a record come to; a value that was proposed takes the notation of the stated one.

    Parameters
    ----------
    report
        The report on the record.
    decisions
        What people decided.
    """
    ruling = decisions.on(report)
    values = {
        field: alike(field, getattr(report.record, field), value) if value == report.corrections.get(field) else value
        for field, value in ruling.corrected.items()
    }
    return replace(ruling, corrected=values) if values else ruling


def misprint(after: RecordReport, fields: Collection[str]) -> str | None:
    """Give the fault by which a value that was typed gives itself away: it cannot be read, or its check digit is wrong.

    Parameters
    ----------
    after
        The report on the record with it.
    fields
        The fields that were corrected.
    """
    for finding in after.findings:
        if finding.severity is Severity.ERROR and len(finding.fields) == 1 and finding.fields[0] in fields:
            return f"{finding.message} [{finding.code}]"
    return None


def alike(field: str, stated: str, value: str) -> str:
    """Write a value in the notation of the one that it replaces.

    Examples
    --------
    >>> alike("molecular_weight", "171,42 g/mol", "171.24")  # gabapentin
    '171,24 g/mol'
    >>> alike("inchikey", "UGJMXCAKCUNAI-UHFFFAOYSA-N", "UGJMXCAKCUNAIE-UHFFFAOYSA-N")
    'UGJMXCAKCUNAIE-UHFFFAOYSA-N'
    >>> alike("formula", "C₉H₁₅NO₂", "C9H17NO2")
    'C₉H₁₇NO₂'
    """
    if field in _MASSES:
        return written_alike(stated, value)
    if field in _PREFIXES:
        prefix = _PREFIXES[field]
        bare = value.removeprefix(prefix)
        if stated.lower().startswith(prefix.lower()):
            return stated[: len(prefix)] + bare
        return bare if field == "inchikey" or stated.startswith(("1S/", "1/")) else value
    if field == "formula" and re.search(r"[₀-₉]", stated):
        return re.sub(r"(?<=[A-Za-z)\]])\d+", lambda count: count[0].translate(_SUBSCRIPTS), value)
    return value


def with_corrections(record: StructureRecord, values: Mapping[str, str]) -> StructureRecord:
    """Give a record as it will be read once the corrections are written."""
    return replace(record, **values)  # type: ignore[arg-type]  # the values are texts


def asks_anew(values: Mapping[str, str]) -> bool:
    """Tell whether corrections name another entry of a registry than the one that was asked for."""
    return "pubchem_cid" in values


def without(registry: Registry | None, values: Mapping[str, str]) -> Registry | None:
    """Give what registries say of a record, but for what reference tables give for corrected identifiers."""
    if registry is None or registry.tables is None:
        return registry
    return replace(registry, tables=tuple(answer for answer in registry.tables if answer.field not in values))


def is_better(before: RecordReport, after: RecordReport) -> bool:
    """Tell whether a record with its corrections is verified, or has fewer errors and no new one.

    A record without an error, which says too little, may be left with fewer warnings likewise.
    """
    if after.verdict is Verdict.VERIFIED:
        return True
    if after.verdict is Verdict.UNVERIFIED:
        return False
    errors, others = _codes(before, Severity.ERROR), _codes(after, Severity.ERROR)
    if errors or others:
        return others < errors
    return _codes(after, Severity.WARNING) < _codes(before, Severity.WARNING)


def is_no_worse(before: RecordReport, after: RecordReport) -> bool:
    """Tell whether a record with filled fields has no error and no warning that it had not without them."""
    return after.verdict is not Verdict.INCONSISTENT and all(
        _codes(after, severity) <= _codes(before, severity) for severity in (Severity.ERROR, Severity.WARNING)
    )


def _codes(report: RecordReport, severity: Severity) -> Counter[str]:
    return Counter(finding.code for finding in report.findings if finding.severity is severity)
