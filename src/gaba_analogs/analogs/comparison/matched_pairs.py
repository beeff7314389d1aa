"""Matched pairs: compounds that differ by one group, or in configuration only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rdkit import Chem

from gaba_analogs.analogs.comparison.entry import Entry, stereo_words
from gaba_analogs.analogs.comparison.group_names import group_name
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.toolkit import pattern, quiet

_LEAST_SHARED = 5
_HYDROGEN = "[H]*"
_LONGER = "[#0]-[CX4](-[!#0;!#1])-[!#0;!#1]"


def matched_pair(first: Entry, second: Entry) -> dict[str, object] | None:
    """Describe the one group that differs; None if more than that differs."""
    flats = [str(Chem.MolToSmiles(flattened(entry.neutral.mol))) for entry in (first, second)]
    if flats[0] == flats[1]:
        if first.stereo_form == second.stereo_form:
            return None
        change = f"{stereo_words(first)}>{stereo_words(second)}"
        return {"change": change, "removed": "", "added": "", "shared": flats[0], "stereo": "stereo only"}
    cuts = [_cut_smiles(flat) for flat in flats]
    best: tuple[tuple[bool, int], str, str, str] | None = None
    for shared in sorted(set(cuts[0]) & set(cuts[1])):
        size = heavy_atoms(shared)
        for removed in sorted(cuts[0][shared]):
            for added in sorted(cuts[1][shared]):
                if size < max(_LEAST_SHARED, heavy_atoms(removed), heavy_atoms(added)):
                    continue
                rank = (_HYDROGEN not in {removed, added} or not _ends_in_methyl(shared), size)
                if best is None or rank > best[0]:
                    best = (rank, shared, removed, added)
    if best is None:
        return None
    _, shared, removed, added = best
    change = ">".join(group_name(group) for group in (removed, added))
    return {
        "change": change,
        "removed": removed,
        "added": added,
        "shared": shared,
        "stereo": _stereo_difference(first, second),
    }


@lru_cache(maxsize=8192)
def _ends_in_methyl(shared: str) -> bool:
    """Return whether a cut is at the end of an alkyl group: ``methyl>butyl`` says more than ``H>propyl``."""
    mol = Chem.MolFromSmiles(shared)
    return bool(
        mol.HasSubstructMatch(pattern("[#0]-[CX4;H2,H3]-[!#0]")) and not mol.HasSubstructMatch(pattern(_LONGER))
    )


def _stereo_difference(first: Entry, second: Entry) -> str:
    """Describe what else differs: the side of the backbone, or how far it is specified."""
    if "achiral" in {first.stereo_form, second.stereo_form}:
        return ""
    if first.side and second.side:
        return "" if first.side.value == second.side.value else "opposite sides of the backbone"
    if first.stereo_form == second.stereo_form:
        return ""
    return f"{stereo_words(first)} versus {stereo_words(second)}"


@lru_cache(maxsize=1024)
def _cut_smiles(smiles: str) -> Mapping[str, frozenset[str]]:
    """Map each shared part (``*`` at the cut) to what is cut off, for all acyclic single bonds, those to H too."""
    mol = Chem.AddHs(Chem.MolFromSmiles(smiles))
    found: dict[str, set[str]] = {}
    for bond in mol.GetBonds():
        if bond.GetBondType() != Chem.BondType.SINGLE or bond.IsInRing():
            continue
        cut = Chem.FragmentOnBonds(mol, [bond.GetIdx()], dummyLabels=[(0, 0)])
        parts = [_tidy(part) for part in Chem.GetMolFrags(cut, asMols=True)]
        for kept, left in (parts, parts[::-1]):
            found.setdefault(kept, set()).add(left)
    return {kept: frozenset(left) for kept, left in found.items()}


def _tidy(part: Chem.Mol) -> str:
    if part.GetNumHeavyAtoms() <= 1 and all(a.GetAtomicNum() in {0, 1} for a in part.GetAtoms()):
        return _HYDROGEN
    with quiet():
        return str(Chem.MolToSmiles(Chem.RemoveHs(part)))


@lru_cache(maxsize=8192)
def heavy_atoms(smiles: str) -> int:
    """Return the number of heavy atoms of a fragment [-], attachment points not counted."""
    with quiet():
        return sum(atom.GetAtomicNum() > 1 for atom in Chem.MolFromSmiles(smiles).GetAtoms())
