"""Atoms drawn with a bond too many."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.results.findings import Verdict


# InChIs of the drawings with charges: Open Babel 3.1
@pytest.mark.parametrize(
    ("smiles", "inchi"),
    [
        pytest.param("N#N=O", "InChI=1S/N2O/c1-2-3", id="nitrous-oxide"),
        pytest.param("O=N#N", "InChI=1S/N2O/c1-2-3", id="nitrous-oxide-reversed"),
        pytest.param("C=N#N", "InChI=1S/CH2N2/c1-3-2/h1H2", id="diazomethane"),
        pytest.param("CN=N#N", "InChI=1S/CH3N3/c1-3-4-2/h1H3", id="azide"),
        pytest.param("CC#N=O", "InChI=1S/C2H3NO/c1-2-3-4/h1H3", id="nitrile-oxide"),
        pytest.param("CC#N=NC", "InChI=1S/C3H6N2/c1-3-5-4-2/h1-2H3", id="nitrile-imine"),
        pytest.param("CC#N=C", "InChI=1S/C3H5N/c1-3-4-2/h2H2,1H3", id="nitrile-ylide"),
        pytest.param("CN(=O)=O", "InChI=1S/CH3NO2/c1-2(3)4/h1H3", id="nitromethane"),
        pytest.param("O=N=O", "InChI=1S/NO2/c2-1-3", id="nitrogen-dioxide"),
        pytest.param("O=[O-]", "InChI=1S/O2/c1-2/q-1", id="superoxide"),
        pytest.param("C=[O-]", "InChI=1S/CH2O/c1-2/h1H2/q-1", id="ketyl"),
    ],
)
def test_conventions(smiles, inchi):
    """Five bonds on nitrogen stand for a pair of charges, two on a negative oxygen for a radical anion."""
    structure = Structure.from_smiles(smiles)

    assert (structure.fault, structure.inchi) == (None, inchi)


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("C[O-]C", id="ether-with-a-sign"),
        pytest.param("CN(C)(C)(C)C", id="pentamethyl"),
        pytest.param("FN(F)(F)(F)F", id="pentafluoride"),
        pytest.param("C=N(C)(C)C", id="iminium-without-its-charge"),
        pytest.param("CN(C)(C)C", id="ammonium-without-its-charge"),
    ],
)
def test_bonds_too_many_that_no_convention_explains(smiles):
    """An atom without a multiple bond to a heteroatom that may bear the charge is impossible."""
    assert Structure.from_smiles(smiles).fault.kind == "valence"


# What is drawn, by the valences of each atom: cyanide is CN-, HCN- is not; tetrafluoroborate is BF4-
@pytest.mark.parametrize(
    ("smiles", "inchi"),
    [
        pytest.param("[CH-]#N", "InChI=1S/CN/c1-2/q-1", id="cyanide"),
        pytest.param("[O-][ClH]", "InChI=1S/ClO/c1-2/q-1", id="hypochlorite"),
        pytest.param("F[B-](F)(F)[FH]", "InChI=1S/BF4/c2-1(3,4)5/q-1", id="tetrafluoroborate"),
        pytest.param("CC(C)[N-]C(C)[CH4].[Li+]", "InChI=1S/C6H14N.Li/c1-5(2)7-6(3)4;/h5-6H,1-4H3;/q-1;+1", id="LDA"),
    ],
)
def test_a_hydrogen_too_many_is_not_lost(smiles, inchi):
    """A drawing with a hydrogen that no valence allows is not the compound that the InChI software makes of it."""
    assert verify({"smiles": smiles, "inchi": inchi}, names=False).verdict is not Verdict.VERIFIED
