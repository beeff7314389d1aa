"""Answers cached between runs, with the date on which each was retrieved.

One SQLite file serves all processes of a user. A cache is never worth a failed run: if it cannot be
used, look-ups continue without it, after one warning.
"""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from gaba_analogs.registry.pubchem.errors import RegistryWarning

_Result = TypeVar("_Result")

FILE = "pubchem-1.sqlite"
"""The number is the version of the table's layout: a new layout gets a new file."""

FRESH = timedelta(days=90)
"""Age up to which an answer is used without asking again."""

FRESH_ABSENCE = timedelta(days=7)
"""The same for the answer "no such compound"."""

_PATIENCE = 10.0
_QUESTIONS_PER_QUERY = 500
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    question TEXT PRIMARY KEY,
    retrieved TEXT NOT NULL,
    answer BLOB
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """One cached answer.

    Parameters
    ----------
    answer
        JSON value; None for the answer "no such compound".
    retrieved
        When it was retrieved.
    """

    answer: object
    retrieved: datetime

    @classmethod
    def now(cls, answer: object) -> CachedAnswer:
        """Wrap an answer retrieved just now."""
        return cls(answer, datetime.now(UTC))

    @property
    def fresh(self) -> bool:
        """True while it need not be asked for again."""
        age = datetime.now(UTC) - self.retrieved
        return timedelta(-1) < age < (FRESH_ABSENCE if self.answer is None else FRESH)


def issue_warning(message: str) -> None:
    """Warn that look-ups continue, but less well."""
    warnings.warn(message, RegistryWarning, stacklevel=2)


class Cache:
    """Cached answers by question.

    Parameters
    ----------
    folder
        Where the file is; created if necessary. None caches nothing.
    warn
        Receives one line that says why nothing is cached.
    """

    def __init__(self, folder: Path | None, warn: Callable[[str], None] = issue_warning) -> None:
        self._path = None if folder is None else folder / FILE
        self._warn = warn
        self._ready = False

    def get(self, questions: Iterable[str]) -> Mapping[str, CachedAnswer]:
        """Return the cached answers to these questions, including old ones."""
        asked = list(questions)

        def read(database: sqlite3.Connection) -> list[tuple[object, ...]]:
            rows: list[tuple[object, ...]] = []
            for start in range(0, len(asked), _QUESTIONS_PER_QUERY):
                some = asked[start : start + _QUESTIONS_PER_QUERY]
                places = ",".join("?" * len(some))
                query = f"SELECT question, retrieved, answer FROM answers WHERE question IN ({places})"  # noqa: S608  # only question marks
                rows += database.execute(query, some)
            return rows

        rows = self._use(read) or []
        return {str(question): kept for question, *row in rows if (kept := _unpack(*row)) is not None}

    def put(self, answers: Mapping[str, object]) -> None:
        """Cache answers retrieved just now; None stands for "no such compound"."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [(question, now, _pack(answer)) for question, answer in answers.items()]
        self._use(lambda database: database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows))

    def _use(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Open the file for one transaction; on failure warn and return None."""
        if self._path is None:
            return None
        seen = _identity(self._path)
        try:
            if not self._ready:
                _keep_private(self._path)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database, database:
                if not self._ready:
                    database.execute("PRAGMA journal_mode = WAL")
                    database.execute(_TABLE)
                    self._ready = True
                return work(database)
        except (sqlite3.OperationalError, OSError) as error:
            self._disable(f"{self._path}: cannot be used ({error}): PubChem's answers are not cached")
        except sqlite3.DatabaseError as error:
            self._set_aside(self._path, error, seen)
        return None

    def _set_aside(self, path: Path, error: Exception, seen: int | None) -> None:
        """Rename a broken file, unless another process has already done so."""
        self._ready = False
        name = f"{path.name}.broken-{datetime.now(UTC):%Y%m%dT%H%M%S}"
        try:
            with FileLock(path.with_suffix(".lock"), timeout=_PATIENCE):
                if seen is None or _identity(path) != seen:
                    return
                for companion in ("-wal", "-shm"):
                    path.with_name(path.name + companion).unlink(missing_ok=True)
                path.replace(path.with_name(name))
        except (OSError, Timeout):
            self._disable(f"{path}: damaged ({error}) and cannot be renamed: PubChem's answers are not cached")
            return
        self._warn(f"{path}: damaged ({error}): renamed to {name}, starting a new one")

    def _disable(self, reason: str) -> None:
        self._path = None
        self._warn(reason)


def _keep_private(path: Path) -> None:
    """Create folder and file for the user alone: what somebody looks up is nobody else's business."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # a new journal gets the same
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):  # not there, or another user's
            path.with_name(name).chmod(0o600)


def _identity(path: Path) -> int | None:
    """Identify a file, as opposed to a later one of the same name."""
    with suppress(OSError):
        return path.stat().st_ino
    return None


def _pack(answer: object) -> bytes | None:
    return None if answer is None else zlib.compress(json.dumps(answer).encode())


def _unpack(retrieved: object, answer: object) -> CachedAnswer | None:
    """Read a row; None if it is damaged."""
    try:
        date = datetime.fromisoformat(str(retrieved))
        value = None if answer is None else json.loads(zlib.decompress(answer))  # type: ignore[arg-type]  # else TypeError
    except (ValueError, TypeError, zlib.error, RecursionError):
        return None
    return CachedAnswer(value, date if date.tzinfo else date.replace(tzinfo=UTC))
