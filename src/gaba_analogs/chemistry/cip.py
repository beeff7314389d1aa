"""CIP labels: R, S, E and Z.

The algorithm is that of Hanson et al., J. Chem. Inf. Model. 2018, 58, 1755, doi:10.1021/acs.jcim.8b00324.
"""

from __future__ import annotations

from rdkit import Chem
from rdkit.Chem import rdCIPLabeler

from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of, quiet

_MOST_STEPS = 1_250_000


def cip_labels(mol: Chem.Mol) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, int, str], ...]]:
    """Return the CIP labels of stereocentres and double bonds.

    Returns
    -------
    tuple
        (atom index from 0, label) per stereocentre, and (atom index, atom index, label) per double bond;
        both empty if the algorithm gives up.

    Examples
    --------
    >>> cip_labels(Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))  # (R)-baclofen
    (((2, 'R'),), ())
    """
    copy = Chem.Mol(mol)
    for atom in atoms_of(copy):
        atom.ClearProp("_CIPCode")
    for bond in bonds_of(copy):
        bond.ClearProp("_CIPCode")
    with quiet():
        try:
            rdCIPLabeler.AssignCIPLabels(copy, maxRecursiveIterations=_MOST_STEPS)
        except RuntimeError:
            return (), ()
    atoms = tuple((a.GetIdx(), a.GetProp("_CIPCode")) for a in atoms_of(copy) if a.HasProp("_CIPCode"))
    bonds = tuple(
        (b.GetBeginAtomIdx(), b.GetEndAtomIdx(), b.GetProp("_CIPCode")) for b in bonds_of(copy) if b.HasProp("_CIPCode")
    )
    return atoms, bonds
