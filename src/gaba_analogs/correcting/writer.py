"""What writes an input again: its values changed in their places, all else as it was."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from gaba_analogs.correcting.collected import Collected
from gaba_analogs.readers.catalogue import InputFormat
from gaba_analogs.readers.io.text import Stream
from gaba_analogs.readers.io.verbatim import Line, Verbatim
from gaba_analogs.record import StructureRecord

Columns = Mapping[str, str] | None


class Writer(ABC):
    """Writes one input again with corrections.

    Parameters
    ----------
    form
        Its format.
    source
        Its path.
    mapping
        Field to column, as it is read with.

    Attributes
    ----------
    why_kept
        Why corrections of a row were not written, where there is more to say than that it cannot hold them.
    without_place
        Fields of a row, by its number, that would be filled and have no place; its others are filled.
    fill
        Fields that are filled where they are empty.
    """

    cannot: ClassVar[str] = "the cell cannot hold it"
    keeps_ending: ClassVar[bool] = False
    """Programs know the format by the ending of the file, which the copy has to keep."""

    def __init__(self, form: InputFormat, source: str, mapping: Columns) -> None:
        self.form, self.source, self.mapping = form, source, mapping
        self.why_kept: dict[int, str] = {}
        self.without_place: dict[int, list[str]] = {}
        self.fill: tuple[str, ...] = ()

    @property
    def is_listing(self) -> bool:
        """Whether the columns of the input are known by its name alone."""
        return False

    @abstractmethod
    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes] | None:
        """Give the bytes of the corrected input, not compressed.

        Parameters
        ----------
        corrections
            All or none of those of a row are written.
        column
            False to add no column of changes, where the format has a place for one.

        Returns
        -------
        Iterator of bytes or None
            None where no correction has a place.
        """

    def is_as_wanted(self, record: StructureRecord, changed: Collection[str], values: Mapping[str, str]) -> bool:
        """Tell whether a record that is read back has its corrections and no other change.

        Parameters
        ----------
        record
            The record.
        changed
            Fields that differ from those of the input.
        values
            Field to corrected value.
        """
        return {*changed} <= {*values} and all(
            (getattr(record, field) or "").replace(",", ".") == value.replace(",", ".")
            for field, value in values.items()
        )


@dataclass(frozen=True)
class Text:
    """A text, opened: the byte order mark and the lines."""

    mark: bytes
    lines: Iterator[Line]


@contextmanager
def opened(source: str) -> Iterator[Text]:
    """Open an input as lines that can be written again byte for byte."""
    with Path(source).open("rb") as file:
        text = Verbatim(Stream(file, source))
        yield Text(text.mark, iter(text))
