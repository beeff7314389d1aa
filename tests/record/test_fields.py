"""The one table of fields."""

import pytest

from gaba_analogs.record.fields import BY_NAME, shape_of


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
        ("213.66", None),
        ("NCCCC(=O)O", None),
        ("C4H9NO2", None),
        ("baclofen", None),
    ],
)
def test_shape_of(text, shape):
    """A value shows by its shape where it belongs, or does not."""
    assert shape_of(text) == shape
