"""Faults of the machine around the command: full disks, planted links, pipes, interrupts while it is loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.writing import replacing

resource = pytest.importorskip("resource", reason="POSIX limits")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX files and signals")

GABA = "name,smiles,inchikey\nGABA,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture(autouse=True)
def _table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("drugs.csv").write_text(GABA)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize(("inputs", "code"), [(["drugs.csv"], 0), (["missing.csv", "drugs.csv"], 2)])
def test_standard_error_cannot_be_written(inputs, code):
    """The report is whole, and the exit code says what could not be said."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "gaba_analogs", *inputs, "--no-names", "--format", "csv"],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            timeout=120,
            check=False,
        )

    assert done.returncode == code
    assert [line.split(",")[4] for line in done.stdout.splitlines()[1:]] == ["verified"]


def test_interrupt_while_the_command_is_loaded():
    """Ctrl-C before the command is ready ends it by the signal, without a word."""
    driver = """
import os, signal, sys
from gaba_analogs.cli.start import main

class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "gaba_analogs.cli.main":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting)
sys.exit(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", driver, "drugs.csv"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )

    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_planted_link():
    """A link with the name of the temporary file is not followed."""
    Path("victim").write_text("precious")
    with replacing(Path("report.csv")) as partial:
        name = partial.name
    Path(name).symlink_to("victim")

    with replacing(Path("report.csv")) as partial:
        assert partial.name == name
        partial.write_text("report")

    assert (Path("victim").read_text(), Path("report.csv").read_text()) == ("precious", "report")


def test_corrected_copy_to_a_pipe(capsys):
    """A corrected copy is a file: nothing waits for a reader that never comes."""
    os.mkfifo("pipe")

    assert cli.main(["drugs.csv", "--fix", "--output", "pipe"]) == 2
    assert capsys.readouterr().err == "verify-structure: --output pipe is not a file: --fix writes a copy of one\n"


def test_folder_that_cannot_be_written(tmp_path, capsys):
    """One line says so."""
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("root writes everywhere")
    try:
        code = cli.main(["drugs.csv", "--no-names", "--output", "report.csv"])
    finally:
        tmp_path.chmod(0o700)

    assert code == 2
    assert capsys.readouterr().err == "verify-structure: cannot write report.csv: Permission denied\n"


def run(*arguments, largest=None):
    """Run the command in a process that may write no file larger than so many bytes, as on a disk that fills up."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    return subprocess.run(
        [sys.executable, "-m", "gaba_analogs", *arguments, "--no-names", "--quiet"],
        env={**ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"},  # cut short, it would break what runs later
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=None if largest is None else limit,
    )


@pytest.mark.parametrize("output", ["report.csv", "report.jsonl", "report.parquet", "report.html", "report.xml"])
def test_disk_that_fills_up(output):
    """One line says so, the exit code is 2, and neither a report nor a part of one is left."""
    done = run("drugs.csv", "--output", output, largest=50)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"verify-structure: cannot write {output}: File too large\n"
    assert [path.name for path in Path().iterdir()] == ["drugs.csv"]


def test_folder_on_a_disk_that_fills_up():
    """A folder of parts is whole at every moment: with room again, --resume gives the bytes of an undisturbed run."""
    command = ("drugs.csv", "--format", "parquet", "--output")
    full = run(*command, "parts", largest=2000)
    run(*command, "whole")
    resumed = run(*command, "parts", "--resume")

    assert full.returncode == 2
    assert full.stderr == "verify-structure: cannot write to parts: File too large\n"
    assert (resumed.returncode, resumed.stderr) == (0, "")
    assert contents("parts") == contents("whole")


def test_input_from_the_future():
    """A clock that was set back between runs changes nothing: inputs are known by their content, not their age."""
    command = ("drugs.csv", "--format", "parquet", "--output", "parts", "--resume")
    first = run(*command)
    before = contents("parts")
    os.utime("drugs.csv", (4_000_000_000, 4_000_000_000))
    second = run(*command)

    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")
    assert contents("parts") == before


def contents(folder):
    """Every file of a folder, by its name."""
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


FORMATS = ("text", "json", "jsonl", "csv", "html", "sarif", "junit", "github")
INPUTS = {
    "damaged-row": ("drugs.csv", GABA + "GABA,NCCCC(=O)O\n"),
    "damaged-answers": ("drugs.json", '[{"id": {"id": {"cid": 119}}, "props": []}, 7, {}]'),
    "wrong": ("drugs.csv", GABA.replace("SA-N", "SA-M")),
    "verified": ("drugs.csv", GABA),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_exit_code_does_not_depend_on_the_format(capsys, kind):
    """What a run found, it says in every format with the same exit code."""
    name, text = INPUTS[kind]
    Path(name).write_text(text)

    codes = {form: cli.main([name, "--no-names", "--format", form]) for form in FORMATS}
    capsys.readouterr()

    assert len(set(codes.values())) == 1, codes
