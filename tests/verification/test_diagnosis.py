"""The smallest set of fields that must be wrong."""

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.structure import Structure
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
            "mass",
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


HASHED = frozenset({frozenset({"inchi", "key"})})
DRAWN = frozenset({"smiles"})


# The explanations are counted by hand: the InChI and the key that is its hash are one witness or two.
@pytest.mark.parametrize(
    ("pairs", "suspects", "ambiguous"),
    [
        pytest.param("formula-inchi formula-key", "formula inchi key", True, id="one-against-the-unit"),
        pytest.param(
            "formula-inchi formula-key name-inchi name-key", "formula inchi key name", True, id="two-against-the-unit"
        ),
        pytest.param(
            "formula-inchi formula-key name-inchi name-key mass-inchi mass-key",
            "inchi key",
            False,
            id="three-against-the-unit",
        ),
        pytest.param(
            "formula-inchi formula-key smiles-inchi smiles-key", "inchi key", False, id="drawing-with-the-formula"
        ),
        pytest.param("smiles-inchi smiles-key", "smiles", False, id="drawing-alone"),
        pytest.param("formula-inchi formula-key formula-smiles", "formula", False, id="drawing-with-the-unit"),
        pytest.param("formula-inchi", "formula inchi", True, id="unit-in-part"),
    ],
)
def test_hash_and_its_source_are_one_witness(pairs, suspects, ambiguous):
    """Where it matters how often a unit counts, both explanations stand, unless a drawing decides."""
    found = evidence(pairs)
    found.units, found.drawings = HASHED, DRAWN
    diagnosis = diagnose(found)

    assert (" ".join(diagnosis.suspects), diagnosis.ambiguous) == (suspects, ambiguous)


def test_key_of_an_inchi_that_gives_itself_away_counts_for_itself():
    """A unit with a condemned member is none."""
    found = evidence("formula-key", condemned="inchi")
    found.units = HASHED

    assert diagnose(found).suspects == ("formula", "inchi", "key")


# Alanine by PubChem: L 5950, D 71080
L_ALANINE, D_ALANINE = "N[C@@H](C)C(=O)O", "N[C@H](C)C(=O)O"
L_KEY, D_KEY = "QNAYBMKLOCPYGJ-REOHCLBHSA-N", "QNAYBMKLOCPYGJ-UWTATZPHSA-N"


@pytest.mark.parametrize(
    ("words", "smiles", "key", "suspects"),
    [
        pytest.param({"name": "L-alanine"}, L_ALANINE, D_KEY, ("inchikey",), id="key-of-d-in-l"),
        pytest.param({"name": "L-alanine"}, D_ALANINE, L_KEY, ("smiles",), id="drawing-of-d-in-l"),
        pytest.param({"name": "L-alanine"}, D_ALANINE, D_KEY, ("name",), id="name-of-l-in-d"),
        pytest.param({"name": "(S)-alanine"}, L_ALANINE, D_KEY, ("inchikey",), id="key-of-r-in-s"),
        pytest.param({"chirality": "S"}, L_ALANINE, D_KEY, ("inchikey",), id="stated-s-key-of-r"),
        pytest.param({"chirality": "S"}, D_ALANINE, L_KEY, ("smiles",), id="stated-s-drawing-of-r"),
        pytest.param({"name": "alanine"}, L_ALANINE, D_KEY, ("inchikey", "smiles"), id="name-says-nothing"),
        pytest.param({"name": "(+)-alanine"}, L_ALANINE, D_KEY, ("inchikey", "smiles"), id="sign-says-nothing"),
    ],
)
def test_words_decide_between_a_drawing_and_the_key_of_its_mirror_image(words, smiles, key, suspects):
    """Who names R, S, D or L contradicts the key of the other enantiomer, as it does a drawing of it."""
    assert verify({"smiles": smiles, "inchikey": key, **words}, names=False).suspects == suspects


def test_a_double_bond_in_a_name_does_not_tell_enantiomers_apart():
    """E is E in the mirror image: (E)-pent-3-en-2-ol leaves drawing and key of the other enantiomer undecided."""
    record = {"name": "(E)-pent-3-en-2-ol", "smiles": "C/C=C/[C@@H](C)O"}
    key = Structure.from_smiles("C/C=C/[C@H](C)O").inchikey

    assert verify({**record, "inchikey": key}, names=False).ambiguous
