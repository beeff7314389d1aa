"""Whether values are what the titles above them say, and what follows where a header lacks one title.

R writes row labels without a title; a table may have remarks in a last column that has none; and a decimal comma parts
a number in two where commas part the cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.number import read_mass
from gaba_analogs.notation.text import states_nothing
from gaba_analogs.readers.tabular.columns import MASSES, Columns, field_shown_by, near_molecular_masses, recognise
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.regex import regex

BEGINNINGS: Mapping[str, re.Pattern[str]] = {
    "smiles": regex(
        r"""[\s"'\[({\ufeff]*(?:SMILES\s*[:=]\s*)?["']?(?=\S*[A-Za-z*])"""
        r"""(?:\[[^\[\]\s]+\]|Br|Cl|[BCNOPSFIbcnops*]|[-=#$:~./\\()%0-9>])+(?=[\s,;|"'\])}]|$)"""
    ),
    "inchi": regex(r"\W*(?i:InChI\s*=\s*)?(?:1S?/|[A-Z][A-Za-z0-9.]*/[a-z])"),
    "inchikey": regex(r"\W*(?:InChIKey\s*[=:]?\s*)?[A-Z]{14}-?[A-Z]{8}", re.IGNORECASE),
}
"""Field of a structure to what its values begin with, though they may have faults."""

_NAMES = ("name", "iupac_name")
_LETTER = regex(r"[^\W\d_]")
_WHOLE = regex(r"\s*[+-]?\d{1,6}\s*")
_DECIMALS = regex(r"\s*\d{1,6}\s*")


def untitled_column(
    header: Sequence[str], mapping: Mapping[str, str] | None, rows: Sequence[Sequence[str]]
) -> int | None:
    """Find the column without a title in a table whose rows all have a cell more than its header has titles.

    It is the first (row labels, as R writes them) or the last (remarks): where the other columns then hold what their
    titles say, which they must do better than with the numbers of two cells joined to one with a decimal comma.

    Parameters
    ----------
    header
        The titles.
    mapping
        Field to column title, or to the number of the column.
    rows
        The first rows below them.

    Returns
    -------
    int or None
        Its position [-]; None where the titles fit neither way.

    Examples
    --------
    >>> untitled_column(["Name", "SMILES"], None, [["1", "GABA", "NCCCC(=O)O"]])
    0
    >>> untitled_column(["Name", "SMILES"], None, [["GABA", "NCCCC(=O)O", "see note"]])
    2
    >>> untitled_column(["Name", "SMILES", "MW"], None, [["GABA", "NCCCC(=O)O", "103", "12"]])
    """
    last = len(header)
    joined = [
        [[*row[:index], f"{row[index]}.{row[index + 1]}", *row[index + 2 :]] for row in rows]
        for index in range(last)
        if all(_is_torn(row, index) for row in rows)
    ]
    fits = {0: _fit(["", *header], mapping, rows), last: _fit([*header, ""], mapping, rows)}
    best = max(fits, key=lambda index: fits[index])
    others = [fit for index, fit in fits.items() if index != best] + [_fit(header, mapping, torn) for torn in joined]
    return best if fits[best] > max(0, *others) else None


def _fit(header: Sequence[str], mapping: Mapping[str, str] | None, rows: Sequence[Sequence[str]]) -> int:
    """Give how many more columns [-] hold what their titles say than do not."""
    columns = recognise(header, mapping, samples=rows)
    found = [_holds(columns, name, rows) for name in columns.cells]
    return found.count(True) - found.count(False)


def _holds(columns: Columns, name: str, rows: Sequence[Sequence[str]]) -> bool | None:
    """Tell whether half the values of a field are what they should be; None where nobody can tell."""
    index = columns.cells[name][0].index
    values = [text for row in rows if (text := row[index].strip()) and not states_nothing(name, text)]
    looks = [found for value in values if (found := _looks_like(name, value)) is not None]
    if name in MASSES and all(looks):
        near = near_molecular_masses(index, {field: cells[0].index for field, cells in columns.cells.items()}, rows)
        looks = near or looks
    return 2 * sum(looks) >= len(looks) if looks else None


def _looks_like(name: str, value: str) -> bool | None:
    """Tell whether a value may be one of its field; None for a field that holds anything."""
    pattern = BEGINNINGS.get(name.removeprefix("connectivity_"))
    if pattern is not None:
        return pattern.match(value) is not None
    if name in _NAMES:
        return _LETTER.search(value) is not None and field_shown_by(value) is None
    if name == "formula":
        return bool(read_formula(value).readings)
    if name in MASSES:
        mass = read_mass(value)
        return mass is not None and bool(mass.readings)
    form = BY_NAME[name].form
    return None if form is None else form.pattern.fullmatch(value) is not None


# ------------------------------------------------------------------------------------------------
# Decimal commas


def torn_number(cells: Sequence[str], titles: Sequence[str], masses: Sequence[int] = ()) -> str:
    """Say which column a decimal comma may have torn in two, in a row with a cell too many; empty where none may be.

    Parameters
    ----------
    cells
        What stands between the commas of a row.
    titles
        Those of the columns.
    masses
        Positions [-] of the columns of masses, among which it is looked for first.

    Examples
    --------
    >>> torn_number(["GABA", "NCCCC(=O)O", "103", "12"], ["Name", "SMILES", "MW"])
    'if MW has a decimal comma, put its numbers in quotation marks'
    """
    excess = len(cells) - len(titles)
    torn = [index for index in range(len(cells) - 1) if _is_torn(cells, index)]
    found = [index for index in torn if index in masses] or torn
    if excess == 1 and len(found) == 1:
        return f"if {titles[found[0]] or 'a number'} has a decimal comma, put its numbers in quotation marks"
    return "put numbers with a decimal comma in quotation marks" if 0 < excess <= len(torn) else ""


def _is_torn(cells: Sequence[str], index: int) -> bool:
    """Tell whether a cell and the next may be the two parts of one number."""
    return _WHOLE.fullmatch(cells[index]) is not None and _DECIMALS.fullmatch(cells[index + 1]) is not None
