"""An index opened: the compounds of the identifiers of many records at once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from gaba_analogs.batches import batches
from gaba_analogs.errors import InputError
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.fields import OWN_ID
from gaba_analogs.record.words import FIELD_WORDS, counted
from gaba_analogs.references.building import COMPARED, KEYED, build, index_path, malformed, read_summary
from gaba_analogs.references.fingerprint import fingerprint_of
from gaba_analogs.references.identifiers import asked
from gaba_analogs.registry.answers import Registry
from gaba_analogs.registry.reference import ReferenceAnswer, ReferenceEntry, ReferenceSource

MOST_ENTRIES = 20
"""Most rows [-] read for one identifier."""

_TOGETHER = 500
"""Most identifiers [-] in one query."""

_NUMBERS = KEYED[:-1]
_STATED = ("name", *COMPARED)
_SELECTED = ("line", "file", *_STATED, *_NUMBERS)

_RECORDS = 128
"""Records [-] whose identifiers are looked up together."""

_Question = tuple[str, str]
"""A field, and an identifier."""
_Row = Sequence[Any]
"""What a row of the index holds, in the order of the query."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference table whose index is ready; it can be sent to another process of this machine.

    Parameters
    ----------
    source
        The file as the user named it.
    index
        Path of its index.
    fingerprint
        Of the file that was indexed.
    columns, more
        Identifiers by which its rows are found: in columns of their own, and in a list of names and further values.
    rows
        Number of rows [-].
    """

    source: str
    index: str
    fingerprint: str
    columns: frozenset[str]
    more: frozenset[str]
    rows: int

    @classmethod
    def open(
        cls,
        source: str | os.PathLike[str],
        *,
        mapping: Mapping[str, str] | None = None,
        key: str | None = None,
        say: Callable[[str], None] | None = None,
        watch: Callable[[int], None] | None = None,
    ) -> Self:
        """Open the index of a file; build it first where there is none, or not of this state of the file.

        Parameters
        ----------
        source
            The file, or a folder.
        mapping
            Field to column title; overrides automatic recognition.
        key
            Column of identifiers of one's own, the field ``own_id`` of records; None for none.
        say
            Told, in one line, of columns that are left out.
        watch
            Told how many rows [-] are indexed so far.

        Raises
        ------
        InputError
            The file cannot be read, or is no reference.
        """
        name = os.fsdecode(os.fspath(source))
        if name == "-" or not Path(name).exists():
            reason = "standard input is read once: save it to a file" if name == "-" else "no such file"
            raise InputError(reason, path=name)
        if not (Path(name).is_file() or Path(name).is_dir()):
            raise InputError("a pipe or device is read once: save it to a file", path=name)
        if key is not None:
            mapping = {**(mapping or {}), OWN_ID: key}
        path, fingerprint = index_path(name, mapping), fingerprint_of(name)
        summary = read_summary(path, fingerprint)
        if summary is None:
            summary = build(name, path, mapping=mapping, watch=watch)
        left_out = summary["left_out"]
        if say is not None and isinstance(left_out, dict):
            for field, (bad, of, example) in left_out.items():
                say(f"{name}: not looked up by {FIELD_WORDS[field]}: {malformed(field, bad, of, example)}")
        columns, more, rows = summary["columns"], summary["more"], summary["rows"]
        if not (isinstance(columns, list) and isinstance(more, list) and isinstance(rows, int)):
            raise InputError(f"its index {path} is damaged: remove it", path=name)
        return cls(name, str(path), str(summary["fingerprint"]), frozenset(columns), frozenset(more), rows)

    @property
    def name(self) -> str:
        """The name of the file, as it appears in reports."""
        return Path(self.source).name or self.source

    @property
    def description(self) -> str:
        """One line: how many rows, found by which identifiers, and how large the index is."""
        found = [FIELD_WORDS[field] for field in (*KEYED, "name") if field in self.columns | self.more]
        size = Path(self.index).stat().st_size
        return f"{self.source}: {counted(self.rows, 'row')}, found by {', '.join(found)}; index {size / 1e6:,.1f} MB"

    def entries(self) -> Iterator[ReferenceEntry]:
        """Give every row, in order.

        Raises
        ------
        InputError
            The index is damaged.
        """
        wanted = ", ".join(("id", *_SELECTED))
        try:
            rows = _opened(self.index).execute(f"SELECT {wanted} FROM entries ORDER BY id")  # noqa: S608  # columns
            for number, *row in rows:
                yield self._entry(row, number)
        except (sqlite3.Error, OSError) as error:
            raise InputError(self._given_up(), path=self.source) from error

    def look_up(self, records: Sequence[StructureRecord]) -> list[tuple[ReferenceAnswer, ...]]:
        """Give the answers for every record: one for each of its identifiers that the table is ordered by.

        A key is looked up only where no number leads to a row with this key.
        """
        questions = [[] if record.problem else self._questions(record) for record in records]
        known = self._found({question for own in questions for question in own if question[0] != "inchikey"})
        left = [[key for key in own if key[0] != "inchikey" or not _is_met(key[1], own, known)] for own in questions]
        known |= self._found({key for own in left for key in own if key[0] == "inchikey"})
        return [tuple(known[question] for question in own) for own in left]

    def of_keys(self, keys: Collection[str]) -> list[ReferenceAnswer]:
        """Give what the table has under InChIKeys; nothing where it has no column of them."""
        if "inchikey" not in self.columns:
            return []
        return [answer for answer in self._found({("inchikey", key) for key in keys}).values() if answer.entries]

    def _questions(self, record: StructureRecord) -> list[_Question]:
        return [
            (field, value) for field, value in asked(record.__dict__) if field in self.columns or field in self.more
        ]

    def _found(self, questions: Collection[_Question]) -> dict[_Question, ReferenceAnswer]:
        """Look up identifiers; where the index cannot be used, the answers say so."""
        rows: dict[_Question, list[_Row]] = {question: [] for question in questions}
        try:
            for field in {field for field, _ in questions}:
                values = sorted(value for own, value in questions if own == field)
                for start in range(0, len(values), _TOGETHER):
                    self._collect(field, values[start : start + _TOGETHER], rows)
        except (sqlite3.Error, OSError):
            failure = f"{self.name}: {self._given_up()}"
            return {(f, value): ReferenceAnswer(f, value, self.name, failure=failure) for f, value in questions}
        entries: dict[int, ReferenceEntry] = {}
        return {question: self._answer(question, found, entries) for question, found in rows.items()}

    def _given_up(self) -> str:
        """Remove an index that cannot be used, and say what to do."""
        _close(self.index)
        with suppress(OSError):
            Path(self.index).unlink()
        return "its index is damaged: run the command again, which builds it anew"

    def _collect(self, field: str, values: Sequence[str], rows: Mapping[_Question, list[_Row]]) -> None:
        """Read the rows of several identifiers at once, or one by one where they have very many."""
        most = MOST_ENTRIES * len(values) + 1
        for query in self._queries(field, len(values)):
            found = _opened(self.index).execute(query, (*values, most)).fetchall()
            if len(found) == most > MOST_ENTRIES + 1:
                for value in values:
                    self._collect(field, [value], rows)
                return
            for value, *row in found:
                rows[field, value].append(row)

    def _queries(self, field: str, count: int) -> Iterator[str]:
        wanted = ", ".join(f"entries.{column}" for column in ("id", *_SELECTED))
        marks = ",".join("?" * count)
        if field in self.columns:
            yield f"SELECT {field}, {wanted} FROM entries WHERE {field} IN ({marks}) LIMIT ?"  # noqa: S608  # a field
        if field in self.more:
            yield (
                f"SELECT more.value, {wanted} FROM more JOIN entries ON entries.id = more.entry "  # noqa: S608  # a field
                f"WHERE more.field = '{field}' AND more.value IN ({marks}) LIMIT ?"
            )

    def _answer(self, question: _Question, rows: Sequence[_Row], entries: dict[int, ReferenceEntry]) -> ReferenceAnswer:
        own = []
        for number, *row in rows[:MOST_ENTRIES]:
            entry = entries.get(number)
            if entry is None:
                entry = entries[number] = self._entry(row, number)
            own.append(entry)
        return ReferenceAnswer(*question, self.name, tuple(own), unread=len(rows) > MOST_ENTRIES)

    def _entry(self, row: _Row, number: int) -> ReferenceEntry:
        line, file, *values = row
        place = Place(Path(file).name if file else self.name, line)
        stated = {name: text for name, text in zip(_STATED, values, strict=False) if text is not None}
        own = zip(_NUMBERS, values[len(_STATED) :], strict=True)
        numbers = tuple((name, text) for name, text in own if text is not None)
        return ReferenceEntry.made_of(stated, place, numbers, number)


def _is_met(key: str, questions: Sequence[_Question], known: Mapping[_Question, ReferenceAnswer]) -> bool:
    """Tell whether a number of a record, which says more than a name, leads to a row with its key."""
    numbers = (known.get(question) for question in questions if question[0] != "name")
    return any(entry.inchikey == key for answer in numbers if answer is not None for entry in answer.entries)


_MAPPED = 1 << 28
"""Bytes [-] of an index that are mapped into memory; the rest is read."""

_connections: dict[tuple[int, str], sqlite3.Connection] = {}
"""Open indexes of this process: a connection must not be used by a process that was forked later."""


def _opened(index: str) -> sqlite3.Connection:
    key = os.getpid(), index
    if key not in _connections:
        address = f"{Path(index).absolute().as_uri()}?mode=ro&immutable=1"
        _connections[key] = database = sqlite3.connect(address, uri=True, check_same_thread=False)
        database.execute(f"PRAGMA mmap_size = {_MAPPED}")
    return _connections[key]


def _close(index: str) -> None:
    database = _connections.pop((os.getpid(), index), None)
    if database is not None:
        database.close()


def answered(
    pairs: Iterable[tuple[StructureRecord, Registry | None]], references: Collection[ReferenceSource]
) -> Iterator[tuple[StructureRecord, Registry | None]]:
    """Add what reference tables say of a stream of records to what other registries say."""
    for some in batches(pairs, _RECORDS):
        records = [record for record, _ in some]
        yield from zip(records, with_tables(references, records, [registry for _, registry in some]), strict=True)


def look_up(
    references: Collection[ReferenceSource], records: Sequence[StructureRecord]
) -> list[tuple[ReferenceAnswer, ...]]:
    """Give what several references say of every record."""
    answers = [reference.look_up(records) for reference in references]
    return [tuple(answer for own in several for answer in own) for several in zip(*answers, strict=True)]


def with_tables(
    references: Collection[ReferenceSource], records: Sequence[StructureRecord], registries: Sequence[Registry | None]
) -> list[Registry]:
    """Add what reference tables say of records to what other registries say; None where none was asked."""
    answers = look_up(references, records)
    return [
        Registry(pubchem_asked=False, tables=tables) if registry is None else replace(registry, tables=tables)
        for registry, tables in zip(registries, answers, strict=True)
    ]
