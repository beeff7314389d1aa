"""Accurate masses as papers report them: "HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633".

The order, the words and the signs differ from journal to journal. The formula may be that of the ion or of the
molecule, and some authors leave out the mass of the electrons, which the ion lacks or has in addition (A. G. Brenton,
A. R. Godfrey, J. Am. Soc. Mass Spectrom. 2010, 21, 1821, doi:10.1016/j.jasms.2010.06.006).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import product

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import ELECTRON_MASS, Composition
from gaba_analogs.notation.ions import USUAL_IONS, Ion, ion_in, read_ion, without_ions
from gaba_analogs.notation.measured import LONGEST, Number, StatedFormula, formula_in, plain, role_at
from gaba_analogs.regex import regex

_TABLES = 1e-6
"""Share of a mass [-] by which tables of isotope masses, old and new, may differ in a sum."""

_RATIO = regex(
    r"(?<![\d.,])(?:\d{1,2},\d{3}\.\d{3,6}|\d{2,5}[.,]\d{3,6})(?![.,]?\d)(?!\s*(?:ppm|mDa|mmu|%|g\b|mg\b|mmol))"
)
_ISOTOPES = {"Br": 1.997953, "Cl": 1.997050, "B": -0.996368}
"""How much heavier [Da] the other isotope of an element is that papers choose for a calculated mass (IUPAC 2021)."""
_MOST_CHOSEN = 6


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
                molecule = read_ion(words).molecule_of(stated)
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
            made = read_ion(words).of(molecule)
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
    return AccurateMass(
        text, formula_in(without_ions(statement)), ion_in(statement) or _of_electrons(statement), calculated, found
    )


def _of_electrons(statement: str) -> Ion | None:
    """Give the radical cation that electron impact makes, where no other ion is named."""
    return Ion("[M]+", 1, {}, 1) if re.search(r"\(EI\b|\bEI[-\s]?(?:HR)?MS\b|\bHR-?EI", statement) else None
