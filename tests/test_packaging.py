"""What is shipped: versions that agree, commands that exist, imports that cost nothing."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import gaba_analogs
from gaba_analogs.names import unavailable_reason

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
needs_names = pytest.mark.skipif(
    unavailable_reason() is not None, reason="the README shows names being read: pip install .[names]"
)


def text(name: str) -> str:
    """Give a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


# --- version ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        pytest.param("CHANGELOG.md", r"^## \[(\d[^\]]*)\]", id="changelog"),
        pytest.param("CITATION.cff", r"^version: (\S+)$", id="citation"),
    ],
)
def test_version_is_the_same_everywhere(name, pattern):
    """Changelog and citation name the version that is built; the changelog's newest comes first."""
    assert re.findall(pattern, text(name), re.MULTILINE)[0] == PYPROJECT["project"]["version"]


def test_installed_version():
    """``gaba_analogs.__version__`` is that of the distribution."""
    assert gaba_analogs.__version__ == PYPROJECT["project"]["version"]


def test_licence():
    """Licence file, build configuration and citation name one licence."""
    assert text("LICENSE").startswith("MIT License\n")
    assert PYPROJECT["project"]["license"] == "MIT"
    assert "\nlicense: MIT\n" in text("CITATION.cff")


# --- README -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("install", "program"),
    [
        pytest.param('.venv/bin/pip install -q ".[names]"', "verify-structure baclofen", id="main-job"),
        pytest.param('.venv/bin/pip install -q -e ".[test]"', "pytest", id="tests"),
    ],
)
def test_readme_commands_are_what_ci_runs(install, program):
    """The README has exactly one such line; ``.ci/run`` takes it from there by the same pattern."""
    lines = re.findall(rf"^python3 -m venv \.venv && (.*) && \.venv/bin/{program}$", README, re.MULTILINE)

    assert lines == [install]
    assert r"^python3 -m venv \.venv && .* && \.venv/bin/$1\$" in text(".ci/run")
    assert re.search(rf'readme_command "?{program}"? ', text(".ci/run"))


def test_readme_commands_stand_on_the_first_screen():
    """Definition and both commands come within thirty lines."""
    first = "\n".join(README.splitlines()[:30])

    assert first.count("python3 -m venv .venv && ") == 2


@needs_names
def test_readme_sessions_are_real():
    """What README.md and docs/checks show is what the code prints; ``scripts/docs`` renews both."""
    command = [sys.executable, "scripts/docs", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_python_is_real(tmp_path, monkeypatch):
    """The interpreter session of the README gives what it shows."""
    monkeypatch.chdir(tmp_path)
    table = re.search(r"^\$ cat drugs\.csv\n(.*?)^\$ ", README, re.DOTALL | re.MULTILINE)
    (tmp_path / "drugs.csv").write_text(table[1])
    session = "\n".join(re.findall(r"^```python\n(>>> .*?)^```$", README, re.DOTALL | re.MULTILINE))
    example = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)

    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/design.md", "docs/checks/README.md"])
def test_links_lead_somewhere(name):
    """Relative links of the documentation point to files that exist."""
    prose = re.sub(r"^```.*?^```$", "", text(name), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(([^)#]+)\)", prose)

    assert [link for link in links if "://" not in link and not ((ROOT / name).parent / link).exists()] == []


SOURCE = ROOT / "src" / "gaba_analogs"
MAP = text("docs/design.md").partition("## Layout")[2].partition("## To change")[0]


@pytest.mark.parametrize(
    "package", sorted(path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("__init__.py"))
)
def test_design_names_every_package(package):
    """docs/design.md is the map of what is there: no package is missing from it, and no module above the floors."""
    names = (
        [path.stem for path in SOURCE.glob("*.py") if not path.stem.startswith("__")]
        if package == "."
        else [f"{package.rpartition('/')[2]}/"]
    )

    assert [name for name in names if name not in MAP] == []


def test_design_fits_on_three_screens():
    """The map is read in a minute: a hundred and twenty lines at most."""
    assert len(text("docs/design.md").splitlines()) <= 120


@pytest.mark.parametrize(
    ("start", "name"),
    [
        pytest.param("def unii_check", "src/gaba_analogs/checks/identifiers.py", id="function"),
        pytest.param('("unii-check', "src/gaba_analogs/verification/catalogue.py", id="catalogue"),
        pytest.param('    "unii-check', "tests/checks/test_identifiers_checks.py", id="truth-table"),
    ],
)
def test_contributing_shows_real_code(start, name):
    """The worked example of CONTRIBUTING.md stands like that in the code."""
    blocks = re.findall(r"^```(?:python|text)\n(.*?)^```$", text("CONTRIBUTING.md"), re.DOTALL | re.MULTILINE)
    (example,) = (block for block in blocks if block.startswith(start))
    code = textwrap.dedent(example).splitlines()
    lines = text(name).splitlines()
    first = next(i for i, line in enumerate(lines) if line.strip() == code[0])

    assert textwrap.dedent("\n".join(lines[first : first + len(code)])).splitlines() == code


# --- what is built and installed ----------------------------------------------------------------------


def test_wheel_carries_the_data():
    """``data/`` becomes a folder of the package, where the code looks for it."""
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert wheel["force-include"] == {"data": "gaba_analogs/data"}
    assert (ROOT / "data" / "compounds.csv").is_file()
    assert list((ROOT / "data" / "records").glob("*.wikitext"))


def test_package_is_typed():
    """``py.typed`` stands beside the code."""
    assert (Path(gaba_analogs.__file__).parent / "py.typed").is_file()


def test_console_script_resolves():
    """``verify-structure`` is installed and leads to a function."""
    (script,) = entry_points(group="console_scripts", name="verify-structure")

    assert callable(script.load())


# --- the public names ---------------------------------------------------------------------------------


def test_public_names_are_sorted_and_there():
    """Every name of ``__all__`` can be had; constants, classes, then functions, each by the alphabet."""
    names = gaba_analogs.__all__

    assert len(set(names)) == len(names)
    plain = [name for name in names if not name.startswith("_")]
    assert plain == sorted(plain, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    assert {name for name in names if not hasattr(gaba_analogs, name)} == set()
    assert set(dir(gaba_analogs)) == set(names)


def test_type_checkers_see_the_public_names():
    """The imports that type checkers read are those that are made at run time."""
    seen = dict(_imports_for_type_checkers())

    assert set(seen) | {"__version__"} == set(gaba_analogs.__all__)
    assert all(getattr(gaba_analogs, name) is getattr(sys.modules[module], name) for name, module in seen.items())


def _imports_for_type_checkers() -> Iterator[tuple[str, str]]:
    tree = ast.parse(Path(gaba_analogs.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    for node in ast.walk(block):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gaba_analogs."):
            yield from ((alias.name, node.module) for alias in node.names)


def test_unknown_name():
    """A name that is not there is an ordinary error."""
    with pytest.raises(AttributeError, match="no attribute 'verfy'"):
        _ = gaba_analogs.verfy


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        pytest.param(
            "import gaba_analogs",
            {
                "rdkit",
                "pandas",
                "numpy",
                "matplotlib",
                "pyarrow",
                "dask",
                "rich",
                "mwparserfromhell",
                "python_calamine",
            },
            id="package",
        ),
        pytest.param(
            "from gaba_analogs import verify", {"pandas", "matplotlib", "pyarrow", "dask", "rich"}, id="verify"
        ),
        pytest.param(
            "from gaba_analogs.cli.main import main; main(['baclofen', '--no-names'])",
            {"pandas", "numpy", "matplotlib", "pyarrow", "dask", "pubchempy", "python_calamine"},
            id="command",
        ),
    ],
)
def test_imports_are_lazy(statement, unwanted):
    """What is not used is not loaded."""
    code = f"import sys\n{statement}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert unwanted & set(done.stdout.splitlines()[-1].split()) == set()


def test_lowest_versions_are_those_of_the_project():
    """``scripts/lowest`` pins every dependency that is needed to run, and nothing twice."""
    done = subprocess.run([sys.executable, "scripts/lowest"], cwd=ROOT, capture_output=True, text=True, check=True)
    pinned = [line.partition("==")[0] for line in done.stdout.splitlines()]

    assert {re.split("[<>=]", needed)[0] for needed in PYPROJECT["project"]["dependencies"]} <= set(pinned)
    assert len(pinned) == len(set(pinned))
