"""The forms of a compound that a mass or formula may belong to: one table, from which findings name what was stated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from gaba_analogs.chemistry.atoms import holds_metal
from gaba_analogs.chemistry.relation import COUNTER_IONS, METAL_VALENCES
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import MINUS
from gaba_analogs.notation.composition import (
    ELECTRON_MASS,
    Composition,
    atomic_weight_intervals,
    periodic_table,
)
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.ions import read_ion
from gaba_analogs.notation.number import NumberText
from gaba_analogs.once import cached_property

HALF = "half of {b}"
"""Words for a stated formula or mass of which another field has twice as much."""
OF_THE_ION = "{a} is that of the ion "
"""Start of the words for a mass that is an ion's."""
_HALF = Fraction(1, 2)
_IONS = (
    "[M+H]+", "[M+Na]+", "[M+K]+", "[M+NH4]+", "[M+Li]+", "[M+H-H2O]+", "[M+2H]2+", "[M+3H]3+",
    "[M-H]-", "[M-2H]2-", "[M+Cl]-", "[M+HCOO]-", "[M+CH3COO]-", "[2M+H]+", "[2M-H]-",
)  # fmt: skip
"""Ions that masses are stated of in place of the compound's, the likeliest first."""
_HALIDES = {"Cl": "chloride", "Br": "bromide", "I": "iodide"}
_DIBASIC = ("H2O4S", "C2H2O4", "C4H6O4", "C4H4O4", "C4H6O6")
_MOST_WATERS = 5
"""Most molecules of water [-] per molecule that hydrates without a metal commonly have, as raffinose."""
_LARGE = 1000.0
"""Mass [Da] from which on several forms fit one number by chance: none is named there if another one fits, too."""
_EXCHANGES = ("O-CH2", "N-CH", "O-NH", "NH-CH2", "OH-NH2", "NH2-CH3", "OH-CH3", "F-OH", "F-NH2", "H")
"""Atoms that stand in place of others in a related compound, whose mass differs by one or two units."""
_MOST_EXCHANGES = 3
_LABELS = {(2, "H"): "deuterium", (13, "C"): "carbon-13", (15, "N"): "nitrogen-15"}
_MAXIMUM_LABELS = 20
_MEASURED = 5e-6
"""Share of a mass [-] by which a measured one may be off from what is calculated: published ones usually keep to it."""
_MEASURED_DECIMALS = 3
_ROUNDING = 1e-6
"""Share of a mass [-] by which a form may be missed in a first look, larger than any rounding."""


@dataclass(frozen=True)
class Form:
    """One other form of a compound.

    Parameters
    ----------
    words
        What it is; ``{b}`` stands for the compound.
    gained
        Symbol to number of atoms [-] that come on top; negative where they go.
    charge
        Charges [e] that come on top.
    multiple
        How many molecules of the compound it holds [-].
    own_charge
        Charge [e] of the compounds that have this form; None where any may have it.
    ion
        True for an ion of mass spectrometry: what is stated is its mass-to-charge ratio.
    acid
        True for the salt of a base and an acid, which no compound with a metal is.
    """

    words: str
    gained: Mapping[str, Fraction | int] = field(default_factory=dict)
    charge: int = 0
    multiple: Fraction = Fraction(1)
    own_charge: int | None = None
    ion: bool = False
    acid: bool = False

    def words_beside(self, composition: Composition) -> str:
        """Say what it is; water that no hydrate of such a compound has, and water that goes, is merely counted."""
        water = self.gained.get("O", 0)
        if self.multiple != 1 or self.charge or dict(self.gained) != {"H": 2 * water, "O": water}:
            return self.words
        if water < 0:
            return f"{{b}} with {'one' if water == -1 else -water} H2O fewer"
        is_usual = water <= _MOST_WATERS and composition.monoisotopic_mass <= _LARGE
        is_usual |= not composition.elements.keys().isdisjoint(METAL_VALENCES)
        return self.words if is_usual or water.denominator != 1 else f"{{b}} with {water} H2O more"

    def elements(self, composition: Composition) -> dict[str, Fraction | int] | None:
        """Count the atoms of the form; None where the compound cannot have it."""
        if self.own_charge is not None and composition.charge != self.own_charge:
            return None
        if (self.acid or (self.ion and "Cl" in self.gained)) and holds_metal(composition):
            return None
        multiple = self.multiple.numerator if self.multiple.denominator == 1 else self.multiple
        counts: dict[str, Fraction | int] = {e: n * multiple for e, n in composition.elements.items()}
        for element, count in self.gained.items():
            counts[element] = counts.get(element, 0) + count
        if min(counts.values(), default=0) < 0 or not any(counts.values()):
            return None
        labelled = composition.isotopes if any(n < 0 for n in self.gained.values()) else {}
        return None if any(counts[symbol] < n for (_, symbol), n in labelled.items()) else counts

    def masses(self, composition: Composition, *, monoisotopic: bool) -> tuple[float, float]:
        """Give the lowest and highest mass [g/mol, Da] of the form, or mass-to-charge ratio of the ion."""
        multiple, size = self.times, self.size(composition.charge)
        if monoisotopic:
            mass = (multiple * composition.monoisotopic_mass + self._exact_mass) / size
            return mass * (1 - 2e-7), mass * (1 + 2e-7)
        ends = [
            (multiple * own + added) / size
            for own, added in zip(composition.average_mass_interval, self._average_masses, strict=True)
        ]
        return min(ends), max(ends)

    def size(self, charge: int) -> float:
        """Give what the mass is divided by [-] where the compound has a charge [e]."""
        charges = charge * self.times + self.charge
        return abs(charges) if self.ion and charges else 1.0

    def added(self, *, monoisotopic: bool) -> tuple[float, float]:
        """Give the lowest and highest mass [g/mol, Da] of what comes on top, without the electrons of its charges."""
        if monoisotopic:
            return self._exact_mass, self._exact_mass
        return min(self._average_masses), max(self._average_masses)

    @cached_property
    def times(self) -> float:
        """The multiple as a number that is quick to calculate with; halves are exact."""
        return float(self.multiple)

    @cached_property
    def atoms_gained(self) -> float:
        """Number of atoms [-] that come on top."""
        return float(sum(self.gained.values()))

    @cached_property
    def net_gain(self) -> Mapping[str, Fraction | int]:
        """What comes on top or goes, without elements of which nothing does."""
        return {element: count for element, count in self.gained.items() if count}

    @cached_property
    def _exact_mass(self) -> float:
        """Monoisotopic mass [Da] of what comes on top, without the electrons that its charges lack."""
        table = periodic_table()
        atoms = sum(float(n) * table.GetMostCommonIsotopeMass(e) for e, n in self.gained.items())
        return atoms - self.charge * ELECTRON_MASS

    @cached_property
    def _average_masses(self) -> tuple[float, float]:
        """Lowest and highest average mass [g/mol] of what comes on top."""
        spans = [(float(n), atomic_weight_intervals().get(e, (0.0, 0.0))) for e, n in self.gained.items()]
        return sum(n * low for n, (low, _) in spans), sum(n * high for n, (_, high) in spans)


def form_of_mass(number: NumberText, composition: Composition, *, monoisotopic: bool) -> str | None:
    """Say what a mass is of a composition; None where the table has no such form.

    Examples
    --------
    >>> from gaba_analogs.notation.number import read_mass
    >>> baclofen = read_formula("C10H12ClNO2").readings[0]
    >>> form_of_mass(read_mass("214.0629"), baclofen, monoisotopic=True)
    'that of the ion [M+H]+ of {b}'
    >>> form_of_mass(read_mass("250.12"), baclofen, monoisotopic=False)
    'that of the hydrochloride of {b}'
    """
    kinds = (monoisotopic, not monoisotopic) if monoisotopic else (False,)
    for kind in kinds:
        if not kind and composition.unweighable:
            continue
        near = _near(number, composition, monoisotopic=kind, ions_first=monoisotopic)
        fitting = (form for form in near if kind is monoisotopic or not (form.ion or form.multiple != 1))
        words = _words_of_one(fitting, number, composition, monoisotopic=kind)
        if words is not None:
            return f"{'that' if kind is monoisotopic else 'the average mass'} of {words}"
        if kind and (measured := _measured_ion(number, composition)):
            return measured
    if not monoisotopic and number.readings[0][1] >= _MEASURED_DECIMALS:
        ions = (form for form in _near(number, composition, monoisotopic=True, ions_first=True) if form.ion)
        words = _words_of_one(ions, number, composition, monoisotopic=True)
        if words is not None:
            return f"that of {words}"
    return _labelled_form(number, composition, monoisotopic=monoisotopic)


def _words_of_one(
    near: Iterator[Form], number: NumberText, composition: Composition, *, monoisotopic: bool
) -> str | None:
    """Name the likeliest form that a mass fits; of a large molecule none where it fits several."""
    fitting = (
        form
        for form in near
        if number.fits(*form.masses(composition, monoisotopic=monoisotopic)) and form.elements(composition) is not None
    )
    first = next(fitting, None)
    if first is None or (composition.monoisotopic_mass > _LARGE and next(fitting, None) is not None):
        return None
    return first.words_beside(composition)


def _measured_ion(number: NumberText, composition: Composition) -> str | None:
    """Name the ion whose mass-to-charge ratio was measured rather than calculated: it differs by a few ppm.

    Examples
    --------
    >>> from gaba_analogs.notation.number import read_mass
    >>> baclofen = read_formula("C10H12ClNO2").readings[0]
    >>> _measured_ion(read_mass("214.0622"), baclofen)
    'that of the ion [M+H]+ of {b}, as measured (3.4 ppm off)'
    """
    value, decimals = number.readings[0]
    if decimals < _MEASURED_DECIMALS:
        return None
    nearest: tuple[float, Form] | None = None
    for form in _ions():
        if form.elements(composition) is not None:
            low, high = form.masses(composition, monoisotopic=True)
            off = abs(value - (low + high) / 2) / value
            if off <= _MEASURED and (nearest is None or off < nearest[0]):
                nearest = off, form
    if nearest is None:
        return None
    off, form = nearest
    return f"that of {form.words}, as measured ({1e6 * off:.1f} ppm off)"


def form_of_formula(stated: Composition, expected: Composition, *, charge_stated: bool) -> str | None:
    """Name the form of a composition that a formula belongs to; None where it is none of the table.

    Examples
    --------
    >>> gaba, dimer = read_formula("C4H9NO2").readings[0], read_formula("C8H18N2O4").readings[0]
    >>> form_of_formula(dimer, gaba, charge_stated=False)
    'two molecules of {b}'
    """
    atoms: Mapping[str, Fraction | int] = stated.elements
    if stated.units > 1:
        atoms = {e: Fraction(n, stated.units) for e, n in atoms.items()}
    difference = {e: n for e in {*atoms, *expected.elements} if (n := atoms.get(e, 0) - expected.elements.get(e, 0))}
    for form in _with_as_many_atoms(expected, stated, ions_first=charge_stated):
        if form.multiple == 1 and form.net_gain != difference:
            continue
        charge = expected.charge * form.times + form.charge
        if charge_stated and charge != stated.charge:
            continue
        if form.ion and not charge_stated and not stated.is_odd_electron:
            continue
        counts = form.elements(expected)
        if counts is not None and {e: n for e, n in counts.items() if n} == atoms:
            return form.words_beside(expected)
    return None


def _labelled_form(number: NumberText, composition: Composition, *, monoisotopic: bool) -> str | None:
    """Name the labels that a mass difference amounts to, where the digits can tell."""
    found = labels_of_mass(number, composition, monoisotopic=monoisotopic)
    if found is None or _is_exchanged(number, composition, monoisotopic=monoisotopic):
        return None
    isotope, count = found
    return f"that of {{b}} labelled with {count} {_LABELS[isotope]}"


def _is_exchanged(number: NumberText, composition: Composition, *, monoisotopic: bool) -> bool:
    """Tell whether a mass is, within its digits, that of a related compound, of which a few atoms are others.

    An average mass with two decimals seldom tells two carbon-13 from an oxygen in place of CH2.
    """
    related = (exchanged for form in _exchanges() if (exchanged := form.masses(composition, monoisotopic=monoisotopic)))
    return any(number.fits(*span) for span in related)


@cache
def _exchanges() -> tuple[Form, ...]:
    """Give the compounds with up to three exchanges of one kind."""
    found = []
    for exchange in _EXCHANGES:
        gained, _, lost = exchange.partition("-")
        atoms = dict(read_formula(gained).readings[0].elements)
        for element, count in read_formula(lost).readings[0].elements.items() if lost else ():
            atoms[element] = atoms.get(element, 0) - count
        for times in range(1, _MOST_EXCHANGES + 1):
            found += [Form(exchange, {e: sign * times * n for e, n in atoms.items()}) for sign in (1, -1)]
    return tuple(found)


def labels_of_mass(
    number: NumberText, composition: Composition, *, monoisotopic: bool
) -> tuple[tuple[int, str], int] | None:
    """Give the isotope, and how many atoms [-] of it, that a mass has more than an unlabelled composition.

    Examples
    --------
    >>> from gaba_analogs.notation.number import read_mass
    >>> ethanol = read_formula("C2H6O").readings[0]
    >>> labels_of_mass(read_mass("52.0795"), ethanol, monoisotopic=True)  # C2D6O
    ((2, 'H'), 6)
    """
    if composition.isotopes or number.readings[0][1] < (3 if monoisotopic else 2):
        return None
    table = periodic_table()
    lowest, highest = (composition.monoisotopic_mass,) * 2 if monoisotopic else composition.average_mass_interval
    for mass, symbol in _LABELS:
        labelled = table.GetMassForIsotope(symbol, mass)
        weights = atomic_weight_intervals()[symbol]
        shifts = (labelled - table.GetMostCommonIsotopeMass(symbol),) * 2
        low, high = shifts if monoisotopic else (labelled - weights[1], labelled - weights[0])
        most = min(composition.elements.get(symbol, 0), _MAXIMUM_LABELS)
        if not number.fits((lowest + low) * (1 - 2e-7), (highest + most * high) * (1 + 2e-7)):
            continue
        for count in range(1, most + 1):
            if number.fits((lowest + count * low) * (1 - 2e-7), (highest + count * high) * (1 + 2e-7)):
                return (mass, symbol), count
    return None


class _Group(NamedTuple):
    """The forms that hold as many molecules and charges, by the mass that comes on top.

    Parameters
    ----------
    times, size
        How many molecules [-] they hold, and charges [e] that their masses are divided by.
    lows
        Lowest mass [g/mol, Da] that comes on top, ascending.
    width
        Largest span [g/mol, Da] of such a mass.
    places
        Their places in the table.
    """

    times: float
    size: float
    lows: list[float]
    width: float
    places: list[int]


@cache
def _groups(charge: int, *, monoisotopic: bool, ions_first: bool) -> tuple[_Group, ...]:
    """Sort the table for a compound of some charge [e]."""
    sorts: dict[tuple[float, float], list[tuple[float, float, int]]] = {}
    for place, form in enumerate(_forms(ions_first=ions_first)):
        low, high = form.added(monoisotopic=monoisotopic)
        sorts.setdefault((form.times, form.size(charge)), []).append((low, high, place))
    return tuple(
        _Group(
            times,
            size,
            [low for low, _, _ in sorted(forms)],
            max(high - low for low, high, _ in forms),
            [place for *_, place in sorted(forms)],
        )
        for (times, size), forms in sorts.items()
    )


def _near(number: NumberText, composition: Composition, *, monoisotopic: bool, ions_first: bool) -> Iterator[Form]:
    """Give the forms whose masses may fit a number, in the order of the table."""
    low, high = (composition.monoisotopic_mass,) * 2 if monoisotopic else composition.average_mass_interval
    places: set[int] = set()
    for group in _groups(composition.charge, monoisotopic=monoisotopic, ions_first=ions_first):
        for value, decimals in number.readings:
            margin = 0.5 * 10**-decimals + _ROUNDING * (abs(value) + high + 1)
            first = bisect_left(group.lows, (value - margin) * group.size - group.times * high - group.width)
            last = bisect_right(group.lows, (value + margin) * group.size - group.times * low)
            if first < last:
                places.update(group.places[first:last])
    forms = _forms(ions_first=ions_first)
    return (forms[place] for place in sorted(places))


@cache
def _by_atoms(*, ions_first: bool) -> Mapping[float, Mapping[float, Sequence[int]]]:
    """Sort the table by how many molecules [-] a form holds, and how many atoms [-] come on top."""
    found: dict[float, dict[float, list[int]]] = {}
    for place, form in enumerate(_forms(ions_first=ions_first)):
        found.setdefault(form.times, {}).setdefault(form.atoms_gained, []).append(place)
    return found


def _with_as_many_atoms(composition: Composition, stated: Composition, *, ions_first: bool) -> Iterator[Form]:
    """Give the forms with as many atoms as a formula, in the order of the table."""
    own, other = sum(composition.elements.values()), sum(stated.elements.values()) / stated.units
    sorts = _by_atoms(ions_first=ions_first).items()
    places = [place for times, by_atoms in sorts for place in by_atoms.get(other - own * times, ())]
    forms = _forms(ions_first=ions_first)
    return (forms[place] for place in sorted(places))


@cache
def _forms(*, ions_first: bool) -> tuple[Form, ...]:
    """Give the table: ions of mass spectrometry first, where masses are exact, else last."""
    others = (*_hydrogens(), *_salts(), *_multiples())
    measured = tuple(_ions())
    return (*_ions_of_salts(), *measured, *others) if ions_first else (*_ions_of_salts(), *others, *measured)


def _ions() -> Iterator[Form]:
    """Give what mass spectrometry measures of a neutral compound, its free base and its multiply charged ions."""
    for name in _IONS:
        ion, words = read_ion(name), f"the ion {name.replace('-', MINUS)} of {{b}}"
        yield Form(words, ion.gained, ion.charge, Fraction(ion.molecules), own_charge=0, ion=True)
    for charge in (2, 3, -2, -3):
        yield Form("the ion of {b} over its charge", own_charge=charge, ion=True)


def _hydrogens() -> Iterator[Form]:
    for count, size in ((1, "one hydrogen"), (2, "two hydrogens")):
        yield Form(f"{{b}} with {size} more", {"H": count})
        yield Form(f"{{b}} with {size} fewer", {"H": -count})


_NO_ACIDS = frozenset({"H2O", "H3N", "CH4O", "C2H6O", "C2H6OS"})
"""Counter-ions and solvents (Hill) that metals have, too."""


def _salts() -> Iterator[Form]:
    """Give salts, free forms and hydrates."""
    for formula, (word, name) in COUNTER_IONS.items():
        for count in range(1, 13 if formula == "H2O" else 4):
            gained = gained_by(formula, count)
            is_acid = formula not in METAL_VALENCES and formula not in _NO_ACIDS
            yield Form(f"the {word if count == 1 else f'{word} ({count} {formula})'} of {{b}}", gained, acid=is_acid)
            lost = {e: -n for e, n in gained.items()}
            without = f"{{b}} without its {name}"
            yield Form(f"the free acid of {without}" if formula in METAL_VALENCES else without, lost, acid=is_acid)
    for prefix, water in (("hemi", _HALF), ("sesqui", 3 * _HALF)):
        yield Form(f"the {prefix}hydrate of {{b}}", {"H": 2 * water, "O": water})
    for formula in _DIBASIC:
        acid, word = gained_by(formula, 1), COUNTER_IONS[formula][0]
        yield Form(f"the hemisalt of {{b}} ({word})", {e: n * _HALF for e, n in acid.items()})
        yield Form(f"the 2:1 salt of {{b}} ({word})", acid, multiple=Fraction(2))


def _ions_of_salts() -> Iterator[Form]:
    """Give the ions of salts by themselves, and the salts of ions."""
    for halogen, word in _HALIDES.items():
        yield Form(f"the cation of {{b}}, without its {word}", {halogen: -1}, 1, own_charge=0)
        yield Form(f"the {word} of {{b}}", {halogen: 1}, -1, own_charge=1)
    for metal, valence in METAL_VALENCES.items():
        word, name = COUNTER_IONS[metal]
        yield Form(f"the anion of {{b}}, without its {name}", {metal: -1}, -valence, own_charge=0)
        yield Form(f"the {word} of {{b}}", {metal: 1}, valence, own_charge=-valence)


def _multiples() -> Iterator[Form]:
    yield Form("two molecules of {b}", multiple=Fraction(2))
    yield Form("three molecules of {b}", multiple=Fraction(3))
    yield Form(HALF, multiple=_HALF)


def gained_by(formula: str, count: int) -> dict[str, int]:
    """Count the atoms that `count` counter-ions bring; a metal replaces hydrogen."""
    atoms = {e: n * count for e, n in read_formula(formula).readings[0].elements.items()}
    if formula in METAL_VALENCES:
        atoms["H"] = -METAL_VALENCES[formula] * count
    return atoms
