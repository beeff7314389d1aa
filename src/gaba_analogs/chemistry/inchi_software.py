"""InChI, InChIKey and InChI numbering of a molecule, and the molecule of an InChI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, product

from rdkit import Chem
from rdkit.Chem import rdinchi

from gaba_analogs.chemistry.marks import TETRAHEDRAL
from gaba_analogs.chemistry.parsing import perceive_as_drawn
from gaba_analogs.chemistry.spiro import chiral_spiro_atoms
from gaba_analogs.chemistry.toolkit import bonds_of
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.inchi import MAXIMUM_NUMBERED, expand, may_be_parsed, read_layers
from gaba_analogs.once import cached_property

MAXIMUM_ATOMS = MAXIMUM_NUMBERED
"""Largest structure [heavy atoms] that a standard InChI describes."""

_WITHOUT_NUMBERING = "-AuxNone"
_WITHOUT_STEREO = "-AuxNone -SNon"
_WITH_OPEN_STEREO = "-SUU"
_MOST_SPIRO_ATOMS = 3


@lru_cache(maxsize=1024)
def key_of(inchi: str) -> str:
    """Return the InChIKey of an InChI; empty for an empty one.

    Notes
    -----
    Any text has a hash: a matching key proves nothing about an InChI.
    """
    if not inchi:
        return ""
    return str(rdinchi.InchiToInchiKey(inchi))


def first_block_of(inchi: str) -> str:
    """Return the first block of the InChIKey of one InChI among many that are tried, none of which is kept.

    Examples
    --------
    >>> first_block_of("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
    'BTCSSZJGUNDROE'
    """
    return str(rdinchi.InchiToInchiKey(inchi))[:14]


def inchi_of(mol: Chem.Mol) -> str:
    """Return the standard InChI of a molecule; empty if there is none."""
    return _asked(mol, _WITHOUT_NUMBERING)[0]


def inchi_with_fixed_hydrogens(mol: Chem.Mol) -> str:
    """Return the InChI that says where every hydrogen is drawn, which is not standard; empty if there is none."""
    return _asked(mol, f"{_WITHOUT_NUMBERING} -FixedH")[0]


def skeleton_block_of(mol: Chem.Mol) -> str:
    """Return the first block of the InChIKey of a molecule, for which its stereochemistry is not perceived.

    Examples
    --------
    >>> skeleton_block_of(Chem.MolFromSmiles("NCCCC(=O)O"))
    'BTCSSZJGUNDROE'
    """
    return key_of(_asked(mol, _WITHOUT_STEREO)[0])[:14]


def inchi_of_molblock(text: str) -> str:
    """Return the standard InChI of a molfile; empty if there is none."""
    return "" if _continues_too_long(text) else _asked(text, "")[0]


_MOST_CONTINUED = 1000
"""Most lines [-] over which a line of a V3000 molfile goes on: one that lists all atoms of InChI takes a tenth."""


def _continues_too_long(molblock: str) -> bool:
    r"""Tell whether a line of a molfile goes on over so many that the InChI software takes ever longer for each.

    Examples
    --------
    >>> _continues_too_long("M  V30 COUNTS -\n" * 2), _continues_too_long("M  V30 COUNTS -\n" * 2000)
    (False, True)
    """
    if molblock.count("V30") <= _MOST_CONTINUED:
        return False
    runs = groupby(molblock.split("\n"), key=lambda line: line.rstrip().endswith("-"))
    return any(goes_on and len(list(lines)) > _MOST_CONTINUED for goes_on, lines in runs)


def has_ambiguous_stereo(molblock: str) -> bool:
    """Tell whether the InChI software leaves a centre of a molfile open because its bonds are drawn too crowded.

    RDKit reads the marks of such a centre: crowded drawings of bridged rings, as of quinine, have two readings.
    """
    try:
        return "Ambiguous stereo" in rdinchi.MolBlockToInchi(molblock, "")[2]
    except (RuntimeError, ValueError):
        return False


def inchi_as_molfile(mol: Chem.Mol) -> str:
    """Return the standard InChI of the molfile of a molecule, in which RDKit leaves charged chlorine as it is.

    Examples
    --------
    >>> perchlorate = Chem.MolFromSmiles("[O-][Cl+3]([O-])([O-])[O-]")
    >>> inchi_of(perchlorate), inchi_as_molfile(perchlorate)
    ('InChI=1S/ClHO4/c2-1(3,4)5/h(H,2,3,4,5)/p-1', 'InChI=1S/ClO4/c2-1(3,4)5/q-1')
    """
    return inchi_of_molblock(molfile_of(mol))


def molfile_of(mol: Chem.Mol) -> str:
    """Write a molecule as a molfile, with coordinates of a drawing; double bonds outside rings stay open."""
    drawn = Chem.Mol(mol)
    Chem.FastFindRings(drawn)
    for bond in bonds_of(drawn):
        is_open = bond.GetStereo() == Chem.BondStereo.STEREONONE and bond.GetBondType() == Chem.BondType.DOUBLE
        if is_open and not bond.IsInRing():
            bond.SetStereo(Chem.BondStereo.STEREOANY)
    import numpy as np  # noqa: F401, PLC0415 - before RDKit loads it, which prints a Ctrl-C, and goes on
    from rdkit.Chem import rdDepictor  # noqa: PLC0415 - few structures need it

    rdDepictor.Compute2DCoords(drawn)
    return str(Chem.MolToMolBlock(drawn))


def _asked(source: Chem.Mol | str, options: str) -> tuple[str, str]:
    """Return the InChI and AuxInfo of a molecule or molfile; both empty if there are none."""
    try:
        if isinstance(source, str):
            answer = rdinchi.MolBlockToInchi(source, options)
        elif source.GetNumAtoms():
            answer = rdinchi.MolToInchi(source, options)
        else:
            return "", ""
    except (RuntimeError, ValueError, TypeError):
        return "", ""
    return str(answer[0]), str(answer[4])


@dataclass(frozen=True)
class Numbering:
    """An InChI and the atoms that its numbers refer to.

    Parameters
    ----------
    inchi
        The InChI.
    atoms
        Per component, the atom index (from 0) of every InChI number in turn; None if there is no such atom:
        the InChI software turns an implicit hydrogen on a metal into a component of its own.
    """

    inchi: str
    atoms: tuple[tuple[int | None, ...], ...]

    @cached_property
    def centres(self) -> Mapping[int, bool]:
        """Atoms in the /t layers: index to whether it is specified."""
        found: dict[int, bool] = {}
        for atoms, text in self._components("t"):
            for number, mark in re.findall(r"(\d{1,9})([-+?u])", text):
                index = _atom(atoms, number)
                if index is not None:
                    found[index] = mark in "-+"
        return found

    @cached_property
    def double_bonds(self) -> Mapping[frozenset[int], bool]:
        """Double bonds in the /b layers: indices of both atoms to whether it is specified."""
        found: dict[frozenset[int], bool] = {}
        for atoms, text in self._components("b"):
            for first, second, mark in re.findall(r"(\d{1,9})-(\d{1,9})([-+?u])", text):
                begin, end = _atom(atoms, first), _atom(atoms, second)
                if begin is not None and end is not None:
                    found[frozenset({begin, end})] = mark in "-+"
        return found

    def renumbered(self, indices: Mapping[int, int]) -> Numbering:
        """Return the numbering with each atom index replaced as mapped, and by None if it is not."""
        return Numbering(
            self.inchi,
            tuple(tuple(None if index is None else indices.get(index) for index in part) for part in self.atoms),
        )

    def _components(self, letter: str) -> Iterator[tuple[tuple[int | None, ...], str]]:
        """Return the atoms and the text of each component of a layer, then of its isotopic layer."""
        layers = read_layers(self.inchi)
        for part in (layers.main, layers.isotopic):
            yield from zip(self.atoms, expand(part.get(letter, "")), strict=False)


def _atom(atoms: Sequence[int | None], number: str) -> int | None:
    return atoms[int(number) - 1] if 0 < int(number) <= len(atoms) else None


def numbering_of(source: Chem.Mol | str, *, open_stereo: bool = False) -> Numbering:
    """Return the InChI of a molecule or molfile with its numbering.

    Parameters
    ----------
    source
        Molecule, or text of a molfile; atom indices refer to it.
    open_stereo
        True to list unspecified stereo elements in the /t and /b layers as well. The InChI is not a standard
        one then, and its numbers may differ.

    Examples
    --------
    >>> numbering_of(Chem.MolFromSmiles("NCC(CC(=O)O)c1ccc(Cl)cc1"), open_stereo=True).centres  # baclofen
    {2: False}
    """
    inchi, auxiliary = _asked(source, _WITH_OPEN_STEREO if open_stereo else "")
    size = None if isinstance(source, str) else source.GetNumAtoms()
    match = re.search(r"/N:([\d,;]+)", auxiliary)
    parts = match[1].split(";") if match else []
    numbers = ([int(number) for number in part.split(",") if number] for part in parts)
    return Numbering(
        inchi, tuple(tuple(n - 1 if size is None or n <= size else None for n in part) for part in numbers)
    )


def round_trips(inchi: str) -> Iterator[tuple[Chem.Mol, str]]:
    """Parse an InChI in several ways; return molecules with their InChIs, up to the first faithful one.

    One that contradicts its own formula is not parsed: the InChI software writes beyond its memory over some.
    """
    for sanitize in (True, False) if may_be_parsed(inchi) else ():
        try:
            mol = rdinchi.InchiToMol(inchi, sanitize, sanitize)[0]
        except (RuntimeError, ValueError):
            continue
        if mol is None:
            return
        if not sanitize:
            bare = Chem.Mol(mol)
            bare.UpdatePropertyCache(strict=False)
            back = inchi_of(bare)
            if back:
                yield bare, back
            if back == inchi:
                return
            mol = perceive_as_drawn(mol)
        for candidate in () if mol is None else chain((mol,), _with_spiro_marks(mol)):
            if back := inchi_of(candidate):
                yield candidate, back
            if back == inchi:
                return


def _with_spiro_marks(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Return copies with marks on the chiral spiro atoms, which RDKit does not take over from an InChI."""
    atoms = chiral_spiro_atoms(mol)
    if len(atoms) > _MOST_SPIRO_ATOMS:
        return
    for tags in product(TETRAHEDRAL, repeat=len(atoms)) if atoms else ():
        marked = Chem.Mol(mol)
        for index, tag in zip(atoms, tags, strict=True):
            marked.GetAtomWithIdx(index).SetChiralTag(tag)
        yield marked
