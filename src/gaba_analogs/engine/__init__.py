"""Run the catalogue over one record's facts, and turn what it finds into a report."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gaba_analogs.checks.registry import FAMILY as REGISTRY
from gaba_analogs.engine.binding import OCCASIONAL, bindings
from gaba_analogs.engine.conclusion import conclude
from gaba_analogs.engine.plan import Choice, absence_of, plan, why_not, why_not_asked
from gaba_analogs.engine.rules import RULES
from gaba_analogs.engine.run import Found, Run
from gaba_analogs.facts import Facts
from gaba_analogs.findings import RecordReport
from gaba_analogs.names import ParsedName
from gaba_analogs.record import StructureRecord


def examine(
    record: StructureRecord,
    facts: Facts,
    parsed: Mapping[str, ParsedName],
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    no_names: str | None = None,
) -> RecordReport:
    """Check settled facts and report.

    Parameters
    ----------
    record
        The record as stated.
    facts
        Its facts, settled.
    parsed
        Names that OPSIN was asked, by their text.
    select, ignore
        Codes to run (None for all), and codes to leave out.
    no_names
        Why names were not read; None when they were.
    """
    run = Run(facts)
    choice = Choice(frozenset(select) if select is not None else None, frozenset(ignore), facts.registry is not None)
    for check, nothing_to_look_at in plan(choice, absence_of(facts, parsed, no_names)):
        if nothing_to_look_at is not None:
            run.skipped[check.code] = nothing_to_look_at
            continue
        for arguments, subjects, objects in bindings(check, facts, parsed):
            run.note(check, check.function(*arguments), subjects, objects)
        if facts.name_limit and check.needs == ("structure", "other"):
            run.skipped.setdefault(check.code, facts.name_limit)
        if check.code not in run.passed and check.code not in run.skipped and not _has(run.found, check.code):
            if check.needs[0] in OCCASIONAL:
                run.passed[check.code] = None
            elif check.family == REGISTRY:
                run.skipped[check.code] = why_not_asked(check, facts, no_names)
            else:
                run.skipped[check.code] = why_not(check.needs, facts, no_names)
    for rule in RULES:
        rule(run)
    run.found = [f for f in run.found if (select is None or f.check.code in select) and f.check.code not in ignore]
    return conclude(record, run)


def _has(found: list[Found], code: str) -> bool:
    return any(f.check.code == code for f in found)
