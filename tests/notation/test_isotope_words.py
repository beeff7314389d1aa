"""Isotope labels in names."""

import pytest

from gaba_analogs.notation.isotope_words import isotope_words


# Names of MassBank, RepoRT and ToxCast records, and of IUPAC's rules for isotopically substituted compounds (H-2).
@pytest.mark.parametrize(
    ("name", "labels"),
    [
        pytest.param("Caffeine-d9", "d9", id="deuterium"),
        pytest.param("Amisulpride-D5", "d5", id="capital"),
        pytest.param("Methanol-[d4]", "d4", id="bracket"),
        pytest.param("Resolvin D2-[d5]", "d5", id="bracket-after-a-number"),
        pytest.param("LXA4-[19,19,20,20,20-d5]", "d5", id="bracket-with-locants"),
        pytest.param("GABA-4,4-d2", "d2", id="locants"),
        pytest.param("DMSO-d6", "d6", id="after-an-acronym"),
        pytest.param("Deoxycholic-2,2,4,4-d4 acid", "d4", id="inside"),
        pytest.param("D-Amphetamine-d3 hemisulfate", "d3", id="of-a-salt"),
        pytest.param("(2H3)methanol", "d3", id="iupac"),
        pytest.param("Fumaric acid-[1,2,3,4-13C4]", "13C4", id="carbon"),
        pytest.param("Saccharin-13C6", "13C6", id="carbon-bare"),
        pytest.param("L-Phenyl-d5-alanine-2,3,3-d3", "deuterium", id="two-groups-one-of-them-in-the-middle"),
        pytest.param("Lamotrigine-13C3 d3", "13C3", id="two-kinds"),
        pytest.param("[13C6]glucose", "13C6", id="in-front"),
        pytest.param("florbetapir (18F)", "18F1", id="nuclide"),
        pytest.param("[<sup>3</sup>H]baclofen", "3H", id="tritium"),
        pytest.param("[125I]iodomelatonin", "125I1", id="iodine"),
        pytest.param("[U-13C]glucose", "13C", id="uniform"),
        pytest.param("Deuterated acetone", "deuterium", id="word"),
        pytest.param("9,10-bis(trideuteriomethoxy)morphinan", "deuterium", id="prefix"),
        pytest.param("ethane-1,1-d2 (2H2)", "d4", id="summed"),
    ],
)
def test_labels(name, labels):
    """A nuclide with a number of atoms, or a word for deuteration, is a label."""
    assert str(isotope_words(name)) == labels


@pytest.mark.parametrize(
    "name",
    [
        "caffeine",
        "vitamin D3",
        "25-Hydroxyvitamin-D2",
        "vitamin-d3",
        "prostaglandin D2",
        "prostaglandin-d2",
        "resolvin-D5",
        "leukotriene-D5",
        "D2 receptor antagonist",
        "naphthalen-1(2H)-one",
        "3H-indole",
        "quinazolin-4(3H)-one",
        "(35S)-halichondrin",
        "4[3H]-quinazolinone",
        "(25R)-d7-Dafachronic acid",
        "(25S)-d1,4-Dafachronic acid",
        "(25S)-d8(14)-Dafachronic acid",
        "BI-D1870",
        "PAU-WIS-d4065696-3",
        "1-13C-glucose",
        "chloroform-d",
        "non-deuterated acetone",
        "Cytochalasin-D",
    ],
)
def test_no_labels(name):
    """Vitamins, prostaglandins, receptors, indicated hydrogen, codes, and positions without a count are no labels."""
    assert isotope_words(name) is None
