"""The reports of a run: a sequence that can be printed, saved and turned into a table."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs import progress
from gaba_analogs.output import ENDINGS

# GABA: PubChem CID 119.
GABA = {"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}
WRONG = {**GABA, "formula": "C4H7NO2"}
ALONE = {"name": "baclofen", "cas": "1134-47-0"}


def run(*records, **options):
    """Give the report on some records."""
    return ga.verify_records(records, names=False, **options).report()


@pytest.fixture(scope="module")
def report():
    """Give a report of every verdict but one, with a conflict across records."""
    return run(GABA, WRONG, ALONE, cross_record=True)


def test_a_report_is_a_sequence(report):
    """Length, iteration, one element, the last one, and a part, which is a report again."""
    assert len(report) == 3
    assert [one.verdict.value for one in report] == ["verified", "inconsistent", "unverified"]
    assert report[0] is report.records[0]
    assert report[-1].record.name == "baclofen"
    assert isinstance(report[:2], ga.Report)
    assert (len(report[:2]), report[:2].conflicts) == (2, ())
    assert report[1] in report
    with pytest.raises(IndexError):
        report[3]


@pytest.mark.parametrize(
    ("records", "ok"),
    [
        pytest.param([GABA], True, id="verified"),
        pytest.param([GABA, ALONE], True, id="one-with-nothing-to-compare"),
        pytest.param([GABA, WRONG], False, id="one-inconsistent"),
        pytest.param([ALONE], False, id="nothing-verified"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_ok_is_the_exit_code(records, ok):
    """A report is in order where the command ends with 0: nothing examined is never success."""
    assert run(*records).ok is ok


@pytest.mark.parametrize(("record", "ok"), [(GABA, True), (WRONG, False), (ALONE, False)])
def test_ok_of_one_record(record, ok):
    """One record is in order where it is verified."""
    assert ga.verify(record, names=False).ok is ok


def test_representations_are_short(report):
    """What an interpreter echoes fits on a line."""
    assert repr(report) == "<Report on 3 records: 1 verified, 1 inconsistent, 1 unverified>"
    assert repr(report[:1]) == "<Report on 1 record: 1 verified>"
    assert repr(run()) == "<Report on no records>"
    assert repr(report[1]) == "<RecordReport on GABA: inconsistent, suspects formula>"
    assert repr(ga.StructureRecord(name="GABA", charge=0)) == "StructureRecord(name='GABA', charge='0')"


def test_print_is_the_panel_of_the_command(monkeypatch):
    """Printing shows the page of one record, and the list of many with its counts, without colour."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    one, many = str(ga.verify(WRONG, names=False)), str(run(GABA, WRONG))

    assert "\x1b" not in one + many
    assert one.splitlines()[2] == " ✗ inconsistent   formula is wrong"
    assert "not stated: " in one
    assert "2 records  ✓ 1 verified  ✗ 1 inconsistent" in many.splitlines()
    assert many.splitlines()[-1].startswith("gaba_analogs ")
    assert str(run()) == "no records"


@pytest.mark.parametrize("width", [50, 80, 110])
def test_print_fills_the_terminal(monkeypatch, width):
    """Lines are as long as the terminal is wide, and no longer."""
    monkeypatch.setenv("COLUMNS", str(width))

    assert max(map(len, str(ga.verify(WRONG, names=False)).splitlines())) == width


def test_print_where_the_output_knows_no_ticks(monkeypatch):
    """Standard output of another encoding gets signs that it has."""
    monkeypatch.setattr("sys.stdout", type("Latin", (), {"encoding": "latin-1"})())

    assert "x inconsistent" in str(ga.verify(WRONG, names=False))
    str(run(GABA, WRONG)).encode("latin-1")


def test_frame_of_records(report):
    """A row per record says which it is, and what is wrong with it."""
    frame = report.to_frame()

    assert list(frame.columns)[:5] == ["name", "source", "line", "row", "verdict"]
    assert list(frame["suspects"]) == ["", "formula", ""]
    assert list(run().to_frame().columns) == list(frame.columns)


READ = {
    ".html": lambda path: (
        path.read_text("utf-8").startswith("<!doctype html>")
        or path.read_text("utf-8")[:15].lower() == "<!doctype html>"
    ),
    ".json": lambda path: (
        [r["verdict"] for r in json.loads(path.read_text("utf-8"))["records"]]
        == ["verified", "inconsistent", "unverified"]
    ),
    ".jsonl": lambda path: len([json.loads(line) for line in path.read_text("utf-8").splitlines()]) == 3,
    ".csv": lambda path: list(pd.read_csv(path)["verdict"]) == ["verified", "inconsistent", "unverified"],
    ".parquet": lambda path: list(pd.read_parquet(path)["verdict"]) == ["verified", "inconsistent", "unverified"],
    ".pq": lambda path: list(pd.read_parquet(path)["verdict"]) == ["verified", "inconsistent", "unverified"],
    ".xlsx": lambda path: (
        list(pd.read_excel(path, sheet_name="Records", engine="calamine")["verdict"])
        == ["verified", "inconsistent", "unverified"]
    ),
    ".sarif": lambda path: json.loads(path.read_text("utf-8"))["version"] == "2.1.0",
    ".sarif.json": lambda path: json.loads(path.read_text("utf-8"))["version"] == "2.1.0",
    ".xml": lambda path: ET.parse(path).getroot().tag == "testsuites",  # noqa: S314 - our own
    ".txt": lambda path: "3 records" in path.read_text("utf-8"),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_save_in_the_form_of_the_ending(report, tmp_path, ending):
    """Every form that has an ending can be written, under a path of text or a Path, and replaces what was there."""
    path = tmp_path / f"report{ending}"
    path.write_text("old")
    report.save(str(path))

    assert READ[ending](path)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_save_is_what_the_command_writes(tmp_path, monkeypatch):
    """A saved report and the command's differ in nothing but the options of the two."""
    from gaba_analogs.cli import main as cli  # noqa: PLC0415

    monkeypatch.chdir(tmp_path)
    pd.DataFrame([GABA, WRONG, ALONE]).to_csv("drugs.csv", index=False)
    for ending in ("jsonl", "csv", "xml", "txt"):
        cli.main(["drugs.csv", "--no-names", "--output", f"command.{ending}"])
        ga.verify_records(ga.read("drugs.csv"), names=False).report().save(f"python.{ending}")

        assert Path(f"python.{ending}").read_bytes() == Path(f"command.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("report.docx", "unknown format; use one of .html, .json, .jsonl, .csv"),
        ("report", "unknown format"),
        ("missing/report.csv", "there is no folder missing"),
        ("folder.csv", "it is a folder"),
        (f"{'a' * 300}.csv", "too long"),
        ("nul\0.csv", "null byte"),
        (5, "expected a path, got an int"),
        (None, "expected a path, got a NoneType"),
    ],
)
def test_what_cannot_be_saved(report, tmp_path, monkeypatch, path, complaint):
    """A report that cannot be written is one line, and leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    Path("folder.csv").mkdir()
    with pytest.raises(ga.OutputError, match=complaint):
        report.save(path)

    assert [found.name for found in tmp_path.iterdir()] == ["folder.csv"]


def test_html_is_the_page_that_is_saved(report):
    """The page as text holds every record."""
    page = report.to_html()

    assert page[:15].lower() == "<!doctype html>"
    assert all(one.record.name in page for one in report)


def test_a_stream_counts_as_it_goes():
    """An iterator of reports knows what it has seen, and its conflicts at the end."""
    stream = ga.verify_records([GABA, GABA, WRONG], names=False, cross_record=True)

    assert isinstance(stream, Iterator)
    assert next(stream).ok
    assert repr(stream) == "<ReportStream, so far 1 record: 1 verified>"
    assert stream.conflicts == ()
    assert [one.ok for one in stream] == [True, False]
    assert stream.summary.records == 3
    assert {finding.code for finding in stream.conflicts} == {"duplicate-structure"}


@pytest.mark.parametrize("workers", [1, 2])
def test_conflicts_whoever_verifies(workers):
    """Conflicts across records are found alike in this process and in others."""
    found = run(GABA, {**GABA, "name": "baclofen"}, workers=workers, cross_record=True)

    assert [finding.code for finding in found.conflicts] == ["inchikey-two-names"]
    assert found.summary.conflicts == {"inchikey-two-names": 1}


def test_a_report_is_made_of_reports():
    """Anything else than reports on records is refused."""
    with pytest.raises(ga.InputError, match="expected record reports, got a dict"):
        ga.Report((GABA,))


def test_progress_is_shown_to_a_person(monkeypatch):
    """In a terminal, a run that was asked to says how far it is, and leaves nothing behind."""
    terminal = type("Terminal", (io.StringIO,), {"isatty": lambda _: True})()
    monkeypatch.setattr(progress, "AFTER", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with redirect_stderr(terminal):
        for _ in ga.verify_records([GABA] * 5, names=False, progress=True):
            time.sleep(0.15)

    assert "verifying: " in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_no_progress_in_a_log(capfd):
    """Where nobody looks, nothing is shown."""
    list(ga.verify_records([GABA], names=False, progress=True))

    assert capfd.readouterr() == ("", "")


def test_a_dropped_stream_ends_its_run():
    """A stream that nobody holds any more takes no further records."""
    taken = []

    def records():
        try:
            for _ in range(1000):
                taken.append(GABA)
                yield GABA
        finally:
            taken.append("closed")

    stream = ga.verify_records(records(), names=False)
    next(stream)
    del stream

    assert taken[-1] == "closed"
    assert len(taken) < 1000


def test_rows_are_whole_numbers():
    """Rows stay whole numbers where one record of the run has none."""
    frame = run(GABA, ga.StructureRecord(**GABA)).to_frame()

    assert frame["row"].tolist() == [1, pd.NA]
