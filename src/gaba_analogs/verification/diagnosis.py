"""Which fields must be wrong: the smallest set whose removal leaves the rest in agreement.

Two fields that contradict each other are an edge; a set of fields that touches every edge explains
all contradictions. The smallest such set is the diagnosis; when several are equally small, no one
knows, and all of them are named. A field that only says less than another is not in contradiction:
it is named by itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

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
    """

    condemned: set[str] = field(default_factory=set)
    contradictions: set[frozenset[str]] = field(default_factory=set)
    less: set[tuple[str, str]] = field(default_factory=set)


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
    """

    suspects: tuple[str, ...]
    ambiguous: bool
    certain: frozenset[str]


def diagnose(evidence: Evidence) -> Diagnosis:
    """Find the smallest set of fields that must be wrong.

    Examples
    --------
    >>> pairs = [("smiles", "inchi"), ("smiles", "inchikey"), ("smiles", "formula")]
    >>> diagnose(Evidence(contradictions={frozenset(p) for p in pairs})).suspects
    ('smiles',)
    >>> diagnose(Evidence(contradictions={frozenset(("smiles", "inchi"))}))
    Diagnosis(suspects=('inchi', 'smiles'), ambiguous=True, certain=frozenset())
    >>> diagnose(Evidence(less={("smiles", "inchi"), ("smiles", "inchikey")})).suspects
    ('smiles',)
    """
    open_pairs = {pair for pair in evidence.contradictions if not pair & evidence.condemned}
    covers = smallest_covers(open_pairs)
    union = set().union(*covers)
    shared = set.intersection(*map(set, covers)) if covers else set()
    blamed = evidence.condemned | union
    modest = {lesser for lesser, fuller in evidence.less if lesser not in blamed and fuller not in blamed}
    return Diagnosis(
        suspects=tuple(sorted(blamed | modest)),
        ambiguous=len(covers) > 1,
        certain=frozenset(evidence.condemned | shared | modest),
    )


def smallest_covers(pairs: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Give every smallest set that holds at least one field of each pair.

    Examples
    --------
    >>> smallest_covers([frozenset("ab"), frozenset("ac")])
    [frozenset({'a'})]
    """
    edges = [pair for pair in set(pairs) if len(pair) == 2]
    if not edges:
        return []
    names = sorted(set().union(*edges))
    if len(names) > MAXIMUM_FIELDS:
        return [frozenset(names)]
    for size in range(1, len(names) + 1):
        found = [
            frozenset(chosen)
            for chosen in itertools.combinations(names, size)
            if all(edge & set(chosen) for edge in edges)
        ]
        if found:
            return found
    return []
