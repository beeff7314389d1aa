"""Which fields agree on which aspect of the substance."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

from gaba_analogs.checks.kit import Check, Fault
from gaba_analogs.facts import Facts, Witness
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.record import FIELDS
from gaba_analogs.structure import Structure

ASPECTS = ("composition", "connectivity", "mobile hydrogens", "protonation", "stereo", "isotopes", "mass")
"""What fields can agree on, in the order of the report."""

_NUMBERS = ("cas", "unii")
"""Numbers that stand for a structure where PubChem was asked; what they contradict, findings tell."""

_ORDER = {name: position for position, name in enumerate(FIELDS)}


class _Found(Protocol):
    check: Check
    fault: Fault
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


def agreement(facts: Facts, found: Sequence[_Found], agreed: set[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Group the fields by what they state, aspect by aspect; largest group first.

    Aspects on which fewer than two fields say anything are left out.
    """
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    witnesses = _witnesses(facts)
    for aspect in ASPECTS:
        groups: dict[Hashable, list[str]] = {}
        values = _values(aspect, witnesses)
        for witness, value in zip(witnesses, values, strict=True):
            if not _is_silent(witness, aspect):
                groups.setdefault(value, []).extend(witness.fields)
        _add_key(aspect, facts, list(zip(witnesses, values, strict=True)), groups)
        _add_others(aspect, facts, found, agreed, groups)
        if sum(map(len, groups.values())) > 1:
            ordered = sorted(groups.values(), key=lambda g: (-len(g), min(map(_ORDER.__getitem__, g))))
            out[aspect] = tuple(tuple(sorted(set(g), key=_ORDER.__getitem__)) for g in ordered)
    return out


def _witnesses(facts: Facts) -> list[Witness]:
    """Give the stated structures, and that of the CID where PubChem was asked."""
    return facts.witnesses if facts.registered is None else [*facts.witnesses, facts.registered]


def _is_silent(witness: Witness, aspect: str) -> bool:
    """Tell whether a witness is not meant to say anything on an aspect."""
    return aspect in {"stereo", "isotopes"} and witness.connectivity_only


def _values(aspect: str, witnesses: Sequence[Witness]) -> list[Hashable]:
    """Give what each witness says on an aspect; of a single one it does not matter what."""
    return [None] if len(witnesses) == 1 else [_value(aspect, witness.structure) for witness in witnesses]


def _value(aspect: str, structure: Structure) -> Hashable:
    layers = structure.layers
    if aspect == "composition":
        return structure.composition.hill
    if aspect == "connectivity":
        return (_heavy_formula(structure), layers.main.get("c", ""))
    if aspect == "mobile hydrogens":
        return layers.skeleton[:3]
    if aspect == "protonation":
        return structure.composition.charge
    if aspect == "stereo":
        return (frozenset(layers.centres.items()), frozenset(layers.double_bonds.items()))
    if aspect == "isotopes":
        return layers.labels
    return structure.composition


def _heavy_formula(structure: Structure) -> Hashable:
    return frozenset((e, n) for e, n in structure.composition.elements.items() if e != "H")


def _add_key(
    aspect: str, facts: Facts, witnesses: Sequence[tuple[Witness, Hashable]], groups: dict[Hashable, list[str]]
) -> None:
    """Put the InChIKey to the structures that its blocks fit."""
    key = facts.inchikey
    if key is None or key.value is None or aspect in {"composition", "mass"}:
        return
    for witness, value in witnesses:
        if value in groups and _fits_key(aspect, witness, key):
            groups[value].append("inchikey")
            return
    if witnesses and aspect != "isotopes":
        groups.setdefault(("inchikey", key.value), []).append("inchikey")


def _fits_key(aspect: str, witness: Witness, key: InChIKey) -> bool:
    """Tell whether the block of a key that speaks of an aspect is that of a structure's own key."""
    own = witness.structure.inchikey
    if not own or key.skeleton != own[:14]:
        return False
    if aspect == "protonation":
        return key.protonation == own[-1]
    if aspect in {"stereo", "isotopes"}:
        return key.stereo == own[15:23] and not witness.connectivity_only
    return True


def _add_others(
    aspect: str, facts: Facts, found: Sequence[_Found], agreed: set[str], groups: dict[Hashable, list[str]]
) -> None:
    """Put formula, masses, charge, chirality and names to the structures that they do not contradict."""
    fields = {
        "composition": ("formula", "element_counts"),
        "connectivity": ("synonyms", *_NUMBERS),
        "protonation": ("charge",),
        "stereo": ("chirality", "name", *_NUMBERS),
        "mass": ("formula", "molecular_weight", "monoisotopic_mass"),
    }.get(aspect, ())
    for field in fields:
        if field not in facts.texts:
            continue
        about = [f for f in found if field != "name" or f.check.aspect == aspect]
        rivals = {o for f in about if f.subjects == (field,) for o in f.objects} | {
            s for f in about if f.objects == (field,) for s in f.subjects
        }
        if field in _NUMBERS and (rivals or field not in agreed):
            continue
        if field == "formula" and not (facts.formula and facts.formula.readings):
            continue
        home = next(
            (g for g in groups.values() if g and not rivals & set(g) and (field in agreed or _shares(field, g, facts))),
            None,
        )
        if home is not None:
            home.append(field)
        elif rivals or (field == "formula" and not groups):
            groups.setdefault((field, facts.texts[field]), []).append(field)


def _shares(field: str, group: Sequence[str], facts: Facts) -> bool:
    return any(field in c.fields and set(group) & set(c.fields) for c in facts.compositions)
