"""Formulas and masses where something is left open: R groups, series, polymers."""

from __future__ import annotations

from collections.abc import Mapping

from gaba_analogs.checks.kit import AGREES, Agrees, CannotTell, Fault, Outcome
from gaba_analogs.notation.characters import MINUS
from gaba_analogs.notation.composition import R_GROUP, Composition
from gaba_analogs.notation.formula import FormulaText


def is_open(formula: FormulaText, composition: Composition) -> bool:
    """Tell whether a formula or the composition beside it leaves something open."""
    return bool(composition.r_groups or formula.series or any(reading.r_groups for reading in formula.readings))


def compare_fixed(formula: FormulaText, composition: Composition) -> Outcome:
    """Compare what a formula and a composition fix: the atoms beside the R groups, and how many of these there are."""
    if formula.series is not None:
        return _compare_series(formula, composition)
    stated, drawn = formula.readings[0], composition
    if not stated.fixed.elements and not drawn.fixed.elements:
        return CannotTell("an R group alone fixes no atoms")
    if formula.fits(composition):
        return AGREES
    if stated.r_groups and drawn.r_groups:
        return _compare_groups(formula, stated, drawn)
    whole, part = (drawn, stated) if stated.r_groups else (stated, drawn)
    if all(whole.elements.get(e, 0) >= n for e, n in part.fixed.elements.items()):
        return CannotTell("an R group stands for no definite atoms")
    side = "{a}" if stated.r_groups else "{b}"
    missing = {e: n - whole.elements.get(e, 0) for e, n in part.fixed.elements.items()}
    other = "{b}" if side == "{a}" else "{a}"
    atoms = _listed({e: n for e, n in missing.items() if n > 0}, sign=False)
    return Fault(
        f"{side} has atoms beside its R groups that {other} {{{'b_' if side == '{a}' else ''}lacks}} ({atoms})",
        stated=formula.text,
    )


def _compare_series(formula: FormulaText, composition: Composition) -> Outcome:
    series = formula.series
    if series is None or (series.is_polymer and not series.start and not composition.r_groups):
        return CannotTell("a polymer is more than one of its units")
    if series.includes(composition):
        return AGREES
    if series.is_polymer:
        return CannotTell("the end groups of a polymer are left open")
    return Fault(
        f"{{a}} is that of a series to which {{b}}, {composition.formula}, does not belong", stated=formula.text
    )


def _compare_groups(formula: FormulaText, stated: Composition, drawn: Composition) -> Fault:
    """Say what is wrong with a formula with R groups: it is counted by hand, so that the drawing is believed."""
    expected = drawn.formula if formula.charge_stated else drawn.hill
    difference = _difference(stated.fixed.elements, drawn.fixed.elements)
    if difference:
        message = f"{{a}} {{has}} other atoms beside the R groups than {{b}} ({_listed(difference)})"
    elif stated.r_groups != drawn.r_groups:
        message = f"{{a}} {{has}} {_groups(stated.r_groups)}, but {{b}} {{b_has}} {_groups(drawn.r_groups)}"
    else:
        message = f"{{a}} {{has}} a charge of {stated.charge:+d}, but {{b}} {{b_has}} {drawn.charge:+d}"
    return Fault(message, stated=formula.text, expected=expected, blame="a")


def fits_beside_groups(outcome: Outcome) -> Outcome:
    """Take a mass that fits the atoms beside the R groups for an agreement; any other may count groups in."""
    return outcome if isinstance(outcome, Agrees) else CannotTell("the mass of an R group is open")


def _groups(count: int) -> str:
    return "one R group" if count == 1 else f"{count} R groups"


def _difference(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    symbols = sorted({*one, *other} - {R_GROUP})
    return {e: one.get(e, 0) - other.get(e, 0) for e in symbols if one.get(e, 0) != other.get(e, 0)}


def _listed(atoms: Mapping[str, int], *, sign: bool = True) -> str:
    signs = (("+" if n > 0 else MINUS) if sign else "" for n in atoms.values())
    return ", ".join(f"{s}{abs(n)} {e}" for s, (e, n) in zip(signs, sorted(atoms.items()), strict=True))
