"""The chain N-C4-C3-C2-acid and its sides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from gaba_analogs.analogs.chain import backbones
from gaba_analogs.analogs.molecule import as_molecule
from gaba_analogs.analogs.stereo.enantiomers import antipode, enantiomers
from gaba_analogs.analogs.stereo.sense import spatial_sense

SIDES = [
    # column spatial_class_beta_series of the identifier survey, by hand from models; CIP letters differ
    ("(R)-baclofen", "baclofen-like"),
    ("(S)-baclofen", "opposite"),
    ("(R)-baclofen-hydrochloride", "baclofen-like"),
    ("(R)-phenibut", "baclofen-like"),
    ("(S)-phenibut", "opposite"),
    ("(R)-4-fluorophenibut", "baclofen-like"),
    ("pregabalin", "baclofen-like"),  # S
    ("pregabalin-sodium", "baclofen-like"),  # S
    ("(R)-pregabalin", "opposite"),
    ("(R)-phaclofen", "baclofen-like"),
    ("(S)-phaclofen", "opposite"),
    ("NC[C@H](CS(=O)(=O)O)c1ccc(Cl)cc1", "baclofen-like"),  # (R)-saclofen
    ("lesogaberan", "baclofen-like"),  # R
    ("(R)-gabob", "opposite"),
    ("[NH3+]C[C@H](CC(=O)[O-])c1ccc(Cl)cc1", "baclofen-like"),  # zwitterion of (R)-baclofen
    ("C[N+](C)(C)C[C@H](O)CC(=O)[O-]", "opposite"),  # (R)-carnitine, drawn like (R)-GABOB
]

NO_SIDE = [
    ("gaba", "achiral"),
    ("homotaurine", "achiral"),
    ("gabapentin", "two substituents on C3"),
    ("mirogabalin", "two substituents on C3"),
    ("(S)-2-hydroxysaclofen", "two substituents on C3"),
    ("(S)-vigabatrin", "the stereocentre is not C3"),
    ("d-isovaline", "no stereocentre on a gamma-amino-acid backbone"),
    ("arbaclofen-placarbil", "no free amine and free acid on the backbone (a prodrug or derivative)"),
    ("picamilon", "no free amine and free acid on the backbone (a prodrug or derivative)"),
    ("NC[C@H](CC(=O)OC)c1ccc(Cl)cc1", "no free amine and free acid on the backbone (a prodrug or derivative)"),
    ("3-isobutyl-gaba", "C3 not assigned"),
    ("NCC(CC(=O)O)c1ccccc1", "C3 not assigned"),
    ("baclofen", "racemate: both sides in equal amounts"),
    ("NC[C@H](CC(=O)O)c1ccccc1 |&1:2|", "racemate: both sides in equal amounts"),
    ("NC[C@H](CC(=O)O)c1ccccc1 |o1:2|", "one enantiomer, unknown which"),
    ("NCC(CN)CC(=O)O", "more than one gamma-amino-acid backbone"),
]


@pytest.mark.parametrize(("compound", "side"), SIDES, ids=[name for name, _ in SIDES])
def test_spatial_sense(compound, side):
    """Compounds group by shape, whatever their CIP letters."""
    assert spatial_sense(compound).value == side
    assert spatial_sense(compound)


@pytest.mark.parametrize(("compound", "reason"), NO_SIDE, ids=[name for name, _ in NO_SIDE])
def test_no_spatial_sense(compound, reason):
    """Where there is no answer, the reason is given."""
    sense = spatial_sense(compound)

    assert sense.value is None
    assert sense.reason == reason
    assert not sense


@pytest.mark.parametrize(("compound", "side"), [case for case in SIDES if "." not in case[0]], ids=lambda value: value)
def test_the_antipode_is_on_the_other_side(compound, side):
    """Mirroring changes the side of every compound that has one."""
    other = {"baclofen-like": "opposite", "opposite": "baclofen-like"}[side]

    assert antipode(compound).spatial_sense.value == other


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(case=st.sampled_from(SIDES), data=st.data())
def test_atom_order_does_not_matter(case, data):
    """Any order of the atoms gives the same side, label set and identifiers."""
    compound, side = case
    mol = as_molecule(compound)
    order = data.draw(st.permutations(range(mol.GetNumAtoms())))
    shuffled = Chem.RenumberAtoms(mol, order)

    assert spatial_sense(shuffled).value == side
    assert sorted(i.inchikey for i in enantiomers(shuffled)) == sorted(i.inchikey for i in enantiomers(mol))


def test_backbone_atoms_of_a_zwitterion():
    """Charged groups are free groups."""
    (backbone,) = backbones(as_molecule("[NH3+]C[C@H](CC(=O)[O-])c1ccccc1"))

    assert (backbone.nitrogen, backbone.centre, backbone.acid, backbone.substituents) == (0, 2, 4, (7,))
