"""The corrections of a run, kept until the input is written again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import NamedTuple

from gaba_analogs.correcting.reasons import reason_for
from gaba_analogs.results.findings import RecordReport

IN_MEMORY = 1 << 24
"""Bytes [-] of corrections that are kept in memory; more go to a temporary file."""


class Correction(NamedTuple):
    """One corrected field of a record.

    Parameters
    ----------
    field
        Its canonical name.
    stated
        Its value as typed.
    value
        What the other fields make it.
    why
        The finding that the correction answers.
    """

    field: str
    stated: str
    value: str
    why: str


class Collected:
    """The corrections of many records, in their order."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="ascii")  # noqa: SIM115 - `close` is there
        self._count = 0

    def close(self) -> None:
        """Forget them all."""
        self._file.close()

    def __bool__(self) -> bool:
        return self._count > 0

    def add(self, report: RecordReport) -> None:
        """Keep the corrections of a record, if it has any."""
        record = report.record
        if not report.corrections or record.problem is not None:
            return
        found = [
            Correction(field, stated, value, reason_for(report, field))
            for field, value in report.corrections.items()
            if (stated := getattr(record, field))
        ]
        self._file.write(json.dumps([record.place.row, found]) + "\n")
        self._count += 1

    def __iter__(self) -> Iterator[tuple[int, list[Correction]]]:
        """Give each row that has corrections with them; rows [-] are counted from 1."""
        self._file.seek(0)
        for line in self._file:
            row, found = json.loads(line)
            yield row, [Correction(*fields) for fields in found]
