"""What another mass in place of the one that a field is for tells: which of two compounds it was taken from."""

from __future__ import annotations

from dataclasses import replace

from gaba_analogs.checks.composition import IN_PLACE_OF_AVERAGE
from gaba_analogs.checks.forms import OF_THE_ION
from gaba_analogs.notation.number import NumberText
from gaba_analogs.record.fields import of_kind
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.results.findings import Severity
from gaba_analogs.verification.run import Found, Run

_MASSES = frozenset(of_kind(*MASSES))
_DECIMALS = 4
"""Decimals [-] from which on a mass fits no ion, and no other composition, by chance."""


def let_other_masses_decide(run: Run) -> None:
    """Blame a mass that is an ion's or of another kind, and let it contradict the other one of two compositions."""
    measured = [found for found in run.found if _is_of_ion(found, run) or _is_of_another_kind(found, run)]
    for found in measured:
        fitting = {*found.objects}
        found.fault = replace(found.fault, blame="a")
        for dispute in run.found:
            if dispute.check.aspect != "composition" or dispute.check.severity is not Severity.ERROR:
                continue
            for one, other in ((dispute.subjects, dispute.objects), (dispute.objects, dispute.subjects)):
                if fitting & {*one} and not fitting & {*other} and not _fits(measured, other):
                    run.votes.update(frozenset((f"compound of {found.subjects[0]}", member)) for member in other)


def _is_of_ion(found: Found, run: Run) -> bool:
    """Tell whether a fault says that a mass of several decimals is that of an ion of uncharged compounds.

    A mass that another field has, such as the formula of the ion, is no slip.
    """
    if found.subjects[0] not in _MASSES or not found.fault.message.startswith(OF_THE_ION):
        return False
    formula = run.facts.formula
    readings = () if formula is None else formula.readings
    if run.confirmed_elsewhere(found) or any(found.weighs(reading, run.facts) for reading in readings):
        return False
    homes = [c.composition for c in run.facts.compositions if {*c.fields} & {*found.objects}]
    return _is_precise(found, run) and bool(homes) and not any(home.charge for home in homes)


def _is_of_another_kind(found: Found, run: Run) -> bool:
    """Tell whether a fault says that a mass of several decimals is the monoisotopic one in place of the average."""
    return found.fault.message.endswith(IN_PLACE_OF_AVERAGE) and _is_precise(found, run)


def _is_precise(found: Found, run: Run) -> bool:
    mass = run.facts.values.get(found.subjects[0])
    return isinstance(mass, NumberText) and any(decimals >= _DECIMALS for _, decimals in mass.readings)


def _fits(measured: list[Found], fields: tuple[str, ...]) -> bool:
    return any({*found.objects} & {*fields} for found in measured)
