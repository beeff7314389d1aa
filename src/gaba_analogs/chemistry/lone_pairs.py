"""Marks of centres with a lone pair that RDKit reads the other way round.

In a SMILES a lone pair counts as an implicit hydrogen does: it stands right behind the atom before the centre, ahead of
the ring-closure digits, and comes first where the centre is the first atom (OpenSMILES, 3.8.2; Open Babel, CDK and
Indigo read it so). RDKit counts it in another place for three-connected atoms without a multiple bond that carry one
ring-closure digit or begin the SMILES (sulfoxides drawn with charges, sulfonium ions, phosphanes, aziridines), and so
inverts them; with a multiple bond, only those that begin it (rdkit/rdkit#760). Texts of both kinds are in use, because
RDKit writes what it reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdkit import Chem

from gaba_analogs.chemistry.marks import TETRAHEDRAL
from gaba_analogs.chemistry.parsing import mol_unsanitized
from gaba_analogs.chemistry.toolkit import atoms_of
from gaba_analogs.regex import regex

_CONNECTIONS = 3
_MARKED = regex(r"\[(\d*(?:N|P|As|Sb|S|Se|Te)@{1,2})([+-]\d*)?(:\d+)?\]")


def misread_centres(smiles: str) -> tuple[int, ...]:
    """Return the atoms (index in the text, from 0) whose marks RDKit reads against OpenSMILES.

    The comparison is RDKit's own reading with a hydrogen in the place of the lone pair, which it reads right.

    Examples
    --------
    >>> misread_centres("[O-][S@+]1CCC[C@@H]1C"), misread_centres("O=[S@]1CCC[C@@H]1C")
    ((1,), ())
    """
    with_hydrogen, marked = _MARKED.subn(r"[\1H\2\3]", smiles)
    if not marked:
        return ()
    mol, reference = mol_unsanitized(smiles), mol_unsanitized(with_hydrogen)
    if mol is None or reference is None:
        return ()
    pairs = zip(atoms_of(mol), atoms_of(reference), strict=True)
    return tuple(
        atom.GetIdx()
        for atom, other in pairs
        if atom.GetChiralTag() in TETRAHEDRAL
        and atom.GetDegree() == _CONNECTIONS
        and atom.GetChiralTag() != other.GetChiralTag()
    )


def unmistakable_smiles(mol: Chem.Mol) -> Iterator[str]:
    """Write a molecule as SMILES that RDKit and others read alike: in the order of its atoms, then canonical.

    Examples
    --------
    >>> sulfoxide = Chem.MolFromSmiles("[O-][S@+]1CCC[C@@H]1C")
    >>> next(unmistakable_smiles(sulfoxide))
    '[S@@+]1([O-])CCC[C@@H]1C'
    """
    for canonical in (False, True):
        text = str(Chem.MolToSmiles(mol, canonical=canonical))
        if not misread_centres(text):
            yield text
            continue
        from_each = (str(Chem.MolToSmiles(mol, rootedAtAtom=i, canonical=canonical)) for i in range(mol.GetNumAtoms()))
        yield from (text for text in from_each if not misread_centres(text))
