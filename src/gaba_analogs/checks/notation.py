"""Notation that was repaired: warnings only, the verdict does not suffer."""

from __future__ import annotations

import re

from gaba_analogs.checks.kit import AGREES, Fault, NothingSaid, Outcome, left_to, unreadable
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import FormulaText, exchanged_zeros, hill_order
from gaba_analogs.notation.text import formulas_in, several_values, states_nothing

FAMILY = "Notation"


def notation_repaired(notes: tuple[str, tuple[str, ...], str]) -> Outcome:
    """A value was read with a repair.

    Why it matters
        A missing `InChI=`, Unicode digits, a unit, stray white space: programs that compare text stumble over
        it; the chemistry is unchanged.

    What to do
        Store the value in its usual notation, or leave it: the verdict does not depend on it.

    Record
        smiles: NCCCC(=O)O
        inchi: 1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
        -> InChI read with a repair: the prefix `InChI=` was missing

    Examples
        >>> from gaba_analogs.notation.repairs import Repair
        >>> print(notation_repaired(("inchi", (Repair.INCHI_PREFIX_MISSING,), "1S/CH4/h1H4")))
        A read with a repair: the prefix `InChI=` was missing
        >>> notation_repaired(("inchi", (), "InChI=1S/CH4/h1H4"))
        Agrees()

    Blind spots
        None known.
    """
    _field, repairs, text = notes
    if not repairs:
        return AGREES
    said = "a repair" if len(repairs) == 1 else "repairs"
    return Fault(f"{{a}} read with {said}: {'; '.join(repairs)}", stated=text)


def formula_not_hill(formula: FormulaText, composition: Composition) -> Outcome:
    """The formula is right, but not in Hill order.

    Why it matters
        Carbon, hydrogen, then the alphabet: registries sort and compare formulas as text.

    What to do
        Replace it with the expected formula.

    Record
        smiles: NCCCC(=O)O
        formula: C4H9O2N
        -> formula is not in Hill order

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> gaba = read_formula("C4H9NO2").readings[0]
        >>> formula_not_hill(read_formula("C4H9O2N"), gaba).expected
        'C4H9NO2'
        >>> formula_not_hill(read_formula("C4H9NO2"), gaba)
        Agrees()

    Blind spots
        Formulas without carbon are written in several orders (HBr, BrH), and are left alone, as are brackets,
        labels and components.
    """
    if formula.series is not None or not formula.readings:
        return left_to("formula-unreadable")
    plain = re.fullmatch(r"((?:[A-Z][a-z]?\d*)+)(?:[+-]\d*)?", formula.text.strip())
    if not formula.fits(composition):
        return left_to("formula-mismatch")
    if plain is None or formula.isotopes_stated:
        return NothingSaid("only plain formulas are checked for their order")
    if hill_order(plain[1]):
        return AGREES
    if "C" not in composition.elements:
        return NothingSaid("formulas without carbon are written in several orders")
    return Fault("{a} is not in Hill order", stated=formula.text, expected=composition.formula)


_EXCHANGED = {"O": "a letter O in place of a zero", "0": "a zero in place of the letter O"}


def formula_letter_for_digit(formula: FormulaText, composition: Composition) -> Outcome:
    """The formula has a letter O for a zero, or a zero for an O.

    Why it matters
        C1OH12 reads as one carbon and one oxygen; the other fields show that ten carbons were meant.

    What to do
        Replace it with the expected formula.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        formula: C1OH12ClNO2
        -> formula has a letter O in place of a zero

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> baclofen = read_formula("C10H12ClNO2").readings[0]
        >>> print(formula_letter_for_digit(read_formula("C1OH12ClNO2"), baclofen))
        A has a letter O in place of a zero
        >>> formula_letter_for_digit(read_formula("C10H12ClNO2"), baclofen)
        Agrees()

    Blind spots
        It can only be seen where another field states the composition.
    """
    if not formula.readings:
        return unreadable("formula")
    if formula.fits(composition):
        return AGREES
    exchanged = exchanged_zeros(formula.text, composition)
    if not exchanged:
        return left_to("formula-mismatch")
    return Fault(
        f"{{a}} has {' and '.join(said for sign, said in _EXCHANGED.items() if sign in exchanged)}",
        stated=formula.text,
        expected=composition.formula,
    )


def trailing_text(trailing: tuple[str, str]) -> Outcome:
    """Text follows the SMILES in its field.

    Why it matters
        Programs silently ignore what follows a space: a name, a comment or an extension (CXSMILES) that RDKit
        cannot read is lost.

    What to do
        Move the text to a field of its own.

    Record
        smiles: NCCCC(=O)O GABA
        formula: C4H9NO2
        -> text after the SMILES is ignored: 'GABA'

    Examples
        >>> print(trailing_text(("NCCCC(=O)O", "GABA")))
        text after the A is ignored: 'GABA'
        >>> trailing_text(("NCCCC(=O)O", "|c:1|"))
        Agrees()

    Blind spots
        None known.
    """
    _smiles, rest = trailing
    if rest.startswith("|") and rest.count("|") >= 2:
        return AGREES
    return Fault(f"text after the {{a}} is ignored: {rest[:40]!r}")


def placeholder_value(placeholder: tuple[str, str]) -> Outcome:
    """The field holds a placeholder, or several values.

    Why it matters
        Programs that do not know "N/A", "-" or 0-00-0 read it as a value. A list of different values stands for no one
        compound.

    What to do
        Leave the cell empty, or give every compound a row of its own.

    Record
        name: GABA
        smiles: NCCCC(=O)O
        cas: N/A
        -> CAS number is a placeholder ('N/A'), treated as not stated

    Examples
        >>> print(placeholder_value(("cas", "0-00-0")))
        A is a placeholder ('0-00-0'), treated as not stated
        >>> placeholder_value(("cas", "1134-47-0"))
        Agrees()

    Blind spots
        Placeholders in other languages are not known. Cells that list equally many values are compared value by value.
    """
    field, text = placeholder
    if several := several_values(field, text) or (formulas_in(text) if field == "formula" else ()):
        return Fault(f"{{a}} {{has}} several values in one cell ({len(several)}), which are not compared", stated=text)
    if not states_nothing(field, text):
        return AGREES
    return Fault(f"{{a}} is a placeholder ({text!r}), treated as not stated", stated=text)
