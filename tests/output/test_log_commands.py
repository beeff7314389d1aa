"""No value can drive the log of a CI system or a terminal, in whatever format and field it stands."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.output.saving import to_terminal, to_text
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import RecordReport, Skip, SkipKind, Verdict
from gaba_analogs.verification.report import Report

pytestmark = pytest.mark.slow

# GitHub: runner/src/Runner.Common/ActionCommand.cs; Azure: agent "logging commands"; TeamCity: "service messages";
# GitLab: section markers begin with a carriage return or an escape.
COMMAND = re.compile(
    r"##\w*\[|^[\ufeff\s]*::(?!error |warning |notice )|[\r\x1b\x9b\x00\u202a-\u202e\u2066-\u2069]", re.MULTILINE
)

HOSTILE = {
    "github": "::stop-commands::token",
    "github-after-space": "   ::add-mask::x",
    "github-second-line": "x\n::set-output name=a::b",
    "github-carriage-return": "x\r::error::b",
    "github-encoded": "x%0A::error::b",
    "github-old": "##[add-path]/tmp",
    "github-old-inside": "name ##[group]x",
    "azure": "##vso[task.setvariable variable=PATH]/tmp",
    "teamcity": "##teamcity[buildStatus status='SUCCESS']",
    "gitlab": "\x1b[0Ksection_start:1:x\r\x1b[0K",
    "escape": "\x1b]0;title\x07",
    "c1-escape": "\x9b31m",
    "bidi": "\u202egnp.exe",
    "bidi-isolate": "\u2067x\u2069",
    "many": "####[x] ::::",
}
FIELDS = ("name", "smiles", "formula", "iupac_name", "cas", "synonyms", "source", "reason", "correction")
FORMS = ("text", "json", "jsonl", "csv", "html", "sarif", "junit", "github")


def reports_with(field: str, value: str) -> list[RecordReport]:
    """Make reports whose field holds a value: as verification gives it, and given up."""
    known = {"name": "GABA", "smiles": "NCCCC(=O)O", "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N"}
    place = Place(value if field == "source" else "drugs.csv", 2, 1)
    stated = {**known, field: value} if field in StructureRecord.__dataclass_fields__ else known
    report = verify(StructureRecord(**stated, place=place), names=False)
    if field == "correction":
        report = replace(report, corrections={"inchikey": value})
    reason = value if field == "reason" else "took longer than 10 s"
    lost = RecordReport(report.record, Verdict.UNVERIFIED, skipped=(Skip("record", SkipKind.CANNOT_TELL, reason),))
    return [report, lost]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", FIELDS)
def test_no_command_reaches_a_log(field, value):
    """Every format of the report breaks it, on a terminal and in a file."""
    report = Report(tuple(reports_with(field, value)))

    driven = {form: COMMAND.search(outside_quotes(form, to_text(report, form))) for form in FORMS}
    driven["terminal"] = COMMAND.search(to_terminal(report))

    assert {form: match[0] for form, match in driven.items() if match} == {}


def outside_quotes(form: str, text: str) -> str:
    """Take away the line ends of a table, and those that a cell of it may hold."""
    return text.replace("\r", "\n") if form == "csv" else text


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_values_stay_as_they_are_in_json(value):
    """JSON says the same in other letters."""
    report = Report(tuple(reports_with("name", value)))

    assert json.loads(to_text(report, "json"))["records"][0]["record"]["name"] == value
    assert json.loads(to_text(report, "jsonl").split("\n")[0])["record"]["name"] == value


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a::b", "a::b"),
        ("compound ##3", "compound ##3"),
        ("::a", "'::a"),
        ("##[a", "#'#[a"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ],
)
def test_cells_change_only_where_they_must(name, written):
    """A cell of a CSV that no log and no spreadsheet obeys is written as it is."""
    report = Report(tuple(reports_with("name", name)))

    assert next(csv.DictReader(io.StringIO(to_text(report, "csv"))))["name"] == written
