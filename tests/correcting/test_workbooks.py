"""Workbooks, written again: only the corrected cells of the XML in them differ, and a column says what was changed."""

import gzip
import io
import re
import zipfile

import pandas as pd
import pytest

from fixing import BACLOFEN, GABA, WRONG, copied, fix
from gaba_analogs import readers
from gaba_analogs.cli import main as cli
from gaba_analogs.correcting import workbooks
from gaba_analogs.correcting.copy import CorrectedCopy
from gaba_analogs.correcting.sheets import survey
from gaba_analogs.errors import InputError
from workbooks import sheet_xml, workbook

SMILES = "NCC(CC(=O)O)c1ccc(Cl)cc1"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"


def inline(text):
    """Give the content of a cell with a text of its own."""
    return f'<is><t xml:space="preserve">{text}</t></is>'


def with_members(content, members):
    """Give a workbook with further or other members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            out.writestr(name, members.pop(name, archive.read(name)))
        for name, text in members.items():
            out.writestr(zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58)), text)
        out.comment = b"made by hand"
    return made.getvalue()


def content_of(content, name):
    """Give the text of one member."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def without_changes(xml):
    """Give the XML of a sheet without the column of changes, which is added behind three others."""
    return re.sub(r'<c r="D\d+" t="inlineStr">.*?</c>', "", xml)


def members(content):
    """Give the members of a workbook in their order: name, date, content; and the remark on them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()], archive.comment


def cells(path):
    """Give the fields of each record."""
    return [dict(record.stated()) for record in readers.read(path)]


@pytest.fixture
def made(tmp_path):
    """Write a workbook."""

    def write(content, name="drugs.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


ROWS = [
    ["Table S1", None, None],
    ["name", "SMILES", "InChIKey"],
    ["GABA", "NCCCC(=O)O", GABA],
    ["Baclofen", SMILES, WRONG],
]


def test_only_the_cell_differs(made):
    """Other cells, sheets, formats, macros, drawings and their dates stay; the text of the cell is its own."""
    more = {"xl/drawings/drawing1.xml": "<xdr/>", "xl/vbaProject.bin": "\0\1", "docProps/app.xml": "<x></x>"}
    content = with_members(workbook({"Drugs": ROWS, "Notes": [[WRONG, "=1+1"]]}), more)
    path = made(content, "drugs.xlsm")
    fixed = fix(path, {2: {"inchikey": BACLOFEN}}, target="fixed.xlsm")
    (before, comment), (after, comment_after) = members(content), members(fixed)

    assert comment_after == comment
    assert [part for part in after if part[0] != SHEET] == [part for part in before if part[0] != SHEET]
    assert without_changes(content_of(fixed, SHEET)) == sheet_xml([*ROWS[:-1], ["Baclofen", SMILES, BACLOFEN]])
    assert fix(path, {}) == content


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_a_sheet_in_pieces(made, monkeypatch, size):
    """A cell may lie across the pieces in which a sheet is read."""
    content = workbook({"Drugs": [*ROWS, ["a > b", SMILES, WRONG], [">", "C", None]]})
    path = made(content)
    whole = fix(path, {2: {"inchikey": BACLOFEN}, 3: {"inchikey": BACLOFEN, "name": '<&">'}})
    monkeypatch.setattr(workbooks, "CHUNK_BYTES", size)

    assert members(fix(path, {2: {"inchikey": BACLOFEN}, 3: {"inchikey": BACLOFEN, "name": '<&">'}})) == members(whole)
    assert cells(made(whole))[2]["name"] == '<&">'


def sheet(*rows, prefix="", below=""):
    """Write a sheet of rows that are XML."""
    name = f'xmlns:{prefix[:-1]}="{MAIN[7:]}' if prefix else MAIN
    return (
        f"<{prefix}worksheet {name}><{prefix}sheetData>{''.join(rows)}</{prefix}sheetData>{below}</{prefix}worksheet>"
    )


TITLES = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
STRINGS = (
    f"<sst {MAIN}>"
    + "".join(f"<si><t>{text}</t></si>" for text in ["SMILES", "InChIKey", "MW", SMILES, WRONG, "NCCCC(=O)O"])
    + "</sst>"
)
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def shared(xml, **more):
    """Give a workbook of one sheet whose texts lie in the table of strings."""
    content = workbook({"A": [[]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read(RELATIONS).decode()
    entry = f'<Relationship Id="s" Type="{STRINGS_TYPE}" Target="sharedStrings.xml"/></Relationships>'
    relations = relations.replace("</Relationships>", entry)
    return with_members(content, {SHEET: xml, RELATIONS: relations, "xl/sharedStrings.xml": STRINGS, **more})


ROW_2 = '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1" t="s"><v>4</v></c><c r="C2"><v>213.0557</v></c></row>'
ROW_3 = '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c><c r="C3"><v>213.66</v></c></row>'


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        pytest.param("inchikey", BACLOFEN, '<c r="B2" s="1" t="s"><v>4</v></c>',
                     f'<c r="B2" s="1" t="inlineStr">{inline(BACLOFEN)}</c>', id="text"),
        pytest.param("molecular_weight", "213.664", "<v>213.0557</v>", "<v>213.664</v>", id="number"),
        pytest.param("molecular_weight", "213.660", "<v>213.0557</v>", "<v>213.660</v>", id="zero-at-the-end"),
        pytest.param("molecular_weight", "=1+1", '<c r="C2"><v>213.0557</v></c>',
                     f'<c r="C2" t="inlineStr">{inline("=1+1")}</c>', id="no-formula"),
    ],
)  # fmt: skip
def test_a_cell_keeps_its_kind(made, field, value, before, after):
    """A number stays one and a text becomes the cell's own: the table of strings serves other cells too."""
    xml = sheet(TITLES, ROW_2, ROW_3)
    fixed = fix(made(shared(xml)), {1: {field: value}})

    assert without_changes(content_of(fixed, SHEET)) == xml.replace(before, after, 1)


def test_the_column_of_changes(made):
    """A column to the right of all cells says what was changed and why, as in a delimited table."""
    fixed = made(fix(made(workbook({"Drugs": ROWS[1:]})), {2: {"inchikey": BACLOFEN}}), "fixed.xlsx")
    table = pd.read_excel(fixed, engine="calamine").fillna("")

    assert list(table) == ["name", "SMILES", "InChIKey", "gaba_analogs_changes"]
    assert list(table["gaba_analogs_changes"]) == [
        "",
        f"inchikey: {WRONG} -> {BACLOFEN} (inchikey contradicts SMILES [inchikey-mismatch])",
    ]


def prefixed(rows):
    """Write rows with the prefix that some libraries put before every tag."""
    return rows.replace("<", "<x:").replace("<x:/", "</x:")


PLAIN = TITLES + ROW_2
RIGHT = re.sub(r'r="([A-C])(\d)"', lambda cell: f'r="{ {"A": "D", "B": "E", "C": "AA"}[cell[1]] }{cell[2]}"', PLAIN)
DOWN = re.sub(r'r="([A-C]?)(\d)"', r'r="\g<1>1\g<2>"', PLAIN)


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(sheet(re.sub(r'<row r="\d"', "<row", PLAIN)), id="rows-without-numbers"),
        pytest.param(sheet(re.sub(r'<c r="\w+"', "<c", PLAIN)), id="cells-without-references"),
        pytest.param(sheet(prefixed(PLAIN), prefix="x:"), id="prefixes"),
        pytest.param(sheet("<!-- <row r='9'><c r='B2'/> -->", PLAIN), id="comment"),
        pytest.param(sheet(RIGHT), id="from-column-d"),
        pytest.param(sheet(DOWN), id="from-row-11"),
        pytest.param(f"\ufeff<?xml version='1.0' encoding='UTF-8'?>\n{sheet(PLAIN)}", id="byte-order-mark"),
    ],
)
def test_ways_to_write_a_sheet(made, xml):
    """The cell is found however a program names it."""
    path = made(shared(xml))
    before = cells(path)
    after = cells(made(fix(path, {1: {"inchikey": BACLOFEN, "molecular_weight": "213.66"}}), "fixed.xlsx"))

    assert before[0]["inchikey"] == WRONG
    assert after == [{**before[0], "inchikey": BACLOFEN, "molecular_weight": "213.66"}, *before[1:]]


@pytest.mark.parametrize(
    ("cell", "below"),
    [
        pytest.param('<c r="C2"><f>213+0.0557</f><v>213.0557</v></c>', "", id="formula"),
        pytest.param('<c r="C2"><f t="shared" si="0"/><v>213.0557</v></c>', "", id="shared-formula"),
        pytest.param(
            '<c r="C2"><v>213.0557</v></c><c r="D2"><f t="array" ref="C2:D3">x</f><v>1</v></c>', "", id="array-formula"
        ),
    ],
)
def test_what_a_formula_gives_is_left_alone(made, cell, below):
    """A value that would be computed anew is not written over, and the row says so."""
    xml = sheet(TITLES, ROW_2.replace('<c r="C2"><v>213.0557</v></c>', cell), ROW_3, below=below)
    path = made(shared(xml))
    fixed, outcome = copied(path, {1: {"inchikey": BACLOFEN, "molecular_weight": "213.66"}, 2: {"inchikey": BACLOFEN}})

    assert [record["inchikey"] for record in cells(made(fixed, "fixed.xlsx"))] == [WRONG, BACLOFEN]
    assert outcome.written == 1
    assert outcome.kept[0].endswith("drugs.xlsx!A:2: InChIKey and molecular weight not corrected: a formula gives it")


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ("<calcPr calcId='1' fullCalcOnLoad='0' />", "<calcPr calcId='1' fullCalcOnLoad=\"1\"/>"),
        ('<calcPr fullCalcOnLoad="1" />', '<calcPr fullCalcOnLoad="1" />'),
        ("", ""),
    ],
)
@pytest.mark.parametrize("formula", [True, False])
def test_formulas_are_computed_anew(made, formula, calculation, expected):
    """A workbook with formulas shows what they make of the corrected cells; one without is not told to."""
    row = ROW_3.replace("<v>213.66</v>", "<f>C2</f><v>213.0557</v>") if formula else ROW_3
    content = shared(sheet(TITLES, ROW_2, row))
    book = content_of(content, BOOK)
    path = made(with_members(content, {BOOK: book.replace("</workbook>", f"{calculation}</workbook>")}))
    fixed = content_of(fix(path, {1: {"inchikey": BACLOFEN}}), BOOK)

    assert fixed == book.replace("</workbook>", f"{expected if formula else calculation}</workbook>")


def test_a_cell_with_several_values(made):
    """A list is left alone, as it is in a table."""
    path = made(workbook({"A": [["SMILES", "CAS numbers"], [SMILES, "1134-47-1|28311-31-1"]]}))
    fixed, outcome = copied(path, {1: {"cas": "1134-47-0"}})

    assert (fixed, outcome.kept_count) == (path.read_bytes(), 1)


def test_several_sheets(made):
    """Records are counted through all sheets, and those between them that hold no table are passed over."""
    rows = [["SMILES", "InChIKey"], [SMILES, WRONG]]
    path = made(workbook({"A": rows, "Read me": [["hello"]], "B & C": [[], *rows]}))
    fixed = made(fix(path, {2: {"inchikey": BACLOFEN}}), "fixed.xlsx")

    assert [str(record.place).rpartition("!")[2] for record in readers.read(fixed)] == ["A:2", "B & C:3"]
    assert [record["inchikey"] for record in cells(fixed)] == [WRONG, BACLOFEN]


def test_a_compressed_workbook(made):
    """A second ending says how the copy is compressed, as for any input."""
    path = made(gzip.compress(workbook({"Drugs": ROWS})), "drugs.xlsx.gz")
    plain = made(fix(path, {2: {"inchikey": BACLOFEN}}, target="fixed.xlsx"), "fixed.xlsx")

    assert [record["inchikey"] for record in cells(plain)] == [GABA, BACLOFEN]


@pytest.mark.parametrize("target", ["fixed.xlsm", "fixed.xls", "fixed.csv", "fixed", "fixed.zip"])
def test_the_ending_stays(made, target):
    """Excel opens no workbook whose ending is another's."""
    with pytest.raises(InputError, match="give --output the same ending"):
        CorrectedCopy(str(made(workbook({"Drugs": ROWS}))), target)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("drugs.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), id="xls"),
        pytest.param("drugs.ods", "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", id="ods"),
        pytest.param("drugs.xlsb", "xl/workbook.bin", id="xlsb"),
    ],
)
def test_other_workbooks_are_refused(made, name, content):
    """The line says which format to save them in."""
    if isinstance(content, str):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as out:
            first, _, rest = content.partition("application")
            out.writestr(first, f"application{rest}" if rest else "")
        content = archive.getvalue()

    with pytest.raises(InputError, match=r"save it as \.xlsx first"):
        CorrectedCopy(str(made(content, name)), f"fixed.{name.rpartition('.')[2]}")


def test_the_command_corrects_a_workbook(made, monkeypatch, capsys, tmp_path):
    """The monoisotopic mass in place of the average one is put right in its cell."""
    monkeypatch.chdir(tmp_path)
    rows = [["name", "SMILES", "formula", "InChIKey", "MW"], ["GABA", "NCCCC(=O)O", "C4H9NO2", GABA, 103.0633]]
    made(workbook({"Drugs": rows}))  # PubChem CID 119: 103.12 g/mol, 103.0633 Da
    code = cli.main(["drugs.xlsx", "--fix", "--output", "fixed.xlsx", "--no-names"])
    shown = capsys.readouterr()

    assert code == 1
    assert "drugs.xlsx!Drugs:2" in shown.out
    assert "verify-structure: fixed.xlsx: 1 correction written in 1 record\n" in shown.err
    assert cells(tmp_path / "fixed.xlsx")[0]["molecular_weight"].startswith("103.12")


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252"])
def test_a_sheet_in_another_encoding_is_left_alone(encoding):
    """Values are written in UTF-8, which would be damage in a sheet of another encoding."""
    with pytest.raises(ValueError, match=f"a sheet is in {encoding}, not in UTF-8"):
        survey([f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'.encode()], set())
