"""Groups that take or lose a proton in water, each with a pKa: measured, or that of its class with the class's spread.

The classes are data (``pka_classes.csv``) with their sources. A class is coarse: what lies within its spread of the pH
is undecided. A class without enough measured values has no pKa, and its groups are named instead of guessed.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem

from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.resources import data_folder

_AMINE = (
    "[NX3;!$(N~[#6,#15,#16]=[O,S,N]);!$(N-[a,$(C#N),$(C=[C,N])]);!$(N-[#7,#8,F,Cl,Br,I]);"
    "!$(N-C(-[N,O,S])=[N,O,S]);!$(N-[#6]=[#7])]"
)
_FIRST = "phosphonic acid, first"


@dataclass(frozen=True, slots=True)
class Site:
    """One group that takes or loses a proton.

    Parameters
    ----------
    atom
        Index (from 0) of the atom that does, in the neutral form.
    kind
        ``acid`` or ``base``.
    name
        Class of the group.
    pka
        pKa [-] of the acid, or of the conjugate acid of the base.
    spread
        How far [-] a member of the class may lie from it; 0 if it was measured or passed in.
    source
        Where the value comes from.
    """

    atom: int
    kind: Literal["acid", "base"]
    name: str
    pka: float
    spread: float
    source: str

    @property
    def measured(self) -> bool:
        """True if the value is that of the compound itself."""
        return self.spread == 0.0

    def is_charged(self, ph: float) -> bool:
        """Return whether the group is mostly charged at a pH."""
        return ph > self.pka if self.kind == "acid" else ph < self.pka

    def is_undecided(self, ph: float) -> bool:
        """Return whether a pH lies within the spread of the class."""
        return abs(ph - self.pka) <= self.spread and not self.measured

    def __str__(self) -> str:
        return f"{self.name} {self.pka:g}" + ("" if self.measured else f" ± {self.spread:g}")


@dataclass(frozen=True, slots=True)
class _Class:
    name: str
    kind: Literal["acid", "base"]
    smarts: str
    pka: float
    spread: float
    source: str


class Group(NamedTuple):
    """A group that a structure holds.

    Parameters
    ----------
    atom
        Index (from 0) of the atom that takes or loses the proton, in the neutral form.
    kind
        ``acid`` or ``base``.
    name
        Class of the group.
    """

    atom: int
    kind: Literal["acid", "base"]
    name: str


def groups_of(neutral: Chem.Mol) -> tuple[Group, ...]:
    """Return every group of a neutral form that takes or loses a proton, whether its pKa is known or not.

    Examples
    --------
    >>> [group.name for group in groups_of(Chem.MolFromSmiles("Cc1nn[nH]n1"))]
    ['tetrazole']
    """
    return tuple(Group(site.atom, site.kind, site.name) for site in _found(neutral))


def without_pka(neutral: Chem.Mol, known: Mapping[str, tuple[float, str]] | None = None) -> tuple[Group, ...]:
    """Return the groups of a neutral form whose pKa is not known.

    Parameters
    ----------
    neutral
        The neutral form, with implicit hydrogens.
    known
        Measured values, as for :func:`sites_of`.

    Examples
    --------
    >>> [group.name for group in without_pka(Chem.MolFromSmiles("NC1CC1"))]
    ['amine, on cyclopropane']
    """
    with_pka = {site.atom for site in sites_of(neutral, known)}
    return tuple(group for group in groups_of(neutral) if group.atom not in with_pka)


def sites_of(neutral: Chem.Mol, known: Mapping[str, tuple[float, str]] | None = None) -> tuple[Site, ...]:
    """Find the groups of a neutral form that take or lose a proton and whose pKa is known.

    Parameters
    ----------
    neutral
        The neutral form, with implicit hydrogens.
    known
        Measured pKa [-] and its source for ``acid`` and ``amine``: for the strongest acid and the strongest base.

    Examples
    --------
    >>> [str(site) for site in sites_of(Chem.MolFromSmiles("NCCC(=O)O"))]
    ['carboxylic acid, beta- or gamma-amino 3.6 ± 0.5', 'amine, aliphatic 10.6 ± 0.8']
    """
    with_pka = (site for site in _with_known(_found(neutral), known or {}) if not math.isnan(site.pka))
    return tuple(sorted(with_pka, key=lambda site: site.pka))


def _found(neutral: Chem.Mol) -> tuple[Site, ...]:
    """Return the sites of all classes; those of a class without values have no number as pKa."""
    return _found_in(neutral.ToBinary())


@lru_cache(maxsize=1024)
def _found_in(binary: bytes) -> tuple[Site, ...]:
    """Do the same for a molecule that RDKit wrote as bytes: each is asked for several times."""
    neutral: Chem.Mol = Chem.Mol(binary)  # type: ignore[call-overload]  # whose stubs ask for text
    found: dict[int, Site] = {}
    centres: set[int] = set()
    for group in _classes():
        for match in neutral.GetSubstructMatches(pattern(group.smarts), uniquify=False):
            atom = match[0]
            first_on_centre = group.name != _FIRST or match[1] not in centres
            if atom in found or not first_on_centre or neutral.GetAtomWithIdx(atom).GetFormalCharge():
                continue
            if group.kind == "base" and _is_taken(neutral, atom, found):
                continue
            centres |= {match[1]} if group.name == _FIRST else set()
            found[atom] = Site(atom, group.kind, group.name, group.pka, group.spread, group.source)
    return tuple(found.values())


def _is_taken(mol: Chem.Mol, atom: int, found: Mapping[int, Site]) -> bool:
    """Return whether the group of a base already has a site: amidines, guanidines and piperazines take one proton."""
    beside = {n.GetIdx() for carbon in mol.GetAtomWithIdx(atom).GetNeighbors() for n in carbon.GetNeighbors()} - {atom}
    if any(found[i].name.startswith(("guanidine", "amidine")) for i in beside if i in found):
        return True
    rings = [set(ring) for ring in mol.GetRingInfo().AtomRings() if atom in ring]
    return any(site.name == "piperazine" and any(site.atom in ring for ring in rings) for site in found.values())


def _with_known(sites: Sequence[Site], known: Mapping[str, tuple[float, str]]) -> list[Site]:
    """Put measured values on the strongest acid and the strongest base; one without a pKa counts as the weakest."""
    acids = sorted((site for site in sites if site.kind == "acid"), key=lambda site: _or_else(site.pka, math.inf))
    bases = sorted((site for site in sites if site.kind == "base"), key=lambda site: _or_else(site.pka, -math.inf))
    chosen = {"acid": acids[:1], "amine": bases[-1:]}
    values = {site.atom: known[word] for word, group in chosen.items() for site in group if word in known}
    return [
        replace(site, pka=values[site.atom][0], spread=0.0, source=values[site.atom][1])
        if site.atom in values
        else site
        for site in sites
    ]


def _or_else(pka: float, otherwise: float) -> float:
    return otherwise if math.isnan(pka) else pka


def net_charge(sites: Sequence[Site], ph: float) -> float:
    """Return the mean net charge [e] at a pH, each group taken by itself."""
    shares = (1 / (1 + 10 ** ((site.pka - ph) * (1 if site.kind == "acid" else -1))) for site in sites)
    return sum(share * (-1 if site.kind == "acid" else 1) for share, site in zip(shares, sites, strict=True))


def isoelectric_point(sites: Sequence[Site]) -> float | None:
    """Return the pH [-] at which the mean net charge is zero; None without an acid and a base.

    Examples
    --------
    >>> glycine = sites_of(Chem.MolFromSmiles("NCC(=O)O"), {"acid": (2.34, "a book"), "amine": (9.60, "a book")})
    >>> round(isoelectric_point(glycine), 2)
    5.97
    """
    if {site.kind for site in sites} != {"acid", "base"}:
        return None
    low, high = -5.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if net_charge(sites, middle) > 0 else (low, middle)
    return (low + high) / 2


def fractions_of(pkas: Sequence[float], ph: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the fractions [-] of the forms that have lost 0, 1, 2 ... protons, shape (pH values, pKa values + 1)."""
    lost = np.arange(len(pkas) + 1)
    exponents = np.outer(ph, lost) - np.concatenate([[0.0], np.cumsum(sorted(pkas))])
    weights = np.power(10.0, exponents - exponents.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float64)


def charged(neutral: Chem.Mol, sites: Sequence[Site]) -> Chem.Mol:
    """Return the molecule with the given groups charged; stereochemistry stays."""
    mol = Chem.RWMol(neutral)
    for site in sites:
        atom = mol.GetAtomWithIdx(site.atom)
        change = -1 if site.kind == "acid" else 1
        hydrogens = atom.GetTotalNumHs() + change
        atom.SetFormalCharge(change)
        atom.SetNoImplicit(True)  # RDKit takes no keyword here
        atom.SetNumExplicitHs(hydrogens)
    Chem.SanitizeMol(mol)
    return mol.GetMol()


@cache
def _classes() -> tuple[_Class, ...]:
    """Return the classes, specific ones first."""
    with (data_folder() / "pka_classes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Class(
                name=row["name"],
                kind="acid" if row["kind"] == "acid" else "base",
                smarts=row["smarts"].replace("{amine}", _AMINE),
                pka=float(row["pka"] or "nan"),
                spread=float(row["spread"] or "nan"),
                source=row["source"],
            )
            for row in csv.DictReader(file, strict=True)
        )
