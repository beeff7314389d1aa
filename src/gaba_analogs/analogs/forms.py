"""The form of a compound at a given pH: neutral drawing, zwitterion, cation or anion.

Amino acids are drawn neutral but are zwitterions in water. The form comes from bundled measured pKa
values, else from Dimorphite-DL if installed (Ropp et al., J. Cheminform. 2019, 11, 14,
doi:10.1186/s13321-019-0336-9), else from assumed pKa values; the last two are flagged `assumed`.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rdkit import Chem
from rdkit.Chem.MolStandardize import rdMolStandardize

from gaba_analogs.analogs.chain import ACID, AMINE
from gaba_analogs.analogs.family import compounds, pharmacology
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule, standard_inchi
from gaba_analogs.analogs.stereo.groups import with_groups_of, written
from gaba_analogs.chemistry.toolkit import quiet
from gaba_analogs.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

PHYSIOLOGICAL_PH = 7.4
"""pH [-] of blood plasma."""

ASSUMED_ACID_PKA = 4.0
"""pKa [-] assumed for every free acid."""

ASSUMED_AMINE_PKA = 10.0
"""pKa [-] assumed for the conjugate acid of every aliphatic amine."""

SPECIES = ("cation", "zwitterion", "anion")
"""Microspecies in the order of the columns of :attr:`Microspecies.fractions`."""

_HIGHEST_PH = 14.0


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
        Fraction [-] of this form at the pH; None if no pKa is known.
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
    mol: Chem.Mol = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Microspecies:
    """Fractions of the microspecies of an amino acid against pH.

    Parameters
    ----------
    ph
        pH values [-], shape (n,).
    fractions
        Fraction [-] of cation, zwitterion and anion, in this order, shape (n, 3); rows sum to 1.
    pka
        pKa values used.
    notes
        What is neglected.
    """

    ph: NDArray[np.float64]
    fractions: NDArray[np.float64]
    pka: PKa
    notes: tuple[str, ...] = ("the uncharged microspecies is neglected",)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per pH, with columns ``ph``, ``cation``, ``zwitterion`` and ``anion``."""
        import pandas as pd  # noqa: PLC0415  # slow to load, used here only

        return pd.DataFrame({"ph": self.ph, **dict(zip(SPECIES, self.fractions.T, strict=True))})


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
    ('[NH3+]CCCC(=O)[O-]', 'zwitterion', 'measured pKa 4.031 and 10.556', False)
    """
    neutral = _neutral(as_molecule(compound))
    if ph is None:
        return _made(neutral, ph=None, method="neutral drawing", assumed=False)
    if not 0.0 <= ph <= _HIGHEST_PH:
        raise InputError(f"pH {ph} is out of range: give a value from 0 to 14")
    pka = known_pka(neutral)
    if pka is not None:
        return _measured(neutral, ph, pka)
    try:
        return _by_dimorphite(neutral, ph)
    except MissingExtraError:
        return _by_rule(neutral, ph, ())


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


def _measured(neutral: Chem.Mol, ph: float, pka: PKa) -> Form:
    mol = _set_protons(neutral, acid_loses=ph > pka.acid, amine_gains=ph < pka.amine)
    share = _fractions(np.array([ph]), pka)[0]
    at = {"cation": 0, "zwitterion": 1, "anion": 2}[kind_of(mol)]
    method = f"measured pKa {pka.acid:g} and {pka.amine:g}"
    return _made(mol, ph=ph, method=method, assumed=False, source=pka.source, fraction=float(share[at]))


def _by_rule(neutral: Chem.Mol, ph: float, notes: tuple[str, ...]) -> Form:
    """Ionise free acids and aliphatic amines by one assumed pKa each; leave other groups as drawn."""
    mol = _set_protons(neutral, acid_loses=ph > ASSUMED_ACID_PKA, amine_gains=ph < ASSUMED_AMINE_PKA)
    method = f"assumed pKa: acid {ASSUMED_ACID_PKA:g}, amine {ASSUMED_AMINE_PKA:g}"
    return _made(mol, ph=ph, method=method, assumed=True, notes=notes)


def _by_dimorphite(neutral: Chem.Mol, ph: float) -> Form:
    """Take each group's state at its mean pKa; note other forms within the spread of the pKa."""
    protonate = _dimorphite()
    smiles = str(Chem.MolToSmiles(neutral))
    dominant = protonate(smiles, ph_min=ph, ph_max=ph, precision=0.0)
    spread = protonate(smiles, ph_min=ph, ph_max=ph, precision=1.0)
    with quiet():
        mol = Chem.MolFromSmiles(dominant[0]) if dominant else None
    if mol is None:
        return _by_rule(neutral, ph, ("Dimorphite-DL found no form",))
    if ph > ASSUMED_ACID_PKA and mol.HasSubstructMatch(_acid_hydroxyl()) and not _has_acid_anion(mol):
        return _by_rule(neutral, ph, ("Dimorphite-DL left the acid un-ionised",))
    others = [other for other in spread if other != dominant[0]]
    notes = (f"Dimorphite-DL also gives {', '.join(others)}",) if others else ()
    method = f"Dimorphite-DL {importlib.metadata.version('dimorphite_dl')}"
    return _made(_with_groups(mol, neutral), ph=ph, method=method, assumed=True, notes=notes)


def _with_groups(mol: Chem.Mol, neutral: Chem.Mol) -> Chem.Mol:
    """Return a form in the atom order of the neutral one, with its stereo groups."""
    match = mol.GetSubstructMatch(neutral)
    return with_groups_of(Chem.RenumberAtoms(mol, match), neutral) if len(match) == mol.GetNumAtoms() else mol


def _dimorphite() -> Callable[..., list[str]]:
    try:
        module = importlib.import_module("dimorphite_dl")
    except ImportError:
        raise MissingExtraError("protonation by Dimorphite-DL", "notebook") from None
    return module.protonate_smiles  # type: ignore[no-any-return]  # the package is untyped


@cache
def _acid_hydroxyl() -> Chem.Mol:
    return Chem.MolFromSmarts(f"[OX2H1]-{ACID}")


def _has_acid_anion(mol: Chem.Mol) -> bool:
    return bool(mol.HasSubstructMatch(Chem.MolFromSmarts(f"[OX1-]-{ACID}")))


def _set_protons(neutral: Chem.Mol, *, acid_loses: bool, amine_gains: bool) -> Chem.Mol:
    """Take one proton from each free acid, and give one to each aliphatic amine."""
    mol = Chem.RWMol(neutral)
    if acid_loses:
        acids = {acid: hydroxyl for hydroxyl, acid in neutral.GetSubstructMatches(_acid_hydroxyl())}
        for hydroxyl in acids.values():
            _charge(mol.GetAtomWithIdx(hydroxyl), -1)
    if amine_gains:
        for (nitrogen,) in neutral.GetSubstructMatches(Chem.MolFromSmarts(AMINE)):
            if neutral.GetAtomWithIdx(nitrogen).GetFormalCharge() == 0:
                _charge(mol.GetAtomWithIdx(nitrogen), 1)
    Chem.SanitizeMol(mol)
    return mol.GetMol()


def _charge(atom: Chem.Atom, change: int) -> None:
    hydrogens = atom.GetTotalNumHs() + change
    atom.SetFormalCharge(change)
    atom.SetNoImplicit(True)  # RDKit takes no keyword here
    atom.SetNumExplicitHs(hydrogens)


# -- measured constants and microspecies -------------------------------------------------------


def known_pka(compound: CompoundLike) -> PKa | None:
    """Return the bundled measured pKa values of an amino acid; None if there are none.

    Mirror images share them; counter-ions do not matter.

    Examples
    --------
    >>> known_pka("gabapentin")
    PKa(acid=3.68, amine=10.7, source='drugfuture-gabapentin')
    >>> known_pka("phenibut")
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
    """Return the fractions of cation, zwitterion and anion against pH (Henderson-Hasselbalch).

    The macroscopic constants are assigned to acid and amine: they are so far apart that the
    uncharged microspecies can be neglected.

    Parameters
    ----------
    compound
        An amino acid; see :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    ph
        pH values [-], a number or shape (n,).
    pka
        pKa [-] of acid and amine, for compounds without bundled values.

    Raises
    ------
    InputError
        No pKa is known and none was passed, or `ph` is not one-dimensional.

    Examples
    --------
    >>> gaba = microspecies("GABA", [2.0, 7.4, 12.0])
    >>> gaba.fractions.round(3).tolist()
    [[0.991, 0.009, 0.0], [0.0, 0.999, 0.001], [0.0, 0.035, 0.965]]
    """
    values = np.atleast_1d(np.asarray(ph, dtype=np.float64))
    if values.ndim != 1:
        raise InputError(f"pH values of shape {values.shape}: give a number or a flat list of numbers")
    constants = PKa(*pka, "caller") if pka is not None else known_pka(compound)
    if constants is None:
        title = compound if isinstance(compound, str) else Chem.MolToSmiles(as_molecule(compound))
        raise InputError(
            f"no measured pKa for {title}: pass pka=(acid, amine), or use the assumed form, form({title!r}, 7.4)"
        )
    return Microspecies(values, _fractions(values, constants), constants)


def _fractions(ph: NDArray[np.float64], pka: PKa) -> NDArray[np.float64]:
    """Return fractions, shape (n, 3), from decadic exponents relative to the zwitterion."""
    exponents = np.stack([pka.acid - ph, np.zeros_like(ph), ph - pka.amine], axis=-1)
    weights = np.power(10.0, exponents - exponents.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True), dtype=np.float64)
