"""Workflow commands of GitHub: what they say, where, and what can never end one."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from gaba_analogs.output import inert
from gaba_analogs.output.github import GithubRenderer, command
from gaba_analogs.record import Place
from gaba_analogs.results.findings import Finding, Severity
from gaba_analogs.results.gate import Gate
from gaba_analogs.results.summary import Summary

# The runner's grammar of a command: ::name key=value,key=value::message
COMMAND = re.compile(r"::(?P<name>\w+)(?: (?P<properties>[^:]*))?::(?P<message>.*)")


@pytest.fixture(autouse=True)
def _no_workspace(monkeypatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def unescaped(text):
    """Decode as the runner does: properties and message alike."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def annotate(reports, *, conflicts=(), unread=(), quiet=False, **gate):
    """Give the annotations of a run, parsed, and its last line."""
    stream, summary = io.StringIO(), Summary()
    renderer = GithubRenderer(stream, gate=Gate(**gate), unread=unread, quiet=quiet)
    for report in reports:
        summary.add(report)
        renderer.add(report)
    renderer.finish(summary, conflicts)
    found, rest = [], []
    for line in stream.getvalue().splitlines():
        match = COMMAND.fullmatch(line)
        if match is None:
            rest.append(line)
            continue
        pairs = (pair.split("=", 1) for pair in (match["properties"] or "").split(",") if pair)
        found.append((match["name"], {k: unescaped(v) for k, v in pairs}, unescaped(match["message"])))
    return found, rest


def test_each_finding_marks_its_line(reports):
    """What fails the job is an error; the file, the line, the code and the correction are told."""
    found, rest = annotate(reports)

    assert [(name, where.get("line"), where["title"]) for name, where, _ in found] == [
        ("error", "3", "inchikey-mismatch"),
        ("error", "4", "inchikey-mismatch"),
        ("error", "5", "stereo-missing"),
        ("notice", "6", "unverified"),
    ]
    assert all(where["file"] == "drugs.csv" for _, where, _ in found)
    assert found[0][2].startswith("Baclofen: ")
    assert found[0][2].endswith("; inchikey should be KPYSYYIEGFHWSV-UHFFFAOYSA-N (likely)")
    assert rest == ["5 records: 1 verified, 1 underspecified, 2 inconsistent, 1 unverified"]


@pytest.mark.parametrize(
    ("gate", "names"),
    [
        pytest.param({"allow": {"underspecified"}}, ["warning", "notice"], id="allowed"),
        pytest.param({"strict": True}, ["error", "error"], id="strict"),
    ],
)
def test_error_is_what_fails_the_job(underspecified, unverified, gate, names):
    """The command's own options decide what is an error."""
    found, _ = annotate([underspecified, unverified], **gate)

    assert [name for name, _, _ in found] == names


@pytest.mark.parametrize("what", [{"never"}, {"underspecified"}, {"cas-check-digit"}])
def test_what_does_not_fail_the_job_is_no_error(inconsistent, what):
    """A red mark beside a green job would contradict it."""
    found, _ = annotate([inconsistent], fail_on=what)

    assert {name for name, _, _ in found} == {"warning"}


def test_infos_are_left_out(verified):
    """Ten annotations are shown of a step: none is spent on what is only worth knowing."""
    note = Finding("name-not-understood", Severity.INFO, ("name",), "not understood")

    assert annotate([replace(verified, findings=(note,))], quiet=True) == ([], [])


@pytest.mark.parametrize(
    "hostile",
    [
        "a\n::error::b",
        "a\r\n::stop-commands::x",
        "50%0A::warning::x",
        "a:b,c=d",
        "\x1b[31m",
        "\ud800",
        "::",
        "##[error]x",
    ],
)
def test_nothing_ends_a_command(inconsistent, hostile):
    """Names, messages and paths stay within their command, and say what they said."""
    finding = replace(inconsistent.findings[0], message=hostile)
    record = replace(inconsistent.record, name=hostile, place=Place(f"{hostile}.csv", 3, 2))
    found, rest = annotate([replace(inconsistent, record=record, findings=(finding,))], unread=[hostile])

    assert [name for name, _, _ in found] == ["error", "error"]
    assert len(rest) == 1
    broken = "#\\x23"
    if hostile.isprintable():
        assert found[-1][1]["file"].endswith(f"{hostile.replace('##', broken)}.csv")
        assert found[-1][2].startswith(f"{inert(hostile)}: {inert(hostile)}")


def test_command_without_properties():
    """A command needs no properties."""
    assert command("notice", "x", file=None) == "::notice::x"


def test_path_is_that_of_the_repository(inconsistent, monkeypatch, tmp_path):
    """A step that runs in a subfolder names the file as the repository does; a table without lines tells the row."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    record = replace(inconsistent.record, place=Place("drugs.parquet", None, 2))
    ((_, where, message),), _ = annotate([replace(inconsistent, record=record)])

    assert where == {"file": "data/drugs.parquet", "title": "inchikey-mismatch"}
    assert message.startswith("row 2: Baclofen: ")


def test_what_has_no_file_tells_its_place(inconsistent, conflict):
    """Standard input and conflicts have no file to mark; conflicts that fail a strict job are errors."""
    record = replace(inconsistent.record, place=Place("<stdin>", 3, 2))
    warning = replace(conflict, severity=Severity.WARNING)
    found, _ = annotate([replace(inconsistent, record=record)], conflicts=[conflict, warning], strict=True)

    assert [(name, set(where)) for name, where, _ in found] == [
        ("error", {"title"}),
        ("error", {"title"}),
        ("notice", {"title"}),
    ]
    assert found[0][2].startswith("<stdin>:3: Baclofen: ")


def test_narrow_encoding():
    """A log that is not UTF-8 gets escapes."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    renderer = GithubRenderer(stream, unread=["γ.csv: no such file"])
    renderer.finish(Summary(), [])
    stream.flush()

    assert rb"\u03b3.csv: no such file" in stream.buffer.getvalue()


def test_the_worst_ten_come_first(inconsistent, verified):
    """Errors come before warnings on notation, whatever the order of the rows: GitHub shows ten of each kind."""
    note = Finding("formula-not-hill", Severity.WARNING, ("formula",), "not in Hill order")
    stereo = Finding("stereo-missing", Severity.WARNING, ("smiles",), "stereo missing")
    odd, flat = replace(verified, findings=(note,)), replace(verified, findings=(stereo,))
    found, _ = annotate([*[odd, verified, verified] * 12, *[flat] * 12, *[inconsistent] * 3], strict=True)

    titles = [where["title"] for _, where, _ in found]
    assert titles[:10] == ["inchikey-mismatch"] * 3 + ["stereo-missing"] * 7
    assert sorted(titles) == ["formula-not-hill"] * 12 + ["inchikey-mismatch"] * 3 + ["stereo-missing"] * 12


def test_a_conflict_marks_its_first_place(conflict):
    """A conflict stands in the file, too, where it is known."""
    ((name, where, message),), _ = annotate([], conflicts=[replace(conflict, places=(Place("drugs.csv", 4, 3),))])

    assert (name, where["file"], where["line"], message) == ("notice", "drugs.csv", "4", conflict.message)


def test_one_record_is_counted_as_one(verified):
    """A count agrees with its noun."""
    assert annotate([verified])[1] == ["1 record: 1 verified"]
