"""Run the catalogue over one record's facts, and turn what it finds into a report."""

from __future__ import annotations

from collections.abc import Iterable

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
    return conclude(record, interpret(Precedents().check(facts, choice), choice))


def interpret(run: Run, choice: Choice) -> Run:
    """Read what the checks answered in the light of the whole record."""
    for rule in RULES:
        rule(run)
    run.found = [found for found in run.found if choice.wants(found.check.code)]
    choice.weigh(run)
    return run


_Step = Answers | Check
"""What was settled by the first record of a pattern, or a check to call with every record."""

_MOST_PATTERNS = 1024
"""Patterns [-] that are kept: the records of one table have few."""


class Precedents:
    """What earlier records settled for later ones with the same pattern of fields."""

    def __init__(self) -> None:
        self._steps: dict[Pattern, tuple[_Step, ...]] = {}

    def check(self, facts: Facts, choice: Choice) -> Run:
        """Call the checks of a choice with the facts of a record, and book what they answer."""
        run = Run(facts)
        shape = Shape.of(facts)
        pattern = Pattern.of(choice, shape, facts)
        for step in self._steps.get(pattern) or self._first_of(pattern, facts):
            if isinstance(step, Answers):
                step.book(run)
            else:
                _run(run, step, None, shape)
        return run

    def _first_of(self, pattern: Pattern, facts: Facts) -> tuple[_Step, ...]:
        """Call the checks that find nothing in records of a pattern, and book those that have nothing to look at.

        One that finds a fault after all is called with every record.
        """
        steps: list[_Step] = []
        known = Run(facts)
        for check, absent in plan(pattern.choice, pattern.shape):
            answer = Run(facts)
            if absent is not None or pattern.settles(check):
                _run(answer, check, absent, pattern.shape)
                if not answer.found and not answer.is_broken:
                    Answers.of(answer).book(known)
                    continue
            steps += [Answers.of(known), check]
            known = Run(facts)
        steps.append(Answers.of(known))
        if len(self._steps) >= _MOST_PATTERNS:
            self._steps.clear()
        return self._steps.setdefault(pattern, tuple(step for step in steps if step != _NONE))


_NONE = Answers({}, {})


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
