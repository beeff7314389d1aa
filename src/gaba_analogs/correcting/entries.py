"""A text of entries, such as an SD file or a spectral library, written again with corrected values.

The place of a value is found by trial: it is the one at which an entry, read anew by the reader of its
format, states the corrected value and differs in nothing else. So a format needs no writer of its own.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from gaba_analogs import readers
from gaba_analogs.correcting.collected import Collected, Correction
from gaba_analogs.correcting.writer import Writer, opened
from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.io.verbatim import Edit, Line, edited
from gaba_analogs.readers.json.spans import object_spans
from gaba_analogs.readers.rewriting import LINES, Rewriting
from gaba_analogs.record import StructureRecord

MOST_TRIALS = 200
"""Most places [-] of one value in an entry that are tried."""

_NO_PLACE = "the entry has no place of its own for it"
_NOT_ENCODED = "the encoding of the file cannot hold it"

_OF_A_DATABASE = "answers of databases and tables of pandas are left as they are"


class _Entry(NamedTuple):
    """The lines of an entry that is to be corrected.

    Parameters
    ----------
    row
        The number [-] of its record, counted from 1.
    first, last
        Its first line [-], counted from 1, and the line behind its last; None for the end of the text.
    corrections
        What is to be corrected in it.
    """

    row: int
    first: int
    last: int | None
    corrections: list[Correction]


class EntryWriter(Writer):
    """Writes a text whose records stand one below the other, each from a line of its own."""

    cannot = _NO_PLACE

    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes]:  # noqa: ARG002 - there is none
        """Give the bytes of the corrected text."""
        with opened(self.source) as text:
            yield text.mark
            number = 1
            for entry in self._entries(corrections):
                for line in islice(text.lines, entry.first - number):
                    yield line.encoded()
                count = None if entry.last is None else entry.last - entry.first
                lines = [*islice(text.lines, count)]
                number = entry.first + len(lines)
                for line in self._corrected(lines, entry):
                    yield line.encoded()
            for line in text.lines:
                yield line.encoded()

    def _entries(self, corrections: Collected) -> Iterator[_Entry]:
        """Find the lines of the records that have corrections, by the places of all records."""
        wanted = iter(corrections)
        row, mine = next(wanted, (0, []))
        begun: _Entry | None = None
        for record in readers.read(self.source, mapping=self.mapping):
            line = record.place.line or 0
            if begun is not None:
                if line > begun.first:  # else several records stand in one line
                    yield begun._replace(last=line)
                begun = None
            if not row:
                return
            if record.place.row == row:
                begun = _Entry(row, line, None, mine)
                row, mine = next(wanted, (0, []))
        if begun is not None:
            yield begun

    def _corrected(self, lines: list[Line], entry: _Entry) -> list[Line]:
        text = "\n".join(line.text for line in lines)
        return edited(lines, self._edits(text, entry.row, entry.corrections, lines))

    def _edits(self, text: str, row: int, corrections: Sequence[Correction], lines: Sequence[Line]) -> list[Edit]:
        """Give the edits of an entry that make its corrections, all or none.

        Parameters
        ----------
        text
            The entry.
        row
            The number [-] of its record.
        corrections
            What is to be corrected in it.
        lines
            Those that have to hold the new values.
        """
        record = self._read(text)
        if record is None:
            return []
        edits = [self._edit(text, record, correction) for correction in corrections]
        lost = [one.field for one, edit in zip(corrections, edits, strict=True) if edit is None and one.filled]
        if lost:
            self.without_place[row] = lost
            corrections = [correction for correction in corrections if correction.field not in lost]
        found = [edit for edit in edits if edit is not None]
        if len(found) < len(corrections) or not found:
            return []
        if not all(line.can_hold(new) for *_, new in found for line in lines):
            self.why_kept[row] = _NOT_ENCODED
            return []
        if len(found) == 1:
            return found  # tried already
        wanted = {correction.field: correction.value for correction in corrections}
        return found if self._read(_with(text, found)) == replace(record, **wanted) else []  # type: ignore[arg-type]

    def _edit(self, text: str, record: StructureRecord, correction: Correction) -> Edit | None:
        """Find the edit that makes one correction; None where there is none."""
        wanted = replace(record, **{correction.field: correction.value})  # type: ignore[arg-type]  # a text
        tried = islice(self._places(text, correction), MOST_TRIALS)
        return next((edit for edit in tried if self._read(_with(text, [edit])) == wanted), None)

    def _places(self, text: str, correction: Correction) -> Iterator[Edit]:
        """Give what may be the edit that makes a correction: where its value stands in an entry as a word."""
        rewriting = self.form.rewriting or LINES
        above = None if rewriting.below is None else rewriting.below.search(text)
        if not correction.stated:
            yield from _empty_places(text, correction, rewriting, 0 if above is None else above.end())
            return
        for spell in rewriting.spellings:
            stated, value = spell(correction.stated), spell(correction.value)
            word = rf"(?<![^\W_]){re.escape(stated)}(?![^\W_])"
            for found in re.compile(word).finditer(text, 0 if above is None else above.end()):
                yield found.start(), found.end(), value

    def _read(self, text: str) -> StructureRecord | None:
        """Read an entry; None where it is not one record."""
        assert self.form.read is not None  # noqa: S101 - an archive is not written
        content = io.BytesIO(codecs.BOM_UTF8 + text.encode("utf-8", "surrogatepass"))
        records = _until_refused(self.form.read(OpenedInput(content, self.source), self.mapping))
        found, more = next(records, None), next(records, None)
        return found if more is None else None


class DocumentWriter(EntryWriter):
    """Writes a JSON document, whose objects are its entries."""

    cannot = "the document has no place of its own for it"

    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes]:  # noqa: ARG002 - there is none
        """Give the bytes of the corrected document."""
        with opened(self.source) as document:
            lines = [*document.lines]
        text = "\n".join(line.text for line in lines)
        spans = object_spans(text)
        if not spans:
            self.why_kept |= dict.fromkeys((row for row, _ in corrections), _OF_A_DATABASE)
        edits: list[Edit] = []
        for row, mine in corrections:
            if row <= len(spans):
                start, end = spans[row - 1]
                found = self._edits(text[start:end], row, mine, lines)
                edits += [(start + first, start + last, new) for first, last, new in found]
        yield document.mark
        for line in edited(lines, edits):
            yield line.encoded()

    def _read(self, text: str) -> StructureRecord | None:
        return super()._read(f"[{text}]")


def _empty_places(text: str, correction: Correction, rewriting: Rewriting, start: int) -> Iterator[Edit]:
    """Give what may be the edit that fills a field: where an entry states nothing, and where it may get a place.

    An empty value is a pair of quotation marks, the word null, or the end of a line behind a title; else a tag is added
    before the end of an entry of an SD file, or a member to an object.
    """
    for spell in rewriting.spellings:
        value = spell(correction.value)
        for found in re.compile(r'""|\bnull\b').finditer(text, start):
            yield found.start(), found.end(), f'"{value}"'
        for found in re.compile(r"(?<=[:=>])[ \t]*$|^$", re.MULTILINE).finditer(text, start):
            yield (
                found.end(),
                found.end(),
                value if found[0] or text[found.end() - 1 : found.end()] != ":" else f" {value}",
            )
        end = text.find("$$$$", start)
        if end >= 0:
            yield end, end, f">  <{correction.field}>\n{value}\n\n"
        brace = text.find("{", start)
        if brace >= 0:
            yield brace + 1, brace + 1, f'"{correction.field}": "{value}", '


def _with(text: str, edits: Iterable[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _until_refused(records: Iterator[StructureRecord]) -> Iterator[StructureRecord]:
    """Give the records of a reader that may miss a mapped tag, which other entries have."""
    with suppress(InputError):
        yield from records
