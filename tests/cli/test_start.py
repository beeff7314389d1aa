"""What one record loads: two processes share it, so that neither waits for what only the other needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gaba_analogs.running.waiting import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="forks")

NOTES_WHAT_IS_LOADED = """
import os, pathlib, sys
from gaba_analogs.cli.start import main
def note(which):
    pathlib.Path(which).write_text(" ".join(sys.modules))
def leave(code, leave=os._exit):
    note("verifying")
    leave(code)
os._exit = leave
main()
note("command")
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Give the modules that the command, and the process that verifies a bundled record, have loaded at their ends."""
    folder = tmp_path_factory.mktemp("loaded")
    command = [sys.executable, "-c", NOTES_WHAT_IS_LOADED, "baclofen", "--no-names"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return {which: (folder / which).read_text().split() for which in ("command", "verifying")}


@pytest.mark.parametrize(
    ("which", "modules"),
    [
        ("command", {"gaba_analogs.verification.verifier", "multiprocessing", "numpy", "pandas", "rdkit"}),
        (
            "verifying",
            {"email", "importlib.metadata", "mwparserfromhell", "numpy", "pandas", "rich"}
            | {"gaba_analogs.analogs.family", "gaba_analogs.output.text", "gaba_analogs.readers"},
        ),
    ],
)
def test_what_is_not_loaded(loaded, which, modules):
    """Neither process loads what only the other one needs, and none loads what a record can do without."""
    assert modules.isdisjoint(loaded[which])
