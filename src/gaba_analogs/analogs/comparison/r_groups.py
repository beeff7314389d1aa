"""The substituents of the chain N-C4-C3-C2-acid, as SMILES and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rdkit import Chem

from gaba_analogs.analogs.chain import Backbone, backbones
from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.notes import off_backbone
from gaba_analogs.chemistry.toolkit import quiet

COLUMNS = ("N", "C4", "C3", "C2", "acid", "name_c3", "side", "reason")
_ACID_NAMES = {"C": "carboxylic acid", "S": "sulfonic acid", "P": "phosphonic acid"}
GROUP_NAMES = {
    "[H]*": "H",
    "*C": "methyl",
    "*CC(C)C": "isobutyl",
    "*F": "F",
    "*Cl": "Cl",
    "*O": "OH",
    "*C=C": "vinyl",
    "*C1CC1": "cyclopropyl",
    "*C1CCCCC1": "cyclohexyl",
    "*c1ccccc1": "phenyl",
    "*c1ccc(Cl)cc1": "4-chlorophenyl",
    "*c1ccc(F)cc1": "4-fluorophenyl",
    "*c1ccc(C)cc1": "4-tolyl",
    "*C(=O)O": "COOH",
    "*S(=O)(=O)O": "SO3H",
    "*P(=O)(O)O": "PO3H2",
    "*CC(=O)O": "CH2COOH",
    "*CS(=O)(=O)O": "CH2SO3H",
    "*CP(=O)(O)O": "CH2PO3H2",
    "*CN": "CH2NH2",
    "*CCC(=O)O": "CH2CH2COOH",
    "*CCN": "CH2CH2NH2",
}


def r_groups_of(entry: Entry) -> dict[str, object]:
    """Return the substituents of one compound, or the reason why it does not have exactly one chain."""
    mol = entry.neutral.mol
    found = backbones(mol)
    if len(found) != 1:
        reason = off_backbone(mol) if not found else "more than one gamma-amino-acid chain"
        return {**dict.fromkeys(COLUMNS), "reason": reason}
    chain = found[0]
    groups = groups_by_place(mol, chain)
    row: dict[str, object] = {place: " + ".join(found) or "H" for place, found in groups.items()}
    row["name_c3"] = _words(groups["C3"])
    row["side"] = entry.side.value
    row["reason"] = ""
    return row


def groups_by_place(mol: Chem.Mol, chain: Backbone) -> dict[str, list[str]]:
    """Return the substituents of N, C4, C3 and C2, and the name of the acid."""
    places = {chain.nitrogen: "N", chain.carbon_n: "C4", chain.centre: "C3", chain.carbon_acid: "C2"}
    return {**_groups(mol, chain, places), "acid": [_acid_name(mol, chain)]}


def _groups(mol: Chem.Mol, chain: Backbone, places: Mapping[int, str]) -> dict[str, list[str]]:
    """Return SMILES of the substituents of each chain atom, with ``*`` at the attachment point."""
    backbone = {*places, chain.acid}
    cuts = [
        bond
        for bond in mol.GetBonds()
        if (bond.GetBeginAtomIdx() in places) != (bond.GetEndAtomIdx() in places)
        and not {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()} <= backbone
    ]
    groups: dict[str, list[str]] = {place: [] for place in places.values()}
    if not cuts:
        return groups
    numbers = {"N": 1, "C4": 4, "C3": 3, "C2": 2}
    labels = []
    for bond in cuts:
        ends = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        place = next(end for end in ends if end in places)
        labels.append((numbers[places[place]],) * 2)
    cut = Chem.FragmentOnBonds(mol, [bond.GetIdx() for bond in cuts], dummyLabels=labels)
    for atoms in Chem.GetMolFrags(cut):
        if backbone & set(atoms):
            continue
        homes = sorted({cut.GetAtomWithIdx(i).GetIsotope() for i in atoms if cut.GetAtomWithIdx(i).GetAtomicNum() == 0})
        text = Chem.MolFragmentToSmiles(cut, atoms)
        text = re.sub(r"\[\d+\*\]", "*", text) if len(homes) == 1 else text
        place_name = next(name for name, number in numbers.items() if number == homes[-1])
        groups[place_name].append(_plain_fragment(text))
    return {place: sorted(found) for place, found in groups.items()}


def _acid_name(mol: Chem.Mol, chain: Backbone) -> str:
    atom = mol.GetAtomWithIdx(chain.acid)
    oxygens = sum(a.GetSymbol() == "O" for a in atom.GetNeighbors())
    if atom.GetSymbol() == "P" and oxygens < 3:
        return "phosphinic acid"
    if atom.GetSymbol() == "S" and oxygens < 3:
        return "sulfinic acid"
    return _ACID_NAMES[atom.GetSymbol()]


def _plain_fragment(text: str) -> str:
    with quiet():
        mol = Chem.MolFromSmiles(text)
        return str(Chem.MolToSmiles(mol)) if mol is not None else text


def _words(groups: Sequence[str]) -> str:
    """Return the groups on C3 in words."""
    if not groups:
        return "H"
    if len(groups) == 1 and groups[0].count("*") == 2:
        mol = Chem.MolFromSmiles(groups[0])
        ring = len(Chem.GetShortestPath(mol, *(a.GetIdx() for a in mol.GetAtoms() if a.GetAtomicNum() == 0))) - 1
        names = {3: "cyclopropane", 4: "cyclobutane", 5: "cyclopentane", 6: "cyclohexane"}
        simple = mol.GetNumAtoms() == ring + 1
        kind = "spiro" if simple else "spiro, fused"
        return f"{kind} {names.get(ring, f'{ring}-membered ring')}"
    return " + ".join(GROUP_NAMES.get(group, group) for group in groups)
