"""A reader that never ends costs its input, not the run."""

from __future__ import annotations

import itertools
import signal
import threading
from pathlib import Path

import pytest

from gaba_analogs import readers
from gaba_analogs.cli import endless
from gaba_analogs.cli import main as cli
from gaba_analogs.record import Place, StructureRecord

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer of POSIX")

GABA = "name,smiles\nGABA,NCCCC(=O)O\n"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(endless, "LEAST_SECONDS", 0.2)
    monkeypatch.setattr(endless, "TICK", 0.05)
    Path("good.csv").write_text(GABA)
    Path("bad.csv").write_text(GABA)


def endless_after_a_record(name):
    """Give one record, and then compute forever."""
    yield StructureRecord(name="GABA", smiles="NCCCC(=O)O", place=Place(name, row=1))
    for _ in itertools.count():
        pass


def test_endless_reader_costs_its_input(monkeypatch, capsys):
    """The records before and the other inputs are reported, one line says what was not read, and the exit code is 2."""
    opened = readers.read

    def read(name, **options):
        return endless_after_a_record(name) if name == "bad.csv" else opened(name, **options)

    monkeypatch.setattr(readers, "read", read)

    code = cli.main(["bad.csv", "good.csv", "--no-names", "--format", "csv", "--timeout", "0.2"])
    out, err = capsys.readouterr()

    assert code == 2
    assert len(out.splitlines()) == 3
    assert err == "verify-structure: bad.csv: no further record in 1 s of processor time: not read to the end\n"


def test_time_between_records_does_not_count():
    """What is done with a record takes as long as it takes."""
    found = []
    for record in endless.limited(iter([StructureRecord(name="GABA")] * 3), "good.csv", 0.2):
        end = signal.getitimer(signal.ITIMER_VIRTUAL)
        assert end[1] > 0
        deadline = sum(range(5_000_000))
        found.append((record.name, deadline > 0))

    assert found == [("GABA", True)] * 3


def test_nothing_is_left_behind():
    """Timer and handler are as before, also when the rest is not read."""
    before = signal.getsignal(signal.SIGVTALRM)
    records = endless.limited(iter([StructureRecord(name="GABA")] * 3), "good.csv", 0.2)
    next(records)
    records.close()

    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("name", "size"), [("good.csv", len(GABA)), (".", 2 * len(GABA)), ("-", None), ("/dev/null", None), ("a\0b", None)]
)
def test_size_of_an_input(name, size):
    """A file has a size, a folder that of its files; pipes and devices have none, and no limit."""
    assert endless._size(name) == size


def test_other_threads():
    """A thread that is not the main one reads without a limit: only there can a handler be set."""
    found = []
    thread = threading.Thread(
        target=lambda: found.extend(endless.limited(iter([StructureRecord(name="GABA")]), "good.csv", 1))
    )
    thread.start()
    thread.join()

    assert [record.name for record in found] == ["GABA"]
