"""Which configuration holds for which inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaba_analogs.configuration.finding import find
from gaba_analogs.configuration.sections import Section, Sections
from gaba_analogs.configuration.toml_text import ConfigurationError
from gaba_analogs.results.findings import Severity


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Make a repository with tables in two folders, and be in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("data/new/a.csv", "data/old/b.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("smiles\nC\n")
    return tmp_path


def test_the_nearest_configuration_is_found(tree):
    """The search goes upwards from the input, not from the working folder."""
    (tree / "gaba_analogs.toml").write_text("")
    (tree / "data/old/gaba_analogs.toml").write_text("")

    assert find(["data/new/a.csv"]) == Path("gaba_analogs.toml")
    assert find(["data/old/b.csv"]) == Path("data/old/gaba_analogs.toml")
    assert find(["data/old/b.csv", "data/new/a.csv"]) == Path("gaba_analogs.toml")
    assert find(["-"]) == find(["baclofen"]) == Path("gaba_analogs.toml")


def test_a_pyproject_counts_if_it_has_the_table(tree):
    """One of another tool is passed over; a gaba_analogs.toml beside one comes first."""
    (tree / "data/pyproject.toml").write_text("[tool.other]\n")
    (tree / "pyproject.toml").write_text("[tool.gaba_analogs]\nstrict = true\n")
    assert find(["data/new/a.csv"]) == Path("pyproject.toml")

    (tree / "gaba_analogs.toml").write_text("")
    assert find(["data/new/a.csv"]) == Path("gaba_analogs.toml")


def test_the_search_ends_with_the_repository(tree):
    """What lies above a repository is somebody else's."""
    (tree / "gaba_analogs.toml").write_text("")
    (tree / "data/.git").mkdir()

    assert find(["data/new/a.csv"]) is None


def test_later_sections_decide():
    """Sections add up; of two that disagree, the later one holds."""
    sections = Sections(
        sections=(
            Section(("*.csv",), ignore=frozenset({"a"}), weights=(("x", Severity.INFO),), identity="no"),
            Section(("old/*",), ignore=frozenset({"b"}), weights=(("x", Severity.ERROR),)),
        ),
        weights=(("x", Severity.WARNING), ("y", Severity.INFO)),
    )

    assert dict(sections.of("new/a.csv").weights) == {"x": Severity.INFO, "y": Severity.INFO}
    assert dict(sections.of("old/a.csv").weights)["x"] is Severity.ERROR
    assert sections.of("old/a.csv").ignore == {"a", "b"}
    assert sections.of("old/a.csv").identity == "no"
    assert sections.of("a.sdf").ignore == frozenset()


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("moved.toml")], ids=["folder", "dangling"])
def test_a_configuration_that_cannot_be_read_is_not_passed_over(tree, make):
    """A run without the options that were meant to hold might pass."""
    (tree / "gaba_analogs.toml").write_text("")
    make(tree / "data/gaba_analogs.toml")

    with pytest.raises(ConfigurationError, match=r"data.gaba_analogs.toml: no file that can be read"):
        find(["data/new/a.csv"])


def test_a_section_holds_behind_a_link(tree):
    """A file is meant by its own path as much as by that of a link to it."""
    (tree / "link").symlink_to("data/old")
    sections = Sections(str(tree), (Section(("data/old/*",), require=("cas",)), Section(("link/*",), identity="no")))
    found = sections.of("link/b.csv")

    assert (found.require, found.identity) == (("cas",), "no")
    assert sections.of("data/old/b.csv").identity is None
