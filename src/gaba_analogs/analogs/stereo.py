"""Stereoisomers: enantiomers, racemates, antipodes, and which side of the backbone a substituent is on.

R and S rank neighbours; they do not tell shape. (R)-baclofen and (S)-pregabalin carry their
substituent on the same side of the chain N-C-C-C-acid, (R)-GABOB on the other.
:func:`spatial_sense` says which, from the arrangement of the neighbours alone.

CIP labels are those of the 2020 algorithm: Hanson et al., J. Chem. Inf. Model. 2018, 58, 1755,
doi:10.1021/acs.jcim.8b00324.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import combinations, product
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from rdkit import Chem
from rdkit.Chem import rdCIPLabeler, rdDistGeom, rdinchi
from rdkit.Chem.Draw import rdMolDraw2D

from gaba_analogs.analogs.family import Compound, compounds, find
from gaba_analogs.errors import InputError, UnknownCompoundError
from gaba_analogs.structure import Structure, key_of, quiet

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

SEED = 61453
"""Seed of every embedding, so that results repeat."""

LIMIT = 64
"""Most stereoisomers [-] that are listed unless more are asked for."""

_OXYGEN = "[OX2H1,OX1-]"
ACID = f"[$([CX3](=O){_OXYGEN}),$([SX4](=O)(=O){_OXYGEN}),$([SX3](=O){_OXYGEN}),$([PX4](=O){_OXYGEN})]"
"""SMARTS of the central atom of a free carboxylic, sulfonic, sulfinic, phosphonic or phosphinic acid."""

AMINE = "[$([NX3;!$(N~[#6,#15,#16]=[O,S,N]);!$(N-a);!$(N-[#7,#8])]),$([NX4+])]"
"""SMARTS of an aliphatic amine or ammonium nitrogen; amides, carbamates and anilines are none."""

_RACEMATE = "racemate: both sides in equal amounts"
_MOST_ITERATIONS = 15
_MOST_CIP_STEPS = 1_250_000
_INCHIKEY = re.compile(r"(?:InChIKey=)?[A-Z]{14}-[A-Z]{10}-[A-Z]", re.IGNORECASE)
_PREFIX = re.compile(r"^smiles\s*[=:]\s*", re.IGNORECASE)
_SMILES = re.compile(r"(?:\[[^\]]*\]?|Br|Cl|[BCNOPSFIbcnops]|[-=#$:/\\.()%0-9@+*~])+")
_MORE_THAN_LETTERS = re.compile(r"[()=#\[\]0-9]")
_STEREO_PREFIX = re.compile(r"^\((?:R|S|RS|\d+[RS](?:,\d+[RS])*)\)-")


@runtime_checkable
class HasMolecule(Protocol):
    """Anything that carries a molecule: a stereoisomer, a form."""

    @property
    def mol(self) -> Chem.Mol:
        """The molecule."""
        ...


CompoundLike = str | Chem.Mol | Compound | HasMolecule
"""What every function of this folder accepts, see :func:`as_molecule`."""


# -- reading -----------------------------------------------------------------------------------


def as_molecule(compound: CompoundLike) -> Chem.Mol:
    """Read a compound, however it is given.

    Parameters
    ----------
    compound
        Name, key, alias or InChIKey of the family; SMILES or CXSMILES; InChI; molecule; a
        compound of the family; a stereoisomer or form.

    Returns
    -------
    Mol
        A molecule of its own, with implicit hydrogens; the property ``_Name`` where a name is known.

    Raises
    ------
    UnknownCompoundError
        The text is neither a name of the family nor a structure.
    InputError
        The text looks like a structure and cannot be read as one.

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
        return _own(compound)
    if isinstance(compound, str):
        return _read_text(compound.strip())
    if isinstance(compound, Compound):
        return _read_family(compound)
    if isinstance(compound, HasMolecule) and compound.mol is not None:
        return _own(compound.mol)
    raise InputError(f"{compound!r} is no compound: give a name, SMILES, InChI, InChIKey or molecule")


def family_entry(compound: CompoundLike) -> Compound | None:
    """Find the compound of the family with the same standard InChIKey; None when there is none.

    The key does not tell a racemate from a structure without stereo, nor the drawn form.

    Examples
    --------
    >>> family_entry("OC(=O)CCC[NH3+]").key if family_entry("OC(=O)CCC[NH3+]") else None
    >>> family_entry("[O-]C(=O)CCC[NH3+]").key
    'gaba'
    """
    if isinstance(compound, Compound):
        return compound
    return _by_inchikey().get(standard_inchi(as_molecule(compound))[1])


def _own(mol: Chem.Mol) -> Chem.Mol:
    """Copy a molecule, fold explicit hydrogens in, perceive it where that was not done."""
    if mol.GetNumAtoms() == 0:
        raise InputError("the molecule has no atoms: give at least one")
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
    if _INCHIKEY.fullmatch(text):
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
        message = structure.fault.message if structure.fault else "it does not follow the SMILES grammar"
        raise InputError(f"cannot read the SMILES {word!r}: {message}") from None


def _read_inchi(text: str) -> Chem.Mol:
    with quiet():
        mol: Chem.Mol | None = rdinchi.InchiToMol(text)[0]
    if mol is None:
        raise InputError(f"cannot read the InChI {text!r}: give it whole, from InChI=1S/ to the last layer")
    return mol


@cache
def _by_inchikey() -> Mapping[str, Compound]:
    entries: dict[str, Compound] = {}
    for compound in compounds().values():
        entries.setdefault(compound.inchikey, compound)
    return MappingProxyType(entries)


def standard_inchi(mol: Chem.Mol) -> tuple[str, str]:
    """Give standard InChI and InChIKey.

    Examples
    --------
    >>> standard_inchi(as_molecule("GABA"))[1]
    'BTCSSZJGUNDROE-UHFFFAOYSA-N'
    """
    with quiet():
        inchi = str(rdinchi.MolToInchi(mol)[0])
    return inchi, key_of(inchi)


# -- the backbone and its sides ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Backbone:
    """Atom indices (from 0) of one gamma-amino-acid chain N-C4-C3-C2-acid.

    Parameters
    ----------
    nitrogen, carbon_n, centre, carbon_acid, acid
        The chain; `centre` is C3, `acid` the carbon, sulfur or phosphorus of the acid.
    substituents
        Other heavy neighbours of C3.
    """

    nitrogen: int
    carbon_n: int
    centre: int
    carbon_acid: int
    acid: int
    substituents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SpatialSense:
    """Which side of the backbone the substituent is on; false when that has no answer.

    Parameters
    ----------
    value
        ``baclofen-like`` (same side as (R)-baclofen), ``opposite``, or None.
    reason
        Why there is no answer; empty when there is one.
    """

    value: Literal["baclofen-like", "opposite"] | None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.value is not None

    def __str__(self) -> str:
        if self.value is None:
            return f"none: {self.reason}"
        return "same side as (R)-baclofen" if self.value == "baclofen-like" else "opposite to (R)-baclofen"

    @property
    def sign(self) -> int:
        """+1 for the side of (R)-baclofen, -1 for the other, 0 for neither [-]."""
        return {"baclofen-like": 1, "opposite": -1, None: 0}[self.value]


@cache
def _pattern(smarts: str) -> Chem.Mol:
    return Chem.MolFromSmarts(smarts)


def backbones(mol: Chem.Mol) -> tuple[Backbone, ...]:
    """Find the chains N-C-C-C-acid with a free amine and a free acid, zwitterions included.

    Examples
    --------
    >>> backbones(as_molecule("GABA"))
    (Backbone(nitrogen=0, carbon_n=1, centre=2, carbon_acid=3, acid=4, substituents=()),)
    """
    chain = _pattern(f"{AMINE}-[CX4]-[CX4]-[CX4]-{ACID}")
    found = []
    for n, carbon_n, centre, carbon_acid, acid in mol.GetSubstructMatches(chain, uniquify=False):
        rest = {a.GetIdx() for a in mol.GetAtomWithIdx(centre).GetNeighbors() if a.GetAtomicNum() > 1}
        others = tuple(sorted(rest - {carbon_n, carbon_acid}))
        found.append(Backbone(n, carbon_n, centre, carbon_acid, acid, others))
    return tuple(found)


def spatial_sense(compound: CompoundLike) -> SpatialSense:
    """Tell on which side of the chain N-C-C*(R)-C-acid the substituent is.

    Looking from the carbon that bears the nitrogen to C3, the acid-bearing carbon, the
    substituent and the hydrogen run anticlockwise in (R)-baclofen and every compound that is
    ``baclofen-like``. CIP letters play no part.

    Examples
    --------
    >>> spatial_sense("(R)-baclofen").value, spatial_sense("pregabalin").value  # the latter is S
    ('baclofen-like', 'baclofen-like')
    >>> str(spatial_sense("(R)-GABOB"))
    'opposite to (R)-baclofen'
    >>> spatial_sense("gabapentin").reason
    'two substituents on C3'
    """
    mol = as_molecule(compound)
    found = backbones(mol)
    if len(found) != 1:
        return SpatialSense(None, _reason_without_backbone(mol, len(found)))
    backbone = found[0]
    if not backbone.substituents:
        return SpatialSense(None, "the stereocentre is not C3" if _elements(_flat(mol)) else "achiral")
    if len(backbone.substituents) > 1:
        return SpatialSense(None, "two substituents on C3")
    group = _group_of(mol, backbone.centre)
    if group == Chem.StereoGroupType.STEREO_AND:
        return SpatialSense(None, _RACEMATE)
    if group == Chem.StereoGroupType.STEREO_OR:
        return SpatialSense(None, "one of two mirror images, not known which")
    anticlockwise = _runs_anticlockwise(mol, backbone)
    if anticlockwise is None:
        racemic = isinstance(compound, str | Compound) and _is_racemic_entry(compound)
        return SpatialSense(None, _RACEMATE if racemic else "centre not assigned")
    return SpatialSense("baclofen-like" if anticlockwise else "opposite")


def _is_racemic_entry(compound: str | Compound) -> bool:
    if isinstance(compound, str):
        try:
            compound = find(compound)
        except UnknownCompoundError:
            return False
    return compound.stereo_form == "racemate"


def _reason_without_backbone(mol: Chem.Mol, found: int) -> str:
    if found > 1:
        return "more than one gamma-amino-acid backbone"
    derivative = _pattern("[#7]-[CX4]-[CX4]-[CX4]-[$(C(=O)[O,N]),$(S(=O)=O),$(P=O)]")
    if mol.HasSubstructMatch(derivative):
        return "no free amine and free acid on the backbone (a prodrug or derivative)"
    return "no stereocentre on a gamma-amino-acid backbone" if _elements(_flat(mol)) else "achiral"


def _group_of(mol: Chem.Mol, index: int) -> Chem.StereoGroupType | None:
    """Give the kind of relative stereo group that an atom belongs to; None when absolute."""
    for group in mol.GetStereoGroups():
        kind: Chem.StereoGroupType = group.GetGroupType()
        members = {atom.GetIdx() for atom in group.GetAtoms()}
        if kind != Chem.StereoGroupType.STEREO_ABSOLUTE and index in members:
            return kind
    return None


def _runs_anticlockwise(mol: Chem.Mol, backbone: Backbone) -> bool | None:
    """Tell how acid carbon, substituent and hydrogen run, seen from the N-bearing carbon."""
    full = Chem.AddHs(mol, onlyOnAtoms=[backbone.centre])
    centre = full.GetAtomWithIdx(backbone.centre)
    tags = {Chem.ChiralType.CHI_TETRAHEDRAL_CCW: True, Chem.ChiralType.CHI_TETRAHEDRAL_CW: False}
    written = tags.get(centre.GetChiralTag())
    if written is None or centre.GetDegree() != 4:
        return None
    order = [bond.GetOtherAtomIdx(backbone.centre) for bond in centre.GetBonds()]
    first = [backbone.carbon_n, backbone.carbon_acid, backbone.substituents[0]]
    wanted = first + [index for index in order if index not in first]
    return written == _is_even([order.index(index) for index in wanted])


def _is_even(permutation: Sequence[int]) -> bool:
    inversions = sum(first > second for first, second in combinations(permutation, 2))
    return inversions % 2 == 0


# -- stereoisomers -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Stereoisomer:
    """One stereoisomer, or a racemate.

    Parameters
    ----------
    name
        Name in the family where it has one, else made from the label.
    label
        ``R``, ``S``, ``E``, ``Z``, ``racemate``, ``meso``, ``achiral``, or descriptors such as
        ``(2R,3S)``, whose numbers count the atoms of `mol` from 1; they are not locants.
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


@dataclass(frozen=True, slots=True)
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
        labels = ", ".join(isomer.label for isomer in self.isomers)
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

    def __str__(self) -> str:
        lines = [f"{isomer.label:10}  {isomer.smiles}  {isomer.inchikey or '-'}" for isomer in self.isomers]
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
        _drawing(isomer),
        f"<b>{escape(isomer.label)}</b><br>{escape(isomer.name)}",
        "<br>".join(f"<code>{escape(text)}</code>" for text in identifiers if text),
        escape(str(isomer.spatial_sense)),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _drawing(isomer: Stereoisomer) -> str:
    mol = Chem.Mol(isomer.mol)
    if isomer.label != "racemate":  # RDKit itself marks the members of a mixture
        for index, label in isomer.cip:
            mol.GetAtomWithIdx(index).SetProp("atomNote", label)
    canvas = rdMolDraw2D.MolDraw2DSVG(220, 150)
    canvas.drawOptions().clearBackground = False  # type: ignore[assignment]  # RDKit's stubs type every option alike
    rdMolDraw2D.PrepareAndDrawMolecule(canvas, mol)
    canvas.FinishDrawing()
    svg = str(canvas.GetDrawingText())
    return svg[svg.index("<svg") :]


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
    flat = _flat(mol)
    elements = _elements(flat)
    most = 2 ** len(elements)
    if most > limit:
        raise InputError(
            f"{len(elements)} stereocentres and double bonds give up to {most:,} stereoisomers, "
            f"more than the limit of {limit:,}: pass limit={most} to list them all"
        )
    notes = list(_unsupported(flat))
    if not elements:
        return Enantiomers(base or "compound", (_describe(flat, "achiral", base),), tuple(notes))
    isomers = list(_combinations(flat, elements))
    if _is_caged(flat, elements):
        isomers, dropped = _embeddable(isomers)
        if dropped:
            notes.append(f"{dropped} combinations dropped: the rings forbid them (ETKDGv3 embedding, seed {SEED})")
    made = _labelled(isomers, base)
    if len(elements) == 1 and elements[0].type == Chem.StereoType.Atom_Tetrahedral:
        made = (*made, racemate(made[0]))
    elif len(elements) > 1:
        notes.append("numbers in the labels count the atoms of the input from 1; they are not locants")
    return Enantiomers(base or "compound", made, tuple(notes))


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
    centres = [e for e in _elements(_flat(mol)) if e.type == Chem.StereoType.Atom_Tetrahedral]
    if len(centres) == 1:
        mol = _combination(_flat(mol, bonds=False), centres, (True,))
    else:
        mol = _assigned(compound, "racemate")
    pair = sorted((_marked(mol), _marked(mirror_image(mol))), key=_racemate_order)
    if _plain(pair[0]) == _plain(pair[1]):
        raise InputError(f"{_title(compound, mol)} equals its mirror image: it has no racemate")
    return _describe_racemate(pair[0], one_centre=len(centres) == 1, base=_base_name(mol))


def _assigned(compound: CompoundLike, wanted: str) -> Chem.Mol:
    """Read a compound that has an assigned centre and is no mixture."""
    mol = as_molecule(compound)
    title = _title(compound, mol)
    if any(_group_of(mol, atom.GetIdx()) == Chem.StereoGroupType.STEREO_AND for atom in mol.GetAtoms()):
        raise InputError(f"{title} is a racemate already, its own mirror image: it has no {wanted}")
    if not any(_is_centre(atom) for atom in mol.GetAtoms()):
        elements = _elements(_flat(mol))
        advice = f"choose one of enantiomers({title!r}) first" if elements else "it is achiral"
        raise InputError(f"{title} has no assigned stereocentre, so it has no {wanted}: {advice}")
    return mol


def _title(compound: CompoundLike, mol: Chem.Mol) -> str:
    return compound if isinstance(compound, str) else _base_name(mol) or str(Chem.MolToSmiles(mol))


def _is_centre(atom: Chem.Atom) -> bool:
    tetrahedral = {Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW}
    return atom.GetChiralTag() in tetrahedral


def _flat(mol: Chem.Mol, *, bonds: bool = True) -> Chem.Mol:
    """Copy without stereo marks; without those of double bonds only when asked."""
    flat = Chem.RWMol(mol)
    flat.SetStereoGroups([])
    for atom in flat.GetAtoms():
        atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
        atom.ClearProp("_CIPCode")
    for bond in flat.GetBonds():
        if bonds:
            bond.SetStereo(Chem.BondStereo.STEREONONE)
            bond.SetBondDir(Chem.BondDir.NONE)
    clean = flat.GetMol()
    Chem.AssignStereochemistry(clean, cleanIt=True, force=True)
    return clean


def _elements(flat: Chem.Mol) -> list[Chem.StereoInfo]:
    """List the tetrahedral centres and double bonds that can be assigned."""
    kinds = {Chem.StereoType.Atom_Tetrahedral, Chem.StereoType.Bond_Double}
    found = Chem.FindPotentialStereo(Chem.Mol(flat), cleanIt=False, flagPossible=True)
    return [e for e in found if e.type in kinds and not _is_labile(flat, e) and not _is_cumulated(flat, e)]


def stereocentres(mol: Chem.Mol) -> tuple[int, ...]:
    """Give the atom indices (from 0) of the tetrahedral centres, assigned or not.

    Examples
    --------
    >>> stereocentres(as_molecule("baclofen")), stereocentres(as_molecule("GABA"))
    ((2,), ())
    """
    tetrahedral = Chem.StereoType.Atom_Tetrahedral
    return tuple(element.centeredOn for element in _elements(_flat(mol)) if element.type == tetrahedral)


def _is_labile(mol: Chem.Mol, element: Chem.StereoInfo) -> bool:
    """Tell whether proton exchange or resonance equalises two oxygens of a P or S centre."""
    if element.type != Chem.StereoType.Atom_Tetrahedral:
        return False
    atom = mol.GetAtomWithIdx(element.centeredOn)
    oxygens = [a for a in atom.GetNeighbors() if a.GetSymbol() in {"O", "S"} and a.GetDegree() == 1]
    return atom.GetSymbol() in {"P", "S", "As", "Se"} and len(oxygens) > 1


def _is_cumulated(mol: Chem.Mol, element: Chem.StereoInfo) -> bool:
    if element.type != Chem.StereoType.Bond_Double:
        return False
    bond = mol.GetBondWithIdx(element.centeredOn)
    ends = (bond.GetBeginAtom(), bond.GetEndAtom())
    return any(sum(b.GetBondType() == Chem.BondType.DOUBLE for b in end.GetBonds()) > 1 for end in ends)


def _combinations(flat: Chem.Mol, elements: list[Chem.StereoInfo]) -> Iterator[Chem.Mol]:
    seen = set()
    for choice in product((True, False), repeat=len(elements)):
        isomer = _combination(flat, elements, choice)
        smiles = _plain(isomer)
        if smiles not in seen:
            seen.add(smiles)
            yield isomer


def _combination(flat: Chem.Mol, elements: list[Chem.StereoInfo], choice: tuple[bool, ...]) -> Chem.Mol:
    isomer = Chem.Mol(flat)
    for element, first in zip(elements, choice, strict=True):
        if element.type == Chem.StereoType.Atom_Tetrahedral:
            tags = Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW
            isomer.GetAtomWithIdx(element.centeredOn).SetChiralTag(tags[0] if first else tags[1])
        else:
            bond = isomer.GetBondWithIdx(element.centeredOn)
            bond.SetStereoAtoms(element.controllingAtoms[0], element.controllingAtoms[2])
            bond.SetStereo(Chem.BondStereo.STEREOCIS if first else Chem.BondStereo.STEREOTRANS)
    Chem.SetDoubleBondNeighborDirections(isomer)
    isomer.ClearComputedProps(includeRings=False)
    Chem.AssignStereochemistry(isomer, cleanIt=True, force=True, flagPossibleStereoCenters=True)
    return isomer


def mirror_image(mol: Chem.Mol) -> Chem.Mol:
    """Invert every assigned centre and axis, and reflect three-dimensional coordinates.

    Examples
    --------
    >>> Chem.MolToSmiles(mirror_image(as_molecule("(R)-baclofen")))
    'NC[C@@H](CC(=O)O)c1ccc(Cl)cc1'
    """
    mirrored = Chem.Mol(mol)
    for atom in mirrored.GetAtoms():
        atom.InvertChirality()
    axes = {
        Chem.BondStereo.STEREOATROPCW: Chem.BondStereo.STEREOATROPCCW,
        Chem.BondStereo.STEREOATROPCCW: Chem.BondStereo.STEREOATROPCW,
    }
    for bond in mirrored.GetBonds():
        if bond.GetStereo() in axes:
            bond.SetStereo(axes[bond.GetStereo()])
    for conformer in mirrored.GetConformers():
        if conformer.Is3D():
            positions = conformer.GetPositions()
            positions[:, 0] *= -1.0
            conformer.SetPositions(positions)
    Chem.AssignStereochemistry(mirrored, cleanIt=True, force=True)
    return mirrored


def _plain(mol: Chem.Mol) -> str:
    """Canonical SMILES without enhanced stereo, read once more so that it is a fixed point."""
    return str(Chem.MolToSmiles(Chem.MolFromSmiles(Chem.MolToSmiles(mol))))


def _is_caged(flat: Chem.Mol, elements: list[Chem.StereoInfo]) -> bool:
    """Tell whether a stereocentre belongs to two rings, where not every combination may close."""
    rings = flat.GetRingInfo()
    return any(e.type == Chem.StereoType.Atom_Tetrahedral and rings.NumAtomRings(e.centeredOn) > 1 for e in elements)


def _embeddable(isomers: list[Chem.Mol]) -> tuple[list[Chem.Mol], int]:
    """Drop what cannot be embedded; all stay when none can, which is the method's failure."""
    verdicts: dict[str, bool] = {}
    kept = []
    for isomer in isomers:
        first = min(_plain(isomer), _plain(mirror_image(isomer)))  # mirror images share one verdict
        if first not in verdicts:
            verdicts[first] = _embeds(first)
        if verdicts[first]:
            kept.append(isomer)
    return (kept, len(isomers) - len(kept)) if kept else (isomers, 0)


def _embeds(smiles: str) -> bool:
    settings = rdDistGeom.ETKDGv3()
    settings.randomSeed = SEED  # type: ignore[assignment]  # RDKit's stubs type every option alike
    settings.maxIterations = _MOST_ITERATIONS  # type: ignore[assignment]
    with quiet():
        return bool(rdDistGeom.EmbedMolecule(Chem.AddHs(Chem.MolFromSmiles(smiles)), settings) >= 0)


# -- labels and names --------------------------------------------------------------------------


def cip_labels(mol: Chem.Mol) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, int, str], ...]]:
    """Give the CIP labels of centres and of double bonds, by the 2020 algorithm.

    Returns
    -------
    tuple
        (atom index from 0, label) per centre, and (atom index, atom index, label) per double bond;
        both empty where the algorithm gives up.

    Examples
    --------
    >>> cip_labels(as_molecule("(R)-baclofen"))
    (((2, 'R'),), ())
    """
    copy = Chem.Mol(mol)
    for atom in copy.GetAtoms():
        atom.ClearProp("_CIPCode")
    for bond in copy.GetBonds():
        bond.ClearProp("_CIPCode")
    with quiet():
        try:
            rdCIPLabeler.AssignCIPLabels(copy, maxRecursiveIterations=_MOST_CIP_STEPS)
        except RuntimeError:
            return (), ()
    atoms = tuple((a.GetIdx(), a.GetProp("_CIPCode")) for a in copy.GetAtoms() if a.HasProp("_CIPCode"))
    bonds = tuple(
        (b.GetBeginAtomIdx(), b.GetEndAtomIdx(), b.GetProp("_CIPCode"))
        for b in copy.GetBonds()
        if b.HasProp("_CIPCode")
    )
    return atoms, bonds


def _labelled(isomers: list[Chem.Mol], base: str) -> tuple[Stereoisomer, ...]:
    """Describe a complete set of stereoisomers, mirror images of the same set telling meso from chiral."""
    achiral = [_plain(isomer) == _plain(mirror_image(isomer)) for isomer in isomers]
    meso = sum(achiral) if not all(achiral) else 0
    made = []
    for isomer, same in zip(isomers, achiral, strict=True):
        label = _descriptor(isomer)
        if same and meso and any(_is_centre(atom) for atom in isomer.GetAtoms()):
            label = "meso" if meso == 1 else f"meso {label}"
        made.append(_describe(isomer, label, base))
    return tuple(sorted(made, key=lambda one: (one.label.startswith("meso"), one.label, one.smiles)))


def _descriptor(mol: Chem.Mol) -> str:
    centres, bonds = cip_labels(mol)
    parts = sorted([*centres, *((min(i, j), label) for i, j, label in bonds)])
    if len(parts) == 1:
        return parts[0][1]
    return "(" + ",".join(f"{index + 1}{label}" for index, label in parts) + ")" if parts else "unlabelled"


def _describe(mol: Chem.Mol, label: str | None, base: str) -> Stereoisomer:
    centres, bonds = cip_labels(mol)
    inchi, inchikey = standard_inchi(mol)
    label = label if label is not None else _descriptor(mol)
    known = _by_inchikey().get(inchikey)
    return Stereoisomer(
        name=known.name if known else _isomer_name(label, base),
        label=label,
        smiles=_plain(mol),
        inchi=inchi,
        inchikey=inchikey,
        cip=centres,
        double_bonds=bonds,
        cas=known.cas if known else None,
        spatial_sense=spatial_sense(mol),
        mol=mol,
    )


def _describe_racemate(mol: Chem.Mol, *, one_centre: bool, base: str) -> Stereoisomer:
    centres, bonds = cip_labels(mol)
    inchi, inchikey = standard_inchi(_flat(mol, bonds=False)) if one_centre else (None, None)
    known = _by_inchikey().get(inchikey or "")
    known = known if known and known.stereo_form == "racemate" else None
    return Stereoisomer(
        name=known.name if known else f"rac-{base}" if base else "racemate",
        label="racemate",
        smiles=_cxsmiles(mol),
        inchi=inchi,
        inchikey=inchikey,
        cip=centres,
        double_bonds=bonds,
        cas=known.cas if known else None,
        spatial_sense=spatial_sense(mol),
        mol=mol,
    )


def _marked(mol: Chem.Mol) -> Chem.Mol:
    """Put every assigned centre into one AND group: this isomer and its mirror image."""
    marked = Chem.RWMol(mol)
    centres = [atom.GetIdx() for atom in marked.GetAtoms() if _is_centre(atom)]
    group = Chem.CreateStereoGroup(Chem.StereoGroupType.STEREO_AND, marked, centres)
    marked.SetStereoGroups([group])
    return marked.GetMol()


def _cxsmiles(mol: Chem.Mol) -> str:
    bare = Chem.Mol(mol)
    bare.RemoveAllConformers()
    return str(Chem.MolToCXSmiles(bare, Chem.SmilesWriteParams(), Chem.CXSmilesFields.CX_ENHANCEDSTEREO))


def _racemate_order(mol: Chem.Mol) -> tuple[tuple[str, ...], str]:
    """Draw the member whose labels come first in the alphabet: R before S."""
    return tuple(label for _, label in cip_labels(mol)[0]), _plain(mol)


def _base_name(mol: Chem.Mol) -> str:
    """Name without stereo prefix: of the racemate in the family, the entry itself, or the input."""
    for key, forms in (
        (standard_inchi(_flat(mol))[1], {"racemate", "achiral"}),
        (standard_inchi(mol)[1], None),
    ):
        entry = _by_inchikey().get(key)
        if entry and (forms is None or entry.stereo_form in forms):
            return _STEREO_PREFIX.sub("", entry.name)
    return str(mol.GetProp("_Name")).strip() if mol.HasProp("_Name") else ""


def _isomer_name(label: str, base: str) -> str:
    if label in {"R", "S", "E", "Z"}:
        return f"({label})-{base}" if base else f"({label})-isomer"
    if label == "achiral":
        return base or "compound"
    return f"{label} stereoisomer of {base}" if base else f"{label} stereoisomer"


# -- what is not supported ---------------------------------------------------------------------


def _unsupported(flat: Chem.Mol) -> Iterator[str]:
    """Name the chirality that is not enumerated."""
    ranks = list(Chem.CanonicalRankAtoms(flat, breakTies=False))
    for atoms in flat.GetSubstructMatches(_pattern("[CX3](=[CX2]=[CX3])")):
        if all(_has_two_sides(flat, ranks, atoms[end], atoms[1]) for end in (0, 2)):
            where = ", ".join(str(index + 1) for index in atoms)
            yield f"the allene at atoms {where} may be a chiral axis: allenes are not supported"
    for first, second in flat.GetSubstructMatches(_pattern("[a]-!@[a]")):
        sides = [_ortho(flat, here, there) for here, there in ((first, second), (second, first))]
        crowded = sum(flat.GetAtomWithIdx(index).GetDegree() > 2 for side in sides for index in side) > 2
        if crowded and all(len({ranks[index] for index in side}) == 2 for side in sides):
            yield (
                f"the bond between atoms {first + 1} and {second + 1} may be a chiral axis: "
                "atropisomers are not supported"
            )


def _has_two_sides(mol: Chem.Mol, ranks: list[int], end: int, middle: int) -> bool:
    """Tell whether the two substituents at the end of an allene differ."""
    others = [a.GetIdx() for a in mol.GetAtomWithIdx(end).GetNeighbors() if a.GetIdx() != middle]
    return len(others) == 1 or len({ranks[index] for index in others}) == 2


def _ortho(mol: Chem.Mol, here: int, there: int) -> list[int]:
    return [a.GetIdx() for a in mol.GetAtomWithIdx(here).GetNeighbors() if a.GetIdx() != there]
