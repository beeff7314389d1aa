"""At most five requests a second, over all processes, whoever dies."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from threading import Thread

import pytest

from gaba_analogs.registry.pubchem import throttle
from gaba_analogs.registry.pubchem.client import Client
from gaba_analogs.registry.pubchem.throttle import Throttle
from registry.conftest import IMPATIENT

YELLOW = "Request Count status: Yellow (60%), Request Time status: Green (0%), Service status: Green (20%)"
BLACK = "Request Count status: Green (1%), Request Time status: Black (101%), Service status: Red (80%)"


def most_within_a_second(moments):
    """Count the requests in the fullest second."""
    moments = sorted(moments)
    return max(sum(start <= moment < start + 1 for moment in moments) for start in moments)


def worker(address, folder, *, threads, requests):
    """Start a process whose threads send requests as fast as they may."""
    program = f"""
        from pathlib import Path
        from threading import Thread
        from gaba_analogs.registry.pubchem.client import Client
        from gaba_analogs.registry.pubchem.throttle import Throttle

        def send():
            client = Client({address!r}, throttle=Throttle(Path({str(folder)!r})))
            for _ in range({requests}):
                client.ask("compound/name/cids/JSON", {{"name": "baclofen"}})

        for _ in range({threads}):
            Thread(target=send).start()
    """
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])


def test_eight_processes(server, tmp_path):
    """Eight processes together send no more than five requests in any second."""
    processes = [worker(server.address, tmp_path / "requests", threads=1, requests=2) for _ in range(8)]

    assert [process.wait(timeout=60) for process in processes] == [0] * 8
    moments = [one.at for one in server.asked]
    assert len(moments) == 16
    assert most_within_a_second(moments) <= 5


def test_killed_process(server, tmp_path):
    """A process that is killed in the middle of its requests keeps no slot."""
    server.faults.extend([lambda _: time.sleep(30)] * 5)
    process = worker(server.address, tmp_path, threads=5, requests=1)
    end = time.monotonic() + 30
    while len(server.asked) < 5 and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    start = time.monotonic()
    with Throttle(tmp_path).turn():
        pass

    assert len(server.asked) == 5
    assert time.monotonic() - start < 5  # the rest of a second, on a busy machine


def test_threads(tmp_path, monkeypatch):
    """Threads of one process share the slots, too."""
    monkeypatch.setattr(throttle, "REST", 0.3)
    moments = []

    def take_turns():
        with Throttle(tmp_path).turn():
            moments.append(time.monotonic())

    threads = [Thread(target=take_turns) for _ in range(11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    moments.sort()
    assert len(moments) == 11
    assert all(later - earlier >= 0.29 for earlier, later in zip(moments, moments[5:], strict=False))


def test_sixth_request_waits(server, tmp_path):
    """Five requests go out at once, the sixth a second after the first."""
    client = Client(server.address, IMPATIENT, Throttle(tmp_path))
    for _ in range(6):
        client.ask("compound/name/cids/JSON", {"name": "baclofen"})
    first, *_, fifth, sixth = [one.at for one in server.asked]

    assert fifth - first < 0.9
    assert sixth - first >= 1


@pytest.mark.usefixtures("restless")
@pytest.mark.parametrize(("status", "least"), [(YELLOW, 0.05), (BLACK, 0.8)], ids=["yellow", "black"])
def test_colours_slow_down(server, tmp_path, status, least):
    """What PubChem says of its load lengthens the rest of the slots."""
    server.throttling = status
    client = Client(server.address, IMPATIENT, Throttle(tmp_path))
    start = time.monotonic()
    for _ in range(6):
        client.ask("compound/name/cids/JSON", {"name": "baclofen"})

    assert time.monotonic() - start >= least


@pytest.mark.usefixtures("restless")
def test_missing_header(server, tmp_path):
    """An answer without the header is an answer."""
    server.throttling = ""

    assert Client(server.address, IMPATIENT, Throttle(tmp_path)).ask("compound/name/cids/JSON", {"name": "GABA"})


def test_clock_set_back(tmp_path, monkeypatch):
    """A rest that ends in the far future is a clock that was wrong."""
    monkeypatch.setattr(throttle, "REST", 0.3)
    tmp_path.joinpath("slot-0.time").write_text(f"{time.time() + 1e6}")
    for number in range(1, 5):
        tmp_path.joinpath(f"slot-{number}.time").write_text("garbage")
    start = time.monotonic()
    for _ in range(6):
        with Throttle(tmp_path).turn():
            pass

    assert 0.29 <= time.monotonic() - start < 2


def test_folder_that_cannot_be_written(tmp_path, monkeypatch):
    """The folder for temporary files serves instead."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Throttle(tmp_path / "file" / "requests").turn():
        pass

    assert list(tmp_path.glob("gaba_analogs-*/slot-*.time"))
