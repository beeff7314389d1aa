"""Drawings that give themselves away beside a sound one: with a proton, or a hydrogen, that cannot be there.

A betaine or a salt whose acid was given a proton has no counter-ion for its charge; a hydrogen too many or too few in
square brackets leaves an unpaired electron.
"""

from __future__ import annotations

from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.notation.composition import Composition, has_heavy_atoms_of

_PERMANENT = "[+;H0;!$([+]~[-])]"
"""A positive atom that has no proton to lose, and no negative neighbour, as that of a nitro group has."""

_STRONG_ACIDS = ("[OX2H]-[$(S=O)]", "[OX2H]-[$(P=O)]", "[OX2H]-[$(C=O)]")
"""Hydroxyl groups of acids, the strongest first."""

_ALKOXIDE = "[OX1-]-[CX4]"

_FEWEST_ATOMS = 6
"""Fewest heavy atoms [-] of a drawing of which an unpaired electron is a slip: small radicals are studied."""

_SINGLE_THIOPHOSPHORYL = "[SX1v1,SeX1v1]-[#15]"

_ALWAYS_BRACKETED = frozenset({"Si", "Ge", "Sn"})

_SELDOM_RADICALS = frozenset({"C", "P", "S", "Si", "B", "Se", "As", "Ge"})
"""Elements of which a lasting radical is a rarity, as it is not of nitroxides, hydrazyls and the oxides of halogens."""


def without_stray_protons(structure: Structure, other: Composition) -> Structure | None:
    """Give a cation without the protons of its acid groups that leave it without a counter-ion beside a neutral form.

    Parameters
    ----------
    structure
        What is drawn.
    other
        The composition that another field states.

    Returns
    -------
    Structure or None
        The betaine or salt; None where the drawing is no such cation.

    Examples
    --------
    >>> carnitine = Structure.from_smiles("C[N+](C)(C)CC(O)CC([O-])=O")
    >>> without_stray_protons(Structure.from_smiles("C[N+](C)(C)CC(O)CC(=O)O"), carnitine.composition).smiles
    'C[N+](C)(C)CC(O)CC(=O)[O-]'
    >>> acetylcholine, ylide = "C[N+](C)(C)CCOC(C)=O", "C[N+](C)(C)CCOC([CH2-])=O"
    >>> without_stray_protons(Structure.from_smiles(acetylcholine), Structure.from_smiles(ylide).composition)
    """
    own = structure.composition
    protons = own.charge - other.charge
    if own.charge <= 0 or other.charge or not has_heavy_atoms_of(own, other):
        return None
    mol = structure.mol
    if mol is None or own.elements.get("H", 0) - other.elements.get("H", 0) != protons:
        return None
    acids = [match[0] for smarts in _STRONG_ACIDS for match in mol.GetSubstructMatches(pattern(smarts))]
    if min(len(acids), len(mol.GetSubstructMatches(pattern(_PERMANENT)))) < protons:
        return None
    balanced = Chem.RWMol(mol)
    for index in acids[:protons]:
        atom = balanced.GetAtomWithIdx(index)
        atom.SetFormalCharge(-1)
        atom.SetNumExplicitHs(0)
        atom.SetNoImplicit(True)
    return Structure.from_smiles(Chem.MolToSmiles(balanced))


def has_alkoxide_for_counter_ion(structure: Structure) -> bool:
    """Tell whether an alkoxide balances a lasting cation: a program took the proton of a hydroxyl group with the salt.

    Examples
    --------
    >>> choline, betaine = map(Structure.from_smiles, ("C[N+](C)(C)CC[O-]", "C[N+](C)(C)CC([O-])=O"))
    >>> has_alkoxide_for_counter_ion(choline), has_alkoxide_for_counter_ion(betaine)
    (True, False)
    """
    if structure.kind == "smiles" and not ("+" in structure.text and "-" in structure.text):
        return False
    mol = structure.mol
    return mol is not None and all(mol.HasSubstructMatch(pattern(smarts)) for smarts in (_ALKOXIDE, _PERMANENT))


def has_stray_hydrogen(structure: Structure, other: Structure) -> bool:
    """Tell whether hydrogens too many, in square brackets, leave unpaired electrons that another structure has not.

    Examples
    --------
    >>> salt, slip = (Structure.from_smiles(f"CCCC[{atom}](CCCC)(CCCC)CCCC") for atom in ("P+", "PH+"))
    >>> has_stray_hydrogen(slip, salt), has_stray_hydrogen(salt, slip)
    (True, False)
    >>> radical, xylene = map(Structure.from_smiles, ("[CH2]c1ccccc1C", "Cc1ccccc1C"))
    >>> has_stray_hydrogen(radical, xylene)
    False
    """
    one, two = structure.composition, other.composition
    return (
        one.elements.get("H", 0) > two.elements.get("H", 0)
        and one.charge == two.charge
        and has_heavy_atoms_of(one, two)
        and has_open_valence(structure)
        and not other.radicals
    )


def has_open_bracket(structure: Structure) -> bool:
    """Tell whether unpaired electrons are on silicon, germanium and tin alone: a SMILES gives these no hydrogens.

    Examples
    --------
    >>> has_open_bracket(Structure.from_smiles("C[Si](F)F")), has_open_bracket(Structure.from_smiles("[Si]"))
    (True, False)
    """
    radicals = structure.radicals
    return structure.heavy_atoms > 1 and bool(radicals) and all(a.GetSymbol() in _ALWAYS_BRACKETED for a in radicals)


def has_open_valence(structure: Structure) -> bool:
    """Tell whether a drawing has unpaired electrons on atoms that seldom keep them: something was lost.

    Small radicals are studied, but for those that are a thiophosphoryl group drawn with a single bond; beside a metal
    the electrons are those of its bonds.

    Examples
    --------
    >>> damaged, nitroxide = map(Structure.from_smiles, ("NC[C](CC(=O)O)C", "CC1(C)CCCC(C)(C)N1[O]"))
    >>> has_open_valence(damaged), has_open_valence(nitroxide)
    (True, False)
    """
    if structure.has_metal or (structure.kind == "smiles" and not structure.radicals):
        return False
    small = structure.heavy_atoms < _FEWEST_ATOMS
    if small and (structure.mol is None or not structure.mol.HasSubstructMatch(pattern(_SINGLE_THIOPHOSPHORYL))):
        return False
    return bool(structure.radicals) and all(atom.GetSymbol() in _SELDOM_RADICALS for atom in structure.radicals)
