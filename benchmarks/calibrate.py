"""Run the verifier over a folder of real records and print what it says of them, as Markdown.

    python benchmarks/calibrate.py ../shared/records --names
    python benchmarks/calibrate.py ../shared/records --sample 120 --seed 1 --output calibration.md

Every file that `gaba_analogs.read` understands is run. Two kinds need a word of help: a table of
labelled pairs of fields (``labelled_cases*.tsv``) is turned into records first and scored by label,
and the names in OPSIN's own test files are read as systematic names. Files that state no records
are listed with the reason.

The table counts records by verdict, and records with an error by code. ``--sample`` adds a random
sample of the accusations (inconsistent records), the same number from each data set as far as it
goes, written so that a person can judge each of them. ``--reports`` keeps every report that is not
``verified`` as JSON Lines, with the values of the record.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import gaba_analogs as ga
from gaba_analogs.verification.versions import versions

MADE_UP = frozenset({"files", "hostile"})
"""Folders of samples with planted mistakes, which are no calibration."""

PROCESSES = 2
CHUNK = 256
LABELLED = "labelled_cases"
FIELD_OF = {"mw": "molecular_weight", "exact_mass": "monoisotopic_mass"}
VERDICTS = [verdict.value for verdict in ga.Verdict]


@dataclass
class DataSet:
    """What the verifier said about one file."""

    name: str
    records: int = 0
    seconds: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    accused: list[dict[str, Any]] = field(default_factory=list)
    problem: str | None = None


def main() -> int:
    """Run the command line."""
    options = arguments()
    found = [run(path, options) for path in files(options.folder, options.only)]
    text = "\n".join(report(found, options))
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0


def arguments() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("folder", type=Path, help="folder of records")
    parser.add_argument("--names", action="store_true", help="read systematic names with OPSIN as well")
    parser.add_argument("--only", nargs="*", default=[], metavar="TEXT", help="only files whose path holds TEXT")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N records of each file")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="write N accusations, drawn at random")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="seed of the draw (default 1)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there, not to standard output")
    parser.add_argument("--reports", type=Path, metavar="FOLDER", help="keep the reports that are not 'verified'")
    parser.add_argument("--processes", type=int, default=PROCESSES, metavar="N", help="processes (default 2)")
    return parser.parse_args()


def files(folder: Path, only: list[str]) -> list[Path]:
    """List the data files of a folder, pages about them and made-up samples left out."""
    every = (p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md")
    found = sorted(p for p in every if MADE_UP.isdisjoint(p.relative_to(folder).parts))
    return [p for p in found if not only or any(text in str(p.relative_to(folder)) for text in only)]


# -- records ---------------------------------------------------------------------------------------


def records(path: Path) -> Iterator[ga.StructureRecord]:
    """Read one file, with a word of help for the two kinds that need it."""
    if path.name.startswith(LABELLED):
        yield from labelled(path)
    elif path.parent.name == "opsin":
        for record in ga.read(path):
            yield replace(record, iupac_name=record.name)
    else:
        yield from ga.read(path)


def labelled(path: Path) -> Iterator[ga.StructureRecord]:
    """Make a record of each labelled pair of fields; its label is kept in the name."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            stated = {}
            for side in "ab":
                name, value = row[f"field_{side}"], row[f"value_{side}"]
                if name and value:
                    stated[FIELD_OF.get(name, name)] = value
            title = f"{row['case_id']} [{row['verdict']}] {row['class']}"
            yield ga.StructureRecord(name=title, place=ga.Place(str(path), row=number), **stated)


# -- verification ----------------------------------------------------------------------------------


def run(path: Path, options: argparse.Namespace) -> DataSet:
    """Verify one file."""
    found = DataSet(str(path.relative_to(options.folder)))
    start = time.perf_counter()
    try:
        stream: Iterable[ga.StructureRecord] = records(path)
        if options.limit:
            stream = itertools.islice(stream, options.limit)
        kept = [report for report in reports(stream, options) if count(found, report, path)]
        if options.reports and kept:
            options.reports.mkdir(parents=True, exist_ok=True)
            with (options.reports / f"{path.name}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(report, ensure_ascii=False) + "\n" for report in kept)
    except ga.InputError as error:
        found.problem = str(error).removeprefix(f"{path}: ")
    found.seconds = time.perf_counter() - start
    print(f"{found.name}: {found.records:,} records, {found.seconds:.0f} s", file=sys.stderr, flush=True)
    return found


def reports(stream: Iterable[ga.StructureRecord], options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Verify records in a few processes; give the reports in order."""
    stream = iter(stream)
    chunks = ((chunk, options.names) for chunk in iter(lambda: tuple(itertools.islice(stream, CHUNK)), ()))
    if options.processes < 2:
        yield from itertools.chain.from_iterable(map(verified, chunks))
        return
    with multiprocessing.Pool(options.processes) as pool:
        for chunk in pool.imap(verified, chunks):
            yield from chunk


def verified(work: tuple[tuple[ga.StructureRecord, ...], bool]) -> list[dict[str, Any]]:
    """Verify one chunk, and put the record's values beside each report."""
    chunk, names = work
    out = []
    for report in ga.verify_records(chunk, names=names):
        stated = {name: value for name, value in report.record.stated() if name != "molblock"}
        out.append({**report.to_dict(), "stated": stated})
    return out


def count(found: DataSet, report: dict[str, Any], path: Path) -> bool:
    """Count one report; True when it is worth keeping."""
    verdict = report["verdict"]
    found.records += 1
    found.verdicts[verdict] += 1
    found.errors.update({f["code"] for f in report["findings"] if f["severity"] == "error"})
    found.warnings.update({f["code"] for f in report["findings"] if f["severity"] == "warning"})
    if path.name.startswith(LABELLED):
        label = report["stated"]["name"].split("[", 1)[1].split("]", 1)[0]
        found.labels[label, verdict] += 1
    if verdict == "inconsistent":
        found.accused.append(report)
    return bool(verdict != "verified")


# -- Markdown --------------------------------------------------------------------------------------


def report(found: list[DataSet], options: argparse.Namespace) -> Iterator[str]:
    """Write the whole result."""
    made_of = ", ".join(f"{name} {version}" for name, version in versions().items())
    yield f"Versions: {made_of}; names {'read' if options.names else 'not read'}."
    read = [s for s in found if s.problem is None]
    yield from ("", "## Verdicts", "")
    yield from table(
        ["data set", "records", *VERDICTS, "seconds"],
        [[s.name, s.records, *(s.verdicts[v] for v in VERDICTS), round(s.seconds)] for s in [*read, total(read)]],
    )
    yield from ("", "## Records by error code", "")
    yield from by_code(read, "errors")
    yield from ("", "## Records by warning code", "")
    yield from by_code(read, "warnings")
    for labelled_set in (s for s in read if s.labels):
        yield from ("", f"## Verdict by label: {labelled_set.name}", "")
        names = sorted({label for label, _ in labelled_set.labels})
        rows = [[label, *(labelled_set.labels[label, v] for v in VERDICTS)] for label in names]
        yield from table(["label", *VERDICTS], rows)
    unread = [s for s in found if s.problem is not None]
    if unread:
        yield from ("", "## Files without records", "")
        yield from (f"- {s.name}: {s.problem}" for s in unread)
    if options.sample:
        drawn = sample(read, options.sample, options.seed)
        yield from ("", f"## {len(drawn)} accusations (seed {options.seed})", "")
        for number, accusation in enumerate(drawn, 1):
            yield from legible(number, accusation)


def total(found: list[DataSet]) -> DataSet:
    """Add up the data sets."""
    out = DataSet("all")
    for each in found:
        out.records += each.records
        out.seconds += each.seconds
        out.verdicts += each.verdicts
    return out


def by_code(found: list[DataSet], kind: str) -> Iterator[str]:
    """One row per code, one column per data set that has any."""
    counts = {s.name: getattr(s, kind) for s in found if getattr(s, kind)}
    together: Counter[str] = sum(counts.values(), Counter())
    rows = [
        [code, n, "; ".join(f"{s} {c[code]}" for s, c in counts.items() if c[code])]
        for code, n in together.most_common()
    ]
    yield from table(["code", "records", "of which in"], rows)


def table(titles: list[str], rows: list[list[object]]) -> Iterator[str]:
    """Write a Markdown table; numbers get a thousands comma."""
    yield "| " + " | ".join(titles) + " |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row) + " |"


def sample(found: list[DataSet], size: int, seed: int) -> list[dict[str, Any]]:
    """Draw accusations: the same number from each data set, as far as it goes."""
    generator = random.Random(seed)  # noqa: S311  # a sample, not a secret
    pools = [generator.sample(s.accused, len(s.accused)) for s in found if s.accused]
    rounds = itertools.zip_longest(*pools)
    drawn = list(itertools.islice((a for layer in rounds for a in layer if a is not None), size))
    return sorted(drawn, key=lambda a: (a["record"]["source"], a["record"]["row"] or 0))


def legible(number: int, accusation: dict[str, Any]) -> Iterator[str]:
    """Write one accusation so that a person can judge it."""
    place = accusation["record"]
    yield f"### {number}. {Path(place['source']).name}, row {place['row']}, line {place['line']}"
    yield ""
    for name, value in accusation["stated"].items():
        yield f"- {name}: `{value[:300]}`"
    suspects = ", ".join(accusation["suspects"]) + (" (ambiguous)" if accusation["ambiguous"] else "")
    yield f"- **suspects**: {suspects}"
    for name, value in accusation["corrections"].items():
        yield f"- **correction** of {name}: `{value}`"
    for finding in accusation["findings"]:
        yield f"- **{finding['severity']}** {finding['code']}: {finding['message']}"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
