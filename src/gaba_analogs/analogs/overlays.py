"""Overlays of a compound on a reference: by default (R)-baclofen as it lies in the GABA-B receptor."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdMolTransforms, rdShapeAlign

from gaba_analogs.analogs.bound import REFERENCE, BoundConformer, bound_conformer
from gaba_analogs.analogs.forms import kind_of
from gaba_analogs.analogs.molecule import SEED, CompoundLike
from gaba_analogs.analogs.pharmacophore import Ensemble, FormName, conformers, in_form
from gaba_analogs.progress import watched
from gaba_analogs.regex import regex

CONFORMERS = 100
"""Default number of conformers [-] to overlay."""

_PARTS = 3
_PDB_CODE = regex(r"[1-9][A-Za-z0-9]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """The best overlay of a compound on a reference, over all pairs of conformers.

    Parameters
    ----------
    shape, colour
        Shape and pharmacophore Tanimoto of the best pair [-], 0 to 1.
    combined
        Their mean [-], which the best pair maximises.
    per_conformer
        Best combined score [-] of each conformer of the compound, shape (n,).
    mol, reference
        The best pair, one conformer each, aligned.
    title
        What the reference is.
    form, method, seed, notes
        As in :class:`Ensemble`.
    """

    shape: float
    colour: float
    combined: float
    per_conformer: NDArray[np.float64] = field(repr=False, compare=False)
    mol: Chem.Mol = field(repr=False, compare=False)
    reference: Chem.Mol = field(repr=False, compare=False)
    title: str
    form: str
    method: str
    seed: int
    notes: tuple[str, ...] = ()

    @property
    def error(self) -> float:
        """How much another seed may change the combined score [-]: the range of the best of three equal parts.

        Infinite for fewer than three conformers.
        """
        if len(self.per_conformer) < _PARTS:
            return math.inf
        return float(np.ptp([part.max() for part in np.array_split(self.per_conformer, _PARTS)]))

    def __str__(self) -> str:
        return (
            f"on {self.title}: combined {self.combined:.2f} ± {self.error:.2f} (shape {self.shape:.2f}, "
            f"pharmacophore {self.colour:.2f}), "
            f"median over conformers {np.median(self.per_conformer):.2f}, n = {len(self.per_conformer)}, "
            f"{self.method}, seed {self.seed}"
        )


def overlay(
    compound: CompoundLike,
    reference: CompoundLike = REFERENCE,
    *,
    n: int = CONFORMERS,
    seed: int = SEED,
    form_name: FormName = "neutral",
) -> Overlay:
    """Overlay shape and pharmacophore features on a reference.

    Every conformer of the compound is aligned on every conformer of the reference by the Gaussian
    volumes of shape and features (pubchem-align3d in RDKit), starting from the principal axes. Both are
    in the same form. A smaller compound scores lower because of its size alone, and overlays depend on
    the conformers: small differences are meaningless.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    reference
        PDB code of a :func:`~gaba_analogs.analogs.bound.bound_conformer`, or one itself, which is used as it is; or
        a compound, whose conformers are embedded as those of `compound` are.
    n
        Number of conformers [-] to embed of each.
    seed, form_name
        As in :func:`~gaba_analogs.analogs.pharmacophore.conformers`.

    Raises
    ------
    InputError
        A compound cannot be read or embedded.

    Examples
    --------
    >>> print(overlay("(R)-baclofen", "4MS4", n=20).title)
    (R)-baclofen in PDB 4MS4 (crystal)
    """
    probe = conformers(compound, n=n, seed=seed, form_name=form_name)
    bound = _bound(reference)
    target = (
        conformers(reference, n=n, seed=seed, form_name=form_name)
        if bound is None
        else bound_ensemble(bound, form_name)
    )
    movable, fixed = _oriented(probe.mol), _oriented(target.mol)
    numbers = watched(range(len(probe)), "overlaying conformers")
    scores = np.array([list(_scores(fixed, movable, number)) for number in numbers], dtype=np.float64)
    combined = scores.mean(axis=2)
    i, j = np.unravel_index(int(combined.argmax()), combined.shape)
    best, base = _single(movable, int(i)), _single(fixed, int(j))
    _align(base, best)
    return Overlay(
        shape=float(scores[i, j, 0]),
        colour=float(scores[i, j, 1]),
        combined=float(combined[i, j]),
        per_conformer=combined.max(axis=1),
        mol=best,
        reference=base,
        form=probe.form,
        title=str(bound) if bound is not None else _title(reference),
        method=f"{probe.method}; rdShapeAlign, shape and features in equal parts",
        seed=seed,
        notes=(*probe.notes, *(f"reference: {note}" for note in target.notes)),
    )


def bound_ensemble(bound: BoundConformer, form_name: FormName = "neutral") -> Ensemble:
    """Return a bound conformer, with hydrogens, as an ensemble of one, to measure.

    Examples
    --------
    >>> from gaba_analogs.analogs.pharmacophore import chain_shape
    >>> chain_shape(bound_ensemble(bound_conformer("4MS4"))).labels
    ('extended',)
    """
    mol = Chem.AddHs(in_form(bound.mol, form_name), addCoords=True)
    return Ensemble(
        mol=mol,
        coordinates=np.array([mol.GetConformer().GetPositions()], dtype=np.float64),
        form=kind_of(mol),
        method=str(bound),
        seed=SEED,
        notes=(f"{bound}, coordinates from {bound.source_key}",),
    )


def _title(reference: CompoundLike) -> str:
    return reference if isinstance(reference, str) else str(Chem.MolToSmiles(in_form(reference, "neutral")))


def _bound(reference: CompoundLike) -> BoundConformer | None:
    """Return the bound conformer that a reference names or is; None if it is a compound."""
    if isinstance(reference, BoundConformer):
        return reference
    is_code = isinstance(reference, str) and _PDB_CODE.fullmatch(reference.strip()) is not None
    return bound_conformer(str(reference)) if is_code else None


def _oriented(mol: Chem.Mol) -> Chem.Mol:
    """Return the molecule with every conformer along its principal axes: alignment depends on where it starts."""
    oriented = Chem.Mol(mol)
    for conformer in oriented.GetConformers():
        rdMolTransforms.CanonicalizeConformer(conformer, ignoreHs=True)
    return oriented


def _single(mol: Chem.Mol, number: int) -> Chem.Mol:
    """Return a copy with one conformer only."""
    single = Chem.Mol(mol)
    single.RemoveAllConformers()
    single.AddConformer(mol.GetConformers()[number], assignId=True)
    return single


def _scores(fixed: Chem.Mol, movable: Chem.Mol, number: int) -> Iterator[tuple[float, float]]:
    for conformer in fixed.GetConformers():
        yield _align(fixed, _single(movable, number), conformer.GetId())


def _align(fixed: Chem.Mol, movable: Chem.Mol, conformer: int = -1) -> tuple[float, float]:
    """Align one molecule on the other; return shape and feature Tanimoto [-]."""
    shape, colour = rdShapeAlign.AlignMol(fixed, movable, refConfId=conformer, useColors=True, opt_param=0.5)
    return min(float(shape), 1.0), min(float(colour), 1.0)
