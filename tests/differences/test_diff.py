"""Two reports compared: what is new, what changed, what is gone, and how that is written."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from gaba_analogs.cli import main as cli

HEAD = "no,name,SMILES,formula\n"
GABA = "1,GABA,NCCCC(=O)O,C4H7NO2\n"
"""GABA with two hydrogens too few in its formula."""
BACLOFEN = "2,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,C10H12ClNO2\n"
PHENIBUT = "3,phenibut,NCC(CC(=O)O)c1ccccc1,C10H12NO2\n"
"""Phenibut with one hydrogen too few."""


@pytest.fixture
def diff(tmp_path, monkeypatch, capsys):
    """Report on two tables, and compare the reports."""
    monkeypatch.chdir(tmp_path)

    def command(old, new, *arguments, options=(), ending="json"):
        for name, rows in (("old", old), ("new", new)):
            (tmp_path / f"{name}.csv").write_text(HEAD + "".join(rows))
            cli.main([f"{name}.csv", "--no-names", "-q", "-o", f"{name}.{ending}", *options])
        capsys.readouterr()
        code = cli.main(["diff", f"old.{ending}", f"new.{ending}", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.mark.parametrize("settings", [("json",), ("jsonl",), ("json", "--id", "no"), ("jsonl", "--id", "no")])
@pytest.mark.parametrize(
    ("tables", "counts", "code"),
    [
        pytest.param(([GABA, BACLOFEN], [BACLOFEN, BACLOFEN, GABA]), (0, 0, 0, 1), 0, id="moved"),
        pytest.param(([GABA, BACLOFEN], [GABA, BACLOFEN, PHENIBUT]), (1, 0, 0, 1), 1, id="new"),
        pytest.param(([GABA, PHENIBUT], [BACLOFEN, PHENIBUT]), (0, 0, 1, 1), 0, id="gone"),
        pytest.param(([GABA], [GABA.replace("C4H7NO2", "C4H8NO2")]), (0, 1, 0, 0), 0, id="changed"),
        pytest.param(([GABA], [GABA, GABA]), (1, 0, 0, 1), 1, id="once-more"),
    ],
)
def test_what_became_of_findings(diff, settings, tables, counts, code):
    """Findings are paired by what they are known by, else by record, check and field."""
    ending, *options = settings
    found, out, _ = diff(*tables, "-f", "json", options=options, ending=ending)
    told = json.loads(out)

    assert tuple(told["counts"][kind] for kind in ("new", "changed", "gone", "unchanged")) == counts
    assert found == code


def test_an_accepted_error_is_none(diff, tmp_path):
    """What a baseline accepts is new, and fails nothing."""
    (tmp_path / "old.csv").write_text(HEAD + GABA)
    cli.main(["old.csv", "--no-names", "-q", "--write-baseline", "known.toml"])

    assert diff([BACLOFEN], [GABA], options=["--baseline", "known.toml"])[0] == 0


def test_conflicts_are_compared_where_both_looked(diff, capsys):
    """A conflict is gone only if the later report looked for it."""
    twice = [BACLOFEN, BACLOFEN]
    _, out, _ = diff(twice, [BACLOFEN], "-f", "json", options=["--cross-record"])
    assert json.loads(out)["counts"]["gone"] == 1

    cli.main(["new.csv", "--no-names", "-q", "-o", "new.json"])
    capsys.readouterr()
    cli.main(["diff", "old.json", "new.json", "-f", "json"])
    assert json.loads(capsys.readouterr().out)["counts"]["gone"] == 0


def test_text_says_what_is_new_first(diff):
    """A person reads what is new, what changed with both values, what is gone, and the counts."""
    changed = PHENIBUT.replace("C10H12NO2", "C10H11NO2")
    code, out, err = diff([PHENIBUT], [changed, GABA], options=["--id", "no"])
    lines = out.splitlines()

    assert lines[0].startswith("+ new.csv:3  1: formula has 2 hydrogens fewer than SMILES [formula-mismatch, error]")
    assert lines[2] == "    formula: C10H12NO2 before, C10H11NO2 now"
    assert "1 new, 1 changed, 0 gone, 0 unchanged (1 new error)" in lines
    assert (code, err) == (1, "verify-structure: exit code 1: 1 new error\n")


def test_html_shows_text_as_text(diff, tmp_path):
    """Nothing of a record is markup, and the page may load nothing."""
    code, out, _ = diff([BACLOFEN], [GABA.replace("GABA", "<script>alert(1)</script>")], "-o", "changes.html")
    page = (tmp_path / "changes.html").read_text(encoding="utf-8")

    assert (code, out) == (1, "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)


def report(conflicts=(), **changes):
    """Write a report on one record with one finding, in which something is changed."""
    finding = {"fingerprint": "g1", "code": "a", "severity": "error", "fields": [], "message": "b", "stated": None}
    finding |= {name: value for name, value in changes.items() if name in {*finding, "accepted"}}
    record = {"record": {"name": "GABA", "source": "a.csv", "line": 2, "row": 1}, "verdict": "inconsistent"}
    record |= {"findings": [finding], "skipped": []}
    record |= {name: value for name, value in changes.items() if name in record}
    return json.dumps({"options": {"cross_record": True}, "conflicts": conflicts, "records": [record]})


def test_conflicts_that_were_not_looked_for_are_told_of(diff, capsys):
    """What is not compared is not passed over in silence."""
    twice = [BACLOFEN, BACLOFEN.replace("2,baclofen", "4,lioresal")]
    diff(twice, twice, options=["--cross-record"])
    cli.main(["new.csv", "--no-names", "-q", "-o", "new.json"])
    capsys.readouterr()

    assert cli.main(["diff", "old.json", "new.json"]) == 0
    assert "conflicts across records not compared: new.json is not on them" in capsys.readouterr().err


def test_a_report_on_nothing_does_not_pass(diff):
    """A later report without a record says nothing about what is new."""
    code, _, err = diff([GABA], [])

    assert (code, err) == (2, "verify-structure: exit code 2: nothing was verified\n")


@pytest.mark.parametrize(("torn", "code"), [((False, True), 2), ((True, True), 0), ((True, False), 0)])
def test_more_records_that_could_not_be_examined_do_not_pass(diff, torn, code):
    """A row that is torn only now may hide a new error."""
    tables = [[GABA, BACLOFEN.replace(",C10", "") if one else BACLOFEN] for one in torn]
    found, _, err = diff(*tables)

    assert found == code
    assert ("1 more record could not be examined" in err) == bool(code)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no such device")
def test_a_device_is_no_report(capsys):
    """What never ends is not read."""
    assert cli.main(["diff", "/dev/zero", "/dev/zero"]) == 2
    assert "a device is no report" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a report as JSON"),
        ("{}", "not a report: write one with --format json"),
        ('{"records": [{"verdict": "verified"}]}', "record 1 is not as in a report"),
        ('{"record": {"name": "x"}, "verdict": "odd"}\n', "line 1 is not as in a report"),
        ('{"record": {"name": "x"}, "verdict": "verified", "findings": [{"code": "a"}]}\n', "no fingerprints"),
        ("[" * 100_000, "not a report as JSON"),
        (f'{{"records": [{"1" * 5000}]}}', "not a report as JSON"),
        (report(findings=None), "record 1 is not as in a report"),
        (report(findings=3), "record 1 is not as in a report"),
        (report(skipped=[3]), "record 1 is not as in a report"),
        (report(record="GABA"), "record 1 is not as in a report"),
        (report(record={"name": ["GABA"]}), "record 1 is not as in a report"),
        (report(fingerprint=None), "record 1 holds a finding that is not as in a report"),
        (report(code={}), "record 1 holds a finding that is not as in a report"),
        (report(message=5), "record 1 holds a finding that is not as in a report"),
        (report(stated=[1]), "record 1 holds a finding that is not as in a report"),
        (report(accepted="no"), "record 1 holds a finding that is not as in a report"),
        (report(conflicts=3), "the report is not as in a report"),
        (report(conflicts=[{"places": [3]}]), "conflict 1 is not as in a report"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path, capsys, text, message):
    """One line says what is wrong with a file that is no report."""
    path = tmp_path / "old.json"
    path.write_text(text)

    assert cli.main(["diff", str(path), str(path)]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("rows", "said"), [([GABA], "1 finding is unchanged."), ([BACLOFEN], "0 findings are")])
def test_unchanged_findings_are_counted(diff, rows, said):
    """A count agrees with its noun and its verb."""
    assert said in diff(rows, rows, "-f", "html")[1]
