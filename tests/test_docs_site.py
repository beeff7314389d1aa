"""The documentation site: every example runs, every link leads somewhere, every page is in the navigation."""

from __future__ import annotations

import doctest
import importlib.util
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

import gaba_analogs
from gaba_analogs.cli.arguments import make_parser
from gaba_analogs.cli.commands import COMMANDS
from gaba_analogs.verification.catalogue import CATALOGUE
from registry.replay import Replay

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCES = sorted({*DOCS.glob("findings/*.md")} - {DOCS / "findings" / name for name in ("index.md", "examples.md")})
PAGES = {
    str(page.relative_to(DOCS)): page.read_text(encoding="utf-8")
    for page in sorted({*DOCS.rglob("*.md")} - {*SOURCES})
    if page.parent.name not in {"checks", "sent"}  # docstrings, whose examples run with the doctests; texts to send
}
LINKED = {**PAGES, **{str(page.relative_to(DOCS)): page.read_text(encoding="utf-8") for page in SOURCES}}
PROSE = {"README.md": (ROOT / "README.md").read_text(encoding="utf-8"), **PAGES}
FENCE = re.compile(r"^( *)```(\w+)[^\n]*\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)


def script(name):
    """Load a program of ``scripts``, which has no suffix, as a module."""
    loader = SourceFileLoader(f"scripts_{name}", str(ROOT / "scripts" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def blocks(text, kind):
    """Give the code blocks of one language on a page."""
    return [body for _, language, body in FENCE.findall(text) if language == kind]


def interpreter_sessions(text):
    """Give what a page types into an interpreter, all of it in one session."""
    return "\n".join(body for body in blocks(text, "python") if body.startswith(">>>"))


@pytest.fixture
def on_loopback(monkeypatch, tmp_path):
    """Give a PubChem on loopback, an empty folder to be in, and a backend without windows."""
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("MPLBACKEND", "Agg")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with Replay() as server:
        monkeypatch.setenv("GABA_ANALOGS_PUBCHEM_URL", server.address)
        yield folder


# --- examples -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, text in PAGES.items() if interpreter_sessions(text)])
def test_interpreter_sessions(name, on_loopback):
    """An interpreter gives what a page shows, in a folder where the console sessions of the page ran."""
    script("docs").run_sessions(PAGES[name], on_loopback)
    example = doctest.DocTestParser().get_doctest(interpreter_sessions(PAGES[name]), {}, name, name, 0)

    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example).failed == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param(name, body, id=f"{name}-{number}")
        for name, text in PROSE.items()
        for number, body in enumerate(body for body in blocks(text, "python") if "def test_" in body)
    ],
)
def test_tests_that_are_shown(name, code, tmp_path, monkeypatch):
    """A test that a page shows passes on a table without a fault, and fails on one that has one."""
    table = re.search(r'"(data/\w+\.csv)"', code)[1]
    assert "import gaba_analogs as ga" in code, name
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # none is needed, and some take a second to load
    (tmp_path / "data").mkdir()
    (tmp_path / "test_shown.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shown.py"]
    outcomes = []
    for formula in ("C4H9NO2", "C4H7NO2"):  # 4-aminobutanoic acid, counted by hand; two hydrogens too few
        (tmp_path / table).write_text(f"name,smiles,formula,cas\nGABA,NCCCC(=O)O,{formula},56-12-2\n", encoding="utf-8")
        outcomes.append(subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode)

    assert outcomes == [0, 1]


def test_failure_that_is_shown():
    """The failure of an assertion stands in docs/ci.md as it reads."""
    (shown,) = [body for body in blocks(PAGES["ci.md"], "text") if body.startswith("E       AssertionError")]
    gaba = {"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H7NO2", "molecular_weight": "103.12"}
    with pytest.raises(AssertionError) as failure:
        gaba_analogs.assert_consistent(gaba)

    lines = f"AssertionError: {failure.value}".splitlines()
    assert [line.removeprefix("E").strip() for line in shown.splitlines()] == [line.strip() for line in lines]


@pytest.mark.parametrize(("name", "text"), PROSE.items(), ids=PROSE)
def test_options_exist(name, text):
    """Every option of the command that a page names is one that it has."""
    parsers = [make_parser(), *(command.parser() for command in COMMANDS.values())]
    known = {option for parser in parsers for action in parser._actions for option in action.option_strings}
    commands = re.findall(r"verify-structure(?: |$)[^`\n]*", text)
    inline = re.findall(r"`(--[a-z][^`]*)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))
    named = {option for line in (*commands, *inline) for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)}

    assert named - known == set(), name


@pytest.mark.parametrize("text", blocks(PAGES["ci.md"], "yaml"), ids=lambda text: text.split()[0])
def test_workflows_can_be_read(text):
    """What a page shows of a workflow is YAML: settings, or steps to be put into others."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install .[docs]")

    assert isinstance(yaml.safe_load(text), (dict, list))


# --- links and navigation -----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "text"), LINKED.items(), ids=LINKED)
def test_links(name, text):
    """Relative links lead to files of the site; one of these is made when the site is built."""
    prose = re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))
    links = {link for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose) if "://" not in link}
    made = {"sample-report.html"}

    assert {link for link in links - made if not (DOCS / name).parent.joinpath(link).is_file()} == set()


def test_navigation_is_complete():
    """Every page is in the navigation, those of the checks by their catalogue, and nothing else is."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = set(re.findall(r"[\w/-]+\.md", settings.partition("\nnav:")[2]))

    assert listed == {*PAGES, "checks/README.md"}


def test_checks_join_the_navigation(monkeypatch):
    """The site has a page for each check, under its family."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    pages = importlib.import_module("site_pages")

    class Settings:
        nav = [{"Checks": ["checks/README.md"]}, {"Atlas": ["findings/index.md"]}]  # noqa: RUF012 - a MkDocsConfig

    first, *families = pages.on_config(Settings()).nav[0]["Checks"]
    codes = [code for family in families for rows in family.values() for row in rows for code in row]
    assert first == "checks/README.md"
    assert codes == list(CATALOGUE)


def test_sources_join_the_navigation(monkeypatch):
    """The site has a page for each source of the atlas, by name."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    pages = importlib.import_module("site_pages")

    class Settings:
        nav = [{"Checks": []}, {"Atlas": ["findings/index.md"]}]  # noqa: RUF012 - stands for a MkDocsConfig

    first, sources = pages.on_config(Settings()).nav[1]["Atlas"]
    listed = [(name, page) for each in sources["Sources"] for name, page in each.items()]
    assert first == "findings/index.md"
    assert ("MassBank", "findings/massbank.md") in listed
    assert {page for _, page in listed} == {f"findings/{path.name}" for path in SOURCES}
    assert listed == sorted(listed, key=lambda source: source[0].casefold())


def test_nothing_is_asked_of_other_servers():
    """Fonts are the browser's own, and the pages name no script or style from elsewhere."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert "font: false" in settings
    assert "https://" not in settings
    assert "repo_url" not in settings  # its button asks an interface of the host for stars


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param('<a href="b.html#here">b</a>', None, id="anchor"),
        pytest.param('<a href="b.html#there">b</a>', "b.html#there leads nowhere", id="no-anchor"),
        pytest.param('<a href="c.html">c</a>', "c.html leads nowhere", id="no-page"),
        pytest.param('<a href="https://example.org">elsewhere</a>', None, id="link-elsewhere"),
        pytest.param('<img src="//example.org/x.png">', "loads //example.org/x.png from elsewhere", id="picture"),
        pytest.param('<script src="https://example.org/x.js"></script>', "loads https://example.org/x.js", id="script"),
        pytest.param('<img src="data:image/png;base64,AA==">', None, id="picture-in-the-page"),
    ],
)
def test_site_check(body, fault, tmp_path):
    """``scripts/site`` finds links that lead nowhere, and what a browser would ask another server for."""
    (tmp_path / "a.html").write_text(body, encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="here">', encoding="utf-8")
    found = list(script("site").faults(tmp_path))

    assert [fault in line for line in found] == ([] if fault is None else [True])


def test_site_check_reads_styles(tmp_path):
    """A style sheet that loads a font from elsewhere is a fault."""
    (tmp_path / "a.css").write_text("@import 'https://example.org/font.css';", encoding="utf-8")

    assert list(script("site").faults(tmp_path)) == ["a.css: loads something from elsewhere"]
