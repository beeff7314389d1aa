"""A reference into an index: an SQLite file in the user's cache, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from operator import methodcaller
from pathlib import Path

from gaba_analogs.errors import InputError, system_reason
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.references.fingerprint import fingerprint_of
from gaba_analogs.references.identifiers import NUMBERS, is_normal, normalised, several
from gaba_analogs.references.reading import KEPT, Batch, batches
from gaba_analogs.resources import cache_folder

FORMAT = 3
"""Layout of the index; one of another layout is built anew."""

COMPARED = ("smiles", "inchi", "inchikey", "molblock", "formula", "molecular_weight", "monoisotopic_mass")
"""Fields of a row that can be compared with a record."""

KEYED = (*NUMBERS, "inchikey")
"""Columns by which an entry is found."""

_COLUMNS = (*KEPT, "line", "file")
_TEMPORARY = ".building"
_BEGINS = methodcaller("startswith", "InChI=1S/")
_ABANDONED = 24 * 3600.0
"""Age [s] of an index that nobody is building any more."""
_SYNONYMS = 50
"""Synonyms [-] of a row by which it is found."""


def malformed(field: str, wrong: object, of: object, example: object) -> str:
    """Say how many values of a column of identifiers are not valid, with the first of them.

    Examples
    --------
    >>> malformed("unii", 1, 1, "H789N3FKE9")
    "1 of 1 values is not a valid UNII: 'H789N3FKE9'"
    >>> malformed("cas", 3, 4, "ethanol")
    "3 of 4 values are not valid CAS numbers, such as 'ethanol'"
    """
    words, shown = BY_NAME[field].words, repr(str(example)[:40])
    if wrong == 1:
        return f"1 of {of} values is not a valid {words}: {shown}"
    return f"{wrong:,} of {of:,} values are not valid {words}s, such as {shown}"


def index_path(source: str, mapping: Mapping[str, str] | None = None) -> Path:
    """Give the path of the index of a file; that of an earlier state of the file has the same.

    Raises
    ------
    InputError
        There is no folder for it.
    """
    folder = cache_folder()
    if folder is None:
        raise InputError("cannot be indexed: there is no home folder; set GABA_ANALOGS_CACHE", path=source)
    named = json.dumps([str(Path(source).resolve()), sorted((mapping or {}).items())])
    return folder / "references" / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.sqlite"


def read_summary(path: Path, fingerprint: str) -> dict[str, object] | None:
    """Give what an index says of itself; None where it is missing, stale, half-built or damaged."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            pages, size = (database.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
            summary = json.loads(database.execute("SELECT summary FROM about").fetchone()[0])
        whole = path.stat().st_size == pages * size
    except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError):
        return None
    current = isinstance(summary, dict) and (summary.get("format"), summary.get("fingerprint")) == (FORMAT, fingerprint)
    return summary if whole and current and _is_summary(summary) else None


def _is_summary(summary: dict[str, object]) -> bool:
    """Tell whether an index says of itself what it has to, in values that can be used."""
    left_out = summary.get("left_out")
    return (
        _are_among((*KEYED, "name"), summary.get("columns"))
        and _are_among((*KEYED, "name"), summary.get("more"))
        and isinstance(summary.get("rows"), int)
        and isinstance(left_out, dict)
        and all(field in KEYED and isinstance(told, list) and len(told) == 3 for field, told in left_out.items())
    )


def _are_among(known: Sequence[str], given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) and one in known for one in given)


def build(
    source: str,
    target: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    watch: Callable[[int], None] | None = None,
) -> dict[str, object]:
    """Index a file, and give what the index says of itself.

    It is written under a name of its own and renamed when it is whole, so that two processes may build the same.

    Parameters
    ----------
    source
        The file, or a folder.
    target
        Path of the index.
    mapping
        Field to column title; overrides automatic recognition.
    watch
        Told how many rows [-] are indexed so far.

    Raises
    ------
    InputError
        The file cannot be read or changed meanwhile, holds nothing to look up, or there is no room for the index.
    """
    start = time.monotonic()
    fingerprint = fingerprint_of(source)
    with _written(source, target) as partial, closing(sqlite3.connect(partial, isolation_level=None)) as database:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 8192", "cache_size = -65536"):
            database.execute(f"PRAGMA {setting}")
        database.execute("PRAGMA threads = 2")
        filling = _Filling(database)
        database.execute("BEGIN")
        for batch in batches(source, mapping):
            filling.add(batch)
            if watch is not None:
                watch(filling.rows)
        columns = filling.finish(source)
        if fingerprint_of(source) != fingerprint:
            raise InputError("it changed while it was read: run the command again", path=source)
        summary = {
            "format": FORMAT,
            "fingerprint": fingerprint,
            "rows": filling.rows,
            "columns": columns,
            "more": sorted(filling.more),
            "compared": [name for name in COMPARED if filling.stated[name]],
            "left_out": filling.left_out(),
            "seconds": round(time.monotonic() - start, 1),
        }
        database.execute("CREATE TABLE about (summary TEXT NOT NULL)")
        database.execute("INSERT INTO about VALUES (?)", [json.dumps(summary)])
        database.execute("COMMIT")
    return summary


class _Filling:
    """Fills the tables of a new index.

    Parameters
    ----------
    database
        The open index, in a transaction from the first batch on.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.rows = 0
        self.stated: Counter[str] = Counter()
        self._malformed: Counter[str] = Counter()
        self._example: dict[str, str] = {}
        self.more: set[str] = set()
        columns = ", ".join(_COLUMNS)
        database.execute(f"CREATE TABLE entries (id INTEGER PRIMARY KEY, {columns})")
        database.execute("CREATE TABLE more (field TEXT, value TEXT, entry INTEGER)")

    def add(self, batch: Batch) -> None:
        """Add the rows of a batch."""
        first, count = self.rows + 1, len(batch.lines)
        self.rows += count
        numbers = range(first, first + count)
        columns: list[Sequence[object]] = [numbers, batch.lines]
        names = ["id", "line"]
        for field, texts in zip(batch.fields, batch.texts, strict=True):
            if field in KEYED:
                columns.append(self._identifiers(field, texts, numbers))
            elif field == "inchi":
                columns.append(texts if _are_inchis(texts) else [_inchi(text) for text in texts])
            else:
                columns.append([text or None for text in texts])
            names.append(field)
            self.stated[field] += count - columns[-1].count(None)
            if field in {"name", "synonyms"}:
                self._names(field, texts, numbers)
        if batch.files is not None:
            names.append("file")
            columns.append(batch.files)
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO entries ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  # names of ours alone
        self._database.executemany(statement, zip(*columns, strict=True))

    def _identifiers(self, field: str, texts: Sequence[str | None], numbers: Sequence[int]) -> Sequence[str | None]:
        """Give the identifiers of a column in one spelling; those of a cell that lists several go into `more`."""
        if is_normal(field, texts):
            return texts
        found = [normalised(field, text) if text else None for text in texts]
        if None not in found:
            return found
        for place, (value, text) in enumerate(zip(found, texts, strict=True)):
            if value is None and text:
                values = several(field, text)
                if not values:
                    self._malformed[field] += 1
                    self._example.setdefault(field, text)
                    continue
                found[place] = values[0]
                self._add_more(field, [(value, numbers[place]) for value in values[1:]])
        return found

    def _names(self, field: str, texts: Sequence[str | None], numbers: Sequence[int]) -> None:
        """Let rows be found by their names."""
        found: list[tuple[str, int]] = []
        for text, number in zip(texts, numbers, strict=True):
            names = [text] if field == "name" else _synonyms(text or "")
            spelt = dict.fromkeys(normalised("name", name) for name in names if name)
            found += [(name, number) for name in spelt if name]
        self._add_more("name", found)

    def _add_more(self, field: str, values: Sequence[tuple[str, int]]) -> None:
        if values:
            self.more.add(field)
            self._database.executemany(f"INSERT INTO more VALUES ('{field}', ?, ?)", values)  # noqa: S608  # a field

    def left_out(self) -> dict[str, list[object]]:
        """Give the identifiers of which most values are not valid, with how many [-], of how many, and the first."""
        return {
            field: [bad, bad + self.stated[field], self._example[field]]
            for field, bad in self._malformed.items()
            if bad > self.stated[field]
        }

    def finish(self, source: str) -> list[str]:
        """Make the index of every identifier; give their names.

        Raises
        ------
        InputError
            There is nothing to look up, or nothing to compare.
        """
        bad = self.left_out()
        columns = [field for field in KEYED if self.stated[field] and field not in bad]
        if not self.rows:
            raise InputError("cannot serve as a reference: no row of it could be read", path=source)
        shifted = next(iter(bad.items()), None)
        if shifted is not None and not columns:
            field, (wrong, of, example) = shifted
            why = f"{malformed(field, wrong, of, example)} (is the column shifted?)"
            raise InputError(f"cannot serve as a reference: {why}", path=source)
        if not columns and "name" not in self.more:
            raise InputError("cannot serve as a reference: it has no column of identifiers or names", path=source)
        compared = [field for field in COMPARED if self.stated[field]]
        if not compared:
            raise InputError("cannot serve as a reference: it states no structure, key, formula or mass", path=source)
        if columns == ["inchikey"] and compared == ["inchikey"] and "name" not in self.more:
            raise InputError("cannot serve as a reference: it holds InChIKeys alone", path=source)
        for field in columns:
            self._database.execute(f"CREATE INDEX by_{field} ON entries ({field}) WHERE {field} IS NOT NULL")
        self._database.execute("CREATE INDEX by_more ON more (field, value)")
        return columns


def _synonyms(text: str) -> list[str]:
    """Split a cell of synonyms."""
    sign = next((sign for sign in ("|", "\n", ";") if sign in text), None)
    return [name.strip() for name in (text.split(sign) if sign else [text])[:_SYNONYMS]]


def _are_inchis(texts: Sequence[str | None]) -> bool:
    """Tell whether all texts of a column begin as standard InChIs do."""
    return None not in texts and all(map(_BEGINS, texts))


def _inchi(text: str | None) -> str | None:
    if not text or text.startswith("InChI=1S/"):
        return text or None
    return read_inchi(text).value


@contextmanager
def _written(source: str, target: Path) -> Iterator[Path]:
    """Give a path of its own for a new index, which gets its name when it is whole."""
    partial = target.with_name(f"{target.stem}.{os.getpid()}.{uuid.uuid4().hex[:8]}{_TEMPORARY}")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_abandoned(target.parent)
        yield partial
        with suppress(
            PermissionError
        ):  # another process uses the same index, where the system keeps it from being replaced
            partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be indexed in {target.parent} ({reason})", path=source) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _remove_abandoned(folder: Path) -> None:
    for path in folder.glob(f"*{_TEMPORARY}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()
