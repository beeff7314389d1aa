"""What a drawing with relative stereo groups may stand for.

A group is written ``|&1:2,5|`` or ``|o1:2,5|`` in a CXSMILES, STERAC or STEREL in a V3000 molfile. The centres of an
absolute group (``|a:1|``, STEABS) are as drawn. The flag ``|r|`` makes all centres of a CXSMILES one relative group.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from rdkit import Chem

from gaba_analogs.chemistry.marks import assign_anew, is_assigned
from gaba_analogs.chemistry.toolkit import atoms_of

MOST_FORMS = 81
"""Most forms [-] of a drawing that are made: those of four groups."""


def relative_forms(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Return the drawing with each relative group as drawn, flat or inverted; nothing where there is no such group.

    Examples
    --------
    >>> threonine = Chem.MolFromSmiles("C[C@@H](O)[C@H](N)C(=O)O |&1:1,&2:3|")
    >>> len(list(relative_forms(threonine))), len(list(relative_forms(Chem.MolFromSmiles("C[C@@H](O)CC |a:1|"))))
    (9, 0)
    """
    groups = [
        [atom.GetIdx() for atom in group.GetAtoms()]
        for group in mol.GetStereoGroups()
        if group.GetGroupType() != Chem.StereoGroupType.STEREO_ABSOLUTE
    ]
    if not groups:
        return
    for ways in islice(product(("flat", "inverted", "as drawn"), repeat=len(groups)), MOST_FORMS):
        form = Chem.Mol(mol)
        for way, members in zip(ways, groups, strict=True):
            for index in members:
                _change(form.GetAtomWithIdx(index), way)
        assign_anew(form)
        yield form


def as_one_relative_group(mol: Chem.Mol) -> Chem.Mol:
    """Return a molecule whose stereocentres together are drawn as one of two mirror images.

    Examples
    --------
    >>> threonine = as_one_relative_group(Chem.MolFromSmiles("C[C@@H](O)[C@H](N)C(=O)O"))
    >>> len(list(relative_forms(threonine)))
    3
    """
    grouped = Chem.RWMol(mol)
    centres = [atom.GetIdx() for atom in atoms_of(grouped) if is_assigned(atom)]
    if centres:
        grouped.SetStereoGroups([Chem.CreateStereoGroup(Chem.StereoGroupType.STEREO_OR, grouped, centres)])
    return grouped.GetMol()


def _change(atom: Chem.Atom, way: str) -> None:
    if way == "flat":
        atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    elif way == "inverted":
        atom.InvertChirality()
