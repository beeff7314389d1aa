"""Every combination of stereo marks that a molecule can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from rdkit import Chem
from rdkit.Chem import rdDistGeom

from gaba_analogs.analogs.molecule import SEED
from gaba_analogs.chemistry.axes import chiral_units
from gaba_analogs.chemistry.marks import assign_anew, mirror_image
from gaba_analogs.chemistry.parsing import mol_perceived
from gaba_analogs.chemistry.stereo import StereoElement
from gaba_analogs.chemistry.toolkit import quiet

_MOST_ITERATIONS = 15
_UNSUPPORTED = {
    "allene": ("the allene at atoms {} may be a chiral axis", "allenes"),
    "axis": ("the bond between atoms {} may be a chiral axis", "atropisomers"),
    "helix": ("the rings along atoms {} may form a helix", "helicenes"),
    "plane": ("the plane of atoms {} may be chiral", "planar-chiral isomers"),
    "nitrogen": ("atom {} may be a centre that cannot invert", "isomers of bridgehead nitrogens"),
    "metal": ("the metal, atom {}, may be a centre", "isomers of complexes"),
}
"""What is said of each kind of chiral unit but the spiro atom, which is a centre, and what its isomers are called."""


def combinations(flat: Chem.Mol, elements: Sequence[StereoElement]) -> Iterator[Chem.Mol]:
    """Give every stereoisomer once, whether or not rings forbid it."""
    seen = set()
    for choice in product((True, False), repeat=len(elements)):
        isomer = combination(flat, elements, choice)
        smiles = plain_smiles(isomer)
        if smiles not in seen:
            seen.add(smiles)
            yield isomer


def combination(flat: Chem.Mol, elements: Sequence[StereoElement], choice: tuple[bool, ...]) -> Chem.Mol:
    """Mark centres and double bonds as chosen: anticlockwise or clockwise, cis or trans."""
    isomer = Chem.Mol(flat)
    for element, first in zip(elements, choice, strict=True):
        element.mark(isomer, first=first)
    Chem.SetDoubleBondNeighborDirections(isomer)
    isomer.ClearComputedProps(includeRings=False)
    assign_anew(isomer)
    return isomer


def plain_smiles(mol: Chem.Mol) -> str:
    """Canonical SMILES without enhanced stereo, read once more so that it is a fixed point."""
    return str(Chem.MolToSmiles(mol_perceived(Chem.MolToSmiles(mol))))


def unsupported_chirality(flat: Chem.Mol) -> Iterator[str]:
    """Name the chirality that is not enumerated."""
    for unit in chiral_units(flat):
        if unit.kind in _UNSUPPORTED:
            words, name = _UNSUPPORTED[unit.kind]
            where = (" and " if len(unit.atoms) == 2 else ", ").join(str(index + 1) for index in unit.atoms)
            yield f"{words.format(where)}: {name} are not supported"


def is_caged(flat: Chem.Mol, elements: Sequence[StereoElement]) -> bool:
    """Tell whether a stereocentre belongs to two rings, where not every combination may close."""
    rings = flat.GetRingInfo()
    return any(element.is_centre and rings.NumAtomRings(element.atoms[0]) > 1 for element in elements)


def embeddable(isomers: list[Chem.Mol]) -> tuple[list[Chem.Mol], int]:
    """Drop what cannot be embedded; all stay when none can, which is the method's failure."""
    verdicts: dict[str, bool] = {}
    kept = []
    for isomer in isomers:
        first = min(plain_smiles(isomer), plain_smiles(mirror_image(isomer)))  # mirror images share one verdict
        if first not in verdicts:
            verdicts[first] = _embeds(first)
        if verdicts[first]:
            kept.append(isomer)
    return (kept, len(isomers) - len(kept)) if kept else (isomers, 0)


def _embeds(smiles: str) -> bool:
    settings = rdDistGeom.ETKDGv3()
    settings.randomSeed = SEED  # type: ignore[assignment]  # RDKit's stubs type every option alike
    settings.maxIterations = _MOST_ITERATIONS  # type: ignore[assignment]
    with quiet():
        return bool(rdDistGeom.EmbedMolecule(Chem.AddHs(Chem.MolFromSmiles(smiles)), settings) >= 0)
