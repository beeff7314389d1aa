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
    SHAPES,
    amine_acid_distance,
    backbone_torsions,
    chain_shape,
    chiral_volume,
    conformers,
)
from gaba_analogs.analogs.stereo.sense import spatial_sense
from gaba_analogs.errors import InputError

PAIRS = [("(R)-baclofen", "(S)-baclofen"), ("(R)-pregabalin", "pregabalin"), ("(R)-phaclofen", "(S)-phaclofen")]
FAMILY = ["GABA", "baclofen", "phenibut", "pregabalin", "gabapentin"]


@pytest.mark.slow
@pytest.mark.parametrize("form_name", ["neutral", "pH 7.4"])
@pytest.mark.parametrize("compound", FAMILY)
def test_distance(compound, form_name):
    """Means about 4 A, range 2.4 to 5.0 A over 200 conformers (computed independently with RDKit 2026.09.1)."""
    found = amine_acid_distance(compound, n=200, form_name=form_name)

    assert 3.7 <= found.mean <= 4.5
    assert found.range[0] >= 2.2
    assert found.range[1] <= 5.1
    assert (found.n, found.unit) == (200, "A")


def test_distance_orders_the_chain_lengths():
    """Glycine < beta-alanine < GABA < 5-aminovaleric acid, as in table 2 of doi:10.1021/bi901698c."""
    means = [amine_acid_distance(key, n=50).mean for key in ("glycine", "beta-alanine", "gaba", "5-aminovaleric-acid")]

    assert means == sorted(means)


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
    """With dielectric 80 the mean is 4.4 to 4.5 A (computed independently with RDKit 2026.09.1)."""
    found = amine_acid_distance("GABA", n=50, form_name="pH 7.4", minimise="MMFF94s", dielectric=80.0)

    assert 4.2 <= found.mean <= 4.7
    assert "MMFF94s, dielectric 80" in found.method


def test_the_settings_are_stated():
    """Number, seed, form and method go with the values."""
    found = amine_acid_distance("(R)-baclofen", n=7, seed=5)

    assert (found.n, found.seed, found.form) == (7, 5, "neutral")
    assert found.method == "ETKDGv3, not minimised"
    assert all(word in str(found) for word in ("mean", "(SE)", "range", "n = 7", "seed 5"))


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


SEEDED = ("GABA", "(R)-baclofen", "pregabalin", "gabapentin")


@pytest.mark.slow
@pytest.mark.parametrize("compound", SEEDED)
def test_another_seed_stays_within_the_stated_error(compound):
    """Between any two seeds, means and shares differ by less than three standard errors of the difference."""
    ensembles = [conformers(compound, seed=seed, form_name="pH 7.4") for seed in (1, 2, 3)]
    distances = [amine_acid_distance(one) for one in ensembles]
    shapes = [chain_shape(one) for one in ensembles]

    for first, second in ((0, 1), (0, 2), (1, 2)):
        a, b = distances[first], distances[second]
        assert abs(a.mean - b.mean) < 3 * np.hypot(a.standard_error, b.standard_error)
        for name in SHAPES:
            errors = (shapes[n].standard_errors[name] for n in (first, second))
            assert abs(shapes[first].shares[name] - shapes[second].shares[name]) < 3 * np.hypot(*errors)


def test_shares_of_shapes():
    """Extended, gauche and folded conformers are told by their torsions, and the extended ones are the longest."""
    ensemble = conformers("GABA", n=60)
    shape, lengths = chain_shape(ensemble), amine_acid_distance(ensemble).values
    first, second = (torsion.values for torsion in backbone_torsions(ensemble))
    bent = [sum(abs(angle) < 120 for angle in angles) for angles in zip(first, second, strict=True)]

    assert list(shape.labels) == [("extended", "gauche", "folded")[number] for number in bent]
    assert sum(shape.shares.values()) == pytest.approx(1.0)
    assert all(0 < error < 0.1 for error in shape.standard_errors.values())
    by_shape = {name: [d for d, label in zip(lengths, shape.labels, strict=True) if label == name] for name in SHAPES}
    assert min(by_shape["extended"]) > max(by_shape["folded"])


def test_shapes_of_mirror_images():
    """Mirror images fold alike, conformer by conformer."""
    first, second = (chain_shape(name, n=30) for name in ("(R)-baclofen", "(S)-baclofen"))

    assert first.labels == second.labels


def test_a_double_bond_fixes_a_torsion():
    """CACA is never extended, TACA never folded: the geometry of the bond is one of the two torsions."""
    cis, trans = (chain_shape(smiles, n=30).shares for smiles in (r"NC/C=C\C(=O)O", "NC/C=C/C(=O)O"))

    assert cis["extended"] == 0
    assert trans["folded"] == 0


def test_a_chain_without_torsion():
    """Glycine has nothing to fold, and says so."""
    with pytest.raises(InputError, match="no torsion"):
        chain_shape("glycine", n=3)
