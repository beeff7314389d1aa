"""Drawings: one shape of the chain, one meaning of a wedge."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from rdkit import Chem

from gaba_analogs.analogs.chain import backbones
from gaba_analogs.analogs.drawing import _wedges, depicted, own_frame, shared_frame, svg
from gaba_analogs.analogs.family import compounds
from gaba_analogs.analogs.forms import form
from gaba_analogs.analogs.stereo.sense import spatial_sense

ON_BACKBONE = [key for key in compounds() if backbones(form(key).mol)]
ONE_SIDED = [key for key in ON_BACKBONE if spatial_sense(form(key).mol)]


def _chain(mol):
    found = backbones(mol)[0]
    return [found.nitrogen, found.carbon_n, found.centre, found.carbon_acid, found.acid]


@pytest.mark.parametrize("key", ON_BACKBONE)
def test_chain_is_laid_alike(key):
    """The chain of every amino acid has the coordinates that it has in GABA."""
    mol, gaba = form(key).mol, form("GABA").mol
    here, there = (depicted(m).GetConformer().GetPositions()[_chain(m)] for m in (mol, gaba))

    assert here == pytest.approx(there, abs=1e-6)


@pytest.mark.parametrize("key", ON_BACKBONE)
def test_nothing_touches(key):
    """Atoms that are not bonded keep nine tenths of a bond apart: the acid of gabapentin is off its ring."""
    mol = depicted(form(key).mol)
    places = mol.GetConformer().GetPositions()
    bonded = {frozenset((b.GetBeginAtomIdx(), b.GetEndAtomIdx())) for b in mol.GetBonds()}
    apart = [pair for pair in combinations(range(mol.GetNumAtoms()), 2) if frozenset(pair) not in bonded]

    assert min(np.linalg.norm(places[i] - places[j]) for i, j in apart) > 0.9 * 1.5


@pytest.mark.parametrize("key", ONE_SIDED)
def test_wedge_tells_the_side(key):
    """The wedge is on the bond from C3 to the substituent: solid on the side of (R)-baclofen, else hashed."""
    mol = depicted(form(key).mol)
    (backbone,) = backbones(mol)
    directions = {"baclofen-like": Chem.BondDir.BEGINWEDGE, "opposite": Chem.BondDir.BEGINDASH}

    (wedge,) = _wedges(mol, set(_chain(mol)))

    assert wedge == (backbone.centre, backbone.substituents[0], directions[spatial_sense(mol).value])


def test_frame():
    """Usual drawings share a frame; one without the chain gets its own, of the same size."""
    drawn = [depicted(form(key).mol) for key in ("baclofen", "GABA", "glycine")]
    shared = shared_frame(drawn)
    own = own_frame(drawn[2], shared)

    assert own_frame(drawn[0], shared) is own_frame(drawn[1], shared) is shared
    assert own is not shared
    assert own[1].x - own[0].x == pytest.approx(shared[1].x - shared[0].x)


def test_drawing_of_a_racemate_has_no_letter():
    """A mixture of mirror images is neither R nor S; one of them is."""
    racemate = Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccccc1 |&1:2|")

    assert "CIP_Code" not in svg(racemate)
    assert svg(racemate).count("<path") != svg(form("(R)-phenibut").mol).count("<path")
