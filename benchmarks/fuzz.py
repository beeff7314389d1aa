"""Whether any input ends in a crash, a hang, a traceback or a lost record.

    python benchmarks/fuzz.py --inputs 10000
    python benchmarks/fuzz.py --only wikitext --inputs 100000 --seed 5
    python benchmarks/fuzz.py --only notation --inputs 1000000 --seconds 600

Each target starts from `tests/corpus` and `tests/data/files`, or from the bundled data, and is fed mutants:
pieces deleted, doubled, turned round, exchanged with another input, or replaced by what readers stumble over. An input
that runs for longer than all before it joins the corpus. A target runs in a process of its own: when that dies, or does
not end, the input that was in it is printed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random

import linear
import mutants
from rdkit import RDLogger

from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.readers import read
from gaba_analogs.record import StructureRecord
from gaba_analogs.verification.pairs import verify_pairs

TESTS = Path(__file__).parents[1] / "tests"
CORPUS = TESTS / "corpus"
SAMPLES = TESTS / "data" / "files"
BLOCK = 200
"""Inputs [-] of one task: a crash costs what is left of them."""
SLOW = 1.0
"""Processor time [s] of one input that counts as a hang."""
HUGE = 2.5
"""Memory [GiB] that nobody has to spare for one input: it counts as a hang, too."""
PATIENCE = 60.0
"""Processor time [s] after which a block that does not end is given up: a block takes one or two."""

PIECES: tuple[str, ...] = tuple(dict.fromkeys((*mutants.PIECES, *linear.MARKUP, *linear.UNITS, *linear.JSON_UNITS)))


@dataclass
class Tally:
    """What became of the inputs of one target."""

    inputs: int = 0
    crashes: int = 0
    hangs: int = 0
    errors: int = 0
    lost: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add what another block met."""
        for name in ("inputs", "crashes", "hangs", "errors", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.shown += other.shown


def mutated(text: str, corpus: Sequence[str], random: Random) -> str:
    """Change a text in one to six places."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 1, 1, 3, 10, 40)))
        match random.randrange(8):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + text[start:end] * random.choice((2, 3, 50)) + text[end:]
            case 2:
                text = text[:start] + text[start:end][::-1] + text[end:]
            case 3:
                other = random.choice(corpus)
                place = random.randrange(len(other) + 1)
                text = text[:start] + other[place : place + random.choice((5, 30, 200))] + text[end:]
            case 4:
                text = text[:start] + chr(random.choice((0, 9, 10, 13, 127, 160, 0x200B, 0x2212, 0xD800, 0x1F600)))
                text += text[end:]
            case 5:
                text = text[:start] + random.choice(PIECES) * random.choice((1, 2, 30)) + text[end:]
            case _:
                text = text[:start] + random.choice(PIECES) + text[end:]
    return text[:20_000]


def _notation(run: linear.Target) -> Callable[[str], int]:
    def once(text: str) -> int:
        run(text)
        return 0

    return once


def _record(name: str) -> Callable[[str], int]:
    """Give what verifies a field beside the structure of GABA; an error of our own is a lost record."""

    def once(text: str) -> int:
        record = StructureRecord(**{"smiles": "NCCCC(=O)O", "molecular_weight": "103.12", name: text})
        (report,) = verify_pairs([(record, None)], names=False)
        return int(any(skip.kind.value == "broken" for skip in report.skipped))

    return once


def _reader(suffix: str, folder: Path) -> Callable[[str], int]:
    """Give what reads a file twice: the second reading has to give the same records."""
    path = folder / f"input.{suffix}"
    encoding, errors = ("latin-1", "replace") if suffix in BINARY else ("utf-8", "surrogatepass")

    def once(text: str) -> int:
        path.write_bytes(text.encode(encoding, errors))
        return int(_read(path) != _read(path))

    return once


def _read(path: Path) -> list[object]:
    found: list[object] = []
    with suppress(GabaAnalogsError):
        found.extend(read(path))
    return found


READERS = (
    "csv",
    "tsv",
    "json",
    "jsonl",
    "sdf",
    "mol",
    "smi",
    "rdf",
    "wikitext",
    "xml",
    "msp",
    "mgf",
    "mzlb",
    "obo",
    "txt",
    "mol2",
    "cif",
    "cdxml",
    "mrv",
    "mztab",
    "html",
    "yaml",
    "md",
)
BINARY = ("parquet", "xlsx", "ods", "xls", "cdx", "zip", "gz")
"""Formats whose mutants are bytes, one for each character."""
RECORDS = (
    "smiles",
    "inchi",
    "inchikey",
    "formula",
    "molecular_weight",
    "monoisotopic_mass",
    "charge",
    "cas",
    "molblock",
)


def targets(folder: Path) -> Mapping[str, Callable[[str], int]]:
    """Give the targets by name: each says how many records it lost."""
    return {
        **{f"read {suffix}": _reader(suffix, folder) for suffix in (*READERS, *BINARY)},
        **{f"notation: {name}": _notation(run) for name, run in linear.NOTATIONS.items()},
        **{f"record: {name}": _record(name) for name in RECORDS},
    }


def corpus_of(name: str) -> list[str]:
    """Give the texts that the mutants of a target come from."""
    kind = name.removeprefix("read ").removeprefix("record: ")
    folders = (CORPUS, SAMPLES) if name.startswith("read") else ()
    files = [path for folder in folders for path in sorted(folder.glob(f"*.{kind}"))]
    encoding, errors = ("latin-1", "strict") if kind in BINARY else ("utf-8", "replace")
    found = [path.read_bytes().decode(encoding, errors) for path in files]
    if not found:
        fields = (kind,) if name.startswith("record") else mutants.FIELDS
        found = [text for row in mutants.compounds() for field in fields if (text := row.get(field))]
    return list(dict.fromkeys(found))


def block(name: str, seed: int, size: int, note: str | None = None) -> Tally:
    """Feed a target a block of mutants; `note` names a file that says which input is in it."""
    RDLogger.DisableLog("rdApp.*")
    random = Random(f"{name} {seed}")  # noqa: S311  # not a secret
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        run = targets(Path(folder))[name]
        corpus = corpus_of(name)
        slowest, peak = 0.05, _peak()
        for number in range(size):
            text = mutated(random.choice(corpus), corpus, random)
            if note is not None:
                Path(note).write_text(f"{number}\n{json.dumps(text)}", encoding="utf-8")
            start = time.process_time()
            try:
                lost = run(text)
            except Exception as error:  # noqa: BLE001  # that is what is looked for
                lost = 0
                tally.errors += 1
                tally.shown.append(
                    f"{name}: {type(error).__name__}: {error}"[:200] + f" from {json.dumps(text)[:1000]}"
                )
            spent = time.process_time() - start
            held, peak = peak, _peak()
            tally.inputs += 1
            tally.lost += lost
            if lost:
                tally.shown.append(f"{name}: lost from {json.dumps(text)[:1000]}")
            if spent > SLOW:
                tally.hangs += 1
                tally.shown.append(f"{name}: {spent:.1f} s for {json.dumps(text)[:1000]}")
            if peak > max(HUGE, held):
                tally.hangs += 1
                tally.shown.append(f"{name}: {peak:.1f} GiB for {json.dumps(text)[:1000]}")
            if spent > slowest:
                slowest = spent
                corpus.append(text)
    return tally


def _peak() -> float:
    """Give the most memory [GiB] that this process, or one that it started, has held so far."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return 0.0
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 2**20


def _patiently(pool: ProcessPoolExecutor, block: Future[Tally]) -> Tally:
    """Wait for a block as long as its process has not used up its processor time; others may use the machine too."""
    end: float | None = None
    while not wait([block], timeout=2.0).done:
        spent = sum(map(_processor_time, list(pool._processes or {})))  # noqa: SLF001  # there is no other way to ask
        end = spent + PATIENCE if end is None else end
        if spent > end:
            raise TimeoutError
    return block.result()


def _processor_time(process: int) -> float:
    """Give the processor time [s] of another process, 0 when it has ended; the time itself where that is not told."""
    if not Path("/proc/self/stat").exists():
        return time.monotonic()
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fuzz(name: str, seed: int, inputs: int, seconds: float = math.inf) -> Tally:
    """Feed a target for a time [s] at most, in a process of its own, begun again when it dies."""
    end = time.monotonic() + seconds
    tally = Tally()
    pool = None
    with tempfile.TemporaryDirectory() as folder:
        note = str(Path(folder) / "input")
        for number in range(0, inputs, BLOCK):
            if time.monotonic() > end:
                break
            pool = pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            size = min(BLOCK, inputs - number)
            try:
                tally.add(_patiently(pool, pool.submit(block, name, seed + number, size, note)))
            except (BrokenProcessPool, TimeoutError) as error:
                for process in (pool._processes or {}).values():  # noqa: SLF001  # there is no other way to end one
                    process.kill()
                pool.shutdown(wait=False, cancel_futures=True)
                pool = None
                count, _, text = Path(note).read_text(encoding="utf-8").partition("\n")
                crashed = isinstance(error, BrokenProcessPool)
                tally.add(Tally(int(count) + 1, int(crashed), int(not crashed)))
                tally.shown.append(f"{name}: {'died' if crashed else 'did not end'} over {text[:1000]}")
    if pool is not None:
        pool.shutdown()
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Feed every target, and print what became of the inputs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=1000, help="inputs of each target")
    parser.add_argument("--seconds", type=float, default=math.inf, help="longest time of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="targets whose name contains this")
    options = parser.parse_args(arguments)
    whole = Tally()
    print("| target | inputs | crashes | hangs | errors | lost |\n|---|---|---|---|---|---|", flush=True)
    for name in targets(Path()):
        if options.only not in name:
            continue
        tally = fuzz(name, options.seed, options.inputs, options.seconds)
        whole.add(tally)
        counts = (tally.inputs, tally.crashes, tally.hangs, tally.errors, tally.lost)
        print(f"| {name} | {' | '.join(f'{count:,}' for count in counts)} |", flush=True)
        print("".join(f"    {line}\n" for line in dict.fromkeys(tally.shown)), end="", file=sys.stderr, flush=True)
    bad = whole.crashes + whole.hangs + whole.errors + whole.lost
    print(f"\n{whole.inputs:,} inputs: {whole.crashes} crashes, {whole.hangs} hangs,", end=" ")
    print(f"{whole.errors} errors, {whole.lost} lost records")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
