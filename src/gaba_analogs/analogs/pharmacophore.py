"""Three-dimensional measures: amine-acid distance, torsions, shape of the chain, signed chiral volume.

Conformers come from distance geometry (ETKDGv3: Wang et al., J. Chem. Inf. Model. 2020, 60, 2044,
doi:10.1021/acs.jcim.0c00025) with a fixed seed, and results are distributions over them, with standard errors that say
how much another seed would change them.
A zwitterion is never minimised in vacuum: it would fold into a salt bridge that does not form in water.
Mirror images have identical distances by symmetry; to make the numbers identical too, conformers are
generated for one enantiomer and reflected for the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdDistGeom, rdForceFieldHelpers

from gaba_analogs.analogs.chain import ACID, AMINE, Backbone, backbones
from gaba_analogs.analogs.forms import PHYSIOLOGICAL_PH, form, kind_of
from gaba_analogs.analogs.molecule import SEED, CompoundLike, as_molecule
from gaba_analogs.analogs.stereo.enantiomers import enantiomers
from gaba_analogs.analogs.stereo.sense import spatial_sense
from gaba_analogs.chemistry.marks import is_assigned, mirror_image
from gaba_analogs.chemistry.stereo import stereocentres
from gaba_analogs.chemistry.toolkit import pattern, quiet
from gaba_analogs.errors import InputError
from gaba_analogs.progress import awaited

CONFORMERS = 100
"""Default number of conformers [-]."""

LOWEST_DIELECTRIC = 10.0
"""Lowest dielectric constant [-] at which a zwitterion is minimised."""

SHAPES = ("extended", "gauche", "folded")
"""Shapes of a chain, by how many of its torsions are not anti: none, one, or more."""

ANTI = 120.0
"""Torsions [deg] at least this far from 0 are anti."""

FormName = Literal["neutral", "pH 7.4", "as drawn"]
"""Form to embed."""


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
    def mean(self) -> float:
        """Mean; for torsions use :attr:`Torsion.shares` instead."""
        return float(np.mean(self.values))

    @property
    def standard_error(self) -> float:
        """Standard error of the mean: how much it depends on the seed; infinite for one conformer."""
        return float(np.std(self.values, ddof=1)) / math.sqrt(self.n) if self.n > 1 else math.inf

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return float(self.values.min()), float(self.values.max())

    def __str__(self) -> str:
        low, high = self.range
        return (
            f"{self.name}: mean {self.mean:.2f} ± {self.standard_error:.2f} (SE), range {low:.2f} to {high:.2f} "
            f"{self.unit}, n = {self.n}, {self.form}, {self.method}, seed {self.seed}"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainShape(Distribution):
    """How many torsions along the chain are not anti, over the conformers [-].

    The shares are those of embedded conformers, not of molecules in water or in a receptor.
    """

    @property
    def labels(self) -> tuple[str, ...]:
        """Shape of each conformer: ``extended``, ``gauche`` or ``folded``."""
        return tuple(SHAPES[min(round(value), len(SHAPES) - 1)] for value in self.values)

    @property
    def shares(self) -> dict[str, float]:
        """Fractions [-] of ``extended`` (all torsions anti), ``gauche`` (one is not) and ``folded`` (more are not)."""
        return {shape: self.labels.count(shape) / self.n for shape in SHAPES}

    @property
    def standard_errors(self) -> dict[str, float]:
        """Standard errors [-] of the shares: how much they depend on the seed."""
        near = {shape: (share * self.n + 1) / (self.n + 2) for shape, share in self.shares.items()}
        return {shape: math.sqrt(share * (1 - share) / (self.n + 2)) for shape, share in near.items()}

    def __str__(self) -> str:
        errors = self.standard_errors
        said = ", ".join(f"{shape} {100 * p:.0f} ± {100 * errors[shape]:.0f} %" for shape, p in self.shares.items())
        return f"{self.name}: {said}, n = {self.n}, {self.form}, {self.method}, seed {self.seed}"


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
    title = _title(compound)
    mol = in_form(compound, form_name)
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


def _title(compound: CompoundLike) -> str:
    if isinstance(compound, str):
        return compound
    named = isinstance(compound, Chem.Mol) and compound.HasProp("_Name")
    return (str(compound.GetProp("_Name")) if named else "") or "the compound"  # type: ignore[union-attr]  # it is a molecule


def in_form(compound: CompoundLike, form_name: FormName) -> Chem.Mol:
    """Return a compound in one form; coordinates stay."""
    if form_name == "as drawn":
        return as_molecule(compound)
    return form(compound, PHYSIOLOGICAL_PH if form_name == "pH 7.4" else None).mol


def _with_stereo(mol: Chem.Mol, title: str) -> tuple[Chem.Mol, tuple[str, ...]]:
    """Return the molecule, or the (R)-enantiomer of a flat structure or racemate with one centre."""
    centres = stereocentres(mol)
    if all(is_assigned(mol.GetAtomWithIdx(index)) for index in centres):
        return mol, ()
    if len(centres) > 1:
        raise InputError(f"{title} has unassigned stereocentres: choose one of its stereoisomers with enantiomers()")
    isomers = enantiomers(mol)
    labels = [isomer.label for isomer in isomers]
    if "R" not in labels:
        raise InputError(f"{title} has unspecified stereo: choose one of its stereoisomers with enantiomers()")
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
    >>> gaba.n, gaba.unit, 3.5 < gaba.mean < 4.6
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


def chain_shape(compound: CompoundLike | Ensemble, **settings: object) -> ChainShape:
    """Return how the chain from the amine nitrogen to the acid is folded, over conformers.

    Parameters
    ----------
    compound
        A compound, or its conformers.
    settings
        Arguments of :func:`conformers`.

    Raises
    ------
    InputError
        The compound has no aliphatic amine joined to a free acid, or too short a chain to fold.

    Examples
    --------
    >>> shape = chain_shape("GABA", n=50)
    >>> shape.shares["folded"] < shape.shares["gauche"]
    True
    """
    ensemble = _ensemble(compound, settings)
    torsions = backbone_torsions(ensemble)
    if not torsions:
        raise InputError("the chain from amine to acid has no torsion: nothing to fold")
    bent = np.array([np.abs(torsion.values) < ANTI for torsion in torsions], dtype=np.float64).sum(axis=0)
    chain = tuple(dict.fromkeys(index for torsion in torsions for index in torsion.atoms))
    return _distribution(ensemble, "shape of the chain", "-", np.asarray(bent), chain, kind=ChainShape)


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
    >>> chiral_volume("(R)-baclofen", n=5).mean > 0, chiral_volume("(S)-baclofen", n=5).mean > 0
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
