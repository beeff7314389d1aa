"""Chirality statements."""

import pytest

from gaba_analogs.notation.chirality import read_chirality


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        # Wikipedia infoboxes
        ("Racemic mixture", "racemate", None),
        ("[[Racemic mixture]]", "racemate", None),
        ("Racemate", "racemate", None),
        ("Achiral", "achiral", None),
        ("Achiral molecule", "achiral", None),
        ("S-enantiomer", "enantiomer", "S"),
        ("''S''-enantiomer", "enantiomer", "S"),
        ("(R)-enantiomer", "enantiomer", "R"),
        ("Single enantiomer", "enantiomer", None),
        ("Meso compound", "meso", None),
        # GSRS stereochemistry
        ("RACEMIC", "racemate", None),
        ("ACHIRAL", "achiral", None),
        ("ABSOLUTE", None, None),
        ("MIXED", None, None),
        ("EPIMERIC", None, None),
        # written by hand
        ("(±)", "racemate", None),
        ("(RS)", "racemate", None),
        ("DL", "racemate", None),
        ("1:1 mixture of R and S", "racemate", None),
        ("Racemat", "racemate", None),
        ("both enantiomers", "racemate", None),
        ("Mixture of enantiomers", "racemate", None),
        ("mixture of R and S enantiomers", "racemate", None),
        ("R and S enantiomers", "racemate", None),
        ("mixture of R and S", "racemate", None),
        ("R/S", "racemate", None),
        ("(R)/(S)", "racemate", None),
        ("+/-", "racemate", None),
        ("pair of enantiomers", "racemate", None),
        ("racemisch", "racemate", None),
        ("mélange racémique", "racemate", None),
        ("R or S", None, None),
        ("racemic or single enantiomer", None, None),
        ("single unknown stereoisomer", None, None),
        ("rel-(R,R)", None, None),
        ("mixture of stereoisomers", None, None),
        ("scalemic", None, None),
        ("(2R,3R)", "letters", None),
        ("not chiral", "achiral", None),
        ("no stereocentres", "achiral", None),
        ("S(+)", "enantiomer", "S"),
        ("(S)-(+)-isomer", "enantiomer", "S"),
        ("R", "enantiomer", "R"),
        ("L-enantiomer", "enantiomer", None),
        ("(1R,2S)", "letters", None),
        ("(2R,3R)-enantiomer", "letters", None),
        ("R,S", "letters", None),
        ("2(S),3(R)", "letters", None),
        ("2-S, 3-R", "letters", None),
        ("2(R),2(S)", None, None),
        ("2R,2S", None, None),
        ("2(E)", "letters", None),
        ("C2 R and C3 S", "letters", None),
        ("R and S", "racemate", None),
        ("Z-isomer", "letters", None),
        ("(2E,4Z)", "letters", None),
        ("mixture of diastereomers", None, None),
        ("mixture of enantiomers", "racemate", None),
        ("chiral", None, None),
        ("see text", None, None),
        ("cis", None, None),
        ("dextrorotatory", None, None),
    ],
)
def test_read_chirality(text, kind, label):
    """The words for racemates, enantiomers, meso and achiral compounds are known; others are left open."""
    read = read_chirality(text)

    assert (read.kind, read.label) == (kind, label)


@pytest.mark.parametrize(
    "text", ["not achiral", "not a single enantiomer", "non racemic", "S enantiomer; the racemate is DL-alanine"]
)
def test_denied_words(text):
    """What is denied, or said beside its opposite, is left open."""
    assert read_chirality(text).kind is None


@pytest.mark.parametrize("text", ["Not racemic", "non-racemic", "not a racemate", "Non-racemic single enantiomer"])
def test_denied_racemate(text):
    """A denial is not the statement."""
    assert read_chirality(text).kind in {None, "enantiomer"}
