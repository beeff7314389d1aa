"""The same chunks on a Dask cluster: a real scheduler and two workers on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from batch import misbehaviour
from batch.samples import records, write_table
from gaba_analogs import cli
from gaba_analogs.batch import cluster, run
from gaba_analogs.batch.work import Job
from gaba_analogs.report import verify_records, versions

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals")

SECONDS_TO_START = 60


def launch(command, file, *options):
    """Start a part of the cluster."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{command}", "--scheduler-file", str(file), "--no-dashboard", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.fixture(scope="module")
def running_cluster(tmp_path_factory):
    """Start a scheduler and two workers, one of them under a nanny; give its address, and the one that may die."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    scheduler = launch("dask_scheduler", file, "--host", "127.0.0.1", "--port", "0")
    workers = [launch("dask_worker", file, "--nthreads", "1", kind) for kind in ("--nanny", "--no-nanny")]
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        with cluster.Cluster(Job(), address) as client:
            client._client.wait_for_workers(2, timeout=SECONDS_TO_START)
        yield address, workers[1]
    finally:
        for process in (*workers, scheduler):
            process.terminate()
        for process in (*workers, scheduler):
            process.wait()


def test_same_lines_as_here(running_cluster, tmp_path, capsys):
    """The command gives the same lines, wherever its chunks are verified."""
    table = str(write_table(tmp_path / "samples.csv", 150))
    options = ["--no-names", "--format", "jsonl"]
    assert cli.main([table, *options]) == 1
    here = capsys.readouterr().out

    assert cli.main([table, *options, "--scheduler", running_cluster[0]]) == 1
    assert capsys.readouterr().out == here


def test_fault_costs_one_record(running_cluster):
    """A record that crashes its process takes no Dask worker with it."""
    given = records(30)
    given[7] = misbehaviour.record("crash")
    job = Job(names=False)
    with cluster.Cluster(job, running_cluster[0], initializer=misbehaviour.install) as executor:
        chunks = run.chunk_reports(run.Source(given), job, executor)
        reports = [report for chunk in chunks for report in chunk.reports()]

    assert reports[7].skipped[0].reason == "the toolkit crashed (segmentation fault)"
    del reports[7], given[7]
    assert reports == list(verify_records(given, names=False))


def test_other_versions_are_refused(running_cluster, monkeypatch):
    """Workers that would give other results are not asked."""
    monkeypatch.setattr("gaba_analogs.report.versions", lambda: {**versions(), "rdkit": "1990.09.1"})

    with pytest.raises(cluster.ClusterError, match=r"other versions than this process: rdkit 1990\.09\.1 and "):
        list(run.verify_many(records(3), names=False, scheduler=running_cluster[0]))


def test_worker_killed_in_the_middle(running_cluster):
    """Chunks of a Dask worker that is lost are verified by the others."""
    given = records(600)
    job = Job(names=False)
    reports = []
    with cluster.Cluster(job, running_cluster[0], initializer=misbehaviour.install_slow) as executor:
        for number, chunk in enumerate(run.chunk_reports(run.Source(given), job, executor)):
            if number == 1:
                running_cluster[1].kill()
            reports.extend(chunk.reports())

    assert reports == list(verify_records(given, names=False))


def test_no_scheduler_there(capsys, monkeypatch):
    """An address where nobody answers is told in one line."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)

    assert cli.main(["baclofen", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert capsys.readouterr().err.startswith(
        "verify-structure: --scheduler tcp://127.0.0.1:9: no scheduler answers there"
    )
