"""Tables that people keep in CSV: a fault is told with the line and the column."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaba_analogs.configuration.toml_text import ConfigurationError, nearest_of, read_text
from gaba_analogs.record.words import misfit

_RISKY = frozenset("=+-@\t\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written: its texts, and how to complain about one of them.

    Parameters
    ----------
    values
        Column to text.
    where
        File and line.
    """

    values: Mapping[str, str]
    where: str

    def fault(self, key: str, message: str) -> ConfigurationError:
        """Make the error about a column."""
        return ConfigurationError(f"{self.where}: {key}: {message}")


def csv_rows(path: Path, columns: Sequence[str], needed: Collection[str]) -> Iterator[Row]:
    """Read the rows of a table, delimited by commas, semicolons or tabs.

    Parameters
    ----------
    path
        The file, in UTF-8.
    columns
        The columns that it may have.
    needed
        Those that it must have.

    Raises
    ------
    ConfigurationError
        It cannot be read, or a row is not understood; the message names line and column.
    """
    text = read_text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader: Any = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [title.strip() for title in next(reader, [])]
        _check_header(header, path, columns, needed)
        line = reader.line_num + 1
        for row in reader:
            here, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                raise ConfigurationError(f"{path}:{here}: {misfit(len(row), len(header))}")
            yield Row({n: _bare(cell) for n, cell in zip(header, row, strict=True)}, f"{path}:{here}")
    except csv.Error as error:
        raise ConfigurationError(f"{path}:{reader.line_num}: not valid CSV: {error}") from None


def inert(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell[:1] in _RISKY else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RISKY else cell


def _check_header(header: Sequence[str], path: Path, columns: Sequence[str], needed: Collection[str]) -> None:
    for title in header:
        if title not in columns:
            hint = nearest_of(title.lower(), columns)
            raise ConfigurationError(f"{path}:1: {title or 'an empty title'}: unknown column{hint}")
        if header.count(title) > 1:
            raise ConfigurationError(f"{path}:1: {title}: there are two columns")
    for one in needed:
        if one not in header:
            raise ConfigurationError(f"{path}:1: {one}: no column")
