"""The pre-commit hook: what it names exists, and it passes and fails on the files that it is given."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE = ROOT / ".pre-commit-hooks.yaml"
# GABA (PubChem CID 119), and its InChIKey with another last letter.
HEADER = "name,smiles,inchikey,formula\n"
GOOD = HEADER + "GABA,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N,C4H9NO2\n"
BAD = HEADER + "GABA,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-M,C4H9NO2\n"

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="what is tested is in the repository only: clone it")


@pytest.fixture
def hook():
    """Give the keys of the one hook; the file nests nothing."""
    return dict(re.findall(r"^[- ] (\w+): (.*)$", FILE.read_text(encoding="utf-8"), re.MULTILINE))


def test_hook_runs_the_installed_command(hook):
    """The entry is a script that the package installs, and pre-commit makes the environment."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]

    assert hook["entry"] in scripts
    assert hook["language"] == "python"
    assert set(hook) >= {"id", "name", "description", "entry", "language", "files"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("data/drugs.csv", True), ("a.sdf", True), ("a.wikitext", True), ("README.md", False), ("csv.py", False)],
)
def test_hook_takes_files_of_records(hook, name, wanted):
    """Files are chosen by their ending; a repository narrows this down to its own data."""
    assert bool(re.search(hook["files"], name)) == wanted


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1), ("colour,shape\nred,round\n", 2)])
def test_hook_decides_by_the_exit_code(hook, tmp_path, text, code):
    """A good file passes without a word; a wrong one, and one without structures, fails and says why."""
    (tmp_path / "drugs.csv").write_text(text)
    args = hook["args"].strip("[]").split(", ")
    done = subprocess.run(
        [sys.executable, "-m", "gaba_analogs.cli.main", *map(shlex.quote, args), "drugs.csv"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == code
    assert bool(done.stdout + done.stderr) == bool(code)
