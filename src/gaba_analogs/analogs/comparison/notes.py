"""Caveats of a comparison: no backbone, salts, unspecified stereo, assumed forms."""

from __future__ import annotations

from collections.abc import Iterator

from rdkit import Chem

from gaba_analogs.analogs.chain import ACID, AMINE, DERIVATIVE, ISOSTERES, acid_class, chains
from gaba_analogs.analogs.comparison.entry import NEUTRAL, Entry
from gaba_analogs.analogs.comparison.masked import unmask
from gaba_analogs.analogs.descriptors import compute
from gaba_analogs.chemistry.toolkit import pattern

_LACTAM = "[#7]1-[CX4]-[CX4]-[CX4]-C1=O"
_CHAINS = {2: "an alpha-amino acid", 3: "a beta-amino acid", 5: "a delta-amino acid", 6: "an epsilon-amino acid"}


def notes_of(entry: Entry) -> Iterator[str]:
    """Return the notes of one compound."""
    reason = off_backbone(entry.neutral.mol)
    if reason:
        yield reason
    if len(Chem.GetMolFrags(entry.drawn)) > 1:
        yield "counter-ion left out of both forms"
    if entry.stereo_form == "unspecified":
        yield "stereo unspecified: neither a single isomer nor stated to be a racemate"
    if entry.at_ph74.assumed and entry.at_ph74.kind != NEUTRAL:
        yield f"form at pH 7.4 assumed ({entry.at_ph74.method})"
    yield from entry.at_ph74.notes


def off_backbone(mol: Chem.Mol) -> str:
    """Return why a compound is not a gamma-amino acid; empty if it is one, of an unsaturated chain too."""
    found = chains(mol)
    if found:
        acid = acid_class(mol, found[0])
        return f"{acid} in place of a free acid" if acid in ISOSTERES else ""
    if mol.HasSubstructMatch(pattern(_LACTAM)):
        return "a lactam: amine and acid are closed to a ring"
    missing = [
        word
        for word, smarts in (("no basic amine", AMINE), ("no free acid", ACID))
        if not mol.HasSubstructMatch(pattern(smarts))
    ]
    if missing:
        return f"not a gamma-amino acid: {' and '.join(missing)}{_derived(mol)}"
    bonds = compute(mol, ["amine_acid_bonds"])["amine_acid_bonds"]
    kind = _CHAINS.get(bonds if isinstance(bonds, int) else 0, "")
    return f"{f'{kind}, ' if kind else ''}not a gamma-amino acid: amine and acid are {bonds} bonds apart"


def _derived(mol: Chem.Mol) -> str:
    """Return the amino acid that a compound masks, if it is a derivative of one."""
    found = unmask(mol)
    if found is not None:
        return f" (masked {found.title}: {'; '.join(map(str, found.masks))})"
    return " (a derivative)" if mol.HasSubstructMatch(pattern(DERIVATIVE)) else ""
