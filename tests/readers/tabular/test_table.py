"""Delimited text, Parquet, JSON Lines and DataFrames."""

import io
import json
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.io.text import Peekable, Stream
from gaba_analogs.readers.json.objects import flatten, read_json, read_jsonl
from gaba_analogs.readers.tabular.cells import cell_text
from gaba_analogs.readers.tabular.columns import Columns
from gaba_analogs.readers.tabular.parquet import MOST_WRITTEN_OUT, read_parquet
from gaba_analogs.readers.tabular.table import (
    Layout,
    Row,
    cell_spans,
    read_csv_like,
    records_from_frame,
    split_cells,
    split_rows,
    table_records,
)

# GABA, PubChem CID 119.
GABA_INCHI = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"


def table(text, **kwargs):
    """Read a delimited text."""
    return list(table_records(Peekable(text.splitlines()), "x.csv", **kwargs))


def stated(records):
    """Give what each record states."""
    return [dict(record.stated()) for record in records]


def places(records):
    """Give line and row of each record."""
    return [(record.place.line, record.place.row) for record in records]


# ------------------------------------------------------------------------------------------------
# Delimited text


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        pytest.param("a,b", ["a", "b"], id="plain"),
        pytest.param('"a,b",c', ["a,b", "c"], id="delimiter-inside"),
        pytest.param('"a ""b""",c', ['a "b"', "c"], id="doubled-quotes"),
        pytest.param('a, "b,c"', ["a", "b,c"], id="blank-before-quote"),
        pytest.param('5"-deoxy,b', ['5"-deoxy', "b"], id="quote-inside-a-word"),
        pytest.param('"R"-foo,b', ['"R"-foo', "b"], id="quoted-beginning-of-a-word"),
        pytest.param('"",', ["", ""], id="empty"),
        pytest.param("", [""], id="nothing"),
    ],
)
def test_split_cells(row, cells):
    """Quotes of RFC 4180 are taken off; other quotation marks are text."""
    assert split_cells(row, ",") == (cells, False)


def test_open_quote():
    """A row that ends inside quotes is told from one that does not."""
    assert split_cells('a,"b', ",") == (["a", "b"], True)


@pytest.mark.parametrize(
    ("row", "delimiter", "width", "written"),
    [
        pytest.param("a,b", ",", 2, ["a", "b"], id="plain"),
        pytest.param('"a,b", "c" ,d', ",", 3, ['"a,b"', ' "c" ', "d"], id="quoted-with-spaces"),
        pytest.param('"a\nb",c', ",", 2, ['"a\nb"', "c"], id="over-two-lines"),
        pytest.param('a"b,"c"d', ",", 2, ['a"b', '"c"d'], id="stray-marks"),
        pytest.param('"a"\tb"', "\t", 2, ['"a"', 'b"'], id="tabs"),
        pytest.param('"a\tb"\tc', "\t", 2, ['"a\tb"', "c"], id="quoted-tab"),
        pytest.param("a,b", None, 1, ["a,b"], id="one-column"),
        pytest.param("", ",", 1, [""], id="empty"),
    ],
)
def test_cell_spans(row, delimiter, width, written):
    """Each cell of a row is found where it stands, with its quotation marks."""
    layout = Layout(delimiter, delimiter != "\t", None, 1, width, Columns((), {}))
    found = next(split_rows(iter(row.split("\n")), layout), Row(1, [""]))

    assert [row[start:end] for start, end in cell_spans(row, found, layout)] == written
    assert found.lines == row.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        pytest.param(f'name,inchi\nGABA,"{GABA_INCHI}"\n', None, id="comma"),
        pytest.param(f"name;inchi\nGABA;{GABA_INCHI}\n", None, id="semicolon"),
        pytest.param(f"name\tinchi\nGABA\t{GABA_INCHI}\n", None, id="tab"),
        pytest.param(f"name|inchi\nGABA|{GABA_INCHI}\n", None, id="bar"),
        pytest.param(f'name,inchi\nGABA,"{GABA_INCHI}"\n', "\t", id="comma-in-a-tsv"),
        pytest.param(f"sep=;\nname;inchi\nGABA;{GABA_INCHI}\n", None, id="excel-line"),
        pytest.param(f"# a comment\n\nname\tinchi\nGABA\t{GABA_INCHI}\n", None, id="comment-before"),
        pytest.param(f"#name\tinchi\nGABA\t{GABA_INCHI}\n", None, id="header-behind-hash"),
        pytest.param(f"\ufeffname\tinchi\nGABA\t{GABA_INCHI}\n", None, id="mark"),
        pytest.param(f"name\tinchi\n1\tGABA\t{GABA_INCHI}\n2\tx\ty\n", None, id="row-names-of-r"),
        pytest.param(f"GABA\t{GABA_INCHI}\n", None, id="no-header"),
    ],
)
def test_layouts(text, delimiter):
    """The delimiter is the one that makes sense of the header."""
    assert stated(table(text, delimiter=delimiter))[0] == {"name": "GABA", "inchi": GABA_INCHI}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("smiles\nC\n\nCC\n", ["C", "CC"], id="blank-line-is-no-row"),
        pytest.param('"smiles"\n"C"\n', ["C"], id="quoted"),
        pytest.param("CCO\nC\n", ["CCO", "C"], id="no-header"),
    ],
)
def test_one_column(text, values):
    """A table of one column has no delimiter."""
    assert [record.smiles for record in table(text)] == values


@pytest.mark.parametrize("header", ["inchi\n", ""])
def test_one_column_of_inchi(header):
    """The commas of an InChI do not split a table of one column."""
    assert stated(table(f"{header}{GABA_INCHI}\n{GABA_INCHI}\n")) == [{"inchi": GABA_INCHI}] * 2


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("GABA,NCCCC(=O)O,extra,x,y", "row has 5 cells but the header has 2", id="too-many"),
        pytest.param("GABA", "row has 1 cell but the header has 2", id="too-few"),
        pytest.param('GABA,"NCCCC(=O)O', "a quotation mark is opened and never closed", id="open-quote"),
        pytest.param("GABA,NCCCC(=O)O,,", None, id="empty-cells-behind"),
        pytest.param(",", None, id="nothing-stated"),
    ],
)
def test_ragged_row(row, problem):
    """A row that cannot be read is a record with a problem; its neighbours are not touched."""
    records = table(f"name,smiles\nmethane,C\n{row}\nethane,CC\npropane,CCC\n")

    assert [record.problem for record in records] == [None, problem, None, None]
    assert [record.smiles for record in records[::2]] == ["C", "CC"]
    assert records[3].smiles == "CCC"
    assert places(records) == [(2, 1), (3, 2), (4, 3), (5, 4)]
    if problem:
        assert not dict(records[1].stated())


def test_open_quote_before_a_quoted_row():
    """A quotation mark that is never closed does not swallow rows up to the next one."""
    records = table('name,smiles\na,"C\nb,CC\n"c",CCC\nd,"CCCC"\n')

    assert [record.smiles for record in records] == [None, "CC", "CCC", "CCCC"]


@pytest.mark.slow
def test_open_quotes_everywhere():
    """Rows that all forget to close their quotation mark stay rows, and take no longer than others."""
    records = table("name,smiles\n" + 'a,"C\n' * 20_000)

    assert len(records) == 20_000
    assert {record.problem for record in records} == {"a quotation mark is opened and never closed"}


def test_cell_of_several_lines():
    """A quoted cell may span lines; the place is that of its first, and a molfile keeps its empty title line."""
    records = table('name,smiles,molblock\nx,C,"\n  a\n\nM  END"\ny,CC,\n')

    assert records[0].molblock == "\n  a\n\nM  END"
    assert places(records) == [(2, 1), (6, 2)]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        pytest.param('5"-deoxy', '5"-deoxy', id="inside"),
        pytest.param('"R"-baclofen', '"R"-baclofen', id="beginning"),
        pytest.param('"baclofen"', "baclofen", id="whole-cell"),
        pytest.param('"8,""w/o MS2"""', '8,"w/o MS2"', id="whole-cell-doubled"),
        pytest.param('"open', '"open', id="open"),
    ],
)
def test_quotation_marks_in_tsv(cell, read):
    """In a TSV only a wholly quoted cell loses its quotation marks."""
    assert table(f"name\tsmiles\n{cell}\tC\nx\tCC\n", delimiter="\t")[0].name == read


def test_evidently_quoted_tsv():
    """A TSV whose header is quoted follows the rules of CSV."""
    records = table('"name"\t"smiles"\n"a\tb\nc"\t"C"\n', delimiter="\t")

    assert (records[0].name, records[0].smiles) == ("a\tb\nc", "C")


@pytest.mark.parametrize(
    "text",
    ["Acetylene\tC#C\nBicarbonate\tOC([O-])=O\n", "title\tsmiles\nAcetylene\tC#C\nBicarbonate\tOC([O-])=O\n"],
)
def test_with_and_without_header(text):
    """The first row of a table without header is a record."""
    assert stated(table(text)) == [
        {"name": "Acetylene", "smiles": "C#C"},
        {"name": "Bicarbonate", "smiles": "OC([O-])=O"},
    ]


def test_mapping_by_number_without_header():
    """Columns can be named by number where there is no header; no row is lost."""
    records = table("A1;NCCCC(=O)O;x\nA2;CCO;y\n", mapping={"smiles": "2", "name": "1"})

    assert stated(records) == [{"name": "A1", "smiles": "NCCCC(=O)O"}, {"name": "A2", "smiles": "CCO"}]


@pytest.mark.parametrize(
    ("text", "mapping", "said"),
    [
        pytest.param("a,b,c\n1,2,3\n", None, "no column recognised; found a, b, c: name one with --map", id="none"),
        pytest.param("a,b\n1,C\n", {"smiles": "B2"}, "no column 'B2'; found a, b: did you mean 'b'", id="absent"),
        pytest.param("<!DOCTYPE html>\n<p>\n", None, "HTML", id="web-page"),
        pytest.param("\n \n", None, "empty", id="blank"),
        pytest.param("Just some prose.\n", None, "no column recognised; found Just some prose", id="prose"),
    ],
)
def test_unreadable_tables(text, mapping, said):
    """What was found and what to do is said in one line."""
    with pytest.raises(InputError, match=said) as caught:
        table(text, mapping=mapping)

    assert "\n" not in str(caught.value)
    assert caught.value.path == "x.csv"


def test_long_line():
    """A line of 10 MB is a line like any other."""
    long = "C" * 10_000_000

    assert [record.smiles for record in table(f'name,smiles\na,{long}\nb,"{long}"\n')] == [long, long]


def test_read_csv_like_takes_a_stream():
    """The front door of delimited text."""
    stream = Stream(io.BytesIO(b"smiles;name\nC;methane\n"), "x.txt")

    assert stated(read_csv_like(stream)) == [{"name": "methane", "smiles": "C"}]


def test_text_cells_are_not_interpreted():
    """NA stays NA, numbers keep their digits, a CAS number is no date."""
    (record,) = table("name,mw,cid,cas,unii\nNA,103.120,119.0,56-12-2,00E10\n")

    assert dict(record.stated()) == {
        "name": "NA",
        "molecular_weight": "103.120",
        "pubchem_cid": "119.0",
        "cas": "56-12-2",
        "unii": "00E10",
    }


# ------------------------------------------------------------------------------------------------
# Parquet and DataFrames


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        pytest.param(119, "pubchem_cid", "119", id="integer"),
        pytest.param(2284.0, "pubchem_cid", "2284", id="integer-stored-as-float"),
        pytest.param(-1.0, "charge", "-1", id="charge-stored-as-float"),
        pytest.param(213.66, "molecular_weight", "213.66", id="float"),
        pytest.param(75.0, "molecular_weight", "75.0", id="whole-mass"),
        pytest.param(0.1 + 0.2, "molecular_weight", "0.30000000000000004", id="shortest"),
        pytest.param(Decimal("213.660"), "molecular_weight", "213.660", id="decimal"),
        pytest.param("213.660", "molecular_weight", "213.660", id="text"),
        pytest.param(float("nan"), "molecular_weight", None, id="nan"),
        pytest.param(None, "smiles", None, id="none"),
        pytest.param(b"NCCCC(=O)O", "smiles", "NCCCC(=O)O", id="bytes"),
        pytest.param(["GABA", None, "Gamate"], "synonyms", "GABA|Gamate", id="list"),
        pytest.param({"a": 1}, "smiles", None, id="structure"),
        pytest.param("a\ud800", "name", "a\ufffd", id="lone-surrogate"),
        pytest.param(10**5000, "molecular_weight", "(an int of too many digits)", id="vast"),
        pytest.param({10**5000}, "molecular_weight", "(a set that cannot be written)", id="vast-in-a-set"),
        pytest.param([10**5000, 1], "synonyms", "(an int of too many digits)|1", id="vast-in-a-list"),
    ],
)
def test_cell_text(value, field, text):
    """Values of typed tables become the text that a person would have typed."""
    assert cell_text(value, field) == text


def parquet(arrow, **kwargs):
    """Write a table as Parquet and read it."""
    sink = io.BytesIO()
    pq.write_table(arrow, sink, row_group_size=3)
    return list(read_parquet(sink, "x.parquet", **kwargs))


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        pytest.param(pa.array([119, None, 2284]), ["119", None, "2284"], id="integer"),
        pytest.param(pa.array([119.0, None, 2284.0]), ["119", None, "2284"], id="float"),
        pytest.param(pa.array(["119", "", "CID:2284"]), ["119", None, "CID:2284"], id="text"),
        pytest.param(pa.array(["119", None, "119"]).dictionary_encode(), ["119", None, "119"], id="dictionary"),
        pytest.param(pa.array([119, None, 2284], pa.float32()), ["119", None, "2284"], id="float32"),
        pytest.param(pa.array(["119", None, "7"], pa.large_string()), ["119", None, "7"], id="large-text"),
    ],
)
def test_parquet_identifiers(array, texts):
    """An identifier is written alike whatever the type of its column."""
    records = parquet(pa.table({"PubChem CID": array, "other": pa.array([[1], [2], [3]])}))

    assert [record.pubchem_cid for record in records] == texts
    assert places(records) == [(None, 1), (None, 2), (None, 3)]


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        pytest.param(pa.array([213.66, 103.12]), ["213.66", "103.12"], id="float"),
        pytest.param(pa.array([213.66, 103.12], pa.float32()), ["213.66", "103.12"], id="float32"),
        pytest.param(pa.array([Decimal("213.660"), Decimal("1.000")]), ["213.660", "1.000"], id="decimal"),
    ],
)
def test_parquet_masses(array, texts):
    """A mass keeps the digits that its type can hold."""
    assert [record.molecular_weight for record in parquet(pa.table({"mw": array}))] == texts


MARS = pa.timestamp("us", tz="Mars/Phobos")


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        # day 10,000,000 after 1970-01-01 by the 146,097 days in which the Gregorian calendar repeats itself
        pytest.param(pa.array([0, 10**7, None], pa.date32()), ["1970-01-01", "29349-01-26", None], id="day"),
        pytest.param(pa.array([0, 10**15, 0], pa.date64()), ["1970-01-01", "<value", "1970-01-01"], id="date64"),
        pytest.param(pa.array([0, 2**60], pa.timestamp("us")), ["1970-01-01 00:00:00", "<value"], id="time"),
        pytest.param(pa.array([0, 2**60], pa.timestamp("us", tz="UTC")), ["1970-01-01 00", "<value"], id="in-utc"),
        pytest.param(pa.array([0, 2**60], MARS), ["1970-01-01 00:00:00+00:00", "<value"], id="unknown-zone"),
        pytest.param(pa.array([0, 2**62], pa.duration("s")), ["0:00:00", "4611686018427387904"], id="duration"),
        pytest.param(pa.array([[0], [10**7, 0]], pa.list_(pa.date32())), ["1970", "29349-01-26|1970"], id="list"),
        pytest.param(pa.array([b"56-12-2", b"\xff56"]).view(pa.string()), ["56-12-2", "\ufffd56"], id="not-utf-8"),
    ],
)
def test_parquet_values_that_python_does_not_know(array, texts):
    """A date beyond the year 9999, or in a zone that nobody knows, costs no row, and changes none of the others."""
    read_in = parquet(pa.table({"smiles": ["C"] * len(array), "CAS": array}))

    assert len(read_in) == len(array)
    assert [record.smiles for record in read_in] == ["C"] * len(array)
    for record, text in zip(read_in, texts, strict=True):
        assert record.cas == text or record.cas.startswith(text)


def test_parquet_text_of_many_rows_takes_its_memory_once():
    """A file of kilobytes that says one long text in every row is read without writing the text out for each."""
    rows = 2 + MOST_WRITTEN_OUT // (1 << 20)
    smiles = [*["C" * (1 << 20)] * rows, None, "NCCCC(=O)O"]

    sink = io.BytesIO()
    pq.write_table(pa.table({"smiles": smiles, "name": ["a"] * len(smiles)}), sink)
    records = list(read_parquet(sink, "x.parquet"))

    assert len(sink.getvalue()) < 1 << 20
    assert [record.smiles for record in records[-2:]] == [None, "NCCCC(=O)O"]
    assert len({id(record.smiles) for record in records[:rows]}) == 1


@pytest.mark.parametrize(
    ("rows", "length", "refused"), [(300, 1 << 20, True), (200, 1 << 20, False), (3000, 100, False)]
)
def test_parquet_that_unpacks_beyond_measure(rows, length, refused):
    """A file of a kilobyte that says gigabytes is no table; equal rows of ordinary length may be many."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"smiles": pa.array(["C" * length] * rows).dictionary_encode()}), sink)
    records = read_parquet(sink, "x.parquet")

    if refused:
        with pytest.raises(InputError, match="unpacks to more than 300 times its size"):
            next(records)
    else:
        assert sum(1 for _ in records) == rows


def test_parquet_over_row_groups():
    """Row numbers run on over batches."""
    smiles = ["C" * (1 + number % 7) for number in range(20_000)]
    records = parquet(pa.table({"INCHI.STRING": smiles, "smiles": smiles}))

    assert [record.smiles for record in records] == smiles
    assert records[-1].place.row == 20_000


def test_parquet_mapping_by_number():
    """Numbers count all columns of the file, also those that are not read."""
    arrow = pa.table({"q": [1], "r": [2], "s": ["C"], "name": ["methane"]})

    assert stated(parquet(arrow, mapping={"smiles": "3"})) == [{"name": "methane", "smiles": "C"}]


@pytest.mark.parametrize(
    ("mapping", "smiles"),
    [
        pytest.param(None, ["C", "CC"], id="the-first-that-states-something"),
        pytest.param({"smiles": "4"}, ["CCC", "CCCC"], id="the-one-that-is-mapped"),
    ],
)
def test_parquet_with_two_columns_of_a_title(mapping, smiles):
    """Arrow writes two columns of one title as gladly as a CSV file has them: both are read by their positions."""
    columns = [["methane", "ethane"], ["C", ""], ["q", "r"], ["CCC", "CCCC"]]
    if mapping is None:
        columns[3] = ["C", "CC"]
    arrow = pa.Table.from_arrays([pa.array(column) for column in columns], names=["name", "SMILES", "q", "SMILES"])

    assert [(r.name, r.smiles) for r in parquet(arrow, mapping=mapping)] == list(
        zip(["methane", "ethane"], smiles, strict=True)
    )


def test_parquet_without_columns():
    """The columns found are listed."""
    with pytest.raises(InputError, match="no column recognised; found a, b"):
        parquet(pa.table({"a": [1], "b": [2]}))


@pytest.mark.parametrize("cut", [lambda d: d[: len(d) // 2], lambda _: b"PAR1" + bytes(100), lambda d: d[:4]])
def test_damaged_parquet(cut):
    """A truncated file is one clear line."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"smiles": ["C"] * 100}), sink)

    with pytest.raises(InputError, match="damaged or truncated"):
        list(read_parquet(io.BytesIO(cut(sink.getvalue())), "x.parquet"))


def test_frame():
    """Rows are numbered by position, whatever the index; missing values are not stated."""
    frame = pd.DataFrame(
        {
            "Name": ["GABA", None, "baclofen"],
            "CID": [119.0, np.nan, 2284.0],
            "mw": np.array([103.12, 151.16, 213.66], dtype="float32"),
            "smiles": pd.array(["NCCCC(=O)O", pd.NA, "NA"], dtype="string"),
            "charge": pd.array([0, pd.NA, -1], dtype="Int64"),
            3: [1, 2, 3],
        },
        index=[7, 7, 7],
    )
    records = list(records_from_frame(frame))

    assert stated(records) == [
        {
            "name": "GABA",
            "smiles": "NCCCC(=O)O",
            "molecular_weight": "103.12",
            "charge": "0",
            "pubchem_cid": "119",
        },
        {"molecular_weight": "151.16"},
        {
            "name": "baclofen",
            "smiles": "NA",
            "molecular_weight": "213.66",
            "charge": "-1",
            "pubchem_cid": "2284",
        },
    ]
    assert places(records) == [(None, 1), (None, 2), (None, 3)]


def test_frame_of_categories_and_objects():
    """Categorical, mixed and nested columns are read like text."""
    frame = pd.DataFrame(
        {
            "smiles": pd.Categorical(["C", "C"]),
            "mw": pd.Series([16.04, "16.043"], dtype=object),
            "synonyms": [["methane", "R-50"], np.array(["marsh gas"])],
        }
    )

    assert stated(records_from_frame(frame)) == [
        {"smiles": "C", "molecular_weight": "16.04", "synonyms": "methane|R-50"},
        {"smiles": "C", "molecular_weight": "16.043", "synonyms": "marsh gas"},
    ]


def test_frame_mapping_and_errors():
    """A mapping names columns of a frame; absent ones are reported at once."""
    frame = pd.DataFrame({"structure_drawn": ["C"]})

    assert stated(records_from_frame(frame, mapping={"smiles": "structure_drawn"})) == [{"smiles": "C"}]
    with pytest.raises(InputError, match="no column recognised; found structure_drawn"):
        records_from_frame(frame)
    with pytest.raises(InputError, match="did you mean 'structure_drawn'"):
        records_from_frame(frame, mapping={"smiles": "structure_draw"})


def test_empty_frame():
    """A frame without rows has no records."""
    assert list(records_from_frame(pd.DataFrame({"smiles": []}))) == []


# ------------------------------------------------------------------------------------------------
# JSON


def jsonl(text, **kwargs):
    """Read JSON Lines."""
    return list(read_jsonl(Peekable(text.splitlines()), "x.jsonl", **kwargs))


def test_numbers_keep_their_digits():
    """Numbers are not turned into floats."""
    (record,) = jsonl('{"mw": 103.120, "cid": 119, "charge": -0, "exact_mass": 1.0e2}\n')

    assert dict(record.stated()) == {
        "molecular_weight": "103.120",
        "pubchem_cid": "119",
        "charge": "-0",
        "monoisotopic_mass": "1.0e2",
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("null", None, id="null"),
        pytest.param("NaN", None, id="nan"),
        pytest.param('""', None, id="empty"),
        pytest.param('"NA"', "NA", id="NA"),
        pytest.param("true", None, id="boolean"),
        pytest.param("{}", None, id="object"),
        pytest.param("12" * 3000, "12" * 3000, id="huge-integer"),
        pytest.param(r'"\ud800x"', "\ufffdx", id="lone-surrogate"),
        pytest.param('["a", "b"]', "a|b", id="list"),
    ],
)
def test_json_values(value, text):
    """Each kind of JSON value is text or nothing."""
    assert jsonl(f'{{"smiles": "C", "name": {value}}}')[0].name == text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("broken", "not valid JSON", id="broken"),
        pytest.param('{"smiles": "C"', "not valid JSON", id="cut"),
        pytest.param("[1]", "expected an object, found an array", id="array"),
        pytest.param("3", "expected an object, found a single value", id="number"),
        pytest.param("[" * 100_000, "not valid JSON: nested too deeply", id="deep"),
        pytest.param('{"smiles": "C", "note": ' + "[" * 900 + "]" * 900 + "}", "nested too deeply", id="deep-value"),
        pytest.param('{"Fault": {"Code": "PUGREST.NotFound"}}', "PUGREST.NotFound", id="fault"),
    ],
)
def test_broken_line(line, said):
    """A broken line is a record with a problem; one line in is one record out."""
    records = jsonl(f'{{"smiles": "C"}}\n{line}\n\n{{"smiles": "CC", "name": "ethane"}}\n')

    assert [record.smiles for record in records] == ["C", None, "CC"]
    assert said in records[1].problem
    assert places(records) == [(1, 1), (2, 2), (4, 3)]


def test_unknown_keys_are_ignored():
    """Objects may have other keys, and different ones."""
    records = jsonl('{"smiles": "C", "q": 1}\n{"q": 2}\n{"SMILES": "CC"}\n')

    assert stated(records) == [{"smiles": "C"}, {}, {"smiles": "CC"}]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        pytest.param(None, "no key recognised; found a, b", id="nothing-recognised"),
        pytest.param({"smiles": "c"}, "no key 'c'; found a, b", id="mapped-key-absent"),
    ],
)
def test_json_lines_without_fields(mapping, said):
    """Objects that state nothing are no records."""
    with pytest.raises(InputError, match=said):
        jsonl('{"a": "C", "b": 1}\n{"a": "C"}\n', mapping=mapping)


def test_json_mapping():
    """A mapped key may be absent from some objects."""
    assert stated(jsonl('{"b": 1}\n{"a": "C"}\n', mapping={"smiles": "a"})) == [{}, {"smiles": "C"}]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"smiles": "C"}, id="one-object"),
        pytest.param([{"smiles": "C"}], id="array"),
        pytest.param({"molecules": [{"smiles": "C"}]}, id="wrapped"),
        pytest.param([{"molecule_structures": {"canonical_smiles": "C"}}], id="chembl"),
        pytest.param([{"structure": {"smiles": "C"}}], id="gsrs"),
    ],
)
def test_json_documents(document):
    """A document holds one object, an array of them, or an array in a known wrapper."""
    assert [record.smiles for record in read_json(json.dumps(document, indent=1), "x.json")] == ["C"]


# Fields of the GSRS substance record of sodium chloride (UNII 451W47IQ8X).
def test_gsrs_substance():
    """Names, codes and structure of a GSRS substance are fields."""
    substance = {
        "approvalID": "451W47IQ8X",
        "names": [{"name": "SODIUM CHLORIDE"}, {"name": "NATRUM MURIATICUM"}],
        "codes": [
            {"codeSystem": "CAS", "code": "0-00-0", "type": "ALTERNATIVE"},
            {"codeSystem": "CAS", "code": "7647-14-5", "type": "PRIMARY"},
            {"codeSystem": "PUBCHEM", "code": "5234", "type": "PRIMARY"},
            {"codeSystem": "ECHA (EC/EINECS)", "code": "231-598-3", "type": "PRIMARY"},
        ],
        "structure": {"smiles": "[Na+].[Cl-]", "formula": "Cl.Na", "mwt": 58.443, "charge": 0, "count": 1},
    }
    (record,) = read_json(json.dumps([substance]), "x.json")

    assert dict(record.stated()) == {
        "name": "SODIUM CHLORIDE",
        "smiles": "[Na+].[Cl-]",
        "formula": "Cl.Na",
        "molecular_weight": "58.443",
        "charge": "0",
        "synonyms": "SODIUM CHLORIDE|NATRUM MURIATICUM",
        "cas": "7647-14-5",
        "unii": "451W47IQ8X",
        "ec_number": "231-598-3",
        "pubchem_cid": "5234",
    }


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        pytest.param('{"smiles": "C",\n "name" "x"}', "not valid JSON: Expecting ':' delimiter", 2, id="broken"),
        pytest.param('\n\n{"smiles" "C"}', "not valid JSON", 3, id="broken-behind-blank-lines"),
        pytest.param("[" * 100_000, "nested too deeply", None, id="deep"),
        pytest.param("[]", "an empty array", None, id="empty-array"),
        pytest.param('["C"]', "an array without objects", None, id="array-of-texts"),
        pytest.param("3", "one value", None, id="number"),
    ],
)
def test_unreadable_json(text, said, line):
    """What is wrong with a document is said, with its line."""
    with pytest.raises(InputError, match=said) as caught:
        list(read_json(text, "x.json"))

    assert caught.value.line == line


def test_flatten_keeps_the_outer_value():
    """A part does not replace what the object itself states."""
    assert flatten({"smiles": "C", "structure": {"smiles": "CC", "formula": "C2H6"}}) == {
        "smiles": "C",
        "formula": "C2H6",
    }


def test_table_far_below(tmp_path):
    """Whoever puts a book above the table is told; the input is not empty."""
    path = tmp_path / "far.csv"
    path.write_text("# licence\n" * 60 + "name,smiles\nmethane,C\n")

    with pytest.raises(InputError, match="no table begins within the first"):
        list(read(str(path)))


def test_quoted_cell_of_one_column_may_come_late():
    """A cell that is quoted for its comma is read without its marks, however many rows stand before it."""
    lines = ["smiles", *["NCCCC(=O)O"] * 500, '"C,C"', "CCO"]

    records = list(table_records(Peekable(lines), "x.csv"))

    assert [record.smiles for record in records[-3:]] == ["NCCCC(=O)O", "C,C", "CCO"]


# ------------------------------------------------------------------------------------------------
# Lines above the header

ROWS = "Name,SMILES,InChIKey\nGABA,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N\n"


@pytest.mark.parametrize(
    ("above", "separator"),
    [
        pytest.param("My compounds, exported 2026-01-01\n\n", ",", id="title"),
        pytest.param("!Source,x\n!Date,y\n", ",", id="broad-hub"),
        pytest.param('"Candidate List, all substances"\n"Last updated 21/01/2025"\n\n', "\t", id="echa"),
        pytest.param("\t\tClass\tA\n\t\tFile type\tSample\n\t\tBatch ID\t1\n", "\t", id="ms-dial"),
        pytest.param("Name of the list,acids\n", ",", id="title-with-a-field's-name"),
        pytest.param("Name\nacids\n", ";", id="one-field-above"),
        pytest.param("a remark\n" * 20, ";", id="twenty-lines"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_lines_above_the_header(tmp_path, name, above, separator):
    """The header is the line among the first 25 that names most fields."""
    path = tmp_path / name
    path.write_text(above + ROWS.replace(",", separator))
    (record,) = read(path)

    assert (record.name, record.smiles, record.inchikey) == ("GABA", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N")
    assert record.place.line == above.count("\n") + 2


def test_mapped_titles_below_lines(tmp_path):
    """A mapped title is looked for below the first line too."""
    path = tmp_path / "a.csv"
    path.write_text("My compounds\nNo,Struct\n1,NCCCC(=O)O\n")

    assert next(read(path, mapping={"smiles": "Struct"})).smiles == "NCCCC(=O)O"
    with pytest.raises(InputError, match="no column 'Strict'"):
        list(read(path, mapping={"smiles": "Strict"}))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GABA\tNCCCC(=O)O\nname\tCCO\n", id="no-header"),
        pytest.param("smiles,note\nNCCCC(=O)O,name\n", id="header-of-one-field"),
        pytest.param("name,smiles\nGABA,NCCCC(=O)O\nname,smiles\n", id="header-again"),
    ],
)
def test_first_line_that_is_the_header_or_a_row(tmp_path, text):
    """Nothing is passed over where the first line is the header or the first row."""
    path = tmp_path / "a.txt"
    path.write_text(text)

    assert next(read(path)).smiles == "NCCCC(=O)O"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        pytest.param("Name,SMILES,备注\n咖啡因,Cn1cnc2c1c(=O)n(C)c(=O)n2C,纯度\n", "gb18030", "咖啡因", id="gb18030"),
        pytest.param("Name,SMILES,备注\n咖啡因,Cn1cnc2c1c(=O)n(C)c(=O)n2C,纯度\n", "utf-16", "咖啡因", id="utf-16"),
        pytest.param("Name;SMILES;Größe\nAmeisensäure;OC=O;±0,5\n", "cp1252", "Ameisensäure", id="german"),
        pytest.param(
            "Name;SMILES;Température\nAcide acétique;CC(=O)O;25 °C\n", "cp1252", "Acide acétique", id="french"
        ),
        pytest.param("Name;SMILES\nβ-alanine µ±°;NCCC(=O)O\n", "utf-8", "β-alanine µ±°", id="utf-8"),
    ],
)
def test_encodings(tmp_path, text, encoding, name):
    """GB18030 is told from Windows-1252 by its pairs of bytes."""
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))

    assert next(read(path)).name == name


def test_what_cannot_be_gb18030_is_read_as_windows_1252(tmp_path):
    """Common pairs of bytes prove nothing where another sign is none of that encoding: here, an é before a digit."""
    path = tmp_path / "a.csv"
    path.write_bytes("Name;SMILES\n±é;C\n±é±é±é;CC\né,2;CO\n".encode("cp1252"))

    assert [record.name for record in read(path)] == ["±é", "±é±é±é", "é,2"]


def test_objects_named_by_their_keys():
    """A document of objects by identifier has a record for each, which is named by its key unless it has a name."""
    document = {"CHEBI:16865": {"smiles": "NCCCC(=O)O"}, "CHEBI:2972": {"name": "baclofen", "formula": "C10H12ClNO2"}}

    records = list(read_json(json.dumps(document), "x.json"))

    assert [(r.name, r.smiles, r.formula) for r in records] == [
        ("CHEBI:16865", "NCCCC(=O)O", None),
        ("baclofen", None, "C10H12ClNO2"),
    ]


def test_one_nested_object_is_one_record():
    """An object whose structure is an object of its own is one record."""
    document = {"structure": {"smiles": "NCCCC(=O)O"}, "molecule_properties": {"full_molformula": "C4H9NO2"}}

    (record,) = read_json(json.dumps(document), "x.json")

    assert record.smiles == "NCCCC(=O)O"


@pytest.mark.parametrize("text", ["smiles,charge\nNCCCC(=O)O,1\n", "# made today\nsmiles;charge\nNCCCC(=O)O;1\n"])
def test_a_field_mapped_to_nothing_is_not_read(text):
    """An empty title takes a column out; the others are read as ever."""
    (record,) = table_records(Peekable(text.splitlines()), "x", mapping={"charge": ""})

    assert (record.smiles, record.charge) == ("NCCCC(=O)O", None)


@pytest.mark.parametrize("name", ["drugs.csv", "drugs.tsv"])
def test_a_comment_in_the_middle_is_no_row(tmp_path, name):
    """A line that begins with a number sign and has fewer cells than the header is a remark."""
    path = tmp_path / name
    rows = [
        ["name", "smiles", "cas"],
        ["GABA", "NCCCC(=O)O", "56-12-2"],
        ["# from here on checked, twice"],
        ["#2", "C", ""],
    ]
    path.write_text("\n".join(("\t" if name.endswith("tsv") else ";").join(row) for row in rows), encoding="utf-8")

    assert [(record.name, record.smiles, record.problem) for record in read(path)] == [
        ("GABA", "NCCCC(=O)O", None),
        ("#2", "C", None),
    ]


def test_a_quoted_cell_of_a_table_with_tabs_spans_lines(tmp_path):
    """A row that lacks cells and whose last cell opens a quotation mark goes on below; another only lost its end."""
    path = tmp_path / "structures.tsv"
    path.write_text('name\tmolfile\tsmiles\nx\t"\n\nM  END"\tC\ny\t5" tube\nz\t\tCC\n', encoding="utf-8")
    first, torn, last = read(path)

    assert (first.name, first.molblock, first.smiles, first.place.line) == ("x", "\n\nM  END", "C", 2)
    assert torn.problem == "row has 2 cells but the header has 3"
    assert (last.name, last.place.line) == ("z", 6)
