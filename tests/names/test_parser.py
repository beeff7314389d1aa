"""The parser when OPSIN misbehaves, and names that it never sends."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from asking import one
from gaba_analogs.names import ParsedName
from gaba_analogs.names.parser import NameParser


class TestProcess:
    """What happens when OPSIN misbehaves; a small script plays its part."""

    def test_hanging_name_fails_alone(self, fake):
        """A name over which OPSIN hangs fails with a reason; the others are read."""
        results = fake.parse(["a", "hang", "b"], timeout=0.5)

        assert [result.smiles for result in results] == ["C", None, "C"]
        assert results[1].failure == "OPSIN did not answer within 0.5 s"

    def test_crashing_name_fails_alone(self, fake):
        """A name that ends OPSIN twice fails with a reason; the others are read."""
        results = fake.parse(["a", "crash", "b"])

        assert [result.smiles for result in results] == ["C", None, "C"]
        assert results[1].failure == "OPSIN crashed on this name"

    @pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv, of Linux")
    def test_killed_process_leaves_no_opsin(self, tmp_path):
        """OPSIN ends with the process that has started it, even in the middle of a name that never ends."""
        (tmp_path / "opsin.py").write_text(
            "import sys, time; print('C', input(), sep='\\t', flush=True); time.sleep(600)"
        )
        driver = f"""
import sys, time
from gaba_analogs.names.process import Process
process = Process([sys.executable, {str(tmp_path / "opsin.py")!r}])
process.wait_until_ready(60)
print(process.pid, flush=True)
time.sleep(600)
"""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen([sys.executable, "-c", driver], env=environment, stdout=subprocess.PIPE) as parent:
            opsin = int(parent.stdout.readline())
            parent.send_signal(signal.SIGKILL)

        assert _ends(opsin)

    def test_name_is_asked_again_after_one_crash(self, fake, tmp_path):
        """A name is not blamed for the first end of OPSIN."""
        assert one(fake, f"once {tmp_path / 'mark'}").smiles == "C"

    def test_tool_failures_are_not_remembered(self, fake):
        """A hang is asked again next time."""
        one(fake, "hang", timeout=0.3)
        started = time.monotonic()
        one(fake, "hang", timeout=0.3)

        assert time.monotonic() - started >= 0.3

    def test_killed_between_calls(self, fake):
        """An OPSIN that was killed meanwhile is started again."""
        assert one(fake, "a").smiles == "C"
        fake._process._popen.kill()

        assert one(fake, "b").smiles == "C"

    def test_warnings_go_to_their_name(self, fake):
        """A warning is given to the name it was written for."""
        results = fake.parse(["a", "loud", "b"] + [f"x{i}" for i in range(50)])

        assert [result.name for result in results if result.ambiguous] == ["loud"]

    def test_message_that_looks_like_an_answer(self, fake):
        """Lines of a message are no answers, whatever they end in."""
        results = fake.parse(["a", "confusing", "b"])

        assert [(result.smiles, result.ambiguous) for result in results] == [("C", False), ("C", True), ("C", False)]

    def test_start_that_never_ends(self):
        """An OPSIN that never greets gives a reason, once; it is not waited for again."""
        silent = NameParser([sys.executable, "-c", "import time; time.sleep(600)"], start_timeout=0.3)

        assert one(silent, "methane").failure == "OPSIN did not start within 0.3 s"
        started = time.monotonic()
        assert one(silent, "ethane").failure == "OPSIN did not start within 0.3 s"
        assert time.monotonic() - started < 0.2

    def test_start_that_fails(self):
        """The last words of a program that ends at once are the reason."""
        broken = NameParser([sys.executable, "-c", "import sys; sys.exit('no heap')"])

        assert one(broken, "methane").failure == "OPSIN could not be started: no heap"

    def test_program_that_is_not_there(self, tmp_path):
        """A program that does not exist is a reason, not an exception."""
        missing = NameParser([str(tmp_path / "java")])

        assert one(missing, "methane").failure is not None

    def test_close_and_go_on(self, fake):
        """A closed parser starts again."""
        one(fake, "a")
        fake.close()

        assert one(fake, "b").smiles == "C"

    def test_garbage_collection_ends_opsin(self, fake):
        """A parser that is dropped takes its OPSIN along."""
        dropped = NameParser(fake._command)
        one(dropped, "a")
        popen = dropped._process._popen
        del dropped

        assert popen.wait(timeout=5) is not None

    def test_names_are_read_meanwhile(self, fake, tmp_path):
        """OPSIN has begun with a name before its result is waited for."""
        mark = tmp_path / "mark"
        with fake.reading([f"once {mark}"]) as results:
            assert _appears(mark)
            assert results()[f"once {mark}"].smiles == "C"

    def test_results_that_nobody_waits_for(self, fake):
        """The answer to a name that was given up on is not taken for that of the next."""
        with pytest.raises(KeyboardInterrupt), fake.reading(["loud"]):
            raise KeyboardInterrupt

        assert not one(fake, "b").ambiguous

    def test_names_asked_meanwhile(self, fake):
        """Names that are asked before the results of others were waited for get their own answers."""
        with fake.reading(["loud", "b"]) as results:
            between = one(fake, "c")
            others = results()

        assert [between.ambiguous, others["loud"].ambiguous, others["b"].ambiguous] == [False, True, False]

    def test_threads_share_a_parser(self, fake):
        """Two threads get the answers to their own names."""
        results = {}

        def work(prefix):
            results[prefix] = fake.parse([f"{prefix}{i}" for i in range(200)])

        threads = [threading.Thread(target=work, args=(prefix,)) for prefix in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        for prefix in ("a", "b"):
            assert [result.name for result in results[prefix]] == [f"{prefix}{i}" for i in range(200)]

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_fork(self, fake):
        """A forked child starts its own OPSIN and leaves the parent's alone."""
        one(fake, "a")
        parents = fake._process
        context = multiprocessing.get_context("fork")
        receive, send = context.Pipe(duplex=False)

        def work():
            send.send((fake._process is None, one(fake, "b").smiles))
            fake.close()

        child = context.Process(target=work)
        child.start()
        child.join(30)

        assert receive.recv() == (True, "C")
        assert parents.alive
        assert one(fake, "c").smiles == "C"
        assert fake._process is parents


class TestRefused:
    """Names that are not sent to OPSIN."""

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("", "not a name: it contains no letters"),
            ("  ", "not a name: it contains no letters"),
            ("107-95-9", "not a name: it contains no letters"),
            ("methane\nethane", "not a name: it contains a line break, a tab or another control character"),
            ("methane\tethane", "not a name: it contains a line break, a tab or another control character"),
            ("methane\0", "not a name: it contains a line break, a tab or another control character"),
            ("methane\ud800", "not a name: it contains a line break, a tab or another control character"),
            ("x" * 5001, "too long for a name: 5,001 characters, the limit is 5,000"),
        ],
    )
    def test_reason(self, fake, name, reason):
        """The reason stands in the result."""
        assert one(fake, name) == ParsedName(name, name.strip(), failure=reason)

    def test_nothing_asked(self, fake):
        """No names give no results."""
        assert fake.parse([]) == []


def _ends(process):
    """Whether a process that is not ours ends within seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
        if shown.stdout.strip() in {"", "Z"}:
            return True
        time.sleep(0.05)
    return False


def _appears(path):
    """Wait for a file, for as long as a slow machine may need."""
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return path.exists()
