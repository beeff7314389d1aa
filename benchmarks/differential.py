"""Whether a record gets the same report whatever stands before it, and however it comes in.

    python benchmarks/differential.py --minutes 60
    python benchmarks/differential.py --records 100000 --seed 7 --names

Mutants of real records are verified alone, in a stream, in the stream again when the verifier has seen all of them, and
now and then by the command, from CSV and JSON Lines, with one worker and with two. Every report has to be the same.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

import mutants

from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.names import name_requests
from gaba_analogs.readers import read
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.results.findings import RecordReport
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.screening import screen
from gaba_analogs.verification.verifier import Verifier

NOT_READ = "names were not read (--no-names)"
BATCH = 128
"""Records [-] that are verified together: one chunk of a stream."""
WHOLE_EVERY = 10
"""Batches [-] of which one is compared whole, and of the others what is plain: only that takes the short way."""
COMMAND_EVERY = 50
"""Batches [-] of which one goes through the command too."""


@dataclass(frozen=True)
class Difference:
    """A record that got two reports.

    Parameters
    ----------
    where
        Which way gave another report than the record alone.
    row
        What the record states.
    told
        What differs, in words.
    """

    where: str
    row: Mapping[str, str]
    told: str


def batch(seed: int, rows: Sequence[mutants.Row] | None = None, size: int = BATCH) -> list[mutants.Row]:
    """Give the records of one batch, all of one shape."""
    random = Random(seed)  # noqa: S311  # not a secret
    return list(islice(mutants.mutants(rows or mutants.compounds(), random), size))


def differences(
    rows: Sequence[mutants.Row], seed: int, *, names: bool = False, whole: bool = True
) -> tuple[int, list[Difference]]:
    """Verify records alone, in a stream, and in the stream again in another order.

    Returns
    -------
    tuple of int and list of Difference
        Records [-] that were compared, and what differs. Without `whole`, only those that a screening finds plain.
    """
    records = [StructureRecord(**row) for row in rows]
    unread = None if names else NOT_READ
    if not whole:
        with quiet():
            plain = screen(records, [name_requests(record) if names else [] for record in records])
        records = [record for record, screening in zip(records, plain, strict=True) if screening.is_plain]
    alone = [Verifier(Choice(), unread).verify([(record, None)])[0] for record in records]
    stream = Verifier(Choice(), unread)
    order = list(range(len(records)))
    Random(seed).shuffle(order)  # noqa: S311  # not a secret
    ways = {"in a stream": stream.verify([(record, None) for record in records])}
    shuffled = dict(zip(order, stream.verify([(records[i], None) for i in order]), strict=True))
    ways["again, in another order"] = [shuffled[i] for i in range(len(records))]
    found = [
        Difference(where, dict(record.stated()), _told(one, other))
        for where, reports in ways.items()
        for record, one, other in zip(records, alone, reports, strict=True)
        if one != other
    ]
    return len(records), found


def _told(one: RecordReport, other: RecordReport) -> str:
    """Say what differs between two reports."""
    told = [f"verdict: {one.verdict} against {other.verdict}"] if one.verdict != other.verdict else []
    for name in ("suspects", "findings", "passed", "skipped"):
        ours, theirs = getattr(one, name), getattr(other, name)
        missing, more = [x for x in ours if x not in theirs], [x for x in theirs if x not in ours]
        told += [f"{name}: {missing!r} against {more!r}"] if missing or more else []
    told += [f"agreement: {one.agreement!r} against {other.agreement!r}"] if one.agreement != other.agreement else []
    return "; ".join(told)


def command_differences(rows: Sequence[mutants.Row], folder: Path, *, names: bool = False) -> list[Difference]:
    """Verify the records that a table can hold through the command, from two formats, with one worker and two."""
    held = [row for row in rows if all(text == text.strip() and text.isprintable() for text in row.values())]
    if not held:
        return []
    table, lines = folder / "records.csv", folder / "records.jsonl"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in FIELDS if any(name in row for row in held)], restval="")
        writer.writeheader()
        writer.writerows(held)
    lines.write_text("".join(json.dumps(row) + "\n" for row in held), encoding="utf-8")
    ways = {
        f"{source.suffix} with {workers} workers": _reports(source, workers, names=names)
        for source in (table, lines)
        for workers in (1, 2)
    }
    expected = next(iter(ways.values()))
    return [
        Difference(where, row, f"{one} against {other}")
        for where, reports in ways.items()
        for row, one, other in zip(held, expected, [*reports, *[None] * len(held)], strict=False)
        if one != other
    ]


def _reports(source: Path, workers: int, *, names: bool) -> list[object]:
    options = ["--workers", str(workers), "--format", "jsonl", *([] if names else ["--no-names"])]
    command = [sys.executable, "-m", "gaba_analogs.cli.main", str(source), *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    return [{**report, "record": report.get("record", {}).get("name")} for report in reports]


def rows_of(paths: Sequence[Path]) -> list[mutants.Row]:
    """Read records to mutate from files; they need a SMILES."""
    found = (dict(record.stated()) for path in paths for record in read(path) if not record.problem)
    return [row for row in found if "smiles" in row]


def _work(seed: int, rows: Sequence[mutants.Row] | None, names: bool) -> tuple[int, list[Difference]]:
    return differences(batch(seed, rows), seed, names=names, whole=seed % WHOLE_EVERY == 0)


def batches(
    seeds: Iterator[int], rows: Sequence[mutants.Row] | None, *, names: bool, patience: float = 300.0
) -> Iterator[tuple[int, tuple[int, list[Difference]] | None]]:
    """Run batches in a process of their own; None for one in which it died or did not end."""
    pool = None
    for seed in seeds:
        pool = pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=200)
        try:
            yield seed, pool.submit(_work, seed, rows, names).result(timeout=patience)
        except (BrokenProcessPool, TimeoutError):
            for process in (pool._processes or {}).values():  # noqa: SLF001  # there is no other way to end one
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
            pool = None
            yield seed, None
    if pool is not None:
        pool.shutdown()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run for a time or a number of records, and print what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=60.0, help="time to run [min]")
    parser.add_argument("--records", type=int, default=sys.maxsize, help="records after which to stop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", action="store_true", help="read systematic names too")
    parser.add_argument("--mutate", type=Path, nargs="*", default=[], help="files of real records to mutate")
    parser.add_argument("--show", type=int, default=20, help="differences to print")
    options = parser.parse_args(arguments)
    rows = rows_of(options.mutate) or None
    end = time.monotonic() + 60 * options.minutes
    seeds = iter(range(options.seed, options.seed + max(options.records // BATCH, 1)))
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed, done in batches(seeds, rows, names=options.names):
            counts["records"] += BATCH
            if done is None:
                counts["batches lost"] += 1
                print(f"seed {seed}: the process died or did not end", flush=True)
                continue
            compared, found = done
            counts["compared"] += compared
            if seed % COMMAND_EVERY == 0:
                found += command_differences(batch(seed, rows), Path(folder), names=options.names)
            counts["differences"] += len(found)
            for difference in found if counts["shown"] < options.show else ():
                counts["shown"] += 1
                print(
                    f"seed {seed}, {difference.where}: {json.dumps(difference.row)}\n    {difference.told}", flush=True
                )
            if time.monotonic() > end:
                break
    print(f"{counts['records']:,} records, of which {counts['compared']:,} were compared:", end=" ")
    print(f"{counts['differences']:,} differences, {counts['batches lost']:,} batches lost")
    return 1 if counts["differences"] or counts["batches lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
