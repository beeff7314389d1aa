"""Salts of weak acids: metals that OPSIN leaves neutral beside an acid."""

import pytest

from gaba_analogs.chemistry.salts import ionised
from gaba_analogs.chemistry.structure import Structure


@pytest.mark.parametrize(
    ("neutral", "salt"),
    [
        pytest.param("[Na].Oc1ccccc1", "[Na+].[O-]c1ccccc1", id="phenolate"),
        pytest.param(
            "[Ag].O=C1NC(=O)C(N1)(c1ccccc1)c1ccccc1", "[Ag+].O=C1[N-]C(=O)C(N1)(c1ccccc1)c1ccccc1", id="silver"
        ),
        pytest.param("[Ba].CCO.CCO", "[Ba+2].CC[O-].CC[O-]", id="divalent"),
        pytest.param("[Mg].OC(=O)CCC(O)=O", "[Mg+2].[O-]C(=O)CCC([O-])=O", id="two-acids-of-one"),
    ],
)
def test_salt(neutral, salt):
    """The acids lose as many hydrogens as the metals have charges."""
    assert Structure.from_smiles(salt).inchi in {read.inchi for read in ionised(Structure.from_smiles(neutral))}


@pytest.mark.parametrize("neutral", ["[Ba].CCO", "[Fe].CCO.CCO", "[Na].CC", "CCO"])
def test_no_salt(neutral):
    """Too few acids, a metal of several charges, no acid and no metal give no salt."""
    assert list(ionised(Structure.from_smiles(neutral))) == []
