"""Conformers, distances, torsions, signed volumes, overlays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem
from rdkit.Chem import rdMolTransforms

from gaba_analogs.analogs.molecule import as_molecule
from gaba_analogs.analogs.pharmacophore import (
    amine_acid_distance,
    backbone_torsions,
    chiral_volume,
    conformers,
    overlay,
)
from gaba_analogs.analogs.stereo.sense import spatial_sense
from gaba_analogs.errors import InputError

PAIRS = [("(R)-baclofen", "(S)-baclofen"), ("(R)-pregabalin", "pregabalin"), ("(R)-phaclofen", "(S)-phaclofen")]
FAMILY = ["GABA", "baclofen", "phenibut", "pregabalin", "gabapentin"]


@pytest.mark.slow
@pytest.mark.parametrize("form_name", ["neutral", "pH 7.4"])
@pytest.mark.parametrize("compound", FAMILY)
def test_distance(compound, form_name):
    """Medians 4.0 to 4.35 A, range 2.4 to 5.0 A over 200 conformers (computed independently with RDKit 2026.09.1)."""
    found = amine_acid_distance(compound, n=200, form_name=form_name)

    assert 3.9 <= found.median <= 4.5
    assert found.range[0] >= 2.2
    assert found.range[1] <= 5.1
    assert (found.n, found.unit) == (200, "A")


def test_distance_orders_the_chain_lengths():
    """Glycine < beta-alanine < GABA < 5-aminovaleric acid, as in table 2 of doi:10.1021/bi901698c."""
    medians = [
        amine_acid_distance(key, n=50).median for key in ("glycine", "beta-alanine", "gaba", "5-aminovaleric-acid")
    ]

    assert medians == sorted(medians)


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("form_name", ["neutral", "pH 7.4"])
def test_antipodes_are_exact_mirror_images(first, second, form_name):
    """Distances are equal to the last bit, torsions and volumes change their sign only."""
    one, other = (conformers(key, n=20, form_name=form_name) for key in (first, second))

    assert np.array_equal(amine_acid_distance(one).values, amine_acid_distance(other).values)
    assert np.array_equal(chiral_volume(one).values, -chiral_volume(other).values)
    for here, there in zip(backbone_torsions(one), backbone_torsions(other), strict=True):
        assert np.allclose(here.values, -there.values, atol=1e-9)


@pytest.mark.parametrize("key", ["(R)-baclofen", "(S)-baclofen"])
def test_coordinates_have_the_chirality_of_the_compound(key):
    """Perceived from three dimensions, the reflected conformers are the right enantiomer."""
    mol = Chem.Mol(conformers(key, n=3).mol)

    for conformer in mol.GetConformers():
        Chem.AssignStereochemistryFrom3D(mol, conformer.GetId())
        assert Chem.MolToInchiKey(Chem.RemoveHs(mol)) == Chem.MolToInchiKey(as_molecule(key))


@pytest.mark.parametrize(
    "key",
    ["(R)-baclofen", "(S)-baclofen", "(R)-phenibut", "pregabalin", "(R)-pregabalin", "(R)-gabob", "lesogaberan"],
)
def test_sign_agrees_with_the_side(key):
    """Every conformer has the sign of the side, measured in space against derived from the graph."""
    values = chiral_volume(key, n=20).values

    assert set(np.sign(values)) == {spatial_sense(key).sign}


@pytest.mark.parametrize(
    ("key", "reason"),
    [("baclofen", "racemate"), ("gabapentin", "two substituents"), ("GABA", "achiral"), ("ghb", "achiral")],
)
def test_no_side_to_measure(key, reason):
    """No signed volume without a side, and the reason is given."""
    with pytest.raises(InputError, match=reason):
        chiral_volume(key)


@pytest.mark.parametrize("dielectric", [1.0, 4.0])
def test_zwitterions_are_not_minimised_in_vacuum(dielectric):
    """The salt bridge of the gas phase is refused, with what to do instead."""
    with pytest.raises(InputError, match=r"zwitterion minimised in vacuum.*salt bridge.*dielectric=80"):
        conformers("GABA", n=5, form_name="pH 7.4", minimise="MMFF94s", dielectric=dielectric)
    with pytest.raises(InputError, match="salt bridge"):
        conformers("[NH3+]CCCC(=O)[O-]", n=5, form_name="as drawn", minimise="MMFF94s", dielectric=dielectric)


def test_zwitterion_in_water_stays_extended():
    """With dielectric 80 the median is 4.4 to 4.5 A (computed independently with RDKit 2026.09.1)."""
    found = amine_acid_distance("GABA", n=50, form_name="pH 7.4", minimise="MMFF94s", dielectric=80.0)

    assert 4.2 <= found.median <= 4.7
    assert "MMFF94s, dielectric 80" in found.method


def test_the_settings_are_stated():
    """Number, seed, form and method go with the values."""
    found = amine_acid_distance("(R)-baclofen", n=7, seed=5)

    assert (found.n, found.seed, found.form) == (7, 5, "neutral")
    assert found.method == "ETKDGv3, not minimised"
    assert all(word in str(found) for word in ("median", "range", "n = 7", "seed 5"))


def test_repeatable_and_seed_dependent():
    """The same seed gives the same values, another seed others."""
    first, again = (amine_acid_distance("GABA", n=5, seed=1).values for _ in range(2))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, amine_acid_distance("GABA", n=5, seed=2).values)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_atom_order_does_not_matter(data):
    """Any order of the atoms gives the same distances and volumes."""
    mol = as_molecule("(R)-phenibut")
    shuffled = Chem.RenumberAtoms(mol, data.draw(st.permutations(range(mol.GetNumAtoms()))))

    assert np.array_equal(amine_acid_distance(shuffled, n=5).values, amine_acid_distance("(R)-phenibut", n=5).values)
    assert np.array_equal(chiral_volume(shuffled, n=5).values, chiral_volume("(R)-phenibut", n=5).values)


def test_torsions_are_those_of_rdkit():
    """Angles and signs agree with RDKit's own measure; the shares are a partition."""
    ensemble = conformers("(R)-baclofen", n=10)

    for torsion in backbone_torsions(ensemble):
        expected = [rdMolTransforms.GetDihedralDeg(c, *torsion.atoms) for c in ensemble.mol.GetConformers()]
        assert torsion.values == pytest.approx(expected, abs=1e-3)
        assert sum(torsion.shares.values()) == pytest.approx(1.0)


def test_torsions_of_an_achiral_compound_have_no_side():
    """Over many conformers of GABA, gauche+ and gauche- are about equally common."""
    for torsion in backbone_torsions("GABA", n=400):
        assert torsion.shares["gauche+"] == pytest.approx(torsion.shares["gauche-"], abs=0.12)


def test_flat_structure_stands_for_one_enantiomer():
    """The racemate's distances are those of (R)-baclofen, and that is said."""
    found = amine_acid_distance("baclofen", n=5)

    assert np.array_equal(found.values, amine_acid_distance("(R)-baclofen", n=5).values)
    assert "(R)-enantiomer" in found.notes[0]


@pytest.mark.parametrize(
    ("compound", "settings_", "message"),
    [
        pytest.param("ghb", {}, "no aliphatic amine", id="no-amine"),
        pytest.param("picamilon", {}, "no aliphatic amine", id="amide"),
        pytest.param("OC(=O)C(O)C(O)CN", {}, "unassigned stereocentres", id="several-open"),
        pytest.param("GABA", {"n": 0}, "at least one", id="none-wanted"),
    ],
)
def test_what_cannot_be_measured(compound, settings_, message):
    """A request that makes no sense says why."""
    with pytest.raises(InputError, match=message):
        amine_acid_distance(compound, **settings_)


def test_overlay():
    """The reference on itself is 1; another enantiomer, a relative and GABA are below, in this order of size."""
    same, mirror, relative, gaba = (
        overlay(key, n=10) for key in ("(R)-baclofen", "(S)-baclofen", "(R)-phenibut", "GABA")
    )

    assert same.combined == pytest.approx(1.0)
    assert mirror.combined < 0.95
    assert relative.combined < 1.0
    assert gaba.combined < min(mirror.combined, relative.combined)
    assert all(0 <= part <= 1 for o in (same, mirror, relative, gaba) for part in (o.shape, o.colour))


def test_overlay_is_repeatable():
    """Two runs give the same scores and the same poses."""
    first, again = (overlay("pregabalin", n=5) for _ in range(2))

    assert (first.shape, first.colour) == (again.shape, again.colour)
    assert np.array_equal(first.mol.GetConformer().GetPositions(), again.mol.GetConformer().GetPositions())
    assert len(first.per_conformer) == 5
    assert first.mol.GetNumConformers() == first.reference.GetNumConformers() == 1
