"""Structures that give themselves away beside a sound one, with all the fields that state them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.unsound import (
    has_alkoxide_for_counter_ion,
    has_open_valence,
    has_stray_hydrogen,
    without_stray_protons,
)
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.values import Witness
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.number import read_charge
from gaba_analogs.notation.systematic import STATED_CHARGE
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.regex import regex
from gaba_analogs.verification.run import Run

_DRAWINGS = frozenset(of_kind(Kind.SMILES, Kind.MOLBLOCK))

_ONIUM = regex(r"(?:on|in|ol|yl|id|az)ium\b(?!\s+\w)", re.IGNORECASE)
"""The end of the name of a cation alone: tetraphenylarsonium, pyridinium; not of gallium or a salt."""


def condemn_unsound_structures(run: Run) -> None:
    """Blame a betaine or salt drawn with a proton too many, and a slip of hydrogens, beside a sound structure.

    That several fields state it counts for nothing: an InChI, key, formula or mass was computed from the drawing.
    """
    if not any(found.objects for found in run.found):
        return
    _spare_formulas_of_cations(run)
    for one, other in _pairs(run.facts):
        mended = None if _is_ion_meant(run.facts, one) else without_stray_protons(one.structure, other)
        if mended is not None:
            run.mended = mended
            run.condemned.update(one.members)
        damaged = _DRAWINGS.issuperset(one.members) and not other.is_odd_electron and has_open_valence(one.structure)
        if damaged and not _is_radical_meant(run.facts, one, other):
            run.condemned.update(one.members)
    for one, two in itertools.permutations(_full(run.facts), 2):
        if has_stray_hydrogen(one.structure, two.structure):
            run.condemned.update(one.members)


def _spare_formulas_of_cations(run: Run) -> None:
    """Do not take the formula of a cation, written without its sign, for a miscount beside an alkoxide or its name."""
    blamed = [found for found in run.found if found.subjects == ("formula",) and found.fault.blame == "a"]
    if not blamed:
        return
    names_cation = any(_ONIUM.search(run.facts.texts.get(field, "")) for field in ("name", "iupac_name"))
    doubtful = {f for w in _full(run.facts) if has_alkoxide_for_counter_ion(w.structure) for f in w.members}
    for found in blamed:
        if names_cation or {*found.objects} & doubtful:
            found.fault = replace(found.fault, blame=None)


def _full(facts: Facts) -> list[Witness]:
    return [witness for witness in facts.witnesses if not witness.connectivity_only]


def _pairs(facts: Facts) -> Iterator[tuple[Witness, Composition]]:
    """Give every structure with the composition of every field that has another one."""
    for witness in _full(facts):
        for other in facts.compositions:
            if other.composition != witness.structure.composition and not set(other.fields) & set(witness.members):
                yield witness, other.composition


def _is_radical_meant(facts: Facts, witness: Witness, other: Composition) -> bool:
    """Tell whether a formula has the radical that is drawn: its name is often that of the saturated compound."""
    drawn = witness.structure.composition
    stated = any(c.composition == drawn and not {*c.fields} & {*witness.members} for c in facts.compositions)
    return stated and drawn.elements.get("H", 0) < other.elements.get("H", 0)


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
    return any(STATED_CHARGE.search(facts.texts.get(field, "")) for field in ("name", "iupac_name"))
