"""What was put right in a value before it was read."""

from __future__ import annotations

from enum import StrEnum


class Repair(StrEnum):
    """One repair of a notation; its text completes "InChI read with a repair: ..."."""

    # any field
    HTML_ENTITY = "an HTML entity was decoded"
    INVISIBLE_CHARACTER = "an invisible character was removed"
    WHITE_SPACE = "stray white space was removed"
    TYPOGRAPHY = "typographic characters were replaced with ASCII"
    TRAILING_PUNCTUATION = "punctuation at the end was removed"
    SURROUNDING_PUNCTUATION = "punctuation around the value was removed"
    LIST = "the brackets and quotation marks of a list were removed"
    SEVERAL_EQUAL_VALUES = "several equal values in one cell were read as one"
    LABEL = "the name of the field was removed"
    LOWER_CASE = "small letters were capitalised"
    # SMILES, InChI, InChIKey
    BROKEN_LINE = "a blank within the SMILES was removed"
    SMILES_PREFIX = "the prefix `SMILES=` was removed"
    INCHI_PREFIX_MISSING = "the prefix `InChI=` was missing"
    INCHI_PREFIX_MISSPELT = "the prefix `InChI=1S/` was misspelt"
    INCHI_VERSION_MISSING = "the version `1S/` was missing"
    AUXILIARY_INFORMATION = "`AuxInfo` after the InChI was ignored"
    INCHIKEY_PREFIX = "the prefix `InChIKey=` was removed"
    # formula
    HTML_MARKUP = "HTML markup was removed"
    LATEX_MARKUP = "LaTeX markup was removed"
    UNICODE_DIGITS = "subscripts or superscripts were read as digits"
    REMARK = "a remark in brackets was ignored"
    DOT = "the dot between components was rewritten as `·`"
    LETTER_X_FOR_DOT = "a letter x was read as the dot between components"
    COMMA_FOR_DOT = "a comma was read as the dot between components"
    PLUS_FOR_DOT = "a plus sign was read as the dot between components"
    SPACE_FOR_DOT = "a space was read as the dot between components"
    ELEMENT_SPACING = "spaces between elements were removed"
    ELEMENT_COMMAS = "commas between elements were removed"
    ISOTOPE_SPELT_OUT = "a mass number in words was read as an isotope label"
    BONDS = "bonds between groups were removed"
    GROUPS = "abbreviated groups were written out"
    LETTER_O_FOR_ZERO = "a letter O was read as a zero"
    LETTER_CASE = "the case of its letters was corrected"
    # masses
    UNIT = "the unit was removed"
    ION = "the ion beside it was taken into account"
    COMMA = "a comma was read as a separator of thousands"
    DECIMAL_COMMA = "a comma was read as the decimal point"
    EITHER_COMMA = "a comma was read as a decimal point or a separator"
    # registry numbers
    CAS_PREFIX = "the prefix `CAS` was removed"
    LEADING_ZEROS = "leading zeros were removed"
    HYPHENS_MISSING = "the hyphens were missing"
