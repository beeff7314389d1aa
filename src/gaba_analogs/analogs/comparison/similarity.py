"""Fingerprint similarity of compounds as drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from rdkit import Chem, DataStructs
from rdkit.Chem import rdFingerprintGenerator

from gaba_analogs.analogs.molecule import CompoundLike, as_molecule
from gaba_analogs.analogs.stereo.groups import without_relative_marks

FINGERPRINT = "Morgan, radius 2, 2048 bits"
"""Fingerprint of all similarities; Rogers and Hahn, J. Chem. Inf. Model. 2010, 50, 742, doi:10.1021/ci100050t."""


@cache
def _generator(chirality: bool) -> rdFingerprintGenerator.FingerprintGenerator64:
    return rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048, includeChirality=chirality)


def _fingerprint(mol: Chem.Mol, *, chirality: bool) -> DataStructs.ExplicitBitVect:
    bits: DataStructs.ExplicitBitVect = _generator(chirality).GetFingerprint(without_relative_marks(mol))
    return bits


def tanimoto(first: CompoundLike, second: CompoundLike, *, chirality: bool = True) -> float:
    """Return the Tanimoto coefficient of two compounds as drawn [-].

    A centre in a relative stereo group counts as unassigned: a racemate is not the enantiomer that is drawn.

    Examples
    --------
    >>> tanimoto("(R)-baclofen", "(S)-baclofen", chirality=False)
    1.0
    >>> round(tanimoto("(R)-baclofen", "(S)-baclofen"), 3)
    0.929
    >>> round(tanimoto("GABA", "[NH3+]CCCC([O-])=O"), 2)  # different forms of one compound
    0.24
    """
    prints = [_fingerprint(as_molecule(one), chirality=chirality) for one in (first, second)]
    return float(DataStructs.TanimotoSimilarity(*prints))


def similarity_matrix(mols: Sequence[Chem.Mol], index: pd.Index, *, chirality: bool) -> pd.DataFrame:
    """Return the Tanimoto coefficients of all pairs [-], rows and columns named by `index`."""
    prints = [_fingerprint(mol, chirality=chirality) for mol in mols]
    values = [DataStructs.BulkTanimotoSimilarity(one, prints) for one in prints]
    square = np.array(values, dtype=float).reshape(len(prints), len(prints))
    return pd.DataFrame(square, index=index, columns=index)
