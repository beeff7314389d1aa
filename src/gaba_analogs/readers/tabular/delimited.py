"""Rows of delimited text, as every reader of CSV takes them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO


def quoted(text: str) -> str:
    """Write a text as a quoted cell.

    Examples
    --------
    >>> print(quoted('GABA "pure", 1 g'))
    "GABA ""pure"", 1 g"
    """
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


class RowWriter:
    """Writes rows that end in a line feed.

    Python leaves a lone carriage return unquoted, at which others, and Python itself, end the row: a row
    that holds one is quoted throughout.

    Parameters
    ----------
    stream
        Where to write.
    delimiter
        What stands between cells.

    Examples
    --------
    >>> import sys
    >>> RowWriter(sys.stdout).write(["GABA", "C4H9NO2"])
    GABA,C4H9NO2
    """

    def __init__(self, stream: TextIO, delimiter: str = ",") -> None:
        self._plain = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
        self._quoted = csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def write(self, cells: Sequence[str | int]) -> None:
        """Write one row."""
        torn = any(isinstance(cell, str) and "\r" in cell for cell in cells)
        (self._quoted if torn else self._plain).writerow(cells)
