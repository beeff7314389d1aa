"""Racemates and unknown enantiomers keep their identity in a comparison."""

from __future__ import annotations

import pytest

from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.comparison.entry import badge
from gaba_analogs.analogs.stereo.enantiomers import enantiomers

FLAT = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"  # baclofen, CAS 1134-47-0, PubChem CID 2284
TAMP = "NC[C@H]1C[C@@H]1C(=O)O"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(enantiomers("baclofen").racemate, id="stereoisomer"),
        pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|", id="drawn-R"),
        pytest.param("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|", id="drawn-S"),
        pytest.param("Cl.NC[C@@H](CC(=O)O)c1ccc(Cl)cc1 |&1:3|", id="salt"),
    ],
)
def test_racemate(given):
    """A racemate has the key, the fingerprint, the values and the badge of the racemate, however it is drawn."""
    table = compare({"given": given, "R": "(R)-baclofen", "racemate": "baclofen"})
    entry = table["given"]

    assert (entry.inchikey, badge(entry)) == (FLAT, "racemate (RS)")
    assert table.similarity().loc["given"].round(3).tolist() == [1.0, 0.929, 1.0]
    assert entry.neutral.smiles.endswith("|&1:2|")
    assert entry.at_ph74.smiles.endswith("|&1:2|")
    assert table.frame.loc["given", "cip"] == "rac-R"


def test_values_of_the_racemate():
    """The bundled values of the racemate are its own; those of the drawn enantiomer are not."""
    found = compare([enantiomers("baclofen").racemate]).measured()

    assert set(found["compound_key"]) == {"baclofen"}


def test_one_enantiomer():
    """A single enantiomer, unknown which, is neither the racemate nor the one that is drawn."""
    table = compare({"unknown": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |o1:2|", "racemate": "baclofen"})
    entry = table["unknown"]

    assert badge(entry) == "one enantiomer, unknown which"
    assert (entry.key, entry.inchikey) == (None, FLAT)
    assert table.measured()["name"].unique().tolist() == ["racemate"]
    assert table.pairs()["change"].tolist() == ["one enantiomer, unknown which>racemate"]
    assert not any("same InChIKey" in note for note in table.notes["note"])


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ("|&1:2,4|", "racemate"),
        ("|o1:2,4|", "one enantiomer, unknown which"),
        ("|&1:2,&2:4|", "mixture of stereoisomers"),
        ("|&1:2|", "mixture of stereoisomers"),
        ("|o1:2|", "one stereoisomer, unknown which"),
        ("|a:2,4|", "(R,R)"),
    ],
)
def test_two_centres(groups, words):
    """Groups over two centres of 2-(aminomethyl)cyclopropanecarboxylic acid are told apart."""
    assert badge(compare({"x": f"NC[C@@H]1C[C@H]1C(=O)O {groups}"})["x"]) == words


def test_racemate_of_two_centres_has_no_standard_inchi():
    """Both drawings of racemic TAMP are one compound, which the standard InChI cannot express."""
    table = compare({"one": f"{TAMP} |&1:2,4|", "other": "NC[C@@H]1C[C@H]1C(=O)O |&1:2,4|"})

    assert table.identity["inchikey"].tolist() == [None, None]
    assert table.identity["smiles"].nunique() == 1


def test_meso_in_a_group():
    """A meso compound stays one compound: a group over its centres changes nothing."""
    assert badge(compare({"x": "OC(=O)[C@H](O)[C@H](O)C(=O)O |&1:3,5|"})["x"]) == "(R,S)"


@pytest.mark.parametrize("smiles", ["CC=C=CC", "Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12"], ids=["allene", "BINOL"])
def test_axis(smiles):
    """A chiral axis is not examined, and that is said instead of achiral."""
    table = compare({"x": smiles})

    assert badge(table["x"]) == "chirality not examined"
    assert "achiral" not in table.to_html()
