"""The one table of fields: what it says, that its entries make sense, and that the record has the same fields."""

import re
from dataclasses import fields

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.record.fields import BY_NAME, TABLE, Field, Form, Kind, of_kind, shape_of, table_by_name
from gaba_analogs.results.findings import Verdict

NUMBER = Form(re.compile(r"\d+"), "a number")


def entry(**changes):
    """Make an entry for a field that does not exist, some things of it changed."""
    right = {
        "name": "nsc_number",
        "words": "NSC number",
        "kind": Kind.IDENTIFIER,
        "spellings": ("nscnumber",),
        "example": "329137",  # baclofen, National Cancer Institute
        "form": NUMBER,
    }
    return Field(**{**right, **changes})


def test_record_and_table_have_the_same_fields():
    """The record states the fields of the table, in its order, each as text or not at all."""
    attributes = {f.name: (f.type, f.default) for f in fields(StructureRecord)}

    assert tuple(attributes) == (*FIELDS, "place", "labels", "problem", "identity", "carried")
    assert {attributes[name] for name in FIELDS} == {("str | None", None)}


def test_record_explains_every_field():
    """The docstring of the record, which editors show, has every field."""
    parameters = StructureRecord.__doc__.partition("Parameters")[2]

    assert [name for name in FIELDS if not re.search(rf"\b{name}\b", parameters)] == []


def test_unknown_field():
    """A misspelt field is refused, as by any class."""
    with pytest.raises(TypeError, match="smile"):
        StructureRecord(smile="NCCCC(=O)O")


def test_examples_are_one_compound():
    """The examples of the table agree with one another: they are baclofen's (PubChem CID 2284)."""
    report = verify(StructureRecord(**{name: field.example or None for name, field in BY_NAME.items()}), names=False)

    assert (report.verdict, report.findings) == (Verdict.VERIFIED, ())


def test_kinds():
    """Fields are found by their kind, in canonical order."""
    assert of_kind(Kind.MONOISOTOPIC_MASS, Kind.AVERAGE_MASS) == ("molecular_weight", "monoisotopic_mass")
    assert {name for name, field in BY_NAME.items() if field.drawable} == {
        "smiles",
        "connectivity_smiles",
        "inchi",
        "iupac_name",
        "molblock",
    }


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"form": None}, "needs a form", id="identifier-without-form"),
        pytest.param({"kind": Kind.FORMULA}, "only identifiers have a form", id="form-of-no-identifier"),
        pytest.param({"name": "NSC"}, "small letters", id="capitals"),
        pytest.param({"name": "nsc number"}, "small letters", id="blank-in-the-name"),
        pytest.param({"words": " "}, "no words", id="no-words"),
        pytest.param({"spellings": ()}, "no heading", id="no-heading"),
        pytest.param({"spellings": ("NSC Number",)}, "spellings are small letters", id="heading-as-typed"),
        pytest.param({"spellings": ("nsc", "nsc")}, "given twice", id="heading-twice"),
        pytest.param({"parameters": ("nsc_number",)}, "parameters are small letters", id="parameter-as-typed"),
        pytest.param({"example": ""}, "no example", id="no-example"),
        pytest.param({"example": "NSC-329137"}, "has not the form", id="example-of-another-form"),
        pytest.param({"shape": re.compile(r"NSC\d+")}, "has not the shape", id="example-of-another-shape"),
        pytest.param({"address": "http://example.org/{}"}, "https", id="address-without-https"),
        pytest.param({"address": "https://example.org/"}, "one {}", id="address-without-place"),
        pytest.param({"kind": Kind.CHARGE, "form": None, "prefix": "NSC"}, "prefix", id="prefix-without-form"),
        pytest.param({"aspects": ("mass", "stereo")}, "in their order", id="aspects-in-disorder"),
        pytest.param({"aspects": ("colour",)}, "those of ASPECTS", id="unknown-aspect"),
    ],
)
def test_wrong_entry(changes, complaint):
    """An entry that contradicts itself is told what is wrong."""
    assert entry().complaints() == []
    assert complaint in "; ".join(entry(**changes).complaints())


@pytest.mark.parametrize("field", TABLE, ids=lambda field: field.name)
def test_every_entry(field):
    """No entry of the table contradicts itself."""
    assert field.complaints() == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"name": "cas"}, "name"),
        ({"words": "CAS number"}, "words"),
        ({"spellings": ("casrn",)}, "heading"),
        ({"parameters": ("casno",)}, "parameter"),
    ],
)
def test_two_fields_alike(changes, what):
    """Two fields that share a name, words, a heading or a parameter are refused."""
    assert len(table_by_name([*TABLE, entry()])) == len(TABLE) + 1
    with pytest.raises(ValueError, match=f"the same {what}"):
        table_by_name([*TABLE, entry(**changes)])


@pytest.mark.parametrize(
    ("field", "text", "right"),
    [
        ("pubchem_cid", "2284", True),
        ("pubchem_cid", "CID 2284", True),
        ("pubchem_cid", "baclofen", False),
        ("chembl_id", "CHEMBL701", True),
        ("chembl_id", "CHEMBL", False),
        ("chebi_id", "CHEBI:2972", True),
        ("chebi_id", "2972", True),
        ("drugbank_id", "DB00181", True),
        ("drugbank_id", "DB181", False),
        ("drugbank_id", "APRD00551", True),
        ("kegg_id", "D00241", True),
        ("kegg_id", "C12345", True),
        ("kegg_id", "D0241", False),
        ("chemspider_id", "2197", True),
        ("iuphar_id", "1084", True),
        ("atc_code", "M03BX01", True),
        ("atc_code", "M03BX", True),
        ("atc_code", "QM03BX01", True),
        ("atc_code", "M3BX01", False),
        ("atc_code", "E03BX01", False),
    ],
)
def test_identifier_forms(field, text, right):
    """Each database writes its identifiers in its own form."""
    assert (BY_NAME[field].form.pattern.fullmatch(text) is not None) is right


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("InChI=1S/CH4/h1H4", "inchi"),
        ("1S/CH4/h1H4", "inchi"),
        ("BTCSSZJGUNDROE-UHFFFAOYSA-N", "inchikey"),
        ("InChIKey=BTCSSZJGUNDROE-UHFFFAOYSA-N", "inchikey"),
        ("TTZWEOINXHJHCY-UHJVZONPBK", "inchikey"),
        ("1134-47-0", "cas"),
        ("209-217-7", "ec_number"),
        ("CHEMBL701", "chembl_id"),
        ("CHEBI:2972", "chebi_id"),
        ("DB00181", "drugbank_id"),
        ("DTXSID5022641", "dtxsid"),
        ("DTXCID30182", "dtxcid"),
        ("HMDB00112", "hmdb_id"),
        ("LMSP0501AA01", "lipidmaps_id"),
        ("MNXM192", "metanetx_id"),
        ("213.66", None),
        ("NCCCC(=O)O", None),
        ("C4H9NO2", None),
        ("baclofen", None),
    ],
)
def test_shape_of(text, shape):
    """A value shows by its shape where it belongs, or does not."""
    assert shape_of(text) == shape


@pytest.mark.parametrize(
    ("field", "text", "bare"),
    [
        ("pubchem_cid", "CID 2284", "2284"),
        ("pubchem_cid", "SID 7001", None),
        ("pubchem_cid", "٢٢٨٤", None),
        ("chembl_id", "chembl701", "701"),
        ("drugbank_id", "db00181", "DB00181"),
        ("drugbank_id", "APRD00551", None),
        ("kegg_id", "cpd:C00334", "C00334"),
        ("kegg_id", "E00021", None),
        ("hmdb_id", "hmdb00112", "HMDB0000112"),
        ("hmdb_id", "HMDB:HMDB0000112", "HMDB0000112"),
        ("lipidmaps_id", "LMFA01", None),
        ("metanetx_id", "metanetx.chemical:MNXM192", "MNXM192"),
        ("atc_code", "QM03BX01", None),
        ("cas", "CAS 1134-47-0", "1134-47-0"),
        ("smiles", "C", None),
    ],
)
def test_bare_identifier(field, text, bare):
    """What completes an address is the identifier without its prefix; some have no page."""
    assert BY_NAME[field].bare(text) == bare
