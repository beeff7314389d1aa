"""One front door: the reader is chosen by name and content."""

import bz2
import gzip
import io
import itertools
import json
import lzma
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
from published import SAMPLES, whole

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
    ("a.json", 60 * "\n" + json.dumps([{"name": "methane", "smiles": "C"}])),
    ("a.jsonl", 60 * "\n" + JSONL),
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


def zstd(data):
    """Compress with zstd, in one frame."""
    return pa.compress(data, codec="zstd", asbytes=True)


@pytest.mark.parametrize(
    ("ending", "compress"),
    [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstd)],
)
@pytest.mark.parametrize(("name", "content"), NAMED)
def test_formats(tmp_path, name, content, ending, compress):
    """Each format is read under its names, compressed or not."""
    data = content if isinstance(content, bytes) else content.encode()
    path = write(tmp_path, name + ending, compress(data))
    record = next(read(path))

    assert record.name == "methane"
    assert record.smiles == "C" or record.molblock or record.smiles == "C |$a$|"
    assert record.place.source == str(path)


def stumbles(*_, **__):
    """Fail as a library does that meets what its authors did not think of."""
    raise KeyError("a")


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_a_reader_that_stumbles_costs_its_input(tmp_path, monkeypatch, caplog):
    """It is an error of ours, logged as such; the other files of a folder are read."""
    monkeypatch.setattr("gaba_analogs.readers.tabular.parquet.read_parquet", stumbles)
    write(tmp_path, "a.csv", CSV)
    bad = write(tmp_path, "b.parquet", parquet_bytes())
    write(tmp_path, "c.csv", CSV)

    with pytest.raises(InputError, match=r"internal error in reading it: KeyError: 'a' .*please report it") as refused:
        list(read(bad))
    assert refused.value.path == str(bad)
    records = read(tmp_path)
    assert [next(records).name, next(records).name] == ["methane", "methane"]
    with pytest.raises(InputError, match=r"b\.parquet: internal error"):
        next(records)
    assert "internal error in reading it" in caplog.text


def test_a_file_for_which_the_machine_has_no_room_costs_itself(tmp_path, monkeypatch):
    """What the system refuses while one file of a folder is read says nothing about the others."""

    def refused(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gaba_analogs.readers.tabular.parquet.read_parquet", refused)
    write(tmp_path, "a.parquet", parquet_bytes())
    write(tmp_path, "b.csv", CSV)
    records = read(tmp_path)

    assert next(records).name == "methane"
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read: No space left on device"):
        next(records)


@pytest.mark.parametrize("content", [BOX, CSV, TSV, JSONL, SMILES_LIST, SDF, PUBCHEM, parquet_bytes()])
def test_standard_input(content):
    """Standard input is recognised by content alone, also when it cannot be sought in."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    data = content if isinstance(content, bytes) else content.encode()
    for stdin in (io.BytesIO(data), Pipe(data), io.BytesIO(gzip.compress(data)), Pipe(bz2.compress(data))):
        record = next(read("-", stdin=stdin))
        assert (record.name, record.smiles, record.place.source) == ("methane", "C", "<stdin>")


# Facts of the registries: CHEMBL96 and CID 119 are GABA, CHEMBL701 and CID 2284 baclofen.
GABA = ("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", "BTCSSZJGUNDROE-UHFFFAOYSA-N")
BACLOFEN = (
    "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
    "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
)


def lines(*rows):
    """Write rows with tabs, as the registries do."""
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(
            "chembl_36_chemreps.txt.gz",
            lines(
                ("chembl_id", "canonical_smiles", "standard_inchi", "standard_inchi_key"),
                ("CHEMBL96", "NCCCC(=O)O", *GABA),
                ("CHEMBL701", "NCC(CC(=O)O)c1ccc(Cl)cc1", *BACLOFEN),
            ),
            [
                {"chembl_id": "CHEMBL96", "smiles": "NCCCC(=O)O", "inchi": GABA[0], "inchikey": GABA[1]},
                {
                    "chembl_id": "CHEMBL701",
                    "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1",
                    "inchi": BACLOFEN[0],
                    "inchikey": BACLOFEN[1],
                },
            ],
            id="chembl",
        ),
        pytest.param(
            "CID-SMILES.gz",
            lines(("119", "C(CC(=O)O)CN"), ("2284", "C1=CC(=CC=C1C(CC(=O)O)CN)Cl")),
            [
                {"pubchem_cid": "119", "smiles": "C(CC(=O)O)CN"},
                {"pubchem_cid": "2284", "smiles": "C1=CC(=CC=C1C(CC(=O)O)CN)Cl"},
            ],
            id="cid-smiles",
        ),
        pytest.param(
            "CID-InChI-Key.gz",
            lines(("119", *GABA), ("2284", *BACLOFEN)),
            [
                {"pubchem_cid": "119", "inchi": GABA[0], "inchikey": GABA[1]},
                {"pubchem_cid": "2284", "inchi": BACLOFEN[0], "inchikey": BACLOFEN[1]},
            ],
            id="cid-inchi-key",
        ),
        pytest.param(
            "CID-Mass.gz",
            lines(("119", "C4H9NO2", "103.063328530", "103.063328530")),
            [{"pubchem_cid": "119", "formula": "C4H9NO2", "monoisotopic_mass": "103.063328530"}],
            id="cid-mass",
        ),
    ],
)
def test_downloads_work_as_they_come(tmp_path, name, text, expected):
    """The tables that ChEMBL and PubChem publish need no option, with a header or without."""
    path = write(tmp_path, name, gzip.compress(text.encode()))

    assert [dict(record.stated()) for record in read(path)] == expected


@pytest.mark.parametrize(
    ("mapping", "text", "expected"),
    [
        pytest.param(
            {"pubchem_cid": "1", "smiles": "2"},
            lines(("119", "C(CC(=O)O)CN")),
            {"pubchem_cid": "119", "smiles": "C(CC(=O)O)CN"},
            id="all-columns",
        ),
        pytest.param(
            {"pubchem_cid": "1"},
            lines(("119", *GABA)),
            {"pubchem_cid": "119", "inchi": GABA[0], "inchikey": GABA[1]},
            id="the-others-are-recognised",
        ),
        pytest.param(
            {"formula": "2", "monoisotopic_mass": "3"},
            lines(("119", "C4H9NO2", "103.063328530")),
            {"formula": "C4H9NO2", "monoisotopic_mass": "103.063328530"},
            id="no-structure",
        ),
        pytest.param(
            None, lines(("119", "C(CC(=O)O)CN")), {"name": "119", "smiles": "C(CC(=O)O)CN"}, id="numbers-name"
        ),
    ],
)
def test_columns_by_number(mapping, text, expected):
    """A table without a header loses no row when its columns are named by their numbers."""
    assert [dict(record.stated()) for record in read("-", mapping=mapping, stdin=io.BytesIO(text.encode()))] == [
        expected
    ]


# Tags as PubChem wrote them until 2025 and since; values of CID 2284.
PUBCHEM_TAGS = {
    "PUBCHEM_COMPOUND_CID": ("pubchem_cid", "2284"),
    "PUBCHEM_IUPAC_NAME": ("iupac_name", "4-amino-3-(4-chlorophenyl)butanoic acid"),
    "PUBCHEM_IUPAC_INCHI": ("inchi", BACLOFEN[0]),
    "PUBCHEM_IUPAC_INCHIKEY": ("inchikey", BACLOFEN[1]),
    "PUBCHEM_EXACT_MASS": (None, "213.0556563"),
    "PUBCHEM_MOLECULAR_FORMULA": ("formula", "C10H12ClNO2"),
    "PUBCHEM_MOLECULAR_WEIGHT": ("molecular_weight", "213.66"),
    "PUBCHEM_MONOISOTOPIC_WEIGHT": ("monoisotopic_mass", "213.0556563"),
    "PUBCHEM_TOTAL_CHARGE": ("charge", "0"),
    "PUBCHEM_HEAVY_ATOM_COUNT": (None, "14"),
}


@pytest.mark.parametrize(
    ("isomeric", "flat"),
    [
        ("PUBCHEM_OPENEYE_ISO_SMILES", "PUBCHEM_OPENEYE_CAN_SMILES"),
        ("PUBCHEM_SMILES", "PUBCHEM_CONNECTIVITY_SMILES"),
    ],
)
def test_pubchem_sdf(tmp_path, isomeric, flat):
    """A piece of PubChem's archive is read with the tags of its time, the flat SMILES as what it is."""
    smiles = "C1=CC(=CC=C1C(CC(=O)O)CN)Cl"
    tags = PUBCHEM_TAGS | {isomeric: ("smiles", smiles), flat: ("connectivity_smiles", smiles)}
    data = "".join(f"> <{tag}>\n{value}\n\n" for tag, (_, value) in tags.items())
    block = "2284\n  -OEChem-08012600002D\n\n  0  0  0     0  0  0  0  0  0999 V2000\nM  END"
    path = write(tmp_path, "Compound_000000001_000500000.sdf.gz", gzip.compress(f"{block}\n{data}$$$$\n".encode() * 2))
    expected = {field: value for field, value in tags.values() if field} | {"molblock": block}
    stated = [dict(record.stated()) for record in read(path)]

    assert [{field: text for field, text in found.items() if field != "name"} for found in stated] == [expected] * 2


def test_parquet_parts(tmp_path):
    """A folder stands for its parts, in the order of their names; bookkeeping files are passed over."""
    parts = {"part-0001.parquet": "ethane", "part-0000.parquet": "methane", "year=2026/part-0002.pq": "propane"}
    (tmp_path / "year=2026").mkdir()
    for name, compound in parts.items():
        pq.write_table(pa.table({"name": [compound], "smiles": ["C"]}), tmp_path / name)
    write(tmp_path, "_metadata.parquet", b"nothing")
    write(tmp_path, ".part-0003.parquet.crc", b"nothing")
    write(tmp_path, "manifest.json", b'{"rows": 3}')
    found = list(read(tmp_path, say=lambda _: None))

    assert [record.name for record in found] == ["methane", "ethane", "propane"]
    assert [str(record.place) for record in found][:1] == [f"{tmp_path}/part-0000.parquet row 1"]


def test_a_damaged_part_costs_no_other(tmp_path):
    """The other parts come out, then one line says which was not read and how many more."""
    for number in range(4):
        pq.write_table(pa.table({"name": [f"n{number}"], "smiles": ["C"]}), tmp_path / f"{number}.parquet")
    for number in (0, 2):
        write(tmp_path, f"{number}.parquet", parquet_bytes()[:-9])
    got = []
    with pytest.raises(InputError, match=r"0.parquet: damaged or truncated Parquet file .*and 1 more of the 4 files"):
        drain(read(tmp_path), got)

    assert [record.name for record in got] == ["n1", "n3"]


def test_empty_parts(tmp_path):
    """Parts without a row are an error only when all are."""
    pq.write_table(
        pa.table({"name": pa.array([], pa.string()), "smiles": pa.array([], pa.string())}), tmp_path / "0.pq"
    )
    with pytest.raises(InputError, match="no records in it"):
        list(read(tmp_path))
    write(tmp_path, "1.parquet", parquet_bytes())

    assert first(read(tmp_path)) == ("methane", "C")


def test_damage_behind_good_entries(tmp_path):
    """An SD file that breaks off gives every whole entry first."""
    data = gzip.compress("".join(SDF.replace("methane", f"n{number}") for number in range(20_000)).encode())
    got = []
    with pytest.raises(InputError, match="truncated"):
        drain(read(write(tmp_path, "a.sdf.gz", data[: len(data) // 2])), got)

    assert len(got) > 5000
    assert [record.name for record in got] == [f"n{number}" for number in range(len(got))]


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


@pytest.mark.slow
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
        pytest.param("a.csv", b"PK\x03\x04" + bytes(100), "damaged or truncated archive", id="zip"),
        pytest.param("a.csv", bytes(range(256)) * 20, "binary", id="binary"),
        pytest.param("a.csv", "a,b,c\n1,2,3\n", "no column recognised; found a, b, c", id="no-column"),
        pytest.param("a.csv.gz", gzip.compress(CSV.encode())[:-12], "truncated", id="truncated-gzip"),
        pytest.param("a.csv.gz", b"\x1f\x8b" + b"junk" * 9, "damaged", id="damaged-gzip"),
        pytest.param("a.parquet", parquet_bytes()[:-20], "damaged or truncated Parquet file", id="parquet"),
        pytest.param("a.parquet", CSV, "not Parquet but text", id="text-as-parquet"),
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


def test_permission_denied(tmp_path):
    """A file that may not be read says so."""
    path = write(tmp_path, "a.csv", CSV)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser, and everybody on Windows, may read a file without permissions: run as another user")
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
    with pytest.raises(InputError, match="has no columns"):
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    for count in (2_000, 8_000):
        tracemalloc.start()
        assert sum(1 for _ in read("-", stdin=Endless(head, piece, count))) == count + 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 1_000_000  # 6,000 records would take more than twice that


# ------------------------------------------------------------------------------------------------
# Records that others published


# Counts: lines of the file without the header, entries by their separators, rows of the Parquet footer.
SAMPLED = [
    ("tables/chemicals.parquet", 40, {"smiles": 40, "inchi": 40, "molecular_weight": 40}),
    ("tables/inorganic.tsv", 20, {"formula": 20, "cas": 20}),
    ("tables/massbank.tsv", 60, {"smiles": 60, "monoisotopic_mass": 60, "name": 60}),
    ("tables/report.tsv", 30, {"connectivity_smiles": 30, "smiles": 15}),
    ("tables/moonshot.csv", 12, {"smiles": 12, "name": 12, "pubchem_cid": 0}),
    ("tables/jump_target.tsv", 15, {"smiles": 15, "inchikey": 15, "pubchem_cid": 15}),
    ("tables/titles.tsv", 12, {"name": 12, "smiles": 12}),
    ("json/gsrs.json", 3, {"smiles": 3, "molblock": 3, "charge": 3}),
    ("sdf/pubchem.sdf.gz", 10, {"molblock": 10, "pubchem_cid": 10}),
    ("sdf/nci.sdf.gz", 10, {"molblock": 10, "smiles": 10}),
    ("sdf/chembl.sdf.gz", 5, {"molblock": 5, "chembl_id": 5}),
    ("pubchem/record_CID_4.json", 1, {"smiles": 1, "connectivity_smiles": 1, "monoisotopic_mass": 1}),
    ("pubchem/pugview_CID_5742.json", 1, {"inchi": 1, "connectivity_smiles": 1, "cas": 1}),
    ("names/opsin.txt", 47, {"name": 47, "inchi": 47}),
    ("articles/baclofen.wikitext", 1, {"smiles": 1, "inchikey": 1}),
]
WHOLE = [
    ("chemicals_pubchem_large_dev.parquet", 20781, {"smiles": 20781, "inchi": 20781, "molecular_weight": 20781}),
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
]


def assert_read(path, count, fields):
    """Compare what is read of a file with what stands in it."""
    records = list(read(path))
    found = Counter(field for record in records for field, _ in record.stated())

    assert len(records) == count
    assert [record.place.row for record in records if record.place.row] in ([], list(range(1, count + 1)))
    assert not [record.problem for record in records if record.problem]
    assert {field: found[field] for field in fields} == fields


@pytest.mark.parametrize(("name", "count", "fields"), SAMPLED)
def test_published_layouts(name, count, fields):
    """A sample in each published layout gives one record per row, entry or line, none with a problem."""
    assert_read(SAMPLES / name, count, fields)


@pytest.mark.parametrize(("name", "count", "fields"), WHOLE)
def test_published_files(name, count, fields):
    """So do the whole files."""
    assert_read(whole(name), count, fields)


def assert_verbatim(path):
    """Compare the molblocks that are read with the text of the file."""
    text = gzip.decompress(path.read_bytes()).decode()
    blocks = [entry.split("M  END")[0] + "M  END" for entry in text.split("$$$$\n")[:-1]]

    assert [record.molblock for record in read(path)] == blocks


@pytest.mark.parametrize("name", ["pubchem", "nci", "chembl"])
def test_molblocks_are_verbatim(name):
    """Molblocks are cut out of the file without a change."""
    assert_verbatim(SAMPLES / "sdf" / f"{name}.sdf.gz")


@pytest.mark.parametrize("name", ["sdf/pubchem_200.sdf.gz", "sdf/nci_first_200_props.sdf.gz"])
def test_published_molblocks_are_verbatim(name):
    """So are those of the whole files."""
    assert_verbatim(whole(name))
