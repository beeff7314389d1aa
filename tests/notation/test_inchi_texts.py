"""InChIs put together from those of their components."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import inchi_of
from gaba_analogs.notation.inchi_texts import beside, components, with_acidic_hydrogen_lost

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


@pytest.mark.parametrize(
    ("acid", "anion"),
    [
        # made by the InChI software from drawings of the anions
        pytest.param("C[C@H](O)C(=O)O", "CC(O)C(=O)[O-]", id="lactate"),
        pytest.param("CC(=O)[O-]", "[CH2-]C(=O)[O-]", id="acetate-has-no-more"),
        pytest.param("OC(=O)CC(=O)[O-].[Na+]", "[O-]C(=O)CC(=O)[O-].[Na+]", id="monosodium-malonate"),
        pytest.param("CCO", "CC[O-]", id="ethoxide"),
        pytest.param("CCS", "CC[S-]", id="thiolate"),
        pytest.param("OCCO", "OCC[O-]", id="one-of-two-alcohols"),
        pytest.param("Oc1ccccc1", "[O-]c1ccccc1", id="phenoxide"),
        pytest.param("O=C1NS(=O)(=O)c2ccccc12", "O=C1[N-]S(=O)(=O)c2ccccc12", id="saccharin"),
    ],
)
def test_acid_less_a_hydrogen(acid: str, anion: str) -> None:
    """The main layers of an anion are among the texts where the compound has an acidic hydrogen."""
    compound, wanted = (inchi_of(Chem.MolFromSmiles(smiles)) for smiles in (acid, anion))

    assert (wanted in set(with_acidic_hydrogen_lost(compound))) is ("[CH2-]" not in anion)


def test_labelled_acid_is_left_out() -> None:
    """Deuterium on an acidic group moves hydrogens of the main layer."""
    assert not list(with_acidic_hydrogen_lost("InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)/i/hD"))
