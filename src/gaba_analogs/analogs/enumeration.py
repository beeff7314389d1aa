"""All stereoisomers of a molecule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rdkit import Chem
from rdkit.Chem import rdDistGeom

from gaba_analogs.analogs.centres import mirror_image
from gaba_analogs.analogs.molecule import SEED
from gaba_analogs.structure import quiet

_MOST_ITERATIONS = 15


def combinations(flat: Chem.Mol, elements: list[Chem.StereoInfo]) -> Iterator[Chem.Mol]:
    """Return every stereoisomer once, including those that rings make impossible."""
    seen = set()
    for choice in product((True, False), repeat=len(elements)):
        isomer = combination(flat, elements, choice)
        smiles = plain_smiles(isomer)
        if smiles not in seen:
            seen.add(smiles)
            yield isomer


def combination(flat: Chem.Mol, elements: list[Chem.StereoInfo], choice: tuple[bool, ...]) -> Chem.Mol:
    """Return the stereoisomer with the chosen centres (clockwise if true) and double bonds (cis if true)."""
    isomer = Chem.Mol(flat)
    for element, first in zip(elements, choice, strict=True):
        if element.type == Chem.StereoType.Atom_Tetrahedral:
            tags = Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW
            isomer.GetAtomWithIdx(element.centeredOn).SetChiralTag(tags[0] if first else tags[1])
        else:
            bond = isomer.GetBondWithIdx(element.centeredOn)
            bond.SetStereoAtoms(element.controllingAtoms[0], element.controllingAtoms[2])
            bond.SetStereo(Chem.BondStereo.STEREOCIS if first else Chem.BondStereo.STEREOTRANS)
    Chem.SetDoubleBondNeighborDirections(isomer)
    isomer.ClearComputedProps(includeRings=False)
    Chem.AssignStereochemistry(isomer, cleanIt=True, force=True, flagPossibleStereoCenters=True)
    return isomer


def plain_smiles(mol: Chem.Mol) -> str:
    """Return canonical SMILES without enhanced stereo, parsed once more so that it is stable."""
    return str(Chem.MolToSmiles(Chem.MolFromSmiles(Chem.MolToSmiles(mol))))


def is_caged(flat: Chem.Mol, elements: list[Chem.StereoInfo]) -> bool:
    """Return whether a stereocentre belongs to two rings, so that some combinations may be impossible."""
    rings = flat.GetRingInfo()
    return any(e.type == Chem.StereoType.Atom_Tetrahedral and rings.NumAtomRings(e.centeredOn) > 1 for e in elements)


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
