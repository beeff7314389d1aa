"""What a person is shown of many records: the worst first, what repeats once, the counts last."""

from __future__ import annotations

import pytest

from gaba_analogs.cli import main as cli

HEAD = "name,SMILES,formula,InChIKey\n"
GABA = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
GOOD = f"good,NCCCC(=O)O,C4H9NO2,{GABA}\n"
ODD = f"odd,NCCCC(=O)O,C4H9O2N,{GABA}\n"
"""A formula that is not in Hill order: a warning."""
FLAT = "flat,NCC(CC(=O)O)c1ccc(Cl)cc1,C10H12ClNO2,KPYSYYIEGFHWSV-MRVPVSSYSA-N\n"
"""(R)-baclofen whose SMILES leaves the stereo open."""
RIVALS = "rivals,NCCCC(=O)O,C4H7NO2,\n"
"""A formula and a SMILES that contradict each other: nobody knows which is wrong."""
WRONG = f"wrong,NCCCC(=O)O,C4H7NO2,{GABA}\n"
"""A wrong formula beside a SMILES and a key that agree."""
LONE = "lone,,C4H9NO2,\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command on a table, and give the lines that it prints."""
    monkeypatch.chdir(tmp_path)

    def command(rows, *arguments):
        (tmp_path / "drugs.csv").write_text(HEAD + "".join(rows))
        cli.main(["drugs.csv", "--no-names", *arguments])
        said = capsys.readouterr()
        return said.out.splitlines(), said.err

    return command


def listed(lines):
    """Give the names of the records listed, in order."""
    return [line.split()[2].rstrip(":") for line in lines if line[2:].startswith("drugs.csv:")]


def test_the_worst_come_first(run):
    """Wrong fields come before contradictions, and these before what only says too little."""
    lines, _ = run([ODD, FLAT, RIVALS, WRONG, GOOD, LONE], "--quiet")

    assert listed(lines) == ["wrong", "rivals", "flat"]
    assert lines[-1].startswith("6 records")


def test_what_repeats_is_said_once(run):
    """A warning of many records is one line, however few of all records these are."""
    lines, _ = run([*[ODD] * 40, *[GOOD] * 60, *[LONE] * 3, WRONG], "--quiet")
    text = "\n".join(lines)

    assert text.count("formula-not-hill") == 1
    assert "formula in 40 records, first at drugs.csv:2" in text
    assert text.count("unverified, first at drugs.csv:102") == 1


def test_nothing_is_printed_of_what_is_right(run):
    """A quiet run over right records says nothing at all."""
    assert run([GOOD, GOOD], "-q") == ([], "")


def test_a_limit_keeps_the_worst(run):
    """The records beyond the limit are counted."""
    lines, _ = run([*[RIVALS] * 3, WRONG], "--limit", "2", "--quiet")

    assert listed(lines) == ["wrong", "rivals"]
    assert "and 2 more records (--limit 2)" in lines


def test_the_order_of_the_input_can_be_kept(run):
    """--sort input lists records as they stand."""
    lines, _ = run([RIVALS, WRONG], "--quiet", "--sort", "input")

    assert listed(lines) == ["rivals", "wrong"]


def test_statistics_count_by_check_and_field(run):
    """Findings are counted by code and field, errors first, with the first place of each."""
    lines, _ = run([ODD, ODD, WRONG, GOOD], "--statistics")

    assert [line.split()[1:4] for line in lines[:2]] == [
        ["1", "formula-mismatch", "formula"],
        ["2", "formula-not-hill", "formula"],
    ]
    assert lines[0].endswith("first at drugs.csv:4")
    assert lines[-1].startswith("4 records")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_accepted_findings_are_not_listed(run, workers):
    """What a baseline accepts needs no hand."""
    run([WRONG, GOOD], "--write-baseline", "known.toml")

    assert run([GOOD, WRONG], "-q", "--baseline", "known.toml", "--workers", workers)[0] == []
    assert run([GOOD, WRONG], "--statistics", "--baseline", "known.toml")[0][0].startswith("2 records")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--statistics", "--format", "json"], "--statistics needs --format text, not json"),
        (["--limit", "0"], "must be at least 1"),
        (["--limit", "3", "--sort", "input"], "cannot be combined"),
    ],
)
def test_options_that_make_no_sense(run, options, message):
    """What cannot be meant is refused."""
    assert message in run([GOOD], *options)[1]
