"""The substituents of the chain N-C4-C3-C2-acid, as SMILES and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rdkit import Chem

from gaba_analogs.analogs.chain import Backbone, acid_class, chains, unsaturated
from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.group_names import group_name, ring_name
from gaba_analogs.analogs.comparison.notes import off_backbone
from gaba_analogs.chemistry.toolkit import quiet

PLACES = ("N", "C4", "C3", "C2", "on_acid")
"""Columns that hold groups."""
COLUMNS = ("N", "C4", "C3", "C2", "acid", "on_acid", "rings", "chain", "name_c3", "side", "reason")
_NUMBERS = {"N": 1, "C4": 4, "C3": 3, "C2": 2, "on_acid": 5}
_NAMES = {number: name for name, number in _NUMBERS.items()}


def r_groups_of(entry: Entry, *, in_words: bool = False) -> dict[str, object]:
    """Return the substituents of one compound, or the reason why it does not have exactly one chain."""
    mol = entry.neutral.mol
    found = chains(mol)
    if len(found) != 1:
        reason = off_backbone(mol) if not found else "more than one gamma-amino-acid chain"
        return {**dict.fromkeys(COLUMNS), "reason": reason}
    chain = found[0]
    groups = groups_by_place(mol, chain)
    rings = ring_words(mol, chain)
    words = {place: _words(groups[place]) for place in PLACES}
    shown = words if in_words else {place: " + ".join(groups[place]) or "H" for place in PLACES}
    row: dict[str, object] = {**shown, "acid": groups["acid"][0]}
    if groups["acid"] != ["phosphinic acid"]:
        row["on_acid"] = ""
    row["rings"] = "; ".join(rings)
    row["chain"] = ", ".join(unsaturated(mol, chain)) or "saturated"
    row["name_c3"] = next((ring for ring in rings if "C3" in ring), "").removesuffix(" on C3") or words["C3"]
    row["side"] = entry.side.value
    row["reason"] = ""
    return row


def groups_by_place(mol: Chem.Mol, chain: Backbone) -> dict[str, list[str]]:
    """Return the substituents of N, C4, C3, C2 and the acid, and the kind of acid.

    A group attached at two places, which closes a ring, stands at both.
    """
    places = {chain.nitrogen: "N", chain.carbon_n: "C4", chain.centre: "C3", chain.carbon_acid: "C2"}
    if mol.GetAtomWithIdx(chain.acid).GetSymbol() == "P":
        places[chain.acid] = "on_acid"
    return {"on_acid": [], **_groups(mol, chain, places), "acid": [acid_class(mol, chain)]}


def _groups(mol: Chem.Mol, chain: Backbone, places: Mapping[int, str]) -> dict[str, list[str]]:
    """Return SMILES of the substituents of each chain atom, with ``*`` at the attachment point."""
    backbone = {*places, chain.acid}
    acid_oxygens = {a.GetIdx() for a in mol.GetAtomWithIdx(chain.acid).GetNeighbors() if a.GetSymbol() == "O"}
    cuts = [
        bond
        for bond in mol.GetBonds()
        if (bond.GetBeginAtomIdx() in places) != (bond.GetEndAtomIdx() in places)
        and not {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()} <= backbone
        and not (chain.acid in places and {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()} & acid_oxygens)
    ]
    groups: dict[str, list[str]] = {place: [] for place in places.values()}
    if not cuts:
        return groups
    labels = []
    for bond in cuts:
        ends = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        place = next(end for end in ends if end in places)
        labels.append((_NUMBERS[places[place]],) * 2)
    cut = Chem.FragmentOnBonds(mol, [bond.GetIdx() for bond in cuts], dummyLabels=labels)
    for atoms in Chem.GetMolFrags(cut):
        if backbone & set(atoms):
            continue
        homes = sorted({cut.GetAtomWithIdx(i).GetIsotope() for i in atoms if cut.GetAtomWithIdx(i).GetAtomicNum() == 0})
        text = Chem.MolFragmentToSmiles(cut, atoms)
        text = re.sub(r"\[\d+\*\]", "*", text) if len(homes) == 1 else text
        for home in homes:
            groups[_NAMES[home]].append(_plain_fragment(text))
    return {place: sorted(found) for place, found in groups.items()}


def ring_words(mol: Chem.Mol, chain: Backbone) -> list[str]:
    """Return the rings that hold atoms of the chain, with the places that they join."""
    places = {chain.nitrogen: "N", chain.carbon_n: "C4", chain.centre: "C3", chain.carbon_acid: "C2"}
    rings = mol.GetRingInfo().AtomRings()
    words = []
    for ring in rings:
        held = [name for index, name in places.items() if index in ring]
        if not held:
            continue
        if chain.acid in ring:
            words.append(f"ring of the acid with {' and '.join(held)}")
        elif len(held) == 1 and held != ["N"]:
            fused = [ring_name(mol, other) for other in rings if other != ring and len(set(other) & set(ring)) > 1]
            beside = f" fused with {' and '.join(sorted(fused))}" if fused else ""
            words.append(f"spiro {ring_name(mol, ring)}{beside} on {held[0]}")
        elif len(held) == 1:
            words.append(f"{ring_name(mol, ring)} on N")
        else:
            words.append(f"{ring_name(mol, ring)} from {held[0]} to {held[-1]}")
    return words


def _plain_fragment(text: str) -> str:
    with quiet():
        mol = Chem.MolFromSmiles(text)
        return str(Chem.MolToSmiles(mol)) if mol is not None else text


def _words(groups: Sequence[str]) -> str:
    """Return groups in words; one that closes a ring is named with the rings."""
    return " + ".join("ring" if group.count("*") > 1 else group_name(group) for group in groups) or "H"
