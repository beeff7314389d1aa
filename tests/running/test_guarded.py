"""One record in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from gaba_analogs.api.many import verify_many
from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.errors import OptionError
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Verdict
from gaba_analogs.running import guarded
from gaba_analogs.running.executor import LostChunkError, is_ordinary
from gaba_analogs.running.stream import collected
from gaba_analogs.running.waiting import can_fork
from gaba_analogs.running.work import Job
from gaba_analogs.verification import pairs as verification
from running import misbehaviour
from running.samples import records

pytestmark = pytest.mark.skipif(not can_fork(), reason="forks")

GABA = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}


@pytest.fixture
def _vulnerable(monkeypatch):
    """Let records that carry the name of a fault ruin the process that verifies them."""
    monkeypatch.setattr(verification, "verify_pairs", misbehaviour.verify_pairs)


@pytest.mark.usefixtures("_vulnerable")
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("crash", "crashed the worker process (segmentation fault)"),
        ("hang", "took longer than 1 s"),
        ("hog", "needed more than 0.125 GiB of memory"),
        ("leave", "crashed the worker process (exit code 255)"),
    ],
)
def test_a_single_record_costs_itself(fault, reason):
    """A record that ruins its process is reported with the reason, in time, and the process that asked goes on."""
    start = time.monotonic()
    limit = 30 if fault == "hog" else 1

    (report,) = verify_many([misbehaviour.record(fault)], timeout=limit, memory=0.125, names=False)

    assert (report.verdict, report.skipped[0].reason) == (Verdict.UNVERIFIED, reason)
    assert time.monotonic() - start < limit + 10


def test_same_report_as_in_this_process():
    """A record verified in a process of its own has the report that this process makes."""
    assert verify(GABA, timeout=30, names=False) == verify(GABA, names=False)


@pytest.mark.usefixtures("_vulnerable")
def test_time_limit_of_a_single_record():
    """`verify` gives up after its time limit."""
    report = verify(misbehaviour.record("hang"), timeout=0.5, names=False)

    assert report.skipped[0].reason == "took longer than 0.5 s"


@pytest.mark.usefixtures("_vulnerable")
def test_time_limit_of_several_records():
    """With a time limit, `verify_records` leaves the work to another process, and gives up on the culprit alone."""
    found = list(verify_records([GABA, misbehaviour.record("hang"), GABA], timeout=1, names=False))

    assert [one.verdict.value for one in found] == ["verified", "unverified", "verified"]


@pytest.mark.parametrize("timeout", [0, -1, float("inf"), float("nan"), "10"])
def test_impossible_time_limit(timeout):
    """A time limit is a positive number."""
    with pytest.raises(OptionError, match="timeout"):
        verify(GABA, timeout=timeout)


def test_what_native_code_writes_is_not_shown(capfd, monkeypatch):
    """Libraries write their last words to the descriptor of standard error; the report says it better."""

    def last_words(pairs, **options):  # noqa: ARG001 - as the real one
        os.write(2, b"corrupted size vs. prev_size\n")
        misbehaviour.crash()

    monkeypatch.setattr(verification, "verify_pairs", last_words)
    list(verify_many(records(1), names=False))

    assert capfd.readouterr().err == ""


def test_java_ends_with_the_record(tmp_path, monkeypatch):
    """What the process has started, such as a Java that hangs, ends with it."""
    note = tmp_path / "pid"

    def starts_another(pairs, **options):  # noqa: ARG001 - as the real one
        started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        note.write_text(str(started.pid))
        misbehaviour.hang()

    monkeypatch.setattr(verification, "verify_pairs", starts_another)
    list(verify_many(records(1), timeout=1, names=False))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _runs(int(note.read_text())):
        time.sleep(0.05)

    assert not _runs(int(note.read_text()))


def _runs(process):
    """Whether a process runs, and is not waiting to be collected by a parent that does not care."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return shown.stdout.strip() != "" and not shown.stdout.startswith("Z")


def test_crash_of_an_innocent_record(tmp_path):
    """A record that crashes once, in a process that another one has corrupted, is verified the second time."""
    job = Job(names=False)

    class Corrupt(guarded.ForkedProcess):
        def submit(self, given, registries=()):
            return Pending(super().submit(given, registries))

    class Pending:
        def __init__(self, pending):
            self.pending = pending

        def result(self):
            if not (tmp_path / "crashed").exists():
                (tmp_path / "crashed").touch()
                raise LostChunkError("crashed the worker process (aborted)", crashed=True)
            return self.pending.result()

    executor = Corrupt(job)
    (chunk,) = collected(records(1), executor.submit(records(1)), job, executor)

    assert [report.verdict for report in chunk.reports()] == [Verdict.VERIFIED]


@pytest.mark.parametrize(
    ("record", "ordinary"),
    [
        pytest.param(GABA, True, id="GABA"),
        pytest.param({"inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"}, True, id="InChI"),
        pytest.param({"smiles": "OC(=O)[C@@H](N)CC/C=C\\C#N"}, True, id="marks"),
        pytest.param({"molblock": "GABA\n\n\n"}, False, id="molfile"),
        pytest.param({"smiles": "C" * 1000}, False, id="long"),
        pytest.param({"formula": "((O99999)9999)9999"}, False, id="counts-of-counts"),
        pytest.param({"inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h2*1-3,5H2,(H,6,7)"}, False, id="multiplied"),
    ],
)
def test_what_is_verified_in_place_where_processes_cannot_be_forked(record, ordinary):
    """Only what is short and plain."""
    assert is_ordinary(StructureRecord(**record)) is ordinary
