"""Records of labelled lines: spectral libraries, flat files of databases, pages copied as text.

Caffeine (CAS 58-08-2, CID 2519, CHEBI:27732, KEGG C07481) and its values are those of PubChem and ChEBI.
"""

from __future__ import annotations

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read

INCHI = "InChI=1S/C8H10N4O2/c1-10-4-9-6-5(10)7(13)12(3)8(14)11(6)2/h4H,1-3H3"
INCHIKEY = "RYYVLZVUVIJVGH-UHFFFAOYSA-N"
SMILES = "Cn1c(=O)c2c(ncn2C)n(C)c1=O"

MASSBANK = f"""\
ACCESSION: MSBNK-Test-XX000001
RECORD_TITLE: Caffeine; LC-ESI-QTOF; MS2
CH$NAME: Caffeine
CH$NAME: 1,3,7-trimethylpurine-2,6-dione
CH$FORMULA: C8H10N4O2
CH$EXACT_MASS: 194.08038
CH$SMILES: {SMILES}
CH$IUPAC: {INCHI}
CH$LINK: CAS 58-08-2
CH$LINK: PUBCHEM SID:24277738 CID:2519
CH$LINK: COMPTOX DTXSID0020232
CH$LINK: HMDB HMDB0001847
CH$LINK: INCHIKEY {INCHIKEY}
MS$FOCUSED_ION: PRECURSOR_M/Z 195.0877
PK$NUM_PEAK: 1
PK$PEAK: m/z int. rel.int.
  195.0877 1.0 999
//
"""

MSP = f"""\
Name: Caffeine
Synon: $:00in-source
Synon: 1,3,7-trimethylxanthine  #
InChIKey: {INCHIKEY}
Precursor_type: [M+H]+
PrecursorMZ: 195.0877
Charge: 1
Formula: C8H10N4O2
MW: 194
ExactMass: 194.08038
CAS#: 58-08-2;  NIST#: 7302
Comments: "SMILES={SMILES}" "author=A" "exact mass=194.08038"
Num Peaks: 2
138 1; 195 999;
195.0877 1.0 "M+H"

"""

GOLM = f"""\
Name: M000880_A098001-101-xxx_NA_986,97_TRUE_VAR5_ALK_Caffeine (1TMS)
MST N: Caffeine (1TMS)
METB N: Caffeine
METB CAS: 58-08-2
METB InChI: {INCHI}
METB InChIKey: {INCHIKEY}
Formula: C11H18N4O2Si
MW: 266,371
Num Peaks: 2
70:81 71:109 72:255
"""

MGF = f"""\
BEGIN IONS
PEPMASS=195.0877
CHARGE=1
NAME=Caffeine M+H
SMILES={SMILES}
INCHI={INCHI}
INCHIAUX={INCHIKEY}
195.0877\t1.0
END IONS
"""

MZSPECLIB = f"""\
<mzSpecLib>
MS:1003186|library format version=1.0
<Spectrum=1>
MS:1003061|library spectrum name=Caffeine
<Analyte=1>
MS:1000866|molecular formula=C8H10N4O2
MS:1000868|SMILES formula={SMILES}
MS:1003403|InChIKey={INCHIKEY}
MS:1000224|molecular mass=194.19
<Peaks>
195.0877\t1.0
"""

OBO = f"""\
format-version: 1.2
ontology: chebi

[Term]
id: CHEBI:26385
name: purine alkaloid

[Term]
id: CHEBI:27732
name: caffeine
synonym: "1,3,7-trimethylpurine-2,6-dione" EXACT IUPAC:NAME [IUPAC]
synonym: "Guaranine" RELATED [ChEBI]
xref: cas:58-08-2 {{source="cas"}}
xref: kegg.compound:C07481 {{source="kegg"}}
xref: HMDB:HMDB0001847
property_value: chemrof:charge "0" xsd:integer
property_value: http://purl.obolibrary.org/obo/chebi/formula "C8H10N4O2" xsd:string
property_value: chemrof:inchi_key_string "{INCHIKEY}" xsd:string
property_value: chemrof:smiles_string "{SMILES}" xsd:string

[Term]
id: CHEBI:1
name: caffeine as it was
property_value: chemrof:smiles_string "C" xsd:string
is_obsolete: true

[Typedef]
id: has_part
"""

METACYC = f"""\
# Copyright
UNIQUE-ID - 1-3-7-TRIMETHYLXANTHINE
COMMON-NAME - <i>Caffeine</i>
ATOM-CHARGES - (3 -1)
CHEMICAL-FORMULA - (C 8)
CHEMICAL-FORMULA - (H 10)
CHEMICAL-FORMULA - (N 4)
CHEMICAL-FORMULA - (O 2)
COMMENT - Found in
/many plants
DBLINKS - (CAS "58-08-2")
DBLINKS - (HMDB "HMDB01847" NIL |kothari| 3608602403 NIL NIL)
DBLINKS - (METANETX "MNXM2519")
DBLINKS - (LIGAND-CPD "C07481" NIL |kr| 3346617699 NIL NIL)
INCHI-KEY - InChIKey={INCHIKEY}
MOLECULAR-WEIGHT - 194.19
SMILES - {SMILES}
//
"""

KEGG = """\
ENTRY       C07481                      Compound
NAME        Caffeine;
            1,3,7-Trimethylxanthine
FORMULA     C8H10N4O2
EXACT_MASS  194.0804
MOL_WEIGHT  194.1906
DBLINKS     CAS: 58-08-2
            PubChem: 9688
            ChEBI: 27732
///
"""

INCHI_OUTPUT = f"""\
Structure: 1. ID=Caffeine
{INCHI}
AuxInfo=1/0/N:1
InChIKey={INCHIKEY}
"""

PAGE = f"""\
Caffeine
Identifiers
CAS Number\t
58-08-2 check
Chemical and physical data
Formula\tC8H10N4O2
Molar mass\t194.194 g·mol−1
SMILES
{SMILES}
InChI
{INCHI}
Key:{INCHIKEY} check
"""

SOURCES = {
    "massbank": MASSBANK, "msp": MSP, "golm": GOLM, "mgf": MGF, "mzspeclib": MZSPECLIB, "obo": OBO, "metacyc": METACYC,
    "kegg": KEGG, "inchi": INCHI_OUTPUT, "page": PAGE,
}  # fmt: skip


def records(tmp_path, text, name="library.txt", **options):
    """Read a text from a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path, **options))


@pytest.mark.parametrize("source", SOURCES)
def test_every_format_is_recognised_by_its_content(tmp_path, source):
    """Each is read under any file name, with its one compound and the line where it begins."""
    (record,) = records(tmp_path, SOURCES[source])

    assert record.name.endswith("affeine") or record.name.endswith("(1TMS)")
    assert {"formula", "inchikey"} & dict(record.stated()).keys()
    assert (record.place.row, SOURCES[source].splitlines()[record.place.line - 1].strip()) != (None, "")


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("massbank", {"pubchem_cid": "2519", "cas": "58-08-2", "monoisotopic_mass": "194.08038", "smiles": SMILES}),
        ("massbank", {"dtxsid": "DTXSID0020232", "hmdb_id": "HMDB0001847"}),
        ("msp", {"cas": "58-08-2", "monoisotopic_mass": "194.08038", "smiles": SMILES}),
        ("golm", {"cas": "58-08-2", "inchi": INCHI, "formula": None}),
        ("mgf", {"name": "Caffeine", "inchikey": INCHIKEY, "charge": None}),
        ("mzspeclib", {"formula": "C8H10N4O2", "molecular_weight": None, "monoisotopic_mass": None}),
        ("obo", {"formula": "C8H10N4O2", "iupac_name": "1,3,7-trimethylpurine-2,6-dione", "kegg_id": "C07481"}),
        ("obo", {"hmdb_id": "HMDB0001847"}),
        ("metacyc", {"name": "Caffeine", "formula": "C8H10N4O2", "kegg_id": "C07481", "charge": None}),
        ("metacyc", {"hmdb_id": "HMDB01847", "metanetx_id": "MNXM2519"}),
        ("kegg", {"kegg_id": "C07481", "pubchem_cid": None, "synonyms": "1,3,7-Trimethylxanthine"}),
        ("inchi", {"inchi": INCHI}),
        ("page", {"cas": "58-08-2", "smiles": SMILES, "inchikey": INCHIKEY, "molecular_weight": "194.194 g·mol−1"}),
    ],
)
def test_labels_state_fields(tmp_path, source, fields):
    """What each format states of the compound is read; what it states of an ion, a substance or a derivative is not."""
    (record,) = records(tmp_path, SOURCES[source])

    assert {field: getattr(record, field) for field in fields} == fields


@pytest.mark.parametrize(
    ("source", "old", "new", "label"),
    [
        ("metacyc", "SMILES - ", "SMILE - ", "SMILE"),
        ("obo", "smiles_string", "smile_string", "smile_string"),
        ("mzspeclib", "SMILES formula", "SMILE formula", "SMILE formula"),
        ("kegg", "FORMULA  ", "FORMULAE ", "FORMULAE"),
    ],
)
def test_a_renamed_label_is_named_and_can_be_mapped(tmp_path, source, old, new, label):
    """A label that the format does not know states nothing without a word: it is named, and read where it is mapped."""
    path = tmp_path / "renamed.txt"
    path.write_text(SOURCES[source].replace(old, new), encoding="utf-8")
    field = "formula" if source == "kegg" else "smiles"
    notes = []
    (plain,) = read(path, notes=notes)
    (mapped,) = read(path, mapping={field: label})

    assert label in notes[0].not_read
    assert getattr(plain, field) is None
    assert getattr(mapped, field) == ("C8H10N4O2" if source == "kegg" else SMILES)


@pytest.mark.parametrize("source", ["msp", "golm"])
def test_the_mw_of_a_spectral_library_is_no_average_mass(tmp_path, source):
    """NIST writes a nominal mass there, MoNA a monoisotopic one, Golm an average one of a derivative."""
    (record,) = records(tmp_path, SOURCES[source])

    assert record.molecular_weight is None


@pytest.mark.parametrize("source", ["massbank", "msp", "mgf", "metacyc", "kegg", "inchi"])
def test_one_entry_is_one_record(tmp_path, source):
    """Entries one after another are told apart, with their places."""
    found = records(tmp_path, SOURCES[source] * 3)

    assert [record.place.row for record in found] == [1, 2, 3]
    assert len({record.place.line for record in found}) == 3


def test_spectra_without_a_blank_line_between_them_are_told_apart(tmp_path):
    """The first label after the peaks begins the next spectrum."""
    found = records(tmp_path, MSP.rstrip("\n") + "\n" + MSP)

    assert [record.inchikey for record in found] == [INCHIKEY, INCHIKEY]


def test_a_label_can_be_mapped(tmp_path):
    """A user says which label states a field."""
    (record,) = records(tmp_path, MSP.replace("Formula:", "Brutto:"), mapping={"formula": "Brutto"})

    assert record.formula == "C8H10N4O2"


def test_a_label_that_no_entry_has_is_refused(tmp_path):
    """A mapping to nothing is one clear line."""
    with pytest.raises(InputError, match="no label 'Bruto'"):
        records(tmp_path, MSP, mapping={"formula": "Bruto"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<mzSpecLib>\nMS:1003186|library format version=1.0\n", "no compound in it"),
        ("format-version: 1.2\n\n[Term]\nid: CHEBI:26385\nname: purine alkaloid\n", "no compound in it"),
    ],
)
def test_a_file_without_compounds_says_so(tmp_path, text, message):
    """A header, or an ontology of classes, has nothing to verify."""
    with pytest.raises(InputError, match=message):
        records(tmp_path, text)


ENDLESS = "the entry has more than 100,000 lines: shorten it, or mark its end"


def test_an_entry_that_never_ends_is_one_record(tmp_path):
    """A file whose separators are lost does not fill the memory, and says why it is not verified."""
    (found,) = records(tmp_path, MASSBANK.replace("//\n", "") + "COMMENT: x\n" * 100_001)

    assert (found.problem, found.smiles, found.place.line) == (ENDLESS, SMILES, 1)


LONG = KEGG.replace("///\n", "            PubChem: 1\n" * 100_000 + "///\n")
TERM = '[Term]\nid: CHEBI:1\nname: methane\nproperty_value: chemrof:smiles_string "C"\n'
LONG_MOL2 = "@<TRIPOS>MOLECULE\nmany\n" + "# remark\n" * 100_001
METHANE_MOL2 = "@<TRIPOS>MOLECULE\nmethane\n 1 0 0 0 0\nSMALL\nNO_CHARGES\n\n@<TRIPOS>ATOM\n 1 C1 0 0 0 C.3 1 LIG 0\n"


@pytest.mark.parametrize(
    ("long", "short", "lines"),
    [
        pytest.param(LONG, KEGG, 100_010, id="ended-by-a-line"),
        pytest.param(TERM + "comment: x\n" * 100_000, TERM, 100_004, id="begun"),
        pytest.param(LONG_MOL2, METHANE_MOL2, 100_003, id="molecule"),
    ],
)
def test_an_entry_of_very_many_lines_costs_itself(tmp_path, long, short, lines):
    """Those after it are read, at their lines."""
    head = "format-version: 1.2\n\n" if "[Term]" in long else ""
    before, found, after = records(tmp_path, head + short + long + short)

    count = short.count("\n")
    first = 1 + head.count("\n")
    assert (before.problem == ENDLESS, found.problem, after.problem) == (False, ENDLESS, before.problem)
    assert [r.place.line for r in (before, found, after)] == [first, first + count, first + count + lines]
    assert before.name == after.name


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Molar mass 103.12 g·mol−1", "molecular_weight", "103.12 g·mol−1"),
        ("Molar mass 113,12", "molecular_weight", "113,12"),
        ("Molecular weight = 103.12 g/mol (anhydrous)", "molecular_weight", "103.12 g/mol (anhydrous)"),
        ("Monoisotopic mass 103.063 Da", "monoisotopic_mass", "103.063 Da"),
        ("InChIKey BTCSSZJGUNDROE-UHFFFAOYSA-N", "inchikey", "BTCSSZJGUNDROE-UHFFFAOYSA-N"),
        ("EC Number 200-258-7", "ec_number", "200-258-7"),
        ("PubChem CID 119", "pubchem_cid", "119"),
        ("UNII 2ACZ6IPC6I", "unii", "2ACZ6IPC6I"),
    ],
)
def test_a_blank_between_label_and_value(tmp_path, line, field, value):
    """What a browser copies with a blank in place of the tab is read as well, a wrong value included."""
    # GABA: PubChem, CID 119; FDA; ECHA
    (record,) = records(tmp_path, f"GABA\nSMILES: NCCCC(=O)O\nFormula: C4H9NO2\nCAS: 56-12-2\n{line}\n")

    assert (record.name, record.smiles, getattr(record, field)) == ("GABA", "NCCCC(=O)O", value)


@pytest.mark.parametrize("between", [": ", " ", "\t"])
def test_paragraphs_that_begin_alike_are_compounds(tmp_path, between):
    """No compound of a text is lost behind the first; the line of each is that of its paragraph."""
    text = "SMILES: C\nFormula: CH4\nMW: 16.04\n\n\nSMILES: CC\nFormula: C2H6\nMW: 30.07\n".replace(": ", between)
    found = records(tmp_path, text)

    assert [(record.smiles, record.molecular_weight, record.place.line) for record in found] == [
        ("C", "16.04", 1),
        ("CC", "30.07", 6),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "GABA\nSMILES: NCCCC(=O)O\nFormula: C4H9NO2\n\nFormula: C4H9NO2\nCAS: 56-12-2\n",
        "SMILES: NCCCC(=O)O\nFormula: C4H9NO2\n\nSMILES: NCCCC(=O)O\nCAS: 56-12-2\n",
        "Identifiers\nSMILES: NCCCC(=O)O\nCAS: 56-12-2\n\nProperties\nFormula: C4H9NO2\nMW: 103.12\n",
    ],
)
def test_paragraphs_of_one_compound_stay_together(tmp_path, text):
    """The sections of a page do not begin alike, or do not state different structures."""
    (record,) = records(tmp_path, text)

    assert (record.smiles, record.formula, record.cas) == ("NCCCC(=O)O", "C4H9NO2", "56-12-2")


@pytest.mark.parametrize(
    ("line", "not_read"),
    [
        ("Molar mass about 103", ["Molar mass about 103"]),
        ("Chemical formula C 4 H 9 N O 2", ["Chemical formula C 4 H 9 N O 2"]),
        ("UNII registered", []),
        ("Melting point 203.7", []),
        ("Formula of an amino acid", []),
    ],
)
def test_a_label_without_its_value(tmp_path, line, not_read):
    """A line that begins like a field and has a figure that is none of its values is told of; prose is passed over."""
    path = tmp_path / "page.txt"
    path.write_text(
        f"GABA\nSMILES: NCCCC(=O)O\nInChIKey: BTCSSZJGUNDROE-UHFFFAOYSA-N\nCAS: 56-12-2\n{line}\n", encoding="utf-8"
    )
    notes = []
    (record,) = read(path, notes=notes)

    assert (record.molecular_weight, record.formula, record.unii) == (None, None, None)
    assert [*notes[0].not_read] == not_read


@pytest.mark.parametrize(
    "text",
    [
        "GABA\n",
        "Name: GABA\nColour: white\n",
        "a: b\nc: d\ne: f\n",
        "Molar mass about 103\nFormula of 4 atoms\nCAS of 1990\n",
    ],
)
def test_any_text_is_no_page(tmp_path, text):
    """A text with fewer than three known labels is not taken for a record."""
    with pytest.raises(InputError):
        records(tmp_path, text)
