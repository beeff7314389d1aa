"""Element counts and the masses that follow."""

import time

import pytest
from rdkit.Chem import GetPeriodicTable

from gaba_analogs.notation.composition import Composition, atomic_weight_intervals, element_symbols
from gaba_analogs.notation.formula import read_formula


def composition(formula):
    """Read a formula that has one reading."""
    return read_formula(formula).readings[0]


@pytest.mark.parametrize(
    ("formula", "old", "new"),
    [
        # average masses [g/mol] by the old atomic weights, and as printed today
        pytest.param("C10H13NO2", 179.216, 179.219, id="phenibut"),  # Wikipedia, both printings
        pytest.param("C4H9NO2", 103.120, 103.121, id="gaba"),  # Wikipedia, both printings
        pytest.param("C23H28N2O6", 428.478, 428.485, id="majdine"),  # Wikipedia, both printings
        pytest.param("C10H12ClNO2", 213.66, 213.661, id="baclofen"),  # Wikipedia; PubChem
        pytest.param("C8H17NO2", 159.226, 159.229, id="pregabalin"),  # DrugBank; Wikipedia
        pytest.param("H2O3Se", 128.97, 128.985, id="selenious-acid"),  # Se 78.96 until 2013, 78.971 since
        pytest.param("OZn", 81.39, 81.38, id="zinc-oxide"),  # Zn 65.39 until 2007, 65.38 since
        pytest.param("MoO3", 143.94, 143.95, id="molybdenum-trioxide"),  # Mo 95.94, 95.96, 95.95
        pytest.param("GeH4", 76.64, 76.66, id="germane"),  # Ge 72.61, 72.64, 72.630
        pytest.param("C4H8O2S", 120.171, 120.166, id="sulfolane"),  # S 32.066, 32.065, 32.06
        pytest.param("ClLi", 42.39, 42.394, id="lithium-chloride"),  # Li 6.941, today an interval
        pytest.param("CCdO3", 172.419, 172.422, id="cadmium-carbonate"),  # Cd 112.411, 112.414
    ],
)
def test_old_and_new_atomic_weights_fit(formula, old, new):
    """Masses by any atomic weights that IUPAC published since 1990 lie in the interval, digits considered."""
    low, high = composition(formula).average_mass_interval

    assert low - 0.005 <= old <= high + 0.005
    assert low - 0.005 <= new <= high + 0.005


@pytest.mark.parametrize(
    ("formula", "other"),
    [
        pytest.param("C10H12ClNO2", 213.0557, id="baclofen-monoisotopic"),
        pytest.param("C10H12ClNO2", 214.67, id="baclofen-protonated"),
        pytest.param("C4H9NO2", 103.0633, id="gaba-monoisotopic"),
        pytest.param("C16H16O3", 256.26, id="wrong-compound"),
    ],
)
def test_interval_is_narrow(formula, other):
    """The interval keeps other masses out."""
    low, high = composition(formula).average_mass_interval

    assert not low <= other <= high


@pytest.mark.parametrize(
    ("symbol", "values"),
    [
        ("H", (1.00794, 1.008)),
        ("C", (12.0107, 12.011)),
        ("N", (14.00674, 14.0067, 14.007)),
        ("O", (15.9994, 15.999)),
        ("S", (32.066, 32.065, 32.06)),
        ("Cl", (35.4527, 35.453, 35.45)),
        ("Br", (79.904,)),
        ("Se", (78.96, 78.971)),
        ("Ge", (72.61, 72.64, 72.63)),
        ("Mo", (95.94, 95.96, 95.95)),
        ("Zn", (65.39, 65.409, 65.38)),
        ("Hg", (200.59, 200.592)),
        ("U", (238.0289, 238.02891)),
    ],
)
def test_published_atomic_weights(symbol, values):
    """The published standard atomic weights lie in the element's span (CIAAW tables 1991 to 2021)."""
    low, high = atomic_weight_intervals()[symbol]

    assert all(low <= value <= high for value in values)


@pytest.mark.parametrize(
    ("formula", "mass"),
    [
        # PubChem "monoisotopic mass"
        pytest.param("C4H9NO2", 103.063328, id="gaba"),
        pytest.param("C10H12ClNO2", 213.055656, id="baclofen"),
        pytest.param("C8H10N4O2", 194.080376, id="caffeine"),
        pytest.param("CCl4", 151.875411, id="carbon-tetrachloride"),
        pytest.param("C13H8Br2Cl2O2", 423.8268, id="bromochlorophen"),  # MassBank-data#154
        pytest.param("Na+", 22.989221, id="sodium-ion"),
        pytest.param("Cl-", 34.969401, id="chloride"),
        pytest.param("D2O", 20.023118, id="heavy-water"),
        pytest.param("[13C]6H12O6", 186.083517, id="glucose-13c6"),
    ],
)
def test_monoisotopic_mass(formula, mass):
    """The monoisotopic mass is that of PubChem, the ion's electrons counted."""
    assert composition(formula).monoisotopic_mass == pytest.approx(mass, abs=6e-5 if mass > 400 else 2e-6)


@pytest.mark.parametrize(
    ("formula", "mass"),
    [
        # PubChem "exact mass" is the most abundant isotopologue
        pytest.param("C10H12ClNO2", 213.055656, id="baclofen-same"),
        pytest.param("CCl4", 153.872461, id="carbon-tetrachloride"),
        pytest.param("C13H8Br2Cl2O2", 425.82476, id="bromochlorophen"),  # MassBank-data#154
        pytest.param("O2Se", 111.906351, id="selenium-dioxide"),
        pytest.param("Br2", 159.834629, id="bromine"),
    ],
)
def test_most_abundant_mass(formula, mass):
    """The most abundant isotopologue is found element by element."""
    assert composition(formula).most_abundant_mass == pytest.approx(mass, abs=6e-5)


def test_most_abundant_mass_of_many_atoms():
    """A million atoms are shared out by the natural abundances, and cost no more than two."""
    # IUPAC abundances [%]: 16-O 99.757, 17-O 0.038, 18-O 0.205; their masses (AME) 15.994915, 16.999132, 17.999160.
    expected = 997_570 * 15.99491462 + 380 * 16.99913170 + 2_050 * 17.9991610
    start = time.process_time()

    assert composition("O1000000").most_abundant_mass == pytest.approx(expected, abs=0.5)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    ("formula", "mass"),
    [("C10H12ClNO2", 213), ("C8H10N4O2", 194), ("C6H5Br", 156), ("D2O", 20), ("C13H8Br2Cl2O2", 424), ("CH3Hg+", 217)],
)
def test_nominal_mass(formula, mass):
    """The nominal mass sums the mass numbers of the most abundant isotopes (counted by hand)."""
    assert composition(formula).nominal_mass == mass


@pytest.mark.parametrize("symbol", ["Tc", "Pm", "Po", "At", "Rn", "Ra", "Ac", "Np", "Pu", "Am", "Og"])
def test_radioactive_elements_are_unweighable(symbol):
    """Elements without stable isotopes have no standard atomic weight (CIAAW)."""
    assert Composition({symbol: 1, "Cl": 2}).unweighable == (symbol,)


@pytest.mark.parametrize("symbol", ["Bi", "Th", "Pa", "U"])
def test_long_lived_elements_are_weighable(symbol):
    """Bismuth, thorium, protactinium and uranium have a standard atomic weight."""
    assert Composition({symbol: 1}).unweighable == ()


def test_labelled_radioactive_atom_is_weighable():
    """A stated isotope has a mass whatever its element."""
    # technetium-99m pertechnetate
    pertechnetate = Composition({"Tc": 1, "O": 4}, {(99, "Tc"): 1}, -1)

    assert pertechnetate.unweighable == ()
    assert pertechnetate.average_mass_interval[0] == pytest.approx(162.90, abs=0.01)


@pytest.mark.parametrize(
    ("formula", "odd"),
    [
        ("C4H9NO2", False),
        ("C4H8NO2", True),
        ("C4H7O3-", False),
        ("C4H7O3", True),
        ("H4N+", False),
        ("NO", True),  # nitric oxide is a radical
        ("O2", False),  # two unpaired electrons, an even number
        ("C9H18NO", True),  # TEMPO
    ],
)
def test_is_odd_electron(formula, odd):
    """A radical, or a hydrogen miscounted, leaves an odd number of electrons."""
    assert any(reading.is_odd_electron is odd for reading in read_formula(formula).readings[:1])


@pytest.mark.parametrize(
    ("elements", "charge", "formula"),
    [
        pytest.param({"C": 10, "H": 12, "Cl": 1, "N": 1, "O": 2}, 0, "C10H12ClNO2", id="hill"),
        pytest.param({"H": 1, "Br": 1}, 0, "BrH", id="no-carbon"),
        pytest.param({"C": 4, "H": 7, "O": 3}, -1, "C4H7O3-", id="anion"),
        pytest.param({"Ca": 1}, 2, "Ca+2", id="dication"),
        pytest.param({"C": 1, "O": 1}, 0, "CO", id="carbon-monoxide"),
    ],
)
def test_formula(elements, charge, formula):
    """Formulas are written as PubChem writes them."""
    assert Composition(elements, charge=charge).formula == formula


def test_sum_and_multiple():
    """Twice the sodium ion and once the sulfate ion are sodium sulfate."""
    sodium, sulfate = Composition({"Na": 1}, charge=1), Composition({"S": 1, "O": 4}, charge=-2)

    assert (sodium * 2 + sulfate).formula == "Na2O4S"


def test_deuterium_is_hydrogen():
    """D and T are counted as hydrogen and kept as labels."""
    heavy = Composition.from_parts([(0, "D", 2), (0, "O", 1)])

    assert (heavy.elements, heavy.isotopes) == ({"H": 2, "O": 1}, {(2, "H"): 2})


def test_symbols_of_the_elements():
    """The elements are those of RDKit's periodic table, which is too slow to load for a list of them."""
    table = GetPeriodicTable()

    assert element_symbols() == {table.GetElementSymbol(number) for number in range(1, 119)}
