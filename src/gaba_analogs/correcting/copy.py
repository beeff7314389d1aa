"""A copy of the input with the corrections that its other fields determine.

Only the corrected cells and values differ, and in a table one column that says what was changed: encoding,
byte order mark, line ends, quotation marks and comments stay as they are. An input in which nothing is
corrected is copied byte for byte. The input itself is never written to.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gaba_analogs.correcting.articles import corrected_article
from gaba_analogs.correcting.collected import Collected
from gaba_analogs.correcting.tables import corrected_table, survey
from gaba_analogs.errors import InputError
from gaba_analogs.readers.catalogue import promised_format, recognised
from gaba_analogs.readers.io.compression import compressing, compression_of, compression_promised
from gaba_analogs.readers.io.formats import listing_titles
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.io.text import Stream
from gaba_analogs.readers.io.verbatim import Line, Verbatim
from gaba_analogs.readers.tabular.table import Layout, layout_of
from gaba_analogs.results.findings import RecordReport


class CorrectedCopy:
    """The input, to be written again with the corrections of its reports.

    The reports of a run pass through `collect`; then `write` reads the input a second time.

    Parameters
    ----------
    source
        Path of a delimited text or a wikitext.
    target
        Path of the copy, whose ending says how it is compressed.
    mapping
        Field to column, as the source was read with.

    Raises
    ------
    InputError
        The source has another format, or the target's name promises one.
    """

    def __init__(self, source: str, target: str, *, mapping: Mapping[str, str] | None = None) -> None:
        self._source = source
        self._compression = compression_promised(target)
        self._format, self._layout = _recognised(source, mapping)
        _check_name(source, target, self._format)
        self._corrections = Collected()
        self._before = _state(source)

    def close(self) -> None:
        """Forget the corrections."""
        self._corrections.close()

    def collect(self, reports: Iterable[RecordReport]) -> Iterator[RecordReport]:
        """Give the reports on every record of the source, in order, and keep their corrections."""
        for report in reports:
            self._corrections.add(report)
            yield report

    def write(self, file: BinaryIO) -> None:
        """Write the copy.

        Raises
        ------
        InputError
            The source has changed meanwhile, or cannot be read to its end.
        """
        if _state(self._source) != self._before:
            raise InputError("changed during the run: no corrected copy was written", path=self._source)
        try:
            corrected = self._corrected()
            if corrected is None:
                self._copy(file)
                return
            with compressing(file, self._compression) as out:
                for piece in corrected:
                    out.write(piece)
        except InputError as error:
            raise InputError(f"no corrected copy was written: {error.message}", path=self._source) from error

    def _corrected(self) -> Iterator[bytes] | None:
        """Give the bytes of the copy; None where nothing is corrected."""
        if not self._corrections:
            return None
        if self._layout is None:
            with _opened(self._source) as text:
                lines = corrected_article([*text.lines], self._source, self._corrections)
            return None if lines is None else iter([text.mark, *(line.encoded() for line in lines)])
        with _opened(self._source) as text:
            found = survey(text.lines, self._layout, self._corrections)
        return self._corrected_table(self._layout, torn=found.torn) if found.corrected else None

    def _corrected_table(self, layout: Layout, *, torn: bool) -> Iterator[bytes]:
        with _opened(self._source) as text:
            yield text.mark
            for line in corrected_table(text.lines, layout, self._corrections, torn=torn):
                yield line.encoded()

    def _copy(self, file: BinaryIO) -> None:
        """Copy the source; compress it anew only where the target's name asks for another compression."""
        with Path(self._source).open("rb") as source:
            same = compression_of(source.read(8)) == self._compression
            source.seek(0)
            if same:
                shutil.copyfileobj(source, file)
                return
            with compressing(file, self._compression) as out:
                for piece in Stream(source, self._source):
                    out.write(piece)


@dataclass(frozen=True)
class _Text:
    """A text, opened: the byte order mark and the lines."""

    mark: bytes
    lines: Iterator[Line]


@contextmanager
def _opened(source: str) -> Iterator[_Text]:
    with Path(source).open("rb") as file:
        text = Verbatim(Stream(file, source))
        yield _Text(text.mark, iter(text))


def _state(source: str) -> tuple[int, int]:
    status = Path(source).stat()
    return status.st_size, status.st_mtime_ns


def _recognised(source: str, mapping: Mapping[str, str] | None) -> tuple[str, Layout | None]:
    """Name the format of a source, and give the layout of a table, as its reader finds them.

    Raises
    ------
    InputError
        It has a format that is not written again.
    """
    with Path(source).open("rb") as file:
        opened = OpenedInput(file, source)
        form = recognised(opened)
        if not form.is_written:
            raise InputError(f"--fix corrects tables (CSV, TSV) and wikitext; this is {form.title}", path=source)
        if form.name == "tsv":
            return form.name, layout_of(opened.lines, source, delimiter="\t", mapping=mapping)
        if form.name == "csv":
            titles = listing_titles(source, opened.lines)
            return form.name, layout_of(opened.lines, source, titles=titles, mapping=mapping)
    return form.name, None


def _check_name(source: str, target: str, form: str) -> None:
    """Refuse a target whose name promises another format than the one that is kept, delimiters included."""
    promised, given = promised_format(target), promised_format(source)
    tables = {"csv", "tsv"}
    kept = {given} if given in tables else {given, form} | (tables if form in tables else set())
    if promised is not None and promised not in kept:
        raise InputError(f"--fix keeps the format of {source}: give --output the same ending", path=target)
