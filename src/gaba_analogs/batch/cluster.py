"""The same chunks on a Dask cluster.

Every thread of a Dask worker keeps one isolated process of its own, so that a record which crashes
or hangs costs that process and not the Dask worker. A Dask worker that is lost costs nothing either:
Dask gives its chunks to the others.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Self

from gaba_analogs.batch.executor import AHEAD, Here, Pending
from gaba_analogs.batch.pool import LocalPool, PoolError, local_executor
from gaba_analogs.batch.work import ChunkReport, Job
from gaba_analogs.errors import GabaAnalogsError, MissingExtraError
from gaba_analogs.pubchem.registry import Registry
from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 10.0


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
        The scheduler does not answer, or its workers have other versions than this process.
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
        try:
            self._client: Client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise ClusterError(f"--scheduler {address}: no scheduler answers there ({reason})") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.run(release, on_error="ignore")
        self._client.close()

    @property
    def ahead(self) -> int:
        """How many chunks [-] to hand over: some for every thread that the workers have at this moment."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        threads: int = sum(worker["nthreads"] for worker in workers.values())
        return AHEAD * max(1, threads)

    def submit(self, records: Sequence[StructureRecord], registries: Sequence[Registry] = ()) -> Pending:
        """Hand a chunk over; does not wait."""
        future = self._client.submit(
            verify_remotely,
            self.job,
            list(records),
            list(registries),
            self._versions,
            self._initializer,
            pure=False,
        )
        return _Promised(future, self._address)


class _Promised:
    def __init__(self, future: Future, address: str) -> None:
        self._future = future
        self._address = address

    def result(self) -> list[ChunkReport]:
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - loaded with the client

        try:
            found: list[ChunkReport] = self._future.result()
        except KilledWorker as error:
            raise ClusterError(
                f"--scheduler {self._address}: several workers ended while they held the same chunk: {error}"
            ) from None
        except (CancelledError, OSError):
            raise ClusterError(f"--scheduler {self._address}: the connection to the scheduler was lost") from None
        return found


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
    from gaba_analogs.batch.run import settled  # noqa: PLC0415 - only in a worker
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
