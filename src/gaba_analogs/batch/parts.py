"""Numbered Parquet parts and a manifest: what a killed run leaves behind is whole, and can be gone on with.

A folder holds ``part-00000.parquet``, ``part-00001.parquet``, ... of as many rows each, the last one
fewer, and ``_manifest.json``, which programs that read the folder as one table pass over. Every file
is written under a temporary name and takes its own when it is safely on the disk; the manifest names
a part after that. Nothing in them depends on how often the run was interrupted, on the number of
workers, or on the time of day.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from gaba_analogs.batch.packing import Counts, counts, together
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.render.parquet import schema
from gaba_analogs.summary import Summary

ROWS = 50_000
"""Rows [-] of a part: what a killed run has to do again at most."""
MANIFEST = "_manifest.json"
SHAPING = frozenset({"names", "select", "ignore", "map", "pubchem"})
"""Options that shape the rows; the others only shape the exit code."""
_TEMPORARY = ".writing"
_FORMAT = 1


class PartsError(GabaAnalogsError):
    """A folder that cannot be written to, or a run that cannot be gone on with: the message says why."""


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
        How many of its records have which verdict and which finding.
    """

    file: str
    rows: int
    sha256: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run depends on, and what of it is done.

    Parameters
    ----------
    inputs
        Name, size [bytes] and digest of each input, in order.
    versions
        Version by software.
    options
        What shapes the result.
    rows
        Rows [-] of every part but the last.
    parts
        What is written, in order.
    complete
        True when nothing is left to do.
    unread
        Complaints of inputs that could not be read to their end; known when the run is complete.
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
            It is no manifest of ours.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            parts = tuple(Part(**part) for part in values.pop("parts"))
            found = cls(**{**values, "unread": tuple(values["unread"])}, parts=parts)
            found.total()
            found.changes(found)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise PartsError(f"{path}: no manifest of a run ({error}): name a new folder") from None
        return found

    def total(self) -> Summary:
        """Give the counts of all parts together."""
        return together(part.counts for part in self.parts)

    def to_json(self) -> str:
        """Write it as JSON, the same for the same run."""
        return json.dumps(asdict(self), indent=1) + "\n"

    def changes(self, before: Manifest) -> list[str]:
        """Say what differs from an earlier run, so that its parts and new ones would not belong together."""
        changed = [_changed(f"input {new['name']}", old, new) for new, old in _paired(self.inputs, before.inputs)]
        changed += _changed_values("", before.versions, self.versions)
        changed += _changed_values("option ", before.options, self.options)
        if before.rows != self.rows:
            changed.append(f"rows of a part ({before.rows} before, {self.rows} now)")
        if before.format != self.format:
            changed.append(f"the form of the manifest ({before.format} before, {self.format} now)")
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
    return f"{what} (as long as before, but not the same)"


def _size(of: Mapping[str, Any]) -> str:
    return "absent" if of["bytes"] is None else f"{of['bytes']:,} bytes"


def _changed_values(what: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [
        f"{what}{key} ({_shown(before.get(key))} before, {_shown(now.get(key))} now)"
        for key in {**before, **now}
        if before.get(key) != now.get(key)
    ]


def _shown(value: object) -> str:
    """Show a value in a sentence."""
    if value is None or value in ([], {}):
        return "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={text}" for key, text in value.items())
    if isinstance(value, Collection) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def fingerprint(name: str) -> dict[str, Any]:
    """Give what tells an input from any other: its name, size [bytes] and digest; of a folder those of its files.

    What is neither (a bundled record, which changes with the version only) or cannot be read is told by its name alone.
    """
    path = Path(name)
    try:
        if path.is_dir():
            files = [fingerprint(str(file)) for file in sorted(path.rglob("*")) if file.is_file()]
            told = json.dumps([[str(Path(file["name"]).relative_to(path)), file["sha256"]] for file in files])
            digest = hashlib.sha256(told.encode()).hexdigest()
            return {"name": name, "bytes": sum(file["bytes"] or 0 for file in files), "sha256": digest}
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {"name": name, "bytes": path.stat().st_size, "sha256": digest}
    except OSError:  # the reader says why
        return {"name": name, "bytes": None, "sha256": None}


# --- the folder -------------------------------------------------------------------------------------


@dataclass
class Folder:
    """A folder that takes the rows of a run.

    Parameters
    ----------
    path
        Where it is.
    manifest
        What the run depends on, and what of it is done.
    resumable
        True when the run can be gone on with after an interruption.
    """

    path: Path
    manifest: Manifest
    resumable: bool = True
    _batches: list[pa.RecordBatch] = field(default_factory=list, init=False)
    _waiting: list[Counts] = field(default_factory=list, init=False)

    @property
    def done(self) -> int:
        """Number of records [-] in the parts."""
        return sum(part.rows for part in self.manifest.parts)

    def add(self, batch: pa.RecordBatch, counts: Counts) -> None:
        """Take rows, none of which go beyond the current part; write the part when it is full."""
        self._batches.append(batch)
        self._waiting.append(counts)
        if sum(map(len, self._batches)) >= self.manifest.rows:
            self._write()

    def finish(self, unread: Sequence[str] = ()) -> None:
        """Write the last part, and that nothing is left to do but for inputs that could not be read."""
        if self._batches:
            self._write()
        if not self.manifest.complete:
            self.record(replace(self.manifest, complete=True, unread=tuple(unread)))

    def go_on(self, before: Manifest, say: Callable[[str], None]) -> None:
        """Take over the parts of an earlier run, up to the first that is missing or damaged."""
        intact = _intact(self.path, before.parts)
        if len(intact) < len(before.parts):
            say(f"{self.path / before.parts[len(intact)].file} is missing or damaged: the run goes on from there")
            before = replace(before, complete=False, unread=())
        self.manifest = replace(before, parts=intact)

    def how_to_go_on(self) -> str:
        """Say what an interrupted run leaves."""
        parts = len(self.manifest.parts)
        what = "1 part" if parts == 1 else f"{parts} parts"
        further = ": the same command with --resume goes on from there" if self.resumable else ""
        return f"{what} ({self.done:,} records) stand in {self.path}{further}"

    def _write(self) -> None:
        table = pa.Table.from_batches(self._batches, schema()).combine_chunks()
        name = f"part-{len(self.manifest.parts):05d}.parquet"
        with safely_written(self.path / name) as partial:
            with partial.open("wb") as file:  # Arrow takes no name that is not UTF-8
                parquet.write_table(table, file)
            with partial.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        part = Part(name, len(table), digest, counts(together(self._waiting)))
        self._batches, self._waiting = [], []
        self.record(replace(self.manifest, parts=(*self.manifest.parts, part)))

    def record(self, manifest: Manifest) -> None:
        """Write the manifest."""
        with safely_written(self.path / MANIFEST) as partial:
            partial.write_text(manifest.to_json(), encoding="utf-8")
        self.manifest = manifest


def manifest(inputs: Sequence[str], versions: Mapping[str, str], options: Mapping[str, Any]) -> Manifest:
    """Say what a run depends on; nothing of it is done yet."""
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
    """Begin a folder of parts, or go on with one.

    Parameters
    ----------
    path
        Where it is, or is to be.
    wanted
        What this run depends on.
    resume
        True to go on with what is there.
    say
        Writes a line to the user.
    resumable
        True when the run can be gone on with after an interruption.

    Raises
    ------
    PartsError
        The folder is there and was not to be gone on with, belongs to another run, or is in use.
    """
    try:
        before = _found(path, resume=resume)
        path.mkdir(exist_ok=True)
        with _alone(path):
            folder = Folder(path, wanted, resumable)
            if before is None:
                folder.record(wanted)
            else:
                _refuse_changes(path, wanted, before)
                folder.go_on(before, say)
            try:
                yield folder
            except KeyboardInterrupt:
                say(folder.how_to_go_on())
                raise
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PartsError(f"cannot write to {path}: {error.strerror or error}") from error


def _found(path: Path, *, resume: bool) -> Manifest | None:
    """Read the manifest that is there; None when the folder is still to be filled."""
    if not path.exists():
        return None
    if not path.is_dir():
        raise PartsError(f"--output {path} is a file: name a folder for the parts, or a file that ends in .parquet")
    there = [found.name for found in path.iterdir() if not found.name.endswith(_TEMPORARY)]
    if not there:
        return None
    if MANIFEST not in there:
        raise PartsError(f"--output {path} holds other files: name a new folder")
    if not resume:
        raise PartsError(f"--output {path} holds a run already: go on with it by --resume, or name a new folder")
    return Manifest.read(path / MANIFEST)


def _refuse_changes(path: Path, wanted: Manifest, before: Manifest) -> None:
    if changes := wanted.changes(before):
        raise PartsError(f"{path} cannot be resumed, since this changed: {'; '.join(changes)}. Name a new folder")


def _intact(path: Path, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Give the parts up to the first that is missing or damaged."""
    intact: list[Part] = []
    for part in parts:
        if fingerprint(str(path / part.file))["sha256"] != part.sha256:
            break
        intact.append(part)
    return tuple(intact)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep a second run out of the folder, where the system can."""
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
            raise PartsError(f"--output {path} is being written by another run: wait for it, or stop it") from None
        except OSError:
            pass  # a network folder without locks
        yield
    finally:
        os.close(descriptor)


@contextmanager
def safely_written(path: Path) -> Iterator[Path]:
    """Give a temporary path; what is written there takes its name when it is safely on the disk."""
    partial = path.with_name(f"_{path.name.removeprefix('_')}{_TEMPORARY}")  # what reads the folder passes over it
    try:
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(path)
        _synchronise(path.parent)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def _synchronise(folder: Path) -> None:
    """Have the system write a folder's list of names to the disk, where it can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
