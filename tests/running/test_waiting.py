"""A process that is forked ahead of its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from gaba_analogs.running.guarded import ForkedProcess
from gaba_analogs.running.waiting import WaitingProcess, can_fork
from gaba_analogs.running.work import Job
from running.samples import records

pytestmark = pytest.mark.skipif(not can_fork(), reason="forks")

FORKS_AND_WAITS = """
import time
from gaba_analogs.running.waiting import WaitingProcess
process = WaitingProcess()
print(process._process, flush=True)
time.sleep(600)
"""


def is_alive(process):
    """Whether a process runs, and is not waiting to be collected."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return shown.stdout.strip() != "" and not shown.stdout.startswith("Z")


def children(process):
    """Give the processes that a process has started."""
    shown = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(line) for line in shown.stdout.split()]


def ends(process):
    """Whether a process ends within the time [s] that it takes to load RDKit on a busy machine."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and is_alive(process):
        time.sleep(0.05)
    return not is_alive(process)


def test_its_chunk_is_the_first():
    """A process that was forked ahead verifies the first chunk, and another one the next."""
    job = Job(names=False)
    with WaitingProcess() as process, ForkedProcess(job, process) as executor:
        first, second = (executor.submit(records(1)).result() for _ in range(2))

    assert [chunk.payload for chunk in first] == [chunk.payload for chunk in second]
    assert process.exit_code == 0


def test_without_work():
    """A process that nobody gives anything ends with its context."""
    with WaitingProcess() as process:
        pass

    assert process.exit_code == -signal.SIGKILL


def test_killed_before_it_has_work():
    """A process that was killed while it waited has no answer, and its exit code tells."""
    with WaitingProcess() as process:
        os.kill(process._process, signal.SIGKILL)
        chunk = ForkedProcess(Job(names=False), process).submit(records(1) * 1000)
        with pytest.raises(Exception, match="the worker process was killed"):
            chunk.result()


@pytest.mark.names
def test_opsin_starts_before_there_is_a_name():
    """Where names will be read, OPSIN starts while RDKit is still loaded, and ends with a process that nobody needs."""
    with WaitingProcess(names=True) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (started := children(process._process)):
            time.sleep(0.05)

    assert started
    assert all(map(ends, started))


def test_ends_with_its_parent():
    """A process whose parent is killed ends, whether or not it has anything to do."""
    with subprocess.Popen([sys.executable, "-c", FORKS_AND_WAITS], stdout=subprocess.PIPE, text=True) as parent:
        process = int(parent.stdout.readline())
        parent.kill()

    assert ends(process)
