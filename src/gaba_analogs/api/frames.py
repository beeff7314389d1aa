"""DataFrames of pandas: verified, and corrected."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import islice
from numbers import Number
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gaba_analogs.api.given import is_frame
from gaba_analogs.api.verify import stream
from gaba_analogs.correcting.filling import fillings
from gaba_analogs.correcting.reasons import reason_for
from gaba_analogs.correcting.trial import decided, is_better, is_no_worse, misprint, wanted, with_corrections
from gaba_analogs.errors import InputError, OptionError
from gaba_analogs.readers.notes import misspelt_columns
from gaba_analogs.readers.tabular.cells import cell_text
from gaba_analogs.readers.tabular.columns import Columns
from gaba_analogs.readers.tabular.table import frame_columns, frame_records
from gaba_analogs.record.fields import OWN_ID, of_kind
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.results.comparison import USUAL_LEVEL
from gaba_analogs.results.decisions import DecisionLog
from gaba_analogs.results.filling import Filling, Fillings, fields_to_fill, values_of
from gaba_analogs.results.findings import RecordReport, Safety
from gaba_analogs.verification.options import Options, Tables, reference_tables
from gaba_analogs.verification.report import Report

if TYPE_CHECKING:
    import pandas as pd

    from gaba_analogs.registry.pubchem.lookup import PubChem


def verify_frame(
    frame: pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
    key: str | None = None,
    workers: int | None = 1,
    cross_record: bool = False,
    duplicates: str = USUAL_LEVEL,
    values: Collection[str] = (),
    stated_relations: Collection[str] = (),
    progress: bool = True,
    timeout: float | None = None,
) -> Report:
    """Verify every row of a DataFrame.

    Parameters
    ----------
    frame
        One record per row. Columns are recognised in their usual spellings; others are ignored, with a warning
        where one looks like a misspelt field. An index whose name is such a spelling is read, too, unless a column
        states its field. Read it as text (``dtype=str``) if you can: as numbers, 213.60 becomes 213.6.
    mapping
        Field to column, for columns that are not recognised: ``{"inchikey": "KEY"}``.
    identity
        Column of identifiers, by which records are named and known again. None for the index, where it is named or
        holds text.
    select
        Codes of the checks to run; None for all those in `CATALOGUE`.
    ignore
        Codes of the checks to leave out.
    names
        False to leave systematic names unread, which needs no Java.
    pubchem
        Where to look the records up, for example ``PubChem()``; None not to.
    against
        Reference tables to compare with, as for `verify`.
    key
        Column of identifiers of one's own, in the DataFrame and in the files of `against`; None for none.
    workers
        Number of processes [-]: 1 for this one, None for one per core.
    cross_record
        True to look for conflicts between the records too; the report has them as ``conflicts``.
    duplicates
        With `cross_record`: at which level records are duplicates. ``exact`` asks for the same drawing, ``tautomer``
        for the same InChIKey, ``parent`` for the same compound without counter-ions and solvents.
    values
        With `cross_record`: columns whose values duplicates should have in common, for example ``["pIC50"]``.
    stated_relations
        With `cross_record`: columns that name another row to which a row is related, for example
        ``["enantiomer of", "Parent no=salt of"]``.
    progress
        False to show no progress; it appears after a second, and only in a terminal or notebook.
    timeout
        Time limit [s] per row, as for `verify_records`.

    Returns
    -------
    Report
        A report per row, in order. ``frame.join(report.to_frame())`` works: both have the same index.

    Raises
    ------
    InputError
        `frame` is not a DataFrame, no column is recognised, or a column of the mapping does not exist.
    OptionError
        An option is wrong.

    See Also
    --------
    fix_frame : correct a DataFrame.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"SMILES": ["NCCCC(=O)O", "NCCCC(=O)O"], "Formula": ["C4H9NO2", "C4H7NO2"]}, index=["a", "b"]
    ... )
    >>> verify_frame(frame, names=False).to_frame()["verdict"].to_dict()
    {'a': 'verified', 'b': 'inconsistent'}
    """
    options = Options.of(
        select=select,
        ignore=ignore,
        names=names,
        pubchem=pubchem,
        against=reference_tables(against, key),
        workers=workers,
        cross_record=cross_record,
        duplicates=duplicates,
        values=values,
        stated_relations=stated_relations,
        progress=progress,
        timeout=timeout,
    )
    columns = _columns(frame, _with_key(mapping, key), identity, options.comparison.titles)
    report = stream(frame_records(frame, columns), options, total=len(frame)).report(index=frame.index)
    return replace(report, options={**report.options, "map": dict(mapping)}) if mapping else report


_MASSES = frozenset(of_kind(*MASSES))


class FixedFrame(NamedTuple):
    """A corrected DataFrame and a log of the corrections.

    Attributes
    ----------
    frame
        The corrected copy.
    log
        One row per correction: ``index``, ``column``, ``was``, ``became`` and ``why``.
    """

    frame: pd.DataFrame
    log: pd.DataFrame


def fix_frame(
    frame: pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
    key: str | None = None,
    workers: int | None = 1,
    progress: bool = True,
    unsafe: bool = False,
    decisions: str | os.PathLike[str] | None = None,
    fill: str | Collection[str] = (),
) -> FixedFrame:
    """Correct a DataFrame wherever the other fields of a row determine the correct value beyond doubt.

    Rows that are ambiguous, or not better with their corrections, are left alone, and so is `frame` itself.

    Parameters
    ----------
    frame, mapping, identity, select, ignore, names, pubchem, against, key, workers,
    progress
        As for `verify_frame`.
    unsafe
        True to write corrections that are likely, too, not only safe ones.
    decisions
        File of decisions, as the HTML report exports them: what people accepted or typed is written instead, and
        nothing else. A decision that cannot be carried out, as its value has changed since, is told of in a warning.
    fill
        Fields to fill where they are empty and the structure or formula of the row determines them, or where a
        reference table lists one for the structure: ``"inchikey,formula,molecular_weight,cas"``. A field without a
        column gets one.

    Returns
    -------
    FixedFrame
        The corrected copy and the log. Columns keep their types if these can hold the corrections; whole
        numbers become decimal ones for a mass. The index stays as it is.

    Raises
    ------
    InputError
        `frame` is not a DataFrame, no column is recognised, or a column of the mapping does not exist.
    OptionError
        An option is wrong.
    ConfigurationError
        The decisions cannot be understood; the message names line and column.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame(
    ...     {"SMILES": ["NCC1(CC(=O)O)CCCCC1"], "Formula": ["C9H17NO2"], "MW": [117.24]}, index=["gabapentin"]
    ... )
    >>> fixed, log = fix_frame(table, names=False)
    >>> float(fixed.loc["gabapentin", "MW"]), float(table.loc["gabapentin", "MW"])
    (171.24, 117.24)
    >>> log[["index", "column", "was", "became"]].values.tolist()
    [['gabapentin', 'MW', 117.24, 171.24]]
    """
    import pandas as pd  # noqa: PLC0415 - slow to load, used here only

    options = Options.of(
        select=select,
        ignore=ignore,
        names=names,
        pubchem=pubchem,
        against=reference_tables(against, key),
        workers=workers,
        progress=progress,
    )
    columns = _columns(frame, _with_key(mapping, key), identity)
    fields = fields_to_fill("fill", fill, has_tables=bool(options.against))
    if decisions is not None and not isinstance(decisions, str | os.PathLike):
        raise OptionError(f"decisions: expected the path of a file of decisions, got {a_kind_of(decisions)}")
    if decisions is not None and (unsafe or fields):
        other = "unsafe" if unsafe else "fill"
        raise OptionError(f"{other} and decisions cannot be combined: only what was decided is written")
    least = Safety.LIKELY if unsafe else Safety.SAFE
    fills: list[tuple[int, RecordReport, Fillings]] = []
    reports: Iterator[RecordReport] = stream(frame_records(frame, columns), options, total=len(frame))
    if fields:
        reports = _filled(reports, fields, options, least, fills)
    changes = (
        _corrections(frame, columns, reports, options, least)
        if decisions is None
        else _decided(frame, columns, reports, options, Path(decisions))
    )
    fixed = frame.copy()
    new: dict[str, dict[int, Filling]] = {field: {} for field in fields if not _cells(frame, columns, field)}
    for row, field, filling in _no_worse(fills, options):
        if field in new:
            new[field][row] = filling
        else:
            changes.append(
                _Change(row, _empty_cell(frame, row, field, columns), filling.value, f"filled {filling.source}")
            )
    for column in {change.column for change in changes}:
        own = [change for change in changes if change.column == column]
        fixed.isetitem(column, _corrected(frame.iloc[:, column], own).array)
    log: list[tuple[object, ...]] = [
        (frame.index[row], frame.columns[column], frame.iloc[row, column], fixed.iloc[row, column], why)
        for row, column, _, why in changes
    ]
    for field, added in new.items():
        if not added and field in columns.cells:
            continue  # the index states it in every row
        held = {row: float(one.value) if field in _MASSES else one.value for row, one in added.items()}
        fixed[field] = [held.get(row) for row in range(len(frame))]
        log += [(frame.index[row], field, None, held[row], f"filled {one.source}") for row, one in added.items()]
    return FixedFrame(fixed, pd.DataFrame(log, columns=list(_LOG)))


_TOGETHER = 1024
"""Rows [-] whose reports are at hand at a time."""


def _filled(
    reports: Iterator[RecordReport],
    fields: Collection[str],
    options: Options,
    least: Safety,
    fills: list[tuple[int, RecordReport, Fillings]],
) -> Iterator[RecordReport]:
    """Pass reports on, and note what the empty fields of rows that are not corrected are to hold."""
    start = 0
    while some := list(islice(reports, _TOGETHER)):
        rest = [(row, report) for row, report in enumerate(some, start) if not wanted(report, least)]
        found = fillings([report for _, report in rest], fields, options.against)
        fills += [(row, report, own) for (row, report), own in zip(rest, found, strict=True) if own]
        yield from some
        start += len(some)


def _no_worse(
    fills: Sequence[tuple[int, RecordReport, Fillings]], options: Options
) -> Iterator[tuple[int, str, Filling]]:
    """Give what empty fields are to hold, by row and field, where the record is no worse for it."""
    again = stream((with_corrections(report.record, values_of(found)) for _, report, found in fills), options)
    for (row, report, found), after in zip(fills, again, strict=True):
        if is_no_worse(report, after):
            yield from ((row, field, filling) for field, filling in found.items())


def _empty_cell(frame: pd.DataFrame, row: int, field: str, columns: Columns) -> int:
    """Give the column whose cell is to be filled: the one with a placeholder, or the first."""
    cells = _cells(frame, columns, field)
    return next((index for index in cells if (cell_text(frame.iloc[row, index], field) or "").strip()), cells[0])


def _cells(frame: pd.DataFrame, columns: Columns, field: str) -> list[int]:
    """Give the columns that state a field, the best first; the index is none."""
    return [cell.index for cell in columns.cells.get(field, ()) if cell.index < frame.shape[1]]


_LOG = ("index", "column", "was", "became", "why")


def _corrections(
    frame: pd.DataFrame, columns: Columns, reports: Iterable[RecordReport], options: Options, least: Safety
) -> list[_Change]:
    """Give the cells of the rows that are better with their corrections."""
    trials = [(row, report, values) for row, report in enumerate(reports) if (values := wanted(report, least))]
    again = stream((with_corrections(report.record, values) for _, report, values in trials), options)
    return [
        change
        for (row, report, values), after in zip(trials, again, strict=True)
        if is_better(report, after)
        for change in _changes(frame, row, report, _explained(report, values), columns)
    ]


def _explained(report: RecordReport, values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {field: (value, reason_for(report, field)) for field, value in values.items()}


def _decided(
    frame: pd.DataFrame, columns: Columns, reports: Iterable[RecordReport], options: Options, path: Path
) -> list[_Change]:
    """Give the cells that people decided on; say what cannot be carried out."""
    from gaba_analogs.configuration.decisions import read_decisions  # noqa: PLC0415 - only where there are some
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - likewise

    decisions = read_decisions([path], CATALOGUE)
    log = DecisionLog(decisions)
    trials = []
    for row, report in enumerate(reports):
        ruling = decided(report, decisions)
        log.take(ruling.ruled)
        if ruling.corrected:
            trials.append((row, report, ruling))
    again = stream((with_corrections(report.record, ruling.corrected) for _, report, ruling in trials), options)
    changes: list[_Change] = []
    for (row, report, ruling), after in zip(trials, again, strict=True):
        if (fault := misprint(after, ruling.corrected)) is not None:
            log.leave({report.record.place.row or 0: fault})
            continue
        texts = {field: (value, ruling.reasons[field]) for field, value in ruling.corrected.items()}
        changes += _changes(frame, row, report, texts, columns)
    for refusal in log.refusals():
        warnings.warn(refusal, stacklevel=3)
    return changes


def _with_key(mapping: Mapping[str, str] | None, key: str | None) -> Mapping[str, str] | None:
    return mapping if key is None else {**(mapping or {}), OWN_ID: key}


def _columns(
    frame: pd.DataFrame,
    mapping: Mapping[str, str] | None,
    identity: str | None = None,
    carried: Collection[str] = (),
) -> Columns:
    if not is_frame(frame):
        other = ": convert it with to_pandas()" if hasattr(frame, "to_pandas") else ": use verify_records for records"
        raise InputError(f"expected a pandas DataFrame, got {a_kind_of(frame)}{other}")
    columns = frame_columns(frame, mapping, identity, carried)
    # A field that the mapping leaves unread on purpose is not missed.
    missed = {field: title for field, title in misspelt_columns(columns).items() if field not in (mapping or {})}
    if missed:
        titles = ", ".join(missed.values())
        warnings.warn(f"columns not read: {titles}: did you mean mapping={missed}?", stacklevel=3)
    return columns


class _Change(NamedTuple):
    """A cell, by its position from 0, the text that it should hold, and why."""

    row: int
    column: int
    text: str
    why: str


def _changes(
    frame: pd.DataFrame, row: int, report: RecordReport, values: Mapping[str, tuple[str, str]], columns: Columns
) -> Iterator[_Change]:
    """Yield the cells of a row to be corrected, of a field's value and why."""
    for field, (text, why) in values.items():
        stated = getattr(report.record, field)
        for index in _cells(frame, columns, field):
            # The column that the value was read from; a list of values is left alone.
            if (cell_text(frame.iloc[row, index], field) or "").strip() == stated:
                yield _Change(row, index, text, why)
                break


def _corrected(column: pd.Series, changes: Sequence[_Change]) -> pd.Series:
    """Put texts into a column, as numbers if it holds numbers; keep its type if possible."""
    import pandas as pd  # noqa: PLC0415 - loaded: there is a column
    from pandas.api import types  # noqa: PLC0415 - likewise

    kind = column.dtype
    numeric = types.is_numeric_dtype(kind) and not types.is_bool_dtype(kind)
    values = [_like(column.iloc[change.row], change.text, kind if numeric else None) for change in changes]
    if isinstance(kind, pd.CategoricalDtype):
        new: pd.Series = column.cat.add_categories([v for v in dict.fromkeys(values) if v not in kind.categories])
    elif (numeric and any(isinstance(v, str) for v in values)) or not (numeric or types.is_string_dtype(kind)):
        new = column.astype(object)
    elif types.is_integer_dtype(kind) and any(isinstance(value, float) for value in values):
        new = _with_decimals(column)
    else:
        new = column.copy()
    # Older versions of pandas would widen the column for a float of the standard library.
    narrow = new.dtype.type if new.dtype.kind == "f" and not types.is_extension_array_dtype(new.dtype) else None
    for change, value in zip(changes, values, strict=True):
        try:
            new.iloc[change.row] = value if narrow is None else narrow(value)
        except (TypeError, ValueError, OverflowError):  # of fewer digits, or not to be written to
            new = pd.Series([*new], new.index, dtype=object, name=new.name)
            new.iloc[change.row] = value
    return new


def _like(was: object, text: str, kind: object) -> str | Decimal | float:
    """Give a correction as the cell holds its value: as a number, where it is one, and decimal where that is.

    Parameters
    ----------
    was
        What the cell holds.
    text
        The correction.
    kind
        The type of the column where it is one of numbers; None for any other.
    """
    if isinstance(was, Decimal) or str(kind).startswith("decimal"):
        with suppress(InvalidOperation):
            return Decimal(text)
    return _as_number(text) if kind is not None or _is_number(was) else text


def _with_decimals(column: pd.Series) -> pd.Series:
    """Turn whole numbers into decimal ones of the same library."""
    kind = str(column.dtype)
    if kind.endswith("[pyarrow]"):
        return column.astype("double[pyarrow]")
    return column.astype("Float64") if kind[0].isupper() else column.astype(float)


def _is_number(value: object) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


def _as_number(text: str) -> int | float | str:
    """Read a number; return the text if it is not one.

    Examples
    --------
    >>> _as_number("171.24"), _as_number("119"), _as_number("C4H9NO2")
    (171.24, 119, 'C4H9NO2')
    """
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
