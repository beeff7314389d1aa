"""Which atoms of a compound differ from a reference."""

from __future__ import annotations

from rdkit import Chem
from rdkit.Chem import rdFMCS

from gaba_analogs.analogs.chain import Backbone, backbones, chains
from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.matched_pairs import heavy_atoms, matched_pair
from gaba_analogs.analogs.comparison.r_groups import groups_by_place
from gaba_analogs.chemistry.marks import flattened


def changed_atoms(entry: Entry, base: Entry) -> tuple[int, ...]:
    """Return the atoms of the group that differs; if a group is gone, the atom that bore it."""
    turned = _turned(entry, base)
    mol, other = entry.neutral.mol, base.neutral.mol
    if Chem.MolToSmiles(flattened(mol)) == Chem.MolToSmiles(flattened(other)):
        return tuple(sorted(turned))
    found = matched_pair(base, entry)
    if found is not None:
        return tuple(sorted(turned | _group_atoms(mol, str(found["shared"]), str(found["added"]))))
    found_chains = chains(mol), chains(other)
    if len(found_chains[0]) == len(found_chains[1]) == 1:
        return tuple(sorted(turned | _carried(mol, found_chains[0][0], other, found_chains[1][0])))
    both = [flattened(other), flattened(mol)]
    shared = rdFMCS.FindMCS(both, ringMatchesRingOnly=True, completeRingsOnly=True, timeout=5)
    match = set(mol.GetSubstructMatch(Chem.MolFromSmarts(shared.smartsString)))
    return tuple(sorted(turned | (set(range(mol.GetNumAtoms())) - match)))


def _turned(entry: Entry, base: Entry) -> set[int]:
    """Return C3 if the substituents are known to be on opposite sides of the backbone."""
    opposite = entry.side and base.side and entry.side.value != base.side.value
    return {chain.centre for chain in backbones(entry.neutral.mol)} if opposite else set()


def _group_atoms(mol: Chem.Mol, shared: str, added: str) -> set[int]:
    """Return the atoms not in the shared part; if that is a hydrogen, the atom that bears it."""
    settings = Chem.AdjustQueryParameters.NoAdjustments()
    settings.makeDummiesQueries = True  # type: ignore[assignment]  # RDKit's stubs type every option alike
    query = Chem.AdjustQueryProperties(Chem.MolFromSmiles(shared), settings)
    dummy = next(atom.GetIdx() for atom in Chem.MolFromSmiles(shared).GetAtoms() if atom.GetAtomicNum() == 0)
    full = Chem.AddHs(flattened(mol))
    for match in full.GetSubstructMatches(query, uniquify=False, maxMatches=10_000):
        kept = {index for place, index in enumerate(match) if place != dummy}
        left = set(range(mol.GetNumAtoms())) - kept
        reached = match[dummy] in left or added == "[H]*"
        if reached and len(left) == heavy_atoms(added):
            return left or {full.GetAtomWithIdx(match[dummy]).GetNeighbors()[0].GetIdx()}
    return set()


def _carried(mol: Chem.Mol, chain: Backbone, other: Chem.Mol, other_chain: Backbone) -> set[int]:
    """Return the atoms of the substituents at every place on the chain where the two compounds differ."""
    atoms: set[int] = set()
    groups, others = groups_by_place(mol, chain), groups_by_place(other, other_chain)
    backbone = {chain.nitrogen, chain.carbon_n, chain.centre, chain.carbon_acid, chain.acid}
    ends = {"N": chain.nitrogen, "C4": chain.carbon_n, "C3": chain.centre, "C2": chain.carbon_acid, "acid": chain.acid}
    for place, start in ends.items():
        if groups[place] == others[place]:
            continue
        reached = {start}
        edge = [start]
        while edge:
            here = edge.pop()
            for neighbour in mol.GetAtomWithIdx(here).GetNeighbors():
                index = neighbour.GetIdx()
                if index not in reached and index not in backbone:
                    reached.add(index)
                    edge.append(index)
        atoms |= reached if place == "acid" or len(reached) == 1 else reached - {start}
    if groups["acid"] == others["acid"] and groups["on_acid"] != others["on_acid"]:
        atoms |= _on_acid(mol, chain) or {chain.acid}
    return atoms


def _on_acid(mol: Chem.Mol, chain: Backbone) -> set[int]:
    """Return the atoms of the group that the acid bears besides its oxygens and the chain."""
    acid = mol.GetAtomWithIdx(chain.acid)
    edge = [a.GetIdx() for a in acid.GetNeighbors() if a.GetSymbol() != "O" and a.GetIdx() != chain.carbon_acid]
    reached: set[int] = set()
    while edge:
        here = edge.pop()
        reached.add(here)
        near = {neighbour.GetIdx() for neighbour in mol.GetAtomWithIdx(here).GetNeighbors()}
        edge += near - reached - {chain.acid}
    return reached
