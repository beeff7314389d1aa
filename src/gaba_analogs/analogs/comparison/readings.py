"""Measured values of compounds, bundled or one's own, and how they are put on one scale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from gaba_analogs.analogs.family import Measurement, compounds, sources
from gaba_analogs.regex import regex

OWN = "own data"
"""Source of values that the caller passed in."""

_MOLAR = {"M": 1.0, "mM": 1e-3, "uM": 1e-6, "µM": 1e-6, "μM": 1e-6, "nM": 1e-9, "pM": 1e-12}
_CONCENTRATION = regex(r"(?<![A-Za-z])(?:Ki|Kd|KB|IC50|EC50|Km)(?![A-Za-z0-9])")
_NEGATIVE_LOGARITHM = regex(r"(?<![A-Za-z])p(?:Ki|Kd|KB|IC50|EC50|Km|A2)(?![A-Za-z0-9])")
_PLUS_MINUS = regex(r"±\s*(\d+(?:\.\d+)?)")
_SIGN = regex(r"\([^() ]+\)")
"""What stands before the name of an isomer: a sign of rotation, or R and S in brackets."""
_BOUNDS = {">": 1, ">=": 1, "≥": 1, "<": -1, "<=": -1, "≤": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One measured value, as stated.

    Parameters
    ----------
    compound_key
        Key of the bundled compound; None for values of one's own.
    stereo_form
        Stereo form measured, as the source states it.
    quantity
        What was measured.
    target
        Receptor, channel, transporter, enzyme or barrier; None for own values and other properties.
    value
        As written.
    number
        The value as a number, in `unit`; None for ranges and phrases.
    unit
        Unit; None for pure numbers and phrases.
    qualifier
        ``=``, ``~``, ``<``, ``>``, ``±`` with the uncertainty, ``range`` and so on.
    uncertainty
        Half of what follows ``±``, in `unit`; None if none is stated.
    uncertainty_kind
        ``SD``, ``SE`` and so on; None if not stated.
    assay, species
        Conditions; None if not stated.
    source_key, citation, doi
        Source; ``own data`` for values of one's own.
    note
        Caveats.
    """

    compound_key: str | None
    stereo_form: str
    quantity: str
    target: str | None = None
    value: str
    number: float | None
    unit: str | None
    qualifier: str | None
    uncertainty: float | None
    uncertainty_kind: str | None
    assay: str | None
    species: str | None
    source_key: str
    citation: str
    doi: str | None
    note: str | None

    @property
    def isomer(self) -> str | None:
        """The stereoisomer that was measured, where the compound is another: ``(-)`` beside a racemate; None else."""
        return None if self.compound_key is None else other_isomer(self.compound_key, self.stereo_form)

    @property
    def p_activity(self) -> float | None:
        """Negative decadic logarithm of the concentration [mol/L]; None for what is no potency."""
        if self.number is None:
            return None
        if is_negative_logarithm(self.quantity) and self.unit in {None, "", "-"}:
            return self.number
        factor = _MOLAR.get(self.unit or "")
        if factor is None or self.number <= 0 or not _CONCENTRATION.search(self.quantity):
            return None
        return -math.log10(self.number * factor)

    @property
    def p_uncertainty(self) -> float | None:
        """Uncertainty of :attr:`p_activity` [-], to first order; None if none is stated."""
        if self.uncertainty is None or self.number is None or self.p_activity is None:
            return None
        if is_negative_logarithm(self.quantity):
            return self.uncertainty
        return self.uncertainty / (self.number * math.log(10))

    @property
    def bound(self) -> int:
        """+1 if the value is a lower bound, -1 if an upper one, 0 if it is the value itself [-]."""
        return _BOUNDS.get(self.qualifier or "", 0)

    @property
    def p_bound(self) -> int:
        """The same for :attr:`p_activity`, which falls as a concentration rises [-]."""
        return self.bound if is_negative_logarithm(self.quantity) else -self.bound


def other_isomer(key: str, stereo_form: str) -> str | None:
    """Give a measured stereo form where it is not that of the bundled compound; None where it is, or is not stated.

    Examples
    --------
    >>> other_isomer("baclofen", "(-)"), other_isomer("baclofen", "racemate"), other_isomer("pregabalin", "unspecified")
    ('(-)', None, None)
    """
    own = compounds()[key].stereo_form
    same = {own, "unspecified"} | ({"racemate"} if own == "unspecified" else set())
    return None if stereo_form in same else stereo_form


def titled(name: str, isomer: str | None) -> str:
    """Name a compound by the isomer that was measured.

    Examples
    --------
    >>> titled("baclofen", "(-)"), titled("baclofen", "L and D"), titled("baclofen", None)
    ('(-)-baclofen', 'baclofen (L and D)', 'baclofen')
    """
    if isomer is None:
        return name
    return f"{isomer}-{name}" if _SIGN.fullmatch(isomer) else f"{name} ({isomer})"


def as_row(reading: Reading) -> dict[str, object]:
    """Return a value as a row of a table, whose column of what was measured is ``property``."""
    return {
        "property" if field.name == "quantity" else field.name: getattr(reading, field.name)
        for field in fields(reading)
    }


def is_negative_logarithm(name: str) -> bool:
    """Return whether a property is a negative logarithm of a concentration.

    Examples
    --------
    >>> is_negative_logarithm("GABA-B pKi"), is_negative_logarithm("GABA-B binding IC50")
    (True, False)
    """
    return _NEGATIVE_LOGARITHM.search(name) is not None


def as_concentration(name: str) -> str:
    """Name the concentration that a property is the negative logarithm of; other names stay.

    Examples
    --------
    >>> as_concentration("GABA-B pKi"), as_concentration("half-life")
    ('GABA-B Ki', 'half-life')
    """
    return _NEGATIVE_LOGARITHM.sub(lambda found: found[0].removeprefix("p"), name)


def is_concentration(name: str) -> bool:
    """Return whether a property is a potency stated as a concentration, which needs a unit."""
    return _CONCENTRATION.search(name) is not None


def is_molar(unit: str | None) -> bool:
    """Return whether a unit is a concentration [mol/L or a part of it]."""
    return unit in _MOLAR


def bundled(row: Measurement) -> Reading:
    """Return a bundled value as a reading."""
    spread = _PLUS_MINUS.fullmatch(row.qualifier or "")
    citation, doi = _citations()[row.source_key]
    return Reading(
        compound_key=row.compound_key,
        stereo_form=row.stereo_form,
        quantity=row.property,
        target=row.target,
        value=row.value,
        number=row.number(),
        unit=row.unit,
        qualifier=row.qualifier,
        uncertainty=float(spread[1]) if spread else None,
        uncertainty_kind=row.uncertainty_kind,
        assay=row.assay,
        species=row.species,
        source_key=row.source_key,
        citation=citation,
        doi=doi,
        note=row.note,
    )


@cache
def _citations() -> Mapping[str, tuple[str, str | None]]:
    return {source.source_key: (source.citation, source.doi) for source in sources()}
