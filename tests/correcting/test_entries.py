"""Entries and objects, written again: only the corrected value differs, whatever the format."""

import gzip
from typing import get_args

import pytest

from fixing import BACLOFEN, GABA, WRONG, copied, fix, written
from gaba_analogs import readers
from gaba_analogs.cli import main as cli
from gaba_analogs.correcting.writers import WRITERS
from gaba_analogs.readers.catalogue import INPUT_FORMATS
from gaba_analogs.readers.rewriting import Kind

L_ALANINE = "QNAYBMKLOCPYGJ-REOHCLBHSA-N"  # PubChem CID 5950
D_ALANINE = "QNAYBMKLOCPYGJ-UWTATZPHSA-N"  # PubChem CID 71080
CAFFEINE = "RYYVLZVUVIJVGH-UHFFFAOYSA-N"  # PubChem CID 2519

FORMATS = {
    "sdf": (
        "x.sdf",
        (
            "{name}\n  {other}\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 C   0  0\n"
            "M  END\n> <SMILES>\n{smiles}\n\n> <other key>\n{other}\n\n>  <INCHIKEY>  (1)\n{key}\n\n$$$$\n"
        ),
    ),
    "rdfile": (
        "x.rdf",
        (
            "$MFMT\n{name}\n  {other}\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
            "    0.0000    0.0000    0.0000 C   0  0\nM  END\n"
            "$DTYPE SMILES\n$DATUM {smiles}\n$DTYPE inchikey\n$DATUM {key}\n"
        ),
    ),
    "massbank": (
        "x.txt",
        (
            "ACCESSION: MSBNK-{other}\nRECORD_TITLE: {name}; MS2\nCOMMENT: {other}\nCH$NAME: {name}\n"
            "CH$SMILES: {smiles}\nCH$LINK: INCHIKEY {key}\nPK$PEAK: m/z int. rel.int.\n  90.1 1 999\n//\n"
        ),
    ),
    "msp": (
        "x.msp",
        (
            'Name: {name}\nDB#: {other}\nSMILES: {smiles}\nInChIKey: {key}\nComments: "InChIKey={other}" "author=x"\n'
            "Num Peaks: 1\n90.1 999\n\n"
        ),
    ),
    "mgf": (
        "x.mgf",
        "BEGIN IONS\nNAME={name}\nSMILES={smiles}\nFILENAME={other}\nINCHIKEY={key}\n90.1 999\nEND IONS\n\n",
    ),
    "mzspeclib": (
        "x.txt",
        (
            "<Spectrum={other}>\nMS:1003061|library spectrum name={name}\nMS:1000868|SMILES formula={smiles}\n"
            "MS:1003403|InChIKey={key}\n<Peaks>\n90.1\t999\n"
        ),
    ),
    "obo": (
        "x.obo",
        (
            '[Term]\nname: {name}\ndef: "{other}" []\nproperty_value: chemrof:smiles_string "{smiles}" xsd:string\n'
            'property_value: chemrof:inchi_key_string "{key}" xsd:string\n\n[Typedef]\nname: {other}\n\n'
        ),
    ),
    "metacyc": (
        "x.dat",
        "UNIQUE-ID - {name}\nCOMMENT - {other}\nCOMMON-NAME - {name}\nINCHI-KEY - {key}\nSMILES - {smiles}\n//\n",
    ),
    "kegg": (
        "x.txt",
        "ENTRY       C00041            Compound\nNAME        {name}\nREMARK      {other}\nFORMULA     {key}\n///\n",
    ),
    "jsonl": ("x.jsonl", '{{"note": "{other}",  "name": "{name}", "smiles": "{smiles}", "InChIKey": "{key}"}}\n'),
    "json": ("x.json", '{{"note": "{other}",\n"name": "{name}", "smiles": "{smiles}",\n "InChIKey":"{key}"}},\n'),
}
"""Name of a file, and an entry: `key` has its place where the field is stated, `other` is text of the entry."""
AROUND = {
    "rdfile": ("$RDFILE 1\n$DATM    03/11/2026 12:00\n", ""),
    "mzspeclib": ("<mzSpecLib>\nMS:1003186|library format version=1.0\n", ""),
    "obo": ("format-version: 1.2\n\n", ""),
    "metacyc": ("# Copyright\n", ""),
    "json": ('{"count": 3, "results": [\n', "{}]}\n"),
}
"""What stands above and below the entries."""
NEWLINES = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


def file_of(form, key):
    """Write three entries, of which the second states a key."""
    name, entry = FORMATS[form]
    above, below = AROUND.get(form, ("", ""))
    entries = [
        entry.format(name="Caféine", smiles="Cn1c(=O)c2c(ncn2C)n(C)c1=O", key=CAFFEINE, other=D_ALANINE),
        entry.format(name="L-Alanine", smiles="C[C@H](N)C(=O)O", key=key, other=D_ALANINE),
        entry.format(name="D-Alanine", smiles="C[C@@H](N)C(=O)O", key=D_ALANINE, other=D_ALANINE),
    ]
    return name, above + "".join(entries) + below


@pytest.mark.parametrize("newline", NEWLINES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("form", FORMATS)
def test_one_value_of_one_entry_differs(tmp_path, form, encoding, newline):
    """The same text elsewhere in the entry, its molfile included, and in another entry stays, byte for byte."""
    name, text = file_of(form, D_ALANINE)
    _, expected = file_of(form, L_ALANINE)
    path = tmp_path / name
    path.write_bytes(text.replace("\n", NEWLINES[newline]).encode(encoding))
    field = "formula" if form == "kegg" else "inchikey"  # KEGG has no structures

    assert fix(path, {}) == path.read_bytes()
    assert fix(path, {2: {field: L_ALANINE}}) == expected.replace("\n", NEWLINES[newline]).encode(encoding)


def test_every_written_format_is_tried():
    """What is said to be written back has a sample here or in the tests of tables, articles and workbooks."""
    elsewhere = {"csv", "tsv", "wikitext", "workbook"}

    assert {form.name for form in INPUT_FORMATS if form.is_written} == {*FORMATS} | elsewhere
    assert {*WRITERS} == {*get_args(Kind)}


def test_a_compressed_library_stays_compressed(tmp_path):
    """The copy is compressed as its name says."""
    name, text = file_of("msp", D_ALANINE)
    _, expected = file_of("msp", L_ALANINE)
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(text.encode()))

    assert gzip.decompress(fix(path, {2: {"inchikey": L_ALANINE}})).decode() == expected


# Entries


SD_ENTRY = "baclofen\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    {x} {x} 0.0 C   0  0\nM  END\n{data}$$$$\n"


def test_a_number_that_stands_in_the_drawing_too(tmp_path):
    """A coordinate that reads like the mass is none, and the molfile is never touched."""
    entry = SD_ENTRY.format(x="213.06", data="> <note>\n213.06\n\n> <Molecular Weight>\n{}\n\n")
    path = written(tmp_path / "x.sdf", entry.format("213.06"))

    assert fix(path, {1: {"molecular_weight": "213.66"}}).decode() == entry.format("213.66")


def test_a_molfile_is_not_rewritten(tmp_path):
    """A correction of the drawing itself has no place: it is left alone, and said."""
    path = written(tmp_path / "x.sdf", SD_ENTRY.format(x="0.0", data=f"> <INCHIKEY>\n{WRONG}\n\n"))
    fixed, outcome = copied(path, {1: {"molblock": "X\nM  END"}})

    assert fixed == path.read_bytes()
    assert "molfile not corrected: the entry has no place of its own for it" in outcome.kept[0]


def test_duplicated_tags(tmp_path):
    """Tags of one name are read as one value of two lines, which has no place of its own."""
    data = f"> <INCHIKEY>\n{WRONG}\n\n> <CAS>\n1134-47-1\n\n> <INCHIKEY>\n{WRONG}\n\n"
    path = written(tmp_path / "x.sdf", SD_ENTRY.format(x="0.0", data=data))
    fixed, outcome = copied(path, {1: {"inchikey": BACLOFEN}})

    assert fixed == path.read_bytes()
    assert outcome.kept_count == 1
    assert b"1134-47-0" in fix(path, {1: {"cas": "1134-47-0"}})


def test_one_of_a_list(tmp_path):
    """Of several numbers in one value the one that is read is corrected."""
    data = "> <CAS_NUMBERS>\n1134-47-1|28311-31-1\n\n"
    path = written(tmp_path / "x.sdf", SD_ENTRY.format(x="0.0", data=data))

    (record,) = readers.read(path)
    assert record.cas == "1134-47-1"
    assert b"\n1134-47-0|28311-31-1\n" in fix(path, {1: {"cas": "1134-47-0"}})


def test_all_or_none_of_an_entry(tmp_path):
    """A record is verified with all its corrections, so that one without a place keeps back the others."""
    data = f"> <INCHIKEY>\n{WRONG}\n\n> <CAS>\n1134-47-1\n\n> <CAS>\n1134-47-1\n\n"
    entry = SD_ENTRY.format(x="0.0", data=data)
    path = written(tmp_path / "x.sdf", entry + entry.replace("1134-47-1\n\n> <CAS>\n1134-47-1", "1134-47-1"))
    wrong = {"inchikey": BACLOFEN, "cas": "1134-47-0"}
    fixed, outcome = copied(path, {1: wrong, 2: wrong})

    assert [record.inchikey for record in readers.read(written(tmp_path / "f.sdf", fixed.decode()))] == [
        WRONG,
        BACLOFEN,
    ]
    assert (outcome.written, outcome.rows, outcome.kept_count) == (2, 1, 1)


def test_a_mapped_tag_that_other_entries_lack(tmp_path):
    """What --map names is corrected where it stands."""
    first = SD_ENTRY.format(x="0.0", data="> <SMILES>\nC\n\n")
    second = SD_ENTRY.format(x="0.0", data=f"> <KEY>\n{WRONG}\n\n")
    path = written(tmp_path / "x.sdf", first + second)

    assert fix(path, {2: {"inchikey": BACLOFEN}}, mapping={"inchikey": "KEY"}).decode() == first + second.replace(
        WRONG, BACLOFEN
    )


def test_an_entry_without_an_end(tmp_path):
    """The last entry needs no dollar signs, nor a line end."""
    entry = SD_ENTRY.format(x="0.0", data=f"> <INCHIKEY>\n{WRONG}").removesuffix("$$$$\n")
    path = written(tmp_path / "x.sdf", entry)

    assert fix(path, {1: {"inchikey": BACLOFEN}}).decode() == entry.replace(WRONG, BACLOFEN)


def test_a_datum_that_goes_on(tmp_path):
    """A value that an RD file parts over two lines is left alone."""
    smiles = "C" * 100
    lines = f"$DATUM {smiles[:73]}+\n{smiles[73:]}\n"
    path = written(tmp_path / "x.rdf", f"$RDFILE 1\n$MFMT\nx\n\n\n  0  0\nM  END\n$DTYPE SMILES\n{lines}")

    assert next(readers.read(path)).smiles == smiles
    assert fix(path, {1: {"smiles": "NCCCC(=O)O"}}) == path.read_bytes()


def test_what_the_encoding_cannot_hold(tmp_path):
    """A Greek letter has no byte in Windows-1252, and the file keeps its encoding."""
    path = written(tmp_path / "x.msp", "Name: Caféine\nSMILES: C\nNum Peaks: 1\n90.1 999\n", "cp1252")
    fixed, outcome = copied(path, {1: {"name": "γ-Cafeine"}})

    assert fixed == path.read_bytes()
    assert outcome.kept[0].endswith("the encoding of the file cannot hold it")


# Objects


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        pytest.param('{"smiles":"C\\/C=C\\/C","mw":103}', '{"smiles":"C\\/C=C\\\\C","mw":103}', id="solidus-of-php"),
        pytest.param('{"smiles": "C\\\\C=C\\/C"}', '{"smiles": "C\\/C=C\\\\C"}', id="mixed-spelling"),
        pytest.param('{"smiles":"C/C=C/C", "x":"C/C=C/C"}', '{"smiles":"C/C=C\\\\C", "x":"C/C=C/C"}', id="other-key"),
        pytest.param('{"x":"C/C=C/C", "s":{"smiles":1},"smiles":"C/C=C/C"}',
                     '{"x":"C/C=C/C", "s":{"smiles":1},"smiles":"C/C=C\\\\C"}', id="nested"),
        pytest.param('{"smiles":["C/C=C/C","O"]}', '{"smiles":["C/C=C/C","O"]}', id="list"),
    ],
)  # fmt: skip
def test_a_value_in_json(tmp_path, line, corrected):
    """A value is spelled as those of its document are, or left alone."""
    path = written(tmp_path / "x.jsonl", f'{{"smiles": "C"}}\n{line}\n')

    assert fix(path, {2: {"smiles": "C/C=C\\C"}}).decode() == f'{{"smiles": "C"}}\n{corrected}\n'


def test_a_number_stays_a_number(tmp_path):
    """What was a number in JSON is one again."""
    path = written(tmp_path / "x.json", '[{"smiles": "NCCCC(=O)O", "mw": 103.06, "logp": 103.06}]')

    assert fix(path, {1: {"molecular_weight": "103.12"}}).decode() == path.read_text().replace("103.06", "103.12", 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[{{"inchikey": "{a}"}},\n {{"inchikey": "{b}"}}]', id="array"),
        pytest.param('\ufeff {{"data": [3, {{"inchikey": "{b}"}}], "records": []}} ', id="wrapped-behind-a-number"),
        pytest.param('{{"a": {{"inchikey": "{a}"}}, "b": {{"inchikey": "{b}"}}}}', id="keyed"),
        pytest.param('{{"x": "{a}", "inchikey": "{b}"}}', id="one-object"),
    ],
)
def test_shapes_of_documents(tmp_path, text):
    """The object is found however the document holds it."""
    path = written(tmp_path / "x.json", text.format(a=WRONG, b=WRONG))
    row = max(record.place.row for record in readers.read(path))

    assert fix(path, {row: {"inchikey": BACLOFEN}}).decode() == text.format(a=WRONG, b=BACLOFEN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '{"PropertyTable": {"Properties": [{"CID": 2284, "InChIKey": "%s"}]}}' % WRONG,  # noqa: UP031 - braces
            id="pubchem",
        ),
        pytest.param(
            '{"head": {}, "results": {"bindings": [{"inchikey": {"type": "literal", "value": "%s"}}]}}' % WRONG,  # noqa: UP031
            id="wikidata",
        ),
    ],
)
def test_answers_of_registries_are_left_alone(tmp_path, text):
    """They are not a curator's own, and their values have no place of their own."""
    path = written(tmp_path / "x.json", text)
    fixed, outcome = copied(path, {1: {"inchikey": BACLOFEN}})

    assert (fixed, outcome.kept_count) == (path.read_bytes(), 1)


# The command


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_command_corrects_a_library(tmp_path, monkeypatch, capsys, workers):
    """One record of many is corrected, whatever the number of processes."""
    monkeypatch.chdir(tmp_path)
    entry = FORMATS["massbank"][1] + "\n"
    inchi = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
    entry = entry.replace("CH$LINK", f"CH$IUPAC: {inchi}\nCH$LINK")
    good = entry.format(name="GABA", smiles="NCCCC(=O)O", key=GABA, other="XX1")
    bad = good.replace(GABA, GABA.replace("UHFFF", "UHFFG"))
    written(tmp_path / "x.txt", good * 30 + bad + good * 30)
    code = cli.main(["x.txt", "--fix", "--output", "fixed.txt", "--workers", workers, "--quiet", "--no-names"])

    assert code == 1
    assert "left as it was" not in capsys.readouterr().err
    assert (tmp_path / "fixed.txt").read_text() == good * 61
