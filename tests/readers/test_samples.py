"""Files as people have them: one small sample of each kind, from the input to the verdicts."""

from __future__ import annotations

from collections import Counter

import pytest

from gaba_analogs import verify_many
from gaba_analogs.errors import NoRecordsError
from gaba_analogs.readers import read
from gaba_analogs.results.findings import Verdict
from published import SAMPLES

FILES = SAMPLES / "files"

# Rebuilt in the layout that each publisher documents, from caffeine, L-alanine, arbaclofen and ibuprofen (PubChem, CIDs
# 2519, 5950, 44602 and 3672), with one mistake where there is room for it: L-alanine has the InChIKey of D-alanine.
KINDS = [
    ("BindingDB_All.tsv", "tsv", 3, 1, 0),
    ("candidate-list-of-svhc.csv", "csv", 0, 0, 4),
    ("CCD-Batch-Search.csv", "csv", 3, 1, 1),
    ("chebi.obo", "obo", 3, 1, 0),
    ("chebi2_structures.tsv", "tsv", 3, 1, 0),
    ("chebi_chemical_data.tsv", "chebi-table", 4, 0, 0),
    ("chebi_structures.csv", "chebi-table", 3, 1, 0),
    ("chembl_36_chemreps.txt", "csv", 3, 1, 0),
    ("chembl_api.json", "json", 3, 1, 0),
    ("chembl_api.xml", "xml", 3, 1, 0),
    ("chembl_web.csv", "csv", 3, 1, 1),
    ("chinese.csv", "csv", 3, 1, 0),
    ("clipboard_vendor.txt", "page", 1, 0, 0),
    ("clipboard_wikipedia.txt", "page", 1, 0, 0),
    ("coconut_csv.csv", "csv", 3, 1, 0),
    ("compounds.yaml", "yaml", 3, 1, 0),
    ("drugbank structure links.csv", "csv", 3, 1, 0),
    ("drugbank.xml", "xml", 3, 1, 0),
    ("drugcentral_structures.smiles.tsv", "tsv", 3, 1, 0),
    ("echa_reg.csv", "csv", 0, 0, 4),
    ("emolecules_version.smi", "smiles", 0, 0, 4),
    ("enamine_real.cxsmiles", "csv", 3, 1, 0),
    ("european.csv", "csv", 3, 1, 0),
    ("excel_unicode.txt", "csv", 3, 1, 0),
    ("foodb_Compound.csv", "csv", 4, 0, 0),
    ("french.csv", "csv", 3, 1, 0),
    ("gnps_full.mgf", "mgf", 3, 1, 0),
    ("google_sheet.csv", "csv", 3, 1, 0),
    ("graph.json", "json", 1, 0, 0),
    ("hand_made.csv", "csv", 3, 1, 0),
    ("inchi1_out.txt", "inchi", 3, 1, 0),
    ("inchikeys.txt", "csv", 0, 0, 4),
    ("iuphar_ligands.csv", "csv", 3, 1, 0),
    ("lincs.sdf", "sdf", 4, 0, 0),
    ("lists.parquet", "parquet", 3, 1, 0),
    ("lotus_frozen_metadata.csv", "csv", 3, 1, 0),
    ("m_MTBLS1_maf.tsv", "tsv", 3, 1, 0),
    ("massbank_all.txt", "massbank", 3, 1, 0),
    ("metacyc_compounds.dat", "metacyc", 3, 1, 0),
    ("metanetx_chem_prop.tsv", "tsv", 3, 1, 1),
    ("modelseed_compounds.tsv", "tsv", 3, 1, 1),
    ("molport.txt", "csv", 3, 1, 0),
    ("mona.json", "json", 3, 1, 0),
    ("mona_full.msp", "msp", 3, 1, 0),
    ("msdial.txt", "csv", 4, 0, 0),
    ("mzmine_gnps.tsv", "tsv", 4, 0, 0),
    ("mzspeclib_small.mzlb.txt", "mzspeclib", 3, 1, 0),
    ("nasty.xlsx", "workbook", 4, 1, 0),
    ("nci_open.sdf", "sdf", 4, 0, 0),
    ("npatlas.json", "json", 3, 1, 0),
    ("NPAtlas_download.tsv", "tsv", 3, 1, 0),
    ("obabel.inchi", "inchi-list", 1, 0, 3),
    ("one_table.zip", "csv", 3, 1, 0),
    ("opentargets_molecule.parquet", "parquet", 3, 1, 0),
    ("ord.json", "json", 3, 1, 0),
    ("page.html", "html", 1, 0, 0),
    ("pandas_columns.json", "json", 2, 0, 0),
    ("pandas_split.json", "json", 2, 0, 0),
    ("papyrus.tsv", "tsv", 3, 1, 0),
    ("pipes.txt", "csv", 3, 1, 0),
    ("plain.can", "smiles", 1, 0, 3),
    ("plain.inchi", "csv", 0, 0, 4),
    ("plain.ods", "workbook", 4, 0, 0),
    ("plain.xls", "workbook", 4, 1, 0),
    ("plain.xlsx", "workbook", 3, 1, 0),
    ("PubChem_compound_2025.csv", "csv", 3, 1, 0),
    ("PubChem_compound_text.csv", "csv", 3, 1, 0),
    ("pug_property.csv", "csv", 3, 1, 0),
    ("pug_property.xml", "xml", 3, 1, 0),
    ("reaction.smi", "smiles", 0, 0, 1),
    ("reaxys.tsv", "tsv", 3, 1, 0),
    ("refmet.csv", "csv", 4, 0, 0),
    ("scifinder.rdf", "rdfile", 3, 1, 0),
    ("scifinder.sdf", "sdf", 4, 0, 0),
    ("sdfs.tar.gz", "sdf", 3, 1, 0),
    ("susdat.csv", "csv", 3, 1, 0),
    ("swisslipids.tsv", "tsv", 4, 0, 0),
    ("table.html", "html", 3, 1, 0),
    ("table.md", "markdown", 3, 1, 0),
    ("udm.xml", "xml", 3, 1, 0),
    ("unichem.json", "json", 3, 1, 0),
    ("unichem_structure.tsv", "tsv", 3, 1, 0),
    ("UNII_Records.txt", "csv", 3, 1, 0),
    ("wikidata_entities.json", "json", 3, 1, 0),
    ("wikidata_query.csv", "csv", 3, 1, 0),
    ("wikidata_simple.json", "json", 3, 1, 0),
    ("wikidata_sparql.json", "json", 3, 1, 0),
    ("zinc20_tranche.txt", "csv", 3, 1, 0),
]
"""File, format, and records that are verified, inconsistent, and neither."""


@pytest.mark.parametrize(("name", "form", "verified", "inconsistent", "other"), KINDS, ids=[kind[0] for kind in KINDS])
def test_every_kind_of_file_is_read(name, form, verified, inconsistent, other):
    """A file as people have it needs no option: its good records are verified, the planted mistake is found."""
    notes = []
    verdicts = Counter(r.verdict for r in verify_many(read(FILES / name, notes=notes), names=False))

    assert notes[0].format == form
    assert (verdicts[Verdict.VERIFIED], verdicts[Verdict.INCONSISTENT]) == (verified, inconsistent)
    assert verdicts.total() == verified + inconsistent + other


def test_every_sample_is_tested():
    """No sample lies about without a test."""
    assert sorted(path.name for path in FILES.iterdir()) == sorted(kind[0] for kind in KINDS)


STRANGERS = [
    ("ethanol.jdx", "##TITLE=Ethanol\n##JCAMP-DX=5.00\n##DATA TYPE=NMR SPECTRUM\n", "an NMR spectrum in JCAMP-DX"),
    ("butanol.jdx", "##TITLE=1-Butanol\n##DATA TYPE=INFRARED SPECTRUM\n", "an infrared spectrum in JCAMP-DX"),
    (
        "model.xml",
        '<?xml version="1.0"?>\n<sbml xmlns="http://www.sbml.org/sbml/level3">\n</sbml>\n',
        "a model in SBML",
    ),
    (
        "ligand.pdb",
        f"{'HEADER    TRANSFERASE':80}\nATOM      1  N   SER A 105      27.744\n",
        "coordinates in PDB format",
    ),
    ("2000000.cif", "data_2000000\n_journal_name_full 'Acta'\n_cell_length_a 7.1\n", "a crystal structure in CIF"),
    ("reaction.pbtxt", 'identifiers {\n  type: NAME\n  value: "x"\n}\n', "a protocol buffer as text"),
    ("2519.asnt", "PC-Compounds ::= {\n  {\n    id {\n", "PubChem data in ASN.1"),
    ("gaba.svg", '<svg xmlns="http://www.w3.org/2000/svg">\n</svg>\n', "a picture in SVG"),
    ("gaba.cml", '<molecule xmlns="http://www.xml-cml.org/schema">\n</molecule>\n', "CML"),
    ("run.mzML", '<?xml version="1.0"?>\n<indexedmzML>\n</indexedmzML>\n', "mass spectra or identified peptides"),
    ("water.xyz", "3\nwater\nO 0.0 0.0 0.1\nH 0.0 0.7 -0.4\nH 0.0 -0.7 -0.4\n", "coordinates without bonds (XYZ)"),
    ("p.fasta", ">sp|P1\nMKTAYIAKQRQISFVKSHFSRQ\n", "sequences in FASTA"),
    ("letter.txt", "{\\rtf1 Baclofen}\n", "a document in RTF"),
]


@pytest.mark.parametrize(("name", "text", "said"), STRANGERS, ids=[name for name, _, _ in STRANGERS])
def test_a_file_without_records_is_named(tmp_path, name, text, said):
    """A file of another kind is refused for what it is, not for columns that it cannot have."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NoRecordsError) as refused:
        list(read(path))
    assert refused.value.message.startswith(said)


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("# a remark\nname,smiles\nmethane,C\n", 1),
        ("HEADER,smiles\nx,C\n", 1),
        ("data_id,smiles\nx,C\n", 1),
        ("C methane\nCC ethane\n", 2),
        ("name: methane\nsmiles: C\nformula: CH4\n", 1),
        ("1,C\n2,CC\n3,CCC\n", 3),
    ],
)
def test_what_begins_alike_is_not_refused(tmp_path, text, records):
    """Remarks, short titles and lists are no spectra, coordinates or protocol buffers."""
    path = tmp_path / "compounds.txt"
    path.write_text(text, encoding="utf-8")

    assert len(list(read(path))) == records
