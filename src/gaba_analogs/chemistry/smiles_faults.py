"""Why a SMILES cannot be parsed."""

from __future__ import annotations

import re

from rdkit import Chem

from gaba_analogs.chemistry.atoms import composition_of, is_metal
from gaba_analogs.chemistry.parsing import mol_unsanitized
from gaba_analogs.chemistry.toolkit import atoms_of
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.smiles_grammar import syntax_message, what_is_unbalanced

_ORGANIC = frozenset({"C", "N", "O", "F"})
_OCTET = 8


@dataclass(frozen=True)
class Fault:
    """Why a structure cannot be read.

    Parameters
    ----------
    kind
        ``syntax``, ``valence``, ``aromaticity``, ``size`` or ``wildcard``.
    message
        Description of the fault.
    limit
        True if the tool cannot decide whether the text is wrong.
    """

    kind: str
    message: str
    limit: bool = False


def smiles_fault(smiles: str) -> Fault:
    """Return why RDKit rejects a SMILES."""
    mol = mol_unsanitized(smiles)
    if mol is None:
        return Fault("syntax", syntax_message(smiles))
    mol.UpdatePropertyCache(strict=False)
    if mol.GetNumAtoms() == 0:
        return Fault("syntax", "it holds no atoms")
    problems = list(Chem.DetectChemistryProblems(mol))
    for problem in problems:
        if problem.GetType() == "AtomValenceException":
            atom = mol.GetAtomWithIdx(problem.GetAtomIdx())
            return Fault("valence", _valence_message(atom), limit=_may_be_right(atom))
    metal = any(is_metal(a) for a in atoms_of(mol))
    if problems:
        mixed = re.search(r"[bcnops]\d*[=#]|[=#][bcnops]", smiles) is not None
        return Fault("aromaticity", _aromaticity_message(mol, problems[0]), limit=metal or mixed)
    return Fault("syntax", "RDKit cannot perceive it", limit=True)


def wildcard_fault(smiles: str) -> Fault:
    """Return why a SMILES with a wildcard or R group describes no structure.

    Examples
    --------
    >>> wildcard_fault("*CC(").message
    'the branch opened at character 4 is not closed'
    """
    left_open = what_is_unbalanced(smiles)
    if left_open is not None:
        return Fault("syntax", left_open)
    return Fault("wildcard", "a wildcard or R group stands for no definite structure", limit=True)


def _may_be_right(atom: Chem.Atom) -> bool:
    """Return whether an unusual valence may be real: ions such as superoxide, metals, boron clusters, halogens."""
    if atom.GetSymbol() not in _ORGANIC or any(map(_bends_rules, atom.GetOwningMol().GetAtoms())):
        return True
    charge, bonds = atom.GetFormalCharge(), _bonds(atom)
    if charge < 0:
        return _is_radical_anion(atom)
    return charge > 0 and atom.GetSymbol() == "C" and (bonds <= _OCTET // 2 or atom.GetTotalNumHs() > 0)


def _bends_rules(atom: Chem.Atom) -> bool:
    """Return whether an atom has bonds that are not of two electrons: a metal, boron, a hydrogen between two atoms."""
    return is_metal(atom) or atom.GetSymbol() == "B" or (atom.GetSymbol() == "H" and atom.GetDegree() > 1)


def _is_radical_anion(atom: Chem.Atom) -> bool:
    """Return whether a negative atom with one bond too many may be that of a radical anion: superoxide, a ketyl.

    The electron more than can be paired needs a multiple bond to be in.
    """
    multiple = any(bond.GetBondTypeAsDouble() > 1 for bond in atom.GetBonds())
    odd = composition_of(atom.GetOwningMol()).is_odd_electron
    return atom.GetSymbol() == "F" or (multiple and odd and _bonds(atom) <= _most_bonds(atom) + 1)


def _most_bonds(atom: Chem.Atom) -> int:
    """Count the bonds [-] that an atom of the second period can have: as many as the neutral one of its electrons."""
    electrons = int(Chem.GetPeriodicTable().GetNOuterElecs(atom.GetAtomicNum())) - atom.GetFormalCharge()
    return min(electrons, _OCTET - electrons)


def _bonds(atom: Chem.Atom) -> int:
    return int(sum(b.GetBondTypeAsDouble() for b in atom.GetBonds())) + atom.GetNumExplicitHs()


def _valence_message(atom: Chem.Atom) -> str:
    charge = atom.GetFormalCharge()
    name = Chem.GetPeriodicTable().GetElementName(atom.GetAtomicNum()).lower()
    has = f"{name} (atom {atom.GetIdx() + 1}){f' of charge {charge:+d}' if charge else ''} has {_bonds(atom)} bonds"
    if not charge or atom.GetSymbol() not in _ORGANIC:
        return has
    most = max(0, _most_bonds(atom))
    return f"{has}, but can have only {most}" if most else f"{has}, but can have none"


def _aromaticity_message(mol: Chem.Mol, problem: Chem.MolSanitizeException) -> str:
    indices = list(problem.GetAtomIndices()) if hasattr(problem, "GetAtomIndices") else []
    nitrogens = [
        i + 1
        for i in indices
        if (a := mol.GetAtomWithIdx(i)).GetSymbol() == "N" and a.GetDegree() == 2 and not a.GetNumExplicitHs()
    ]
    if nitrogens:
        return (
            "no alternation of single and double bonds fits the lower-case (aromatic) atoms; "
            f"an aromatic nitrogen probably lost its hydrogen ([nH] at atom {' or '.join(map(str, nitrogens))})"
        )
    return "no alternation of single and double bonds fits the lower-case (aromatic) atoms"
