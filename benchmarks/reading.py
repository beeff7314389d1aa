"""Measure what share of a run reading takes, format by format, and print it as Markdown.

    python benchmarks/reading.py
    python benchmarks/reading.py --rows 2000 --only csv,xlsx

The same compounds are written in each format and read to the end; a part of them, read from that format, is verified
without names. Both are processor time, so that a busy machine slows them alike. The goal is a share below 10 %.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet
from table import COLUMNS, Row, drawing, repeated, selection, write_csv

from gaba_analogs import verify_records
from gaba_analogs.readers import read

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from workbooks import workbook

RECORDS = Path(__file__).parents[2] / "shared" / "records"
GOAL = 0.10
MOST_VERIFIED = 4000
"""Records [-] that are verified to learn what one takes."""


def write_jsonl(path: Path, rows: Sequence[Row]) -> None:
    """Write an object per line."""
    path.write_text("".join(json.dumps({name: row.get(name, "") for name in COLUMNS}) + "\n" for row in rows), "utf-8")


def write_parquet(path: Path, rows: Sequence[Row]) -> None:
    """Write columns of texts."""
    parquet.write_table(pa.table({name: [row.get(name, "") for row in rows] for name in COLUMNS}), path)


def write_sdf(path: Path, rows: Sequence[Row]) -> None:
    """Write a drawing and tags for each row; a molecule that occurs again is drawn once."""
    drawn: dict[str, str] = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            smiles = row["smiles"]
            block = drawn.get(smiles) or drawn.setdefault(smiles, drawing(smiles))
            tags = "".join(f"> <{name}>\n{row.get(name, '')}\n\n" for name in COLUMNS if name not in {"name", "smiles"})
            file.write(f"{row['name'][:80]}{block}{tags}$$$$\n")


def write_msp(path: Path, rows: Sequence[Row]) -> None:
    """Write a spectrum of twenty peaks for each row."""
    labels = {"name": "Name", "smiles": "SMILES", "inchi": "InChI", "inchikey": "InChIKey", "formula": "Formula"}
    peaks = "Num Peaks: 20\n" + "".join(f"{50 + number}.0123 {number}\n" for number in range(20)) + "\n"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write("".join(f"{label}: {row.get(name, '')}\n" for name, label in labels.items()) + peaks)


def write_xlsx(path: Path, rows: Sequence[Row]) -> None:
    """Write a sheet of texts."""
    cells = [[*COLUMNS], *([row.get(name, "") for name in COLUMNS] for row in rows)]
    path.write_bytes(workbook({"compounds": cells}))


FORMATS: dict[str, tuple[str, Callable[[Path, Sequence[Row]], None]]] = {
    "csv": ("compounds.csv", write_csv),
    "parquet": ("compounds.parquet", write_parquet),
    "jsonl": ("compounds.jsonl", write_jsonl),
    "sdf": ("compounds.sdf", write_sdf),
    "msp": ("compounds.msp", write_msp),
    "xlsx": ("compounds.xlsx", write_xlsx),
}
"""Name of a format to the file that is written, and what writes it."""


def processor_time() -> float:
    """Give the processor time [s] of this process and of those that it has ended."""
    return sum(os.times()[:4])


def measured(path: Path, rows: int) -> tuple[float, float]:
    """Give the processor time [s] per record of reading a file, and of verifying what was read."""
    before = processor_time()
    count = sum(1 for _ in read(path))
    reading = processor_time() - before
    if count != rows:
        raise SystemExit(f"{path.name}: {count} records instead of {rows}")
    some = list(itertools.islice(read(path), MOST_VERIFIED))
    before = processor_time()
    for _ in verify_records(some, names=False):
        pass
    return reading / count, (processor_time() - before) / len(some)


def main() -> int:
    """Write each format, measure it, and print the table; 1 where a share is above the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="records of each file (default: 100,000)")
    parser.add_argument("--only", default=",".join(FORMATS), help="formats, separated by commas")
    parser.add_argument("--records", type=Path, default=RECORDS, help="folder of real records")
    given = parser.parse_args()
    rows = list(repeated(selection(given.records, MOST_VERIFIED).rows, given.rows))
    print(f"{len(rows):,} records, processor time, names not read\n")
    print("| format | reading [µs per record] | verifying [µs per record] | share of reading |\n|---|---|---|---|")
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name in given.only.split(","):
            file, write = FORMATS[name]
            path = Path(folder) / file
            write(path, rows)
            reading, verifying = measured(path, len(rows))
            share = reading / (reading + verifying)
            worst = max(worst, share)
            print(f"| {name} | {reading * 1e6:.0f} | {verifying * 1e6:.0f} | {share:.1%} |", flush=True)
            path.unlink()
    return int(worst > GOAL)


if __name__ == "__main__":
    sys.exit(main())
