"""The report for a person: what it shows, and what it never lets through."""

# ruff: noqa: D401, D407 - a docstring of a check is its page, in the form of all pages

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from gaba_analogs.checks.pages import parse
from gaba_analogs.output.text import HEAD, TextRenderer, difference, elide, write_catalogue, write_page
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Skip, SkipKind, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.verification.catalogue import CATALOGUE


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Say so."""
        return True


class Ascii(io.StringIO):
    """A stream that can carry ASCII only."""

    encoding = "ascii"


def render(reports, *, stream=None, conflicts=(), quiet=False):
    """Give the text that a run over these reports prints."""
    stream = stream or io.StringIO()
    summary = Summary()
    renderer = TextRenderer(stream, versions=lambda: {"gaba_analogs": "0.1.0", "rdkit": "2026.09.1"}, quiet=quiet)
    for report in reports:
        summary.add(report)
        renderer.add(report)
    summary.add_conflicts(conflicts)
    renderer.finish(summary, conflicts)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_verified_page_says_so_and_lists_what_was_compared(verified):
    """A verified record names its verdict and the fields that agree."""
    text = render([verified])

    assert "verified" in text
    assert "3 fields agree: smiles, inchikey, formula" in text
    assert "✓ smiles" in text
    assert "· cas       56-12-2" in text
    assert "check digit valid" in text


def test_culprit_stands_first_with_its_correction(inconsistent):
    """The wrong field, and what it should be, come before everything else."""
    lines = render([inconsistent]).splitlines()

    assert "inchikey is wrong" in lines[2]
    assert lines[3].endswith("should be KPYSYYIEGFHWSV-UHFFFAOYSA-N (likely)")
    assert any(line.startswith("✗ inchikey") and "stereo ≠ smiles, iupac_name" in line for line in lines)


def test_stated_and_expected_are_lined_up(inconsistent):
    """Two values stand one under the other, with a mark where they differ."""
    lines = render([inconsistent]).splitlines()
    stated = next(line for line in lines if line.startswith("    stated"))
    expected = next(line for line in lines if line.startswith("    expected"))
    marks = lines[lines.index(expected) + 1]

    assert stated.index("KPYSYY") == expected.index("KPYSYY")
    assert marks.index("^") == stated.index("QMMMGPOB")


def test_ambiguous_is_said_plainly(ambiguous):
    """Where two fields contradict each other, neither is accused."""
    assert "either inchikey or smiles is wrong; a third field is needed to decide" in " ".join(
        render([ambiguous]).split()
    )


def test_underspecified_says_which_field_says_less(underspecified):
    """A flat SMILES is not called wrong."""
    text = render([underspecified])

    assert "smiles says less than the other fields" in text
    assert "is wrong" not in text


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        pytest.param(StructureRecord(cas="1134-47-0"), "only cas is stated", id="one-field"),
        pytest.param(StructureRecord(name="baclofen", cas="1134-47-0"), "only name and cas are stated", id="two"),
        pytest.param(StructureRecord(), "nothing is stated", id="empty"),
        pytest.param(
            StructureRecord(name="-", smiles="-", cas="n/a"), "nothing is stated: every value is", id="dashes"
        ),
        pytest.param(StructureRecord(name="-", smiles="-", cas="1134-47-0"), "only cas is stated", id="some-dashes"),
        pytest.param(StructureRecord(problem="row has 3 cells"), "row has 3 cells", id="unreadable-row"),
    ],
)
def test_unverified_says_why(record, reason):
    """An unverified record gives the reason."""
    assert reason in render([RecordReport(record, Verdict.UNVERIFIED)])


def test_skips_with_one_reason_share_a_line(verified):
    """Checks that could not look are grouped by the reason."""
    lines = render([verified]).splitlines()

    assert "· names were not read: name-not-understood, synonym-mismatch" in lines
    assert "· not stated: charge, molblock" in lines


def test_several_records_are_listed_with_a_summary(reports, conflict):
    """Several records give a line each, the conflicts, and the counts."""
    text = render(reports, conflicts=[conflict])

    assert "✓ drugs.csv:2  GABA: 3 fields agree" in text
    assert "✗ drugs.csv:3  Baclofen: inchikey is wrong" in text
    assert "? drugs.csv:6" in text
    assert "across the records" in text
    assert "5 records" in text
    assert "2  inchikey-mismatch" in text


@pytest.mark.parametrize(
    ("suspects", "lead"),
    [
        pytest.param(("inchikey",), "    → KPYSYYIEGFHWSV", id="the-one-suspect"),
        pytest.param(("cas", "inchikey"), "    inchikey → KPYSYYIEGFHWSV", id="one-of-two-suspects"),
        pytest.param((), "    inchikey → KPYSYYIEGFHWSV", id="no-suspect"),
    ],
)
def test_a_correction_in_a_list_names_its_field(verified, inconsistent, suspects, lead):
    """Only where one field is suspected does a correction go without the name of its field."""
    text = render([verified, replace(inconsistent, suspects=suspects)])

    assert any(line.startswith(lead) for line in text.splitlines())


def test_many_records_list_only_what_has_something_to_say(verified, inconsistent):
    """Verified records of a long input are counted, not listed."""
    text = render([verified] * (HEAD + 1) + [inconsistent] + [verified] * 500 + [inconsistent])

    assert "GABA" not in text
    assert text.count("inchikey is wrong") == 2
    assert f"{HEAD + 503} records" in text


def test_nothing_is_held_back_once_the_input_is_long(verified, inconsistent):
    """A finding is printed when it is made, not at the end."""
    stream = io.StringIO()
    renderer = TextRenderer(stream, versions=dict)
    for _ in range(HEAD + 1):
        renderer.add(verified)
    before = stream.getvalue()
    renderer.add(inconsistent)

    assert "Baclofen" not in before
    assert "Baclofen" in stream.getvalue()


def test_quiet_prints_only_what_is_wrong(verified, inconsistent):
    """Quiet leaves out verified records, counts and versions."""
    assert render([verified], quiet=True) == ""
    assert render([verified, verified], quiet=True) == ""
    text = render([verified, inconsistent], quiet=True)
    assert "GABA" not in text
    assert "rdkit" not in text
    assert "inchikey is wrong" in text


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("\x1b[31mred\x1b[0m", id="colour"),
        pytest.param("\x1b]0;title\x07", id="window-title"),
        pytest.param("\x9b2J", id="eight-bit-control"),
        pytest.param("a\rb\nc\td", id="line-ends"),
        pytest.param("\u202ereversed", id="bidirectional-override"),
        pytest.param("\ud800", id="lone-surrogate"),
        pytest.param("nul\0", id="nul"),
    ],
)
def test_control_characters_never_reach_the_terminal(hostile):
    """Whatever a record or a message holds is shown, not obeyed."""
    record = StructureRecord(name=hostile, smiles=hostile, synonyms=hostile, place=Place(hostile, 1, 1))
    finding = Finding("smiles-unreadable", Severity.ERROR, ("smiles",), hostile, hostile, hostile)
    report = RecordReport(
        record,
        Verdict.INCONSISTENT,
        ("smiles",),
        corrections={"smiles": hostile},
        findings=(finding,),
        skipped=(Skip("a", SkipKind.CANNOT_TELL, hostile),),
    )
    for reports in ([report], [report] * 2):
        text = render(reports)

        assert all(character.isprintable() or character == "\n" for character in text)
        text.encode("utf-8")


def test_record_text_is_no_markup():
    """Square brackets of a SMILES stay."""
    record = StructureRecord(name="[bold]x[/bold]", smiles="[Na+].[red]", place=Place("a.csv", 1, 1))
    text = render([RecordReport(record, Verdict.UNVERIFIED)])

    assert "[bold]x[/bold]" in text
    assert "[Na+].[red]" in text


def test_piped_output_is_80_columns_without_colour(reports):
    """Without a terminal, no line but a value to copy is longer than 80."""
    for output in [render(reports), *(render([report]) for report in reports)]:
        assert "\x1b" not in output
        assert max(map(len, output.splitlines())) <= 80
        assert not any(line.endswith(" ") for line in output.splitlines())


@pytest.mark.parametrize("width", [40, 55, 56, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(monkeypatch, reports, width):
    """Pages, lists and the catalogue keep within the terminal, however narrow."""
    monkeypatch.setenv("COLUMNS", str(width))
    catalogue = io.StringIO()
    write_catalogue(catalogue, CATALOGUE.values())
    for output in [render(reports), catalogue.getvalue(), *(render([report]) for report in reports)]:
        assert max(map(len, output.splitlines())) <= width
        assert not any(line.endswith(" ") for line in output.splitlines())


def test_narrow_page_says_the_same(monkeypatch, inconsistent):
    """Without room for a table, the remark of a field stands below its value."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = render([inconsistent]).splitlines()
    field = next(number for number, line in enumerate(lines) if line.startswith("✗ inchikey  "))

    assert lines[field + 1] == "    stereo ≠ smiles, iupac_name"
    assert "  KPYSYYIEGFHWSV-UHFFFAOYSA-N" in lines


def test_colour_of_a_pipe(monkeypatch, inconsistent):
    """A pipe gets colour where FORCE_COLOR asks for it, and NO_COLOR wins; plain text never has it."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in render([inconsistent])
    stream = io.StringIO()
    renderer = TextRenderer(stream, plain=True)
    renderer.add(inconsistent)
    renderer.finish(Summary(), [])
    assert "\x1b" not in stream.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in render([inconsistent])


def test_verdicts_differ_without_colour(reports):
    """Each verdict has a symbol of its own, and its name stands beside it."""
    pages = [render([report]) for report in reports]

    for symbol, verdict, page in zip("✓✗✗!?", [report.verdict for report in reports], pages, strict=True):
        assert f" {symbol} {verdict}" in page


def test_terminal_gets_colour(monkeypatch, inconsistent):
    """A terminal that can gets colour; NO_COLOR and TERM=dumb are honoured."""
    assert "\x1b[1;31m" in render([inconsistent], stream=Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in render([inconsistent], stream=Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in render([inconsistent], stream=Terminal())


def test_ascii_output_falls_back(inconsistent, verified):
    """An output that cannot carry the symbols gets ASCII ones."""
    greek = replace(verified, record=replace(verified.record, name="γ-Aminobutyric acid"))
    text = render([inconsistent], stream=Ascii()) + render([greek], stream=Ascii())

    text.encode("ascii")
    assert "x inchikey" in text
    assert r"\u03b3-Aminobutyric acid" in text


def test_correction_is_never_shortened(inconsistent):
    """What is to be copied stands whole, however long."""
    inchi = f"InChI=1S/C200H402/c{'-'.join(map(str, range(1, 201)))}"
    report = replace(inconsistent, suspects=("inchi",), corrections={"inchi": inchi})

    assert inchi in render([report])


def test_report_on_a_huge_value_stays_small(unverified):
    """A 10 MB cell costs one line."""
    record = replace(unverified.record, smiles="C" * 10_000_000)

    assert len(render([replace(unverified, record=record)])) < 2000


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        pytest.param("KPYSYYIEGFHWSV-UHFFFAOYSA-N", 27, "KPYSYYIEGFHWSV-UHFFFAOYSA-N", id="fits"),
        pytest.param("KPYSYYIEGFHWSV-UHFFFAOYSA-N", 11, "KPYSY…YSA-N", id="key-keeps-its-end"),
        pytest.param("バクロフェン錠", 9, "バク…ン錠", id="wide-characters"),
    ],
)
def test_elide(text, width, shown):
    """A long text loses its middle, measured in columns of the terminal."""
    assert elide(text, width) == shown


@pytest.mark.parametrize(
    ("stated", "expected", "where"),
    [
        pytest.param("C4H7NO2", "C4H9NO2", (3, 3), id="one-digit"),
        pytest.param("213.66", "213.661", (6, 0), id="longer"),
        pytest.param("NCCCC(=O)O", "OC(=O)CCCN", None, id="other-notation"),
    ],
)
def test_difference(stated, expected, where):
    """Two values are compared only where they are alike."""
    assert difference(stated, expected) == where


class FakeCheck:
    """One line of a catalogue."""

    code = "formula-mismatch"
    severity = Severity.ERROR
    family = "formula"
    title = "The stated formula is not the structure's."

    @staticmethod
    def function() -> None:
        """The stated formula is not the structure's.

        Why it matters
            Formulas are copied by hand.

        What to do
            Replace it.

        Record
            smiles: NCCCC(=O)O
            inchi: InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
            formula: C4H7NO2
            -> formula has 2 hydrogens fewer than SMILES and InChI

        Examples
            >>> 1 + 1
            2
        """


def test_catalogue_lists_code_severity_and_title():
    """The list of checks has a line for each, under its family."""
    stream = io.StringIO()
    write_catalogue(stream, [FakeCheck()])
    lines = stream.getvalue().splitlines()

    assert lines[0] == "formula"
    assert lines[1].split(maxsplit=3) == ["✗", "formula-mismatch", "error", FakeCheck.title]


def test_page_is_readable():
    """A page says what to do and how to silence the check, and shows a record with the finding below it."""
    stream = io.StringIO()
    write_page(stream, parse(FakeCheck()))
    text = stream.getvalue()

    assert "Why it matters\n  Formulas are copied by hand.\n\nWhat to do\n  Replace it.\n\nExample\n" in text
    assert "  formula  C4H7NO2\n  ✗ formula has 2 hydrogens fewer than SMILES and InChI [formula-mismatch]\n" in text
    assert "`--ignore formula-mismatch`" in text
    assert ">>>" not in text


def test_page_fits_a_narrow_terminal(monkeypatch):
    """Prose is wrapped at words, and a long value below itself."""
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    write_page(stream, parse(FakeCheck()))
    lines = stream.getvalue().splitlines()

    assert max(map(len, lines)) <= 40
    assert lines[lines.index("  inchi    InChI=1S/C4H9NO2/c5-3-1-2-4(6") + 1] == "           )7/h1-3,5H2,(H,6,7)"
