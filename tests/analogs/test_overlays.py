"""Overlays on bound and embedded references, and the bound conformers themselves."""

from __future__ import annotations

import numpy as np
import pytest
from rdkit import Chem
from rdkit.Chem import rdMolAlign, rdMolTransforms

from gaba_analogs.analogs.bound import bound_conformer, bound_conformers
from gaba_analogs.analogs.family import find, sources
from gaba_analogs.analogs.molecule import family_entry
from gaba_analogs.analogs.overlays import overlay
from gaba_analogs.analogs.pharmacophore import SHAPES, chain_shape, conformers
from gaba_analogs.analogs.stereo.sense import spatial_sense
from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.errors import InputError

CODES = sorted(bound_conformers())


class TestBound:
    """Conformers from complexes with the GABA-B receptor."""

    @pytest.mark.parametrize("code", CODES)
    def test_identity(self, code):
        """The coordinates are those of the compound named, in its configuration, and the source is listed."""
        bound = bound_conformer(code)
        known = family_entry(bound.mol)

        assert known is not None
        assert known.key == bound.compound_key
        assert bound.source_key in {source.source_key for source in sources()}

    @pytest.mark.parametrize("code", CODES)
    def test_geometry(self, code):
        """Bonds of carbon are 1.3 to 1.9 A long, and no two heavy atoms meet."""
        mol = bound_conformer(code).mol
        places = mol.GetConformer().GetPositions()
        lengths = [np.linalg.norm(places[b.GetBeginAtomIdx()] - places[b.GetEndAtomIdx()]) for b in mol.GetBonds()]
        apart = np.linalg.norm(places[:, None] - places[None], axis=2) + 9 * np.eye(len(places))

        assert all(1.15 < length < 1.95 for length in lengths)
        assert apart.min() > 1.15

    @pytest.mark.parametrize("code", CODES)
    def test_extended(self, code):
        """Every one of these ligands lies extended in the receptor: both torsions are anti."""
        chain = bound_conformer(code).mol.GetSubstructMatch(pattern("[#7]-[CX4]-[CX4]-[CX4]-[$(C=O),$(P=O),$(S=O)]"))
        conformer = bound_conformer(code).mol.GetConformer()

        for start in (0, 1):
            angle = rdMolTransforms.GetDihedralDeg(conformer, *chain[start : start + 4])
            assert abs(angle) > 120

    def test_side(self):
        """The agonist in the receptor is the (R)-enantiomer, on the side that is named after it."""
        assert str(spatial_sense(bound_conformer("4MS4").mol)) == "same side as (R)-baclofen"

    def test_two_complexes_agree(self):
        """Baclofen in a crystal and under the electron microscope: the heavy atoms fit within 0.7 A."""
        first, second = (bound_conformer(code).mol for code in ("4MS4", "7C7Q"))

        assert rdMolAlign.GetBestRMS(Chem.Mol(second), Chem.Mol(first)) < 0.7

    @pytest.mark.parametrize(("code", "hint"), [("4MS3", "did you mean"), ("1ABC", "choose from 4MS4"), ("", "choose")])
    def test_unknown(self, code, hint):
        """A complex that is not here is answered with those that are."""
        with pytest.raises(InputError, match=hint):
            bound_conformer(code)

    def test_no_code(self):
        """What is no text is named."""
        with pytest.raises(InputError, match="expected the code of an entry"):
            bound_conformer(4)


class TestOverlay:
    """Best overlays over conformers."""

    def test_order(self):
        """On the bound agonist, (R)-baclofen fits best, its mirror image worse, and GABA, being small, worst."""
        same, mirror, gaba = (overlay(key, n=40) for key in ("(R)-baclofen", "(S)-baclofen", "GABA"))

        assert same.combined > mirror.combined > gaba.combined
        assert all(0 <= part <= 1 for one in (same, mirror, gaba) for part in (one.shape, one.colour))

    def test_on_itself(self):
        """An embedded reference on itself is 1."""
        assert overlay("(R)-baclofen", "(R)-baclofen", n=5).combined == pytest.approx(1.0)

    def test_the_reference_is_not_moved_inside(self):
        """The bound conformer keeps its distances: only the whole molecule is turned."""
        found = overlay("GABA", "4MS4", n=3)
        there = Chem.RemoveHs(found.reference).GetConformer().GetPositions()
        here = bound_conformer("4MS4").mol.GetConformer().GetPositions()

        assert np.linalg.norm(there[0] - there[-1]) == pytest.approx(np.linalg.norm(here[0] - here[-1]), abs=1e-3)
        assert found.title == "(R)-baclofen in PDB 4MS4 (crystal)"
        assert any("wwpdb-ccd" in note for note in found.notes)

    @pytest.mark.parametrize("form_name", ["neutral", "pH 7.4"])
    def test_form(self, form_name):
        """The reference is in the form of the compound."""
        found = overlay("GABA", "4MS4", n=3, form_name=form_name)

        assert [sum(abs(a.GetFormalCharge()) for a in m.GetAtoms()) for m in (found.mol, found.reference)] == [
            0 if form_name == "neutral" else 2
        ] * 2

    def test_repeatable(self):
        """Two runs give the same scores and the same poses."""
        first, again = (overlay("pregabalin", n=5) for _ in range(2))

        assert (first.shape, first.colour) == (again.shape, again.colour)
        assert np.array_equal(first.mol.GetConformer().GetPositions(), again.mol.GetConformer().GetPositions())
        assert first.mol.GetNumConformers() == first.reference.GetNumConformers() == 1

    @pytest.mark.slow
    def test_another_seed_stays_within_the_stated_error(self):
        """The best score with another seed differs by no more than the two stated errors together."""
        first, second = (overlay("pregabalin", n=60, seed=seed) for seed in (1, 2))

        assert abs(first.combined - second.combined) <= first.error + second.error

    def test_error_of_too_few(self):
        """Of two conformers no error can be told."""
        assert overlay("GABA", n=2).error == float("inf")

    def test_unknown_complex(self):
        """A code without coordinates is no compound either."""
        with pytest.raises(InputError, match="no coordinates of a complex '4MS3'"):
            overlay("GABA", "4MS3", n=2)


def test_embedded_conformers_are_rarely_extended():
    """What the receptor holds is a minority among embedded conformers of baclofen."""
    shape = chain_shape(conformers("(R)-baclofen", n=60))

    assert set(shape.labels) == set(SHAPES)
    assert shape.shares["extended"] < 0.3
    assert find("(R)-baclofen").key == bound_conformer("4MS4").compound_key
