"""What OPSIN makes of one name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What OPSIN makes of one name.

    Parameters
    ----------
    name
        The name as asked.
    interpreted
        The spelling that OPSIN accepted; the first that it was asked when it accepted none.
    smiles
        SMILES without an extension, comparable with a standard InChI: a lone centre that is racemic or
        relative is left undefined, several keep their relative configuration. None on failure.
    cxsmiles
        SMILES with its enhanced stereo groups (``&1:`` racemic, ``o1:`` relative); equals ``smiles``
        where there are none. None on failure.
    racemic
        The name states a racemate, for the whole or for a part.
    relative
        The configuration in ``smiles`` holds only up to the mirror image: ``rel-``, ``R*``, or ``cis``
        and ``trans`` on a ring without any absolute descriptor.
    ambiguous
        The name fits more than one structure, of which ``smiles`` is one.
    stereo_ignored
        Stereodescriptors that have no part in ``smiles``: optical rotation, and what names no
        stereocentre that OPSIN knows. An ``R`` or ``S`` here claims a centre that the structure lacks,
        or an axis; ``r``, ``s``, ``cis`` and ``trans`` may be right all the same.
    failure
        Why there is no structure, in one line; None when there is one.
    ratio_uncertain
        The name lists components without saying how many there are of each, as PubChem does:
        compare the kinds of components, not their numbers.
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
