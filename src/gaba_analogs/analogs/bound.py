"""Conformers as they bind to the human GABA-B receptor, from published complexes.

The coordinates are data (``bound_conformers.sdf``), each with its source. Hydrogens are not seen in these experiments,
and are added by RDKit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from rdkit import Chem

from gaba_analogs.errors import InputError
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.resources import data_folder

REFERENCE = "4MS4"
"""PDB code of the default reference: (R)-baclofen in the human GABA-B receptor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundConformer:
    """A ligand as it lies in a complex with the human GABA-B receptor.

    Parameters
    ----------
    pdb_code
        Entry of the Protein Data Bank.
    ligand_code
        Code of the ligand in the Chemical Component Dictionary.
    compound_key
        Key of the bundled compound.
    method
        ``crystal``, or ``electron microscopy`` with the resolution.
    source_key
        Key of :func:`~gaba_analogs.analogs.family.sources`: where the coordinates were read.
    mol
        The molecule with its heavy atoms and one conformer [A].
    """

    pdb_code: str
    ligand_code: str
    compound_key: str
    method: str
    source_key: str
    mol: Chem.Mol = field(repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.compound_key} in PDB {self.pdb_code} ({self.method})"


@cache
def bound_conformers() -> Mapping[str, BoundConformer]:
    """Return the bound conformers by PDB code.

    Examples
    --------
    >>> {code: bound.compound_key for code, bound in bound_conformers().items()}["4MS4"]
    '(R)-baclofen'
    """
    with (data_folder() / "bound_conformers.sdf").open("rb") as file:
        found = [_bound(mol) for mol in Chem.ForwardSDMolSupplier(file)]
    return MappingProxyType({bound.pdb_code: bound for bound in found})


def bound_conformer(pdb_code: str) -> BoundConformer:
    """Return the ligand of one complex.

    Parameters
    ----------
    pdb_code
        Code of the complex, in any case.

    Raises
    ------
    InputError
        There are no coordinates of this complex here; the message lists those that there are.

    Examples
    --------
    >>> print(bound_conformer("4ms4"))
    (R)-baclofen in PDB 4MS4 (crystal)
    """
    if not isinstance(pdb_code, str):
        raise InputError(f"expected the code of an entry such as 4MS4, got {a_kind_of(pdb_code)}")
    found = bound_conformers().get(pdb_code.strip().upper())
    if found is None:
        near = get_close_matches(pdb_code.upper(), bound_conformers(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(bound_conformers())}"
        raise InputError(f"no coordinates of a complex {pdb_code!r} here: {hint}")
    return found


def _bound(mol: Chem.Mol) -> BoundConformer:
    return BoundConformer(
        pdb_code=mol.GetProp("_Name"),
        ligand_code=mol.GetProp("ligand"),
        compound_key=mol.GetProp("compound_key"),
        method=mol.GetProp("method"),
        source_key=mol.GetProp("source_key"),
        mol=mol,
    )
