"""How far a run is: a bar on a terminal, lines in a log, nothing when quiet."""

from __future__ import annotations

import gzip
import io
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gaba_analogs import progress as shared
from gaba_analogs.api.verify import verify_records
from gaba_analogs.results.findings import Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.running import progress
from gaba_analogs.running.packing import add_counts, counts_of
from gaba_analogs.running.work import Job, verify_chunk
from running.samples import records


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        """Say so."""
        return True


def chunks():
    """Give three chunks of two records."""
    return [verify_chunk(Job(names=False), records(2)) for _ in range(3)]


@pytest.mark.parametrize("quiet", [True, False])
def test_lines_in_a_log(monkeypatch, tmp_path, quiet):
    """A log gets plain lines with how many are done, the rate and the time left; quiet gets none."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(progress, "INTERVAL", 0)
    path = tmp_path / "samples.csv"
    path.write_text("smiles\n" + "C\n" * 6)
    said = []
    passed = list(progress.watched(chunks(), [str(path)], say=said.append, quiet=quiet, done=10))

    assert len(passed) == 3
    assert [line.split()[0] for line in said] == ([] if quiet else ["12", "14", "16"])
    assert quiet or all("records, " in line and "/s" in line for line in said)


def test_no_lines_of_a_short_run(monkeypatch):
    """A run that is over soon leaves a log alone."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    said = []
    list(progress.watched(chunks(), ["-"], say=said.append))

    assert said == []


def test_bar_on_a_terminal(monkeypatch, tmp_path):
    """A terminal gets a bar with the number of records, the rate and the time left, which then vanishes."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(shared, "AFTER", -1)
    monkeypatch.setattr(progress, "AFTER", -1)
    monkeypatch.setenv("TERM", "xterm-256color")
    path = tmp_path / "samples.csv"
    path.write_text("smiles\n" + "C\n" * 6)
    list(progress.watched(chunks(), [str(path)], say=pytest.fail))

    assert "records, " in shown.getvalue()
    assert "/s" in shown.getvalue()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("drugs.csv", "name,smiles\nGABA,NCCCC(=O)O\n", 1),
        ("drugs.tsv.gz", "name\tsmiles\nGABA\tNCCCC(=O)O\n", 1),
        ("chemreps.txt.gz", "chembl_id\tcanonical_smiles\nCHEMBL96\tNCCCC(=O)O\n", 1),
        ("drugs.smi", "NCCCC(=O)O GABA\nNCCO\n", 2),
        ("compounds.sdf", "GABA\n$$$$\nbaclofen\n$$$$\n", 2),
        ("article.txt", "'''Baclofen''' is\na drug\n", None),
        ("report.json", "{}\n", None),
        ("-", None, None),
    ],
)
def test_expected_records(tmp_path, monkeypatch, name, text, expected):
    """Rows of tables, lines and ends of SD records are counted; of other forms nothing is claimed."""
    monkeypatch.chdir(tmp_path)
    if text is not None:
        data = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    assert progress.expected_records([name]) == expected


def test_expected_records_of_parquet(tmp_path):
    """The footer of a Parquet file tells its rows."""
    path = tmp_path / "drugs.parquet"
    pq.write_table(pa.table({"smiles": ["NCCCC(=O)O"] * 7}), path)

    assert progress.expected_records([str(path)]) == 7


def test_closing_lines():
    """A run that wrote to a file says how many records have which verdict and which finding."""
    summary = Summary()
    add_counts(summary, counts_of(verify_records(records(8), names=False)))
    lines = progress.closing_lines("report.jsonl", summary, 4.0, new=8)

    # two of eight are inconsistent, see samples.py
    assert lines[0] == "wrote report.jsonl: 8 records (6 verified, 2 inconsistent) in 4 s, 2/s"
    assert lines[1].split() == ["2", "formula-mismatch", "(error)"]


def test_counts_of_chunks_add_up():
    """Counting by chunks gives what counting record by record gives."""
    whole, parts = Summary(), Summary()
    reports = list(verify_records(records(20), names=False))
    for report in reports:
        whole.add(report)
    for start in (0, 7, 14):
        add_counts(parts, counts_of(reports[start : start + 7]))

    assert parts.to_dict() == whole.to_dict()
    assert (parts.severities, parts.given_up) == (whole.severities, whole.given_up)
    assert parts.verdicts[Verdict.INCONSISTENT] == 5
