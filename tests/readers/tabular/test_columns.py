"""Which column states which field."""

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers.tabular.columns import (
    IDENTIFIERS,
    SPELLINGS,
    field_shown_by,
    looks_like_smiles,
    normalised,
    recognise,
    recognise_values,
)
from gaba_analogs.record import FIELDS, Place


def found(header, mapping=None, samples=()):
    """Give the column titles of each field, the best first."""
    columns = recognise(header, mapping, samples=samples)
    return {name: [columns.header[cell.index] for cell in cells] for name, cells in columns.cells.items()}


def best(header, **kwargs):
    """Give the best column title of each field."""
    return {name: titles[0] for name, titles in found(header, **kwargs).items()}


@pytest.mark.parametrize("name", FIELDS)
def test_canonical_names_recognise_themselves(name):
    """Every field may be a column title, in any case."""
    assert best([name])[name] == name
    assert best([name.upper().replace("_", " ")])[name] == name.upper().replace("_", " ")


def test_every_field_has_spellings():
    """The table of spellings covers the record."""
    assert set(SPELLINGS) == set(FIELDS)


def test_no_spelling_means_two_fields():
    """Spellings are normalised and unique."""
    spellings = [spelling for known in SPELLINGS.values() for spelling in known] + list(IDENTIFIERS)

    assert len(spellings) == len(set(spellings))
    assert [normalised(spelling) for spelling in spellings] == spellings


# Titles as the sources print them: PubChem (PUG REST property names, download page, SDF tags),
# ChEMBL 34 (web download and database columns), EPA CompTox batch search, DrugBank structure links,
# HMDB/DrugBank SDF tags, ChEBI SDF tags, MassBank record tags, RepoRT, Wikidata query variables, GtoPdb.
@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("CID", "pubchem_cid"),
        ("SMILES", "smiles"),
        ("IsomericSMILES", "smiles"),
        ("CanonicalSMILES", "connectivity_smiles"),
        ("ConnectivitySMILES", "connectivity_smiles"),
        ("isosmiles", "smiles"),
        ("MolecularFormula", "formula"),
        ("MolecularWeight", "molecular_weight"),
        ("ExactMass", "monoisotopic_mass"),
        ("MonoisotopicMass", "monoisotopic_mass"),
        ("IUPACName", "iupac_name"),
        ("Title", "name"),
        ("cmpdname", "name"),
        ("Compound CID", "pubchem_cid"),
        ("PUBCHEM_COMPOUND_CID", "pubchem_cid"),
        ("PUBCHEM_OPENEYE_CAN_SMILES", "connectivity_smiles"),
        ("PUBCHEM_OPENEYE_ISO_SMILES", "smiles"),
        ("PUBCHEM_SMILES", "smiles"),
        ("PUBCHEM_CONNECTIVITY_SMILES", "connectivity_smiles"),
        ("PUBCHEM_IUPAC_INCHI", "inchi"),
        ("PUBCHEM_IUPAC_INCHIKEY", "inchikey"),
        ("PUBCHEM_MOLECULAR_FORMULA", "formula"),
        ("PUBCHEM_MOLECULAR_WEIGHT", "molecular_weight"),
        ("PUBCHEM_EXACT_MASS", "monoisotopic_mass"),
        ("PUBCHEM_MONOISOTOPIC_WEIGHT", "monoisotopic_mass"),
        ("PUBCHEM_IUPAC_NAME", "iupac_name"),
        ("PUBCHEM_TOTAL_CHARGE", "charge"),
        ("canonical_smiles", "smiles"),
        ("standard_inchi", "inchi"),
        ("standard_inchi_key", "inchikey"),
        ("full_mwt", "molecular_weight"),
        ("full_molformula", "formula"),
        ("mw_monoisotopic", "monoisotopic_mass"),
        ("molecule_chembl_id", "chembl_id"),
        ("chembl_id", "chembl_id"),
        ("Inchi Key", "inchikey"),
        ("Molecular Weight (Monoisotopic)", "monoisotopic_mass"),
        ("PREFERRED_NAME", "name"),
        ("INCHI STRING", "inchi"),
        ("MOLECULAR FORMULA", "formula"),
        ("AVERAGE MASS", "molecular_weight"),
        ("MONOISOTOPIC MASS", "monoisotopic_mass"),
        ("CASRN", "cas"),
        ("CAS Number", "cas"),
        ("DrugBank ID", "drugbank_id"),
        ("KEGG Compound ID", "kegg_id"),
        ("PubChem Compound ID", "pubchem_cid"),
        ("ChemSpider ID", "chemspider_id"),
        ("INCHI_IDENTIFIER", "inchi"),
        ("INCHI_KEY", "inchikey"),
        ("GENERIC_NAME", "name"),
        ("JCHEM_IUPAC", "iupac_name"),
        ("monisotopic_molecular_weight", "monoisotopic_mass"),  # HMDB's own spelling
        ("ChEBI ID", "chebi_id"),
        ("Monoisotopic Mass", "monoisotopic_mass"),
        ("CH$SMILES", "smiles"),
        ("CH$IUPAC", "inchi"),
        ("CH$FORMULA", "formula"),
        ("CH$EXACT_MASS", "monoisotopic_mass"),
        ("exact_mass", "monoisotopic_mass"),
        ("ISM", "smiles"),
        ("AMW", "molecular_weight"),
        ("smiles.std", "smiles"),
        ("pubchem.cid", "pubchem_cid"),
        ("pubchem.inchikey", "inchikey"),
        ("inchikey.std", "inchikey"),
        ("InChIKey (P235)", "inchikey"),
        ("CAS Registry Number (P231)", "cas"),
        ("compoundLabel", "name"),
        ("canonicalSMILES", "connectivity_smiles"),
        ("Ligand SMILES", "smiles"),
        ("compound_inchikey", "inchikey"),
        ("inchi_key", "inchikey"),
        ("std_inchikey", "inchikey"),
        ("mw", "molecular_weight"),
        ("MW (g/mol)", "molecular_weight"),
        ("Molar mass [g·mol−1]", "molecular_weight"),
        ("mol_weight", "molecular_weight"),
        ("avg_mass", "molecular_weight"),
        ("mono_mass", "monoisotopic_mass"),
        ("expected_mass", "monoisotopic_mass"),
        ("mf", "formula"),
        ("casno", "cas"),
        ("cas_rn", "cas"),
        ("pubchem", "pubchem_cid"),
        ("common_name", "name"),
        ("pert_iname", "name"),
        ("synonyms", "synonyms"),
        ("molfile", "molblock"),
    ],
)
def test_usual_spellings(title, field):
    """Each title as its source prints it is recognised alone."""
    assert best([title]) == {field: title}


@pytest.mark.parametrize(
    "title",
    [
        "QSAR_READY_SMILES",
        "short_inchikey",
        "PubChem SID",
        "mass",
        "precursor_mz",
        "mw_freebase",
        "source",
        "",
        "ec",
    ],
)
def test_titles_that_mean_something_else(title):
    """A title that is near a spelling but means another thing is left alone."""
    assert found([title]) == {}


@pytest.mark.parametrize(
    ("header", "smiles", "connectivity"),
    [
        pytest.param(["CanonicalSMILES", "IsomericSMILES"], "IsomericSMILES", "CanonicalSMILES", id="pubchem-2024"),
        pytest.param(["ConnectivitySMILES", "SMILES"], "SMILES", "ConnectivitySMILES", id="pubchem-2025"),
        pytest.param(["CanonicalSMILES"], None, "CanonicalSMILES", id="pubchem-alone"),
        pytest.param(["canonical_smiles"], "canonical_smiles", None, id="chembl"),
        pytest.param(["canonical_smiles", "isomeric_smiles"], "isomeric_smiles", "canonical_smiles", id="pubchempy"),
        pytest.param(["canonicalsmiles", "isosmiles"], "isosmiles", "canonicalsmiles", id="pubchem-download"),
        pytest.param(["smiles_isomeric", "smiles_canonical"], "smiles_isomeric", "smiles_canonical", id="report"),
        pytest.param(
            ["pubchem.smiles.isomeric", "pubchem.smiles.canonical"],
            "pubchem.smiles.isomeric",
            "pubchem.smiles.canonical",
            id="report-raw",
        ),
        pytest.param(["smiles_canonical"], "smiles_canonical", None, id="report-alone"),
        pytest.param(["smiles", "canonical_smiles"], "smiles", None, id="canonical-beside-plain"),
    ],
)
def test_canonical_smiles(header, smiles, connectivity):
    """A "canonical" SMILES is meant flat in PubChem's spelling or beside an isomeric one."""
    fields = best(header)

    assert (fields.get("smiles"), fields.get("connectivity_smiles")) == (smiles, connectivity)


# Wikidata: borneol, linalool and menthol with canonical SMILES (P233) and InChI (P234); ChEMBL gives linalool a mark
BORNEOL = (
    "CC1(C)C2CCC1(C)C(O)C2",
    "InChI=1S/C10H18O/c1-9(2)7-4-5-10(9,3)8(11)6-7/h7-8,11H,4-6H2,1-3H3/t7-,8+,10+/m1/s1",
)
LINALOOL = ("C=CC(C)(O)CCC=C(C)C", "InChI=1S/C10H18O/c1-5-10(4,11)8-6-7-9(2)3/h5,7,11H,1,6,8H2,2-4H3/t10-/m0/s1")
MENTHOL = ("CC1CCC(C(C)C)C(O)C1", "InChI=1S/C10H20O/c1-7(2)9-5-4-8(3)6-10(9)11/h7-11H,4-6H2,1-3H3/t8-,9+,10-/m1/s1")
MARKED = ("C=C[C@@](C)(O)CCC=C(C)C", LINALOOL[1])
FLAT_ACID = ("CCCCCC(=O)O", "InChI=1S/C6H12O2/c1-2-3-4-5-6(7)8/h2-5H2,1H3,(H,7,8)")


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        pytest.param([BORNEOL, LINALOOL, FLAT_ACID, MENTHOL], "connectivity_smiles", id="no-mark-in-the-column"),
        pytest.param([BORNEOL, MARKED, MENTHOL, LINALOOL], "smiles", id="a-mark-in-one"),
        pytest.param([BORNEOL, LINALOOL, FLAT_ACID], "smiles", id="too-few-to-tell"),
        pytest.param([FLAT_ACID] * 5, "smiles", id="nothing-to-mark"),
    ],
)
def test_canonical_smiles_without_any_mark(rows, field):
    """A "canonical" column without a mark, beside InChIs with stereo, is meant to carry connectivity only."""
    assert best(["canonical_smiles", "inchi"], samples=rows)[field] == "canonical_smiles"


# raghvendra5688/Drug-Repurposing: neratinib, becatecarin, guacetisal, which has no stereo, and DQ-2556
KEYED = [
    ("CCOc1cc2ncc(C#N)c(Nc3ccc(OCc4ccccn4)c(Cl)c3)c2cc1NC(=O)C=CCN(C)C", "JWNPDZNEKVCWMY-VQHVLOKHSA-N"),
    (
        "CCN(CC)CCN1C(=O)c2c(c3c4cccc(Cl)c4n(C4OC(CO)C(OC)C(O)C4O)c3c3[nH]c4c(Cl)cccc4c23)C1=O",
        "JSKFWUPVIZYJMR-UDOAKELVSA-N",
    ),
    ("COc1ccccc1OC(=O)c1ccccc1OC(C)=O", "HSJFYRYGGKLQBT-UHFFFAOYSA-N"),
    (
        "CON=C(C(=O)NC1C(=O)N2C(C(=O)[O-])=C(C[n+]3ccc(-c4cnco4)cc3)CSC12)c1csc(N)n1",
        "IWIVCNVLSKNJJS-VLMZJYNESA-N",
    ),
]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        pytest.param(KEYED, "connectivity_smiles", id="keys-with-stereo"),
        pytest.param(KEYED[:3], "smiles", id="too-few-to-tell"),
        pytest.param([KEYED[2]] * 5, "smiles", id="keys-without"),
    ],
)
def test_canonical_smiles_without_any_mark_beside_keys(rows, field):
    """So it is beside InChIKeys with stereo."""
    assert best(["canonical_smiles", "inchikey"], samples=rows)[field] == "canonical_smiles"


# PROTAC-DB and PROTACpedia: a row has the SMILES of the PROTAC and those of its parts; keys by PubChem
THALIDOMIDE = ("O=C1CCC(N2C(=O)c3ccccc3C2=O)C(=O)N1", "UEJJHQNACJXSKW-UHFFFAOYSA-N")
IBUPROFEN = ("CC(C)Cc1ccc(C(C)C(=O)O)cc1", "HEFNNWSXXWATRW-UHFFFAOYSA-N")
GLYCINE = ("NCC(=O)O", "DHMQDGOQFOQNFH-UHFFFAOYSA-N")


@pytest.mark.parametrize(
    ("row", "title"),
    [
        pytest.param([THALIDOMIDE[1], THALIDOMIDE[0], GLYCINE[0]], "PROTAC SMILES", id="key-of-the-other"),
        pytest.param([GLYCINE[1], THALIDOMIDE[0], GLYCINE[0]], "Ligand SMILES", id="key-of-the-prefixed"),
        pytest.param([IBUPROFEN[1], THALIDOMIDE[0], GLYCINE[0]], "Ligand SMILES", id="key-of-neither"),
    ],
)
def test_smiles_of_several_molecules(row, title):
    """Of the SMILES of several molecules in a row, that counts which the keys are of."""
    assert best(["InChI key", "PROTAC SMILES", "Ligand SMILES"], samples=[row] * 3)["smiles"] == title


# lipidmaps_py, lm_refmet_joined.csv: the columns of RefMet beside those of LIPID MAPS
REFMET = ["refmet_standardized_name", "refmet_formula", "refmet_exact_mass", "refmet_inchi_key", "lm_id_mismatch"]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        pytest.param(REFMET, {"formula", "monoisotopic_mass", "inchikey"}, id="a-joined-table"),
        pytest.param([*REFMET, "formula"], {"formula"}, id="beside-columns-of-the-table-itself"),
        pytest.param([*REFMET, "hmdb_smiles", "hmdb_inchi", "hmdb_formula"], set(), id="two-joined-tables"),
        pytest.param(["parent_smiles", "parent_formula", "parent_mw"], set(), id="another-compound"),
        pytest.param(["refmet_formula", "refmet_exact_mass"], set(), id="too-few-to-tell"),
    ],
)
def test_titles_with_the_name_of_a_table(header, fields):
    """The titles of a table that was joined to another are read behind its name."""
    assert set(best(header)) == fields


# Theses of the University of Alabama (UALIB_ChemStructures), CyanoMetDB, FeOs, Selleck
@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("SMILES_CHEMAXON_19.27.0", "smiles"),
        ("SMILES_KnowItAll_2018", "smiles"),
        ("INCHI_1.05_RDKIT_2019.09.2", "inchi"),
        ("InChI_1.05_KnowItAll 2018", "inchi"),
        ("INCHIKEY_1.05_CHEMAXON_19.27.0", "inchikey"),
        ("InChIKey (RDKit)", "inchikey"),
        ("Molecular formula (neutral)", "formula"),
        ("Monoisotopic mass (neutral)", "monoisotopic_mass"),
        ("molarweight", "molecular_weight"),
        ("Item Name", "name"),
        ("Molecular Weight (average)", "molecular_weight"),  # douguayp/MRM-1029, as the next
        ("CAS # (without dashes)", "cas"),
        ("Substance", "name"),
        ("Substanz", "name"),
        ("Wirkstoff", "name"),
        ("Struktur", "smiles"),
        ("Monoisotopic mass [M+H]+", None),
        ("SMILES_DTXSID", None),
        ("SMILES length", None),
    ],
)
def test_titles_with_programs_and_forms(title, field):
    """A program and its version, or the word neutral, do not change what a column states."""
    assert list(best([title])) == ([field] if field else [])


@pytest.mark.parametrize(
    ("header", "field", "titles"),
    [
        pytest.param(
            ["PUBCHEM_EXACT_MASS", "PUBCHEM_MONOISOTOPIC_WEIGHT"],
            "monoisotopic_mass",
            ["PUBCHEM_MONOISOTOPIC_WEIGHT", "PUBCHEM_EXACT_MASS"],
            id="monoisotopic-before-exact",
        ),
        pytest.param(["SMILES", "ISM"], "smiles", ["ISM", "SMILES"], id="isomeric-before-plain"),
        pytest.param(["Title", "name"], "name", ["name", "Title"], id="name-before-title"),
        pytest.param(["id", "name"], "name", ["name", "id"], id="identifier-last"),
        pytest.param(["accession", "names", "smiles"], "name", ["names", "accession"], id="first-of-names"),
        pytest.param(["Mass", "Monoisotopic Mass"], "molecular_weight", ["Mass"], id="chebi-plain-mass"),
        pytest.param(["Nominal Mass", "Exact Mass"], "monoisotopic_mass", ["Exact Mass"], id="exact-not-nominal"),
    ],
)
def test_ranking(header, field, titles):
    """Where several columns fit, the better spelling comes first."""
    assert found(header)[field] == titles


@pytest.mark.parametrize(
    ("title", "values", "field"),
    [
        pytest.param("CID", ["119", "2284"], "pubchem_cid", id="cid-numbers"),
        pytest.param("CID", ["CID:89644", ""], "pubchem_cid", id="cid-massbank"),
        pytest.param("CID", ["ANT-DIA-3c79be55-1"], "name", id="cid-of-somebody-else"),
        pytest.param("CID", ["", None], "pubchem_cid", id="cid-nothing-stated"),
        pytest.param("mol", ["CCO", "C"], "smiles", id="mol-smiles"),
        pytest.param("mol", ["\n\n\n  0  0 V2000\nM  END"], "molblock", id="mol-molfile"),
        pytest.param("mol", ["<img src='x'>"], None, id="mol-picture"),
        pytest.param("Structure", ["CCO"], "smiles", id="structure-smiles"),
        pytest.param("Structure", ["InChI=1S/CH4/h1H4"], "inchi", id="structure-inchi"),
        pytest.param("Structure", ["crystalline"], None, id="structure-in-words"),
        pytest.param("Compound", ["ethanol"], "name", id="compound-name"),
        pytest.param("Compound", ["CC(=O)O"], "smiles", id="compound-smiles"),
        pytest.param("Compound", ["1", "2"], None, id="compound-numbers"),
        pytest.param("IUPAC", ["ethanol"], "iupac_name", id="iupac-name"),
        pytest.param("IUPAC", ["InChI=1S/CH4/h1H4"], "inchi", id="iupac-inchi"),
        pytest.param("MF", ["C2H6O"], "formula", id="mf-formula"),
        pytest.param("MF", ["0.25"], None, id="mf-mole-fraction"),
        pytest.param("RN", ["56-12-2"], "cas", id="rn-cas"),
        pytest.param("RN", ["1", "2"], None, id="rn-row-number"),
        pytest.param("EC", ["200-258-6"], "ec_number", id="ec-european"),
        pytest.param("EC", ["2.6.1.19"], None, id="ec-enzyme"),
        pytest.param("PT", ["BACLOFEN"], "name", id="pt-preferred-term"),
        pytest.param("PT", ["195.08"], None, id="pt-platinum"),
        pytest.param("Drug", ["NCCCC(=O)O"], "smiles", id="drug-smiles"),
        pytest.param("Drug", ["baclofen"], "name", id="drug-name"),
    ],
)
def test_titles_of_several_meanings(title, values, field):
    """A short title means what its values look like."""
    fields = found(["charge", title], samples=[["0", value] for value in values])
    fields.pop("charge")

    assert fields == ({} if field is None else {field: [title]})


@pytest.mark.parametrize(
    ("mapping", "field", "title"),
    [
        pytest.param({"smiles": "Structure"}, "smiles", "Structure", id="title"),
        pytest.param({"smiles": "structure"}, "smiles", "Structure", id="other-case"),
        pytest.param({"smiles": "2"}, "smiles", "Structure", id="number"),
        pytest.param({"iupac_name": "Name"}, "iupac_name", "Name", id="overrides-recognition"),
    ],
)
def test_mapping(mapping, field, title):
    """A mapping wins over the spellings."""
    assert best(["Name", "Structure"], mapping=mapping)[field] == title


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        pytest.param({"smile": "Name"}, "did you mean smiles", id="unknown-field"),
        pytest.param({"qqq": "Name"}, "the fields are name, smiles", id="unknown-field-far-off"),
        pytest.param({"smiles": "Structur"}, "did you mean 'Structure'", id="absent-column"),
        pytest.param({"smiles": "9"}, "no column '9'; found Name, Structure: name one of these$", id="number-too-high"),
    ],
)
def test_mapping_errors(mapping, said):
    """A wrong mapping is answered with what it may have meant."""
    with pytest.raises(InputError, match=said):
        recognise(["Name", "Structure"], mapping)


def test_labels_are_shared_and_name_the_source_column():
    """Rows share one dictionary of labels, which leaves out canonical names."""
    columns = recognise(["name", "EXACT_MASS", "CanonicalSMILES"])
    first = columns.record(["a", "103.06", "NCCCC(=O)O"], Place(row=1))
    second = columns.record(["b", "103.06", "NCCCC(=O)O"], Place(row=2))

    assert first.labels == {"monoisotopic_mass": "EXACT_MASS", "connectivity_smiles": "CanonicalSMILES"}
    assert first.labels is second.labels


def test_fallback_changes_the_label():
    """A row whose best column is empty takes the next one, and says which."""
    columns = recognise(["PUBCHEM_MONOISOTOPIC_WEIGHT", "PUBCHEM_EXACT_MASS"])
    rows = [columns.record(["", "103.063329"], Place(row=row)) for row in (1, 2)]

    assert rows[0].monoisotopic_mass == "103.063329"
    assert rows[0].labels == {"monoisotopic_mass": "PUBCHEM_EXACT_MASS"}
    assert rows[0].labels is rows[1].labels


def test_an_empty_isomeric_smiles_is_not_replaced_by_the_flat_one():
    """Other fields do not fall back on each other."""
    record = recognise(["smiles_isomeric", "smiles_canonical"]).record(["", "CC(C)O"], Place())

    assert (record.smiles, record.connectivity_smiles) == (None, "CC(C)O")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(" NCCCC(=O)O\t", "NCCCC(=O)O", id="blanks"),
        pytest.param("", None, id="empty"),
        pytest.param("  ", None, id="only-blanks"),
        pytest.param("NA", "NA", id="NA-is-text"),
        pytest.param("-", "-", id="dash-is-text"),
        pytest.param("'NCCCC(=O)O", "'NCCCC(=O)O", id="excel-apostrophe"),
        pytest.param("NCCCC(=O)O\u00a0", "NCCCC(=O)O\u00a0", id="no-break-space"),
        pytest.param("NCCCC(=O)O\0\0", "NCCCC(=O)O", id="nul-padding"),
    ],
)
def test_cells_stay_as_typed(typed, read):
    """Only ordinary blanks at the ends are taken off; only nothing means not stated."""
    assert recognise(["smiles"]).record([typed], Place()).smiles == read


def test_nul_inside_a_cell_is_a_problem():
    """A NUL character inside a value is removed and reported."""
    record = recognise(["smiles"]).record(["NCC\0CC(=O)O"], Place())

    assert record.smiles == "NCCCC(=O)O"
    assert "NUL" in (record.problem or "")


@pytest.mark.parametrize(
    ("title", "typed", "field", "read"),
    [
        pytest.param("names", "GABA|4-aminobutanoic acid", "name", "GABA", id="name"),
        pytest.param("names", "GABA|Gamate", "synonyms", "GABA|Gamate", id="synonyms"),
        pytest.param("IUPAC Names", "4-aminobutanoic acid\nx", "iupac_name", "4-aminobutanoic acid", id="iupac"),
        pytest.param("CAS Registry Numbers", "56-12-2\n1-1-1", "cas", "56-12-2", id="cas"),
        pytest.param("ChEMBL Database Links", "CHEMBL96;CHEMBL701", "chembl_id", "CHEMBL96", id="chebi-links"),
        pytest.param("BindingDB Ligand Name", "GABA::4-aminobutanoic acid", "name", "GABA", id="bindingdb"),
    ],
)
def test_first_of_several(title, typed, field, read):
    """A column of several values gives the record its first."""
    assert getattr(recognise([title]).record([typed], Place()), field) == read


# SMILES from Wikipedia, MassBank and the Drug Repurposing Hub; names that are built of atom letters.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NCCCC(=O)O", True),
        ("[Na+].[Cl-]", True),
        ("N[C@@H](CC1=CC=CC=C1)C(O)=O", True),
        (r"C(=C\Cl)\Cl", True),
        ("c1ccc2c(c1)cccc2", True),
        ("C%12CCCCC%12", True),
        ("C[C@H](O)F |&1:1|", True),
        ("N->[Pt]", True),
        ("*C(=O)O", True),
        ("Acetylene", False),
        ("Bicarbonate", False),
        ("GABA", False),
        ("N/A", False),
        ("C1CC(", False),
        ("InChI=1S/CH4/h1H4", False),
        ("41781", False),
        ("", False),
    ],
)
def test_looks_like_smiles(text, expected):
    """The shape of a SMILES is told from names, numbers and placeholders."""
    assert looks_like_smiles(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BTCSSZJGUNDROE-UHFFFAOYSA-N", "inchikey"),
        ("TTZWEOINXHJHCY-UHJVZONPBK", "inchikey"),
        ("InChI=1S/CH4/h1H4", "inchi"),
        ("1S/CH4/h1H4", "inchi"),
        ("56-12-2", "cas"),
        ("NCCCC(=O)O", "smiles"),
        ("GABA", None),
    ],
)
def test_field_shown_by(text, expected):
    """A value's shape tells its field."""
    assert field_shown_by(text) == expected


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        pytest.param([["GABA", "NCCCC(=O)O"], ["NO", "[N]=O"]], ("name", "smiles"), id="name-smiles"),
        pytest.param([["NCCCC(=O)O", "GABA"]], ("smiles", "name"), id="smiles-name"),
        pytest.param([["methane", "InChI=1S/CH4/h1H4"]], ("name", "inchi"), id="name-inchi"),
        pytest.param([["CCO"], ["C"]], ("smiles",), id="one-column"),
        pytest.param([["Structure", "ID"], ["CCO", "1"]], None, id="unknown-header"),
        pytest.param([["dimethylbenzene"], ["bipyridyl"]], None, id="names-only"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_recognise_values(rows, header):
    """A table without header is recognised by its values, its first row included."""
    columns = recognise_values(rows)

    assert (columns and columns.header) == header


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(["Compound_Name", "Smiles", "Adduct", "Precursor_MZ", "Charge"], id="gnps"),
        pytest.param(["chemical_formula", "smiles", "mass_to_charge", "charge"], id="metabolights"),
        pytest.param(["chemical_formula", "smiles", "exp_mass_to_charge", "charge"], id="mztab"),
    ],
)
def test_charge_of_a_measured_ion_is_not_the_compounds(header):
    """A bare charge beside columns of ions is left aside; a charge that names the compound is read."""
    assert "charge" not in found(header)
    assert found([*header, "Formal Charge"])["charge"] == ["Formal Charge"]


@pytest.mark.parametrize(
    ("ions", "read"),
    [
        # "Ion.Species" of the CCS Compendium, "Ion.Species.Agilent" beside it
        pytest.param(("[M+H]", "[M-2H+Na]"), False, id="CCS-compendium"),
        pytest.param(("(M+H)+", "(M-2H+Na)-"), False, id="Agilent"),
        pytest.param(("[M+H]+", "[2M−H]−"), False, id="minus-signs"),
        pytest.param(("[M+]", "[M-H-CO2]"), False, id="radical-cation"),
        pytest.param(("M+", "(M-H)-[-CO2]"), False, id="without-brackets"),
        pytest.param(("[M]", ""), False, id="partly-empty"),
        pytest.param(("[Na+]", "[H]"), True, id="SMILES"),
        pytest.param(("M", "F"), True, id="letters"),
        pytest.param(("", ""), True, id="empty"),
    ],
)
def test_a_charge_beside_adducts_under_any_title_is_the_ions(ions, read):
    """A column that holds adducts makes the table one of measured ions, whatever it is called."""
    samples = [(ion, "C4H9NO2", "1") for ion in ions]

    assert ("charge" in found(["Species", "Formula", "Charge"], samples=samples)) is read


def test_mapping_to_nothing_leaves_a_field_unread():
    """An empty column title takes a field out of what is read."""
    assert found(["SMILES", "Charge"], {"charge": ""}) == {"smiles": ["SMILES"]}


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("casn", "cas"),  # ToxCast
        ("chnm", "name"),
        ("Product Name", "name"),
        ("Neutral.Formula", "formula"),  # RepoRT
        ("iupac name (or alternative if IUPAC is unavailable or not parseable by OEChem)", "iupac_name"),  # FreeSolv
        ("original_name", "name"),  # NPAtlas
        ("cmap_name", "name"),  # LINCS 2020
        ("metabolite_identification", "name"),  # MetaboLights
        ("cas.index.name", "iupac_name"),  # SciFinder
        ("structure_nameIupac", "iupac_name"),  # LOTUS
        ("moldb_smiles", "smiles"),  # FooDB
        ("moldb_mono_mass", "monoisotopic_mass"),  # FooDB
        ("SMILES (pH7.3)", "smiles"),  # SwissLipids
        ("non_canonical_smiles", "smiles"),  # Open Reaction Database
        ("E_MF", "formula"),  # NCI Open Database
        ("Monoiso_Mass", "monoisotopic_mass"),  # NORMAN SusDat
        ("theoretical_neutral_mass", "monoisotopic_mass"),  # mzTab-M
        ("Exact Mass (calc.)", "monoisotopic_mass"),
        ("CASRN_DTXSID", "cas"),  # CompTox, MS-ready download
        ("EC / List no.", "ec_number"),  # ECHA
        ("KEGG ID of Ligand", "kegg_id"),  # BindingDB
        ("PubChem Compound Database Links", "pubchem_cid"),  # ChEBI 2025
        ("CHEBI_ACCESSION", "chebi_id"),
        ("metKEGGID", "kegg_id"),  # Human-GEM
        ("metHMDBID", "hmdb_id"),
        ("metLipidMapsID", "lipidmaps_id"),
        ("metMetaNetXID", "metanetx_id"),
        ("dsstox_substance_id", "dtxsid"),  # ToxCast
        ("DSSTox_Structure_Id", "dtxcid"),  # CompTox
        ("LM_ID", "lipidmaps_id"),  # LIPID MAPS structure database
        ("Lipid Maps ID (LM_ID)", "lipidmaps_id"),  # PubChem
        ("HMDB Database Links", "hmdb_id"),  # ChEBI 2025
    ],
)
def test_headings_of_public_tables(title, field):
    """Headings of public tables are known."""
    assert title in found(["InChI", title])[field]


def test_a_word_in_brackets_may_change_the_column():
    """The formula of an ion is not that of the compound."""
    assert "formula" not in best(["SMILES", "Formula (measured ion)"])


@pytest.mark.parametrize(
    ("masses", "read"),
    [
        pytest.param(("103.12", "213.66"), True, id="average"),
        pytest.param(("103.0633", "213.0557"), True, id="monoisotopic"),
        pytest.param(("103", "213"), True, id="nominal"),
        pytest.param(("25.3", "10.1"), False, id="milligrams"),
        pytest.param(("104.0706", "214.0629"), True, id="ions"),
        pytest.param(("103.12", "180.16"), True, id="one-is-wrong"),
        pytest.param(("", ""), False, id="empty"),
    ],
)
@pytest.mark.parametrize(
    ("title", "molecules"),
    [
        pytest.param("Formula", ("C4H9NO2", "C10H12ClNO2"), id="formulas"),
        pytest.param("SMILES", ("NCCCC(=O)O", "NCC(CC(=O)O)c1ccc(Cl)cc1"), id="smiles"),
        pytest.param(
            "InChI",
            (
                "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
                "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
            ),
            id="inchi",
        ),
    ],
)
def test_a_bare_mass_is_read_where_half_belong_to_the_molecules(title, molecules, masses, read):
    """A column of weighed samples is none of masses of molecules (GABA, baclofen: PubChem, CIDs 119 and 2284)."""
    samples = list(zip(molecules, masses, strict=True))

    assert ("molecular_weight" in best([title, "Mass"], samples=samples)) is read


@pytest.mark.parametrize("text", ["", "N/A", "C(", "InChI=1S/", "*CC"])
def test_a_bare_mass_beside_nothing_that_has_a_mass_is_not_read(text):
    """A cell that describes no molecule says nothing of the column beside it."""
    assert "molecular_weight" not in best(["SMILES", "Mass"], samples=[(text, "103.12")])


def test_a_nominal_mass_is_read_as_a_bare_one():
    """It is read beside molecules that it fits (GABA), but neither beside another mass nor where it does not fit."""
    header, samples = ["SMILES", "Nominal mass"], [("NCCCC(=O)O", "103", "103.0633")]

    assert "molecular_weight" in best(header, samples=samples)
    assert "molecular_weight" not in best(header, samples=[("NCCCC(=O)O", "12", "")])
    assert "molecular_weight" not in best([*header, "Exact mass"], samples=samples)


def test_a_bare_mass_beside_measured_ions_is_not_read():
    """Beside an adduct the mass may be that of the ion."""
    samples = [("C4H9NO2", "103.0633", "[M+H]+")]

    assert "molecular_weight" not in best(["Formula", "Mass", "Adduct"], samples=samples)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(["Name", "CAS-Nr.", "EG-Nummer", "Summenformel", "Molare Masse (g/mol)"], id="German"),
        pytest.param(["Nom", "Numéro CAS", "Numéro EC", "Formule brute", "Masse molaire"], id="French"),
        pytest.param(["Nom", "Numero CAS", "Numero EC", "FORMULE BRUTE", "Masse molaire"], id="without-accents"),
        pytest.param(["Nombre", "Número CAS", "Número EC", "Fórmula molecular", "Masa molar"], id="Spanish"),
        pytest.param(["名称", "CAS号", "EC号", "分子式", "分子量"], id="Chinese"),
        pytest.param(["物質名", "CAS番号", "EC番号", "化学式", "モル質量"], id="Japanese"),
    ],
)
def test_headings_of_other_languages(header):
    """Name, CAS number, EC number, formula and average mass are known in five more languages."""
    fields = ("name", "cas", "ec_number", "formula", "molecular_weight")

    assert best(header) == dict(zip(fields, header, strict=True))
