"""Worker processes that end at the wrong moment, and where they come from."""

from __future__ import annotations

import functools
import multiprocessing
import multiprocessing.forkserver
import os
import signal

import pytest

from batch import misbehaviour
from batch.samples import records
from gaba_analogs.batch import run
from gaba_analogs.batch.pool import LocalPool, PoolError
from gaba_analogs.batch.work import Job
from gaba_analogs.report import verify_records

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals")

starts = pytest.mark.parametrize("few", [pytest.param(True, id="forked"), pytest.param(False, id="from-a-server")])


def reports_of(chunks):
    """Give the reports of all chunks."""
    return [report for chunk in chunks for report in chunk.reports()]


def run_with(given, initializer, *, few, monkeypatch, workers=2):
    """Verify records by workers that are prepared so."""
    if not few:
        monkeypatch.setattr(run, "FEW", 10)
    with run.running(given, Job(names=False), workers=workers, initializer=initializer) as chunks:
        return reports_of(chunks)


@starts
@pytest.mark.parametrize("workers", [1, 2])
def test_worker_killed_while_it_starts(monkeypatch, tmp_path, few, workers):
    """A worker that ends before it has a chunk costs no record, and no record comes twice."""
    given = records(150)
    end_at_first = functools.partial(misbehaviour.end_at_first, tmp_path / "ended")

    found = run_with(given, end_at_first, few=few, monkeypatch=monkeypatch, workers=workers)

    assert found == list(verify_records(given, names=False))


@starts
def test_workers_that_never_start(monkeypatch, few):
    """Workers that end as often as they are started end the run, with the reason."""
    with pytest.raises(PoolError, match="ended 4 times in a row before they had verified anything"):
        run_with(records(150), misbehaviour.crash, few=few, monkeypatch=monkeypatch)


@starts
def test_idle_worker_killed(few):
    """A worker that ends between two chunks is replaced."""
    job = Job(names=False)
    with LocalPool(job, workers=1, few=few) as pool:
        before = run.settled(records(3), pool.submit(records(3)), job, pool)
        assert len(reports_of(before)) == 3
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        after = run.settled(records(3), pool.submit(records(3)), job, pool)
        assert reports_of(after) == list(verify_records(records(3), names=False))


def test_server_killed(monkeypatch):
    """The end of the process from which workers are started costs no record."""
    monkeypatch.setattr(run, "FEW", 10)
    given = records(300)
    found = []
    with run.running(given, Job(names=False), workers=2, initializer=misbehaviour.install_slow) as chunks:
        for number, chunk in enumerate(chunks):
            found.extend(chunk.reports())
            if number == 1:
                os.kill(multiprocessing.forkserver._forkserver._forkserver_pid, signal.SIGKILL)

    assert found == list(verify_records(given, names=False))


@starts
def test_code_of_a_lost_server_from_a_record(monkeypatch, few):
    """A record that ends its worker with the code of a lost server process is found like any other."""
    given = records(20)
    given[7] = misbehaviour.record("leave")

    found = run_with(given, misbehaviour.install, few=few, monkeypatch=monkeypatch)

    assert found[7].skipped[0].reason == "the toolkit crashed (exit code 255)"
    del found[7], given[7]
    assert found == list(verify_records(given, names=False))
