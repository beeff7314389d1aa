"""The records of a run and the conflicts found, in a temporary database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from gaba_analogs.across.database import BATCH, MEMORY, Database, Row
from gaba_analogs.across.entry import Entry
from gaba_analogs.record import Place
from gaba_analogs.results.findings import Finding, Severity

_TABLES = """
CREATE TABLE record (
    number INTEGER PRIMARY KEY, source TEXT, line INTEGER, row INTEGER, label TEXT,
    name TEXT, spelling BLOB, key TEXT, aliases BLOB, content BLOB, mark TEXT);
CREATE TABLE own (identity TEXT, scope TEXT, key TEXT, number INTEGER);
CREATE TABLE value (mark TEXT, title TEXT, stated TEXT, number INTEGER);
CREATE TABLE claim (number INTEGER, word TEXT, of_other INTEGER, target TEXT);
CREATE TABLE designation (text TEXT, rank INTEGER, number INTEGER);
CREATE TABLE described (number INTEGER PRIMARY KEY, stated TEXT, identity TEXT);
CREATE TABLE identifier (register TEXT, value TEXT, key TEXT, number INTEGER);
CREATE TABLE stray (field TEXT, stated TEXT, key TEXT, number INTEGER);
CREATE TABLE shifted (field TEXT, source TEXT, distance INTEGER, number INTEGER, home INTEGER);
CREATE TABLE repeated (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE contested (register TEXT, value TEXT, PRIMARY KEY (register, value)) WITHOUT ROWID;
CREATE TABLE named (spelling BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE numbered (key TEXT, register TEXT, PRIMARY KEY (key, register)) WITHOUT ROWID;
CREATE TABLE explained (field TEXT, number INTEGER, PRIMARY KEY (field, number)) WITHOUT ROWID;
CREATE TABLE conflict (
    severity INTEGER, position INTEGER, first INTEGER,
    code TEXT, fields TEXT, message TEXT, stated TEXT, places TEXT, subject TEXT);
"""
_SEVERITIES = tuple(Severity)


class Store(Database):
    """Tables of the records and of the conflicts found.

    Parameters
    ----------
    memory
        Size [bytes] that the tables may have in memory before they go to disk.
    mark
        Column by which the records of one compound are known: ``key`` or ``mark``.

    Raises
    ------
    SpaceError
        From any method, if the disk is full.
    """

    def __init__(self, memory: int = MEMORY, mark: str = "key") -> None:
        self.mark = mark
        self._count = 0
        self._waiting: list[tuple[int, Entry]] = []
        super().__init__(_TABLES, memory)

    def close(self) -> None:
        """Release memory and disk space."""
        self._waiting.clear()
        super().close()

    # Records

    def add(self, entry: Entry) -> None:
        """Add a record."""
        self._count += 1
        self._waiting.append((self._count, entry))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the records that are waiting."""
        waiting, self._waiting = self._waiting, []
        self.write(
            "record (number, source, line, row, label, name, spelling, key, aliases, content, mark)",
            map(_record, waiting),
        )
        keyed = [(number, entry) for number, entry in waiting if entry.key is not None]
        self.write(
            "identifier (register, value, key, number)",
            (
                (_register(field, value), value, entry.key, number)
                for number, entry in keyed
                for field, value in entry.identifiers
            ),
        )
        self.write(
            "own (identity, scope, key, number)",
            ((entry.identity, _scope(entry), entry.key, number) for number, entry in keyed if entry.identity),
        )
        self.write(
            "value (mark, title, stated, number)",
            (
                (entry.mark or entry.key, title, stated, number)
                for number, entry in keyed
                for title, stated in entry.values
            ),
        )
        self.write(
            "claim (number, word, of_other, target)",
            ((number, *claim) for number, entry in waiting for claim in entry.claims),
        )
        self.write(
            "designation (text, rank, number)",
            ((*one, number) for number, entry in waiting for one in entry.designations),
        )
        self.write(
            "described (number, stated, identity)",
            ((number, entry.described, entry.identity) for number, entry in waiting if entry.described is not None),
        )
        self.write(
            "stray (field, stated, key, number)",
            ((field, key, entry.key, number) for number, entry in keyed for field, key in entry.strays),
        )

    # Conflicts

    def keep(self, found: Iterable[tuple[int, int, Finding]]) -> None:
        """Add findings, each with the position [-] of its check and the number [-] of its first record."""
        self.write(
            "conflict (severity, position, first, code, fields, message, stated, places, subject)",
            (
                (
                    _SEVERITIES.index(finding.severity),
                    position,
                    first,
                    finding.code,
                    " ".join(finding.fields),
                    finding.message,
                    finding.stated,
                    json.dumps(finding.places),
                    finding.subject,
                )
                for position, first, finding in found
            ),
        )

    def conflicts(self, start: int = 0) -> Iterator[Finding]:
        """Yield the conflicts from `start` on, by severity, then by check, then in input order."""
        query = (
            "SELECT severity, code, fields, message, stated, places, subject FROM conflict "
            "ORDER BY severity, position, first, fields, stated, message LIMIT -1 OFFSET ?"
        )
        for severity, code, fields, message, stated, places, subject in self.read(query, start):
            where = tuple(Place(*place) for place in json.loads(places))
            yield Finding(
                code, _SEVERITIES[severity], tuple(fields.split()), message, stated, places=where, subject=subject
            )

    def number_of_conflicts(self) -> int:
        """Count the conflicts [-]."""
        ((count,),) = self.read("SELECT count(*) FROM conflict")
        return int(count)


def _record(numbered: tuple[int, Entry]) -> Row:
    number, entry = numbered
    spelling = None if entry.key is None else entry.spelling
    place = (entry.source, entry.line, entry.row, entry.label)
    return (number, *place, entry.name, spelling, entry.key, entry.aliases, entry.content, entry.mark)


def _scope(entry: Entry) -> str:
    """Give the input in which an identifier of one's own stands for one compound: a bare number is that of its file."""
    return (entry.source or "") if (entry.identity or "").isdigit() else ""


def _register(field: str, value: str) -> str:
    """Name the register of an identifier: KEGG has one for compounds (C) and one for drugs (D)."""
    return f"{field} {value[0]}" if field == "kegg_id" else field
