"""``python -m gaba_analogs`` is the command."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gaba_analogs.cli.main import main

TABLE = "name,SMILES,formula\n" + "GABA,NCCCC(=O)O,C4H9NO2\n" * 3 + "GABA,NCCCC(=O)O,C4H7NO2\n"
REASON = "verify-structure: exit code 1: 1 record is inconsistent\n"


def run(*arguments, **options):
    """Run the module as a program."""
    command = [sys.executable, "-m", "gaba_analogs", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120, **options)


def test_same_as_the_command(capsys):
    """Output and exit code are those of ``verify-structure``."""
    done = run("--explain", "cas-check-digit")

    assert done.returncode == main(["--explain", "cas-check-digit"]) == 0
    assert done.stdout == capsys.readouterr().out


def test_exit_code(tmp_path):
    """A wrong record ends the program with 1, an unknown option with 2 and one line."""
    (tmp_path / "drugs.csv").write_text(TABLE)
    found = run("drugs.csv", "--no-names", cwd=tmp_path)
    refused = run("--nonsense")

    assert (found.returncode, found.stderr) == (1, REASON)
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("few", [True, False], ids=["forked", "from-a-server"])
def test_workers_do_not_run_it_again(tmp_path, few):
    """Processes that import the main program again, as on macOS and Windows, do not start the command over."""
    (tmp_path / "drugs.csv").write_text(TABLE if few else TABLE + "GABA,NCCCC(=O)O,C4H9NO2\n" * 1500)
    done = run("drugs.csv", "--no-names", "--workers", "2", "--format", "jsonl", cwd=tmp_path)

    assert done.stderr == REASON
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == (4 if few else 1504)
