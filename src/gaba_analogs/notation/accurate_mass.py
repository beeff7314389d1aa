"""Accurate masses as papers report them: "HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633".

The order, the words and the signs differ from journal to journal. The formula may be that of the ion or of the
molecule, and some authors leave out the mass of the electrons, which the ion lacks or has in addition (A. G. Brenton,
A. R. Godfrey, J. Am. Soc. Mass Spectrom. 2010, 21, 1821, doi:10.1016/j.jasms.2010.06.006).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from gaba_analogs.notation.characters import DOTS
from gaba_analogs.notation.composition import ELECTRON_MASS, Composition
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.measured import LONGEST, Number, StatedFormula, formula_in, plain, role_at

_TABLES = 1e-6
"""Share of a mass [-] by which tables of isotope masses, old and new, may differ in a sum."""

_RATIO = re.compile(
    r"(?<![\d.,])(?:\d{1,2},\d{3}\.\d{3,6}|\d{2,5}[.,]\d{3,6})(?![.,]?\d)(?!\s*(?:ppm|mDa|mmu|%|g\b|mg\b|mmol))"
)
_GROUP = r"(?:Boc|t-?Bu|TFA|OTf|OAc|MeCN|ACN|MeOH|DMSO|HCOOH|(?:[A-Z][a-z]?\d*)+)"
_RADICAL = rf"[{DOTS}*.]"
_SIGNED = rf"(?:{_RADICAL}?\s?\d?[+-]\d?\s?{_RADICAL}?)"
_PARTS = rf"(?P<{{}}>(?:\s*[+-]\s*\d?\s*{_GROUP})*)"
_ION = re.compile(
    rf"[\[({{]\s*(?P<count>[2-4]?)\s*M(?P<proton>H?){_PARTS.format('parts')}\s*(?P<inner>{_SIGNED})?\s*[\])}}]"
    rf"\s*\^?\s*(?P<charge>{_SIGNED}(?![\d.]))?"
    rf"|(?<![A-Za-z0-9])M(?P<bare>(?:\s?[+-]\s?\d?{_GROUP}(?![a-z]))+)(?P<outer>\s?[+-](?![A-Za-z0-9]))?"
    rf"|(?<![A-Za-z0-9])M(?P<single>H?[+-])(?![A-Za-z0-9])\s?[{DOTS}]?"
)
_PART = re.compile(rf"([+-])\s*(\d?)\s*({_GROUP})")
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

_ISOTOPES = {"Br": 1.997953, "Cl": 1.997050, "B": -0.996368}
"""How much heavier [Da] the other isotope of an element is that papers choose for a calculated mass (IUPAC 2021)."""
_MOST_CHOSEN = 6

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


@dataclass(frozen=True)
class Target:
    """A mass-to-charge ratio that a statement may mean.

    Parameters
    ----------
    ratio
        Mass-to-charge ratio [Da/e] of the ion.
    molecule
        The molecule that was measured.
    ion
        The ion in words.
    of_ion
        False for the mass of the molecule itself, which some state beside the ratio that was found.
    """

    ratio: float
    molecule: Composition
    ion: str
    of_ion: bool = True

    def is_met_by(self, number: Number) -> bool:
        """Tell whether a calculated number is this ratio, but for rounding and the tables it was summed from."""
        return abs(number.value - self.ratio) <= max(1.5 * number.unit, _TABLES * self.ratio)


@dataclass(frozen=True)
class AccurateMass:
    """An accurate mass as reported.

    Parameters
    ----------
    text
        The statement as typed.
    formula
        The formula in it, that of the ion or of the molecule; None where there is none.
    ion
        What became of the molecule; None where it is not said.
    calculated, found
        The mass-to-charge ratios [Da/e] that were calculated and found; None where they are not stated.

    Examples
    --------
    >>> hrms = read_accurate_mass("HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633")
    >>> hrms.ion.text, hrms.calculated.value, hrms.molecules[0].hill, round(hrms.deviation, 1)
    ('[M+H]+', 214.0629, 'C10H12ClNO2', 1.9)
    """

    text: str
    formula: StatedFormula | None = None
    ion: Ion | None = None
    calculated: Number | None = None
    found: Number | None = None

    @property
    def is_readable(self) -> bool:
        """True where there is a formula that can be compared with anything."""
        return self.formula is not None

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """What the calculated ratio may be, the likeliest first: none without a formula."""
        return tuple(_targets(self.formula, self.ion)) if self.formula is not None else ()

    @cached_property
    def met(self) -> tuple[Target, ...]:
        """The targets that the calculated ratio meets; all of the likeliest reading where it is not stated."""
        if self.calculated is None:
            return self.targets
        return tuple(target for target in self.targets if target.is_met_by(self.calculated))

    @property
    def molecules(self) -> tuple[Composition, ...]:
        """What the molecule may be by formula, ion and calculated ratio: several where they leave it open."""
        return tuple(dict.fromkeys(target.molecule for target in (self.met or self.targets)))

    @cached_property
    def deviation(self) -> float | None:
        """How far the found ratio is from the calculated one [ppm]; None where one of them is not known.

        The nearer counts where there are two: without the mass of the electrons, or wrong and right.
        """
        if self.found is None:
            return None
        if self.calculated is not None and any(target.of_ion for target in self.met):
            references = [self.calculated.value]
            references += [target.ratio for target in self.targets[:1] if target not in self.met]
        else:
            references = [target.ratio for target in self.targets if target.of_ion]
            references += [] if self.calculated is None else [self.calculated.value]
        found = self.found.value
        return min(((found - ratio) / ratio * 1e6 for ratio in references), key=abs, default=None)


def _targets(formula: StatedFormula, ion: Ion | None) -> Iterator[Target]:
    for of_ion, molecule, words, charge in _readings(formula, ion):
        size = abs(charge) or 1
        atoms = of_ion.monoisotopic_mass + of_ion.charge * ELECTRON_MASS
        masses = dict.fromkeys((of_ion.monoisotopic_mass, atoms, of_ion.most_abundant_mass))
        counts = [range(min(of_ion.elements.get(e, 0), _MOST_CHOSEN) + 1) for e in _ISOTOPES]
        shifts = sorted(
            sum(n * s for n, s in zip(chosen, _ISOTOPES.values(), strict=True)) for chosen in product(*counts)
        )
        for shift in sorted(shifts, key=abs):
            for mass in masses:
                yield Target((mass + shift) / size, molecule, words, of_ion=charge != 0)


def _readings(formula: StatedFormula, ion: Ion | None) -> Iterator[tuple[Composition, Composition, str, int]]:
    """Give what was weighed, the molecule, the ion in words and its charge, for every reading of a formula.

    A formula is that of the ion or of the molecule, as the electrons can be paired.
    """
    stated, neutral = formula.composition, _charged(formula.composition, 0)
    if ion is None:
        charges = (stated.charge,) if formula.has_charge else (1, -1)
        for charge in charges:
            for words in _PROTONATED if charge > 0 else _DEPROTONATED:
                molecule = _ion(words).molecule_of(stated)
                if molecule is not None and (len(charges) == 1 or not _charged(stated, charge).is_odd_electron):
                    yield _charged(stated, charge), molecule, words, charge
        for charge in charges:
            yield _charged(stated, charge), neutral, "[M]+" if charge > 0 else "[M]-", charge
        if not formula.has_charge:
            yield neutral, neutral, "M", 0
        return
    as_ion, made = _charged(stated, ion.charge), ion.of(neutral)
    molecule = ion.molecule_of(stated)
    readings = []
    if molecule is not None:
        readings.append((as_ion, molecule, ion.text, ion.charge))
    if made is not None and made.elements != as_ion.elements:
        readings.append((made, neutral, ion.text, ion.charge))
    if not formula.has_charge and ion.gained:
        readings.append((neutral, neutral, "M", 0))
    closed = [reading for reading in readings if not reading[0].is_odd_electron]
    yield from readings if stated.may_have_open_shells or not closed else closed


def _charged(composition: Composition, charge: int) -> Composition:
    return Composition(composition.elements, composition.isotopes, charge)


_PROTONATED = ("[M+H]+", "[M+Na]+", "[M+K]+", "[M+NH4]+")
_DEPROTONATED = ("[M-H]-", "[M+Cl]-")


@lru_cache(maxsize=64)
def _ion(text: str) -> Ion:
    found = _ion_in(text)
    if found is None:
        raise ValueError(f"{text} is no ion")
    return found


def is_off_by_an_electron(statement: AccurateMass) -> bool:
    """Tell whether the mass of an electron was counted twice, or was added where it had to be subtracted.

    Examples
    --------
    >>> is_off_by_an_electron(read_accurate_mass("HRMS calcd for C15H28NO2+ [M+H]+ 254.2108, found: 254.2124"))
    True
    """
    number = statement.calculated
    if number is None or statement.met:
        return False
    shifts = [number._replace(value=number.value + sign * ELECTRON_MASS) for sign in (1, -1)]
    return any(target.of_ion and target.is_met_by(shifted) for shifted in shifts for target in statement.targets)


def other_ion(statement: AccurateMass) -> str | None:
    """Name the ion whose ratio was stated in place of that of the ion: ``[M+Na]+`` for ``[M+H]+``; None for no such.

    Examples
    --------
    >>> other_ion(read_accurate_mass("HRMS calcd for C10H12ClNO2 [M+H]+ 236.0449, found 236.0451"))
    '[M+Na]+'
    """
    if statement.calculated is None or statement.ion is None:
        return None
    for molecule in statement.molecules:
        for words in USUAL_IONS:
            made = _ion(words).of(molecule)
            if made is None or words == statement.ion.text:
                continue
            atoms = made.monoisotopic_mass + made.charge * ELECTRON_MASS
            if any(Target(m, molecule, words).is_met_by(statement.calculated) for m in (made.monoisotopic_mass, atoms)):
                return words
    return None


@lru_cache(maxsize=1024)
def read_accurate_mass(text: str) -> AccurateMass:
    """Read what a paper says of an accurate mass.

    Examples
    --------
    >>> read_accurate_mass("HRMS (m/z): 827.6005 [M+Na]+ (calcd. for C48H84O9Na: 827.6013)").found.value
    827.6005
    """
    statement = plain(text)
    if len(statement) > LONGEST:
        return AccurateMass(text)
    numbers: dict[str, Number] = {}
    for match in _RATIO.finditer(statement):
        numbers.setdefault(role_at(statement, match.start()), Number.of(match))
    calculated, found = numbers.get("calculated"), numbers.get("found") or numbers.get("")
    rest = _ION.sub(lambda match: " " * len(match[0]), statement)
    return AccurateMass(text, formula_in(rest), _ion_in(statement), calculated, found)


def _ion_in(statement: str) -> Ion | None:
    match = _ION.search(statement)
    if match is None:
        return _of_electrons(statement)
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


def _of_electrons(statement: str) -> Ion | None:
    """Give the radical cation that electron impact makes, where no other ion is named."""
    return Ion("[M]+", 1, {}, 1) if re.search(r"\(EI\b|\bEI[-\s]?(?:HR)?MS\b|\bHR-?EI", statement) else None


def _written(count: int, parts: list[tuple[str, str, str]], charge: int) -> str:
    inside = "".join(f"{sign}{digits}{group}" for sign, digits, group in parts)
    size = abs(charge) if abs(charge) > 1 else ""
    return f"[{count if count > 1 else ''}M{inside}]{size}{'+' if charge > 0 else '-'}"
