"""JSON and JSON Lines: valid against the published schema, whatever a record holds."""

from __future__ import annotations

import io
import json

import jsonschema
import pytest

from gaba_analogs.output.json import JsonLinesRenderer, JsonRenderer
from gaba_analogs.output.schema import schema
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.results.findings import RecordReport, Verdict
from gaba_analogs.results.summary import Summary

SCHEMA = json.loads(schema())


def write(reports, conflicts=(), encoding="utf-8"):
    """Give the bytes of a JSON report."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    renderer = JsonRenderer(stream, versions={"gaba_analogs": "0.1.0"}, options={"names": True})
    summary = Summary()
    for report in reports:
        summary.add(report)
        renderer.add(report)
    summary.add_conflicts(conflicts)
    renderer.finish(summary, conflicts)
    stream.flush()
    return raw.getvalue()


def test_schema_is_a_schema_and_names_every_field():
    """The schema is valid, and its fields are those of a record."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$defs"]["field"]["enum"] == list(FIELDS)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_report_is_valid(reports, conflict, count):
    """A report on any number of records is valid, and holds them in order."""
    report = json.loads(write(reports[:count], [conflict] if count else []))

    jsonschema.validate(report, SCHEMA)
    assert report["records"] == [r.to_dict() for r in reports[:count]]
    assert report["summary"]["records"] == count


def test_lines_are_valid(reports):
    """Each line of a jsonl report is a record of the schema."""
    stream = io.StringIO()
    renderer = JsonLinesRenderer(stream)
    for report in reports:
        renderer.add(report)
    renderer.finish(Summary(), [])
    lines = stream.getvalue().splitlines()

    assert len(lines) == len(reports)
    for line in lines:
        jsonschema.validate(json.loads(line), {"$ref": "#/$defs/record", "$defs": SCHEMA["$defs"]})


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@pytest.mark.parametrize(
    "name",
    ["γ-Aminobutyric acid", "\ud800", "\x1b[31m", "emoji \U0001f9ea", 'quote " and \\', "line\nend\u2028"],
)
def test_any_text_survives(name, encoding):
    """A name comes back as it was, in any encoding of the output."""
    report = RecordReport(StructureRecord(name=name), Verdict.UNVERIFIED)

    assert json.loads(write([report], encoding=encoding).decode(encoding))["records"][0]["record"]["name"] == name
