"""Numbered Parquet parts and a manifest: a killed run leaves intact files and can be resumed.

A folder holds ``part-00000.parquet``, ``part-00001.parquet``, ... with the same number of rows each
(the last one fewer), and ``_manifest.json``, which programs that read the folder as one table ignore.
Every file is written under a temporary name and renamed once it is safely on disk; only then is a part
added to the manifest. The content does not depend on interruptions, the number of workers, or the time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from gaba_analogs.errors import GabaAnalogsError, system_reason
from gaba_analogs.record.words import counted
from gaba_analogs.results.summary import Summary
from gaba_analogs.running.packing import Counts, counts, summed

ROWS = 50_000
"""Rows [-] in a part: the most that a killed run has to repeat."""
MANIFEST = "_manifest.json"
RESULT_OPTIONS = frozenset(
    {"names", "select", "ignore", "map", "pubchem", "against", "key", "id", "columns", "severity", "files"}
)
"""Options that affect the rows; the others affect only the exit code."""
_TEMPORARY = ".writing"
_FORMAT = 1


class PartsError(GabaAnalogsError):
    """A folder that cannot be written to, or a run that cannot be resumed: the message says why."""


# --- the manifest -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a run.

    Parameters
    ----------
    file
        Its name.
    rows
        Number of records [-] in it.
    sha256
        Digest of its bytes.
    counts
        Number of its records by verdict and by finding.
    """

    file: str
    rows: int
    sha256: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run depends on, and what has been done.

    Parameters
    ----------
    inputs
        Name, size [bytes] and digest of each input, in order.
    versions
        Version by software.
    options
        Options that affect the result.
    rows
        Rows [-] in every part but the last.
    parts
        The parts written, in order.
    complete
        True when nothing is left to do.
    unread
        Why inputs could not be read to the end; known when the run is complete.
    """

    inputs: Sequence[Mapping[str, Any]]
    versions: Mapping[str, str]
    options: Mapping[str, Any]
    rows: int
    parts: tuple[Part, ...] = ()
    complete: bool = False
    unread: tuple[str, ...] = ()
    format: int = _FORMAT

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a manifest.

        Raises
        ------
        PartsError
            The file is not a manifest of a run.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            parts = tuple(Part(**part) for part in values.pop("parts"))
            found = cls(**{**values, "unread": tuple(values["unread"])}, parts=parts)
            found.total()
            found.changes(found)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise PartsError(f"{path}: not the manifest of a run ({error}): choose a new folder") from None
        return found

    def total(self) -> Summary:
        """Return the summed counts of all parts."""
        return summed(part.counts for part in self.parts)

    def to_json(self) -> str:
        """Return it as JSON, the same for the same run."""
        return json.dumps(asdict(self), indent=1) + "\n"

    def changes(self, before: Manifest) -> list[str]:
        """Say what differs from an earlier run, so that old and new parts would not belong together."""
        changed = [_changed(f"input {new['name']}", old, new) for new, old in _paired(self.inputs, before.inputs)]
        changed += _changed_values("", before.versions, self.versions)
        changed += _changed_values("option ", before.options, self.options)
        if before.rows != self.rows:
            changed.append(f"rows per part ({before.rows} before, {self.rows} now)")
        if before.format != self.format:
            changed.append(f"manifest format ({before.format} before, {self.format} now)")
        return [change for change in changed if change]


def _paired(
    now: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    absent: Mapping[str, Any] = {"name": "none", "bytes": None, "sha256": None}
    for position in range(max(len(now), len(before))):
        yield now[position] if position < len(now) else absent, before[position] if position < len(before) else absent


def _changed(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    if old == new:
        return ""
    if old["name"] != new["name"]:
        return f"{what} ({old['name']} before)"
    if old["bytes"] != new["bytes"]:
        return f"{what} ({_size(old)} before, {_size(new)} now)"
    return f"{what} (same size, different content)"


def _size(of: Mapping[str, Any]) -> str:
    return "absent" if of["bytes"] is None else f"{of['bytes']:,} bytes"


def _changed_values(what: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [
        f"{what}{key} ({_in_words(before.get(key))} before, {_in_words(now.get(key))} now)"
        for key in {**before, **now}
        if before.get(key) != now.get(key)
    ]


def _in_words(value: object) -> str:
    """Write a value for a sentence."""
    if value is None or value in ([], {}):
        return "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={text}" for key, text in value.items())
    if isinstance(value, Collection) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def fingerprint(name: str) -> dict[str, Any]:
    """Return the name, size [bytes] and digest of an input, for a folder those of its files.

    Size and digest are None for anything else (a bundled record, which changes only with the version) and for
    what cannot be read.
    """
    path = Path(name)
    try:
        if path.is_dir():
            files = [fingerprint(str(file)) for file in sorted(path.rglob("*")) if file.is_file()]
            listing = json.dumps([[str(Path(file["name"]).relative_to(path)), file["sha256"]] for file in files])
            digest = hashlib.sha256(listing.encode()).hexdigest()
            return {"name": name, "bytes": sum(file["bytes"] or 0 for file in files), "sha256": digest}
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {"name": name, "bytes": path.stat().st_size, "sha256": digest}
    except OSError:  # the reader will report it
        return {"name": name, "bytes": None, "sha256": None}


def _state(name: str) -> tuple[int, int] | None:
    """Give the size [bytes] and the time of the last change [ns] of a file; None for anything else."""
    try:
        found = Path(name).stat()
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


# --- the folder -------------------------------------------------------------------------------------


@dataclass
class Folder:
    """A folder for the rows of a run.

    Parameters
    ----------
    path
        Where it is.
    manifest
        What the run depends on, and what has been done.
    resumable
        True if the run can be resumed after an interruption.
    """

    path: Path
    manifest: Manifest
    resumable: bool = True
    _states: Mapping[str, tuple[int, int] | None] = field(default_factory=dict, init=False)
    _batches: list[pa.RecordBatch] = field(default_factory=list, init=False)
    _waiting: list[Counts] = field(default_factory=list, init=False)

    @property
    def done(self) -> int:
        """Number of records [-] in the parts."""
        return sum(part.rows for part in self.manifest.parts)

    def add(self, batch: pa.RecordBatch, counts: Counts) -> None:
        """Add rows, none of them beyond the current part; write the part when it is full."""
        self._batches.append(batch)
        self._waiting.append(counts)
        if sum(map(len, self._batches)) >= self.manifest.rows:
            self._write()

    def finish(self, unread: Sequence[str] = ()) -> None:
        """Write the last part, and mark the run as complete."""
        if self._batches:
            self._write()
        for name, before in self._states.items():
            if _state(name) != before:
                raise PartsError(f"{name} changed while it was read: verify it again, in a new folder")
        if not self.manifest.complete:
            self.record(replace(self.manifest, complete=True, unread=tuple(unread)))

    def __post_init__(self) -> None:
        self._states = {one["name"]: _state(one["name"]) for one in self.manifest.inputs}

    def take_over(self, before: Manifest, say: Callable[[str], None]) -> None:
        """Take over the parts of an earlier run, up to the first missing or damaged one."""
        intact = _intact(self.path, before.parts)
        if len(intact) < len(before.parts):
            say(f"{self.path / before.parts[len(intact)].file} is missing or damaged: resuming from there")
            before = replace(before, complete=False, unread=())
        self.manifest = replace(before, parts=intact)

    def resume_hint(self) -> str:
        """Say what an interrupted run has written, and how to resume it."""
        written = f"{counted(len(self.manifest.parts), 'part')} ({counted(self.done, 'record')})"
        hint = ": rerun with --resume to continue" if self.resumable else ""
        return f"{written} written to {self.path}{hint}"

    def _write(self) -> None:
        table = pa.Table.from_batches(self._batches, self._batches[0].schema).combine_chunks()
        name = f"part-{len(self.manifest.parts):05d}.parquet"
        with atomically_written(self.path / name) as partial:
            with partial.open("wb") as file:  # Arrow refuses names that are not UTF-8
                parquet.write_table(table, file)
            with partial.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        part = Part(name, len(table), digest, counts(summed(self._waiting)))
        self._batches, self._waiting = [], []
        self.record(replace(self.manifest, parts=(*self.manifest.parts, part)))

    def record(self, manifest: Manifest) -> None:
        """Write the manifest."""
        with atomically_written(self.path / MANIFEST) as partial:
            partial.write_text(manifest.to_json(), encoding="utf-8")
        self.manifest = manifest


def manifest(inputs: Sequence[str], versions: Mapping[str, str], options: Mapping[str, Any]) -> Manifest:
    """Return the manifest of a new run: what it depends on."""
    return Manifest(
        inputs=[fingerprint(name) for name in inputs],
        versions={**versions, "pyarrow": pa.__version__},
        options=options,
        rows=ROWS,
    )


@contextmanager
def open_folder(
    path: Path, wanted: Manifest, *, resume: bool, say: Callable[[str], None], resumable: bool = True
) -> Iterator[Folder]:
    """Start or resume a folder of parts.

    Parameters
    ----------
    path
        Where it is, or will be.
    wanted
        What this run depends on.
    resume
        True to resume the run in the folder.
    say
        Writes a line to the user.
    resumable
        True if the run can be resumed after an interruption.

    Raises
    ------
    PartsError
        The folder holds a run that is not to be resumed, belongs to a different run, or is in use.
    """
    try:
        before = _existing_manifest(path, resume=resume)
        path.mkdir(exist_ok=True)
        with _locked(path):
            folder = Folder(path, wanted, resumable)
            if before is None:
                folder.record(wanted)
            else:
                _refuse_changes(path, wanted, before)
                folder.take_over(before, say)
            try:
                yield folder
            except KeyboardInterrupt:
                say(folder.resume_hint())
                raise
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PartsError(f"cannot write to {path}: {system_reason(error)}") from error


def _existing_manifest(path: Path, *, resume: bool) -> Manifest | None:
    """Read the manifest of the folder; None if the folder is new or empty."""
    if not path.exists():
        return None
    if not path.is_dir():
        raise PartsError(f"--output {path} is a file: name a folder for the parts, or a file that ends in .parquet")
    there = [found.name for found in path.iterdir() if not found.name.endswith(_TEMPORARY)]
    if not there:
        return None
    if MANIFEST not in there:
        raise PartsError(f"--output {path} contains other files: choose a new folder")
    if not resume:
        raise PartsError(f"--output {path} already holds a run: continue it with --resume, or choose a new folder")
    return Manifest.read(path / MANIFEST)


def _refuse_changes(path: Path, wanted: Manifest, before: Manifest) -> None:
    if changes := wanted.changes(before):
        raise PartsError(f"{path} cannot be resumed because this changed: {'; '.join(changes)}. Choose a new folder")


def _intact(path: Path, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts before the first missing or damaged one."""
    intact: list[Part] = []
    for part in parts:
        if fingerprint(str(path / part.file))["sha256"] != part.sha256:
            break
        intact.append(part)
    return tuple(intact)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock the folder against a second run, where the system can."""
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows
    except ImportError:
        yield
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PartsError(f"--output {path} is in use by another run: wait for it, or stop it") from None
        except OSError:
            pass  # a network folder without locks
        yield
    finally:
        os.close(descriptor)


@contextmanager
def atomically_written(path: Path) -> Iterator[Path]:
    """Give a temporary path, renamed once what is written there is safely on disk."""
    partial = path.with_name(f"_{path.name.removeprefix('_')}{_TEMPORARY}")  # readers of the folder ignore it
    try:
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
