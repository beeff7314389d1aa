"""Worker processes on this machine, with time and memory limits: Pebble's process pool.

A worker that crashes, hangs or exhausts its memory is replaced, and its chunk is lost: `run` finds
out which record it was. A worker that ends while it has no chunk breaks the whole pool: that is made
anew, and the chunks that wait for it are submitted again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker, spawn
from pathlib import Path
from typing import TYPE_CHECKING, Self

from gaba_analogs.batch.executor import AHEAD, Here, LostError, Pending, forks_well
from gaba_analogs.batch.limits import deaf_children, end_with_parent, limit_memory, set_alarm
from gaba_analogs.batch.work import ChunkReport, Job, load, verify_chunk
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from pebble import ProcessPool

OUT_OF_MEMORY = 97
"""Exit code of a worker that ended itself, since nothing can be trusted after a failed allocation."""
SERVER_LOST = 255
"""Exit code of a worker whose end nobody saw, since the server process that started it has ended."""
RENEWALS = 3
"""How often [-] a pool is made anew before a chunk must be done."""
LOOK_SECONDS = 1.0
"""Time [s] after which a pool that is silent is looked at."""
_PRELOAD = "gaba_analogs.batch.preload"
_GREETING = "4-aminobutanoic acid"


class PoolError(GabaAnalogsError):
    """Worker processes that end again and again, whatever they have to do: the message says so."""


@dataclass(frozen=True)
class Start:
    """How worker processes are started here.

    Parameters
    ----------
    method
        Start method of `multiprocessing`; None where there can be no workers.
    reason
        Why this one.
    """

    method: str | None
    reason: str


def way_to_start(*, few: bool) -> Start:
    """Choose how worker processes are started.

    Few records are verified by workers that are forked, which takes milliseconds. A long run starts them
    from a clean server process instead, since threads and forks do not agree; where that cannot be, a
    forked worker is better than none. Workers that are not forked import the main program again, unless it
    was typed in or given with ``-c``: a script from standard input is no file that they could import.
    """
    instead = "fork" if forks_well() else None
    if few and instead:
        return Start(instead, "few records")
    if not _main_can_be_imported():
        return Start(instead, "the main program is no file that workers could import")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return Start("spawn", "there is no server process on this system")
    if not _server_runs():
        return Start(instead or "spawn", "the server process belongs to the process that this one was forked from")
    return Start("forkserver", "many records")


def _main_can_be_imported() -> bool:
    path = spawn.get_preparation_data("").get("init_main_from_path")
    return path is None or Path(path).is_file()


def _server_runs() -> bool:
    """Start the server process, unless it runs; it cannot be used when it is the child of another process."""
    forkserver.set_forkserver_preload([_PRELOAD])
    resource_tracker.ensure_running()  # which lets Ctrl-C through again
    try:
        with deaf_children():
            forkserver.ensure_running()
    except ChildProcessError:
        return False
    return True


def local_executor(
    job: Job,
    *,
    workers: int,
    names: bool = False,
    few: bool = False,
    initializer: Callable[[], None] | None = None,
) -> LocalPool | Here:
    """Give worker processes, or this process where there can be none; parameters as for `LocalPool`."""
    start = way_to_start(few=few)
    if start.method is None:
        return Here(job)
    return LocalPool(job, start, workers=workers, names=names, initializer=initializer)


class LocalPool:
    """Worker processes on this machine.

    Parameters
    ----------
    job
        What they are to do.
    start
        How they are started.
    workers
        How many [-].
    names
        True to start OPSIN in every worker before its first chunk.
    initializer
        Called in every worker before its first chunk; for tests that inject faults.
    """

    def __init__(
        self,
        job: Job,
        start: Start,
        *,
        workers: int,
        names: bool = False,
        initializer: Callable[[], None] | None = None,
    ) -> None:
        self.job = job
        self.ahead = AHEAD * workers
        self._workers = workers
        self._preparation = (job, names, initializer)
        self._start = start
        if start.method == "fork":
            load(job)
        multiprocessing.current_process().daemon = False  # such may have no children, but ours end with their parent
        self._pool = self._new_pool()
        self._waiting: list[_Promised] = []
        self._renewals = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def close(self, *, at_once: bool = False) -> None:
        """End the workers, after their chunks or at once."""
        if at_once:
            self._pool.stop()
        else:
            self._pool.close()
        self._pool.join()

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Hand a chunk over; does not wait."""
        chunk = _Promised(self, records, registries)
        self._waiting.append(chunk)
        return chunk

    def schedule(
        self, records: Sequence[StructureRecord], registries: Sequence[Registry], limit: float
    ) -> Future[ChunkReport]:
        """Give a chunk to the workers; where the pool is broken, its future says so."""
        future: Future[ChunkReport]
        try:
            with deaf_children():  # the first time, this starts the pool
                future = self._pool.schedule(_verify, args=[self.job, records, registries, limit], timeout=limit)
        except RuntimeError as error:
            if not isinstance(error, BrokenProcessPool) and self._pool.active:
                raise
            future = Future()
            future.set_exception(BrokenProcessPool())
        return future

    def outcome(self, chunk: _Promised) -> ChunkReport:
        """Wait for a chunk, with as many pools as it takes, within reason.

        Raises
        ------
        PoolError
            The workers of several pools, one after the other, ended without a chunk.
        """
        while not self._came_to_something(chunk):
            self._renew()
        self._waiting.remove(chunk)
        self._renewals = 0
        return chunk.future.result()

    def _came_to_something(self, chunk: _Promised) -> bool:
        """Wait until a chunk is done, or its pool is broken."""
        while not chunk.done_within(LOOK_SECONDS) and self._pool.active:
            pass
        return not chunk.broken()

    def _renew(self) -> None:
        """End a broken pool, and submit what waits for it to a new one."""
        self._renewals += 1
        self.close(at_once=True)
        if self._renewals > RENEWALS:
            raise PoolError(
                f"the worker processes ({self._start.method}: {self._start.reason}) ended {self._renewals} times in a "
                "row before they had verified anything: the machine may be short of memory, or something ends them"
            )
        self._pool = self._new_pool()
        for chunk in self._waiting:
            if chunk.broken():
                chunk.schedule()

    def _new_pool(self) -> ProcessPool:
        from pebble import ProcessPool  # noqa: PLC0415 - only where there is a pool

        return ProcessPool(
            max_workers=self._workers,
            initializer=_prepare,
            initargs=self._preparation,
            context=multiprocessing.get_context(self._start.method),
        )


def time_limit(job: Job, records: int) -> float:
    """Give the time [s] after which a chunk of so many records is given up.

    A chunk is cut so that it takes a fraction of a record's limit: one that takes twice the limit
    holds a record that hangs, or one is looked for in vain at small cost.
    """
    return job.timeout if records == 1 else 2 * job.timeout


class _Promised:
    """A chunk that a pool has taken.

    Attributes
    ----------
    future
        What the pool makes of it.
    """

    def __init__(self, pool: LocalPool, records: Sequence[StructureRecord], registries: Sequence[Registry]) -> None:
        self._pool = pool
        self._records = records
        self._registries = registries
        self._limit = time_limit(pool.job, len(records))
        self._submitted = 0
        self.schedule()

    def schedule(self) -> None:
        """Submit it, for the first time or again."""
        self._submitted += 1
        self.future = self._pool.schedule(self._records, self._registries, self._limit)

    def done_within(self, seconds: float) -> bool:
        """Wait so long [s] at most, and say whether there is nothing more to wait for."""
        return not wait([self.future], timeout=seconds).not_done

    def broken(self) -> bool:
        """Whether its pool ended before it did; a record may end a worker with any code, but not for that reason."""
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
            if error.exitcode == OUT_OF_MEMORY:
                raise LostError(f"needed more than {self._pool.job.memory:g} GiB of memory") from None
            raise LostError(how_it_ended(error.exitcode)) from None
        except TimeoutError:
            raise LostError(f"took longer than {self._limit:g} s") from None


def how_it_ended(exit_code: int | None) -> str:
    """Say how a worker process ended, in a report's words.

    Examples
    --------
    >>> how_it_ended(-11)
    'the toolkit crashed (segmentation fault)'
    >>> how_it_ended(3)
    'the toolkit crashed (exit code 3)'
    """
    if exit_code is None or exit_code >= 0:
        return f"the toolkit crashed (exit code {exit_code})"
    if -exit_code == getattr(signal, "SIGKILL", None):
        return "the process was killed: the machine may have run out of memory"
    try:
        name = signal.strsignal(-exit_code) or ""
    except ValueError:
        name = ""
    return f"the toolkit crashed ({name.lower() or f'signal {-exit_code}'})"


# --- in the worker ----------------------------------------------------------------------------------


def _prepare(job: Job, names: bool, initializer: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler of the parent would not be called within RDKit
    end_with_parent()
    load(job)
    if names and job.names:
        from gaba_analogs.names import default_parser  # noqa: PLC0415 - only where names are read

        default_parser().parse([_GREETING])
    limit_memory(job.memory)
    if initializer is not None:
        initializer()


def _verify(job: Job, records: Sequence[StructureRecord], registries: Sequence[Registry], limit: float) -> ChunkReport:
    set_alarm(limit)
    try:
        return verify_chunk(job, records, registries)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        set_alarm(0)
