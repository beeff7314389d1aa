"""The form of a compound at a given pH: neutral drawing, zwitterion, cation or anion.

Amino acids are drawn neutral but are zwitterions in water. The form comes from bundled measured pKa values, else from
those of the classes of its groups (:mod:`gaba_analogs.analogs.acidity`); these are flagged `assumed`, and where the pH
lies within the spread of a class the form is undecided and the others are given too. A group without a pKa is drawn
neutral, and a note names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rdkit import Chem
from rdkit.Chem.MolStandardize import rdMolStandardize

from gaba_analogs.analogs.acidity import Group, Site, charged, fractions_of, sites_of, without_pka
from gaba_analogs.analogs.acidity import isoelectric_point as _isoelectric_point
from gaba_analogs.analogs.family import compounds, pharmacology
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule, standard_inchi
from gaba_analogs.analogs.stereo.groups import written
from gaba_analogs.chemistry.toolkit import quiet
from gaba_analogs.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

PHYSIOLOGICAL_PH = 7.4
"""pH [-] of blood plasma."""

_HIGHEST_PH = 14.0
_MOST_UNSURE = 3


@dataclass(frozen=True, slots=True)
class PKa:
    """Measured acidity constants of an amino acid.

    Parameters
    ----------
    acid, amine
        pKa [-] of the acid group and of the ammonium group.
    source
        Source keys of the values; ``caller`` if they were passed in.
    """

    acid: float
    amine: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One protonation form of a compound.

    Parameters
    ----------
    smiles
        Canonical SMILES of the form; CXSMILES if there are relative stereo groups.
    charge
        Net charge [e].
    kind
        ``neutral``, ``zwitterion``, ``cation`` or ``anion``.
    ph
        pH [-] at which it dominates; None for the neutral drawing.
    method
        How it was determined.
    assumed
        False if it follows from measured pKa values, or is the neutral drawing.
    source
        Source keys of the pKa values; None if none were used.
    fraction
        Fraction [-] of this form at the pH; None unless every pKa is measured.
    sites
        Groups that take or lose a proton, with their pKa.
    others
        SMILES of the forms that may dominate instead; empty if the form is decided.
    notes
        Caveats.
    mol
        The molecule.
    """

    smiles: str
    charge: int
    kind: str
    ph: float | None
    method: str
    assumed: bool
    source: str | None = None
    fraction: float | None = None
    notes: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    others: tuple[str, ...] = ()
    mol: Chem.Mol = field(repr=False, compare=False)

    @property
    def undecided(self) -> bool:
        """True if the pH lies within the spread of the pKa of a group."""
        return bool(self.others)

    @property
    def words(self) -> str:
        """The kind, with those of the other forms if it is undecided: ``undecided: zwitterion or anion``."""
        if not self.undecided:
            return self.kind
        return f"undecided: {' or '.join(_told_apart([self.mol, *map(Chem.MolFromSmiles, self.others)]))}"


@dataclass(frozen=True, slots=True)
class Microspecies:
    """Fractions of the forms of a compound against pH.

    Parameters
    ----------
    ph
        pH values [-], shape (n,).
    fractions
        Fraction [-] of each species, from the most protonated one on, shape (n, species); rows sum to 1.
    species
        What they are: ``cation``, ``zwitterion``, ``anion``; with the charge where two are of one kind.
    sites
        Groups with the pKa values used, in the order in which they lose their protons.
    notes
        What is neglected.
    """

    ph: NDArray[np.float64]
    fractions: NDArray[np.float64]
    species: tuple[str, ...]
    sites: tuple[Site, ...]
    notes: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per pH, with a column ``ph`` and one per species."""
        import pandas as pd  # noqa: PLC0415  # slow to load, used here only

        return pd.DataFrame({"ph": self.ph, **dict(zip(self.species, self.fractions.T, strict=True))})


# -- forms -------------------------------------------------------------------------------------


def form(compound: CompoundLike, ph: float | None = None) -> Form:
    """Return the neutral drawing, or the dominant form at a pH.

    Counter-ions are left out; stereochemistry is kept.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    ph
        pH [-], 0 to 14; None for the neutral drawing.

    Raises
    ------
    InputError
        The pH is not between 0 and 14.

    Examples
    --------
    >>> form("[NH3+]CCCC([O-])=O").smiles
    'NCCCC(=O)O'
    >>> gaba = form("GABA", 7.4)
    >>> gaba.smiles, gaba.kind, gaba.method, gaba.assumed
    ('[NH3+]CCCC(=O)[O-]', 'zwitterion', 'measured pKa 4.0312 and 10.5557', False)
    """
    neutral = _neutral(as_molecule(compound))
    if ph is None:
        return _made(neutral, ph=None, method="neutral drawing", assumed=False)
    if not 0.0 <= ph <= _HIGHEST_PH:
        raise InputError(f"pH {ph} is out of range: give a value from 0 to 14")
    known = _known(neutral)
    sites = sites_of(neutral, known)
    mol = charged(neutral, [site for site in sites if site.is_charged(ph)])
    unknown = without_pka(neutral, known)
    measured = bool(sites) and all(site.measured for site in sites) and not unknown
    unsure = [site for site in sites if site.is_undecided(ph)]
    return _made(
        mol,
        ph=ph,
        method=_method(sites, unknown),
        assumed=not measured,
        source="|".join(dict.fromkeys(site.source for site in sites if site.measured)) or None,
        fraction=_share(sites, ph) if measured else None,
        notes=(*(f"undecided at pH {ph:g}: {site}" for site in unsure), *_unknown_notes(unknown)),
        sites=sites,
        others=_others(neutral, sites, unsure, ph),
    )


def _sites(neutral: Chem.Mol) -> tuple[Site, ...]:
    return sites_of(neutral, _known(neutral))


def _known(neutral: Chem.Mol) -> dict[str, tuple[float, str]]:
    pka = _measured_pka().get(standard_inchi(neutral)[1][:14])
    return {} if pka is None else {"acid": (pka.acid, pka.source), "amine": (pka.amine, pka.source)}


def _unknown_notes(unknown: Sequence[Group]) -> list[str]:
    return [f"pKa not known, drawn neutral: {group.name}" for group in unknown]


def _method(sites: Sequence[Site], unknown: Sequence[Group]) -> str:
    if unknown and not sites:
        return f"pKa not known: {'; '.join(group.name for group in unknown)}"
    if not sites:
        return "no group that takes or loses a proton is known"
    if all(site.measured for site in sites):
        return f"measured pKa {' and '.join(f'{site.pka:g}' for site in sites)}"
    return f"pKa of {'; '.join(str(site) for site in sites)}"


def _share(sites: Sequence[Site], ph: float) -> float:
    """Return the fraction [-] of the dominant form."""
    lost = sum(ph > site.pka for site in sites)
    return float(fractions_of([site.pka for site in sites], np.array([ph]))[0][lost])


def _others(neutral: Chem.Mol, sites: Sequence[Site], unsure: Sequence[Site], ph: float) -> tuple[str, ...]:
    """Return the forms in which undecided groups are the other way round."""
    usual = {site.atom for site in sites if site.is_charged(ph)}
    found = []
    for count in range(1, len(unsure[:_MOST_UNSURE]) + 1):
        for turned in combinations(unsure[:_MOST_UNSURE], count):
            atoms = usual ^ {site.atom for site in turned}
            found.append(written(charged(neutral, [site for site in sites if site.atom in atoms])))
    return tuple(dict.fromkeys(found))


def _made(mol: Chem.Mol, *, ph: float | None, method: str, assumed: bool, **facts: object) -> Form:
    return Form(
        smiles=written(mol),
        charge=int(Chem.GetFormalCharge(mol)),
        kind=kind_of(mol),
        ph=ph,
        method=method,
        assumed=assumed,
        mol=mol,
        **facts,  # type: ignore[arg-type]
    )


def kind_of(mol: Chem.Mol) -> str:
    """Return the charge state of the drawing; adjacent opposite charges (nitro groups) do not count.

    Examples
    --------
    >>> kind_of(as_molecule("[NH3+]CCCC([O-])=O")), kind_of(as_molecule("C[N+](=O)[O-]"))
    ('zwitterion', 'neutral')
    """
    signs = {atom.GetFormalCharge() > 0 for atom in mol.GetAtoms() if _is_ionised(atom)}
    return {
        frozenset(): "neutral",
        frozenset({True}): "cation",
        frozenset({False}): "anion",
        frozenset({True, False}): "zwitterion",
    }[frozenset(signs)]


def _is_ionised(atom: Chem.Atom) -> bool:
    """Return whether an atom carries a charge that no neighbour balances."""
    charge = atom.GetFormalCharge()
    return charge != 0 and not any(n.GetFormalCharge() * charge < 0 for n in atom.GetNeighbors())


def ionised_atoms(mol: Chem.Mol) -> tuple[int, ...]:
    """Return the indices (from 0) of atoms with a charge that no neighbour balances."""
    return tuple(atom.GetIdx() for atom in mol.GetAtoms() if _is_ionised(atom))


def _neutral(mol: Chem.Mol) -> Chem.Mol:
    """Return the largest organic component, neutralised as far as adding or removing protons allows."""
    with quiet():
        part = rdMolStandardize.LargestFragmentChooser(preferOrganic=True).choose(mol)
        return rdMolStandardize.Uncharger().uncharge(part)


# -- measured constants and microspecies -------------------------------------------------------


def known_pka(compound: CompoundLike) -> PKa | None:
    """Return the bundled measured pKa values of an amino acid; None if there are none.

    Mirror images share them; counter-ions do not matter.

    Examples
    --------
    >>> known_pka("gabapentin")
    PKa(acid=3.68, amine=10.7, source='drugfuture-gabapentin')
    >>> known_pka("tolibut")
    """
    mol = _neutral(as_molecule(compound))
    return _measured_pka().get(standard_inchi(mol)[1][:14])


@cache
def _measured_pka() -> Mapping[str, PKa]:
    """Return pKa values by skeleton (first block of the InChIKey), for compounds with both."""
    stated: dict[str, dict[str, tuple[float, str]]] = {}
    for row in pharmacology():
        number = row.number()
        if row.property in {"pKa acid", "pKa amine"} and number is not None:
            stated.setdefault(row.compound_key, {})[row.property[4:]] = (number, row.source_key)
    found = {}
    for key, groups in stated.items():
        if {"acid", "amine"} <= set(groups):
            sources = sorted({source for _, source in groups.values()})
            pka = PKa(groups["acid"][0], groups["amine"][0], "|".join(sources))
            found[compounds()[key].inchikey[:14]] = pka
    return MappingProxyType(found)


def microspecies(compound: CompoundLike, ph: ArrayLike, *, pka: tuple[float, float] | None = None) -> Microspecies:
    """Return the fractions of the forms of a compound against pH (Henderson-Hasselbalch).

    The macroscopic constants are assigned to the groups in their order: each form loses one proton more than the one
    before, from the strongest acid, and other forms of the same charge are neglected.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    ph
        pH values [-], a number or shape (n,).
    pka
        pKa [-] of the strongest acid and the strongest base, for compounds without bundled values.

    Raises
    ------
    InputError
        No group takes or loses a proton, or `ph` is not one-dimensional.

    Examples
    --------
    >>> gaba = microspecies("GABA", [2.0, 7.4, 12.0])
    >>> gaba.fractions.round(3).tolist()
    [[0.991, 0.009, 0.0], [0.0, 0.999, 0.001], [0.0, 0.035, 0.965]]
    """
    values = np.atleast_1d(np.asarray(ph, dtype=np.float64))
    if values.ndim != 1:
        raise InputError(f"pH values of shape {values.shape}: give a number or a flat list of numbers")
    neutral = _neutral(as_molecule(compound))
    own = None if pka is None else {"acid": (pka[0], "caller"), "amine": (pka[1], "caller")}
    known = _known(neutral) if own is None else own
    sites = sites_of(neutral, known)
    if not sites:
        title = compound if isinstance(compound, str) else Chem.MolToSmiles(neutral)
        raise InputError(f"{title} has no group that is known to take or lose a proton")
    notes = ["other forms of the same charge are neglected"]
    notes += [f"the pKa is that of the class: {site}" for site in sites if not site.measured]
    notes += _unknown_notes(without_pka(neutral, known))
    fractions = fractions_of([site.pka for site in sites], values)
    return Microspecies(values, fractions, _species(neutral, sites), sites, tuple(notes))


def _species(neutral: Chem.Mol, sites: Sequence[Site]) -> tuple[str, ...]:
    """Name the forms that have lost none, one, two ... protons."""
    made = [
        charged(neutral, [site for place, site in enumerate(sites) if (place < lost) == (site.kind == "acid")])
        for lost in range(len(sites) + 1)
    ]
    return tuple(_told_apart(made))


def _told_apart(mols: Sequence[Chem.Mol]) -> list[str]:
    """Name forms by their kind, and by the charge where two are of one kind."""
    kinds = [kind_of(mol) for mol in mols]
    charges = [int(Chem.GetFormalCharge(mol)) for mol in mols]
    return [
        kind if kinds.count(kind) == 1 else f"{kind} {f'{charge:+d}' if charge else '0'}"
        for kind, charge in zip(kinds, charges, strict=True)
    ]


def isoelectric_point(compound: CompoundLike) -> float | None:
    """Return the pH [-] at which the mean net charge is zero; None without an acid and a base.

    It rests on measured pKa values where there are any, else on those of the classes; None if that of a group is not
    known.

    Examples
    --------
    >>> round(isoelectric_point("gabapentin"), 2)
    7.19
    """
    neutral = _neutral(as_molecule(compound))
    return None if without_pka(neutral, _known(neutral)) else _isoelectric_point(_sites(neutral))


def log_d(compound: CompoundLike, log_p: float, ph: float = PHYSIOLOGICAL_PH) -> float:
    """Return logD [-] from logP of the neutral form and the pKa values.

    It holds if only the neutral form enters octanol: no ion pairs, no zwitterion. For an acid beside a base it would
    need the share of the neutral form among those without net charge, which pKa values do not give.

    Parameters
    ----------
    compound
        A compound with acids only or bases only.
    log_p
        logP [-] of the neutral form.
    ph
        pH [-].

    Raises
    ------
    InputError
        The compound has both an acid and a base, or a group whose pKa is not known.

    Examples
    --------
    >>> round(log_d("CCCCN", 0.97), 1)  # butylamine
    -2.2
    """
    mol = _neutral(as_molecule(compound))
    sites, unknown = _sites(mol), without_pka(mol, _known(mol))
    if unknown:
        raise InputError(f"no logD from logP: the pKa of the group is not known ({unknown[0].name})")
    if len({site.kind for site in sites}) > 1:
        raise InputError("no logD from pKa and logP: of a zwitterion the share of the neutral form is not known")
    if not sites:
        return log_p
    fractions = fractions_of([site.pka for site in sites], np.array([ph]))[0]
    neutral = fractions[0] if sites[0].kind == "acid" else fractions[-1]
    return float(log_p + np.log10(neutral))
