"""Relations between the records of an input: which are found, by which record, and which records are left out.

The compounds are PubChem's 2284 (baclofen), 44602 and 44600 ((R) and (S)), 2284's hydrochloride 12306731, 31261
(acetylacetone, whose enol is 5360489), 94187 (phenibut hydrochloride).
"""

from __future__ import annotations

import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs.across.relations import MOST_COMPARED, Relations
from gaba_analogs.across.relative import relative_of

BACLOFEN, R, S = "NCC(CC(=O)O)c1ccc(Cl)cc1", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"
PHENIBUT = "NCC(CC(=O)O)c1ccccc1"


def relations(*records):
    """Give the relations of records, each a name and a SMILES or a mapping, and how many were left out."""
    with Relations() as collected:
        for name, stated in records:
            fields = {"smiles": stated} if isinstance(stated, str) else stated
            collected.add(relative_of(ga.verify({"name": name, **fields}, names=False)))
        found = [(one.subject.name, one.relation, one.other.name) for one in collected.found()]
        return found, dict(collected.left_out)


def test_a_family():
    """A drug, its enantiomers, its salt and its zwitterion are related, each pair once."""
    found, _ = relations(
        ("baclofen", BACLOFEN),
        ("arbaclofen", R),
        ("(S)-baclofen", S),
        ("salt", f"{BACLOFEN}.Cl"),
        ("zwitterion", "[NH3+]CC(CC(=O)[O-])c1ccc(Cl)cc1"),
    )

    assert found == [
        ("baclofen", "stereo parent of", "arbaclofen"),
        ("baclofen", "stereo parent of", "(S)-baclofen"),
        ("arbaclofen", "enantiomer of", "(S)-baclofen"),
        ("salt", "salt of", "baclofen"),
        ("zwitterion", "same compound as", "baclofen"),
    ]


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param({"smiles": f"{R} |&1:2|"}, id="drawn"),
        pytest.param({"smiles": BACLOFEN, "chirality": "racemate"}, id="stated"),
        pytest.param({"smiles": BACLOFEN, "iupac_name": "(RS)-4-amino-3-(4-chlorophenyl)butanoic acid"}, id="named"),
        pytest.param({"smiles": f"{R}.{S}"}, id="both-enantiomers"),
    ],
)
def test_racemates(stated):
    """A racemate is known by its drawing, its words, its name, or the two molecules that it is made of."""
    assert relations(("racemate", stated), ("arbaclofen", R))[0] == [("racemate", "racemate of", "arbaclofen")]


@pytest.mark.parametrize("crowd", [0, MOST_COMPARED])
@pytest.mark.parametrize(
    "stated",
    [
        pytest.param({"smiles": BACLOFEN, "chirality": "racemate"}, id="stated"),
        pytest.param({"smiles": f"{BACLOFEN} |&1:2|"}, id="marked"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_flat_drawing_beside_a_racemate(stated, turned, crowd, monkeypatch):
    """What one record says of itself, that it is the racemate, is not said of another with the same InChI."""
    monkeypatch.setattr("gaba_analogs.across.relations.MOST_COMPARED", 0 if crowd else MOST_COMPARED)
    records = [("flat", BACLOFEN), ("racemate", stated)]
    found, _ = relations(*(reversed(records) if turned else records), ("arbaclofen", R))

    assert set(found) == {
        ("flat", "stereo parent of", "arbaclofen"),
        ("racemate", "racemate of", "arbaclofen"),
        ("racemate", "same compound as", "flat"),
    }
    assert len(found) == 3


def test_the_salt_of_a_racemate_is_that_of_no_enantiomer():
    """The parent of a racemic salt is the racemate."""
    salt = {"smiles": f"{R}.Cl |&1:2|"}

    assert relations(("salt", salt), ("arbaclofen", R))[0] == []
    assert relations(("salt", salt), ("racemate", f"{R} |&1:2|"))[0] == [("salt", "salt of", "racemate")]


def test_tautomers():
    """Tautomers are related whether the InChI software unites them or not; isomers with another double bond are not."""
    found, _ = relations(
        ("keto", "CC(=O)CC(C)=O"),
        ("enol", "CC(O)=CC(C)=O"),
        ("4-methylimidazole", "Cc1cnc[nH]1"),
        ("5-methylimidazole", "Cc1c[nH]cn1"),
        ("but-1-ene", "C=CCC"),
        ("but-2-ene", "CC=CC"),
    )

    assert found == [
        ("keto", "tautomer of", "enol"),
        ("5-methylimidazole", "tautomer of", "4-methylimidazole"),
    ]


def test_salts_without_their_parent():
    """Two salts of a compound that the input does not have are related to each other."""
    assert relations(("chloride", f"{PHENIBUT}.Cl"), ("bromide", f"{PHENIBUT}.Br"))[0] == [
        ("bromide", "of the same parent as", "chloride")
    ]


def test_the_neutral_form_is_the_parent():
    """A salt is related to the acid, not to its anion, which is related to the acid itself."""
    assert relations(("sodium", "[Na+].CC(=O)[O-]"), ("acetate", "CC(=O)[O-]"), ("acid", "CC(=O)O"))[0] == [
        ("sodium", "salt of", "acid"),
        ("acid", "conjugate acid of", "acetate"),
    ]


def test_what_is_left_out():
    """Inconsistent records and those without a structure are counted, not related; a key alone is enough."""
    found, left_out = relations(
        ("baclofen", BACLOFEN),
        ("wrong", {"smiles": BACLOFEN, "formula": "C10H12ClNO3"}),
        ("formula", {"formula": "C10H12ClNO2"}),
        ("key", {"inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N"}),
    )

    assert found == [("key", "same compound as", "baclofen")]
    assert left_out == {"inconsistent": 1, "without a structure": 1}


def test_copies_are_related_to_the_first():
    """Many copies have as many relations, and their compound's relatives are named once."""
    found, _ = relations(*((f"copy {n}", BACLOFEN) for n in range(50)), ("salt", f"{BACLOFEN}.Cl"))

    assert found[:-1] == [(f"copy {n}", "same compound as", "copy 0") for n in range(1, 50)]
    assert found[-1] == ("salt", "salt of", "copy 0")


def test_very_many_stereoisomers():
    """Of more stereoisomers than are all compared, the further ones still find their mirror images."""
    perhydro = [
        "".join(f"[C@{'@' * (number >> bit & 1)}H](O)" for bit in range(7)) for number in range(2**7)
    ]  # octoses, as their aldehydes
    with Relations() as collected:
        for number, centres in enumerate(perhydro):
            octose = {"name": str(number), "smiles": f"O=C{centres}CF"}
            collected.add(relative_of(ga.verify(octose, names=False)))
        found = [one for one in collected.found() if one.relation == "enantiomer of"]

    assert len(found) == MOST_COMPARED
    assert collected.crowded == 1


def test_rows_of_a_frame():
    """For a DataFrame the labels of its index are named."""
    frame = pd.DataFrame({"smiles": [R, S]}, index=["GB-1", "GB-2"])
    found = ga.verify_frame(frame, names=False).relations()

    assert found[["index", "relation", "other_index"]].to_numpy().tolist() == [["GB-1", "enantiomer of", "GB-2"]]


def test_a_stream():
    """The relations of a stream name rows; there may be none."""
    found = ga.verify_records([{"smiles": R}, {"smiles": S}], names=False).relations()

    assert found["relation"].tolist() == ["enantiomer of"]
    assert ga.verify_records([], names=False).relations().empty
