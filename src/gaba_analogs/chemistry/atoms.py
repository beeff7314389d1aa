"""Atoms of a molecule: metals, radicals, composition."""

from __future__ import annotations

from functools import cache

from rdkit import Chem
from rdkit.Chem import rdqueries
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from gaba_analogs.chemistry.toolkit import atoms_of
from gaba_analogs.notation.composition import R_GROUP, Composition
from gaba_analogs.notation.formula import read_formula, read_plain_formula

_NONMETALS = frozenset({0, 1, 2, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 33, 34, 35, 36, 52, 53, 54, 85, 86})


def is_metal(atom: Chem.Atom) -> bool:
    """Return whether an atom is a metal, whose bonds and charges are a matter of convention."""
    return atom.GetAtomicNum() not in _NONMETALS


def holds_metal(composition: Composition) -> bool:
    """Return whether a substance holds a metal.

    Examples
    --------
    >>> holds_metal(Composition({"Zn": 1, "Cl": 2})), holds_metal(Composition({"B": 10, "H": 14}))
    (True, False)
    """
    return any(map(_is_metal, composition.elements))


@cache
def _is_metal(symbol: str) -> bool:
    return symbol != R_GROUP and Chem.GetPeriodicTable().GetAtomicNumber(symbol) not in _NONMETALS


@cache
def _with_unpaired_electrons() -> Chem.QueryAtom:
    return rdqueries.NumRadicalElectronsGreaterQueryAtom(0)


def fixed_charge(mol: Chem.Mol) -> int:
    """Give the charge [e] of a cation whose charged atoms have no proton to lose; 0 for any other molecule.

    Examples
    --------
    >>> choline, ethylammonium = (Chem.MolFromSmiles(s) for s in ("C[N+](C)(C)CCO", "CC[NH3+]"))
    >>> fixed_charge(choline), fixed_charge(ethylammonium)
    (1, 0)
    """
    charge = int(Chem.GetFormalCharge(mol))
    if charge <= 0:
        return 0
    protonated = any(atom.GetFormalCharge() > 0 and atom.GetTotalNumHs() for atom in atoms_of(mol))
    return 0 if protonated else charge


def radical_atoms(mol: Chem.Mol) -> tuple[Chem.Atom, ...]:
    """Return the bonded main-group atoms with unpaired electrons."""
    found = mol.GetAtomsMatchingQuery(_with_unpaired_electrons())
    if not len(found):  # to go through none takes RDKit twenty times as long as to find that there is none
        return ()
    return tuple(a for a in found if a.GetDegree() and not is_metal(a))


def composition_of(mol: Chem.Mol) -> Composition:
    """Return the composition of a molecule, including implicit hydrogens."""
    formula = CalcMolFormula(mol, separateIsotopes=True, abbreviateHIsotopes=False)
    atoms, sign, _ = formula.partition("+") if "+" in formula else formula.partition("-")
    plain = read_plain_formula(atoms)
    if plain is not None:
        return Composition(plain.elements, charge=Chem.GetFormalCharge(mol)) if sign else plain
    readings = read_formula(formula).readings if "*" not in formula else ()
    charge = Chem.GetFormalCharge(mol)
    found = next((r for r in readings if r.charge == charge), None)
    if found is None:
        counts: list[tuple[int, str, int]] = []
        for atom in atoms_of(mol):
            counts.append((atom.GetIsotope(), atom.GetSymbol(), 1))
            counts.append((0, "H", atom.GetTotalNumHs()))
        found = Composition.from_parts(counts, charge)
    return found
