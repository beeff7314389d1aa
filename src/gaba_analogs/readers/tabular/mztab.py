"""Reports of metabolomics in mzTab and mzTab-M: the table of small molecules, one record per identification.

Sources: mzTab 1.0 and mzTab-M 2.0 specifications (HUPO-PSI/mzTab). A cell that lists several identifications, as
``CHEBI:16737 | CHEBI:17368``, gives a record for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.errors import NoRecordsError
from gaba_analogs.readers.tabular.columns import (
    Columns,
    absent_column,
    check_mapping,
    missing_columns,
    nothing_recognised,
    recognise,
)
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.fields import shape_of
from gaba_analogs.record.words import misfit

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

HEADER, ROW = "SMH", "SML"
"""What begins the header and the rows of the table of small molecules."""

_SECTIONS = frozenset({"MTD", "COM", HEADER, ROW, "SFH", "SMF", "SEH", "SME", "PRH", "PRT", "PEH", "PEP", "PSH", "PSM"})
_LISTS = frozenset(
    {
        "database_identifier", "identifier", "chemical_formula", "smiles", "inchi", "inchi_key", "chemical_name",
        "description", "theoretical_neutral_mass",
    }
)  # fmt: skip
"""Columns whose cells may list what several identifications state."""

_IDENTIFIERS = ("database_identifier", "identifier")
_BETWEEN = " | "
_NULL = frozenset({"null", "-"})
_STRUCTURAL = frozenset({"inchi", "inchikey"})


def is_mztab(lines: Sequence[str]) -> bool:
    r"""Whether a text is an mzTab report.

    Examples
    --------
    >>> is_mztab(["MTD\tmzTab-version\t2.2.0-M"])
    True
    """
    stated = [line for line in lines if line.strip()]
    known = [line.split("\t", 1)[0] in _SECTIONS for line in stated]
    return any("mzTab-version" in line or line.startswith(HEADER + "\t") for line in stated) and all(known)


def read_mztab(
    lines: Iterable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read the small molecules of an mzTab report.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to column title; overrides automatic recognition.
    notes
        What to tell of columns that state no field.

    Raises
    ------
    InputError
        The report has no table of small molecules, or a mapped column is absent.
    """
    check_mapping(mapping)
    titles: list[str] = []
    columns: Columns | None = None
    number = 0
    for line, text in enumerate(lines, start=1):
        if text.startswith(HEADER + "\t"):
            titles = text.rstrip("\t").split("\t")
            if missing := missing_columns(titles, mapping):
                raise absent_column(missing[0], titles[1:], name)
            columns = recognise(titles, mapping)
            if not columns:
                raise nothing_recognised(titles[1:], name)
            if notes is not None:
                notes.saw(columns)
                notes.not_read.pop(HEADER, None)
        elif text.startswith(ROW + "\t") and columns is not None:
            cells = text.split("\t")
            if len(cells) < len(titles) or any(cell.strip() for cell in cells[len(titles) :]):
                number += 1
                problem = misfit(len(cells), len(titles))
                yield StructureRecord(place=Place(name, line, number), problem=problem)
                continue
            for candidate in _candidates(titles, cells[: len(titles)]):
                number += 1
                yield columns.record(candidate, Place(name, line, number), **_identifiers(titles, candidate))
    if not number:
        raise NoRecordsError("no small molecules (SML lines) in this mzTab report", path=name)


def _candidates(titles: Sequence[str], cells: Sequence[str]) -> Iterator[list[str]]:
    """Give the cells of each identification that a row lists; a cell with one value belongs to all.

    Examples
    --------
    >>> list(_candidates(["SMH", "smiles", "chemical_name"], ["SML", "C | CC", "alkane"]))
    [['SML', 'C', 'alkane'], ['SML', 'CC', 'alkane']]
    """
    parts = [
        [part.strip() for part in cell.split(_BETWEEN)] if title in _LISTS else [cell.strip()]
        for title, cell in zip(titles, cells, strict=True)
    ]
    count = max(map(len, parts))
    for index in range(count):
        chosen = [own[index] if len(own) == count else own[0] if len(own) == 1 else "" for own in parts]
        yield ["" if text.casefold() in _NULL else text for text in chosen]


def _identifiers(titles: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Give the identifier of a database with the field that its form shows."""
    own = [cell for title, cell in zip(titles, cells, strict=True) if title in _IDENTIFIERS and cell]
    return {field: text for text in own if (field := shape_of(text)) is not None and field not in _STRUCTURAL}
