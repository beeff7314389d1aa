"""Every field of the table is in every place that must know it."""

import csv
import json
from html import escape
from pathlib import Path

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.cli import main as cli
from gaba_analogs.cli.arguments import make_parser
from gaba_analogs.cli.completion import SHELLS, script
from gaba_analogs.output.drawing import DRAWABLE
from gaba_analogs.output.registries import ADDRESSES, bare_identifier
from gaba_analogs.output.schema import schema
from gaba_analogs.readers import read
from gaba_analogs.readers.tabular.columns import recognise
from gaba_analogs.readers.wiki.parameters import RANKS, READERS
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.record.fields import BY_NAME, Group
from gaba_analogs.record.words import FIELD_WORDS

INPUTS = Path(__file__).parents[2] / "docs" / "inputs.md"
IDENTIFIERS = [name for name, field in BY_NAME.items() if field.kind.group is Group.IDENTIFIERS]
FORMATS = ("text", "json", "jsonl", "csv", "html", "sarif", "junit", "github")


@pytest.mark.parametrize("name", FIELDS)
def test_headings(name):
    """Each spelling of a field states it where it is the heading of the only column."""
    assert [heading for heading in BY_NAME[name].spellings if name not in recognise([heading]).cells] == []


@pytest.mark.parametrize("name", FIELDS)
def test_mapped_column(name, tmp_path):
    """``--map`` and the mapping of Python lead a column of any heading to any field."""
    table = tmp_path / "odd.csv"
    with table.open("w", newline="") as stream:
        csv.writer(stream).writerows([["??", "!!"], [BY_NAME[name].example or "x", "1"]])
    (record,) = read(table, mapping={name: "??"})

    assert getattr(record, name) == (BY_NAME[name].example or "x")


def test_infobox():
    """The parameters of an infobox lead to fields, each read in the manner of its kind."""
    found = {field.parameters: {RANKS[parameter][0] for parameter in field.parameters} for field in BY_NAME.values()}

    assert found == {field.parameters: {field.name} for field in BY_NAME.values() if field.parameters} | {(): set()}
    assert READERS.keys() >= set(FIELDS)


def test_help_lists_the_fields():
    """The help of the command lists the fields in their order."""
    listed = make_parser().format_help().partition("fields that --map names:")[2].partition("exit codes:")[0]

    assert tuple(listed.split()) == FIELDS


@pytest.mark.parametrize("shell", SHELLS)
def test_completion(shell):
    """Each shell offers every field to ``--map``."""
    words = script(make_parser(), shell)

    assert [name for name in FIELDS if f"{name}=" not in words] == []


def test_schema():
    """The published schema knows the fields, and no others."""
    assert json.loads(schema())["$defs"]["field"]["enum"] == list(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_documentation(name):
    """The page on inputs says what a field holds, and which headings state it."""
    page = INPUTS.read_text(encoding="utf-8")

    assert f"| `{name}` | {' '.join(BY_NAME[name].spellings)} |" in page
    assert page.count(f"| `{name}` |") == 2


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_form_is_judged(name):
    """An identifier that has not the form of its registry is reported; the example is not."""
    wrong = verify(StructureRecord(**{name: "#!#"}), names=False)
    right = verify(StructureRecord(**{name: BY_NAME[name].example}), names=False)

    assert [finding.fields for finding in wrong.findings] == [(name,)]
    assert right.findings == ()


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "inchi"])
def test_stray_value(name):
    """An InChI in another field is misplaced where the table says so, and left alone where it does not."""
    report = verify(StructureRecord(**{name: "InChI=1S/CH4/h1H4"}), names=False)  # methane

    assert ("value-in-wrong-field" in [finding.code for finding in report.findings]) is BY_NAME[name].shape_checked


@pytest.mark.parametrize("name", [name for name, field in BY_NAME.items() if field.shape])
def test_shape_is_recognised(name):
    """A value with the shape of a field is sent there, with the right article."""
    (finding,) = verify(StructureRecord(unii=BY_NAME[name].example), names=False).findings

    assert (finding.code, finding.message) == ("value-in-wrong-field", f"UNII holds {BY_NAME[name].one}")


@pytest.fixture(scope="module")
def odd_record(tmp_path_factory):
    """Write a record that has something to say on each of its fields."""
    table = tmp_path_factory.mktemp("odd") / "odd.csv"
    values = {**dict.fromkeys(FIELDS, "N/A"), "name": "GABA", "molblock": "no molfile"}
    with table.open("w", newline="") as stream:
        csv.writer(stream).writerows([values.keys(), values.values()])
    return table


@pytest.mark.parametrize("form", FORMATS)
def test_reports(odd_record, form, capsys):
    """Every form of report says what is wrong with any field, by its name or in a chemist's words."""
    cli.main([str(odd_record), "--format", form, "--no-names"])
    out = capsys.readouterr().out

    assert [name for name in FIELDS if name not in out and escape(FIELD_WORDS[name]) not in out] == []


def test_jupyter():
    """A record shows each field with its words."""
    html = StructureRecord(**dict.fromkeys(FIELDS, "x"))._repr_html_()

    assert [name for name in FIELDS if f">{escape(FIELD_WORDS[name])}<" not in html] == []


def test_drawn_fields():
    """What can be drawn is drawn."""
    assert set(DRAWABLE) == {name for name, field in BY_NAME.items() if field.drawable}


@pytest.mark.parametrize("name", [name for name, field in BY_NAME.items() if field.address])
def test_addresses(name):
    """The example of an identifier leads to its page."""
    start, end = ADDRESSES[name]
    field = BY_NAME[name]

    assert f"{start}{bare_identifier(name, field.example)}{end}" == field.address.format(field.example)
