"""What one record loads: two processes share it, so that neither waits for what only the other needs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

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


def test_how_much_is_loaded(loaded):
    """The process that verifies loads hardly more modules than it does today: thirty take ten milliseconds."""
    own = [module for module in loaded["verifying"] if module.startswith("gaba_analogs")]

    assert len(own) < 178 + 12
    assert len(loaded["verifying"]) < 325 + 20


def test_which_methods_are_compiled_at_import(loaded):
    """Of the dataclasses that are loaded, only those that users see have Python's own decorator."""
    own = [module for module in loaded["verifying"] if module.startswith("gaba_analogs.")]
    texts = {module: Path(find_spec(module).origin).read_text(encoding="utf-8") for module in own}
    python_s = re.compile(r"^from dataclasses import .*\bdataclass\b", re.MULTILINE)

    found = {module for module, text in texts.items() if module != "gaba_analogs.dataclass" and python_s.search(text)}
    seen = ("record.record", "registry.answers", "registry.entry", "results.findings")
    assert found == {f"gaba_analogs.{module}" for module in seen}
