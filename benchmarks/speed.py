"""Measure how fast records are verified, and print it as Markdown.

    python benchmarks/speed.py --peers
    python benchmarks/speed.py --quick --rows 60
    python benchmarks/speed.py --only million

What is compared runs side by side in one run: in blocks of records that take turns, by processor
time, several rounds. benchmarks/README.md says what each table means.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import chart
import processes
import ways
from pyarrow import parquet
from race import BLOCK, Course, Racer, Spread
from rdkit import Chem, RDLogger
from table import (
    COLUMNS,
    EVERY_COLUMN,
    FAULTS,
    Row,
    Selection,
    everything,
    faulty,
    repeated,
    selection,
    write_csv,
    write_sdf,
)

from gaba_analogs.names import unavailable_reason
from gaba_analogs.verification.versions import versions

RECORDS = Path(__file__).parents[2] / "shared" / "records"
FLOOR_GOAL = 0.85
PREFIX_GOAL = 0.80
CHEMBL_GOAL = 3.0
NAMES_GOAL = 1500
WORKERS_GOAL = 1.85
MEMORY_GOAL = 1.2
ATOMS = (10, 20, 40, 80)
FAULT_GOAL = 3.0
SHARES = (100, 30, 10, 3, 1)
"""Of how many rows one is faulty."""
START_GOALS = {"import gaba_analogs": 0.03, "--no-names": 0.25, "with names": 1.0}
STARTS = 10
MILLION = 1_000_000
LONG_LIVED = 2500
"""Names [-] after which Java's compiler has done most of its work."""


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Parameters
    ----------
    rows
        Records [-] of a round.
    rounds
        Rounds [-] of every comparison.
    tables
        Records [-] of the tables that show how the cost grows.
    command
        Records [-] that whole processes are timed with.
    """

    rows: int
    rounds: int
    tables: Sequence[int]
    command: int


@dataclass(frozen=True)
class Bench:
    """What every measurement needs."""

    size: Size
    chosen: Selection
    records: Path
    folder: Path
    racer: Racer
    curves: chart.Curves = field(default_factory=dict)

    def draw(self, curve: str, place: float, bare: Spread, own: Spread) -> None:
        """Put what a record costs, as a multiple of the bare loop's time, on a curve of the chart."""
        self.curves.setdefault(curve, []).append((place, own.over(bare)))

    def portions(self, rows: Sequence[Row] | None = None, count: int | None = None) -> list[list[Row]]:
        """Give the rows of each round: other ones as far as they go."""
        count = count or self.size.rows
        source = self.chosen.rows if rows is None else rows
        endless = repeated(source, count * self.size.rounds)
        return [list(itertools.islice(endless, count)) for _ in range(self.size.rounds)]

    def warm_up(self) -> list[Row]:
        """Give the rows that are run through before the clock is started."""
        return self.chosen.rows[-min(BLOCK, self.size.rows) :]

    def course(self, name: str, rows: Sequence[Row], shown: Iterable[Row], columns: Sequence[str] = COLUMNS) -> Course:
        """Write a table of what is shown of the rows."""
        path = self.folder / f"{name}.csv"
        write_csv(path, shown, columns)
        return Course(path, [row["smiles"] for row in rows])


def main() -> int:
    """Run the command line."""
    options = arguments()
    RDLogger.DisableLog("rdApp.*")
    size = size_of(options)
    chosen = selection(options.records, size.rows * size.rounds + BLOCK)
    with (
        tempfile.TemporaryDirectory(prefix="speed-") as folder,
        Racer(fresh=not options.quick) as racer,
    ):
        bench = Bench(size, chosen, options.records, Path(folder), racer)
        for line in itertools.chain(heading(bench), *(SECTIONS[name](bench) for name in sections(options))):
            print(line, flush=True)
        if options.chart is not None:
            chart.draw(bench.curves, options.chart)
    return 0


def arguments() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="one small round of everything: shows that it runs")
    parser.add_argument("--rows", type=positive, default=3000, metavar="N", help="records of a round (default 3000)")
    parser.add_argument("--rounds", type=positive, default=5, metavar="N", help="rounds (default 5)")
    parser.add_argument("--peers", action="store_true", help="measure other programs beside it")
    parser.add_argument("--million", action="store_true", help="run the command on a million rows")
    parser.add_argument("--only", choices=SECTIONS, nargs="+", metavar="TABLE", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--records", type=Path, default=RECORDS, metavar="PATH", help="folder of real records")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="draw the curves that were measured (.svg or .png)")
    return parser.parse_args()


def positive(text: str) -> int:
    """Read a number of at least one."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def size_of(options: argparse.Namespace) -> Size:
    """Choose how much to measure."""
    rows = options.rows
    if options.quick:
        return Size(rows, 1, (rows, 2 * rows), rows)
    return Size(rows, options.rounds, (1000, 10_000, 100_000), 20 * rows)


def sections(options: argparse.Namespace) -> list[str]:
    """List the tables that are asked for; those that take long only when they are named."""
    asked = {"peers": options.peers, "million": options.million}
    return options.only or [name for name in SECTIONS if asked.get(name, True)]


def heading(bench: Bench) -> Iterator[str]:
    """Say what is measured, and on what."""
    made_of = ", ".join(f"{name} {version}" for name, version in versions().items())
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    yield f"{made_of}, Python {platform.python_version()}; {machine}."
    yield f"Rounds: {bench.size.rounds}, of {bench.size.rows:,} records; median (range) of the rounds."
    yield ""
    yield bench.chosen.told()


def markdown(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table under its heading, each row as soon as it is measured."""
    yield from ("", f"## {title}", "", f"| {' | '.join(columns)} |", "|" + "---|" * len(columns))
    yield from (f"| {' | '.join(row)} |" for row in rows)


def microseconds(spread: Spread) -> str:
    """Write a time per record."""
    return f"{spread.median * 1e6:,.0f}"


# -- against the bare loop -------------------------------------------------------------------------


def floor(bench: Bench) -> Iterator[str]:
    """Compare with the loop that nobody can do without."""
    columns = ["one core", "verified", "ours, µs", "bare loop, µs", "speed / bare loop", "speed / lower loop", "goal"]
    yield from markdown("Against the bare loop", columns, floor_rows(bench))


def floor_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Measure tables that agree, tables with faults, a table without InChI, and drawings."""
    portions = bench.portions()
    goal = f"≥ {FLOOR_GOAL}"
    yield floor_row(bench, "consistent rows, all fields", [(rows, rows) for rows in portions], goal=goal)
    for every, title in ((100, "1 % of the rows faulty"), (10, "10 % of the rows faulty"), (1, "all rows faulty")):
        yield floor_row(bench, title, [(rows, list(faulty(rows, every))) for rows in portions])
    bare = [name for name in COLUMNS if name != "inchi"]
    yield floor_row(bench, "consistent rows without InChI", [(rows, rows) for rows in portions], columns=bare)
    unprefixed = [(rows, [{**row, "inchi": row["inchi"].removeprefix("InChI=")} for row in rows]) for rows in portions]
    yield floor_row(bench, "consistent rows, InChI without its prefix", unprefixed, goal=f"≥ {PREFIX_GOAL}")
    yield drawn_row(bench, portions)


def floor_row(
    bench: Bench,
    title: str,
    portions: Iterable[tuple[Sequence[Row], Sequence[Row]]],
    columns: Sequence[str] = COLUMNS,
    goal: str = "",
) -> Sequence[str]:
    """Race through tables of what is shown of their rows."""
    courses = [bench.course(f"{n}", rows, shown, columns) for n, (rows, shown) in enumerate(portions)]
    warm_up = bench.course("warm-up", bench.warm_up(), bench.warm_up(), columns)
    bare, lower, own = bench.racer.times([ways.bare_loop, ways.lower_loop, ways.ours], courses, warm_up)
    times = [microseconds(own), microseconds(bare)]
    return [title, verified(courses), *times, bare.over(own).text(), lower.over(own).text(), goal]


def drawn_row(bench: Bench, portions: Iterable[Sequence[Row]]) -> Sequence[str]:
    """Race through SD files against the loop over their molecules."""
    courses = []
    for name, rows in (("warm-up", bench.warm_up()), *((f"{n}", rows) for n, rows in enumerate(portions))):
        path = bench.folder / f"{name}.sdf"
        courses.append(Course(path, [row["smiles"] for row in write_sdf(path, rows)]))
    warm_up, *courses = courses
    bare, own = bench.racer.times([ways.drawing_loop, ways.ours], courses, warm_up)
    title = "SD file, drawings in place of SMILES (bare loop: over its molecules)"
    return [title, verified(courses), microseconds(own), microseconds(bare), bare.over(own).text(), "", ""]


def verified(courses: Iterable[Course]) -> str:
    """Write the share of records that were verified."""
    verdicts: Counter[str] = Counter()
    for course in courses:
        with course.output.open(encoding="utf-8") as lines:
            verdicts.update(json.loads(line)["verdict"] for line in lines)
    return f"{verdicts['verified'] / verdicts.total() * 100:.1f} %"


def faults(bench: Bench) -> Iterator[str]:
    """Show what a wrong record costs, by what is wrong in it."""
    columns = ["all rows faulty", "ours, µs", "bare loop, µs", "cost / bare loop", "cost / consistent row", "goal"]
    yield from markdown("Cost of a wrong record", columns, fault_rows(bench))


def fault_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Race through tables with one kind of fault, each beside the bare loop."""
    portions = bench.portions()
    clean = raced(bench, [(rows, rows) for rows in portions])
    known = clean[1].over(clean[0])
    yield ["none", *map(microseconds, reversed(clean)), known.text(), "", ""]
    every = []
    for kind in FAULTS:
        bare, own = raced(bench, [(rows, list(faulty(rows, 1, [kind]))) for rows in portions])
        cost = own.over(bare)
        every.append(cost)
        title = kind.__name__.strip("_").replace("_", " ")
        yield [title, microseconds(own), microseconds(bare), cost.text(), cost.over(known).text(), ""]
    mean = Spread([sum(costs) / len(costs) for costs in zip(*(cost.values for cost in every), strict=True)])
    yield ["mean of these", "", "", mean.text(), mean.over(known).text(), f"≤ {FAULT_GOAL:g}"]


def shares(bench: Bench) -> Iterator[str]:
    """Show how the cost grows with the share of wrong rows."""
    columns = ["wrong rows, %", "ours, µs", "bare loop, µs", "cost / bare loop", "speed / bare loop"]
    yield from markdown("Cost against the share of wrong rows", columns, share_rows(bench))


def share_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Race through tables in which ever more rows are faulty."""
    portions = bench.portions()
    for every in (None, *SHARES):
        shown = portions if every is None else [list(faulty(rows, every)) for rows in portions]
        bare, own = raced(bench, list(zip(portions, shown, strict=True)))
        percent = 0.0 if every is None else 100 / every
        bench.draw(chart.SHARE, percent, bare, own)
        times = [microseconds(own), microseconds(bare)]
        yield [f"{percent:.3g}", *times, own.over(bare).text(), bare.over(own).text()]


def raced(bench: Bench, portions: Iterable[tuple[Sequence[Row], Sequence[Row]]]) -> tuple[Spread, Spread]:
    """Race the bare loop and ours through tables of what is shown of their rows."""
    courses = [bench.course(f"{n}", rows, shown) for n, (rows, shown) in enumerate(portions)]
    warm_up = bench.course("warm-up", bench.warm_up(), bench.warm_up())
    bare, own = bench.racer.times([ways.bare_loop, ways.ours], courses, warm_up)
    return bare, own


# -- peers -----------------------------------------------------------------------------------------


def peers(bench: Bench) -> Iterator[str]:
    """Compare with what others would use."""
    columns = ["peer", "its records/s", "ours", "ours over its", "goal"]
    yield from markdown("Peers on the same molecules, one core", columns, peer_rows(bench))


def peer_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Measure all peers in the same rounds."""
    known = {
        "ChEMBL_Structure_Pipeline, check_molblock": (ways.chembl_checker, f"≥ {CHEMBL_GOAL:g}"),
        "RDKit MolStandardize, MolVSValidation": (ways.molvs_validation, ""),
        "naive script (RDKit in a loop over a DataFrame)": (ways.naive_script, ""),
    }
    if not ways.has_chembl():
        missing = next(iter(known))
        del known[missing]
        yield [f"{missing}: not installed (pip install {ways.CHEMBL})", "", "", "", ""]
    courses = [bench.course(f"{n}", rows, rows) for n, rows in enumerate(bench.portions())]
    warm_up = bench.course("warm-up", bench.warm_up(), bench.warm_up())
    own, *others = bench.racer.times([ways.ours, *(way for way, _ in known.values())], courses, warm_up)
    for (title, (_, goal)), theirs in zip(known.items(), others, strict=True):
        yield [title, f"{1 / theirs.median:,.0f}", f"{1 / own.median:,.0f}", theirs.over(own).text(), goal]


# -- how the cost grows ----------------------------------------------------------------------------


def growth(bench: Bench) -> Iterator[str]:
    """Show that a record costs the same in a long table."""
    columns = ["records", "ours, µs", "bare loop, µs", "speed / bare loop"]
    yield from markdown("Cost against the number of records", columns, growth_rows(bench))


def growth_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Race once through tables of growing length."""
    warm_up = bench.course("warm-up", bench.warm_up(), bench.warm_up())
    for count in bench.size.tables:
        rows = list(repeated(bench.chosen.rows, count))
        courses = [bench.course("long", rows, rows)]
        bare, own = bench.racer.times([ways.bare_loop, ways.ours], courses, warm_up, whole=True)
        bench.draw(chart.RECORDS, count, bare, own)
        yield [f"{count:,}", microseconds(own), microseconds(bare), bare.over(own).text()]


def atoms(bench: Bench) -> Iterator[str]:
    """Show that what we add to the floor does not grow with the molecule."""
    columns = ["heavy atoms", "molecules", "ours, µs", "bare loop, µs", "added to it, µs", "added to lower loop, µs"]
    yield from markdown("Cost against the size of the molecule", columns, atom_rows(bench))


def atom_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Race through molecules of about the same size; few molecules are repeated to half a round."""
    sizes = [Chem.MolFromSmiles(row["smiles"]).GetNumHeavyAtoms() for row in bench.chosen.rows]
    warm_up = bench.course("warm-up", bench.warm_up(), bench.warm_up())
    for wanted in ATOMS:
        alike = [r for r, atoms in zip(bench.chosen.rows, sizes, strict=True) if abs(atoms - wanted) <= wanted / 10]
        if not alike:
            yield [f"{wanted}", "0", "", "", "", ""]
            continue
        portions = bench.portions(alike, max(1, bench.size.rows // 2))
        courses = [bench.course(f"{n}", rows, rows) for n, rows in enumerate(portions)]
        bare, lower, own = bench.racer.times([ways.bare_loop, ways.lower_loop, ways.ours], courses, warm_up)
        bench.draw(chart.ATOMS, wanted, bare, own)
        added = [own.minus(floor).text("{:.0f}", 1e6) for floor in (bare, lower)]
        yield [f"{wanted} ± {wanted // 10}", f"{len(alike):,}", microseconds(own), microseconds(bare), *added]


# -- names -----------------------------------------------------------------------------------------


def names(bench: Bench) -> Iterator[str]:
    """Show how fast systematic names are read."""
    columns = ["one core, after start-up", "names", "names/s", "over OPSIN, as typed", "over OPSIN, by parts", "goal"]
    yield from markdown("Systematic names", columns, name_rows(bench))


def name_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Measure OPSIN alone and with the verification, processor time of Java included."""
    reason = unavailable_reason()
    if reason:
        yield [f"names are not read: {reason}", "", "", "", "", ""]
        return
    named = list({row["iupac_name"]: row for row in bench.chosen.rows if row["iupac_name"]}.values())
    first = min(len(named) // 5, LONG_LIVED)
    portions = [rows for n in range(bench.size.rounds) if (rows := named[first:][n :: bench.size.rounds])]
    warm_up, *courses = (named_course(bench, n, rows) for n, rows in enumerate([named[:first], *portions]))
    count = f"{sum(len(course.names) for course in courses):,}"
    clock = processes.time_with_children
    three = [ways.bare_opsin, ways.bare_opsin_by_parts, ways.opsin]
    bare, by_parts, parsed = bench.racer.times(three, courses, warm_up, clock)
    (verified,) = bench.racer.times([ways.ours], courses, warm_up, clock)
    lists = sum(";" in name for course in courses for name in course.names)
    ratios = [bare.over(parsed).text(), by_parts.over(parsed).text()]
    yield ["OPSIN by itself, names as typed", count, per_second(bare), "", "", ""]
    yield [f"OPSIN by itself, part by part: {lists:,} names are lists", count, per_second(by_parts), "", "", ""]
    yield ["names, read", count, per_second(parsed), *ratios, f"≥ {NAMES_GOAL:,}"]
    yield ["records with names, verified", count, per_second(verified), "", "", ""]


def per_second(spread: Spread) -> str:
    """Turn times into a rate."""
    return Spread([1 / seconds for seconds in spread.values]).text("{:,.0f}")


def named_course(bench: Bench, number: int, rows: Sequence[Row]) -> Course:
    """Write a table with names."""
    course = bench.course(f"named-{number}", rows, rows, (*COLUMNS, "iupac_name"))
    return Course(course.table, course.smiles, [row["iupac_name"] for row in rows])


# -- whole processes -------------------------------------------------------------------------------


def workers(bench: Bench) -> Iterator[str]:
    """Compare one worker with two."""
    columns = ["wall time", "1 worker, s", "2 workers, s", "speed-up", "goal"]
    yield from markdown("Workers", columns, worker_rows(bench))


def worker_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Time both in turns, and beside them how much two processors of this machine do more than one."""
    table = bench.folder / "command.csv"
    rows = list(repeated(bench.chosen.rows, bench.size.command))
    write_csv(table, rows)
    smiles = [row["smiles"] for row in rows[: bench.size.command // 4]]
    seconds: dict[str, list[float]] = {"1": [], "2": []}
    bare: dict[str, list[float]] = {"1": [], "2": []}
    with processes.Pair() as pair:
        for turn in range(bench.size.rounds):
            for count in sorted(seconds, reverse=turn % 2 == 1):
                run = processes.verify(table, bench.folder / "command.jsonl", "--workers", count)
                seconds[count].append(run.seconds)
                bare[count].append(pair.bare_loop(smiles, int(count)))
    title = f"{bench.size.command:,} records, start-up included"
    yield [title, *speed_up(seconds), f"≥ {WORKERS_GOAL}"]
    yield [f"bare loop over {len(smiles):,} of them, two processes that share nothing", *speed_up(bare), ""]


def speed_up(seconds: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Write times and their ratio."""
    one, two = (Spread(values) for values in seconds.values())
    yield from (one.text("{:.1f}"), two.text("{:.1f}"), one.over(two).text())


def start(bench: Bench) -> Iterator[str]:
    """Show how long the command takes to begin and end."""
    columns = ["best of ten", "wall time, s", "processor time, s", "goal, s"]
    yield from markdown("Start-up", columns, start_rows(bench))


def start_rows(bench: Bench) -> Iterator[Sequence[str]]:
    """Time whole processes that verify one record, or import the package."""
    commands = {
        "python by itself": ("-c", "pass"),
        "import gaba_analogs": ("-c", "import gaba_analogs"),
        "--no-names": ("-m", "gaba_analogs", "baclofen", "--no-names"),
        "with names": ("-m", "gaba_analogs", "baclofen"),
    }
    runs = 1 if bench.size.rounds == 1 else STARTS
    for title, arguments_given in commands.items():
        spent = [processes.run(arguments_given, bench.folder / "compiled") for _ in range(runs)]
        wall, processor = (min(times) for times in zip(*spent, strict=True))
        goal = START_GOALS.get(title)
        yield [title, f"{wall:.3f}", f"{processor:.3f}", "" if goal is None else f"≤ {goal:g}"]


def million(bench: Bench) -> Iterator[str]:
    """Run the command on a million rows, and on a tenth of them for comparison of the memory."""
    rows = everything(bench.records)
    columns = ["rows", "minutes", "records/s", "peak memory, MiB", "memory over that of the first", "verdicts"]
    yield from markdown(f"A million rows: {len(rows):,} as published, repeated", columns, million_rows(bench, rows))


def million_rows(bench: Bench, rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    """Verify with two workers into a folder of parts, and count what is in it."""
    first: float | None = None
    for count in (MILLION // 10, MILLION):
        table, parts = bench.folder / f"{count}.csv", bench.folder / f"parts-{count}"
        write_csv(table, repeated(rows, count), EVERY_COLUMN)
        run = processes.verify(table, parts, "--workers", "2", "--format", "parquet", watch=True)
        table.unlink()
        verdicts = Counter(cell for part in parts.glob("*.parquet") for cell in column(part, "verdict"))
        if verdicts.total() != count:
            raise RuntimeError(f"{count:,} rows in, {verdicts.total():,} out")
        told = ", ".join(f"{number:,} {verdict}" for verdict, number in verdicts.most_common())
        peak = "not known here" if run.peak is None else f"{run.peak:,.0f}"
        growth = "" if first is None or run.peak is None else f"{run.peak / first:.2f} (goal ≤ {MEMORY_GOAL})"
        first = first or run.peak
        yield [f"{count:,}", f"{run.seconds / 60:.1f}", f"{count / run.seconds:,.0f}", peak, growth, told]


def column(path: Path, name: str) -> Iterator[str]:
    """Give the values of one column, a batch at a time."""
    for batch in parquet.ParquetFile(path).iter_batches(columns=[name]):
        yield from batch[name].to_pylist()


SECTIONS: dict[str, Callable[[Bench], Iterator[str]]] = {
    "floor": floor,
    "faults": faults,
    "shares": shares,
    "peers": peers,
    "growth": growth,
    "atoms": atoms,
    "names": names,
    "workers": workers,
    "start": start,
    "million": million,
}


if __name__ == "__main__":
    sys.exit(main())
