"""Runs of every input format: the same reports in one process and in two, and after a run that was cut short."""

from __future__ import annotations

import shutil

import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.readers import read
from gaba_analogs.readers.catalogue import INPUT_FORMATS
from gaba_analogs.running import parts
from running.formats import EXAMINED, FILES, SINGLE, every_format, reports, write


@pytest.fixture(scope="module")
def of_one_and_of_two(tmp_path_factory):
    """Run all files with one worker and with two, and give the lines of each format."""
    folder = tmp_path_factory.mktemp("formats")
    files = [write(form, folder) for form in FILES]
    runs = [reports(files, "--workers", workers) for workers in ("1", "2")]
    return {form: lines for form, *lines in zip(FILES, *runs, strict=True)}


def test_every_format_has_a_file():
    """A new format is tested as soon as it stands in the table."""
    assert FILES.keys() == {form.name for form in INPUT_FORMATS}


@every_format
def test_the_file_is_of_the_format(form, tmp_path):
    """Each file is read as its format, or as what is in the archive, and has several records where it can."""
    notes = []
    count = sum(1 for _ in read(write(form, tmp_path), notes=notes))

    assert form in {"tar", "zip", notes[0].format}
    assert (count > 1) == (form not in SINGLE)


@every_format
def test_two_workers_report_the_same(of_one_and_of_two, form):
    """The lines of a file do not depend on the number of workers."""
    one, two = of_one_and_of_two[form]

    assert one
    assert one == two


@every_format
def test_a_run_that_was_cut_short_is_resumed(form, tmp_path, monkeypatch):
    """A folder whose later parts were not written becomes that of a run to the end, to the byte."""
    monkeypatch.setattr(parts, "ROWS", 1)
    whole, short = tmp_path / "whole", tmp_path / "short"
    argv = [str(write(form, tmp_path)), "--no-names", "--format", "parquet", "--quiet"]
    assert cli.main([*argv, "--output", str(whole)]) in EXAMINED
    shutil.copytree(whole, short)
    for part in sorted(short.glob("*.parquet"))[1:]:
        part.unlink()
    assert cli.main([*argv, "--output", str(short), "--resume"]) in EXAMINED

    assert {path.name: path.read_bytes() for path in short.iterdir()} == {
        path.name: path.read_bytes() for path in whole.iterdir()
    }
