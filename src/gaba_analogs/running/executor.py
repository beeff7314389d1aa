"""Where chunks are verified: the interface of executors, and the one that uses this process."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, Self

from gaba_analogs.notation.characters import DOTS, HYPHENS
from gaba_analogs.record import StructureRecord
from gaba_analogs.regex import regex
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.work import ChunkReport, Job, verify_chunk

if TYPE_CHECKING:
    from types import TracebackType

_ORDINARY_LENGTH = 300
"""Characters [-] of an ordinary value at most: about a hundred atoms."""
_CHEMISTRY = frozenset({"smiles", "connectivity_smiles", "inchi", "formula"})
_EXTRAORDINARY = regex(rf"[^\w\s()\[\]=#@+,;.:%/\\{DOTS}{HYPHENS}-]|\d{{4}}|\)\d*\)\d|\d\*")
"""What ordinary structures and formulas do not hold: large numbers, counts of counts, unusual characters."""
AHEAD = 3
"""Chunks [-] in flight per worker: enough to keep it busy, few enough to bound memory."""


class LostChunkError(Exception):
    """A chunk without a result; the message is the reason, as a report states it.

    Parameters
    ----------
    reason
        The message.
    crashed
        True if its process crashed, for which an earlier chunk may be to blame.
    """

    def __init__(self, reason: str, *, crashed: bool = False) -> None:
        super().__init__(reason)
        self.crashed = crashed


class Pending(Protocol):
    """A submitted chunk."""

    def result(self) -> list[ChunkReport]:
        """Wait for its result; raise `LostChunkError` if there is none."""


class Executor(Protocol):
    """Where chunks are verified."""

    @property
    def ahead(self) -> int:
        """Number of chunks [-] to submit before waiting for the first result."""

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Submit a chunk, with PubChem's answers about its records if it was asked; does not wait."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class ThisProcess:
    """No pool: chunks are verified in this process, when their results are asked for."""

    ahead = 1

    def __init__(self, job: Job) -> None:
        self.job = job

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def close(self, *, at_once: bool = False) -> None:
        """Do nothing: there is no pool to close."""

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Keep a chunk until its result is asked for."""
        return _DeferredChunk(self.job, records, registries)


class _DeferredChunk:
    def __init__(self, job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry]) -> None:
        self._job = job
        self._records = records
        self._registries = registries

    def result(self) -> list[ChunkReport]:
        try:
            return [verify_chunk(self._job, self._records, self._registries)]
        except MemoryError:
            raise LostChunkError("ran out of memory") from None


def is_ordinary(record: StructureRecord) -> bool:
    """Whether a record is so short and plain that it can neither crash nor hang what reads it.

    Examples
    --------
    >>> is_ordinary(StructureRecord(smiles="NCCCC(=O)O", formula="C4H9NO2"))
    True
    >>> is_ordinary(StructureRecord(formula="((O99999)9999)9999"))
    False
    """
    if record.molblock is not None:
        return False
    return all(
        len(value) <= _ORDINARY_LENGTH and not (name in _CHEMISTRY and _EXTRAORDINARY.search(value))
        for name, value in record.stated()
    )


def available_cores() -> int:
    """Count the cores [-] that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
