"""The decisions of a run: what they come to, in lines for people and in a log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.record.words import counted
from gaba_analogs.results.decisions import Decisions, Fate, Ruled

if TYPE_CHECKING:
    from gaba_analogs.results.findings import Finding

SHOWN = 10
"""Decisions that were not carried out [-] that are named; the others are counted."""


class Deciding:
    """What becomes of the decisions of a run.

    Parameters
    ----------
    paths
        The files of decisions.
    log
        Where every decision is listed with its outcome; None for nowhere.

    Raises
    ------
    ConfigurationError
        A file is not understood.
    """

    def __init__(self, paths: Sequence[Path], log: Path | None) -> None:
        from gaba_analogs.configuration.decisions import read_decisions  # noqa: PLC0415 - only where there are some
        from gaba_analogs.results.decisions import DecisionLog  # noqa: PLC0415 - likewise
        from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - likewise

        self._paths, self._path = paths, log
        self.decisions: Decisions = read_decisions(paths, CATALOGUE)
        self._log = DecisionLog(self.decisions)
        self.refused = 0

    def take(self, ruled: Iterable[Ruled]) -> None:
        """Take what became of decisions in some records."""
        self._log.take(ruled)

    def take_conflicts(self, conflicts: Iterable[Finding]) -> None:
        """Take the conflicts across the records, which decisions may be about."""
        self._log.take(self.decisions.on_conflicts(conflicts))

    def leave(self, rows: Mapping[int, str]) -> None:
        """Take the rows [-] whose corrections were not written after all, with the reason."""
        self._log.leave(rows)

    def finish(self) -> Iterator[str]:
        """Write the log, and say what was carried out, and what was not."""
        lines = list(self._log.lines())
        if self._path is not None:
            from gaba_analogs.configuration.decisions import write_log  # noqa: PLC0415 - only where one is written
            from gaba_analogs.writing import text_output  # noqa: PLC0415 - likewise

            with text_output(self._path) as stream:
                write_log(self._log, stream)
        told = list(self._log.refusals())
        self.refused = len(told)
        yield from told[:SHOWN]
        if len(told) > SHOWN:
            yield f"and {counted(len(told) - SHOWN, 'more decision')} not carried out"
        worse = [(entry, why) for entry, fate, _, why in lines if fate is Fate.APPLIED and why]
        yield from (f"{entry.where}: {entry.called or 'a record'}: written, but {why}" for entry, why in worse[:SHOWN])
        if told and all(fate is Fate.UNKNOWN for entry, fate, _, _ in lines if entry.record):
            yield "none of these records is here: was the report made with another --id?"
        counts = Counter(fate for _, fate, _, _ in lines)
        said = ", ".join(_of_records(fate, counts[fate]) for fate in Fate if counts[fate])
        yield f"{', '.join(map(str, self._paths))}: {counted(len(lines), 'decision')}{': ' if said else ''}{said}"


def _of_records(fate: Fate, count: int) -> str:
    return counted(count, fate) if fate is Fate.UNKNOWN else f"{count:,} {fate}"
