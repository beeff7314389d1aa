"""Masked amino acids, such as prodrugs: the parent that hydrolysis releases, and what else it releases.

Which bonds *can* be hydrolysed is read from the structure; whether and how fast the body does it is not. An
acyloxyalkyl carbamate is made to be cleaved; acamprosate, an amide, is a drug of its own, although homotaurine is its
parent here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdkit import Chem

from gaba_analogs.analogs.chain import chains
from gaba_analogs.analogs.comparison.promoieties import group_in_words, hydrolysed, released_name
from gaba_analogs.analogs.forms import form
from gaba_analogs.analogs.molecule import CompoundLike, family_entry
from gaba_analogs.chemistry.toolkit import pattern, quiet

_CHAIN = "[#7]-[CX4]-[#6]~[#6]-[$([CX3](=O)[O,N,S]),$([PX4]=O),$([SX4](=O)=O)]"
_ON_AMINE = (
    ("acyloxyalkyl carbamate", "[#7]-!@[CX3](=O)-[OX2]-[CX4]-[OX2]-[CX3]=O"),
    ("carbamate", "[#7]-!@[CX3](=O)-[OX2]"),
    ("amide", "[NX3]-!@[CX3](=O)[#6,#1]"),
    ("imine", "[NX2]=!@[CX3;!$(C[N,O,S])]"),
)
_ON_ACID = (
    ("acyloxyalkyl ester", "[C,P,S]-!@[OX2]-[CX4]-[OX2]-[CX3]=O"),
    ("ester", "[C,P,S]-!@[OX2]-[#6]"),
    ("thioester", "[C]-!@[SX2]-[#6]"),
    ("amide", "[C,P,S]-!@[NX3;!$(N-[!#6;!#1])]"),
)


@dataclass(frozen=True, slots=True)
class Mask:
    """A group that hides the amine or the acid.

    Parameters
    ----------
    place
        ``amine`` or ``acid``.
    kind
        How it is attached: ``acyloxyalkyl carbamate``, ``ester``, ``amide``, ``imine`` and so on.
    smiles
        The group, with ``*`` at the attachment point.
    name
        The group in words; its SMILES if it has no short name.
    """

    place: str
    kind: str
    smiles: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} on the {self.place} ({self.kind})"


@dataclass(frozen=True, slots=True)
class Unmasked:
    """A masked amino acid, hydrolysed.

    Parameters
    ----------
    mol
        The parent, drawn neutral.
    key
        Key of the parent if it is a bundled compound; None for any other.
    masks
        What hid it.
    released
        What else is released: names, or SMILES of what has none here.
    """

    mol: Chem.Mol = field(repr=False, compare=False)
    key: str | None
    masks: tuple[Mask, ...]
    released: tuple[str, ...]

    @property
    def title(self) -> str:
        """The parent by its key, else as SMILES."""
        return self.key or str(Chem.MolToSmiles(self.mol))


def unmask(compound: CompoundLike) -> Unmasked | None:
    """Hydrolyse what hides the amine or the acid of a gamma-amino acid; None if nothing does.

    Lactams are closed amino acids, not masked ones, and are left alone.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.

    Examples
    --------
    >>> prodrug = unmask("gabapentin enacarbil")
    >>> prodrug.key, prodrug.released
    ('gabapentin', ('isobutyric acid', 'carbon dioxide', 'acetaldehyde'))
    >>> print(prodrug.masks[0])
    [1-(isobutyryloxy)ethoxy]carbonyl on the amine (acyloxyalkyl carbamate)
    >>> unmask("gabapentin")
    """
    mol = form(compound).mol
    if chains(mol):
        return None
    for match in mol.GetSubstructMatches(pattern(_CHAIN), uniquify=False):
        cuts = [*_cuts(mol, match[0], "amine"), *_cuts(mol, match[-1], "acid")]
        parts = _parts(mol, cuts)
        parent = next((part for part in parts if chains(part)), None)
        if cuts and parent is not None:
            others = [other for part in parts if part is not parent for other in hydrolysed(part)]
            names = [released_name(other) for other in others]
            known = family_entry(parent)
            masks = tuple(_mask(mol, cut) for cut in cuts)
            return Unmasked(parent, known.key if known else None, masks, tuple(dict.fromkeys(names)))
    return None


@dataclass(frozen=True, slots=True)
class _Cut:
    """A bond to hydrolyse: atom indices (from 0) of the chain atom and of its neighbour in the mask."""

    place: str
    kind: str
    inner: int
    outer: int


def _cuts(mol: Chem.Mol, atom: int, place: str) -> Iterator[_Cut]:
    """Find the masks of one atom of the chain, each by its most telling name."""
    taken: set[int] = set()
    for kind, smarts in _ON_AMINE if place == "amine" else _ON_ACID:
        for match in mol.GetSubstructMatches(pattern(smarts), uniquify=False):
            if match[0] == atom and match[1] not in taken:
                taken.add(match[1])
                yield _Cut(place, kind, *match[:2])


def _parts(mol: Chem.Mol, cuts: list[_Cut]) -> list[Chem.Mol]:
    """Return the pieces after hydrolysis of bonds."""
    edited = Chem.RWMol(mol)
    for cut in cuts:
        bond = edited.GetBondBetweenAtoms(cut.inner, cut.outer).GetBondType()
        edited.RemoveBond(cut.inner, cut.outer)
        acyl = cut.outer if cut.place == "amine" else cut.inner  # which takes the oxygen of water
        edited.AddBond(acyl, edited.AddAtom(Chem.Atom("O")), bond)
        for index in (cut.inner, cut.outer):
            edited.GetAtomWithIdx(index).SetNoImplicit(False)
            edited.GetAtomWithIdx(index).SetNumExplicitHs(0)
    with quiet():
        return list(Chem.GetMolFrags(edited.GetMol(), asMols=True))


def _mask(mol: Chem.Mol, cut: _Cut) -> Mask:
    bond = mol.GetBondBetweenAtoms(cut.inner, cut.outer).GetIdx()
    pieces = Chem.FragmentOnBonds(mol, [bond], dummyLabels=[(0, 0)])
    atoms = next(found for found in Chem.GetMolFrags(pieces) if cut.outer in found)
    smiles = str(Chem.MolFragmentToSmiles(pieces, atoms))
    return Mask(cut.place, cut.kind, smiles, group_in_words(smiles))
