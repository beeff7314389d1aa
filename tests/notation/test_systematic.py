"""Names that can only be systematic, told from trivial names, codes and names whose brackets are missing."""

from __future__ import annotations

import pytest

from gaba_analogs.notation.systematic import is_unmistakable, looks_systematic


@pytest.mark.parametrize(
    "name",
    [  # computed names of PubChem, and names of the rules
        "4-aminobutanoic acid",
        "4-amino-3-(4-chlorophenyl)butanoic acid",
        "(3S)-3-(aminomethyl)-5-methylhexanoic acid",
        "2-[4-(2-methylpropyl)phenyl]propanoic acid",
        "N-(4-hydroxyphenyl)-2-methylpropanamide",
        "1-(2-chlorophenyl)-N-methylpropan-2-amine",
        "methyl 2-hydroxypropanoate",
        "4-amino-3-phenylbutanoic acid hydrochloride",
        "bicyclo[2.2.1]heptan-2-one",
        "2-methyl-1H-imidazole",
        "1-tert-butyl-4-methylbenzene",
        "2,2,4-trimethylpentane",
    ],
)
def test_unmistakable(name):
    """A name made of the words of the rules alone, with locants and brackets, is systematic."""
    assert is_unmistakable(name)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("baclofen", id="trivial"),
        pytest.param("UK-14304", id="code"),
        pytest.param("2,4-D", id="abbreviation"),
        pytest.param("4-aminoantipyrine", id="trivial-parent"),
        pytest.param("2-nitroacetophenone", id="ring-or-chain"),
        pytest.param("4-chloropentylbenzene", id="missing-brackets"),
        pytest.param("2-hydroxyphenylacetate", id="acid-or-ester"),
        pytest.param("4,4'-dimethylamino-2,2'-bipyridine", id="two-amino-groups-or-one"),
        pytest.param("4-nonylbicyclohexyl", id="two-rings-or-a-bridge"),
        pytest.param("2-propanol (isopropanol)", id="two-names"),
        pytest.param("benzeneacetic acid, 3-phenylpropyl ester", id="index-name"),
        pytest.param("3,4-dimethylpyrrolidine ethanol", id="conjunctive"),
        pytest.param("methyl hexanoate", id="no-locant"),
        pytest.param("1,3-Dimethyl-xanthine", id="xanthine"),
    ],
)
def test_mistakable(name):
    """A name that may be read in another way, or is of another kind, is not."""
    assert not is_unmistakable(name)


def test_looks_systematic_is_the_weaker_claim():
    """Trivial names with locants look systematic, and are not for certain."""
    assert looks_systematic("gamma-aminobutyric acid")
    assert not is_unmistakable("gamma-aminobutyric acid")
