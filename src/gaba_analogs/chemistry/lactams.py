"""Hydrogens that the name of an aromatic lactam leaves out: OPSIN takes ``purine-2,6-dione`` for a quinone."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of, pattern

_PLACES = 8
"""Most ring nitrogens [-] among which the hydrogens are placed: their combinations multiply."""
_LACTAM = "[n;R]:[c;R]=[O,S,Se;X1]"
_QUINONE = "[#7;R;H0]~[#6;R]=[O,S,Se;X1]"


def as_lactam(named: Structure, drawn: Structure) -> Structure | None:
    """Give the lactam that a name without hydrogens stands for, where it is drawn; None where that is not what differs.

    Hydrogens on carbon and oxygen tell another compound: a hydroquinone from its quinone, a dihydropyrimidinone from
    the pyrimidinone.

    Examples
    --------
    >>> xanthine = Structure.from_smiles("O=c1[nH]c(=O)c2[nH]cnc2[nH]1")
    >>> as_lactam(Structure.from_smiles("N1C(N=C2N=CN=C2C1=O)=O"), xanthine) is not None
    True
    >>> as_lactam(Structure.from_smiles("CC(=O)C(C)=O"), Structure.from_smiles("CC(O)C(C)=O")) is None  # acetoin
    True
    """
    if named.mol is None or not _gains_hydrogens_alone(named, drawn):
        return None
    return next((lactam for lactam in lactams(named) if lactam.layers.skeleton == drawn.layers.skeleton), None)


def lactams(named: Structure) -> Iterator[Structure]:
    """Give the lactams that the name of a quinone of theirs may mean.

    They have two or four hydrogens more, on ring nitrogens, one of them beside a ring C=O or C=S; with them the rings
    are aromatic, and without them not all are.

    Examples
    --------
    >>> quinone = Structure.from_smiles("N1C(N=C2N=CN=C2C1=O)=O")  # purine-2,6-dione, as OPSIN reads it
    >>> "LRFVTYWOQMYALW-UHFFFAOYSA-N" in {lactam.inchikey for lactam in lactams(quinone)}  # xanthine
    True
    >>> list(lactams(Structure.from_smiles("O=C1C=CC(=O)c2ncccc21")))  # quinoline-5,8-dione
    []
    """
    if named.mol is None or named.fault is not None or named.composition.isotopes or named.composition.charge:
        return
    if not named.mol.HasSubstructMatch(pattern(_QUINONE)):
        return
    bare = Chem.RemoveHs(named.mol)
    open_places = [atom.GetIdx() for atom in atoms_of(bare) if _is_open(atom)]
    found = set()
    for count in (2, 4) if len(open_places) <= _PLACES else ():
        for places in itertools.combinations(open_places, count):
            smiles = _with_hydrogens(bare, places)
            if smiles is not None and smiles not in found:
                found.add(smiles)
                yield Structure.from_smiles(smiles)


def _is_open(atom: Chem.Atom) -> bool:
    """Tell whether an atom is a ring nitrogen with a double bond, which may take a hydrogen."""
    return atom.GetAtomicNum() == 7 and atom.IsInRing() and atom.GetDegree() == 2 and not atom.GetTotalNumHs()


def _with_hydrogens(quinone: Chem.Mol, places: Collection[int]) -> str | None:
    """Put a hydrogen on some nitrogens of a quinone; None where its rings are not aromatic with them."""
    mol = Chem.RWMol(quinone)
    try:
        Chem.Kekulize(mol, clearAromaticFlags=True)
    except ValueError:
        return None
    rings = _rings_of(mol, places)
    system = {*itertools.chain.from_iterable(rings)}
    for atom in map(mol.GetAtomWithIdx, system):
        if atom.GetHybridization() == Chem.HybridizationType.SP3 and atom.GetAtomicNum() == 6:
            return None
        atom.SetNumExplicitHs(atom.GetTotalNumHs() + (atom.GetIdx() in places))
        atom.SetNoImplicit(True)
        atom.SetIsAromatic(True)
    for bond in bonds_of(mol):
        ends = {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()}
        if any(ends <= ring for ring in rings):
            bond.SetBondType(Chem.BondType.AROMATIC)
            bond.SetIsAromatic(True)
    try:
        Chem.SanitizeMol(mol)
    except ValueError:
        return None
    beside = {atoms[0] for atoms in mol.GetSubstructMatches(pattern(_LACTAM))}
    aromatic = all(mol.GetAtomWithIdx(index).GetIsAromatic() for index in system)
    return str(Chem.MolToSmiles(mol)) if aromatic and beside.intersection(places) else None


def _gains_hydrogens_alone(named: Structure, drawn: Structure) -> bool:
    """Tell whether the second of two structures has two or four hydrogens more and is otherwise of the same atoms."""
    one, other = named.composition, drawn.composition
    if other.charge or other.isotopes:
        return False
    gained = {e: other.elements.get(e, 0) - one.elements.get(e, 0) for e in {*one.elements, *other.elements}}
    return gained.pop("H", 0) in {2, 4} and not any(gained.values())


def _rings_of(mol: Chem.Mol, places: Collection[int]) -> list[set[int]]:
    """Give the rings that some atoms are in, and those fused to them."""
    rings = [set(ring) for ring in mol.GetRingInfo().AtomRings()]
    system = {*places}
    for _ in rings:
        system |= {*itertools.chain.from_iterable(ring for ring in rings if len(ring & system) > 1 or ring & {*places})}
    return [ring for ring in rings if ring <= system]
