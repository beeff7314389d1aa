"""Worker processes that end at the wrong moment, and where they come from."""

from __future__ import annotations

import functools
import multiprocessing
import multiprocessing.forkserver
import os
import signal
import subprocess
import sys
import time

import pytest

from gaba_analogs.api.many import verify_many
from gaba_analogs.api.verify import verify_records
from gaba_analogs.running import run, stream
from gaba_analogs.running.pool import PoolError, choose_start, local_executor
from gaba_analogs.running.work import Job
from running import misbehaviour
from running.samples import counted, records, write_table

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals")

starts = pytest.mark.parametrize("few", [pytest.param(True, id="forked"), pytest.param(False, id="from-a-server")])


def reports_of(chunks):
    """Give the reports of all chunks."""
    return [report for chunk in chunks for report in chunk.reports()]


def run_with(given, initializer, *, few, monkeypatch, workers=2):
    """Verify records by workers that are prepared so."""
    if not few:
        monkeypatch.setattr(run, "SMALL_RUN", 10)
    with run.open_run(given, Job(names=False), workers=workers, initializer=initializer) as chunks:
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
    with pytest.raises(PoolError, match=r"\(fork.*\) ended 4 times in a row before verifying anything"):
        run_with(records(150), misbehaviour.crash, few=few, monkeypatch=monkeypatch)


@starts
def test_idle_worker_killed(few):
    """A worker that ends between two chunks is replaced."""
    job = Job(names=False)
    with local_executor(job, workers=1, few=few) as pool:
        before = stream.collected(records(3), pool.submit(records(3)), job, pool)
        assert len(reports_of(before)) == 3
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        after = stream.collected(records(3), pool.submit(records(3)), job, pool)
        assert reports_of(after) == list(verify_records(records(3), names=False))


def test_server_killed(monkeypatch):
    """The end of the process from which workers are started costs no record."""
    monkeypatch.setattr(run, "SMALL_RUN", 10)
    given = records(300)
    found = []
    with run.open_run(given, Job(names=False), workers=2, initializer=misbehaviour.install_slow) as chunks:
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

    assert found[7].skipped[0].reason == "crashed the worker process (exit code 255)"
    del found[7], given[7]
    assert found == list(verify_records(given, names=False))


ASK = """
import multiprocessing, sys
if "spawn" in sys.argv:
    multiprocessing.get_all_start_methods = lambda: ["spawn"]
from running.samples import records
from gaba_analogs.api.many import verify_many
from gaba_analogs.running import run

run.SMALL_RUN = 10
print(sum(1 for _ in verify_many(records(50), workers=2, names=False)))
"""


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
@pytest.mark.parametrize("program", ["-", "-c", "script.py"])
def test_workers_leave_the_main_program_alone(tmp_path, program, method):
    """A script needs no guard, and a program that is not a file works too: workers import neither."""
    (tmp_path / "script.py").write_text(ASK)
    arguments = [program, *([ASK] if program == "-c" else []), method]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, *arguments],
        input=ASK,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert (done.stdout, done.stderr) == ("50\n", "")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_within_a_daemonic_process(monkeypatch, method):
    """A process of a pool, which may have no children, has its records verified all the same."""
    monkeypatch.setattr(run, "SMALL_RUN", 10)
    assert counted(records(50)) == 50
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply_async(counted, (records(50),)).get(timeout=60) == 50


@pytest.mark.parametrize("long", [True, False])
def test_within_a_forked_process(monkeypatch, long):
    """A child of a process that has verified many records does so as well."""
    monkeypatch.setattr(run, "SMALL_RUN", 10)
    given = records(50 if long else 5)
    assert counted(records(50)) == 50
    child = os.fork()
    if child == 0:
        os._exit(counted(given) - len(given))
    assert os.waitpid(child, 0) == (child, 0)


def no_forks(monkeypatch):
    """Make this a system on which a process cannot be forked without harm."""
    monkeypatch.setattr("gaba_analogs.running.pool.can_fork", lambda: False)


def test_spawned_where_the_server_is_of_another(monkeypatch):
    """Where forks do harm and the server process cannot be used, workers are started one by one."""
    no_forks(monkeypatch)
    monkeypatch.setattr("gaba_analogs.running.pool._forkserver_runs", lambda: False)

    assert choose_start(few=False).method == "spawn"


def server_of(parent):
    """Wait for the server process of a command, and give its number."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        shown = subprocess.run(["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        for line in shown.splitlines()[1:]:
            number, above, command = line.split(None, 2)
            if int(above) == parent and "forkserver" in command:
                return int(number)
        time.sleep(0.01)
    pytest.fail("no server process was started")


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("seconds", [0, 0.3, 0.6])
def test_interrupted_while_workers_start(tmp_path, seconds):
    """Ctrl-C ends a run with its one line from the first second on: no process but the first answers it."""
    table = write_table(tmp_path / "samples.csv", run.SMALL_RUN + 20_000)
    command = [
        sys.executable,
        "-m",
        "gaba_analogs.cli.main",
        str(table),
        "--no-names",
        "--format",
        "jsonl",
        "--workers",
        "2",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        server_of(process.pid)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        complaints = process.communicate(timeout=60)[1]

    assert complaints == "verify-structure: interrupted\n"
    assert process.returncode in {
        130,
        -signal.SIGINT,
    }  # the interpreter may choose the second; a shell shows 130 for both


def test_a_forked_process_leaves_the_workers_alone(capfd):
    """A stream that is half consumed belongs to the process that began it: its child says so, and ends none of it."""
    reports = verify_records([{"smiles": "CC", "formula": "C2H6"}] * 600, names=False, workers=2)
    next(reports)
    child = os.fork()
    if child == 0:
        try:
            list(reports)
        except PoolError as error:
            os.write(1, str(error).encode())
        del reports
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0

    assert len(list(reports)) == 599
    out, err = capfd.readouterr()
    assert out.startswith("the worker processes are those of the process that this one was forked from")
    assert "Traceback" not in err


@pytest.mark.parametrize("memory", [1e10, float("inf")])
def test_more_memory_than_any_machine_has_is_no_limit(memory):
    """A number that no system call takes limits nothing."""
    (report,) = verify_many([{"smiles": "CC", "formula": "C2H6"}], names=False, workers=1, memory=memory)
    assert report.ok
