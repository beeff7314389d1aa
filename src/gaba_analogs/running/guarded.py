"""One record in a forked process of its own, ready at once: a crash or a hang costs that record, not the run."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import select
import signal
from collections.abc import Sequence
from typing import Self

from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.executor import LostChunkError
from gaba_analogs.running.limits import (
    children_without_interrupts,
    end_with_parent,
    limit_memory,
    set_alarm,
    silence_native_code,
)
from gaba_analogs.running.work import ChunkReport, Job, has_names, load, start_names, verify_chunk

OUT_OF_MEMORY = 97
"""Exit code of a worker that ended itself because an allocation failed: nothing can be trusted after that."""
_BLOCK = 1 << 16
_START_SECONDS = 60.0
"""Longest time [s] for OPSIN to start, which is not the record's."""


class ForkedProcess:
    """No pool: every chunk is verified in a process of its own.

    Parameters
    ----------
    job
        What to do.
    """

    ahead = 1

    def __init__(self, job: Job) -> None:
        self.job = job
        load(job)
        multiprocessing.current_process().daemon = False  # a daemon may have no children; ours end with their parent

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> _ForkedChunk:
        """Keep a chunk until its result is asked for."""
        return _ForkedChunk(self.job, records, registries)


class _ForkedChunk:
    def __init__(self, job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry]) -> None:
        self._job = job
        self._records = records
        self._registries = registries

    def result(self) -> list[ChunkReport]:
        limit = self._job.timeout * max(1, len(self._records))
        reading, writing = os.pipe()
        process = multiprocessing.get_context("fork").Process(
            target=_verify, args=(self._job, self._records, self._registries, limit, writing)
        )
        answer: bytes | None = None
        try:
            with children_without_interrupts():
                process.start()
            os.close(writing)
            answer = _received(reading, limit + _START_SECONDS)
        finally:
            os.close(reading)
            _kill(process.pid, itself=answer is None)
            process.join()
        if answer is None or process.exitcode == -signal.SIGALRM:
            raise LostChunkError(f"took longer than {limit:g} s")
        if process.exitcode:
            raise lost(process.exitcode, self._job)
        found: ChunkReport | Exception = pickle.loads(answer)  # noqa: S301 - from our own process
        if isinstance(found, Exception):
            raise found
        return [found]


def _received(reading: int, limit: float) -> bytes | None:
    """Read until the process closes its end; None if nothing comes within `limit` [s]."""
    blocks: list[bytes] = []
    while select.select([reading], [], [], limit)[0]:
        block = os.read(reading, _BLOCK)
        if not block:
            return b"".join(blocks)
        blocks.append(block)
    return None


def _kill(process: int | None, *, itself: bool) -> None:
    """Kill what a process has started, such as a Java that hangs, and if need be the process itself."""
    if process is None:
        return
    for kill in (os.kill, os.killpg) if itself else (os.killpg,):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(process, signal.SIGKILL)


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


# --- in the forked process ---------------------------------------------------------------------------


def _verify(
    job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry], limit: float, writing: int
) -> None:
    os.setpgid(0, 0)  # whatever it starts ends with it
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):  # handlers of Python do not act inside RDKit
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    silence_native_code()
    limit_memory(job.memory)
    set_alarm(limit)
    if job.names and has_names(records):
        left = set_alarm(0)
        start_names()
        set_alarm(left)
    try:
        answer = pickle.dumps(verify_chunk(job, records, registries))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - raised again in the process that waits
        answer = pickle.dumps(error)
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(writing, rest) :]
    os._exit(0)
