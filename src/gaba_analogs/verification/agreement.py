"""Which fields agree on which aspect of the substance."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.values import Witness
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.record.fields import ASPECTS, BY_NAME, FIELDS, Aspect, Kind
from gaba_analogs.record.kinds import IDENTIFIERS
from gaba_analogs.verification.run import Edge, Found

Agreement = Mapping[str, tuple[tuple[str, ...], ...]]
"""Aspect to the groups of fields that agree on it, the largest group first."""

_Groups = dict[Hashable, list[str]]

_ORDER = {name: position for position, name in enumerate(FIELDS)}


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
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    witnesses = [*facts.witnesses, *facts.registered_anywhere]
    structural = {field for witness in witnesses for field in witness.fields}
    between = _Between(facts, found, agreed)
    others = [field for field in FIELDS if field in facts.texts and field not in structural and field not in _KEYS]
    for aspect in ASPECTS:
        groups: _Groups = {}
        valued = list(zip(witnesses, _values(aspect, witnesses), strict=True))
        for witness, value in valued:
            if not _is_silent(witness, aspect):
                groups.setdefault(value, []).extend(witness.fields)
        for key, name in facts.of(Kind.INCHIKEY):
            if isinstance(key, InChIKey):
                _add_key(aspect, name, key, valued, groups)
        for field in others:
            if aspect in BY_NAME[field].aspects:
                _add(aspect, field, facts, between, groups)
        if sum(map(len, groups.values())) > 1:
            for witness, value in valued:
                if witness.source is not None and value in groups:
                    groups[value].append(witness.source)
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


def _is_silent(witness: Witness, aspect: Aspect) -> bool:
    """Tell whether a witness is not meant to say anything on an aspect."""
    return aspect in {"stereo", "isotopes"} and witness.is_silent_on_stereo


def _values(aspect: Aspect, witnesses: Sequence[Witness]) -> list[Hashable]:
    """Give what each witness says on an aspect; of a single one it does not matter what."""
    return [None] if len(witnesses) == 1 else [_value(aspect, witness.structure) for witness in witnesses]


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


def _add_key(
    aspect: Aspect, field: str, key: InChIKey, witnesses: Sequence[tuple[Witness, Hashable]], groups: _Groups
) -> None:
    """Put the InChIKey to the structure that its blocks fit; one that fits none stands alone."""
    if key.value is None or aspect in {"composition", "mass"}:
        return
    home = next((value for witness, value in witnesses if value in groups and _fits(aspect, witness, key)), _NO_HOME)
    if home is not _NO_HOME:
        groups[home].append(field)
    elif witnesses and aspect != "isotopes" and key.standard:
        groups.setdefault((field, key.value), []).append(field)


_NO_HOME = object()


def _fits(aspect: Aspect, witness: Witness, key: InChIKey) -> bool:
    """Tell whether the block of a key that speaks of an aspect is that of a structure's own key."""
    own = witness.structure.inchikey
    if not own or key.skeleton != own[:14] or not key.standard:
        return False
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

    def __init__(self, facts: Facts, found: Sequence[Found], agreed: Collection[Edge]) -> None:
        self._compositions = [c.fields for c in facts.compositions]
        self._found = [f for f in found if f.check.scope.confirms or f.fault.less]
        self._friends: dict[tuple[Aspect, str], set[str]] = {}
        self._of_field: dict[str, tuple[set[str], set[str]]] = {}
        for aspect, one, other in agreed:
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
        about = (f for f in self._found if f.check.aspect in _DECISIVE[aspect])
        return any(field in {*f.subjects, *f.objects} and f.objects for f in about)

    def _rivals(self, field: str) -> set[str]:
        """Name the fields that a field contradicts, or that say more or less, in something that it is meant to say."""
        meant = BY_NAME[field].aspects
        about = [f for f in self._found if f.check.aspect in meant]
        return {o for f in about if field in f.subjects for o in f.objects} | {
            s for f in about if field in f.objects for s in f.subjects
        }


def _add(aspect: Aspect, field: str, facts: Facts, between: _Between, groups: _Groups) -> None:
    """Put a field that is no structure to those that it was found to agree with."""
    companions, rivals = between.companions_and_rivals(field)
    friends = between.friends(aspect, field) | companions
    homes = (group for group in groups.values() if not friends.isdisjoint(group) and rivals.isdisjoint(group))
    home = next(homes, None)
    if home is not None:
        home.append(field)
    elif friends and not groups:
        groups[field, facts.texts[field]] = [field]
    elif between.is_contradicted(aspect, field) and BY_NAME[field].kind not in IDENTIFIERS:
        groups.setdefault((field, facts.texts[field]), []).append(field)
