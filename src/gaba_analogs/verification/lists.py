"""Cells that list several values: the first of each are one compound, the second of each the next."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from gaba_analogs.notation.text import several_values, unlisted
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict

MOST_ORDERED = 4
"""Values [-] of one cell up to which other orders are tried."""
MOST = 50
"""Values [-] of one cell that are compared one by one."""
_WORST = (Verdict.INCONSISTENT, Verdict.UNDERSPECIFIED, Verdict.UNVERIFIED)
_NOT_COMPARED = "which are not compared"
_COMPARED = "compared one by one"


def one_by_one(record: StructureRecord) -> list[StructureRecord]:
    """Give the records that cells with equally many values make; none where they do not go together.

    Examples
    --------
    >>> both = one_by_one(StructureRecord(smiles="CCO, CCN", formula="C2H6O, C2H7N"))
    >>> [(one.smiles, one.formula) for one in both]
    [('CCO', 'C2H6O'), ('CCN', 'C2H7N')]
    """
    stated = record.texts()
    lists = {field: values for field, text in stated.items() if (values := several_values(field, text))}
    lengths = set(map(len, lists.values()))
    if not lists or len(lengths) != 1 or not 2 <= (length := lengths.pop()) <= MOST:
        return []
    formulas = re.split(r"\s*;\s*", unlisted(stated.get("formula", "")))
    if "formula" not in lists and len(formulas) == length:
        lists["formula"] = tuple(formulas)
    if len(lists) < 2 or all(len(set(values)) == 1 for values in lists.values()):
        return []
    rows = zip(*lists.values(), strict=True)
    return [StructureRecord(**dict(zip(lists, row, strict=True)), place=record.place) for row in rows]


def with_lists(report: RecordReport, examine_one: Callable[[StructureRecord], RecordReport]) -> RecordReport:
    """Add to a report what a comparison of list cells, value by value, shows.

    Parameters
    ----------
    report
        The report on what is stated once.
    examine_one
        Reports on a record.
    """
    rows = one_by_one(report.record)
    parts = [examine_one(one) for one in rows]
    if not parts or (_is_wrong(parts) and _is_in_another_order(rows, examine_one)):
        return report
    fields = {field for part in parts for field, _ in part.record.stated()}
    findings = [_compared(f) if fields.issuperset(f.fields) else f for f in report.findings]
    for number, part in enumerate(parts, 1):
        where = f" (value {number} of {len(parts)})"
        findings += [replace(f, message=f.message + where) for f in part.findings]
    verdicts = {report.verdict, *(part.verdict for part in parts)}
    ordered = tuple(sorted(findings, key=lambda finding: list(Severity).index(finding.severity)))
    if Verdict.INCONSISTENT not in verdicts and report.verdict is Verdict.UNVERIFIED:
        verdicts.discard(Verdict.UNVERIFIED)
        verdicts.update(part.verdict for part in parts)
    verdict = next((worst for worst in _WORST if worst in verdicts), Verdict.VERIFIED)
    deciding = [one for one in (report, *parts) if one.verdict is verdict]
    return replace(
        report,
        verdict=verdict,
        suspects=tuple(sorted({field for one in deciding for field in one.suspects})),
        ambiguous=any(one.ambiguous for one in deciding),
        findings=ordered,
        agreement=report.agreement if report.verdict is Verdict.VERIFIED else _shared(parts, report),
    )


def _is_wrong(parts: Sequence[RecordReport]) -> bool:
    return any(part.verdict is Verdict.INCONSISTENT for part in parts)


def _is_in_another_order(
    rows: Sequence[StructureRecord], examine_one: Callable[[StructureRecord], RecordReport]
) -> bool:
    """Tell whether the cells list the same compounds, each in an order of its own."""
    first, *others = (dict(row.stated()) for row in rows)
    fields = list(first)
    if len(rows) > MOST_ORDERED:
        return False
    values = {field: [first[field], *(other[field] for other in others)] for field in fields}
    lead = values[fields[0]]

    def fit(field: str) -> bool:
        pairs = (zip(lead, order, strict=True) for order in itertools.permutations(values[field]))
        return any(not _is_wrong([examine_one(_record({fields[0]: a, field: b})) for a, b in two]) for two in pairs)

    return all(map(fit, fields[1:]))


def _record(texts: dict[str, Any]) -> StructureRecord:
    return StructureRecord(**texts)


def _compared(finding: Finding) -> Finding:
    return replace(finding, message=finding.message.replace(_NOT_COMPARED, _COMPARED))


def _shared(parts: Sequence[RecordReport], report: RecordReport) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the agreement that all values share; that of the report where they differ."""
    first = dict(parts[0].agreement)
    return first if all(dict(part.agreement) == first for part in parts) else dict(report.agreement)
