"""Workbooks: sheets, headers below titles, numbers and dates as text, and what is refused."""

import datetime as dt
import io
import zipfile

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.tabular import extent
from gaba_analogs.readers.tabular.extent import refuse_vast
from published import whole
from workbooks import workbook

# Molecular weights and InChIKeys of GABA and baclofen as PubChem has them (CID 119, 2284).
TITLES = ["Name", "SMILES", "InChIKey", "MW", "CID"]
GABA = ["GABA", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", 103.12, 119.0]
BACLOFEN = ["baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N", 213.66000000000003, 2284.0]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def write(folder, sheets, name="a.xlsx"):
    """Write a workbook and give its path."""
    path = folder / name
    path.write_bytes(sheets if isinstance(sheets, bytes) else workbook(sheets))
    return path


def test_rows_and_their_places(tmp_path):
    """A row is a record whose place names file, sheet and row; records are numbered through all sheets."""
    path = write(tmp_path, {"Acids": [TITLES, GABA], "Drugs": [[], TITLES, [], BACLOFEN]})
    records = list(read(path))

    assert [str(record.place) for record in records] == [f"{path}!Acids:2", f"{path}!Drugs:4"]
    assert [record.place.row for record in records] == [1, 2]
    assert [record.name for record in records] == ["GABA", "baclofen"]


def test_numbers_as_they_are_shown(tmp_path):
    """A number has the digits that a spreadsheet shows, and a whole one no decimals."""
    record = list(read(write(tmp_path, {"S": [TITLES, GABA, BACLOFEN]})))[1]

    assert (record.molecular_weight, record.pubchem_cid) == ("213.66", "2284")


@pytest.mark.parametrize(
    ("masses", "expected"),
    [
        pytest.param([103.0, 214.0], ["103", "214"], id="rounded-column"),
        pytest.param([103.12, 218.0], ["103.12", "218.0"], id="decimals-beside-it"),
    ],
)
def test_whole_masses(tmp_path, masses, expected):
    """A whole mass keeps a decimal where the column has decimals, and none where all its masses are rounded."""
    rows = [["SMILES", "MW"], *(["NCCCC(=O)O", mass] for mass in masses)]

    assert [record.molecular_weight for record in read(write(tmp_path, {"S": rows}))] == expected


def test_dates_in_iso_form(tmp_path):
    """A CAS number that became a date is read as that date: 50-01-1 as 2050-01-01."""
    rows = [["Name", "CAS", "SMILES"], ["guanidine hydrochloride", dt.date(2050, 1, 1), "NC(N)=N.Cl"]]

    assert next(read(write(tmp_path, {"S": rows}))).cas == "2050-01-01"


def test_title_rows_above_the_header(tmp_path):
    """The header is the row that names most fields: titles, empty rows and merged headings above it are passed over."""
    rows = [["Table S1. Name and SMILES"], [], ["Identity", None, None, "Mass"], TITLES, GABA]
    record = next(read(write(tmp_path, {"S": rows})))

    assert (record.name, record.place.line) == ("GABA", 5)


def test_remarks_below_the_table_are_no_records(tmp_path):
    """A single cell after an empty row is a remark; a row without anything that is read is none either."""
    rows = [[*TITLES, "batch"], GABA, [None, None, None, None, None, "B7"], [], ["Masses from PubChem"], ["2026-01-01"]]

    assert [record.name for record in read(write(tmp_path, {"S": rows}))] == ["GABA"]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        pytest.param([["SMILES"], ["NCCCC(=O)O"]], 1, id="structures"),
        pytest.param([["NCCCC(=O)O", "GABA"], ["NCCS(=O)(=O)O", "taurine"]], 2, id="no-header"),
        pytest.param([["Name"], ["measured by NN"]], 0, id="words"),
        pytest.param([["m/z", "I"], [104.07, 1.0]], 0, id="spectrum"),
        pytest.param([], 0, id="empty"),
    ],
)
def test_sheets_that_are_read(tmp_path, rows, count):
    """A sheet is read if two columns are recognised, or one whose values can be nothing else."""
    path = write(tmp_path, {"Other": rows, "Table": [TITLES, GABA]})

    assert len([record for record in read(path) if "!Other" in str(record.place)]) == count


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('<c r="A2" t="s"><v>99</v></c>', id="a-shared-text-that-is-not-there"),
        pytest.param('<c r="-1"><v>1</v></c>', id="nowhere"),
    ],
)
@pytest.mark.parametrize("titles", [("bad", "good", "last"), ("good", "bad", "last"), ("good", "last", "bad")])
def test_a_damaged_sheet_costs_itself(tmp_path, cell, titles):
    """The other sheets are read; which one is not, and why, is said behind them."""
    sheets = {title: [TITLES, f'<row r="2">{cell}</row>' if title == "bad" else GABA] for title in titles}
    records = read(write(tmp_path, sheets))

    assert [next(records).place.source.partition("!")[2] for _ in range(2)] == ["good", "last"]
    with pytest.raises(InputError, match=r"damaged or truncated workbook \(sheet bad: "):
        next(records)


def test_mapping_by_titles(tmp_path):
    """A mapped title is looked for in every sheet, and its row is the header."""
    rows = [["Compounds"], ["Struct", "KEY"], ["NCCCC(=O)O", GABA[2]]]
    path = write(tmp_path, {"About": [["Name"], ["x"]], "S": rows})
    record = next(read(path, mapping={"smiles": "Struct", "inchikey": "KEY"}))

    assert (record.smiles, record.inchikey) == ("NCCCC(=O)O", GABA[2])


def test_mapped_column_that_no_sheet_has(tmp_path):
    """A mapped title that is in no sheet is named with the nearest."""
    with pytest.raises(InputError, match=r"no column 'Smile'; found .*did you mean 'SMILES'\?"):
        list(read(write(tmp_path, {"S": [TITLES, GABA]}), mapping={"smiles": "Smile"}))


def test_standard_input():
    """A workbook is known by its content, also from a pipe that cannot be sought in."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    assert str(next(read("-", stdin=Pipe(workbook({"S": [TITLES, GABA]})))).place) == "<stdin>!S:2"


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(workbook({"S": [TITLES, GABA]})[:-300], "damaged or truncated workbook", id="truncated"),
        pytest.param(workbook({"S": [TITLES, GABA, FAR]}), "a sheet reaches too far", id="a-cell-far-away"),
        pytest.param(workbook({"S": [["m/z", "I"], [1, 2]]}), "no column recognised; found m/z, I", id="no-structures"),
        pytest.param(workbook({"S": [TITLES]}), "only a header row", id="header-alone"),
        pytest.param(workbook({"S": [], "T": []}), "the sheets of this workbook are empty", id="empty"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook is encrypted", id="encrypted"),
        pytest.param(OLE + bytes(512), "an old Office document without a readable sheet", id="word-document"),
        pytest.param(b"name,smiles\nGABA,NCCCC(=O)O\n", "not a workbook but text", id="text"),
    ],
)
def test_refused_in_one_line(tmp_path, content, message):
    """What cannot be read is refused with the reason."""
    with pytest.raises(InputError, match=message) as caught:
        list(read(write(tmp_path, content)))

    assert "\n" not in str(caught.value)


def test_formatted_cells_take_no_room(tmp_path):
    """Cells that have only a format do not count, however far they reach."""
    formatted = '<row r="900000"><c r="A900000" s="1"/><c r="XFD900000" s="1"/></row>'

    assert len(list(read(write(tmp_path, {"S": [TITLES, GABA, formatted]})))) == 1


@pytest.mark.parametrize(
    ("name", "count", "sheet"),
    [
        pytest.param("plain.xlsx", 4, "Compounds", id="xlsx"),
        pytest.param("nasty.xlsx", 5, "Table S1", id="several-sheets"),
        pytest.param("plain.xls", 5, "Compounds", id="xls"),
        pytest.param("plain.ods", 4, "Compounds", id="ods"),
    ],
)
def test_published_workbooks(name, count, sheet):
    """Workbooks of Excel, LibreOffice and an old Excel give their rows."""
    records = list(read(whole(f"files/{name}")))

    assert len(records) == count
    assert all(f"!{sheet}:" in str(record.place) and record.smiles for record in records)


def open_document(cells):
    """Give the bytes of a workbook of LibreOffice whose rows are XML already."""
    content = io.BytesIO()
    namespaces = ["office", "table", "text"]
    declared = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in namespaces)
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = f"<office:body><office:spreadsheet><table:table>{cells}</table:table></office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content {declared}>{body}</office:document-content>")
    return content


def binary_sheet(row, column):
    """Give the bytes of a binary workbook with a sheet of one number: a row and a cell ([MS-XLSB] 2.3)."""
    content = io.BytesIO()
    row_header = b"\x00\x11" + row.to_bytes(4, "little") + bytes(13)
    number = b"\x05\x10" + column.to_bytes(4, "little") + bytes(12)
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", row_header + number)
    return content


FILLED = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("content", "vast"),
    [
        pytest.param(open_document(f"<table:table-row>{FILLED}</table:table-row>"), False, id="ods"),
        pytest.param(
            open_document(
                f'<table:table-row>{FILLED}</table:table-row><table:table-row table:number-rows-repeated="1048575">'
                '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            ),
            False,
            id="ods-empty-to-the-end",
        ),
        pytest.param(
            open_document(
                '<table:table-row table:number-rows-repeated="1048575">'
                f'<table:table-cell table:number-columns-repeated="1000"/>{FILLED}</table:table-row>'
            ),
            True,
            id="ods-filled-to-the-end",
        ),
        pytest.param(binary_sheet(10, 5), False, id="xlsb"),
        pytest.param(binary_sheet(1_048_575, 16_383), True, id="xlsb-far-away"),
    ],
)
def test_sheets_of_other_programs_that_reach_too_far(content, vast):
    """What would be laid out as a huge rectangle is refused; empty rows and columns at the end take no room."""
    if vast:
        with pytest.raises(InputError, match="a sheet reaches too far"):
            refuse_vast(content, "a.ods")
    else:
        refuse_vast(content, "a.ods")
        assert zipfile.ZipFile(content).testzip() is None


LONG_TEXT = "C" * (2 * extent.LONGEST_TEXT)
"""Longer than any that a cell of Excel (32,767 characters) or LibreOffice can hold."""


def packed(member, text):
    """Give the bytes of a workbook of Excel that holds one packed member."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, text)
    return content


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(packed("xl/sharedStrings.xml", f"<sst><si><t>{LONG_TEXT}</t></si></sst>"), id="shared"),
        pytest.param(packed("xl/worksheets/sheet1.xml", f"<worksheet><t>{LONG_TEXT}</t></worksheet>"), id="sheet"),
        pytest.param(open_document(FILLED.replace(">x<", f">{LONG_TEXT}<")), id="ods"),
    ],
)
def test_text_that_no_cell_can_hold(content):
    """A workbook of three megabytes may hold one text of three gigabytes: it is refused before anything keeps it."""
    with pytest.raises(InputError, match="longer than any cell can hold"):
        refuse_vast(content, "a.xlsx")


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("<row r='2'><c r='XFD1048576'><v>1</v></c></row>", id="single-quotes"),
        pytest.param('<row><c r="XFD1048576"><v>1</v></c></row>', id="row-without-number"),
        pytest.param('<row><c r="xfd1048576"><v>1</v></c></row>', id="lower-case"),
        pytest.param('<row><c\nr = "XFD1048576"><v>1</v></c></row>', id="blanks"),
        pytest.param('<row><c a="&gt;>" r="XFD1048576"><v>1</v></c></row>', id="sign-in-an-attribute"),
        pytest.param(f'<row r="{"9" * 5000}"><c r="A{"9" * 5000}"><v>1</v></c></row>', id="number-of-many-digits"),
    ],
)
def test_cell_far_away_however_it_is_written(cell):
    """The library makes room for a cell wherever it stands, and ends Python where it finds none."""
    with pytest.raises(InputError, match="a sheet reaches too far"):
        refuse_vast(
            packed("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cell}</sheetData></worksheet>"), "a.xlsx"
        )


def test_workbook_that_is_packed_too_well(monkeypatch):
    """What unpacks to hundreds of times its size was not written by a spreadsheet program."""
    monkeypatch.setattr(extent, "UNSUSPICIOUS", 1 << 16)
    short = "<si><t>NCCCC(=O)O</t></si>"

    with pytest.raises(InputError, match="unpacks to more than 300 times its size: save it anew"):
        refuse_vast(packed("xl/sharedStrings.xml", short * 20_000), "a.xlsx")
    refuse_vast(packed("xl/sharedStrings.xml", short * 2_000), "a.xlsx")
