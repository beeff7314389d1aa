"""Which checks run on records of a shape, and why the others have nothing to look at: made once per shape."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gaba_analogs.checks.kit import Check
from gaba_analogs.checks.scopes import Shape
from gaba_analogs.results.findings import Severity, Skip
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.run import Run


class Choice(NamedTuple):
    """Which checks were asked for.

    Parameters
    ----------
    select, ignore
        Codes to run (None for all), and codes to leave out.
    registry
        True where PubChem was asked.
    references
        True where reference tables were asked.
    weights
        Code and severity of the checks whose findings are to weigh more or less than usual.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    registry: bool = False
    references: bool = False
    weights: tuple[tuple[str, Severity], ...] = ()

    def weigh(self, run: Run) -> None:
        """Give the findings the severities that were asked for."""
        for code, severity in self.weights:
            for found in run.found:
                if found.check.code == code:
                    found.weight = severity

    def includes(self, check: Check) -> bool:
        """Tell whether a check is to run."""
        scope = check.scope
        if (scope.asks_registry and not self.registry) or (scope.asks_references and not self.references):
            return False
        return not scope.across and self.wants(check.code)

    def wants(self, code: str) -> bool:
        """Tell whether findings of a check are to be reported."""
        return (self.select is None or code in self.select) and code not in self.ignore


@lru_cache(maxsize=1024)
def plan(choice: Choice, shape: Shape) -> tuple[tuple[Check, Skip | None], ...]:
    """List the checks to run, each with the reason why records of the shape give it nothing to look at."""
    return tuple((check, _skip(check, shape)) for check in CATALOGUE.values() if choice.includes(check))


def _skip(check: Check, shape: Shape) -> Skip | None:
    absence = check.scope.absence(shape)
    return None if absence is None else Skip(check.code, absence.kind, absence.reason, absence.fields)
