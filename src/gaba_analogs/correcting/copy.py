"""A copy of the input with the corrections that its other fields determine.

Only the corrected cells and values differ, and in a table one column that says what was changed: encoding,
byte order mark, line ends, quotation marks and comments stay as they are. An input in which nothing is
corrected is copied byte for byte. The input itself is never written to.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from gaba_analogs import readers
from gaba_analogs.correcting.collected import Collected, Correction
from gaba_analogs.correcting.outcome import Outcome
from gaba_analogs.correcting.trial import decided, wanted
from gaba_analogs.correcting.writer import Writer
from gaba_analogs.correcting.writers import writer_of
from gaba_analogs.errors import InputError, nearest_ending
from gaba_analogs.readers.catalogue import SUFFIXES, promised_format
from gaba_analogs.readers.io.compression import (
    compressing,
    compression_of,
    compression_promised,
    without_compression_suffix,
)
from gaba_analogs.readers.io.formats import listing_name
from gaba_analogs.readers.io.text import Stream
from gaba_analogs.record import FIELDS
from gaba_analogs.results.decisions import Decisions
from gaba_analogs.results.filling import Tried, values_of, why_unfilled
from gaba_analogs.results.findings import RecordReport, Safety


class CorrectedCopy:
    """The input, to be written again with the corrections of its reports.

    The reports of a run pass through `collect`; then `write` reads the input a second time, writes the copy, and
    reads both to see that the copy holds the same records but for what is corrected.

    Parameters
    ----------
    source
        Path of a file in one of the formats that are written again.
    target
        Path of the copy, whose ending says how it is compressed.
    mapping
        Field to column, as the source was read with.
    least
        The least safe corrections that are written; None for none.
    fill
        Fields that are filled where they are empty.
    decisions
        Corrections that people decided on, which are written instead; None for none.

    Attributes
    ----------
    outcome
        What became of the corrections.

    Raises
    ------
    InputError
        The source has another format, or the target's name promises one.
    """

    def __init__(
        self,
        source: str,
        target: str,
        *,
        mapping: Mapping[str, str] | None = None,
        least: Safety | None = Safety.SAFE,
        decisions: Decisions | None = None,
        fill: Collection[str] = (),
    ) -> None:
        self.outcome = Outcome(rows_kept=None if decisions is None else {})
        if fill and least is None:
            self.outcome.nothing = "no empty field filled"
        self._source, self._target, self._mapping, self._least = source, target, mapping, least
        self._fill = tuple(fill)
        self._decisions = decisions
        self._compression = compression_promised(target)
        self._writer = writer_of(source, mapping, fill)
        _check_name(source, target, self._writer)
        self._corrections = Collected()
        self._before = _state(source)

    def close(self) -> None:
        """Forget the corrections."""
        self._corrections.close()

    def collect(self, tried: Iterable[Tried]) -> Iterator[RecordReport]:
        """Give the reports on every record of the source, in order, and keep their corrections.

        Parameters
        ----------
        tried
            Each report, whether the record is better with its corrections, and what its empty fields are to hold.
        """
        if self._decisions is not None:
            yield from self._decided(tried, self._decisions)
            return
        for report, better, filled in tried:
            if filled:
                reasons = {name: one.source for name, one in filled.items()}
                self._corrections.add(report, values_of(filled), reasons, filled=True)
            if report.corrections and self._least is not None:
                self.outcome.count(report, self._least)
                values = wanted(report, self._least)
                if values and better:
                    self._corrections.add(report, values)
                elif values:
                    self.outcome.keep(report.record, [*values], "the record would be no better for it")
            if self._fill and not filled and (why := why_unfilled(report, self._fill)) is not None:
                self.outcome.unfilled[why] += 1
            yield report

    def _decided(self, tried: Iterable[Tried], decisions: Decisions) -> Iterator[RecordReport]:
        """Keep the corrections that people decided on, but for those with a misprint."""
        for report, fit, _ in tried:
            ruling = decided(report, decisions)
            if ruling.corrected and fit:
                self._corrections.add(report, ruling.corrected, ruling.reasons)
            yield report

    def write(self, path: Path) -> None:
        """Write the copy.

        Parameters
        ----------
        path
            Where to write it before it gets its name.

        Raises
        ------
        InputError
            The source has changed meanwhile, or cannot be read to its end.
        """
        if _state(self._source) != self._before:
            raise InputError("changed during the run: no corrected copy was written", path=self._source)
        try:
            if path.exists() and not path.is_file():  # a pipe or a device is not read back
                with tempfile.TemporaryDirectory() as folder:
                    checked = Path(folder, "copy")
                    self._write(checked)
                    with checked.open("rb") as copy, path.open("wb") as file:
                        shutil.copyfileobj(copy, file)
            else:
                self._write(path)
        except InputError as error:
            raise InputError(f"no corrected copy was written: {error.message}", path=self._source) from error

    def _write(self, path: Path) -> None:
        """Write a copy that is read back as it should be: without the column of changes, or the same, if need be.

        Where people decided, their decisions say what was changed and why, and no column is added.
        """
        for column in (True, True, False) if self._decisions is None else (False, False):
            if not self._written(path, column=column):
                self._copy(path)
            found = self._read_back(path) if self._corrections else self.outcome.empty()
            if found is not None:
                self.outcome.add(found)
                if not found.written + found.filled:
                    self._copy(path)
                return
        self._copy(path)
        self.outcome.leave_all(self._source, self._corrections)

    def _written(self, path: Path, *, column: bool) -> bool:
        """Write the corrected text; False where nothing is corrected, and nothing is written."""
        corrected = self._writer.corrected(self._corrections, column=column) if self._corrections else None
        if corrected is None:
            return False
        with path.open("wb") as file, compressing(file, self._compression) as out:
            for piece in corrected:
                out.write(piece)
        return True

    def _read_back(self, path: Path) -> Outcome | None:
        """Read the copy and count its corrections; None where it is not read as the same records but for these.

        A corrected row that is read otherwise is left out of the next attempt.
        """
        found = self.outcome.empty()
        corrections = iter(self._corrections)
        row, mine = next(corrections, (0, []))
        left_out: set[int] = set()
        try:
            before = readers.read(self._source, mapping=self._mapping)
            after = readers.read(path, mapping=self._mapping, called=self._target)
            for one, other in itertools.zip_longest(before, after):
                if one is None or other is None:
                    return None
                own: list[Correction] = []
                if one.place.row == row:
                    lost = self._writer.without_place.get(row, [])
                    own = [correction for correction in mine if correction.field not in lost]
                    if lost:
                        found.keep(one, lost, self._writer.cannot, filled=True)
                    row, mine = next(corrections, (0, []))
                values = {correction.field: correction.value for correction in own}
                empty = sum(correction.filled for correction in own)
                changed = {name for name in FIELDS if getattr(one, name) != getattr(other, name)}
                if changed and self._writer.is_as_wanted(other, changed, values):
                    found.written += len(values) - empty
                    found.rows += bool(len(values) - empty)
                    found.fill(own)
                elif changed or (one.problem is None) != (other.problem is None):
                    if not values:
                        return None
                    left_out.add(one.place.row or 0)
                    self.outcome.keep(one, [*values], "the record would be read otherwise", filled=bool(empty))
                elif values:
                    why = self._writer.why_kept.get(one.place.row or 0, self._writer.cannot)
                    found.keep(one, [*values], why, filled=bool(empty))
        except InputError:
            return None
        self._corrections.left_out |= left_out
        return None if left_out else found

    def _copy(self, path: Path) -> None:
        """Copy the source; compress it anew only where the target's name asks for another compression."""
        with Path(self._source).open("rb") as source, path.open("wb") as file:
            same = compression_of(source.read(8)) == self._compression
            source.seek(0)
            if same:
                shutil.copyfileobj(source, file)
                return
            with compressing(file, self._compression) as out:
                for piece in Stream(source, self._source):
                    out.write(piece)


def _state(source: str) -> tuple[int, int]:
    status = Path(source).stat()
    return status.st_size, status.st_mtime_ns


def _check_name(source: str, target: str, writer: Writer) -> None:
    """Refuse a target whose name promises another format than the one that is kept, delimiters included.

    The columns of PubChem's listings have no titles: they are known by the name of the file.
    """
    if writer.is_listing and listing_name(source) != listing_name(target):
        raise InputError(
            f"--fix keeps the format of {source}: give --output the same name in another folder", path=target
        )
    form, promised, given = writer.form.name, promised_format(target), promised_format(source)
    tables = {"csv", "tsv"}
    kept = {given} if given in tables else {given, form} | (tables if form in tables else set())
    own, ending = (Path(without_compression_suffix(name)).suffix.lower() for name in (source, target))
    mistyped = promised is None and ending not in {own, ".txt", ".text"} and bool(nearest_ending(ending, SUFFIXES))
    if mistyped or (promised is not None and promised not in kept) or (writer.keeps_ending and ending != own):
        raise InputError(f"--fix keeps the format of {source}: give --output the same ending", path=target)
