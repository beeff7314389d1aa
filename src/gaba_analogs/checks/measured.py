"""What a paper reports of a compound to prove its formula: accurate mass and elemental analysis."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, NothingSaid, Outcome, unreadable
from gaba_analogs.chemistry.relation import COUNTER_IONS
from gaba_analogs.notation.accurate_mass import AccurateMass, Target, is_off_by_an_electron, other_ion
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.elemental_analysis import ElementalAnalysis, share
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.results.findings import SkipKind

FAMILY = "Accurate mass, elemental analysis"

LARGEST_DEVIATION = 5.0
"""Most that a found mass-to-charge ratio may differ from the calculated one [ppm].

Organic Letters asks for "HRMS data accurate within 5 ppm, or combustion elemental analysis data accurate within 0.4 %"
of new compounds (table 1 of R. E. H. Kuveke et al., ACS Cent. Sci. 2022, 8, 855, doi:10.1021/acscentsci.2c00325).
"""

LARGEST_DIFFERENCE = 0.4
"""Most that a found share of an element may differ from the calculated one [%]: the same source, for the Journal of
Organic Chemistry, Organic Letters and Organometallics."""

_NO_FORMULA = NothingSaid("there is no formula in it", SkipKind.UNREADABLE)
_NOTHING_CALCULATED = NothingSaid("no calculated value is stated")
_NOTHING_FOUND = NothingSaid("no found value is stated")
_MAY_BE_SALT = CannotTell("one of the two may be a salt or a solvate of the other")
_NO_ATOMS = NothingSaid("the structure has no atoms to count", SkipKind.UNREADABLE)


def hrms_mismatch(hrms: AccurateMass) -> Outcome:
    """The calculated m/z of an accurate mass is not that of its formula and ion.

    Why it matters
        Whoever reads the paper compares the found value with the calculated one. If that is wrong, the agreement
        proves another formula than the stated one, or none.

    What to do
        Calculate the ion again. If the message names another ion, see which of the two was measured.

    Record
        name: baclofen
        hrms: HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0729, found 214.0633
        -> the calculated m/z in HRMS is 214.0729, but [M+H]+ of C10H12ClNO2 has 214.0629

    Examples
        >>> from gaba_analogs.notation.accurate_mass import read_accurate_mass
        >>> print(hrms_mismatch(read_accurate_mass("HRMS calcd for C4H9NO2 [M+H]+ 126.0525")))
        the calculated m/z in A is that of [M+Na]+ of C4H9NO2, not of [M+H]+
        >>> hrms_mismatch(read_accurate_mass("HRMS calcd for C4H10NO2 [M+H]+ 104.0706"))
        Agrees()

    Blind spots
        The formula may be that of the ion or of the molecule, and the mass of the electrons may be left out: journals
        accept both. So may the mass of the molecule beside an ion that was found, and any isotopologue of a
        chloride, bromide or borane.
    """
    if not hrms.targets:
        return _NO_FORMULA
    if hrms.calculated is None:
        return _NOTHING_CALCULATED
    if hrms.met:
        return AGREES
    first = hrms.targets[0]
    other = other_ion(hrms)
    formula = first.molecule.labelled_formula
    own = f"but {first.ion} of {formula} has {first.ratio:.{hrms.calculated.decimals}f}"
    said = f"{hrms.calculated.text}, {own}"
    if other is not None:
        said = f"that of {other} of {formula}, not of {first.ion}"
    elif is_off_by_an_electron(hrms):
        said = f"{hrms.calculated.text}, one electron's mass off: {first.ion} of {formula} has {first.ratio:.4f}"
    return Fault(
        f"the calculated m/z in {{a}} is {said}",
        expected=hrms.calculated.instead(hrms.text, _meant(hrms).ratio),
    )


def _meant(hrms: AccurateMass) -> Target:
    """Give the ratio to write: of the isotopologue that was found, where that is known."""
    of_ion = [target for target in hrms.targets if target.of_ion] or list(hrms.targets)
    found = hrms.found
    if found is None or abs(found.value - of_ion[0].ratio) < 0.5:
        return of_ion[0]
    near = [target for target in of_ion if abs(target.ratio - found.value) <= LARGEST_DEVIATION * 1e-6 * found.value]
    return near[0] if near else of_ion[0]


def hrms_formula_mismatch(hrms: AccurateMass, composition: Composition) -> Outcome:
    """The molecule of an accurate mass has another formula than the record.

    Why it matters
        The formula in the line of the mass spectrum is often copied from the compound above it. Then the accurate
        mass proves nothing for this one.

    What to do
        Take the ion away from the formula of the ion, and compare it with the name and the drawing.

    Record
        formula: C10H12ClNO2
        hrms: HRMS (ESI) calcd for C10H15N2O [M+H]+ 179.1179, found 179.1175
        -> the molecule in HRMS is C10H14N2O, but formula states C10H12ClNO2

    Examples
        >>> from gaba_analogs.notation.accurate_mass import read_accurate_mass
        >>> gaba = read_formula("C4H9NO2").readings[0]
        >>> print(hrms_formula_mismatch(read_accurate_mass("HRMS calcd for C4H8NO2 [M+H]+ 102.0550"), gaba))
        the molecule in A is C4H7NO2, but B states C4H9NO2
        >>> hrms_formula_mismatch(read_accurate_mass("HRMS calcd for C4H9NO2 [M+H]+ 104.0706"), gaba)
        Agrees()

    Blind spots
        Isomers share a formula. Of a salt only one ion is measured: whether the record is the salt is left open, and so
        is a difference of water or another solvent.
    """
    if not hrms.molecules:
        return _NO_FORMULA
    if not composition.elements:
        return _NO_ATOMS
    if composition.r_groups:
        return CannotTell("R groups stand for no fixed composition")
    molecules = hrms.molecules
    if any(_is_same(molecule, composition) for molecule in molecules):
        return AGREES
    if any(_may_be_form(molecule, composition) for molecule in molecules):
        return _MAY_BE_SALT
    return _other_formula("the molecule in {a}", molecules[0], composition)


def hrms_deviation(hrms: AccurateMass) -> Outcome:
    """The found m/z differs from the calculated one by more than journals accept.

    Why it matters
        A difference of more than 5 ppm does not support the formula; several journals ask for a better value.

    What to do
        See whether the right peak was read and the instrument was calibrated, then measure again.

    Record
        name: benzyl 4-aminobutanoate
        hrms: HRMS (ESI) calcd for C11H16NO2 [M+H]+ 194.1176, found 194.1160
        -> HRMS was found 8.2 ppm below the calculated m/z (more than 5 ppm)

    Examples
        >>> from gaba_analogs.notation.accurate_mass import read_accurate_mass
        >>> hrms = read_accurate_mass("HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0683")
        >>> print(hrms_deviation(hrms))
        A was found 25.2 ppm above the calculated m/z (more than 5 ppm)
        >>> hrms_deviation(read_accurate_mass("HRMS calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633"))
        Agrees()

    Blind spots
        Where the mass of the electrons was left out, the nearer of both calculated values counts. Of small ions a
        difference in the last digit may be more than 5 ppm: what rounding explains is accepted.
    """
    found, deviation = hrms.found, hrms.deviation
    if found is None:
        return _NOTHING_FOUND
    if deviation is None:
        return _NO_FORMULA
    stated = hrms.calculated
    rounding = 0.5 * (found.unit + (stated.unit if stated is not None else 0.0)) / found.value * 1e6
    if abs(deviation) <= LARGEST_DEVIATION + rounding:
        return AGREES
    side = "above" if deviation > 0 else "below"
    size = f"{abs(deviation):.1f} ppm" if abs(deviation) < 1000 else f"{abs(deviation) * 1e-6 * found.value:.4f}"
    return Fault(f"{{a}} was found {size} {side} the calculated m/z (more than {LARGEST_DEVIATION:g} ppm)")


def elemental_analysis_mismatch(elemental_analysis: ElementalAnalysis) -> Outcome:
    """The calculated percentages of an elemental analysis are not those of its formula.

    Why it matters
        The found values are compared with these. Wrong ones hide an impure sample, or the formula was changed after
        they had been calculated.

    What to do
        Calculate the shares again, with the salt and the solvent that the formula states.

    Record
        name: baclofen
        elemental_analysis: Anal. Calcd for C10H12ClNO2: C, 56.21; H, 5.66; N, 5.56. Found: C, 56.20; H, 5.70; N, 6.51.
        -> the calculated share of N in elemental analysis is 5.56, but C10H12ClNO2 has 6.56 %

    Examples
        >>> from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
        >>> print(elemental_analysis_mismatch(read_elemental_analysis("Anal. Calcd for C4H9NO2: C, 46.60; H, 9.80")))
        the calculated share of H in A is 9.80, but C4H9NO2 has 8.80 %
        >>> elemental_analysis_mismatch(read_elemental_analysis("Anal. Calcd for C4H9NO2: C, 46.59; H, 8.80; N, 13.58"))
        Agrees()

    Blind spots
        Atomic weights of any year are accepted, also those rounded to two decimals.
    """
    if elemental_analysis.formula is None:
        return _NO_FORMULA
    if not elemental_analysis.calculated:
        return _NOTHING_CALCULATED
    wrong = [symbol for symbol in elemental_analysis.calculated if symbol not in elemental_analysis.right]
    if not wrong:
        return AGREES
    composition = elemental_analysis.formula.composition
    written = elemental_analysis.text
    said = []
    for symbol in wrong:
        number = elemental_analysis.calculated[symbol]
        right = sum(share(composition, symbol)) / 2
        written = number.instead(written, right)
        said.append(f"{symbol} in {{a}} is {number.text}, but {elemental_analysis.formula.text} has {right:.2f} %")
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return Fault(f"the calculated share of {said[0]}{more}", expected=written)


def elemental_analysis_formula_mismatch(elemental_analysis: ElementalAnalysis, composition: Composition) -> Outcome:
    """The formula of an elemental analysis is not that of the record.

    Why it matters
        An analysis that was calculated for another formula proves nothing for this compound.

    What to do
        See which of the two the name and the accurate mass fit, and correct the other.

    Record
        formula: C10H12ClNO2
        elemental_analysis: Anal. Calcd for C10H14N2O: C, 67.39; H, 7.92; N, 15.72. Found: C, 67.41; H, 7.90; N, 15.70.
        -> elemental analysis is of C10H14N2O, but formula states C10H12ClNO2

    Examples
        >>> from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
        >>> gaba = read_formula("C4H9NO2").readings[0]
        >>> other = read_elemental_analysis("Anal. Calcd for C4H7NO2: C, 47.5")
        >>> print(elemental_analysis_formula_mismatch(other, gaba))
        A is of C4H7NO2, but B states C4H9NO2
        >>> elemental_analysis_formula_mismatch(read_elemental_analysis("Anal. Calcd for C4H9NO2: C, 46.59"), gaba)
        Agrees()

    Blind spots
        Where a solvent or an acid is set off by a dot, the compound before it counts as well. Salts and solvates
        without a dot are left open.
    """
    if elemental_analysis.formula is None:
        return _NO_FORMULA
    if not composition.elements:
        return _NO_ATOMS
    if composition.r_groups:
        return CannotTell("R groups stand for no fixed composition")
    analysed = elemental_analysis.formula.composition
    if any(_is_same(part, composition) for part in (analysed, *_first_component(elemental_analysis.formula.text))):
        return AGREES
    if _may_be_form(analysed, composition) or _may_be_form(composition, analysed):
        return _MAY_BE_SALT
    return _other_formula("{a}", analysed, composition, verb="is of")


def elemental_analysis_deviation(elemental_analysis: ElementalAnalysis) -> Outcome:
    """A found share of an elemental analysis differs from the calculated one by more than journals accept.

    Why it matters
        A difference of more than 0.4 % means that the sample was not pure, or holds a solvent that the formula leaves
        out.

    What to do
        Dry or purify the sample and analyse it again, or report the solvent.

    Record
        name: baclofen
        elemental_analysis: Anal. Calcd for C10H12ClNO2: C, 56.21; H, 5.66; N, 6.56. Found: C, 55.70; H, 5.70; N, 6.51.
        -> the found share of C in elemental analysis is 0.51 % below the calculated one (more than 0.4 %)

    Examples
        >>> from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
        >>> print(elemental_analysis_deviation(read_elemental_analysis("Calcd for C4H9NO2: C, 46.59. Found: C, 47.20")))
        the found share of C in A is 0.61 % above the calculated one (more than 0.4 %)
        >>> elemental_analysis_deviation(read_elemental_analysis("Calcd for C4H9NO2: C, 46.59. Found: C, 46.98"))
        Agrees()

    Blind spots
        Other journals accept 0.3 or 0.5 %.
    """
    if not elemental_analysis.found:
        return _NOTHING_FOUND
    deviations = elemental_analysis.deviations
    if not deviations:
        return _NOTHING_CALCULATED
    symbol = max(deviations, key=lambda element: abs(deviations[element]))
    largest = deviations[symbol]
    if abs(largest) <= LARGEST_DIFFERENCE + 1e-9 + 0.5 * elemental_analysis.found[symbol].unit:
        return AGREES
    side = "above" if largest > 0 else "below"
    said = f"the found share of {symbol} in {{a}} is {abs(largest):.2f} % {side} the calculated one"
    return Fault(f"{said} (more than {LARGEST_DIFFERENCE:g} %)")


def hrms_analysis_mismatch(hrms: AccurateMass, elemental_analysis: ElementalAnalysis) -> Outcome:
    """Accurate mass and elemental analysis are of different formulas.

    Why it matters
        Both stand for the same compound: one of the two lines was copied from another.

    What to do
        See which of the two the name fits, and correct the other.

    Record
        hrms: HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633
        elemental_analysis: Anal. Calcd for C10H14N2O: C, 67.39; H, 7.92; N, 15.72. Found: C, 67.41; H, 7.90; N, 15.70.
        -> the molecule in HRMS is C10H12ClNO2, but elemental analysis states C10H14N2O

    Examples
        >>> from gaba_analogs.notation.accurate_mass import read_accurate_mass
        >>> from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
        >>> hrms = read_accurate_mass("HRMS calcd for C4H10NO2 [M+H]+ 104.0706")
        >>> print(hrms_analysis_mismatch(hrms, read_elemental_analysis("Anal. Calcd for C4H7NO2: C, 47.5")))
        the molecule in A is C4H9NO2, but B states C4H7NO2
        >>> hrms_analysis_mismatch(hrms, read_elemental_analysis("Anal. Calcd for C4H9NO2: C, 46.59"))
        Agrees()

    Blind spots
        A salt or a solvate was analysed where one ion was weighed: such differences are left open.
    """
    if not hrms.molecules or elemental_analysis.formula is None:
        return unreadable("HRMS or elemental analysis")
    analysed = elemental_analysis.formula.composition
    parts = (analysed, *_first_component(elemental_analysis.formula.text))
    if any(_is_same(molecule, part) for molecule in hrms.molecules for part in parts):
        return AGREES
    if any(_may_be_form(molecule, part) for molecule in hrms.molecules for part in parts):
        return _MAY_BE_SALT
    return _other_formula("the molecule in {a}", hrms.molecules[0], analysed)


def _is_same(one: Composition, other: Composition) -> bool:
    """Tell whether two substances have the same atoms, whatever their charges."""
    return one.elements == other.elements and one.isotopes == other.isotopes


def _other_formula(what: str, own: Composition, other: Composition, verb: str = "is") -> Fault:
    one, two = (Composition(each.elements, each.isotopes).labelled_formula for each in (own, other))
    return Fault(f"{what} {verb} {one}, but {{b}} {{b_states}} {two}")


def _first_component(text: str) -> tuple[Composition, ...]:
    """Give the compound before the dot that sets off an acid or a solvent; nothing where there is none."""
    for dot in ("·", "*", "."):
        first = text.partition(dot)
        if first[1] and (readings := read_formula(first[0].strip()).readings):
            return (readings[0],)
    return ()


# -- salts and solvates ----------------------------------------------------------------------------

_METALS = ("Na", "K", "Li", "Cs")
_ANIONS = ("Cl", "Br", "I", "F", "BF4", "F6P", "CF3O3S", "C2F3O2", "ClO4", "NO3")
_MOST_COMPANIONS = 3


def _may_be_form(molecule: Composition, whole: Composition) -> bool:
    """Tell whether a substance may be a salt or a solvate of a molecule, of which one ion was weighed."""
    for multiple in (1, 2):
        symbols = {*whole.elements, *molecule.elements}
        more = {e: whole.elements.get(e, 0) - multiple * molecule.elements.get(e, 0) for e in symbols}
        if _key(more) in _companions():
            return True
    return False


@cache
def _companions() -> frozenset[tuple[tuple[str, int], ...]]:
    """Give what salts and solvates have more than their parent: up to three of a kind, and water beside it."""
    return frozenset(
        _key({e: n * counts.get(e, 0) + w * water.get(e, 0) for e in {*counts, *water}})
        for counts in _kinds()
        for n in range(_MOST_COMPANIONS + 1)
        for w in range(_MOST_COMPANIONS + 1)
        for water in ({"H": 2, "O": 1},)
        if n or w
    )


def _kinds() -> Iterator[dict[str, int]]:
    for text in (*COUNTER_IONS, *_ANIONS):
        elements = read_formula(text).readings[0].elements
        yield dict(elements)
    for metal in _METALS:
        yield {metal: 1, "H": -1}


def _key(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((symbol, count) for symbol, count in counts.items() if count))
