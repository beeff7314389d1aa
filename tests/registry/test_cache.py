"""Cached answers: several processes, broken files, folders that cannot be used."""

import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gaba_analogs.registry.pubchem.cache import FILE, FRESH, FRESH_ABSENCE, Cache, CachedAnswer
from gaba_analogs.registry.pubchem.errors import RegistryWarning
from gaba_analogs.resources import cache_folder


def test_kept_with_its_date(tmp_path):
    """An answer comes back as it was, with the moment when it came."""
    before = datetime.now(UTC) - timedelta(seconds=2)
    Cache(tmp_path).put({"cid 2284": {"title": "Baclofen"}, "cid 1": None})
    kept = Cache(tmp_path).get(["cid 2284", "cid 1", "cid 3"])

    assert kept.keys() == {"cid 2284", "cid 1"}
    assert kept["cid 2284"].answer == {"title": "Baclofen"}
    assert kept["cid 1"].answer is None
    assert before <= kept["cid 2284"].retrieved <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("answer", "age", "fresh"),
    [
        pytest.param([2284], FRESH - timedelta(hours=1), True, id="answer"),
        pytest.param([2284], FRESH + timedelta(hours=1), False, id="old-answer"),
        pytest.param(None, FRESH_ABSENCE - timedelta(hours=1), True, id="unknown"),
        pytest.param(None, FRESH_ABSENCE + timedelta(hours=1), False, id="unknown-for-long"),
        pytest.param([2284], timedelta(days=-3), False, id="from-the-future"),
    ],
)
def test_age(answer, age, fresh):
    """The answer that there is no such compound is asked again sooner."""
    assert CachedAnswer(answer, datetime.now(UTC) - age).fresh is fresh


def test_many_questions(tmp_path):
    """More questions than SQLite takes parameters."""
    questions = {f"name {number}": [number] for number in range(3000)}
    cache = Cache(tmp_path)
    cache.put(questions)

    assert {question: kept.answer for question, kept in cache.get(questions).items()} == questions


def test_journal(tmp_path):
    """Readers do not wait for writers."""
    Cache(tmp_path).put({"question": 1})
    database = sqlite3.connect(tmp_path / FILE)

    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_several_processes(tmp_path):
    """Processes that write at the same time lose nothing."""
    program = """
        import sys
        from pathlib import Path
        from gaba_analogs.registry.pubchem.cache import Cache
        cache = Cache(Path(sys.argv[1]))
        for number in range(40):
            cache.put({f"{sys.argv[2]} {number}": number})
    """
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(program), str(tmp_path)]
    processes = [subprocess.Popen([*command, str(name)]) for name in range(3)]

    assert [process.wait(timeout=60) for process in processes] == [0] * 3
    questions = [f"{name} {number}" for name in range(3) for number in range(40)]
    assert len(Cache(tmp_path).get(questions)) == 120


def damage_beginning(path):
    """Make the file none of SQLite's."""
    path.write_bytes(b"this was a cache" * 100)


def damage_middle(path):
    """Leave the header and nothing else."""
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


@pytest.mark.parametrize("damage", [damage_beginning, damage_middle])
def test_broken_file(tmp_path, damage):
    """A broken file is set aside with one line, and a new one begun."""
    complaints = []
    Cache(tmp_path).put({f"question {number}": "x" * 500 for number in range(50)})
    damage(tmp_path / FILE)
    cache = Cache(tmp_path, complaints.append)

    assert cache.get(["question 1"]) == {}
    cache.put({"question 1": "again"})
    assert cache.get(["question 1"])["question 1"].answer == "again"
    (aside,) = tmp_path.glob(f"{FILE}.broken-*")
    (complaint,) = complaints
    assert aside.name in complaint
    assert "\n" not in complaint


def test_broken_row(tmp_path):
    """A damaged answer counts as missing."""
    cache = Cache(tmp_path)
    cache.put({"a": 1, "b": 2, "c": 3})
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE answers SET answer = ? WHERE question = 'a'", (b"garbage",))
        database.execute("UPDATE answers SET retrieved = 'yesterday' WHERE question = 'b'")
    database.close()

    assert cache.get(["a", "b", "c"]).keys() == {"c"}


def test_folder_is_a_file(tmp_path):
    """If nothing can be cached, one warning says so and the work continues."""
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file")
    with pytest.warns(RegistryWarning, match="not cached") as warned:
        cache.put({"question": 1})
    assert len(warned) == 1
    assert cache.get(["question"]) == {}


def test_no_folder():
    """Without a home folder nothing is cached, and nothing is said."""
    cache = Cache(None, pytest.fail)
    cache.put({"question": 1})

    assert cache.get(["question"]) == {}


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        pytest.param("linux", {}, ".cache/gaba_analogs", id="linux"),
        pytest.param("linux", {"XDG_CACHE_HOME": "relative"}, ".cache/gaba_analogs", id="xdg-relative"),
        pytest.param("darwin", {}, "Library/Caches/gaba_analogs", id="macos"),
        pytest.param("win32", {}, "AppData/Local/gaba_analogs/Cache", id="windows"),
        pytest.param("linux", {"GABA_ANALOGS_CACHE": "~/mine"}, "mine", id="chosen"),
    ],
)
def test_cache_folder(platform, variables, expected, monkeypatch, tmp_path):
    """The folder is where the platform keeps caches, unless it was chosen."""
    for name in ("GABA_ANALOGS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)

    assert cache_folder() == tmp_path / expected


def test_xdg_folder(monkeypatch, tmp_path):
    """``$XDG_CACHE_HOME`` is honoured."""
    monkeypatch.delenv("GABA_ANALOGS_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert cache_folder() == Path(tmp_path, "gaba_analogs")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_the_user_may_look(tmp_path):
    """Folder, file and journal are the user's alone, also where an older file was open to all."""
    folder = tmp_path / "cache"
    cache = Cache(folder)
    cache.put({"cid 2284": {"title": "Baclofen"}})
    (folder / FILE).chmod(0o644)
    with closing(sqlite3.connect(folder / FILE)) as reader:  # keeps the journal beside the file
        reader.execute("SELECT count(*) FROM answers").fetchall()
        Cache(folder).put({"cid 119": {"title": "GABA"}})
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if path.name.startswith(FILE)}

    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(modes) > 1
    assert set(modes.values()) == {0o600}
