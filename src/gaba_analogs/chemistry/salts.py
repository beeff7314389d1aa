"""Salts of weak acids: what a name may mean by "phenol sodium salt", of which OPSIN makes a metal atom and the acid."""

from __future__ import annotations

from collections.abc import Iterator

from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import pattern, quiet

_METAL = "[Li,Na,K,Rb,Cs,Ag,Be,Mg,Ca,Sr,Ba,Zn;X0;+0]"
_DIVALENT = frozenset({"Be", "Mg", "Ca", "Sr", "Ba", "Zn"})
_ACIDS = (
    "[OX2H]-[$(C=O),$(S=O),$(P=O)]",
    "[SX2H]",
    "[OX2H]-[c,$(C=C)]",
    "[nH]",
    "[NX3;H1,H2;$(N-C=[O,S]),$(N-S=O)]",
    "[OX2H]",
)
"""The hydrogens that a metal replaces, the strongest acid first."""
_MOST_ATOMS = 4


def ionised(structure: Structure) -> Iterator[Structure]:
    """Give the salts that neutral metal atoms beside an acid may stand for, the likeliest first.

    Examples
    --------
    >>> [salt.smiles for salt in ionised(Structure.from_smiles("[Na].Oc1ccccc1"))]
    ['[Na+].[O-]c1ccccc1']
    >>> [salt.smiles for salt in ionised(Structure.from_smiles("[Ca].CCO.CCO"))]
    ['CC[O-].CC[O-].[Ca+2]']
    >>> list(ionised(Structure.from_smiles("Oc1ccccc1")))
    []
    """
    mol = structure.mol
    metals = [] if mol is None else [index for (index,) in mol.GetSubstructMatches(pattern(_METAL))]
    if mol is None or not 0 < len(metals) <= _MOST_ATOMS:
        return
    charges = {index: 1 + (mol.GetAtomWithIdx(index).GetSymbol() in _DIVALENT) for index in metals}
    seen: set[str] = set()
    for acids in _acids(mol, sum(charges.values())):
        salt = Chem.RWMol(mol)
        for index, charge in charges.items():
            salt.GetAtomWithIdx(index).SetFormalCharge(charge)
            salt.GetAtomWithIdx(index).SetNoImplicit(True)  # RDKit has no keyword
        for index in acids:
            atom = salt.GetAtomWithIdx(index)
            atom.SetFormalCharge(-1)
            atom.SetNumExplicitHs(max(atom.GetTotalNumHs() - 1, 0))
            atom.SetNoImplicit(True)
        with quiet():
            text = Chem.MolToSmiles(salt.GetMol())
        if text not in seen:
            seen.add(text)
            yield Structure.from_smiles(text)


def _acids(mol: Chem.Mol, count: int) -> Iterator[tuple[int, ...]]:
    """Give the atoms that lose a hydrogen: the strongest acids together, then, for one metal, each by itself."""
    ranked = list(dict.fromkeys(match[0] for smarts in _ACIDS for match in mol.GetSubstructMatches(pattern(smarts))))
    if len(ranked) >= count:
        yield tuple(ranked[:count])
    if count == 1:
        yield from ((index,) for index in ranked[1:])
