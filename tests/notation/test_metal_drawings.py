"""Drawings of organometallic compounds."""

import pytest

from gaba_analogs.notation.inchi import read_layers
from gaba_analogs.notation.metal_drawings import is_same_organometallic, other_drawings

# All InChIs by the InChI software, 1.07, from SMILES.
BUTYLLITHIUM = "InChI=1S/C4H9.Li/c1-3-4-2;/h1,3-4H2,2H3;"
DIETHYLZINC = "InChI=1S/2C2H5.Zn/c2*1-2;/h2*1H2,2H3;"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(BUTYLLITHIUM, f"{BUTYLLITHIUM}/q-1;+1", True, id="ions"),
        pytest.param(BUTYLLITHIUM, "InChI=1S/4C4H9.4Li/c4*1-3-4-2;;;;/h4*1,3-4H2,2H3;;;;", True, id="tetramer"),
        pytest.param(DIETHYLZINC, "InChI=1S/2C2H5.Zn/c2*1-2;/h2*1H2,2H3;/q2*-1;+2", True, id="two-carbanions"),
        pytest.param(
            "InChI=1S/C6H5.ClH.Zn/c1-2-4-6-5-3-1;;/h1-5H;1H;/q;;+1/p-1",
            "InChI=1S/C6H5.ClH.Zn/c1-2-4-6-5-3-1;;/h1-5H;1H;/q-1;;+2/p-1",
            True,
            id="halide-beside-it",
        ),
        pytest.param("InChI=1S/Na.H", "InChI=1S/Na.H/q+1;-1", True, id="hydride"),
        pytest.param(BUTYLLITHIUM, "InChI=1S/C4H9.Li/c1-3-4-2;/h3H,4H2,1-2H3;", False, id="sec-butyllithium"),
        pytest.param(BUTYLLITHIUM, "InChI=1S/C4H9.Na/c1-3-4-2;/h1,3-4H2,2H3;", False, id="butylsodium"),
        pytest.param(
            "InChI=1S/2C5H5.Fe/c2*1-2-4-5-3-1;/h2*1-5H;/q2*-1;+2",
            "InChI=1S/2C5H5.Fe/c2*1-2-4-5-3-1;/h2*1-5H;/q2*-1;+3",
            False,
            id="ferrocenium",
        ),
        pytest.param(DIETHYLZINC, "InChI=1S/C2H5.ClH.Zn/c1-2;;/h1H2,2H3;1H;/q;;+1/p-1", False, id="ethylzinc-chloride"),
        pytest.param("InChI=1S/ClH.Na/h1H;/q;+1/p-1", "InChI=1S/2ClH.2Na/h2*1H;;/q;;2*+1/p-2", False, id="salt-twice"),
    ],
)
def test_drawings_of_one_compound(one, other, same):
    """Ions, bonds and aggregates of an organometallic compound are one; another ligand, metal or ratio is not."""
    assert is_same_organometallic(read_layers(one), read_layers(other)) == same
    assert (other in set(other_drawings(one))) == same


@pytest.mark.parametrize("inchi", ["InChI=1S/ClH.Na/h1H;/q;+1/p-1", "InChI=1S/CH4/h1H4", f"{BUTYLLITHIUM}/i1D2", ""])
def test_no_other_drawings(inchi):
    """Salts, organic molecules and labelled compounds have none."""
    assert list(other_drawings(inchi)) == []
