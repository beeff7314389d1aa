"""What can be seen of a record that agrees with itself to the letter, without judging it check by check."""

from __future__ import annotations

from enum import Enum


class PlainFact(Enum):
    """One thing that a screening of a record established; its value says what.

    A check that names a plain fact in `Check.implied_by` can find nothing in a record of which the
    fact holds.
    """

    __hash__ = object.__hash__  # a quarter of the time of the enumeration's own

    IN_PLACE = "every value is one, and stands in its own field"
    AS_WRITTEN = "no notation needed a repair"
    WELL_DRAWN = "every drawing was read as it stands: no atom is a radical, no mark is lost, no text follows"
    ONE_STRUCTURE = "all drawings and the stated InChI give one standard InChI, a connectivity SMILES its flat form"
    KEY_IS_HASH = "the stated InChIKey is the hash of that InChI"
    FORMULA_AS_WRITTEN = "the formula is written as the InChI software writes it"
    MASSES_FIT = "every stated mass is that of the structure"
    CHARGE_FITS = "the stated charge is that of the structure"
    IDENTIFIERS_SOUND = "every identifier has its form and check digit"
    TITLE_IS_STRUCTURE = "a title that looks systematic, where it was read, has the connections of the structure"
    ELEMENTS_NAMED = "no element, salt or hydrate that a name states is missing"
    REFERENCES_AGREE = "every identifier that a reference table knows stands for this very structure there"
    NAME_IS_STRUCTURE = "the systematic name, where it was read, stands for the structure and for nothing else"
