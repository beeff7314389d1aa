"""Long tables of ChEBI: a row for each statement about a compound, with its kind and its value.

Source: ChEBI flat files (ftp.ebi.ac.uk/pub/databases/chebi/Flat_file_tab_delimited): ``chemical_data.tsv``,
``structures.csv`` and ``database_accession.tsv``. Rows of one compound that follow one another are one record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from gaba_analogs.errors import NoRecordsError
from gaba_analogs.readers.io.text import Peekable
from gaba_analogs.readers.tabular.columns import Columns, field_headed, normalised
from gaba_analogs.readers.tabular.table import Layout, Row, split_cells, split_rows
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.words import misfit

COMPOUND, KIND = "compoundid", "type"
VALUES = ("chemicaldata", "structure", "accessionnumber")
"""Columns that may hold the value of a statement."""

_KINDS: Mapping[str, str] = {"mass": "molecular_weight", "mol": "molblock", "casregistrynumber": "cas"}
"""Kinds of statements that are spelt in ChEBI's own way."""

_FIRST = ("chebi", "y", "1")
"""What marks the statement to prefer: ChEBI's own, and the default structure."""


def is_long_table(lines: Sequence[str]) -> bool:
    r"""Whether a text is one of ChEBI's long tables.

    Examples
    --------
    >>> is_long_table(["ID\tCOMPOUND_ID\tTYPE\tSOURCE\tCHEMICAL_DATA"])
    True
    """
    titles = _titles(lines[0]) if lines else []
    return COMPOUND in titles and KIND in titles and sum(value in titles for value in VALUES) == 1


def read_long_table(lines: Peekable[str], name: str) -> Iterator[StructureRecord]:
    """Read a long table of ChEBI, one record per compound.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.

    Raises
    ------
    NoRecordsError
        No row states a field.
    """
    header = lines.peek(1, 1)[0]
    titles = _titles(header)
    delimiter = _delimiter(header)
    layout = Layout(delimiter, delimiter != "\t", 1, 1, len(titles), Columns((), {}))
    rows = split_rows(lines, layout)
    next(rows)
    compound = titles.index(COMPOUND)
    number = 0
    for identifier, group in groupby(rows, key=lambda row: row.cells[compound] if _is_whole(row, titles) else None):
        if identifier is None:
            for row in group:
                number += 1
                problem = row.problem or misfit(len(row.cells), len(titles))
                yield StructureRecord(place=Place(name, row.line, number), problem=problem)
            continue
        own = list(group)
        stated = _stated(own, titles)
        if stated:
            number += 1
            place = Place(name, own[0].line, number)
            yield StructureRecord.made_of({"chebi_id": f"CHEBI:{identifier}", **stated}, place, {})
    if not number:
        raise NoRecordsError("no formula, mass or structure in this table", path=name)


def _is_whole(row: Row, titles: Sequence[str]) -> bool:
    return row.problem is None and len(row.cells) == len(titles)


def _stated(rows: Sequence[Row], titles: Sequence[str]) -> dict[str, str]:
    """Collect what the rows of a compound state; of several of a kind the preferred, else the first."""
    value = next(titles.index(title) for title in VALUES if title in titles)
    kind = titles.index(KIND)
    preferred = [titles.index(title) for title in ("defaultstructure", "source") if title in titles][:1]
    stated: dict[str, str] = {}
    ranks: dict[str, bool] = {}
    for row in rows:
        field = _field(row.cells[kind])
        text = row.cells[value]
        if field is None or not text.strip() or text.strip() == "null":
            continue
        rank = any(row.cells[index].strip().casefold() in _FIRST for index in preferred)
        if field not in stated or (rank and not ranks[field]):
            stated[field], ranks[field] = (text if field == "molblock" else text.strip()), rank
    return stated


def _field(kind: str) -> str | None:
    spelled = normalised(kind).removesuffix("accession")
    known = _KINDS.get(spelled)
    if known is not None:
        return known
    found = field_headed(spelled)
    return None if found is None else found[0]


def _titles(header: str) -> list[str]:
    return [normalised(title) for title in split_cells(header.lstrip("\ufeff"), _delimiter(header))[0]]


def _delimiter(header: str) -> str:
    return "\t" if "\t" in header else ","
