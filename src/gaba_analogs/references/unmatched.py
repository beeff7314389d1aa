"""What records and reference tables do not share: records that no table knows, rows that no record leads to."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TextIO

from gaba_analogs.record import StructureRecord
from gaba_analogs.references.identifiers import LOOKED_UP, asked
from gaba_analogs.references.tables import Reference

_IDENTIFIERS = tuple(field for field in LOOKED_UP if field != "name")
COLUMNS = ("in", "place", "name", *_IDENTIFIERS)
"""Columns of the list: the file that has the compound alone, where, and what it states."""


class Unmatched:
    """Keeps count of the rows that were met, a bit each, and writes the list.

    Parameters
    ----------
    references
        The tables.
    stream
        Where the list goes; records are written as they come, rows at the end.
    """

    def __init__(self, references: Sequence[Reference], stream: TextIO) -> None:
        self._references = references
        self._met = {reference.name: bytearray(reference.rows // 8 + 1) for reference in references}
        self._writer = csv.writer(stream, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self.records = 0
        self.rows = 0

    def add(self, record: StructureRecord, met: Iterable[tuple[str, Iterable[int]]]) -> None:
        """Take in the rows to which the identifiers of a record lead."""
        known = False
        for source, rows in met:
            for row in rows:
                known = True
                self._met[source][row // 8] |= 1 << row % 8
        if not known and not record.problem:
            self.records += 1
            stated = dict(asked(record.__dict__))
            self._write(record.place.source or "", str(record.place), record.name, stated.items())

    def finish(self) -> None:
        """Write the rows that no record leads to."""
        for reference in self._references:
            met = self._met[reference.name]
            for entry in reference.entries():
                if not met[entry.number // 8] >> entry.number % 8 & 1:
                    self.rows += 1
                    own = chain(entry.numbers, [("inchikey", entry.inchikey or "")])
                    self._write(reference.source, str(entry.place), entry.name, own)

    def _write(self, source: str, place: str, name: str | None, stated: Iterable[tuple[str, str]]) -> None:
        values = dict(stated)
        self._writer.writerow([source, place, name or "", *self._texts(values)])

    @staticmethod
    def _texts(values: dict[str, str]) -> Iterator[str]:
        return (values.get(field, "") for field in _IDENTIFIERS)
