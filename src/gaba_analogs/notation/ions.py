"""Ions as mass spectrometry makes them of molecules, and as people write them: ``[M+H]+``, ``[2M-H]-``, ``M+Na+``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import DOTS
from gaba_analogs.notation.composition import ELECTRON_MASS, Composition, periodic_table
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.regex import regex

_GROUP = r"(?:Boc|t-?Bu|TFA|OTf|OAc|MeCN|ACN|MeOH|DMSO|HCOOH|(?:[A-Z][a-z]?\d*)+)"
_RADICAL = rf"[{DOTS}*.]"
_SIGNED = rf"(?:{_RADICAL}?\s?\d?[+-]\d?\s?{_RADICAL}?)"
_PARTS = rf"(?P<{{}}>(?:\s*[+-]\s*\d?\s*{_GROUP})*)"
_ION = regex(
    rf"[\[({{]\s*(?P<count>[2-4]?)\s*M(?P<proton>H?){_PARTS.format('parts')}\s*(?P<inner>{_SIGNED})?\s*[\])}}]"
    rf"\s*\^?\s*(?P<charge>{_SIGNED}(?![\d.]))?"
    rf"|(?<![A-Za-z0-9])M(?P<bare>(?:\s?[+-]\s?\d?{_GROUP}(?![a-z]))+)(?P<outer>\s?[+-](?![A-Za-z0-9]))?"
    rf"|(?<![A-Za-z0-9])M(?P<single>H?[+-])(?![A-Za-z0-9])\s?[{DOTS}]?"
)
_PART = regex(rf"([+-])\s*(\d?)\s*({_GROUP})")
_FORMULAS = {
    "Boc": "C5H8O2", "tBu": "C4H8", "t-Bu": "C4H8", "TFA": "C2HF3O2", "OTf": "CF3O3S", "OAc": "C2H3O2", "MeCN": "C2H3N",
    "ACN": "C2H3N", "MeOH": "CH4O", "DMSO": "C2H6OS", "HCOOH": "CH2O2",
}  # fmt: skip
"""Groups that are not written by their elements; Boc and tert-butyl go as carbon dioxide and isobutene, with a hydrogen
left in their place."""
_CHARGES = {
    **dict.fromkeys(("H", "Na", "K", "Li", "Cs", "Ag", "NH4"), 1),
    **dict.fromkeys(("Cl", "Br", "I", "F", "HCOO", "HCO2", "OAc", "OTf", "BF4", "PF6", "NO3", "ClO4", "OH"), -1),
}
"""Charge [e] that a part of an ion brings along."""

USUAL_IONS = ("[M+H]+", "[M+Na]+", "[M+K]+", "[M+NH4]+", "[M+Li]+", "[M-H]-", "[M+Cl]-", "[M]+")
"""Ions that are mistaken for each other."""


@dataclass(frozen=True)
class Ion:
    """What became of molecules on their way to the detector.

    Parameters
    ----------
    text
        The ion as people write it.
    molecules
        How many molecules it holds [-].
    gained
        Symbol to number of atoms [-] that came on top; negative where they went.
    charge
        Its charge [e].
    """

    text: str
    molecules: int
    gained: Mapping[str, int]
    charge: int

    def of(self, molecule: Composition) -> Composition | None:
        """Give the ion of a molecule; None where the molecule lacks what the ion lost."""
        counts = {e: n * self.molecules for e, n in molecule.elements.items()}
        for symbol, count in self.gained.items():
            counts[symbol] = counts.get(symbol, 0) + count
        return _composition(counts, {label: n * self.molecules for label, n in molecule.isotopes.items()}, self.charge)

    def mass_of_molecule(self, ratio: float) -> float:
        """Give the monoisotopic mass [Da] of the molecule whose ion has a mass-to-charge ratio [Da/e].

        Examples
        --------
        >>> round(read_ion("[M+H]+").mass_of_molecule(214.0629), 4)  # baclofen
        213.0556
        """
        table = periodic_table()
        atoms = sum(count * table.GetMostCommonIsotopeMass(symbol) for symbol, count in self.gained.items())
        return (ratio * abs(self.charge) - atoms + self.charge * ELECTRON_MASS) / self.molecules

    def molecule_of(self, ion: Composition) -> Composition | None:
        """Give the molecule that an ion was made of, without its charge; None where there can be none."""
        counts = dict(ion.elements)
        for symbol, count in self.gained.items():
            counts[symbol] = counts.get(symbol, 0) - count
        if any(n % self.molecules for n in (*counts.values(), *ion.isotopes.values())):
            return None
        single = {e: n // self.molecules for e, n in counts.items()}
        return _composition(single, {label: n // self.molecules for label, n in ion.isotopes.items()}, 0)


def _composition(counts: Mapping[str, int], labels: Mapping[tuple[int, str], int], charge: int) -> Composition | None:
    lacking = any(n < 0 for n in counts.values()) or any(counts.get(e, 0) < n for (_, e), n in labels.items())
    if lacking or not any(counts.values()):
        return None
    return Composition({e: n for e, n in counts.items() if n}, labels, charge)


def ion_in(statement: str) -> Ion | None:
    """Find the ion that a statement names in plain characters; None where it names none.

    Examples
    --------
    >>> ion_in("HRMS (ESI) m/z [2M + Na]+")
    Ion(text='[2M+Na]+', molecules=2, gained={'Na': 1}, charge=1)
    """
    match = _ION.search(statement)
    if match is None:
        return None
    single = match["single"] or ""
    parts = _PART.findall(match["parts"] or match["bare"] or "")
    if match["proton"] or single.startswith("H"):
        parts.append(("+", "", "H"))
    gained: dict[str, int] = {}
    charge = 0
    for sign, digits, group in parts:
        times = int(digits or 1) * (1 if sign == "+" else -1)
        read = read_formula(_FORMULAS.get(group, group)).readings
        if not read:
            return None
        charge += times * _CHARGES.get(group, 0)
        for symbol, count in read[0].elements.items():
            gained[symbol] = gained.get(symbol, 0) + times * count
    signed = (match["charge"] or match["inner"] or match["outer"] or single).strip()
    if signed:
        size = re.search(r"\d", signed)
        charge = (-1 if "-" in signed else 1) * int(size[0] if size else 1)
    charge = charge or 1
    count = int(match["count"] or 1)
    return Ion(_written(count, parts, charge), count, {e: n for e, n in gained.items() if n}, charge)


@lru_cache(maxsize=64)
def read_ion(text: str) -> Ion:
    """Read an ion.

    Raises
    ------
    ValueError
        If the text is none.

    Examples
    --------
    >>> read_ion("[M-H]-").gained
    {'H': -1}
    """
    found = ion_in(text)
    if found is None:
        raise ValueError(f"{text} is no ion")
    return found


def without_ions(statement: str) -> str:
    """Blank the ions of a statement, in which there are formulas that are none of a compound.

    Examples
    --------
    >>> without_ions("C10H12ClNO2 [M+Na]+ 236.0449")
    'C10H12ClNO2         236.0449'
    """
    return _ION.sub(lambda match: " " * len(match[0]), statement)


def _written(count: int, parts: list[tuple[str, str, str]], charge: int) -> str:
    inside = "".join(f"{sign}{digits}{group}" for sign, digits, group in parts)
    size = abs(charge) if abs(charge) > 1 else ""
    return f"[{count if count > 1 else ''}M{inside}]{size}{'+' if charge > 0 else '-'}"
