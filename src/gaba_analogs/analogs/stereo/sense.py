"""Which side of the chain N-C4-C3-C2-acid a substituent is on.

R and S rank neighbours; they say nothing about shape. (R)-Baclofen and (S)-pregabalin carry their
substituent on the same side of the chain, (R)-GABOB on the other. :func:`spatial_sense` says
which, from the arrangement of the neighbours alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rdkit import Chem

from gaba_analogs.analogs.chain import DERIVATIVE, Backbone, backbones
from gaba_analogs.analogs.family import Compound, find
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule
from gaba_analogs.chemistry.marks import flattened, relative_group
from gaba_analogs.chemistry.stereo import stereo_elements
from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.errors import UnknownCompoundError

_RACEMATE = "racemate: both sides in equal amounts"


@dataclass(frozen=True, slots=True)
class SpatialSense:
    """Which side of the backbone the substituent is on; false if that is undefined.

    Parameters
    ----------
    value
        ``baclofen-like`` (same side as (R)-baclofen), ``opposite``, or None.
    reason
        Why it is undefined; empty otherwise.
    """

    value: Literal["baclofen-like", "opposite"] | None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.value is not None

    def __str__(self) -> str:
        if self.value is None:
            return f"undefined ({self.reason})"
        return "same side as (R)-baclofen" if self.value == "baclofen-like" else "opposite to (R)-baclofen"

    @property
    def sign(self) -> int:
        """+1 for the side of (R)-baclofen, -1 for the other, 0 if undefined [-]."""
        return {"baclofen-like": 1, "opposite": -1, None: 0}[self.value]


def spatial_sense(compound: CompoundLike) -> SpatialSense:
    """Return the side of the chain N-C-C*(R)-C-acid that the substituent is on.

    Seen from the nitrogen-bearing carbon, the acid-bearing carbon, the substituent and the
    hydrogen on C3 run anticlockwise in (R)-baclofen and in every ``baclofen-like`` compound.
    CIP labels play no part.

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
        return SpatialSense(None, "the stereocentre is not C3" if stereo_elements(flattened(mol)) else "achiral")
    if len(backbone.substituents) > 1:
        return SpatialSense(None, "two substituents on C3")
    group = relative_group(mol, backbone.centre)
    if group == Chem.StereoGroupType.STEREO_AND:
        return SpatialSense(None, _RACEMATE)
    if group == Chem.StereoGroupType.STEREO_OR:
        return SpatialSense(None, "one of two mirror images, unknown which")
    anticlockwise = _runs_anticlockwise(mol, backbone)
    if anticlockwise is None:
        racemic = isinstance(compound, str | Compound) and _is_racemic_entry(compound)
        return SpatialSense(None, _RACEMATE if racemic else "C3 not assigned")
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
    if mol.HasSubstructMatch(pattern(DERIVATIVE)):
        return "no free amine and free acid on the backbone (a prodrug or derivative)"
    return "no stereocentre on a gamma-amino-acid backbone" if stereo_elements(flattened(mol)) else "achiral"


def _runs_anticlockwise(mol: Chem.Mol, backbone: Backbone) -> bool | None:
    """Return whether acid carbon, substituent and hydrogen run anticlockwise, seen from the N-bearing carbon."""
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
