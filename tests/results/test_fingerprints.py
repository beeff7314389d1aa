"""By what records and findings are known again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.fingerprints import fingerprint, fingerprint_of_conflict, fingerprint_of_unverified

GABA = StructureRecord(
    name="GABA", smiles="NCCCC(=O)O", formula="C4H7NO2", cas="56-12-2", place=Place("drugs.csv", 2, 1)
)
"""GABA with a formula that lacks two hydrogens."""
CATALOGUED = replace(GABA, identity="GB-7")


def known_by(record):
    """Give the fingerprint of the finding on the formula."""
    return fingerprint(record, "formula-mismatch", ("formula", "smiles"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"place": Place("other.csv", 99, 98)}, id="another-row-of-another-file"),
        pytest.param({"cas": "56-12-3"}, id="another-value-of-another-field"),
        pytest.param({"formula": " C4H7NO2 "}, id="blanks"),
        pytest.param({"labels": {"formula": "Mol Formula"}}, id="another-title"),
    ],
)
@pytest.mark.parametrize("record", [GABA, CATALOGUED], ids=["content", "identifier"])
def test_what_keeps_a_fingerprint(record, change):
    """A finding is known again where neither its record nor the values that it is about changed."""
    assert known_by(replace(record, **change)) == known_by(record)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"formula": "C4H8NO2"}, id="another-wrong-value"),
        pytest.param({"smiles": "CC(N)CC(=O)O"}, id="another-value-that-it-contradicts"),
    ],
)
@pytest.mark.parametrize("record", [GABA, CATALOGUED], ids=["content", "identifier"])
def test_what_makes_another_finding(record, change):
    """An exception that was accepted for one value is none for another."""
    assert known_by(replace(record, **change)) != known_by(record)


def test_a_renamed_record_is_known_by_its_identifier():
    """A new name makes another record, unless a column tells records apart."""
    assert known_by(replace(CATALOGUED, name="γ-aminobutyric acid")) == known_by(CATALOGUED)
    assert known_by(replace(GABA, name="γ-aminobutyric acid")) != known_by(GABA)


def test_two_records_of_one_name_are_told_apart_by_their_structures():
    """A salt and its parent under one name are two records, whatever else they share."""
    salt = replace(GABA, smiles="NCCCC(=O)O.Cl")

    assert fingerprint(salt, "cas-malformed", ("cas",)) != fingerprint(GABA, "cas-malformed", ("cas",))


def test_an_unverified_record_is_another_where_it_states_something_else():
    """That nothing could be compared is accepted for what was stated, not for what is stated later."""
    assert fingerprint_of_unverified(CATALOGUED) != fingerprint_of_unverified(replace(CATALOGUED, cas=None))


def test_a_conflict_is_known_by_its_subject():
    """Rows that share a structure may move; a third one makes it another conflict."""
    twice, thrice = (fingerprint_of_conflict("duplicate-structure", ("inchikey",), text) for text in ("KEY 2", "KEY 3"))

    assert twice != thrice
