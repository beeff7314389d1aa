"""RDKit without its messages, and its patterns, each read once."""

from __future__ import annotations

from functools import cache

from rdkit import Chem, rdBase

quiet = rdBase.BlockLogs
"""Context manager that keeps RDKit from printing, and restores what was set before."""


@cache
def pattern(smarts: str) -> Chem.Mol:
    """Read a SMARTS pattern, once."""
    return Chem.MolFromSmarts(smarts)
