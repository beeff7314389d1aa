"""Numbered Parquet parts: whole at every moment, and the same however often the run was killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time

import pandas as pd
import pyarrow.parquet as pq
import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.running import parts
from gaba_analogs.running.progress import closing_lines
from running.samples import write_table

ROWS = 100
DRIVER = (
    "import sys; from gaba_analogs.cli import main as cli; from gaba_analogs.running import parts; "
    f"parts.ROWS = {ROWS}; "
    "sys.exit(cli.main(sys.argv[1:]))"
)
OPTIONS = ["--format", "parquet", "--no-names", "--quiet"]
RECORDS = 1200


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch, tmp_path):
    monkeypatch.setattr(parts, "ROWS", ROWS)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def written(tmp_path, capsys):
    """Run 250 records to the end."""
    write_table(tmp_path / "samples.csv", 250)
    assert cli.main(["samples.csv", "--output", "whole", *OPTIONS]) == 1
    capsys.readouterr()
    return tmp_path / "whole"


def contents(folder):
    """Every file of a folder, by its name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_rows_of_parts(written):
    """Each part holds as many rows, the last one the rest; one row per record, in order."""
    names = sorted(path.name for path in written.glob("*.parquet"))
    tables = [pq.read_table(written / name) for name in names]
    names_of_records = [name for table in tables for name in table["name"].to_pylist()]

    assert names == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert [len(table) for table in tables] == [100, 100, 50]
    assert [int(name.split()[-1]) for name in names_of_records] == list(range(1, 251))
    # three of four substances are consistent, see samples.py
    assert tables[0]["verdict"].to_pylist().count("verified") == 75


def test_folder_reads_as_one_table(written):
    """Programs that read a folder of Parquet files as one table find the rows, and do not trip over the manifest."""
    assert len(pq.read_table(written)) == 250
    assert len(pd.read_parquet(written)) == 250


def test_reason_of_what_was_not_examined(tmp_path):
    """A row that could not be examined says why in its row; the closing lines count such reasons."""
    (tmp_path / "ragged.csv").write_text("name,smiles\nGABA,NCCCC(=O)O\nbaclofen,a,b,c\n")
    assert cli.main(["ragged.csv", "--output", "ragged", *OPTIONS]) == 2
    rows = pq.read_table(tmp_path / "ragged")
    lines = closing_lines("ragged", parts.Manifest.read(tmp_path / "ragged" / "_manifest.json").total(), 0.1, new=2)

    assert rows["reason"].to_pylist() == [
        "nothing to compare: only name and SMILES are stated",
        "row has 4 cells but the header has 2",
    ]
    assert lines[-1].strip() == "1  not examined: row has 4 cells but the header has 2"


def test_manifest(written):
    """The manifest says what the run depends on, and what is in each part."""
    manifest = json.loads((written / "_manifest.json").read_text())

    assert manifest["complete"] is True
    assert [part["rows"] for part in manifest["parts"]] == [100, 100, 50]
    assert manifest["parts"][0]["counts"]["verdicts"] == {"verified": 75, "inconsistent": 25}
    assert manifest["inputs"][0]["name"] == "samples.csv"
    assert {"gaba_analogs", "rdkit", "inchi", "pyarrow"} <= manifest["versions"].keys()
    assert manifest["options"]["names"] is False


@pytest.mark.parametrize("workers", ["1", "2"])
def test_same_bytes_for_any_number_of_workers(written, tmp_path, workers):
    """The folder tells nothing of who wrote it."""
    cli.main(["samples.csv", "--output", "other", "--workers", workers, *OPTIONS])

    assert contents(tmp_path / "other") == contents(written)


def test_complete_run_is_not_done_again(written, capsys):
    """Resuming a complete run writes nothing; the exit code is that of the whole run."""
    before = {path.name: path.stat().st_mtime_ns for path in written.iterdir()}

    assert cli.main(["samples.csv", "--output", "whole", "--resume", *OPTIONS]) == 1
    assert {path.name: path.stat().st_mtime_ns for path in written.iterdir()} == before
    assert capsys.readouterr().err.startswith("verify-structure: exit code 1: ")


@pytest.mark.parametrize(
    ("change", "options", "complaint"),
    [
        pytest.param(None, [], "already holds a run: continue it with --resume", id="not-resumed"),
        pytest.param("input", ["--resume"], "input samples.csv (", id="input"),
        pytest.param("bytes", ["--resume"], "input samples.csv (same size, different content)", id="one-byte"),
        pytest.param(
            None, ["--resume", "--ignore", "cas-is-date"], "option ignore (none before, cas-is-date now)", id="option"
        ),
        pytest.param(None, ["--resume", "--timeout", "5"], "option timeout (10.0 before, 5.0 now)", id="timeout"),
        pytest.param("version", ["--resume"], "rdkit (1990.09.1 before, ", id="version"),
        pytest.param("manifest", ["--resume"], "not the manifest of a run", id="manifest-damaged"),
        pytest.param("nested", ["--resume"], "not the manifest of a run", id="manifest-nested-deeply"),
        pytest.param("counts", ["--resume"], "not the manifest of a run", id="counts-damaged"),
        pytest.param("inputs", ["--resume"], "not the manifest of a run", id="inputs-damaged"),
        pytest.param("absent", ["--resume"], "input samples.csv (", id="input-gone"),
        pytest.param("stray", ["--resume"], "contains other files", id="no-manifest"),
    ],
)
def test_refused(written, capsys, change, options, complaint):
    """A run that does not belong to the folder is refused in one line, and the folder left alone."""
    table, manifest = written.parent / "samples.csv", written / "_manifest.json"
    if change == "input":
        table.write_text(table.read_text() + "more,C,,\n")
    elif change == "bytes":
        table.write_text(table.read_text().replace("baclofen 2,", "baclofem 2,"))
    elif change == "version":
        values = json.loads(manifest.read_text())
        values["versions"]["rdkit"] = "1990.09.1"
        manifest.write_text(json.dumps(values))
    elif change == "counts":
        manifest.write_text(manifest.read_text().replace('"verified"', '"unheard-of"'))
    elif change == "inputs":
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "inputs": [1]}))
    elif change == "absent":
        table.unlink()
    elif change == "manifest":
        manifest.write_text("{")
    elif change == "nested":
        manifest.write_text("[" * 100_000)
    elif change == "stray":
        manifest.rename(written / "notes.txt")
    before = contents(written)
    code = cli.main(["samples.csv", "--output", "whole", *options, *OPTIONS])
    err = capsys.readouterr().err

    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1
    assert contents(written) == before


def test_changed_folder_of_parts_is_refused(written, capsys):
    """An input that is a folder is told by what it holds."""
    cli.main(["whole", "--output", "again", *OPTIONS])
    (written / "part-00002.parquet").unlink()
    capsys.readouterr()
    code = cli.main(["whole", "--output", "again", "--resume", *OPTIONS])

    assert code == 2
    assert "input whole (" in capsys.readouterr().err


def test_complaints_are_repeated(tmp_path, capsys):
    """A run that is complete but for an input that could not be read says so each time."""
    write_table(tmp_path / "samples.csv", 3)
    argv = ["gone.csv", "samples.csv", "--output", "whole", "--resume", *OPTIONS]
    first = cli.main(argv), capsys.readouterr().err
    second = cli.main(argv), capsys.readouterr().err

    assert "gone.csv" in first[1]
    assert first == second


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_interrupted_run_that_cannot_be_resumed(tmp_path, capsys):
    """What was read from a pipe cannot be read again: nothing is advised that would fail."""
    folder = parts.Folder(tmp_path / "x", parts.manifest(["-"], {}, {}), resumable=False)
    assert "--resume" not in folder.resume_hint()
    os.mkfifo(tmp_path / "pipe")
    assert cli.main(["pipe", "--output", "parts", "--resume", *OPTIONS]) == 2
    assert "--resume cannot read pipe again" in capsys.readouterr().err


def test_damaged_part_is_written_again(written, capsys):
    """A part whose bytes are not those of the manifest is done again, and those after it."""
    whole = contents(written)
    damaged = written / "part-00001.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    cli.main(["samples.csv", "--output", "whole", "--resume", *OPTIONS])

    assert contents(written) == whole
    assert "part-00001.parquet is missing or damaged" in capsys.readouterr().err


def test_folder_in_the_middle_of_a_part(written):
    """What a run is writing has a name that readers of the folder pass over."""
    rows = len(pq.read_table(written))
    with parts.atomically_written(written / "part-00009.parquet") as partial:
        partial.write_text("half a pa")

        assert len(pq.read_table(written)) == rows
        assert not (written / "part-00009.parquet").exists()


def test_fingerprint_of_a_folder_of_folders(tmp_path):
    """What lies deeper counts, as the reader reads it."""
    deep = tmp_path / "in" / "year=1"
    deep.mkdir(parents=True)
    (deep / "a.parquet").write_text("one")
    before = parts.fingerprint(str(tmp_path / "in"))
    (deep / "a.parquet").write_text("two")
    assert parts.fingerprint(str(tmp_path / "in")) != before

    (deep / "a.parquet").rename(tmp_path / "in" / "a.parquet")
    assert before["bytes"] == 3
    assert len({json.dumps(f) for f in (before, parts.fingerprint(str(tmp_path / "in")))}) == 2


def test_inputs_that_cannot_be_read_do_not_stop_the_others(tmp_path, capsys):
    """One line tells of them, and the other records are written; names need not be UTF-8."""
    write_table(tmp_path / "samples.csv", 3)
    odd = os.fsdecode(b"a\xffb.csv")
    assert cli.main([odd, "samples.csv", "--output", "parts", *OPTIONS]) == 2

    assert capsys.readouterr().err.count("\n") == 1
    assert len(pq.read_table(tmp_path / "parts")) == 3


def test_input_that_grows_during_the_run(tmp_path, capsys, monkeypatch):
    """A run whose input changed meanwhile is not complete, and says so."""
    table = write_table(tmp_path / "samples.csv", 2 * ROWS)
    write = parts.Folder.add

    def add(folder, *given):
        write(folder, *given)
        with table.open("a") as file:
            file.write("\n")

    monkeypatch.setattr(parts.Folder, "add", add)

    assert cli.main(["samples.csv", "--output", "parts", *OPTIONS]) == 2
    assert capsys.readouterr().err.endswith(
        "verify-structure: samples.csv changed while it was read: verify it again, in a new folder\n"
    )
    assert not json.loads((tmp_path / "parts" / parts.MANIFEST).read_text())["complete"]


def test_folder_within_the_input_is_refused(tmp_path, capsys):
    """A run does not read what it writes."""
    (tmp_path / "given").mkdir()
    write_table(tmp_path / "given" / "samples.csv", 3)

    assert cli.main(["given", "--output", "given/parts", *OPTIONS]) == 2
    assert capsys.readouterr().err == (
        "verify-structure: --output given/parts lies in the input given: choose another folder\n"
    )


def test_folder_in_use_is_refused(written):
    """Two runs never write to one folder."""
    pytest.importorskip("fcntl", reason="only POSIX systems lock folders")
    wanted = parts.Manifest.read(written / "_manifest.json")
    with (
        parts.open_folder(written, wanted, resume=True, say=print),
        pytest.raises(parts.PartsError, match="in use by another run"),
        parts.open_folder(written, wanted, resume=True, say=print),
    ):
        pass


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (["--resume"], "--resume needs --output FOLDER --format parquet"),
        (["--output", "report.parquet", "--resume"], "--resume needs --output FOLDER --format parquet"),
        (
            ["--output", "parts", "--format", "parquet", "--resume", "--cross-record"],
            "--cross-record and --resume cannot be combined",
        ),
        (["--workers", "0"], "--workers 0: must be at least 1"),
        (["--timeout", "-1"], "--timeout -1: give the seconds"),
        (["--workers", "2", "--scheduler", "tcp://127.0.0.1:8786"], "cannot be combined"),
    ],
)
def test_requests_that_make_no_sense(capsys, argv, complaint):
    """Each is refused in one line."""
    code = cli.main(["baclofen", *argv])

    assert code == 2
    assert complaint in capsys.readouterr().err


# --- killed runs ----------------------------------------------------------------------------------------

needs_posix = pytest.mark.skipif(os.name == "nt", reason="kills groups of processes")


def start(*options):
    """Begin a run in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, "samples.csv", "--output", "parts", *OPTIONS, *options],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_part(folder, process, number=0):
    """Wait until a part is there, or the run is over."""
    while process.poll() is None and not (folder / f"part-{number:05d}.parquet").exists():
        time.sleep(0.01)


def assert_all_gone(group):
    """Every process of a group ends within seconds."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("processes are left behind")


@needs_posix
def test_killed_at_random_moments(tmp_path):
    """A run killed again and again ends with the bytes of one that never was, and leaves no process behind."""
    write_table(tmp_path / "samples.csv", RECORDS)
    assert cli.main(["samples.csv", "--output", "whole", *OPTIONS]) == 1
    moments = random.Random()  # noqa: S311 - any moment will do
    kills = 0
    for kill in range(3):
        process = start("--resume", "--workers", "2")
        if kill:
            wait_for_part(tmp_path / "parts", process, 2 * kill)
        time.sleep(moments.uniform(0, 0.6))
        kills += process.poll() is None
        process.kill()
        said = process.communicate()[1]
        assert not said or said.startswith("verify-structure: exit code 1: ")  # it was done before
        assert_all_gone(process.pid)
    process = start("--resume")

    assert process.communicate()[1].startswith("verify-structure: exit code 1: ")
    assert process.returncode == 1
    assert kills
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


@needs_posix
@pytest.mark.parametrize(
    ("send", "number", "last"),
    [
        pytest.param("killpg", signal.SIGINT, "interrupted", id="ctrl-c"),
        pytest.param("kill", signal.SIGTERM, "terminated (SIGTERM)", id="kill"),
        pytest.param("killpg", getattr(signal, "SIGHUP", 1), "terminated (SIGHUP)", id="terminal-closed"),
        pytest.param("killpg", signal.SIGTERM, "terminated (SIGTERM)", id="service-stopped"),
    ],
)
@pytest.mark.usefixtures("interruptible")
def test_ended_by_a_signal(tmp_path, send, number, last):
    """Ctrl-C, SIGTERM and SIGHUP end all processes, and the run says how to resume."""
    write_table(tmp_path / "samples.csv", 20 * RECORDS)
    process = start()
    wait_for_part(tmp_path / "parts", process)
    getattr(os, send)(process.pid, number)
    err = process.communicate()[1]

    assert process.returncode == 128 + number
    assert "rerun with --resume to continue" in err
    assert err.splitlines()[-1] == f"verify-structure: {last}"
    assert_all_gone(process.pid)


@needs_posix
def test_closed_pipe_is_no_complaint(tmp_path):
    """``| head`` ends a run without a word."""
    table = write_table(tmp_path / "samples.csv", RECORDS)
    process = subprocess.Popen(
        [sys.executable, "-m", "gaba_analogs.cli.main", str(table), "--no-names", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    first = process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()

    assert json.loads(first)["verdict"] == "verified"
    assert process.wait() == 141
    assert err == ""
    assert_all_gone(process.pid)
