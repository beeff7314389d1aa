"""Reading takes time in proportion to the input, and a report does not depend on what stands before.

Small versions of `benchmarks/linear.py` and `benchmarks/differential.py`.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
LEFT_OUT = ("SMILES", "StdInChI", "StdInChIKey", "IUPAC_name", "molecular_weight", "synonyms", "CAS_number")
"""Parameters of wikitext whose text takes the way of a formula."""

NEARLY_SQUARE = 1.5
"""Exponent [-] that a short text does not reach by chance on a busy machine; the benchmark takes long ones, to 1.2."""

pytestmark = [
    pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="what is tested is in the repository only: clone it"),
    pytest.mark.slow,
]


@pytest.fixture
def benchmarks(monkeypatch):
    """Give what imports a module of the benchmarks."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module


def test_every_reader_and_notation_is_linear(benchmarks, tmp_path):
    """No repetition makes the time of a target grow with the square of its length, or anything near it."""
    linear = benchmarks("linear")
    found = []
    for name, run, units in linear.targets(tmp_path):
        if name.removeprefix("wikitext, ") not in LEFT_OUT:
            found += [linear.measure(name, run, unit, (256, 4096)) for unit in units]

    assert [one for one in found if one.exponent > NEARLY_SQUARE] == []


@pytest.mark.parametrize("seed", range(1, 9))
def test_report_does_not_depend_on_the_records_before(benchmarks, seed):
    """Mutants of real records get one report: alone, in a stream, and in the stream again in another order."""
    differential = benchmarks("differential")
    compared, found = differential.differences(differential.batch(seed, size=64), seed, whole=seed == 1)

    assert compared > 0
    assert found == []


def test_report_does_not_depend_on_format_and_workers(benchmarks, tmp_path):
    """Mutants get one report from CSV and JSON Lines, with one worker and with two."""
    differential = benchmarks("differential")

    assert differential.command_differences(differential.batch(4, size=100), tmp_path) == []
