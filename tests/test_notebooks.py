"""Notebooks: run offline from top to bottom, and stored so that they can be read without being run."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = ("01_verify_baclofen", "02_enantiomers", "03_compare_analogues", "04_your_own_series", "05_atlas")
CELL_SECONDS = 120
"""Longest that one cell may take [s]."""
LARGEST = 600_000
"""Largest stored notebook [bytes]; newly executed images are not optimised."""

_MACHINE_PATH = re.compile(
    r"/(?:home|root|Users|tmp|work|mnt|private|opt|usr|var)/\w|\b[A-Z]:\\|site-packages|ipykernel_\d"
)
_NO_NETWORK = """
import socket

def _refuse(*arguments, **options):
    raise OSError("a notebook asked for the network")

socket.getaddrinfo = _refuse
socket.create_connection = _refuse
del _refuse
"""


def _cells(name: str, kind: str) -> list[dict]:
    book = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in book["cells"] if cell["cell_type"] == kind]


def _source(cell: dict) -> str:
    return "".join(cell["source"])


def _texts(cell: dict) -> str:
    """Join what a cell shows as text; pictures are left out."""
    shown: list[str] = []
    for output in cell["outputs"]:
        shown.extend(output.get("text", ()))
        for kind, data in output.get("data", {}).items():
            if not kind.startswith("image/"):
                shown.extend(data)
    return "".join(shown)


def test_all_are_listed():
    """A notebook that is not named here would be neither run nor checked."""
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.ipynb"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
class TestStored:
    """What a reader of the repository page sees."""

    def test_prose(self, name):
        """A title comes first, and prose is no rarity."""
        prose = _cells(name, "markdown")
        assert _source(prose[0]).startswith("# ")
        assert len(prose) * 2 >= len(_cells(name, "code"))
        assert sum(len(_source(cell).split()) for cell in prose) > 200

    def test_defines_nothing(self, name):
        """What a notebook needs is in the package."""
        for cell in _cells(name, "code"):
            defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
            assert not any(isinstance(node, defined) for node in ast.walk(ast.parse(_source(cell)))), _source(cell)

    def test_executed_in_order(self, name):
        """Every cell was run once, from top to bottom, and shows something."""
        cells = _cells(name, "code")
        assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
        assert [_source(cell) for cell in cells if not cell["outputs"]] == []

    def test_no_traceback(self, name):
        """No error and nothing on the error stream is stored."""
        for cell in _cells(name, "code"):
            kinds = {(output["output_type"], output.get("name")) for output in cell["outputs"]}
            assert ("stream", "stderr") not in kinds
            assert "error" not in {kind for kind, _ in kinds}
            assert "Traceback" not in _texts(cell)

    def test_no_machine_path(self, name):
        """Neither code nor output tells where it was run."""
        for cell in _cells(name, "code"):
            assert not _MACHINE_PATH.search(_source(cell))
            assert not _MACHINE_PATH.search(_texts(cell)), _source(cell)

    def test_size(self, name):
        """A repository page still shows it."""
        assert (FOLDER / f"{name}.ipynb").stat().st_size < LARGEST


@pytest.mark.parametrize("name", NAMES)
def test_runs_offline(name, monkeypatch):
    """Every cell runs, in its folder, with the network refused, and gives outputs of the stored kinds."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install .[notebook]")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install .[notebook]")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install .[notebook]")
    monkeypatch.delenv("MPLBACKEND", raising=False)  # the kernel chooses its own
    book = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    stored = [_kinds(cell) for cell in book.cells]
    guard = nbformat.v4.new_code_cell(_NO_NETWORK)
    book.cells.insert(0, guard)
    client = nbclient.NotebookClient(
        book, timeout=CELL_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    client.execute()
    assert [_kinds(cell) for cell in book.cells[1:]] == stored


def _kinds(cell: dict) -> list[str]:
    """Name the media types and streams that a code cell shows."""
    return sorted(
        kind for output in cell.get("outputs", ()) for kind in (output.get("data") or {output.get("name", "error"): ""})
    )
