"""The corrections of a run, kept until the input is written again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gaba_analogs.correcting.reasons import reason_for
from gaba_analogs.results.findings import RecordReport

IN_MEMORY = 1 << 24
"""Bytes [-] of corrections that are kept in memory; more go to a temporary file."""
CHANGES_COLUMN = "gaba_analogs_changes"
"""Column that says what was changed in a row, and why."""


class Correction(NamedTuple):
    """One corrected field of a record.

    Parameters
    ----------
    field
        Its canonical name.
    stated
        Its value as typed; where it is filled, nothing or a placeholder.
    value
        What the other fields make it.
    why
        The finding that the correction answers; of a filled field where its value comes from.
    filled
        Whether the field was empty.
    """

    field: str
    stated: str
    value: str
    why: str
    filled: bool = False

    @property
    def remark(self) -> str:
        """What is changed, and why; of a filled field also where its value comes from."""
        if self.filled:
            return f"{self.field}: filled {self.why}{f' (was {self.stated})' if self.stated else ''}"
        return f"{self.field}: {self.stated} -> {self.value} ({self.why})"


class Collected:
    """The corrections of many records, in their order."""

    def __init__(self) -> None:
        self.left_out: set[int] = set()
        """Rows [-] whose corrections are not given after all."""
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="ascii")  # noqa: SIM115 - `close` is there
        self._count = 0

    def close(self) -> None:
        """Forget them all."""
        self._file.close()

    def __bool__(self) -> bool:
        return self._count > 0

    def add(
        self,
        report: RecordReport,
        values: Mapping[str, str],
        reasons: Mapping[str, str] | None = None,
        *,
        filled: bool = False,
    ) -> None:
        """Keep corrections of a record: field to the value to write, and to why; None for what the report says."""
        record = report.record
        found = [
            Correction(
                field,
                getattr(record, field) or "",
                value,
                reason_for(report, field) if reasons is None else reasons[field],
                filled,
            )
            for field, value in values.items()
        ]
        self._file.write(json.dumps([record.place.row, found]) + "\n")
        self._count += 1

    def __iter__(self) -> Iterator[tuple[int, list[Correction]]]:
        """Give each row that has corrections with them; rows [-] are counted from 1."""
        self._file.seek(0)
        for line in self._file:
            row, found = json.loads(line)
            if row not in self.left_out:
                yield row, [Correction(*fields) for fields in found]
