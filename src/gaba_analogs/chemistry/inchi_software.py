"""What the InChI software says of a molecule: the InChI, its hash, its numbering, the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rdkit import Chem
from rdkit.Chem import rdinchi

from gaba_analogs.chemistry.parsing import perceive_as_drawn
from gaba_analogs.notation.inchi import expand, read_layers

MAXIMUM_ATOMS = 1023
"""Largest structure [heavy atoms] that a standard InChI describes."""

_WITHOUT_NUMBERING = "-AuxNone"
_WITH_OPEN_STEREO = "-SUU"


def key_of(inchi: str) -> str:
    """Hash an InChI; empty for an empty one.

    Notes
    -----
    Any text has a hash: a matching key proves nothing about an InChI.
    """
    if not inchi:
        return ""
    return str(rdinchi.InchiToInchiKey(inchi))


def inchi_of(mol: Chem.Mol) -> str:
    """Give the standard InChI of a molecule; empty where there is none."""
    return _asked(mol, _WITHOUT_NUMBERING)[0]


def inchi_of_molblock(text: str) -> str:
    """Give the standard InChI of a molfile's text; empty where there is none."""
    return _asked(text, "")[0]


def _asked(source: Chem.Mol | str, options: str) -> tuple[str, str]:
    """Give InChI and AuxInfo of a molecule or a molfile; both empty where there are none."""
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
    """An InChI and the atoms that its numbers stand for.

    Parameters
    ----------
    inchi
        The InChI.
    atoms
        Per component, the atom index (from 0) of every InChI number in turn; None where there is no such atom:
        the InChI software makes an implicit hydrogen of a metal a component.
    """

    inchi: str
    atoms: tuple[tuple[int | None, ...], ...]

    @cached_property
    def centres(self) -> Mapping[int, bool]:
        """Atom index to whether it is specified, of everything in the /t layers."""
        found: dict[int, bool] = {}
        for atoms, text in self._components("t"):
            for number, mark in re.findall(r"(\d{1,9})([-+?u])", text):
                index = _atom(atoms, number)
                if index is not None:
                    found[index] = mark in "-+"
        return found

    @cached_property
    def double_bonds(self) -> Mapping[frozenset[int], bool]:
        """Both atom indices to whether the bond between them is specified, of everything in the /b layers."""
        found: dict[frozenset[int], bool] = {}
        for atoms, text in self._components("b"):
            for first, second, mark in re.findall(r"(\d{1,9})-(\d{1,9})([-+?u])", text):
                begin, end = _atom(atoms, first), _atom(atoms, second)
                if begin is not None and end is not None:
                    found[frozenset({begin, end})] = mark in "-+"
        return found

    def renumbered(self, indices: Mapping[int, int]) -> Numbering:
        """Give the same with other atom indices: those that these map to."""
        return Numbering(
            self.inchi,
            tuple(tuple(None if index is None else indices.get(index) for index in part) for part in self.atoms),
        )

    def _components(self, letter: str) -> Iterator[tuple[tuple[int | None, ...], str]]:
        """Give the atoms and the text of every component of a layer, then of the isotopic layer."""
        layers = read_layers(self.inchi)
        for part in (layers.main, layers.isotopic):
            yield from zip(self.atoms, expand(part.get(letter, "")), strict=False)


def _atom(atoms: Sequence[int | None], number: str) -> int | None:
    return atoms[int(number) - 1] if 0 < int(number) <= len(atoms) else None


def numbering_of(source: Chem.Mol | str, *, open_stereo: bool = False) -> Numbering:
    """Give the InChI of a molecule, or of a molfile's text, with its numbering.

    Parameters
    ----------
    source
        Molecule, or text of a molfile; atom indices are its own.
    open_stereo
        True for the layers /t and /b to list also what could be specified and is not, which the standard
        InChI leaves out; numbers and layers are not those of the standard InChI then.

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
    """Give molecule and InChI of each way back; the first faithful one ends the search."""
    for sanitize in (True, False):
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
        if mol is not None and (back := inchi_of(mol)):
            yield mol, back
            if back == inchi:
                return
