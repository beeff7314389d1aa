"""The archive with which OPSIN starts faster: whole or not used, and never worth a failed run."""

import subprocess
import zlib

import pytest

from asking import one
from gaba_analogs.names import archive, unavailable_reason
from gaba_analogs.names.parser import NameParser

needs_opsin = pytest.mark.skipif(
    unavailable_reason() is not None or archive._identity() is None, reason="needs OPSIN and Java 25"
)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Give an empty cache folder, and want an archive."""
    for name in ("CI", archive.UNWANTED):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def started(monkeypatch):
    """Collect the commands that would be started in the background."""
    commands = []

    class Started:
        def __init__(self, command, **_):
            commands.append(command)

    monkeypatch.setattr(archive.subprocess, "Popen", Started)
    return commands


def kept(folder, content):
    """Keep an archive whose name is right."""
    path = folder / f"opsin-{archive._identity()}-{zlib.crc32(content):08x}.aot"
    path.write_bytes(content)
    return path


@needs_opsin
@pytest.mark.names
@pytest.mark.slow
def test_written_and_used(folder):
    """OPSIN reads names with the archive that Java wrote, and prints no word about it."""
    assert archive.build()

    (path,) = folder.iterdir()
    assert archive.options()[0] == f"-XX:AOTCache={path}"
    with NameParser() as parser:
        assert one(parser, "4-aminobutanoic acid").smiles == "NCCCC(=O)O"


@needs_opsin
def test_damaged_archive_is_not_used(folder):
    """An archive with another content than its name says is left alone."""
    kept(folder, b"archive").write_bytes(b"arch")

    assert archive.options() == ()


@needs_opsin
@pytest.mark.names
def test_what_is_no_archive_does_no_harm(folder):
    """Java passes over a file that it did not write."""
    kept(folder, b"no archive")

    assert archive.options()
    with NameParser() as parser:
        assert one(parser, "methane").smiles == "C"


@needs_opsin
def test_discarded_archive_is_not_written_again(folder, started):
    """An archive with which Java does not start is removed for good."""
    path = kept(folder, b"archive")

    archive.discard()
    archive.build_in_background()

    assert not path.exists()
    assert started == []


@needs_opsin
def test_written_in_the_background_where_there_is_none(folder, started):
    """The first run has it written, the next one finds it."""
    archive.build_in_background()
    kept(folder, b"archive")
    archive.build_in_background()

    assert len(started) == 1


@pytest.mark.parametrize("name", ["CI", archive.UNWANTED])
def test_not_written_where_it_is_not_wanted(name, monkeypatch, started):
    """Continuous integration, whose cache is empty in every run, starts no process for it."""
    monkeypatch.setenv(name, "1")

    archive.build_in_background()

    assert started == []


@needs_opsin
def test_failure_is_remembered(monkeypatch, started):
    """A Java that cannot write one is asked once."""
    monkeypatch.setattr(
        archive.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, b"", b"")
    )

    assert not archive.build()
    archive.build_in_background()

    assert started == []


def test_no_archive_without_java(monkeypatch, started):
    """Without Java there is nothing to write, and nothing to use."""
    monkeypatch.setattr(archive, "java_available", lambda: None)

    archive.build_in_background()

    assert (started, archive.options(), archive.build()) == ([], (), False)
