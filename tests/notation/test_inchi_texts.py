"""InChIs put together from those of their components."""

from __future__ import annotations

import pytest

from gaba_analogs.notation.inchi_texts import beside, with_proton_lost

HYDROGEN_CHLORIDE = "InChI=1S/ClH/h1H"
SODIUM = "InChI=1S/Na/q+1"


@pytest.mark.parametrize(
    ("parent", "partner", "salt"),
    [
        # the InChIs of the salts are PubChem's
        pytest.param(
            "InChI=1S/C2H5NO2/c3-1-2(4)5/h1,3H2,(H,4,5)",
            HYDROGEN_CHLORIDE,
            "InChI=1S/C2H5NO2.ClH/c3-1-2(4)5;/h1,3H2,(H,4,5);1H",
            id="glycine-hydrochloride",
        ),
        pytest.param(
            "InChI=1S/C2H8N2/c3-1-2-4/h1-4H2",
            "InChI=1S/2ClH/h2*1H",
            "InChI=1S/C2H8N2.2ClH/c3-1-2-4;;/h1-4H2;2*1H",
            id="ethylenediamine-dihydrochloride",
        ),
        pytest.param(
            "InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)/p-1",
            SODIUM,
            "InChI=1S/C2H4O2.Na/c1-2(3)4;/h1H3,(H,3,4);/q;+1/p-1",
            id="sodium-acetate",
        ),
        pytest.param(
            "InChI=1S/CH5N/c1-2/h2H2,1H3",
            "InChI=1S/H2O4S/c1-5(2,3)4/h(H2,1,2,3,4)",
            "InChI=1S/CH5N.H2O4S/c1-2;1-5(2,3)4/h2H2,1H3;(H2,1,2,3,4)",
            id="methylammonium-sulfate",
        ),
    ],
)
def test_salts_are_put_together(parent: str, partner: str, salt: str) -> None:
    """One of the two orders is the InChI of the salt."""
    assert salt in set(beside(parent, partner))


@pytest.mark.parametrize(
    "parent",
    [
        pytest.param("InChI=1S/C2H4O2.Na/c1-2(3)4;/h1H3,(H,3,4);/q;+1/p-1", id="several-components"),
        pytest.param("InChI=1S/C6H5NO2/c8-6(9)5-2-1-3-7-4-5/h1-4H,(H,8,9)/p-2", id="two-protons-lost"),
        pytest.param("", id="no-inchi"),
    ],
)
def test_what_is_not_one_neutral_compound_is_left_to_the_software(parent: str) -> None:
    """Nothing is put together from several components or from ions of more charges."""
    assert not list(beside(parent, HYDROGEN_CHLORIDE))


def test_acid_less_a_proton() -> None:
    """The InChI of an anion is that of its acid with /p-1, before the stereo layers."""
    # L-lactate, ChEBI:16651
    acid = "InChI=1S/C3H6O3/c1-2(4)3(5)6/h2,4H,1H3,(H,5,6)/t2-/m0/s1"

    assert with_proton_lost(acid) == "InChI=1S/C3H6O3/c1-2(4)3(5)6/h2,4H,1H3,(H,5,6)/p-1/t2-/m0/s1"


def test_labelled_acid_is_left_to_the_software() -> None:
    """Deuterium on an acidic group moves hydrogens of the main layer."""
    assert not with_proton_lost("InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)/i/hD")
