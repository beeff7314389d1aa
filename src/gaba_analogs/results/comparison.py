"""How the records of an input are compared: at which level they are duplicates, and by which values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

USUAL_LEVEL = "tautomer"
LEVELS: Mapping[str, str] = {
    "exact": "the same drawing: InChIKey, mobile hydrogens and charges",
    USUAL_LEVEL: "the same InChIKey, which most tautomers and zwitterions share (usual)",
    "parent": "the same compound without its counter-ions and solvents, in any protonation state",
}
"""Levels at which records are duplicates, and what those of a level share."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the records of an input are compared.

    Parameters
    ----------
    level
        At which level records are duplicates: one of `LEVELS`.
    values
        Titles of the columns whose values duplicates should have in common.
    """

    level: str = USUAL_LEVEL
    values: tuple[str, ...] = ()

    def stated(self) -> dict[str, object]:
        """List what is not usual, for a report."""
        level = {} if self.level == USUAL_LEVEL else {"duplicates": self.level}
        return {**level, **({"values": list(self.values)} if self.values else {})}


USUAL = Comparison()
