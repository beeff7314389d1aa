"""The same chunks on a Dask cluster.

Every thread of a Dask worker keeps an isolated process of its own, so that a record that crashes or
hangs takes down that process and not the Dask worker. If a Dask worker is lost, Dask gives its chunks
to the others.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from gaba_analogs.errors import GabaAnalogsError, MissingExtraError
from gaba_analogs.notation.systematic import looks_systematic
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.executor import AHEAD, Pending, ThisProcess
from gaba_analogs.running.pool import LocalPool, PoolError, local_executor
from gaba_analogs.running.work import ChunkReport, Job

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 10.0
POLL_SECONDS = 5.0
"""Interval [s] at which a silent cluster is checked."""
PATIENCE_SECONDS = 300.0
"""Longest time [s] to wait for a scheduler's first worker."""


class ClusterError(GabaAnalogsError):
    """A cluster that cannot be used: the message says why."""


class Cluster:
    """Dask workers behind a scheduler.

    Parameters
    ----------
    job
        What they do.
    address
        Where the scheduler listens, for example ``tcp://127.0.0.1:8786``.
    initializer
        Called in every isolated process before its first chunk; tests use it to inject faults.

    Raises
    ------
    MissingExtraError
        Dask distributed is not installed.
    ClusterError
        The address is invalid, or the scheduler does not answer.
    """

    def __init__(self, job: Job, address: str, *, initializer: Callable[[], None] | None = None) -> None:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtraError("--scheduler", "cluster") from None
        from gaba_analogs.verification.versions import versions  # noqa: PLC0415 - loads RDKit

        self.job = job
        self._address = address
        self._initializer = initializer
        self._versions = dict(versions())
        self._without_workers_since: float | None = None
        self._seen: bool | None = None
        check_address(address)
        try:
            self._client: Client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise self._error(f"no scheduler answers ({reason})") from None
        _log_connection(enabled=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client.status == "running":
            with suppress(ClusterError), self._connected():
                self._client.run(close_pools, on_error="ignore")
        self._client.close()
        _log_connection(enabled=True)

    @property
    def ahead(self) -> int:
        """Number of chunks [-] to submit: a few for each thread that the workers have right now."""
        return AHEAD * max(1, self._threads())

    def _threads(self) -> int:
        with self._connected():
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
        threads: int = sum(worker["nthreads"] for worker in workers.values())
        return threads

    def _error(self, message: str) -> ClusterError:
        return ClusterError(f"--scheduler {self._address}: {message}")

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Turn the errors of a lost connection into one message."""
        from distributed import CancelledError  # noqa: PLC0415 - loaded with the client

        try:
            yield
        except (CancelledError, OSError):
            raise self._error(
                "lost the connection to the scheduler: once it is up again, rerun the command "
                "(with --resume to continue after the last part written)"
            ) from None

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Submit a chunk; does not wait."""
        job, answers = self.job, list(registries)
        if job.references and not self._see_indexes():
            from gaba_analogs.references.tables import with_tables  # noqa: PLC0415 - only with --against

            answers = with_tables(job.references, records, answers or [None] * len(records))
            job = replace(job, references=())
        with self._connected():
            future = self._client.submit(
                verify_remotely,
                job,
                list(records),
                answers,
                self._versions,
                self._initializer,
                pure=False,
            )
        return _PendingChunk(future, self)

    def _see_indexes(self) -> bool:
        """Tell whether all workers see the indexes of the reference tables, as on a shared path: they look up there."""
        indexes = [reference.index for reference in self.job.references]
        if None in indexes:
            return False
        if self._seen is None:
            with self._connected():
                told = self._client.run(sees, indexes, on_error="return")
            if told:  # else there are no workers yet
                self._seen = all(answer is True for answer in told.values())
        return bool(self._seen)

    def outcome(self, future: Future) -> list[ChunkReport]:
        """Wait for a chunk, and for a while for workers if the scheduler has none.

        Raises
        ------
        ClusterError
            There are no workers, several ended while verifying the chunk, one failed because of its machine, or
            the connection was lost.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - loaded with the client

        try:
            error: BaseException | None = self._wait_for(future.exception)
            found: list[ChunkReport] = [] if error else self._wait_for(future.result)
        except KilledWorker as killed:  # lost after it had finished
            error = killed
        if isinstance(error, KilledWorker):
            raise self._error(f"several workers ended while verifying the same chunk: {error}")
        if isinstance(error, OSError):
            raise self._error(f"a worker could not verify a chunk: {error}")
        if error is not None:
            raise error
        self._without_workers_since = None
        return found

    def _wait_for(self, ask: Callable[..., Any]) -> Any:  # noqa: ANN401 - Dask's futures have no types
        """Poll a future until it has an answer."""
        with self._connected():
            while True:
                try:
                    return ask(timeout=POLL_SECONDS)
                except TimeoutError:
                    self._check_for_workers()

    def _check_for_workers(self) -> None:
        """Report once that there are none, and eventually give up."""
        if self._threads():
            self._without_workers_since = None
        elif self._without_workers_since is None:
            self._without_workers_since = time.monotonic()
            sys.stderr.write(
                f"verify-structure: --scheduler {self._address}: the scheduler has no workers; "
                f"waiting {PATIENCE_SECONDS:g} s for one\n"
            )
        elif time.monotonic() - self._without_workers_since > PATIENCE_SECONDS:
            raise self._error(
                f"the scheduler has had no workers for {PATIENCE_SECONDS:g} s: start some with "
                f"dask worker {self._address}"
            )


def _log_connection(*, enabled: bool) -> None:
    """Turn Dask's lengthy logging of its connection on or off: a lost connection is reported in one line here."""
    for name in ("distributed.batched", "distributed.client", "distributed.utils"):
        logging.getLogger(name).disabled = not enabled


class _PendingChunk:
    def __init__(self, future: Future, cluster: Cluster) -> None:
        self._future = future
        self._cluster = cluster

    def result(self) -> list[ChunkReport]:
        return self._cluster.outcome(self._future)


def check_address(address: str) -> None:
    """Refuse an invalid address before Dask tries it: its client would wait, and log errors as it ends.

    Raises
    ------
    ClusterError
        The address is invalid, or needs certificates that are not configured.
    """
    from distributed.comm.addressing import parse_address, parse_host_port  # noqa: PLC0415 - an extra
    from distributed.comm.registry import get_backend  # noqa: PLC0415 - likewise

    scheme, place = parse_address(address)
    try:
        get_backend(scheme)
        host = place if scheme == "inproc" else parse_host_port(place)[0]
    except ValueError:
        host = ""
    if not host:
        raise ClusterError(f"--scheduler {address or repr(address)}: not an address: write it as tcp://host:8786")
    if scheme in {"tls", "wss"} and not _has_certificates():
        raise ClusterError(
            f"--scheduler {address}: {scheme} needs certificates: set distributed.comm.tls.ca-file and "
            "distributed.comm.tls.client in Dask's configuration"
        )


def _has_certificates() -> bool:
    import dask  # noqa: PLC0415 - an extra
    from distributed.security import Security  # noqa: PLC0415 - likewise

    if dask.config.get("distributed.client.security-loader", None):
        return True
    try:
        return Security().get_connection_args("client").get("ssl_context") is not None
    except OSError:  # a file is missing, or contains no certificate
        return False


# --- in the Dask worker -----------------------------------------------------------------------------

_pools: dict[int, LocalPool | ThisProcess] = {}
"""The isolated process of each thread."""


def verify_remotely(
    job: Job,
    records: Sequence[StructureRecord],
    registries: Sequence[Registry],
    versions: Mapping[str, str],
    initializer: Callable[[], None] | None = None,
) -> list[ChunkReport]:
    """Verify a chunk in the isolated process of this thread.

    Raises
    ------
    ClusterError
        The software versions of this worker differ from those of the calling process, or it does not see the indexes
        that the others see.
    """
    from gaba_analogs.running.stream import collected  # noqa: PLC0415 - only in a worker
    from gaba_analogs.verification.versions import versions as own_versions  # noqa: PLC0415

    if own_versions() != versions:
        differences = version_differences(versions, own_versions())
        raise ClusterError(f"the cluster's workers run other versions than this process: {differences}")
    if job.references and not sees([reference.index for reference in job.references]):
        raise ClusterError("a worker that came later does not see the indexes of the reference tables")
    thread = threading.get_ident()
    pool = _pools.get(thread)
    if pool is not None and pool.job != job:
        pool.close(at_once=True)
        pool = None
    if pool is None:
        names = any(r.iupac_name or r.synonyms or looks_systematic(r.name or "") for r in records)
        pool = _pools[thread] = local_executor(job, workers=1, names=names, initializer=initializer)
    try:
        return list(collected(records, pool.submit(records, registries), job, pool, registries))
    except PoolError:
        del _pools[thread]
        raise


def sees(indexes: Sequence[str | None]) -> bool:
    """Tell whether files are there for this machine."""
    return all(index is not None and Path(index).is_file() for index in indexes)


def close_pools() -> None:
    """End the isolated processes of this Dask worker."""
    while _pools:
        _pools.popitem()[1].close(at_once=True)


def version_differences(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Say which versions differ.

    Examples
    --------
    >>> version_differences({"rdkit": "2025.09.1", "inchi": "1.07.3"}, {"rdkit": "2025.03.6", "inchi": "1.07.3"})
    'rdkit 2025.09.1 and 2025.03.6'
    """
    names = [name for name in {**wanted, **found} if wanted.get(name) != found.get(name)]
    return ", ".join(f"{name} {wanted.get(name, 'absent')} and {found.get(name, 'absent')}" for name in names)
