"""Names of groups and rings, as chemists write them in a table of substituents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rdkit import Chem

from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.toolkit import quiet
from gaba_analogs.regex import regex

_ALKYL = ("methyl", "ethyl", "propyl", "butyl", "pentyl", "hexyl", "heptyl", "octyl", "nonyl", "decyl")
_CYCLO = ("cyclopropyl", "cyclobutyl", "cyclopentyl", "cyclohexyl", "cycloheptyl")

_PREFIXES = {
    "*F": "fluoro",
    "*Cl": "chloro",
    "*Br": "bromo",
    "*I": "iodo",
    "*O": "hydroxy",
    "*N": "amino",
    "*S": "sulfanyl",
    "*C#N": "cyano",
    "*[N+](=O)[O-]": "nitro",
    "*N(C)C": "dimethylamino",
    "*SC": "methylsulfanyl",
    "*C(=O)O": "carboxy",
    "*C(N)=O": "carbamoyl",
    "*S(C)(=O)=O": "methylsulfonyl",
    "*S(N)(=O)=O": "sulfamoyl",
    "*C(C)=O": "acetyl",
    "*C=O": "formyl",
    "*N=[N+]=[N-]": "azido",
}
"""Names of substituents of a ring, where they differ from the names of the groups."""

_GROUPS = {
    "[H]*": "H",
    "*F": "F",
    "*Cl": "Cl",
    "*Br": "Br",
    "*I": "I",
    "*O": "OH",
    "*N": "NH2",
    "*S": "SH",
    "*=O": "oxo",
    "*=C": "methylidene",
    "*C#N": "CN",
    "*[N+](=O)[O-]": "NO2",
    "*C(=O)O": "COOH",
    "*S(=O)(=O)O": "SO3H",
    "*S(=O)O": "SO2H",
    "*P(=O)(O)O": "PO3H2",
    "*[PH](=O)O": "PO2H2",
    "*P(C)(=O)O": "P(CH3)O2H",
    "*CC(=O)O": "CH2COOH",
    "*CS(=O)(=O)O": "CH2SO3H",
    "*CP(=O)(O)O": "CH2PO3H2",
    "*C[PH](=O)O": "CH2PO2H2",
    "*CP(C)(=O)O": "CH2P(CH3)O2H",
    "*CN": "CH2NH2",
    "*CCC(=O)O": "CH2CH2COOH",
    "*CCN": "CH2CH2NH2",
    "*C(=O)NO": "CONHOH",
    "*C(N)=O": "CONH2",
    "*C(=O)OC": "COOCH3",
    "*C(=O)OCC": "COOC2H5",
    "*c1nnn[nH]1": "tetrazol-5-yl",
    "*c1nn[nH]n1": "tetrazol-5-yl",
    "*C=C": "vinyl",
    "*CC=C": "allyl",
    "*C#C": "ethynyl",
    "*CC#C": "propargyl",
    "*C(C)C": "isopropyl",
    "*CC(C)C": "isobutyl",
    "*C(C)CC": "sec-butyl",
    "*C(C)(C)C": "tert-butyl",
    "*CCC(C)C": "isopentyl",
    "*CC(C)(C)C": "neopentyl",
    "*CF": "fluoromethyl",
    "*C(F)F": "difluoromethyl",
    "*C(F)(F)F": "trifluoromethyl",
    "*CC(F)(F)F": "2,2,2-trifluoroethyl",
    "*CO": "hydroxymethyl",
    "*COC": "methoxymethyl",
    "*C(OCC)OCC": "diethoxymethyl",
    "*OC(F)(F)F": "trifluoromethoxy",
    "*OC(F)F": "difluoromethoxy",
    "*C(C)=O": "acetyl",
    "*C=O": "formyl",
    "*C(=O)c1ccccc1": "benzoyl",
    "*C(=O)OC(C)(C)C": "Boc",
    "*C(=O)OCc1ccccc1": "Cbz",
    "*c1ccc(C)cc1": "4-tolyl",
    "*c1ccco1": "2-furyl",
    "*c1ccoc1": "3-furyl",
    "*c1cccs1": "2-thienyl",
    "*c1ccsc1": "3-thienyl",
    "*c1ccc(Cl)s1": "5-chloro-2-thienyl",
    "*c1ccc(C)s1": "5-methyl-2-thienyl",
    "*c1cc2ccccc2o1": "2-benzofuryl",
    "*c1ccccn1": "2-pyridyl",
    "*c1cccnc1": "3-pyridyl",
    "*c1ccncc1": "4-pyridyl",
    "*c1cccc2ccccc12": "1-naphthyl",
    "*c1ccc2ccccc2c1": "2-naphthyl",
    "*c1c[nH]c2ccccc12": "indol-3-yl",
    "*c1c[nH]cn1": "imidazol-4-yl",
    "*N1CCCC1": "pyrrolidin-1-yl",
    "*N1CCCCC1": "piperidin-1-yl",
    "*N1CCOCC1": "morpholin-4-yl",
    "*c1ccc2c(c1)OCO2": "1,3-benzodioxol-5-yl",
}

_RINGS = {
    "C1CC1": "cyclopropane",
    "C1CCC1": "cyclobutane",
    "C1CCCC1": "cyclopentane",
    "C1CCCCC1": "cyclohexane",
    "C1CCCCCC1": "cycloheptane",
    "C1CCCCCCC1": "cyclooctane",
    "C1=CC1": "cyclopropene",
    "C1=CCC1": "cyclobutene",
    "C1=CCCC1": "cyclopentene",
    "C1=CCC=C1": "cyclopentadiene",
    "C1=CCCCC1": "cyclohexene",
    "C1=CCCC=C1": "cyclohexadiene",
    "C1=CCC=CC1": "cyclohexadiene",
    "c1ccccc1": "benzene",
    "C1CN1": "aziridine",
    "C1CNC1": "azetidine",
    "C1CCNC1": "pyrrolidine",
    "C1CCNCC1": "piperidine",
    "C1CCCNCC1": "azepane",
    "C1=CCNC1": "pyrroline",
    "C1=CNCC1": "pyrroline",
    "C1=CCCNC1": "tetrahydropyridine",
    "C1=CCNCC1": "tetrahydropyridine",
    "C1COCCN1": "morpholine",
    "C1CNCCN1": "piperazine",
    "C1CO1": "oxirane",
    "C1COC1": "oxetane",
    "C1CCOC1": "tetrahydrofuran",
    "C1CCOCC1": "tetrahydropyran",
    "C1CSC1": "thietane",
    "C1CCSC1": "thiolane",
    "C1CCSCC1": "thiane",
    "c1ccsc1": "thiophene",
    "c1ccoc1": "furan",
    "c1cc[nH]c1": "pyrrole",
    "c1ccncc1": "pyridine",
}


def group_name(smiles: str) -> str:
    """Return the name of a group with one attachment point ``*``; the SMILES itself if it has no short name.

    Examples
    --------
    >>> [group_name(group) for group in ("*CC(C)C", "*c1ccc(Cl)c(Cl)c1", "*CC1CCCCC1", "*Cc1ccc(F)cc1", "*OC")]
    ['isobutyl', '3,4-dichlorophenyl', 'cyclohexylmethyl', '4-fluorobenzyl', 'methoxy']
    """
    flat = _flat(smiles)
    return _names().get(flat) or _built(flat) or smiles


def ring_name(mol: Chem.Mol, ring: tuple[int, ...]) -> str:
    """Return the name of one ring of a molecule without its substituents.

    Examples
    --------
    >>> nipecotic = Chem.MolFromSmiles("OC(=O)C1CCCNC1")
    >>> ring_name(nipecotic, nipecotic.GetRingInfo().AtomRings()[0])
    'piperidine'
    """
    text = Chem.MolFragmentToSmiles(flattened(mol), ring)
    with quiet():
        bare = Chem.MolFromSmiles(text)
    plain = str(Chem.MolToSmiles(bare)) if bare is not None else text
    return _rings().get(plain, f"{len(ring)}-membered ring")


@cache
def _names() -> Mapping[str, str]:
    """Return names by canonical SMILES."""
    chains = {"*" + "C" * n: name for n, name in enumerate(_ALKYL, start=1)}
    rings = {f"*C1{'C' * n}C1": name for n, name in enumerate(_CYCLO, start=1)}
    beside = {f"*CC1{'C' * n}C1": f"{name}methyl" for n, name in enumerate(_CYCLO, start=1)}
    ethers = {"*O" + "C" * n: f"{name[:-2]}oxy" for n, name in enumerate(_ALKYL[:4], start=1)}
    more = {"*OC(C)C": "isopropoxy", "*Oc1ccccc1": "phenoxy", "*OCc1ccccc1": "benzyloxy"}
    found = {**chains, **rings, **beside, **ethers, **more, **_GROUPS}
    return MappingProxyType({_flat(smiles): name for smiles, name in found.items()})


@cache
def _rings() -> Mapping[str, str]:
    return MappingProxyType({str(Chem.MolToSmiles(Chem.MolFromSmiles(s))): name for s, name in _RINGS.items()})


def _flat(smiles: str) -> str:
    with quiet():
        mol = Chem.MolFromSmiles(smiles)
        return smiles if mol is None else str(Chem.MolToSmiles(flattened(mol)))


_AROUND = (
    ("[#0]-", "{}phenyl"),
    ("[#0]-[CH2]-", "{}benzyl"),
    ("[#0]-[CH2]-[CH2]-", "2-({}phenyl)ethyl"),
    ("[#0]-[CH](-[CH3])-", "1-({}phenyl)ethyl"),
    ("[#0]-O-", "{}phenoxy"),
)
_COMPOSED = regex(r"(?:fluoro|hydroxy|methoxy|methyl|ethyl|phenyl|cyclo\w+yl)\w+")


@cache
def _built(smiles: str) -> str:
    """Return the name of a phenyl group, a benzyl group and the like with simple substituents; empty otherwise."""
    for start, words in _AROUND:
        found = _substituted(smiles, start)
        if found is not None:
            return words.format(found).replace("(phenyl)", "phenyl")
    return ""


def _substituted(smiles: str, start: str) -> str | None:
    """Return the substituents of a benzene ring with their locants; None if the group is something else."""
    mol = Chem.MolFromSmiles(smiles)
    query = Chem.MolFromSmarts(f"{start}c1ccccc1")
    if mol is None or smiles.count("*") != 1:
        return None
    best: list[tuple[int, str]] | None = None
    for match in mol.GetSubstructMatches(query, uniquify=False):
        ring = match[-6:]
        if mol.GetRingInfo().NumRings() > 1 or _stray(mol, match, ring):
            return None
        placed = [(position, _prefix(mol, atom, ring)) for position, atom in enumerate(ring[1:], start=2)]
        named = [(position, name) for position, name in placed if name is not None]
        if any(name == "" for _, name in named):
            return None
        locants = [(position, str(name)) for position, name in named]
        best = locants if best is None else min(best, locants, key=_order)
    return None if best is None else _joined(best)


def _order(named: list[tuple[int, str]]) -> tuple[list[int], list[tuple[str, int]]]:
    """Return a sort key: the lowest locants, then the lowest for what comes first in the alphabet."""
    return [position for position, _ in named], sorted((name, position) for position, name in named)


def _stray(mol: Chem.Mol, match: tuple[int, ...], ring: tuple[int, ...]) -> bool:
    """Return whether atoms between the attachment point and the ring bear something that the name leaves out."""
    between = set(match) - set(ring)
    return any(
        neighbour.GetIdx() not in match for index in between for neighbour in mol.GetAtomWithIdx(index).GetNeighbors()
    )


def _prefix(mol: Chem.Mol, atom: int, ring: tuple[int, ...]) -> str | None:
    """Return the name of what a ring atom bears: None for hydrogen, empty if it has no short name."""
    outside = [bond for bond in mol.GetAtomWithIdx(atom).GetBonds() if bond.GetOtherAtomIdx(atom) not in ring]
    if not outside:
        return None
    cut = Chem.FragmentOnBonds(mol, [outside[0].GetIdx()], dummyLabels=[(0, 0)])
    end = outside[0].GetOtherAtomIdx(atom)
    part = next(atoms for atoms in Chem.GetMolFrags(cut) if end in atoms)
    text = _flat(Chem.MolFragmentToSmiles(cut, part))
    return _prefixes().get(text) or _names().get(text, "")


@cache
def _prefixes() -> Mapping[str, str]:
    return MappingProxyType({_flat(smiles): name for smiles, name in _PREFIXES.items()})


def _joined(named: list[tuple[int, str]]) -> str:
    """Return substituents as in a name: alphabetical, equal ones together."""
    parts = []
    for name in sorted({name for _, name in named}):
        where = [str(position) for position, other in named if other == name]
        times = ("", "", "di", "tri", "tetra", "penta")[len(where)]
        inner = f"({name})" if _COMPOSED.search(name) else name
        parts.append(f"{','.join(where)}-{times}{inner}")
    return "-".join(parts)
