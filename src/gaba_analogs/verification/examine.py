"""Run the catalogue over one record's facts, and turn what it finds into a report."""

from __future__ import annotations

from collections.abc import Iterable

from gaba_analogs.checks.kit import Check
from gaba_analogs.checks.scopes import Shape
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.internal_errors import internal_error
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport, SkipKind
from gaba_analogs.verification.conclusion import conclude
from gaba_analogs.verification.plan import Choice, plan
from gaba_analogs.verification.rules import RULES
from gaba_analogs.verification.run import Run

EVERYTHING = Choice()
"""Every check that needs no registry."""


def examine(record: StructureRecord, facts: Facts, choice: Choice = EVERYTHING) -> RecordReport:
    """Check the facts of a record, of which the witnesses are known, and report.

    Parameters
    ----------
    record
        The record as stated.
    facts
        What it says.
    choice
        Which checks to run.
    """
    run = Run(facts)
    shape = Shape.of(facts)
    for check, absent in plan(choice, shape):
        if absent is not None:
            run.skipped[check.code] = absent
            continue
        found = len(run.found)
        _call(run, check)
        if len(run.found) > found or check.code in run.passed or check.code in run.skipped:
            continue
        unbound = check.scope.unbound(shape, facts)
        if unbound is not None:
            run.lacks(check.code, unbound)
        else:
            run.passed[check.code] = None
    for rule in RULES:
        rule(run)
    run.found = [found for found in run.found if choice.wants(found.check.code)]
    choice.weigh(run)
    return conclude(record, run)


def call_all(facts: Facts, checks: Iterable[Check]) -> Run:
    """Call some checks with the facts of a record, and book what they answer."""
    run = Run(facts)
    for check in checks:
        _call(run, check)
    return run


def _call(run: Run, check: Check) -> None:
    """Call a check in every way that the facts give; an error of ours is booked, and ends no record."""
    subjects: tuple[str, ...] = ()
    function = check.function
    try:
        for binding in check.scope.bindings(run.facts):
            arguments, subjects, _ = binding
            run.book(check, function(*arguments), binding)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # one check must never end the record
        run.skip(check.code, SkipKind.BROKEN, internal_error(error, check.code), subjects)
