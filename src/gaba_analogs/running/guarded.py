"""One record in a forked process of its own: a crash or a hang costs that record, not the run."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Self

from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.executor import LostChunkError
from gaba_analogs.running.limits import OUT_OF_MEMORY
from gaba_analogs.running.waiting import WaitingProcess
from gaba_analogs.running.work import Chunk, ChunkReport, Job, load
from gaba_analogs.verification.versions import learn

_START_SECONDS = 60.0
"""Longest time [s] for a process to be ready, and OPSIN to start, which is not the record's."""


class ForkedProcess:
    """No pool: every chunk is verified in a process of its own.

    Parameters
    ----------
    job
        What to do.
    waiting
        A process for the first chunk; it ends with its own context. None to fork one for that, too.
    """

    ahead = 1

    def __init__(self, job: Job, waiting: WaitingProcess | None = None) -> None:
        self.job = job
        self._waiting = waiting
        self._forked = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._forked.close()

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> _ForkedChunk:
        """Give a chunk to a process."""
        process, self._waiting = self._waiting, None
        if process is None:
            load(self.job)  # once, and while no other thread is importing: a forked process would wait for it forever
            process = self._forked.enter_context(WaitingProcess())
        limit = self.job.timeout * max(1, len(records))
        process.give(Chunk(self.job, records, registries, limit))
        return _ForkedChunk(self.job, process, limit)


class _ForkedChunk:
    def __init__(self, job: Job, process: WaitingProcess, limit: float) -> None:
        self._job = job
        self._process = process
        self._limit = limit

    def result(self) -> list[ChunkReport]:
        process = self._process
        answer = process.answer(self._limit + _START_SECONDS)
        process.end(at_once=answer is None)
        if answer is None or process.exit_code == -signal.SIGALRM:
            raise LostChunkError(f"took longer than {self._limit:g} s")
        if process.exit_code or not answer:
            raise lost(process.exit_code, self._job)
        found, toolkit = pickle.loads(answer)  # noqa: S301 - from our own process
        learn(toolkit)
        if isinstance(found, Exception):
            raise found
        return [found]


def lost(exit_code: int | None, job: Job) -> LostChunkError:
    """Say how a process ended that left no result.

    Examples
    --------
    >>> lost(-11, Job())
    LostChunkError('crashed the worker process (segmentation fault)')
    >>> lost(OUT_OF_MEMORY, Job())
    LostChunkError('needed more than 2 GiB of memory')
    """
    if exit_code == OUT_OF_MEMORY:
        return LostChunkError(f"needed more than {job.memory:g} GiB of memory")
    return LostChunkError(exit_reason(exit_code), crashed=True)


def exit_reason(exit_code: int | None) -> str:
    """Say how a worker process ended, as a report states it.

    Examples
    --------
    >>> exit_reason(-11)
    'crashed the worker process (segmentation fault)'
    >>> exit_reason(3)
    'crashed the worker process (exit code 3)'
    """
    if exit_code is None or exit_code >= 0:
        return f"crashed the worker process (exit code {exit_code})"
    if -exit_code == getattr(signal, "SIGKILL", None):
        return "the worker process was killed: the machine may have run out of memory"
    try:
        name = signal.strsignal(-exit_code) or ""
    except ValueError:
        name = ""
    return f"crashed the worker process ({name.lower() or f'signal {-exit_code}'})"
