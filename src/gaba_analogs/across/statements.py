"""What the records of an input state of their relations to each other, and by what they are named in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gaba_analogs.across.storable import storable
from gaba_analogs.notation.text import is_placeholder
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.regex import regex
from gaba_analogs.results.comparison import RelationColumn, read_statement
from gaba_analogs.results.findings import RecordReport, Verdict

MOST_NAMED = 50
"""Most records [-] that one cell may name."""
DESCRIBING = ("smiles", "inchi", "inchikey", "molblock", "name", "iupac_name", "chirality")
"""Fields that say which compound a record is."""

_BETWEEN = regex(r"[|;\n]")


class Claim(NamedTuple):
    """A relation to another record that a record states.

    Parameters
    ----------
    word, of_other
        As in `Statement`.
    target
        By what it names the other record, as typed.
    """

    word: str
    of_other: bool
    target: str


class Designation(NamedTuple):
    """By what a record may be named.

    Parameters
    ----------
    text
        Without regard to case.
    rank
        How well it names the record [-]: 0 for an identifier of one's own, then those of registries, numbers, names.
    """

    text: str
    rank: int


def claims_of(record: StructureRecord, columns: Sequence[RelationColumn]) -> Iterator[Claim]:
    """Give the relations that a record states.

    Examples
    --------
    >>> from gaba_analogs.results.comparison import relation_column
    >>> record = StructureRecord(carried={"salt of": "GB-1 | GB-2", "other": "-"})
    >>> list(claims_of(record, [relation_column("", "salt of"), relation_column("", "other=isomer")]))
    ... # doctest: +NORMALIZE_WHITESPACE
    [Claim(word='salt', of_other=True, target='GB-1'), Claim(word='salt', of_other=True, target='GB-2')]
    """
    carried = record.carried or {}
    for column in columns:
        statement = column.statement or read_statement(carried.get(column.by or "") or "")
        if statement is None:
            continue
        for part in _BETWEEN.split(carried.get(column.title) or "")[:MOST_NAMED]:
            target = storable(part.strip())
            if target and not is_placeholder(target):
                yield Claim(*statement, target)


def designations(record: StructureRecord, key: str | None, identifiers: Sequence[tuple[str, str]]) -> set[Designation]:
    """Give by what a record may be named.

    Parameters
    ----------
    record
        The record.
    key
        The InChIKey of its structure.
    identifiers
        Field and value of its identifiers, written as their registry does.

    Examples
    --------
    >>> gaba = StructureRecord(name="GABA", identity="GB-1")
    >>> sorted(designations(gaba, None, [("chebi_id", "CHEBI:16865")]))
    ... # doctest: +NORMALIZE_WHITESPACE
    [Designation(text='16865', rank=2), Designation(text='chebi:16865', rank=1), Designation(text='gaba', rank=3),
     Designation(text='gb-1', rank=0)]
    """
    found: set[Designation] = set()
    if record.identity and (own := storable(record.identity)):
        found.add(Designation(called(own), 0))
    for field, value in identifiers:
        found.add(Designation(called(value), 1))
        bare = value.removeprefix(BY_NAME[field].prefix)
        if bare.isdigit():
            found.add(Designation(bare, 2))
    if key is not None:
        found.add(Designation(called(key), 1))
    if record.name and (name := storable(record.name)):
        found.add(Designation(called(name), 3))
    return found


def called(text: str) -> str:
    """Write what names a record without regard to case and spaces."""
    return "".join(text.split()).casefold()


def described(report: RecordReport) -> str | None:
    """Write down what says which compound a record is; None for one that contradicts itself or cannot be read."""
    record = report.record
    if report.verdict is Verdict.INCONSISTENT or record.problem is not None:
        return None
    stated = {name: storable(text) for name in DESCRIBING if (text := getattr(record, name))}
    return json.dumps(stated) if stated.keys() & {"smiles", "inchi", "inchikey", "molblock"} else None
