"""One record through its checks: what each may answer, and what an error of our own costs."""

from __future__ import annotations

import dataclasses

import pytest

import faults
from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.checks.kit import AGREES, CannotTell, Check, Fault, NothingSaid
from gaba_analogs.checks.scopes import OneField
from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.evidence.plain import PlainFact
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import Kind
from gaba_analogs.results.findings import Severity, SkipKind, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.examine import call_all, examine
from gaba_analogs.verification.plan import Choice

# PubChem, CIDs 119 and 2284
GABA = {
    "smiles": "NCCCC(=O)O",
    "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
    "formula": "C4H9NO2",
    "cas": "56-12-2",
}
BACLOFEN = {
    "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1",
    "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    "formula": "C10H12ClNO2",
    "cas": "1134-47-0",
}


def toy(function, *implied_by, code="toy-fault", severity=Severity.ERROR):
    """Make a check of the CAS number."""
    return Check(code, severity, function, "Toys", OneField(Kind.CAS_NUMBER), frozenset(implied_by))


def fails(*_):
    """Fail as a check with a bug does."""
    return {}["toy"]


def examined(record):
    """Examine a record without the short way."""
    stated = StructureRecord(**record)
    with quiet():
        facts = read_facts(stated)
        identify_witnesses(facts, {})
        return examine(stated, facts)


# -- what a check may answer -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        pytest.param(AGREES, "passed", id="agrees"),
        pytest.param(Fault("{a} is a toy"), "findings", id="fault"),
        pytest.param(CannotTell("toys are beyond us"), SkipKind.CANNOT_TELL, id="cannot-tell"),
        pytest.param(NothingSaid("no toy stated"), SkipKind.NOT_STATED, id="nothing-said"),
        pytest.param(NothingSaid("another judges", SkipKind.LEFT_OUT), SkipKind.LEFT_OUT, id="left-to-another"),
    ],
)
def test_each_outcome_has_its_place(catalogue, outcome, place):
    """Agreement is passed, a fault is found, and what was not compared is skipped with its reason."""
    catalogue(toy(lambda _: outcome))
    report = examined(GABA)

    assert ("toy-fault" in report.passed) == (place == "passed")
    assert ("toy-fault" in {finding.code for finding in report.findings}) == (place == "findings")
    assert [skip.kind for skip in report.skipped if skip.code == "toy-fault"] == (
        [place] if isinstance(place, SkipKind) else []
    )


def test_a_fault_of_one_field_makes_it_suspect(catalogue):
    """A check of severity error decides the verdict, and its field is to suspect."""
    catalogue(toy(lambda _: Fault("{a} is a toy")))
    report = examined(GABA)

    assert (report.verdict, report.suspects) == (Verdict.INCONSISTENT, ("cas",))


def test_an_agreement_of_one_field_verifies_nothing(catalogue):
    """A check that looks at one field by itself has compared nothing."""
    catalogue(toy(lambda _: AGREES))

    assert examined({"cas": "56-12-2"}).verdict is Verdict.UNVERIFIED


@pytest.mark.parametrize("answer", [None, False, True, "", "agrees", Fault])
@pytest.mark.usefixtures("internal_errors_are_booked")
def test_any_other_answer_is_an_error_of_ours(catalogue, answer):
    """A check that answers with none of the four outcomes is broken, not passed."""
    catalogue(toy(lambda _: answer))
    report = examined(GABA)
    (skip,) = (skip for skip in report.skipped if skip.kind is SkipKind.BROKEN)

    assert "toy-fault" not in report.passed
    assert "TypeError" in skip.reason


@pytest.mark.parametrize("key", sorted(faults.BASES))
def test_every_check_has_a_result(key):
    """Every check that looks at one record has passed, found something, or says why it has no result."""
    report = examined(faults.BASES[key])
    asked = {
        code
        for code, check in CATALOGUE.items()
        if not (check.scope.across or check.scope.asks_registry or check.scope.asks_references)
    }
    found = {finding.code for finding in report.findings}
    skipped = [skip.code for skip in report.skipped]

    assert {*report.passed, *found, *skipped} == asked
    assert not {*report.passed, *found} & set(skipped)
    assert len(skipped) == len(set(skipped))


# -- an error of our own -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_a_check_that_fails_is_named_with_its_place(catalogue):
    """The reason names the check, the error and where it happened; the field is given as a value."""
    catalogue(toy(fails))
    (skip,) = (skip for skip in examined(GABA).skipped if skip.kind is SkipKind.BROKEN)

    assert (skip.code, skip.fields) == ("toy-fault", ("cas",))
    assert "toy-fault" in skip.reason
    assert "KeyError" in skip.reason
    assert f"{__name__.rpartition('.')[2]}.py:{fails.__code__.co_firstlineno + 2}" in skip.reason


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_a_check_that_fails_ends_no_other(catalogue):
    """The other checks run as if it were not there, and the record is not verified."""
    before = examined(GABA)
    catalogue(toy(fails))
    report = examined(GABA)

    assert before.verdict is Verdict.VERIFIED
    assert report.verdict is Verdict.UNVERIFIED
    assert (report.passed, report.agreement) == (before.passed, before.agreement)


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_faults_are_found_beside_a_check_that_fails(catalogue):
    """An error of our own hides no fault of the record."""
    catalogue(toy(fails))

    assert examined({**GABA, "formula": "C4H7NO2"}).verdict is Verdict.INCONSISTENT


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_an_error_after_a_first_agreement_is_told(catalogue):
    """A check that passes one comparison and fails in the next is broken: the reason is not lost behind the pass."""
    whole = CATALOGUE["formula-mismatch"]

    def second_fails(formula, composition):
        if composition.elements.get("Cl"):
            raise RuntimeError("no chlorine")
        return whole.function(formula, composition)

    catalogue(dataclasses.replace(whole, function=second_fails))
    report = examined(
        {**GABA, "inchi": "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"}
    )

    assert [skip.code for skip in report.skipped if skip.kind is SkipKind.BROKEN] == ["formula-mismatch"]


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_broken_records_are_counted(catalogue):
    """Every record that met the error counts once, on the short way too."""
    catalogue(toy(fails, code="toy-one"), toy(fails, code="toy-two"))
    summary = Summary()
    for report in verify_records([StructureRecord(**GABA), StructureRecord(**BACLOFEN)], names=False):
        summary.add(report)

    assert (summary.records, summary.broken, summary.verdicts[Verdict.UNVERIFIED]) == (2, 2, 2)


def test_in_tests_an_error_of_ours_is_raised(catalogue):
    """With the environment variable that tests set, nothing is booked."""
    catalogue(toy(fails))

    with pytest.raises(KeyError):
        examined(GABA)


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_no_memory_is_not_an_error_of_a_check(catalogue):
    """Where memory is exhausted, going on would only fail elsewhere."""

    def exhausted(_):
        raise MemoryError

    catalogue(toy(exhausted))

    with pytest.raises(MemoryError):
        verify(GABA, names=False)


@pytest.mark.usefixtures("internal_errors_are_booked")
def test_an_interruption_passes_through(catalogue):
    """Ctrl-C inside a check ends the run."""

    def interrupted(_):
        raise KeyboardInterrupt

    catalogue(toy(interrupted))

    with pytest.raises(KeyboardInterrupt):
        verify(GABA, names=False)


# -- a new check -------------------------------------------------------------------------------------------


def test_a_new_check_runs_in_tables(catalogue):
    """A check that names no plain fact finds the fault of the second of two records that state the same fields."""
    catalogue(toy(lambda cas: Fault("{a} is a toy", blame="a") if cas.value == "1134-47-0" else AGREES))
    first, second = verify_records([StructureRecord(**GABA), StructureRecord(**BACLOFEN)], names=False)

    assert (first.verdict, second.verdict) == (Verdict.VERIFIED, Verdict.INCONSISTENT)
    assert [finding.code for finding in second.findings] == ["toy-fault"]


def test_a_new_check_that_passes_changes_nothing_else(catalogue):
    """A check that finds nothing leaves the second record on the short way, with the report of the long one."""
    catalogue(toy(lambda _: AGREES))
    _, second = verify_records([StructureRecord(**GABA), StructureRecord(**BACLOFEN)], names=False)

    assert second == examined(BACLOFEN)


def test_a_check_that_a_plain_fact_implies_is_not_called_again(catalogue):
    """A check that names a plain fact is called with the first record of a kind, then only where that does not hold."""
    called = []

    def note(cas):
        called.append(cas.value)
        return AGREES

    catalogue(toy(note, PlainFact.IDENTIFIERS_SOUND))
    records = [GABA, BACLOFEN, {**BACLOFEN, "formula": "C10H11ClNO2"}]
    reports = list(verify_records([StructureRecord(**record) for record in records], names=False))

    assert sorted(called) == ["1134-47-0", "56-12-2"]
    assert ["toy-fault" in report.passed for report in reports] == [True, True, True]


def test_a_check_can_be_called_by_itself():
    """What a few checks find in some facts is booked without a verdict."""
    facts = read_facts(StructureRecord(cas="1134-47-1"))
    run = call_all(facts, [CATALOGUE["cas-check-digit"], CATALOGUE["cas-malformed"]])

    assert [found.check.code for found in run.found] == ["cas-check-digit"]
    assert list(run.passed) == ["cas-malformed"]


def test_what_was_not_asked_for_is_not_reported():
    """Codes that were ignored are neither passed nor found nor skipped."""
    stated = StructureRecord(**{**GABA, "formula": "C4H7NO2"})
    with quiet():
        facts = read_facts(stated)
        identify_witnesses(facts, {})
        report = examine(stated, facts, Choice(ignore=frozenset({"formula-mismatch", "cas-check-digit"})))

    assert not {"formula-mismatch", "cas-check-digit"} & {
        *report.passed,
        *(finding.code for finding in report.findings),
        *(skip.code for skip in report.skipped),
    }


# baclofen hydrochloride, and the key of baclofen: PubChem
BACLOFEN_HYDROCHLORIDE = {
    "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1.Cl",
    "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    "formula": "C10H13Cl2NO2",
    "molecular_weight": "250.12",
}


@pytest.mark.parametrize(
    ("stated", "suspects", "codes"),
    [
        ({}, ("inchikey",), {"inchikey-mismatch"}),
        ({"molecular_weight": "250.13"}, ("inchikey",), {"inchikey-mismatch"}),
        ({"inchikey": "WMNUVYYLMCMHLU-UHFFFAOYSA-N"}, (), set()),
        (
            {"molecular_weight": "260.12"},
            ("inchikey", "molecular_weight"),
            {"inchikey-mismatch", "formula-mismatch", "molecular-weight-mismatch"},
        ),
    ],
)
def test_what_follows_from_a_wrong_key_is_not_repeated(stated, suspects, codes):
    """Right formula and mass are not reported as contradicting a key that the structure already contradicts."""
    report = verify({**BACLOFEN_HYDROCHLORIDE, **stated}, names=False)

    assert report.suspects == suspects
    assert {finding.code for finding in report.findings} == codes
