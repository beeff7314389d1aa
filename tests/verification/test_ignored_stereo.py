"""Configuration that OPSIN sets aside is neither flat nor placed: the letters of the name are compared instead."""

import pytest

from gaba_analogs.api.verify import verify

# IUPHAR 9145 (3s by hand, CIP rule 5) and 4785 (threonine); OECD DTXSID50896975, whose centre OPSIN calls R
CYCLOBUTANOL = {
    "iupac_name": "(1R,3r)-3-(4-tert-butylpyridin-2-yl)-3-[(S)-hydroxy(pyridin-2-yl)methyl]-1-methylcyclobutan-1-ol",
    "smiles": "O[C@@H]([C@@]1(C[C@](C1)(C)O)c1nccc(c1)C(C)(C)C)c1ccccn1",
}
THREONINE = {"iupac_name": "(2S,3R,9S)-2-amino-3-hydroxybutanoic acid", "smiles": "C[C@@H](O)[C@H](N)C(=O)O"}
SULFINAMIDE = {
    "iupac_name": "(SR)-1,1,2,2,3,3,4,4,4-Nonafluorobutane-1-sulfinamide",
    "smiles": "N[S@](=O)C(F)(F)C(F)(F)C(F)(F)C(F)(F)F",
}


@pytest.mark.names
def test_misplaced_mark_is_no_epimer():
    """OPSIN puts the 1R of a ring on the carbinol: the only fault is the r."""
    assert [finding.code for finding in verify(CYCLOBUTANOL).findings] == ["name-stereo-mismatch"]


@pytest.mark.names
def test_right_letters_beside_a_misplaced_mark():
    """With 3s in place of 3r the name says what is drawn."""
    record = {**CYCLOBUTANOL, "iupac_name": CYCLOBUTANOL["iupac_name"].replace("3r", "3s")}

    assert not verify(record).findings


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(THREONINE, False, id="placed-and-right"),
        pytest.param({**THREONINE, "smiles": "C[C@H](O)[C@@H](N)C(=O)O"}, True, id="placed-and-wrong"),
        pytest.param(SULFINAMIDE, False, id="SR-is-R-at-sulfur"),
        pytest.param({**SULFINAMIDE, "smiles": "NS(=O)C(F)(F)C(F)(F)C(F)(F)C(F)(F)F"}, False, id="SR-is-a-racemate"),
        pytest.param(
            {**SULFINAMIDE, "iupac_name": SULFINAMIDE["iupac_name"].replace("(SR)", "(SS)")},
            True,
            id="SS-is-S-at-sulfur",
        ),
        pytest.param(
            {**SULFINAMIDE, "iupac_name": SULFINAMIDE["iupac_name"].replace("(SR)", "(RS)")},
            True,
            id="RS-is-a-racemate",
        ),
        pytest.param(
            {"iupac_name": "(SR)-2-aminobutanoic acid", "smiles": "CC[C@H](N)C(=O)O"}, True, id="SR-without-sulfur"
        ),
    ],
)
def test_letters_that_were_set_aside(record, accused):
    """What OPSIN placed may contradict; (SR) before a sulfur centre leaves open what it means."""
    assert (verify(record).verdict == "inconsistent") is accused
