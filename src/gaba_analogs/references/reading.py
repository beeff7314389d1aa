"""The rows of a reference, in batches: a short way for plain tables, our readers for everything else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from gaba_analogs.errors import InputError, NoRecordsError, system_reason
from gaba_analogs.readers import read
from gaba_analogs.readers.io.formats import listing_titles
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.tabular.table import Layout, layout_of
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import TABLE
from gaba_analogs.record.kinds import IDENTIFIERS

KEPT = tuple(
    field.name
    for field in TABLE
    if (not field.rare or field.kind in IDENTIFIERS)
    and field.name not in {"element_counts", "charge", "chirality", "atc_code"}
)
"""Fields of a row that are kept."""

_BATCH = 10_000
"""Rows [-] that are indexed together."""


class Batch(NamedTuple):
    """Some rows of a reference.

    Parameters
    ----------
    fields
        What their texts are.
    lines
        First line [-] of each, or its number where the input has no lines.
    files
        The file of each; None where all stand in the reference itself.
    texts
        For each field the texts of all rows; None where a row does not state it.
    """

    fields: Sequence[str]
    lines: Sequence[int]
    files: Sequence[str | None] | None
    texts: Sequence[Sequence[str | None]]


def batches(path: str, mapping: Mapping[str, str] | None = None) -> Iterator[Batch]:
    """Give the rows of a file that could be read.

    Parameters
    ----------
    path
        The file, or a folder.
    mapping
        Field to column title; overrides automatic recognition.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    if mapping is None and Path(path).is_file():
        try:
            with Path(path).open("rb") as file:
                source = OpenedInput(file, path)
                layout = _plain_layout(source)
                if layout is not None:
                    yield from _split(source, layout)
                    return
        except OSError as error:
            raise InputError(f"cannot be read ({system_reason(error)})", path=path) from error
    yield from _read(path, mapping)


def _plain_layout(source: OpenedInput) -> Layout | None:
    """Give the layout of one of PubChem's listings, which have tabs, no quotation marks and no header."""
    try:
        titles = listing_titles(source.name, source.lines)
    except InputError:
        return None
    return None if titles is None else layout_of(source.lines, source.name, titles=titles)


def _split(source: OpenedInput, layout: Layout) -> Iterator[Batch]:
    cells = [(name, own[0].index) for name, own in layout.columns.cells.items() if name in KEPT]
    fields = [name for name, _ in cells]
    line = 0
    for block in source.lines.blocks(_BATCH):
        rows = [text.split("\t") for text in block]
        lines: Sequence[int] = range(line + 1, line + 1 + len(rows))
        line += len(rows)
        if {*map(len, rows)} != {layout.width}:
            good = [(number, row) for number, row in zip(lines, rows, strict=True) if len(row) == layout.width]
            lines, rows = [number for number, _ in good], [row for _, row in good]
        columns = list(zip(*rows, strict=True))
        if columns:
            yield Batch(fields, lines, None, [columns[index] for _, index in cells])


def _read(path: str, mapping: Mapping[str, str] | None) -> Iterator[Batch]:
    try:
        yield from _batched(path, read(path, mapping=mapping, say=_silent))
    except NoRecordsError as error:  # what to do is said of an input
        found, advice, _ = error.message.partition(": name one with")
        if not advice:
            raise
        raise InputError(f"{found}: rename one in the table, such as to smiles, inchikey or cas", path=path) from None


def _batched(path: str, records: Iterator[StructureRecord]) -> Iterator[Batch]:
    while some := list(islice(records, _BATCH)):
        good = [record for record in some if not record.problem]
        lines = [record.place.line or record.place.row or 0 for record in good]
        sources = [record.place.source for record in good]
        files = None if set(sources) <= {path, os.fspath(path), None} else sources
        values = [record.__dict__ for record in good]
        stated = [name for name in KEPT if any(name in own for own in values)]
        if good:
            yield Batch(stated, lines, files, [[own.get(name) for own in values] for name in stated])


def _silent(_: str) -> None:
    """Pass over files of a folder or an archive that hold no records."""
