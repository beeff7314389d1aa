"""Where a value stands in a line of a text file, so that an editor can replace it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BOUNDS = frozenset(',;\t|"\r\n')
"""Signs that stand beside a cell of delimited text."""
LONGEST = 100_000
"""Characters [-] of a line that is looked at."""


class Span(NamedTuple):
    """A part of a line: columns [-] counted from 1, the last one exclusive."""

    start: int
    end: int


class LineValues:
    """Finds values in the lines of the inputs, which are asked for in order.

    Files are read once, alongside the records; what is no plain text in UTF-8 has no lines to look at.
    """

    def __init__(self) -> None:
        self._source: str | None = None
        self._lines: Iterator[str] = iter(())
        self._number = 0
        self._line = ""

    def find(self, source: str | None, line: int | None, value: str) -> Span | None:
        """Give where a value stands in a line as the only thing between two delimiters.

        Parameters
        ----------
        source
            The file.
        line
            The number [-] of the line, counted from 1.
        value
            The value as typed.

        Returns
        -------
        Span or None
            None where it does not stand there exactly once as a cell of its own.
        """
        text = self._at(source, line) if source and line and value else ""
        if len(text) > LONGEST or text.count(value) != 1:
            return None
        start = text.index(value)
        end = start + len(value)
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before and before not in _BOUNDS) or (after and after not in _BOUNDS) or (before == '"') != (after == '"'):
            return None
        return Span(start + 1, end + 1)

    def _at(self, source: str, line: int) -> str:
        if source != self._source or line < self._number:
            self._source, self._number, self._line = source, 0, ""
            self._lines = _lines(source)
        while self._number < line:
            text = next(self._lines, None)
            if text is None:
                return ""
            self._number, self._line = self._number + 1, text
        return self._line


def fits(value: str) -> bool:
    """Tell whether a value can stand in a cell as it is, quoted or not."""
    return not _BOUNDS & set(value)


def _lines(source: str) -> Iterator[str]:
    path = Path(source)
    try:
        if not path.is_file():
            return
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for line in file:
                yield line.rstrip("\r\n")
    except (OSError, ValueError):
        return
