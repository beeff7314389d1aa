"""Which fields agree on which aspect of the substance.

What a record states and the checks found is first brought down to a pattern, which knows no value any more, but only
which fields have the same one. Records of one table have few patterns, and each is grouped once.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.values import Witness
from gaba_analogs.notation.composition import has_heavy_atoms_of
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.record.fields import ASPECTS, BY_NAME, FIELDS, Aspect, Kind
from gaba_analogs.record.kinds import IDENTIFIERS
from gaba_analogs.verification.run import Edge, Found

Agreement = Mapping[str, tuple[tuple[str, ...], ...]]
"""Aspect to the groups of fields that agree on it, the largest group first."""

_Groups = dict[Hashable, list[str]]

_ORDER = {name: position for position, name in enumerate(FIELDS)}


class _Speaker(NamedTuple):
    """A structure that a record or a registry states.

    Parameters
    ----------
    fields
        Those that state it.
    source
        The reference table that gives it; None where the record states it.
    silent
        True where it is not meant to say anything on stereo and isotopes.
    values
        What it says on each aspect: the number of the first structure that says the same.
    """

    fields: tuple[str, ...]
    source: str | None
    silent: bool
    values: tuple[int, ...]


class _Key(NamedTuple):
    """A stated InChIKey.

    Parameters
    ----------
    field
        The field that states it.
    standard
        True for a standard key.
    fits
        For each aspect, the numbers of the structures that the block which speaks of it is of.
    """

    field: str
    standard: bool
    fits: tuple[tuple[int, ...], ...]


class _Contradiction(NamedTuple):
    """A fault, as far as it tells which fields do not agree."""

    aspect: Aspect | None
    between_fields: bool
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


class _Pattern(NamedTuple):
    """What decides which fields agree.

    Parameters
    ----------
    speakers
        The structures.
    keys
        The keys.
    others
        Every other field that states something.
    compositions
        The fields of each stated composition.
    contradictions
        What the checks found.
    agreed
        Which fields agree on what, by the checks.
    """

    speakers: tuple[_Speaker, ...]
    keys: tuple[_Key, ...]
    others: tuple[str, ...]
    compositions: tuple[tuple[str, ...], ...]
    contradictions: tuple[_Contradiction, ...]
    agreed: frozenset[Edge]


def agreement(facts: Facts, found: Sequence[Found], agreed: Collection[Edge]) -> Agreement:
    """Group the fields by what they state, aspect by aspect; largest group first.

    A reference table stands with the fields whose structure it gives for an identifier.

    Structures are put together by their value, the key to the structure that its blocks fit, and every
    other field to those that a check found it to agree with. Aspects on which fewer than two fields say
    anything are left out.

    Parameters
    ----------
    facts
        What the record says.
    found
        The faults.
    agreed
        Which fields agree on what.
    """
    return _grouped(_pattern(facts, found, agreed))


def _pattern(facts: Facts, found: Sequence[Found], agreed: Collection[Edge]) -> _Pattern:
    witnesses = [*facts.witnesses, *facts.registered_anywhere]
    structural = {field for witness in witnesses for field in witness.fields}
    values = [_numbers(aspect, witnesses) for aspect in ASPECTS]
    return _Pattern(
        tuple(
            _Speaker(tuple(witness.fields), witness.source, witness.is_silent_on_stereo, said)
            for witness, said in zip(witnesses, zip(*values, strict=True), strict=True)
        ),
        tuple(
            _Key(name, key.standard, _fitting(key, witnesses))
            for key, name in facts.of(Kind.INCHIKEY)
            if isinstance(key, InChIKey) and key.value is not None
        ),
        tuple(field for field in facts.texts if field not in structural and field not in _KEYS),
        tuple(tuple(known.fields) for known in facts.compositions),
        tuple(
            _Contradiction(f.check.aspect, bool(f.check.scope.confirms or f.fault.less), f.subjects, f.objects)
            for f in found
        ),
        frozenset(agreed),
    )


@lru_cache(maxsize=1024)
def _grouped(pattern: _Pattern) -> Agreement:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    between = _Between(pattern)
    others = [field for field in FIELDS if field in pattern.others]
    for position, aspect in enumerate(ASPECTS):
        groups: _Groups = {}
        for speaker in pattern.speakers:
            if not (speaker.silent and aspect in {"stereo", "isotopes"}):
                groups.setdefault(speaker.values[position], []).extend(speaker.fields)
        for key in pattern.keys:
            homes = [pattern.speakers[number].values[position] for number in key.fits[position]]
            _add_key(aspect, key, homes, groups, alone=not pattern.speakers)
        for field in others:
            if aspect in BY_NAME[field].aspects:
                _add(aspect, field, between, groups)
        if sum(map(len, groups.values())) > 1:
            for speaker in pattern.speakers:
                if speaker.source is not None and speaker.values[position] in groups:
                    groups[speaker.values[position]].append(speaker.source)
            ordered = [tuple(sorted(set(group), key=_place)) for group in groups.values()]
            if len(ordered) > 1:
                sizes = {group: len(fields) for group, fields in zip(ordered, groups.values(), strict=True)}
                ordered.sort(key=lambda group: (-sizes[group], _place(group[0])))
            out[aspect] = tuple(ordered)
    return out


def _place(name: str) -> tuple[int, str]:
    """Order the fields, and after them the reference tables, by their names."""
    return _ORDER.get(name, len(_ORDER)), name


_KEYS = frozenset(field.name for field in BY_NAME.values() if field.kind is Kind.INCHIKEY)


def _numbers(aspect: Aspect, witnesses: Sequence[Witness]) -> list[int]:
    """Give a number for what each witness says on an aspect, the same for equal values; a single one needs none."""
    if len(witnesses) == 1:
        return [0]
    if len(witnesses) == 2:
        one, other = witnesses
        return [0, 0 if _is_same(aspect, one.structure, other.structure) else 1]
    first: dict[Hashable, int] = {}
    return [first.setdefault(_value(aspect, w.structure), number) for number, w in enumerate(witnesses)]


def _is_same(aspect: Aspect, one: Structure, other: Structure) -> bool:
    """Tell whether two structures say the same on an aspect; those of different formulas differ in most."""
    if aspect == "connectivity" and not has_heavy_atoms_of(one.composition, other.composition):
        return False
    return _value(aspect, one) == _value(aspect, other)


def _value(aspect: Aspect, structure: Structure) -> Hashable:
    layers = structure.layers
    match aspect:
        case "composition":
            return structure.composition.hill
        case "connectivity":
            heavy = frozenset((e, n) for e, n in structure.composition.elements.items() if e != "H")
            return (heavy, layers.main.get("c", ""))
        case "mobile hydrogens":
            return layers.skeleton[:3]
        case "protonation":
            return structure.composition.charge
        case "stereo":
            return (frozenset(layers.centres.items()), frozenset(layers.double_bonds.items()))
        case "isotopes":
            return layers.labels
        case "mass":
            return structure.composition


def _add_key(aspect: Aspect, key: _Key, homes: Sequence[int], groups: _Groups, *, alone: bool) -> None:
    """Put the InChIKey to the structure that its blocks fit; one that fits none stands alone."""
    if aspect in {"composition", "mass"}:
        return
    home = next((value for value in homes if value in groups), None)
    if home is not None:
        groups[home].append(key.field)
    elif not alone and aspect != "isotopes" and key.standard:
        groups.setdefault(key.field, []).append(key.field)


_NONE: tuple[tuple[int, ...], ...] = tuple(() for _ in ASPECTS)


def _fitting(key: InChIKey, witnesses: Sequence[Witness]) -> tuple[tuple[int, ...], ...]:
    """Give for each aspect the numbers of the structures of which a key has the block that speaks of it."""
    skeleton = key.skeleton if key.standard else ""
    alike = [
        (number, witness) for number, witness in enumerate(witnesses) if witness.structure.inchikey[:14] == skeleton
    ]
    if not skeleton or not alike:
        return _NONE
    return tuple([tuple([number for number, witness in alike if _fits(aspect, witness, key)]) for aspect in ASPECTS])


def _fits(aspect: Aspect, witness: Witness, key: InChIKey) -> bool:
    """Tell whether the block of a key that speaks of an aspect is that of a structure of the same skeleton."""
    own = witness.structure.inchikey
    if aspect == "protonation":
        return key.protonation == own[-1]
    if aspect in {"stereo", "isotopes"}:
        return key.stereo == own[15:23] and not witness.connectivity_only
    return True


_DECISIVE: Mapping[Aspect, frozenset[Aspect]] = {
    aspect: frozenset({aspect, "composition"}) if aspect == "mass" else frozenset({aspect}) for aspect in ASPECTS
}
"""The aspects that decide on one: what has the same composition has the same mass."""


class _Between:
    """What the checks found between fields: faults, and which agree on what."""

    def __init__(self, pattern: _Pattern) -> None:
        self._compositions = pattern.compositions
        self._found = [f for f in pattern.contradictions if f.between_fields]
        self._friends: dict[tuple[Aspect, str], set[str]] = {}
        self._of_field: dict[str, tuple[set[str], set[str]]] = {}
        for aspect, one, other in pattern.agreed:
            self._friends.setdefault((aspect, one), set()).add(other)
            self._friends.setdefault((aspect, other), set()).add(one)

    def friends(self, aspect: Aspect, field: str) -> set[str]:
        """Name the fields that a field agrees with on an aspect."""
        return {friend for known in _DECISIVE[aspect] for friend in self._friends.get((known, field), ())}

    def companions_and_rivals(self, field: str) -> tuple[set[str], set[str]]:
        """Name the fields that state one composition with a field, itself among them, and those it contradicts."""
        if field not in self._of_field:
            companions = set[str]().union(*(fields for fields in self._compositions if field in fields))
            self._of_field[field] = companions, self._rivals(field) if self._found else set()
        return self._of_field[field]

    def is_contradicted(self, aspect: Aspect, field: str) -> bool:
        """Tell whether a field contradicts another on an aspect, or on what the aspect follows from."""
        about = (f for f in self._found if f.aspect in _DECISIVE[aspect])
        return any(field in {*f.subjects, *f.objects} and f.objects for f in about)

    def _rivals(self, field: str) -> set[str]:
        """Name the fields that a field contradicts, or that say more or less, in something that it is meant to say."""
        meant = BY_NAME[field].aspects
        about = [f for f in self._found if f.aspect in meant]
        return {o for f in about if field in f.subjects for o in f.objects} | {
            s for f in about if field in f.objects for s in f.subjects
        }


def _add(aspect: Aspect, field: str, between: _Between, groups: _Groups) -> None:
    """Put a field that is no structure to those that it was found to agree with."""
    companions, rivals = between.companions_and_rivals(field)
    friends = between.friends(aspect, field) | companions
    homes = (group for group in groups.values() if not friends.isdisjoint(group) and rivals.isdisjoint(group))
    home = next(homes, None)
    if home is not None:
        home.append(field)
    elif friends and not groups:
        groups[field] = [field]
    elif between.is_contradicted(aspect, field) and BY_NAME[field].kind not in IDENTIFIERS:
        groups.setdefault(field, []).append(field)
