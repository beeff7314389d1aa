"""Make what a source of the atlas can be sent: a patch of its own files, and a text that explains it.

    python benchmarks/atlas_patches.py --checkouts ../checkouts --results ../atlas --output ../patches
    python benchmarks/atlas_patches.py --checkouts ../checkouts --results ../atlas --output ../patches --only mibig

The corrections are those rows of ``findings.csv`` whose correction is safe. Each is made only where the record is
found as it was told, where its verification today gives the same correction as a safe one, where the name does not
mean another compound, and where the record is better with it and nothing contradicts its structure any more; then it
is made in every record that says word for word the same. The files are written again with
nothing else changed, and read back. Written are, for each source with findings:

- ``KEY.diff``: what ``git apply`` applies to the repository; none where nothing is safe;
- ``KEY.md``: the text of an issue or a pull request;
- ``KEY.csv``: its findings, and whether the patch corrects them.

``--at COMMIT`` takes the files of another commit than that of the atlas, such as the newest.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from atlas import CATALOGUE, Source, catalogue, every_record, files
from atlas_findings import DOCS, identity, short
from atlas_findings import write as write_table
from atlas_layouts import LAYOUTS
from atlas_letter import letter
from atlas_names import named_otherwise
from atlas_rewriting import by_trial, by_writer, difference
from atlas_weights import in_own_weights

import gaba_analogs as ga
from gaba_analogs.correcting.trial import is_better, wanted, with_corrections
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Safety, Severity

LISTED = ("id", "name", "field", "stated", "expected", "evidence", "note", "in_patch")
"""Columns of the list of a source's findings."""

STRUCTURAL = frozenset({"smiles", "inchi", "inchikey", "formula", "name", "iupac_name"})
"""Fields that say which compound a record means."""

Row = dict[str, str]
Said = tuple[tuple[str, str], ...]
"""What a record states, field by field."""


@dataclass
class Patch:
    """What is changed in a source.

    Parameters
    ----------
    made
        The findings that are corrected.
    left
        Those that are not, with the reason.
    difference
        What ``git apply`` applies.
    records, files
        Records and files [-] that are changed.
    """

    made: list[Row] = field(default_factory=list)
    left: list[tuple[Row, str]] = field(default_factory=list)
    difference: bytes = b""
    records: int = 0
    files: int = 0


def main() -> int:
    """Run the command line."""
    options = arguments()
    options.output.mkdir(parents=True, exist_ok=True)
    told: dict[str, list[Row]] = defaultdict(list)
    for row in read(options.findings):
        told[row["source"]].append(row)
    counts = {row["source"]: row for row in read(options.findings.with_name("sources.csv"))}
    missing = 0
    for source in catalogue(options.catalogue, options.only):
        if not told[source.key]:
            continue
        source = replace(source, version=options.at or source.version)  # noqa: PLW2901
        try:
            paths = files(source, options.checkouts, folder := options.results / source.key / "files" / source.version)
        except FileNotFoundError as error:
            missing += 1
            print(f"{source.key}: {error}", file=sys.stderr)
            continue
        patch = made(source, told[source.key], paths, folder)
        if patch.difference:
            (options.output / f"{source.key}.diff").write_bytes(patch.difference)
        corrected_too = [row | {"in_patch": "yes"} for row in patch.made]
        rows = corrected_too + [row | {"in_patch": "no"} for row, _ in patch.left]
        write_table(options.output / f"{source.key}.csv", LISTED, rows)
        (options.output / f"{source.key}.md").write_text(letter(source, patch, counts[source.key]), encoding="utf-8")
        print(
            f"{source.key}: {len(patch.made):,} of {len(told[source.key]):,} findings corrected, in {patch.records:,} "
            f"records of {patch.files:,} files; the patch has {len(patch.difference):,} bytes",
            file=sys.stderr,
        )
        for reason, count in Counter(reason for _, reason in patch.left if reason).items():
            print(f"{source.key}: {count:,} {reason}", file=sys.stderr)
    return 2 if missing else 0


def arguments() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--checkouts", type=Path, required=True, metavar="FOLDER", help="folder of clones")
    parser.add_argument("--results", type=Path, required=True, metavar="FOLDER", help="where atlas.py wrote")
    parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="write there")
    parser.add_argument(
        "--findings",
        type=Path,
        default=DOCS / "findings.csv",
        metavar="FILE",
        help="findings.csv, sources.csv beside it",
    )
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE, metavar="FILE", help="sources (atlas.toml)")
    parser.add_argument("--only", nargs="*", default=[], metavar="KEY", help="only these sources")
    parser.add_argument("--at", metavar="COMMIT", help="patch the files of this commit")
    return parser.parse_args()


def read(path: Path) -> list[Row]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(source: Source, told: list[Row], paths: list[Path], folder: Path) -> Patch:
    """Make the patch of a source."""
    patch = Patch(left=[(row, "") for row in told if row["safety"] != "safe"])
    safe = [row for row in told if row["safety"] == "safe"]
    places = found(source, safe, paths) if safe else {}
    reports = corrected(source, places)
    here: dict[Path, list[tuple[ga.RecordReport, dict[str, str]]]] = defaultdict(list)
    for said, (rows, records) in places.items():
        report, values = reports[said]
        patch.left += [
            (row, "not safe any more, or the record is not sound with it") for row in rows if row["field"] not in values
        ]
        for path, record in records if values else ():
            here[path].append((replace(report, record=record), values))
    given = {id(row) for rows, _ in places.values() for row in rows}
    patch.left += [(row, "not there any more") for row in safe if id(row) not in given]
    written: set[Said] = set()
    for path in paths:
        if path in here:
            inside = sorted(here[path], key=lambda pair: pair[0].record.place.row or 0)
            for report, _ in write(source, path, inside, folder, patch):
                written.add(stated(report.record))
    for said, (rows, _) in places.items():
        inside_patch = [row for row in rows if row["field"] in reports[said][1]]
        if said in written:
            patch.made += inside_patch
        else:
            patch.left += [(row, "has no place of its own in the file") for row in inside_patch]
    return patch


def stated(record: StructureRecord) -> Said:
    """Give what a record states."""
    return tuple(record.stated())


def alike(one: Said, other: Said) -> bool:
    """Tell whether two records state the same, numbers by their value."""
    return len(one) == len(other) and all(
        name == same and (value == its or number(value) == number(its) is not None)
        for (name, value), (same, its) in zip(one, other, strict=True)
    )


def number(text: str) -> float | None:
    """Read a number; None where there is none."""
    try:
        return float(text)
    except ValueError:
        return None


Places = dict[Said, tuple[list[Row], list[tuple[Path, StructureRecord]]]]
"""What records say, to the findings in it and to the records that say so, each with its file."""


def found(source: Source, told: Iterable[Row], paths: Iterable[Path]) -> Places:
    """Find the records of findings, and those that say word for word the same."""
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in told:
        by_id[row["id"]].append(row)
    places: Places = {}
    for path, record in records(source, paths):
        said = stated(record)
        place = {"source": str(path), "id": record.identity, "row": record.place.row}
        rows = [
            row
            for row in by_id.get(identity(source, place), ())
            if short(getattr(record, row["field"], None) or "") == row["stated"]
        ]
        if said in places:
            places[said][1].append((path, record))
        elif rows:
            places[said] = (rows, [(path, record)])
    return places


def records(source: Source, paths: Iterable[Path]) -> Iterator[tuple[Path, StructureRecord]]:
    """Read the records of a source, each with its file."""
    for path in paths:
        for record in every_record(source, [path]):
            yield path, record


def corrected(source: Source, places: Places) -> dict[Said, tuple[ga.RecordReport, dict[str, str]]]:
    """Verify one record of each kind, and give its report with the corrections that are still safe, told and better."""
    reports = dict(zip(places, ga.verify_many((of[0][1] for _, of in places.values()), workers=1), strict=True))
    result = {}
    for said, (rows, _) in places.items():
        report = reports[said]
        expected = {row["field"]: row["expected"] for row in rows}
        safe, told = wanted(report, Safety.SAFE), dict(report.corrections)
        if "molecular_weight" in safe:
            own = in_own_weights(told["molecular_weight"], dict(said), source.weights)
            safe["molecular_weight"] = told["molecular_weight"] = own
        values = {
            name: value
            for name, value in safe.items()
            if short(told[name]) == expected.get(name) and not named_otherwise(dict(said), name)
        }
        result[said] = (report, values)
    trials = [said for said, (_, values) in result.items() if values]
    after = ga.verify_many((with_corrections(result[said][0].record, result[said][1]) for said in trials), workers=1)
    for said, second in zip(trials, after, strict=True):
        if not is_better(result[said][0], second) or is_contradicted(second):  # another error of the record shows then
            result[said] = (result[said][0], {})
    return result


def is_contradicted(report: ga.RecordReport) -> bool:
    """Tell whether two fields that say which compound a record means still contradict each other."""
    errors = (finding for finding in report.findings if finding.severity is Severity.ERROR)
    return any(len(STRUCTURAL.intersection(finding.fields)) > 1 for finding in errors)


def write(
    source: Source, path: Path, inside: list[tuple[ga.RecordReport, dict[str, str]]], folder: Path, patch: Patch
) -> Iterator[tuple[ga.RecordReport, Mapping[str, str]]]:
    """Add the difference of one file to a patch, and give the records that are corrected in it.

    Raises
    ------
    ValueError
        The file is read otherwise than with these corrections.
    """
    before = path.read_bytes()
    if source.layout:
        after = by_trial(path, LAYOUTS[source.layout], {r.record.place.row or 0: values for r, values in inside})
    else:
        after = by_writer(path, inside, source.map)
    if after == before:
        return
    values = {report.record.place.row: (report, values) for report, values in inside}
    done = []
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere, path.name)
        copy.write_bytes(after)
        for one, other in zip(every_record(source, [path]), every_record(source, [copy]), strict=True):
            if stated(one) == stated(other):
                continue
            pair = values.get(one.place.row)
            if pair is None or not alike(stated(with_corrections(one, pair[1])), stated(other)):
                message = f"{path} row {one.place.row} is read otherwise"
                raise ValueError(message)
            done.append(pair)
    patch.difference += difference(path.relative_to(folder).as_posix(), before, after)
    patch.files += 1
    patch.records += len(done)
    yield from done


if __name__ == "__main__":
    sys.exit(main())
