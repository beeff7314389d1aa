"""Where the structures of a record's identifiers come from: several identifiers of one row have one source."""

from __future__ import annotations

from typing import NamedTuple

from gaba_analogs.evidence.facts import Facts
from gaba_analogs.record import Place
from gaba_analogs.record.fields import Kind, of_kind

_OTHERS = frozenset(of_kind(Kind.INCHIKEY, Kind.TITLE))
"""Fields that are looked up, but are no identifiers of a registry."""


class Source(NamedTuple):
    """Rows of one reference table, and the identifiers that lead to them.

    Parameters
    ----------
    name
        The place of the row, or the name of the table where there are several.
    fields
        The fields of the identifiers.
    """

    name: str
    fields: frozenset[str]


def sources(facts: Facts) -> list[Source]:
    """Give what the identifiers lead to in reference tables; rows that one identifier leads to are one source."""
    found: list[tuple[str, set[tuple[Place, int]], set[str]]] = []
    for answer in facts.references or ():
        if not answer.entries or answer.field in _OTHERS or answer.field not in facts.texts:
            continue
        rows, fields = {(entry.place, entry.number) for entry in answer.entries}, {answer.field}
        for known in [own for own in found if own[0] == answer.source and not rows.isdisjoint(own[1])]:
            rows, fields = rows | known[1], fields | known[2]
            found.remove(known)
        found.append((answer.source, rows, fields))
    return [
        Source(str(next(iter(rows))[0]) if len(rows) == 1 else table, frozenset(fields))
        for table, rows, fields in found
    ]
