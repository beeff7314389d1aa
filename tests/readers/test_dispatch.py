"""One front door: the reader is chosen by name and content."""

import gzip
import io
import itertools
import json
import os
import tempfile
import tracemalloc
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaba_analogs.errors import InputError
from gaba_analogs.readers import SUFFIXES, read

RECORDS = Path(__file__).parents[3] / "shared" / "records"

SDF = "methane\n\n\n  0  0  0  0  0  0  0  0  0  0999 V2000\nM  END\n> <SMILES>\nC\n\n$$$$\n"
BOX = "Methane\n\n{{Chembox\n| Name = methane\n| SMILES = C\n| InChIKey = VNWKTOKETHGBQD-UHFFFAOYSA-N\n}}\n"
PUBCHEM = json.dumps({"PropertyTable": {"Properties": [{"CID": 297, "SMILES": "C", "Title": "methane"}]}}, indent=2)
CSV = "name,smiles\nmethane,C\n"
TSV = "name\tsmiles\nmethane\tC\n"
JSONL = '{"name": "methane", "smiles": "C"}\n{"name": "ethane", "smiles": "CC"}\n'
SMILES_LIST = "C methane\nCC ethane\n"


def parquet_bytes():
    """Give a Parquet file of one compound."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"name": ["methane"], "smiles": ["C"]}), sink)
    return sink.getvalue()


def write(folder, name, content):
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def first(records):
    """Give name and SMILES of the first record."""
    record = next(records)
    return record.name, record.smiles


# ------------------------------------------------------------------------------------------------
# Formats


NAMED = [
    ("a.wikitext", BOX),
    ("a.wiki", BOX),
    ("a.txt", BOX),
    ("a.txt", TSV),
    ("a.txt", CSV),
    ("a.txt", SMILES_LIST),
    ("a.txt", SDF),
    ("a.txt", JSONL),
    ("a.csv", CSV),
    ("a.CSV", CSV),
    ("a.csv", "name;smiles\nmethane;C\n"),
    ("a.tsv", TSV),
    ("a.tab", TSV),
    ("a.jsonl", JSONL),
    ("a.jsonl", json.dumps([{"name": "methane", "smiles": "C"}], indent=1)),
    ("a.ndjson", JSONL),
    ("a.json", JSONL),
    ("a.json", json.dumps({"name": "methane", "smiles": "C"})),
    ("a.json", json.dumps([{"name": "methane", "smiles": "C"}])),
    ("a.json", json.dumps({"name": "methane", "smiles": "C"}, indent=1)),
    ("a.json", PUBCHEM),
    ("a.sdf", SDF),
    ("a.sd", SDF),
    ("a.mol", SDF.split("> ", maxsplit=1)[0]),
    ("a.smi", SMILES_LIST),
    ("a.smiles", "smiles name\nC methane\n"),
    ("a.cxsmiles", "C |$a$| methane\n"),
    ("a.smi", "C,methane\n"),
    ("a.smi", "methane\tC\n"),
    ("a.smi", "smiles\tinchikey\tname\nC\tVNWKTOKETHGBQD-UHFFFAOYSA-N\tmethane\n"),
    ("a.parquet", parquet_bytes()),
    ("no-suffix", CSV),
    ("a.data", parquet_bytes()),
]


@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(("name", "content"), NAMED)
def test_formats(tmp_path, name, content, compressed):
    """Each format is read under its names, compressed or not."""
    data = content if isinstance(content, bytes) else content.encode()
    path = write(tmp_path, name + ".gz" * compressed, gzip.compress(data) if compressed else data)
    record = next(read(path))

    assert record.name == "methane"
    assert record.smiles == "C" or record.molblock or record.smiles == "C |$a$|"
    assert record.place.source == str(path)


@pytest.mark.parametrize("content", [BOX, CSV, TSV, JSONL, SMILES_LIST, SDF, PUBCHEM, parquet_bytes()])
def test_standard_input(content):
    """Standard input is recognised by content alone, also when it cannot be sought in."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    data = content if isinstance(content, bytes) else content.encode()
    for stdin in (io.BytesIO(data), Pipe(data), io.BytesIO(gzip.compress(data))):
        record = next(read("-", stdin=stdin))
        assert (record.name, record.smiles, record.place.source) == ("methane", "C", "<stdin>")


def test_gzip_without_the_name(tmp_path):
    """Magic bytes decide, whatever the name."""
    assert first(read(write(tmp_path, "a.csv", gzip.compress(CSV.encode())))) == ("methane", "C")


def test_source_is_as_the_user_named_it(tmp_path, monkeypatch):
    """A relative path stays relative in the record's place."""
    write(tmp_path, "a.csv", CSV)
    monkeypatch.chdir(tmp_path)

    assert next(read("a.csv")).place.source == "a.csv"


def test_a_pipe():
    """An input that can be read only once is read once."""
    reading, writing = os.pipe()
    os.write(writing, CSV.encode())
    os.close(writing)

    assert first(read(f"/dev/fd/{reading}")) == ("methane", "C")
    os.close(reading)


def test_mapping(tmp_path):
    """A mapping reaches the reader."""
    path = write(tmp_path, "a.csv", "Drawn,Code\nC,methane\n")

    assert first(read(path, mapping={"smiles": "Drawn", "name": "Code"})) == ("methane", "C")


def test_damage_behind_good_records(tmp_path):
    """Records come lazily: those before the damage are given first."""
    rows = "".join(f"n{number},{'C' * (number % 40 + 1)}\n" for number in range(100_000))
    data = gzip.compress(f"name,smiles\n{rows}".encode())
    records = read(write(tmp_path, "a.csv.gz", data[: len(data) // 2]))
    got = []
    with pytest.raises(InputError, match="truncated"):
        drain(records, got)

    assert len(got) > 1000
    assert all(record.problem is None for record in got)
    assert [record.name for record in got] == [f"n{number}" for number in range(len(got))]


def drain(records, into):
    """Collect records one by one, also when an error follows."""
    for record in records:
        into.append(record)


# ------------------------------------------------------------------------------------------------
# Errors


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("a.csv", "", "empty", id="empty"),
        pytest.param("a.csv", "\n \n\t\n", "empty", id="blank-lines"),
        pytest.param("a.csv", "\ufeff", "empty", id="only-a-mark"),
        pytest.param("a.csv", gzip.compress(b""), "empty", id="empty-gzip"),
        pytest.param("a.csv", "name,smiles\n", "no record", id="header-only"),
        pytest.param("a.csv", b"PK\x03\x04" + bytes(100), "Excel", id="workbook"),
        pytest.param("a.csv", bytes(range(256)) * 20, "binary", id="binary"),
        pytest.param("a.csv", "a,b,c\n1,2,3\n", "no column recognised; found a, b, c", id="no-column"),
        pytest.param("a.csv.gz", gzip.compress(CSV.encode())[:-12], "truncated", id="truncated-gzip"),
        pytest.param("a.csv.gz", b"\x1f\x8b" + b"junk" * 9, "damaged", id="damaged-gzip"),
        pytest.param("a.parquet", parquet_bytes()[:-20], "Parquet data are damaged or truncated", id="parquet"),
        pytest.param("a.parquet", CSV, "text, not Parquet", id="text-as-parquet"),
        pytest.param("a.json", '{"smiles": "C"', "not valid JSON", id="broken-json"),
        pytest.param("a.json", '{"Fault": {"Message": "No CID found"}}', "No CID found", id="fault"),
        pytest.param("a.sdf", CSV, "not an SD file", id="text-as-sdf"),
        pytest.param("a.txt", "Once upon a time there was.\n", "no column recognised", id="prose"),
        pytest.param("a.html", "<html><body></body></html>", "HTML", id="web-page"),
    ],
)
def test_unreadable_content(tmp_path, name, content, said):
    """What is wrong is said in one line that starts with the path."""
    path = write(tmp_path, name, content)
    with pytest.raises(InputError, match=said) as caught:
        list(read(path))

    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("gaba.cvs", "no such file: did you mean .*gaba.csv", id="misspelt"),
        pytest.param("nothing-like-it.sdf", "no such file: check the path", id="missing"),
        pytest.param("", "this is a folder", id="folder"),
        pytest.param("gaba.csv/x", "cannot be read", id="file-as-folder"),
        pytest.param("a\0b", "cannot be read", id="nul-in-path"),
        pytest.param("x" * 5000, "cannot be read", id="too-long"),
    ],
)
def test_unreadable_paths(tmp_path, name, said):
    """A path that leads to nothing is an error before the first record is asked for."""
    write(tmp_path, "gaba.csv", CSV)
    with pytest.raises(InputError, match=said):
        read(f"{tmp_path}/{name}")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_permission_denied(tmp_path):
    """A file that may not be read says so."""
    path = write(tmp_path, "a.csv", CSV)
    path.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        read(path)


def test_refused_open(tmp_path, monkeypatch):
    """Whatever the system says when a file is opened is passed on."""
    path = write(tmp_path, "a.csv", CSV)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"Permission denied.*permissions"):
        read(path)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        pytest.param({"smile": "x"}, "unknown field 'smile'.*did you mean smiles", id="field"),
        pytest.param({"smiles": "smile"}, "no column 'smile'; found name, smiles: did you mean 'smiles'", id="column"),
    ],
)
def test_wrong_mapping(tmp_path, mapping, said):
    """A wrong mapping is answered with what it may have meant."""
    path = write(tmp_path, "a.csv", CSV)
    with pytest.raises(InputError, match=said):
        list(read(path, mapping=mapping))


@pytest.mark.parametrize(("name", "content"), [("a.smi", SMILES_LIST), ("a.wiki", BOX)])
def test_mapping_without_columns(tmp_path, name, content):
    """A mapping makes no sense where there are no columns."""
    with pytest.raises(InputError, match="no columns to name"):
        list(read(write(tmp_path, name, content), mapping={"smiles": "x"}))


# ------------------------------------------------------------------------------------------------
# Any bytes, any size


SEEDS = [seed if isinstance(seed, bytes) else seed.encode() for _, seed in NAMED]
SEEDS += [
    CSV.encode("utf-16"),
    gzip.compress(CSV.encode()),
    b'a,"b\n' * 3,
    b"\0" * 9,
    b"name,smiles\n\xff\xfe\x00,C\n",
]


@st.composite
def damaged(draw):
    """Give a good file with a piece cut out, overwritten or repeated."""
    data = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, len(data)))
    return data[:start] + draw(st.binary(max_size=20)) * draw(st.integers(0, 3)) + data[end:]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    suffix=st.sampled_from([*SUFFIXES, ".txt", "", ".csv.gz"]),
    data=st.one_of(st.binary(max_size=300), damaged(), st.text(max_size=200).map(str.encode)),
)
def test_any_bytes(suffix, data):
    """Whatever the bytes and the name, there are records or one clear line, never a traceback."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), f"a{suffix}", data)
        complaint = None
        try:
            for record in read(path):
                for _, text in record.stated():
                    text.encode()
        except InputError as error:
            complaint = str(error)
    assert complaint is None or (complaint.startswith(folder) and "\n" not in complaint)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
            st.text("CNO=#()[]+-1.,;\"'|\t \n", max_size=20),
        ),
        min_size=1,
        max_size=8,
    ),
    delimiter=st.sampled_from([",", ";", "|"]),
)
def test_quoted_cells_come_back(rows, delimiter):
    """What RFC 4180 can write is read back, blanks at the ends apart."""
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    lines = [delimiter.join(row) for row in [["name", "smiles"], *quoted]]
    stdin = io.BytesIO(("\n".join(lines) + "\n").encode())
    expected = [tuple(cell.strip(" \t\r\n\f\v") or None for cell in row) for row in rows]

    assert [(r.name, r.smiles) for r in read("-", stdin=stdin)] == expected


class Endless:
    """A stream that makes its content up, `count` times the same piece."""

    def __init__(self, head, piece, count):
        self._chunks = itertools.chain([head + piece], itertools.repeat(piece * 100, count // 100))

    def read(self, _size):
        """Give the next part of the content."""
        return next(self._chunks, b"")

    def seekable(self):
        """Tell that there is no way back."""
        return False


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        pytest.param(b"name,smiles\n", b'GABA,"NCCCC(=O)O"\n', id="csv"),
        pytest.param(b"", b'{"name": "GABA", "smiles": "NCCCC(=O)O"}\n', id="jsonl"),
        pytest.param(b"", SDF.encode(), id="sdf"),
        pytest.param(b"", b"NCCCC(=O)O GABA\n", id="smi"),
    ],
)
def test_memory_does_not_grow(head, piece):
    """Reading many records takes no more memory than reading few."""
    peaks = []
    for count in (5_000, 20_000):
        tracemalloc.start()
        assert sum(1 for _ in read("-", stdin=Endless(head, piece, count))) == count + 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 3_000_000  # 15,000 records would take more than twice that


# ------------------------------------------------------------------------------------------------
# Records that others published


def shared(name):
    """Give the path of a published file, or skip."""
    path = RECORDS / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


# Counts: lines of the file without the header, entries by their separators, rows of the Parquet footer.
@pytest.mark.parametrize(
    ("name", "count", "fields"),
    [
        (
            "chemicals_pubchem_large_dev.parquet",
            20781,
            {"smiles": 20781, "inchi": 20781, "molecular_weight": 20781},
        ),
        ("chemicals_inorganic_dev.tsv", 165, {"formula": 165, "cas": 165}),
        ("massbank_compounds_dev.tsv", 3532, {"smiles": 3532, "monoisotopic_mass": 3532, "name": 3532}),
        ("report_compounds_dev.tsv", 10289, {"connectivity_smiles": 9466, "smiles": 4558}),
        ("covid_moonshot_ids_dev.csv", 6348, {"smiles": 6348, "name": 6348, "pubchem_cid": 0}),
        ("JUMP-Target-1_compound_metadata.tsv", 307, {"smiles": 307, "inchikey": 307, "pubchem_cid": 307}),
        ("wikipedia_title_smiles_dev.tsv", 7477, {"name": 7477, "smiles": 7477}),
        ("gsrs_chemicals_dev.json", 12, {"smiles": 12, "molblock": 12, "charge": 12}),
        ("sdf/pubchem_200.sdf.gz", 200, {"molblock": 200, "pubchem_cid": 200}),
        ("sdf/nci_first_200_props.sdf.gz", 200, {"molblock": 200, "smiles": 200}),
        ("sdf/chembl30_first_36.sdf.gz", 36, {"molblock": 36, "chembl_id": 36}),
        ("pug/record_CID_4.json", 1, {"smiles": 1, "connectivity_smiles": 1, "monoisotopic_mass": 1}),
        ("pug/pugview_CID_5742.json.gz", 1, {"inchi": 1, "connectivity_smiles": 1, "cas": 1}),
        ("opsin/ions.txt", 11, {"name": 11, "inchi": 11}),
        ("baclofen-article.txt", 1, {"smiles": 1, "inchikey": 1}),
    ],
)
def test_published_files(name, count, fields):
    """Real files give one record per row, entry or line, none with a problem."""
    records = list(read(shared(name)))
    found = Counter(field for record in records for field, _ in record.stated())

    assert len(records) == count
    assert [record.place.row for record in records if record.place.row] in ([], list(range(1, count + 1)))
    assert not [record.problem for record in records if record.problem]
    assert {field: found[field] for field in fields} == fields


@pytest.mark.parametrize("name", ["sdf/pubchem_200.sdf.gz", "sdf/nci_first_200_props.sdf.gz"])
def test_published_molblocks_are_verbatim(name):
    """Molblocks are cut out of the file without a change."""
    text = gzip.decompress(shared(name).read_bytes()).decode()
    blocks = [entry.split("M  END")[0] + "M  END" for entry in text.split("$$$$\n")[:-1]]

    assert [record.molblock for record in read(RECORDS / name)] == blocks
