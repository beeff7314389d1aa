"""The corrected copy: determined corrections applied, everything else as it was."""

from __future__ import annotations

import csv
import gzip
import io

import pytest

from gaba_analogs import readers
from gaba_analogs.correcting.tables import CHANGES_COLUMN, fixer
from gaba_analogs.errors import InputError
from gaba_analogs.readers.wiki.wikitext import read_wikitext
from gaba_analogs.results.findings import Finding, RecordReport, Severity, Verdict

BACLOFEN = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
WRONG = "KPYSYYIEGFHWSV-UHFFFAOYSA-M"


def reports(path, corrections, mapping=None):
    """Give a report per record; `corrections` holds those of each row by its number."""
    for record in readers.read(path, mapping=mapping):
        found = corrections.get(record.place.row, {})
        findings = tuple(
            Finding(f"{field}-mismatch", Severity.ERROR, (field,), f"{field} contradicts SMILES", expected=value)
            for field, value in found.items()
        )
        verdict = Verdict.INCONSISTENT if found else Verdict.VERIFIED
        yield RecordReport(record, verdict, tuple(found), corrections=found, findings=findings)


def fix(path, corrections, *, mapping=None, **options):
    """Give the corrected text."""
    stream = io.StringIO()
    for _ in fixer(str(path), stream, reports(str(path), corrections, mapping), mapping=mapping, **options):
        pass
    return stream.getvalue()


def test_determined_cells_change_and_say_why(tmp_path):
    """Only the corrected cell differs; a column says what was changed and why."""
    path = tmp_path / "drugs.csv"
    path.write_text(
        f"Title,note,SMILES,InChIKey\nGABA,=1+1,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N\n"
        f'Baclofen," a, ""b""",NCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n'
    )
    rows = list(csv.reader(io.StringIO(fix(path, {2: {"inchikey": BACLOFEN}}))))

    assert rows[0] == ["Title", "note", "SMILES", "InChIKey", CHANGES_COLUMN]
    assert rows[1] == ["GABA", "=1+1", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", ""]
    assert rows[2][:4] == ["Baclofen", ' a, "b"', "NCC(CC(=O)O)c1ccc(Cl)cc1", BACLOFEN]
    assert rows[2][4] == (f"inchikey: {WRONG} -> {BACLOFEN} (inchikey contradicts SMILES [inchikey-mismatch])")


def test_original_is_untouched(tmp_path):
    """The input keeps its bytes."""
    path = tmp_path / "drugs.csv"
    path.write_text(f"smiles,inchikey\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n")
    before = path.read_bytes()
    fix(path, {1: {"inchikey": BACLOFEN}})

    assert path.read_bytes() == before


def test_a_correction_without_a_column_changes_nothing(tmp_path):
    """What the table does not state is not added."""
    path = tmp_path / "drugs.csv"
    path.write_text("smiles,name\nNCCCC(=O)O,GABA\n")

    assert fix(path, {1: {"formula": "C4H9NO2"}}).splitlines()[1] == "NCCCC(=O)O,GABA,"


def test_ragged_and_blank_rows_stay_as_they_are(tmp_path):
    """A row that could not be read is copied, and those after it keep their corrections."""
    path = tmp_path / "drugs.csv"
    path.write_text(f"smiles,inchikey\n\nNCCCC(=O)O\n\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n")
    lines = fix(path, {1: {"smiles": "X"}, 2: {"inchikey": BACLOFEN}}).splitlines()

    assert lines[1] == "NCCCC(=O)O,"
    assert lines[2].startswith(f"NCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN},inchikey: ")


def test_blank_cells_behind_the_last_column(tmp_path):
    """What was changed stands in its own column."""
    path = tmp_path / "drugs.csv"
    path.write_text(f"smiles,inchikey\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG},\nNCCCC(=O)O,,\n")
    header, changed, kept = csv.reader(io.StringIO(fix(path, {1: {"inchikey": BACLOFEN}})))

    assert header == ["smiles", "inchikey", CHANGES_COLUMN]
    assert changed[:2] == ["NCC(CC(=O)O)c1ccc(Cl)cc1", BACLOFEN]
    assert changed[2].startswith("inchikey: ")
    assert kept == ["NCCCC(=O)O", "", ""]


def test_lines_above_the_table(tmp_path):
    """Licence and source stay; what tells Excel the delimiter of the input does not."""
    path = tmp_path / "drugs.csv"
    path.write_text("sep=;\n# Licence: CC0\n\nsmiles;name\nNCCCC(=O)O;GABA\n")

    assert fix(path, {}).splitlines() == ["# Licence: CC0", "", f"smiles,name,{CHANGES_COLUMN}", "NCCCC(=O)O,GABA,"]


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [
        pytest.param("drugs.tsv", "\t", "utf-8", id="tabs"),
        pytest.param("drugs.csv", ";", "latin-1", id="semicolons-latin-1"),
        pytest.param("drugs.csv", ",", "utf-16", id="utf-16"),
        pytest.param("drugs.txt", "\t", "utf-8", id="content-decides"),
    ],
)
def test_any_delimited_text(tmp_path, name, delimiter, encoding):
    """Delimiter and encoding of the input do not matter; the output is UTF-8 with the wanted delimiter."""
    path = tmp_path / name
    path.write_text(
        f"name{delimiter}smiles{delimiter}inchikey\nBaclofène{delimiter}NCC(CC(=O)O)c1ccc(Cl)cc1{delimiter}{WRONG}\n",
        encoding=encoding,
    )
    text = fix(path, {1: {"inchikey": BACLOFEN}}, delimiter="\t")

    assert text.splitlines()[1].split("\t")[:3] == ["Baclofène", "NCC(CC(=O)O)c1ccc(Cl)cc1", BACLOFEN]


def test_mapped_column_is_corrected(tmp_path):
    """A column that --map names takes the correction."""
    path = tmp_path / "drugs.csv"
    path.write_text(f"smiles,KEY\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n")
    text = fix(path, {1: {"inchikey": BACLOFEN}}, mapping={"inchikey": "KEY"})

    assert f",{BACLOFEN},inchikey" in text


def test_byte_order_mark_is_kept(tmp_path):
    """A table that spreadsheets recognise as UTF-8 stays one."""
    path = tmp_path / "drugs.csv"
    path.write_text("smiles,name\nNCCCC(=O)O,γ\n", encoding="utf-8-sig")

    assert fix(path, {}).startswith("\ufeffsmiles,")


def test_gzipped_table(tmp_path):
    """A compressed table is read as well."""
    path = tmp_path / "drugs.csv.gz"
    path.write_bytes(gzip.compress(f"smiles,inchikey\nNCC(CC(=O)O)c1ccc(Cl)cc1,{WRONG}\n".encode()))

    assert BACLOFEN in fix(path, {1: {"inchikey": BACLOFEN}})


BOX = """{{{{Drugbox
| drug_name = Baclofen <!-- keep -->
| smiles = NCC(CC(=O)O)c1ccc(Cl)cc1
| StdInChIKey = {key}
}}}}
Baclofen is a drug.<ref>x</ref>
"""


def test_wikitext_is_rewritten_in_place(tmp_path):
    """Only the wrong value changes; comments, references and prose stay."""
    path = tmp_path / "baclofen.wiki"
    path.write_text(BOX.format(key=WRONG))

    assert fix(path, {1: {"inchikey": BACLOFEN}}) == BOX.format(key=BACLOFEN)


def test_wikitext_without_a_last_line_end_stays_so(tmp_path):
    """Not even a line end is added."""
    path = tmp_path / "baclofen.wiki"
    path.write_text(BOX.format(key=WRONG).rstrip())

    assert fix(path, {1: {"inchikey": BACLOFEN}}) == BOX.format(key=BACLOFEN).rstrip()


def test_wikitext_keeps_what_cannot_be_placed(tmp_path):
    """A correction of a field that the box does not state leaves the others possible."""
    path = tmp_path / "baclofen.txt"
    path.write_text(BOX.format(key=WRONG))

    assert fix(path, {1: {"inchikey": BACLOFEN, "cas": "1134-47-0"}}) == BOX.format(key=BACLOFEN)


def test_wikitext_with_several_substances(tmp_path):
    """Each record of a box is corrected."""
    box = (
        "{{{{Chembox | Name = Baclofen | SMILES = NCC(CC(=O)O)c1ccc(Cl)cc1 | InChIKey = {} "
        "| SMILES1 = NCCCC(=O)O | InChIKey1 = {} }}}}\n"
    )
    gaba = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
    path = tmp_path / "two.wiki"
    path.write_text(box.format(WRONG, WRONG))
    rows = [record.place.row for record in read_wikitext(path.read_text(), source="two.wiki")]
    corrections = dict(zip(rows, ({"inchikey": BACLOFEN}, {"inchikey": gaba}), strict=True))

    assert fix(path, corrections) == box.format(BACLOFEN, gaba)


@pytest.mark.parametrize("name", ["molecules.sdf", "records.jsonl", "table.parquet", "list.smi"])
def test_other_formats_are_refused(tmp_path, name):
    """What cannot be written back faithfully is refused."""
    path = tmp_path / name
    path.write_text("x")

    with pytest.raises(InputError, match="tables"):
        fixer(str(path), io.StringIO(), [])


def test_dump_is_refused(tmp_path):
    """A dump of many articles is not rewritten: silence would pass for nothing to correct."""
    path = tmp_path / "dump.xml"
    path.write_text("<mediawiki><page><title>GABA</title></page></mediawiki>")

    with pytest.raises(InputError, match="no dump"):
        list(fixer(str(path), io.StringIO(), []))
