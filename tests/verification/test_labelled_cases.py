"""Pairs of fields from public databases, labelled by class: nothing sound may be accused, nothing wrong may pass."""

import csv

import pytest
from rdkit import rdBase

from gaba_analogs.api.verify import verify
from published import COLLECTION, SAMPLES

WHOLE = COLLECTION / "labelled_cases_dev.tsv"
CASES = WHOLE if WHOLE.exists() else SAMPLES / "labelled_cases.tsv"
"""The sample beside the tests, or all cases where they are at hand; origins in the file's own columns."""

FIELDS = {"mw": "molecular_weight", "exact_mass": "monoisotopic_mass"}
SURVIVES_SINCE = {"c1197": "2026.09"}
"""A carotenoid, and the first version of RDKit that keeps all of its double bonds."""
SOUND = {"consistent", "undecidable-with-RDKit", "consistent-or-needs-standard-inchi", "less-specific-by-design"}


UNDECIDED = {"c0071"}
"""Pairs labelled as contradictions that are two InChIs of one drawing: a phosphenium, see docs/calibration.md."""


def cases(*labels):
    """Give the cases with one of the labels, as records."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = [
            row
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if ("undecidable-with-RDKit" if row["case_id"] in UNDECIDED else row["verdict"]) in labels
        ]
    return [pytest.param(_record(row), id=row["case_id"], marks=_limits(row["case_id"])) for row in rows]


def _limits(case):
    """Mark a case whose InChI does not survive the way through this RDKit and back."""
    older = case in SURVIVES_SINCE and rdBase.rdkitVersion < SURVIVES_SINCE[case]
    return [pytest.mark.xfail(reason="a limit of this RDKit", strict=True)] if older else []


def _record(row):
    pairs = ((row[f"field_{side}"], row[f"value_{side}"]) for side in "ab")
    return {FIELDS.get(field, field): value for field, value in pairs if field}


@pytest.mark.parametrize("record", cases(*SOUND))
def test_no_false_accusation(record):
    """Fields that agree, or that no tool can judge, are never called inconsistent."""
    assert verify(record, names=False).verdict != "inconsistent"


@pytest.mark.parametrize("record", cases("consistent"))
def test_sound_pairs_have_no_suspect_but_a_flat_one(record):
    """Fields that agree are verified; a label written on one side only is the other's omission."""
    assert verify(record, names=False).verdict in {"verified", "underspecified"}


@pytest.mark.parametrize("record", cases("contradiction"))
def test_contradictions_are_found(record):
    """Fields that contradict each other are inconsistent, or one says less."""
    report = verify(record, names=False)

    assert report.verdict in {"inconsistent", "underspecified"}
    assert report.suspects


@pytest.mark.parametrize("record", cases("less-specific"))
def test_less_specific_is_underspecified(record):
    """A field that says less is underspecified, not wrong."""
    assert verify(record, names=False).verdict == "underspecified"


@pytest.mark.parametrize("record", cases("malformed"))
def test_malformed_is_found(record):
    """A malformed value is a suspect by itself, or a warning where it can be repaired."""
    assert verify(record, names=False).findings


@pytest.mark.parametrize("record", cases("cannot-parse"))
def test_what_cannot_be_read_is_never_verified(record):
    """A SMILES that RDKit rejects is a suspect or a limit, never verified."""
    assert verify(record, names=False).verdict in {"inconsistent", "unverified"}
