"""The report as a workbook: what its sheets say, how they are laid out, and what no value can do in them."""

import io
import re
import zipfile

import pytest
import python_calamine as calamine

from gaba_analogs.cli import main as cli
from gaba_analogs.output import workbook
from gaba_analogs.output.workbook import WorkbookRenderer
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Verdict
from gaba_analogs.results.summary import Summary

GABA = "BTCSSZJGUNDROE-UHFFFAOYSA-N"  # PubChem CID 119
L_ALANINE = "QNAYBMKLOCPYGJ-REOHCLBHSA-N"  # PubChem CID 5950
D_ALANINE = "QNAYBMKLOCPYGJ-UWTATZPHSA-N"  # PubChem CID 71080
TABLE = f"""\
name,SMILES,InChIKey,formula,MW,CAS,shelf
GABA,NCCCC(=O)O,{GABA},C4H9NO2,103.12,56-12-2,A7
L-Alanine,C[C@H](N)C(=O)O,{D_ALANINE},C3H7NO2,89.09,56-41-7,B1
L-Alanine,C[C@H](N)C(=O)O,{L_ALANINE},C3H7NO2,98.09,56-41-7,=1+1
"=HYPERLINK(""http://x"")",CCO,,,,,
"""


class Book:
    """A workbook that was written: its values by sheet, and its XML."""

    def __init__(self, content):
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        self.rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def column(self, sheet, title):
        """Give the values below a title."""
        header, *rows = self.rows[sheet]
        return [row[header.index(title)] for row in rows]

    def xml(self, sheet):
        """Give the XML of a sheet."""
        return self.files[f"xl/worksheets/sheet{1 + [*self.rows].index(sheet)}.xml"].decode()

    @property
    def pictures(self):
        """The size of each picture that stands in a sheet."""
        anchors = "".join(text.decode() for name, text in self.files.items() if name.startswith("xl/drawings/drawing"))
        return re.findall(r'<a:ext cx="(\d+)" cy="(\d+)"/>', anchors)


@pytest.fixture
def report(tmp_path, monkeypatch, capsys):
    """Run the command on a table and give the workbook that it writes."""
    monkeypatch.chdir(tmp_path)

    def make(table=TABLE, *options):
        (tmp_path / "drugs.csv").write_text(table, encoding="utf-8")
        cli.main(["drugs.csv", "--no-names", "--output", "report.xlsx", "--quiet", *options])
        assert "internal" not in capsys.readouterr().err
        return Book((tmp_path / "report.xlsx").read_bytes())

    return make


def test_records(report):
    """Each record has a row with its place, its verdict, what is wrong, and what it should be."""
    book = report()

    assert book.column("Records", "verdict") == ["verified", "inconsistent", "inconsistent", "unverified"]
    assert book.column("Records", "line") == [2, 3, 4, 5]
    assert book.column("Records", "conclusion")[1] == "InChIKey is wrong"
    key, weight = f"inchikey: {L_ALANINE} (likely)", "molecular_weight: 89.09 (safe)"
    assert book.column("Records", "corrections") == ["", key, weight, ""]
    assert book.column("Records", "inchikey") == [GABA, D_ALANINE, L_ALANINE, ""]


def test_corrections_and_findings(report):
    """They have sheets of their own, so that they can be filtered by field, safety and code."""
    book = report()

    assert book.column("Corrections", "field") == ["inchikey", "molecular_weight"]
    assert book.column("Corrections", "stated") == [D_ALANINE, "98.09"]
    assert book.column("Corrections", "corrected") == [L_ALANINE, "89.09"]
    assert book.column("Corrections", "safety") == ["likely", "safe"]
    assert book.column("Findings", "code") == ["inchikey-stereo-mismatch", "molecular-weight-mismatch"]
    assert book.column("Checks", "code") == ["inchikey-stereo-mismatch", "molecular-weight-mismatch"]
    assert all(book.column("Checks", "what to do"))


def test_summary(report):
    """The first sheet counts records by verdict and by finding, and names what was not read."""
    book = report()
    rows = book.rows["Summary"]

    assert ["inconsistent", 2.0, ""] in rows
    assert ["molecular-weight-mismatch", 1.0, "error"] in rows
    assert ["drugs.csv: columns not read: shelf", "", ""] in rows


def test_options_are_written_as_they_are_given(report):
    """A list of columns is no list of Python, nor a mapping one."""
    rows = report(TABLE, "--columns", "shelf,CAS", "--map", "cas=CAS", "--strict").rows["Summary"]

    assert {"columns: shelf, CAS", "map: cas=CAS", "strict: yes"} <= {row[0] for row in rows}


def test_layout(report):
    """Every table has a header that stays in view, and filters down to its last row; links lead to other sheets."""
    book = report()

    for name, reach in {"Records": "A1:R5", "Corrections": "A1:H3", "Findings": "A1:J3", "Checks": "A1:E3"}.items():
        assert 'topLeftCell="B2"' in book.xml(name)
        assert 'state="frozen"' in book.xml(name)
        assert f'<autoFilter ref="{reach}"' in book.xml(name)
    assert '<hyperlink ref="A3" location="\'Records\'!A4"' in book.xml("Findings")
    assert '<hyperlink ref="E3" location="\'Checks\'!A3"' in book.xml("Findings")


def test_structures(report):
    """Of a record with a disagreement the structures are drawn: one where they agree, two where they do not."""
    book = report()

    assert len(book.pictures) == 3
    assert book.column("Records", "structure") == ["", "SMILES", "SMILES and InChIKey", ""]
    assert book.column("Records", "differs from it")[1].startswith("InChIKey")


def test_few_are_drawn(report, monkeypatch):
    """More than a few hundred pictures would make the file large: the rest is left out, and that is said."""
    monkeypatch.setattr(workbook, "MOST_DRAWN", 1)
    book = report()

    assert len(book.pictures) == 2
    assert ["Structures are drawn for 1 of 2 records with a disagreement.", "", ""] in book.rows["Summary"]


def test_no_value_is_run(report):
    """What looks like a formula or a link is a text."""
    book = report(TABLE, "--columns", "shelf")

    assert all(b"<f>" not in text for text in book.files.values())
    assert book.column("Records", "record")[3] == '=HYPERLINK("http://x")'
    assert book.column("Records", "shelf") == ["A7", "B1", "=1+1", ""]
    assert all(b'"http://x"' not in text for name, text in book.files.items() if name.endswith(".rels"))


def test_links_to_registries(report):
    """An identifier that no finding speaks against leads to its registry."""
    book = report(TABLE.replace("56-12-2", "56-12-3"))
    relations = book.files["xl/worksheets/_rels/sheet2.xml.rels"].decode()

    assert "56-41-7" in relations
    assert "56-12-3" not in relations


def test_the_identifier_names_the_record(report):
    """With --id a record is called by it."""
    book = report(TABLE, "--id", "shelf")

    assert book.column("Records", "record")[:2] == ["A7 (GABA)", "B1 (L-Alanine)"]


def test_more_rows_than_a_sheet_has(report, monkeypatch):
    """What has no room is left out, and that is said."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = report()

    assert len(book.rows["Records"]) == 3
    assert ["The sheet Records ends after 3 rows.", "", ""] in book.rows["Summary"]
    assert ["unverified", 1.0, ""] in book.rows["Summary"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_any_number_of_processes(report, workers):
    """The rows come in the order of the input."""
    rows = "".join(f"c{n},NCCCC(=O)O,{GABA},C4H9NO2,103.12,,\n" for n in range(300))
    book = report(TABLE.partition("\n")[0] + "\n" + rows, "--workers", workers)

    assert book.column("Records", "record") == [f"c{n}" for n in range(300)]


def test_no_output_for_a_workbook(capsys):
    """A workbook is no text for a terminal."""
    assert cli.main(["baclofen", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err == "verify-structure: --format xlsx needs --output PATH\n"


def made(path, *records, kind=None):
    """Write a workbook of records that one finding speaks against."""
    summary = Summary()
    renderer = WorkbookRenderer(path, versions={"gaba_analogs": "0"}, options={})
    try:
        with renderer:
            for number, record in enumerate(records, 1):
                finding = Finding("cas-check-digit", Severity.ERROR, ("cas",), f"wrong: {record.cas}")
                placed = StructureRecord(**dict(record.stated()), place=Place("x.csv", number, number))
                found = RecordReport(placed, Verdict.INCONSISTENT, ("cas",), findings=(finding,),
                                     corrections={"cas": "1-2"}, safety={"cas": Safety.SAFE})  # fmt: skip
                summary.add(found)
                renderer.add(found)
            if kind is not None:
                raise kind
            renderer.finish(summary, [])
    except KeyboardInterrupt:
        pass
    return path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x00b\x1b[31m", None, id="control-characters"),
        pytest.param("\ud800", "\\ud800", id="lone-surrogate"),
        pytest.param("x" * 100_000, "x" * 4000 + "… (96,000 more characters)", id="long"),
        pytest.param("https://example.org", "https://example.org", id="address"),
        pytest.param("{=1+1}", "{=1+1}", id="array-formula"),
        pytest.param("  <b>&amp;\n", "  <b>&amp;\n", id="markup"),
    ],
)
def test_any_text(tmp_path, text, shown):
    """Whatever a record states, the workbook can be opened and shows it."""
    book = Book(made(tmp_path / "r.xlsx", StructureRecord(name="x", cas=text)).read_bytes())
    (value,) = book.column("Records", "cas")

    assert value == shown or (shown is None and value.startswith("a"))
    assert book.column("Findings", "message")[0].startswith("wrong: ")


def test_an_interrupted_run_can_be_read(tmp_path):
    """The rows that were written are there."""
    path = made(tmp_path / "r.xlsx", StructureRecord(name="x", cas="56-12-3"), kind=KeyboardInterrupt)

    assert Book(path.read_bytes()).column("Records", "record") == ["x"]


def test_a_folder_that_is_gone(tmp_path):
    """An output that cannot be written is an error of the system, for the command to tell."""
    with pytest.raises(OSError, match="No such file"):
        made(tmp_path / "no" / "r.xlsx", StructureRecord(name="x", cas="56-12-3"))
