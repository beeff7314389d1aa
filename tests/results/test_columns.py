"""Warnings that hit most of a column."""

from __future__ import annotations

import io
import json

import pytest

from gaba_analogs.api.verify import verify_records
from gaba_analogs.output.github import GithubRenderer
from gaba_analogs.output.html import HtmlRenderer
from gaba_analogs.output.text import as_text
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.columns import Columns
from gaba_analogs.results.summary import Summary
from gaba_analogs.running.packing import add_counts, counts


def _reports(dashes, plain=0, wrong=0):
    """Verify GABA many times over: with a dash for its CAS number, with the number, and with a wrong formula."""
    fields = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}
    rows = [*[{"cas": "-"}] * dashes, *[{"cas": "56-12-2"}] * plain, *[{"cas": "-", "formula": "C4H7NO2"}] * wrong]
    records = (StructureRecord(**{**fields, **row}, place=Place("a.csv", n + 2, n + 1)) for n, row in enumerate(rows))
    return list(verify_records(records, names=False))


def _summary(reports):
    summary = Summary()
    for report in reports:
        summary.add(report)
    return summary


@pytest.mark.parametrize(
    ("dashes", "plain", "records"),
    [
        pytest.param(12, 0, [12], id="all"),
        pytest.param(12, 11, [12], id="most"),
        pytest.param(12, 12, [], id="half"),
        pytest.param(9, 0, [], id="few"),
    ],
)
def test_a_warning_of_most_records_is_one_of_the_column(dashes, plain, records):
    """More than half of the records, and at least ten, make it one line."""
    wide = _summary(_reports(dashes, plain)).columns.wide()

    assert [warning.records for warning in wide] == records
    assert all((w.code, w.field, w.first.line) == ("placeholder-value", "cas", 2) for w in wide)


def test_what_decides_a_verdict_is_no_warning_of_a_column():
    """A flat SMILES that makes its record underspecified is told of every record."""
    flat = {"smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1", "inchikey": "KPYSYYIEGFHWSV-QMMMGPOBSA-N"}  # arbaclofen, CID 44602
    columns = Columns()
    for report in verify_records([flat] * 20, names=False):
        columns.add(report)

    assert not columns.wide()


def test_counts_of_several_processes_add_up():
    """What processes counted, each for itself, is one line with the first place of all."""
    total = Summary()
    for part in (_reports(6), _reports(8)):
        add_counts(total, json.loads(json.dumps(counts(_summary(part)))))

    assert [(w.records, w.first) for w in total.columns.wide()] == [(14, Place("a.csv", 2, 1))]


def test_text_says_it_once():
    """Rows that have nothing else to say are not listed; a wrong row is, without the warning."""
    reports = _reports(40, wrong=1)
    text = as_text(reports, summary=_summary(reports), width=200)

    assert "CAS number in 41 of 41 records, first at a.csv:2: CAS number is a placeholder" in text
    assert text.count("placeholder-value]") == 1
    assert "a.csv:42" in text
    assert "a.csv:20" not in text


def test_github_says_it_once():
    """One annotation at the first place, beside those of wrong records."""
    stream = io.StringIO()
    renderer = GithubRenderer(stream)
    reports = _reports(40, wrong=1)
    for report in reports:
        renderer.add(report)
    renderer.finish(_summary(reports), ())

    assert [line.partition("::")[2][:5] for line in stream.getvalue().splitlines()[:-1]] == ["error", "warni"]


def test_html_and_json_say_it():
    """The page and the document name it with its count."""
    reports = _reports(12)
    stream = io.StringIO()
    page = HtmlRenderer(stream, versions={}, options={})
    for report in reports:
        page.add(report)
    page.finish(_summary(reports), ())

    assert "CAS number in 12 of 12 records" in stream.getvalue()
    assert _summary(reports).to_dict()["columns"][0]["records"] == 12
