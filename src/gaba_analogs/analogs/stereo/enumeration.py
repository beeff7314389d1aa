"""All stereoisomers of a molecule."""

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
    "helix": ("the fused rings along atoms {} may form a helix", "helicenes"),
    "plane": ("the plane of atoms {} may be chiral", "planar-chiral isomers"),
    "nitrogen": ("the bridgehead nitrogen, atom {}, may be a stereocentre", "isomers of bridgehead nitrogens"),
    "metal": ("the metal, atom {}, may be a stereocentre", "isomers of complexes"),
}
"""Note on each kind of chiral unit, and the name of its isomers; spiro atoms are enumerated as stereocentres."""


def combinations(flat: Chem.Mol, elements: Sequence[StereoElement]) -> Iterator[Chem.Mol]:
    """Return every stereoisomer once, including those that rings make impossible."""
    seen = set()
    for choice in product((True, False), repeat=len(elements)):
        isomer = combination(flat, elements, choice)
        smiles = plain_smiles(isomer)
        if smiles not in seen:
            seen.add(smiles)
            yield isomer


def combination(flat: Chem.Mol, elements: Sequence[StereoElement], choice: tuple[bool, ...]) -> Chem.Mol:
    """Return the stereoisomer with the chosen centres (clockwise if true) and double bonds (cis if true)."""
    isomer = Chem.Mol(flat)
    for element, first in zip(elements, choice, strict=True):
        if element.can_be_marked:
            element.mark(isomer, first=first)
    Chem.SetDoubleBondNeighborDirections(isomer)
    isomer.ClearComputedProps(includeRings=False)
    assign_anew(isomer)
    return isomer


def plain_smiles(mol: Chem.Mol) -> str:
    """Return canonical SMILES without enhanced stereo, parsed once more so that it is stable."""
    return str(Chem.MolToSmiles(mol_perceived(Chem.MolToSmiles(mol))))


def unsupported_chirality(flat: Chem.Mol) -> Iterator[str]:
    """Return a note on each kind of chirality that is not enumerated."""
    for unit in chiral_units(flat):
        if unit.kind in _UNSUPPORTED:
            words, name = _UNSUPPORTED[unit.kind]
            where = (" and " if len(unit.atoms) == 2 else ", ").join(str(index + 1) for index in unit.atoms)
            yield f"{words.format(where)}: {name} are not supported"


def is_caged(flat: Chem.Mol, elements: Sequence[StereoElement]) -> bool:
    """Return whether a stereocentre belongs to two rings, so that some combinations may be impossible."""
    rings = flat.GetRingInfo()
    return any(element.is_centre and rings.NumAtomRings(element.atoms[0]) > 1 for element in elements)


def embeddable(isomers: list[Chem.Mol]) -> tuple[list[Chem.Mol], int]:
    """Return the isomers that can be embedded and the number dropped; if none can, the method failed and all stay."""
    verdicts: dict[str, bool] = {}
    kept = []
    for isomer in isomers:
        first = min(
            plain_smiles(isomer), plain_smiles(mirror_image(isomer))
        )  # the same answer holds for both mirror images
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
