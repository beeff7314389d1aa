"""Esters taken apart into acid and alcohol: what a name may mean by "codeine phosphate"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdkit import Chem

from gaba_analogs.chemistry.relation import component_list
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.notation.inchi_parts import without_hydrogens

_ESTER = "[$(C=[O,S]),$(P=O),$(S(=O)=O),$([N+](=O)[O-]),$([Cl+3])]-!@[OX2]-[#6]"


def hydrolysed(structure: Structure) -> Iterator[Structure]:
    """Give the products of hydrolysis: of each ester or anhydride by itself, then of all together.

    Examples
    --------
    >>> [products.composition.formula for products in hydrolysed(Structure.from_smiles("CC(=O)OCCN"))]
    ['C4H11NO3']
    """
    mol = structure.mol
    if mol is None:
        return
    acyl_of = {oxygen: acyl for acyl, oxygen, _ in mol.GetSubstructMatches(pattern(_ESTER))}
    esters = list(acyl_of.items())
    for ester in esters:
        yield _broken(mol, [ester])
    if len(esters) > 1:
        yield _broken(mol, esters)


def _broken(mol: Chem.Mol, esters: Sequence[tuple[int, int]]) -> Structure:
    """Put water across the bonds between oxygen and acyl group."""
    editable = Chem.RWMol(mol)
    for oxygen, acyl in esters:
        editable.RemoveBond(oxygen, acyl)
        editable.AddBond(acyl, editable.AddAtom(Chem.Atom("O")), Chem.BondType.SINGLE)
    products = editable.GetMol()
    Chem.SanitizeMol(products)
    return Structure.from_smiles(Chem.MolToSmiles(products))


def differ_by_hydrolysis(a: Structure, b: Structure) -> bool:
    """Tell whether two structures have other components, but the same acids and alcohols after hydrolysis.

    Examples
    --------
    >>> ester, salt = Structure.from_smiles("CC(=O)OCCN"), Structure.from_smiles("CC(=O)O.OCCN")
    >>> differ_by_hydrolysis(ester, salt), differ_by_hydrolysis(salt, salt)
    (True, False)
    """
    return _components(a) != _components(b) and _acids_and_alcohols(a) == _acids_and_alcohols(b)


def _acids_and_alcohols(structure: Structure) -> frozenset[tuple[str, str]]:
    *_, products = structure, *hydrolysed(structure)
    return _components(products)


def _components(structure: Structure) -> frozenset[tuple[str, str]]:
    """Give the kinds of component: (formula without hydrogen, connections) of each."""
    return frozenset((without_hydrogens(formula), links) for formula, links, *_ in component_list(structure.layers))
