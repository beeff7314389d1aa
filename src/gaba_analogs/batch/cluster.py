"""The same chunks on a Dask cluster.

Every thread of a Dask worker keeps one isolated process of its own, so that a record which crashes
or hangs costs that process and not the Dask worker. A Dask worker that is lost costs nothing either:
Dask gives its chunks to the others.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

from gaba_analogs.batch.executor import AHEAD, Here, Pending
from gaba_analogs.batch.pool import LocalPool, PoolError, local_executor
from gaba_analogs.batch.work import ChunkReport, Job
from gaba_analogs.errors import GabaAnalogsError, MissingExtraError
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 10.0
LOOK_SECONDS = 5.0
"""Time [s] after which a cluster that is silent is looked at."""
PATIENCE_SECONDS = 300.0
"""Time [s] for which a scheduler may be without workers."""


class ClusterError(GabaAnalogsError):
    """A cluster that cannot be used: the message says why."""


class Cluster:
    """Dask workers behind a scheduler.

    Parameters
    ----------
    job
        What they are to do.
    address
        Where the scheduler listens, for example ``tcp://127.0.0.1:8786``.
    initializer
        Called in every isolated process before its first chunk; for tests that inject faults.

    Raises
    ------
    MissingExtraError
        Dask distributed is not installed.
    ClusterError
        The address is none, or the scheduler does not answer.
    """

    def __init__(self, job: Job, address: str, *, initializer: Callable[[], None] | None = None) -> None:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtraError("--scheduler", "cluster") from None
        from gaba_analogs.report import versions  # noqa: PLC0415 - loads RDKit

        self.job = job
        self._address = address
        self._initializer = initializer
        self._versions = dict(versions())
        self._alone_since: float | None = None
        check_address(address)
        try:
            self._client: Client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise self._error(f"no scheduler answers there ({reason})") from None
        _log(of_connection=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client.status == "running":
            with suppress(ClusterError), self._connected():
                self._client.run(release, on_error="ignore")
        self._client.close()
        _log(of_connection=True)

    @property
    def ahead(self) -> int:
        """How many chunks [-] to hand over: some for every thread that the workers have at this moment."""
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
        """Tell what comes of a lost connection as that."""
        from distributed import CancelledError  # noqa: PLC0415 - loaded with the client

        try:
            yield
        except (CancelledError, OSError):
            raise self._error(
                "the connection to the scheduler was lost: when it runs again, repeat the command, which with --resume "
                "goes on behind the last part written"
            ) from None

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Hand a chunk over; does not wait."""
        with self._connected():
            future = self._client.submit(
                verify_remotely,
                self.job,
                list(records),
                list(registries),
                self._versions,
                self._initializer,
                pure=False,
            )
        return _Promised(future, self)

    def outcome(self, future: Future) -> list[ChunkReport]:
        """Wait for a chunk, with patience for a scheduler that has no workers yet, or none any more.

        Raises
        ------
        ClusterError
            No workers came, several ended while they held the chunk, one could not verify it for a reason of its
            machine, or the scheduler was lost.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - loaded with the client

        try:
            error: BaseException | None = self._patiently(future.exception)
            found: list[ChunkReport] = [] if error else self._patiently(future.result)
        except KilledWorker as killed:  # lost after it was done
            error = killed
        if isinstance(error, KilledWorker):
            raise self._error(f"several workers ended while they held the same chunk: {error}")
        if isinstance(error, OSError):
            raise self._error(f"a worker could not verify a chunk: {error}")
        if error is not None:
            raise error
        self._alone_since = None
        return found

    def _patiently(self, ask: Callable[..., Any]) -> Any:  # noqa: ANN401 - Dask's futures have no types
        """Ask a future until it has an answer."""
        with self._connected():
            while True:
                try:
                    return ask(timeout=LOOK_SECONDS)
                except TimeoutError:
                    self._look_for_workers()

    def _look_for_workers(self) -> None:
        """Say once that there are none, and give up in the end."""
        if self._threads():
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
            sys.stderr.write(
                f"verify-structure: --scheduler {self._address}: the scheduler has no workers; "
                f"waiting {PATIENCE_SECONDS:g} s for one\n"
            )
        elif time.monotonic() - self._alone_since > PATIENCE_SECONDS:
            raise self._error(
                f"the scheduler had no workers for {PATIENCE_SECONDS:g} s: start some with dask worker {self._address}"
            )


def _log(*, of_connection: bool) -> None:
    """Have Dask log what happens to its connection, or not: it does so at length, and a lost one is told in a line."""
    for name in ("distributed.batched", "distributed.client", "distributed.utils"):
        logging.getLogger(name).disabled = not of_connection


class _Promised:
    def __init__(self, future: Future, cluster: Cluster) -> None:
        self._future = future
        self._cluster = cluster

    def result(self) -> list[ChunkReport]:
        return self._cluster.outcome(self._future)


def check_address(address: str) -> None:
    """Refuse what is no address before Dask tries it: its client would wait, and complain as it ends.

    Raises
    ------
    ClusterError
        It is not one, or asks for certificates that are not there.
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
        raise ClusterError(f"--scheduler {address or repr(address)}: no address: write it as tcp://host:8786")
    if scheme in {"tls", "wss"} and not _has_certificates():
        raise ClusterError(
            f"--scheduler {address}: {scheme} needs certificates: name them in Dask's configuration, "
            "as distributed.comm.tls.ca-file and distributed.comm.tls.client"
        )


def _has_certificates() -> bool:
    import dask  # noqa: PLC0415 - an extra
    from distributed.security import Security  # noqa: PLC0415 - likewise

    if dask.config.get("distributed.client.security-loader", None):
        return True
    try:
        return Security().get_connection_args("client").get("ssl_context") is not None
    except OSError:  # a file that is absent, or holds none
        return False


# --- in the Dask worker -----------------------------------------------------------------------------

_pools: dict[int, LocalPool | Here] = {}
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
        This worker has other versions than the process that asks.
    """
    from gaba_analogs.batch.stream import settled  # noqa: PLC0415 - only in a worker
    from gaba_analogs.report import versions as own_versions  # noqa: PLC0415

    if own_versions() != versions:
        differences = different(versions, own_versions())
        raise ClusterError(f"the workers of the cluster have other versions than this process: {differences}")
    thread = threading.get_ident()
    pool = _pools.get(thread)
    if pool is not None and pool.job != job:
        pool.close(at_once=True)
        pool = None
    if pool is None:
        names = any(record.iupac_name or record.synonyms for record in records)
        pool = _pools[thread] = local_executor(job, workers=1, names=names, initializer=initializer)
    try:
        return list(settled(records, pool.submit(records, registries), job, pool, registries))
    except PoolError:
        del _pools[thread]
        raise


def release() -> None:
    """End the isolated processes of this Dask worker."""
    while _pools:
        _pools.popitem()[1].close(at_once=True)


def different(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Say which versions differ.

    Examples
    --------
    >>> different({"rdkit": "2025.09.1", "inchi": "1.07.3"}, {"rdkit": "2025.03.6", "inchi": "1.07.3"})
    'rdkit 2025.09.1 and 2025.03.6'
    """
    names = [name for name in {**wanted, **found} if wanted.get(name) != found.get(name)]
    return ", ".join(f"{name} {wanted.get(name, 'absent')} and {found.get(name, 'absent')}" for name in names)
