"""Stereoisomers: enantiomers, racemates, antipodes, with their names and identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from rdkit import Chem

from gaba_analogs.analogs.backbone import SpatialSense, spatial_sense
from gaba_analogs.analogs.depiction import svg
from gaba_analogs.analogs.enumeration import (
    combination,
    combinations,
    embeddable,
    is_caged,
    plain_smiles,
    unsupported_chirality,
)
from gaba_analogs.analogs.family import Compound
from gaba_analogs.analogs.molecule import SEED, CompoundLike, as_molecule, by_inchikey, standard_inchi
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.marks import flattened, is_assigned, mirror_image, relative_group
from gaba_analogs.chemistry.stereo import stereo_elements
from gaba_analogs.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 64
"""Most stereoisomers [-] that are listed unless more are asked for."""
_HOW_ATOMS_ARE_NUMBERED = (
    "atoms are numbered from 1 in the order of the input, plain hydrogens left out; these are not the locants of a name"
)
_STEREO_PREFIX = re.compile(r"^\((?:R|S|RS|\d+[RS](?:,\d+[RS])*)\)-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stereoisomer:
    """One stereoisomer, or a racemate.

    Parameters
    ----------
    name
        Name in the family where it has one, else made from the label.
    label
        ``R``, ``S``, ``E``, ``Z``, ``racemate``, ``meso``, ``achiral``; where several are needed,
        with the atoms of `mol` they belong to, counted from 1: ``atoms 4 R, 6 R``.
    smiles
        Canonical SMILES; of a racemate CXSMILES with an ``|&1:n|`` group.
    inchi, inchikey
        Standard InChI and its key; a racemate has those of the flat structure. None where the
        standard InChI cannot say it: the racemate of a compound with several centres.
    cip
        (atom index from 0 in `mol`, CIP label) of every assigned centre.
    double_bonds
        (atom index, atom index, E or Z) of every assigned double bond.
    cas
        CAS Registry Number in the family; None where none is known.
    spatial_sense
        Side of the backbone relative to (R)-baclofen.
    mol
        The molecule, in the atom order of the input.
    """

    name: str
    label: str
    smiles: str
    inchi: str | None
    inchikey: str | None
    cip: tuple[tuple[int, str], ...]
    double_bonds: tuple[tuple[int, int, str], ...]
    cas: str | None
    spatial_sense: SpatialSense
    mol: Chem.Mol = field(repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.name}: {self.label}, {self.smiles}, {self.inchikey or 'no standard InChI'}"

    def _repr_html_(self) -> str:
        return f"<table>{_html_row(self)}</table>"


@dataclass(frozen=True, slots=True, repr=False)
class Enantiomers:
    """The stereoisomers of one compound, in a fixed order; iterate, index by number or label.

    Parameters
    ----------
    name
        What the isomers are isomers of.
    isomers
        R, S and racemate for one centre; else every stereoisomer.
    notes
        What was left out, and what is not supported.
    """

    name: str
    isomers: tuple[Stereoisomer, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Stereoisomer]:
        return iter(self.isomers)

    def __len__(self) -> int:
        return len(self.isomers)

    def __getitem__(self, key: int | str) -> Stereoisomer:
        if isinstance(key, int):
            return self.isomers[key]
        for isomer in self.isomers:
            if isomer.label == key:
                return isomer
        labels = "; ".join(isomer.label for isomer in self.isomers)
        raise InputError(f"{self.name} has no stereoisomer {key!r}: choose from {labels}")

    @property
    def R(self) -> Stereoisomer:  # noqa: N802  # the CIP letter
        """The R enantiomer."""
        return self["R"]

    @property
    def S(self) -> Stereoisomer:  # noqa: N802  # the CIP letter
        """The S enantiomer."""
        return self["S"]

    @property
    def racemate(self) -> Stereoisomer:
        """The racemate."""
        return self["racemate"]

    def to_frame(self) -> pd.DataFrame:
        """Give one row per stereoisomer, with its identifiers.

        Examples
        --------
        >>> enantiomers("baclofen").to_frame()["cas"].tolist()
        ['69308-37-8', None, '1134-47-0']
        """
        import pandas as pd  # noqa: PLC0415  # loads only where it is used

        columns = ("name", "label", "smiles", "inchi", "inchikey", "cas")
        rows = [
            [*(getattr(isomer, column) for column in columns), str(isomer.spatial_sense)] for isomer in self.isomers
        ]
        return pd.DataFrame(rows, columns=[*columns, "spatial_sense"], dtype=object)

    def __repr__(self) -> str:
        return f"<Enantiomers of {self.name}: {'; '.join(isomer.label for isomer in self.isomers)}>"

    def __str__(self) -> str:
        width = max(len(isomer.label) for isomer in self.isomers)
        lines = [f"{isomer.label:{width}}  {isomer.smiles}  {isomer.inchikey or '-'}" for isomer in self.isomers]
        return "\n".join([self.name, *lines, *(f"note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{head}</th>" for head in ("", "isomer", "identifiers", "in space"))
        rows = "".join(_html_row(isomer) for isomer in self.isomers)
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<table><caption>{escape(self.name)}</caption><tr>{heads}</tr>{rows}</table>{notes}"


def _html_row(isomer: Stereoisomer) -> str:
    cas = f"CAS {isomer.cas}" if isomer.cas else ""
    identifiers = [isomer.smiles, isomer.inchikey or "no standard InChI", cas]
    cells = (
        svg(isomer.mol),
        "<br>".join(
            (f"<b>{escape(isomer.label)}</b>", *([escape(isomer.name)] if isomer.name != isomer.label else []))
        ),
        "<br>".join(f"<code>{escape(text)}</code>" for text in identifiers if text),
        escape(str(isomer.spatial_sense)),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def enantiomers(compound: CompoundLike, *, limit: int = LIMIT) -> Enantiomers:
    """List the enantiomers and the racemate, or all stereoisomers where there are more.

    Marks in the input do not matter: an assigned enantiomer gives the same list as the flat
    structure. Acids of phosphorus and sulfur whose oxygens share the proton are no stereocentres.

    Parameters
    ----------
    compound
        See :func:`as_molecule`.
    limit
        Most stereoisomers [-] that may be tried; each centre or double bond doubles them.

    Returns
    -------
    Enantiomers
        For one stereocentre R, S and racemate; with more centres or double bonds every
        stereoisomer, without repeats (meso) and without those that a cage forbids; for an achiral
        compound the compound alone.

    Raises
    ------
    InputError
        There are more combinations than `limit`.

    Examples
    --------
    >>> baclofen = enantiomers("baclofen")
    >>> [isomer.label for isomer in baclofen]
    ['R', 'S', 'racemate']
    >>> baclofen.R.smiles, baclofen.R.inchikey, baclofen.R.cas
    ('NC[C@H](CC(=O)O)c1ccc(Cl)cc1', 'KPYSYYIEGFHWSV-QMMMGPOBSA-N', '69308-37-8')
    >>> baclofen.racemate.smiles
    'NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|'
    """
    mol = as_molecule(compound)
    base = _base_name(mol)
    flat = flattened(mol)
    name = base or str(Chem.MolToSmiles(flat))
    elements = stereo_elements(flat)
    most = 2 ** len(elements)
    if most > limit:
        raise InputError(
            f"{len(elements)} stereocentres and double bonds give up to {most:,} stereoisomers, "
            f"more than the limit of {limit:,}: pass limit={most} to list them all"
        )
    notes = list(unsupported_chirality(flat))
    if not elements:
        return Enantiomers(name, (_describe(flat, "achiral", base),), tuple(notes))
    isomers = list(combinations(flat, elements))
    if is_caged(flat, elements):
        isomers, dropped = embeddable(isomers)
        if dropped:
            notes.append(f"{dropped} combinations dropped: the rings forbid them (ETKDGv3 embedding, seed {SEED})")
    made = _labelled(isomers, base)
    if len(elements) == 1 and elements[0].is_centre:
        made = (*made, racemate(made[0]))
    elif len(elements) > 1:
        notes.append(_HOW_ATOMS_ARE_NUMBERED)
    return Enantiomers(name, made, tuple(notes))


def antipode(compound: CompoundLike) -> Stereoisomer:
    """Give the mirror image: every assigned centre inverted.

    Raises
    ------
    InputError
        Nothing is assigned, or the compound equals its mirror image.

    Examples
    --------
    >>> antipode("(R)-baclofen").label, antipode("(R)-baclofen").name
    ('S', '(S)-Baclofen')
    """
    mol = _assigned(compound, "antipode")
    mirrored = mirror_image(mol)
    if Chem.MolToSmiles(mirrored) == Chem.MolToSmiles(mol):
        raise InputError(f"{_title(compound, mol)} equals its mirror image: it has no antipode")
    return _describe(mirrored, None, _base_name(mol))


def racemate(compound: CompoundLike) -> Stereoisomer:
    """Give the equal mixture of a compound and its mirror image.

    A compound with one stereocentre may be given flat; with several, one of its stereoisomers
    says which pair is meant.

    Raises
    ------
    InputError
        The compound has no stereocentre, equals its mirror image, or leaves open which pair is meant.

    Examples
    --------
    >>> racemate("(S)-phenibut").smiles
    'NC[C@H](CC(=O)O)c1ccccc1 |&1:2|'
    >>> racemate("(S)-phenibut").inchikey == enantiomers("phenibut").racemate.inchikey
    True
    """
    mol = as_molecule(compound)
    centres = [element for element in stereo_elements(flattened(mol)) if element.is_centre]
    if len(centres) == 1:
        mol = combination(flattened(mol, bonds=False), centres, (True,))
    else:
        mol = _assigned(compound, "racemate")
    pair = sorted((_marked(mol), _marked(mirror_image(mol))), key=_racemate_order)
    if plain_smiles(pair[0]) == plain_smiles(pair[1]):
        raise InputError(f"{_title(compound, mol)} equals its mirror image: it has no racemate")
    return _describe_racemate(pair[0], one_centre=len(centres) == 1, base=_base_name(mol))


def _assigned(compound: CompoundLike, wanted: str) -> Chem.Mol:
    """Read a compound that has an assigned centre and is no mixture."""
    mol = as_molecule(compound)
    title = _title(compound, mol)
    if any(relative_group(mol, atom.GetIdx()) == Chem.StereoGroupType.STEREO_AND for atom in mol.GetAtoms()):
        raise InputError(f"{title} is a racemate already, its own mirror image: it has no {wanted}")
    if not any(is_assigned(atom) for atom in mol.GetAtoms()):
        elements = stereo_elements(flattened(mol))
        advice = f"choose one of enantiomers({title!r}) first" if elements else "it is achiral"
        raise InputError(f"{title} has no assigned stereocentre, so it has no {wanted}: {advice}")
    return mol


def _title(compound: CompoundLike, mol: Chem.Mol) -> str:
    return compound if isinstance(compound, str) else _base_name(mol) or str(Chem.MolToSmiles(mol))


def _labelled(isomers: list[Chem.Mol], base: str) -> tuple[Stereoisomer, ...]:
    """Describe a complete set of stereoisomers, mirror images of the same set telling meso from chiral."""
    achiral = [plain_smiles(isomer) == plain_smiles(mirror_image(isomer)) for isomer in isomers]
    meso = sum(achiral) if not all(achiral) else 0
    made = []
    for isomer, same in zip(isomers, achiral, strict=True):
        label = _descriptor(isomer)
        if same and meso and any(is_assigned(atom) for atom in isomer.GetAtoms()):
            label = "meso" if meso == 1 else f"meso, {label}"
        made.append(_describe(isomer, label, base))
    return tuple(sorted(made, key=lambda one: (one.label.startswith("meso"), one.label, one.smiles)))


def _descriptor(mol: Chem.Mol) -> str:
    """Give the one letter, or all letters with the atoms and bonds they belong to."""
    centres, bonds = cip_labels(mol)
    if len(centres) + len(bonds) == 1:
        return centres[0][1] if centres else bonds[0][2]
    atoms = [f"{index + 1} {label}" for index, label in centres]
    ends = [f"{min(i, j) + 1}={max(i, j) + 1} {label}" for i, j, label in sorted(bonds)]
    return ", ".join(_listed("atom", atoms) + _listed("bond", ends)) or "unlabelled"


def _listed(noun: str, items: list[str]) -> list[str]:
    """Put a noun before the first of several items."""
    return [f"{noun}{'s' if len(items) > 1 else ''} {', '.join(items)}"] if items else []


def _describe(mol: Chem.Mol, label: str | None, base: str) -> Stereoisomer:
    inchi, inchikey = standard_inchi(mol)
    label = label if label is not None else _descriptor(mol)
    known = by_inchikey().get(inchikey)
    name = known.name if known else _isomer_name(label, base)
    return _stereoisomer(mol, (name, label), plain_smiles(mol), (inchi, inchikey), known)


def _describe_racemate(mol: Chem.Mol, *, one_centre: bool, base: str) -> Stereoisomer:
    inchi, inchikey = standard_inchi(flattened(mol, bonds=False)) if one_centre else (None, None)
    known = by_inchikey().get(inchikey or "")
    known = known if known and known.stereo_form == "racemate" else None
    name = known.name if known else f"rac-{base}" if base else "racemate"
    return _stereoisomer(mol, (name, "racemate"), _cxsmiles(mol), (inchi, inchikey), known)


def _stereoisomer(
    mol: Chem.Mol,
    called: tuple[str, str],
    smiles: str,
    identifiers: tuple[str | None, str | None],
    known: Compound | None,
) -> Stereoisomer:
    """Make an isomer of (name, label), SMILES and (InChI, InChIKey); the rest is computed or known."""
    centres, bonds = cip_labels(mol)
    return Stereoisomer(
        name=called[0],
        label=called[1],
        smiles=smiles,
        inchi=identifiers[0],
        inchikey=identifiers[1],
        cip=centres,
        double_bonds=bonds,
        cas=known.cas if known else None,
        spatial_sense=spatial_sense(mol),
        mol=mol,
    )


def _marked(mol: Chem.Mol) -> Chem.Mol:
    """Put every assigned centre into one AND group: this isomer and its mirror image."""
    marked = Chem.RWMol(mol)
    centres = [atom.GetIdx() for atom in marked.GetAtoms() if is_assigned(atom)]
    group = Chem.CreateStereoGroup(Chem.StereoGroupType.STEREO_AND, marked, centres)
    marked.SetStereoGroups([group])
    return marked.GetMol()


def _cxsmiles(mol: Chem.Mol) -> str:
    bare = Chem.Mol(mol)
    bare.RemoveAllConformers()
    return str(Chem.MolToCXSmiles(bare, Chem.SmilesWriteParams(), Chem.CXSmilesFields.CX_ENHANCEDSTEREO))


def _racemate_order(mol: Chem.Mol) -> tuple[tuple[str, ...], str]:
    """Draw the member whose labels come first in the alphabet: R before S."""
    return tuple(label for _, label in cip_labels(mol)[0]), plain_smiles(mol)


def _base_name(mol: Chem.Mol) -> str:
    """Name without stereo prefix: of the racemate in the family, the entry itself, or the input."""
    for key, forms in (
        (standard_inchi(flattened(mol))[1], {"racemate", "achiral"}),
        (standard_inchi(mol)[1], None),
    ):
        entry = by_inchikey().get(key)
        if entry and (forms is None or entry.stereo_form in forms):
            return _STEREO_PREFIX.sub("", entry.name)
    return str(mol.GetProp("_Name")).strip() if mol.HasProp("_Name") else ""


def _isomer_name(label: str, base: str) -> str:
    if label in {"R", "S", "E", "Z"}:
        return f"({label})-{base}" if base else f"({label})-isomer"
    if label == "achiral":
        return base or label
    return f"{base}, {label}" if base else label
