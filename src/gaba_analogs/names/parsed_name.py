"""The result of reading one name."""

from __future__ import annotations

from gaba_analogs.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The result of reading one name.

    Parameters
    ----------
    name
        The name as given.
    interpreted
        The spelling that OPSIN accepted; if it accepted none, the first one tried.
    smiles
        SMILES without an extension, comparable with a standard InChI: a single racemic or relative
        centre is left undefined, several keep their relative configuration. None on failure.
    cxsmiles
        SMILES with its enhanced stereo groups (``&1:`` racemic, ``o1:`` relative), if any; otherwise the
        same as ``smiles``. None on failure.
    racemic
        The name states a racemate, in whole or in part.
    relative
        The configuration in ``smiles`` is only relative (it, or its mirror image): ``rel-``, ``R*``, or
        ``cis`` and ``trans`` on a ring without any absolute descriptor.
    ambiguous
        The name fits several structures; ``smiles`` is one of them.
    stereo_ignored
        Stereodescriptors not used in ``smiles``: optical rotation, and those that match no stereocentre
        OPSIN knows. An ``R`` or ``S`` here refers to a centre that the structure does not have, or to an
        axis; ``r``, ``s``, ``cis`` and ``trans`` may still be right.
    failure
        Why there is no structure, in one line; None if there is one.
    other_smiles
        SMILES of other readings, where programs number the name in another way, or its brackets may be meant so; empty
        where they were not asked.
    ratio_uncertain
        The name lists components without their numbers, as PubChem does: compare the kinds of
        components only.
    """

    name: str
    interpreted: str
    smiles: str | None = None
    cxsmiles: str | None = None
    racemic: bool = False
    relative: bool = False
    ambiguous: bool = False
    stereo_ignored: tuple[str, ...] = ()
    failure: str | None = None
    ratio_uncertain: bool = False
    other_smiles: tuple[str, ...] = ()
