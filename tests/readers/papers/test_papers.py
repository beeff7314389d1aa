"""Supporting information: which compounds a text characterises, what it calls them, and what it states of them."""

from __future__ import annotations

import io
import zipfile

import pytest

import gaba_analogs as ga
from gaba_analogs.errors import InputError
from gaba_analogs.readers import read

# Conventions and numbers as published: the tests of ChemDataExtractor quote several; the quinolines, the pyrimidine and
# the glucuronate are from papers that public repositories quote; the wording around them was written here.
PARAGRAPHS = """General remarks. HRMS was recorded on a time-of-flight instrument; NMR shifts are in ppm.

(6-methyl-3-phenylquinolin-2-yl)(phenyl)methanone (4a)
Yellow solid; mp 94–96 °C; 13C NMR (150 MHz, CDCl3) δ 195.2, 155.3, 21.8. HRMS (ESI): m/z [M+H]+ calcd for
  C23H18NO: 324.1383; found: 324.1379.

5-Nitro-N4,N6-dibenzylpyrimidine-4,6-diamine (5a). Yellow solid, m.p. 104–106 °C. ES + HRMS: Calculated M + H = 336.1461
C18H18N5O2. Obtained: 336.1460.
3aa: Obtained as a white solid. HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633.

Methyl (methyl α-D-glucopyranosid)uronate: 1H NMR δ 5.25 (d, 1 H). Anal. Calcd for C8H14O7 (222.19): C, 43.24; H, 6.35.
Found: C, 43.09; H, 6.40.
N-(4-Isocyanatophenyl)acetamide (S20)
Used without purification. HRMS (ESI) calcd for C9H9N2O2 [M+H]+ 177.0659; found 177.0651. Anal. Calcd for C9H8N2O2: C,
61.36; H, 4.58; N, 15.90. Found: C, 61.30; H, 4.60; N, 15.81.
"""


def document(lines, *, deleted=""):
    """Give a document of Word with these paragraphs, as Word writes it: text in runs, which break anywhere."""
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{line[:7]}</w:t></w:r><w:r><w:t>{line[7:]}</w:t></w:r><w:del><w:r><w:delText>{deleted}"
        "</w:delText></w:r></w:del></w:p>"
        for line in lines
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = f'<?xml version="1.0"?><w:document xmlns:w="{namespace}"><w:body>{paragraphs}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", content)
    return file.getvalue()


def test_numbers_and_names():
    """Each compound has the number and the name that stand before its measurements, whatever stands between."""
    found = [(compound.number, compound.name) for compound in ga.read_si(PARAGRAPHS)]

    assert found == [
        ("4a", "(6-methyl-3-phenylquinolin-2-yl)(phenyl)methanone"),
        ("5a", "5-Nitro-N4,N6-dibenzylpyrimidine-4,6-diamine"),
        ("3aa", None),
        (None, "Methyl (methyl α-D-glucopyranosid)uronate"),
        ("S20", "N-(4-Isocyanatophenyl)acetamide"),
    ]


def test_measurements_stand_with_their_compound():
    """Accurate mass and elemental analysis of one paragraph are one record; those of the next are another."""
    found = [(c.record.hrms is not None, c.record.elemental_analysis is not None) for c in ga.read_si(PARAGRAPHS)]

    assert found == [(True, False), (True, False), (True, False), (False, True), (True, True)]


def test_reported_values():
    """A compound gives its ion, its ratios and its deviation; the analysis its shares."""
    compound = ga.read_si(PARAGRAPHS)[4]

    assert (compound.hrms.ion.text, compound.hrms.calculated.value, compound.hrms.found.value) == (
        "[M+H]+",
        177.0659,
        177.0651,
    )
    assert compound.hrms.deviation == pytest.approx(-4.5, abs=0.1)
    assert compound.elemental_analysis.found["N"].value == 15.81


def test_a_statement_is_one_line_of_its_text():
    """A statement that is broken over lines is joined, and nothing behind its last number belongs to it."""
    assert ga.read_si(PARAGRAPHS)[0].record.hrms == (
        "HRMS (ESI): m/z [M+H]+ calcd for C23H18NO: 324.1383; found: 324.1379"
    )


def test_identifiers_beside_a_measurement():
    """What a paragraph states by a label, or cannot be anything else, is a field of the record."""
    (compound,) = ga.read_si(
        "Baclofen (2)\nSMILES: NCC(CC(=O)O)c1ccc(Cl)cc1; CAS 1134-47-0; InChIKey KPYSYYIEGFHWSV-UHFFFAOYSA-N\n"
        "Formula: C10H12ClNO2, MW: 213.66. HRMS calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633"
    )

    assert (compound.record.smiles, compound.record.cas) == ("NCC(CC(=O)O)c1ccc(Cl)cc1", "1134-47-0")
    assert (compound.record.formula, compound.record.molecular_weight) == ("C10H12ClNO2", "213.66")
    assert (compound.record.inchikey, compound.record.name) == ("KPYSYYIEGFHWSV-UHFFFAOYSA-N", "Baclofen")


def test_reports_of_a_text():
    """A text is verified as it is: the wrong calculated mass is found, and corrected in its place."""
    text = "(2a): HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0729, found 214.0633"
    (report,) = ga.verify_records(ga.read_si(text), names=False)

    assert report.suspects == ("hrms",)
    assert report.corrections["hrms"].endswith("[M+H]+ 214.0629, found 214.0633")


def test_two_measurements_agree():
    """Accurate mass and elemental analysis of one formula verify each other, without a name (eLife, a luciferin)."""
    text = (
        "HRMS C17H17N2O5S2 calcd. 393.0579, found 393.0581; Anal. Calcd. for C17H16N2O5S2: C, 52.03; H, 4.11; N, 7.14. "
        "Found C, 51.85; H, 4.29; N, 7.01%."
    )
    (report,) = ga.verify_records(ga.read_si(text), names=False)

    assert report.verdict is ga.Verdict.VERIFIED
    assert report.agreement["composition"] == (("hrms", "elemental_analysis"),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("HRMS was recorded on a Bruker instrument with ESI.", id="instrument"),
        pytest.param("We found 214.0633 g of the product, calculated for C10H12ClNO2.", id="prose"),
        pytest.param("The analysis found that C. elegans had 56.20 % survivors.", id="analysis-in-prose"),
        pytest.param("name,smiles\nGABA,NCCCC(=O)O", id="table"),
    ],
)
def test_other_texts_are_not_mistaken(text):
    """A text that characterises no compound gives none."""
    assert ga.read_si(text) == []


def test_text_file(tmp_path):
    """A text file of such paragraphs is read, each record with its line and its number."""
    path = tmp_path / "si.txt"
    path.write_text(PARAGRAPHS, encoding="utf-8")
    records = list(read(path))

    assert [(record.place.line, record.identity) for record in records] == [
        (3, "4a"),
        (7, "5a"),
        (9, "3aa"),
        (11, None),
        (13, "S20"),
    ]


def test_word_document(tmp_path):
    """A document of Word gives the same records; text that was deleted under tracked changes is not read."""
    path = tmp_path / "si.docx"
    path.write_bytes(document(PARAGRAPHS.replace("α", "&#945;").split("\n"), deleted="HRMS found 1.2345"))

    assert [record.identity for record in read(path)] == ["4a", "5a", "3aa", None, "S20"]


def test_word_document_without_compounds(tmp_path):
    """A letter says in one line that nothing is measured in it."""
    path = tmp_path / "letter.docx"
    path.write_bytes(document(["Dear editor,", "please find enclosed"]))

    with pytest.raises(InputError, match="no accurate mass and no elemental analysis"):
        list(read(path))


@pytest.mark.parametrize("cut", [60, 200, 400])
def test_damaged_word_document(tmp_path, cut):
    """A document that was cut off is one clear error."""
    path = tmp_path / "si.docx"
    path.write_bytes(document(PARAGRAPHS.split("\n"))[:cut])

    with pytest.raises(InputError, match=r"si\.docx"):
        list(read(path))


def test_entities_are_refused(tmp_path):
    """A document that declares entities, which may grow without end, is not read."""
    bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    path = tmp_path / "si.docx"
    path.write_bytes(file.getvalue())

    with pytest.raises(InputError, match="entities"):
        list(read(path))
