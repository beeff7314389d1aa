"""Spellings within the square brackets of a SMILES that RDKit does not read, though the grammar has them."""

from __future__ import annotations

from gaba_analogs.regex import regex

_REPEATED_SIGNS = regex(r"(?<=[A-Za-z0-9@])(\+{3,9}|-{3,9})(?=\]|:\d+\])")
_HYDROGEN_ISOTOPE = regex(r"\[([DT])(?=[\]:+-])")
_MASS_NUMBERS = {"D": "2", "T": "3"}
_REACTION = regex(r"(?:[^>]|(?<=-)>)*(?<!-)>(?:[^>]|(?<=-)>)*>.*")


def usual_brackets(smiles: str) -> str:
    """Write repeated charge signs as a number, and D and T as labelled hydrogen.

    Examples
    --------
    >>> usual_brackets("[Fe+++].[O-2]"), usual_brackets("[D]O[D]")
    ('[Fe+3].[O-2]', '[2H]O[2H]')
    """
    if "[" not in smiles:
        return smiles
    counted = _REPEATED_SIGNS.sub(lambda m: f"{m[1][0]}{len(m[1])}", smiles)
    return _HYDROGEN_ISOTOPE.sub(lambda m: f"[{_MASS_NUMBERS[m[1]]}H", counted)


def is_reaction(smiles: str) -> bool:
    """Tell whether a text is a reaction SMILES; the arrow of a dative bond does not count.

    Examples
    --------
    >>> is_reaction("CCO>>CC=O"), is_reaction("CCO>[Mn]>CC=O"), is_reaction("N->[Zn]<-N")
    (True, True, False)
    """
    return ">" in smiles and _REACTION.fullmatch(smiles) is not None
