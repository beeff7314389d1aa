"""Which fields must be wrong: the smallest set whose removal leaves the rest in agreement.

Two fields that contradict each other are an edge; a set of fields that touches every edge explains
all contradictions. The smallest such set is the diagnosis; when several are equally small, no one
knows, and all of them are named. A field that only says less than another is not in contradiction:
it is named where no field is wrong.

Fields of which one is computed from another are one witness, a unit. Whether it counts once or as often as it has
fields is not known: where that makes a difference, both explanations stand, unless a drawing decides.

Identifiers that lead to one row of a reference table tell together which compound is meant, but its structure has one
source. Where the row may be wrong as well as they, both explanations stand.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from functools import lru_cache
from typing import Any

from gaba_analogs.dataclass import dataclass

MAXIMUM_FIELDS = 16
"""Fields in contradiction [-] beyond which no minimum is searched: a record has fewer."""


@dataclass
class Evidence:
    """What the checks found, as statements about fields.

    Parameters
    ----------
    condemned
        Fields whose own value gives them away.
    contradictions
        Pairs of fields that cannot both be right.
    less
        (field that says less, field that says more).
    units
        Fields that are one witness, as an InChI and the key that is its hash.
    sums
        Fields that are one witness beside a drawing too: a formula and the mass that was added up from it.
    drawings
        Fields that draw a structure: with one in contradiction, units count once only to break a tie.
    disputes
        Pairs of fields of which one at least is wrong, those that are blamed on the value itself included.
    votes
        Pairs of fields that contradict each other, which count where the contradictions leave the choice open.
    computed
        (field, field that was computed from it or from what it states), which agree.
    sourced
        The contradictions, each with the rows by which an identifier contradicts another field; none where no row has
        several identifiers.
    leading
        (row, field whose identifier leads to it) of the rows with several.
    """

    condemned: set[str] = field(default_factory=set)
    contradictions: set[frozenset[str]] = field(default_factory=set)
    less: set[tuple[str, str]] = field(default_factory=set)
    units: AbstractSet[frozenset[str]] = frozenset()
    sums: AbstractSet[frozenset[str]] = frozenset()
    drawings: AbstractSet[str] = frozenset()
    disputes: set[frozenset[str]] = field(default_factory=set)
    votes: set[frozenset[str]] = field(default_factory=set)
    computed: set[tuple[str, str]] = field(default_factory=set)
    sourced: set[frozenset[str]] = field(default_factory=set)
    leading: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Diagnosis:
    """The outcome: fields to suspect, and whether the choice is open.

    Parameters
    ----------
    suspects
        Sorted field names.
    ambiguous
        True when several sets are equally small.
    certain
        Suspects that are in every smallest set, and those that only say less.
    lesser
        Fields that only say less than others: suspects where no field is wrong.
    """

    suspects: tuple[str, ...]
    ambiguous: bool
    certain: frozenset[str]
    lesser: frozenset[str] = frozenset()

    @property
    def doubtful(self) -> frozenset[str]:
        """Fields that others may not be measured by: the suspects, and those that say less."""
        return self.lesser.union(self.suspects)


def diagnose(evidence: Evidence) -> Diagnosis:
    """Find the smallest set of fields that must be wrong.

    Examples
    --------
    >>> pairs = [("smiles", "inchi"), ("smiles", "inchikey"), ("smiles", "formula")]
    >>> diagnose(Evidence(contradictions={frozenset(p) for p in pairs})).suspects
    ('smiles',)
    >>> diagnose(Evidence(contradictions={frozenset(("smiles", "inchi"))}))
    Diagnosis(suspects=('inchi', 'smiles'), ambiguous=True, certain=frozenset(), lesser=frozenset())
    >>> hashed = frozenset({frozenset(("inchi", "inchikey"))})
    >>> pairs = [("formula", "inchi"), ("formula", "inchikey")]
    >>> diagnose(Evidence(contradictions={frozenset(p) for p in pairs}, units=hashed)).suspects
    ('formula', 'inchi', 'inchikey')
    >>> diagnose(Evidence(less={("smiles", "inchi"), ("smiles", "inchikey")})).suspects
    ('smiles',)
    >>> pairs = [frozenset(("smiles", "cas")), frozenset(("smiles", "unii"))]
    >>> diagnose(Evidence(contradictions=set(pairs))).suspects
    ('smiles',)
    >>> of_one_row = {"sourced": {pair | {"row"} for pair in pairs}, "leading": {("row", "cas"), ("row", "unii")}}
    >>> diagnose(Evidence(contradictions=set(pairs), **of_one_row)).suspects
    ('cas', 'smiles', 'unii')
    """
    return _of_pattern(tuple(frozenset(stated) for stated in vars(evidence).values()))


@lru_cache(maxsize=1024)
def _of_pattern(pattern: tuple[frozenset[Any], ...]) -> Diagnosis:
    """Find the set; records with one kind of fault have the same evidence."""
    evidence = Evidence(*map(set, pattern))
    decided = _diagnosed(evidence)
    if not (decided.ambiguous and evidence.votes):
        return decided
    sourced = evidence.sourced | evidence.votes if evidence.sourced else set()
    voted = _diagnosed(replace(evidence, contradictions=evidence.contradictions | evidence.votes, sourced=sourced))
    return voted if set(voted.suspects) < set(decided.suspects) else decided


def _diagnosed(evidence: Evidence) -> Diagnosis:
    evidence = replace(evidence, condemned=_with_consequences(evidence))
    open_pairs, through_rows = (
        {pair for pair in pairs if pair.isdisjoint(evidence.condemned)}
        for pairs in (evidence.contradictions, evidence.sourced)
    )
    by_row = [_read_from(cover, evidence.leading) for cover in _explanations(through_rows, evidence)]
    covers = list(dict.fromkeys([*_explanations(open_pairs, evidence), *by_row]))
    union = set().union(*covers)
    shared = set.intersection(*map(set, covers)) if covers else set()
    blamed = evidence.condemned | union
    modest = {lesser for lesser, fuller in evidence.less if lesser not in blamed and fuller not in blamed}
    return Diagnosis(
        suspects=tuple(sorted(blamed or modest)),
        ambiguous=len(covers) > 1,
        certain=frozenset(evidence.condemned | shared | modest),
        lesser=frozenset(modest),
    )


def _with_consequences(evidence: Evidence) -> set[str]:
    """Add to the condemned fields those that were computed from one, where both contradict the same other fields."""
    condemned = set(evidence.condemned)
    disputed = evidence.disputes | evidence.contradictions
    for source, result in sorted(evidence.computed):
        against = {name for pair in disputed if result in pair for name in pair - {result}} - condemned
        if source in condemned and against and all(frozenset((source, name)) in disputed for name in against):
            condemned.add(result)
    return condemned


def _explanations(pairs: Collection[frozenset[str]], evidence: Evidence) -> list[frozenset[str]]:
    """Give every smallest set of fields that explains all contradictions, whichever way units are counted."""
    by_field = smallest_covers(pairs)
    fields = frozenset().union(*pairs)
    units = [unit & fields for unit in evidence.units if not unit & evidence.condemned]
    units = [unit for unit in units if len(unit) > 1]
    by_unit = _covers_of_units(pairs, units) if units else by_field
    by_sum = _covers_of_units(pairs, [each for each in evidence.sums if each <= fields]) if evidence.sums else []
    if fields & evidence.drawings:
        by_unit = [cover for cover in by_field if cover in by_unit] or by_field
        by_field = []
    return list(dict.fromkeys([*by_field, *by_unit, *by_sum]))


def _read_from(cover: frozenset[str], leading: Collection[tuple[str, str]]) -> frozenset[str]:
    """Give the fields of a set, with the identifiers that lead to a row in place of the row."""
    rows = {row for row, _ in leading}
    return (cover - rows).union(name for row, name in leading if row in cover)


def _covers_of_units(pairs: Collection[frozenset[str]], units: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """Give the smallest sets of fields, each unit counted once."""
    home = {name: unit for unit in units for name in unit}
    names = {name: min(home.get(name, {name})) for name in frozenset().union(*pairs)}
    covers = smallest_covers(frozenset(names[name] for name in pair) for pair in pairs)
    return [frozenset(name for name, first in names.items() if first in cover) for cover in covers]


def smallest_covers(pairs: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Give every smallest set that holds at least one field of each pair, or of more that cannot all be right.

    Examples
    --------
    >>> smallest_covers([frozenset("ab"), frozenset("ac")])
    [frozenset({'a'})]
    """
    return list(_smallest_covers(frozenset(pair for pair in pairs if len(pair) > 1)))


@lru_cache(maxsize=1024)
def _smallest_covers(edges: frozenset[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Find the sets; records with one kind of fault have the same contradictions."""
    names = sorted(set().union(*edges))
    if len(names) > MAXIMUM_FIELDS:
        return (frozenset(names),)
    for size in range(1, len(names) + 1):
        found = tuple(
            frozenset(chosen)
            for chosen in itertools.combinations(names, size)
            if not any(edge.isdisjoint(chosen) for edge in edges)
        )
        if found:
            return found
    return ()
