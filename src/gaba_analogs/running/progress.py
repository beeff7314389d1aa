"""Progress of a run: a bar on a terminal, plain lines in a log, and the closing summary."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.progress import AFTER, Show, in_terminal, line
from gaba_analogs.record.words import counted
from gaba_analogs.results.findings import Severity, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.running.work import ChunkReport

if TYPE_CHECKING:
    from rich.console import Console

INTERVAL = 10.0
"""Time [s] between two lines in a log, and before the first."""
MOST_CODES = 12
"""Most codes [-] that a closing summary lists."""
_BLOCK = 1 << 20
_HEADED = frozenset({".csv", ".tsv", ".tab"})
_LINES = frozenset({".smi", ".smiles", ".cxsmiles", ".jsonl", ".ndjson"})
_SD_FILES = frozenset({".sdf", ".sd"})
_PARQUET = frozenset({".parquet", ".pq"})


def watched(
    chunks: Iterable[ChunkReport],
    inputs: Sequence[str],
    *,
    say: Callable[[str], None],
    quiet: bool = False,
    console: Console | None = None,
    done: int = 0,
) -> Iterator[ChunkReport]:
    """Pass chunk reports on, and show how far a long run is.

    Parameters
    ----------
    chunks
        The chunk reports.
    inputs
        Names of the inputs, from which the number of records is estimated.
    say
        Writes a line to a log.
    quiet
        True to show nothing.
    console
        The terminal that the report is written to; None when it goes elsewhere.
    done
        Number of records [-] done by an earlier run.
    """
    if quiet:
        yield from chunks
        return
    start = time.monotonic()
    terminal = in_terminal()
    expected = RecordCount(inputs)
    current = done
    with line(console) if terminal else _log(say, start) as show:
        for chunk in chunks:
            current += chunk.counts["records"]
            if time.monotonic() - start > (AFTER if terminal else INTERVAL):
                expected.count()
                total = None if expected.records is None else max(expected.records, current)
                amount = counted(current, "record") if total is None else f"{current:,} of {counted(total, 'record')}"
                show(f"{amount}, {pace(current - done, total, current, start)}", current, total)
            yield chunk


@contextmanager
def _log(say: Callable[[str], None], start: float) -> Iterator[Show]:
    """Write a line every few seconds."""
    due = start + INTERVAL

    def show(text: str, done: int = 0, total: int | None = None) -> None:  # noqa: ARG001 - as on a terminal
        nonlocal due
        if (now := time.monotonic()) >= due:
            due = now + INTERVAL
            say(text)

    yield show


def pace(since: int, total: int | None, done: int, start: float) -> str:
    """Say how fast a run is, and how much time is left.

    Parameters
    ----------
    since
        Number of records [-] since `start` [s].
    total, done
        Number of records [-] in total (None if unknown), and done.
    """
    rate = since / max(time.monotonic() - start, 1e-9)
    if not total or not rate:
        return f"{rate:,.0f}/s"
    return f"{rate:,.0f}/s, {duration((total - done) / rate)} left"


def duration(seconds: float) -> str:
    """Write a time [s] in suitable units.

    Examples
    --------
    >>> duration(42), duration(200), duration(9000)
    ('42 s', '3 min 20 s', '2 h 30 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class RecordCount:
    """The approximate number of records, counted while the run goes on."""

    def __init__(self, inputs: Sequence[str]) -> None:
        self.records: int | None = None
        self._inputs = inputs
        self._thread: threading.Thread | None = None

    def count(self) -> None:
        """Start counting, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True, name="record-count")
            self._thread.start()

    def _run(self) -> None:
        try:
            self.records = expected_records(self._inputs)
        except (OSError, EOFError, ValueError):  # the reader will report it
            self.records = None


def expected_records(inputs: Sequence[str]) -> int | None:
    """Count the lines of tables, the delimiters of SD files, the rows of Parquet files.

    Returns
    -------
    int or None
        The approximate number of records [-]; None if counting would mean reading them.
    """
    total = 0
    for name in inputs:
        path = Path(name)
        endings = [ending.lower() for ending in path.suffixes]
        packed = bool(endings) and endings[-1] == ".gz"
        ending = (endings[:-1] if packed else endings)[-1:] or [""]
        if not path.is_file():
            return None
        if ending[0] in _PARQUET:
            from pyarrow import parquet  # noqa: PLC0415 - loads Arrow, as the reader did already

            total += parquet.ParquetFile(path).metadata.num_rows
        elif ending[0] in _HEADED or (ending[0] == ".txt" and _is_tabbed(path, packed=packed)):
            total += max(0, _occurrences(path, b"\n", packed=packed) - 1)
        elif ending[0] in _LINES:
            total += _occurrences(path, b"\n", packed=packed)
        elif ending[0] in _SD_FILES:
            total += _occurrences(path, b"$$$$", packed=packed)
        else:
            return None
    return total


def _occurrences(path: Path, what: bytes, *, packed: bool) -> int:
    """Count the occurrences [-] of a marker in a file; the few that straddle two blocks do not matter."""
    with gzip.open(path) if packed else path.open("rb") as file:
        return sum(block.count(what) for block in iter(lambda: file.read(_BLOCK), b""))


def _is_tabbed(path: Path, *, packed: bool) -> bool:
    """Whether the first line of a text looks like a table."""
    with gzip.open(path) if packed else path.open("rb") as file:
        return b"\t" in file.readline(_BLOCK)


def wants_closing_lines(seconds: float) -> bool:
    """Whether a run that wrote to a file prints a summary: always on a terminal, in a log only after a long run."""
    return sys.stderr.isatty() or seconds > INTERVAL


def closing_lines(what: str, summary: Summary, seconds: float, *, new: int) -> list[str]:
    """Sum up a run that wrote to a file: records by verdict and code, and why some were not examined.

    Parameters
    ----------
    what
        The output.
    summary
        The counts of the run.
    seconds
        Time [s] that it took.
    new
        Number of records [-] added by this run.

    Examples
    --------
    >>> closing_lines("report.jsonl", Summary(), 0.1, new=0)
    ['wrote report.jsonl: 0 records (none read)']
    """
    verdicts = ", ".join(f"{summary.verdicts[v]:,} {v}" for v in Verdict if summary.verdicts[v]) or "none read"
    lines = [f"wrote {what}: {counted(summary.records, 'record')} ({verdicts})"]
    if seconds > AFTER:
        lines[0] += f" in {duration(seconds)}, {new / seconds:,.0f}/s"
    order = list(Severity)
    codes = (summary.codes + summary.conflicts).items()
    ranked = sorted(codes, key=lambda item: (order.index(summary.severities[item[0]]), -item[1]))
    lines += [f"  {count:>9,}  {code} ({summary.severities[code]})" for code, count in ranked[:MOST_CODES]]
    if len(ranked) > MOST_CODES:
        lines.append(f"  and {len(ranked) - MOST_CODES} more codes")
    lines += [f"  {count:>9,}  not examined: {reason}" for reason, count in summary.given_up.most_common(MOST_CODES)]
    return lines
