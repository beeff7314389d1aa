"""PubChem answers in JSON."""

import json

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers.json.objects import read_json
from gaba_analogs.readers.json.pubchem import HEADINGS, PROPERTIES, is_answer
from gaba_analogs.record import FIELDS

# Propane-1-amine-2-ol: PubChem CID 4.  (Z)-1,2-dichloroethene: CID 643833.  GABA: CID 119.
INCHI = "InChI=1S/C2H2Cl2/c3-1-2-4/h1-2H/b2-1-"


def prop(label, name, value):
    """Build one property of a compound record."""
    urn = {"label": label, "name": name} if name else {"label": label}
    return {"urn": urn, "value": value}


def compound(props, cid=643833, charge=0):
    """Build a compound record."""
    identifier = {} if cid is None else {"id": {"cid": cid}}
    return {"id": identifier, "atoms": {}, "bonds": {}, "charge": charge, "props": props}


def answer(document):
    """Read an answer."""
    return list(read_json(json.dumps(document), "x.json"))


# The same compound as PubChem answered in 2016 (numbers), 2021 (texts) and 2025 (new names).
AGES = {
    "2016": [
        prop("IUPAC Name", "Allowed", {"sval": "(Z)-1,2-dichloroethylene"}),
        prop("IUPAC Name", "Preferred", {"sval": "(Z)-1,2-dichloroethene"}),
        prop("InChI", "Standard", {"sval": INCHI}),
        prop("InChIKey", "Standard", {"sval": "KFUSEUYYWQURPO-UPHRSURJSA-N"}),
        prop("Mass", "Exact", {"fval": 95.953}),
        prop("Molecular Formula", None, {"sval": "C2H2Cl2"}),
        prop("Molecular Weight", None, {"fval": 96.938}),
        prop("SMILES", "Canonical", {"sval": "C(=CCl)Cl"}),
        prop("SMILES", "Isomeric", {"sval": r"C(=C\Cl)\Cl"}),
        prop("Weight", "MonoIsotopic", {"fval": 95.953}),
    ],
    "2021": [
        prop("IUPAC Name", "Preferred", {"sval": "(Z)-1,2-dichloroethene"}),
        prop("InChI", "Standard", {"sval": INCHI}),
        prop("InChIKey", "Standard", {"sval": "KFUSEUYYWQURPO-UPHRSURJSA-N"}),
        prop("Mass", "Exact", {"sval": "95.954"}),
        prop("Molecular Formula", None, {"sval": "C2H2Cl2"}),
        prop("Molecular Weight", None, {"sval": "96.938"}),
        prop("SMILES", "Canonical", {"sval": "C(=CCl)Cl"}),
        prop("SMILES", "Isomeric", {"sval": r"C(=C\Cl)\Cl"}),
        prop("Weight", "MonoIsotopic", {"sval": "95.953"}),
    ],
    "2025": [
        prop("IUPAC Name", "Preferred", {"sval": "(Z)-1,2-dichloroethene"}),
        prop("InChI", "Standard", {"sval": INCHI}),
        prop("InChIKey", "Standard", {"sval": "KFUSEUYYWQURPO-UPHRSURJSA-N"}),
        prop("Molecular Formula", None, {"sval": "C2H2Cl2"}),
        prop("Molecular Weight", None, {"sval": "96.938"}),
        prop("SMILES", "Absolute", {"sval": r"C(=C\Cl)\Cl"}),
        prop("SMILES", "Connectivity", {"sval": "C(=CCl)Cl"}),
        prop("Weight", "MonoIsotopic", {"sval": "95.953"}),
    ],
}


@pytest.mark.parametrize("age", AGES)
def test_schema_ages(age):
    """Answers of every age state the same."""
    (record,) = answer({"PC_Compounds": [compound(AGES[age])]})
    fields = dict(record.stated())

    assert fields.pop("name").startswith("(Z)-1,2-dichloroeth")
    assert fields == {
        "smiles": r"C(=C\Cl)\Cl",
        "connectivity_smiles": "C(=CCl)Cl",
        "inchi": INCHI,
        "inchikey": "KFUSEUYYWQURPO-UPHRSURJSA-N",
        "formula": "C2H2Cl2",
        "molecular_weight": "96.938",
        "monoisotopic_mass": "95.953",
        "charge": "0",
        "iupac_name": "(Z)-1,2-dichloroethene",
        "pubchem_cid": "643833",
    }
    assert record.labels["monoisotopic_mass"] == "Weight (MonoIsotopic)"


@pytest.mark.parametrize(
    ("names", "iupac_name", "name"),
    [
        pytest.param(["Preferred", "Systematic", "Traditional"], "Preferred", "Traditional", id="all"),
        pytest.param(["Traditional", "Allowed", "Systematic"], "Systematic", "Traditional", id="no-preferred"),
        pytest.param(["Allowed"], "Allowed", "Allowed", id="one"),
        pytest.param(["Markup"], None, None, id="markup-is-no-name"),
    ],
)
def test_names(names, iupac_name, name):
    """The preferred systematic name is the IUPAC name, the traditional one the name."""
    (record,) = answer({"PC_Compounds": [compound([prop("IUPAC Name", n, {"sval": n}) for n in names])]})

    assert (record.iupac_name, record.name) == (iupac_name, name)


def test_exact_mass_stands_in():
    """Where no monoisotopic mass is stated the exact mass counts, and is labelled so."""
    (record,) = answer({"PC_Compounds": [compound([prop("Mass", "Exact", {"fval": 95.953})])]})

    assert record.monoisotopic_mass == "95.953"
    assert record.labels == {"monoisotopic_mass": "Mass (Exact)"}


def test_digits_are_kept():
    """A number in JSON keeps its trailing zero."""
    props = '[{"urn": {"label": "Molecular Weight"}, "value": {"fval": 180.150}}]'
    text = f'{{"PC_Compounds": [{{"id": {{}}, "props": {props}}}]}}'

    assert next(read_json(text, "x")).molecular_weight == "180.150"


def test_structure_unknown_to_pubchem():
    """An answer without CID is still a record."""
    (record,) = answer({"PC_Compounds": [compound([prop("SMILES", "Absolute", {"sval": "C"})], cid=None)]})

    assert (record.smiles, record.pubchem_cid) == ("C", None)


@pytest.mark.parametrize("wrap", [lambda c: c, lambda c: c[0], lambda c: {"PC_Compounds": c}])
def test_without_the_outer_key(wrap):
    """The content of PC_Compounds may stand alone."""
    assert [r.inchi for r in answer(wrap([compound(AGES["2025"])]))] == [INCHI]


def test_several_compounds():
    """Compounds are numbered."""
    records = answer({"PC_Compounds": [compound([], cid=4), compound([], cid=119, charge=1)]})

    assert [(r.pubchem_cid, r.charge, r.place.row) for r in records] == [("4", "0", 1), ("119", "1", 2)]


@pytest.mark.parametrize(
    ("row", "field", "text"),
    [
        ({"CanonicalSMILES": "C(CC(=O)O)CN"}, "connectivity_smiles", "C(CC(=O)O)CN"),
        ({"ConnectivitySMILES": "C(CC(=O)O)CN"}, "connectivity_smiles", "C(CC(=O)O)CN"),
        ({"IsomericSMILES": "C(CC(=O)O)CN"}, "smiles", "C(CC(=O)O)CN"),
        ({"SMILES": "C(CC(=O)O)CN"}, "smiles", "C(CC(=O)O)CN"),
        ({"MolecularWeight": "103.12"}, "molecular_weight", "103.12"),
        ({"MolecularWeight": 103.12}, "molecular_weight", "103.12"),
        ({"ExactMass": "103.063328530"}, "monoisotopic_mass", "103.063328530"),
        ({"Title": "gamma-Aminobutyric Acid"}, "name", "gamma-Aminobutyric Acid"),
        ({"IUPACName": "4-aminobutanoic acid"}, "iupac_name", "4-aminobutanoic acid"),
        ({"Charge": 0}, "charge", "0"),
    ],
)
def test_property_table(row, field, text):
    """Rows of a property table are recognised by their property names, old and new."""
    (record,) = answer({"PropertyTable": {"Properties": [{"CID": 119, **row}]}})

    assert record.pubchem_cid == "119"
    assert getattr(record, field) == text


def test_synonym_list():
    """A list of synonyms names the compound by its first."""
    (record,) = answer({"InformationList": {"Information": [{"CID": 119, "Synonym": ["GABA", "56-12-2"]}]}})

    assert (record.name, record.synonyms, record.pubchem_cid) == ("GABA", "GABA|56-12-2", "119")


def test_substance():
    """A substance record states its names and the compound it became."""
    substance = {
        "sid": {"id": 1},
        "synonyms": ["GABA"],
        "compound": [{"id": {"type": 0}}, {"id": {"type": 1, "id": {"cid": 119}}}],
    }
    (record,) = answer({"PC_Substances": [substance]})

    assert (record.name, record.pubchem_cid) == ("GABA", "119")


def section(heading, *values, reference=None, sections=()):
    """Build a section of a PUG View page."""
    information = [
        {"Value": {"StringWithMarkup": [{"String": value}]}}
        if isinstance(value, str)
        else {"Value": {"Number": [value]}}
        for value in values
    ]
    if reference is not None:
        information[-1]["Reference"] = [reference]
    return {"TOCHeading": heading, "Information": information, "Section": list(sections)}


# Guanidine hydrochloride, CID 5742, as PUG View printed it in 2021.
PAGE = {
    "RecordType": "CID",
    "RecordNumber": 5742,
    "RecordTitle": "Guanidine hydrochloride",
    "Section": [
        section(
            "Names and Identifiers",
            sections=[
                section("InChI", "InChI=1S/CH5N3.ClH/c2-1(3)4;/h(H5,2,3,4);1H"),
                section("InChIKey", "PJJJBBJSCAKJQF-UHFFFAOYSA-N"),
                section("Canonical SMILES", "C(=N)(N)N.Cl"),
                section("Molecular Formula", "CH5N3.ClH", "CH6ClN3", reference="Computed by PubChem 2.1"),
                section("CAS", "50-01-1", "50-01-1"),
                section("Related CAS", "113-00-8 (Parent)"),
                section("European Community (EC) Number", "200-002-3"),
                section("UNII", "3YQC9ZY4YB"),
            ],
        ),
        section(
            "Computed Properties",
            sections=[section("Molecular Weight", "95.53"), section("Formal Charge", 0)],
        ),
    ],
}


@pytest.mark.parametrize("wrap", [lambda page: page, lambda page: {"Record": page}])
def test_page(wrap):
    """A PUG View page states the first value under each known heading, PubChem's own preferred."""
    (record,) = answer(wrap(PAGE))

    assert dict(record.stated()) == {
        "name": "Guanidine hydrochloride",
        "connectivity_smiles": "C(=N)(N)N.Cl",
        "inchi": "InChI=1S/CH5N3.ClH/c2-1(3)4;/h(H5,2,3,4);1H",
        "inchikey": "PJJJBBJSCAKJQF-UHFFFAOYSA-N",
        "formula": "CH6ClN3",
        "molecular_weight": "95.53",
        "charge": "0",
        "cas": "50-01-1",
        "unii": "3YQC9ZY4YB",
        "ec_number": "200-002-3",
        "pubchem_cid": "5742",
    }


def test_page_of_a_substance():
    """The number of a substance page is no CID."""
    (record,) = answer({"Record": {**PAGE, "RecordType": "SID"}})

    assert record.pubchem_cid is None


def test_page_section_of_a_heading():
    """Registry numbers are taken from the names and identifiers alone; elsewhere such a heading is about them."""
    page = {
        "RecordType": "CID",
        "RecordNumber": 2284,
        "Section": [
            section(
                "Names and Identifiers",
                sections=[section("Other Identifiers", sections=[section("KEGG ID", "D00241")])],
            ),
            section("Pharmacology and Biochemistry", sections=[section("ATC Code", "M - Musculo-skeletal system")]),
        ],
    }

    assert [dict(record.stated()) for record in answer(page)] == [{"pubchem_cid": "2284", "kegg_id": "D00241"}]


def test_fault():
    """PubChem's own message is passed on."""
    fault = {"Code": "PUGREST.NotFound", "Message": "No CID found", "Details": ["No CID found that matches"]}

    with pytest.raises(InputError, match=r"PUGREST\.NotFound: No CID found: No CID found that matches"):
        answer({"Fault": fault})


@pytest.mark.parametrize(
    "document",
    [
        {"PC_Compounds": [{"id": 3, "props": [3, {"urn": 4}, {"urn": {}, "value": []}]}]},
        {"PC_Compounds": [{}]},
        {"PC_Compounds": [3]},
        {"PropertyTable": {"Properties": [3, {}]}},
        {"Record": {"Section": [3, {"TOCHeading": "InChI", "Information": {}}]}},
        {"PC_Substances": [{"compound": {}}]},
    ],
)
def test_malformed_answers(document):
    """An answer that is not built as expected gives records that state nothing."""
    assert all(not record.inchi for record in answer(document))


@pytest.mark.parametrize("value", [{"smiles": "C"}, [{"smiles": "C"}], [], {}, 3, None, [{"id": 1}]])
def test_other_json_is_no_answer(value):
    """Ordinary objects are left to the reader of objects."""
    assert not is_answer(value)


def test_fields_exist():
    """The tables name fields of the record."""
    named = {field for offers in PROPERTIES.values() for field, _ in offers} | {f for f, _ in HEADINGS.values()}

    assert named <= set(FIELDS)
