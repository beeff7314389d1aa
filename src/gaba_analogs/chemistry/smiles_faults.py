"""Why a SMILES cannot be parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdkit import Chem

from gaba_analogs.chemistry.atoms import is_metal
from gaba_analogs.chemistry.parsing import mol_unsanitized
from gaba_analogs.notation.composition import HYDROGEN_ISOTOPES, element_symbols
from gaba_analogs.notation.smiles import is_reaction

_ORGANIC = frozenset({"C", "N", "O", "F"})


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
        return Fault("syntax", _syntax_message(smiles))
    mol.UpdatePropertyCache(strict=False)
    if mol.GetNumAtoms() == 0:
        return Fault("syntax", "it holds no atoms")
    problems = list(Chem.DetectChemistryProblems(mol))
    for problem in problems:
        if problem.GetType() == "AtomValenceException":
            atom = mol.GetAtomWithIdx(problem.GetAtomIdx())
            return Fault("valence", _valence_message(atom), limit=_may_be_right(atom))
    metal = any(is_metal(a) for a in mol.GetAtoms())
    if problems:
        mixed = re.search(r"[bcnops]\d*[=#]|[=#][bcnops]", smiles) is not None
        return Fault("aromaticity", _aromaticity_message(mol, problems[0]), limit=metal or mixed)
    return Fault("syntax", "RDKit cannot perceive it", limit=True)


def _may_be_right(atom: Chem.Atom) -> bool:
    """Return whether an unusual valence may be real: ions such as superoxide, metals, boron clusters, halogens."""
    if atom.GetSymbol() not in _ORGANIC or atom.GetFormalCharge():
        return True
    return any(is_metal(a) or a.GetSymbol() == "B" for a in atom.GetOwningMol().GetAtoms())


def _valence_message(atom: Chem.Atom) -> str:
    bonds = int(sum(b.GetBondTypeAsDouble() for b in atom.GetBonds())) + atom.GetNumExplicitHs()
    charge = atom.GetFormalCharge()
    name = Chem.GetPeriodicTable().GetElementName(atom.GetAtomicNum()).lower()
    ion = f" of charge {charge:+d}" if charge else ""
    return f"{name} (atom {atom.GetIdx() + 1}){ion} has {bonds} bonds"


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


def _syntax_message(smiles: str) -> str:
    if is_reaction(smiles):
        return "it is a reaction, not a compound"
    if smiles.count("(") != smiles.count(")"):
        return f"{smiles.count('(')} opening against {smiles.count(')')} closing parentheses"
    if smiles.count("[") != smiles.count("]"):
        return f"{smiles.count('[')} opening against {smiles.count(']')} closing square brackets"
    symbols = element_symbols() | HYDROGEN_ISOTOPES.keys()
    unknown = [
        m[0]
        for m in re.finditer(r"\[\d*([A-Za-z][a-z]?)[^\]]*\]", smiles)
        if m[1].capitalize() not in symbols and m[1][0].upper() not in symbols
    ]
    if unknown:
        return f"{unknown[0]} is not an element"
    bare = re.sub(r"\[[^\]]*\]", "", smiles)
    strange = re.search(r"[^A-Za-z0-9@+\-=#$:~/\\().%\[\]]", bare)
    if strange:
        return f"the character {strange[0]!r} has no meaning in a SMILES"
    digits = re.sub(r"%\d\d|%\(\d+\)", "", bare)
    open_rings = [d for d in set(re.findall(r"\d", digits)) if digits.count(d) % 2]
    if open_rings:
        return f"ring closure {min(open_rings)} is opened and never closed"
    wrong = re.search(r"(?<!C)l|(?<!B)r|[ADEGHJKLMQRTUVWXYZadeghijkmqtuvwxyz]", bare)
    if wrong:
        return f"{wrong[0]!r} is not an atom outside square brackets"
    return "it does not follow the SMILES grammar"
