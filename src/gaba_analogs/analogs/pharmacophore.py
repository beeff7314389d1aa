"""Three-dimensional measures: amine-acid distance, torsions, signed chiral volume, overlays.

Conformers come from distance geometry (ETKDGv3: Wang et al., J. Chem. Inf. Model. 2020, 60, 2044,
doi:10.1021/acs.jcim.0c00025) with a fixed seed, and results are distributions over them, not single numbers.
A zwitterion is never minimised in vacuum: it would fold into a salt bridge that does not form in water.
Mirror images have identical distances by symmetry; to make the numbers identical too, conformers are
generated for one enantiomer and reflected for the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdDistGeom, rdForceFieldHelpers, rdMolTransforms, rdShapeAlign

from gaba_analogs.analogs.chain import ACID, AMINE, Backbone, backbones
from gaba_analogs.analogs.forms import PHYSIOLOGICAL_PH, form, kind_of
from gaba_analogs.analogs.molecule import SEED, CompoundLike, as_molecule
from gaba_analogs.analogs.stereo.enantiomers import enantiomers
from gaba_analogs.analogs.stereo.sense import spatial_sense
from gaba_analogs.chemistry.marks import is_assigned, mirror_image
from gaba_analogs.chemistry.stereo import stereocentres
from gaba_analogs.chemistry.toolkit import pattern, quiet
from gaba_analogs.errors import InputError
from gaba_analogs.progress import awaited, watched

CONFORMERS = 100
"""Default number of conformers [-]."""

LOWEST_DIELECTRIC = 10.0
"""Lowest dielectric constant [-] at which a zwitterion is minimised."""

REFERENCE = "(R)-baclofen"
"""Default reference of overlays."""

FormName = Literal["neutral", "pH 7.4", "as drawn"]
"""Form to embed."""

_OVERLAY_CONFORMERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Conformers of one compound, with everything needed to repeat them.

    Parameters
    ----------
    mol
        The molecule with explicit hydrogens; heavy atoms are in input order.
    coordinates
        Positions [A], shape (n, atoms, 3).
    form
        ``neutral``, ``zwitterion``, ``cation`` or ``anion``.
    method
        How conformers were generated and minimised.
    seed
        Random seed [-].
    notes
        Caveats.
    """

    mol: Chem.Mol = field(repr=False, compare=False)
    coordinates: NDArray[np.float64] = field(repr=False, compare=False)
    form: str
    method: str
    seed: int
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.coordinates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Values of one measure over the conformers.

    Parameters
    ----------
    name, unit
        What was measured.
    values
        One value per conformer, shape (n,).
    atoms
        Indices (from 0) of the atoms that define it.
    form, method, seed, notes
        As in :class:`Ensemble`.
    """

    name: str
    unit: str
    values: NDArray[np.float64] = field(repr=False, compare=False)
    atoms: tuple[int, ...]
    form: str
    method: str
    seed: int
    notes: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """Number of conformers [-]."""
        return len(self.values)

    @property
    def median(self) -> float:
        """Median; for torsions use :attr:`Torsion.shares` instead."""
        return float(np.median(self.values))

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return float(self.values.min()), float(self.values.max())

    def __str__(self) -> str:
        low, high = self.range
        return (
            f"{self.name}: median {self.median:.2f}, range {low:.2f} to {high:.2f} {self.unit}, "
            f"n = {self.n}, {self.form}, {self.method}, seed {self.seed}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Torsion(Distribution):
    """A torsion angle over the conformers [deg], from -180 to 180."""

    @property
    def shares(self) -> dict[str, float]:
        """Fractions [-] of ``gauche-`` (-120 to 0), ``gauche+`` (0 to 120) and ``anti`` (the rest)."""
        gauche_minus = float(np.mean((self.values >= -120) & (self.values < 0)))
        gauche_plus = float(np.mean((self.values >= 0) & (self.values < 120)))
        return {"gauche-": gauche_minus, "gauche+": gauche_plus, "anti": 1.0 - gauche_minus - gauche_plus}


_Kind = TypeVar("_Kind", bound=Distribution)


# -- conformers --------------------------------------------------------------------------------


def conformers(
    compound: CompoundLike,
    *,
    n: int = CONFORMERS,
    seed: int = SEED,
    form_name: FormName = "neutral",
    minimise: Literal["MMFF94s"] | None = None,
    dielectric: float = 1.0,
) -> Ensemble:
    """Generate conformers; those of mirror images are exact mirror images.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`. A flat structure with one stereocentre
        is taken as its (R)-enantiomer; the (S)-enantiomer has the same distances.
    n
        Number of conformers [-].
    seed
        Random seed [-].
    form_name
        ``neutral``, ``pH 7.4`` or ``as drawn``.
    minimise
        ``MMFF94s``, or None to keep the embedded geometry.
    dielectric
        Dielectric constant [-] used in the minimisation: 1 for vacuum, 80 for water.

    Raises
    ------
    InputError
        A zwitterion would be minimised in vacuum, several centres are unassigned, or embedding failed.

    Examples
    --------
    >>> len(conformers("GABA", n=5))
    5
    >>> conformers("GABA", n=5, form_name="pH 7.4", minimise="MMFF94s")
    Traceback (most recent call last):
        ...
    gaba_analogs.errors.InputError: GABA: a zwitterion minimised in vacuum folds into a salt bridge...
    """
    title = compound if isinstance(compound, str) else "the compound"
    mol = _in_form(compound, form_name)
    mol, notes = _with_stereo(mol, title)
    kind = kind_of(mol)
    if minimise and kind == "zwitterion" and dielectric < LOWEST_DIELECTRIC:
        raise InputError(
            f"{title}: a zwitterion minimised in vacuum folds into a salt bridge: use form_name='neutral', "
            f"minimise=None, or dielectric=80"
        )
    if n < 1:
        raise InputError(f"n is {n}: ask for at least one conformer")
    smiles, mirrored, order = _canonical_choice(mol)
    embedded = awaited(
        lambda: _embedded(smiles, n, seed, minimise or "", dielectric), f"{title}: embedding {n} conformers"
    )
    if not embedded.GetNumConformers():
        raise InputError(f"{title}: no conformer could be embedded (ETKDGv3, seed {seed})")
    placed = _placed(embedded, order, mirrored=mirrored)
    return Ensemble(
        mol=placed,
        coordinates=np.array([c.GetPositions() for c in placed.GetConformers()], dtype=np.float64),
        form=kind,
        method="ETKDGv3" + (f" + {minimise}, dielectric {dielectric:g}" if minimise else ", not minimised"),
        seed=seed,
        notes=notes,
    )


def _in_form(compound: CompoundLike, form_name: FormName) -> Chem.Mol:
    if form_name == "as drawn":
        return as_molecule(compound)
    return form(compound, PHYSIOLOGICAL_PH if form_name == "pH 7.4" else None).mol


def _with_stereo(mol: Chem.Mol, title: str) -> tuple[Chem.Mol, tuple[str, ...]]:
    """Return the molecule, or the (R)-enantiomer of a flat structure or racemate with one centre."""
    centres = stereocentres(mol)
    if all(is_assigned(mol.GetAtomWithIdx(index)) for index in centres):
        return mol, ()
    if len(centres) > 1:
        raise InputError(f"{title} has unassigned stereocentres: choose one of enantiomers({title!r})")
    isomers = enantiomers(mol)
    labels = [isomer.label for isomer in isomers]
    if "R" not in labels:
        raise InputError(f"{title} has unspecified stereo: choose one of enantiomers({title!r})")
    note = "conformers of the (R)-enantiomer; the (S)-enantiomer has the same distances and opposite signs"
    return isomers.R.mol, (note,)


def _canonical_choice(mol: Chem.Mol) -> tuple[str, bool, tuple[int, ...]]:
    """Return the SMILES to embed, whether it is the mirror image, and where its atoms are in `mol`."""
    bare = Chem.Mol(mol)
    bare.RemoveAllConformers()
    images = (bare, mirror_image(bare))
    smiles = [str(Chem.MolToSmiles(image)) for image in images]
    mirrored = smiles[1] < smiles[0]
    canonical = Chem.MolFromSmiles(smiles[mirrored])
    match = canonical.GetSubstructMatch(images[mirrored], useChirality=True)
    if len(match) != mol.GetNumAtoms():
        raise InputError(f"cannot map the atoms of {smiles[mirrored]}: pass this SMILES instead")
    return smiles[mirrored], mirrored, tuple(match)


@lru_cache(maxsize=64)
def _embedded(smiles: str, n: int, seed: int, minimise: str, dielectric: float) -> Chem.Mol:
    """Embed and minimise, in the atom order of the SMILES, so that results do not depend on the input order."""
    mol = Chem.AddHs(Chem.MolFromSmiles(smiles))
    settings = rdDistGeom.ETKDGv3()
    settings.randomSeed = seed  # type: ignore[assignment]  # RDKit's stubs type every option alike
    with quiet():
        rdDistGeom.EmbedMultipleConfs(mol, n, settings)
        if minimise:
            _minimise(mol, minimise, dielectric)
    return mol


def _minimise(mol: Chem.Mol, variant: str, dielectric: float) -> None:
    properties = rdForceFieldHelpers.MMFFGetMoleculeProperties(mol, mmffVariant=variant)
    if properties is None:
        raise InputError(f"{variant} has no parameters for {Chem.MolToSmiles(Chem.RemoveHs(mol))}: use minimise=None")
    properties.SetMMFFDielectricConstant(dielectric)
    for conformer in mol.GetConformers():
        force_field = rdForceFieldHelpers.MMFFGetMoleculeForceField(mol, properties, confId=conformer.GetId())
        force_field.Initialize()
        force_field.Minimize(maxIts=2000)


def _placed(embedded: Chem.Mol, order: tuple[int, ...], *, mirrored: bool) -> Chem.Mol:
    """Return the molecule with heavy atoms in input order, reflected if the mirror image was embedded."""
    hydrogens = range(len(order), embedded.GetNumAtoms())
    placed = Chem.RenumberAtoms(embedded, [*order, *hydrogens])
    if mirrored:
        placed = mirror_image(placed)
    return placed


# -- measures ----------------------------------------------------------------------------------


def amine_acid_distance(compound: CompoundLike | Ensemble, **settings: object) -> Distribution:
    """Return the distance [A] from the amine nitrogen to the central atom of the acid, over conformers.

    Parameters
    ----------
    compound
        A compound, or its conformers.
    settings
        Arguments of :func:`conformers`.

    Raises
    ------
    InputError
        The compound has no aliphatic amine joined to a free acid.

    Examples
    --------
    >>> gaba = amine_acid_distance("GABA", n=50)
    >>> gaba.n, gaba.unit, 3.5 < gaba.median < 4.6
    (50, 'A', True)
    """
    ensemble = _ensemble(compound, settings)
    chain = _amine_acid_chain(ensemble.mol)
    ends = (chain[0], chain[-1])
    difference = ensemble.coordinates[:, ends[0]] - ensemble.coordinates[:, ends[1]]
    return _distribution(
        ensemble, "amine N to acid", "A", np.sqrt((difference**2).sum(axis=1)), ends, kind=Distribution
    )


def backbone_torsions(compound: CompoundLike | Ensemble, **settings: object) -> tuple[Torsion, ...]:
    """Return the torsions [deg] along the chain from the amine nitrogen to the acid, over conformers.

    Examples
    --------
    >>> [torsion.name for torsion in backbone_torsions("GABA", n=5)]
    ['torsion 1 from N', 'torsion 2 from N']
    """
    ensemble = _ensemble(compound, settings)
    chain = _amine_acid_chain(ensemble.mol)
    made = []
    for number in range(len(chain) - 3):
        atoms = chain[number : number + 4]
        values = _torsion(ensemble.coordinates, atoms)
        made.append(_distribution(ensemble, f"torsion {number + 1} from N", "deg", values, atoms, kind=Torsion))
    return tuple(made)


def chiral_volume(compound: CompoundLike | Ensemble, **settings: object) -> Distribution:
    """Return the signed volume [A3] about C3: positive on the side of (R)-baclofen, negative on the other.

    It is the triple product of the bonds from C3 to the nitrogen-bearing carbon, the acid-bearing carbon
    and the first atom of the substituent. Mirror images have the same values with opposite signs.

    Raises
    ------
    InputError
        The compound has no defined side; the message says why.

    Examples
    --------
    >>> chiral_volume("(R)-baclofen", n=5).median > 0, chiral_volume("(S)-baclofen", n=5).median > 0
    (True, False)
    """
    if not isinstance(compound, Ensemble):
        sense = spatial_sense(compound)
        if not sense:
            title = compound if isinstance(compound, str) else "the compound"
            raise InputError(f"{title} has no side to measure: {sense.reason}")
    ensemble = _ensemble(compound, settings)
    backbone = _single_backbone(ensemble.mol)
    atoms = (backbone.centre, backbone.carbon_n, backbone.carbon_acid, backbone.substituents[0])
    centre, nitrogen, acid, substituent = (ensemble.coordinates[:, index] for index in atoms)
    product = np.cross(acid - centre, substituent - centre)
    volume = ((nitrogen - centre) * product).sum(axis=1)
    return _distribution(ensemble, "chiral volume about C3", "A3", volume, atoms, kind=Distribution)


def _ensemble(compound: CompoundLike | Ensemble, settings: dict[str, object]) -> Ensemble:
    return compound if isinstance(compound, Ensemble) else conformers(compound, **settings)  # type: ignore[arg-type]


def _distribution(
    ensemble: Ensemble,
    name: str,
    unit: str,
    values: NDArray[np.float64],
    atoms: tuple[int, ...],
    *,
    kind: type[_Kind],
) -> _Kind:
    return kind(
        name=name,
        unit=unit,
        values=values,
        atoms=atoms,
        form=ensemble.form,
        method=ensemble.method,
        seed=ensemble.seed,
        notes=ensemble.notes,
    )


def _single_backbone(mol: Chem.Mol) -> Backbone:
    found = [backbone for backbone in backbones(mol) if len(backbone.substituents) == 1]
    if len(found) != 1:
        raise InputError("no side to measure: there must be one substituent on C3 of one gamma-amino-acid backbone")
    return found[0]


def _amine_acid_chain(mol: Chem.Mol) -> tuple[int, ...]:
    """Return the shortest chain of atoms from an amine nitrogen to the central atom of an acid."""
    heavy = Chem.RemoveHs(mol)
    amines = [match[0] for match in heavy.GetSubstructMatches(pattern(AMINE))]
    acids = [match[0] for match in heavy.GetSubstructMatches(pattern(ACID))]
    chains = [tuple(Chem.GetShortestPath(heavy, n, c)) for n in amines for c in acids]
    chains = [chain for chain in chains if chain]
    if not chains:
        raise InputError(
            f"{Chem.MolToSmiles(heavy)} has no aliphatic amine joined to a free acid: no distance to measure"
        )
    return min(chains, key=lambda chain: (len(chain), chain))


def _torsion(coordinates: NDArray[np.float64], atoms: tuple[int, ...]) -> NDArray[np.float64]:
    """Return torsion angles [deg] with the IUPAC sign, shape (n,)."""
    first, second, third, fourth = (coordinates[:, index] for index in atoms)
    back, axis, on = first - second, third - second, fourth - third
    axis = axis / np.linalg.norm(axis, axis=1, keepdims=True)
    v = back - (back * axis).sum(axis=1, keepdims=True) * axis
    w = on - (on * axis).sum(axis=1, keepdims=True) * axis
    y = (np.cross(axis, v) * w).sum(axis=1)
    return np.asarray(np.degrees(np.arctan2(y, (v * w).sum(axis=1))), dtype=np.float64)


# -- overlay -----------------------------------------------------------------------------------


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
    form, method, seed, notes
        As in :class:`Ensemble`.
    """

    shape: float
    colour: float
    combined: float
    per_conformer: NDArray[np.float64] = field(repr=False, compare=False)
    mol: Chem.Mol = field(repr=False, compare=False)
    reference: Chem.Mol = field(repr=False, compare=False)
    form: str
    method: str
    seed: int
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"combined {self.combined:.2f} (shape {self.shape:.2f}, pharmacophore {self.colour:.2f}), "
            f"median over conformers {np.median(self.per_conformer):.2f}, n = {len(self.per_conformer)}, "
            f"{self.method}, seed {self.seed}"
        )


def overlay(
    compound: CompoundLike,
    reference: CompoundLike = REFERENCE,
    *,
    n: int = _OVERLAY_CONFORMERS,
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
    compound, reference
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    n
        Number of conformers [-] of each.
    seed, form_name
        As in :func:`conformers`.

    Examples
    --------
    >>> round(overlay("(R)-baclofen", n=3).combined, 3)
    1.0
    """
    probe = conformers(compound, n=n, seed=seed, form_name=form_name)
    target = conformers(reference, n=n, seed=seed, form_name=form_name)
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
        method=f"{probe.method}; rdShapeAlign, shape and features in equal parts",
        seed=seed,
        notes=(*probe.notes, *(f"reference: {note}" for note in target.notes)),
    )


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
