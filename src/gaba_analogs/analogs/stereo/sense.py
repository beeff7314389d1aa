"""Which side of the chain N-C4-C3-C2-acid a substituent is on.

R and S rank neighbours; they say nothing about shape. (R)-Baclofen and (S)-pregabalin carry their
substituent on the same side of the chain, (R)-GABOB on the other. :func:`spatial_sense` says
which, from the arrangement of the neighbours alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rdkit import Chem

from gaba_analogs.analogs.chain import DERIVATIVE, backbones
from gaba_analogs.analogs.family import Compound, find
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule
from gaba_analogs.analogs.stereo.enumeration import unsupported_chirality
from gaba_analogs.analogs.stereo.groups import ONE_ENANTIOMER
from gaba_analogs.analogs.stereo.rings import turns_anticlockwise
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
        return SpatialSense(None, ONE_ENANTIOMER)
    order = [backbone.carbon_n, backbone.carbon_acid, backbone.substituents[0]]
    anticlockwise = turns_anticlockwise(mol, backbone.centre, order)
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
    flat = flattened(mol)
    if stereo_elements(flat):
        return "no stereocentre on a gamma-amino-acid backbone"
    return "chirality without a stereocentre is not examined" if next(unsupported_chirality(flat), None) else "achiral"
