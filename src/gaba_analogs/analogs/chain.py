"""The chain N-C4-C3-C2-acid of a gamma-amino acid."""

from __future__ import annotations

from dataclasses import dataclass

from rdkit import Chem

from gaba_analogs.chemistry.toolkit import pattern

_OXYGEN = "[OX2H1,OX1-]"
ACID = f"[$([CX3](=O){_OXYGEN}),$([SX4](=O)(=O){_OXYGEN}),$([SX3](=O){_OXYGEN}),$([PX4](=O){_OXYGEN})]"
"""SMARTS of the central atom of a free carboxylic, sulfonic, sulfinic, phosphonic or phosphinic acid."""
AMINE = "[$([NX3;!$(N~[#6,#15,#16]=[O,S,N]);!$(N-a);!$(N-[#7,#8])]),$([NX4+])]"
"""SMARTS of an aliphatic amine or ammonium nitrogen; not of amides, carbamates or anilines."""

DERIVATIVE = "[#7]-[CX4]-[CX4]-[CX4]-[$(C(=O)[O,N]),$(S(=O)=O),$(P=O)]"
"""SMARTS of the chain with its amine, acid or both masked, as in a prodrug."""


@dataclass(frozen=True, slots=True)
class Backbone:
    """Atom indices (from 0) of one gamma-amino-acid chain N-C4-C3-C2-acid.

    Parameters
    ----------
    nitrogen, carbon_n, centre, carbon_acid, acid
        The chain; `centre` is C3, `acid` the carbon, sulfur or phosphorus of the acid.
    substituents
        Other heavy neighbours of C3.
    """

    nitrogen: int
    carbon_n: int
    centre: int
    carbon_acid: int
    acid: int
    substituents: tuple[int, ...]


def backbones(mol: Chem.Mol) -> tuple[Backbone, ...]:
    """Find the chains N-C-C-C-acid with a free amine and a free acid, including zwitterions.

    Examples
    --------
    >>> backbones(Chem.MolFromSmiles("NCCCC(=O)O"))
    (Backbone(nitrogen=0, carbon_n=1, centre=2, carbon_acid=3, acid=4, substituents=()),)
    """
    chain = pattern(f"{AMINE}-[CX4]-[CX4]-[CX4]-{ACID}")
    found = []
    for n, carbon_n, centre, carbon_acid, acid in mol.GetSubstructMatches(chain, uniquify=False):
        rest = {a.GetIdx() for a in mol.GetAtomWithIdx(centre).GetNeighbors() if a.GetAtomicNum() > 1}
        others = tuple(sorted(rest - {carbon_n, carbon_acid}))
        found.append(Backbone(n, carbon_n, centre, carbon_acid, acid, others))
    return tuple(found)
