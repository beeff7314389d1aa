"""Reading a compound given as name, SMILES, InChI, InChIKey or molecule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from rdkit import Chem
from rdkit.Chem import rdinchi

from gaba_analogs.analogs.family import Compound, compounds, find
from gaba_analogs.analogs.stereo.groups import (
    RELATIVE,
    has_standard_inchi,
    population,
    without_marks_of_amines,
    without_relative_marks,
)
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.chemistry.toolkit import quiet
from gaba_analogs.errors import InputError, UnknownCompoundError
from gaba_analogs.regex import regex

SEED = 61453
"""Random seed of every embedding, so that results are reproducible."""

INCHIKEY = regex(r"(?:InChIKey=)?[A-Z]{14}-[A-Z]{10}-[A-Z]", re.IGNORECASE)
"""Pattern of an InChIKey, with or without prefix."""

_PREFIX = regex(r"^smiles\s*[=:]\s*", re.IGNORECASE)
_SMILES = regex(r"(?:\[[^\]]*\]?|Br|Cl|[BCNOPSFIbcnops]|[-=#$:/\\.()%0-9@+*~])+")
_MORE_THAN_LETTERS = regex(r"[()=#\[\]0-9]")


@runtime_checkable
class HasMolecule(Protocol):
    """Anything with a molecule: a stereoisomer, a form."""

    @property
    def mol(self) -> Chem.Mol:
        """The molecule."""
        ...


CompoundLike = str | Chem.Mol | Compound | HasMolecule
"""What every function in this package accepts as a compound; see :func:`as_molecule`."""


def as_molecule(compound: CompoundLike) -> Chem.Mol:
    """Read a compound.

    Parameters
    ----------
    compound
        Key, name, alias or InChIKey of a bundled compound; SMILES or CXSMILES; InChI; RDKit molecule;
        bundled compound; stereoisomer or form.

    Returns
    -------
    Mol
        A new molecule with implicit hydrogens; the property ``_Name`` is set if a name is known.

    Raises
    ------
    UnknownCompoundError
        The text is neither the name of a bundled compound nor a structure.
    InputError
        The text looks like a structure but cannot be read as one.

    Examples
    --------
    >>> as_molecule("GABA").GetNumAtoms()
    7
    >>> as_molecule("NCCCC(=O)O").GetNumAtoms()
    7
    >>> as_molecule("baclofin")
    Traceback (most recent call last):
        ...
    gaba_analogs.errors.UnknownCompoundError: unknown compound 'baclofin': did you mean baclofen?
    """
    if isinstance(compound, Chem.Mol):
        return without_marks_of_amines(_own(compound))
    if isinstance(compound, str):
        return without_marks_of_amines(_read_text(compound.strip()))
    if isinstance(compound, Compound):
        return _read_family(compound)
    if isinstance(compound, HasMolecule) and compound.mol is not None:
        return _own(compound.mol)
    raise InputError(f"{compound!r} is not a compound: give a name, SMILES, InChI, InChIKey or molecule")


def family_entry(compound: CompoundLike) -> Compound | None:
    """Find the bundled compound with the same standard InChIKey; None if there is none.

    The key does not distinguish a racemate from a flat structure, nor one protonation form from another; stereo groups
    do: a racemate is the bundled racemate, never its drawn enantiomer, and one enantiomer, unknown which, is neither.

    Examples
    --------
    >>> family_entry("OC(=O)CCC[NH3+]").key if family_entry("OC(=O)CCC[NH3+]") else None
    >>> family_entry("[O-]C(=O)CCC[NH3+]").key
    'gaba'
    >>> family_entry("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|").key
    'baclofen'
    """
    if isinstance(compound, Compound):
        return compound
    mol = as_molecule(compound)
    found = by_inchikey().get(identity_inchi(mol)[1] or "")
    stated = population(mol)
    return None if stated in RELATIVE and found is not None and found.stereo_form != stated else found


def standard_inchi(mol: Chem.Mol) -> tuple[str, str]:
    """Return the standard InChI and InChIKey.

    Examples
    --------
    >>> standard_inchi(as_molecule("GABA"))[1]
    'BTCSSZJGUNDROE-UHFFFAOYSA-N'
    """
    return _inchi_of(mol.ToBinary())


@lru_cache(maxsize=2048)
def _inchi_of(binary: bytes) -> tuple[str, str]:
    """Do the same for a molecule that RDKit wrote as bytes: each is asked for several times."""
    mol: Chem.Mol = Chem.Mol(binary)  # type: ignore[call-overload]  # whose stubs ask for text
    with quiet():
        inchi = str(rdinchi.MolToInchi(mol)[0])
    return inchi, key_of(inchi)


def identity_inchi(mol: Chem.Mol) -> tuple[str | None, str | None]:
    """Return the standard InChI and InChIKey of what the stereo groups say; None if the standard InChI cannot say it.

    A centre of which both configurations are there, or one, unknown which, is left open, as registries do. Several
    centres tied to each other cannot be expressed.

    Examples
    --------
    >>> identity_inchi(as_molecule("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|"))[1]
    'KPYSYYIEGFHWSV-UHFFFAOYSA-N'
    >>> identity_inchi(as_molecule("NC[C@H]1C[C@@H]1C(=O)O |&1:2,4|"))
    (None, None)
    """
    return standard_inchi(without_relative_marks(mol)) if has_standard_inchi(mol) else (None, None)


def _own(mol: Chem.Mol) -> Chem.Mol:
    """Return a copy with implicit hydrogens, sanitised if necessary."""
    if mol.GetNumAtoms() == 0:
        raise InputError("the molecule has no atoms")
    with quiet():
        copy = Chem.Mol(mol)
        if copy.NeedsUpdatePropertyCache():
            Chem.SanitizeMol(copy)
        return Chem.RemoveHs(copy)


def _read_family(compound: Compound) -> Chem.Mol:
    mol = Chem.MolFromSmiles(compound.smiles)
    mol.SetProp("_Name", compound.name)
    return mol


def _read_text(text: str) -> Chem.Mol:
    if text.casefold().startswith("inchi="):
        return _read_inchi(text)
    if INCHIKEY.fullmatch(text):
        return _read_family(find(text))
    text = _PREFIX.sub("", text)
    word, _, tail = text.partition(" ")
    smiles_like = _SMILES.fullmatch(word) is not None
    titled = bool(tail) and not tail.startswith("|")
    with quiet():
        structure = Structure.from_smiles(text) if smiles_like else None
    mol = structure.mol if structure is not None and structure.fault is None else None
    if mol is not None and not titled:
        return mol
    try:
        return _read_family(find(text))
    except UnknownCompoundError:
        if structure is None or not _MORE_THAN_LETTERS.search(word):
            raise
        if mol is not None:
            mol.SetProp("_Name", tail)
            return mol
        message = structure.fault.message if structure.fault else "syntax error"
        raise InputError(f"cannot read the SMILES {word!r}: {message}") from None


def _read_inchi(text: str) -> Chem.Mol:
    with quiet():
        mol: Chem.Mol | None = rdinchi.InchiToMol(text)[0]
    if mol is None:
        raise InputError(f"cannot read the InChI {text!r}: give it in full, from InChI=1S/ to the last layer")
    return mol


@cache
def by_inchikey() -> Mapping[str, Compound]:
    """Return the bundled compounds by standard InChIKey; the first if several share one."""
    entries: dict[str, Compound] = {}
    for compound in compounds().values():
        entries.setdefault(compound.inchikey, compound)
    return MappingProxyType(entries)
