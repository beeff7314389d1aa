"""Processes that answer requests: one that crashes or hangs costs one answer, and is replaced."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.memory import limit_memory
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport
from gaba_analogs.running.executor import LostChunkError, available_cores
from gaba_analogs.running.guarded import lost
from gaba_analogs.running.limits import (
    GRACE,
    OUT_OF_MEMORY,
    children_without_interrupts,
    end_with_parent,
    set_alarm,
    silence_native_code,
)
from gaba_analogs.running.pool import choose_start
from gaba_analogs.running.starting import context_without_main
from gaba_analogs.running.work import Job, load, start_names
from gaba_analogs.web import answering
from gaba_analogs.web.answering import Asked, RefusedError
from gaba_analogs.web.settings import Settings

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

RESTARTS = 3
"""Times [-] that a request is tried on a new pool, where the old one broke before it was begun."""


class BusyError(Exception):
    """Too many requests wait already."""


class Workers:
    """The processes of the service.

    Parameters
    ----------
    settings
        What the operator decided.
    initializer
        Called in every worker before its first request; tests use it to inject faults.
    """

    def __init__(self, settings: Settings, initializer: Callable[[], None] | None = None) -> None:
        self._settings = settings
        self._initializer = initializer
        self._job = Job(names=settings.names, timeout=settings.timeout)
        self._start = choose_start(few=False)
        self._lock = threading.Lock()
        self._waiting = 0
        self._pool: ProcessPool | None = None

    @property
    def count(self) -> int:
        """Number of processes [-]."""
        return self._settings.workers or available_cores()

    def close(self) -> None:
        """End them at once."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    async def warm_up(self) -> None:
        """Start them, and OPSIN with them, before the first request."""
        await asyncio.gather(*(self._run(_nothing, None, 120.0) for _ in range(self.count)), return_exceptions=True)

    async def answer(self, asked: Asked) -> bytes:
        """Answer a request.

        Raises
        ------
        GabaAnalogsError
            It cannot be read.
        BusyError
            Too many wait already.
        TimeoutError
            It took longer than a request may.
        """
        return await self._within(self._answer(asked))

    async def _within(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for an answer as long as a request may take, where not too many wait already."""
        if self._waiting >= self._settings.waiting + self.count:
            work.close()
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.patience):
                return await work
        finally:
            self._waiting -= 1

    async def computed(self, content: bytes) -> bytes:
        """Compute the fields of one structure; as `answer`."""
        return await self._within(self._run(answering.computed, content, self._settings.timeout))

    async def _answer(self, asked: Asked) -> bytes:
        limit = self._settings.timeout
        try:
            return await self._run(answering.answer, asked, 2 * limit)
        except LostChunkError as error:
            reason = str(error)
        try:
            inputs = await self._run(answering.read, asked, limit)
        except LostChunkError as error:
            raise RefusedError(f"reading it {error}") from None
        reports = [
            await self._verified(asked, record, reason, alone=len(inputs.records) == 1) for record in inputs.records
        ]
        try:
            return await self._run(_rendered, (asked, inputs, reports), limit)
        except LostChunkError as error:
            raise RefusedError(f"the report on it {error}") from None

    async def _verified(self, asked: Asked, record: StructureRecord, reason: str, *, alone: bool) -> RecordReport:
        """Verify a record by itself, after a process died of it or of its neighbours."""
        if alone:
            return answering.unexamined(record, reason)
        try:
            return await self._run(_verified, (asked, record), self._settings.timeout)
        except LostChunkError as error:
            return answering.unexamined(record, str(error))

    async def _run(self, work: Callable[..., T], argument: object, limit: float) -> T:
        """Let a worker do something; raise `LostChunkError` if it dies of it, or takes too long."""
        from pebble import ProcessExpired  # noqa: PLC0415 - loaded with the pool

        for _ in range(RESTARTS):
            pool = self._running()
            try:
                with children_without_interrupts():  # the first time, this starts the pool
                    future = pool.schedule(_begin, args=[work, argument, limit], timeout=limit)
                found = await asyncio.wrap_future(future)
            except (BrokenProcessPool, RuntimeError) as error:
                if not isinstance(error, BrokenProcessPool) and pool.active:
                    raise
                self._replace(pool)
                continue
            except ProcessExpired as error:
                raise lost(error.exitcode, self._job) from None
            except TimeoutError:
                raise LostChunkError(f"took longer than {limit:g} s") from None
            result: T | Exception = pickle.loads(found)  # noqa: S301 - from our own process
            if isinstance(result, Exception):
                raise result
            return result
        raise LostChunkError("could not be begun: the worker processes keep ending")

    def _running(self) -> ProcessPool:
        from pebble import ProcessPool  # noqa: PLC0415 - only where there is a service

        with self._lock:
            if self._pool is None:
                multiprocessing.current_process().daemon = False
                self._pool = ProcessPool(
                    max_workers=self.count,
                    initializer=_prepare,
                    initargs=(self._job, self._initializer),
                    context=context_without_main(self._start.method),
                )
            return self._pool

    def _replace(self, broken: ProcessPool) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None
        broken.stop()
        broken.join()


# --- in the worker ----------------------------------------------------------------------------------


def _prepare(job: Job, initializer: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    silence_native_code()
    load(job)
    for module in ("correcting.copy", "output.drawing", "output.html", "output.json", "readers.wiki.wikitext"):
        import_module(f"gaba_analogs.{module}")  # so that the first request does not wait for them
    if job.names:
        start_names()
    limit_memory(job.memory)
    if initializer is not None:
        initializer()


def _begin(work: Callable[[object], object], argument: object, limit: float) -> bytes:
    set_alarm(limit + GRACE)
    try:
        result = work(argument)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except GabaAnalogsError as error:
        result = RefusedError(str(error))
    finally:
        set_alarm(0)
    return pickle.dumps(result)


def _nothing(_: None) -> None:
    """Wait until the process is ready."""


def _verified(both: tuple[Asked, StructureRecord]) -> RecordReport:
    asked, record = both
    return next(answering.verified(asked, [record]))


def _rendered(parts: tuple[Asked, answering.Inputs, list[RecordReport]]) -> bytes:
    return answering.rendered(*parts)
