"""Baselines and gates from the command line: what is accepted, what is new, what is stale, and why a run ends so."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.results.summary import Summary

HEAD = "no,name,SMILES,formula\n"
GABA = "1,GABA,NCCCC(=O)O,C4H7NO2\n"
"""GABA with two hydrogens too few in its formula."""
BACLOFEN = "2,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,C10H12ClNO2\n"
PHENIBUT = "3,phenibut,NCC(CC(=O)O)c1ccccc1,C10H12NO2\n"
"""Phenibut with one hydrogen too few."""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Write a table and run the command on it."""
    monkeypatch.chdir(tmp_path)

    def command(rows, *arguments):
        (tmp_path / "drugs.csv").write_text(HEAD + "".join(rows))
        code = cli.main(["drugs.csv", "--no-names", "--quiet", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.mark.parametrize("name", ["known.toml", "known.csv"])
@pytest.mark.parametrize("identity", [[], ["--id", "no"]])
def test_what_is_listed_passes_and_what_is_new_fails(run, name, identity):
    """A baseline accepts its findings wherever their rows are; another one fails."""
    assert run([GABA, BACLOFEN], "--write-baseline", name, *identity)[0] == 0
    assert run([BACLOFEN, BACLOFEN, GABA], "--baseline", name, *identity) == (0, "", "")
    code, out, err = run([GABA, PHENIBUT], "--baseline", name, *identity)

    assert (code, "phenibut" in out, "GABA" in out) == (1, True, False)
    assert err.splitlines()[-1] == "verify-structure: exit code 1: 1 record is inconsistent"


def test_another_wrong_value_is_new(run):
    """An exception was made for one formula, not for whatever stands there next week."""
    run([GABA, BACLOFEN], "--write-baseline", "known.toml", "--id", "no")
    code, _, err = run([GABA.replace("C4H7NO2", "C4H8NO2"), BACLOFEN], "--baseline", "known.toml", "--id", "no")

    assert code == 1
    assert "known.toml: 1 entry matched nothing: corrected, changed or not read" in err
    assert "1 (GABA): formula-mismatch (formula C4H7NO2)" in err


@pytest.mark.parametrize("form", ["jsonl", "csv", "json", "sarif", "html", "junit", "github"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_every_report_says_what_is_accepted(run, form, workers):
    """The findings stay in the reports; only the exit code and what a machine gates on forget them."""
    run([GABA, BACLOFEN], "--write-baseline", "known.toml")
    code, out, _ = run([GABA, BACLOFEN], "--baseline", "known.toml", "-f", form, "--workers", workers)

    assert code == 0
    if form == "jsonl":
        assert [finding["accepted"] for finding in json.loads(out.splitlines()[0])["findings"]] == [True]
    elif form == "csv":
        assert out.splitlines()[1].endswith(",formula-mismatch")
    elif form == "json":
        assert json.loads(out)["summary"]["accepted"] == 1
    elif form == "sarif":
        (result,) = json.loads(out)["runs"][0]["results"]
        assert result["suppressions"] == [{"kind": "external", "status": "accepted"}]
    elif form == "junit":
        assert 'failures="0"' in out
    elif form == "github":
        assert "::error" not in out


def test_parts_are_accepted_and_resumed(run, tmp_path):
    """A folder of parts counts what is accepted, and belongs to its baseline."""
    run([GABA, BACLOFEN], "--write-baseline", "known.toml")
    options = ["--baseline", "known.toml", "-f", "parquet", "-o", "parts"]
    assert run([GABA, BACLOFEN], *options)[0] == 0
    assert run([GABA, BACLOFEN], *options, "--resume")[0] == 0
    assert list(pd.read_parquet(tmp_path / "parts")["accepted"]) == ["formula-mismatch", ""]

    text = (tmp_path / "known.toml").read_text()
    (tmp_path / "known.toml").write_text(text + "# another one\n")
    assert "baseline" in run([GABA, BACLOFEN], *options, "--resume")[2]


def test_conflicts_are_accepted(run):
    """Two records of one structure that fail a strict run are accepted, a third one is not."""
    same = GABA.replace("C4H7NO2", "C4H9NO2")
    other = same.replace("GABA", "(R)-GABA"), same.replace("GABA", "(S)-GABA")
    options = ["--cross-record", "--fail-on", "inchikey-two-names"]

    assert run(other, *options)[0] == 1
    assert run(other, *options, "--write-baseline", "known.csv")[0] == 0
    assert run([BACLOFEN, *other], *options, "--baseline", "known.csv")[0] == 0
    assert run([*other, same.replace("GABA", "rac-GABA")], *options, "--baseline", "known.csv")[0] == 1


def test_a_renewed_baseline_keeps_reasons(run, tmp_path):
    """Writing over a baseline keeps what people wrote, and leaves stale entries out."""
    run([GABA, PHENIBUT], "--write-baseline", "known.toml", "--id", "no")
    path = tmp_path / "known.toml"
    path.write_text(path.read_text().replace('reason = ""', 'reason = "as published"', 1))
    _, _, err = run([GABA, BACLOFEN], "--write-baseline", "known.toml", "--id", "no")

    assert "0 new entries, 1 kept, 1 stale entry left out" in err
    assert 'reason = "as published"' in path.read_text()
    assert "phenibut" not in path.read_text()


def test_a_baseline_of_an_unread_input_is_not_written(run, tmp_path):
    """What was not read to its end would be missing from the baseline."""
    code, _, err = run([GABA], "none.csv", "--write-baseline", "known.toml")

    assert (code, (tmp_path / "known.toml").exists()) == (2, False) or "not written" in err


def test_a_baseline_does_not_excuse_a_table_that_could_not_be_read(run, tmp_path):
    """Without a reference table its findings are missing, so that nothing is written, and the run does not pass."""
    code, _, err = run([GABA], "--against", "none.csv", "--write-baseline", "known.toml")

    assert (code, (tmp_path / "known.toml").exists()) == (2, False)
    assert "known.toml: not written" in err


def test_a_baseline_does_not_excuse_what_could_not_be_examined(run, monkeypatch):
    """Findings that were written to a baseline pass; a record that took too long does not."""
    monkeypatch.setattr(Summary, "unexamined", 1)
    code, _, err = run([GABA, BACLOFEN], "--write-baseline", "known.toml")

    assert code == 2
    assert err.endswith("exit code 2: what fails is listed in known.toml; 1 record could not be examined\n")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--against", "ref.csv", "--unmatched", "drugs.csv"], "--unmatched drugs.csv is an input"),
        (["--against", "ref.csv", "--unmatched", "ref.csv"], "--unmatched ref.csv is the file of --against, too"),
        (["--against", "ref.csv", "-o", "ref.csv"], "--output ref.csv is the file of --against, too"),
        (["--against", "ref.csv", "-o", "link.csv"], "--output link.csv is the file of --against, too"),
        (["-o", "a.csv", "--write-baseline", "a.csv"], "--write-baseline a.csv is the file of --output, too"),
        (["--baseline", "known.csv", "-o", "known.csv"], "--output known.csv is the file of --baseline, too"),
        (["--write-baseline", "link.csv", "--against", "ref.csv"], "is the file of --against, too"),
    ],
)
def test_nothing_that_is_read_is_overwritten(run, tmp_path, options, words):
    """A run that would write over a file of its own stops before it begins."""
    (tmp_path / "ref.csv").write_text("cas,smiles\n56-12-2,NCCCC(=O)O\n")
    (tmp_path / "known.csv").write_text("fingerprint,code\n")
    (tmp_path / "link.csv").symlink_to("ref.csv")
    before = {path: path.read_bytes() for path in (tmp_path / "ref.csv", tmp_path / "known.csv")}
    code, _, err = run([GABA], *options)

    assert (code, (tmp_path / "drugs.csv").read_text()) == (2, HEAD + GABA)
    assert words in err
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        ([], 1, "2 records are inconsistent"),
        (["--fail-on", "never"], 0, ""),
        (["--fail-on", "cas-*"], 0, ""),
        (["--fail-on", "formula-*"], 1, "2 formula-mismatch"),
        (["--fail-on", "error"], 1, "2 errors"),
        (["--max-inconsistent", "2"], 0, ""),
        (["--max-inconsistent", "50%"], 1, "2 records are inconsistent, more than 50% allowed"),
    ],
)
def test_the_last_line_says_why(run, options, code, why):
    """A run that fails ends with the reason of its exit code."""
    found, _, err = run([GABA, BACLOFEN, PHENIBUT], *options)

    assert found == code
    assert err.splitlines()[-1:] == ([f"verify-structure: exit code {code}: {why}"] if why else [])


def test_what_passes_unverified_is_said(run, capsys):
    """A run that passes says what it let pass, unless it is to be quiet."""
    run([GABA, BACLOFEN])
    assert cli.main(["drugs.csv", "--no-names", "--max-inconsistent", "1"]) == 0

    assert capsys.readouterr().err.splitlines()[-1] == (
        "verify-structure: exit code 0: 1 record is inconsistent, at most 1 allowed"
    )


@pytest.mark.parametrize("form", ["text", "github"])
def test_several_outputs(run, tmp_path, form):
    """One run writes every report that is wanted, and prints one."""
    paths = ["r.html", "r.json", "r.csv", "r.parquet", "r.sarif", "r.xml", "r.jsonl"]
    code, out, _ = run([GABA, BACLOFEN], "-f", form, "-o", "-", *(word for path in paths for word in ("-o", path)))

    assert code == 1
    assert "GABA" in out
    assert all((tmp_path / path).stat().st_size for path in paths)
    assert len(pd.read_parquet(tmp_path / "r.parquet")) == len(pd.read_csv(tmp_path / "r.csv")) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--fail-on", "inconsistnt"], "did you mean inconsistent?"),
        (["--fail-on", "never,error"], "--fail-on never stands alone"),
        (["--fail-on", "error", "--strict"], "--strict and --fail-on cannot be combined"),
        (["--max-inconsistent", "-1"], "must be a number of records or a share"),
        (["--max-inconsistent", "101%"], "must be a number of records or a share"),
        (["--baseline", "none.toml"], "no such file; --write-baseline none.toml makes one"),
        (["--write-baseline", "known.json"], "a baseline ends in .toml or .csv"),
        (["--write-baseline", "drugs.csv"], "is an input"),
        (["-o", "a.html", "-o", "a.html"], "given twice"),
        (["-o", "a.html", "-o", "b.json", "-f", "csv"], "every --output says its format"),
        (["-o", "a.html", "-o", "parts", "-f", "parquet"], "cannot be a folder of Parquet parts"),
        (["-o", "a.html", "-o", "b.html", "--fix"], "--fix takes one --output"),
    ],
)
def test_options_that_make_no_sense(run, options, message):
    """What cannot be meant is refused in one line."""
    code, out, err = run([GABA], *options)

    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)])
def test_a_stale_entry_fails_a_strict_run(run, options, code):
    """An entry whose finding was corrected would accept the same error again: a strict run wants it removed."""
    run([GABA, BACLOFEN], "--write-baseline", "known.toml")
    found, _, err = run([GABA.replace("C4H7NO2", "C4H9NO2"), BACLOFEN], "--baseline", "known.toml", *options)

    assert found == code
    assert "known.toml: 1 entry matched nothing" in err
    assert ("exit code 1: 1 entry of the baseline matched nothing" in err) is bool(code)


def test_an_accepted_finding_is_named(run, capsys):
    """A line that calls a record inconsistent also says what of it was accepted."""
    run([GABA, BACLOFEN], "--write-baseline", "known.toml")
    cli.main(["drugs.csv", "--no-names", "--baseline", "known.toml"])

    assert "    accepted: formula-mismatch" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("options", [[], ["--fail-on", "never"], ["--max-inconsistent", "5"]])
def test_a_missing_required_field_outweighs_what_is_found(run, options):
    """A gate that a renamed column switched off is not mistaken for one that found an error."""
    code, _, err = run([GABA, BACLOFEN], "--require", "formula,inchikey", *options)

    assert code == 2
    assert "no record states InChIKey (--require)" in err
    assert "could not be read" not in err


def test_columns_are_named_where_nothing_was_verified(capsys, tmp_path):
    """A quiet run that verified nothing says which columns state no field: one of them was renamed."""
    table = tmp_path / "renamed.csv"
    table.write_text("SMILES,composition\nNCCCC(=O)O,C4H9NO2\n")

    assert cli.main([str(table), "--no-names", "--quiet"]) == 2
    assert "renamed.csv: columns not read: composition" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "options", "why"),
    [
        pytest.param("1,GABA,NCCCC(=O)O,C4H9O2N\n", ["--strict"], ["1 warning"], id="verified-with-a-warning"),
        pytest.param("1,GABA,NCCCC(=O)O,C4H9O2N\n", [], [], id="passes"),
        pytest.param("1,GABA,NCCCC(=O)O,\n", ["--strict"], ["1 record is unverified"], id="unverified"),
        pytest.param(GABA, [], [], id="inconsistent-as-the-report-says"),
    ],
)
def test_one_record_that_fails_against_its_verdict_is_explained(run, row, options, why):
    """A report that says "verified" above an exit code of 1 would leave its reader without a reason."""
    lines = [line for line in run([row], *options)[2].splitlines() if "exit code" in line]

    assert [line.rpartition("exit code 1: ")[2] for line in lines] == why
