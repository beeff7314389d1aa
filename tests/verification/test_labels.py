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
