"""Words of a name that state an element, a counter-ion or water."""

from __future__ import annotations

import pytest

from gaba_analogs.notation.component_words import ComponentWords, component_words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("5-fluorouracil", ComponentWords((("fluoro", ("F",)),)), id="halogen"),
        pytest.param("2,4-dichlorophenol", ComponentWords((("chloro", ("Cl",)),)), id="two-halogens"),
        pytest.param("Perfluorooctanoic acid", ComponentWords((("perfluoro", ("F",)),)), id="perfluoro"),
        pytest.param("acetyl-CoA", ComponentWords((("CoA", ("N", "P", "S")),)), id="coenzyme"),
        pytest.param("sodium valproate", ComponentWords(salts=(("sodium", "Na"),)), id="sodium"),
        pytest.param(
            "trientine dihydrochloride",
            ComponentWords(salts=(("dihydrochloride", "Cl"),), acid=("dihydrochloride", "ClH")),
            id="salt",
        ),
        pytest.param("baclofen HCl", ComponentWords(salts=(("HCl", "Cl"),), acid=("HCl", "ClH")), id="acid-by-formula"),
        pytest.param("HCl", ComponentWords(), id="acid-alone"),
        pytest.param("baclofen·HCl", ComponentWords(salts=(("HCl", "Cl"),)), id="acid-behind-a-dot"),
        pytest.param("hydrogen chloride (HCl)", ComponentWords(acid=()), id="acid-that-explains-a-name"),
        pytest.param("ampicillin trihydrate", ComponentWords(hydrate="trihydrate"), id="hydrate"),
        pytest.param("terbutaline sulfate", ComponentWords(acid=("sulfate", "H2O4S")), id="acid"),
        pytest.param("amlodipine besilate", ComponentWords(acid=("besilate", "C6H6O3S")), id="acid-of-inn"),
        pytest.param("propranolol, acetate (1:1) (salt)", ComponentWords(acid=("acetate", "C2H4O2")), id="acid-of-cas"),
        pytest.param("choline bromide", ComponentWords(acid=("bromide", "BrH")), id="halide"),
        pytest.param("ephedrine;sulfate", ComponentWords(acid=("sulfate", "H2O4S")), id="acid-in-a-list"),
        pytest.param("sulfate", ComponentWords(), id="anion-alone"),
        pytest.param("ethyl 4-aminobenzoate", ComponentWords(), id="another-acid"),
        pytest.param("acetate kinase", ComponentWords(), id="acid-in-front"),
        pytest.param("fluorescein", ComponentWords(), id="like-sounding"),
        pytest.param("3-chlorogenic acid", ComponentWords(), id="chlorogenic"),
        pytest.param("9-fluorenone", ComponentWords(), id="fluorene"),
        pytest.param("chloral hydrate", ComponentWords(), id="covalent-hydrate"),
        pytest.param("HMG-CoA reductase inhibitor", ComponentWords(), id="enzyme"),
        pytest.param("sodium-channel blocker", ComponentWords(), id="channel"),
    ],
)
def test_component_words(name, expected):
    """Only words that can mean nothing else are read."""
    assert component_words(name) == expected
