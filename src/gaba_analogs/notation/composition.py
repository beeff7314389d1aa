"""What a substance is made of: element counts, isotope labels, charge, and the masses that follow."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gaba_analogs.dataclass import dataclass
from gaba_analogs.once import cached_property
from gaba_analogs.resources import data_folder

if TYPE_CHECKING:
    from rdkit.Chem import PeriodicTable

ELECTRON_MASS = 0.000548579909
"""Mass of the electron [Da], CODATA 2018."""

_OPEN_SHELLS = frozenset({*range(21, 30), *range(39, 48), *range(57, 80), *range(89, 112)})
"""Atomic numbers [-] of the elements of groups 3 to 11, lanthanides and actinides."""

HYDROGEN_ISOTOPES = {"D": (2, "H"), "T": (3, "H")}

R_GROUP = "R"
"""Stands among the elements for a place where anything may be attached: R, X and * of formulas and drawings."""
_ELEMENTS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb "
    "Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au "
    "Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts "
    "Og"
)
"""Symbols of the elements by atomic number, from hydrogen."""


@cache
def periodic_table() -> PeriodicTable:
    """Return RDKit's periodic table (isotope masses and abundances)."""
    from rdkit.Chem import GetPeriodicTable  # noqa: PLC0415  # RDKit loads only where it is used

    return GetPeriodicTable()


@cache
def atomic_weight_intervals() -> Mapping[str, tuple[float, float]]:
    """Return, per element, the range [g/mol] of the standard atomic weights published since 1990.

    RDKit's own weights, rounded to three decimals, are included: databases print them. Elements
    without a standard atomic weight (technetium, radium, ...) are absent.

    Examples
    --------
    >>> low, high = atomic_weight_intervals()["C"]
    >>> low <= 12.0107 <= high and low <= 12.011 <= high
    True
    """
    table = periodic_table()
    spans = {}
    for symbol, (low, high) in published_intervals().items():
        ours = table.GetAtomicWeight(symbol)
        spans[symbol] = (min(low, ours), max(high, ours))
    return spans


@cache
def published_intervals() -> Mapping[str, tuple[float, float]]:
    """Return, per element, the range [g/mol] of the published standard atomic weights alone.

    Examples
    --------
    >>> published_intervals()["Sn"]
    (118.71, 118.71)
    """
    with (data_folder() / "atomic_weights.csv").open(encoding="utf-8", newline="") as lines:
        return {row["symbol"]: (float(row["lower"]), float(row["upper"])) for row in csv.DictReader(lines)}


@cache
def atomic_weight(symbol: str) -> float:
    """Give the atomic weight [g/mol]: RDKit's, or the mass of a lone stable isotope, within the published span.

    Examples
    --------
    >>> atomic_weight("Sn"), atomic_weight("C"), atomic_weight("F")
    (118.71, 12.011, 18.9984032)
    """
    table = periodic_table()
    lone = table.GetAbundanceForIsotope(symbol, table.GetMostCommonIsotope(symbol)) == 100.0
    ours = float(table.GetMostCommonIsotopeMass(symbol) if lone else table.GetAtomicWeight(symbol))
    low, high = published_intervals().get(symbol, (ours, ours))
    return min(max(ours, low), high)


@cache
def common_isotope(symbol: str) -> tuple[int, float]:
    """Give the mass number [-] and the mass [Da] of the most abundant isotope of an element.

    Examples
    --------
    >>> common_isotope("Cl")[0], round(common_isotope("Cl")[1], 4)
    (35, 34.9689)
    """
    table = periodic_table()
    return table.GetMostCommonIsotope(symbol), table.GetMostCommonIsotopeMass(symbol)


@cache
def _atomic_number(symbol: str) -> int:
    return periodic_table().GetAtomicNumber(symbol)


@cache
def element_symbols() -> frozenset[str]:
    """Return the symbols of all elements."""
    return frozenset(_ELEMENTS.split())


@dataclass(frozen=True)
class Composition:
    """Element counts, isotope labels and net charge of a substance.

    Parameters
    ----------
    elements
        Symbol to number of atoms [-], labelled atoms included; deuterium counts as hydrogen.
    isotopes
        Labelled atoms only: (mass number, symbol) to number of atoms [-].
    charge
        Net charge [e].
    chain_ends
        R groups [-] of a drawing that are only the ends of a residue in a chain, which its formula may leave out.
    units
        Formula units [-] that the atoms are those of: two where a formula writes half of a component.
    """

    elements: Mapping[str, int]
    isotopes: Mapping[tuple[int, str], int] = field(default_factory=dict)
    charge: int = 0
    chain_ends: int = field(default=0, compare=False)
    units: int = field(default=1, compare=False)

    @classmethod
    def from_parts(cls, parts: Iterable[tuple[int, str, int]], charge: int = 0) -> Composition:
        """Sum (mass number or 0, symbol, count) parts; D and T are read as labelled hydrogen.

        Examples
        --------
        >>> Composition.from_parts([(0, "C", 1), (0, "D", 4)]).hill
        'CH4'
        """
        elements: dict[str, int] = {}
        isotopes: dict[tuple[int, str], int] = {}
        for mass_number, symbol, count in parts:
            label = HYDROGEN_ISOTOPES.get(symbol, (mass_number, symbol))
            elements[label[1]] = elements.get(label[1], 0) + count
            if label[0]:
                isotopes[label] = isotopes.get(label, 0) + count
        return cls({e: n for e, n in elements.items() if n}, {i: n for i, n in isotopes.items() if n}, charge)

    def __add__(self, other: Composition) -> Composition:
        """Sum two substances, charges included."""
        elements, isotopes = dict(self.elements), dict(self.isotopes)
        for symbol, count in other.elements.items():
            elements[symbol] = elements.get(symbol, 0) + count
        for label, count in other.isotopes.items():
            isotopes[label] = isotopes.get(label, 0) + count
        return Composition(elements, isotopes, self.charge + other.charge)

    def __mul__(self, count: int) -> Composition:
        """Return `count` units of this substance."""
        return Composition(
            {e: n * count for e, n in self.elements.items()},
            {i: n * count for i, n in self.isotopes.items()},
            self.charge * count,
        )

    def __hash__(self) -> int:
        return hash((tuple(sorted(self.elements.items())), tuple(sorted(self.isotopes.items())), self.charge))

    @property
    def r_groups(self) -> int:
        """Places [-] where anything may be attached."""
        return self.elements.get(R_GROUP, 0)

    @cached_property
    def fixed(self) -> Composition:
        """What is left without the R groups."""
        atoms = {e: n for e, n in self.elements.items() if e != R_GROUP}
        return Composition(atoms, self.isotopes, self.charge)

    def has_elements_of(self, drawn: Composition) -> bool:
        """Tell whether the element counts are those of a drawing, of which chain ends need not be counted.

        Examples
        --------
        >>> residue = Composition({"C": 3, "H": 5, "N": 1, "O": 1, "R": 2}, chain_ends=2)  # alanine in a protein
        >>> Composition({"C": 3, "H": 5, "N": 1, "O": 1}).has_elements_of(residue)
        True
        """
        if self.elements == drawn.elements:
            return True
        if not drawn.chain_ends or self.fixed.elements != drawn.fixed.elements:
            return False
        return drawn.r_groups - drawn.chain_ends <= self.r_groups <= drawn.r_groups

    def elements_differing(self, other: Composition) -> int:
        """Count the elements [-] of which two compositions have different numbers of atoms.

        Examples
        --------
        >>> Composition({"C": 2, "H": 6, "O": 1}).elements_differing(Composition({"C": 2, "H": 7, "N": 1}))
        3
        """
        return len({symbol for symbol, _ in self.elements.items() ^ other.elements.items()})

    @cached_property
    def hill(self) -> str:
        """Formula in the Hill order, without labels and charge.

        Examples
        --------
        >>> Composition({"Cl": 1, "N": 1, "H": 12, "O": 2, "C": 10}).hill
        'C10H12ClNO2'
        """
        first = ["C", "H"] if "C" in self.elements else []
        order = [e for e in first if e in self.elements] + sorted(e for e in self.elements if e not in first)
        return "".join(f"{e}{self.elements[e] if self.elements[e] > 1 else ''}" for e in order)

    @property
    def formula(self) -> str:
        """Hill formula with the charge as PubChem writes it (``C4H8NO2-``, ``Ca+2``)."""
        return f"{self.hill}{self._sign}"

    @property
    def labelled_formula(self) -> str:
        """Formula in the Hill order with isotope labels, deuterium and tritium as D and T, and charge.

        Examples
        --------
        >>> Composition({"C": 2, "H": 4, "O": 1}, {(2, "H"): 3, (13, "C"): 1}).labelled_formula
        'C[13C]HD3O'
        """
        plain = dict(self.elements)
        for (_, symbol), count in self.isotopes.items():
            plain[symbol] -= count
        names = {label: letter for letter, label in HYDROGEN_ISOTOPES.items()}
        parts = []
        for symbol in re.findall(r"[A-Z][a-z]?", self.hill):
            labels = sorted(label for label in self.isotopes if label[1] == symbol)
            kinds = [(symbol, plain[symbol])]
            kinds += [(names.get(label, f"[{label[0]}{symbol}]"), self.isotopes[label]) for label in labels]
            parts += [f"{name}{count if count > 1 else ''}" for name, count in kinds if count]
        return "".join(parts) + self._sign

    @property
    def _sign(self) -> str:
        """The charge as PubChem writes it behind a formula."""
        if not self.charge:
            return ""
        size = abs(self.charge)
        return f"{'+' if self.charge > 0 else '-'}{size if size > 1 else ''}"

    @cached_property
    def is_odd_electron(self) -> bool:
        """True when the electrons cannot all be paired: a radical, or a miscounted hydrogen; R groups have one each."""
        electrons = sum(_atomic_number(e) * n for e, n in self.fixed.elements.items()) + self.r_groups
        return (electrons - self.charge) % 2 == 1

    @property
    def may_have_open_shells(self) -> bool:
        """True when it holds a transition metal, lanthanide or actinide, whose electrons need not be paired."""
        return not _OPEN_SHELLS.isdisjoint(map(_atomic_number, self.fixed.elements))

    @cached_property
    def _parts(self) -> tuple[tuple[str, int, float | None], ...]:
        """Symbol, count and isotope mass (None if unlabelled) of each kind of atom."""
        table = periodic_table()
        unlabelled = dict(self.elements)
        parts: list[tuple[str, int, float | None]] = []
        for (mass_number, symbol), count in self.isotopes.items():
            unlabelled[symbol] -= count
            mass = table.GetMassForIsotope(symbol, mass_number) or float(mass_number)
            parts.append((symbol, count, mass))
        parts.extend((symbol, count, None) for symbol, count in unlabelled.items() if count)
        return tuple(parts)

    @cached_property
    def unweighable(self) -> tuple[str, ...]:
        """Elements without a standard atomic weight, so that no average mass [g/mol] is defined."""
        known = atomic_weight_intervals()
        if not self.isotopes and known.keys() >= self.elements.keys():
            return ()
        return tuple(s for s, _, mass in self._parts if mass is None and s not in known)

    @cached_property
    def average_mass_interval(self) -> tuple[float, float]:
        """Lowest and highest average mass [g/mol] by any atomic weights published since 1990."""
        weights = atomic_weight_intervals()
        low = high = 0.0
        if not self.isotopes:
            for symbol, count in self.elements.items():
                lightest, heaviest = weights.get(symbol, (0.0, 0.0))
                low += count * lightest
                high += count * heaviest
            return low, high
        for symbol, count, mass in self._parts:
            lightest, heaviest = weights.get(symbol, (0.0, 0.0)) if mass is None else _nuclide_interval(mass)
            low += count * lightest
            high += count * heaviest
        return low, high

    @cached_property
    def average_mass(self) -> float:
        """Average mass [g/mol] by conventional atomic weights."""
        return sum(n * (atomic_weight(symbol) if mass is None else mass) for symbol, n, mass in self._parts)

    def units_weighed(self, mass: float) -> int:
        """Give what the mass [g/mol] is divided by [-] in a stated one: sources weigh one formula unit, or whole atoms.

        Examples
        --------
        >>> plaster = Composition({"Ca": 2, "H": 2, "O": 9, "S": 2}, units=2)  # CaSO4·0.5H2O
        >>> plaster.units_weighed(145.15), plaster.units_weighed(290.30)
        (2, 1)
        """
        return min((1, self.units), key=lambda units: abs(self.average_mass / units - mass)) if self.units > 1 else 1

    @cached_property
    def monoisotopic_mass(self) -> float:
        """Mass [Da] of the isotopologue with the most abundant isotope of each element, as the ion."""
        atoms = sum(n * (common_isotope(symbol)[1] if mass is None else mass) for symbol, n, mass in self._parts)
        return atoms - self.charge * ELECTRON_MASS

    @cached_property
    def rounded_mass_interval(self) -> tuple[float, float]:
        """Span of the monoisotopic masses [Da] summed from isotope masses rounded to five or six decimals."""
        table = periodic_table()
        masses = [(n, table.GetMostCommonIsotopeMass(s) if mass is None else mass) for s, n, mass in self._parts]
        electrons = self.charge * ELECTRON_MASS
        sums = [sum(n * round(m, places) for n, m in masses) - electrons for places in (5, 6)]
        return min(sums), max(sums)

    @cached_property
    def most_abundant_mass(self) -> float:
        """Mass [Da] of the most abundant isotopologue: for dibromides not the monoisotopic one."""
        atoms = 0.0
        for symbol, count, mass in self._parts:
            atoms += count * mass if mass is not None else _most_abundant(symbol, count)
        return atoms - self.charge * ELECTRON_MASS

    @cached_property
    def nominal_mass(self) -> int:
        """Integer mass [Da] from the mass numbers of the most abundant isotopes."""
        return sum(n * (common_isotope(symbol)[0] if mass is None else round(mass)) for symbol, n, mass in self._parts)


def _nuclide_interval(mass: float) -> tuple[float, float]:
    """Give the span of what tables print as the mass [Da] of a nuclide: they differ by 2 parts in 10 million."""
    return mass * (1 - 2e-7), mass * (1 + 2e-7)


@lru_cache(maxsize=4096)
def _most_abundant(symbol: str, count: int) -> float:
    """Return the mass [Da] of the likeliest isotope mixture of `count` atoms of one element.

    The mode of a multinomial distribution has at least the whole part of each isotope's share (Feller, *An
    Introduction to Probability Theory*, VI.10); the few atoms left are given in turn the isotope that raises the
    probability most.
    """
    table = periodic_table()
    common = table.GetMostCommonIsotope(symbol)
    window = range(max(1, common - 15), common + 16)
    natural = {a: p for a in window if (p := table.GetAbundanceForIsotope(symbol, a)) > 0}
    if not natural:
        return float(count * table.GetMostCommonIsotopeMass(symbol))
    all_atoms = sum(natural.values())
    chosen = {a: max(int(count * p / all_atoms - 1e-6), 0) for a, p in natural.items()}
    for _ in range(count - sum(chosen.values())):
        best = max(natural, key=lambda a: natural[a] / (chosen[a] + 1))
        chosen[best] += 1
    return sum(n * table.GetMassForIsotope(symbol, a) for a, n in chosen.items())


def has_heavy_atoms_of(one: Composition, other: Composition) -> bool:
    """Tell whether two substances have the same atoms but for hydrogen, as ions, tautomers and other drawings do.

    Examples
    --------
    >>> has_heavy_atoms_of(Composition({"C": 2, "H": 4, "O": 2}), Composition({"C": 2, "H": 3, "O": 2}, charge=-1))
    True
    """
    if one.elements == other.elements:
        return True
    for element, count in one.elements.items():
        if element != "H" and other.elements.get(element) != count:
            return False
    return len(one.elements.keys() - {"H"}) == len(other.elements.keys() - {"H"})
