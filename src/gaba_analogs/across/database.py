"""A temporary database, which goes to disk only when it outgrows its memory.

SQLite keeps such a database in its page cache, and unlinks the file that it spills to at once: however
the process ends, nothing is left behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from gaba_analogs.errors import GabaAnalogsError

Row = tuple[Any, ...]

MEMORY = 32 << 20
"""Size [bytes] that the database may have in memory; sorting may take as much again."""
BATCH = 1000
"""Records [-] written at a time."""


class SpaceError(GabaAnalogsError):
    """The temporary folder is full, or cannot be written to."""


class Database:
    """Tables in a temporary database.

    Parameters
    ----------
    tables
        The statements that make them.
    memory
        Size [bytes] that the tables may have in memory before they go to disk.

    Raises
    ------
    SpaceError
        From any method, if the disk is full.
    """

    def __init__(self, tables: str, memory: int = MEMORY) -> None:
        import sqlite3  # noqa: PLC0415 - only for comparing records

        self._fault = sqlite3.OperationalError
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        kibibytes = max(1, memory >> 10)
        with self.guarded():
            self._connection.executescript(
                f"PRAGMA cache_size=-{kibibytes}; PRAGMA temp_store=FILE; PRAGMA journal_mode=OFF;"
                f"PRAGMA synchronous=OFF; BEGIN; {tables}"
            )

    def close(self) -> None:
        """Release memory and disk space."""
        self._connection.close()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Report a full disk in one line."""
        try:
            yield
        except self._fault as error:
            if not error.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")):
                raise
            raise SpaceError(
                f"no disk space for comparing records ({error}): set TMPDIR to a folder with room "
                "for 500 bytes per record"
            ) from error

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows to a table, given with its columns."""
        columns = ", ".join("?" * (table.count(",") + 1))
        with self.guarded():
            self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({columns})", rows)  # noqa: S608 - ours

    def run(self, statements: str) -> None:
        """Execute statements without results."""
        with self.guarded():
            for statement in statements.split(";"):
                self._connection.execute(statement)

    def read(self, query: str, *values: object) -> Iterator[Row]:
        """Yield the rows of a query one by one."""
        with self.guarded():
            cursor = self._connection.execute(query, values)
            while rows := cursor.fetchmany(BATCH):
                yield from rows
