"""SARIF 2.1.0: the structure that the standard demands, places, fingerprints and rules.

The schema of the standard is not distributed with this package; where ``GABA_ANALOGS_SARIF_SCHEMA`` names a
copy of sarif-schema-2.1.0.json, every log is validated against it too.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from gaba_analogs.output.sarif import FINGERPRINT, SarifRenderer, plain, rules
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.verification.catalogue import CATALOGUE

STANDARD = os.environ.get("GABA_ANALOGS_SARIF_SCHEMA")
# From section 3 of the standard: what an object of each kind must have, and the words it may use.
LEVELS = {"none", "note", "warning", "error"}


@pytest.fixture(autouse=True)
def _no_workspace(monkeypatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def log(reports, *, conflicts=(), unread=(), encoding="utf-8"):
    """Give the log of a run, checked against what the standard demands."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    renderer = SarifRenderer(stream, versions={"gaba_analogs": "0.1.0"}, options={"names": True}, unread=unread)
    summary = Summary()
    for report in reports:
        summary.add(report)
        renderer.add(report)
    renderer.finish(summary, conflicts)
    stream.flush()
    document = json.loads(raw.getvalue().decode(encoding))
    demand(document)
    return document


def demand(document):
    """Check the structure of a log."""
    if STANDARD:
        jsonschema.validate(document, json.loads(Path(STANDARD).read_text(encoding="utf-8")))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    for result in run["results"]:
        assert set(result) >= {"ruleId", "level", "message"}
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        # GitHub refuses a result without a place in a file, and compares fingerprints of this name only:
        # https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
        assert result["locations"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        for location in result["locations"] + result.get("relatedLocations", []):
            physical = location["physicalLocation"]
            assert " " not in physical["artifactLocation"]["uri"]
            assert physical["region"]["startLine"] >= 1
    assert [type(invocation["executionSuccessful"]) for invocation in run["invocations"]] == [bool]


def results(reports, **options):
    """Give the results of a log."""
    return log(reports, **options)["runs"][0]["results"]


def test_a_result_per_finding(reports):
    """What passes is left out; the level is the severity, and unverified is a note."""
    found = results(reports)

    assert [(result["ruleId"], result["level"]) for result in found] == [
        ("inchikey-mismatch", "error"),
        ("inchikey-mismatch", "error"),
        ("stereo-missing", "warning"),
        ("record-unverified", "note"),
    ]


def test_result_says_where_and_what(inconsistent):
    """A result has its line, its record and field, and the correction."""
    (result,) = results([inconsistent])
    (location,) = result["locations"]

    assert location["physicalLocation"] == {"artifactLocation": {"uri": "drugs.csv"}, "region": {"startLine": 3}}
    assert [place["fullyQualifiedName"] for place in location["logicalLocations"]] == ["Baclofen/inchikey", "Baclofen"]
    assert result["message"]["text"].endswith("; inchikey should be KPYSYYIEGFHWSV-UHFFFAOYSA-N (likely)")
    assert result["properties"]["correction"] == "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
    assert result["properties"]["safety"] == "likely"
    assert result["properties"]["suspects"] == ["inchikey"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("data/drugs.csv", "data/drugs.csv", id="relative"),
        pytest.param("./data/../drugs.csv", "drugs.csv", id="normalised"),
        pytest.param("GABA & co: 100%#1?.csv", "GABA%20%26%20co%3A%20100%25%231%3F.csv", id="percent-encoded"),
        pytest.param("α.csv", "%CE%B1.csv", id="utf-8"),
        pytest.param("/elsewhere/a b.csv", "file:///elsewhere/a%20b.csv", id="absolute"),
        pytest.param("\udcff.csv", "%FF.csv", id="no-utf-8"),
        pytest.param("<stdin>", "%3Cstdin%3E", id="standard-input"),
        pytest.param(None, "records", id="python"),
    ],
)
def test_uri_is_relative_to_the_repository(inconsistent, source, expected):
    """Code scanning finds the file from the top of the repository (RFC 3986)."""
    record = replace(inconsistent.record, place=Place(source, 3, 2))
    (result,) = results([replace(inconsistent, record=record)])
    physical = result["locations"][0].get("physicalLocation")

    assert (physical and physical["artifactLocation"]["uri"]) == expected


def test_path_below_the_working_folder_is_relative(inconsistent, tmp_path, monkeypatch):
    """An absolute path within the repository is made relative."""
    monkeypatch.chdir(tmp_path)
    record = replace(inconsistent.record, place=Place(str(tmp_path / "a" / "drugs.csv"), 3, 2))
    (result,) = results([replace(inconsistent, record=record)])

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a/drugs.csv"


def test_fingerprint_moves_with_its_row(inconsistent, ambiguous):
    """A finding keeps its fingerprint when its line moves, and loses it when its value changes."""
    (result,) = results([inconsistent])
    moved = replace(inconsistent, record=replace(inconsistent.record, place=Place("drugs.csv", 99, 98)))
    changed = replace(inconsistent, record=replace(inconsistent.record, inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N"))
    prints = [results([report])[0]["partialFingerprints"][FINGERPRINT] for report in (moved, changed, ambiguous)]

    assert prints[0] == result["partialFingerprints"][FINGERPRINT]
    assert len({*prints}) == 3


def test_a_rule_per_check():
    """Every check has a rule with its help; code scanning takes descriptions of 1024 characters."""
    known = rules()

    assert [rule["id"] for rule in known] == [*CATALOGUE, "record-unverified"]
    for rule in known:
        assert rule["shortDescription"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["name"].isalnum()
    assert "Why it matters" in known[0]["help"]["text"]
    assert known[0]["help"]["markdown"].startswith(f"# {known[0]['id']}")


def test_how_the_run_went(verified, conflict):
    """The invocation has versions, options and counts, and what could not be read."""
    (run,) = log([verified], conflicts=[conflict], unread=["missing.csv: no such file"])["runs"]
    (invocation,) = run["invocations"]

    assert invocation["executionSuccessful"] is False
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == [
        "missing.csv: no such file"
    ]
    assert invocation["properties"]["options"] == {"names": True}
    assert invocation["properties"]["summary"]["records"] == 1
    assert [result["ruleId"] for result in run["results"]] == ["duplicate-structure"]


def test_empty_run_is_a_log():
    """A run without records succeeded, and found nothing."""
    (run,) = log([])["runs"]

    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("C[C@H](N)C(=O)O", "C[C@H](N)C(=O)O", id="smiles-stays"),
        pytest.param("[1](2)", r"\[1\](2)", id="link-to-a-location"),
        pytest.param("[x](javascript:alert)", r"\[x\](javascript:alert)", id="link-to-an-address"),
        pytest.param("{0}", "{{0}}", id="placeholder"),
        pytest.param("{{Infobox drug}}", "{{Infobox drug}}", id="wikitext"),
    ],
)
def test_plain(text, shown):
    """Sections 3.11.5 and 3.11.6 of the standard: placeholders and links are escaped."""
    assert plain(text) == shown


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("text", ["\x00\x1b[31m", "\ud800", 'quote " \\', "γ\U0001f9ea", "\u2028\n"])
def test_any_text_is_a_log(text, encoding):
    """Whatever a record holds, the log can be read."""
    finding = Finding("smiles-unreadable", Severity.ERROR, ("smiles",), text, text, text)
    record = StructureRecord(name=text, smiles=text, place=Place(text, 1, 1))
    report = RecordReport(record, Verdict.INCONSISTENT, ("smiles",), corrections={"smiles": text}, findings=(finding,))
    (result,) = results([report], encoding=encoding)

    assert result["properties"]["stated"] == text


CONFLICT = Finding(
    "duplicate-structure",
    Severity.INFO,
    ("inchikey",),
    "2 identical records (GABA): drugs.csv:2 and :5",
    stated="BTCSSZJGUNDROE-UHFFFAOYSA-N",
    places=(Place("drugs.csv", 2, 1), Place("drugs.csv", 5, 4)),
    subject="BTCSSZJGUNDROE-UHFFFAOYSA-N 2",
)


def test_a_conflict_stands_at_both_places():
    """A conflict marks the line of its first record, and leads to the other."""
    (result,) = results([], conflicts=[CONFLICT])
    lines = [
        place["physicalLocation"]["region"]["startLine"] for place in result["locations"] + result["relatedLocations"]
    ]

    assert lines == [2, 5]


def test_a_conflict_keeps_its_fingerprint_where_its_rows_move():
    """The place and the words about it play no part."""
    moved = replace(CONFLICT, message="2 identical records (GABA): :7 and :9", places=(Place("drugs.csv", 7, 6),))
    prints = [results([], conflicts=[one])[0]["partialFingerprints"] for one in (CONFLICT, moved)]

    assert prints[0] == prints[1]


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        pytest.param("GABA,C4H7NO2,103.12", (6, 13), id="cell"),
        pytest.param('GABA,"C4H7NO2",103.12', (7, 14), id="quoted"),
        pytest.param("γ-GABA;C4H7NO2", (8, 15), id="last-cell-behind-a-greek-letter"),
        pytest.param("C4H7NO2,C4H7NO2", None, id="twice"),
        pytest.param("GABA,C4H7NO2.HCl", None, id="part-of-a-cell"),
        pytest.param("GABA,", None, id="elsewhere"),
    ],
)
def test_a_safe_correction_is_a_fix(inconsistent, tmp_path, monkeypatch, line, columns):
    """The fix replaces the value where it is a cell of its own, by columns counted in characters."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drugs.csv").write_text(f"name,formula\n{line}\n", encoding="utf-8")
    finding = replace(inconsistent.findings[0], code="formula-mismatch", fields=("formula",), stated="C4H7NO2")
    record = StructureRecord(name="GABA", formula="C4H7NO2", place=Place("drugs.csv", 2, 1))
    report = RecordReport(
        record,
        Verdict.INCONSISTENT,
        suspects=("formula",),
        corrections={"formula": "C4H9NO2"},
        findings=(finding,),
        safety={"formula": Safety.SAFE},
    )
    (result,) = results([report])
    (likely,) = results([replace(report, safety={"formula": Safety.LIKELY})])

    assert "fixes" not in likely
    if columns is None:
        assert "fixes" not in result
    else:
        (change,) = result["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        assert replacement["insertedContent"] == {"text": "C4H9NO2"}
        region = replacement["deletedRegion"]
        assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, *columns)
