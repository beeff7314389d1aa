"""What "verified" promises: at least two fields agree on something, whatever the record."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

import faults
from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.names import unavailable_reason
from gaba_analogs.record import FIELDS as ALL_FIELDS
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Verdict
from published import COLLECTION

CASES = COLLECTION.parent / "cases"
"""Labelled records, which are not part of the project."""

needs_java = pytest.mark.skipif(unavailable_reason() is not None, reason="no Java runtime for OPSIN")


def verified_on_nothing(reports):
    """Give the records that are called verified although no two of their fields agree."""
    return [r.record for r in reports if r.verdict is Verdict.VERIFIED and len(r.agreeing) < 2]


# -- records that were once verified on nothing ------------------------------------------------------

# SMILES, keys and formulas: PubChem, CIDs 702 (ethanol), 7843 (butane), 6288 (L-threonine), 44602 (arbaclofen),
# 119 (GABA), 5950 (L-alanine), 23661587 (a salt of isocitric acid has this formula)
L_THREONINE = "C[C@@H](O)[C@H](N)C(=O)O"
NOTHING_COMPARED = [
    pytest.param(
        {"smiles": "CCO", "iupac_name": "(9Z)-octadecenoic acid"}, "inconsistent", id="no-such-double-bond-in-ethanol"
    ),
    pytest.param({"smiles": "CCO", "name": "(9Z)-octadecenoic acid"}, "inconsistent", id="nor-by-its-title"),
    pytest.param({"smiles": "CCCC", "iupac_name": "(E)-butane"}, "inconsistent", id="no-double-bond-in-butane"),
    pytest.param({"smiles": "CCCC", "name": "(E)-butane"}, "inconsistent", id="title-of-butane"),
    pytest.param({"smiles": L_THREONINE, "name": "(R)-threonine"}, "unverified", id="one-letter-for-two-centres"),
    pytest.param(
        {"smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "name": "(2R,3S)-baclofen"},
        "unverified",
        id="two-letters-for-one-centre",
    ),
    pytest.param({"formula": "C6H7NO6", "charge": "0"}, "unverified", id="formula-and-charge"),
    pytest.param(
        {"smiles": "NCCCC(=O)O", "synonyms": "4-aminobutanoic acid hydrochloride"}, "unverified", id="synonym-unread"
    ),
    pytest.param(
        {"smiles": "C[C@H](N)C(=O)O", "inchikey": "QNAYBMKLOCPYGJ-UHFFFAOYNA-N"}, "unverified", id="non-standard-key"
    ),
    pytest.param({"smiles": "NCCCC(=O)O", "cas": "56-12-2"}, "unverified", id="number-by-its-check-digit"),
    pytest.param({"smiles": "NCCCC(=O)O", "iupac_name": "GABA"}, "unverified", id="name-unread"),
    pytest.param(
        {"iupac_name": "4-aminobutanoic acid", "synonyms": "4-Aminobutanoic acid"}, "unverified", id="name-copied"
    ),
    pytest.param({"smiles": "NCCCC(=O)O", "formula": "N/A"}, "unverified", id="placeholder"),
    pytest.param({"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N", "formula": "C4H9NO2"}, "unverified", id="key-and-formula"),
    pytest.param(
        {"molecular_weight": "103.12", "monoisotopic_mass": "103.0633"}, "unverified", id="masses-of-no-composition"
    ),
    pytest.param({"smiles": "*CC", "formula": "C2H5"}, "unverified", id="wildcard"),
    pytest.param({"name": "GABA", "synonyms": "GABA"}, "unverified", id="names-alone"),
]


@pytest.mark.parametrize(("record", "verdict"), NOTHING_COMPARED)
def test_records_with_nothing_to_compare(record, verdict):
    """A record of which no two values were compared, or of which they differ, is not verified."""
    report = verify(record, names=False)

    assert (report.verdict, report.agreeing) == (verdict, ())


@needs_java
@pytest.mark.names
@pytest.mark.parametrize(("record", "verdict"), NOTHING_COMPARED)
def test_records_with_nothing_to_compare_whose_names_are_read(record, verdict):
    """OPSIN's reading of a name verifies only what it agrees with."""
    report = verify(record)

    assert report.verdict == verdict or len(report.agreeing) >= 2
    assert verified_on_nothing([report]) == []


@needs_java
@pytest.mark.names
def test_the_synonym_of_a_salt_differs():
    """GABA beside the hydrochloride among its synonyms: the synonym is told to differ, and agrees with nothing."""
    report = verify({"smiles": "NCCCC(=O)O", "synonyms": "4-aminobutanoic acid hydrochloride"})

    assert [finding.code for finding in report.findings] == ["synonym-mismatch"]
    assert report.verdict == "unverified"


# -- whatever the record --------------------------------------------------------------------------------


def test_no_corruption_is_verified_on_nothing():
    """Of thousands of records, corrupted or written in another way, none is verified without two fields that agree."""
    kinds = itertools.chain(faults.corruptions().values(), faults.harmless_changes().values())
    cases = itertools.islice(itertools.chain.from_iterable(kinds), 0, None, 5)
    reports = list(verify_records([StructureRecord(**case.record) for case in cases], names=False))

    assert len(reports) > 300
    assert verified_on_nothing(reports) == []


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*.jsonl")) or [pytest.param(None, marks=pytest.mark.skip(reason=f"no cases in {CASES}"))]
)
def test_no_labelled_case_is_verified_on_nothing(path: Path):
    """Nor is any of the labelled records, where they are at hand."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    stated = [case["record"] for case in cases if case["record"].keys() <= set(ALL_FIELDS)]
    records = [StructureRecord(**record) for record in stated if all(isinstance(v, str) for v in record.values())]

    assert len(records) > len(cases) / 2
    assert verified_on_nothing(verify_records(records, names=False)) == []


COMPOUNDS = [
    faults.BASES[key] for key in ("gaba", "(R)-baclofen", "pregabalin-sodium", "L-alanine-13C3", "acetylcholine")
]
FIELDS = sorted(set().union(*COMPOUNDS))


@st.composite
def mixed(draw):
    """Draw some fields, each with the value of one of a few compounds, or with one that says nothing."""
    fields = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=6))
    values = {field: [c[field] for c in COMPOUNDS if field in c] + ["N/A", "see text"] for field in fields}
    return {field: draw(st.sampled_from(values[field])) for field in fields}


@settings(deadline=None, derandomize=True, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(mixed())
def test_no_mixture_of_compounds_is_verified_on_nothing(record):
    """Fields of several compounds, mixed at random, are never verified unless two of them agree."""
    assert verified_on_nothing([verify(record, names=False)]) == []


@pytest.mark.parametrize("pair", list(itertools.combinations(FIELDS, 2)), ids="-".join)
def test_two_fields_verify_each_other_or_nothing(pair):
    """Of a record of two fields either both agree, or it is not verified."""
    for compound in COMPOUNDS:
        report = verify({field: compound[field] for field in pair if field in compound}, names=False)

        assert (report.verdict is Verdict.VERIFIED) == (set(report.agreeing) == set(pair))
