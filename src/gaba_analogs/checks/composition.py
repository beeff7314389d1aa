"""Formula, masses and charge against everything that states a composition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gaba_analogs.checks.forms import HALF, form_of_formula, form_of_mass, gained_by
from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, NothingSaid, Outcome, left_to, literal, unreadable
from gaba_analogs.checks.open_formulas import compare_fixed, fits_beside_groups, is_open
from gaba_analogs.chemistry.atoms import holds_metal
from gaba_analogs.chemistry.relation import COUNTER_IONS, METAL_VALENCES
from gaba_analogs.notation.characters import MIDDLE_DOT, MINUS, plain_dots
from gaba_analogs.notation.composition import ELECTRON_MASS, Composition, has_heavy_atoms_of
from gaba_analogs.notation.formula import (
    FormulaText,
    read_plain_formula,
    with_letter_in_a_number,
    with_lost_superscript,
    with_zeros,
)
from gaba_analogs.notation.minerals import Solid
from gaba_analogs.notation.number import NumberText, read_charge
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import SkipKind

FAMILY = "Formula, masses, charge"

_OF_NO_FORM = "{a} {does} not have the composition"
_COMPONENTS = regex(rf"[;.{MIDDLE_DOT}]")


def formula_unreadable(formula: FormulaText) -> Outcome:
    """The molecular formula cannot be read.

    Why it matters
        A letter that is not an element symbol, a name, or a mass in place of the formula: there is nothing to
        compare.

    What to do
        Write the formula again from the structure, or see whether the value belongs to another field.

    Record
        smiles: NC(Cc1ccc(O)cc1)C(=O)O
        formula: C9H11NO§
        -> formula cannot be read as a molecular formula

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> print(formula_unreadable(read_formula("C9H11NO§")))
        A cannot be read as a molecular formula
        >>> formula_unreadable(read_formula("C9H11NO3"))
        Agrees()

    Blind spots
        Formulas with ranges or several open counts have no fixed composition, and are skipped.
    """
    if formula.readings:
        return AGREES
    if formula.uncheckable:
        return CannotTell(formula.uncheckable)
    why = f": {formula.fault}" if formula.fault else ""
    return Fault(f"{{a}} cannot be read as a molecular formula{why}", stated=formula.text, blame="a")


def formula_mismatch(formula: FormulaText, composition: Composition) -> Outcome:
    """The molecular formula is not that of the other fields.

    Why it matters
        Formulas are copied by hand. A disagreement usually betrays a shifted row, a salt drawn as its parent,
        an ion written as its acid, or a lost hydrogen.

    What to do
        See which of the two the masses fit, and correct the other. If the message names a salt, decide which
        form the record is about.

    Record
        name: sodium oxybate
        smiles: [Na+].[O-]C(=O)CCCO
        formula: C4H8NaO3
        -> formula has one hydrogen more than SMILES, and so an odd number of electrons

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> oxybate = read_formula("C4H7NaO3").readings[0]
        >>> print(formula_mismatch(read_formula("C4H8NaO3"), oxybate))
        A has one hydrogen more than B, and so an odd number of electrons
        >>> formula_mismatch(read_formula("C₄H₇NaO₃"), oxybate)
        Agrees()

    Blind spots
        Isomers share a formula, so agreement does not confirm the structure. Of R groups, series (CnH2nO2) and
        polymers only the atoms that are fixed are compared.
    """
    formula = formula.beside(composition)
    if formula.solid is not None:
        return _compare_solid(formula.solid, composition)
    if not formula.readings and formula.series is None:
        return unreadable("formula")
    if not composition.elements:
        return _NO_ATOMS
    if is_open(formula, composition):
        return compare_fixed(formula, composition)
    if formula.fits(composition) or with_zeros(formula.text, composition):
        return AGREES
    if any(_is_symbol_of(reading, composition) for reading in formula.readings):
        return CannotTell("the formula of an element may be its symbol alone")
    stated, expected = formula.text, composition.formula
    if formula.elements_fit(composition):
        reading = next(r for r in formula.readings if r.elements == composition.elements)
        if formula.charge_stated and reading.charge != composition.charge:
            own, other = _signed(reading.charge), _signed(composition.charge)
            if formula.charge_beside:
                return Fault(
                    f"{{a}} with the stated charge of {own} is not {{b}}, which {{b_has}} a charge of {other}",
                    f"{{a}} {{has}} a charge of {other}, but the charge stated with {{b}} is {own}",
                    stated,
                )
            return Fault(
                f"{{a}} {{has}} a different charge from {{b}} ({own} instead of {other})",
                f"{{a}} {{has}} a different charge from {{b}} ({other} instead of {own})",
                stated,
                expected,
            )
        if not composition.isotopes:
            return Fault(
                "{a} {has} isotope labels that {b} {b_lacks}",
                "isotope labels missing in {a}",
                stated,
                expected,
                less="b",
            )
        return Fault(
            "{a} {has} different isotope labels from {b}",
            "{a} {has} different isotope labels from {b}",
            stated,
            expected,
        )
    labelled = with_lost_superscript(formula.text, composition)
    if labelled is not None:
        words = f"{{a}} {{has}} a mass number that lost its superscript and ran into a count (meant is {labelled})"
        return Fault(words, stated=stated, expected=labelled, blame="a")
    spelt = with_letter_in_a_number(formula.text, composition)
    if spelt is not None:
        other = next(sign for sign, meant in zip(formula.text, spelt, strict=True) if sign != meant)
        sign = {"0": "a zero in place of a letter O", "1": "a one in place of a letter l"}
        words = f"{{a}} {{has}} {sign.get(other, 'a letter I in place of a letter l')} (meant is {spelt})"
        return Fault(words, stated=stated, expected=spelt, blame="a")
    forward, backward = compare_elements(formula.readings[0], composition, charge_stated=formula.charge_stated)
    reading = formula.readings[0]
    if _is_miscounted(reading, composition):
        forward += ", and so an odd number of electrons"
        return Fault(forward, backward, stated, expected, blame="a")
    added = _in_addition(formula.text, composition) if forward.startswith(_OF_NO_FORM) else ""
    if added:
        return Fault(
            f"{{a}} {{has}} {added} in addition to {{b}}", f"{{a}} {{lacks}} {added} of {{b}}", stated, expected
        )
    return Fault(forward, backward, stated, expected)


def _in_addition(text: str, composition: Composition) -> str:
    """Give what a formula of several components has beside one of that composition; empty where none has it.

    Examples
    --------
    >>> _in_addition("C10H12ClNO2; C10H16O4S", Composition({"C": 10, "H": 12, "Cl": 1, "N": 1, "O": 2}))
    'C10H16O4S'
    """
    parts = [part.strip() for part in _COMPONENTS.split(plain_dots(text))]
    read = [read_plain_formula(part) for part in parts]
    own = [part is not None and part.elements == composition.elements for part in read]
    if None in read or own.count(True) != 1:
        return ""
    return " and ".join(part for part, is_own in zip(parts, own, strict=True) if not is_own)


def _compare_solid(solid: Solid, composition: Composition) -> Outcome:
    """Compare the elements of a mineral, whose counts are open, with those of a compound."""
    own = composition.elements.keys()
    more, missing = sorted(own - solid.possible), sorted(solid.always - own)
    if more:
        return Fault(
            f"{{a}} {{has}} no {more[0]}, but {{b}} {{b_has}}", f"{{a}} {{has}} {more[0]}, which {{b}} {{b_lacks}}"
        )
    if missing:
        words = f"{{a}} {{has}} {missing[0]}, which {{b}} {{b_lacks}}"
        return Fault(words, f"{{a}} {{has}} no {missing[0]}, but {{b}} {{b_has}}")
    return CannotTell(solid.reason)


def _is_miscounted(stated: Composition, expected: Composition) -> bool:
    """Tell whether a formula gives itself away by an odd number of electrons; elements, NO2 and ClO2 may have one."""
    if "C" not in stated.elements or not has_heavy_atoms_of(stated, expected):
        return False
    return stated.is_odd_electron and not expected.is_odd_electron


def compare_elements(stated: Composition, expected: Composition, *, charge_stated: bool = False) -> tuple[str, str]:
    """Say how two compositions differ, from both sides.

    Parameters
    ----------
    stated, expected
        The compositions.
    charge_stated
        Whether the first one has a charge for certain.

    Examples
    --------
    >>> from gaba_analogs.notation.formula import read_formula
    >>> compare_elements(read_formula("C4H10ClNO2").readings[0], read_formula("C4H9NO2").readings[0])[0]
    '{a} {is} that of the hydrochloride of {b}'
    """
    form = form_of_formula(stated, expected, charge_stated=charge_stated) if stated.units > 1 else None
    if form is not None:
        return f"{{a}} {{is}} that of {form}", f"{{b}} {{b_is}} that of {form.replace('{b}', '{a}')}"
    difference = {
        e: stated.elements.get(e, 0) - expected.elements.get(e, 0)
        for e in {*stated.elements, *expected.elements}
        if stated.elements.get(e, 0) != expected.elements.get(e, 0)
    }
    ion = form_of_formula(stated, expected, charge_stated=True) if charge_stated and stated.charge else None
    if ion is not None:
        return f"{{a}} {{is}} that of {ion}", f"{{b}} {{b_is}} that of {ion.replace('{b}', '{a}')}"
    if set(difference) == {"H"}:
        count = difference["H"]
        size = f"{'one' if abs(count) == 1 else abs(count)} hydrogen{'' if abs(count) == 1 else 's'}"
        more, less = f"{{a}} {{has}} {size} more than {{b}}", f"{{a}} {{has}} {size} fewer than {{b}}"
        return (more, less) if count > 0 else (less, more)
    for sign, said in (
        (1, "{a} {is} that of the X of {b}"),
        (-1, "{a} {is} that of the free form, {b} that of the X"),
    ):
        partner = partner_of({e: sign * n for e, n in difference.items()}, of_ion=bool(expected.charge))
        of_metal = holds_metal(stated) and holds_metal(expected)
        if partner is not None and not partner.startswith("hydrate") and not of_metal:
            other = {
                1: "{a} {is} that of the free form, {b} that of the X",
                -1: "{a} {is} the X of what {b} describes",
            }[sign]
            return said.replace("X", partner), other.replace("X", partner)
    form = form_of_formula(stated, expected, charge_stated=charge_stated)
    if form == HALF:
        return f"{{a}} {{is}} that of {HALF}", "{a} {has} the atoms of {b} twice"
    if form is not None:
        return f"{{a}} {{is}} that of {form}", f"{{b}} {{b_is}} that of {form.replace('{b}', '{a}')}"
    parts = [f"{'+' if n > 0 else MINUS}{abs(n)} {e}" for e, n in sorted(difference.items())]
    reverse = [f"{'+' if n < 0 else MINUS}{abs(n)} {e}" for e, n in sorted(difference.items())]
    return (
        f"{_OF_NO_FORM} of {{b}} ({', '.join(parts)})",
        f"{_OF_NO_FORM} of {{b}} ({', '.join(reverse)})",
    )


def partner_of(difference: dict[str, int], *, of_ion: bool = False) -> str | None:
    """Name the counter-ion or solvent that a difference in atoms amounts to.

    Parameters
    ----------
    difference
        Symbol to number of atoms [-] on top.
    of_ion
        Whether a metal may stand beside an ion rather than in place of hydrogen.

    Examples
    --------
    >>> partner_of({"H": 1, "Cl": 1}), partner_of({"Na": 1, "H": -1}), partner_of({"H": 10, "O": 5})
    ('hydrochloride', 'sodium salt', 'hydrate (5 H2O)')
    """
    return _partners(of_ion=of_ion).get(frozenset(difference.items()))


@cache
def _partners(*, of_ion: bool) -> Mapping[frozenset[tuple[str, int]], str]:
    """Name every difference that up to twelve of a counter-ion or solvent make, in place of hydrogen or beside it."""
    out: dict[frozenset[tuple[str, int]], str] = {}
    for formula, (word, _name) in COUNTER_IONS.items():
        for count in range(1, 13):
            words = word if count == 1 else f"{word} ({count} {formula})"
            replacing = gained_by(formula, count)
            beside = {e: n for e, n in replacing.items() if n > 0}
            for difference in (replacing, beside) if of_ion or formula not in METAL_VALENCES else (replacing,):
                out.setdefault(frozenset(difference.items()), words)
    return out


def _is_symbol_of(stated: Composition, drawn: Composition) -> bool:
    """Tell whether a formula is the symbol of the element whose molecule is drawn, such as S8."""
    if list(stated.elements.values()) != [1] or stated.elements.keys() != drawn.elements.keys():
        return False
    return sum(drawn.elements.values()) > 1 and stated.charge == drawn.charge == 0


IN_PLACE_OF_AVERAGE = ", not the average mass, of {b}"
"""What a fault ends with that finds another mass of the composition."""


def molecular_weight_mismatch(molecular_weight: NumberText, composition: Composition) -> Outcome:
    """The molecular weight is not the average mass of the composition.

    Why it matters
        Weighing out by the wrong mass spoils every experiment that follows. The usual errors are the
        monoisotopic mass in this field, and the mass of the salt beside the structure of the base.

        The stated number stands for its rounding interval, the computed one for the range of all standard
        atomic weights that IUPAC's Commission on Isotopic Abundances and Atomic Weights has published since
        1990. A formula that writes half a molecule of water is weighed as it is written, or doubled; a salt that
        is drawn with two molecules for one counter-ion, whole or for one molecule.

    What to do
        If the message names another kind of mass or another form, move the number or correct the structure.
        Otherwise replace it with the expected value.

    Record
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        molecular_weight: 213.0557
        -> molecular weight is the monoisotopic mass, not the average mass, of SMILES

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> from gaba_analogs.notation.number import read_mass
        >>> baclofen = read_formula("C10H12ClNO2").readings[0]
        >>> print(molecular_weight_mismatch(read_mass("213.0557"), baclofen))
        A is the monoisotopic mass, not the average mass, of B
        >>> molecular_weight_mismatch(read_mass("213.66"), baclofen)
        Agrees()

    Blind spots
        Under a heading that only says "Mass" the monoisotopic and the nominal mass are right, too.
        O and NH2 differ by only 0.024 g/mol: with few digits only the formula can tell them apart.
    """
    if not molecular_weight.readings:
        return unreadable("molecular weight")
    if not composition.elements:
        return _NO_ATOMS
    if composition.r_groups:
        return fits_beside_groups(molecular_weight_mismatch(molecular_weight, composition.fixed))
    if composition.unweighable:
        return _unweighable(composition)
    low, high = composition.average_mass_interval
    if molecular_weight.fits(low, high) or molecular_weight.fits(low / composition.units, high / composition.units):
        return AGREES
    if molecular_weight.kind_open and _is_any_mass(molecular_weight, composition):
        return AGREES
    weighed = composition.units_weighed(molecular_weight.readings[0][0])
    expected = (
        None if molecular_weight.may_be_nominal else _rounded(composition.average_mass / weighed, molecular_weight)
    )
    stated = molecular_weight.text
    for name, mass in _other_masses(composition):
        if _fits_exactly(molecular_weight, mass):
            return Fault(
                f"{{a}} is the {name}{IN_PLACE_OF_AVERAGE}",
                stated=stated,
                expected=expected,
                blame="a",
            )
    if molecular_weight.is_truncation_of(low, high):
        return AGREES
    return _mass_fault(molecular_weight, composition, expected, monoisotopic=False)


def monoisotopic_mass_mismatch(monoisotopic_mass: NumberText, composition: Composition) -> Outcome:
    """The monoisotopic (exact) mass is not that of the composition.

    Why it matters
        Mass spectrometry searches by it to four decimals; one record in ten of a large spectral library has the
        average mass here.

    What to do
        If the message says that it is the average mass, move it to the molecular weight. Otherwise replace it
        with the expected value.

    Record
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        monoisotopic_mass: 213.66
        -> monoisotopic mass is the average mass, not the monoisotopic mass, of SMILES

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> from gaba_analogs.notation.number import read_mass
        >>> baclofen = read_formula("C10H12ClNO2").readings[0]
        >>> print(monoisotopic_mass_mismatch(read_mass("213.66"), baclofen))
        A is the average mass, not the monoisotopic mass, of B
        >>> monoisotopic_mass_mismatch(read_mass("213.0556563"), baclofen)
        Agrees()

    Blind spots
        Some sources give the most abundant isotopologue (PubChem's "exact mass"), and some leave out the
        electron's mass for ions: both are accepted.
    """
    if not monoisotopic_mass.readings:
        return unreadable("monoisotopic mass")
    if not composition.elements:
        return _NO_ATOMS
    if composition.r_groups:
        return fits_beside_groups(monoisotopic_mass_mismatch(monoisotopic_mass, composition.fixed))
    exact = composition.monoisotopic_mass
    if any(_fits_exactly(monoisotopic_mass, mass) for mass in _exact_masses(composition)):
        return AGREES
    if composition.units > 1 and _fits_exactly(monoisotopic_mass, exact / composition.units):
        return AGREES
    if monoisotopic_mass.fits(*composition.rounded_mass_interval):
        return AGREES
    weighed = composition.units_weighed(monoisotopic_mass.readings[0][0])
    stated, expected = monoisotopic_mass.text, _rounded(exact / weighed, monoisotopic_mass)
    if not composition.unweighable and monoisotopic_mass.fits(*composition.average_mass_interval):
        return Fault(
            "{a} is the average mass, not the monoisotopic mass, of {b}",
            stated=stated,
            expected=expected,
            blame="a",
        )
    plain = Composition(composition.elements, {}, composition.charge)
    if composition.isotopes and _fits_exactly(monoisotopic_mass, plain.monoisotopic_mass):
        return Fault(
            "{a} leaves out the isotope labels of {b}",
            "{a} {has} isotope labels that {b} leaves out",
            stated,
            expected,
            blame="a",
        )
    if _fits_exactly(monoisotopic_mass, float(composition.nominal_mass)) and all(
        d == 0 or v == round(v) for v, d in monoisotopic_mass.readings
    ):
        return Fault("{a} is the nominal mass of {b}", stated=stated, expected=f"{exact:.4f}", blame="a")
    if monoisotopic_mass.is_truncation_of(exact - 1e-9, exact + 1e-9) or _is_near(monoisotopic_mass, exact):
        return AGREES
    return _mass_fault(monoisotopic_mass, composition, expected, monoisotopic=True)


def exact_mass_most_abundant(monoisotopic_mass: NumberText, composition: Composition) -> Outcome:
    """The exact mass is that of the most abundant isotopologue, not the monoisotopic mass.

    Why it matters
        For dibromides, selenium, tin and very large molecules the two differ by one to several units. PubChem's
        "exact mass" is the former.

    What to do
        Nothing, if the field is meant as PubChem's "exact mass". For mass spectrometry replace it with the
        monoisotopic mass that the message gives.

    Record
        name: bromochlorophen
        formula: C13H8Br2Cl2O2
        monoisotopic_mass: 425.8247
        -> monoisotopic mass is that of the most abundant isotopologue of formula; the monoisotopic mass is
           423.8268

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> from gaba_analogs.notation.number import read_mass
        >>> bromochlorophen = read_formula("C13H8Br2Cl2O2").readings[0]
        >>> print(exact_mass_most_abundant(read_mass("425.8247"), bromochlorophen))
        A is that of the most abundant isotopologue of B; the monoisotopic mass is 423.8268
        >>> exact_mass_most_abundant(read_mass("423.8268"), bromochlorophen)
        Agrees()

    Blind spots
        Where the two masses are the same there is nothing to report.
    """
    if not monoisotopic_mass.readings:
        return unreadable("monoisotopic mass")
    if not composition.elements:
        return _NO_ATOMS
    if composition.r_groups:
        return left_to("monoisotopic-mass-mismatch")
    exact, abundant, exact_atoms, abundant_atoms = _exact_masses(composition)
    if any(_fits_exactly(monoisotopic_mass, mass) for mass in (exact, exact_atoms)):
        return AGREES
    if not any(_fits_exactly(monoisotopic_mass, mass) for mass in (abundant, abundant_atoms)):
        return left_to("monoisotopic-mass-mismatch")
    return Fault(
        "{a} is that of the most abundant isotopologue of {b}; "
        f"the monoisotopic mass is {_rounded(exact, monoisotopic_mass)}",
        stated=monoisotopic_mass.text,
    )


def mass_truncated(molecular_weight: NumberText, composition: Composition) -> Outcome:
    """The molecular weight was truncated instead of rounded.

    Why it matters
        The last digit is off by one; nothing else is wrong.

    What to do
        Replace it with the expected value.

    Record
        name: mirogabalin
        formula: C12H19NO2
        molecular_weight: 209.2
        -> molecular weight was truncated instead of rounded

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> from gaba_analogs.notation.number import read_mass
        >>> oxybate = read_formula("C4H7NaO3").readings[0]  # 126.087
        >>> print(mass_truncated(read_mass("126.0"), oxybate))
        A was truncated instead of rounded
        >>> mass_truncated(read_mass("126.1"), oxybate)
        Agrees()

    Blind spots
        Whole numbers are not checked: they may just as well be nominal masses.
    """
    if not molecular_weight.readings:
        return unreadable("molecular weight")
    if not composition.elements:
        return _NO_ATOMS
    if composition.r_groups:
        return left_to("molecular-weight-mismatch")
    if composition.unweighable:
        return _unweighable(composition)
    low, high = composition.average_mass_interval
    if molecular_weight.fits(low, high):
        return AGREES
    if not molecular_weight.is_truncation_of(low, high):
        return left_to("molecular-weight-mismatch")
    return Fault(
        "{a} was truncated instead of rounded",
        stated=molecular_weight.text,
        expected=_rounded(composition.average_mass, molecular_weight),
    )


def charge_mismatch(charge: str, composition: Composition) -> Outcome:
    """The stated charge is not that of the structure.

    Why it matters
        An ion and its neutral parent differ in formula, mass and key.

    What to do
        Decide whether the record is about the ion or the neutral compound, and correct charge or structure.

    Record
        name: GABA
        smiles: NCCCC(=O)O
        charge: -1
        -> charge is -1, but SMILES has a charge of 0

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> gaba = read_formula("C4H9NO2").readings[0]
        >>> print(charge_mismatch("-1", gaba))
        A is -1, but B has a charge of 0
        >>> charge_mismatch("0", gaba)
        Agrees()

    Blind spots
        A zwitterion counts as neutral.
    """
    stated = read_charge(charge)
    if stated is None:
        return unreadable("charge")
    if not composition.elements:
        return _NO_ATOMS
    if stated == composition.charge:
        return AGREES
    return Fault(
        f"{{a}} is {_signed(stated)}, but {{b}} {{b_has}} a charge of {_signed(composition.charge)}",
        f"{{a}} {{has}} a charge of {_signed(composition.charge)}, but {{b}} is {_signed(stated)}",
        charge,
        f"{composition.charge}",
    )


def element_counts_mismatch(element_counts: FormulaText, composition: Composition) -> Outcome:
    """The element counts of an infobox differ from the formula or structure beside them.

    Why it matters
        Infoboxes that state both are often edited in one place only.

    What to do
        Correct the counts so that they add up to the formula of the structure.

    Record
        smiles: NCCCC(=O)O
        element_counts: C4H7NO2
        -> element counts have 2 hydrogens fewer than SMILES

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> gaba = read_formula("C4H9NO2").readings[0]
        >>> print(element_counts_mismatch(read_formula("C4H7NO2"), gaba))
        A has 2 hydrogens fewer than B
        >>> element_counts_mismatch(read_formula("C4H9NO2"), gaba)
        Agrees()

    Blind spots
        Isomers share their element counts.
    """
    return formula_mismatch(element_counts, composition)


def _signed(charge: int) -> str:
    """Write a charge with its sign; zero has none."""
    return f"{charge:+d}" if charge else "0"


_NO_ATOMS = NothingSaid("the structure has no atoms to count", SkipKind.UNREADABLE)


def _unweighable(composition: Composition) -> CannotTell:
    elements = composition.unweighable
    return CannotTell(f"{' and '.join(elements)} {'has' if len(elements) == 1 else 'have'} no standard atomic weight")


def _exact_masses(composition: Composition) -> tuple[float, ...]:
    """Give the masses that sources call exact: with and without the electrons of an ion."""
    electrons = composition.charge * ELECTRON_MASS
    exact, abundant = composition.monoisotopic_mass, composition.most_abundant_mass
    return (exact, abundant, exact + electrons, abundant + electrons)


def _rounded(mass: float, like: NumberText) -> str:
    return f"{mass:.{max(like.readings[0][1], 0)}f}"


def _is_any_mass(number: NumberText, composition: Composition) -> bool:
    """Tell whether a number is any mass that is in use: monoisotopic, of the commonest isotopologue, nominal."""
    if any(_fits_exactly(number, mass) for mass in _exact_masses(composition)):
        return True
    whole = all(value == round(value) for value, _ in number.readings)
    return whole and any(value == composition.nominal_mass for value, _ in number.readings)


def _fits_exactly(number: NumberText, mass: float) -> bool:
    """Compare with an exact mass, known to about 1e-7 relative: tables of isotope masses differ there."""
    return number.fits(mass * (1 - 2e-7), mass * (1 + 2e-7))


def _is_near(number: NumberText, mass: float) -> bool:
    """Tell whether a mass with five or more decimals is within 1 ppm: summed from rounded isotope masses.

    The mass of an electron is never within it.
    """
    near = min(1e-6 * mass, ELECTRON_MASS / 2)
    return any(decimals > 4 and abs(value - mass) <= near for value, decimals in number.readings)


def _other_masses(composition: Composition) -> list[tuple[str, float]]:
    masses = [
        ("nominal mass", float(composition.nominal_mass)),
        ("monoisotopic mass", composition.monoisotopic_mass),
        ("mass of the most abundant isotopologue", composition.most_abundant_mass),
    ]
    if composition.isotopes:
        plain = Composition(composition.elements, {}, composition.charge)
        masses.append(("mass without the isotope labels", plain.average_mass))
    return masses


def _mass_fault(number: NumberText, composition: Composition, expected: str | None, *, monoisotopic: bool) -> Fault:
    """Name the change of form that a mass difference amounts to."""
    value = number.readings[0][0]
    weighed = composition.units_weighed(value)
    mass = (composition.monoisotopic_mass if monoisotopic else composition.average_mass) / weighed
    words = form_of_mass(number, composition, monoisotopic=monoisotopic) if weighed == 1 else None
    is_swapped = number.has_swapped_digits_of(mass)
    if words is not None:
        return Fault(
            f"{{a}} is {words}, or two of its digits are swapped" if is_swapped else f"{{a}} is {words}",
            f"{{a}} {{does}} not have the mass that {{b}} states, which is {words.replace('{b}', '{a}')}",
            number.text,
            expected,
        )
    decimals = number.readings[0][1]
    if monoisotopic and decimals > 3 and abs(abs(value - mass) - ELECTRON_MASS) <= 0.6 * 10**-decimals:
        side = "above" if value > mass else "below"
        message = f"{{a}} is one electron's mass {side} that of {{b}}"
        return Fault(message, "{a} {does} not have the mass that {b} states", number.text, expected, blame="a")
    size = f"{abs(value - mass):.{max(2, decimals)}f}"
    wrong = (
        "with its decimal point misplaced"
        if _has_shifted_point(value, mass)
        else "with two digits swapped"
        if is_swapped
        else None
    )
    return Fault(
        f"{{a}} is that of {{b}} {wrong}"
        if wrong
        else f"{{a}} is {size} {'above' if value > mass else 'below'} that of {{b}}",
        "{a} {does} not have the mass that {b} states",
        number.text,
        expected,
    )


def _has_shifted_point(value: float, mass: float) -> bool:
    """Tell whether a mass has the digits of another, in 1,000 as in 0.001 of its size."""
    return any(abs(value * 10.0**power - mass) <= 1e-4 * mass for power in (-3, -2, -1, 1, 2, 3))


def mass_unreadable(mass: NumberText) -> Outcome:
    """A mass is not a number.

    Why it matters
        A range, a word or a formula in a mass field cannot be compared.

    What to do
        Write one number, with or without `g/mol` or `Da`; put remarks elsewhere.

    Record
        name: baclofen
        formula: C10H12ClNO2
        molecular_weight: see text
        -> molecular weight cannot be read as a number: `see text`

    Examples
        >>> from gaba_analogs.notation.number import read_mass
        >>> print(mass_unreadable(read_mass("see text")))
        A cannot be read as a number: `see text`
        >>> print(mass_unreadable(read_mass("213.66 (free base)")))
        A cannot be read: `(free base)` is neither number nor unit
        >>> mass_unreadable(read_mass("213.66 g/mol"))
        Agrees()

    Blind spots
        Ranges and lists are not split.
    """
    if mass.readings:
        return AGREES
    if mass.beside and len(mass.beside) <= _LONGEST_REMARK:
        return Fault(f"{{a}} cannot be read: `{literal(mass.beside)}` is neither number nor unit", stated=mass.text)
    shown = mass.text if len(mass.text) <= _LONGEST_REMARK else f"{mass.text[:_LONGEST_REMARK]}..."
    return Fault(f"{{a}} cannot be read as a number: `{literal(shown)}`", stated=mass.text)


def charge_unreadable(charge: str) -> Outcome:
    """The charge is not a whole number.

    Why it matters
        A mass or a word in the field of the charge cannot be compared, and shows that a column is shifted.

    What to do
        Write the net charge of what is drawn: `0`, `+1`, `2-`. Leave the field empty where it is the charge of a
        measured ion.

    Record
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        charge: 213.66
        -> charge cannot be read as a whole number: `213.66`

    Examples
        >>> print(charge_unreadable("213.66"))
        A cannot be read as a whole number: `213.66`
        >>> charge_unreadable("2-")
        Agrees()

    Blind spots
        A whole number that is no charge, such as a nominal mass, is told as a mismatch where there is a structure.
    """
    if read_charge(charge) is not None:
        return AGREES
    shown = f": `{literal(charge)}`" if len(charge) <= _LONGEST_REMARK else ""
    return Fault(f"{{a}} cannot be read as a whole number{shown}", stated=charge)


_LONGEST_REMARK = 40
"""Characters [-] of the longest text that a message repeats."""
