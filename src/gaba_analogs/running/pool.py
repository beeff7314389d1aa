"""Worker processes on this machine, with time and memory limits: Pebble's process pool.

A worker that crashes, hangs or runs out of memory is replaced and its chunk is lost; `stream` finds
out which record was to blame. A worker that ends while idle breaks the whole pool: a new one is
started, and pending chunks are submitted again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from typing import TYPE_CHECKING, Self

from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.memory import limit_memory
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.executor import AHEAD, LostChunkError, Pending
from gaba_analogs.running.guarded import lost
from gaba_analogs.running.limits import (
    GRACE,
    OUT_OF_MEMORY,
    children_without_interrupts,
    end_with_parent,
    set_alarm,
    silence_native_code,
)
from gaba_analogs.running.starting import context_without_main
from gaba_analogs.running.waiting import can_fork
from gaba_analogs.running.work import ChunkReport, Job, load, start_names, verify_chunk

if TYPE_CHECKING:
    from pebble import ProcessPool

SERVER_LOST = 255
"""Exit code of a worker whose fork server has ended, so that its real exit code is unknown."""
MAX_RESTARTS = 3
"""Times [-] in a row that a pool is restarted without finishing a chunk."""
POLL_SECONDS = 1.0
"""Interval [s] at which a silent pool is checked."""
_PRELOAD = "gaba_analogs.running.preload"
_UNTOLD = "ignore:resource_tracker:UserWarning"
"""As for ``python -W``: what multiprocessing's own processes get from here."""


class PoolError(GabaAnalogsError):
    """Worker processes keep ending before they have done anything."""


@dataclass(frozen=True)
class StartMethod:
    """How worker processes are started.

    Parameters
    ----------
    method
        Start method of `multiprocessing`.
    reason
        Why this one.
    """

    method: str
    reason: str


def choose_start(*, few: bool) -> StartMethod:
    """Choose how to start worker processes.

    For few records, workers are forked, which takes milliseconds. A long run starts them from a clean
    server process, since forking and threads do not mix; if that is impossible, a forked worker is better
    than none.
    """
    instead = "fork" if can_fork() else None
    if few and instead:
        return StartMethod(instead, "few records")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return StartMethod("spawn", "this system has no fork server")
    if not _forkserver_runs():
        return StartMethod(instead or "spawn", "the fork server belongs to the parent of this process")
    return StartMethod("forkserver", "many records")


def _forkserver_runs() -> bool:
    """Start the fork server unless it is running; False if it is the child of another process."""
    forkserver.set_forkserver_preload([_PRELOAD])
    _start_tracker()
    try:
        with children_without_interrupts():
            forkserver.ensure_running()
    except ChildProcessError:
        return False
    return True


def _start_tracker() -> None:
    """Start the resource tracker of multiprocessing, unless it is running.

    It removes what a killed run has left, and would warn on that run's terminal that there was something to remove.
    """
    sys.warnoptions.append(_UNTOLD)
    try:
        with children_without_interrupts():  # its own, because starting the tracker unblocks SIGINT
            resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(_UNTOLD)


def local_executor(
    job: Job,
    *,
    workers: int,
    names: bool = False,
    few: bool = False,
    initializer: Callable[[], None] | None = None,
) -> LocalPool:
    """Return a pool of workers; parameters as for `LocalPool`."""
    return LocalPool(job, choose_start(few=few), workers=workers, names=names, initializer=initializer)


class LocalPool:
    """Worker processes on this machine.

    Parameters
    ----------
    job
        What they do.
    start
        How they are started.
    workers
        Number of processes [-].
    names
        True to start OPSIN in every worker before its first chunk.
    initializer
        Called in every worker before its first chunk; tests use it to inject faults.
    """

    def __init__(
        self,
        job: Job,
        start: StartMethod,
        *,
        workers: int,
        names: bool = False,
        initializer: Callable[[], None] | None = None,
    ) -> None:
        self.job = job
        self.ahead = AHEAD * workers
        self._owner = os.getpid()
        self._workers = workers
        self._preparation = (job, names, initializer)
        self._start = start
        if start.method == "fork":
            load(job)
        multiprocessing.current_process().daemon = False  # a daemon may have no children; ours end with their parent
        self._pool = self._new_pool()
        self._waiting: list[_PendingChunk] = []
        self._restarts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def close(self, *, at_once: bool = False) -> None:
        """End the workers, after their current chunks or at once, but not those of the process we were forked from."""
        if os.getpid() != self._owner:
            return
        if at_once:
            self._pool.stop()
        else:
            self._pool.close()
        self._pool.join()

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Submit a chunk; does not wait."""
        chunk = _PendingChunk(self, records, registries)
        self._waiting.append(chunk)
        return chunk

    def schedule(
        self, records: Sequence[StructureRecord], registries: Sequence[Registry], limit: float
    ) -> Future[ChunkReport]:
        """Pass a chunk to the workers; if the pool is broken, the future says so."""
        future: Future[ChunkReport]
        try:
            with children_without_interrupts():  # the first time, this starts the pool
                future = self._pool.schedule(_verify, args=[self.job, records, registries, limit], timeout=limit)
        except RuntimeError as error:
            if not isinstance(error, BrokenProcessPool) and self._pool.active:
                raise
            future = Future()
            future.set_exception(BrokenProcessPool())
        return future

    def outcome(self, chunk: _PendingChunk) -> ChunkReport:
        """Wait for a chunk, restarting a broken pool a few times if necessary.

        Raises
        ------
        PoolError
            The workers of several pools in a row ended before they had finished a chunk, or are those of another
            process.
        """
        if os.getpid() != self._owner:
            raise PoolError(
                "the worker processes are those of the process that this one was forked from: read there on"
            )
        while not self._completed(chunk):
            self._restart_pool()
        self._waiting.remove(chunk)
        self._restarts = 0
        return chunk.future.result()

    def _completed(self, chunk: _PendingChunk) -> bool:
        """Wait until a chunk is done or its pool is broken."""
        while not chunk.done_within(POLL_SECONDS) and self._pool.active:
            pass
        return not chunk.broken()

    def _restart_pool(self) -> None:
        """Replace a broken pool, and submit its pending chunks again."""
        self._restarts += 1
        self.close(at_once=True)
        if self._restarts > MAX_RESTARTS:
            raise PoolError(
                f"the worker processes ({self._start.method}: {self._start.reason}) ended {self._restarts} times in a "
                "row before verifying anything: the machine may be short of memory, or something is killing them"
            )
        self._pool = self._new_pool()
        for chunk in self._waiting:
            if chunk.broken():
                chunk.schedule()

    def _new_pool(self) -> ProcessPool:
        from pebble import ProcessPool  # noqa: PLC0415 - only if there is a pool

        return ProcessPool(
            max_workers=self._workers,
            initializer=_prepare,
            initargs=self._preparation,
            context=context_without_main(self._start.method),
        )


class _PendingChunk:
    """A chunk submitted to a pool.

    Attributes
    ----------
    future
        Its result.
    """

    def __init__(self, pool: LocalPool, records: Sequence[StructureRecord], registries: Sequence[Registry]) -> None:
        self._pool = pool
        self._records = records
        self._registries = registries
        # A chunk is sized to take a fraction of what one record may: if it takes longer, a record of it hangs.
        self._limit = pool.job.timeout
        self._submitted = 0
        self.schedule()

    def schedule(self) -> None:
        """Submit it, for the first time or again."""
        self._submitted += 1
        self.future = self._pool.schedule(self._records, self._registries, self._limit)

    def done_within(self, seconds: float) -> bool:
        """Wait up to a time [s]; True if it is done."""
        return not wait([self.future], timeout=seconds).not_done

    def broken(self) -> bool:
        """Whether its pool ended first; a second exit with SERVER_LOST is blamed on the chunk."""
        from pebble import ProcessExpired  # noqa: PLC0415 - loaded with the pool

        if not self.future.done():
            return True
        match self.future.exception():
            case BrokenProcessPool():
                return True
            case ProcessExpired(exitcode=code):
                return bool(code == SERVER_LOST and self._submitted == 1)
        return False

    def result(self) -> list[ChunkReport]:
        from pebble import ProcessExpired  # noqa: PLC0415 - loaded with the pool

        try:
            return [self._pool.outcome(self)]
        except ProcessExpired as error:
            raise lost(error.exitcode, self._pool.job) from None
        except TimeoutError:
            raise LostChunkError(f"took longer than {self._limit:g} s") from None


# --- in the worker ----------------------------------------------------------------------------------


def _prepare(job: Job, names: bool, initializer: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's handler would not be called inside RDKit
    end_with_parent()
    silence_native_code()
    load(job)
    if names and job.names:
        start_names()
    limit_memory(job.memory)
    if initializer is not None:
        initializer()


def _verify(job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry], limit: float) -> ChunkReport:
    set_alarm(limit + GRACE)
    try:
        return verify_chunk(job, records, registries)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        set_alarm(0)
