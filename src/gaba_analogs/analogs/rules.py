"""Rules of thumb, with margins and whether they apply at all.

Thresholds are data (``rules.csv``, ``rule_criteria.csv``), each rule with its DOI. A verdict on passive
diffusion is meaningless for a compound that a carrier transports across the barrier: ``transport.csv`` lists
these with sources, and the result says *not applicable*. For all others it says *applied: no carrier on
record*, which is not evidence of passive diffusion. Verdicts are for the molecule as drawn; for amino acids
they change with the form, and each result carries a caution to that effect.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rdkit import Chem

from gaba_analogs.analogs.acidity import Site, without_pka
from gaba_analogs.analogs.descriptors import DESCRIPTORS, compute
from gaba_analogs.analogs.family import compounds, pharmacology
from gaba_analogs.analogs.forms import (
    PHYSIOLOGICAL_PH,
    Form,
    form,
    kind_of,
)
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule, family_entry, standard_inchi
from gaba_analogs.errors import InputError
from gaba_analogs.resources import data_folder

if TYPE_CHECKING:
    import pandas as pd

NO_CARRIER = "applied: no carrier on record"
"""Applicability of a rule about passive diffusion when no other route is known."""

_HIGHEST_PKA = 14.0
_NO_BARRIER = "applied: the rule is not about a barrier"
_NEUTRAL_QUANTITIES = frozenset({"clogp", "clogd", "basic_pka"})


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A region of the BOILED-Egg: TPSA with S and P [A2] along x, WLOGP [-] along y.

    Parameters
    ----------
    centre
        TPSA [A2] and WLOGP [-] of the centre.
    width, height
        Full axes [A2], [-].
    angle
        Rotation [deg], anticlockwise.
    """

    centre: tuple[float, float]
    width: float
    height: float
    angle: float

    def level(self, tpsa: ArrayLike, wlogp: ArrayLike) -> NDArray[np.float64]:
        """Return the level [-] of points: 0 at the centre, 1 on the border, more outside.

        Examples
        --------
        >>> float(boiled_egg()["hia"].level(71.051, 2.292))
        0.0
        """
        turn = np.deg2rad(self.angle)
        x = np.asarray(tpsa, dtype=np.float64) - self.centre[0]
        y = np.asarray(wlogp, dtype=np.float64) - self.centre[1]
        along = x * np.cos(turn) + y * np.sin(turn)
        across = y * np.cos(turn) - x * np.sin(turn)
        return np.asarray((2 * along / self.width) ** 2 + (2 * across / self.height) ** 2, dtype=np.float64)

    def contains(self, tpsa: ArrayLike, wlogp: ArrayLike) -> NDArray[np.bool_]:
        """Return whether points are inside the ellipse or on its border."""
        return np.asarray(self.level(tpsa, wlogp) <= 1.0, dtype=np.bool_)

    def outline(self, points: int = 181) -> NDArray[np.float64]:
        """Return the border as TPSA [A2] and WLOGP [-], shape (points, 2)."""
        t = np.linspace(0.0, 2.0 * np.pi, points)
        turn = np.deg2rad(self.angle)
        along, across = self.width / 2 * np.cos(t), self.height / 2 * np.sin(t)
        x = self.centre[0] + along * np.cos(turn) - across * np.sin(turn)
        y = self.centre[1] + along * np.sin(turn) + across * np.cos(turn)
        return np.column_stack([x, y])


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One condition of a rule.

    Parameters
    ----------
    quantity
        Descriptor key, or ``h_bonds``, ``clogp``, ``clogd`` or ``basic_pka``; two keys for an ellipse.
    unit
        Unit of the quantity.
    shape
        ``range`` (from low to high), ``falling`` or ``hump`` (desirability), ``ellipse``, ``score``.
    low, high
        Bounds of a range, inclusive; None if there is none.
    points
        Breakpoints: for ``falling``, the last full and the first zero value; for ``hump``, zero, full,
        full, zero; for ``ellipse``, centre, width, height and angle.
    alternative
        Criteria of a rule with the same word here are alternatives: one of them must hold.
    note
        Caveats.
    """

    quantity: str
    unit: str
    shape: str
    low: float | None
    high: float | None
    points: tuple[float, ...]
    alternative: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A published rule as data.

    Parameters
    ----------
    key, title
        Key and title.
    barrier
        ``intestine`` or ``brain`` if the rule predicts passive diffusion; None otherwise.
    allowed_violations
        Number of criteria [-] that may fail.
    passing_score
        Lowest passing score [-]; None if the rule has no score or no threshold.
    reference, doi
        Publication.
    criteria
        Its conditions.
    """

    key: str
    title: str
    barrier: str | None
    allowed_violations: int
    passing_score: float | None
    reference: str
    doi: str
    criteria: tuple[Criterion, ...]

    def with_limit(self, quantity: str, *, low: float | None = None, high: float | None = None) -> Rule:
        """Return the rule with different bounds for one quantity.

        Examples
        --------
        >>> rules()["swissadme-radar"].with_limit("wlogp", low=-0.7, high=6.0).criteria[0].high
        6.0
        """
        if quantity not in {criterion.quantity for criterion in self.criteria}:
            known = ", ".join(criterion.quantity for criterion in self.criteria)
            raise InputError(f"{self.key} has no criterion {quantity!r}: choose from {known}")
        changed = (
            replace(criterion, low=low, high=high) if criterion.quantity == quantity else criterion
            for criterion in self.criteria
        )
        return replace(self, criteria=tuple(changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """One condition applied to one compound.

    Parameters
    ----------
    quantity, unit
        What was compared.
    value
        The compound's value; for an ellipse, the level [-], 1 on the border; None if it has none.
    low, high
        Bounds; for a desirability, the values at which it reaches 0; for an ellipse, 1 as upper bound.
    margin_low, margin_high
        Distance to each bound in `unit`, negative outside; None if there is no bound.
    passed
        Whether it holds; None for desirabilities and plain scores.
    desirability
        0 to 1 [-]; None for other criteria.
    substitute
        What was used in place of the quantity; empty if nothing was.
    alternative, note
        As in :class:`Criterion`.
    """

    quantity: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    margin_low: float | None
    margin_high: float | None
    passed: bool | None
    desirability: float | None
    substitute: str
    alternative: str
    note: str


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a rule's assumption holds for a compound, as far as is known.

    Parameters
    ----------
    text
        ``not applicable:`` and the route, or ``applied:`` and why.
    source_key
        Source of the route; None if none is on record.
    documented_for
        Key of the compound that the route was shown for; None if none is on record.
    """

    text: str
    source_key: str | None = None
    documented_for: str | None = None

    @property
    def ruled_out(self) -> bool:
        """True if a route other than passive diffusion is on record; False is not evidence of diffusion."""
        return self.source_key is not None

    def __str__(self) -> str:
        return self.text if self.source_key is None else f"{self.text} [{self.source_key}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule applied to one compound.

    Parameters
    ----------
    rule
        The rule.
    passed
        Whether the numbers satisfy it, regardless of applicability; None if it has no threshold, or if the threshold
        lies within the range of the score.
    violations
        Number of failed criteria [-], alternatives counted once.
    score
        Sum of desirabilities, or the plain score [-]; None for rules without a score.
    score_low, score_high
        Its range [-] within the spread of a predicted pKa; both equal the score if the pKa is measured or given.
    criteria
        Each criterion, with value and margins.
    applicability
        Whether the rule is meaningful for this compound.
    cautions
        How the form drawn affects the verdict.
    """

    rule: Rule
    passed: bool | None
    violations: int
    score: float | None
    score_low: float | None
    score_high: float | None
    criteria: tuple[CriterionResult, ...]
    applicability: Applicability
    cautions: tuple[str, ...]

    def __getitem__(self, quantity: str) -> CriterionResult:
        for criterion in self.criteria:
            if criterion.quantity == quantity:
                return criterion
        known = ", ".join(criterion.quantity for criterion in self.criteria)
        raise InputError(f"{self.rule.key} has no criterion {quantity!r}: choose from {known}")


_COLUMNS = tuple(f.name for f in fields(CriterionResult) if f.name not in {"alternative", "note"})


@dataclass(frozen=True, slots=True)
class RuleResults:
    """Results of the rules for one compound; iterate, or index by rule key."""

    results: tuple[RuleResult, ...]

    def __iter__(self) -> Iterator[RuleResult]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, key: str) -> RuleResult:
        for result in self.results:
            if result.rule.key == key:
                return result
        known = ", ".join(result.rule.key for result in self.results)
        raise InputError(f"no result for rule {key!r}: choose from {known}")

    def to_frame(self) -> pd.DataFrame:
        """Return one row per criterion, with value, bounds, margins, verdict and applicability."""
        import pandas as pd  # noqa: PLC0415  # slow to load, used here only

        rows = [
            {
                "rule": result.rule.key,
                **{column: getattr(criterion, column) for column in _COLUMNS},
                "definition": _definition(criterion.quantity),
                "rule_passed": result.passed,
                "score": result.score,
                "score_low": result.score_low,
                "score_high": result.score_high,
                "applicability": str(result.applicability),
                "caution": "; ".join(result.cautions),
                "doi": result.rule.doi,
            }
            for result in self.results
            for criterion in result.criteria
        ]
        return pd.DataFrame(rows)


def _definition(quantity: str) -> str:
    """Return what is counted or computed, as the rule means it."""
    if quantity == "h_bonds":
        return f"{_definition('hbd_veber')} Plus: {_definition('hba_veber')}"
    return DESCRIPTORS[quantity].definition if quantity in DESCRIPTORS else ""


# -- the data ----------------------------------------------------------------------------------


def _read(file_name: str) -> list[dict[str, str]]:
    with (data_folder() / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by key.

    Examples
    --------
    >>> rules()["veber"].doi
    '10.1021/jm020017n'
    """
    criteria: dict[str, list[Criterion]] = {}
    for row in _read("rule_criteria.csv"):
        criteria.setdefault(row["rule"], []).append(
            Criterion(
                quantity=row["quantity"],
                unit=row["unit"],
                shape=row["shape"],
                low=_number(row["low"]),
                high=_number(row["high"]),
                points=tuple(float(point) for point in row["points"].split(";") if point),
                alternative=row["alternative"],
                note=row["note"],
            )
        )
    made = {
        row["key"]: Rule(
            key=row["key"],
            title=row["title"],
            barrier=row["barrier"] or None,
            allowed_violations=int(row["allowed_violations"] or 0),
            passing_score=_number(row["passing_score"]),
            reference=row["reference"],
            doi=row["doi"],
            criteria=tuple(criteria[row["key"]]),
        )
        for row in _read("rules.csv")
    }
    return MappingProxyType(made)


@cache
def boiled_egg() -> Mapping[str, Ellipse]:
    """Return the ellipses of the BOILED-Egg: ``hia`` (white) and ``bbb`` (yolk).

    Source: Daina and Zoete, ChemMedChem 2016, 11, 1117, doi:10.1002/cmdc.201600182.

    Examples
    --------
    >>> bool(boiled_egg()["bbb"].contains(63.32, 1.857))  # baclofen drawn neutral
    True
    """
    return MappingProxyType({name: _ellipse(rules()[f"boiled-egg-{name}"].criteria[0]) for name in ("hia", "bbb")})


def _ellipse(criterion: Criterion) -> Ellipse:
    x, y, width, height, angle = criterion.points
    return Ellipse((x, y), width, height, angle)


def desirability(value: ArrayLike, points: tuple[float, ...]) -> NDArray[np.float64]:
    """Return the desirability [-] of CNS MPO: falling between two breakpoints, or a hump over four.

    Source: Wager et al., ACS Chem. Neurosci. 2010, 1, 435, doi:10.1021/cn100008c.

    Examples
    --------
    >>> desirability([2.0, 3.0, 4.0], (2.0, 4.0)).tolist()
    [1.0, 0.5, 0.0]
    >>> desirability([20.0, 30.0, 63.0, 105.0, 120.0], (20.0, 40.0, 90.0, 120.0)).tolist()
    [0.0, 0.5, 1.0, 0.5, 0.0]
    """
    heights = (1.0, 0.0) if len(points) == 2 else (0.0, 1.0, 1.0, 0.0)
    return np.asarray(np.interp(np.asarray(value, dtype=np.float64), points, heights), dtype=np.float64)


# -- applying ----------------------------------------------------------------------------------


def evaluate(
    compound: CompoundLike,
    wanted: Iterable[str | Rule] | None = None,
    *,
    values: Mapping[str, float] | None = None,
) -> RuleResults:
    """Apply rules to a compound as drawn.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    wanted
        Keys of :func:`rules`, or rules; None for all.
    values
        Values to use instead of computed ones, by quantity: a measured logP for ``wlogp``, or ``clogp``,
        ``clogd`` and ``basic_pka`` for CNS MPO.

    Raises
    ------
    InputError
        A rule is unknown.

    Examples
    --------
    >>> baclofen = evaluate("baclofen")
    >>> baclofen["ghose"].passed, baclofen["ghose"]["total_atoms"].margin_low
    (True, 6.0)
    >>> str(evaluate("pregabalin")["boiled-egg-bbb"].applicability)
    'not applicable: carrier-mediated (LAT1 / system L) [takahashi-2018]'
    >>> str(evaluate("phenibut")["boiled-egg-bbb"].applicability)
    'applied: no carrier on record'
    """
    chosen = [_rule(one) for one in (rules() if wanted is None else wanted)]
    subject = _Subject(compound, dict(values or {}))
    return RuleResults(tuple(_apply(rule, subject) for rule in chosen))


def _rule(one: str | Rule) -> Rule:
    if isinstance(one, Rule):
        return one
    if one not in rules():
        raise InputError(f"unknown rule {one!r}: choose from {', '.join(rules())}")
    return rules()[one]


class _Subject:
    """A compound, with the values that rules need."""

    def __init__(self, compound: CompoundLike, values: Mapping[str, float]) -> None:
        self.mol = as_molecule(compound)
        self.neutral: Form = form(self.mol)
        self.at_ph74: Form = form(self.mol, PHYSIOLOGICAL_PH)
        self._given = values

    def value(self, quantity: str) -> tuple[float | None, str]:
        """Return a value, and what was used in its place if anything was."""
        if quantity in self._given:
            return float(self._given[quantity]), "supplied by the caller"
        if quantity == "h_bonds":
            return sum(self._descriptor(key) for key in ("hbd_veber", "hba_veber")), ""
        if quantity in _NEUTRAL_QUANTITIES:
            return getattr(self, f"_{quantity}")()  # type: ignore[no-any-return]
        return self._descriptor(quantity), ""

    def neutral_value(self, quantity: str) -> tuple[float | None, str]:
        """Return a value of the neutral form, the one CNS MPO was designed for."""
        if quantity in self._given or quantity in _NEUTRAL_QUANTITIES:
            return self.value(quantity)
        return _number_of(self.neutral.mol, quantity), ""

    def _descriptor(self, key: str) -> float:
        return _number_of(self.mol, key)

    def _clogp(self) -> tuple[float, str]:
        return _number_of(self.neutral.mol, "wlogp"), "WLOGP of the neutral form"

    def _clogd(self) -> tuple[float, str]:
        entry = family_entry(self.neutral.mol)
        for row in pharmacology(entry.key) if entry else []:
            number = row.number()
            if row.property == "logD7.4" and number is not None:
                return number, f"measured logD7.4 [{row.source_key}]"
        return _number_of(self.at_ph74.mol, "wlogp"), f"WLOGP of the {self.at_ph74.kind} at pH 7.4"

    def _basic_pka(self) -> tuple[float | None, str]:
        site = self._base()
        if site is None:
            unknown = self._bases_without_pka()
            return None, f"pKa not known: {'; '.join(unknown)}" if unknown else "no base"
        return site.pka, f"measured pKa [{site.source}]" if site.measured else f"pKa of the class: {site}"

    def _base(self) -> Site | None:
        bases = [site for site in self.at_ph74.sites if site.kind == "base"]
        return max(bases, key=lambda site: site.pka, default=None)

    def _bases_without_pka(self) -> list[str]:
        return [group.name for group in without_pka(self.neutral.mol) if group.kind == "base"]

    def basic_pka_range(self) -> tuple[float, float] | None:
        """Return the pKa [-] at both ends of the spread of its class; None unless it is predicted.

        A base whose pKa is not known may have any from 0 to 14.
        """
        site = self._base()
        if site is None and self._bases_without_pka() and "basic_pka" not in self._given:
            return 0.0, _HIGHEST_PKA
        if site is None or site.measured or "basic_pka" in self._given:
            return None
        return site.pka - site.spread, site.pka + site.spread

    def cautions(self) -> tuple[str, ...]:
        """Return how the form drawn affects the verdict."""
        found = []
        drawn, there = kind_of(self.mol), self.at_ph74.kind
        if len(Chem.GetMolFrags(self.mol)) > 1:
            found.append("drawn as a salt: the counter-ion is counted; form(compound) leaves it out")
        if drawn != there:
            found.append(f"drawn {_drawn(drawn)}; {_article(there)} at pH 7.4")
        elif drawn == "zwitterion":
            found.append("drawn as a zwitterion, which the logP model does not cover")
        return tuple(found)


def _drawn(kind: str) -> str:
    return "neutral" if kind == "neutral" else f"as {_article(kind)}"


def _article(kind: str) -> str:
    return {"neutral": "neutral", "anion": "an anion"}.get(kind, f"a {kind}")


def _number_of(mol: Chem.Mol, key: str) -> float:
    value = compute(mol, [key])[key]
    if not isinstance(value, int | float):
        raise InputError(f"{DESCRIPTORS[key].name} is not a number: a rule cannot use it")
    return float(value)


def _apply(rule: Rule, subject: _Subject) -> RuleResult:
    outcomes = tuple(_outcome(criterion, subject) for criterion in rule.criteria)
    violations = _violations(outcomes)
    score = _score(outcomes)
    passed: bool | None = violations <= rule.allowed_violations
    if score is not None:
        passed = None
    low, high = _score_range(rule, outcomes, score, subject)
    if rule.passing_score is not None and low is not None and high is not None:
        passed = low >= rule.passing_score if (low >= rule.passing_score) == (high >= rule.passing_score) else None
    return RuleResult(
        rule=rule,
        passed=passed,
        violations=violations,
        score=score,
        score_low=low,
        score_high=high,
        criteria=outcomes,
        applicability=_applicability(rule.barrier, subject.neutral.mol),
        cautions=subject.cautions(),
    )


def _score_range(
    rule: Rule, outcomes: Sequence[CriterionResult], score: float | None, subject: _Subject
) -> tuple[float | None, float | None]:
    """Return the lowest and highest score within the spread of a predicted pKa."""
    ends = subject.basic_pka_range()
    for criterion, outcome in zip(rule.criteria, outcomes, strict=True):
        if criterion.quantity == "basic_pka" and ends is not None and score is not None:
            rest = score - (outcome.desirability or 0.0)
            low, high = sorted(round(rest + float(desirability(end, criterion.points)), 6) for end in ends)
            return low, high
    return score, score


def _violations(outcomes: tuple[CriterionResult, ...]) -> int:
    """Count failed criteria; alternatives count only if all of them fail."""
    single = sum(o.passed is False for o in outcomes if not o.alternative)
    groups = {o.alternative for o in outcomes if o.alternative}
    return single + sum(all(o.passed is False for o in outcomes if o.alternative == g) for g in groups)


def _score(outcomes: tuple[CriterionResult, ...]) -> float | None:
    parts = [o.desirability for o in outcomes if o.desirability is not None]
    if parts:
        return float(sum(parts))
    plain = [o.value for o in outcomes if o.passed is None]
    return plain[0] if plain else None


def _outcome(criterion: Criterion, subject: _Subject) -> CriterionResult:
    if criterion.shape == "ellipse":
        x, y = (subject.value(quantity) for quantity in criterion.quantity.split(";"))
        level = float(_ellipse(criterion).level(x[0] or 0.0, y[0] or 0.0))
        return _result(criterion, level, None, 1.0, substitute=x[1] or y[1], passed=level <= 1.0)
    if criterion.shape in {"falling", "hump"}:
        value, substitute = subject.neutral_value(criterion.quantity)
        share = 1.0 if value is None else float(desirability(value, criterion.points))
        low = criterion.points[0] if criterion.shape == "hump" else None
        return _result(criterion, value, low, criterion.points[-1], substitute=substitute, share=share)
    value, substitute = subject.value(criterion.quantity)
    inside = None
    if criterion.shape == "range" and value is not None:
        inside = (criterion.low is None or value >= criterion.low) and (
            criterion.high is None or value <= criterion.high
        )
    return _result(criterion, value, criterion.low, criterion.high, substitute=substitute, passed=inside)


def _result(
    criterion: Criterion,
    value: float | None,
    low: float | None,
    high: float | None,
    *,
    substitute: str,
    passed: bool | None = None,
    share: float | None = None,
) -> CriterionResult:
    return CriterionResult(
        quantity=criterion.quantity,
        unit="-" if criterion.shape == "ellipse" else criterion.unit,
        value=value,
        low=low,
        high=high,
        margin_low=None if low is None or value is None else round(value - low, 6),
        margin_high=None if high is None or value is None else round(high - value, 6),
        passed=passed,
        desirability=share,
        substitute=substitute,
        alternative=criterion.alternative,
        note=criterion.note,
    )


@cache
def _routes() -> Mapping[tuple[str, str], tuple[str, str, str]]:
    """Return compound key, routes and sources by (skeleton, barrier); sources that disagree stand side by side."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in _read("transport.csv"):
        found.setdefault((compounds()[row["compound_key"]].inchikey[:14], row["barrier"]), []).append(row)
    return MappingProxyType({place: _joined(rows) for place, rows in found.items()})


def _joined(rows: Sequence[Mapping[str, str]]) -> tuple[str, str, str]:
    inward, outward = ([row["route"] for row in rows if row["direction"] == way] for way in ("into", "out of"))
    text = "; out of it ".join(" or ".join(routes) for routes in (inward, outward) if routes)
    return rows[0]["compound_key"], text, "|".join(dict.fromkeys(row["source_key"] for row in rows))


def _applicability(barrier: str | None, neutral: Chem.Mol) -> Applicability:
    """Look up a documented route of the compound, or of one of its stereoisomers."""
    if barrier is None:
        return Applicability(_NO_BARRIER)
    route = _routes().get((standard_inchi(neutral)[1][:14], barrier))
    if route is None:
        return Applicability(NO_CARRIER)
    key, text, source = route
    return Applicability(f"not applicable: {text}", source, key)
