"""What is fixed in a drawing that leaves something open: wildcards, R groups, abbreviations of groups."""

from __future__ import annotations

import re

from rdkit import Chem

from gaba_analogs.chemistry.molfile_faults import ATOM_LINE
from gaba_analogs.chemistry.parsing import mol_as_drawn
from gaba_analogs.chemistry.toolkit import atoms_of, pattern
from gaba_analogs.notation.composition import R_GROUP, Composition
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.regex import regex

_NAMED_GROUP = regex(r"\[\d*(?:R#?\d*|Xx?\d*)(?P<rest>(?:[+-]\d*)?(?::\d+)?)\]")
_OPEN_EXTENSION = regex(r"(?:^|[|,])(?:m|Sg|SgD|LN|RG|LOG):")
_ANYTHING = frozenset({"Du", "Xx"})
_CHAIN_ENDS = ("[#0]-[NX3]-[#6]-[#6]=[OX1]", "[#0]-[#6](=[OX1])-[#6]-[NX3]", "[#0]-[OX2]-P=O", "[#0]-P=O")
"""Where a residue of a protein or nucleic acid is cut out of its chain."""

_ABBREVIATIONS = {
    name: read_formula(formula).readings[0]
    for name, formula in {
        "Me": "CH3", "Et": "C2H5", "nPr": "C3H7", "iPr": "C3H7", "i-Pr": "C3H7", "Bu": "C4H9", "nBu": "C4H9",
        "iBu": "C4H9", "tBu": "C4H9", "t-Bu": "C4H9", "Ph": "C6H5", "Bn": "C7H7", "Bz": "C7H5O", "Boc": "C5H9O2",
        "Cbz": "C8H7O2", "Fmoc": "C15H11O2", "Ms": "CH3SO2", "Tf": "CF3SO2", "TMS": "C3H9Si", "TBS": "C6H15Si",
        "TIPS": "C9H21Si", "PMB": "C8H9O", "OMe": "CH3O", "OEt": "C2H5O", "OAc": "C2H3O2", "NO2": "NO2", "CN": "CN",
        "CF3": "CF3", "OH": "OH", "NH2": "NH2", "COOH": "CHO2", "CO2H": "CHO2", "CO2Me": "C2H3O2", "CO2Et": "C3H5O2",
    }.items()
}  # fmt: skip
"""Groups with one bond that drawing programs write as one atom of a molfile."""


def open_composition_of_smiles(smiles: str, extension: str | None) -> Composition | None:
    """Count the atoms and R groups of a SMILES; None where something but the R groups is open.

    Examples
    --------
    >>> open_composition_of_smiles("[R1]CC(=O)O[*:2]", None).hill
    'C2H2O2R2'
    """
    if extension and _OPEN_EXTENSION.search(extension):
        return None
    mol = mol_as_drawn(_NAMED_GROUP.sub(r"[*\g<rest>]", smiles))
    return None if mol is None else open_composition_of(mol)


def open_composition_of_molblock(text: str, *, spelt_out: bool = False) -> Composition | None:
    """Count the atoms and R groups of a molfile; None where something else is open.

    Parameters
    ----------
    text
        The molfile.
    spelt_out
        Whether an abbreviation in place of an atom (Ph, Me) counts as what it usually stands for, rather than as an
        R group.
    """
    groups: list[str] = []

    def generic(match: re.Match[str]) -> str:
        symbol = match[1] or match[2]
        if symbol not in _ABBREVIATIONS and symbol not in _ANYTHING:
            return match[0]
        groups.append(symbol)
        start = match.start(1 if match[1] else 2) - match.start()
        return f"{match[0][:start]}{R_GROUP:<{len(symbol)}}{match[0][start + len(symbol) :]}"

    block = ATOM_LINE.sub(generic, text)
    try:
        mol = Chem.MolFromMolBlock(block, removeHs=False)
    except (RuntimeError, ValueError):
        return None
    if mol is None or any(a.HasQuery() and a.GetAtomicNum() for a in atoms_of(mol)):
        return None
    found = open_composition_of(mol)
    for group in groups if spelt_out else ():
        if group in _ABBREVIATIONS:
            found = _without_one_group(found) + _ABBREVIATIONS[group]
    return found


def open_composition_of(mol: Chem.Mol) -> Composition:
    """Count atoms and R groups of a molecule, and how many of these are the ends of a residue."""
    counts: list[tuple[int, str, int]] = []
    for atom in atoms_of(mol):
        counts.append((atom.GetIsotope(), atom.GetSymbol(), 1) if atom.GetAtomicNum() else (0, R_GROUP, 1))
        counts.append((0, "H", atom.GetTotalNumHs()))
    ends = {match[0] for smarts in _CHAIN_ENDS for match in mol.GetSubstructMatches(pattern(smarts))}
    plain = Composition.from_parts(counts, Chem.GetFormalCharge(mol))
    return Composition(plain.elements, plain.isotopes, plain.charge, len(ends))


def _without_one_group(found: Composition) -> Composition:
    elements = {**found.elements, R_GROUP: found.r_groups - 1}
    return Composition({e: n for e, n in elements.items() if n}, found.isotopes, found.charge, found.chain_ends)
