"""D and L of amino acids, hydroxy acids and sugars.

IUPAC-IUB 1983, AA-3.2 and 3.3 (doi:10.1351/pac198456050595); Nomenclature of carbohydrates, 2-Carb-4.2
(Pure Appl. Chem. 1996, 68, 1919; https://iupac.qmul.ac.uk/2carb/03n04.html).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rdkit import Chem

from gaba_analogs.chemistry.marks import is_assigned
from gaba_analogs.chemistry.stereo import stereocentres
from gaba_analogs.chemistry.toolkit import pattern

_LEVO = ("[NX3,NX4+][C@@X4;H1]([#6])C(=O)[O,N]", "[OX2H1,OX1-][C@@X4;H1]([#6])C(=O)[OX2,OX1-]")
"""Alpha-amino acids, their esters and amides, and alpha-hydroxy acids and esters: the L form."""
_BESIDE_ACIDS = ("[NX3,NX4+][C@@X4;H1]([#6])[CX3;H1,$(C([#6])[#6])]=O",)
"""Alpha-amino aldehydes and ketones, which peptide chemists name after their acids: the L form."""
_ALPHA_AMINO = "[NX3,NX4+][CX4;H1]([#6])C(=O)[O,N]"
"""Alpha-amino acids, their esters and amides, of either form or none."""

_LAST_CENTRES = (
    "[#6;!$([CX4;H2][OX2])][C@X4;H1]([OX2])[CX4;H2][OX2]",
    "[#6;$(C[OX2])][C@X4;H1]([OX2])[CX4;H3]",
    "[#6;$(C[OX2])][C@X4;H1]([OX2])C(=O)[OX2,OX1-]",
)
"""Last centre of a D sugar: before its CH2O, the CH3 of a deoxy sugar, or the acid of a uronic acid."""


def fischer_prefixes(mol: Chem.Mol) -> tuple[Literal["D", "L"], ...]:
    """Return D or L for each alpha carbon of an amino acid, and for that of a hydroxy acid with no other stereocentre.

    A stereocentre that is not specified has none, and two hydroxyl groups leave it to convention which one counts.
    Beside an amino acid, the alpha carbons of its aldehydes and ketones count, too.

    Examples
    --------
    >>> fischer_prefixes(Chem.MolFromSmiles("C[C@@H](O)C(=O)O"))  # D-lactic acid
    ('D',)
    >>> fischer_prefixes(Chem.MolFromSmiles("N[C@@H](CS)C(=O)O"))  # L-cysteine, which is R
    ('L',)
    """
    acids = _levo(mol, _LEVO if len(stereocentres(mol)) == 1 else _LEVO[:1])
    found = {**_levo(mol, _BESIDE_ACIDS), **acids} if acids else {}
    return tuple("L" if found[index] else "D" for index in sorted(found))


def _levo(mol: Chem.Mol, patterns: Iterable[str]) -> dict[int, bool]:
    """Tell of each specified alpha carbon whether it is L."""
    found: dict[int, bool] = {}
    for query in map(pattern, patterns):
        levo = {match[1] for match in mol.GetSubstructMatches(query, useChirality=True)}
        for match in mol.GetSubstructMatches(query):
            if is_assigned(mol.GetAtomWithIdx(match[1])):
                found[match[1]] = match[1] in levo
    return found


def has_open_alpha_carbon(mol: Chem.Mol) -> bool:
    """Tell whether the alpha carbon of an amino acid is a stereocentre that is not specified.

    Examples
    --------
    >>> has_open_alpha_carbon(Chem.MolFromSmiles("CC(N[C@@H](CCCCN)C(=O)O)C(=O)O"))  # lysopine, half specified
    True
    """
    unspecified = {index for index in stereocentres(mol) if not is_assigned(mol.GetAtomWithIdx(index))}
    return any(match[1] in unspecified for match in mol.GetSubstructMatches(pattern(_ALPHA_AMINO)))


def sugar_prefixes(mol: Chem.Mol) -> tuple[Literal["D", "L"], ...]:
    """Return D or L for each sugar: its last centre compared with glyceraldehyde; for both ends of an alditol.

    Examples
    --------
    >>> sugar_prefixes(Chem.MolFromSmiles("O=C[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO"))  # D-glucose
    ('D',)
    >>> sugar_prefixes(Chem.MolFromSmiles("C[C@@H]1O[C@@H](O)[C@H](O)[C@H](O)[C@H]1O"))  # L-rhamnose
    ('L',)
    >>> sugar_prefixes(Chem.MolFromSmiles("OCC(O)CO"))  # glycerol
    ()
    """
    found: dict[int, Literal["D", "L"]] = {}
    for query in map(pattern, _LAST_CENTRES):
        dextro = {match[1] for match in mol.GetSubstructMatches(query, useChirality=True)}
        for match in mol.GetSubstructMatches(query):
            if is_assigned(mol.GetAtomWithIdx(match[1])):
                found[match[1]] = "D" if match[1] in dextro else "L"
    return tuple(found[index] for index in sorted(found))


def sugar_rings(mol: Chem.Mol) -> int:
    """Count the saturated rings [-] of five or six with one oxygen atom, as sugars have them, that of ribose included.

    Examples
    --------
    >>> sugar_rings(Chem.MolFromSmiles("OC[C@H]1O[C@@H](n2ccc(=O)[nH]c2=O)[C@H](O)[C@@H]1O"))  # uridine
    1
    """
    rings = [[mol.GetAtomWithIdx(index) for index in ring] for ring in mol.GetRingInfo().AtomRings()]
    return sum(
        len(ring) in {5, 6}
        and sorted(atom.GetAtomicNum() for atom in ring) == [6] * (len(ring) - 1) + [8]
        and not any(atom.GetIsAromatic() for atom in ring)
        for ring in rings
    )
