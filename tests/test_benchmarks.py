"""The benchmarks run, and what they measure on is what they say."""

from __future__ import annotations

import csv
import importlib
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from gaba_analogs.names import unavailable_reason

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
TABLES = {
    "Against the bare loop": 7,
    "Cost of a wrong record": 10,
    "Cost against the share of wrong rows": 6,
    "Cost against the number of records": 2,
    "Cost against the size of the molecule": 4,
    "Systematic names": 4 if unavailable_reason() is None else 1,
    "Workers": 2,
    "Start-up": 4,
}
"""The tables of a quick run, and their rows [-]."""

pytestmark = pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="what is tested is in the repository only: clone it")


@pytest.fixture
def benchmarks(monkeypatch):
    """Give what imports a module beside speed.py."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module


def pregabalin(number: int, **fields: str) -> dict[str, str]:
    """Give a row of one and the same compound (PubChem CID 5486971)."""
    row = {
        "name": f"pregabalin {number}",
        "smiles": "CC(C)C[C@@H](CC(=O)O)CN",
        "inchi": "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
        "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
        "formula": "C8H17NO2",
        "molecular_weight": "159.23",
        "cas": "148553-50-8",
    }
    return {**row, **fields}


def test_quick_run_prints_tables_of_figures(tmp_path):
    """Without real records a quick run measures on the bundled compounds, and fills every table."""
    command = [sys.executable, BENCHMARKS / "speed.py", "--quick", "--rows", "60", "--records", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)

    head, *sections = re.split(r"^## ", done.stdout, flags=re.MULTILINE)
    tables = {}
    for section in sections:
        title, *lines = [line for line in section.splitlines() if line]
        tables[title] = [line.strip("| ").split(" | ") for line in lines]

    assert "rows of data/compounds.csv that benchmarks/naive.py finds consistent" in head
    assert {title: len(rows) - 2 for title, rows in tables.items()} == TABLES
    for _title, _verified, ours, bare, *_ in tables["Against the bare loop"][2:]:
        assert int(ours.replace(",", "")) > 0
        assert int(bare.replace(",", "")) > 0


def test_chart_has_a_curve_for_each_thing_measured(benchmarks, tmp_path):
    """What was measured is drawn, and what was not is left out."""
    chart, spread = benchmarks("chart"), benchmarks("race").Spread
    curves = {
        chart.SHARE: [(0.0, spread([1.1, 1.2])), (100.0, spread([6.0, 7.0]))],
        chart.ATOMS: [(10.0, spread([1.3, 1.4])), (40.0, spread([1.0, 1.1]))],
    }

    chart.draw(curves, tmp_path / "cost.svg")

    drawn = (tmp_path / "cost.svg").read_text(encoding="utf-8")
    assert [name in drawn for name in (chart.SHARE, chart.ATOMS, chart.RECORDS)] == [True, True, False]


@pytest.mark.parametrize(
    ("every", "damaged"),
    [pytest.param(1, 200, id="all"), pytest.param(10, 20, id="tenth"), pytest.param(100, 2, id="%")],
)
def test_faulty_rows_are_as_many_as_said(benchmarks, every, damaged):
    """A faulty row differs from its original in one field; the others are untouched."""
    faulty = benchmarks("table").faulty
    rows = [pregabalin(n) for n in range(200)]
    # a second compound: GABA (PubChem CID 119)
    gaba = pregabalin(0, name="GABA", smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N", formula="C4H9NO2")
    gaba |= {
        "inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
        "molecular_weight": "103.12",
        "cas": "56-12-2",
    }
    rows[100:] = [gaba] * 100

    changed = [
        [name for name in row if row[name] != shown[name]] for row, shown in zip(rows, faulty(rows, every), strict=True)
    ]

    assert Counter(len(fields) for fields in changed) == Counter({0: 200 - damaged, 1: damaged})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({}, None, id="agrees"),
        pytest.param({"cas": ""}, "a cell is empty", id="nothing-stated"),
        pytest.param({"cas": "148553-50-7"}, "the CAS number fails its check digit", id="check-digit"),
        pytest.param({"molecular_weight": "159.13"}, "the molecular weight is not RDKit's", id="monoisotopic"),
        pytest.param({"smiles": "CC(C)CC(CC(=O)O)CN"}, "the InChI is not RDKit's", id="flat"),
    ],
)
def test_rows_are_chosen_by_the_naive_script(benchmarks, monkeypatch, tmp_path, fields, reason):
    """Every row that is left out is counted with its reason."""
    table = benchmarks("table")
    with (tmp_path / "compounds.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.COLUMNS)
        writer.writeheader()
        writer.writerow(pregabalin(1, **fields))
    monkeypatch.setattr(table, "BUNDLED", tmp_path / "compounds.csv")

    chosen = table.selection(tmp_path, 10)

    assert len(chosen.rows) == (reason is None)
    assert dict(chosen.dropped) == ({} if reason is None else {reason: 1})


def test_ways_take_turns_and_all_finish(benchmarks, tmp_path):
    """Every way sees every record once, the first block not counted in a longer course."""
    race = benchmarks("race")
    seen = []

    def slow(course):
        for record in course.smiles:
            time.sleep(0.0002)
            yield seen.append(("slow", record))

    def quick(course):
        for record in course.smiles:
            yield seen.append(("quick", record))

    course = race.Course(tmp_path / "table.csv", [f"{n}" for n in range(3 * race.BLOCK + 5)])
    taken = race.race([slow, quick], race.Course(course.table, []), time.perf_counter, False, course)

    assert Counter(seen) == Counter({(way, r): 1 for way in ("slow", "quick") for r in course.smiles})
    assert taken[0] > 0.0002 > taken[1]
    firsts = [way for n, (way, _) in enumerate(seen) if n == 0 or seen[n - 1][0] != way]
    assert len(firsts) > 4  # neither ran through in one go


def test_command_is_timed_with_its_memory(benchmarks, tmp_path):
    """A run of the command tells its wall time, and on Linux the memory it held."""
    benchmarks("table").write_csv(tmp_path / "table.csv", [pregabalin(n) for n in range(3)])

    run = benchmarks("processes").verify(tmp_path / "table.csv", tmp_path / "out.jsonl", "--workers", "1", watch=True)

    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert run.seconds > 0
    if sys.platform == "linux":
        assert run.peak > 5


def test_long_table_is_verified_and_counted(benchmarks, monkeypatch, tmp_path):
    """Rows go in under names of their own, and every one of them is counted by verdict."""
    speed = benchmarks("speed")
    monkeypatch.setattr(speed, "MILLION", 90)
    bench = speed.Bench(speed.Size(1, 1, (), 1), speed.Selection("nothing"), tmp_path, tmp_path, racer=None)

    *_, tenth, whole = speed.million(bench)

    assert tenth.startswith("| 9 |")
    assert whole.startswith("| 90 |")
    assert (
        sum(int(count) for count in re.findall(r"(\d+) (?:verified|underspecified|unverified|inconsistent)", whole))
        == 90
    )


def test_reading_is_measured_for_each_format(tmp_path):
    """Each format is written, read to its last record, and has its share."""
    command = [sys.executable, BENCHMARKS / "reading.py", "--rows", "60", "--records", tmp_path]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout

    rows = [line.split(" | ") for line in shown.splitlines() if line.endswith("% |")]
    assert [row[0].removeprefix("| ") for row in rows] == ["csv", "parquet", "jsonl", "sdf", "msp", "xlsx"]
