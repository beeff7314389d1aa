"""Decisions of people, carried out by the command: what is written, what is refused, what a baseline gets."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs.cli.main import main
from gaba_analogs.results.decisions import COLUMNS, Choice, Decision
from gaba_analogs.results.fingerprints import fingerprint_of_record

# PubChem: GABA (CID 119), baclofen (2284), gabapentin (3446). GB-3 has a wrong check digit, GB-2 a wrong mass.
TABLE = """\
no,name,SMILES,InChI,InChIKey,formula,MW,CAS
GB-1,GABA,NCCCC(=O)O,"InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",BTCSSZJGUNDROE-UHFFFAOYSA-N,C4H7NO2,103.12,56-12-2
GB-2,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,,,C10H12ClNO2,113.66,1134-47-0
GB-3,gabapentin,NCC1(CC(=O)O)CCCCC1,,,C9H17NO2,171.24,60142-96-4
"""
pytestmark = pytest.mark.usefixtures("folder")
RUN = ("--id", "no", "--no-names", "--workers", "1")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> None:
    """Run the command in a folder with the table."""
    monkeypatch.chdir(tmp_path)
    Path("drugs.csv").write_text(TABLE, encoding="utf-8")


def found(table: str = "drugs.csv") -> dict[str, Decision]:
    """Give an open decision on every finding, by code; of several the last."""
    decisions = {}
    for report in ga.verify_records(ga.read(table, identity="no"), names=False):
        for finding in report.findings:
            field = next((name for name in finding.fields if name in report.suspects), finding.fields[0])
            decisions[f"{report.record.identity} {finding.code}"] = Decision(
                report.fingerprint_of(finding),
                fingerprint_of_record(report.record),
                finding.code,
                None,
                field,
                getattr(report.record, field),
                called=report.record.called or "",
            )
    return decisions


def write(*entries: Decision, path: str = "decisions.csv") -> None:
    """Write decisions as the report exports them."""
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in entries:
            choice = one.choice.value if one.choice else ""
            cells = (one.fingerprint, one.record, one.called, one.code, one.field, one.value)
            writer.writerow([*cells, choice, one.correction, one.comment, one.by])


def accept(one: Decision, correction: str = "", comment: str = "") -> Decision:
    """Accept a finding."""
    return replace(one, choice=Choice.ACCEPT, correction=correction, comment=comment)


def reject(one: Decision, comment: str = "") -> Decision:
    """Reject a finding."""
    return replace(one, choice=Choice.REJECT, comment=comment, by="Ann")


def outcomes(path: str = "log.csv") -> dict[str, tuple[str, str]]:
    """Give what became of the decisions, and why, by code."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["outcome"], row["why"]) for row in csv.DictReader(file)}


def fix(*options: str) -> int:
    """Carry the decisions out."""
    own = ("--fix", "--decisions", "decisions.csv", "--decisions-log", "log.csv", "--output", "fixed.csv")
    return main(["drugs.csv", *RUN, *own, *options])


def test_writes_what_was_accepted_and_nothing_else():
    """Of two safe corrections the one that was decided on is written, the other is not, and no column is added."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2", "seen in the monograph"))

    assert fix() == 1
    assert Path("fixed.csv").read_text(encoding="utf-8") == TABLE.replace("C4H7NO2", "C4H9NO2")
    assert outcomes() == {"formula-mismatch": ("applied", "")}


def test_refuses_what_has_changed_since(capsys):
    """A value that is another one now keeps it; the line says what it states and what it stated."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2"))
    Path("drugs.csv").write_text(TABLE.replace("C4H7NO2", "C4H8NO2"), encoding="utf-8")

    fix()
    assert Path("fixed.csv").read_text(encoding="utf-8") == TABLE.replace("C4H7NO2", "C4H8NO2")
    assert (
        "decisions.csv:2: GB-1 (GABA): formula-mismatch: value changed: formula states C4H8NO2 now, and stated C4H7NO2"
        in capsys.readouterr().err
    )


def test_refuses_what_another_value_has_changed_since():
    """Where the formula is the same but the structure it was compared with is not, nothing is written."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2"))
    Path("drugs.csv").write_text(TABLE.replace("NCCCC(=O)O,", "NCCC(=O)O,"), encoding="utf-8")

    fix()
    assert outcomes()["formula-mismatch"][0] == "not found any more"
    assert "C4H9NO2," not in Path("fixed.csv").read_text(encoding="utf-8")


def test_records_that_are_not_there_are_counted(capsys):
    """Several of them are records, one is a record."""
    decisions = found()
    write(accept(decisions["GB-1 formula-mismatch"], "C4H9NO2"), reject(decisions["GB-3 cas-check-digit"]))
    Path("drugs.csv").write_text(TABLE.replace("GB-", "GC-"), encoding="utf-8")
    fix()

    assert "2 decisions: 2 unknown records" in capsys.readouterr().err


def test_refuses_a_record_that_is_not_there():
    """A decision on a record that the table has no more is told of."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2"))
    Path("drugs.csv").write_text(TABLE.replace("GB-1", "GB-9"), encoding="utf-8")

    fix()
    assert outcomes()["formula-mismatch"] == ("unknown record", "")


def test_says_that_another_identifier_was_meant(capsys):
    """Where no record at all is known again, the likeliest reason is named."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2"))

    main(
        ["drugs.csv", "--no-names", "--workers", "1", "--fix", "--decisions", "decisions.csv", "--output", "fixed.csv"]
    )
    assert "was the report made with another --id?" in capsys.readouterr().err


def test_conflicts_across_records_go_into_the_baseline(capsys):
    """A conflict that was rejected is accepted from then on; where it is not looked for, that is said."""
    # (R)- and (S)-baclofen of PubChem (CID 44602, 168985), with their InChIKeys swapped.
    table = """\
name,SMILES,InChIKey
arbaclofen,NC[C@H](CC(=O)O)c1ccc(Cl)cc1,KPYSYYIEGFHWSV-MRVPVSSYSA-N
(S)-baclofen,NC[C@@H](CC(=O)O)c1ccc(Cl)cc1,KPYSYYIEGFHWSV-QMMMGPOBSA-N
"""
    Path("isomers.csv").write_text(table, encoding="utf-8")
    stream = ga.verify_records(ga.read("isomers.csv"), names=False, cross_record=True)
    list(stream)
    (swapped,) = stream.conflicts
    write(reject(Decision(swapped.conflict_fingerprint, "", swapped.code, None), "as in the source"))
    run = ["isomers.csv", "--no-names", "--workers", "1", "--quiet"]

    main([*run, "--decisions", "decisions.csv", "--write-baseline", "known.toml"])
    assert "were not looked for: --cross-record" in capsys.readouterr().err
    main([*run, "--decisions", "decisions.csv", "--write-baseline", "known.toml", "--cross-record"])
    assert 'reason = "as in the source (by Ann)"' in Path("known.toml").read_text(encoding="utf-8")
    gate = ["--cross-record", "--baseline", "known.toml", "--fail-on", "keys-swapped"]
    assert main([*run, *gate]) == 0


def test_refuses_a_value_that_a_spreadsheet_changed():
    """A mass that lost its last digit on the way through a spreadsheet is not taken for the one that was looked at."""
    one = found()["GB-2 molecular-weight-mismatch"]
    write(replace(accept(one, "213.7"), value="113.7"))

    fix()
    assert outcomes()["molecular-weight-mismatch"][0] == "value changed"


def test_rows_may_move():
    """The record is known by its identifier, wherever its row stands."""
    write(accept(found()["GB-2 molecular-weight-mismatch"], "213.66"))
    head, one, two, three = TABLE.splitlines()
    Path("drugs.csv").write_text(f"{head}\n{three}\n{one}\n{two}\n", encoding="utf-8")

    fix()
    assert outcomes()["molecular-weight-mismatch"] == ("applied", "")
    assert ",213.66,1134-47-0" in Path("fixed.csv").read_text(encoding="utf-8").splitlines()[3]


def test_a_second_run_finds_it_done():
    """Decisions that were carried out before are told of as such, and do not fail a strict run by themselves."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2"))
    Path("drugs.csv").write_text(TABLE.replace("C4H7NO2", "C4H9NO2"), encoding="utf-8")

    fix()
    assert outcomes()["formula-mismatch"] == ("done already", "")


@pytest.mark.parametrize(
    ("key", "correction", "code"),
    [
        # 6*1 + 9*2 + 2*3 + 4*4 + 1*5 + 0*6 + 6*7 = 93: the check digit is 3.
        pytest.param("GB-3 cas-check-digit", "60142-96-5", "cas-check-digit", id="check-digit"),
        pytest.param("GB-1 formula-mismatch", "C4H9NQ2", "formula-unreadable", id="unreadable"),
    ],
)
def test_refuses_a_misprint(key, correction, code):
    """A typed value that gives itself away is not written."""
    write(accept(found()[key], correction))

    fix()
    ((outcome, why),) = outcomes().values()
    assert (outcome, code in why) == ("not written", True)
    assert Path("fixed.csv").read_text(encoding="utf-8") == TABLE


def test_writes_what_people_know_better(capsys):
    """A correction that does not clear the record is written all the same, and said."""
    write(accept(found()["GB-2 molecular-weight-mismatch"], "214.1"))

    fix()
    assert outcomes()["molecular-weight-mismatch"] == ("applied", "the record is inconsistent with it")
    assert "written, but the record is inconsistent with it" in capsys.readouterr().err


def test_rejected_findings_make_a_baseline():
    """A baseline lists what was rejected, with the comment as its reason; what nobody decided on fails the run."""
    write(reject(found()["GB-3 cas-check-digit"], "the number of 1996"))
    run = [*RUN, "--quiet"]

    assert main(["drugs.csv", *run, "--decisions", "decisions.csv", "--write-baseline", "known.toml"]) == 1
    known = Path("known.toml").read_text(encoding="utf-8")
    assert known.count("[[accepted]]") == 1
    assert 'reason = "the number of 1996 (by Ann)"' in known
    Path("drugs.csv").write_text(TABLE.replace("C4H7NO2", "C4H9NO2").replace("113.66", "213.66"), encoding="utf-8")
    assert main(["drugs.csv", *run, "--baseline", "known.toml"]) == 0


def test_baseline_holds_for_the_corrected_copy():
    """Where one value of a record is corrected and another stands, the baseline fits the copy, without --id too."""
    text = TABLE.replace("NCC1(CC(=O)O)CCCCC1", "NCC1(CC(=O)O)CCCC1")
    Path("drugs.csv").write_text(text, encoding="utf-8")
    decisions = {}
    for report in ga.verify_records(ga.read("drugs.csv"), names=False):
        for finding in report.findings:
            if report.record.name == "gabapentin":
                fields = ("cas", "60142-96-4") if finding.code.startswith("cas") else ("smiles", "NCC1(CC(=O)O)CCCC1")
                own = report.fingerprint_of(finding), fingerprint_of_record(report.record), finding.code
                decisions[finding.code] = Decision(*own, None, *fields)
    cas = decisions.pop("cas-check-digit")
    write(reject(cas), *(accept(one, "NCC1(CC(=O)O)CCCCC1") for one in decisions.values()))
    own = ["--no-names", "--workers", "1", "--decisions", "decisions.csv", "--write-baseline", "known.toml"]

    main(["drugs.csv", *own, "--fix", "--output", "fixed.csv"])
    assert "NCC1(CC(=O)O)CCCCC1" in Path("fixed.csv").read_text(encoding="utf-8")
    gate = ["--no-names", "--workers", "1", "--baseline", "known.toml", "--fail-on", "cas-*", "--strict"]
    assert main(["fixed.csv", *gate[:-1], "--quiet"]) == 0


def test_strict_fails_on_what_was_not_carried_out():
    """A clean table fails a strict run if a decision could not be carried out."""
    write(accept(found()["GB-1 formula-mismatch"], "C4H9NO2"))
    clean = [TABLE.splitlines()[0], TABLE.splitlines()[3].replace("96-4", "96-3")]
    Path("drugs.csv").write_text("\n".join([*clean, ""]), encoding="utf-8")

    assert fix() == 0
    assert fix("--strict") == 1


def test_files_of_several_people(capsys):
    """Decisions may stand in several files; where two contradict each other, nothing is done."""
    one, two = found()["GB-1 formula-mismatch"], found()["GB-3 cas-check-digit"]
    write(accept(one, "C4H9NO2"))
    write(reject(two), path="bob.csv")

    assert fix("--decisions", "bob.csv") == 1
    assert len(outcomes()) == 2
    Path("fixed.csv").unlink()
    write(reject(one), path="bob.csv")
    assert fix("--decisions", "bob.csv") == 2
    assert "bob.csv:2: decision: accept at decisions.csv:2: keep one of them" in capsys.readouterr().err
    assert not Path("fixed.csv").exists()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        pytest.param(["--decisions", "decisions.csv"], "add --fix --output PATH", id="alone"),
        pytest.param(["--decisions-log", "log.csv"], "needs --decisions", id="log-alone"),
        pytest.param(["--fix", "--output", "f.csv", "--decisions", "none.csv"], "none.csv: no such file", id="no-file"),
        pytest.param(
            ["--fix", "--unsafe-fixes", "--output", "f.csv", "--decisions", "decisions.csv"],
            "cannot be combined",
            id="unsafe",
        ),
        pytest.param(
            ["--fix", "--output", "decisions.csv", "--decisions", "decisions.csv"], "choose another name", id="over"
        ),
    ],
)
def test_options_that_make_no_sense(capsys, options, complaint):
    """The message says what to change."""
    write()

    assert main(["drugs.csv", *RUN, *options]) == 2
    assert complaint in capsys.readouterr().err


def test_frame_is_corrected_as_decided():
    """In Python the same file corrects a DataFrame; what cannot be carried out is warned of."""
    frame = pd.read_csv("drugs.csv", dtype=str)
    decisions = found()
    write(accept(decisions["GB-1 formula-mismatch"], "C4H9NO2", "seen"), reject(decisions["GB-3 cas-check-digit"]))
    fixed, log = ga.fix_frame(frame, identity="no", names=False, decisions="decisions.csv")

    assert fixed["formula"].tolist() == ["C4H9NO2", "C10H12ClNO2", "C9H17NO2"]
    assert log.to_dict("records") == [
        {"index": 0, "column": "formula", "was": "C4H7NO2", "became": "C4H9NO2", "why": "seen [formula-mismatch]"}
    ]
    with pytest.warns(UserWarning, match=r"decisions.csv:2: GB-1 \(GABA\): formula-mismatch: unknown record"):
        ga.fix_frame(frame[1:], identity="no", names=False, decisions="decisions.csv")
