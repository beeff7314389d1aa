"""JUnit XML: what fails, what is skipped, and that any text gives a document that can be read."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from gaba_analogs.output import junit
from gaba_analogs.output.junit import JunitRenderer
from gaba_analogs.record import Place
from gaba_analogs.results.findings import Finding, Severity
from gaba_analogs.results.gate import Gate
from gaba_analogs.results.summary import Summary


def write(reports, *, conflicts=(), unread=(), encoding="utf-8", **gate):
    """Give the root of a report that was written, encoded and read again."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    renderer = JunitRenderer(stream, gate=Gate(**gate), properties={"rdkit": "2026.09.1"}, unread=unread)
    summary = Summary()
    for report in reports:
        summary.add(report)
        renderer.add(report)
    renderer.finish(summary, conflicts)
    stream.flush()
    return ET.fromstring(raw.getvalue())  # noqa: S314 - our own output


def outcomes(root):
    """Give the outcome of every test case."""
    return [
        next((child.tag for child in case if child.tag != "system-out"), "passed") for case in root.iter("testcase")
    ]


def counts(suite):
    """Give the counts that a suite begins with."""
    return {key: int(suite.get(key)) for key in ("tests", "failures", "errors", "skipped")}


def test_one_case_per_record(reports):
    """A wrong record fails, one with nothing to compare is skipped; the suite counts them and names the versions."""
    root = write(reports)
    (suite,) = root

    assert root.tag == "testsuites"
    assert suite.get("name") == "drugs.csv"
    assert outcomes(root) == ["passed", "failure", "failure", "failure", "skipped"]
    assert counts(suite) == {"tests": 5, "failures": 3, "errors": 0, "skipped": 1}
    assert suite.find("properties/property").attrib == {"name": "rdkit", "value": "2026.09.1"}


def test_case_says_where_and_what(reports):
    """A case has its input, a name of its own, its line, what is wrong and what it should be."""
    case = write(reports).findall("testsuite/testcase")[1]
    failure = case.find("failure")

    assert case.get("classname") == "drugs.csv"
    assert case.get("name") == "Baclofen (row 2)"
    assert (case.get("file"), case.get("line")) == ("drugs.csv", "3")
    assert (failure.get("type"), failure.get("message")) == ("inconsistent", "inchikey is wrong")
    assert "inchikey should be KPYSYYIEGFHWSV-UHFFFAOYSA-N (likely)" in failure.text.splitlines()


def test_names_are_unique(verified):
    """Records of one name, or of none, are told apart."""
    records = [replace(verified.record, name=name, place=Place("a.csv", n + 2, n)) for n, name in enumerate("xx", 1)]
    nameless = [replace(verified.record, name=None, place=Place("a.csv")) for _ in range(2)]
    root = write([replace(verified, record=record) for record in [*records, *nameless]])
    names = [case.get("name") for case in root.iter("testcase")]

    assert len(set(names)) == 4


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        pytest.param({"allow": {"underspecified"}}, ["passed", "skipped", "passed"], id="allowed"),
        pytest.param({"strict": True}, ["failure", "failure", "failure"], id="strict"),
    ],
)
def test_options_of_the_command_decide(underspecified, unverified, verified, gate, expected):
    """What fails is what makes the command fail."""
    warning = Finding("formula-not-hill", Severity.WARNING, ("formula",), "not in Hill order")
    warned = replace(verified, findings=(warning,))

    assert outcomes(write([underspecified, unverified, warned], **gate)) == expected


def test_what_concerns_no_record(verified, conflict):
    """Conflicts and inputs that could not be read have suites of their own."""
    root = write([verified], conflicts=[conflict], unread=["missing.csv: no such file"])

    assert [suite.get("name") for suite in root] == ["drugs.csv", "across the records", "inputs not read"]
    assert outcomes(root) == ["passed", "passed", "error"]
    assert counts(root[2])["errors"] == 1
    warning = replace(conflict, severity=Severity.WARNING)
    assert outcomes(write([verified], conflicts=[warning], strict=True)) == ["passed", "failure"]


def test_each_input_is_a_suite(verified, inconsistent, monkeypatch):
    """Suites follow the inputs; one that is long waits on disk until it is counted."""
    monkeypatch.setattr(junit, "SPOOL", 200)
    other = replace(verified, record=replace(verified.record, place=Place("other.csv", 2, 1)))
    root = write([verified, *[inconsistent] * 100, other])

    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [("drugs.csv", "101"), ("other.csv", "1")]
    assert outcomes(root).count("failure") == 100


def test_no_record_is_a_document():
    """A run without records is a report."""
    assert len(write([])) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize(
    "text",
    ["\x00\x08\x1b[31m", "\ud800", "\ufffe\uffff", "]]></failure><x>&lt;", "\"'\n\t\r", "γ-\U0001f9ea", "<script>"],
)
def test_any_text_survives_visibly(inconsistent, text, encoding):
    """What XML cannot carry is shown as an escape; the rest comes back as it was."""
    finding = replace(inconsistent.findings[0], message=text, stated=text, expected=text)
    record = replace(inconsistent.record, name=text, place=Place(text, 3, 2))
    (case,) = write(
        [replace(inconsistent, record=record, findings=(finding,), corrections={"inchikey": text})], encoding=encoding
    ).iter("testcase")

    shown = text if text.isprintable() else text.encode("unicode_escape").decode()
    if text != "γ-\U0001f9ea" and not text.isprintable():
        assert "\\" in case.get("name")
    else:
        assert case.get("name") == f"{shown} (row 2)"
        assert shown in case.find("failure").text


def test_huge_value_stays_small(inconsistent):
    """A cell of 10 MB is not repeated whole."""
    finding = replace(inconsistent.findings[0], stated="C" * 10_000_000)
    root = write([replace(inconsistent, findings=(finding,))])

    assert len(ET.tostring(root)) < 3000
