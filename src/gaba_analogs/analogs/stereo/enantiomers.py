"""Stereoisomers: enantiomers, racemates, antipodes, with their names and identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

from rdkit import Chem

from gaba_analogs.analogs.drawing import svg
from gaba_analogs.analogs.family import Compound
from gaba_analogs.analogs.molecule import SEED, CompoundLike, as_molecule, by_inchikey, standard_inchi
from gaba_analogs.analogs.stereo.enumeration import (
    combination,
    combinations,
    embeddable,
    is_caged,
    plain_smiles,
    unsupported_chirality,
)
from gaba_analogs.analogs.stereo.groups import NOT_EXAMINED, RACEMATE, RELATIVE, population, written
from gaba_analogs.analogs.stereo.rings import cis_or_trans
from gaba_analogs.analogs.stereo.sense import SpatialSense, spatial_sense
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.marks import flattened, is_assigned, mirror_image, relative_group
from gaba_analogs.chemistry.stereo import stereo_elements
from gaba_analogs.errors import InputError
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 64
"""Default limit on the number of stereoisomers [-]."""
_NUMBERING = (
    "atoms are numbered from 1 in input order, without ordinary hydrogens; these are not the locants of the name"
)
_STEREO_PREFIX = regex(r"^\((?:R|S|RS|\d+[RS](?:,\d+[RS])*)\)-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stereoisomer:
    """One stereoisomer, or a racemate.

    Parameters
    ----------
    name
        Name of the bundled compound if there is one, else made from the label.
    label
        ``R``, ``S``, ``E``, ``Z``, ``racemate``, ``meso`` or ``achiral``; if there are several labels,
        with the atoms of `mol` they belong to, numbered from 1: ``atoms 4 R, 6 R``.
    smiles
        Canonical SMILES; for a racemate, CXSMILES with an ``|&1:n|`` group.
    inchi, inchikey
        Standard InChI and its key; a racemate has those of the flat structure. None if the standard
        InChI cannot express it: the racemate of a compound with several centres.
    cip
        (atom index from 0 in `mol`, CIP label) of every assigned centre.
    double_bonds
        (atom index, atom index, E or Z) of every assigned double bond.
    relation
        To the other isomers, where there are several: which pair of mirror images it belongs to, whether it is its
        own mirror image, cis or trans on a ring.
    cas
        CAS Registry Number of the bundled compound; None if none is known.
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
    relation: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.label}, {self.smiles}, {self.inchikey or 'no standard InChI'}"

    def _repr_html_(self) -> str:
        return f"<table>{_html_row(self)}</table>"


@dataclass(frozen=True, slots=True, repr=False)
class Enantiomers:
    """The stereoisomers of one compound, in a fixed order; iterate, or index by number or label.

    Parameters
    ----------
    name
        Name of the compound.
    isomers
        R, S and racemate for one centre; else every stereoisomer, mirror images and their racemate together, followed
        by the isomers that are their own mirror image.
    notes
        What was left out or is not supported.
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
        """Return one row per stereoisomer, with its identifiers.

        Examples
        --------
        >>> enantiomers("baclofen").to_frame()["cas"].tolist()
        ['69308-37-8', None, '1134-47-0']
        """
        import pandas as pd  # noqa: PLC0415  # slow to load, used here only

        columns = ("name", "label", "relation", "smiles", "inchi", "inchikey", "cas")
        rows = [
            [*(getattr(isomer, column) for column in columns), str(isomer.spatial_sense)] for isomer in self.isomers
        ]
        return pd.DataFrame(rows, columns=[*columns, "spatial_sense"], dtype=object)

    def __repr__(self) -> str:
        return f"<Enantiomers of {self.name}: {'; '.join(isomer.label for isomer in self.isomers)}>"

    def __str__(self) -> str:
        width = max(len(isomer.label) for isomer in self.isomers)
        lines = [
            f"{isomer.label:{width}}  {isomer.smiles}  {isomer.inchikey or '-'}  {isomer.relation}".rstrip()
            for isomer in self.isomers
        ]
        return "\n".join([self.name, *lines, *(f"note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{head}</th>" for head in ("", "isomer", "identifiers", "side of the backbone"))
        rows = "".join(_html_row(isomer) for isomer in self.isomers)
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<table><caption>{escape(self.name)}</caption><tr>{heads}</tr>{rows}</table>{notes}"


def _html_row(isomer: Stereoisomer) -> str:
    cas = f"CAS {isomer.cas}" if isomer.cas else ""
    identifiers = [isomer.smiles, isomer.inchikey or "no standard InChI", cas]
    cells = (
        svg(isomer.mol),
        "<br>".join(
            [f"<b>{escape(isomer.label)}</b>"]
            + [escape(text) for text in (isomer.name, isomer.relation) if text not in {"", isomer.label}]
        ),
        "<br>".join(f"<code>{escape(text)}</code>" for text in identifiers if text),
        escape(str(isomer.spatial_sense)),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def enantiomers(compound: CompoundLike, *, limit: int = LIMIT) -> Enantiomers:
    """List the enantiomers and the racemate, or all stereoisomers if there are more.

    Stereo marks in the input do not matter: an assigned enantiomer gives the same list as the flat
    structure. Phosphorus and sulfur acids whose oxygens share the proton are not stereocentres.

    Parameters
    ----------
    compound
        See :func:`as_molecule`.
    limit
        Largest number of stereoisomers [-] to try; each centre or double bond doubles it.

    Returns
    -------
    Enantiomers
        For one stereocentre, R, S and the racemate; for several centres or double bonds, every
        stereoisomer, without repeats (meso) and those that a cage makes impossible, and the racemate of every
        pair; for an achiral compound, or one whose chirality is not examined, the compound alone.

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
        return Enantiomers(name, (_describe(flat, NOT_EXAMINED if notes else "achiral", base),), tuple(notes))
    isomers = list(combinations(flat, elements))
    if is_caged(flat, elements):
        isomers, dropped = embeddable(isomers)
        if dropped:
            notes.append(
                f"{dropped} combinations dropped: the rings make them impossible (ETKDGv3 embedding, seed {SEED})"
            )
    made = _labelled(isomers, base)
    if len(elements) > 1:
        notes.append(_NUMBERING)
    if sum(one.label.startswith(RACEMATE) for one in made) > 1:
        notes.append("isomers of different pairs are diastereomers")
    return Enantiomers(name, made, tuple(notes))


def antipode(compound: CompoundLike) -> Stereoisomer:
    """Return the mirror image, with every assigned centre inverted.

    Raises
    ------
    InputError
        No centre is assigned, or the compound is its own mirror image.

    Examples
    --------
    >>> antipode("(R)-baclofen").label, antipode("(R)-baclofen").name
    ('S', '(S)-Baclofen')
    """
    mol = _assigned(compound, "antipode")
    if population(mol) in RELATIVE:
        raise InputError(f"{_title(compound, mol)} is {population(mol)}: it has no antipode")
    mirrored = mirror_image(mol)
    if Chem.MolToSmiles(mirrored) == Chem.MolToSmiles(mol):
        raise InputError(f"{_title(compound, mol)} is its own mirror image: it has no antipode")
    return _describe(mirrored, None, _base_name(mol))


def racemate(compound: CompoundLike) -> Stereoisomer:
    """Return the racemate: equal amounts of a compound and its mirror image.

    A compound with one stereocentre may be given flat; with several, give one stereoisomer of the
    pair.

    Raises
    ------
    InputError
        The compound has no stereocentre, is its own mirror image, or does not say which pair is meant.

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
        raise InputError(f"{_title(compound, mol)} is its own mirror image: it has no racemate")
    return _describe_racemate(pair[0], one_centre=len(centres) == 1, base=_base_name(mol))


def _assigned(compound: CompoundLike, wanted: str) -> Chem.Mol:
    """Read a compound that has an assigned centre and is not a mixture."""
    mol = as_molecule(compound)
    title = _title(compound, mol)
    if any(relative_group(mol, atom.GetIdx()) == Chem.StereoGroupType.STEREO_AND for atom in mol.GetAtoms()):
        raise InputError(f"{title} is already a racemate: it has no {wanted}")
    if not _has_centre(mol):
        elements = stereo_elements(flattened(mol))
        advice = f"choose one of enantiomers({title!r}) first" if elements else _without_centre(mol)
        raise InputError(f"{title} has no assigned stereocentre, so it has no {wanted}: {advice}")
    return mol


def _without_centre(mol: Chem.Mol) -> str:
    return next(unsupported_chirality(flattened(mol)), "it is achiral")


def _title(compound: CompoundLike, mol: Chem.Mol) -> str:
    return compound if isinstance(compound, str) else _base_name(mol) or str(Chem.MolToSmiles(mol))


def _labelled(isomers: list[Chem.Mol], base: str) -> tuple[Stereoisomer, ...]:
    """Describe a complete set of stereoisomers: pairs of mirror images with their racemates, then the others."""
    own = {plain_smiles(isomer): isomer for isomer in isomers}
    mirrors = {smiles: plain_smiles(mirror_image(isomer)) for smiles, isomer in own.items()}
    order = sorted(own, key=lambda smiles: (_descriptor(own[smiles]), smiles))
    firsts = [smiles for smiles in order if mirrors[smiles] != smiles]
    firsts = [smiles for smiles in firsts if order.index(smiles) < order.index(mirrors[smiles])]
    made = []
    for number, smiles in enumerate(firsts, start=1):
        called = f"pair {number}" if len(firsts) > 1 else "pair"
        made += _pair(own[smiles], own[mirrors[smiles]], base, called if len(isomers) > 2 else "")
    alone = [own[smiles] for smiles in order if mirrors[smiles] == smiles]
    meso = sum(1 for isomer in alone if _has_centre(isomer)) if made else 0
    for isomer in alone:
        label = _descriptor(isomer)
        if meso and _has_centre(isomer):
            label = "meso" if meso == 1 else f"meso, {label}"
        relation = ", ".join(filter(None, (cis_or_trans(isomer), "its own mirror image" if len(isomers) > 1 else "")))
        made.append(replace(_describe(isomer, label, base), relation=relation))
    return tuple(made)


def _pair(first: Chem.Mol, second: Chem.Mol, base: str, called: str) -> list[Stereoisomer]:
    """Describe two mirror images and their racemate; `called` is the name of the pair, empty if it is the only one."""
    isomers = [_describe(isomer, None, base) for isomer in (first, second)]
    mixture = racemate(isomers[0])
    if not called:
        return [*isomers, mixture]
    shape = cis_or_trans(first)
    said = f"{called} ({shape})" if shape else called
    labels = [isomer.label for isomer in isomers]
    made = [
        replace(isomer, relation=f"{said}: mirror image of {other}")
        for isomer, other in zip(isomers, labels[::-1], strict=True)
    ]
    label = mixture.label if called == "pair" else f"{RACEMATE}, {_descriptor(mixture.mol)}"
    return [*made, replace(mixture, label=label, relation=f"{said}: {' and '.join(labels)} in equal amounts")]


def _has_centre(mol: Chem.Mol) -> bool:
    return any(is_assigned(atom) for atom in mol.GetAtoms())


def _descriptor(mol: Chem.Mol) -> str:
    """Return the label, or all labels with the atoms and bonds they belong to."""
    centres, bonds = cip_labels(mol)
    if len(centres) + len(bonds) == 1:
        return centres[0][1] if centres else bonds[0][2]
    atoms = [f"{index + 1} {label}" for index, label in centres]
    ends = [f"{min(i, j) + 1}={max(i, j) + 1} {label}" for i, j, label in sorted(bonds)]
    return ", ".join(_listed("atom", atoms) + _listed("bond", ends)) or "unlabelled"


def _listed(noun: str, items: list[str]) -> list[str]:
    """Put a noun, plural if need be, before the items."""
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
    return _stereoisomer(mol, (name, "racemate"), written(mol), (inchi, inchikey), known)


def _stereoisomer(
    mol: Chem.Mol,
    called: tuple[str, str],
    smiles: str,
    identifiers: tuple[str | None, str | None],
    known: Compound | None,
) -> Stereoisomer:
    """Make an isomer from (name, label), SMILES and (InChI, InChIKey); the rest is computed or known."""
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
    """Return the molecule with every assigned centre in one AND group: the isomer and its mirror image."""
    marked = Chem.RWMol(mol)
    centres = [atom.GetIdx() for atom in marked.GetAtoms() if is_assigned(atom)]
    group = Chem.CreateStereoGroup(Chem.StereoGroupType.STEREO_AND, marked, centres)
    marked.SetStereoGroups([group])
    return marked.GetMol()


def _racemate_order(mol: Chem.Mol) -> tuple[tuple[str, ...], str]:
    """Return a sort key: the enantiomer whose labels come first alphabetically is drawn, R before S."""
    return tuple(label for _, label in cip_labels(mol)[0]), plain_smiles(mol)


def _base_name(mol: Chem.Mol) -> str:
    """Return the name without stereo prefix: of the bundled racemate, else of the compound, else of the input."""
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
