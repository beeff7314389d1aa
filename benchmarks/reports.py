"""Keep the whole reports on many wrong records, to see what a change that is only to be faster changes in them.

    python benchmarks/reports.py before.jsonl --records ../shared/records
    python benchmarks/reports.py after.jsonl --records ../shared/records --against before.jsonl

The records are consistent rows, each wrong in one field, mutants of the bundled compounds, and those of files given.
A report is compared in all that it says: verdict, suspects, messages, corrections, agreement, skipped checks.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import mutants
from rdkit import RDLogger
from table import COLUMNS, FAULTS, faulty, selection

import gaba_analogs as ga
from gaba_analogs.record import StructureRecord

_SEED = 14


def records(folder: Path, rows: int, mutated: int, files: Sequence[Path]) -> Iterator[StructureRecord]:
    """Give rows wrong in one field, every kind of fault of each; mutants; and the records of files."""
    chosen = selection(folder, rows).rows
    for kind in FAULTS:
        for row in faulty(chosen, 1, [kind]):
            yield StructureRecord(**{name: text for name, text in row.items() if name in COLUMNS and text})
    random = Random(_SEED)  # noqa: S311  # not a secret
    streams = (mutants.mutants(mutants.compounds(), random) for _ in itertools.count())
    yield from (StructureRecord(**next(stream)) for stream in itertools.islice(streams, mutated))
    for path in files:
        yield from ga.read(path)


def told(record: StructureRecord, report: ga.RecordReport) -> str:
    """Write a record and all that is said of it as one line."""
    return json.dumps({"stated": record.stated(), "report": report.to_dict()}, ensure_ascii=True, default=str)


def differences(before: Path, after: Path) -> Iterator[str]:
    """Say which parts of which reports differ."""
    with before.open(encoding="utf-8") as old, after.open(encoding="utf-8") as new:
        for number, (one, other) in enumerate(itertools.zip_longest(old, new, fillvalue="{}"), 1):
            if one == other:
                continue
            was, became = json.loads(one), json.loads(other)
            yield f"{number}: {json.dumps(was.get('stated'))}"
            if was.get("stated") != became.get("stated"):
                yield f"    another record: {json.dumps(became.get('stated'))}"
                continue
            for part in was["report"].keys() | became["report"].keys():
                yield from (
                    f"    {part}: {text}" for text in _changed(was["report"].get(part), became["report"].get(part))
                )


def _changed(was: object, became: object) -> Iterator[str]:
    """Say what differs in one part of a report: of a list, the elements that only one of them has."""
    if isinstance(was, list) and isinstance(became, list) and was != became:
        yield from (f"- {json.dumps(element)}" for element in was if element not in became)
        yield from (f"+ {json.dumps(element)}" for element in became if element not in was)
    elif was != became:
        yield f"{json.dumps(was)} became {json.dumps(became)}"


def main() -> int:
    """Write the reports, and compare them with earlier ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("output", type=Path, help="where to keep the reports, as JSON Lines")
    parser.add_argument("files", type=Path, nargs="*", help="files of further records")
    parser.add_argument(
        "--records", type=Path, default=Path(__file__).parents[2] / "shared" / "records", metavar="PATH"
    )
    parser.add_argument("--rows", type=int, default=500, help="rows to plant faults in (default 500)")
    parser.add_argument("--mutants", type=int, default=2000, help="mutants of the bundled compounds (default 2000)")
    parser.add_argument("--against", type=Path, metavar="FILE", help="earlier reports on the same records")
    parser.add_argument("--names", action="store_true", help="read systematic names too")
    options = parser.parse_args()
    RDLogger.DisableLog("rdApp.*")
    given = list(records(options.records, options.rows, options.mutants, options.files))
    with options.output.open("w", encoding="utf-8") as lines:
        reports = ga.verify_records(given, names=options.names)
        lines.writelines(f"{told(record, report)}\n" for record, report in zip(given, reports, strict=True))
    found = list(differences(options.against, options.output)) if options.against else []
    print("\n".join(found) or f"{len(given):,} records{', no difference' if options.against else ''}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
