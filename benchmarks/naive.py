"""What a notebook does to check a record: parse, compute, compare as text.

It is a peer, and the judge of what is measured on: it shares nothing with gaba_analogs, so that the
rows it finds consistent are not chosen by what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdkit import Chem
from rdkit.Chem import Descriptors, rdMolDescriptors

TOLERANCE = 0.05
"""Difference [g/mol] of molecular weights that older atomic weights and rounding make."""

_STEREO = re.compile(r"(?<![a-z])(?:\d*[rsez]|cis|trans|anti|syn|rac|dl|[dl]|alpha|beta|[αβ])(?![a-z])", re.IGNORECASE)
_CAS = re.compile(r"(\d{2,7})-(\d\d)-(\d)")


def disagreement(row: Mapping[str, str]) -> str | None:
    """Say which field is not what RDKit computes of the SMILES; None when all are."""
    molecule = Chem.MolFromSmiles(row["smiles"])
    if molecule is None:
        return "RDKit does not read the SMILES"
    inchi = Chem.MolToInchi(molecule)
    if inchi != row["inchi"]:
        return "the InChI is not RDKit's"
    if Chem.InchiToInchiKey(inchi) != row["inchikey"]:
        return "the InChIKey is not that of the InChI"
    if rdMolDescriptors.CalcMolFormula(molecule) != row["formula"]:
        return "the formula is not RDKit's"
    if abs(Descriptors.MolWt(molecule) - float(row["molecular_weight"])) > TOLERANCE:
        return "the molecular weight is not RDKit's"
    return None if has_check_digit(row["cas"]) else "the CAS number fails its check digit"


def name_says_more(row: Mapping[str, str]) -> bool:
    """Tell whether a name speaks of stereo and the InChI does not.

    Examples
    --------
    >>> flat = "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)"
    >>> name_says_more({"name": "(S)-pregabalin", "inchi": flat}), name_says_more({"name": "pregabalin", "inchi": flat})
    (True, False)
    """
    return bool(_STEREO.search(row["name"])) and not re.search(r"/[bt]\d", row["inchi"])


def has_check_digit(cas: str) -> bool:
    """Tell whether the last digit of a CAS number follows from the others.

    Examples
    --------
    >>> has_check_digit("56-12-2"), has_check_digit("56-12-3")  # GABA
    (True, False)
    """
    found = _CAS.fullmatch(cas)
    if found is None:
        return False
    digits = reversed(found[1] + found[2])
    return sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10 == int(found[3])
