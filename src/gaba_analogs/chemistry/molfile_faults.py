"""Why a molfile cannot be read."""

from __future__ import annotations

import re

from gaba_analogs.chemistry.smiles_faults import Fault
from gaba_analogs.notation.composition import HYDROGEN_ISOTOPES, element_symbols
from gaba_analogs.regex import regex

_NUMBER = r"-?\d*\.\d+"
ATOM_LINE = regex(
    rf"^ *{_NUMBER} +{_NUMBER} +{_NUMBER} +([^\s\d]\S*) +-?\d|^M +V30 +\d+ +([^\s\d]\S*) +-?[\d.]+ ", re.MULTILINE
)
"""The symbol of every atom, V2000 or V3000."""
_AROMATIC_BOND = regex(r"^ *\d+ +\d+ +4(?: +\d+)* *$|^M +V30 +\d+ +4 +\d+ +\d+", re.MULTILINE)


def molfile_fault(text: str) -> Fault:
    """Return why neither RDKit nor the InChI software reads a molfile.

    Examples
    --------
    >>> molfile_fault("    0.0000    0.0000    0.0000 Ph  0  0").message
    'the atom Ph is an abbreviation, which stands for no definite structure'
    """
    known = element_symbols() | HYDROGEN_ISOTOPES.keys()
    symbols = [first or second for first, second in ATOM_LINE.findall(text)]
    other = next((symbol for symbol in symbols if symbol not in known), None)
    if other is not None:
        return Fault(
            "wildcard", f"the atom {other} is an abbreviation, which stands for no definite structure", limit=True
        )
    if symbols and _AROMATIC_BOND.search(text):
        return Fault("aromaticity", "bonds of type 4 leave open which atoms bear hydrogen", limit=True)
    return Fault("syntax", "neither RDKit nor the InChI software can read the molfile")
