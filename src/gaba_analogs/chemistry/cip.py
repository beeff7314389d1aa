"""CIP labels: R, S, E and Z.

The algorithm is that of Hanson et al., J. Chem. Inf. Model. 2018, 58, 1755, doi:10.1021/acs.jcim.8b00324.
"""

from __future__ import annotations

from rdkit import Chem
from rdkit.Chem import rdCIPLabeler

from gaba_analogs.chemistry.toolkit import bonds_of, marked_atoms, quiet

_MOST_STEPS = 1_250_000
_LABEL = "_CIPCode"


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
    marked = marked_atoms(copy)
    labelled_before = bonds_of(copy) if copy.HasProp("_CIPComputed") else ()
    for one in (*marked, *labelled_before):
        one.ClearProp(_LABEL)
    with quiet():
        try:
            rdCIPLabeler.AssignCIPLabels(copy, maxRecursiveIterations=_MOST_STEPS)
        except RuntimeError:
            return (), ()
    atoms = tuple((atom.GetIdx(), atom.GetProp(_LABEL)) for atom in marked if atom.HasProp(_LABEL))
    bonds = tuple(
        (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), bond.GetProp(_LABEL))
        for bond in bonds_of(copy)
        if bond.HasProp(_LABEL)
    )
    return atoms, bonds
