"""Whether the name of a record is that of another composition than the structure from which a correction is computed.

The verifier does not accuse a structure by a trivial name, or by that of an inorganic compound. A patch is more
careful: where the name speaks of SnH4 and the structure is SnH2, the mass of SnH2 would be no correction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce

from rdkit import Chem, RDLogger
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from gaba_analogs.names import default_parser

NAMES = ("name", "iupac_name")
RATIO = re.compile(r"\(([1-9]):([1-9])\)")
"""Ratio of components, as in "niobium, compd. with tin (3:1)"."""

WATER = Counter({"H": 2, "O": 1})

Composition = Counter[str]
"""Element to number of atoms [-], the hydrogens those of the neutral form."""


def named_otherwise(stated: Mapping[str, str], field: str) -> str:
    """Say which other compound the name of a record means; nothing where it means the same, or cannot be read.

    A name may have or lack the counterion and the water of the substance in the bottle, unless a molecular weight is
    corrected, which counts them.

    Parameters
    ----------
    stated
        What the record states.
    field
        The field that is corrected.

    Examples
    --------
    >>> named_otherwise({"name": "niobium, compd. with tin (3:1)", "smiles": "[Nb].[Sn]"}, "molecular_weight")
    'OPSIN reads the name as Nb3Sn, not NbSn'
    >>> named_otherwise({"name": "sodium 4-aminobutanoate", "smiles": "NCCCC(=O)O"}, "monoisotopic_mass")
    ''
    """
    drawn = structure(stated)
    names = [stated[name] for name in NAMES if stated.get(name)]
    if drawn is None or not names:
        return ""
    for name, parsed in zip(names, default_parser().parse(names), strict=True):
        if parsed.smiles:
            meant = Chem.MolFromSmiles(parsed.smiles)
            if not alike(fragments(meant), fragments(drawn), whole=field == "molecular_weight"):
                return f"OPSIN reads the name as {CalcMolFormula(meant)}, not {CalcMolFormula(drawn)}"
        elif any(one != other for one, other in RATIO.findall(name)):
            return f"the name states a ratio, which cannot be compared with {CalcMolFormula(drawn)}"
    return ""


def structure(stated: Mapping[str, str]) -> Chem.Mol | None:
    """Read the structure of a record, or none."""
    RDLogger.DisableLog("rdApp.*")
    readers = (("smiles", Chem.MolFromSmiles), ("inchi", Chem.MolFromInchi))
    read = (reader(stated[name]) for name, reader in readers if stated.get(name))
    return next((molecule for molecule in read if molecule is not None), None)


def fragments(molecule: Chem.Mol) -> list[Composition]:
    """Give the composition of each component, without its charge."""
    return [composition(part) for part in Chem.GetMolFrags(molecule, asMols=True, sanitizeFrags=False)]


def composition(molecule: Chem.Mol) -> Composition:
    """Count the atoms of a component, with as many hydrogens as its neutral form has."""
    atoms = Counter(atom.GetSymbol() for atom in molecule.GetAtoms())
    atoms["H"] += sum(atom.GetTotalNumHs() for atom in molecule.GetAtoms()) - Chem.GetFormalCharge(molecule)
    return atoms


def alike(named: list[Composition], drawn: list[Composition], *, whole: bool) -> bool:
    """Tell whether a name and a structure are of the same composition, whole or that of the largest component."""
    if total(named) == total(drawn):
        return True
    pairs = [(one, other) for one in (parent(named), total(named)) for other in (parent(drawn), total(drawn))]
    return not whole and any(same(one, other) for one, other in pairs)


def same(one: Composition, other: Composition) -> bool:
    """Tell whether two compositions are the same; a name adds phosphate to an alcohol where an ester has lost water."""
    hydrates = [WATER] * 2 if one["P"] and one["P"] == other["P"] else []
    return any(one == total([other, *hydrates[:number]]) for number in range(len(hydrates) + 1))


def parent(components: Iterable[Composition]) -> Composition:
    """Give the largest component that has carbon, or all where none has."""
    components = list(components)
    organic = [component for component in components if component["C"]]
    return max(organic, key=lambda atoms: atoms.total() - atoms["H"]) if organic else total(components)


def total(components: Iterable[Composition]) -> Composition:
    """Add compositions; of elements with no atoms there is no count."""
    added: Composition = reduce(lambda one, other: Counter({e: one[e] + other[e] for e in one | other}), components)
    return Counter({element: count for element, count in added.items() if count})
