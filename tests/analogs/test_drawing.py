"""Drawings: one shape of the chain, one meaning of a wedge."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from rdkit import Chem

from gaba_analogs.analogs.chain import backbones
from gaba_analogs.analogs.drawing import _wedges, depicted, faults, own_frame, shared_frame, svg
from gaba_analogs.analogs.family import compounds
from gaba_analogs.analogs.forms import form
from gaba_analogs.analogs.stereo.sense import spatial_sense


def _chain(mol):
    found = backbones(mol)[0]
    return [found.nitrogen, found.carbon_n, found.centre, found.carbon_acid, found.acid]


def _open(mol):
    return not any(mol.GetBondBetweenAtoms(*ends).IsInRing() for ends in pairwise(_chain(mol)))


ON_BACKBONE = [key for key in compounds() if backbones(form(key).mol)]
ONE_SIDED = [
    key
    for key in ON_BACKBONE
    if spatial_sense(form(key).mol)
    and _open(form(key).mol)
    and len(Chem.FindMolChiralCenters(form(key).mol, useLegacyImplementation=False)) == 1
]


@pytest.mark.parametrize("key", [key for key in ON_BACKBONE if _open(form(key).mol)])
def test_chain_is_laid_alike(key):
    """The chain of every amino acid has the coordinates that it has in GABA, unless a ring holds a part of it."""
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


RINGS = {
    "TAMP": "NC[C@H]1C[C@@H]1C(=O)O |&1:2,4|",
    "CAMP": "NC[C@H]1C[C@H]1C(=O)O |&1:2,4|",
    "cis-ACPC": "N[C@@H]1CC[C@H](C1)C(=O)O",
    "TACA": "NC/C=C/C(=O)O",
    "CACA": "NC/C=C\\C(=O)O",
    "homo-beta-proline": "OC(=O)CC1CCNC1",
    "isonipecotic acid": "OC(=O)C1CCNCC1",
    "baclofen lactam": "O=C1CC(CN1)c1ccc(Cl)cc1",
    "gabapentin lactam": "O=C1CC2(CCCCC2)CN1",
    "rolipram": "COc1ccc(cc1OC1CCCC1)C1CNC(=O)C1",
    "CPP-115": "N[C@@H]1C[C@@H](C(=O)O)C1=C(F)F",
    "mirogabalin": "mirogabalin",
    "atagabalin": "NCC1(CC(=O)O)C[C@H](C)[C@@H](C)C1",
    "CGP-54626": "OP(=O)(C[C@@H](O)CN[C@H](C)c1ccc(Cl)c(Cl)c1)CC1CCCCC1",
    "tiagabine": "Cc1ccsc1C(=CCCN1CCC[C@H](C1)C(=O)O)c1sccc1C",
}


@pytest.mark.parametrize("smiles", RINGS.values(), ids=RINGS)
def test_rings_are_not_torn(smiles):
    """Where the chain is part of a ring it is not stretched: no bond crosses another, all are equally long."""
    mol = depicted(form(smiles).mol)
    places = mol.GetConformer().GetPositions()
    lengths = [np.linalg.norm(places[b.GetBeginAtomIdx()] - places[b.GetEndAtomIdx()]) for b in mol.GetBonds()]

    assert faults(mol) == 0
    assert lengths == pytest.approx([1.5] * len(lengths), abs=0.3)
    assert svg(mol).count("<path") > mol.GetNumBonds()


def test_faults_are_found():
    """Crossed bonds, atoms that meet and an atom on a bond are each counted."""
    square = Chem.MolFromSmiles("CC.CC")
    crossed, met, touching = (
        _placed(square, [(0, 0), (2, 2), (0, 2), (2, 0)]),
        _placed(square, [(0, 0), (2, 0), (2.1, 0.1), (4, 0)]),
        _placed(square, [(0, 0), (4, 0), (2, 0.1), (2, 2)]),
    )

    assert [faults(mol) > 0 for mol in (crossed, met, touching)] == [True] * 3
    assert faults(_placed(square, [(0, 0), (2, 0), (0, 2), (2, 2)])) == 0


def _placed(mol, corners):
    placed = Chem.Mol(mol)
    conformer = Chem.Conformer(mol.GetNumAtoms())
    for index, (x, y) in enumerate(corners):
        conformer.SetAtomPosition(index, (float(x), float(y), 0.0))
    placed.AddConformer(conformer)
    return placed


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
