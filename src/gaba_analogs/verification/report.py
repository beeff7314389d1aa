"""The reports of a run: as they come, and all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self, overload

from gaba_analogs.errors import InputError
from gaba_analogs.progress import watched
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.results.display import shown
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.gate import Gate
from gaba_analogs.results.summary import Summary
from gaba_analogs.verification.options import Options

if TYPE_CHECKING:
    import pandas as pd

    from gaba_analogs.across import CrossRecord


@dataclass(frozen=True, repr=False)
class Report:
    """The report of a run: a sequence of `RecordReport`, and what is known of the run as a whole.

    ``print(report)`` prints what the command prints; Jupyter displays a table.

    Parameters
    ----------
    records
        One report per record, in input order.
    versions
        Versions of the programs that the result depends on.
    options
        Options of the run.
    conflicts
        Conflicts between the records.
    index
        Index of the DataFrame that was verified; None if there was none.

    Examples
    --------
    >>> import gaba_analogs as ga
    >>> gaba = {"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}
    >>> report = ga.verify_records([gaba, {**gaba, "formula": "C4H7NO2"}], names=False).report()
    >>> report, report.ok
    (<Report on 2 records: 1 verified, 1 inconsistent>, False)
    >>> [one.record.formula for one in report if not one.ok]
    ['C4H7NO2']
    """

    records: tuple[RecordReport, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    conflicts: tuple[Finding, ...] = ()
    index: pd.Index | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.records, Iterable):
            raise InputError(f"expected record reports, got {a_kind_of(self.records)}")
        object.__setattr__(self, "records", tuple(self.records))
        odd = next((one for one in self.records if not isinstance(one, RecordReport)), None)
        if odd is not None:
            raise InputError(f"expected record reports, got {a_kind_of(odd)}")

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[RecordReport]:
        return iter(self.records)

    @overload
    def __getitem__(self, place: int) -> RecordReport: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> RecordReport | Self:
        """Return the report on one record, counted from 0, or a report on several, without conflicts."""
        if not isinstance(place, slice):
            return self.records[place]
        index = None if self.index is None else self.index[place]
        return replace(self, records=self.records[place], conflicts=(), index=index)

    @property
    def summary(self) -> Summary:
        """Counts by verdict and code."""
        summary = Summary()
        for report in self.records:
            summary.add(report)
        summary.add_conflicts(self.conflicts)
        return summary

    @property
    def ok(self) -> bool:
        """Whether the exit code of the command would be 0: records are verified, and none is wrong."""
        return Gate().exit_code(self.summary) == 0

    def to_frame(self) -> pd.DataFrame:
        """Return one row per record: verdict, suspects, corrections, codes and messages.

        Returns
        -------
        pandas.DataFrame
            The columns of a CSV report. For a DataFrame, its index takes the place of the columns that say
            which record a row is about, so that ``frame.join(report.to_frame())`` works.
        """
        frame: pd.DataFrame = shown("report as frame", self.records, self.index)
        return frame

    def relations(self) -> pd.DataFrame:
        """Return the relations between the records: salts, stereoisomers, tautomers, isotopologues, same compounds.

        Returns
        -------
        pandas.DataFrame
            One row per relation, with the place, name and identifier of both records: the first is what ``relation``
            says of the other. The first record of a compound stands for all. Inconsistent records, and those without
            a structure, are left out. For a DataFrame, ``index`` and ``other_index`` are labels of its index.

        Examples
        --------
        >>> import gaba_analogs as ga
        >>> salt = {"name": "GABA hydrochloride", "smiles": "NCCCC(=O)O.Cl"}
        >>> gaba = {"name": "GABA", "smiles": "NCCCC(=O)O"}
        >>> found = ga.verify_records([salt, gaba], names=False).report().relations()
        >>> print(*found.loc[0, ["name", "relation", "other_name", "detail"]])
        GABA hydrochloride salt of GABA hydrochloride
        """
        return _related(self.records, self.index)

    def to_html(self) -> str:
        """Return the report as a self-contained HTML page."""
        return str(shown("report as file", self, "html"))

    def review(self, height: int = 800) -> Any:  # noqa: ANN401 - whatever displays it
        """Show the HTML report in Jupyter, to work through the findings there.

        Decisions are kept in the browser and exported as ``decisions.csv``, which `fix_frame` and the command's
        ``--decisions`` carry out. All records go into the notebook: of a long run, take a part, or `save` the page.

        Parameters
        ----------
        height
            Height [pixels] of the frame.
        """
        return shown("report for review", self, height)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the report to a file, in the format of its ending.

        Parameters
        ----------
        path
            Ends with ``.html``, ``.json``, ``.jsonl``, ``.csv``, ``.parquet``, ``.xlsx``, ``.sarif``, ``.xml``
            (JUnit) or ``.txt``. An existing file is replaced once the new one is complete.

        Raises
        ------
        OutputError
            The ending is unknown, or the file cannot be written.
        """
        shown("report in file", self, path)

    def __str__(self) -> str:
        return str(shown("report as text", self))

    def _repr_html_(self) -> str:
        return str(shown("report as HTML", self))

    def __repr__(self) -> str:
        return f"<Report on {self.summary}>"


class ReportStream(Iterator[RecordReport]):
    """The reports of a run as they come, in bounded memory, counted on the way.

    Examples
    --------
    >>> import gaba_analogs as ga
    >>> stream = ga.verify_records(["baclofen", "pregabalin"], names=False)
    >>> next(stream)
    <RecordReport on Baclofen: verified>
    >>> stream
    <ReportStream, so far 1 record: 1 verified>
    """

    def __init__(
        self,
        reports: Callable[[CrossRecord | None], Iterator[RecordReport]],
        options: Options,
        versions: Callable[[], Mapping[str, str]],
        *,
        total: int | None = None,
    ) -> None:
        self._options = options
        self._versions = versions
        self._tally = _Tally()
        self._reports = _tallied(reports, options, self._tally, total)

    @property
    def summary(self) -> Summary:
        """Counts by verdict and code, of the records so far."""
        return self._tally.summary

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """Conflicts between the records, if asked for; known at the end of the stream."""
        return self._tally.conflicts

    def __next__(self) -> RecordReport:
        return next(self._reports)

    def report(self, *, index: pd.Index | None = None) -> Report:
        """Verify the remaining records, and return their reports as a whole.

        Parameters
        ----------
        index
            Index of the DataFrame that the records come from.
        """
        records = tuple(self)
        return Report(records, self._versions(), self._options.stated(), self.conflicts, index)

    def relations(self) -> pd.DataFrame:
        """Verify the remaining records, and return their relations, as `Report.relations`; in bounded memory."""
        return _related(self, None)

    def close(self) -> None:
        """End the run and its processes."""
        self._reports.close()

    def __repr__(self) -> str:
        return f"<ReportStream, so far {self.summary}>"


def _related(reports: Iterable[RecordReport], index: pd.Index | None) -> pd.DataFrame:
    from gaba_analogs.across.relations import Relations  # noqa: PLC0415 - only where they are asked for
    from gaba_analogs.across.relative import relative_of  # noqa: PLC0415 - likewise

    with Relations() as relations:
        for number, report in enumerate(reports, 1):
            relative = relative_of(report)
            relations.add(relative if index is None else relative._replace(row=number))
        frame: pd.DataFrame = shown("relations as frame", relations.found(), index)
        return frame


@dataclass
class _Tally:
    """What a stream counts; a value of its own, so that a stream ends as soon as nobody holds it."""

    summary: Summary = field(default_factory=Summary)
    conflicts: tuple[Finding, ...] = ()


def _tallied(
    reports: Callable[[CrossRecord | None], Iterator[RecordReport]],
    options: Options,
    tally: _Tally,
    total: int | None,
) -> Generator[RecordReport]:
    with ExitStack() as stack:
        cross = None
        if options.cross_record:
            from gaba_analogs.across import CrossRecord  # noqa: PLC0415 - only where it is asked for

            cross = stack.enter_context(CrossRecord(comparison=options.comparison))
        passing = reports(cross)
        if options.progress:
            passing = watched(passing, "verifying", total=total)
        for report in passing:
            tally.summary.add(report)
            yield report
        if cross is not None:
            tally.conflicts = tuple(cross.conflicts(select=options.select, ignore=options.ignore))
            tally.summary.add_conflicts(tally.conflicts)
