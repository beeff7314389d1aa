"""Many records over several processes: same reports, same order, and one bad record is one bad record."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gaba_analogs.api.many import verify_many
from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.cli import main as cli
from gaba_analogs.errors import InputError
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import Verdict
from gaba_analogs.running import run, stream
from gaba_analogs.running.executor import LostChunkError, ThisProcess
from gaba_analogs.running.guarded import exit_reason
from gaba_analogs.running.work import Job
from running import misbehaviour
from running.samples import records

needs_signals = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals")


@pytest.mark.parametrize("few", [pytest.param(True, id="forked"), pytest.param(False, id="from-a-server")])
@pytest.mark.parametrize("workers", [1, 2])
def test_same_reports_in_the_same_order(monkeypatch, few, workers):
    """Whoever verifies a record, its report is the same, and stands in its place."""
    given = records(150)
    if not few:
        monkeypatch.setattr(run, "SMALL_RUN", 10)

    assert list(verify_many(given, workers=workers, names=False)) == list(verify_records(given, names=False))


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"workers": 0}, "workers=0: must be at least 1"),
        ({"workers": -1}, "workers=-1: must be at least 1"),
        ({"timeout": 0}, "timeout=0: give the seconds"),
        ({"memory": 0}, "memory=0: give the GiB"),
        ({"select": ["nonsense"]}, "select: no check named 'nonsense'"),
        ({"ignore": ["inchikey-mismtch"]}, "ignore: no check named .*: did you mean inchikey-mismatch?"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, complaint):
    """A value that makes no sense is refused at once, not when the first report is asked for."""
    with pytest.raises(ValueError, match=complaint):
        verify_many(records(3), names=False, **wrong)


def test_same_complaint_as_the_command(capsys):
    """An unknown code is told in the words of the command."""
    assert cli.main(["baclofen", "--ignore", "inchikey-mismtch"]) == 2
    said = capsys.readouterr().err.strip()

    with pytest.raises(ValueError, match="no check named") as error:
        verify_many([], ignore=["inchikey-mismtch"])
    assert said == f"verify-structure: --{error.value}"


def test_mappings_are_records_too():
    """A mapping of field names to text is verified as `verify` does it, among records, by its number."""
    (record,) = records(1)
    mapping = {"smiles": record.smiles, "inchikey": record.inchikey}

    found = list(verify_many([record, mapping], workers=1, names=False))

    assert found == [verify(record, names=False), verify({**mapping, "place": Place(row=2)}, names=False)]


@needs_signals
@pytest.mark.parametrize("few", [pytest.param(True, id="forked"), pytest.param(False, id="from-a-server")])
def test_fault_costs_one_record(monkeypatch, few):
    """A crash, a hang and a memory hog are reported with their reasons; every other record is verified."""
    if not few:
        monkeypatch.setattr(run, "SMALL_RUN", 10)
    given = records(40)
    for place, fault in ((5, "crash"), (17, "hang"), (18, "hog"), (39, "crash")):
        given[place] = misbehaviour.record(fault)
    job = Job(names=False, timeout=3, memory=0.125)
    with run.open_run(given, job, workers=2, initializer=misbehaviour.install) as chunks:
        reports = [report for chunk in chunks for report in chunk.reports()]
    lost = {
        place: report.skipped[0].reason for place, report in enumerate(reports) if report.skipped[0].code == "record"
    }

    assert [report.record for report in reports] == given
    assert lost == {
        5: "crashed the worker process (segmentation fault)",
        17: "took longer than 3 s",
        18: "needed more than 0.125 GiB of memory",
        39: "crashed the worker process (segmentation fault)",
    }
    assert {reports[place].verdict for place in lost} == {Verdict.UNVERIFIED}
    whole = [report for place, report in enumerate(reports) if place not in lost]
    assert whole == list(verify_records([report.record for report in whole], names=False))


def test_single_record_loads_no_pool():
    """One record is verified in place, without a word of Pebble, Dask or Arrow."""
    code = (
        "import sys; from gaba_analogs.cli.main import main; main(['baclofen', '--no-names'])\n"
        "print([m for m in ('pebble', 'dask', 'distributed', 'pyarrow', 'multiprocessing.connection')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_damage_is_told_after_the_records_before_it():
    """What goes wrong in reading costs none of the records that were read."""

    def damaged():
        yield from records(3)
        raise InputError("the file ends early", path="samples.csv")

    reports = verify_many(damaged(), workers=1, names=False)

    assert [next(reports).record.name for _ in range(3)] == [record.name for record in records(3)]
    with pytest.raises(InputError, match="ends early"):
        next(reports)


def test_records_are_read_as_they_are_needed():
    """No more records are read ahead than a bounded number of chunks holds."""
    read = []

    def endless():
        for record in records(100_000):
            read.append(record)
            yield record

    reports = verify_many(endless(), workers=1, names=False)
    for _ in range(10):
        next(reports)
    reports.close()

    assert len(read) <= run.SMALL_RUN + stream.LARGEST_CHUNK


def test_chunks_end_at_cuts():
    """Chunks end where parts end, so that counts belong to one part."""
    job = Job(names=False)
    source = stream.Source(records(25))
    chunks = stream.chunk_reports(source, job, ThisProcess(job), stream.Cuts(10))

    assert [chunk.counts["records"] for chunk in chunks] == [10, 10, 5]


def test_slow_records_make_small_chunks():
    """A chunk takes about the same time, whatever its records take."""
    pace = stream.Pace()
    chunk = pace.chunk
    pace.update(records=chunk, seconds=chunk * 0.1)

    assert (chunk, pace.chunk) == (stream.FIRST_CHUNK, round(stream.CHUNK_SECONDS / 0.1))


def test_lost_chunk_is_searched_for_the_culprit():
    """Where a chunk is lost for a reason that no record of it shows again, no record is given up."""

    class Flaky(ThisProcess):
        def submit(self, given, registries=()):
            if len(given) > 1:
                return self
            return super().submit(given, registries)

        def result(self):
            raise LostChunkError("the machine was switched off")

    job = Job(names=False)
    chunks = stream.chunk_reports(stream.Source(records(5)), job, Flaky(job))
    reports = [report for chunk in chunks for report in chunk.reports()]

    assert reports == list(verify_records(records(5), names=False))


@needs_signals
@pytest.mark.parametrize(
    ("exit_code", "reason"),
    [
        (-11, "crashed the worker process (segmentation fault)"),
        (-6, "crashed the worker process (aborted)"),
        (-9, "the worker process was killed: the machine may have run out of memory"),
        (1, "crashed the worker process (exit code 1)"),
    ],
)
def test_how_it_ended(exit_code, reason):
    """The end of a process is told in words."""
    assert exit_reason(exit_code) == reason


@pytest.mark.names
def test_names_are_read_in_the_workers(monkeypatch):
    """Every worker has an OPSIN of its own, and the reports are those of one process."""
    monkeypatch.setattr(run, "SMALL_RUN", 3)
    given = [
        StructureRecord(name=str(number), iupac_name=name, smiles=smiles)
        for number, (name, smiles) in enumerate(
            [
                ("4-aminobutanoic acid", "NCCCC(=O)O"),
                ("4-amino-3-(4-chlorophenyl)butanoic acid", "NCC(CC(=O)O)c1ccc(Cl)cc1"),
                ("(3S)-3-(aminomethyl)-5-methylhexanoic acid", "CC(C)C[C@H](CN)CC(=O)O"),
                ("4-aminobutanamide", "NCCCC(=O)O"),
            ]
        )
    ]

    assert list(verify_many(given, workers=2, timeout=30)) == list(verify_records(given))
