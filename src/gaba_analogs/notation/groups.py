"""Formulas that show how a compound is built: abbreviated and labelled groups, oxidation numbers, hapticity."""

from __future__ import annotations

from gaba_analogs.notation.composition import element_symbols, periodic_table
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.regex import regex

_GROUPS = {
    "Me": "CH3",
    "Et": "C2H5",
    "Pr": "C3H7",
    "Bu": "C4H9",
    "Cp": "C5H5",
    "Ph": "C6H5",
    "Bn": "C7H7",
    "Ac": "C2H3O",
    "Bz": "C7H5O",
    "Boc": "C5H9O2",
    "Ms": "CH3SO2",
    "Tf": "CF3SO2",
    "Ts": "C7H7SO2",
}
"""Abbreviated groups. Ac, Pr and Ts are elements too: acetyl is read beside O, N, carbon and a halogen that ends the
formula, propyl behind n, i and iso, and tosyl beside anything, since tennessine has no known compounds."""
_GROUP = regex(
    r"(?:(?:(?:(?<![A-Za-z])|(?<=\())[nis]|(?<=O)[ni]|(?<![PAM])t|tert|sec|iso)-?)?"
    r"(?P<group>Me|Et|Bu|Cp|Ph|Bn|Bz|Boc|Ms|Tf)(?![a-z])"
    r"|(?:(?:[ni]|iso)-?|^[12]-|(?<=\(O)(?=Pr\)))(?P<propyl>Pr)(?![a-z])"
    r"|(?P<tosyl>(?<=[A-Za-z\d])Ts(?![a-z])|Ts(?=[A-Z\d]))"
    r"|(?P<acetyl>(?:(?<=[ON])|(?<=NH)|(?<=Me|Et|Bu|Ph|Bn))Ac(?![a-z])"
    r"|Ac(?=N|O(?!(?:F|Cl|Br|I)$)[A-Z(]|2NH|2O(?!\d)|(?:F|Cl|Br|I)$|Me|Et|Ph))"
)
_ISOMER = regex(r"(?:n|t|s|i|tert|sec|iso)-(?=[A-Z(])")
_HAPTICITY = regex(r"(?:η|eta)\^?\d{1,2}-(?=\(?C)")
_DOUBLY_BONDED = regex(r"\(=(?=[A-Z])")
_STRUCTURAL = regex(r"(?=.*H\d)[A-Za-z0-9()=]+")
_OXIDATION_NUMBER = regex(r"(?P<symbol>[A-Z][a-z]?)\((?:I{1,3}|IV|VI{0,3})\)(?!\d)")
_NONMETALS = frozenset({"H", "B", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Se", "Br", "I", "R"})
_LABELLED_GROUP = regex(r"(?<=\()(?P<mass>\d{2,3})(?P<symbol>[A-Z][a-z]?)")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_NUMBER = regex(rf"(?P<mass>[{_RAISED}]{{1,3}})(?P<symbol>[A-Z][a-z]?)?")
_DIGITS = str.maketrans(_RAISED, "0123456789")


def written_out(formula: str) -> tuple[str, list[Repair]]:
    """Write a formula that shows the structure as elements and counts.

    Examples
    --------
    >>> written_out("EtOAc")[0], written_out("t-BuOH")[0], written_out("Fe(η5-C5H5)2")[0]
    ('(C2H5)O(C2H3O)', '(C4H9)OH', 'Fe(C5H5)2')
    >>> written_out("Ac2O3")[0], written_out("PrCl3")[0], written_out("C4H9NO2")
    ('Ac2O3', 'PrCl3', ('C4H9NO2', []))
    """
    notes = []
    text = _GROUP.sub(lambda found: f"({_GROUPS[found[found.lastgroup or '']]})", formula)
    if text != formula:
        notes.append(Repair.GROUPS)
    text = _ISOMER.sub("", text, count=1) if _ISOMER.match(text) else text
    text = _HAPTICITY.sub("", text)
    if "(=" in text and _STRUCTURAL.fullmatch(text):
        notes.append(Repair.BONDS)
        text = _DOUBLY_BONDED.sub("(", text)
    text = _OXIDATION_NUMBER.sub(lambda found: found["symbol"] if found["symbol"] not in _NONMETALS else found[0], text)
    return _LABELLED_GROUP.sub(
        lambda found: f"^{found[0]}" if _is_nuclide(**found.groupdict()) else found[0], text
    ), notes


def with_raised_mass_numbers(formula: str) -> str:
    """Write raised numbers as mass numbers where each stands before an element that has such an isotope.

    Examples
    --------
    >>> with_raised_mass_numbers("C²H₄O"), with_raised_mass_numbers("Na¹³¹I"), with_raised_mass_numbers("C²H⁶O")
    ('C^2H₄O', 'Na^131I', 'C²H⁶O')
    """
    found = list(_RAISED_NUMBER.finditer(formula))
    if not found or not all(each["symbol"] and _is_nuclide(each["mass"], each["symbol"]) for each in found):
        return formula
    return _RAISED_NUMBER.sub(lambda each: f"^{each['mass'].translate(_DIGITS)}{each['symbol']}", formula)


def _is_nuclide(mass: str, symbol: str) -> bool:
    """Tell whether an element has an isotope of this mass number."""
    number = int(mass.translate(_DIGITS))
    return symbol in element_symbols() and periodic_table().GetMassForIsotope(symbol, number) > 0
