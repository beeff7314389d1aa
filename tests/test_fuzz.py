"""No input ends in a traceback, a hang or a lost record: a small, repeatable part of `benchmarks/fuzz.py`."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
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
    "parquet",
    "xlsx",
    "ods",
    "xls",
    "cdx",
    "zip",
    "gz",
)
FIELDS = (
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

READ_APART = {"cdx", "mol2", "mrv", "xls"}
"""Formats whose parsers run in a process of their own, each anew."""

pytestmark = [
    pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="what is tested is in the repository only: clone it"),
    pytest.mark.slow,
]


@pytest.fixture
def fuzz(monkeypatch):
    """Give the module of the fuzzer; native parsers that do not end are soon given up."""
    monkeypatch.setattr("gaba_analogs.readers.io.apart.SECONDS", 0.5)
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("fuzz")


@pytest.mark.parametrize("suffix", READERS)
def test_any_text_is_read_alike_twice(fuzz, suffix):
    """Mutants of the corpus give records or one clear error, in a bounded time, and the same the second time."""
    size = 15 if suffix in READ_APART else 60
    tally = fuzz.block(f"read {suffix}", seed=1, size=size)

    assert (tally.inputs, tally.shown) == (size, [])


@pytest.mark.parametrize("field", FIELDS)
def test_any_field_is_verified(fuzz, field):
    """Mutants of a field beside the structure of GABA get a report, without an error of our own."""
    tally = fuzz.block(f"record: {field}", seed=1, size=60)

    assert (tally.inputs, tally.shown) == (60, [])


def test_any_notation_is_read(fuzz, tmp_path):
    """Mutants of what the bundled compounds state are read by every notation."""
    notations = [name for name in fuzz.targets(tmp_path) if name.startswith("notation")]

    assert [told for name in notations for told in fuzz.block(name, seed=1, size=60).shown] == []


def test_corpus_is_read(fuzz):
    """Every file of the corpus is an input that gives records."""
    counts = {path.name: len(fuzz._read(path)) for path in sorted(fuzz.CORPUS.iterdir())}

    assert counts
    assert all(counts.values())
