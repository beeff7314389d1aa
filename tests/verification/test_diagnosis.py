"""The smallest set of fields that must be wrong."""

import pytest

from gaba_analogs.verification.diagnosis import Evidence, diagnose, smallest_covers


def evidence(pairs="", *, condemned="", less=""):
    """Make evidence of words: ``a-b`` a contradiction, ``a<b`` less than."""
    return Evidence(
        condemned=set(condemned.split()),
        contradictions={frozenset(pair.split("-")) for pair in pairs.split()},
        less={tuple(pair.split("<")) for pair in less.split()},
    )


# The smallest covers are counted by hand.
@pytest.mark.parametrize(
    ("found", "suspects", "ambiguous", "certain"),
    [
        pytest.param(evidence(), "", False, "", id="nothing"),
        pytest.param(evidence("smiles-inchi"), "inchi smiles", True, "", id="one-against-one"),
        pytest.param(evidence("smiles-inchi smiles-key"), "smiles", False, "smiles", id="one-against-two"),
        pytest.param(
            evidence("smiles-inchi smiles-key formula-inchi formula-key"),
            "formula inchi key smiles",
            True,
            "",
            id="two-against-two",
        ),
        pytest.param(
            evidence("smiles-inchi smiles-key mass-inchi mass-key mass-smiles"),
            "mass smiles",
            False,
            "mass smiles",
            id="two-apart-against-two",
        ),
        pytest.param(evidence("smiles-inchi", condemned="smiles"), "smiles", False, "smiles", id="condemned-explains"),
        pytest.param(
            evidence("smiles-inchi", condemned="cas"), "cas inchi smiles", True, "cas", id="condemned-elsewhere"
        ),
        pytest.param(evidence(less="smiles<inchi smiles<key"), "smiles", False, "smiles", id="says-less"),
        pytest.param(evidence(less="smiles<inchi key<inchi"), "key smiles", False, "key smiles", id="two-say-less"),
        pytest.param(
            evidence("mass-inchi mass-smiles", less="smiles<inchi"),
            "mass smiles",
            False,
            "mass smiles",
            id="wrong-and-less",
        ),
        pytest.param(
            evidence("inchi-key inchi-formula", less="smiles<inchi"), "inchi", False, "inchi", id="less-than-a-suspect"
        ),
        pytest.param(evidence("a-b a-c a-d b-c"), "a b c", True, "a", id="one-certain-of-three"),
    ],
)
def test_diagnose(found, suspects, ambiguous, certain):
    """Suspects are the smallest explanation; equally small ones are all named, and what they share is certain."""
    diagnosis = diagnose(found)

    assert (list(diagnosis.suspects), diagnosis.ambiguous) == (suspects.split(), ambiguous)
    assert diagnosis.certain == set(certain.split())


def test_many_fields_end_the_search():
    """With more fields than a record has, all are named instead of searched."""
    pairs = [frozenset((f"a{i}", f"b{i}")) for i in range(9)]

    assert [len(cover) for cover in smallest_covers(pairs)] == [18]


def test_smallest_covers_of_a_triangle():
    """Three fields that contradict each other: any two explain it."""
    covers = smallest_covers([frozenset("ab"), frozenset("bc"), frozenset("ac")])

    assert sorted("".join(sorted(cover)) for cover in covers) == ["ab", "ac", "bc"]
