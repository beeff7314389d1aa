"""RDKit without its messages, and its SMARTS patterns."""

from __future__ import annotations

from functools import cache

from rdkit import Chem, rdBase

quiet = rdBase.BlockLogs
"""Context manager that silences RDKit."""


@cache
def pattern(smarts: str) -> Chem.Mol:
    """Return a SMARTS pattern; cached."""
    return Chem.MolFromSmarts(smarts)
