"""The chain N-C4-C3-C2-acid of a gamma-amino acid, and of compounds with another acid or an unsaturated chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rdkit import Chem

from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.toolkit import pattern

_OXO_ACIDS = {"S": ("sulfinic acid", "sulfonic acid"), "P": ("phosphinic acid", "phosphonic acid")}
_SIGNS = {Chem.BondType.DOUBLE: "=", Chem.BondType.TRIPLE: "≡"}
_OXYGEN = "[OX2H1,OX1-]"
ACID = f"[$([CX3](=O){_OXYGEN}),$([SX4](=O)(=O){_OXYGEN}),$([SX3](=O){_OXYGEN}),$([PX4](=O){_OXYGEN})]"
"""SMARTS of the central atom of a free carboxylic, sulfonic, sulfinic, phosphonic or phosphinic acid."""
AMINE = "[$([NX3;!$(N~[#6,#15,#16]=[O,S,N]);!$(N-a);!$(N-[#7,#8])]),$([NX4+])]"
"""SMARTS of an aliphatic amine or ammonium nitrogen; not of amides, carbamates or anilines."""

ISOSTERES: Mapping[str, str] = MappingProxyType(
    {
        "hydroxamic acid": "[$([CX3](=O)[NX3][OX2H1,OX1-])]",
        "acyl sulfonamide": "[$([CX3](=O)[NX3H1,NX2-]S(=O)=O)]",
        "tetrazole": "[$([#6]1~[#7]~[#7]~[#7]~[#7]1)]",
        "1,2,4-oxadiazol-5-one": "[$([#6]1~[#7]~[#6](=O)~[#8]~[#7]1)]",
        "isoxazol-3-ol": "[$([#6]1~[#6]~[#6](~[OX1,OX2H1])~[#7]~[#8]1),$([#6]1~[#6](~[OX1,OX2H1])~[#7]~[#8]~[#6]1)]",
        "isothiazol-3-ol": "[$([#6]1~[#6]~[#6](~[OX1,OX2H1])~[#7]~[#16]1)]",
        "thiazolidinedione": "[$([#6]1C(=O)[#7]C(=O)S1)]",
    }
)
"""SMARTS of the atom by which a group that stands for a carboxylic acid is attached, by its name."""

_OXO_AZOLES: Mapping[str, str] = MappingProxyType(
    {
        "isoxazol-3-ol": "[#6;R]1~[#6;R]~[#6;R](~[OX1,OX2H1])~[#7]~[#8]1",
        "isothiazol-3-ol": "[#6;R]1~[#6;R]~[#6;R](~[OX1,OX2H1])~[#7]~[#16]1",
    }
)
"""SMARTS of acids whose ring holds C3 and C2 too, as in muscimol: the first three atoms are C3, C2 and acid."""

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

    Of two chains that symmetry makes equal, as in a ring, one is given.

    Examples
    --------
    >>> backbones(Chem.MolFromSmiles("NCCCC(=O)O"))
    (Backbone(nitrogen=0, carbon_n=1, centre=2, carbon_acid=3, acid=4, substituents=()),)
    """
    return _found(mol, [f"{AMINE}-[CX4]-[CX4]-[CX4]-{ACID}"])


def chains(mol: Chem.Mol) -> tuple[Backbone, ...]:
    """Find the chains of a gamma-amino acid; if there is none, those with an unsaturated bond or another acid.

    Examples
    --------
    >>> [acid_class(mol, chains(mol)[0]) for mol in map(Chem.MolFromSmiles, ("NC/C=C/C(=O)O", "NCc1cc(O)no1"))]
    ['carboxylic acid', 'isoxazol-3-ol']
    """
    anything = "[C;!$(C=[!#6])]"
    acids = [ACID, *ISOSTERES.values()]
    open_chains = [f"{AMINE}-[CX4]-{anything}~{anything}-{acid}" for acid in acids]
    rings = [f"{AMINE}-[CX4]-{smarts}" for smarts in _OXO_AZOLES.values()]
    found = backbones(mol) or _found(mol, open_chains) or _found(mol, rings)
    if len({(chain.nitrogen, chain.acid) for chain in found}) > 1:
        return found
    least = min((len(unsaturated(mol, chain)) for chain in found), default=0)
    unlike = [chain for chain in found if len(unsaturated(mol, chain)) > least]  # one arm of a ring, as in isoguvacine
    return tuple(unlike) if len(unlike) == 1 else found


def unsaturated(mol: Chem.Mol, chain: Backbone) -> tuple[str, ...]:
    """Return the unsaturated bonds of a chain that are not aromatic, such as ``C3=C2``.

    Examples
    --------
    >>> taca = Chem.MolFromSmiles("NC/C=C/C(=O)O")
    >>> unsaturated(taca, chains(taca)[0])
    ('C3=C2 (E)',)
    """
    labels = {frozenset(ends[:2]): f" ({ends[2]})" for ends in cip_labels(mol)[1]}
    said = []
    for first, second, words in ((chain.carbon_n, chain.centre, "C4{}C3"), (chain.centre, chain.carbon_acid, "C3{}C2")):
        sign = _SIGNS.get(mol.GetBondBetweenAtoms(first, second).GetBondType())
        if sign:
            said.append(words.format(sign) + labels.get(frozenset((first, second)), ""))
    return tuple(said)


def acid_class(mol: Chem.Mol, chain: Backbone) -> str:
    """Return the kind of acid at the end of a chain.

    Examples
    --------
    >>> saclofen = Chem.MolFromSmiles("NCC(CS(=O)(=O)O)c1ccc(Cl)cc1")
    >>> acid_class(saclofen, backbones(saclofen)[0])
    'sulfonic acid'
    """
    atom = mol.GetAtomWithIdx(chain.acid)
    oxygens = sum(neighbour.GetSymbol() == "O" for neighbour in atom.GetNeighbors())
    if atom.GetSymbol() in _OXO_ACIDS:
        return _OXO_ACIDS[atom.GetSymbol()][oxygens > 2]
    table, place = (_OXO_AZOLES, 2) if _shares_ring(mol, chain) else (ISOSTERES, 0)
    for name, smarts in table.items():
        matches = mol.GetSubstructMatches(pattern(smarts), uniquify=False)
        if any(match[place] == chain.acid for match in matches):
            return name
    return "carboxylic acid"


def _shares_ring(mol: Chem.Mol, chain: Backbone) -> bool:
    """Return whether C3, C2 and the acid are in one ring."""
    return any({chain.centre, chain.carbon_acid, chain.acid} <= set(ring) for ring in mol.GetRingInfo().AtomRings())


def _found(mol: Chem.Mol, queries: Iterable[str]) -> tuple[Backbone, ...]:
    """Return the chains that match, one of each kind that symmetry makes equal between the same ends."""
    ranks = list(Chem.CanonicalRankAtoms(mol, breakTies=False))
    seen = set()
    found = []
    for query in queries:
        for n, carbon_n, centre, carbon_acid, acid, *_ in mol.GetSubstructMatches(pattern(query), uniquify=False):
            kind = (n, acid, *(ranks[index] for index in (carbon_n, centre, carbon_acid)))
            if kind in seen:
                continue
            seen.add(kind)
            rest = {a.GetIdx() for a in mol.GetAtomWithIdx(centre).GetNeighbors() if a.GetAtomicNum() > 1}
            others = tuple(sorted(rest - {carbon_n, carbon_acid}))
            found.append(Backbone(n, carbon_n, centre, carbon_acid, acid, others))
    return tuple(found)
