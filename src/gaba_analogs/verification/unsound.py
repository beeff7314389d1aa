"""Structures that give themselves away beside a sound one, with all the fields that state them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from gaba_analogs.chemistry.repeated import repeated
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.unsound import (
    has_alkoxide_for_counter_ion,
    has_open_bracket,
    has_open_valence,
    has_stray_hydrogen,
    without_stray_protons,
)
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.values import CompositionWitness, Witness
from gaba_analogs.notation.composition import has_heavy_atoms_of
from gaba_analogs.notation.number import read_charge
from gaba_analogs.notation.systematic import STATED_CHARGE
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.regex import regex
from gaba_analogs.verification.run import Run

_DRAWINGS = frozenset(of_kind(Kind.SMILES, Kind.MOLBLOCK))
_COMPUTED = frozenset(of_kind(Kind.SMILES, Kind.MOLBLOCK, Kind.INCHI, Kind.INCHIKEY))
"""Drawings, and what programs compute from them."""

_NAMES = frozenset({"name", "iupac_name"})
_RADICAL = regex(r"\bradical\b|\bdiradical\b", re.IGNORECASE)

_ONIUM = regex(r"(?:on|in|ol|yl|id|az)ium\b(?!\s+\w)", re.IGNORECASE)
"""The end of the name of a cation alone: tetraphenylarsonium, pyridinium; not of gallium or a salt."""


def condemn_unsound_structures(run: Run) -> None:
    """Blame a betaine or salt drawn with a proton too many, and a slip of hydrogens, beside a sound structure.

    That several fields state it counts for nothing: an InChI, key, formula or mass was computed from the drawing.
    """
    if not any(found.objects for found in run.found):
        return
    _spare_formulas_of_cations(run)
    _condemn_repeated_drawings(run)
    for one, stated in _pairs(run.facts):
        other = stated.composition
        mended = without_stray_protons(one.structure, other)
        if mended is not None and not _is_ion_meant(run.facts, one):
            run.mended = mended
            run.condemned.update(one.members)
        alone = _DRAWINGS.issuperset(one.members)
        computed = _COMPUTED.issuperset(one.members) and has_heavy_atoms_of(one.structure.composition, other)
        damaged = (alone or computed) and has_open_valence(one.structure) and not other.is_odd_electron
        if damaged and not _is_radical_meant(run.facts, one, stated):
            run.condemned.update(one.members)
        if computed and _NAMES & {*stated.fields} and has_open_bracket(one.structure):
            drawn = one.structure.composition
            run.condemned.update(*(c.fields for c in run.facts.compositions if c.composition == drawn), one.members)
    for one, two in itertools.permutations(_full(run.facts), 2):
        if has_stray_hydrogen(one.structure, two.structure):
            run.condemned.update(one.members)


def _condemn_repeated_drawings(run: Run) -> None:
    """Blame a drawing that lists its formula unit several times, where all other fields are those of one unit."""
    for witness in _full(run.facts):
        found = repeated(witness.structure)
        if found is None:
            continue
        unit, drawn = found.unit.composition, witness.structure.composition
        others = [c for c in run.facts.compositions if not {*c.fields} <= {*witness.members}]
        alike = [c for c in others if c.composition.elements == unit.elements]
        weighed = [f for f in run.found if {*f.objects} <= {*witness.members} and f.weighs(unit, run.facts)]
        if len(alike) == len(others) and (alike or weighed) and unit.elements != drawn.elements:
            run.condemned.update(witness.members)
            run.mended = found.unit


def _spare_formulas_of_cations(run: Run) -> None:
    """Do not take the formula of a cation, written without its sign, for a miscount beside an alkoxide or its name."""
    blamed = [found for found in run.found if found.subjects == ("formula",) and found.fault.blame == "a"]
    if not blamed:
        return
    names_cation = any(_ONIUM.search(run.facts.texts.get(field, "")) for field in _NAMES)
    doubtful = {f for w in _full(run.facts) if has_alkoxide_for_counter_ion(w.structure) for f in w.members}
    for found in blamed:
        if names_cation or {*found.objects} & doubtful:
            found.fault = replace(found.fault, blame=None)


def _full(facts: Facts) -> list[Witness]:
    return [witness for witness in facts.witnesses if not witness.connectivity_only]


def _pairs(facts: Facts) -> Iterator[tuple[Witness, CompositionWitness]]:
    """Give every structure with every other composition that a field states."""
    for witness in _full(facts):
        for other in facts.compositions:
            if other.composition != witness.structure.composition and not set(other.fields) & set(witness.members):
                yield witness, other


def _is_radical_meant(facts: Facts, witness: Witness, other: CompositionWitness) -> bool:
    """Tell whether a formula or title has the radical that is drawn: names are often those of saturated compounds."""
    if any(_RADICAL.search(facts.texts.get(field, "")) for field in _NAMES):
        return True
    drawn = witness.structure.composition
    with_it = [{*c.fields} for c in facts.compositions if c.composition == drawn]
    if {*other.fields} <= _NAMES:
        stated = any("formula" in fields for fields in with_it)
    else:
        stated = any(not fields & {*witness.members} for fields in with_it)
    return stated and drawn.elements.get("H", 0) < other.composition.elements.get("H", 0)


def _is_ion_meant(facts: Facts, witness: Witness) -> bool:
    """Tell whether another field says that a charged structure is an ion: a charge, a sign in a formula, a name."""
    charge = witness.structure.composition.charge
    formula = facts.formula
    stated = read_charge(facts.texts.get("charge", ""))
    if stated == charge or (formula is not None and any(r.charge == charge for r in formula.readings)):
        return True
    names = [name for field, name in (*facts.titles, *facts.synonyms) if name.smiles is not None]
    if any(Structure.from_smiles(name.smiles or "").composition.charge == charge for name in names):
        return True
    return any(STATED_CHARGE.search(facts.texts.get(field, "")) for field in _NAMES)
