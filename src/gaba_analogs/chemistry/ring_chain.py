"""Ring and open chain of one compound: a sugar as hemiacetal and as aldehyde or ketone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure, StructureKey
from gaba_analogs.chemistry.toolkit import pattern

_HEMIACETAL = "[OX2H1]-[CX4;R]@[OX2;R]"
_CARBONYL = "[OX1]=[CX3;$([H1][#6]),$([H0]([#6])[#6]);!$(C[N,O])]"
_HYDROXYL = "[OX2H1;!$(OC=O);!$(Oc)]"
_RINGS = frozenset({4, 5})
"""Bonds [-] between a carbonyl carbon and a hydroxyl oxygen that close to a ring of five or six."""
_OXYGENS = 2
"""Fewest oxygens [-] of a hemiacetal, or of a carbonyl and a hydroxyl group."""
_MOST = 8
"""Most other forms [-] of a structure that are made."""


def open_forms(structure: Structure) -> tuple[Structure, ...]:
    """Give the aldehydes and ketones of cyclic hemiacetals, with the configuration that is left.

    Examples
    --------
    >>> ribofuranose = Structure.from_smiles("OC[C@H]1OC(O)[C@H](O)[C@@H]1O")
    >>> [form.smiles for form in open_forms(ribofuranose)]
    ['O=C[C@H](O)[C@H](O)[C@H](O)CO']
    """
    return _open_forms(structure.key) if _has_hydroxyl(structure) else ()


def ring_forms(structure: Structure) -> tuple[Structure, ...]:
    """Give the cyclic hemiacetals of five and six atoms of a hydroxyaldehyde or ketone, anomers left open.

    Examples
    --------
    >>> ribose = Structure.from_smiles("O=C[C@H](O)[C@H](O)[C@H](O)CO")
    >>> len(ring_forms(ribose))
    2
    """
    return _ring_forms(structure.key) if _has_hydroxyl(structure) else ()


def _has_hydroxyl(structure: Structure) -> bool:
    """Tell whether a structure may have the hydroxyl group of a hemiacetal, or one beside a carbonyl group."""
    if structure.composition.elements.get("O", 0) < _OXYGENS:
        return False
    return not structure.inchi or structure.layers.has_hydroxyl


def alike_forms(one: Structure, other: Structure) -> Iterator[tuple[Structure, Structure]]:
    """Give forms of two structures that have one skeleton, where the structures themselves have not."""
    if one.composition != other.composition:
        return
    for mine, theirs in itertools.product((one, *open_forms(one)), (other, *open_forms(other))):
        if mine.layers.skeleton == theirs.layers.skeleton:
            yield mine, theirs


@lru_cache(maxsize=256)
def _open_forms(key: StructureKey) -> tuple[Structure, ...]:
    mol = key.structure.mol
    if mol is None or key.structure.fault is not None:
        return ()
    matches = mol.GetSubstructMatches(pattern(_HEMIACETAL))
    return _made(_opened(mol, *match) for match in matches[:_MOST])


@lru_cache(maxsize=256)
def _ring_forms(key: StructureKey) -> tuple[Structure, ...]:
    mol = key.structure.mol if key.structure.fault is None else None
    carbonyls = mol.GetSubstructMatches(pattern(_CARBONYL)) if mol is not None else ()
    if mol is None or not carbonyls:
        return ()
    distances = Chem.GetDistanceMatrix(mol)
    hydroxyls = [index for (index,) in mol.GetSubstructMatches(pattern(_HYDROXYL))]
    pairs = [(*c, o) for c, o in itertools.product(carbonyls, hydroxyls) if int(distances[c[1]][o]) in _RINGS]
    return _made(_closed(mol, *pair) for pair in pairs[:_MOST])


def _opened(mol: Chem.Mol, hydroxyl: int, carbon: int, oxygen: int) -> Chem.RWMol:
    opened = Chem.RWMol(mol)
    opened.RemoveBond(carbon, oxygen)
    opened.GetBondBetweenAtoms(carbon, hydroxyl).SetBondType(Chem.BondType.DOUBLE)
    return _with_hydrogens_left_to_valence(opened, hydroxyl, carbon, oxygen)


def _closed(mol: Chem.Mol, carbonyl: int, carbon: int, hydroxyl: int) -> Chem.RWMol:
    closed = Chem.RWMol(mol)
    closed.GetBondBetweenAtoms(carbon, carbonyl).SetBondType(Chem.BondType.SINGLE)
    closed.AddBond(carbon, hydroxyl, Chem.BondType.SINGLE)
    return _with_hydrogens_left_to_valence(closed, carbonyl, carbon, hydroxyl)


def _with_hydrogens_left_to_valence(mol: Chem.RWMol, first: int, carbon: int, second: int) -> Chem.RWMol:
    for index in (first, second):
        mol.GetAtomWithIdx(index).SetNoImplicit(False)
        mol.GetAtomWithIdx(index).SetNumExplicitHs(0)
    mol.GetAtomWithIdx(carbon).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    return mol


def _made(forms: Iterator[Chem.RWMol]) -> tuple[Structure, ...]:
    made = {}
    for form in forms:
        with suppress(ValueError, RuntimeError):
            Chem.SanitizeMol(form)
            smiles = str(Chem.MolToSmiles(form))
            made[smiles] = Structure.from_smiles(smiles)
    return tuple(made.values())
