"""Reference tables of millions of rows: what building an index costs, and what looking records up in it.

    python benchmarks/references.py 1000000

The rows have the layout of PubChem's CID-InChI-Key; InChIs have the usual length and are no compounds. Processor time
is measured beside the clock, since other programs may run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from gaba_analogs.notation.characters import MINUS
from gaba_analogs.record import StructureRecord
from gaba_analogs.references.building import build, index_path
from gaba_analogs.references.tables import Reference

TEMPLATE = (
    "InChI=1S/C{0}H{1}N3O4S/c1-3-14(2)19-17(22)12-25-{2}-9-7-13(8-10-16)11-18-20-21/h4-{0},14,18H,3,11-12H2,1-2H3"
)
"""An InChI of the length that is usual in PubChem."""
RECORDS = 20_000
"""Records [-] that are looked up."""


def key_of(number: int) -> str:
    """Make an InChIKey of a number."""
    letters = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest().translate(_LETTERS).upper()
    return f"{letters[:14]}-{letters[14:22]}SA-N"


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def rows(count: int) -> Iterator[str]:
    """Make the lines of a listing."""
    for number in range(1, count + 1):
        yield f"{number}\t{TEMPLATE.format(number % 60 + 10, number % 90 + 9, number)}\t{key_of(number)}\n"


def spent() -> float:
    """Give the processor time [s] of this process and of those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def measure(count: int, folder: Path) -> str:
    """Build an index and look records up; give the figures as a line of a table."""
    os.environ["GABA_ANALOGS_CACHE"] = str(folder)
    listing = folder / "CID-InChI-Key"
    with listing.open("w") as stream:
        stream.writelines(rows(count))
    start, before = time.perf_counter(), spent()
    target = index_path(str(listing))
    build(str(listing), target)
    clock, processor = time.perf_counter() - start, spent() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    reference = Reference.open(listing)
    step = max(1, count // RECORDS)
    records = [StructureRecord(pubchem_cid=str(n), inchikey=key_of(n)) for n in range(1, count + 1, step)]
    before = spent()
    for first in range(0, len(records), 128):
        answers = reference.look_up(records[first : first + 128])
        assert all(answers)  # noqa: S101 - every record is in the table
    looked = spent() - before
    size = target.stat().st_size
    figures = [
        f"{count:,}",
        f"{processor / count * 1e6:.1f}",
        f"{count / processor:,.0f}",
        f"{count / clock:,.0f}",
        f"{size / count:.0f}",
        f"{memory:.0f}",
        f"{looked / len(records) * 1e6:.0f}",
    ]
    return f"| {' | '.join(figures)} |".replace("-", MINUS)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure reference tables of millions of rows.")
    parser.add_argument("counts", nargs="*", type=int, default=[1_000_000], help="rows of the tables")
    titles = (
        "rows",
        "processor [µs/row]",
        "rows/s of processor",
        "rows/s by the clock",
        "bytes/row",
        "MB",
        "look-up [µs]",
    )
    print(f"| {' | '.join(titles)} |")
    print("|---|---|---|---|---|---|---|")
    for count in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(count, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
