"""The compound that a registry gives for an identifier, against what the record states: PubChem and tables alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from gaba_analogs.checks.kit import AGREES, Agrees, CannotTell, Fault, NothingSaid, Outcome, literal
from gaba_analogs.checks.pairs import LIMIT, without_fault
from gaba_analogs.chemistry.relation import Phrase, Relation, relate
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.inchikey import FLAT_BLOCK

_FLAT = "; a flat entry may be the racemate or an unspecified form"
_NEARNESS = (
    *("missing", "partial", "enantiomer", "epimer", "geometry", "labels-missing", "labels"),
    *("protonation", "tautomer", "components", "hydrogens", "isomer", "different"),
)
"""Kinds of difference, the nearest relatives first."""


Difference = tuple[tuple[str, tuple[str, ...]], ...]
"""Kinds of differences that one check is about, by the aspect in which they show; the first that decides counts."""

ANOTHER: Difference = (("skeleton", ("different", "isomer", "hydrogens")),)
COMPONENTS: Difference = (("skeleton", ("components",)),)
TAUTOMER: Difference = (("skeleton", ("tautomer",)),)
PROTONATION: Difference = (("protonation", ("protonation",)), ("skeleton", ("protonation",)))
ENANTIOMER: Difference = (("stereo", ("enantiomer",)),)
CONFIGURATION: Difference = (("stereo", ("epimer", "geometry")),)
ISOTOPES: Difference = (("isotopes", ("labels", "labels-missing")),)
OPEN_STEREO: Difference = (("stereo", ("missing", "partial")),)


class Named(NamedTuple):
    """The compound of an identifier, for a message.

    Parameters
    ----------
    label
        What stands behind the identifier's field: the compound.
    stated, expected
        The identifier, and the one that the registry has for the stated structure.
    """

    label: str
    stated: str | None = None
    expected: str | None = None


def against_structure(known: Structure, stated: Structure, difference: Difference, named: Named) -> Outcome:
    """Compare the structure of an identifier with a stated one in the differences that one check is about."""
    relation = relate(known, stated)
    if not relation.differs and known.inchi != stated.inchi:
        return CannotTell(LIMIT)
    outcomes = [_in_aspect(relation, aspect, kinds, named) for aspect, kinds in difference]
    return next((outcome for outcome in outcomes if not isinstance(outcome, NothingSaid)), outcomes[-1])


def _in_aspect(relation: Relation, aspect: str, kinds: Collection[str], named: Named) -> Outcome:
    phrase: Phrase | None = getattr(relation, aspect)
    return without_fault(relation, aspect) if phrase is None or phrase.kind not in kinds else fault_of(phrase, named)


def fault_of(phrase: Phrase, named: Named) -> Fault:
    """Say a difference of structures, the identifier's first, of what a registry gives for an identifier."""
    name = literal(named.label)
    flat = _FLAT if phrase.kind == "missing" and phrase.less == "a" else ""
    return Fault(
        phrase.forward.replace("{a}", f"{{a}} {name}") + flat,
        phrase.backward.replace("{b}", f"{{b}} {name}"),
        stated=named.stated,
        expected=named.expected,
        less=phrase.less,
    )


def against_key(stated: str, expected: str, label: str) -> Agrees | Fault:
    """Compare a stated standard InChIKey with that of an identifier's compound.

    Parameters
    ----------
    stated, expected
        The keys.
    label
        The compound, to be put behind the identifier's field.
    """
    if stated == expected:
        return AGREES
    name = literal(label)
    if stated[:14] != expected[:14]:
        return _other_key("compound", name, stated, expected)
    if stated[-1] != expected[-1]:
        return _other_key("protonation state", name, stated, expected)
    if FLAT_BLOCK not in {stated[15:23], expected[15:23]}:
        return _other_key("stereoisomer or isotopologue", name, stated, expected)
    full = f"{{a}} {{specifies}} stereochemistry or isotopes that {{b}} {name} {{b_leaves}} open"
    less = f"{{a}} {{leaves}} stereochemistry or isotopes open that {{b}} {name} {{b_specifies}}"
    back = f"{{a}} {name} {{leaves}} stereochemistry or isotopes open that {{b}} {{b_specifies}}"
    if stated[15:23] == FLAT_BLOCK:
        back = f"{{a}} {name} {{specifies}} stereochemistry or isotopes that {{b}} {{b_leaves}} open"
        return Fault(less, back, stated, expected, less="a")
    return Fault(full, back, stated, expected, less="b")


def _other_key(what: str, name: str, stated: str, expected: str) -> Fault:
    forward = f"{{a}} {{is}} that of a different {what} from {{b}} {name}"
    return Fault(forward, f"{{a}} {name} {{is}} a different {what} from that of {{b}}", stated, expected)


def against_composition(composition: Composition, compare: Callable[[Composition], Outcome], label: str) -> Outcome:
    """Compare a formula or mass with the composition of an identifier's compound, called by its label."""
    outcome = compare(composition)
    if not isinstance(outcome, Fault):
        return outcome
    name = literal(label)
    mirror = outcome.mirror and outcome.mirror.replace("{a}", f"{{a}} {name}")
    return replace(outcome, message=outcome.message.replace("{b}", f"{{b}} {name}"), mirror=mirror)


def weightiest(relation: Relation) -> Phrase | None:
    """Give the weightiest difference of two structures; None where there is none."""
    aspects = (relation.skeleton, relation.protonation, relation.isotopes, relation.stereo)
    return next((phrase for phrase in aspects if phrase is not None and phrase.less is None), None) or next(
        (phrase for phrase in aspects if phrase is not None), None
    )


def nearest(known: Iterable[Structure], stated: Structure) -> Structure | None:
    """Give the structure that differs least from a stated one; None where there is none."""
    return min(known, key=lambda structure: _distance(relate(structure, stated)), default=None)


def _distance(relation: Relation) -> int:
    """Order structures by how near they are."""
    phrase = weightiest(relation)
    return -1 if phrase is None else _NEARNESS.index(phrase.kind)
