"""Worker processes on this machine, with time and memory limits: Pebble's process pool.

A worker that crashes, hangs or exhausts its memory is replaced, and its chunk is lost: `run` finds
out which record it was.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

from gaba_analogs.batch.executor import AHEAD, LostError, Pending, forks_well
from gaba_analogs.batch.limits import end_with_parent, limit_memory, set_alarm
from gaba_analogs.batch.work import ChunkReport, Job, verify_chunk
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from pebble import ProcessFuture

OUT_OF_MEMORY = 97
"""Exit code of a worker that ended itself, since nothing can be trusted after a failed allocation."""
_GREETING = "4-aminobutanoic acid"


class LocalPool:
    """Worker processes on this machine.

    Parameters
    ----------
    job
        What they are to do.
    workers
        How many [-].
    names
        True to start OPSIN in every worker before its first chunk.
    few
        True when there are few records: the workers are forked, which takes milliseconds. A long run
        starts them from a clean server process instead, since threads and forks do not agree.
    initializer
        Called in every worker before its first chunk; for tests that inject faults.
    """

    def __init__(
        self,
        job: Job,
        *,
        workers: int,
        names: bool = False,
        few: bool = False,
        initializer: Callable[[], None] | None = None,
    ) -> None:
        from pebble import ProcessPool  # noqa: PLC0415 - only where there is a pool

        self.job = job
        self.ahead = AHEAD * workers
        context = _context(few=few)
        if few:
            import gaba_analogs.report  # noqa: PLC0415, F401 - once, for every fork
        self._pool = ProcessPool(
            max_workers=workers, initializer=_prepare, initargs=(job, names, initializer), context=context
        )

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
        limit = time_limit(self.job, len(records))
        future = self._pool.schedule(_verify, args=[self.job, records, registries, limit], timeout=limit)
        return _Promised(future, self.job, limit)


def time_limit(job: Job, records: int) -> float:
    """Give the time [s] after which a chunk of so many records is given up.

    A chunk is cut so that it takes a fraction of a record's limit: one that takes twice the limit
    holds a record that hangs, or one is looked for in vain at small cost.
    """
    return job.timeout if records == 1 else 2 * job.timeout


class _Promised:
    def __init__(self, future: ProcessFuture[ChunkReport], job: Job, limit: float) -> None:
        self._future = future
        self._job = job
        self._limit = limit

    def result(self) -> list[ChunkReport]:
        from pebble import ProcessExpired  # noqa: PLC0415 - loaded with the pool

        try:
            return [self._future.result()]
        except ProcessExpired as error:
            if error.exitcode == OUT_OF_MEMORY:
                raise LostError(f"needed more than {self._job.memory:g} GiB of memory") from None
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


def _context(*, few: bool) -> multiprocessing.context.BaseContext:
    methods = multiprocessing.get_all_start_methods()
    if few and forks_well():
        return multiprocessing.get_context("fork")
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["gaba_analogs.batch.preload"])
    return context


# --- in the worker ----------------------------------------------------------------------------------


def _prepare(job: Job, names: bool, initializer: Callable[[], None] | None) -> None:
    end_with_parent()
    import gaba_analogs.report  # noqa: PLC0415, F401 - what every chunk needs

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
