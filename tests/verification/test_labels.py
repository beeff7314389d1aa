"""Isotope labels in some fields and not in others: who is blamed."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify

# N-methylbenzamide, CID 11954, and N-(trideuteriomethyl)benzamide; average masses by PubChem's atomic weights
PLAIN = {
    "smiles": "CNC(=O)c1ccccc1",
    "inchi": "InChI=1S/C8H9NO/c1-9-8(10)7-5-3-2-4-6-7/h2-6H,1H3,(H,9,10)",
    "inchikey": "NCCHARWOCKOHIH-UHFFFAOYSA-N",
    "molecular_weight": "135.16",
    "formula": "C8H9NO",
}
LABELLED = {
    "smiles": "[2H]C([2H])([2H])NC(=O)c1ccccc1",
    "inchi": "InChI=1S/C8H9NO/c1-9-8(10)7-5-3-2-4-6-7/h2-6H,1H3,(H,9,10)/i1D3",
    "inchikey": "NCCHARWOCKOHIH-FIBGUPNXSA-N",
    "molecular_weight": "138.18",
    "formula": "C8H6D3NO",
}


@pytest.mark.parametrize("field", ["smiles", "inchi", "inchikey", "formula"])
def test_labels_in_one_field_only(field):
    """Where the mass too is the unlabelled compound's, the one labelled field is the suspect, and it alone."""
    report = verify(PLAIN | {field: LABELLED[field]}, names=False)

    assert (report.verdict, report.suspects, report.ambiguous) == ("inconsistent", (field,), False)


@pytest.mark.parametrize("field", ["smiles", "inchi"])
def test_labels_missing_in_one_field(field):
    """A structure without labels says less; a formula without labels says nothing about them."""
    report = verify(LABELLED | {field: PLAIN[field], "formula": PLAIN["formula"]}, names=False)

    assert (report.verdict, report.suspects) == ("underspecified", (field,))


def test_labels_of_key_and_mass():
    """A mass above that of the structure by three deuterium atoms is that of the labelled form of the key."""
    report = verify(PLAIN | {field: LABELLED[field] for field in ("inchikey", "molecular_weight")}, names=False)

    assert (report.verdict, report.suspects) == ("underspecified", ("inchi", "smiles"))


@pytest.mark.parametrize("smiles", ["C", "[12CH4]"])
def test_label_of_the_commonest_isotope(smiles):
    """/i1+0 is a label, carbon-12: a SMILES without it says less."""
    # InChI Technical Manual: the shift is counted from the rounded atomic weight
    report = verify({"smiles": smiles, "inchi": "InChI=1S/CH4/h1H4/i1+0"}, names=False)

    assert report.suspects == (("smiles",) if smiles == "C" else ())


def test_mass_of_a_nuclide_as_tables_print_it():
    """Cobalt-60 weighs 59.933816 by AME2016 and 59.933817 by others."""
    report = verify({"smiles": "[60Co]", "molecular_weight": "59.933816"}, names=False)

    assert report.verdict == "verified"


# benzene; masses summed by hand from IUPAC's atomic weights and isotope masses
BENZENE = {
    "name": "benzene",
    "inchikey": "UHOVQNZJYSORNB-UHFFFAOYSA-N",
    "formula": "C6H6",
    "molecular_weight": "78.11",
    "monoisotopic_mass": "78.0470",
}
LABELLED_BENZENE = [
    {"smiles": "[2H]c1c([2H])c([2H])c([2H])c([2H])c1[2H]"},
    {"inchi": "InChI=1S/C6H6/c1-2-4-6-5-3-1/h1-6H/i1D,2D,3D,4D,5D,6D"},
]
HEAVY_WATER_UNDER_WATER = {
    "name": "water",
    "smiles": "[2H]O[2H]",
    "inchikey": "XLYOFNOQVPJJNP-UHFFFAOYSA-N",
    "formula": "H2O",
    "molecular_weight": "18.015",
}


@pytest.mark.parametrize("record", [*(BENZENE | drawn for drawn in LABELLED_BENZENE), HEAVY_WATER_UNDER_WATER])
def test_labels_of_one_drawing_alone(record):
    """Labels that only the drawing has are doubted where key and masses are those of the unlabelled compound."""
    report = verify(record, names=False)

    assert (report.verdict, report.suspects) == ("inconsistent", tuple({"smiles", "inchi"} & record.keys()))
    assert not report.corrections


@pytest.mark.parametrize("drawn", LABELLED_BENZENE)
def test_one_mass_against_the_labels_of_one_drawing(drawn):
    """Whether a mass left the labels out or a drawing has them too many is open; nothing is corrected."""
    record = {"name": "benzene", "formula": "C6H6", "molecular_weight": "78.11", **drawn}

    report = verify(record, names=False)

    assert report.ambiguous
    assert not report.corrections


@pytest.mark.parametrize("labelled", [{"name": "benzene-d6"}, {"inchikey": "UHOVQNZJYSORNB-MZWXYZOWSA-N"}])
def test_labels_of_a_drawing_and_another_field(labelled):
    """Where the name or the key has the labels of the drawing, it is the mass that leaves them out."""
    report = verify(BENZENE | LABELLED_BENZENE[0] | labelled, names=False)

    assert report.suspects == ("molecular_weight", "monoisotopic_mass")
    assert report.corrections["molecular_weight"] == "84.15"
