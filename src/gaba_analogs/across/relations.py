"""Relations between the records of an input, found in a temporary database: salts, stereoisomers, tautomers.

The first record of a compound stands for it; the others are said to be the same compound. So a million copies of one
compound have a million relations, not half a billion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any, NamedTuple, Self

from gaba_analogs.across.database import BATCH, MEMORY, Database, Row
from gaba_analogs.across.relative import Relative
from gaba_analogs.chemistry.kinship import (
    MIXTURE,
    SAME,
    SAME_PARENT,
    TAUTOMER,
    Isomer,
    Kin,
    drawn_otherwise,
    kin_of,
    nearest,
)
from gaba_analogs.record import Place

MOST_COMPARED = 64
"""Most compounds [-] of one skeleton of which every two are compared; the further ones only with those that their
InChIs lead to: mirror image, flat form, unlabelled form."""
MOST_DRAWINGS = 64
"""Most drawings [-] of one compound that are told apart."""

_TABLES = """
CREATE TABLE record (
    number INTEGER PRIMARY KEY, source TEXT, line INTEGER, row INTEGER, label TEXT, identity TEXT, name TEXT,
    inchikey TEXT, node TEXT, core TEXT, key TEXT, inchi TEXT, racemic INTEGER, drawing TEXT, tautomer BLOB);
CREATE TABLE parent (number INTEGER, core TEXT, relation TEXT, detail TEXT);
CREATE TABLE compound (
    node TEXT PRIMARY KEY, core TEXT, number INTEGER, key TEXT, inchi TEXT, racemic INTEGER, tautomer BLOB)
    WITHOUT ROWID;
CREATE TABLE kin (number INTEGER, other INTEGER, relation TEXT, detail TEXT);
"""
_PREPARED = """
DELETE FROM kin;
DELETE FROM compound;
CREATE INDEX IF NOT EXISTS record_node ON record (node);
INSERT INTO compound SELECT node, min(core), min(number), min(key), max(inchi), max(racemic), max(tautomer)
    FROM record GROUP BY node;
CREATE INDEX IF NOT EXISTS compound_core ON compound (core);
CREATE INDEX IF NOT EXISTS compound_number ON compound (number);
CREATE INDEX IF NOT EXISTS parent_core ON parent (core, number)
"""


_Member = tuple[int, Isomer]


class Related(NamedTuple):
    """One record of two that are related.

    Parameters
    ----------
    identity, name
        As stated; None where nothing is.
    place
        Where it is.
    key
        InChIKey of its compound.
    """

    identity: str | None
    name: str | None
    place: Place
    key: str


class RelationOfRecords(NamedTuple):
    """A relation of two records: the first is what the words say of the second.

    Parameters
    ----------
    subject, other
        The records.
    relation
        One of `gaba_analogs.chemistry.kinship.RELATIONS`.
    detail
        What there is to add; may be empty.
    """

    subject: Related
    relation: str
    other: Related
    detail: str


class Relations:
    """Collects the records of one input, and finds relations between them.

    Memory is bounded: what does not fit goes to a temporary file, which is deleted when the collection is
    closed or the process ends.

    Parameters
    ----------
    memory
        Size [bytes] that the collection may have in memory.

    Attributes
    ----------
    left_out
        How many records [-] are left out, by reason.
    crowded
        Number of skeletons [-] with more compounds than are all compared with each other.

    Raises
    ------
    GabaAnalogsError
        From any method, if the temporary folder is full.
    """

    def __init__(self, *, memory: int = MEMORY) -> None:
        self._database = Database(_TABLES, memory)
        self._waiting: list[tuple[int, Relative]] = []
        self._count = 0
        self.left_out: Counter[str] = Counter()
        self.crowded = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release memory and disk space; the relations can no longer be read."""
        self._waiting.clear()
        self._database.close()

    def add(self, relative: Relative) -> None:
        """Add one record; in input order."""
        if relative.why is not None:
            self.left_out[relative.why] += 1
            return
        self._count += 1
        self._waiting.append((self._count, relative))
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._database.write(
            "record (number, source, line, row, label, identity, name, inchikey, node, core, key, inchi, racemic, "
            "drawing, tautomer)",
            (
                (
                    *(number, one.source, one.line, one.row, one.label, one.identity, one.name, one.inchikey),
                    *(_node(one), one.core, one.key, one.inchi, one.racemic, one.drawing, one.tautomer),
                )
                for number, one in waiting
            ),
        )
        self._database.write(
            "parent (number, core, relation, detail)",
            ((number, *parent) for number, one in waiting for parent in one.parents),
        )

    def found(self) -> Iterator[RelationOfRecords]:
        """Find the relations of the records added so far, in the order of their subjects; once."""
        self._flush()
        self.crowded = 0
        self._database.run(_PREPARED)
        for search in (self._same, self._isomers, self._tautomers, self._salts, self._siblings):
            self._database.write("kin (number, other, relation, detail)", search())
        yield from self._sorted()

    def _sorted(self) -> Iterator[RelationOfRecords]:
        columns = ", ".join(
            f"{table}.{column}"
            for table in ("one", "two")
            for column in ("identity", "name", "source", "line", "row", "label", "inchikey")
        )
        rows = self._database.read(
            f"SELECT relation, detail, {columns} FROM kin "  # noqa: S608 - names of ours
            "JOIN record AS one ON one.number = kin.number JOIN record AS two ON two.number = kin.other "
            "ORDER BY kin.number, kin.other, relation"
        )
        for relation, detail, *both in rows:
            yield RelationOfRecords(_related(both[:7]), relation, _related(both[7:]), detail)

    def _same(self) -> Iterator[Row]:
        """Relate the records of a compound to its first, or to the first that draws it alike."""
        rows = self._database.read(
            "SELECT node, number, drawing FROM record WHERE node IN "
            "(SELECT node FROM record GROUP BY node HAVING count(*) > 1) ORDER BY node, number"
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            drawings = _Drawings()
            for _, number, drawing in group:
                yield from drawings.related(number, drawing)

    def _isomers(self) -> Iterator[Row]:
        """Relate compounds of one skeleton."""
        rows = self._database.read(
            "SELECT substr(key, 1, 14), number, key, inchi, racemic FROM compound WHERE substr(key, 1, 14) IN "
            "(SELECT substr(key, 1, 14) FROM compound GROUP BY 1 HAVING count(*) > 1) ORDER BY 1, number"
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            members: list[_Member] = []
            for count, (_, *values) in enumerate(group):
                member = _member(values)
                self.crowded += count == MOST_COMPARED
                for other in members if count < MOST_COMPARED else self._nearest(member):
                    yield from _row(other, member)
                if count < MOST_COMPARED:
                    members.append(member)

    def _nearest(self, member: _Member) -> Iterator[_Member]:
        """Give the relatives to which an InChI itself leads, each pair once."""
        number, compound = member
        for node in _near(compound):
            for values in self._database.read("SELECT number, key, inchi, racemic FROM compound WHERE node = ?", node):
                other, its = _member(values)
                if other < number or _node(compound) not in _near(its):
                    yield other, its

    def _tautomers(self) -> Iterator[Row]:
        """Relate tautomers whose standard InChIs differ."""
        rows = self._database.read(
            "SELECT tautomer, number, substr(key, 1, 14) FROM compound WHERE tautomer IN "
            "(SELECT tautomer FROM compound WHERE tautomer IS NOT NULL "
            "GROUP BY tautomer HAVING min(substr(key, 1, 14)) < max(substr(key, 1, 14))) ORDER BY tautomer, number"
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            first: dict[str, int] = {}
            for _, number, skeleton in group:
                yield from (
                    (other, number, TAUTOMER, "other standard InChI") for its, other in first.items() if its != skeleton
                )
                if len(first) < MOST_COMPARED:
                    first.setdefault(skeleton, number)

    def _salts(self) -> Iterator[Row]:
        """Relate salts, solvates and mixtures to their parents, the neutral form where the input has it."""
        yield from self._database.read(
            "SELECT parent.number, compound.number, relation, detail FROM parent "
            "JOIN compound AS whole ON whole.number = parent.number JOIN compound ON compound.number = "
            "(SELECT number FROM compound AS form WHERE form.core = parent.core "
            "ORDER BY substr(key, 27, 1) <> 'N', number LIMIT 1)"
        )

    def _siblings(self) -> Iterator[Row]:
        """Relate salts and solvates of a parent that the input does not have to the first of them."""
        rows = self._database.read(
            "SELECT parent.core, parent.number FROM parent JOIN compound AS whole ON whole.number = parent.number "
            "WHERE relation <> ? AND parent.core NOT IN (SELECT core FROM compound) ORDER BY 1, 2",
            MIXTURE,
        )
        parent, first = "", 0
        for core, number in rows:
            if core == parent:
                yield number, first, SAME_PARENT, ""
            else:
                parent, first = core, number


class _Drawings:
    """The drawings of one compound, and the first record with each."""

    def __init__(self) -> None:
        self._first: int | None = None
        self._different: list[tuple[str, int]] = []
        self._known: dict[str, int] = {}

    def related(self, number: int, drawing: str | None) -> Iterator[Row]:
        """Relate a record to the first that is drawn alike, else to the first of all."""
        first = self._first
        if first is None:
            self._first = number
        if drawing is None:
            alike = first
        elif drawing in self._known:
            alike = self._known[drawing]
        else:
            alike, otherwise = self._compared(drawing, number)
            if otherwise is not None:
                kin, other = otherwise
                yield number, other, kin.relation, kin.detail
                return
            alike = first if alike is None else alike
        if alike is not None:
            yield number, alike, SAME, ""

    def _compared(self, drawing: str, number: int) -> tuple[int | None, tuple[Kin, int] | None]:
        """Give the first record that is drawn alike, or how the first drawing differs; keep a new drawing."""
        different = None
        for known, its in self._different:
            kin = drawn_otherwise(known, drawing)
            if kin is None:
                if len(self._known) < MOST_DRAWINGS:
                    self._known[drawing] = its
                return its, None
            different = different or (kin, its)
        if len(self._different) < MOST_DRAWINGS:
            self._different.append((drawing, number))
            self._known[drawing] = number
        return None, different


def _node(one: Relative | Isomer) -> str:
    """Give by what a compound is known here: also one drawn flat is another where a record says that it is racemic."""
    return f"{one.key}*" if one.racemic else one.key


def _near(compound: Isomer) -> set[str]:
    keys = {compound.key, *(node.rstrip("*") for node in nearest(compound))}
    return {f"{key}{mark}" for key in keys for mark in ("", "*")} - {_node(compound)}


def _member(values: Sequence[Any]) -> _Member:
    number, key, inchi, racemic = values
    return number, Isomer(key, inchi, bool(racemic))


def _row(one: _Member, other: _Member) -> Iterator[Row]:
    kin = kin_of(one[1], other[1])
    if kin is not None:
        first, second = (other, one) if kin.backward else (one, other)
        yield first[0], second[0], kin.relation, kin.detail


def _related(values: Sequence[Any]) -> Related:
    identity, name, source, line, row, label, key = values
    return Related(identity, name, Place(source, line, row, label), key)
