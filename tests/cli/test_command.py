"""The command: what goes where, with which exit code, and never with a traceback.

Verification itself is replaced by a few lines that know GABA, so that these tests say nothing of
chemistry; the last ones run the real command.
"""

# ruff: noqa: D401 - a docstring of a check is its page, in the form of all pages

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gaba_analogs import progress
from gaba_analogs.cli import main as cli
from gaba_analogs.cli import outputs
from gaba_analogs.names import installation
from gaba_analogs.output.schema import schema
from gaba_analogs.results.findings import RECORD, Finding, RecordReport, Safety, Severity, Skip, SkipKind, Verdict
from gaba_analogs.running import progress as batch_progress
from gaba_analogs.verification import catalogue as catalogue_of_checks
from gaba_analogs.verification import pairs as verified_pairs
from gaba_analogs.verification import versions as known_versions

SCHEMA = json.loads(schema())
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
WRONG_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-M"
GOOD = f"name,smiles,inchikey\nGABA,NCCCC(=O)O,{GABA_KEY}\n"
FAILED = "verify-structure: exit code 1: 1 record is inconsistent\n"
"""What is said last of a run over one wrong record."""
BAD = f"name,smiles,inchikey\nGABA,NCCCC(=O)O,{WRONG_KEY}\n"


def fake_verify(record, *, ignore=(), **_options):
    """Know GABA's InChIKey, and nothing else."""
    if record.problem or len(record.smiles or "") > 100_000:
        return RecordReport(record, Verdict.UNVERIFIED, skipped=(Skip(RECORD, SkipKind.UNREADABLE, "damaged"),))
    if record.smiles is None or record.inchikey is None:
        return RecordReport(record, Verdict.UNVERIFIED)
    agreement = {"connectivity": (("smiles", "inchikey"),)}
    if record.smiles == "flat":
        return RecordReport(record, Verdict.UNDERSPECIFIED, ("smiles",), agreement=agreement)
    if record.inchikey != GABA_KEY and "inchikey-mismatch" not in ignore:
        finding = Finding("inchikey-mismatch", Severity.ERROR, ("inchikey",), "other key", record.inchikey, GABA_KEY)
        return RecordReport(
            record,
            Verdict.INCONSISTENT,
            ("inchikey",),
            corrections={"inchikey": GABA_KEY},
            safety={"inchikey": Safety.SAFE},
            findings=(finding,),
            agreement={"connectivity": (("smiles",), ("inchikey",))},
        )
    notes = (Finding("name-case", Severity.WARNING, ("name",), "lower case"),) if record.name == "gaba" else ()
    return RecordReport(record, Verdict.VERIFIED, findings=notes, agreement=agreement)


class FakeCheck:
    """One line of the catalogue."""

    code = "inchikey-mismatch"
    severity = Severity.ERROR
    family = "InChIKey"
    title = "The InChIKey is not that of the structure."

    @staticmethod
    def function() -> None:
        """The InChIKey is not that of the structure.

        Why it matters
            Keys are what databases are joined by.
        """


@pytest.fixture
def _fake_verification(monkeypatch):
    known = {"gaba_analogs": "0.1.0", "rdkit": "2026.09.1", "inchi": "1.07.3"}

    def fake_pairs(pairs, **options):
        return (fake_verify(record, **options) for record, _ in pairs)

    monkeypatch.setattr(verified_pairs, "verify_pairs", fake_pairs)
    monkeypatch.setattr(known_versions, "versions", lambda: known)
    catalogue = {"inchikey-mismatch": FakeCheck(), "duplicate-structure": FakeCheck()}
    monkeypatch.setattr(catalogue_of_checks, "CATALOGUE", catalogue)


pytestmark = pytest.mark.usefixtures("_fake_verification")


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Write tables into an empty working folder."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="drugs.csv"):
        (tmp_path / name).write_text(text)
        return name

    return write


def run(capsys, *argv):
    """Give the exit code and what came out on each stream."""
    code = cli.main([str(word) for word in argv])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


# Exit codes


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        pytest.param([f"GABA,NCCCC(=O)O,{GABA_KEY}"], [], 0, id="verified"),
        pytest.param([f"GABA,NCCCC(=O)O,{WRONG_KEY}"], [], 1, id="inconsistent"),
        pytest.param([f"GABA,flat,{GABA_KEY}"], [], 1, id="underspecified"),
        pytest.param([f"GABA,flat,{GABA_KEY}"], ["--allow", "underspecified"], 0, id="allowed"),
        pytest.param(["GABA,NCCCC(=O)O,"], [], 2, id="nothing-verified"),
        pytest.param([f"GABA,NCCCC(=O)O,{GABA_KEY}", "x,C,"], [], 0, id="some-verified"),
        pytest.param([f"GABA,NCCCC(=O)O,{GABA_KEY}", "x,C,"], ["--strict"], 1, id="strict-unverified"),
        pytest.param([f"gaba,NCCCC(=O)O,{GABA_KEY}"], [], 0, id="warning"),
        pytest.param([f"gaba,NCCCC(=O)O,{GABA_KEY}"], ["--strict"], 1, id="strict-warning"),
        pytest.param(["x,C,", f"GABA,NCCCC(=O)O,{WRONG_KEY}"], [], 1, id="inconsistent-beats-unverified"),
    ],
)
def test_exit_code(capsys, table, rows, options, expected):
    """The exit code says what was found, and nothing but that is said; nothing examined is never success."""
    code, _, err = run(capsys, table("name,smiles,inchikey\n" + "\n".join(rows) + "\n"), *options)

    assert code == expected
    assert all(line.startswith(f"verify-structure: exit code {expected}: ") for line in err.splitlines())


def test_unread_input_is_no_success(capsys, table):
    """Verified records do not make up for an input that could not be read."""
    code, out, err = run(capsys, "missing.csv", table(GOOD))

    assert code == 2
    assert err == "verify-structure: missing.csv: no such file\n"
    assert "verified" in out


# Inputs


BAD_INPUTS = {
    "missing": lambda _: None,
    "folder": lambda path: path.mkdir(),
    "empty": lambda path: path.write_bytes(b""),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "zip": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)),
    "no-column": lambda path: path.write_text("colour,shape\nred,round\n"),
    "header-only": lambda path: path.write_text("smiles,inchikey\n"),
    "blank": lambda path: path.write_text("\n\n\n"),
    "article-without-infobox": lambda path: path.write_text("'''Baclofen''' is a [[drug]].\n{{cite web|x}}\n"),
    "truncated-gzip": lambda path: path.write_bytes(gzip.compress(GOOD.encode() * 50)[:40]),
    "truncated-parquet": lambda path: path.write_bytes(_parquet()[:-20]),
    "nul-bytes": lambda path: path.write_bytes(bytes(5000)),
}


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"smiles": ["NCCCC(=O)O"]}), buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", BAD_INPUTS)
def test_bad_input_costs_one_line(capsys, table, tmp_path, kind):
    """An input that cannot be read gives one line on standard error; the others come out."""
    BAD_INPUTS[kind](tmp_path / kind)
    code, out, err = run(capsys, kind, table(GOOD), "--format", "jsonl")

    assert code == 2
    assert err.count("\n") == 1
    assert err.startswith(f"verify-structure: {kind}")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["verified"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"name,smiles,inchikey\nGABA,NCCCC(=O)O\nGABA,NCCCC(=O)O,{GABA_KEY}\n", id="ragged"),
        pytest.param(f"name,smiles,inchikey\n\0GA\0BA,N\0CC,{GABA_KEY}\nGABA,NCCCC(=O)O,{GABA_KEY}\n", id="nul"),
        pytest.param(
            f"name,smiles,inchikey\nhuge,{'C' * 10_000_000},\nGABA,NCCCC(=O)O,{GABA_KEY}\n",
            id="ten-megabytes",
        ),
    ],
)
def test_bad_row_costs_one_record(capsys, table, text):
    """One row in is one row out, also for a row that cannot be read; a run that could not read it fails."""
    code, out, err = run(capsys, table(text), "--format", "jsonl")

    assert code == 2
    assert err == "verify-structure: 1 of 2 records could not be examined: damaged\n"
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["unverified", "verified"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("baclofin", "no such file, and no bundled record of that name: did you mean baclofen?"),
        ("missing.csv", "no such file"),
        ("some/where", "no such file"),
        ("a\nb\x1b[31m", None),
    ],
)
def test_unknown_name(capsys, name, message):
    """A name that is neither file nor bundled record says so, with what may have been meant."""
    code, out, err = run(capsys, name)

    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "\x1b" not in err
    if message is not None:
        assert err == f"verify-structure: {name}: {message}\n"


def test_standard_input(capsys, monkeypatch):
    """A dash reads standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    code, out, _ = run(capsys, "-", "--format", "jsonl")

    assert code == 1
    assert json.loads(out)["record"] == {"name": "GABA", "id": None, "source": "<stdin>", "line": 2, "row": 1}


def test_bundled_record(capsys, table):
    """A bundled record is found by its name, from any folder; a file of that name comes first."""
    code, out, _ = run(capsys, "baclofen", "--format", "jsonl")
    assert code == 1  # the stand-in takes every InChIKey but GABA's for wrong
    assert json.loads(out)["record"]["name"].lower() == "baclofen"

    table(GOOD, "baclofen")
    assert run(capsys, "baclofen")[0] == 0


# Formats


def test_text_is_the_default(capsys, table):
    """One record prints a page; several print a list with a summary."""
    page = run(capsys, table(BAD))[1]
    listing = run(capsys, "drugs.csv", table(GOOD, "good.csv"))[1]

    assert "inchikey is wrong" in page
    assert "1 records" not in page
    assert "2 records" in listing


@pytest.mark.parametrize("text", [GOOD, BAD, "name,smiles\n" + "x,C\n" * 100])
def test_json_is_valid(capsys, table, text):
    """The JSON report is valid against the published schema."""
    _, out, _ = run(capsys, table(text), "--format", "json", "--cross-record")
    report = json.loads(out)

    jsonschema.validate(report, SCHEMA)
    assert report["versions"]["rdkit"] == "2026.09.1"
    assert report["options"]["cross_record"] is True
    assert report["summary"]["records"] == len(report["records"])


def test_json_of_unreadable_input_is_valid(capsys):
    """A report on nothing is a report."""
    code, out, _ = run(capsys, "missing.csv", "--format", "json")

    assert code == 2
    jsonschema.validate(json.loads(out), SCHEMA)


def test_csv(capsys, table):
    """CSV has one row per record."""
    _, out, _ = run(capsys, table(BAD), "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))

    assert row["corrections"] == f"inchikey={GABA_KEY}"


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "parquet", "xml", "sarif", "sarif.json", "txt"])
def test_output_file(capsys, table, tmp_path, ending):
    """The ending of the output chooses the format; nothing else is printed but why the run fails."""
    code, out, err = run(capsys, table(BAD), "--output", f"report.{ending}")
    path = tmp_path / f"report.{ending}"

    assert (code, out, err) == (1, "", FAILED)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["drugs.csv", path.name]
    match ending:
        case "json":
            jsonschema.validate(json.loads(path.read_text()), SCHEMA)
        case "jsonl":
            assert json.loads(path.read_text())["verdict"] == "inconsistent"
        case "csv":
            assert path.read_text().startswith("name,source,line,row,verdict")
        case "parquet":
            assert pq.read_table(path).column("verdict").to_pylist() == ["inconsistent"]
        case "xml":
            assert ET.parse(path).find("testsuite/testcase/failure").get("message") == "inchikey is wrong"  # noqa: S314 - our own output
        case "sarif" | "sarif.json":
            assert json.loads(path.read_text())["runs"][0]["results"][0]["ruleId"] == "inchikey-mismatch"
        case _:
            assert "inchikey is wrong" in path.read_text()


def test_github_annotations(capsys, table, monkeypatch):
    """Annotations go to standard output; the exit code fails the step."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    code, out, err = run(capsys, table(BAD), "--format", "github")

    assert (code, err) == (1, FAILED)
    assert out.splitlines()[0].startswith("::error file=drugs.csv,line=2,title=inchikey-mismatch::GABA: ")


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_machines_are_told_of_inputs_that_cannot_be_read(capsys, form):
    """An input that could not be read stands in the report too: no job passes for want of records."""
    code, out, err = run(capsys, "missing.csv", "--format", form)

    assert code == 2
    assert err == "verify-structure: missing.csv: no such file\n"
    assert "missing.csv: no such file" in out


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_conflicts_stand_in_the_report(capsys, table, form):
    """What concerns several records has a place in these reports, and is not told apart."""
    rows = f"GABA,NCCCC(=O)O,{GABA_KEY}\n" * 2
    code, out, err = run(capsys, table(f"name,smiles,inchikey\n{rows}"), "--format", form, "--cross-record")

    assert (code, err) == (0, "")
    assert "drugs.csv:2 and :3" in out


def test_raw_csv(capsys, table):
    """Formulas get an apostrophe unless the user asks for none; other forms have nothing to ask for."""
    table(GOOD.replace("GABA,", "=1+1,"))

    assert run(capsys, "drugs.csv", "--format", "csv")[1].splitlines()[1].startswith("'=1+1,")
    assert run(capsys, "drugs.csv", "--format", "csv", "--raw-csv")[1].splitlines()[1].startswith("=1+1,")


def test_conflicts_of_line_formats_go_to_standard_error(capsys, table):
    """What has no place in a line per record is told apart from it."""
    rows = f"GABA,NCCCC(=O)O,{GABA_KEY}\n" * 2
    code, out, err = run(capsys, table(f"name,smiles,inchikey\n{rows}"), "--format", "jsonl", "--cross-record")

    assert code == 0
    assert len(out.splitlines()) == 2
    assert err == "verify-structure: 2 identical records (GABA): drugs.csv:2 and :3 [duplicate-structure]\n"
    assert run(capsys, "drugs.csv", "--format", "jsonl", "--cross-record", "--ignore", "duplicate-structure")[2] == ""


def test_strict_counts_conflicts_that_warn(capsys, table):
    """A duplicate is information, which strict accepts."""
    rows = f"GABA,NCCCC(=O)O,{GABA_KEY}\n" * 2
    table(f"name,smiles,inchikey\n{rows}")

    assert run(capsys, "drugs.csv", "--strict", "--cross-record")[0] == 0


def test_quiet(capsys, table):
    """Quiet prints nothing about a verified record."""
    assert run(capsys, table(GOOD), "--quiet") == (0, "", "")


def test_map(capsys, table):
    """A column of any name can state a field."""
    name = table(f"name,smiles,parent\nGABA,NCCCC(=O)O,{WRONG_KEY}\n")

    assert run(capsys, name)[0] == 2
    assert run(capsys, name, "--map", "inchikey=parent")[0] == 1


def test_ignore(capsys, table):
    """A check that is left out accuses nobody."""
    assert run(capsys, table(BAD), "--ignore", "inchikey-mismatch")[0] == 0


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        """Say so."""
        return True


@pytest.mark.parametrize("options", [[], ["--output", "report.jsonl"], ["--quiet"]])
def test_terminal_shows_progress(table, monkeypatch, options):
    """A long run shows a bar on a terminal, and says what it wrote; quiet shows neither."""
    monkeypatch.setattr(progress, "AFTER", -1)
    monkeypatch.setattr(batch_progress, "AFTER", -1)
    monkeypatch.setenv("TERM", "xterm-256color")
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    code = cli.main([table(GOOD + BAD.splitlines()[1]), *options])
    shown = out.getvalue() + err.getvalue()

    assert code == 1
    assert bool(re.search(r"records?, ", shown)) == (options != ["--quiet"])
    assert ("wrote report.jsonl: 2 records (1 verified, 1 inconsistent)" in shown) == ("--output" in options)


# Requests that make no sense


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "no input: give a file"),
        (["drugs.csv", "--select", "inchikey-mismach"], "did you mean inchikey-mismatch?"),
        (["drugs.csv", "--ignore", "inchikey-mismach"], "did you mean inchikey-mismatch?"),
        (["drugs.csv", "--select", ","], "--select: no code given"),
        (["--explain", "inchikey-mismach"], "did you mean inchikey-mismatch?"),
        (["drugs.csv", "--map", "inchikey"], "FIELD=COLUMN"),
        (["drugs.csv", "--map", "inchykey=KEY"], "did you mean inchikey?"),
        (["drugs.csv", "--map", "inchikey=A", "--map", "inchikey=B"], "already mapped to A"),
        (["drugs.csv", "--map", "inchikey=KEI"], "KEI"),
        (["drugs.csv", "--format", "yaml"], "invalid choice"),
        (["drugs.csv", "--output", "report.docx"], "no format has the ending .docx; use one of"),
        (["drugs.csv", "--output", "report.htlm"], "no format has the ending .htlm: did you mean .html?"),
        (["drugs.csv", "--output", "report.json.gz"], "no format has the ending .gz; use one of"),
        (["drugs.csv", "--output", "report.jsno", "--output", "-"], "did you mean .json?"),
        (["drugs.csv", "--fix", "--output", "fixed.cvs"], "give --output the same ending"),
        (["drugs.csv", "--allow", "inconsistent"], "invalid choice"),
        (["drugs.csv", "--formt", "json"], "--formt"),
        (["drugs.csv", "--format", "parquet"], "needs --output"),
        (["drugs.csv", "--format", "json", "--raw-csv"], "--raw-csv needs --format csv"),
        (["drugs.csv", "--output", "."], "it is a folder"),
        (["drugs.csv", "--output", "no/such/report.json"], "there is no folder no/such"),
        (["drugs.csv", "--output", "drugs.csv"], "never overwritten"),
        (["drugs.csv", "--output", "link.csv"], "never overwritten"),
        (["drugs.csv", "--fix"], "--fix needs --output"),
        (["drugs.csv", "drugs.csv", "--fix", "--output", "fixed.csv"], "one input"),
        (["drugs.csv", "--fix", "--format", "json", "--output", "fixed.csv"], "not json"),
        (["baclofen", "--fix", "--output", "fixed.csv"], "needs a file"),
        (["-", "--fix", "--output", "fixed.csv"], "needs a file"),
        (["drugs.csv", "--output", "x" * 300], "too long"),
    ],
)
def test_senseless_request(capsys, table, tmp_path, argv, message):
    """A request that cannot be met gives one line, exit code 2, and changes nothing."""
    table(GOOD)
    (tmp_path / "link.csv").symlink_to("drugs.csv")
    code, out, err = run(capsys, *argv)

    assert code == 2
    assert out == ""
    assert message in err
    assert err.startswith("verify-structure: ")
    assert err.count("\n") == 1
    assert (tmp_path / "drugs.csv").read_text() == GOOD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drugs.csv", "link.csv"]


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_unexpected_exception_is_one_line(capsys, table, monkeypatch, tmp_path):
    """A fault of the program itself is reported without a traceback, and leaves no half report."""

    def explode(pairs, **_options):
        raise ZeroDivisionError("a\nb")
        yield pairs

    monkeypatch.setattr(verified_pairs, "verify_pairs", explode)
    code, _, err = run(capsys, table(GOOD), "--output", "report.json")

    assert code == 2
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in err
    assert [path.name for path in tmp_path.iterdir()] == ["drugs.csv"]


class TestNamesThatNothingCanRead:
    """A verdict does not tell that names were not compared: a line on standard error does."""

    ROW = f"GABA,NCCCC(=O)O,{GABA_KEY},4-aminobutanoic acid\n"

    @pytest.fixture
    def named(self, table, monkeypatch):
        """Give a table of two records with names and one without, where OPSIN is not installed."""
        monkeypatch.setattr(installation, "opsin_jar", lambda: None)
        return table(f"name,smiles,inchikey,iupac_name\n{2 * self.ROW}GABA,NCCCC(=O)O,{GABA_KEY},\n")

    @pytest.mark.parametrize("options", [[], ["--format", "jsonl"], ["--format", "csv", "--workers", "1"]])
    def test_said_once(self, capsys, named, options):
        """One line says how many, why, and what to do."""
        code, _, err = run(capsys, named, *options)

        assert code == 0
        assert err == (
            "verify-structure: names of 2 records not read (the names extra is not installed: "
            'pip install ".[names]" in a checkout of gaba_analogs); --no-names skips them\n'
        )

    def test_not_asked(self, capsys, named):
        """With --no-names, nothing is said about unread names."""
        assert run(capsys, named, "--no-names")[2] == ""


@pytest.mark.skipif(os.name == "nt", reason="closes descriptors")
def test_closed_standard_error(table, tmp_path):
    """The report comes all the same, and no file takes the place of standard error."""
    source = table("name,smiles,formula\nGABA,NCCCC(=O)O,C4H9NO2\nx,C1CC,C3H6\n")
    words = [sys.executable, "-m", "gaba_analogs.cli.main", source, "--no-names", "--output", "report.jsonl"]
    done = subprocess.run(["sh", "-c", 'exec "$@" 2>&-', "sh", *words], check=False, cwd=tmp_path)

    assert done.returncode == 1
    lines = (tmp_path / "report.jsonl").read_text().splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["verified", "inconsistent"]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="the system has no such name")
def test_output_to_a_pipe_by_name(table, tmp_path):
    """A pipe that is known by one name only is written to by that."""
    words = [sys.executable, "-m", "gaba_analogs.cli.main", table(GOOD), "--no-names", "--format", "csv"]
    done = subprocess.run(
        [*words, "--output", "/dev/stdout"], stdout=subprocess.PIPE, text=True, check=False, cwd=tmp_path
    )

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2


def test_no_columns_at_all(capsys, table, monkeypatch):
    """A terminal that claims to have no width gets the report of a pipe."""
    monkeypatch.setenv("COLUMNS", "0")

    assert "GABA" in run(capsys, table(GOOD))[1]


def test_interrupt_keeps_what_was_done(capsys, table, monkeypatch, tmp_path):
    """An interrupted run ends with 130 and says where its lines are."""

    def interrupted(chunks, *_, **__):
        yield next(chunks)
        raise KeyboardInterrupt

    monkeypatch.setattr(batch_progress, "watched", interrupted)
    code, _, err = run(capsys, table(GOOD), "--output", "report.jsonl")

    assert code == 130
    (partial,) = tmp_path.glob("report.jsonl.*.part")
    assert partial.name in err
    assert json.loads(partial.read_text())["verdict"] == "verified"


@pytest.mark.parametrize("ending", ["html", "json", "sarif", "xml"])
def test_interrupt_leaves_no_half_document(capsys, table, monkeypatch, tmp_path, ending):
    """The beginning of a document that cannot be opened is removed."""

    def interrupted(chunks, *_, **__):
        yield next(chunks)
        raise KeyboardInterrupt

    monkeypatch.setattr(batch_progress, "watched", interrupted)
    source = table(GOOD)
    before = sorted(tmp_path.iterdir())
    code, _, err = run(capsys, source, "--output", f"report.{ending}", "--no-names")

    assert code == 130
    assert sorted(tmp_path.iterdir()) == before
    assert "kept" not in err


def test_interrupt_leaves_no_empty_file(capsys, table, monkeypatch, tmp_path):
    """A run that is interrupted before its first record leaves nothing."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(batch_progress, "watched", interrupted)
    code, _, err = run(capsys, table(GOOD), "--output", "report.jsonl", "--no-names")

    assert code == 130
    assert not list(tmp_path.glob("report*"))
    assert "kept" not in err


def test_two_runs_do_not_share_a_partial_file(capsys, table, monkeypatch, tmp_path):
    """What another process writes to the same output meanwhile stays apart: the last to end gives the report."""
    source = table(GOOD)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    with outputs.replacing(tmp_path / "report.jsonl") as other:
        other.write_text("half a li")
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)
        run(capsys, source, "--output", "report.jsonl", "--no-names")
        mine = (tmp_path / "report.jsonl").read_text()

    assert json.loads(mine)["record"]["name"] == "GABA"
    assert (tmp_path / "report.jsonl").read_text() == "half a li"


@pytest.mark.parametrize(
    ("stream", "argv", "complaint"),
    [
        ("stdin", ["-"], "standard input is closed"),
        ("stdout", ["baclofen"], "standard output is closed"),
    ],
)
def test_closed_streams(capsys, monkeypatch, stream, argv, complaint):
    """A stream that the caller closed is named in one line."""
    monkeypatch.setattr(sys, stream, None)
    code = cli.main(argv)
    err = capsys.readouterr().err

    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_previous_report_survives_a_failure(capsys, table, monkeypatch, tmp_path):
    """A report is replaced when the new one is complete, not before."""
    (tmp_path / "report.json").write_text("old")
    monkeypatch.setattr(verified_pairs, "verify_pairs", lambda *_, **__: 1 / 0)
    run(capsys, table(GOOD), "--output", "report.json")

    assert (tmp_path / "report.json").read_text() == "old"


# Correcting


def test_fix_table(capsys, table, tmp_path):
    """The corrected table is written beside the input, the report to standard output."""
    code, out, err = run(capsys, table(BAD), "--fix", "--format", "csv", "--output", "fixed.csv")

    assert (code, err) == (1, "verify-structure: fixed.csv: 1 correction written in 1 record\n" + FAILED)
    assert "inchikey is wrong" in out
    assert (tmp_path / "drugs.csv").read_text() == BAD
    rows = list(csv.DictReader((tmp_path / "fixed.csv").open()))
    assert rows[0]["inchikey"] == GABA_KEY
    assert "other key [inchikey-mismatch]" in rows[0]["gaba_analogs_changes"]


def test_fix_of_a_damaged_table_writes_nothing(capsys, tmp_path, monkeypatch):
    """A table that ends early is not passed off as a corrected one."""
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"GABA{i},NCCCC(=O)O,{WRONG_KEY}{os.urandom(8).hex()}\n" for i in range(600))
    (tmp_path / "drugs.csv.gz").write_bytes(gzip.compress(f"name,smiles,inchikey\n{rows}".encode())[:-1000])
    code, _, err = run(capsys, "drugs.csv.gz", "--fix", "--output", "fixed.csv", "--quiet")

    assert code == 2
    assert "no corrected copy was written" in err
    assert [path.name for path in tmp_path.iterdir()] == ["drugs.csv.gz"]


# What the command tells about itself


def test_help_fits_one_screen(capsys):
    """Help is at most 60 lines of 80 columns, ends with examples and states the exit codes."""
    with pytest.raises(SystemExit) as end:
        cli.main(["--help"])
    lines = capsys.readouterr().out.splitlines()

    assert end.value.code == 0
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert any("exit code" in line for line in lines)
    assert lines[-1].lstrip().startswith("verify-structure")


def test_version(capsys):
    """Version names the software that decides the result."""
    assert run(capsys, "--version") == (0, "verify-structure 0.1.0 (rdkit 2026.09.1, inchi 1.07.3)\n", "")


def test_schema(capsys):
    """The schema can be printed."""
    assert json.loads(run(capsys, "--schema")[1]) == SCHEMA


def test_list_checks(capsys):
    """Every check is listed with its severity."""
    code, out, _ = run(capsys, "--list-checks")

    assert code == 0
    assert "inchikey-mismatch" in out
    assert FakeCheck.title in out


def test_explain(capsys):
    """A check is explained, with the option that silences it."""
    code, out, _ = run(capsys, "--explain", "inchikey-mismatch")

    assert code == 0
    assert "Keys are what databases are joined by." in out
    assert "--ignore inchikey-mismatch" in out


# The real command


def command(*argv, **options):
    """Run the command as a process of its own."""
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "gaba_analogs.cli.main", *argv],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        timeout=60,
        **options,
    )


def test_real_bundled_record(tmp_path):
    """The README's first command prints verified, from any folder."""
    done = command("baclofen", "--no-names", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "✓ verified" in done.stdout
    assert done.stderr == ""


def test_real_report_is_valid(tmp_path):
    """A real report on right and wrong records is valid against the schema."""
    (tmp_path / "drugs.csv").write_text(BAD + f"GABA,NCCCC(=O)O,{GABA_KEY}\nx,not a smiles,\n")
    done = command("drugs.csv", "--no-names", "--format", "json", "--cross-record", cwd=tmp_path)
    report = json.loads(done.stdout)

    jsonschema.validate(report, SCHEMA)
    assert [record["verdict"] for record in report["records"]][:2] == ["inconsistent", "verified"]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "sarif", "github"])
def test_reader_that_goes_away(tmp_path, form):
    """A closed pipe ends the command quietly."""
    (tmp_path / "drugs.csv").write_text(BAD + f"GABA,NCCCC(=O)O,{WRONG_KEY}\n" * 3000)
    process = subprocess.Popen(
        [sys.executable, "-m", "gaba_analogs.cli.main", "drugs.csv", "--no-names", "--format", form],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) == 141
    assert (
        re.sub(r"verify-structure: [\d,]+ (of [\d,]+ )?records, .*\n", "", complaint) == ""
    )  # progress of a slow machine


def test_full_disk(tmp_path):
    """An output that takes nothing gives one line."""
    (tmp_path / "drugs.csv").write_text(BAD)
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "gaba_analogs.cli.main", "drugs.csv", "--no-names"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == "verify-structure: cannot write: No space left on device\n"


def test_narrow_output_encoding(tmp_path):
    """An ASCII terminal gets ASCII."""
    (tmp_path / "drugs.csv").write_text(BAD.replace("GABA,", "γ-GABA,"), encoding="utf-8")
    done = command("drugs.csv", "--no-names", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 1
    assert done.stdout.isascii()
    assert "x inchikey" in done.stdout


# ------------------------------------------------------------------------------------------------
# What is not read


RENAMED = "SMILES,Zusammensetzung,logP\nNCCCC(=O)O,C4H9NO2,-3.2\n"


def test_columns_that_are_not_read_are_named(capsys, tmp_path):
    """A column under an unknown title does not vanish without a word, in the report or beside it."""
    table = tmp_path / "drugs.csv"
    table.write_text(RENAMED, encoding="utf-8")
    _, out, err = run(capsys, str(table), "--no-names", "--format", "json")

    assert "columns not read: Zusammensetzung, logP" in err
    (source,) = json.loads(out)["inputs"]
    assert (source["format"], source["records"], source["fields"]) == ("csv", 1, {"smiles": "SMILES"})
    assert [entry["column"] for entry in source["not_read"]] == ["Zusammensetzung", "logP"]


def test_problems_of_the_inputs_stand_in_the_report(capsys, tmp_path, monkeypatch):
    """The report says why records and inputs could not be read, and of how many records."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "torn.csv").write_text("name,smiles\nGABA,NCCCC(=O)O\na,b,c\nd,e,f\n", encoding="utf-8")
    code, out, _ = run(capsys, "torn.csv", "gone.csv", "--no-names", "--format", "json")
    torn, gone = json.loads(out)["inputs"]

    assert code == 2
    assert torn["problems"] == [{"problem": "row has 3 cells but the header has 2", "records": 2}]
    assert (gone["format"], gone["records"]) == ("", 0)
    assert gone["problems"] == [{"problem": "no such file", "records": 0}]


def test_a_required_field_that_no_record_states_fails(capsys, tmp_path):
    """A gate whose column was renamed does not stay green."""
    table = tmp_path / "drugs.csv"
    table.write_text("SMILES,InChIKey,formel\nNCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N,C4H9NO2\n", encoding="utf-8")

    assert run(capsys, str(table), "--no-names", "--require", "smiles,inchikey")[0] == 0
    code, _, err = run(capsys, str(table), "--no-names", "--require", "inchikey,formula", "--require", "cas")
    assert code == 2
    assert "no record states formula or CAS number (--require)" in err


def test_an_unknown_required_field_is_refused(capsys):
    """A misspelt field name is no condition that is always met."""
    code, _, err = run(capsys, "baclofen", "--require", "inchi_key")

    assert code == 2
    assert "--require inchi_key: no field of that name" in err
