"""What a check is called with: the scope of each line of the catalogue.

A scope knows three things about a record: every way to call the check, why there is none, and, before
anything is bound, whether records of that shape have anything to look at. The engine asks the
scope and knows no check by name. A scope that names an unknown kind of fact is an error at import.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, Protocol

from gaba_analogs.dataclass import dataclass
from gaba_analogs.evidence.facts import COLLECTED_FROM, KINDS, Collected, FactKind, Facts
from gaba_analogs.evidence.values import StatedInChI, Witness
from gaba_analogs.names.parsed_name import ParsedName
from gaba_analogs.notation.accurate_mass import AccurateMass
from gaba_analogs.notation.chirality import Chirality
from gaba_analogs.notation.elemental_analysis import ElementalAnalysis
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.notation.number import NumberText, read_charge
from gaba_analogs.record.fields import ASPECTS, BY_NAME, Aspect, Kind, of_kind
from gaba_analogs.registry.reference import ReferenceAnswer
from gaba_analogs.results.findings import SkipKind

_NAMED = of_kind(Kind.SYSTEMATIC_NAME, Kind.SYNONYMS)
"""Fields whose names OPSIN reads."""
_READ_BY_OPSIN: frozenset[FactKind] = frozenset({Kind.SYSTEMATIC_NAME, Collected.SYNONYM, Collected.SYSTEMATIC_TITLE})


class Binding(NamedTuple):
    """One way to call a check.

    Parameters
    ----------
    arguments
        What the function is called with.
    subjects
        The fields that its message is about.
    objects
        The fields that are compared with them; none where one field is looked at by itself.
    """

    arguments: tuple[object, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ()


class Absence(NamedTuple):
    """Why a check has nothing to look at."""

    kind: SkipKind
    reason: str
    fields: tuple[str, ...] = ()


_COLLECTED = tuple((kind, COLLECTED_FROM[kind], KINDS[kind]) for kind in Collected)


class Shape(NamedTuple):
    """What a record states, as far as it decides which checks have something to look at.

    Parameters
    ----------
    kinds
        Kinds of fact that it has.
    fields
        Fields that hold something.
    structures
        Number [-] of different structures it states, at most 2; 0 where it states none.
    shared
        True when its one structure is stated by several fields.
    name_limit
        Why the structure of its name is not compared; None where it is.
    names_unread
        Why its names were not read; None where they were.
    """

    kinds: frozenset[FactKind]
    fields: frozenset[str]
    structures: int
    shared: bool
    name_limit: str | None
    names_unread: str | None

    @classmethod
    def of(cls, facts: Facts) -> Shape:
        """Give the shape of a record."""
        stated: set[FactKind] = {BY_NAME[field].kind for field in facts.values}
        content = facts.__dict__
        stated.update(
            [kind for kind, home, values in _COLLECTED if content[home] and next(iter(values(facts)), None) is not None]
        )
        named = not facts.texts.keys().isdisjoint(_NAMED)
        return cls(
            frozenset(stated),
            frozenset(facts.texts),
            min(len(facts.witnesses), 2),
            len(facts.witnesses) == 1 and len(facts.witnesses[0].members) > 1,
            facts.name_limit,
            facts.names_unread if named else None,
        )


class Scope(Protocol):
    """How a check is called."""

    @property
    def aspect(self) -> Aspect | None:
        """What the compared facts are about; None for a check of one field."""

    @property
    def confirms(self) -> bool:
        """Whether a pass means that the fields agree on the aspect, rather than that one thing is not wrong."""

    @property
    def asks_registry(self) -> bool:
        """Whether PubChem has to be asked."""

    @property
    def asks_references(self) -> bool:
        """Whether reference tables have to be asked."""

    @property
    def across(self) -> bool:
        """Whether all records of an input are looked at together."""

    @property
    def accuses(self) -> bool:
        """Whether a fault may decide which field is wrong."""

    @property
    def counterpart(self) -> str | None:
        """Code of the check that compares the same field with stated ones; None where this is the one."""

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:
        """Say why there was no way to call the check; None where that is as it should be."""


def _check_kinds(*kinds: FactKind) -> None:
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is not a kind of fact")


def _check_aspect(aspect: Aspect | None) -> None:
    if aspect is not None and aspect not in ASPECTS:
        raise ValueError(f"no aspect {aspect!r}; there are {', '.join(ASPECTS)}")


@cache
def missing(kind: FactKind | str, *, alone: bool = True) -> Absence:
    """Say that a kind of fact, or a field, is not stated, or that there is none to compare with.

    Examples
    --------
    >>> missing(Kind.FORMULA).reason, missing("structure", alone=False).reason
    ('no formula stated', 'no structure to compare with')
    """
    if isinstance(kind, Kind):
        fields: tuple[str, ...] = of_kind(kind)
        words = BY_NAME[fields[0]].words if fields else kind.words
        fields = tuple(field for field in fields if not BY_NAME[field].rare)
    elif isinstance(kind, Collected):
        fields, words = (), kind.value
    else:
        fields, words = ((kind,), BY_NAME[kind].words) if kind in BY_NAME else ((), kind)
    end = "to compare with" if not alone else "" if isinstance(kind, Collected) else "stated"
    return Absence(SkipKind.NOT_STATED, f"no {words.removeprefix('stated ')} {end}".rstrip(), fields)


def _unread(kinds: tuple[FactKind, ...], shape: Shape) -> Absence | None:
    """Say that names were not read, where a check needs them."""
    if shape.names_unread is None or _READ_BY_OPSIN.isdisjoint(kinds):
        return None
    return Absence(SkipKind.NOT_ASKED, shape.names_unread, tuple(f for f in _NAMED if f in shape.fields))


def is_readable(value: object) -> bool:
    """Tell whether a value was understood, so that it can be compared."""
    if isinstance(value, FormulaText):
        return bool(value.readings) or value.series is not None or value.solid is not None
    if isinstance(value, NumberText):
        return bool(value.readings)
    if isinstance(value, InChIKey):
        return value.value is not None
    if isinstance(value, Chirality):
        return value.kind is not None
    if isinstance(value, StatedInChI):
        return value.text.value is not None
    if isinstance(value, AccurateMass | ElementalAnalysis):
        return value.is_readable
    return not isinstance(value, str) or read_charge(value) is not None


def _speaking(aspect: Aspect | None, facts: Facts) -> list[Witness]:
    """Give the structures that say something on an aspect."""
    if aspect not in {"stereo", "isotopes"}:
        return facts.witnesses
    return [w for w in facts.witnesses if not w.is_silent_on_stereo]


@dataclass(frozen=True)
class _Base:
    """What most scopes are: of the record alone."""

    @property
    def confirms(self) -> bool:
        """Whether a pass means that the fields agree on the aspect."""
        return True

    @property
    def asks_registry(self) -> bool:
        """Whether PubChem has to be asked."""
        return False

    @property
    def asks_references(self) -> bool:
        """Whether reference tables have to be asked."""
        return False

    @property
    def across(self) -> bool:
        """Whether all records of an input are looked at together."""
        return False

    @property
    def accuses(self) -> bool:
        """Whether a fault may decide which field is wrong."""
        return True

    @property
    def counterpart(self) -> str | None:
        """Code of the check that compares the same field with stated ones."""
        return None


@dataclass(frozen=True)
class OneField(_Base):
    """Called with each value of one kind.

    Parameters
    ----------
    kind
        The kind of fact.
    """

    kind: FactKind

    def __post_init__(self) -> None:
        _check_kinds(self.kind)

    @property
    def aspect(self) -> None:
        """Nothing is compared."""

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""
        return (Binding((value,), (field,)) for value, field in KINDS[self.kind](facts))

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""
        if self.kind in shape.kinds:
            return None
        return _unread((self.kind,), shape) or missing(self.kind)

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say why there was no way to call the check."""
        return missing(self.kind)


@dataclass(frozen=True)
class EveryField(OneField):
    """Called with each value that is not as it should be; a record without one passes."""

    def absence(self, shape: Shape) -> Absence | None:  # noqa: ARG002  # as every scope
        """Look at every record."""
        return None

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Let a record pass that has no such value."""
        return None


@dataclass(frozen=True)
class Pair(_Base):
    """Called with every two different structures that the record states.

    Parameters
    ----------
    aspect
        What is compared.
    confirms
        Whether a pass means that they agree on it.
    """

    aspect: Aspect
    confirms: bool = True

    def __post_init__(self) -> None:
        _check_aspect(self.aspect)

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""
        witnesses = _speaking(self.aspect, facts)
        for position, witness in enumerate(witnesses):
            for other in witnesses[position + 1 :]:
                yield Binding((witness.structure, other.structure), witness.members, other.members)

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""
        if shape.structures > 1:
            return None
        if shape.name_limit:
            return Absence(SkipKind.CANNOT_TELL, shape.name_limit, of_kind(Kind.SYSTEMATIC_NAME))
        if not shape.structures:
            return missing("structure")
        reason = "all stated structures are the same" if shape.shared else "one structure is stated"
        return Absence(SkipKind.LEFT_OUT if shape.shared else SkipKind.NOT_STATED, reason)

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say why there was no way to call the check."""
        if shape.name_limit:
            return Absence(SkipKind.CANNOT_TELL, shape.name_limit, of_kind(Kind.SYSTEMATIC_NAME))
        return Absence(SkipKind.NOT_STATED, f"only one structure states {self.aspect}")


@dataclass(frozen=True)
class AgainstField(_Base):
    """Called with each readable value of one kind and that of another field.

    Parameters
    ----------
    kind, other
        The two kinds of fact.
    aspect
        What is compared.
    confirms
        Whether a pass means that they agree on it.
    """

    kind: FactKind
    other: FactKind
    aspect: Aspect
    confirms: bool = True

    def __post_init__(self) -> None:
        _check_kinds(self.kind, self.other)
        _check_aspect(self.aspect)

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""
        for value, field in KINDS[self.kind](facts):
            for thing, other in KINDS[self.other](facts):
                if is_readable(value) and is_readable(thing):
                    yield Binding((value, thing), (field,), (other,))

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""
        return next((missing(kind) for kind in (self.kind, self.other) if kind not in shape.kinds), None)

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say why there was no way to call the check."""
        return _unreadable_of((self.kind, self.other), facts) or missing(self.other, alone=False)


@dataclass(frozen=True)
class AgainstStructure(_Base):
    """Called with each readable value of one kind and every structure that other fields state.

    Parameters
    ----------
    kind
        The kind of fact.
    aspect
        What is compared.
    confirms
        Whether a pass means that they agree on it.
    """

    kind: FactKind
    aspect: Aspect
    confirms: bool = True

    def __post_init__(self) -> None:
        _check_kinds(self.kind)
        _check_aspect(self.aspect)

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check.

        A key that is exactly that of one structure is compared with no other: the structures are
        compared with each other. Where a name is the only structure, its copies are not compared with it.
        """
        witnesses = _speaking(self.aspect, facts)
        whole = any(witness.with_key for witness in witnesses)
        for value, field in KINDS[self.kind](facts):
            if not is_readable(value):
                continue
            is_key, is_name = isinstance(value, InChIKey), isinstance(value, ParsedName)
            for witness in witnesses:
                if field in witness.fields or (is_key and whole and not witness.with_key):
                    continue
                if (
                    is_name
                    and len(witnesses) == 1
                    and all(_is_copy(value, facts.values.get(name)) for name in witness.fields)
                ):
                    continue
                yield Binding(
                    (value, witness.structure), (field,), tuple(witness.fields) if is_key else witness.members
                )

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""
        if self.kind not in shape.kinds:
            return _unread((self.kind,), shape) or missing(self.kind)
        return None if shape.structures else missing("structure", alone=False)

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:
        """Say why there was no way to call the check."""
        unreadable = _unreadable_of((self.kind,), facts)
        if unreadable is not None:
            return unreadable
        if shape.structures == 1 and facts.of(self.kind):
            value, field = facts.of(self.kind)[0]
            words = BY_NAME[field].words
            other = next((name for name, stated in facts.values.items() if _is_copy(value, stated)), field)
            if other != field:
                why = f"the {words} only repeat the {BY_NAME[other].words}"
                return Absence(SkipKind.CANNOT_TELL, why, (field, other))
            return Absence(SkipKind.LEFT_OUT, f"the {words} is compared as a structure", (field,))
        return missing("structure", alone=False)


@dataclass(frozen=True)
class AgainstComposition(_Base):
    """Called with each readable value of one kind and every composition that other fields state.

    Parameters
    ----------
    kind
        The kind of fact.
    aspect
        What is compared.
    confirms
        Whether a pass means that they agree on it.
    within
        Whether a value is compared with a composition that it states itself together with other fields.
    """

    kind: FactKind
    aspect: Aspect
    confirms: bool = True
    within: bool = False

    def __post_init__(self) -> None:
        _check_kinds(self.kind)
        _check_aspect(self.aspect)

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""
        for value, field in KINDS[self.kind](facts):
            if not is_readable(value):
                continue
            for known in facts.compositions:
                if self.aspect == "protonation" and not known.charge_known:
                    continue
                others = tuple(f for f in known.fields if f != field)
                if others and (self.within or field not in known.fields):
                    yield Binding((value, known.composition), (field,), others)

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""
        return None if self.kind in shape.kinds else missing(self.kind)

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say why there was no way to call the check."""
        unreadable = _unreadable_of((self.kind,), facts)
        if unreadable is None and self.aspect == "protonation" and facts.compositions:
            return Absence(SkipKind.NOT_STATED, "no charge to compare with", of_kind(Kind.CHARGE))
        return unreadable or missing("composition", alone=False)


def _is_copy(value: object, other: object) -> bool:
    """Tell whether two names are the same words, which make one statement and not two."""
    return (
        isinstance(value, ParsedName)
        and isinstance(other, ParsedName)
        and value.name.casefold() == other.name.casefold()
    )


def _unreadable_of(kinds: tuple[FactKind, ...], facts: Facts) -> Absence | None:
    """Say which stated value cannot be read; None where all can."""
    for kind in kinds:
        values = facts.of(kind)
        if values and not any(is_readable(value) for value, _ in values):
            field = values[0][1]
            return Absence(SkipKind.UNREADABLE, f"the {BY_NAME[field].words} cannot be read", (field,))
    return None


def _is_key_of_a_structure(field: str, facts: Facts) -> bool:
    """Tell whether a field is the stated key, and a whole structure has it: then the structure is compared."""
    whole = (witness for witness in facts.witnesses if not witness.connectivity_only)
    return isinstance(facts.values.get(field), InChIKey) and any(witness.with_key for witness in whole)


@dataclass(frozen=True)
class AgainstRegistry(_Base):
    """Called with what PubChem says of one field, by itself or beside something that the record states.

    Parameters
    ----------
    subject
        The field that a fault is about.
    beside
        ``structure`` for every structure, a field whose compound the subject is compared with, or
        empty where PubChem's answer is looked at by itself.
    aspect
        What is compared.
    confirms
        Whether a pass means that they agree on it. A CID agrees with a structure only in all aspects
        together.
    counterpart
        Code of the check that compares the same field with stated ones.
    accuses
        Whether a fault may decide which field is wrong.
    """

    subject: str
    beside: str = ""
    aspect: Aspect | None = None
    confirms: bool = True
    counterpart: str | None = None
    accuses: bool = True

    def __post_init__(self) -> None:
        for field in (self.subject, *((self.beside,) if self.beside != "structure" else ())):
            if field and field not in BY_NAME:
                raise ValueError(f"no field {field!r}; there are {', '.join(BY_NAME)}")
        _check_aspect(self.aspect)

    @property
    def asks_registry(self) -> bool:
        """Whether PubChem has to be asked."""
        return True

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""
        if facts.registry is None or self.subject not in facts.texts:
            return
        if not self.beside:
            yield Binding((facts.registry,), (self.subject,))
        elif self.beside == "structure":
            witnesses = _speaking(self.aspect, facts)
            if not facts.witnesses and facts.registered is not None and self.subject not in facts.registered.fields:
                witnesses = [facts.registered]
            for witness in witnesses:
                yield Binding((facts.registry, witness.structure), (self.subject,), witness.members)
        else:
            value = facts.values.get(self.subject)
            stated = value is not None and is_readable(value) and self.beside in facts.texts
            if stated and not self._is_key_of_a_structure(facts):
                yield Binding((value, facts.registry), (self.subject,), (self.beside,))

    def _is_key_of_a_structure(self, facts: Facts) -> bool:
        return _is_key_of_a_structure(self.subject, facts)

    def absence(self, shape: Shape) -> Absence | None:
        """Say why records of a shape have nothing to look at; None where they may."""
        for field in (self.subject, self.beside):
            if field in BY_NAME and field not in shape.fields:
                return missing(field)
        return None

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:
        """Say why there was no way to call the check."""
        unread = _unread((BY_NAME[self.subject].kind,), shape)
        if unread is not None:
            return unread
        if self.beside not in {"", "structure"} and self._is_key_of_a_structure(facts):
            return Absence(SkipKind.LEFT_OUT, "the key is compared as a structure", (self.subject,))
        return missing(self.beside if self.beside == "structure" else self.subject, alone=False)


_KEYS = of_kind(Kind.INCHIKEY)
_TITLES = of_kind(Kind.TITLE)
_PLACES = {name: place for place, name in enumerate(BY_NAME)}


@dataclass(frozen=True)
class AgainstReference(_Base):
    """Called with what a reference table gives for an identifier, beside something that the record states.

    Parameters
    ----------
    beside
        ``structure`` for every structure, ``title`` for every structure beside the name, or the field that is
        compared. Where the rows of an identifier state no more than such a value, it is compared with every
        structure or composition of the record.
    aspect
        What is compared.
    confirms
        Whether a pass means that they agree on it.
    counterpart
        Code of the check that compares the same field with stated ones.
    accuses
        Whether a fault may decide which field is wrong.
    """

    beside: str
    aspect: Aspect
    confirms: bool = False
    counterpart: str | None = None
    accuses: bool = True

    def __post_init__(self) -> None:
        if self.beside not in {"structure", "title", *BY_NAME}:
            raise ValueError(f"no field {self.beside!r}; there are {', '.join(BY_NAME)}")
        _check_aspect(self.aspect)

    @property
    def asks_references(self) -> bool:
        """Whether reference tables have to be asked."""
        return True

    def bindings(self, facts: Facts) -> Iterator[Binding]:
        """Give every way to call the check."""
        for answer in facts.references or ():
            if answer.field not in facts.texts:  # the hash of an InChI
                continue
            if not answer.entries or (answer.field in _TITLES) != (self.beside == "title"):
                continue
            if self.beside in {"structure", "title"}:
                if answer.is_drawn and answer.field not in _KEYS:
                    yield from self._structures(answer, facts)
            elif self.beside in _KEYS:
                yield from self._keys(answer, facts)
            else:
                yield from self._values(answer, facts)

    def _structures(self, answer: ReferenceAnswer, facts: Facts) -> Iterator[Binding]:
        """Compare with every stated structure; where there is none, with those of the other identifiers."""
        for witness in _speaking(self.aspect, facts):
            yield Binding((answer, witness.structure), (answer.field,), witness.members)
        for witness in facts.referenced if not facts.witnesses else ():
            later = tuple(field for field in witness.fields if _PLACES[field] > _PLACES[answer.field])
            if later and answer.field not in witness.fields:
                yield Binding((answer, witness.structure), (answer.field,), later)

    def _keys(self, answer: ReferenceAnswer, facts: Facts) -> Iterator[Binding]:
        if answer.field in _KEYS:
            return
        stated = facts.inchikey
        if stated is not None and is_readable(stated) and not _is_key_of_a_structure(self.beside, facts):
            yield Binding((answer, stated), (self.beside,), (answer.field,))
        for witness in facts.witnesses if answer.is_keyed and not answer.is_drawn else ():
            if not witness.connectivity_only:
                yield Binding((answer, witness.structure), (answer.field,), witness.members)

    def _values(self, answer: ReferenceAnswer, facts: Facts) -> Iterator[Binding]:
        stated = facts.values.get(self.beside)
        if stated is not None and is_readable(stated):
            yield Binding((answer, stated), (self.beside,), (answer.field,))
        alone = not answer.is_drawn and not answer.is_keyed
        if alone and any(getattr(entry, self.beside) for entry in answer.entries):
            for known in facts.compositions:
                others = tuple(field for field in known.fields if field != self.beside)
                if others and (self.beside == "formula" or not any(entry.formula for entry in answer.entries)):
                    yield Binding((answer, known.composition), (answer.field,), others)

    def absence(self, shape: Shape) -> Absence | None:  # noqa: ARG002  # as every scope
        """Look at every record: whether a table knows its identifiers, its shape does not say."""
        return None

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say why there was no way to call the check."""
        stated = (answer for answer in facts.references or () if answer.field in facts.texts)
        answers = [answer for answer in stated if (answer.field in _TITLES) == (self.beside == "title")]
        failed = next((answer for answer in answers if answer.failure is not None), None)
        if failed is not None and failed.failure is not None:
            return Absence(SkipKind.NOT_ASKED, failed.failure)
        if not answers:
            return Absence(SkipKind.NOT_STATED, "no identifier stated that a reference table is ordered by")
        if not any(answer.entries for answer in answers):
            asked: dict[str, list[str]] = {}
            for answer in answers:
                asked.setdefault(answer.source, []).append(BY_NAME[answer.field].words)
            words = [f"{' or '.join(dict.fromkeys(fields))} in {source}" for source, fields in asked.items()]
            fields = tuple(dict.fromkeys(answer.field for answer in answers))
            return Absence(SkipKind.CANNOT_TELL, f"there is no such {' and no such '.join(words)}", fields)
        if self.beside in _KEYS and _is_key_of_a_structure(self.beside, facts):
            return Absence(SkipKind.LEFT_OUT, "the key is compared as a structure", (self.beside,))
        return missing("structure" if self.beside == "title" else self.beside, alone=False)


@dataclass(frozen=True)
class AcrossRecords(_Base):
    """Called with groups of records of one input that share a key; never with one record.

    Parameters
    ----------
    key
        What the records of a group share.
    """

    key: str

    def __post_init__(self) -> None:
        if self.key not in {"structure", "identifier", "name", "position", "relation"}:
            raise ValueError(f"no key {self.key!r} that records share")

    @property
    def aspect(self) -> None:
        """Nothing within a record is compared."""

    @property
    def across(self) -> bool:
        """Whether all records of an input are looked at together."""
        return True

    def bindings(self, facts: Facts) -> Iterator[Binding]:  # noqa: ARG002  # as every scope
        """Give no way to call the check with one record."""
        return iter(())

    def absence(self, shape: Shape) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say that one record is not enough."""
        return Absence(SkipKind.NOT_ASKED, "looks at all records of an input together")

    def unbound(self, shape: Shape, facts: Facts) -> Absence | None:  # noqa: ARG002  # as every scope
        """Say that one record is not enough."""
        return self.absence(shape)
