"""InChIs put together from those of their components."""

from __future__ import annotations

import pytest

from gaba_analogs.notation.inchi_texts import beside, components, with_proton_lost

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
        pytest.param(
            "InChI=1S/C2H5NO2.ClH/c3-1-2(4)5;/h1,3H2,(H,4,5);1H",
            "InChI=1S/H2O/h1H2",
            "InChI=1S/C2H5NO2.ClH.H2O/c3-1-2(4)5;;/h1,3H2,(H,4,5);1H;1H2",
            id="hydrate-of-a-hydrochloride",
        ),
        pytest.param(
            "InChI=1S/C2H8N2.ClH/c3-1-2-4;/h1-4H2;1H",
            HYDROGEN_CHLORIDE,
            "InChI=1S/C2H8N2.2ClH/c3-1-2-4;;/h1-4H2;2*1H",
            id="second-hydrogen-chloride",
        ),
    ],
)
def test_salts_are_put_together(parent: str, partner: str, salt: str) -> None:
    """One of the orders is the InChI of the salt."""
    assert salt in set(beside(parent, partner))


@pytest.mark.parametrize(
    "parent",
    [
        pytest.param("InChI=1S/17H2O/h17*1H2", id="seventeen-components"),
        pytest.param("", id="no-inchi"),
    ],
)
def test_many_components_are_left_to_the_software(parent: str) -> None:
    """Nothing is put beside many components, of which there are many orders."""
    assert not list(beside(parent, HYDROGEN_CHLORIDE))


def test_components_stand_alone() -> None:
    """A salt is taken apart into acid and counter-ions, each as often as it is there."""
    # Sodium sulfate: PubChem, CID 24436.
    salt = "InChI=1S/2Na.H2O4S/c;;1-5(2,3)4/h;;(H2,1,2,3,4)/q2*+1;/p-2"

    assert components(salt) == [SODIUM, SODIUM, "InChI=1S/H2O4S/c1-5(2,3)4/h(H2,1,2,3,4)"]


def test_acid_less_a_proton() -> None:
    """The InChI of an anion is that of its acid with /p-1, before the stereo layers."""
    # L-lactate, ChEBI:16651
    acid = "InChI=1S/C3H6O3/c1-2(4)3(5)6/h2,4H,1H3,(H,5,6)/t2-/m0/s1"

    assert with_proton_lost(acid) == "InChI=1S/C3H6O3/c1-2(4)3(5)6/h2,4H,1H3,(H,5,6)/p-1/t2-/m0/s1"


def test_labelled_acid_is_left_to_the_software() -> None:
    """Deuterium on an acidic group moves hydrogens of the main layer."""
    assert not with_proton_lost("InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)/i/hD")
