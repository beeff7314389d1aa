"""Hydrogens that the name of an aromatic lactam leaves out: OPSIN takes ``purine-2,6-dione`` for a quinone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rdkit import Chem

from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.structure import Structure

_MATCHES = 64
"""Most ways [-] that are tried to lay one structure on another: symmetric groups multiply them."""
_LACTAM = Chem.MolFromSmarts("[n;R]:[c;R]=[O,S,Se;X1]")


def as_lactam(named: Structure, drawn: Structure) -> Structure | None:
    """Give the lactam that a name without hydrogens stands for, where it is drawn; None where that is not what differs.

    Of the name the atoms and bonds are taken, with two or four hydrogens more on ring nitrogens, one of them beside a
    ring C=O or C=S; with them the rings are aromatic, and without them not all are. Hydrogens on carbon and oxygen tell
    another compound: a hydroquinone from its quinone, a dihydropyrimidinone from the pyrimidinone.

    Examples
    --------
    >>> xanthine = Structure.from_smiles("O=c1[nH]c(=O)c2[nH]cnc2[nH]1")
    >>> as_lactam(Structure.from_smiles("N1C(N=C2N=CN=C2C1=O)=O"), xanthine) is not None
    True
    >>> as_lactam(Structure.from_smiles("CC(=O)C(C)=O"), Structure.from_smiles("CC(O)C(C)=O")) is None  # acetoin
    True
    """
    if named.mol is None or drawn.mol is None or not _gains_hydrogens_alone(named, drawn):
        return None
    one, other = Chem.RemoveHs(named.mol), Chem.RemoveHs(drawn.mol)
    if _aromatic(one) >= _aromatic(other):
        return None
    beside = {atoms[0] for atoms in other.GetSubstructMatches(_LACTAM)}
    if not any(_is_laid_on(one, other, match, beside) for match in _matches(one, other)):
        return None
    return Structure.from_smiles(Chem.MolToSmiles(flattened(drawn.mol)))


def _gains_hydrogens_alone(named: Structure, drawn: Structure) -> bool:
    """Tell whether the second of two structures has two or four hydrogens more and is otherwise of the same atoms."""
    one, other = named.composition, drawn.composition
    if one.charge or other.charge or one.isotopes or other.isotopes or named.layers.has_stereo:
        return False
    gained = {e: other.elements.get(e, 0) - one.elements.get(e, 0) for e in {*one.elements, *other.elements}}
    return gained.pop("H", 0) in {2, 4} and not any(gained.values())


def _aromatic(mol: Chem.Mol) -> int:
    return sum(atom.GetIsAromatic() for atom in mol.GetAtoms())


def _matches(one: Chem.Mol, other: Chem.Mol) -> Iterator[Sequence[int]]:
    """Lay the heavy atoms of one structure on those of another, whatever the bond orders."""
    if (one.GetNumAtoms(), one.GetNumBonds()) != (other.GetNumAtoms(), other.GetNumBonds()):
        return iter(())
    query = Chem.AdjustQueryParameters.NoAdjustments()
    query.makeBondsGeneric = True  # type: ignore[assignment]  # the stubs take the class for an enumeration
    pattern = Chem.RWMol(Chem.AdjustQueryProperties(one, query))
    for atom in one.GetAtoms():
        pattern.ReplaceAtom(atom.GetIdx(), Chem.AtomFromSmarts(f"[#{atom.GetAtomicNum()}]"))
    return iter(other.GetSubstructMatches(pattern, uniquify=False, maxMatches=_MATCHES))


def _is_laid_on(one: Chem.Mol, other: Chem.Mol, match: Sequence[int], beside: set[int]) -> bool:
    """Tell whether hydrogens differ on ring nitrogens alone, which are aromatic with all of their rings."""
    changed = []
    for atom, place in zip(one.GetAtoms(), match, strict=True):
        change = other.GetAtomWithIdx(place).GetTotalNumHs() - atom.GetTotalNumHs()
        if change and (atom.GetAtomicNum() != 7 or not atom.IsInRing()):
            return False
        changed += [place] if change > 0 else []
    return bool(beside.intersection(changed)) and _are_aromatic(other, changed)


def _are_aromatic(mol: Chem.Mol, places: Sequence[int]) -> bool:
    """Tell whether all rings that are fused to the rings of some atoms are aromatic."""
    rings = [set(ring) for ring in mol.GetRingInfo().AtomRings()]
    system = {*places}
    for _ in rings:
        system |= {*itertools.chain.from_iterable(ring for ring in rings if ring & system)}
    return all(mol.GetAtomWithIdx(place).GetIsAromatic() for place in system)
