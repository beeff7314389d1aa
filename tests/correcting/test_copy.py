"""The corrected copy: determined corrections applied, everything else byte for byte as it was."""

import bz2
import codecs
import csv
import gzip
import io
import itertools
import lzma
import os

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fixing import BACLOFEN, GABA, WRONG, fix, reports, written
from gaba_analogs import readers
from gaba_analogs.cli import main as cli
from gaba_analogs.correcting import collected
from gaba_analogs.correcting.collected import CHANGES_COLUMN
from gaba_analogs.correcting.copy import CorrectedCopy
from gaba_analogs.errors import InputError
from gaba_analogs.readers.wiki.wikitext import read_wikitext
from gaba_analogs.results.filling import Tried

REMARK = f"inchikey: {WRONG} -> {BACLOFEN} (inchikey contradicts SMILES [inchikey-mismatch])"


# What is not corrected stays


def zstd(data):
    """Compress with zstd."""
    return pa.compress(data, codec="zstd", asbytes=True)


def unzstd(data):
    """Decompress zstd data."""
    with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
        return stream.read()


NEWLINES = {"lf": ["\n"], "crlf": ["\r\n"], "cr": ["\r"], "mixed": ["\r\n", "\n", "\r"]}
MARKS = {
    "no-mark": (b"", "utf-8"),
    "utf-8-mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le-mark": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be-mark": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-32-mark": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "windows-1252": (b"", "cp1252"),
}
COMPRESSIONS = {
    "": (bytes, bytes),
    ".gz": (gzip.compress, gzip.decompress),
    ".bz2": (bz2.compress, bz2.decompress),
    ".xz": (lzma.compress, lzma.decompress),
    ".zst": (zstd, unzstd),
}
ROWS = ["GABA,NCCCC(=O)O,{gaba}", "Baclofène,NCC(CC(=O)O)c1ccc(Cl)cc1,{key}", "Taurine,NCCS(=O)(=O)O,"]
ARTICLE = [
    "{{{{Drugbox",
    "| drug_name = Baclofène <!-- keep -->",
    "| smiles = NCC(CC(=O)O)c1ccc(Cl)cc1",
    "| StdInChIKey = {key}",
    "}}}}",
    "It is a drug.<ref>x</ref>",
]
FORMATS = {
    "comma": ("drugs.csv", ["name,SMILES,InChIKey{title}", *(f"{row}{{{n}}}" for n, row in enumerate(ROWS))]),
    "tab": ("drugs.tsv", ["name\tSMILES\tInChIKey{title}", *(f"{row}{{{n}}}" for n, row in enumerate(ROWS))]),
    "semicolon": ("drugs.csv", ["name;SMILES;InChIKey{title}", *(f"{row}{{{n}}}" for n, row in enumerate(ROWS))]),
    "quoted": ("drugs.csv", ['"name","SMILES","InChIKey"{title}', *(f'"{row}"{{{n}}}' for n, row in enumerate(ROWS))]),
    "preamble": (
        "drugs.csv",
        [
            "sep=,",
            "# licence: CC0",
            "",
            "name,SMILES,InChIKey{title}",
            "{row0}{0}".replace("{row0}", ROWS[0]),
            "",
            f"{ROWS[1]}{{1}}",
            f"{ROWS[2]}{{2}}",
            "",
        ],
    ),
    "no-suffix": ("drugs", ["name,SMILES,InChIKey{title}", *(f"{row}{{{n}}}" for n, row in enumerate(ROWS))]),
    "article": ("baclofen.wikitext", ARTICLE),
    "article-in-txt": ("baclofen.txt", ARTICLE),
}
"""Name of a file and its lines, with places for the key of baclofen and the cells of the column of changes."""


def text_of(form, key, newlines, *, final, column):
    """Write the lines of a format, with or without the column of changes."""
    name, lines = FORMATS[form]
    delimiter = {"tab": "\t", "semicolon": ";"}.get(form, ",")
    if form in {"tab", "semicolon"}:
        lines = [line.replace(",", delimiter) for line in lines]
    if form == "quoted":
        lines = [lines[0], *(line.replace(",", '","') for line in lines[1:])]
    quote = '"' if form == "quoted" else ""
    cells = [f"{delimiter}{quote}{text}{quote}" if column else "" for text in (CHANGES_COLUMN, "", REMARK, "")]
    filled = [line.format(*cells[1:], title=cells[0], key=key, gaba=GABA) for line in lines]
    ends = itertools.islice(itertools.cycle(newlines), len(filled))
    text = "".join(line + end for line, end in zip(filled, ends, strict=True))
    return name, text if final else text.rstrip("\r\n")


@pytest.mark.parametrize("final", [True, False], ids=["final-newline", "no-final-newline"])
@pytest.mark.parametrize("suffix", COMPRESSIONS, ids=[suffix or "plain" for suffix in COMPRESSIONS])
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("newline", NEWLINES)
@pytest.mark.parametrize("form", FORMATS)
def test_only_the_corrections_differ(tmp_path, form, newline, mark, suffix, final):  # noqa: PLR0917 - a product
    """Without a fault the copy is the input byte for byte; with one only its cell differs, and the column says why."""
    compress, decompress = COMPRESSIONS[suffix]
    bom, encoding = MARKS[mark]
    name, text = text_of(form, WRONG, NEWLINES[newline], final=final, column=False)
    _, expected = text_of(form, BACLOFEN, NEWLINES[newline], final=final, column="article" not in form)
    path = tmp_path / f"{name}{suffix}"
    path.write_bytes(compress(bom + text.encode(encoding)))
    row = 1 if "article" in form else 2

    assert fix(path, {}) == path.read_bytes()
    assert decompress(fix(path, {row: {"inchikey": BACLOFEN}})) == bom + expected.encode(encoding)


@pytest.mark.parametrize("source", COMPRESSIONS, ids=[suffix or "plain" for suffix in COMPRESSIONS])
@pytest.mark.parametrize("target", COMPRESSIONS, ids=[suffix or "plain" for suffix in COMPRESSIONS])
def test_the_name_of_the_copy_says_how_it_is_compressed(tmp_path, source, target):
    """Whatever the compression of the input, the content is the same."""
    text = b"smiles,name\r\nNCCCC(=O)O,GABA"
    path = tmp_path / f"drugs.csv{source}"
    path.write_bytes(COMPRESSIONS[source][0](text))

    assert COMPRESSIONS[target][1](fix(path, {}, target=f"fixed.csv{target}")) == text


WORDS = st.text(st.sampled_from('ab é"\t;,\n\r#'), max_size=6)


@st.composite
def tables(draw):
    """Make tables as programs write them."""
    row = st.tuples(WORDS, st.sampled_from(["NCCCC(=O)O", "C"]), st.just(WRONG), WORDS)
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=draw(st.sampled_from([",", ";", "\t"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])),
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
    )
    writer.writerows([("name", "smiles", "inchikey", "note"), *draw(st.lists(row, min_size=1, max_size=5))])
    return buffer.getvalue()


@settings(max_examples=200, deadline=None)
@given(table=tables(), faulty=st.sets(st.integers(1, 5)))
def test_what_is_written_is_read_as_the_corrected_records(tmp_path_factory, table, faulty):
    """Any table that is read is read again with as many records, the same but for the corrections."""
    path = written(tmp_path_factory.mktemp("fix") / "drugs.csv", table)
    try:
        before = list(readers.read(path))
    except InputError:
        assume(condition=False)
    after_path = path.with_name("fixed.csv")
    after_path.write_bytes(fix(path, {row: {"inchikey": BACLOFEN} for row in faulty}))
    after = list(readers.read(after_path))

    assert len(after) == len(before)
    for row, (one, other) in enumerate(zip(before, after, strict=True), 1):
        expected = BACLOFEN if row in faulty and one.inchikey else one.inchikey
        assert (other.problem is None) == (one.problem is None)
        assert (other.name, other.smiles, other.inchikey) == (one.name, one.smiles, expected)


PIECES = st.sampled_from(["a", ",", '"', "é", " ", ";", "#", "\x1a", f",{WRONG}"])


@settings(max_examples=200, deadline=None)
@given(
    lines=st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=8),
    delimiter=st.sampled_from([",", "\t"]),
    faulty=st.sets(st.integers(1, 8)),
)
def test_broken_rows_are_read_as_before(tmp_path_factory, lines, delimiter, faulty):
    """Rows with stray quotation marks, too few or too many cells do not become well-formed, nor the others broken."""
    text = "\n".join(["name,smiles,inchikey", f"GABA,NCCCC(=O)O,{WRONG}", *lines])
    path = written(tmp_path_factory.mktemp("fix") / "drugs.csv", text.replace(",", delimiter))
    before = list(readers.read(path))
    after_path = path.with_name("fixed.csv")
    after_path.write_bytes(fix(path, {row: {"inchikey": BACLOFEN} for row in {1, *faulty}}))
    after = list(readers.read(after_path))

    assert [record.problem is None for record in after] == [record.problem is None for record in before]
    assert [record.name for record in after] == [record.name for record in before]


# Tables


def test_determined_cells_change_and_say_why(tmp_path):
    """Only the corrected cell differs; a column says what was changed and why."""
    path = written(
        tmp_path / "drugs.csv",
        f"Title,note,SMILES,InChIKey\nGABA,=1+1,NCCCC(=O)O,{GABA}\n"
        f'Baclofen," a, ""b""",NCC(CC(=O)O)c1ccc(Cl)cc1, "{WRONG} "\n',
    )

    assert fix(path, {2: {"inchikey": BACLOFEN}}).decode() == (
        f"Title,note,SMILES,InChIKey,{CHANGES_COLUMN}\nGABA,=1+1,NCCCC(=O)O,{GABA},\n"
        f'Baclofen," a, ""b""",NCC(CC(=O)O)c1ccc(Cl)cc1, "{BACLOFEN} ","{REMARK}"\n'
    )


def test_original_is_untouched(tmp_path):
    """The input keeps its bytes."""
    path = written(tmp_path / "drugs.csv", f"smiles,inchikey\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n")
    before = path.read_bytes()
    fix(path, {1: {"inchikey": BACLOFEN}})

    assert path.read_bytes() == before


def test_a_corrected_cell_is_quoted_where_it_must_be(tmp_path):
    """An InChI has commas, which an unquoted cell cannot hold."""
    inchi = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
    path = written(tmp_path / "drugs.csv", "smiles,inchi\nNCCCC(=O)O,InChI=1S/C4H9NO2\n")
    _, row = csv.reader(io.StringIO(fix(path, {1: {"inchi": inchi}}).decode()))

    assert row[:2] == ["NCCCC(=O)O", inchi]


def test_a_correction_without_a_column_changes_nothing(tmp_path):
    """What the table does not state is not added, and no column says so."""
    path = written(tmp_path / "drugs.csv", "smiles,name\nNCCCC(=O)O,GABA\n")

    assert fix(path, {1: {"formula": "C4H9NO2"}}) == path.read_bytes()


def test_short_rows_stay_short(tmp_path):
    """A row that could not be read is not corrected, and those after it keep their corrections."""
    path = written(tmp_path / "drugs.csv", f"smiles,inchikey\n\nNCCCC(=O)O\n\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n")
    lines = fix(path, {1: {"smiles": "X"}, 2: {"inchikey": BACLOFEN}}).decode().split("\n")

    assert lines[:4] == [f"smiles,inchikey,{CHANGES_COLUMN}", "", "NCCCC(=O)O,", ""]
    assert lines[4] == f"NCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN},{REMARK}"


def test_a_long_row_says_that_it_was_not_corrected(tmp_path):
    """A comma in an unquoted name makes a row one cell longer: with the new column it would seem well-formed."""
    path = written(
        tmp_path / "drugs.csv",
        f"name,smiles,inchikey\nbutane-1,4-diol,OCCCCO,{GABA}\nBaclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n",
    )
    lines = fix(path, {2: {"inchikey": BACLOFEN}}).decode().split("\n")

    assert lines[1] == f"butane-1,4-diol,OCCCCO,{GABA},not corrected: row has 4 cells but the header has 3"


def test_blank_cells_behind_the_last_column(tmp_path):
    """What was changed stands in its own column."""
    path = written(tmp_path / "drugs.csv", f"smiles,inchikey\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG},\nNCCCC(=O)O,,\n")

    assert fix(path, {1: {"inchikey": BACLOFEN}}).decode() == (
        f"smiles,inchikey,{CHANGES_COLUMN}\nNCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN},{REMARK},\nNCCCC(=O)O,,,\n"
    )


def test_row_names_of_r(tmp_path):
    """R writes no title above the names of rows: it gets an empty one, without which the new cells would count."""
    path = written(
        tmp_path / "drugs.csv", f"smiles,inchikey\nbaclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\ngaba,NCCCC(=O)O,{GABA}\n"
    )
    fixed = written(tmp_path / "fixed.csv", fix(path, {1: {"inchikey": BACLOFEN}}).decode())

    assert fixed.read_text().startswith(f",smiles,inchikey,{CHANGES_COLUMN}\n")
    assert [record.inchikey for record in readers.read(fixed)] == [BACLOFEN, GABA]


def test_row_of_units(tmp_path):
    """It is no record, so that corrections find their rows; it stays."""
    path = written(
        tmp_path / "drugs.csv", f"smiles,inchikey,MW\n,,g/mol\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG},213.66\nC,,16.04\n"
    )

    assert fix(path, {1: {"inchikey": BACLOFEN}}).decode() == (
        f"smiles,inchikey,MW,{CHANGES_COLUMN}\n,,g/mol,\nNCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN},213.66,{REMARK}\nC,,16.04,\n"
    )


def test_last_column_without_a_title(tmp_path):
    """It gets an empty title, so that that of the changes stands above them."""
    path = written(tmp_path / "drugs.csv", f"smiles,inchikey\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG},a note\n")

    assert fix(path, {1: {"inchikey": BACLOFEN}}).decode() == (
        f"smiles,inchikey,,{CHANGES_COLUMN}\nNCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN},a note,{REMARK}\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("CID-InChI-Key", "2284\tInChI=1S/x\t{}\n119\tInChI=1S/y\t" + GABA + "\n", id="listing-of-pubchem"),
        pytest.param(
            "drugs.csv", "Baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,{}\nGABA,NCCCC(=O)O," + GABA + "\n", id="no-header"
        ),
        pytest.param("drugs.csv", "inchikey\n{}\n" + GABA + "\n", id="one-column"),
    ],
)
def test_no_place_for_the_column_of_changes(tmp_path, name, text):
    """Without a header, or with one column, the table is corrected and keeps its shape."""
    path = written(tmp_path / name, text.format(WRONG))

    assert fix(path, {1: {"inchikey": BACLOFEN}}).decode() == text.format(BACLOFEN)


def test_a_corrected_copy_is_corrected_again(tmp_path):
    """The column of changes is there already and takes the new remark behind the old one."""
    path = written(
        tmp_path / "drugs.csv",
        f"smiles,inchikey,{CHANGES_COLUMN}\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG},cas: earlier\nC,,\n",
    )

    assert fix(path, {1: {"inchikey": BACLOFEN}}).decode() == (
        f"smiles,inchikey,{CHANGES_COLUMN}\nNCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN},cas: earlier; {REMARK}\nC,,\n"
    )


def test_quoted_titles_of_a_table_with_tabs(tmp_path):
    """Quotation marks around every title say that cells are quoted, so that the new title has them too."""
    path = written(
        tmp_path / "drugs.tsv", f'"name"\t"smiles"\t"inchikey"\t\n"a\tb"\t"NCC(CC(=O)O)c1ccc(Cl)cc1"\t"{WRONG}"\t1\n'
    )
    fixed = written(tmp_path / "fixed.tsv", fix(path, {1: {"inchikey": BACLOFEN}}).decode())

    assert [(record.name, record.inchikey) for record in readers.read(fixed)] == [("a\tb", BACLOFEN)]


def test_mapped_column_is_corrected(tmp_path):
    """A column that --map names takes the correction."""
    path = written(tmp_path / "drugs.csv", f"smiles,KEY\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n")

    assert f",{BACLOFEN},inchikey" in fix(path, {1: {"inchikey": BACLOFEN}}, mapping={"inchikey": "KEY"}).decode()


def test_encodings_of_single_lines_stay(tmp_path):
    """A text of mixed encodings keeps them, and a remark is written in that of its line."""
    path = tmp_path / "drugs.csv"
    rows = [b"name,smiles,charge", "Baclofène,C,−1".encode(), "Baclofène,C,−1".replace("−", "-").encode("cp1252")]
    path.write_bytes(b"\n".join(rows))
    header, greek, latin = fix(path, {1: {"charge": "0"}, 2: {"charge": "0"}}).split(b"\n")

    assert header.startswith(rows[0])
    assert greek.startswith("Baclofène,C,0,charge: −1 -> 0".encode())
    assert latin.startswith("Baclofène,C,0,charge: -1 -> 0".encode("cp1252"))


def test_many_corrections_go_to_disk(tmp_path, monkeypatch):
    """More corrections than memory is meant to hold are written all the same."""
    monkeypatch.setattr(collected, "IN_MEMORY", 100)
    rows = "".join(f"NCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n" for _ in range(200))
    path = written(tmp_path / "drugs.csv", f"smiles,inchikey\n{rows}")
    text = fix(path, {row: {"inchikey": BACLOFEN} for row in range(1, 201)}).decode()

    assert text.count(REMARK) == 200


# Articles


def test_wikitext_keeps_what_cannot_be_placed(tmp_path):
    """A correction of a field that the box does not state leaves the others possible."""
    _, text = text_of("article", WRONG, ["\n"], final=True, column=False)
    path = written(tmp_path / "baclofen.txt", text)

    assert fix(path, {1: {"inchikey": BACLOFEN, "cas": "1134-47-0"}}).decode() == text.replace(WRONG, BACLOFEN)


def test_wikitext_with_several_substances(tmp_path):
    """Each record of a box is corrected."""
    box = (
        "{{{{Chembox | Name = Baclofen | SMILES = NCC(CC(=O)O)c1ccc(Cl)cc1 | InChIKey = {} "
        "| SMILES1 = NCCCC(=O)O | InChIKey1 = {} }}}}\n"
    )
    path = written(tmp_path / "two.wiki", box.format(WRONG, WRONG))
    rows = [record.place.row for record in read_wikitext(path.read_text(), source="two.wiki")]
    corrections = dict(zip(rows, ({"inchikey": BACLOFEN}, {"inchikey": GABA}), strict=True))

    assert fix(path, corrections).decode() == box.format(BACLOFEN, GABA)


def test_a_value_over_several_lines(tmp_path):
    """Lines that a correction replaces go; all others keep their ends."""
    text = "{{Drugbox\r\n| smiles = NCC(CC(=O)O)c1ccc(\n Cl)cc1\r\n| molecular_weight = 213.66\r\n}}\r"
    path = written(tmp_path / "baclofen.wiki", text)
    fixed = fix(path, {1: {"smiles": "NCCCC(=O)O"}}).decode()

    assert fixed == "{{Drugbox\r\n| smiles = NCCCC(=O)O\r\n| molecular_weight = 213.66\r\n}}\r"


# What is refused


@pytest.mark.parametrize("suffix", COMPRESSIONS, ids=[suffix or "plain" for suffix in COMPRESSIONS])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("table.parquet", "Parquet"),
        ("table.md", "Markdown"),
        ("list.smi", "a list of SMILES"),
    ],
)
def test_other_formats_are_refused(tmp_path, name, words, suffix):
    """What cannot be written back faithfully is refused, behind compression too."""
    path = tmp_path / f"{name}{suffix}"
    path.write_bytes(COMPRESSIONS[suffix][0](b"PAR1" if words == "Parquet" else b"x"))

    with pytest.raises(InputError, match=f"this is {words}"):
        CorrectedCopy(str(path), "fixed.csv")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("<mediawiki><page><title>GABA</title></page></mediawiki>", "a MediaWiki dump", id="dump"),
        pytest.param("NCCCC(=O)O GABA\nC methane\n", "a list of SMILES", id="list"),
        pytest.param("<drug><name>GABA</name></drug>", "XML", id="xml"),
    ],
)
def test_other_contents_are_refused(tmp_path, content, words):
    """A file that is named after no format is refused by its content."""
    path = written(tmp_path / "input.txt", content)

    with pytest.raises(InputError, match=f"this is {words}"):
        CorrectedCopy(str(path), "fixed.txt")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("drugs.csv", "fixed.csv"),
        ("drugs.csv", "fixed.csv.gz"),
        ("drugs.csv", "fixed.txt"),
        ("drugs.txt", "fixed.csv"),
        ("drugs.txt", "fixed.tsv"),
    ],
)
def test_a_name_for_the_copy(tmp_path, source, target):
    """The copy may have any name that promises nothing else than what it is."""
    path = written(tmp_path / source, f"smiles,inchikey\nC,{WRONG}\n")

    assert fix(path, {}, target=target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("drugs.csv", "fixed.tsv"),
        ("drugs.csv", "fixed.xslx"),
        ("drugs.csv", "fixed.cvs"),
        ("drugs.tsv", "fixed.csv.gz"),
        ("drugs.csv", "fixed.sdf"),
        ("drugs.txt", "fixed.wikitext"),
        ("drugs.csv", "fixed.parquet"),
    ],
)
def test_a_wrong_name_for_the_copy(tmp_path, source, target):
    """A name that promises another format or another delimiter is refused: the copy keeps both."""
    path = written(tmp_path / source, f"smiles,inchikey\nC,{WRONG}\n")

    with pytest.raises(InputError, match="same ending"):
        CorrectedCopy(str(path), target)


def test_an_input_that_changed_is_not_passed_off(tmp_path):
    """Corrections belong to the rows that were verified, not to those that stand there now."""
    path = written(tmp_path / "drugs.csv", f"smiles,inchikey\nC,{WRONG}\n")
    copy = CorrectedCopy(str(path), "fixed.csv")
    list(copy.collect(Tried(report, True, {}) for report in reports(str(path), {1: {"inchikey": BACLOFEN}})))
    with path.open("a") as file:
        file.write("N,\n")

    with pytest.raises(InputError, match="changed during the run"):
        copy.write(tmp_path / "copy.part")


def test_damaged_utf_16_is_not_guessed_at(tmp_path):
    """Half a character cannot be written again as it was."""
    path = tmp_path / "drugs.csv"
    path.write_bytes(f"smiles,inchikey\nC,{WRONG}\n".encode("utf-16") + b"x")

    assert fix(path, {}) == path.read_bytes()
    with pytest.raises(InputError, match="not valid UTF-16-LE"):
        fix(path, {1: {"inchikey": BACLOFEN}})


def test_a_long_table_is_read_in_pieces(tmp_path):
    """A row far into a compressed table is corrected."""
    noise = os.urandom(20).hex()
    rows = "".join(f"C,{noise},\r\n" for _ in range(20_000))
    text = f"smiles,note,inchikey\r\n{rows}N,,{WRONG}"
    path = tmp_path / "drugs.csv.xz"
    path.write_bytes(lzma.compress(text.encode(), preset=0))
    fixed = lzma.decompress(fix(path, {20_001: {"inchikey": BACLOFEN}})).decode()

    assert fixed == text.replace(",\r\n", ",,\r\n").replace("inchikey\r\n", f"inchikey,{CHANGES_COLUMN}\r\n").replace(
        WRONG, f"{BACLOFEN},{REMARK}"
    )


# The command


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_copies_a_table_without_faults(folder, capsys):
    """Byte for byte, although every record was verified."""
    path = written(
        folder / "drugs.csv", f'\ufeffname,smiles,inchikey\r\n"GABA",NCCCC(=O)O,{GABA}\r\nGABA,NCCCC(=O)O,{GABA}'
    )
    code = cli.main(["drugs.csv", "--fix", "--output", "fixed.csv", "--quiet"])

    assert (code, capsys.readouterr().err) == (0, "")
    assert (folder / "fixed.csv").read_bytes() == path.read_bytes()


def test_the_command_corrects_a_compressed_table(folder):
    """The monoisotopic mass in place of the average one is put right, and the copy is compressed as its name says."""
    row = f"GABA;NCCCC(=O)O;C4H9NO2;{GABA};"  # CID 119: 103.12 g/mol, 103.0633 Da
    (folder / "drugs.csv.bz2").write_bytes(
        bz2.compress(f"name;smiles;formula;inchikey;mw\r\n{row}103.0633\r\n".encode())
    )
    code = cli.main(["drugs.csv.bz2", "--fix", "--output", "fixed.csv.xz", "--quiet"])
    header, fixed, rest = lzma.decompress((folder / "fixed.csv.xz").read_bytes()).decode().split("\r\n")

    assert code == 1
    assert (header, rest) == (f"name;smiles;formula;inchikey;mw;{CHANGES_COLUMN}", "")
    assert fixed.startswith(f"{row}103.12")


@pytest.mark.parametrize(
    ("name", "output", "message"),
    [
        pytest.param("t.smi.bz2", "fixed.smi", "this is a list of SMILES", id="list-behind-compression"),
        pytest.param("t.sdf", "fixed.csv", "same ending", id="other-format"),
        pytest.param("drugs.csv", "fixed.html", "not html", id="report-by-its-ending"),
        pytest.param("drugs.csv", "fixed.tsv", "same ending", id="other-delimiter"),
        pytest.param("folder", "fixed.csv", "needs a file", id="folder"),
        pytest.param("pipe", "fixed.csv", "needs a file", id="pipe"),
        pytest.param("missing.csv", "fixed.csv", "missing.csv: no such file", id="missing"),
    ],
)
def test_the_command_refuses_before_it_writes(folder, capsys, name, output, message):
    """One clear line, and no file."""
    (folder / "t.smi.bz2").write_bytes(bz2.compress(b"NCCCC(=O)O GABA\n"))
    written(folder / "t.sdf", "GABA\n\n\n  0  0\nM  END\n$$$$\n")
    written(folder / "drugs.csv", f"smiles,inchikey\nNCCCC(=O)O,{GABA}\n")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    before = sorted(folder.iterdir())
    code = cli.main([name, "--fix", "--output", output])
    err = capsys.readouterr().err

    assert (code, err.count("\n")) == (2, 1)
    assert message in err
    assert sorted(folder.iterdir()) == before
