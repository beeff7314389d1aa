"""Where chunks are verified: what every executor can do, and the one that needs no other process."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, Self

from gaba_analogs.batch.work import ChunkReport, Job, verify_chunk
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from types import TracebackType

AHEAD = 3
"""Chunks [-] in flight for each worker: enough to keep it busy, few enough to keep memory flat."""


class LostError(Exception):
    """A chunk that came to nothing; the message is the reason, as a report gives it."""


class Pending(Protocol):
    """A chunk under way."""

    def result(self) -> list[ChunkReport]:
        """Wait for what became of it; raise `LostError` when it came to nothing."""


class Executor(Protocol):
    """Where chunks are verified."""

    @property
    def ahead(self) -> int:
        """How many chunks [-] to hand over before the first result is waited for."""

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Hand a chunk over, with what PubChem says about its records where it was asked; does not wait."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Here:
    """No pool at all: chunks are verified in this process, when their results are asked for."""

    ahead = 1

    def __init__(self, job: Job) -> None:
        self.job = job

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def close(self, *, at_once: bool = False) -> None:
        """End nothing."""

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Remember a chunk."""
        return _Later(self.job, records, registries)


class _Later:
    def __init__(self, job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry]) -> None:
        self._job = job
        self._records = records
        self._registries = registries

    def result(self) -> list[ChunkReport]:
        try:
            return [verify_chunk(self._job, self._records, self._registries)]
        except MemoryError:
            raise LostError("needed more memory than there is") from None


def available_cores() -> int:
    """Count the processors that this process may use [-]."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def forks_well() -> bool:
    """Whether a process can be forked here without harm, as macOS and Windows cannot."""
    return sys.platform == "linux"
