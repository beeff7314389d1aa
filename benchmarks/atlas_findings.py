"""Make the tables of the atlas from its results and from what was judged.

    python benchmarks/atlas_findings.py --results ../atlas --judged ../judged

``RESULTS/KEY/`` is what ``atlas.py`` wrote. ``JUDGED/KEY.tsv`` has one line for each alarm that was
read: its place in ``alarms.jsonl`` counted from 0, ``right``, ``arguable`` or ``wrong``, ``read`` or
``rule`` (a class with one cause, checked member by member), and a note. In the note of a right one
``blame: smiles, inchi`` names the fields that are wrong where these are others than the report says,
and the word ``fix`` says that a correction does not hold; such corrections are not told. A safe correction of a record
whose name OPSIN reads as another composition is told as a likely one. Written are, in docs/findings:

- ``sources.csv``: each source with its counts, how many alarms were read, and their judgements;
- ``findings.csv``: each alarm that was judged right, one row per field that is wrong;
- ``doubtful.csv``: each alarm that was judged arguable or wrong, with the reason.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from atlas import CATALOGUE, Source, catalogue
from atlas_names import named_otherwise
from atlas_weights import in_own_weights

from gaba_analogs.record import FIELDS

DOCS = Path(__file__).resolve().parents[1] / "docs" / "findings"
LONGEST = 600
"""Characters [-] of a value that are kept."""

SOURCE_COLUMNS = (
    "source", "name", "kind", "repository", "version", "licence", "in_view", "records", "verified", "underspecified",
    "inconsistent", "unverified", "read", "right", "arguable", "wrong",
)  # fmt: skip
FINDING_COLUMNS = (
    "source", "version", "id", "name", "field", "stated", "expected", "safety", "class", "evidence", "note",
)  # fmt: skip
DOUBTFUL_COLUMNS = ("source", "version", "id", "name", "field", "class", "evidence", "judgement", "reason")
FIX = re.compile(r"\bfix\b")
BLAMED = {
    "structure": ["smiles", "inchi", "inchikey"],
    "mass": ["monoisotopic_mass", "molecular_weight"],
    "masses": ["monoisotopic_mass", "molecular_weight"],
}
"""Words of notes that stand for several fields."""

LINKING = {",", "and", "or", "too"}

Row = dict[str, Any]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--results", type=Path, required=True, metavar="FOLDER", help="what atlas.py wrote")
    parser.add_argument("--judged", type=Path, required=True, metavar="FOLDER", help="what was judged")
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE, metavar="FILE", help="sources (atlas.toml)")
    parser.add_argument("--output", type=Path, default=DOCS, metavar="FOLDER", help="write there (docs/findings)")
    options = parser.parse_args()
    sources: list[Row] = []
    findings: list[Row] = []
    doubtful: list[Row] = []
    for source in catalogue(options.catalogue):
        folder = options.results / source.key
        if not (folder / "summary.json").is_file():
            print(f"{source.key}: no results", file=sys.stderr)
            continue
        judged = judgements(options.judged / f"{source.key}.tsv")
        alarms = [json.loads(line) for line in (folder / "alarms.jsonl").open(encoding="utf-8")]
        sources.append(counts(source, json.loads((folder / "summary.json").read_text(encoding="utf-8")), judged))
        for number, alarm in enumerate(alarms):
            judgement, reason = judged.get(number, ("unread", ""))
            if judgement == "right":
                findings += blamed(source, alarm, reason)
            elif judgement != "unread":
                doubtful += [{**row, "judgement": judgement, "reason": reason} for row in found(source, alarm)[:1]]
    options.output.mkdir(parents=True, exist_ok=True)
    write(options.output / "sources.csv", SOURCE_COLUMNS, sources)
    write(options.output / "findings.csv", FINDING_COLUMNS, findings)
    write(options.output / "doubtful.csv", DOUBTFUL_COLUMNS, doubtful)
    print(f"{len(findings):,} findings, {len(doubtful):,} doubtful", file=sys.stderr)
    return 0


def judgements(path: Path) -> dict[int, tuple[str, str]]:
    """Read what was judged of a source's alarms."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {int(number): (judgement, note) for number, judgement, _, note in lines}


def counts(source: Source, summary: Row, judged: dict[int, tuple[str, str]]) -> Row:
    """Count the records of a source, and what was judged of its alarms."""
    judgement = Counter(word for word, _ in judged.values())
    return {
        **{name: getattr(source, name) for name in ("name", "kind", "repository", "version", "licence")},
        "source": source.key,
        "in_view": "yes" if source.in_view else "no",
        "records": summary["records"],
        **{name: summary["verdicts"].get(name, 0) for name in SOURCE_COLUMNS[8:12]},
        "read": judgement.total(),
        **{name: judgement[name] for name in ("right", "arguable", "wrong")},
    }


def blamed(source: Source, alarm: Row, note: str) -> list[Row]:
    """Give one row for each field that is wrong as it was judged, corrections that do not hold left out.

    Of the fields that a note blames those count that the record states.
    """
    suspects = alarm["suspects"]
    fields = ["|".join(f for f in field.split("|") if f in alarm["stated"]) for field in fields_blamed(note, alarm)]
    fields = list(filter(None, fields))
    rows = found(source, alarm, [] if set(fields) == set(suspects) else fields)
    for row in rows:
        row["note"] = short(note)
        if (fields and row["field"] not in suspects) or FIX.search(note):
            row["expected"] = row["safety"] = ""
    return rows


def fields_blamed(note: str, alarm: Row) -> list[str]:
    """Read the fields that a note blames: several joined where it says "or", all of a report where it says "open".

    Examples
    --------
    >>> alarm = {"suspects": ["name"], "findings": [{"severity": "error", "fields": ["name", "smiles"]}]}
    >>> fields_blamed("phenol drawn; blame: iupac_name (a neutral solute)", alarm)
    ['iupac_name']
    >>> fields_blamed("blame: formula or charge", alarm), fields_blamed("blame: smiles and inchi too; both", alarm)
    (['formula|charge'], ['name', 'smiles', 'inchi'])
    >>> fields_blamed("blame open: two voices", alarm), fields_blamed("blame: structure; it is E", alarm)
    (['name|smiles'], ['smiles', 'inchi', 'inchikey'])
    """
    if "blame open" in note:
        errors = (finding["fields"] for finding in alarm["findings"] if finding["severity"] == "error")
        return ["|".join(dict.fromkeys(field for fields in errors for field in fields))]
    _, _, after = note.partition("blame: ")
    fields: list[str] = []
    words: set[str] = set()
    for word in re.findall(r"\w+|[^\w\s]", after.lower()):
        named = BLAMED.get(word, [word] if word in FIELDS else [])
        if not named and word not in LINKING:
            break
        words.add(word)
        fields += named
    if "too" in words:
        return [*alarm["suspects"], *(field for field in fields if field not in alarm["suspects"])]
    return ["|".join(fields)] if "or" in words else fields


def found(source: Source, alarm: Row, blamed: Iterable[str] = ()) -> list[Row]:
    """Give one row for each field that is wrong, or one for all where a report cannot tell which.

    Parameters
    ----------
    source
        The source.
    alarm
        The report.
    blamed
        The fields that are wrong; those of the report where there are none.
    """
    suspects = list(blamed) or (["|".join(alarm["suspects"])] if alarm["ambiguous"] else alarm["suspects"])
    errors = [finding for finding in alarm["findings"] if finding["severity"] == "error"]
    stated = alarm["stated"]
    safeties = alarm["safety"] if isinstance(alarm.get("safety"), dict) else {}
    doubts = (named_otherwise(stated, field) for field, safety in safeties.items() if safety == "safe")
    doubt = [*filter(None, doubts)][:1]
    rows = []
    for field in suspects:
        about = [error for error in errors if set(field.split("|")) & set(error["fields"])] or errors
        values = [f"{name}={stated[name]}" for name in field.split("|") if name in stated]
        expected = alarm["corrections"].get(field, "")
        if expected and field == "molecular_weight":
            expected = in_own_weights(expected, stated, source.weights)
        safety = safeties.get(field, "")
        evidence = [*dict.fromkeys(error["message"] for error in about), *doubt]
        rows.append(
            {
                "source": source.key,
                "version": source.version,
                "id": identity(source, alarm["record"]),
                "name": short(stated.get("name", "")),
                "field": field,
                "stated": short(stated[field] if field in stated else "; ".join(values)),
                "expected": short(expected),
                "safety": "likely" if doubt and safety == "safe" else safety,
                "class": "|".join(dict.fromkeys(error["code"] for error in about)),
                "evidence": short("; ".join(evidence)),
            }
        )
    return rows


def identity(source: Source, place: Row) -> str:
    """Name a record as its source does."""
    if source.named_by_file:
        return Path(place["source"]).stem
    return str(place.get("id") or f"row {place['row']}")


def short(text: str) -> str:
    """Shorten a value that is long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write a table."""

    def lines() -> Iterator[Row]:
        for row in rows:
            yield {name: row.get(name, "") for name in columns}

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, tuple(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines())


if __name__ == "__main__":
    sys.exit(main())
