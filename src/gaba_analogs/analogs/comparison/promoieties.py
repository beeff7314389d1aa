"""Names of the groups that mask an amino acid, and of what they release."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rdkit import Chem
from rdkit.Chem import rdChemReactions

from gaba_analogs.analogs.comparison.group_names import group_name
from gaba_analogs.analogs.molecule import family_entry
from gaba_analogs.chemistry.toolkit import quiet

RELEASED: Mapping[str, str] = MappingProxyType(
    {
        "O=C=O": "carbon dioxide",
        "C=O": "formaldehyde",
        "CC=O": "acetaldehyde",
        "CCC=O": "propanal",
        "CC(C)C=O": "isobutyraldehyde",
        "O=Cc1ccccc1": "benzaldehyde",
        "CC(=O)O": "acetic acid",
        "CCC(=O)O": "propionic acid",
        "CCCC(=O)O": "butyric acid",
        "CC(C)C(=O)O": "isobutyric acid",
        "CC(C)(C)C(=O)O": "pivalic acid",
        "O=C(O)c1ccccc1": "benzoic acid",
        "O=C(O)c1cccnc1": "nicotinic acid",
        "CO": "methanol",
        "CCO": "ethanol",
        "CC(C)O": "isopropanol",
        "CC(C)(C)O": "tert-butanol",
        "OCc1ccccc1": "benzyl alcohol",
        "N": "ammonia",
    }
)
"""Names of what masks release, by SMILES."""

_ACYL = {
    "acetic acid": "acetyl",
    "propionic acid": "propionyl",
    "butyric acid": "butyryl",
    "isobutyric acid": "isobutyryl",
    "pivalic acid": "pivaloyl",
    "benzoic acid": "benzoyl",
    "nicotinic acid": "nicotinoyl",
}
_ALKOXY = {
    "formaldehyde": "({}oxy)methoxy",
    "acetaldehyde": "1-({}oxy)ethoxy",
    "propanal": "1-({}oxy)propoxy",
    "isobutyraldehyde": "1-({}oxy)-2-methylpropoxy",
}
_HYDROLYSES = (
    "[C,P:1](=[O:2])-!@[OX2H0:3]-[#6:4]>>[*:1](=[O:2])O.[O:3]-[#6:4]",
    "[N:1]-[CX3:2](=[O:3])-[OX2H1:4]>>[N:1].[O:3]=[C:2]=[O:4]",
    "[OX2H1:1]-[CX3:2](=[O:3])-[OX2H1:4]>>[O:1]=[C:2]=[O:3].[O:4]",
    "[OX2H1:1]-[CX4;H1,H2:2]-[OX2;!$(O-C=O):3]>>[O:1]=[C:2].[O:3]",
)
_WATER = "O"


def hydrolysed(mol: Chem.Mol) -> list[Chem.Mol]:
    """Return what is left when esters, carbamates, carbonates and acetals are hydrolysed; water is left out.

    Examples
    --------
    >>> [Chem.MolToSmiles(mol) for mol in hydrolysed(Chem.MolFromSmiles("CC(=O)OCOC(=O)O"))]
    ['CC(=O)O', 'O=C=O', 'C=O']
    """
    for reaction in _reactions():
        products = reaction.RunReactants((mol,), maxProducts=1)
        if products:
            with quiet():
                made = [Chem.MolFromSmiles(Chem.MolToSmiles(product)) for product in products[0]]
            return [last for product in made if product is not None for last in hydrolysed(product)]
    return [] if Chem.MolToSmiles(mol) == _WATER else [mol]


def released_name(mol: Chem.Mol) -> str:
    """Return the name of a small molecule that a mask releases; its SMILES if it has none here.

    Examples
    --------
    >>> released_name(Chem.MolFromSmiles("CC(C)C(O)=O"))
    'isobutyric acid'
    """
    smiles = str(Chem.MolToSmiles(mol))
    if smiles in _by_smiles():
        return _by_smiles()[smiles]
    known = family_entry(mol)
    return known.key if known else smiles


def group_in_words(smiles: str) -> str:
    """Return the name of a mask with one attachment point ``*``; the SMILES itself if it has no short name.

    Examples
    --------
    >>> [group_in_words(group) for group in ("*C(=O)c1cccnc1", "*OCOC(=O)C(C)(C)C", "*C(=O)OC(C)OC(=O)C(C)C")]
    ['nicotinoyl', '(pivaloyloxy)methoxy', '[1-(isobutyryloxy)ethoxy]carbonyl']
    """
    name = group_name(smiles)
    if name != smiles:
        return name
    carbonyl = smiles.startswith("*C(=O)")
    with quiet():
        mol = Chem.MolFromSmiles(smiles.replace("*", "O" if carbonyl else "[H]", 1))
    names = [released_name(part) for part in hydrolysed(mol)] if mol is not None else []
    acyl = [_ACYL[name] for name in names if name in _ACYL]
    alkoxy = [_ALKOXY[name] for name in names if name in _ALKOXY]
    if len(acyl) != 1 or len(names) > len(acyl) + len(alkoxy) + ("carbon dioxide" in names):
        return smiles
    if not alkoxy:
        return acyl[0]
    words = alkoxy[0].format(acyl[0])
    return f"[{words}]carbonyl" if carbonyl else words


@cache
def _reactions() -> tuple[rdChemReactions.ChemicalReaction, ...]:
    return tuple(rdChemReactions.ReactionFromSmarts(smarts) for smarts in _HYDROLYSES)


@cache
def _by_smiles() -> Mapping[str, str]:
    return MappingProxyType({str(Chem.MolToSmiles(Chem.MolFromSmiles(s))): name for s, name in RELEASED.items()})
