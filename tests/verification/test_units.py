"""An InChI and the InChIKey that is its hash are one witness."""

from __future__ import annotations

from gaba_analogs.api.verify import verify

# GABA and GHB, CIDs 119 and 10413
INCHI, KEY = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", "BTCSSZJGUNDROE-UHFFFAOYSA-N"
GHB = {"formula": "C4H8O3", "molecular_weight": "104.10", "smiles": "OCCCC(=O)O"}


def judged(*fields, **more):
    """Verify some fields of GHB beside InChI and key of GABA."""
    return verify({"inchi": INCHI, "inchikey": KEY} | {field: GHB[field] for field in fields} | more, names=False)


def test_formula_against_inchi_and_its_hash_is_ambiguous():
    """One field against one witness: both are named, and nothing is corrected."""
    report = judged("formula")

    assert (report.suspects, report.ambiguous, dict(report.corrections)) == (
        ("formula", "inchi", "inchikey"),
        True,
        {},
    )


def test_formula_and_mass_against_inchi_and_its_hash_are_ambiguous():
    """A mass may have been computed from the formula: the record stays open."""
    report = judged("formula", "molecular_weight")

    assert (report.ambiguous, dict(report.corrections)) == (True, {})


def test_drawing_decides_for_the_formula():
    """Where the SMILES agrees with the formula, InChI and key are those of another compound."""
    report = judged("formula", "smiles")

    assert (report.suspects, report.ambiguous) == (("inchi", "inchikey"), False)


def test_drawing_decides_for_the_inchi():
    """Where the SMILES agrees with the InChI, the formula is wrong."""
    report = judged("formula", smiles="NCCCC(=O)O")

    assert (report.suspects, dict(report.corrections)) == (("formula",), {"formula": "C4H9NO2"})


def test_key_of_another_inchi_counts_for_itself():
    """A key that is not the hash of the InChI beside it is a witness of its own."""
    report = judged("formula", "smiles", inchikey="SJZRECIVHVDYJC-UHFFFAOYSA-N")

    assert (report.suspects, dict(report.corrections)) == (
        ("inchi",),
        {"inchi": "InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)"},
    )
