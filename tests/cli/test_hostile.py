"""Inputs made to crash, hang or lose records, through the whole command: every row comes out, in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from gaba_analogs.cli import main as cli

HOSTILE = Path(__file__).parents[1] / "data" / "hostile"
LIMIT = 3
"""Time limit [s] of a record."""
STARTING = 45
"""Time [s] that a busy machine may need to start the command; it takes a tenth of that when idle."""

needs_signals = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals")
CRASHED = "crashed the worker process (segmentation fault)"
HUNG = f"took longer than {LIMIT} s"


@dataclass(frozen=True)
class Outcome:
    """What a run left: exit code, verdicts, reasons of what was not examined, standard error, duration [s]."""

    code: int
    verdicts: list[str]
    reasons: list[str]
    err: str
    seconds: float


def run(*arguments: str | Path, text: str | None = None) -> Outcome:
    """Run the command on an input, and read its JSON Lines."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "gaba_analogs", *map(str, arguments), "--no-names", "--format", "jsonl"],
        input=text,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    reasons = [skip["reason"] for one in reports for skip in one["skipped"] if skip["code"] == "record"]
    return Outcome(
        done.returncode,
        [one["verdict"] for one in reports],
        reasons,
        done.stderr,
        time.monotonic() - start,
    )


@needs_signals
@pytest.mark.parametrize(
    ("name", "reason"),
    [("crash.mol", CRASHED), ("crash-atom-list.mol", CRASHED), ("endless.mol", HUNG)],
)
@pytest.mark.parametrize("number", [1, 2])
def test_molfile_that_ruins_its_process(tmp_path, name, reason, number):
    """Alone or among others, it costs itself: a record in the report, one line, exit code 2."""
    path = tmp_path / "made.sdf"
    path.write_text((HOSTILE / name).read_text().replace("M  END\n", "M  END\n$$$$\n") * number)

    found = run(path, "--timeout", LIMIT)

    assert (found.code, found.verdicts) == (2, ["unverified"] * number)
    assert found.reasons == [reason] * number
    records = "record" if number == 1 else "records"
    last = found.err.splitlines()[-1]
    assert last == f"verify-structure: {number} of {number} {records} could not be examined: {reason}"
    assert found.seconds < number * (LIMIT + 2) + STARTING


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        pytest.param("formula.csv", ["inconsistent", "verified"], id="counts-of-counts"),
        pytest.param("inchi.csv", ["inconsistent", "unverified", "verified"], id="components-beyond-the-formula"),
        pytest.param("dump.xml", ["verified", "unverified"], id="comment-between-pages"),
        pytest.param("answers.jsonl", ["verified", "unverified", "unverified", "verified"], id="empty-answers"),
        pytest.param("tabs.csv", ["verified"], id="tabs"),
    ],
)
def test_every_row_comes_out(name, verdicts):
    """One row in is one row out, each with the verdict that it deserves."""
    found = run(HOSTILE / name, "--timeout", LIMIT)

    assert found.verdicts == verdicts
    assert HUNG not in found.reasons
    assert "Traceback" not in found.err
    assert found.seconds < LIMIT + 2 + STARTING


def test_answers_without_a_compound():
    """An answer of PubChem without a compound is told of, and fails the run."""
    found = run(HOSTILE / "answers.jsonl")

    assert found.code == 2
    assert found.reasons == ["an answer from PubChem without a compound"] * 2


def test_characters_that_no_record_holds():
    """Surrogates, numbers of thousands of digits, NUL and repeated byte-order marks meet no internal error."""
    found = run(HOSTILE / "characters.jsonl")

    assert len(found.verdicts) == 7
    assert found.verdicts[-1] == "verified"
    assert found.reasons == ["'name' contains a NUL character: damaged file?"]
    assert "internal error" not in found.err


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_reader_that_stumbles_costs_its_input(monkeypatch, tmp_path, capsys):
    """An error of ours in a reader is one line that asks for a report; the inputs around it are verified."""

    def stumbles(*_, **__):
        raise KeyError("SMILES")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gaba_analogs.readers.tabular.markdown.read_markdown", stumbles)
    Path("good.csv").write_text("name,smiles,formula\nethane,CC,C2H6\n")
    Path("bad.md").write_text("| name | smiles |\n|---|---|\n| ethane | CC |\n")

    code = cli.main(["good.csv", "bad.md", "good.csv", "--no-names", "--format", "csv", "--against", "bad.md"])
    out, err = capsys.readouterr()

    assert (code, len(out.splitlines())) == (2, 3)
    lines = err.splitlines()
    said = "verify-structure: bad.md: internal error in reading it: KeyError: 'SMILES' (test_hostile.py:"
    assert [line.startswith(said) for line in lines[:2]] == [True, True]
    assert lines[0].endswith("please report it; not compared with it")
    assert lines[1].endswith("not read to the end; please report it")
