"""Verify the sources of an atlas and keep what was found in each.

    python benchmarks/atlas.py --checkouts ../checkouts --results ../atlas
    python benchmarks/atlas.py --checkouts ../checkouts --results ../atlas --only aqsoldb mibig

``atlas.toml`` names the sources: a repository at a commit, its files, its columns. ``--checkouts``
holds a clone of each, as ``owner+name``; for one that is missing the command that gets it is printed.
Each source is read as a stream and written to ``RESULTS/KEY/``: ``summary.json`` with the counts,
``alarms.jsonl`` with the inconsistent records, ``open.jsonl`` with those that are underspecified.
A source that was finished with the same versions and the same entry is not read again.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import time
import tomllib
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from atlas_layouts import LAYOUTS

import gaba_analogs as ga
from gaba_analogs.verification.versions import versions

CATALOGUE = Path(__file__).with_name("atlas.toml")
KEPT = ("record", "verdict", "suspects", "ambiguous", "corrections", "safety", "findings")
"""What is kept of a report."""

TOO_LONG = frozenset({"molblock"})
"""Fields that are not kept."""


@dataclass(frozen=True)
class Source:
    """One entry of ``atlas.toml``."""

    key: str
    name: str
    kind: str
    repository: str
    version: str
    licence: str
    files: list[str]
    id: str | None = None
    named_by_file: bool = False
    in_view: bool = False
    map: dict[str, str] = field(default_factory=dict)
    member: str | None = None
    layout: str | None = None
    cause: str = ""
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Name of the folder that holds the clone."""
        return self.repository.replace("/", "+")

    def recipe(self) -> str:
        """Say how to get the files."""
        clone = f"git clone https://github.com/{self.repository} {self.folder}"
        return f"{clone} && git -C {self.folder} checkout {self.version}"


def main() -> int:
    """Run the command line."""
    options = arguments()
    missing = 0
    for source in catalogue(options.catalogue, options.only):
        try:
            run(source, options)
        except FileNotFoundError as error:
            missing += 1
            print(f"{source.key}: {error}", file=sys.stderr)
    return 2 if missing else 0


def arguments() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--checkouts", type=Path, required=True, metavar="FOLDER", help="folder of clones")
    parser.add_argument("--results", type=Path, required=True, metavar="FOLDER", help="write there")
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE, metavar="FILE", help="sources (atlas.toml)")
    parser.add_argument("--only", nargs="*", default=[], metavar="KEY", help="only these sources")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes (default 2)")
    return parser.parse_args()


def catalogue(path: Path = CATALOGUE, only: Collection[str] = ()) -> list[Source]:
    """Read the sources."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
    sources = [Source(**entry) for entry in entries]
    unknown = set(only) - {source.key for source in sources}
    if unknown:
        sys.exit(f"atlas: no source {', '.join(sorted(unknown))} in {path.name}")
    return [source for source in sources if not only or source.key in only]


# -- files -----------------------------------------------------------------------------------------


def files(source: Source, checkouts: Path, into: Path) -> list[Path]:
    """Write the source's files as they were at its commit, those that are not written yet."""
    clone = next((p for p in (checkouts / source.folder, checkouts / source.folder / "repo") if git_folder(p)), None)
    if clone is None:
        message = f"no clone in {checkouts}; {source.recipe()}"
        raise FileNotFoundError(message)
    git = ["git", f"--git-dir={git_folder(clone)}"]
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "-z", "--name-only", source.version], capture_output=True, check=True
    ).stdout.decode()
    wanted = [path for path in listed.split("\0") if any(fnmatch(path, pattern) for pattern in source.files)]
    written = []
    with subprocess.Popen([*git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        for path in wanted:
            target = into / path
            if not target.is_file():
                content = blob(reader, f"{source.version}:{path}")
                if content is None:
                    print(f"{source.key}: {path} is not in the clone", file=sys.stderr)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            written.append(unpacked(target, source.member) if source.member else target)
    if not written:
        message = f"no file of {source.repository} at {source.version} fits {', '.join(source.files)}"
        raise FileNotFoundError(message)
    return written


def blob(reader: subprocess.Popen[bytes], name: str) -> bytes | None:
    """Ask ``git cat-file --batch`` for the content of one file."""
    if reader.stdin is None or reader.stdout is None:
        return None
    reader.stdin.write(f"{name}\n".encode())
    reader.stdin.flush()
    head = reader.stdout.readline().split()
    if head[-1] == b"missing":
        return None
    content = reader.stdout.read(int(head[2]))
    reader.stdout.read(1)
    return content


def git_folder(clone: Path) -> Path | None:
    """Give the git directory of a clone, with or without a work tree."""
    return next((p for p in (clone / ".git", clone) if (p / "HEAD").is_file()), None)


def unpacked(archive: Path, member: str) -> Path:
    """Write one member of a zip archive beside it."""
    target = archive.with_name(Path(member).name)
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as opened:
        target.write_bytes(opened.read(member))
    return target


def records(source: Source, paths: list[Path]) -> Iterator[ga.StructureRecord]:
    """Read the records of a source; one that says word for word what another said is left out."""
    seen: set[bytes] = set()
    for record in every_record(source, paths):
        said = "\0".join(f"{name}={value}" for name, value in record.stated())
        digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        if digest not in seen:
            seen.add(digest)
            yield record


def every_record(source: Source, paths: list[Path]) -> Iterator[ga.StructureRecord]:
    """Read the records of a source."""
    if source.layout:
        rows = paths[0].parent / f"{source.key}.jsonl"
        with rows.open("w", encoding="utf-8") as file:
            for row in LAYOUTS[source.layout](paths):
                stated = {name: value for name, value in row.items() if value not in (None, "")}
                file.write(json.dumps(stated, ensure_ascii=False) + "\n")
        paths = [rows]
    for path in paths:
        try:
            yield from ga.read(path, identity=source.id, mapping=source.map)
        except ga.InputError as error:
            print(f"{source.key}: {error}", file=sys.stderr)


# -- results ---------------------------------------------------------------------------------------


def run(source: Source, options: argparse.Namespace) -> None:
    """Verify one source, unless its results are those of the same entry and the same versions."""
    folder = options.results / source.key
    made_of = {"source": asdict(source), "versions": dict(versions())}
    for name in ("named_by_file", "in_view", "cause", "weights"):  # which change no record
        made_of["source"].pop(name)
    summary = folder / "summary.json"
    folder.mkdir(parents=True, exist_ok=True)
    if summary.is_file():
        done = json.loads(summary.read_text(encoding="utf-8"))
        if all(done.get(key) == value for key, value in made_of.items()):
            print(f"{source.key}: done before", file=sys.stderr)
            return
    paths = files(source, options.checkouts, folder / "files" / source.version)
    start = time.perf_counter()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("verdicts", "errors", "warnings", "suspects")}
    with (
        (folder / "alarms.jsonl").open("w", encoding="utf-8") as alarms,
        (folder / "open.jsonl").open("w", encoding="utf-8") as unclear,
    ):
        for report in ga.verify_many(records(source, paths), workers=options.workers):
            told = kept(report)
            count(counts, told)
            if told["verdict"] in ("inconsistent", "underspecified"):
                file = alarms if told["verdict"] == "inconsistent" else unclear
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
    seconds = time.perf_counter() - start
    total = {name: dict(counter.most_common()) for name, counter in counts.items()}
    result = {**made_of, "records": counts["verdicts"].total(), **total, "seconds": round(seconds)}
    summary.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{source.key}: {result['records']:,} records, {total['verdicts']}, {seconds:.0f} s", file=sys.stderr)


def kept(report: ga.RecordReport) -> dict[str, Any]:
    """Give a report with the values of its record."""
    stated = {name: value for name, value in report.record.stated() if name not in TOO_LONG}
    told = report.to_dict()
    return {**{name: told[name] for name in KEPT}, "stated": stated}


def count(counts: dict[str, Counter[str]], told: dict[str, Any]) -> None:
    """Count one report."""
    counts["verdicts"][told["verdict"]] += 1
    for kind in ("error", "warning"):
        counts[f"{kind}s"].update({f["code"] for f in told["findings"] if f["severity"] == kind})
    counts["suspects"].update(told["suspects"])


if __name__ == "__main__":
    sys.exit(main())
