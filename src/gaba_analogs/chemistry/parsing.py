"""Molecules from SMILES: as written, as drawn, or fully perceived by RDKit.

A molecule *as written* or *as drawn* has every atom of the text, in the same order. A *perceived* molecule lacks most
of the hydrogens, so its atom indices differ: `written_atoms` maps one to the other.
"""

from __future__ import annotations

from functools import cache

from rdkit import Chem

from gaba_analogs.chemistry.overfull import redraw_overfull
from gaba_analogs.chemistry.spiro import keep_spiro_marks, spiro_atoms
from gaba_analogs.chemistry.toolkit import marked_atoms
from gaba_analogs.chemistry.written_atoms import written_indices
from gaba_analogs.regex import regex

_DIRECTED_HYDROGEN = regex(
    r"\[H\][/\\](?:[A-Z][a-z]?|\[[^\]]+\])[\d%]"  # [H]/C1
    r"|\d(?:\([^()]*\))?\(?[/\\]\[H\]"  # C1(/[H]), C1(C)/[H]
)
_NO_ELEMENT = regex(r"\[\d*#(?:119|1[2-9]\d|[2-9]\d\d|\d{4})")
"""An atomic number beyond oganesson's, 118: RDKit parses it, and fails at the first look at the atom."""
_AS_DRAWN = (
    Chem.SanitizeFlags.SANITIZE_ALL
    ^ Chem.SanitizeFlags.SANITIZE_CLEANUP
    ^ Chem.SanitizeFlags.SANITIZE_CLEANUP_ORGANOMETALLICS
    ^ Chem.SanitizeFlags.SANITIZE_PROPERTIES
)
_AS_WRITTEN = (
    Chem.SanitizeFlags.SANITIZE_CLEANUP
    | Chem.SanitizeFlags.SANITIZE_PROPERTIES
    | Chem.SanitizeFlags.SANITIZE_KEKULIZE
    | Chem.SanitizeFlags.SANITIZE_FINDRADICALS
)


@cache
def _unsanitized() -> Chem.SmilesParserParams:
    params = Chem.SmilesParserParams()
    params.sanitize = False  # type: ignore[assignment]  # RDKit's stubs give properties the wrong type
    params.removeHs = False  # type: ignore[assignment]  # likewise
    return params


def mol_unsanitized(smiles: str) -> Chem.Mol | None:
    """Parse without any perception; None if the grammar is wrong."""
    if _names_no_element(smiles):
        return None
    try:
        return Chem.MolFromSmiles(smiles, _unsanitized())
    except (RuntimeError, ValueError, TypeError):
        return None


def _names_no_element(smiles: str) -> bool:
    return "[" in smiles and "#" in smiles and _NO_ELEMENT.search(smiles) is not None


def mol_as_written(smiles: str) -> Chem.Mol | None:
    """Parse as far as an InChI needs, keeping hydrogens; None if that fails."""
    mol = mol_unsanitized(smiles)
    if mol is None:
        return None
    try:
        Chem.SanitizeMol(mol, _AS_WRITTEN)
    except (RuntimeError, ValueError):
        return None
    if _is_misread(mol, smiles):
        return None
    if "/" in smiles or "\\" in smiles:
        Chem.SetBondStereoFromDirections(mol)
    return mol


def mol_as_drawn(smiles: str) -> Chem.Mol | None:
    """Parse without clean-up and valence model, keeping hydrogens; None if that fails."""
    mol = mol_unsanitized(smiles)
    return None if mol is None else perceive_as_drawn(mol)


def perceive_as_drawn(mol: Chem.Mol) -> Chem.Mol | None:
    """Perceive a molecule without clean-up and valence model, in place; None if that fails."""
    try:
        mol.UpdatePropertyCache(strict=False)
        Chem.SanitizeMol(mol, _AS_DRAWN)
        Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
    except (RuntimeError, ValueError):
        return None
    return mol


def mol_perceived(text: str) -> Chem.Mol | None:
    """Parse a SMILES or CXSMILES in full, keeping marks of chiral spiro atoms; None if RDKit rejects it."""
    if _names_no_element(text):
        return None
    mol = _with_hydrogens_removed_last(text) if has_geometry_beside_hydrogens(text) else mol_by_rdkit(text)
    if mol is None or _is_misread(mol, text):
        return _mol_redrawn(text)
    if "@" in text:
        _keep_spiro_marks(mol, text)
    return mol


def _is_misread(mol: Chem.Mol, text: str) -> bool:
    """Tell whether RDKit's clean-up made an ion of an uncharged SMILES, as it does of ``N#N=O``."""
    return "#" in text and "+" not in text and "-" not in text and Chem.GetFormalCharge(mol) != 0


def _mol_redrawn(text: str) -> Chem.Mol | None:
    """Parse in full a SMILES with a bond too many by a convention; None if that is not what is wrong."""
    mol = mol_as_redrawn(text.split(maxsplit=1)[0]) if "=" in text or "#" in text else None
    if mol is None:
        return None
    try:
        Chem.SanitizeMol(mol)
        Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
        return Chem.RemoveHs(mol)
    except (RuntimeError, ValueError):
        return None


def mol_by_rdkit(text: str) -> Chem.Mol | None:
    """Parse a SMILES or CXSMILES as RDKit does unless told otherwise; None if it rejects it."""
    try:
        return Chem.MolFromSmiles(text)
    except (RuntimeError, ValueError, TypeError):
        return None


def has_geometry_beside_hydrogens(text: str) -> bool:
    r"""Tell whether an atom of a SMILES has both a directed hydrogen and a ring closure.

    As it removes the hydrogens, RDKit turns the geometry of the double bond at such an atom over
    (``[H]\C1=C([H])/...``); Open Babel and Indigo read what is written.
    """
    return "[H]" in text and _DIRECTED_HYDROGEN.search(text) is not None


def _with_hydrogens_removed_last(text: str) -> Chem.Mol | None:
    """Parse with hydrogens, and remove them when the geometry of the double bonds is known."""
    try:
        mol = Chem.MolFromSmiles(text, _with_hydrogens())
        return None if mol is None else Chem.RemoveHs(mol)
    except (RuntimeError, ValueError, TypeError):
        return None


@cache
def _with_hydrogens() -> Chem.SmilesParserParams:
    params = Chem.SmilesParserParams()
    params.removeHs = False  # type: ignore[assignment]  # RDKit's stubs give properties the wrong type
    return params


def mol_as_redrawn(smiles: str) -> Chem.Mol | None:
    """Parse with charges or an unpaired electron for a bond too many, keeping hydrogens; None if there is none."""
    mol = mol_unsanitized(smiles)
    if mol is None or not redraw_overfull(mol):
        return None
    try:
        Chem.SanitizeMol(mol, _AS_WRITTEN)
    except (RuntimeError, ValueError):
        return None
    return mol


def _keep_spiro_marks(mol: Chem.Mol, text: str) -> None:
    """Restore marks of chiral spiro atoms that RDKit dropped."""
    smiles = text.split(maxsplit=1)[0]
    marks = smiles.count("@") - smiles.count("@@")
    if len(marked_atoms(mol)) >= marks or not spiro_atoms(mol):
        return
    written = mol_unsanitized(smiles)
    if written is not None:
        places = written_indices(written, mol)
        tags = {index: written.GetAtomWithIdx(place).GetChiralTag() for index, place in enumerate(places)}
        keep_spiro_marks(mol, tags)
