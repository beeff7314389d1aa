"""Run the catalogue over one record's facts, and turn what it finds into a report."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import partial

from gaba_analogs.checks.kit import Check
from gaba_analogs.checks.scopes import Shape
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.internal_errors import internal_error
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport, Skip, SkipKind
from gaba_analogs.verification.conclusion import conclude
from gaba_analogs.verification.plan import Choice, plan
from gaba_analogs.verification.rules import RULES
from gaba_analogs.verification.run import Run
from gaba_analogs.verification.settled import Answers, Pattern

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
    pattern = Pattern.of(choice, shape, facts)
    for step in _STEPS.get(pattern) or _first_of(pattern, facts):
        if isinstance(step, Answers):
            step.book(run)
        else:
            _run(run, step, None, shape)
    for rule in RULES:
        rule(run)
    run.found = [found for found in run.found if choice.wants(found.check.code)]
    choice.weigh(run)
    return conclude(record, run)


_Step = Answers | Check
"""What was settled by the first record of a pattern, or a check to call with every record."""

_STEPS: dict[Pattern, tuple[_Step, ...]] = {}
"""Pattern to what there is to do with a record of it, in the order of the catalogue."""
_MOST_PATTERNS = 1024
"""Patterns [-] that are kept: the records of one table have few."""


def _first_of(pattern: Pattern, facts: Facts) -> tuple[_Step, ...]:
    """Call the checks that settled facts imply, and book those that have nothing to look at, for all of a pattern.

    Where one of them finds a fault after all, every check is called with this record, and nothing is kept.
    """
    planned = plan(pattern.choice, pattern.shape)
    steps: list[_Step] = []
    for is_settled, group in itertools.groupby(planned, partial(_is_settled, pattern)):
        if not is_settled:
            steps += [check for check, _ in group]
            continue
        part = Run(facts)
        for check, absent in group:
            _run(part, check, absent, pattern.shape)
        if part.found or part.is_broken:
            return tuple(check if skip is None else Answers({}, {check.code: skip}) for check, skip in planned)
        steps.append(Answers.of(part))
    if len(_STEPS) >= _MOST_PATTERNS:
        _STEPS.clear()
    return _STEPS.setdefault(pattern, tuple(steps))


def _is_settled(pattern: Pattern, planned: tuple[Check, Skip | None]) -> bool:
    check, absent = planned
    return absent is not None or not check.implied_by.isdisjoint(pattern.settled)


def _run(run: Run, check: Check, absent: Skip | None, shape: Shape) -> None:
    """Call a check, and book why it has no result."""
    if absent is not None:
        run.skipped[check.code] = absent
        return
    found = len(run.found)
    _call(run, check)
    if len(run.found) > found or check.code in run.passed or check.code in run.skipped:
        return
    unbound = check.scope.unbound(shape, run.facts)
    if unbound is not None:
        run.lacks(check.code, unbound)
    else:
        run.passed[check.code] = None


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
