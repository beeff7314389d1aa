"""The same chunks on a Dask cluster: a real scheduler and two workers on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from gaba_analogs.api.many import verify_many
from gaba_analogs.api.verify import verify_records
from gaba_analogs.cli import main as cli
from gaba_analogs.references.tables import Reference
from gaba_analogs.running import cluster, stream
from gaba_analogs.running.work import Job
from gaba_analogs.verification.versions import versions
from running import misbehaviour
from running.formats import FILES, reports, write
from running.samples import SUBSTANCES, records, write_table

pytest.importorskip("distributed", reason="distributed is not installed: pip install .[cluster]")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals")

SECONDS_TO_START = 60
GABA = "NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N"


def launch(command, file, *options):
    """Start a part of the cluster."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{command}", "--scheduler-file", str(file), "--no-dashboard", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )


def address_in(file):
    """Wait for a scheduler, and give the address that it wrote."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError, json.JSONDecodeError):  # absent, or half written
            return json.loads(file.read_text())["address"]
        time.sleep(0.05)
    raise TimeoutError(f"no scheduler within {SECONDS_TO_START} s")


def end(*processes):
    """End parts of the cluster, and what they started, at once: a nanny takes its time."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for process in processes:
        process.wait()


@pytest.fixture
def lonely_scheduler(tmp_path):
    """Start a scheduler without workers; give it, its address and its file."""
    file = tmp_path / "scheduler.json"
    scheduler = launch("dask_scheduler", file, "--host", "127.0.0.1", "--port", "0")
    try:
        yield scheduler, address_in(file), file
    finally:
        end(scheduler)


@pytest.fixture(scope="module")
def running_cluster(tmp_path_factory):
    """Start a scheduler and two workers, one of them under a nanny; give its address, and the one that may die."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    scheduler = launch("dask_scheduler", file, "--host", "127.0.0.1", "--port", "0")
    workers = [launch("dask_worker", file, "--nthreads", "1", kind) for kind in ("--nanny", "--no-nanny")]
    try:
        address = address_in(file)
        with cluster.Cluster(Job(), address) as client:
            client._client.wait_for_workers(2, timeout=SECONDS_TO_START)
        yield address, workers[1]
    finally:
        end(*workers, scheduler)


def test_same_lines_as_here(running_cluster, tmp_path, capsys):
    """The command gives the same lines, wherever its chunks are verified."""
    table = str(write_table(tmp_path / "samples.csv", 150))
    options = ["--no-names", "--format", "jsonl"]
    assert cli.main([table, *options]) == 1
    here = capsys.readouterr().out

    assert cli.main([table, *options, "--scheduler", running_cluster[0]]) == 1
    assert capsys.readouterr().out == here


@pytest.fixture
def reference(tmp_path, monkeypatch):
    """Write a reference table, in which vigabatrin has the CAS number of GABA."""
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "UNII.csv"
    rows = [f"{name},{key}" for name, _, key, _ in SUBSTANCES[:3]]
    path.write_text("\n".join(["Name,InChIKey", *rows, "GABA 1,PJDFLNIOAUIZSL-UHFFFAOYSA-N"]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("is_seen", [pytest.param(True, id="shared-index"), pytest.param(False, id="own-index")])
def test_reference_tables(running_cluster, tmp_path, capsys, monkeypatch, reference, is_seen):  # noqa: PLR0917
    """Workers look up in an index that they see; else this process does, with the same lines."""
    table = tmp_path / "samples.csv"
    lines = ["name,smiles,inchikey", *(f"GABA {number},{GABA}" for number in range(60))]
    table.write_text("\n".join(lines), encoding="utf-8")
    options = [str(table), "--no-names", "--format", "jsonl", "--against", reference]
    code = cli.main(options)
    here = capsys.readouterr().out
    looked_up = []
    monkeypatch.setattr(cluster.Cluster, "_see_indexes", lambda own: looked_up.append(own) or is_seen)

    assert cli.main([*options, "--scheduler", running_cluster[0]]) == code
    assert capsys.readouterr().out == here
    assert looked_up
    assert '"reference-' in here


def test_workers_that_see_the_index(running_cluster, reference):
    """Whether the workers see an index is asked once, and found to be so on one machine."""
    table = Reference.open(reference)
    with cluster.Cluster(Job(references=(table,)), running_cluster[0]) as executor:
        seen = executor._see_indexes()
    missing = replace(table, index=f"{table.index}.missing")
    with cluster.Cluster(Job(references=(missing,)), running_cluster[0]) as executor:
        unseen = executor._see_indexes()

    assert (seen, unseen) == (True, False)


def test_a_worker_that_does_not_see_the_index(reference):
    """A worker that came later and sees no index verifies nothing, rather than without the reference."""
    missing = replace(Reference.open(reference), index="/nowhere/index.sqlite")
    with pytest.raises(cluster.ClusterError, match="does not see the indexes"):
        cluster.verify_remotely(Job(references=(missing,)), records(1), (), versions())


def test_every_format(running_cluster, tmp_path):
    """Files of all formats give the same lines on a cluster and on this machine."""
    files = [write(form, tmp_path) for form in FILES]
    here = reports(files, "--workers", "1")

    assert all(here)
    assert reports(files, "--scheduler", running_cluster[0]) == here


def test_fault_costs_one_record(running_cluster):
    """A record that crashes its process takes no Dask worker with it."""
    given = records(30)
    given[7] = misbehaviour.record("crash")
    job = Job(names=False)
    with cluster.Cluster(job, running_cluster[0], initializer=misbehaviour.install) as executor:
        chunks = stream.chunk_reports(stream.Source(given), job, executor)
        reports = [report for chunk in chunks for report in chunk.reports()]

    assert reports[7].skipped[0].reason == "crashed the worker process (segmentation fault)"
    del reports[7], given[7]
    assert reports == list(verify_records(given, names=False))


class _Future:
    """What answers at the second time it is asked, as one that is done just after its time was over."""

    def __init__(self, error=None):
        self.error = error
        self.asked = 0

    def exception(self, **_):
        """Give the exception, or nothing."""
        self.asked += 1
        if self.asked == 1:
            raise TimeoutError
        return self.error

    def result(self, **_):
        """Give the result."""
        return ["a chunk"]


def test_answer_just_after_the_time_was_over(running_cluster):
    """A chunk that is done while its cluster is looked at is no lost connection."""
    with cluster.Cluster(Job(), running_cluster[0]) as executor:
        assert executor.outcome(_Future()) == ["a chunk"]


@pytest.mark.parametrize(
    ("error", "raised", "said"),
    [
        (OSError("no room for a process"), cluster.ClusterError, "could not verify a chunk: no room for a process"),
        (TimeoutError("no answer"), cluster.ClusterError, "could not verify a chunk: no answer"),
        (ValueError("no chunk"), ValueError, "no chunk"),
    ],
)
def test_error_of_a_worker(running_cluster, error, raised, said):
    """What goes wrong in a worker is not taken for a lost connection."""
    with cluster.Cluster(Job(), running_cluster[0]) as executor, pytest.raises(raised, match=said):
        executor.outcome(_Future(error))


def test_other_versions_are_refused(running_cluster, monkeypatch):
    """Workers that would give other results are not asked."""
    monkeypatch.setattr("gaba_analogs.verification.versions.versions", lambda: {**versions(), "rdkit": "1990.09.1"})

    with pytest.raises(cluster.ClusterError, match=r"other versions than this process: rdkit 1990\.09\.1 and "):
        list(verify_many(records(3), names=False, scheduler=running_cluster[0]))


def test_worker_killed_in_the_middle(running_cluster):
    """Chunks of a Dask worker that is lost are verified by the others."""
    given = records(600)
    job = Job(names=False)
    reports = []
    with cluster.Cluster(job, running_cluster[0], initializer=misbehaviour.install_slow) as executor:
        for number, chunk in enumerate(stream.chunk_reports(stream.Source(given), job, executor)):
            if number == 1:
                running_cluster[1].kill()
            reports.extend(chunk.reports())

    assert reports == list(verify_records(given, names=False))


def test_no_scheduler_there(capsys, monkeypatch):
    """An address where nobody answers is told in one line."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)

    assert cli.main(["baclofen", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert capsys.readouterr().err.startswith("verify-structure: --scheduler tcp://127.0.0.1:9: no scheduler answers")


@pytest.mark.parametrize(
    "address", ["", "nonsense", "tcp://127.0.0.1", "tcp://:8786", "tcp://127.0.0.1:x", "http://127.0.0.1:80"]
)
def test_no_address(capfd, address):
    """An invalid address is refused in one line, without a client that would log errors as it ends."""
    assert cli.main(["baclofen", "--no-names", "--scheduler", address]) == 2
    said = capfd.readouterr().err
    assert said == f"verify-structure: --scheduler {address or repr('')}: not an address: write it as tcp://host:8786\n"


def test_certificates_that_are_not_there(capfd):
    """An encrypted connection without certificates is refused in one line."""
    assert cli.main(["baclofen", "--no-names", "--scheduler", "tls://127.0.0.1:8786"]) == 2
    assert "tls needs certificates" in capfd.readouterr().err


def test_scheduler_without_workers(lonely_scheduler, monkeypatch, capfd):
    """A scheduler without workers is waited for, not silently and not for ever."""
    monkeypatch.setattr(cluster, "POLL_SECONDS", 0.2)
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 1.0)
    address = lonely_scheduler[1]

    assert cli.main(["baclofen", "--no-names", "--scheduler", address]) == 2
    waiting, given_up = capfd.readouterr().err.splitlines()
    assert waiting == f"verify-structure: --scheduler {address}: the scheduler has no workers; waiting 1 s for one"
    assert given_up.startswith(f"verify-structure: --scheduler {address}: the scheduler has had no workers for 1 s")


def test_workers_that_come_late(lonely_scheduler, monkeypatch, capfd):
    """A run continues once its scheduler has a worker."""
    monkeypatch.setattr(cluster, "POLL_SECONDS", 0.2)
    worker = launch("dask_worker", lonely_scheduler[2], "--nthreads", "1", "--no-nanny")
    try:
        assert cli.main(["baclofen", "--no-names", "--scheduler", lonely_scheduler[1]]) == 0
    finally:
        end(worker)
    assert "the scheduler has no workers" in capfd.readouterr().err


def test_scheduler_killed_in_the_middle(lonely_scheduler, tmp_path, monkeypatch, capfd):
    """A lost scheduler is not mistaken for a folder that cannot be written to, and the run can be resumed."""
    scheduler, address, file = lonely_scheduler
    worker = launch("dask_worker", file, "--nthreads", "1", "--no-nanny")
    table = write_table(tmp_path / "samples.csv", 600)
    outcome = cluster.Cluster.outcome

    def lose(self, future):
        scheduler.kill()
        return outcome(self, future)

    monkeypatch.setattr(cluster.Cluster, "outcome", lose)
    options = ["--no-names", "--format", "parquet", "--output", str(tmp_path / "parts")]
    try:
        assert cli.main([str(table), *options, "--scheduler", address]) == 2
    finally:
        end(worker)

    (said,) = capfd.readouterr().err.splitlines()
    assert said.startswith(f"verify-structure: --scheduler {address}: lost the connection to the scheduler")
    assert cli.main([str(table), *options, "--resume"]) == 1
