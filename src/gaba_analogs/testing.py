"""Assertions for the tests of one's own data: one line, and a failure that says what to correct.

No test framework is needed; pytest and unittest show the message as it is.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.api.given import RecordLike, records_from
from gaba_analogs.api.verify import stream, verify
from gaba_analogs.output.text import PIPED_WIDTH, as_text, headline
from gaba_analogs.record.words import counted
from gaba_analogs.results.acceptance import NOTHING, MarkedConflicts, with_accepted
from gaba_analogs.results.comparison import USUAL_LEVEL
from gaba_analogs.results.findings import Finding, RecordReport, Verdict
from gaba_analogs.results.gate import Gate, Outcome
from gaba_analogs.results.summary import Summary
from gaba_analogs.verification.options import Options, Tables, accepted_verdicts, switch

if TYPE_CHECKING:
    import pandas as pd

    from gaba_analogs.configuration.baseline import Baseline
    from gaba_analogs.registry.pubchem.lookup import PubChem

SHOWN = 20
"""Failing records [-] that a message shows; the others are counted."""


def assert_consistent(
    record: RecordLike,
    *,
    allow: Collection[str] = (),
    strict: bool = False,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
) -> None:
    """Assert that the fields of a record agree: none wrong, none saying less than another.

    Parameters
    ----------
    record
        What `verify` takes: a record, a mapping, or the name of a bundled compound.
    allow
        Verdicts to accept beside ``verified``: ``{"underspecified"}`` for flat structures,
        ``{"unverified"}`` for records with nothing to compare.
    strict
        True to let warnings fail too.
    select, ignore, names, pubchem, against
        As for `verify`.

    Raises
    ------
    AssertionError
        Says which field is wrong and why, and what it should be where that is determined. A record
        with nothing to compare fails too: nothing examined is never success.
    InputError
        `record` cannot be a record.
    OptionError
        An option is wrong.

    Examples
    --------
    >>> gaba = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "molecular_weight": 103.12}
    >>> assert_consistent(gaba)
    >>> assert_consistent({**gaba, "formula": "C4H7NO2"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    AssertionError: record is inconsistent: formula is wrong...
    """
    __tracebackhide__ = True
    gate = Gate(strict=switch("strict", strict), allow=accepted_verdicts(allow))
    report = verify(record, select=select, ignore=ignore, names=names, pubchem=pubchem, against=against)
    if gate.outcome(report) is not Outcome.PASSED:
        raise AssertionError(_page(report))


def assert_all_consistent(
    source: pd.DataFrame | Iterable[RecordLike] | str | os.PathLike[str],
    *,
    mapping: Mapping[str, str] | None = None,
    identity: str | None = None,
    baseline: str | os.PathLike[str] | None = None,
    allow: Collection[str] = (),
    strict: bool = False,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    names: bool = True,
    pubchem: PubChem | None = None,
    against: Tables = None,
    workers: int | None = 1,
    cross_record: bool = False,
    duplicates: str = USUAL_LEVEL,
    values: Collection[str] = (),
    stated_relations: Collection[str] = (),
    progress: bool = False,
) -> None:
    """Assert that every record of a file or table agrees with itself, as the command's exit code has it.

    Parameters
    ----------
    source
        The path of a file in any form that is read, a DataFrame, or records as for `verify_records`.
    mapping
        Field to column, where the spelling is not recognised.
    identity
        Column that tells records apart, as ``--id`` names it.
    baseline
        File of accepted findings, which ``verify-structure --write-baseline`` makes; None for none.
    allow
        Verdicts to accept beside ``verified``, for example ``{"underspecified"}``.
    strict
        True to let unverified records, warnings, conflicts across records and stale entries of the baseline fail too.
    select, ignore, names, pubchem, against, workers, cross_record, duplicates, values, stated_relations, progress
        As for `verify_records`.

    Raises
    ------
    AssertionError
        Names the failing records, what is wrong in each, and what it should be. A source in which
        nothing could be verified fails too.
    InputError
        The source cannot be read.
    OptionError
        An option is wrong.
    ConfigurationError
        The baseline cannot be understood; the message names line and key.

    Examples
    --------
    >>> assert_all_consistent([{"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}])
    """
    __tracebackhide__ = True
    gate = Gate(strict=switch("strict", strict), allow=accepted_verdicts(allow))
    options = Options.of(
        select=select,
        ignore=ignore,
        names=names,
        pubchem=pubchem,
        against=against,
        workers=workers,
        cross_record=cross_record,
        duplicates=duplicates,
        values=values,
        stated_relations=stated_relations,
        progress=progress,
    )
    known = None if baseline is None else _baseline(baseline)
    accepted = NOTHING if known is None else known.accepted
    reports = stream(records_from(source, mapping, identity, options.comparison.titles), options)
    summary = Summary()
    shown: dict[Outcome, list[RecordReport]] = {outcome: [] for outcome in Outcome}
    counts: Counter[Outcome] = Counter()
    for report in (with_accepted(report, accepted) for report in reports):
        summary.add(report)
        outcome = gate.outcome(report)
        counts[outcome] += 1
        if outcome is not Outcome.PASSED and len(shown[outcome]) < SHOWN:
            shown[outcome].append(report)
    conflicts = MarkedConflicts(reports.conflicts, accepted)
    summary.add_conflicts(conflicts)
    stale = known.stale(summary.accepted) if known is not None and gate.strict else []
    if gate.exit_code(summary):
        telling = next((one for one in (Outcome.FAILED, Outcome.UNEXAMINED) if counts[one]), Outcome.SKIPPED)
        told = [one for one in conflicts if not one.accepted]
        raise AssertionError(_listing(shown[telling], counts[telling], summary, told))
    if stale:
        entries = [f"  {entry.described}" for entry in stale[:SHOWN]]
        more = [f"  and {len(stale) - SHOWN:,} more"] if len(stale) > SHOWN else []
        matched = f"{counted(len(stale), 'entry', 'entries')} matched nothing: corrected, changed or not read"
        raise AssertionError("\n".join([f"{os.fspath(baseline or '')}: {matched}", *entries, *more]))


def _baseline(path: str | os.PathLike[str]) -> Baseline:
    from gaba_analogs.configuration.baseline import Baseline  # noqa: PLC0415 - only where there is one
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - likewise

    return Baseline.read(Path(path), CATALOGUE)


def _page(report: RecordReport) -> str:
    """Give one record as the command shows it, below a line that says it all."""
    said = headline(report) if report.verdict is not Verdict.VERIFIED else "its warnings fail (strict)"
    return f"{report.record.name or 'record'} is {report.verdict}: {said}\n\n{_text([report])}"


def _listing(reports: Sequence[RecordReport], count: int, summary: Summary, conflicts: Sequence[Finding]) -> str:
    """Give the counts, and what is wrong in the first records of those that fail, and across the records."""
    if not summary.records:
        return "no records to verify"
    more = f"\nand {count - len(reports):,} more" if count > len(reports) else ""
    return f"{summary}\n\n{_text(reports, conflicts)}{more}"


def _text(reports: Sequence[RecordReport], conflicts: Sequence[Finding] = ()) -> str:
    return as_text(reports, conflicts, quiet=True, width=PIPED_WIDTH)
