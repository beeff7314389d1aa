"""Records in XML documents of HMDB, DrugBank, ChEMBL and PubChem.

Caffeine (HMDB0001847, DB00201, CHEMBL113, CID 2519, CAS 58-08-2) and its values are those of these databases.
"""

from __future__ import annotations

import gzip
import itertools

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.xml import elements
from gaba_analogs.readers.xml.documents import read_xml

INCHI = "InChI=1S/C8H10N4O2/c1-10-4-9-6-5(10)7(13)12(3)8(14)11(6)2/h4H,1-3H3"
INCHIKEY = "RYYVLZVUVIJVGH-UHFFFAOYSA-N"
SMILES = "CN1C=NC2=C1C(=O)N(C(=O)N2C)C"

HMDB = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<hmdb xmlns="http://www.hmdb.ca">
<metabolite>
  <accession>HMDB0001847</accession>
  <name>Caffeine</name>
  <synonyms><synonym>Guaranine</synonym><synonym>Theine</synonym></synonyms>
  <chemical_formula>C8H10N4O2</chemical_formula>
  <average_molecular_weight>194.1906</average_molecular_weight>
  <monisotopic_molecular_weight>194.08037558</monisotopic_molecular_weight>
  <iupac_name>1,3,7-trimethyl-2,3,6,7-tetrahydro-1H-purine-2,6-dione</iupac_name>
  <traditional_iupac>caffeine</traditional_iupac>
  <cas_registry_number>58-08-2</cas_registry_number>
  <smiles>{SMILES}</smiles>
  <inchi>{INCHI}</inchi>
  <inchikey>{INCHIKEY}</inchikey>
  <taxonomy><description>Caffeine is a xanthine</description><name>purine</name></taxonomy>
  <ontology><root><term>Physiological effect</term></root></ontology>
  <kegg_id>C07481</kegg_id>
</metabolite>
</hmdb>
"""

DRUGBANK = f"""\
<drugbank xmlns="http://www.drugbank.ca" version="5.1">
<drug type="small molecule">
  <drugbank-id primary="true">DB00201</drugbank-id><drugbank-id>APRD00673</drugbank-id>
  <name>Caffeine</name><cas-number>58-08-2</cas-number><unii>3G6A5W338E</unii>
  <drug-interactions><drug-interaction><drugbank-id>DB00001</drugbank-id><name>Lepirudin</name></drug-interaction></drug-interactions>
  <synonyms><synonym language="english">Guaranine</synonym><synonym language="german">Koffein</synonym></synonyms>
  <calculated-properties>
    <property><kind>logP</kind><value>-0.07</value></property>
    <property><kind>SMILES</kind><value>{SMILES}</value></property>
    <property><kind>InChIKey</kind><value>{INCHIKEY}</value></property>
    <property><kind>Traditional IUPAC Name</kind><value>caffeine</value></property>
  </calculated-properties>
  <external-identifiers>
    <external-identifier><resource>PubChem Compound</resource><identifier>2519</identifier></external-identifier>
    <external-identifier><resource>PubChem Substance</resource><identifier>46508383</identifier></external-identifier>
  </external-identifiers>
</drug>
</drugbank>
"""

PUG_COMPOUND = f"""\
<?xml version="1.0"?>
<PC-Compounds xmlns="http://www.ncbi.nlm.nih.gov"><PC-Compound>
<PC-Compound_id><PC-CompoundType><PC-CompoundType_id><PC-CompoundType_id_cid>2519</PC-CompoundType_id_cid>
</PC-CompoundType_id></PC-CompoundType></PC-Compound_id>
<PC-Compound_charge>0</PC-Compound_charge>
<PC-Compound_props><PC-InfoData>
<PC-InfoData_urn><PC-Urn><PC-Urn_label>InChIKey</PC-Urn_label><PC-Urn_name>Standard</PC-Urn_name></PC-Urn></PC-InfoData_urn>
<PC-InfoData_value><PC-InfoData_value_sval>{INCHIKEY}</PC-InfoData_value_sval></PC-InfoData_value></PC-InfoData>
</PC-Compound_props></PC-Compound></PC-Compounds>
"""

CHEMBL = f"""\
<response><molecules><molecule><molecule_chembl_id>CHEMBL113</molecule_chembl_id>
<molecule_structures><canonical_smiles>{SMILES}</canonical_smiles><standard_inchi_key>{INCHIKEY}</standard_inchi_key>
</molecule_structures></molecule></molecules></response>
"""

OWN = f"<compounds><compound><name>Caffeine</name><SMILES>{SMILES}</SMILES></compound></compounds>"

BOMB = """\
<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<hmdb><metabolite><name>&b;</name></metabolite></hmdb>
"""

OUTSIDE = """\
<?xml version="1.0"?>
<!DOCTYPE hmdb [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<hmdb><metabolite><name>&secret;</name></metabolite></hmdb>
"""


def records(tmp_path, text, name="records.xml", **options):
    """Read a text from a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path, **options))


def test_a_renamed_property_is_named_and_can_be_mapped(tmp_path):
    """A property that DrugBank does not have is named, and read where it is mapped."""
    text, notes = DRUGBANK.replace("<kind>SMILES<", "<kind>SMILE<"), []
    (plain,) = records(tmp_path, text, notes=notes)
    (mapped,) = records(tmp_path, text, mapping={"smiles": "SMILE"})

    assert (plain.smiles, mapped.smiles) == (None, SMILES)
    assert notes[0].not_read["SMILE"] == "smiles"


@pytest.mark.parametrize(
    ("text", "line", "fields"),
    [
        (
            HMDB,
            3,
            {
                "name": "Caffeine",
                "formula": "C8H10N4O2",
                "molecular_weight": "194.1906",
                "monoisotopic_mass": "194.08037558",
                "cas": "58-08-2",
                "inchikey": INCHIKEY,
                "kegg_id": "C07481",
                "hmdb_id": "HMDB0001847",
                "synonyms": "Guaranine\nTheine",
                "iupac_name": "1,3,7-trimethyl-2,3,6,7-tetrahydro-1H-purine-2,6-dione",
            },
        ),
        (
            DRUGBANK,
            2,
            {
                "name": "Caffeine",
                "drugbank_id": "DB00201",
                "pubchem_cid": "2519",
                "synonyms": "Guaranine",
                "iupac_name": None,
            },
        ),
        (PUG_COMPOUND, 2, {"pubchem_cid": "2519", "inchikey": INCHIKEY, "charge": "0"}),
        (CHEMBL, 1, {"chembl_id": "CHEMBL113", "smiles": SMILES, "inchikey": INCHIKEY}),
        (OWN, 1, {"name": "Caffeine", "smiles": SMILES}),
    ],
    ids=["HMDB", "DrugBank", "PubChem", "ChEMBL", "any"],
)
def test_elements_state_fields(tmp_path, text, line, fields):
    """Each publisher's elements are read, under any file name, with the line where the record begins."""
    (record,) = records(tmp_path, text, "download")

    assert {field: getattr(record, field) for field in fields} == fields
    assert (record.place.line, record.place.row) == (line, 1)


def test_a_compressed_document_is_read(tmp_path):
    """Downloads are compressed."""
    path = tmp_path / "hmdb_metabolites.xml.gz"
    path.write_bytes(gzip.compress(HMDB.encode()))

    assert [record.name for record in read(path)] == ["Caffeine"]


def test_an_element_can_be_mapped(tmp_path):
    """A user says which element states a field."""
    (record,) = records(tmp_path, OWN.replace("SMILES>", "drawing>"), mapping={"smiles": "drawing"})

    assert record.smiles == SMILES


@pytest.mark.parametrize("text", [BOMB, OUTSIDE], ids=["bomb", "another file"])
def test_entities_are_refused(tmp_path, text):
    """No entity of the document's own is expanded, and no other file is read through it."""
    with pytest.raises(InputError, match="declares an entity of its own"):
        records(tmp_path, text)


def test_what_stands_before_a_fault_is_read(tmp_path):
    """A truncated download gives its whole records, then one line that says where it breaks off."""
    path = tmp_path / "hmdb.xml"
    path.write_text(HMDB.replace("</hmdb>", "<metabolite><name>GABA</name>"), encoding="utf-8")
    found = read(path)

    assert next(found).name == "Caffeine"
    with pytest.raises(InputError, match="not well-formed XML"):
        next(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<hmdb></hmdb>", "no records in this XML"),
        ("<a><b><colour>red</colour></b></a>", "no element recognised; found colour"),
        ("<!DOCTYPE html><html><body><table></table></body></html>", "HTML"),
    ],
)
def test_other_documents_are_refused(tmp_path, text, message):
    """An empty document, one about something else, a web page: one line each."""
    with pytest.raises(InputError, match=message):
        records(tmp_path, text)


@pytest.mark.parametrize("encoding", ["UT-8", "GB2312", "base64", "Shift_JIS", "idna", "undefined"])
def test_encodings_that_are_not_read(tmp_path, encoding):
    """A document in an encoding that is misspelt, no encoding of text, or of several bytes a character: one line."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><hmdb><metabolite><name>Caffeine</name></metabolite></hmdb>'

    with pytest.raises(InputError, match=r"the encoding that it declares is not read .*: save it in UTF-8"):
        records(tmp_path, text)


def test_a_document_is_read_as_a_stream():
    """The first record comes before the rest of an endless document has been read."""
    pieces = itertools.chain([b"<hmdb>"], itertools.repeat(b"<metabolite><name>Caffeine</name></metabolite>"))
    found = read_xml(pieces, "endless.xml")

    assert [record.name for record in itertools.islice(found, 3)] == ["Caffeine"] * 3


@pytest.mark.parametrize(
    ("pieces", "fault"),
    [
        pytest.param([b"<metabolite><name>", *[b"C" * 1000] * 100], "a record of more than", id="text"),
        pytest.param([b'<metabolite name="', *[b"C" * 1000] * 100], "a tag or comment of more than", id="attribute"),
        pytest.param([b"<metabolite><!-- ", *[b"C" * 1000] * 100], "a tag or comment of more than", id="comment"),
    ],
)
def test_what_never_ends_is_refused(monkeypatch, pieces, fault):
    """A text or a tag that does not end is refused before all of it is in memory."""
    monkeypatch.setattr(elements, "LARGEST_RECORD_CHARACTERS", 20_000)
    monkeypatch.setattr(elements, "LARGEST_TAG_BYTES", 20_000)
    rest = iter([b"<hmdb>", *pieces])

    with pytest.raises(InputError, match=fault):
        list(read_xml(rest, "endless.xml"))
    assert len(list(rest)) > 50


def test_entities_that_another_file_declares(tmp_path):
    """Those of HTML are read, others stay as they are: a name does not lose its first letter."""
    name = "<name>&beta;-alanine &foo;</name>"
    record = f"<metabolite><accession>HMDB0000056</accession>{name}<smiles>NCCC(=O)O</smiles></metabolite>"
    path = tmp_path / "hmdb.xml"
    path.write_text(f'<!DOCTYPE hmdb SYSTEM "hmdb.dtd"><hmdb>{record}</hmdb>', encoding="utf-8")

    assert [record.name for record in read(path)] == ["β-alanine &foo;"]
