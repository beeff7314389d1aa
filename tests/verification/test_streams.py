"""Every fault is found wherever its record stands in a table, and behind whatever record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import test_composition_checks
import test_configuration
import test_identifiers_checks
import test_inchikey_checks
import test_measured_checks
import test_notation_checks
import test_pairs
import test_readable
from rdkit import Chem

import faults
from gaba_analogs import batches
from gaba_analogs.api.verify import verify_records
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.verification.catalogue import CATALOGUE

_MODULES = (
    *(test_composition_checks, test_configuration, test_identifiers_checks, test_inchikey_checks),
    *(test_measured_checks, test_notation_checks, test_pairs, test_readable),
)
FAULTY = [
    pytest.param(line.values[0], line.values[1], id=f"{code}-{line.id}")
    for module in _MODULES
    for code, lines in module.TABLES.items()
    for line in lines
    if code in line.values[1]
]
"""Of the truth table of every check, the records in which it fires."""

BACLOFEN = {name: field.example for name, field in BY_NAME.items()} | {
    "molblock": Chem.MolToMolBlock(Chem.MolFromSmiles(BY_NAME["smiles"].example)),
    "synonyms": "Lioresal",
}
"""A record that is right in every field: the examples of the table of fields."""


def in_a_stream(record, *, behind):
    """Verify a record behind some others, and give its report."""
    *_, last = verify_records([StructureRecord(**fields) for fields in (*behind, record)], names=False)
    return last


def plain_one_like(record):
    """Give the record of baclofen that states the same fields."""
    return {field: BACLOFEN[field] for field in record}


@pytest.mark.parametrize(("record", "codes"), FAULTY)
def test_a_fault_is_found_behind_a_plain_record(record, codes):
    """A faulty record has the same report alone and behind right records that state the same fields."""
    plain = plain_one_like(record)
    report = in_a_stream(record, behind=[plain, plain])

    assert {finding.code for finding in report.findings} == codes
    assert report == in_a_stream(record, behind=[])


def test_every_check_of_one_record_is_among_them():
    """The tables hold a faulty record for every check whose own tests do not go another way."""
    fired = set().union(*(line.values[1] for line in FAULTY))
    elsewhere = {code for code, check in CATALOGUE.items() if check.family == CATALOGUE["synonym-mismatch"].family}
    own = {
        code
        for code, check in CATALOGUE.items()
        if not (check.scope.across or check.scope.asks_registry or check.scope.asks_references)
    }

    assert own - fired == elsewhere


def test_the_plain_record_is_right():
    """The record that stands before the faulty ones has no error itself."""
    report = in_a_stream({k: v for k, v in BACLOFEN.items() if k != "iupac_name"}, behind=[])

    assert (report.verdict, report.suspects) == ("verified", ())


@pytest.mark.parametrize("kind", [kind.kind for kind in faults.KINDS if not kind.names])
def test_corruptions_are_found_behind_their_own_records(kind):
    """Of every kind of corruption, the faulty record has the same report alone and behind the record that it was."""
    case = faults.corruptions()[kind][0]

    assert in_a_stream(case.record, behind=[faults.BASES[case.base]] * 2) == in_a_stream(case.record, behind=[])


@pytest.mark.parametrize("against", [False, True], ids=["", "against-a-table"])
def test_nobody_waits_for_a_full_chunk_of_a_slow_source(monkeypatch, tmp_path, against) -> None:
    """The report on a record comes before the next record is asked for, where that is slow to come."""
    monkeypatch.setattr(batches, "_PATIENCE", -1.0)
    table = tmp_path / "compounds.csv"
    table.write_text("smiles,cas\nNCCCC(=O)O,56-12-2\n", encoding="utf-8")
    asked = []

    def slow() -> Iterator[dict[str, str]]:
        for number in range(3):
            asked.append(number)
            yield {"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}  # GABA, PubChem CID 119

    reports = iter(verify_records(slow(), names=False, against=table if against else None))
    assert next(reports).ok
    assert asked == [0]
    assert [report.ok for report in reports] == [True, True]


@pytest.mark.parametrize("against", [False, True], ids=["", "against-a-table"])
def test_records_before_an_error_of_their_source_are_reported(tmp_path, against) -> None:
    """A source that raises an error loses no record that it gave before."""
    table = tmp_path / "compounds.csv"
    table.write_text("smiles,cas\nNCCCC(=O)O,56-12-2\n", encoding="utf-8")

    def broken() -> Iterator[dict[str, str]]:
        for _ in range(3):
            yield {"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}  # GABA, PubChem CID 119
        raise OSError("the disk is gone")

    reports = iter(verify_records(broken(), names=False, against=table if against else None))

    assert [next(reports).ok for _ in range(3)] == [True, True, True]
    with pytest.raises(OSError, match="the disk is gone"):
        next(reports)


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        pytest.param("unii", "H789N3FKE8\u00a0", id="unii-blank"),
        pytest.param("ec_number", "214\u2010486\u20109", id="ec-number-hyphens"),
        pytest.param("chembl_id", "CHEMBL701\u00a0", id="chembl-blank"),
        pytest.param("chebi_id", "\u2003CHEBI:2972", id="chebi-blank"),
        pytest.param("pubchem_cid", "2284\n\n", id="pubchem-lines"),
    ],
)
def test_repaired_identifier_is_told_behind_a_plain_record(name: str, stated: str) -> None:
    """The look at a plain record passes no sign that is repaired: baclofen's identifiers with signs from a page."""
    plain = {"smiles": BACLOFEN["smiles"], "inchikey": BACLOFEN["inchikey"], name: BACLOFEN[name]}
    pasted = StructureRecord(**{**plain, name: stated})
    (alone,) = verify_records([pasted], names=False)
    _, behind = verify_records([StructureRecord(**plain), pasted], names=False)

    assert alone == behind
    (finding,) = alone.findings
    assert finding.message.endswith(("stray white space was removed", "were replaced with ASCII"))
